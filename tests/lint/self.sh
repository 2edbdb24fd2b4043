# The lints themselves: a small tree that breaks every law must fail every one.
set -u
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d) || exit 99
trap 'rm -rf "$tree"' EXIT
cd "$tree" || exit 99

mkdir -p src/base src/text src/attic tests/unit data man
touch Makefile.am src/base/local.mk src/text/local.mk \
	tests/local.mk tests/unit/local.mk data/local.mk man/local.mk

# layers, listed
cat >src/base/low.c <<'END'
#include "text/high.h"
#include <fribidi/fribidi.h>
END
cat >src/text/high.h <<'END'
#ifndef HIGH_H
#define HIGH_H
#include "config.h"
#endif
END
echo '#include "config.h"' >src/attic/old.c

# sizes
{
	echo 'int long_function(void)'
	echo '{'
	yes '	work();' | head -n 801
	echo '} '
} >src/text/large.c

# calls
cat >src/text/calls.c <<'END'
strcpy(a, b); atoi(a); system(a); mmap(a); signal(SIGINT, handler); usleep(1); malloc(1); isalpha(c);
printf("x"); mvaddwstr(1, 2, a);
END
printf 'sleep%s\n' ' 1' >tests/unit/lazy.sh

# words
printf '/* TO%s: see /ho%s/me, issu%s 7 */\n#if %s\n' DO me e 0 >src/text/words.c

# man
printf '.Sh SYNOPSIS\n.Nm\n.Cm other\n.Ar file\n.It Fl v , \\-\n' >man/jarida.1
cat >program <<'END'
#!/bin/sh
printf '  --%0200d\n  --help, -h  help\n' 0
END
chmod +x program

n=0
for lint in layers sizes calls listed words man; do
	JARIDA_PROGRAM=$tree/program top_srcdir=$tree sh "$here/$lint.sh" >"$lint.out" 2>&1
	kept=$(grep '^ok' "$lint.out")
	plan=$(sed -n 's/^1\.\.//p' "$lint.out")
	n=$((n + 1))
	if [ -z "$kept" ] && [ "$(grep -c '^not ok' "$lint.out")" = "$plan" ]; then
		echo "ok $n - every law of $lint.sh can fail"
	else
		echo "not ok $n - every law of $lint.sh can fail"
		sed 's/^/# /' "$lint.out"
	fi
done

# What is named in a comment or a text is no call.
cat >src/text/calls.c <<'END'
/* strcpy(a, b) is never used;
   atoi(a) neither */
const char *text = "system(\"x\") and malloc(1)"; // usleep(1)
char quote = '"'; int display(int x); box.printf(1); my_signal(2);
END
rm -f src/text/large.c tests/unit/lazy.sh
n=$((n + 1))
if top_srcdir=$tree sh "$here/calls.sh" >calls.out 2>&1 && ! grep -q '^not ok' calls.out; then
	echo "ok $n - comments and texts are no calls"
else
	echo "not ok $n - comments and texts are no calls"
	sed 's/^/# /' calls.out
fi
echo "1..$n"

# Memory: show in all modes, and the reader from the first key to the last, under valgrind.
. "$(dirname "$0")/lib.sh"
if ! command -v valgrind >/dev/null 2>&1; then
	echo "1..0 # SKIP no valgrind"
	exit 0
fi
# A program with the sanitizers in it cannot run in it.
if ! valgrind -q --error-exitcode=99 "$jarida" --version >/dev/null 2>&1; then
	echo "1..0 # SKIP valgrind cannot run this build"
	exit 0
fi
cd "$scratch" || exit 99
# What libraries keep until the end is theirs ("still reachable"), all else is an error.
tool="valgrind -q --error-exitcode=99 --leak-check=full --num-callers=20 --track-fds=no
	--show-leak-kinds=definite,indirect,possible --errors-for-leak-kinds=definite,indirect,possible"

# sound NAME STATUS ARG…: ends with that status, and valgrind has nothing to say.
sound()
{
	name=$1
	wanted=$2
	shift 2
	# shellcheck disable=SC2086
	$tool --log-file=log "$jarida" "$@" >out 2>err </dev/null
	status=$?
	if [ "$status" -eq "$wanted" ] && [ ! -s log ]; then
		pass "$name"
	else
		fail "$name" "status $status"
		sed 's/^/# /' log | head -n 40
	fi
}

"$top_builddir/tests/fault/strings" write . >/dev/null
awk 'BEGIN { for (i = 0; i < 60000; i++) printf i % 3000 ? "كلمة (وكل) word " : "كلمة\n" }' |
	cat - text/* >long.txt
for mode in --json --raw "--raw --json" --order=visual "--raw --order=visual --width=20" \
	"--order=logical --width=1 --color=always" "--order=visual --shape=base --width=0"; do
	# shellcheck disable=SC2086
	sound "show $mode" 0 show $mode "$samples" all title names text
done
awk 'BEGIN { for (i = 0; i < 90000; i++) printf "كلمة وكل %d%s", i, i % 500 ? " كلمة وكلمة a في السطر " : "\n" }' >plain.txt
sound "show of a large file" 0 show --order=visual plain.txt
sound "show of nothing" 3 show missing /dev/zero
sound "wrong usage" 2 --width=x
sound "help" 0 --help

run=$top_builddir/tests/screen/run
if [ ! -x "$run" ]; then
	skip "the reader" "no libvterm"
	plan
	exit 0
fi
# The program that run starts is this one.
mkdir wrapped
cat >wrapped/jarida <<END
#!/bin/sh
exec $(echo $tool) --log-file='$scratch/log.%p' '$jarida' "\$@"
END
chmod +x wrapped/jarida

# played NAME: the script of standard input.
played()
{
	cat - walk >script
	if top_builddir=$scratch/wrapped "$run" script >said 2>err && ls log.* >/dev/null && ! grep -q . log.*; then
		pass "$1"
	else
		fail "$1" "$(grep -A1 '^not ok' said)"
		sed 's/^/# /' log.* | head -n 40
	fi
	rm -f log.*
}

cat >walk <<'END'
key j k Space b d u G g 5 0 % Enter j Space b G g m a H L
type 'a
type /ا
key Enter n N \ a Enter Esc
key ? j G / q Esc = Esc r Esc l Esc t T y Y x . , J K
type -b-b-b-l-l-l
key z Tab z Tab ^L : s e t Tab Space Esc : n o Enter
resize 20x5
key j J Space
resize 1x1
key j
resize 200x50
key j K
key Q
exit 0
END

played "the reader" <<END
run $samples
END
played "the reader on hostile files" <<END
terminal hostile
run $scratch/title $scratch/missing $scratch/all
END
played "the reader on a large file" <<END
terminal vte split
run $scratch/plain.txt
END
plan

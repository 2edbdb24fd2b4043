# A long line: one question and its answer before the first screen, then one
# write for a key and none without; counted by strace, not timed.
. "$(dirname "$0")/lib.sh"
run=$top_builddir/tests/screen/run
if [ ! -x "$run" ]; then
	echo "1..0 # SKIP no libvterm"
	exit 0
fi
if ! strace -o /dev/null true 2>/dev/null; then
	echo "1..0 # SKIP strace is missing or may not trace"
	exit 0
fi
ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0
export ASAN_OPTIONS

# In the place of the program: itself, and its writes in a log.
mkdir "$scratch/build"
cat >"$scratch/build/jarida" <<END
#!/bin/sh
exec strace -o "$scratch/log" -e signal=none -e trace=write "$jarida" "\$@"
END
chmod 755 "$scratch/build/jarida"

# play NAME: the script of standard input, over SSH, all of whose steps are to be well
play()
{
	{ echo "env SSH_CONNECTION=far"; cat; } >"$scratch/script"
	if (top_builddir=$scratch/build && export top_builddir && $limit "$run" "$scratch/script") >"$scratch/out" 2>"$scratch/err"; then
		pass "$1"
	else
		fail "$1" "$(grep -A 9 '^not ok' "$scratch/out")"
	fi
}

# Writes to the terminal before each word that all is drawn.
writes() { awk '/^write\(1, / { n++ } /^write\([0-9]+, "\.", 1\)/ { print n + 0; n = 0 }' "$scratch/log"; }

keys='j j k Space b d u G g 5 0 % Enter j j Space b G g H L J K . , x n N Tab Tab z z r q l q = j q m a ? Space q
- t - w - d - c - l - l ^L'
for terminal in xterm vte kitty; do
	play "keys over SSH, $terminal" <<END
size 120x40
terminal $terminal
run data/samples
bytes \\e[>c
bytes \\e[c
text ────────────────────────────────────────────────────────────────────────────────────────────────────
key $(echo "$keys" | tr '\n' ' ')
no-bytes \\e[>c
no-bytes \\e[c
no-bytes \$p
key Q
exit 0
END
	check "… one question, then the first screen" [ "$(writes | head -n 1)" = 2 ]
	check "… each key at most one write" [ "$(writes | tail -n +2 | sort -n | tail -n 1)" = 1 ]
	# shellcheck disable=SC2086,SC2046
	check "… and none without a key" [ "$(writes | tail -n +2 | wc -l)" -eq "$(set -- $keys && echo $#)" ]
	if [ $terminal = vte ]; then
		check "… no synchronized output where it is not known" [ "$(grep -c '?2026h' "$scratch/log")" = 0 ]
	fi
done

# Answers that come after the first screen tell of a slow line: what is typed is not answered letter by letter.
play "a search over a slow line" <<'END'
terminal vte late
run data/samples
answer
key Enter
type /
type الوزارة
text ﺓﺭﺍﺯﻮﻟﺍ
key Enter n n
key Q
exit 0
END
typed=$(writes | tail -n 4 | head -n 1)
check "… its letters share a write" [ "$typed" -le 1 ]
plan

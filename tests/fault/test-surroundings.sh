# Surroundings that are not as they should be: closed or full output, locale, TERM, no room.
. "$(dirname "$0")/lib.sh"

# ended NAME STATUS PATTERN: with one line that has the pattern; without a pattern, with none.
ended()
{
	if [ "$status" -ne "$2" ]; then
		fail "$1" "status $status, wanted $2"
	elif [ -n "$3" ] && ! { one_line && grep -q -- "$3" "$scratch/err"; }; then
		fail "$1" "wanted the line: $3"
	elif [ -z "$3" ] && [ -s "$scratch/err" ]; then
		fail "$1" "wanted no word"
	else
		pass "$1"
	fi
}

cd "$scratch" || exit 99
printf 'خبر\n\nنص الخبر.\n' >good.txt
# More than is parsed: 6 MB.
awk 'BEGIN { for (i = 0; i < 150000; i++) printf "سطر %d في الخبر كله\n", i }' >long.txt

# Output
for arguments in "show good.txt" "show --raw good.txt" "show --json good.txt" --help --version; do
	# shellcheck disable=SC2086
	"$jarida" $arguments >&- 2>err </dev/null
	status=$?
	ended "$arguments, output closed" 3 "cannot write the output"
	[ -c /dev/full ] || continue
	# shellcheck disable=SC2086
	"$jarida" $arguments >/dev/full 2>err </dev/null
	status=$?
	ended "$arguments, disk full" 3 "cannot write the output: no space left on device"
done
# A file that is opened must not get the number of what is closed.
"$jarida" show - <long.txt >&- 2>err
status=$?
ended "a long text, output closed" 3 "cannot write the output"
cat long.txt | "$jarida" show >&- 2>err
status=$?
ended "a long stream, output closed" 3 "cannot write the output"
"$jarida" show missing >out 2>&- </dev/null
status=$?
: >err
ended "errors closed" 3 ""
check "… and nothing of them in the output" [ ! -s out ]
"$jarida" show - >out 2>err <&-
status=$?
ended "input closed" 3 "cannot read 'standard input'"
"$jarida" >out 2>err <&-
status=$?
ended "input closed, no operand" 3 "cannot read 'standard input'"
"$jarida" show good.txt >out 2>err <&-
status=$?
ended "input closed, not needed" 0 ""
check "… shown" grep -q خبر out

# Whoever reads the output goes away.
for mode in "" --raw --order=visual; do
	{
		"$jarida" show $mode long.txt 2>err </dev/null
		echo $? >status
	} | head -n 1 >out
	status=$(cat status)
	ended "show $mode | head" 141 ""
done
{
	cat long.txt long.txt long.txt | "$jarida" show 2>err
	echo $? >status
} | head -n 1 >out
status=$(cat status)
ended "show <stream | head" 141 ""

# No room for a copy of a long stream
cat long.txt | TMPDIR=$scratch/none "$jarida" show >out 2>err
status=$?
ended "no TMPDIR" 3 "cannot make a temporary file in '.*': no such file or directory (set TMPDIR)"
cat good.txt | TMPDIR=$scratch/none "$jarida" show >out 2>err
status=$?
ended "no TMPDIR and none needed" 0 ""
cat long.txt | TMPDIR=$scratch/none "$jarida" show --raw >out 2>err
status=$?
ended "no TMPDIR, raw" 0 ""
# A limit for files stands for the full disk; its unit is 512 or 1024 bytes.
cat long.txt | (
	trap '' XFSZ
	ulimit -f 5000
	TMPDIR=$scratch "$jarida" show | cat >/dev/null
) 2>err
if grep -q "cannot write a temporary file: file too large (set TMPDIR)" err; then
	pass "the copy does not fit"
else
	fail "the copy does not fit" "wanted a word"
fi

# Locales
for locale in xx_YY xx_YY.UTF-8 C POSIX '' ar_EG.ISO-8859-6; do
	LC_ALL=$locale LANG='' "$jarida" show --order=visual --width=20 good.txt >out 2>err </dev/null
	status=$?
	ended "LC_ALL='$locale'" 0 ""
	check "… shaped and ordered" grep -q ﺮﺒﺧ out
done
(
	unset LC_ALL LANG
	"$jarida" show good.txt >out 2>err </dev/null
)
status=$?
ended "no locale at all" 0 ""

# A file system that cannot be written
mkdir ro
"$top_builddir/tests/fault/shelve" ro/library.db add "$scratch/good.txt" >/dev/null
cat >remount <<'SH'
mount --bind ro ro && mount -o remount,ro,bind ro || exit 77
exec "$@"
SH
unshare -rm sh remount "$jarida" add --library=ro/library.db good.txt >out 2>err </dev/null
status=$?
if [ "$status" -eq 77 ] || ! grep -q '^jarida: ' err; then
	skip "add, on a file system that is only read" "it cannot be mounted so"
else
	ended "add, on a file system that is only read" 3 "can only be read"
	unshare -rm sh remount "$jarida" list --library=ro/library.db >out 2>err </dev/null
	status=$?
	ended "list, there" 0 ""
	check "… lists" grep -q خبر out
fi

# TERM does not matter to show.
for term in '' dumb no-such-terminal; do
	TERM=$term "$jarida" show --color=always good.txt >out 2>err </dev/null
	status=$?
	ended "show, TERM='$term'" 0 ""
done

# Nothing else in the environment
env -i "$jarida" show good.txt >out 2>err </dev/null
status=$?
ended "an empty environment" 0 ""
JARIDA_LOG=$scratch/none/log JARIDA_SYNC_FD=99999999999999999999 "$jarida" show good.txt >out 2>err </dev/null
status=$?
ended "a log that cannot be written, a descriptor that is none" 0 ""
plan

# lib.sh: what the fault tests share. Sourced; prints TAP.
#
# A test runs the program (try), then says what must have come of it. All that
# is written goes into $scratch, which is gone at the end.
set -u
jarida=$top_builddir/jarida
samples=$top_srcdir/data/samples
scratch=$(mktemp -d) || exit 99
trap 'leave' EXIT
trap 'exit 99' INT TERM HUP
number=0
nobody=

leave()
{
	# shellcheck disable=SC2086
	[ -z "$writers" ] || kill $writers 2>/dev/null
	chmod -R u+rwx "$scratch"
	rm -rf "$scratch"
}

pass() { number=$((number + 1)) && echo "ok $number - $1"; }
skip() { number=$((number + 1)) && echo "ok $number - $1 # SKIP $2"; }

fail()
{
	number=$((number + 1))
	echo "not ok $number - $1"
	shift
	printf '# %s\n' "$@"
	sed 's/^/# stderr: /' "$scratch/err" | head -n 5 | cat -v
}

# check NAME COMMAND...: the command is to succeed.
check()
{
	name=$1
	shift
	if "$@"; then pass "$name"; else fail "$name" "failed: $*"; fi
}

plan() { echo "1..$number"; }

# feed FILE PIPE: from behind; ended with the test when nobody has read it.
writers=
feed()
{
	(exec cat "$1" >"$2") >/dev/null 2>&1 &
	writers="$writers $!"
}

# How long a command may take before it counts as hanging; generous for sanitizers.
patience=120
limit=
if command -v timeout >/dev/null 2>&1; then
	limit="timeout $patience"
fi

# try ARG...: $jarida with these, its output in $scratch/out and $scratch/err, its status in $status.
try() { try_from /dev/null "$@"; }

try_from()
{
	from=$1
	shift
	$limit $nobody "$jarida" "$@" <"$from" >"$scratch/out" 2>"$scratch/err"
	status=$?
}

# gives NAME LINE...: the output of what was tried last is these lines, and nothing was said.
gives()
{
	name=$1
	shift
	printf '%s\n' "$@" >"$scratch/want"
	if [ "$status" -eq 0 ] && [ ! -s "$scratch/err" ] && cmp -s "$scratch/want" "$scratch/out"; then
		pass "$name"
	else
		fail "$name" "status $status"
		sed 's/^/# got: /' "$scratch/out" | cat -v | head -n 12
	fi
}

# One line on standard error: "jarida: …", lower case, and nothing that a terminal would act on.
one_line()
{
	[ "$(wc -l <"$scratch/err")" -eq 1 ] && LC_ALL=C grep -q "^jarida: [^A-Z]" "$scratch/err" && no_controls "$scratch/err"
}

# Only text and line ends.
no_controls() { "$top_builddir/tests/fault/strings" check "$1"; }

# Byte strings that want to harm, as text, as title, as name, in every mode: no
# crash, no hang, no control character in the output. The list of ours always;
# $JARIDA_SHARED/corpus/bad too, where it is there.
. "$(dirname "$0")/lib.sh"
strings=$top_builddir/tests/fault/strings

# clean NAME check|check-tabs: status 0, no word, nothing harmful.
clean()
{
	said=$("$strings" "$2" out)
	if [ "$status" -ne 0 ] || [ -s err ]; then
		fail "$1" "status $status"
	elif [ -n "$said" ]; then
		fail "$1" "$said"
	elif [ ! -s out ]; then
		fail "$1" "nothing was shown"
	else
		pass "$1"
	fi
}

# All modes of show on these files.
modes()
{
	what=$1
	shift
	for order in logical visual; do
		tabs=check
		[ $order = visual ] || tabs=check-tabs
		for shape in forms base; do
			for width in 1 20 80 0; do
				for parsed in '' --raw; do
					try show $parsed --order=$order --shape=$shape --width=$width "$@"
					clean "$what $parsed $order $shape $width" $tabs
				done
			done
		done
	done
	try show --json "$@"
	clean "$what, JSON" check
	for direction in ltr rtl; do
		try show --order=visual --direction=$direction "$@"
		clean "$what, $direction" check
	done
}

cd "$scratch" || exit 99
bad=$JARIDA_SHARED/corpus/bad
set --
[ ! -d "$bad" ] || set -- "$bad"/*.tsv "$bad"/*.txt $(find "$bad/utf8" -type f)
n=$("$strings" write . "$@")
if [ $# -gt 0 ]; then
	pass "$n strings, those of $# files among them"
else
	skip "more strings" "JARIDA_SHARED has none"
fi
modes text all
modes titles title
modes names names
find text -type f -size +0 >files
set --
while read -r file; do
	set -- "$@" "$file"
done <files
modes "each alone" "$@"
for file in binary/*; do
	try show --raw "$file"
	if [ "$status" -eq 3 ] && [ ! -s out ] && one_line; then
		pass "refused: $file"
	else
		fail "refused: $file" "status $status"
	fi
done
plan

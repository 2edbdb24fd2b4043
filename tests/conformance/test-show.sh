# The program's visual order against the reference, in every base direction:
# all of BidiCharacterTest.txt that can stand in a line, and random lines
# (JARIDA_RUNS of them, JARIDA_SEED for others). See show-cases.c.
runs=${JARIDA_RUNS:-10000}
cases=$top_builddir/tests/conformance/show-cases
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
number=0

# show_lines file|random auto|ltr|rtl
show_lines() {
	number=$((number + 1))
	said=$("$cases" "$1" "$2" "$runs" "$scratch/in" "$scratch/want")
	case $? in
	0) ;;
	77)
		echo "ok $number - $1, $2 # SKIP Unicode's test files are not there (package unicode-data)"
		return ;;
	*)
		echo "not ok $number - $1, $2: show-cases failed"
		return ;;
	esac
	"$top_builddir/jarida" show --raw --order=visual --shape=base --width=0 \
		--direction="$2" "$scratch/in" >"$scratch/got" </dev/null
	if cmp "$scratch/got" "$scratch/want" >"$scratch/word" 2>&1; then
		echo "ok $number - show, $1, $2: $said"
	else
		sed 's/^/# /' "$scratch/word"
		differs=$(cmp -l "$scratch/got" "$scratch/want" 2>/dev/null | head -n 1)
		echo "# first difference (byte, got, want): $differs"
		echo "not ok $number - show, $1, $2: $said"
	fi
}

echo 1..6
for texts in file random; do
	for direction in auto ltr rtl; do
		show_lines $texts $direction
	done
done

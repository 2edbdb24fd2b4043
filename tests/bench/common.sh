# Sourced by the benchmarks: where things are, and a large text to work on.
set -eu
bench=$top_builddir/tests/bench
jarida=$top_builddir/jarida
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# need COMMAND PACKAGE: end with a word when the peer is missing.
need() {
	command -v "$1" >/dev/null && return
	echo "skipped: $1 is missing (package $2)"
	exit 77
}

# news MB FILE: that much news, the Arabic samples over and over. A larger and
# more natural text can be named in JARIDA_BENCH_TEXT.
news() {
	cat "$top_srcdir"/data/samples/ar-*.txt >"$scratch/once"
	bytes=$(wc -c <"$scratch/once")
	times=$(($1 * 1000000 / bytes + 1))
	while [ "$times" -gt 0 ]; do
		cat "$scratch/once"
		times=$((times - 1))
	done >"$2"
}

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

# corpus: articles of many outlets, $scratch/corpus.jsonl; a word and the end where there are none.
corpus() {
	packed=$JARIDA_SHARED/corpus/antcorpus.jsonl.xz
	[ -r "$packed" ] || {
		echo "skipped: no corpus of articles in $JARIDA_SHARED"
		exit 77
	}
	need xz xz-utils
	xz -dc "$packed" >"$scratch/corpus.jsonl"
}

# library N: the library of so many generated articles, $scratch/N.db, and what it
# was made of, $scratch/N.jsonl. Both are copied from $JARIDA_BENCH_LIBRARIES when they are there.
library() {
	made=${JARIDA_BENCH_LIBRARIES-/nowhere}
	if [ -r "$made/$1.db" ] && [ -r "$made/$1.jsonl" ]; then
		cp "$made/$1.db" "$scratch/$1.db"
		ln -s "$(cd "$made" && pwd)/$1.jsonl" "$scratch/$1.jsonl"
		return
	fi
	[ -r "$scratch/corpus.jsonl" ] || corpus
	"$bench/generate" "$scratch/corpus.jsonl" "$1" >"$scratch/$1.jsonl"
	"$bench/library" ingest "$scratch/$1.db" "$scratch/$1.jsonl" >&2
}

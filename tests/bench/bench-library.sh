# The library at 10,000 and 100,000 articles, and at JARIDA_BENCH_ARTICLES
# (a million takes ten minutes and 6 GB of disk): what is kept of a text, how
# fast it comes in, that opening and lists do not grow with it.
. "$top_srcdir/tests/bench/common.sh"
corpus
for n in 10000 100000 ${JARIDA_BENCH_ARTICLES-}; do
	"$bench/generate" "$scratch/corpus.jsonl" "$n" >"$scratch/articles.jsonl"
	echo "$n articles:"
	"$bench/library" ingest "$scratch/$n.db" "$scratch/articles.jsonl"
	start=$(date +%s%N)
	"$jarida" --no-config --library="$scratch/added.db" add --quiet "$scratch/articles.jsonl"
	echo "jarida add, in two threads: $((n * 1000000000 / ($(date +%s%N) - start))) articles a second"
	rm "$scratch/articles.jsonl" "$scratch/added.db"*
	"$bench/library" open "$scratch/$n.db"
	"$bench/library" open "$scratch/$n.db"
	"$bench/library" calls "$scratch/$n.db"
	rm "$scratch/$n.db"*
done

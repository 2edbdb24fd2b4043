# Related stories: halves of articles that look for one another beside the
# peers, as written and respelled; prints of a story that are planted among
# 10,000 articles (and among JARIDA_BENCH_ARTICLES); how long an answer takes.
. "$top_srcdir/tests/bench/common.sh"
corpus
for how in "" date noisy title; do
	echo "halves $how:"
	# shellcheck disable=SC2086 # no word or one
	"$bench/related" halves "$scratch/halves.db" "$scratch/corpus.jsonl" $how
	rm "$scratch/halves.db"*
done
if command -v /usr/bin/python3 >/dev/null; then
	echo "peers, and respelled:"
	/usr/bin/python3 "$top_srcdir/tests/bench/related-peers.py" "$scratch/corpus.jsonl"
	/usr/bin/python3 "$top_srcdir/tests/bench/related-peers.py" "$scratch/corpus.jsonl" noisy
else
	echo "peers skipped: no python3"
fi
for n in 10000 ${JARIDA_BENCH_ARTICLES-}; do
	"$bench/generate" "$scratch/corpus.jsonl" "$n" >"$scratch/articles.jsonl"
	echo "prints among $n:"
	"$bench/related" prints "$scratch/$n.db" "$scratch/articles.jsonl"
	"$bench/related" times "$scratch/$n.db"
	rm "$scratch/$n.db"* "$scratch/articles.jsonl"
done

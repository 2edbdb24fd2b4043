# Related stories: halves of articles that look for one another beside the
# peers, as written and respelled; prints of a story that are planted among
# 10,000 articles (and among JARIDA_BENCH_ARTICLES); how long an answer takes.
. "$top_srcdir/tests/bench/common.sh"
corpus
for how in ideas noisy date title "date title"; do
	echo "halves $how:"
	# shellcheck disable=SC2086 # words
	"$bench/related" halves "$scratch/halves.db" "$scratch/corpus.jsonl" $how
	rm "$scratch/halves.db"*
done
echo "in libraries of 48 articles:"
"$bench/related" few "$scratch/few.db" "$scratch/corpus.jsonl"
if command -v /usr/bin/python3 >/dev/null; then
	echo "peers, and respelled:"
	/usr/bin/python3 "$top_srcdir/tests/bench/related-peers.py" "$scratch/corpus.jsonl"
	/usr/bin/python3 "$top_srcdir/tests/bench/related-peers.py" "$scratch/corpus.jsonl" noisy
else
	echo "peers skipped: no python3"
fi
for n in 0 ${JARIDA_BENCH_ARTICLES-}; do
	echo "prints of articles of the corpus among $n others:"
	"$bench/related" prints "$scratch/$n.db" "$scratch/corpus.jsonl" "$n"
	"$bench/related" times "$scratch/$n.db"
	rm "$scratch/$n.db"*
done

# Looking for words at 20,000 and 100,000 articles, and at
# JARIDA_BENCH_ARTICLES: how long a page of answers takes, and each key of
# what is typed; how fast they come in and what of the library is the index.
# Beside it, on the same articles and queries, Xapian where its headers and a
# compiler of C++ are.
. "$top_srcdir/tests/bench/common.sh"
corpus
peer=
if command -v g++ >/dev/null && command -v xapian-config >/dev/null; then
	g++ -O2 $(xapian-config --cxxflags) -o "$scratch/xapian" "$top_srcdir/tests/bench/xapian.cc" $(xapian-config --libs)
	peer=$scratch/xapian
fi
for n in 20000 100000 ${JARIDA_BENCH_ARTICLES-}; do
	"$bench/generate" "$scratch/corpus.jsonl" "$n" >"$scratch/articles.jsonl"
	echo "$n articles:"
	"$bench/library" ingest "$scratch/$n.db" "$scratch/articles.jsonl"
	"$bench/search" "$scratch/$n.db"
	if [ -n "$peer" ]; then
		"$peer" index "$scratch/xapian.db" "$scratch/articles.jsonl" "$n"
		echo "  xapian: $(du -sm "$scratch/xapian.db" | cut -f1) MB"
		"$bench/search" "$scratch/$n.db" queries | sed 's/ level:fold//' >"$scratch/queries"
		echo "  all newest first, then all by rank:"
		grep -v sort:rank "$scratch/queries" | "$peer" ask "$scratch/xapian.db"
		grep sort:rank "$scratch/queries" | "$peer" ask "$scratch/xapian.db"
	fi
	rm -rf "$scratch/articles.jsonl" "$scratch/$n.db"* "$scratch/xapian.db"
done

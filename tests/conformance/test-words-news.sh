# Words folded and collated: of a larger collection of news where it is at hand, else of the sample edition.
news=$JARIDA_SHARED/corpus/antcorpus.jsonl.xz
if ! [ -r "$news" ] || ! command -v xz >/dev/null; then
	cat "$top_srcdir"/data/samples/*.txt "$top_srcdir"/tests/conformance/words.txt |
		"$top_builddir/tests/conformance/words-news" collation
	exit
fi
xz -dc "$news" | "$top_builddir/tests/conformance/words-news" collation

# Words of a larger collection of news, folded and collated, where it is at hand.
news=$JARIDA_SHARED/corpus/antcorpus.jsonl.xz
if ! [ -r "$news" ] || ! command -v xz >/dev/null; then
	echo "1..0 # SKIP no collection of news, or no xz"
	exit 0
fi
xz -dc "$news" | "$top_builddir/tests/conformance/words-news" collation

# Stems of Snowball's list of Arabic words, where it is at hand.
lists=$JARIDA_SHARED/corpus/lang
if ! [ -r "$lists/snowball-voc-ar.txt" ]; then
	echo "1..0 # SKIP no list of words and stems"
	exit 0
fi
"$top_builddir/tests/conformance/words-news" stems "$lists/snowball-voc-ar.txt" "$lists/snowball-res-ar.txt" 48404

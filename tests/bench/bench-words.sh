# The analysis of words: nanoseconds a token for each step and how they grow,
# and 10 and 10,000 keywords in an article of 1 MB beside folding it.
. "$top_srcdir/tests/bench/common.sh"
corpus=$JARIDA_SHARED/corpus/antcorpus.jsonl.xz
if [ -r "$corpus" ]; then
	need xz xz-utils
	xz -dc "$corpus" >"$scratch/text"
else
	news 5 "$scratch/text"
fi
"$bench/words" <"$scratch/text"

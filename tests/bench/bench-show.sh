# Layout throughput: show beside fribidi(1), and the growth of t(2n)/t(n).
. "$top_srcdir/tests/bench/common.sh"
need fribidi libfribidi-bin
text=${JARIDA_BENCH_TEXT:-}
if [ -z "$text" ]; then
	text=$scratch/news
	news 50 "$text"
fi
show="$jarida show --raw --order=visual --width=80"
echo "beside fribidi, $(wc -c <"$text") bytes (B/A: how many times faster):"
"$bench/cost" 5 "$show $text" "fribidi --charset UTF-8 --width 80 $text"
cat "$text" "$text" >"$scratch/twice"
echo "growth, twice the text (B/A should be 2):"
"$bench/cost" 3 "$show $text" "$show $scratch/twice"

# Bytes of one line of scrolling at 80x24, article at full width, beside less
# on the same visual lines; then side by side.
. "$top_srcdir/tests/bench/common.sh"
need less less
article=${JARIDA_BENCH_TEXT:-$(ls -S "$top_srcdir"/data/samples/ar-*.txt | head -n 1)}
"$jarida" show --order=visual --width=80 "$article" >"$scratch/visual"
keys=jjjjjjjjjjjjjjjj
total() {
	awk '/^first/ {first = $3} /^key/ {n++; sum += $3; if ($3 > most) most = $3}
		END {printf "first %d, a line %.0f on average, %d at most\n", first, sum / n, most}'
}
printf 'less:            '; "$bench/pty" -n 1 -k $keys less "$scratch/visual" | total
printf 'jarida, alone:   '; "$bench/pty" -n 1 -k $keys "$jarida" --panes=alone "$article" | total
printf 'jarida, stacked: '; "$bench/pty" -n 1 -k $keys "$jarida" --panes=stacked "$article" | total
printf 'jarida, side:    '; "$bench/pty" -n 1 -s 24x120 -k $keys "$jarida" --panes=side "$article" | total

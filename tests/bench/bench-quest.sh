# What each letter of a search takes in a library of JARIDA_BENCH_ARTICLES
# (100,000 if it does not say): until something of its answer is drawn, and until
# nothing is left to do, the count of all that was found among it. Milliseconds;
# ends with failure where a key waited for more than 50 for its first byte.
. "$top_srcdir/tests/bench/common.sh"
export HOME="$scratch" XDG_STATE_HOME="$scratch/state" XDG_DATA_HOME="$scratch/data"
n=${JARIDA_BENCH_ARTICLES:-100000}
library "$n"

for query in 'وزارة الخارجية' 'الرئيس' 'في' '"من أجل"' 'كرة القدم -النجم' 'تونس OR المغرب' 'title:المدينة' \
	'date:2010 السوق' 'السياسة is:unread' 'استراتيجية'; do
	letters=$(printf '%s' "$query" | tr ' ' _ | LC_ALL=C.UTF-8 sed 's/./& /g' | sed 's/_/\\s/g')
	"$bench/pty" -n 1 -w "@/ $letters \\r @\\e @\\e" "$jarida" --library="$scratch/$n.db" 2>/dev/null
done | awk '/^key/ { print $4, $5, $2 }' >"$scratch/typed"

for column in 1 2; do
	sort -n -k "$column,$column" "$scratch/typed" | awk -v column="$column" '
		{ t[NR] = $column; word[NR] = $3 }
		END {
			printf "%-8s %5d keys, median %.1f, p99 %.1f, worst %.1f (%s)\n", column == 1 ? "first" : "all done", NR,
			       t[int((NR + 1) / 2)], t[int(NR * 0.99)], t[NR], word[NR]
			exit column == 1 && t[NR] > 50
		}'
done

# What every key of the reader takes in a library of JARIDA_BENCH_ARTICLES
# (100,000 if it does not say): until its answer begins to be drawn, and, in a
# second session, how long the next key has to wait for what the one before it
# left to be done. Milliseconds by order of the list, median and worst, and the
# most of them that were the processor's: ends with failure where those are above 50.
. "$top_srcdir/tests/bench/common.sh"
export HOME="$scratch" XDG_STATE_HOME="$scratch/state" XDG_DATA_HOME="$scratch/data"
n=${JARIDA_BENCH_ARTICLES:-100000}
library "$n"
steps="j k \\s \\s b b d u G k b g $((n / 2))G j \\s 50% 73% k b . . , , J K g $((n / 3))j $((n / 3))k"
move="$steps /ال \\r n N"
act="x x * * \\r j \\s u ma J J H L 'a H z z \\t \\t = q l q y Y D U =30x100 =24x80"

# session NAME OPTION WORDS: its rows go into $scratch/keys behind the name
session() {
	name=$1 option=$2
	shift 2
	# shellcheck disable=SC2086
	"$bench/pty" -n 1 $option -w "$*" "$jarida" --library="$scratch/$n.db" 2>/dev/null |
		awk -v name="$name" '/^key/ { print name "\t" $2 "\t" ($4 > 0 ? $4 : $5) "\t" (NF > 6 ? 0 : $6) "\t" $7 }' >>"$scratch/keys"
	grep -q "^$name	" "$scratch/keys" || { echo "nothing came of: $name" && exit 1; }
}

order=0
for name in date stored titles sources sizes; do
	down=$(printf '%*s' $order '' | tr ' ' j)
	session "$name" '' "@S @g$down\\r $move @S @S G k g"
	session "$name, pauses" -p "@S @g$down\\r $steps"
	order=$((order + 1))
done
session 'marks, panes' '' "$act"
session 'unread' '' "@f gj\\r $move @S gjj\\r G g k .  @S g\\r"
session 'a feed' '' "@f gjjjjj\\r $move @S gjj\\r G g k . @S g\\r @A y U @f g\\r"
session 'a word' '' ":filter\\sتونس\\r $move @S gjj\\r j G g k @S @g\\r"
session 'all read, undo' '' '@A y U @A y U'

printf '%-20s %5s %8s %8s %10s   %s\n' '' keys median worst processor 'of the key'
sort -t '	' -k 1,1 -k 3,3n "$scratch/keys" | awk -F '\t' -v limit=50 '
	function row() { if (k) printf "%-20s %5d %8.1f %8.1f %10.1f   %s\n", name, k, t[int((k + 1) / 2)], t[k], spent, word }
	$1 != name { row(); name = $1; k = spent = 0 }
	{ t[++k] = $3; slow += $4 > limit }
	$4 >= spent { spent = $4; word = $2 }
	$5 != "" { w++; if ($5 > most) { most = $5; of = $2 } }
	END {
		row()
		printf "%-20s %5d %8s %8.1f %10s   %s\n", "a key behind it", w, "", most, "", of
		exit slow > 0
	}'

# Bytes a key, median and worst, beside less and newsboat on the same texts: a
# line, a page, a row of the list, the next article, a step of a search; and the
# time to the first screen over a line of 300 ms there and back. less gets the
# visual lines, and one file for each article; jarida is asked over SSH, where
# list and article are stacked, and with the article alone.
. "$top_srcdir/tests/bench/common.sh"
need less less
need newsboat newsboat
export SSH_CONNECTION=far HOME="$scratch" XDG_STATE_HOME="$scratch/state"
mkdir -p "$scratch/texts"

# The longest stories first, so that there are pages to turn.
n=0
for file in $(ls -S "$top_srcdir"/data/samples/ar-*.txt); do
	n=$((n + 1))
	cp "$file" "$scratch/texts/$(printf '%02d' $n).txt"
done

{
	echo '<?xml version="1.0"?><rss version="2.0"><channel><title>news</title><link>http://a.example</link>'
	for file in "$scratch"/texts/*.txt; do
		"$jarida" show "$file" </dev/null | awk '
			{ gsub(/&/, "\\&amp;"); gsub(/</, "\\&lt;") }
			NR == 1 { print "<item><title>" $0 "</title><guid>" FILENAME $0 "</guid><description>"; next }
			{ print "&lt;p>" $0 "&lt;/p>" }
			END { print "</description></item>" }'
	done
	echo '</channel></rss>'
} >"$scratch/feed.xml"
echo "file://$scratch/feed.xml" >"$scratch/urls"
: >"$scratch/config"
set -- newsboat -q -u "$scratch/urls" -c "$scratch/cache.db" -C "$scratch/config"
"$@" -x reload >/dev/null 2>&1 || { echo "skipped: newsboat reads no file" && exit 77; }

# times KEY N: words
times()
{
	i=0
	while [ $i -lt "$2" ]; do
		printf '%s ' "$1"
		i=$((i + 1))
	done
}

# cost SIZE WORDS COMMAND…: median and worst bytes of the words that count
cost()
{
	size=$1 words=$2
	shift 2
	"$bench/pty" -n 1 -s "$size" -w "$words" "$@" 2>/dev/null | awk '/^key/ { print $3 }' | sort -n |
		awk '{ b[NR] = $1 } END { if (NR) printf "%d/%d", b[int((NR + 1) / 2)], b[NR]; else printf "-" }'
}

row() { printf '%-18s %12s %12s %12s %12s %12s\n' "$@"; }

table()
{
	size=$1 width=${1#*x}
	shift
	rm -rf "$scratch/visual"
	mkdir "$scratch/visual"
	for file in "$scratch"/texts/*.txt; do
		"$jarida" show --order=visual --width="$width" "$file" </dev/null >"$scratch/visual/${file##*/}"
	done
	first=$scratch/visual/01.txt
	echo "== $size, bytes a key: median/worst"
	row "" line page list article search
	row less "$(cost "$size" "$(times j 16)" less "$first")" "$(cost "$size" "\\s \\s b b" less "$first")" - \
		"$(cost "$size" "$(times :n 10)" less "$scratch"/visual/*)" \
		"$(cost "$size" "@/2\\r $(times n 8)" less "$first")"
	open='@\r @\r' down='\eOB'
	row newsboat "$(cost "$size" "$open $(times "$down" 16)" "$@")" "$(cost "$size" "$open \\s \\s b b" "$@")" \
		"$(cost "$size" "@\\r $(times "$down" 12)" "$@")" "$(cost "$size" "$open $(times J 10)" "$@")" -
	for panes in alone stacked; do
		set -- "$size" "$jarida" --panes=$panes "$scratch/texts"
		keys() { words=$1 && shift && size=$1 && shift && cost "$size" "$words" "$@"; }
		row "jarida, $panes" "$(keys "@\\r $(times j 16)" "$@")" "$(keys '@\r \s \s b b' "$@")" \
			"$(keys "$(times j 12)" "$@")" "$(keys "@\\r $(times J 10)" "$@")" \
			"$(keys "@\\r @/2\\r $(times n 8)" "$@")"
	done
}

table 24x80 "$@"
table 40x120 "$@"

echo "== 24x80, milliseconds to the first screen over a line of 300 ms there and back, and its bytes"
first() { printf '%-18s %s\n' "$1" "$(shift && "$bench/pty" -n 5 -d 150 "$@" | awk '/^first/ { print $2, $3 }')"; }
first less less "$scratch/visual/01.txt"
first newsboat "$@"
rm -rf "$XDG_STATE_HOME"
printf '%-18s %s\n' "jarida, new here" "$("$bench/pty" -n 1 -d 150 "$jarida" "$scratch/texts" | awk '/^first/ { print $2, $3 }')"
first "jarida, known" "$jarida" "$scratch/texts"

# From start to the first screen of a library, and the memory of the reader
# then, at 10,000 and 100,000 articles and at JARIDA_BENCH_ARTICLES; beside
# newsboat on a cache of the same articles in as many feeds, in the same run.
# The last columns are times those of 10,000 articles.
. "$top_srcdir/tests/bench/common.sh"
need newsboat newsboat
need sqlite3 sqlite3
export HOME="$scratch" XDG_STATE_HOME="$scratch/state" XDG_DATA_HOME="$scratch/data"
runs=${JARIDA_BENCH_RUNS:-11}

# cache N: newsboat's, of the articles of $scratch/N.jsonl; its tables are its own.
cache() {
	feed="file://$scratch/feed.xml"
	echo '<?xml version="1.0"?><rss version="2.0"><channel><title>news</title><link>http://a.example</link>
		<item><title>x</title><guid>x</guid></item></channel></rss>' >"$scratch/feed.xml"
	echo "$feed" >"$scratch/urls"
	: >"$scratch/config"
	rm -f "$scratch/cache.db"
	newsboat -q -u "$scratch/urls" -c "$scratch/cache.db" -C "$scratch/config" -x reload >/dev/null 2>&1 ||
		{ echo "skipped: newsboat reads no file" && exit 77; }
	i=0
	while [ $i -lt 200 ]; do
		echo "file://$scratch/feed-$i.xml"
		i=$((i + 1))
	done >"$scratch/urls"
	sqlite3 "$scratch/cache.db" >/dev/null <<-END
		PRAGMA journal_mode=OFF;
		PRAGMA synchronous=OFF;
		DELETE FROM rss_item;
		DELETE FROM rss_feed;
		CREATE TEMP TABLE line(text);
		.mode ascii
		.separator "\\037" "\\n"
		.import $scratch/$1.jsonl line
		BEGIN;
		INSERT INTO rss_item(guid, title, author, url, feedurl, pubDate, content, unread)
			SELECT json_extract(text, '\$.url'), json_extract(text, '\$.title'), '', json_extract(text, '\$.url'),
				'file://$scratch/feed-' || (rowid % 200) || '.xml', unixepoch(json_extract(text, '\$.date')),
				json_extract(text, '\$.body'), 1 FROM line;
		INSERT INTO rss_feed(rssurl, url, title)
			SELECT DISTINCT feedurl, 'http://a.example', feedurl FROM rss_item;
		COMMIT;
	END
}

# row NAME N COMMAND…: medians of milliseconds and memory, and their ratio to those of the first N
row() {
	name=$1 n=$2 times=$3
	shift 3
	"$bench/pty" -n "$times" "$@" 2>/dev/null | awk -v name="$name" -v n="$n" -v base="$scratch/base-$name" '
		/^first/ {
			if ((getline line <base) > 0) split(line, b, " "); else { b[1] = $2; b[2] = $4; print $2, $4 >base }
			printf "%-10s %8d %10.1f %10d %8.2f %8.2f\n", name, n, $2, $4, $2 / b[1], $4 / b[2]
		}'
}

printf '%-10s %8s %10s %10s %8s %8s\n' '' articles 'first, ms' 'memory, KB' time memory
for n in 10000 100000 ${JARIDA_BENCH_ARTICLES-}; do
	library "$n"
	row jarida "$n" "$runs" "$jarida" --library="$scratch/$n.db"
	[ "$n" -le 100000 ] || continue
	cache "$n"
	row newsboat "$n" 1 newsboat -q -u "$scratch/urls" -c "$scratch/cache.db" -C "$scratch/config"
	rm -f "$scratch/$n".*
done

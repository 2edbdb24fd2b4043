# The reader while others write. First it fetches 200 feeds itself, some of them
# slow or dead, and is given keys all the while: milliseconds until they are
# answered. Then ten readers, a fetcher and one that adds articles share a
# library for JARIDA_SECONDS (20): what each came to, and whether anybody was
# told that the library is busy.
. "$top_srcdir/tests/bench/common.sh"
PATH=$PATH:/usr/sbin
need lighttpd lighttpd
seconds=${JARIDA_SECONDS:-20}
export HOME="$scratch" XDG_STATE_HOME="$scratch/state" XDG_DATA_HOME="$scratch/data"
export JARIDA_LIBRARY="$scratch/library.db"
unset http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY || :
mkdir "$scratch/www"
port=$((20000 + $$ % 20000))

# feed N ROUND: ten stories that the rounds before had not
feed() {
	awk -v n="$1" -v round="$2" 'BEGIN {
		print "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>feed " n "</title>"
		for (i = 0; i < 10; i++) {
			print "<item><title>خبر " i " من " n " في " round "</title><guid>" n "-" round "-" i "</guid><description>"
			for (k = 0; k < 20; k++) print "&lt;p>فقرة رقم " k " من الخبر " i " كتبت في الجولة " round ".&lt;/p>"
			print "</description></item>"
		}
		print "</channel></rss>"
	}'
}

cat >"$scratch/conf" <<END
server.document-root = "$scratch/www"
server.port = $port
server.bind = "127.0.0.1"
server.errorlog = "$scratch/errors"
server.modules = ("mod_cgi")
cgi.assign = (".sh" => "/bin/sh")
mimetype.assign = (".xml" => "application/rss+xml")
END
for i in $(seq 1 200); do
	case $i in
	*0) echo "http://127.0.0.1:$port/$i.sh" && echo "sleep 1; printf 'Content-Type: application/rss+xml\\r\\n\\r\\n'; cat $i.xml" >"$scratch/www/$i.sh" ;;
	*5) echo "http://127.0.0.1:1/$i.xml" ;; # nobody listens
	*) echo "http://127.0.0.1:$port/$i.xml" ;;
	esac
	feed "$i" 0 >"$scratch/www/$i.xml"
done >"$scratch/feeds"
{
	echo '<?xml version="1.0"?><opml version="2.0"><head><title>feeds</title></head><body>'
	sed 's,.*,<outline type="rss" text="&" xmlUrl="&"/>,' "$scratch/feeds"
	echo '</body></opml>'
} >"$scratch/feeds.opml"
lighttpd -D -f "$scratch/conf" &
server=$!
children=
trap 'kill $server $children 2>/dev/null; wait; rm -rf "$scratch"' EXIT

"$jarida" add "$top_srcdir/data/samples" >/dev/null 2>&1
"$jarida" add "$scratch/feeds.opml" >/dev/null 2>&1 || :
for i in $(seq 1 200); do feed "$i" 1 >"$scratch/www/$i.xml"; done
before=$("$jarida" list --quiet 2>/dev/null | wc -l)
turn='j ~15 j ~15 \s ~15 k ~15 b ~15 J ~15 K ~15 x ~15 . ~15 q ~15 G ~15 g ~15 * ~15'
turns=
for i in $(seq 1 20); do turns="$turns $turn"; done
"$bench/pty" -n 1 -w "R $turns" "$jarida" >"$scratch/times" 2>/dev/null
echo "$(($("$jarida" list --quiet 2>/dev/null | wc -l) - before)) articles fetched while reading"
awk '/^key/ { print ($4 > 0 ? $4 : $5), $2 }' "$scratch/times" | sort -n |
	awk '{ t[NR] = $1; k = $2 } END { printf "%d keys: median %.1f, worst %.1f ms (%s)\n", NR, t[int((NR + 1) / 2)], t[NR], k }'

# count NAME COMMAND…: again and again until the time is over
count() {
	name=$1
	shift
	n=0
	while [ "$(date +%s)" -lt "$end" ]; do
		"$@" >>"$scratch/said" 2>&1 || :
		n=$((n + 1))
		echo $n >"$scratch/count-$name"
	done
}
fetch_once() {
	round=$((round + 1))
	for i in $(seq 1 9); do feed "$i" $round >"$scratch/www/$i.xml"; done
	# shellcheck disable=SC2046
	"$jarida" fetch $(sed -n 1,9p "$scratch/feeds") 2>&1
}
add_once() {
	round=$((round + 1))
	awk -v round=$round 'BEGIN { for (i = 0; i < 20000; i++)
		print "{\"title\": \"خبر " round "-" i "\", \"body\": \"نص الخبر رقم " i " من " round "\", \"url\": \"http://a.example/" round "/" i "\"}" }' |
		"$jarida" add - 2>&1
}
read_once() { "$bench/pty" -n 1 -w "$turn" "$jarida" 2>&1 | grep '^key'; }
end=$(($(date +%s) + seconds)) round=1
for i in 1 2 3 4 5 6 7 8 9 10; do
	count "reader$i" read_once &
	children="$children $!"
done
count fetcher fetch_once &
children="$children $!"
count adder add_once &
children="$children $!"
# shellcheck disable=SC2086
wait $children
children=
echo "$(cat "$scratch"/count-reader* | awk '{ n += $1 } END { print n }') sessions of ten readers," \
	"$(cat "$scratch/count-fetcher") fetches, $(cat "$scratch/count-adder") times 20,000 articles added in $seconds s"
awk '/^key/ { print ($4 > 0 ? $4 : $5), $2 }' "$scratch/said" | sort -n | awk '{ t[NR] = $1 } END {
	printf "%d keys: median %.1f, 99 of 100 under %.1f, worst %.1f ms\n", NR, t[int((NR + 1) / 2)], t[int(NR * .99) + 1], t[NR] }'
busy=$(grep -Eic 'busy|locked' "$scratch/said" || :)
echo "$busy were told that the library is busy"
[ "$busy" -eq 0 ] || grep -Ei 'busy|locked' "$scratch/said" | sort | uniq -c | head -n 5
[ "$busy" -eq 0 ]

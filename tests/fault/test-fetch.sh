# Feeds from a web server (lighttpd) and from one that does all that none should: all that can be had is had, and
# what cannot be had is told of. JARIDA_RUNS: how often fetching is killed (5).
PATH=$PATH:/usr/sbin
command -v lighttpd >/dev/null 2>&1 || {
	echo "1..0 # SKIP lighttpd is not installed"
	exit 0
}
# Once more, with the other server around.
[ -n "${SERVER-}" ] || exec "$top_builddir/tests/fault/server" sh "$0"

. "$(dirname "$0")/lib.sh"
cd "$scratch" || exit 99
unset http_proxy https_proxy all_proxy no_proxy HTTPS_PROXY ALL_PROXY NO_PROXY
JARIDA_LIBRARY=$scratch/library.db
export JARIDA_LIBRARY
mkdir www

feed()
{
	echo "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>خلاصة $1</title>"
	for i in 1 2 3 4 5; do
		echo "<item><title>خبر $i من $1</title><link>http://example.org/$1/$i</link><guid>$1-$i</guid>" \
			"<description>نص الخبر رقم $i من الخلاصة $1 وهو نص قصير للاختبار.</description></item>"
	done
	echo "</channel></rss>"
}

n=0
while [ $n -lt 200 ]; do
	n=$((n + 1))
	feed $n >www/$n.xml
done
feed packed | gzip >www/packed.xml
head -c 100000000 /dev/zero | gzip >www/bomb.xml
truncate -s 1G www/huge.xml
echo '<html><head><title>A page</title></head><body><p>It is a page.</p></body></html>' >www/page.html
feed odd >www/odd.bin

port=$("$top_builddir/tests/fault/server" -p)
cat >lighttpd.conf <<END
server.document-root = "$scratch/www"
server.port = $port
server.bind = "127.0.0.1"
server.stat-cache-engine = "disable"
server.pid-file = "$scratch/pid"
server.errorlog = "$scratch/errors"
server.modules = ("mod_redirect", "mod_setenv")
mimetype.assign = (".xml" => "application/rss+xml", ".html" => "text/html", ".bin" => "application/octet-stream")
url.redirect = ("^/for-good/(.*)" => "/\$1")
\$HTTP["url"] =~ "^/(packed|bomb)" { setenv.add-response-header = ("Content-Encoding" => "gzip") }
END
lighttpd -f lighttpd.conf >lighttpd.out 2>&1 || {
	echo "1..0 # SKIP lighttpd does not start: $(head -n 1 lighttpd.out)"
	exit 0
}
web=http://127.0.0.1:$port
trap 'kill "$(cat "$scratch/pid")"; leave' EXIT

# said WORDS: a line of standard error; told WORDS: of standard output
said() { grep -qF -e "$1" err; }
told() { grep -qF -e "$1" out; }
failed_with() { [ "$status" -eq 3 ] && said "$1"; }
went_well() { [ "$status" -eq 0 ] && [ ! -s err ]; }
sum() { awk -v key="\"$1\": " '{ i = index($0, key); if (i) n += substr($0, i + length(key)) + 0 } END { print n + 0 }' "$2"; }

# One by one
try add "$web/1.xml"
check "a feed is subscribed and stored" told "خلاصة 1: 1 feed subscribed, 5 stored"
try fetch --force
check "not changed, says the server" told "خلاصة 1: unchanged"
feed 1 | sed 's/خبر 1 من/خبر جديد من/' >www/1.xml
try fetch 'خلاصة 1'
check "changed" told "1 updated, 4 known"
try fetch
check "not due yet" said "no feed is due yet"
try add "$web/for-good/2.xml"
try list --feeds --json
check "moved for good: the new address" told "\"url\": \"$web/2.xml\""
try add "$web/packed.xml" "$web/odd.bin" "$SERVER/chunked" "$SERVER/chain/4"
check "packed, of a wrong type, in chunks, by a chain" went_well
check "… and all that is in them" [ "$(grep -c '1 feed subscribed' out)" -eq 4 ]
try add "$web/page.html"
check "a page is stored" told "page.html: 1 stored"
try add --feed "$web/page.html"
check "a page that names no feed" failed_with "the page names no feed"
try add --feed --full-text "$SERVER/page/0"
check "a page that names one" told "1 feed subscribed, 2 stored"
check "… and the pages behind its items" [ "$(grep -c '/page/[12]: 1 updated' out)" -eq 2 ]
try fetch --force "$SERVER/summaries?a=1&b=2"
check "… which the summaries do not replace" told "2 known"

# Feeds of the configuration; changed and left by name
cat >feeds.conf <<END
feed $web/for-good/3.xml title="By a line" folder=F every=77
feed $web/none.xml
set retain-days=1
END
rm -f lines.db*
try --config=feeds.conf --library=lines.db fetch
check "feeds of the configuration are fetched" told "By a line: 5 stored"
check "… and fail alone" failed_with "none.xml: there is nothing at this address (404)"
try --config=feeds.conf --library=lines.db fetch
try --library=lines.db list --feeds --json
check "… where one has moved for good, it stays one" [ "$(wc -l <out)" -eq 2 ]
check "… at its new address, as the line says" told "\"url\": \"$web/3.xml\", \"site\": null, \"folder\": \"F\""
try --library=lines.db fetch --set=full-text=yes --set title=Other "$web/3.xml"
check "a feed is changed" told "By a line: changed"
try --library=lines.db fetch --unsubscribe Other none
check "feeds are left" [ "$(grep -c ': unsubscribed' out)" -eq 2 ]
try --library=lines.db list
check "… their articles stay" [ "$(wc -l <out)" -eq 5 ]
try --library=lines.db fetch --unsubscribe Other
check "… and are not there any more" said "no feed has 'Other'"

# What cannot be had
while read -r path words; do
	try add "$SERVER/$path"
	check "$path" failed_with "$words"
done <<'END'
never the answer is larger than 16 MB
headers breaks off
short the answer breaks off
nothing the server ends the connection without an answer
garbage the server does not speak HTTP
packed the answer cannot be unpacked
loop more than 8 redirects
chain/20 more than 8 redirects
to-file only http and https are
busy the server was asked too often (429)
gone it is gone for good
none there is nothing at this address (404)
END
while read -r path words; do
	try add "$web/$path"
	check "$path" failed_with "$words"
done <<'END'
huge.xml the answer is larger than 16 MB
bomb.xml the answer is larger than 16 MB
END
closed=http://127.0.0.1:$("$top_builddir/tests/fault/server" -p)
try add "$closed/"
check "nobody there" failed_with "does not take connections"

try add "ftp://127.0.0.1/a" "file://$scratch/www/1.xml"
check "other schemes" [ "$(grep -c 'only http and https are fetched' err)" -eq 2 ]
http_proxy=$closed
export http_proxy
try add "$web/1.xml"
unset http_proxy
check "a proxy that is not there" failed_with ", or the proxy for it, does not take connections"
try add -
check "an empty input" went_well

# From a public server into a private network
cat >inward.sh <<'END'
"$top_builddir/jarida" --library="$1" add "$PUBLIC/feed/a" "$PUBLIC/inward" "$SERVER/inward"
"$top_builddir/jarida" --library="$1" add --full-text "$PUBLIC/summaries"
"$top_builddir/jarida" --library="$1.list" add "$PUBLIC/list"
"$top_builddir/jarida" --library="$1.list" list --feeds
"$top_builddir/jarida" --library="$1.list" fetch
END
$limit "$top_builddir/tests/fault/server" -n sh inward.sh "$scratch/inward.db" >out 2>err
status=$?
if [ "$status" -eq 77 ] || [ "$status" -eq 99 ]; then
	skip "from public to private" "no network of its own is allowed here"
else
	check "from public to private is refused" said "a public server may not send into a private network"
	check "… and so are the links of a feed" [ "$(grep -c '/page/[12]. is not followed' err)" -eq 2 ]
	check "… and so are the feeds of a list" said "list: a public list names an address in a private network"
	check "… but the public ones are subscribed" told "list: 1 feed subscribed"
	check "… and fetched" [ "$(grep -c ': 2 stored' out)" -ge 1 ]
	check "… from private to private is not" [ "$(grep -c '1 feed subscribed' out)" -eq 4 ]
fi

# Many at a time
JARIDA_LIBRARY=$scratch/many.db
{
	echo '<opml version="2.0"><head/><body>'
	n=0
	while [ $n -lt 200 ]; do
		n=$((n + 1))
		case $((n % 20)) in
		1) url=$web/for-good/$n.xml ;;
		2) url=$closed/$n ;;
		3) url=$SERVER/slow/$n ;;
		4) url=$SERVER/none/$n ;;
		*) url=$web/$n.xml ;;
		esac
		echo "<outline type=\"rss\" text=\"$n\" xmlUrl=\"$url\"/>"
	done
	for path in silent trickle never short loop to-file gone busy; do
		echo "<outline type=\"rss\" text=\"$path\" xmlUrl=\"$SERVER/$path\"/>"
	done
	echo "<outline type=\"rss\" text=\"huge\" xmlUrl=\"$web/huge.xml\"/>"
	echo '</body></opml>'
} >list.opml
try add list.opml
check "a list of feeds" told "list.opml: 209 feeds subscribed"
try add list.opml
check "… is read once" told "list.opml: unchanged"
cp "$JARIDA_LIBRARY" fresh.db
try fetch --json --timeout=3
check "209 feeds" [ "$(wc -l <out)" -eq 209 ]
check "… 29 of which fail" [ "$(grep -vc '"failure": null' out)" -eq 29 ]
check "… and all the articles of the others" [ "$(sum stored out)" -eq 870 ]
check "… with status 3" [ "$status" -eq 3 ]
try fetch --json --force --timeout=3
check "the second time 170 have not changed" [ "$(grep -c '"unchanged": true' out)" -eq 170 ]
check "… and nothing is stored twice" [ "$(sum stored out)" -eq 0 ]
try list --feeds --json
check "failures are kept with their cause" told '"failures": 2, "failure": "the answer is larger than 16 MB"'
check "… what is gone is gone" told '"failure": "it is gone for good, says the server (410)", "gone": true'

# Killed
runs=${JARIDA_RUNS-5}
grep -v -e silent -e trickle list.opml >killed.opml
whole=0
mkfifo reported
n=0
while [ $n -lt "$runs" ]; do
	n=$((n + 1))
	rm -f killed.db*
	"$jarida" --library=killed.db add -q killed.opml >/dev/null
	"$jarida" --library=killed.db fetch --json >reported 2>/dev/null &
	{
		head -n $((n * 37 % 190 + 1)) >seen
		kill -9 $! 2>/dev/null
		cat >>seen
	} <reported
	wait $! 2>/dev/null
	"$jarida" --library=killed.db list --json >stored
	"$jarida" --library=killed.db check-library >check.out 2>&1 &&
		[ "$(wc -l <stored)" -ge "$(sum stored seen)" ] && [ "$(sum stored seen)" -gt 0 ] &&
		whole=$((whole + 1))
done
check "killed $runs times, all that was reported is there" [ "$whole" -eq "$runs" ]

# Ended
"$jarida" --library=killed.db fetch --every=60 --force >reported 2>/dev/null &
{
	read -r line
	kill -TERM $!
	cat
} <reported >/dev/null
wait $!
check "a signal ends --every" [ $? -eq 143 ]
plan

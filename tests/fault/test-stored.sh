# The commands that print from the library: list, show, export, check-library.
. "$(dirname "$0")/lib.sh"
cd "$scratch" || exit 99
chmod 755 .
shelve=$top_builddir/tests/fault/shelve
library=$scratch/folder/library.db
JARIDA_LIBRARY=$library
HOME=$scratch/home
export JARIDA_LIBRARY HOME
unset XDG_DATA_HOME

# refused NAME STATUS PATTERN: what was tried last was, with one line.
refused()
{
	if [ "$status" -eq "$2" ] && one_line && grep -q -- "$3" err; then
		pass "$1"
	else
		fail "$1" "status $status, wanted $2 and: $3"
	fi
}

# silent NAME STATUS: it ended so, without a word.
silent()
{
	if [ "$status" -eq "$2" ] && [ ! -s err ] && [ ! -s out ]; then pass "$1"; else fail "$1" "status $status"; fi
}

# has NAME PATTERN: the output has it, and nothing was said.
has()
{
	if [ "$status" -eq 0 ] && [ ! -s err ] && grep -q -- "$2" out; then
		pass "$1"
	else
		fail "$1" "status $status, wanted: $2"
		sed 's/^/# got: /' out | cat -v | head -n 8
	fi
}

# --- not there ---

for command in list "list --feeds" export "export --format=opml" check-library "check-library --repair" "show 1"; do
	# shellcheck disable=SC2086
	try $command
	refused "no library: $command" 3 "there is no library '$library': 'jarida add SOURCE' makes one"
done
check "… and none is made" [ ! -e folder ]
unset JARIDA_LIBRARY
try list
refused "nor at the usual place" 3 "no library '$HOME/.local/share/jarida/library.db'"
JARIDA_LIBRARY=
export JARIDA_LIBRARY
try list
refused "an empty JARIDA_LIBRARY names none" 3 "no library '$HOME/.local/share"
JARIDA_LIBRARY=$library
try list --library=
refused "an empty --library" 2 "place is empty"
try list "--library=$scratch"
refused "a folder" 3 "is no file"
echo text >text.db
try list --library=text.db
refused "a file that is no library" 3 "text.db"
try check-library --library=text.db
refused "… checked" 3 "text.db"
check "no home was made" [ ! -e "$HOME" ]

# --- articles ---

cat >articles.jsonl <<'JSON'
{"title": "خبر أول", "body": "نص الخبر الأول.\n\nفقرة ثانية.", "date": "2023-07-15", "source": "وكالة مرسى", "url": "https://a.example/1", "lang": "ar"}
{"title": "The second story", "body": "Plain words.", "date": "2024-01-02T03:04:05+03:00", "source": "BBC Arabic", "url": "https://a.example/2"}
{"title": "خبر أخير", "body": "نص الخبر الأخير وفيه https://a.example/1 رابط.", "date": "2024-03-14", "source": "وكالة مرسى"}
JSON
scratch_real=$(realpath "$scratch")
"$shelve" "$library" add "$scratch_real/articles.jsonl" >ids 2>err || fail "the articles are stored" ""
check "ids are numbers from 1" [ "$(tr '\n' ' ' <ids)" = "1 2 3 " ]
"$shelve" "$library" read 2 && "$shelve" "$library" star 1 && "$shelve" "$library" tag 1 للأرشيف
"$shelve" "$library" feed https://f.example/rss 'Gulf & "News"' Press/Gulf >/dev/null
"$shelve" "$library" failed 1 'connection refused'
cp "$library" whole.db

t='	'
one="1${t}•*${t}2023-07-15${t}وكالة مرسى${t}خبر أول"
two="2${t}${t}2024-01-02${t}BBC Arabic${t}The second story"
three="3${t}•${t}2024-03-14${t}وكالة مرسى${t}خبر أخير"
try list
gives "list" "$three" "$two" "$one"
try list --reverse
gives "--reverse" "$one" "$two" "$three"
try list --limit 1
gives "--limit" "$three"
try list --sort=title
gives "--sort" "$two" "$three" "$one"
try list sort:title --sort=date
gives "--sort before sort:" "$three" "$two" "$one"
try list is:unread
gives "is:unread" "$three" "$one"
try list is:starred
gives "is:starred" "$one"
try list tag:للأرشيف
gives "tag:" "$one"
try list date:2024-01..
gives "date:" "$three" "$two"
try list 'source:BBC Arabic'
gives "a value with a blank, without quotes" "$two"
try list 'source:"BBC Arabic"'
gives "and with quotes" "$two"
try list 'source:"BBC Arabic" title:second'
gives "a whole query as one operand" "$two"
try list is:unread اول
gives "several operands, a word of the title, folded" "$one"
try list is:starred is:unread اخير
silent "nothing matches" 1
try list --json xyz
silent "nothing matches, in JSON" 1
try list fed:1
refused "a field that is none" 2 "did you mean feed"
try list is:red
refused "a value that is none" 2 "is:read or is:starred"
try list feed:nobody
refused "a feed that is not there" 1 "nobody"
for wrong in --limit=0 --limit=x --limit= --sort=up; do
	try list "$wrong"
	refused "$wrong" 2 "${wrong%%=*}: "
done
try list --repair
refused "an option of another command" 2 "'jarida list' has no option --repair"
try list --json is:starred
gives "--json" '{"id": 1, "title": "خبر أول", "date": "2023-07-15", "source": "وكالة مرسى", "lang": "ar", "url": "https://a.example/1", "unread": true, "starred": true, "tags": ["للأرشيف"], "parent": null, "group": null}'
try list --json second
has "a date with a clock is in UTC" '"date": "2024-01-02T00:04:05Z"'
try list --order=visual --shape=base --width=70 --limit=1
gives "in visual order lines begin at the right" \
	"                       ريخأ ربخ          ىسرم ةلاكو  2024-03-14   •  3"
try list --order=visual --width=66 --limit=1 second
gives "and at the left" "2      2024-01-02  BBC Arabic          The second story"
"$shelve" many.db add "$scratch/articles.jsonl" >/dev/null
awk 'BEGIN { for (i = 4; i < 12; i++) printf "{\"title\": \"n%d\", \"body\": \"x\", \"source\": \"s\"}\n", i }' >more.jsonl
"$shelve" many.db add "$scratch/more.jsonl" >/dev/null
for dir in rtl ltr; do
	try list --order=visual --width=66 --direction=$dir --library=many.db
	case $dir in
	rtl) check "numbers stand at the right of their column, $dir" grep -q 'n4 .*  s .*•   4$' out ;;
	ltr) check "numbers stand at the right of their column, $dir" grep -q '^ 4  •  .*  s .*  n4$' out ;;
	esac
done
try list --order=visual --width=30 second
gives "what is too long is cut" "2      2024-01-02  The second…"

# --- feeds ---

try list --feeds
gives "--feeds" "1${t}0/0${t}2023-11-14${t}Press/Gulf: Gulf & \"News\" (failed 3×: connection refused)"
try list --feeds --json
has "--feeds --json" '"failures": 3, "failure": "connection refused", "gone": false'
"$shelve" feeds.db feed https://g.example/1 One '' >/dev/null
"$shelve" feeds.db feed https://g.example/2 Two '' >/dev/null
try list --feeds --limit=1 --library=feeds.db
gives "--feeds --limit" "1${t}0/0${t}never${t}One"
try list --feeds word
refused "--feeds takes no query" 2 "takes no query"
try export --format=opml
has "OPML" '<outline text="Press">'
has "OPML, escaped" 'text="Gulf &amp; &quot;News&quot;".*xmlUrl="https://f.example/rss"'

# --- show ---

try show 2
has "show takes an id" '^Plain words'
try show url:https://a.example/2?utm_source=x
has "an address" '^Plain words'
try show "file:$scratch/articles.jsonl"
has "a file's first story" '^نص الخبر الأول'
try show file:articles.jsonl
has "… by a relative path" '^نص الخبر الأول'
try show "file://$scratch/articles.jsonl"
has "… by an address" '^نص الخبر الأول'
try show --json 1
has "--json has the id" '^{"id": 1, "title": "خبر أول", "kicker": null'
has "… and the marks" '"unread": true, "starred": true, "tags": \["للأرشيف"\], "parent": null'
try show --json 3
has "a link leads to the article that it names" '"url": "https://a.example/1", "paragraph": 1, "start": 21, "end": 40, "story": 1}'
try show 9
refused "an id that is not there" 1 "no article '9' in the library"
echo 'a file of that name' >9
try show 9
has "a file of that name, then" '^a file of that name'
echo 'a file of that name' >2
try show 2
has "an id comes before a file" '^Plain words'
try show ./2
has "which a path still names" '^a file of that name'
try 2
has "without a command only files are meant" '^a file of that name'
try show 2 7 3
check "others are shown all the same" [ "$status" -eq 1 ] && grep -q 'نص الخبر الأخير' out
rm 2 9

# --- export ---

try export
check "a line an article, in the order of storing" \
	[ "$(sed 's/^{"id": \([0-9]*\),.*/\1/' out | tr '\n' ' ')" = "1 2 3 " ]
try export --limit=1 --reverse
has "--reverse" '^{"id": 3,'
try export --sort=date
has "--sort" '^{"id": 3,'
try export xyz
silent "nothing to export" 1
try export --format=text source:وكالة
silent "a part of a source is none" 1
try export --format=text 'source:وكالة مرسى'
check "as text" [ "$(grep -c '^\* \* \*$' out)" -eq 1 ] && grep -q '^خبر أول$' out
try export --format=csv
refused "a format that is none" 2 "none of jsonl, text, opml"
try export --format=opml x
refused "OPML takes no query" 2 "takes no query"

# --- out and in again ---

"$shelve" full.db add "$scratch/articles.jsonl" >/dev/null
for sample in "$samples"/*.txt; do
	"$shelve" full.db add "$sample" >/dev/null
done
printf '%s\n' '<html lang="ar"><title>صفحة</title><body><article><h1>صفحة من الشبكة</h1>' \
	'<p>نص فيه <a href="https://b.example/x">رابط إلى مكان</a> وآخر <a href="https://b.example/y">بعده</a>.</p>' \
	'<h2>عنوان</h2><ul><li>بند</li></ul><pre>code  here' '  more</pre></article></html>' >page.html
"$shelve" full.db add "$scratch/page.html" >/dev/null
printf 'ls -la\n\n  total 4\n' >plain
"$shelve" full.db add "$scratch/plain" >/dev/null
"$shelve" full.db read 4 && "$shelve" full.db star 4 && "$shelve" full.db star 7
"$shelve" full.db tag 4 'two words' && "$shelve" full.db tag 4 اقتصاد
try export --library=full.db
check "there are stories of two kinds" [ "$(grep -c '"parent": [0-9]' out)" -ge 1 ] && grep -q '"verbatim": true' out
cp out all.jsonl
try add --library=again.db all.jsonl
check "an export is taken in" [ "$status" -eq 0 ] && [ ! -s err ]
try export --library=again.db
check "and comes out again as it was: marks, tags, parents, links" cmp all.jsonl out
try add --library=again.db all.jsonl
try export --library=again.db
check "taken in twice it changes nothing" cmp all.jsonl out
try_from all.jsonl add --library=piped.db -
try export --library=piped.db
check "from standard input" cmp all.jsonl out
try export --library=full.db --sort=title is:starred
cp out some.jsonl
try add --library=some.db some.jsonl
try list --library=some.db
check "a part of it, in another order" [ "$(wc -l <out)" -eq 2 ] && [ "$(grep -c '	•*\*	' out)" -eq 2 ]
printf '%s\n' '{"id": 7, "title": "one", "guid": "1", "url": "https://c.example/a", "paragraphs": [{"text": "x"}], "unread": true}' \
	'{"id": 8, "title": "two", "guid": "1", "url": "https://d.example/a", "paragraphs": [{"text": "y"}], "unread": false}' >guids.jsonl
try add --library=guids.db guids.jsonl
try list --library=guids.db --reverse
check "a guid of one feed is not that of another" [ "$(wc -l <out)" -eq 2 ] && [ "$(grep -c '•' out)" -eq 1 ]
printf '%s\n' '{"id": 8, "title": "two", "paragraphs": [{"text": "y"}, {"text": "zz"}], "unread": false, "stored": "2020-01-02T03:04:05Z", "place": {"key": 9, "offset": 1}}' \
	'{"id": 9, "title": "odd", "paragraphs": [{"text": "x"}], "unread": true, "stored": "who knows", "place": {"key": -4, "offset": 99999999999999999999}}' >placed.jsonl
try add --library=placed.db placed.jsonl
try export --library=placed.db
has "when it was stored, and where reading was left" '"title": "two".*"stored": "2020-01-02T03:04:05Z", "place": {"key": 9, "offset": 1}'
has "… where these are some" '"title": "odd".*"stored": "20[2-9]'

"$shelve" fed.db feed https://f.example/a 'A feed' '' >/dev/null
"$shelve" fed.db feed https://f.example/b 'B feed' Press >/dev/null
sed '2s/"guid": "1"/"guid": "2"/' guids.jsonl >feed.jsonl
sed 's/example/other/' feed.jsonl >others.jsonl
"$shelve" fed.db add feed.jsonl 1 >/dev/null
"$shelve" fed.db add others.jsonl 2 >/dev/null
try export --library=fed.db --format=opml
cp out fed.opml
try export --library=fed.db
cp out fed.jsonl
try add --library=fed-again.db fed.opml
try add --library=fed-again.db fed.jsonl
try export --library=fed-again.db
check "articles are their feeds' again" [ "$(grep -c '"feed": "https://f.example/' out)" -eq 4 ] && cmp out fed.jsonl
try list --feeds --library=fed-again.db --json
check "… which count them" [ "$(grep -c '"articles": 2, "unread": 1' out)" -eq 2 ]
try add --library=fed-again.db fed.jsonl
try export --library=fed-again.db
check "… once" cmp out fed.jsonl

# --- nothing is written ---

try check-library
gives "check-library" "3 articles, 1 feed: all is well"
try check-library --json
gives "check-library --json" '{"problems": [], "articles": 3, "feeds": 1, "texts_lost": 0}'
try check-library --repair
gives "nothing to mend" "3 articles, 1 feed: all is well"
check "the library is as it was" cmp -s "$library" whole.db
check "and nothing stands beside it" [ "$(find folder -name '*damaged*' | wc -l)" -eq 0 ]

# --- damaged ---

cp full.db broken.db
pages=$(($(wc -c <broken.db) / 4096))
dd if=/dev/zero of=broken.db bs=4096 seek=$((pages / 2)) count=$((pages / 4)) conv=notrunc 2>/dev/null
try check-library --library=broken.db
check "check-library finds it" [ "$status" -eq 3 ]
cp out problems
try check-library --library=broken.db --json
check "as JSON" [ "$status" -eq 3 ] && grep -q '^{"problems": \["' out
try export --library=broken.db
check "export gives what can be read, and says what cannot" [ "$status" -eq 3 ] && [ -s err ]
try export --library=broken.db --quiet
check "--quiet says less" [ "$(wc -l <err)" -le 1 ] && [ "$status" -eq 3 ]
try check-library --library=broken.db --repair
check "--repair mends it" [ "$status" -eq 0 ] && [ -e broken.db.damaged-1 ]
check "and says where the damaged one is" grep -q 'kept as .*broken.db.damaged-1' out
try check-library --library=broken.db
check "it is whole then" [ "$status" -eq 0 ]
dd if=/dev/zero of=full.db bs=100 count=1 conv=notrunc 2>/dev/null
try list --library=full.db
refused "what cannot be opened" 3 "full.db"
try check-library --library=full.db --json
check "is a problem in JSON" [ "$status" -eq 3 ] && grep -q '^{"problems": \["' out

# --- from strangers ---

# Same lengths, other bytes: what the program never stores.
LC_ALL=C sed 's/second/\x1b[2J\x07\x9b/g; s/BBC A/\x1b]0;\x07/g; s/connection/\x1b[31m\xe2\x80\xae\x0d\x0a/g' whole.db >evil.db
if cmp -s whole.db evil.db; then
	fail "a library with controls in it" "it could not be made"
fi
for command in list "list --order=visual" "list --json" "list --feeds" "list --feeds --json" "export" \
	"export --format=text" "export --format=opml" "show 2" "show --json 2" check-library; do
	# shellcheck disable=SC2086
	try $command --library=evil.db
	cat err >>out
	check "no controls: $command" "$top_builddir/tests/fault/strings" check-tabs out
done
plan

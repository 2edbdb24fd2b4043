# jarida related: what else there is about an article, or a file that is not stored.
. "$(dirname "$0")/lib.sh"
cd "$scratch" || exit 99
chmod 755 .
JARIDA_LIBRARY=$scratch/library.db
HOME=$scratch/home
export JARIDA_LIBRARY HOME

# says NAME STATUS PATTERN: one line on standard error.
says()
{
	if [ "$status" -eq "$2" ] && [ "$(wc -l <err)" -eq 1 ] && [ ! -s out ] && grep -q -- "$3" err; then
		pass "$1"
	else
		fail "$1" "status $status, wanted $2 and: $3"
	fi
}

# finds NAME ID...: articles of these numbers, in this order, and nothing was said.
finds()
{
	name=$1
	shift
	if [ "$status" -eq 0 ] && [ ! -s err ] && [ "$(cut -f 1 out | tr '\n' ' ')" = "$* " ]; then
		pass "$name"
	else
		fail "$name" "status $status, wanted $*, got $(cut -f 1 out | tr '\n' ' ')"
	fi
}

silent()
{
	if [ "$status" -eq 1 ] && [ ! -s out ] && [ ! -s err ]; then pass "$1"; else fail "$1" "status $status"; fi
}

try related 1
says "without a library" 3 "there is no library"
for name in ar-01-ministry-mail ar-02-velanor-key ar-03-ship-monday ar-04-ship-tuesday ar-06-tower-clock \
	ar-09-football-final ar-12-market-week he-01-orchard-sensors ur-01-hill-train; do
	cp "$samples/$name.txt" . && "$jarida" add --quiet "$name.txt" >/dev/null 2>&1 </dev/null \
		|| fail "$name is stored" ""
done

# --- what is related ---

try related 4
finds "what the text names" 5
check "… with its kind, date, title and reasons" grep -q '^5	read-also	2025-02-04	تسرب .*	[^	]*السفينة' out
try related 1
finds "stories that tell of the same" 2
check "… in the spelling of the one that was asked for" grep -q '^2	related	.*فيلانور' out
try related "file:$(pwd -P)/ar-01-ministry-mail.txt"
finds "by its file" 2
try related --json 1
check "--json" grep -q '^{"id": 2, "title": ".*", "score": 0\.[0-9]*, "kind": "related", "reason": \[".*فيلانور.*"\], "date": "2024-03-14", "source": .*, "group": null, "prints": 1, "pinned": false}$' out
try related --json --limit=1 --by-date 2
check "--limit, --by-date" [ "$(wc -l <out)" -eq 1 ]

# --- of a file that is not stored ---

try related "$samples/ar-03-ship-monday.txt"
finds "a file" 4 5
sed 's/أ/ا/g' "$samples/ar-01-ministry-mail.txt" >other.txt
try related other.txt
check "another print of a story" grep -q '^1	same-story	' out
try_from other.txt related -
check "standard input" grep -q '^1	same-story	' out
try related nothing.txt
says "a file that is not there" 3 "nothing.txt"

# --- what is not ---

for id in 6 7 8 9 10; do
	try related $id
	silent "nothing has to do with $id"
done
try related --json 6
silent "… in JSON too"
try related /dev/null
silent "an empty file"
try related 999
says "an id that is not there" 1 "no article '999' in the library"
try related url:https://nowhere.example/
says "an address that is not there" 1 "no article 'url:https://nowhere.example/'"
try related
says "none" 2 "takes one article"
try related 1 2
says "two" 2 "takes one article"
try related --limit=none 1
says "a limit that is none" 2 "'none' is not a number"
plan

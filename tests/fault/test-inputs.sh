# What cannot be read, or is no article: one clear line and the right status.
. "$(dirname "$0")/lib.sh"

# refused NAME STATUS PATTERN: what was tried last was.
refused()
{
	if [ "$status" -eq "$2" ] && one_line && grep -q -- "$3" "$scratch/err"; then
		pass "$1"
	else
		fail "$1" "status $status, wanted $2 and: $3"
	fi
}

# shown NAME PATTERN: it was, without a word.
shown()
{
	if [ "$status" -eq 0 ] && [ ! -s "$scratch/err" ] && grep -q -- "$2" "$scratch/out"; then
		pass "$1"
	else
		fail "$1" "status $status, wanted 0 and: $2"
	fi
}

silent()
{
	if [ "$status" -eq 0 ] && [ ! -s "$scratch/err" ]; then pass "$1"; else fail "$1" "status $status"; fi
}

cd "$scratch" || exit 99
chmod 755 .
printf 'خبر\n\nنص الخبر.\n' >good.txt

# Not there, not readable
for mode in "" --raw --json; do
	try show $mode missing
	refused "a missing file ($mode)" 3 "cannot read 'missing': no such file or directory"
done
try show ''
refused "a file without a name" 3 "cannot read ''"
try show missing good.txt
refused "the rest is shown all the same" 3 "cannot read 'missing'"
check "… it is" grep -q خبر out
try show --quiet missing
if [ "$status" -eq 3 ] && [ ! -s err ]; then pass "--quiet says nothing"; else fail "--quiet says nothing" "status $status"; fi
try show good.txt/x
refused "a file used as a folder" 3 "not a directory"
ln -s loop loop
try show loop
refused "a link to itself" 3 "too many levels of symbolic links"

mkdir closed half
cp good.txt half/1.txt
cp good.txt half/2.txt
cp good.txt half/3.txt
ln -s ../half half/folder
ln -s nothing half/link
cp good.txt secret.txt
chmod 0 secret.txt half/2.txt closed
if [ -r secret.txt ]; then
	if setpriv --reuid=65534 --regid=65534 --clear-groups "$jarida" --version >/dev/null 2>&1; then
		# with a home that it may look into, wherever the build stands
		nobody="env HOME=$scratch XDG_CONFIG_HOME=$scratch/config setpriv --reuid=65534 --regid=65534 --clear-groups"
	fi
fi
if [ -r secret.txt ] && [ -z "$nobody" ]; then
	skip "without rights" "root may read everything, and cannot become nobody"
else
	for mode in "" --raw --json; do
		try show $mode secret.txt
		refused "a file without rights ($mode)" 3 "cannot read 'secret.txt': permission denied"
		try show $mode closed
		refused "a folder without rights ($mode)" 3 "cannot read 'closed': permission denied"
		try show $mode half
		refused "a folder with such a file ($mode)" 3 "cannot read 'half/2.txt': permission denied"
		check "… whose others are shown ($mode)" [ "$(grep -c 'نص' out)" -ge 2 ]
	done
fi
nobody=
chmod 600 half/2.txt
try show half
silent "links in a folder, to itself and to nothing, do no harm"
ln -s ../good.txt half/4.txt
try show half
check "a link to a file is shown as a file" [ "$(grep -c 'نص' out)" -ge 4 ]
rm half/4.txt

# No article
: >empty.txt
mkdir empty
for mode in "" --raw --json; do
	try show $mode empty.txt
	silent "an empty file ($mode)"
	try show $mode /dev/null
	silent "/dev/null ($mode)"
	try show $mode empty
	refused "an empty folder ($mode)" 1 "no files in 'empty'"
done

# A title is an article where it is given as one; of what is wrong in a file the first is said, and how much more.
printf '%s\n' '{"title": "عنوان وحده"}' 'no JSON' '{"title": "وعنوان آخر"}' '{}' >titles.jsonl
try add --library="$scratch/titles.db" titles.jsonl
refused "a file with mistakes" 3 "titles.jsonl:2:[0-9]*: not JSON: .* (and 1 more)$"
check "… what else it has is stored, titles alone too" grep -q "titles.jsonl: 2 stored" out
try add --json --library="$scratch/titles.db" titles.jsonl
check "… as JSON" grep -q '"known": 2, .*"line": 2, .*"problems": 2}' out
try add --library="$scratch/titles.db" empty.txt
check "an empty file is none" grep -q 'nothing new' out

# Raw, as JSON: no line is taken for a title, none is left out.
printf 'خبر\n\nالمصدر: مرسى\nاترك رد\n' >lines.txt
lines='{"kind": "text", "dir": "rtl", "text": "خبر"}, {"kind": "text", "dir": "rtl", "text": ""}, {"kind": "text", "dir": "rtl", "text": "المصدر: مرسى"}, {"kind": "text", "dir": "rtl", "text": "اترك رد"}'
for way in "--raw --json" "--json --raw"; do
	# shellcheck disable=SC2086
	try show $way lines.txt
	gives "$way" "{\"id\": \"lines.txt\", \"title\": null, \"kicker\": null, \"date\": null, \"source\": null, \"author\": null, \"lang\": \"ar\", \"dir\": \"rtl\", \"url\": null, \"paragraphs\": [$lines], \"links\": [], \"parent\": null}"
done
try_from lines.txt show --raw --json -
check "… of a stream" grep -qF "$lines" out

# Binary
printf '\211PNG\r\n\032\n\000\000\000\rIHDR\000\000' >picture.png
printf 'text and \000 more\n' >nul.txt
printf '\000' >one.bin
for mode in "" --raw --json; do
	for file in "$jarida" picture.png nul.txt one.bin /dev/zero; do
		try show $mode "$file"
		refused "binary: ${file##*/} ($mode)" 3 "is not text (NUL byte at offset [0-9]*)"
	done
done
try_from nul.txt show -
refused "binary standard input" 3 "'standard input' is not text"
printf '\377\376\106\006\135\000\n\000' >utf16.txt
for mode in "" --raw --json; do
	try show $mode utf16.txt
	shown "UTF-16 is no binary ($mode)" 'ن\|]'
done

# One long line. JARIDA_LONG_MB=100 for the larger one.
megabytes=${JARIDA_LONG_MB:-20}
awk -v n=$((megabytes * 65536)) 'BEGIN { for (i = 0; i < n; i++) printf "كلمة وكل " }' >long.txt
for mode in "" --raw "--order=visual --width=40"; do
	try show $mode long.txt
	silent "a line of $megabytes MB ($mode)"
done
try show long.txt
check "… whole" sh -c 'printf "\n" | cat long.txt - | cmp -s - out'

# Streams
try_from long.txt show --raw -
check "a long stream, raw, is whole" [ "$(wc -c <out)" -eq $((megabytes * 1048576 + 1)) ]
cat long.txt | try_from /dev/stdin show
check "a long stream is whole" [ "$(wc -c <out)" -eq $((megabytes * 1048576 + 1)) ]
mkfifo pipe
feed good.txt pipe
try show pipe
shown "a named pipe" خبر
try show /dev/tty
case $status in
3) refused "a terminal that is not there" 3 "cannot read '/dev/tty'" ;;
*) skip "a terminal that is not there" "it is" ;;
esac

# Wrong usage
for option in --width=x --width=-1 --width=99999999999999999999 --order=x --shape= --direction=up --nothing -Z \
	--raw=1 --color=maybe; do
	try show "$option" good.txt
	word=${option%%=*}
	refused "show $option" 2 "${word#--}"
done
try show --width
refused "an option without its value" 2 width
for option in --bidi=x --panes=x --nothing; do
	try "$option" good.txt
	word=${option%%=*}
	refused "$option" 2 "${word#--}"
done
JARIDA_BIDI=sideways try show good.txt
refused "JARIDA_BIDI" 2 sideways

# Names that want to harm: nothing of them reaches the terminal.
name=$(printf 'e\033[31m\033]0;x\007\ni\302\233x\377\342\200\256k')
for mode in "" --raw --json; do
	try show $mode "$name"
	refused "a missing file with a hostile name ($mode)" 3 "cannot read 'e"
done
try add --json --library="$scratch/names.db" "$name"
check "… added, as JSON" no_controls out
try add --library="$scratch/names.db" ''
refused "a source without a name, added" 3 "'': cannot be read"
try "--$name"
refused "a hostile option" 2 "unknown option"
try show "--width=$name"
refused "a hostile value" 2 "not a number"
try show "$(printf '%0300d' 0 | tr 0 x)"
refused "a name that is too long" 3 "name too long"
# A pipe that goes on: what came is stored while it waits, the library is free, and a signal ends it.
mkfifo going.on
n=0
while [ $n -lt 600 ]; do
	n=$((n + 1))
	echo "{\"title\": \"خبر $n\", \"body\": \"نص الخبر رقم $n وهو نص قصير كتب للاختبار ولا يقول شيئا، ثم ينتهي هنا عند هذا الحد دون زيادة\"}"
done >long.jsonl
head -n 1 long.jsonl | sed 's/خبر 1/خبر غيره/' >one.jsonl
"$jarida" --library=going.db add - <going.on >out 2>err &
adding=$!
exec 5>going.on
cat long.jsonl >&5
stored() { "$jarida" --library=going.db list 2>/dev/null | wc -l; }
tries=5000
until [ "$(stored)" -eq 600 ] || [ $((tries -= 1)) -eq 0 ]; do :; done
check "what came out of a pipe is there while it goes on" [ "$(stored)" -eq 600 ]
check "… and others may write" "$jarida" --library=going.db add --quiet one.jsonl
kill -TERM $adding
wait $adding
check "… a signal ends it" [ $? -eq 143 ]
check "… and it tells what it has done" grep -q '600 stored' out
exec 5>&-
plan

# The full-screen reader on bad input and in bad surroundings: a clear message or
# a sane screen, and the terminal as it was. Scripts for tests/screen/run, with
# the files they need in $scratch.
. "$(dirname "$0")/lib.sh"
run=$top_builddir/tests/screen/run
if [ ! -x "$run" ]; then
	echo "1..0 # SKIP no libvterm"
	exit 0
fi
cd "$scratch" || exit 99
chmod 755 .
mkdir scripts

# script: a new one from standard input, @ for the folder of the files.
script()
{
	sed "s|@|$scratch|g" >"$(mktemp "scripts/$(ls scripts | wc -l | xargs printf '%03d')XXXX")"
}

# Everything that a key does in a list and in an article, with prompts and sheets.
walk='key j k Down Up Space b d u G g 5 0 % Enter j Space b G g m a H
key / a Enter n N Esc
key ? j G Esc = Esc l Esc r Esc
key z Tab z J K : q Esc Tab ^L'

# ends_well: behind the steps of standard input, the reader is left.
ends_well()
{
	{
		cat
		echo 'key Q
exit 0
harmless'
	} | script
}

# refused OPERANDS STATUS TEXT: no screen, one line.
refused()
{
	echo "size 200x24
run $1
exit $2
text jarida: $3
no-bytes \\e[?1049h
harmless" | script
}

printf 'خبر جيد\n\nنص الخبر.\n' >good.txt
printf '\211PNG\r\n\032\n\000\000\000\rIHDR' >picture.png
: >empty.txt
mkdir empty half closed
cp good.txt half/1.txt
cp good.txt half/2.txt
cp picture.png half/3.txt
: >half/4.txt
printf 'خبر آخر\n\nنصه.\n' >half/5.txt
ln -s ../half half/folder
ln -s loop half/loop
ln -s nothing half/nothing
mkfifo half/pipe
chmod 0 half/2.txt closed
chmod 755 half empty
awk 'BEGIN { for (i = 0; i < 140000; i++) printf "سطر %d في الخبر كله\n", i }' >long.txt
awk 'BEGIN { for (i = 0; i < 400000; i++) printf "كلمة وكل " }' >line.txt
nobody=
if [ -r half/2.txt ] && setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$run" 2>/dev/null; then
	nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
	chown -R 65534:65534 .
fi

# Not there, not readable, no article
refused @/missing 3 "cannot read '@/missing': no such file or directory"
refused "@/missing @/none" 3 "cannot read '@/missing'"
refused @/picture.png 3 "'@/picture.png' is not text"
refused /dev/zero 3 "'/dev/zero' is not text"
refused "--panes=round @/good.txt" 2 "bad value 'round' for panes"
refused "--nothing" 2 "unknown option"
rights=false
if [ -n "$nobody" ] || [ ! -r half/2.txt ]; then
	rights=true
	refused @/closed 3 "cannot read '@/closed': permission denied"
	refused @/half/2.txt 3 "cannot read '@/half/2.txt': permission denied"
fi
{
	echo "run @/missing @/good.txt
text no such file or directory
text ﺪﻴﺟ
key Enter
text no such file or directory
$walk
text ﺪﻴﺟ"
} | ends_well
echo "run @/half
text ﺮﺧﺁ
$walk" | ends_well
echo "size 200x20
run @/half
text ﺮﺧﺁ
key G Enter
text .ﻪﺼﻧ
key K
text empty
key K
text is not text" | ends_well
$rights && echo "size 200x20
run @/half
key j Enter
text permission denied" | ends_well
for what in empty empty.txt line.txt long.txt; do
	echo "run @/$what
$walk" | ends_well
done
echo "run @/empty
text Nothing to read" | ends_well
echo "stdin /dev/null
run -
$walk" | ends_well
echo "run /dev/null
$walk" | ends_well

# Pipes: read before the screen is taken, also beside others.
mkfifo one.pipe two.pipe three.pipe
chmod 666 ./*.pipe
feed good.txt one.pipe
feed long.txt two.pipe
feed long.txt three.pipe
echo "run @/empty.txt @/one.pipe
key G Enter
text .ﺮﺒﺨﻟﺍ
$walk" | ends_well
echo "run @/two.pipe
key G Space
$walk" | ends_well
echo "size 200x24
env TMPDIR=@/none
run @/three.pipe
exit 3
text cannot make a temporary file in '@/none': no such file or directory (set TMPDIR)
harmless" | script

# What changes while it is read
cp long.txt shrinks.txt
cp long.txt vanishes.txt
mkdir leaves
cp good.txt leaves/1.txt
cp half/5.txt leaves/2.txt
echo "run @/shrinks.txt
key Space G
shell head -c 5000000 @/long.txt >@/shrinks.txt
key g G b b
shell : >@/shrinks.txt
$walk
shell cp @/good.txt @/shrinks.txt
$walk" | ends_well
echo "run @/vanishes.txt
key Space
shell rm @/vanishes.txt
key G
text 139999
$walk" | ends_well
echo "size 200x20
run @/leaves
text ﺮﺧﺁ
key Enter
shell rm @/leaves/2.txt
key J
text no such file or directory
key K
text .ﺮﺒﺨﻟﺍ
$walk" | ends_well

# Sizes
for size in 10x3 1x1 2x2 1x24 80x1 500x200 1000x2 0x0; do
	echo "size $size
run $samples
$walk" | ends_well
done
{
	echo "run $samples
key Enter j j"
	for size in 10x3 1x1 500x200 0x0 80x24 3x500 80x24; do
		echo "resize $size
key j ?
resize 20x5
key q / a"
		echo "resize $size
key Esc"
	done
	echo "$walk"
} | ends_well

# Terminals
for terminal in nameless unset unknown; do
	echo "terminal $terminal
run @/good.txt
exit 4
text jarida: 
text TERM
no-bytes \\e
harmless" | script
done
for terminal in dumb vt100 linux silent; do
	echo "terminal $terminal
run @/good.txt
$walk
key Q
exit 0" | script
done

# Locales
for locale in xx_YY C POSIX '' ar_EG.ISO-8859-6; do
	echo "env LANG=
env LC_ALL=$locale
run @/good.txt
text ﺪﻴﺟ
$walk" | ends_well
done

# The terminal goes
echo "run $samples
key Enter
hang-up
exit 0" | script
echo "nohup
run $samples
key Enter
hang-up
exit 0" | script
echo "nohup
run @/long.txt
key / q q q
hang-up
exit 0" | script
echo "run $samples
key Enter ?
signal TERM
exit 143
harmless" | script

# Byte strings that want to harm, as names, titles and texts
bad=$JARIDA_SHARED/corpus/bad
set --
if [ -d "$bad" ]; then
	set -- "$bad"/*.tsv "$bad"/*.txt $(find "$bad/utf8" -type f)
else
	echo "# no more strings: JARIDA_SHARED has none"
fi
strings=$("$top_builddir/tests/fault/strings" write . "$@")
for kind in names title text; do
	for size in 80x24 20x6; do
		echo "size $size
terminal vte
run @/$kind
key Enter
key $(awk -v n="$strings" 'BEGIN { for (i = 1; i < n && i < 60; i++) printf "J = q " }')
$(awk -v n="$strings" 'BEGIN { for (i = 60; i < n; i++) printf i % 60 ? " J" : "\nkey J" }')
type -b-b-b-b-b-b-l
harmless
bidi off
$walk
key Q
exit 0
bidi on
harmless" | script
	done
done
echo "run @/all
$walk
key $(awk 'BEGIN { for (i = 0; i < 60; i++) printf "Space " }')" | ends_well
for size in 20x6 1x1 200x50; do
	echo "size $size
run @/all
$walk
key $(awk 'BEGIN { for (i = 0; i < 60; i++) printf "Space " }')" | ends_well
done
[ -z "$nobody" ] || chown -R 65534:65534 .
$nobody "$run" scripts/*

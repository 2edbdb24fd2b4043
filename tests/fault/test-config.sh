# The configuration: which word counts, and files that are not as they should be.
. "$(dirname "$0")/lib.sh"
cd "$scratch" || exit 99
mkdir -p home/.config/jarida folder
HOME=$scratch/home XDG_CONFIG_HOME=$scratch/home/.config
export HOME XDG_CONFIG_HOME
place=$XDG_CONFIG_HOME/jarida/config

# is NAME LINE ARG...: --print-config with these says the line, and nothing else is said.
is()
{
	name=$1 line=$2
	shift 2
	try --print-config "$@"
	if [ "$status" -eq 0 ] && grep -qxF -e "$line" out && [ ! -s err ]; then
		pass "$name"
	else
		fail "$name" "status $status, wanted: $line"
	fi
}

# Precedence
is "nothing is set" "set bidi=auto"
echo 'set bidi=kitty' >"$place"
is "the configuration over the default" "set bidi=kitty"
JARIDA_BIDI=plain
export JARIDA_BIDI
is "the environment over the configuration" "set bidi=plain"
is "an option over the environment" "set bidi=visual" --bidi=visual
unset JARIDA_BIDI
is "no configuration" "set bidi=auto" --no-config
echo 'set bidi=inverse' >named
echo 'set bidi=inverse-auto' >other
is "a named one in place of one's own" "set bidi=inverse" --config=named
JARIDA_CONFIG=other
export JARIDA_CONFIG
is "one that the environment names" "set bidi=inverse-auto"
is "the option over the environment" "set bidi=inverse" --config named
is "the last of the two options: a file" "set bidi=inverse" --no-config --config=named
is "the last of the two options: none" "set bidi=auto" --config=named --no-config
JARIDA_CONFIG=
is "an empty name is none" "set bidi=kitty"
unset JARIDA_CONFIG
is "restricted mode reads none" "set bidi=auto" --restricted --config=named
unset XDG_CONFIG_HOME
is "the place by HOME" "set bidi=kitty"
export XDG_CONFIG_HOME="$scratch/home/.config"

# What concerns show too
printf 'title\n\ntext\n' >a.txt
echo 'set color=always' >colored
try show --config=colored --order=visual "$samples/ar-03-ship-monday.txt"
check "show has the colour of the configuration" grep -q "$(printf '\033')" out
try show --config=colored --color=never --order=visual "$samples/ar-03-ship-monday.txt"
check "… and an option is over it" [ "$(grep -c "$(printf '\033')" out)" -eq 0 ]

# Files that were named
ended()
{
	if [ "$status" -eq "$2" ] && one_line && grep -q -- "$3" err; then
		pass "$1"
	else
		fail "$1" "status $status, wanted $2 and the line: $3"
	fi
}

try --print-config --config=missing
ended "a named file that is not there" 2 "cannot read 'missing': no such file or directory"
try show --config=folder a.txt
ended "a folder" 2 "cannot read 'folder': is a directory"
try show --config= a.txt
ended "an empty name" 2 "cannot read '': no such file or directory"
yes '# line' | head -c 2000000 >big
try show --config=big a.txt
ended "a large file" 2 "cannot read 'big': a configuration has 1024 KiB at most"
try --help --config=missing
check "help needs none" [ "$status" -eq 0 ]

# Wrong lines
printf 'set panes=side\nset pane=side\nbind x quitt\n\033[2Jset\n' >wrong
try --config=wrong --print-config
check "wrong lines: the rest is read" grep -qx 'set panes=side' out
cat >want <<'END'
jarida: wrong:2: no such option: pane; did you mean panes?
jarida: wrong:3: no such command: quitt; did you mean quit?
jarida: wrong:4: a control character (27)
END
check "wrong lines are said" cmp -s err want
check "… and are no error" [ "$status" -eq 0 ]
try show --config=wrong a.txt
check "show goes on" grep -q text out
printf 'include "\033[2J\377"\ninclude %s\n' "$scratch/folder/x" >includes
try --config=includes --print-config
check "names in warnings are clean" no_controls err
mkfifo pipe
echo 'include pipe' >waits
try --config=waits --print-config
check "nobody's pipe is waited for" grep -q "'pipe': not a file" err
rm "$place" && mkdir "$place"
try show a.txt
check "one's own that cannot be read is no error" [ "$status" -eq 0 ]
check "… but is said" grep -q "cannot read '.*home/.config/jarida/config': not a file" err
rmdir "$place"
head -c 100000 /dev/urandom >"$place"
try show a.txt
check "random bytes are no error" [ "$status" -eq 0 ]
check "… and are said in lines" no_controls err

# What is printed is read as the same.
cat >set <<'END'
set theme=light
bind g g first
bind list:x "quit"
bind "#" info
unbind Q
color title 255 17 bold
END
try --config=set --print-config
cp out first
try --config=first --print-config
check "what is printed is read as the same" cmp -s out first
check "… without a warning" [ ! -s err ]
check "… and holds what was set" grep -qx 'bind list:x quit' out
check "nothing was written" [ "$(find home -type f | wc -l)" -eq 1 ]
plan

# Restricted mode: no file written, no process begun, no socket, no path outside
# what was given, whatever is typed. Under strace, with random keys; their seed
# is printed, JARIDA_SEED sets it and JARIDA_KEYS how many there are.
. "$(dirname "$0")/lib.sh"
seed=${JARIDA_SEED:-$(date +%s)}
keys=${JARIDA_KEYS:-2000}
kiosk=$top_builddir/tests/fault/kiosk
ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0 # a leak check begins processes
export ASAN_OPTIONS

refused()
{
	if [ "$status" -eq "$2" ] && one_line && grep -q -- "$3" "$scratch/err"; then
		pass "$1"
	else
		fail "$1" "status $status, wanted $2 and: $3"
	fi
}

# as_shell ARG...: called as login(1) calls a shell
as_shell()
{
	(PATH=$scratch/bin && -jarida "$@") </dev/null >"$scratch/out" 2>"$scratch/err"
	status=$?
}
mkdir "$scratch/bin"
ln -s "$jarida" "$scratch/bin/-jarida"

# Commands that are handed over, and what else is not there
try -c 'scp -t .'
refused "-c, as sshd calls a login shell" 2 "no commands are run here"
SSH_ORIGINAL_COMMAND=/usr/lib/openssh/sftp-server try --restricted "$samples"
refused "a command before a forced one" 2 "no commands are run here"
try --restricted show "$samples"
refused "show" 2 "no 'show' in restricted mode"
JARIDA_RESTRICTED=1 try show "$samples"
refused "show, by the environment" 2 "no 'show' in restricted mode"
try --json --restricted "$samples"
refused "an option of show" 2 "no 'show' in restricted mode"
try --restricted "$samples"
refused "no terminal" 4 "restricted mode needs a terminal"
as_shell "$samples"
refused "a login shell with an argument" 2 "no commands are run here"
as_shell
refused "a login shell without a terminal" 4 "restricted mode needs a terminal"

# wrong LOG FOLDER: calls that are not those of a reader
wrong()
{
	awk -v folder="$2" '
		function allowed(path)
		{
			return path !~ /\.\.\// && (index(path, folder) == 1 || path == "/dev/tty" ||
				path ~ "^/(etc|lib|usr/lib|usr/(local/)?share)/terminfo(/|$)" ||
				path ~ "^/usr/(local/)?share/locale(/|$)")
		}
		{ pid = $1; call = $2; sub(/\(.*/, "", call) }
		call == "+++" { started[pid] = walled[pid] = 0; next } # it has ended, and another may get its number
		/PR_SET_NO_NEW_PRIVS/ { walled[pid] = 1 }
		call ~ /^(v?fork|clone3?|unlink.*|rename.*|mkdir.*|rmdir|link.*|symlink.*|mknod.*|creat|truncate|f?ch(mod|own).*|l?chown)$/ { print; next }
		call ~ /^(socket.*|connect|bind|listen|accept4?|send.*|recv.*|kill|tkill|ptrace|set.*xattr|utime.*|mount)$/ { print; next }
		call ~ /^execve/ && started[pid]++ { print; next }
		# SQLite tries, and takes no for an answer
		walled[pid] && /library\.db-(wal|shm)"/ && /= -1 (EACCES|EPERM|EROFS)/ { next }
		call ~ /^(open.*)$/ && /O_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)/ { print; next }
		walled[pid] && call ~ /^(open|readlink|chdir|statfs)/ && match($0, /"[^"]*"/) {
			if (!allowed(substr($0, RSTART + 1, RLENGTH - 2)))
				print
		}
		END { if (NR == 0) print "an empty log" }' "$1" | head -n 5
}

allowed=$scratch/news
# typed NAME KEYS ARG...: what was wrong is then in $scratch/wrong
typed()
{
	name=$1 n=$2
	shift 2
	: >"$scratch/log"
	$limit_long "$kiosk" "$seed" "$n" strace -f -A -o "$scratch/log" -e signal=none \
		-e trace=%file,%process,%network,prctl,kill,tkill,ptrace,fchmod,fchown,ftruncate \
		"$jarida" "$@" >"$scratch/out" 2>"$scratch/err"
	status=$?
	wrong "$scratch/log" "$allowed" >"$scratch/wrong"
}

limit_long=
[ -z "$limit" ] || limit_long="timeout $((patience + keys / 20))"
if ! strace -f -o /dev/null true 2>/dev/null; then
	skip "random keys" "strace is missing or may not trace"
	skip "random keys on a library" "strace is missing or may not trace"
	skip "what is wrong is seen" "strace is missing or may not trace"
	plan
	exit 0
fi
mkdir "$scratch/news" "$scratch/news/more"
cp "$samples"/*.txt "$scratch/news"
cp "$samples"/ar-01*.txt "$scratch/news/more/;id.txt"
cat "$samples"/ar-02*.txt >"$scratch/news/more/\$(id).txt"
awk 'BEGIN { for (i = 0; i < 140000; i++) printf "سطر %d في الخبر كله\n", i }' >"$scratch/news/long.txt"
ln -s /etc/passwd "$scratch/news/passwd.txt"
ln -s /etc "$scratch/news/etc"
mkfifo "$scratch/news/pipe.txt"

HOME=$scratch JARIDA_LOG=$scratch/written TMPDIR=$scratch TERMINFO=$scratch XDG_STATE_HOME=$scratch/state \
	typed "" "$keys" --restricted "$scratch/news"
echo "# seed $seed: $(cat "$scratch/out")"
if [ "$status" -ne 0 ] || [ -s "$scratch/wrong" ]; then
	fail "$keys random keys, seed $seed" "status $status" "$(cat "$scratch/wrong")"
else
	pass "$keys random keys"
fi

# A library: what is read there is marked in memory only.
mkdir "$scratch/kept"
"$jarida" --library="$scratch/kept/library.db" add --quiet "$samples" >/dev/null
allowed=$scratch/kept
sums() { (cd "$scratch/kept" && ls && cksum library.db); }
sums >"$scratch/before"
HOME=$scratch JARIDA_LOG=$scratch/written TMPDIR=$scratch XDG_STATE_HOME=$scratch/state BROWSER=$scratch/written \
	typed "" "$keys" --restricted --library="$scratch/kept/library.db"
sums >"$scratch/after"
if [ "$status" -ne 0 ] || [ -s "$scratch/wrong" ] || ! cmp -s "$scratch/before" "$scratch/after"; then
	fail "$keys random keys on a library, seed $seed" "status $status" "$(cat "$scratch/wrong")" "$(cat "$scratch/after")"
else
	pass "$keys random keys on a library"
fi
if [ -n "$("$jarida" --library="$scratch/kept/library.db" list is:unread | sed -n 20p)" ]; then
	pass "… in which nothing has been read"
else
	fail "… in which nothing has been read" "$("$jarida" --library="$scratch/kept/library.db" list is:unread | wc -l) unread"
fi
allowed=$scratch/news

JARIDA_LOG=$scratch/written typed "" 20 "$scratch/news"
if grep -q written "$scratch/wrong"; then
	pass "what is wrong is seen"
else
	fail "what is wrong is seen" "a log that was written"
fi
plan

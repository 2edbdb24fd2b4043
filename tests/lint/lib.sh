# lib.sh: what the lint scripts share. Sourced; prints TAP.
#
# A script says how many laws it has (plan), then calls law() once for each:
# the faults come on standard input, one a line, and none means that the law
# is kept. The tree is that of $top_srcdir.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
cd "${top_srcdir:-$here/../..}" || exit 99

plan() { echo "1..$1"; }

law()
{
	faults=$(cat)
	if [ -z "$faults" ]; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		printf '%s\n' "$faults" | sed 's/^/# /'
	fi
}

# The C files below the given folders.
c_files() { find "$@" -name '*.[ch]' -type f | sort; }

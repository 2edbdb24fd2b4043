# The keys in the manual are the keys of the command table.
. "$(dirname "$0")/lib.sh"

manual=man/jarida.1
table=src/ui/commands.c
plan 2

# Rows as `name key key …`; a command without a key is reached by its name.
table_keys=$(
	sed -n 's/^[ \t]*{CMD_[A-Z_]*, GROUP_[A-Z]*, "\([^"]*\)", "\([^"]*\)", .*/\1 \2/p' "$table" |
		sed 's/\\\\/\\/g; s/^\([a-z-]*\) $/\1 :\1/' | sort
)

# `.It Ic j , Down`, the words, `.Pq Ic down .`
man_keys=$(
	sed -n '/^\.Sh KEYS/,/^\.Sh ENV/p' "$manual" | sed '
		s/\\&//g
		s/\\-/-/g
		s/\\(ha/^/g
		s/\\(aq/'\''/g
		s/\\e/\\/g' | awk '
		/^\.It Ic / { keys = ""; for (i = 3; i <= NF; i++) if ($i != "," || NF == 3) keys = keys " " $i }
		/^\.Pq Ic / { print $3 keys }' | sort
)

{
	printf '%s\n' "$table_keys" | while read -r row; do
		printf '%s\n' "$man_keys" | grep -qxF -e "$row" || printf 'only in the table: %s\n' "$row"
	done
	printf '%s\n' "$man_keys" | while read -r row; do
		printf '%s\n' "$table_keys" | grep -qxF -e "$row" || printf 'only in the manual: %s\n' "$row"
	done
} | law "commands and their keys are the same"

rows=$(grep -c '{CMD_[A-Z_]*, GROUP_' "$table")
read_rows=$(printf '%s\n' "$table_keys" | grep -c .)
{
	[ "$rows" -gt 0 ] || echo "$table has no rows"
	[ "$rows" = "$read_rows" ] || echo "$read_rows of $rows rows could be read"
} | law "every row of the table was read"

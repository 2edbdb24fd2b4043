# The floors of the house: who may include whom.
. "$(dirname "$0")/lib.sh"
plan 5

# Room and floor: a room may include itself and what is on a lower floor.
floors='base 0 text 1 layout 2 news 2 words 2 library 3 term 3 fetch 4 cli 5 ui 5 command 6'

c_files src | xargs awk -v table="$floors" '
	BEGIN {
		n = split(table, word, " ")
		for (i = 1; i < n; i += 2) floor[word[i]] = word[i + 1]
	}
	FNR == 1 {
		split(FILENAME, part, "/")
		room = part[3] == "" ? "" : part[2]
		if (room != "" && !(room in floor)) print FILENAME ": a room without a floor"
	}
	/^#[ \t]*include[ \t]*"/ {
		name = $0
		sub(/^[^"]*"/, "", name)
		sub(/".*/, "", name)
		if (name == "config.h") next
		other = name
		sub(/\/.*/, "", other)
		if (!(other in floor))
			print FILENAME ":" FNR ": " name " names no room"
		else if (room != "" && other != room && floor[other] >= floor[room])
			print FILENAME ":" FNR ": " room " may not include " name
	}' | law "includes go down"

c_files src tests | grep '\.c$' | xargs awk '
	FNR == 1 { seen = 0 }
	!seen && /^#[ \t]*include/ {
		seen = 1
		if ($0 !~ /"config\.h"/) print FILENAME ":" FNR ": config.h is not the first include"
	}' | law "config.h comes first in every .c"

c_files src tests | grep '\.h$' | xargs grep -n 'include.*config\.h' | law "config.h is in no header"

c_files src | grep '\.h$' | while read -r header; do
	guard=JARIDA_$(echo "${header#src/}" | tr 'a-z/.-' 'A-Z___')
	grep -q "^#define $guard\$" "$header" || echo "$header: the guard is not $guard"
done | law "guards are named after their header"

# Headers of libraries, and the one room that may include them.
while read -r room pattern; do
	c_files src | grep -v "^src/$room/" | xargs grep -nE "^#[ \t]*include[ \t]*<($pattern)"
done <<-'END' | law "a library is included by its own room alone"
	text (fribidi|unicode/)
	term ((ncursesw/)?(n?curses|term)\.h|termios\.h|pty\.h)
	words (libstemmer|snowball)
	library (sqlite3|libpq)
	fetch curl/
END

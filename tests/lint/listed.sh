# What the build lists: a file that no local.mk names is not in the release.
. "$(dirname "$0")/lib.sh"
plan 2

lists=$(cat Makefile.am src/*/local.mk tests/local.mk tests/*/local.mk data/local.mk man/local.mk)

# A file is listed by its own name or by that of a folder around it.
listed()
{
	name=$1
	while [ "$name" != . ]; do
		case " $words " in *" $name "*) return 0 ;; esac
		name=$(dirname "$name")
	done
	return 1
}

words=$(printf '%s\n' "$lists" | grep -v '^#' | tr '\\\n\t' '   ')

find src -type f \( -name '*.[chy]' -o -name '*.inc' \) | sort | while read -r file; do
	listed "$file" || echo "$file"
done | law "every file of src is listed in its local.mk"

# Programs and what they leave behind are not part of the tree.
find tests data man -type f \( -name '*.[ch]' -o -name '*.sh' -o -name '*.awk' -o -name '*.txt' \
	-o -name '*.in' -o -name '*.golden' -o -name '*.keys' -o -name '*.1' -o -name '*.html' \) |
	grep -v '^tests/home/' | sort | while read -r file; do
	listed "$file" || echo "$file"
done | law "every file of the tests and data is listed"

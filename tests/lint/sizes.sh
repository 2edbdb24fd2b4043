# Files and functions that have grown too large to be read.
. "$(dirname "$0")/lib.sh"
plan 3

find src tests \( -name '*.[ch]' -o -name '*.sh' -o -name '*.mk' \) -type f | sort | xargs awk '
	FNR == 801 { print FILENAME ": more than 800 lines" }' | law "files have at most 800 lines"

# The style puts the braces of a function, and only those and tables, into the first column.
c_files src tests | grep '\.c$' | xargs awk '
	/^{/ { start = FNR }
	/^}/ && start {
		if (FNR - start - 1 > 100) print FILENAME ":" start ": " FNR - start - 1 " lines"
		start = 0
	}' | law "functions have at most 100 lines"

# The style is 100; what is longer holds a text that nobody breaks.
c_files src tests | xargs awk '
	{
		width = 0
		n = length($0)
		for (i = 1; i <= n; i++) {
			c = substr($0, i, 1)
			if (c == "\t") width += 8 - width % 8
			else if (c < "\200" || c >= "\300") width++
		}
		if (width > 132) print FILENAME ":" FNR ": " width " columns"
		if ($0 ~ /[ \t]$/) print FILENAME ":" FNR ": space at the end"
	}' | law "lines are short and end with a word"

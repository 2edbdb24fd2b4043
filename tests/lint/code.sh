# code.sh: C without its comments and texts. Sourced.

# The code alone of C files, as FILE:LINE:TEXT: comments and the inside of literals are blanked.
code_of()
{
	awk '
	FNR == 1 { comment = 0 }
	{
		out = ""
		quote = ""
		n = length($0)
		for (i = 1; i <= n; i++) {
			c = substr($0, i, 1)
			two = substr($0, i, 2)
			if (comment) {
				if (two == "*/") { comment = 0; i++ }
			} else if (quote != "") {
				if (c == "\\") i++
				else if (c == quote) { quote = ""; out = out c }
			} else if (two == "/*") {
				comment = 1
				i++
			} else if (two == "//") {
				break
			} else {
				if ((c == "\"" || c == "\047") && $0 !~ /^#[ \t]*include/) quote = c
				out = out c
			}
		}
		if (out ~ /[^ \t]/) print FILENAME ":" FNR ":" out
	}' "$@"
}

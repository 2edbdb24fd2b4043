#!/bin/sh
# options.sh PROGRAM TEMPLATE DOCDIR: the manual of the configuration, its
# options as the program names them.
set -eu
LC_ALL=C
export LC_ALL
unset JARIDA_BIDI JARIDA_CONFIG JARIDA_RESTRICTED SSH_ORIGINAL_COMMAND
program=$1
help=$("$program" --help)
defaults=$("$program" --no-config --print-config)

options=$(
	printf '%s\n%s\n' "$defaults" "$help" | awk '
		/^set / {
			name = substr($2, 1, index($2, "=") - 1)
			first[name] = substr($2, length(name) + 2)
			next
		}
		/^  --/ {
			name = substr($1, 3)
			sub(/,$/, "", name)
			words = ""
			if (index(name, "=")) {
				words = substr(name, index(name, "=") + 1)
				sub(/=.*/, "", name)
			}
			if (!(name in first) || done[name]++)
				next
			gsub(/-/, "\\-", words)
			gsub(/\|/, " | ", words)
			if (words == "")
				words = "yes | no"
			shown = words ~ /^[A-Z]+$/ ? "Ar " tolower(words) : "Cm " words
			value = first[name]
			gsub(/-/, "\\-", value)
			gsub(/-/, "\\-", name)
			printf ".It Cm %s Ns = Ns %s Pq %s\n", name, shown, value
		}'
)
[ -n "$options" ]
OPTIONS=$options awk -v docdir="$3" '
	/^\.\\"/ { next }
	/^@OPTIONS@$/ { print ENVIRON["OPTIONS"]; next }
	{ gsub(/@DOCDIR@/, docdir); print }' "$2"

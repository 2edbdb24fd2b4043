#!/bin/sh
# rows.sh PROGRAM: what --help says, as rows parted by tabs:
#	command NAME HELP
#	option COMMAND NAME LETTER VALUE HELP
# COMMAND is * for an option of all commands or of the reader; LETTER and VALUE
# are - where there is none.
set -eu
LC_ALL=C
export LC_ALL
unset JARIDA_RESTRICTED
"$1" --help | awk -v OFS='\t' '
	/^  jarida / {
		command = $2
		getline help
		sub(/^ +/, "", help)
		if (command ~ /^[a-z]/)
			print "command", command, help
	}
	/^Options of .*:$/ {
		of = substr($NF, 1, length($NF) - 1)
		if (of == "commands" || of == "reader")
			of = "*"
	}
	/^  --/ {
		name = substr($1, 3)
		help = $0
		sub(/^ +[^ ]+ +/, "", help)
		letter = value = "-"
		if (sub(/,$/, "", name)) {
			letter = substr($2, 2)
			sub(/^[^ ]+ +/, "", help)
		}
		if (index(name, "=")) {
			value = substr(name, index(name, "=") + 1)
			sub(/=.*/, "", name)
		}
		if (!done[of, name]++)
			print "option", of, name, letter, value, help
	}'

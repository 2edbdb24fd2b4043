#!/bin/sh
# rows.sh PROGRAM: what --help says, as rows parted by tabs:
#	command NAME HELP
#	option COMMAND NAME LETTER VALUE HELP
# COMMAND is * for an option of all commands, "reader" for one of the reader, which
# is there without a command and in show; LETTER and VALUE
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
		# "Options of show, list and export:"
		title = $0
		sub(/^Options of /, "", title)
		sub(/:$/, "", title)
		gsub(/,| and /, " ", title)
		if (title ~ /commands$/)
			title = "*"
		else if (title ~ /reader$/)
			title = "reader"
		n_of = split(title, of, " ")
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
		for (i = 1; i <= n_of; i++)
			if (!done[of[i], name]++)
				print "option", of[i], name, letter, value, help
	}'

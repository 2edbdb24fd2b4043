# What --help names stands in the manual, and the other way round.
program=${JARIDA_PROGRAM-${top_builddir:-build}/jarida}
. "$(dirname "$0")/lib.sh"

manual=man/jarida.1
plan 5

help=$("$program" --help </dev/null)

# Options with the words that they take: `--bidi=auto|visual|plain`.
help_options=$(
	printf '%s\n' "$help" | sed -n 's/^  \(--[a-z][^ ,]*\).*/\1/p' | sed 's/=[A-Z].*/=/' | sort
)

# `.It Fl \-bidi Ns = Ns Cm auto | visual | plain`, and `Ar n` for a value without words.
man_options=$(
	sed -n 's/^\.It Fl /-/p' "$manual" | sed '
		s/^-\([A-Za-z0-9]\) , /-/
		s/\\-/-/g
		s/ Op = Ns \(Cm\|Ar\)/ Ns = Ns \1/
		s/ Ns = Ns Ar .*/=/
		s/ Ns = Ns Cm /=/
		s/ | /|/g' | sort -u
)

help_letters=$(printf '%s\n' "$help" | sed -n 's/^  --[^ ]*, \(-[A-Za-z0-9]\) .*/\1/p' | sort)
man_letters=$(sed -n 's/^\.It Fl \([A-Za-z0-9]\) .*/-\1/p' "$manual" | sort)

# Commands: `  jarida show [OPTION…] …`; in the manual's synopsis `.Cm show` behind `.Nm`.
help_commands=$(printf '%s\n' "$help" | sed -n 's/^  jarida \([a-z][a-z-]*\) .*/\1/p' | sort)
man_commands=$(
	awk '/^\.Sh/ { in_it = $2 == "SYNOPSIS" } in_it && last == ".Nm" && $1 == ".Cm" { print $2 } { last = $1 }' \
		"$manual" | sort
)

# differ A B: the lines that only one of them has.
differ()
{
	printf '%s\n' "$1" | while read -r line; do
		printf '%s\n' "$2" | grep -qxF -e "$line" || echo "only in --help: $line"
	done
	printf '%s\n' "$2" | while read -r line; do
		printf '%s\n' "$1" | grep -qxF -e "$line" || echo "only in the manual: $line"
	done
}

differ "$help_options" "$man_options" | law "options and their words are the same"
differ "$help_letters" "$man_letters" | law "letters of options are the same"
differ "$help_commands" "$man_commands" | law "commands are the same"
for list in help_options help_commands man_options man_commands; do
	eval "[ -n \"\$$list\" ]" || echo "$list is empty"
done | law "options and commands were found in both"
"$program" --help </dev/null | awk 'length($0) > 100' | law "--help is at most 100 bytes wide"

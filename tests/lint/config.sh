# The manual of the configuration and the completions of shells against the tables of the program.
program=${JARIDA_PROGRAM-${top_builddir:-build}/jarida}
built=$(cd "${top_builddir:-build}" && pwd)
. "$(dirname "$0")/lib.sh"
plan 10

manual=$built/man/jarida-config.5
completions=$built/data/completions
help=$("$program" --help </dev/null)
all=$("$program" --no-config --print-config </dev/null)

# differ A B: the lines that only one of them has.
differ()
{
	printf '%s\n' "$1" | while read -r line; do
		printf '%s\n' "$2" | grep -qxF -e "$line" || echo "only in the program: $line"
	done
	printf '%s\n' "$2" | while read -r line; do
		printf '%s\n' "$1" | grep -qxF -e "$line" || echo "only in the manual: $line"
	done
	[ -n "$1" ] || echo "nothing was found in the program"
}

# section NAME: of the manual, without its escapes.
section() { sed 's/\\-/-/g; s/\\e/\\/g; s/\\&//g' "$manual" | awk -v name="$1" '/^\.Sh/ { on = $2 == name } on'; }

# words: the words behind .Cm, .Ic and .Li in lines of the manual, one a line.
words() { sed -n 's/^\.\(Cm\|Ic\|Li\) //p' | tr -s ' ,' '\n\n'; }

table_options=$(printf '%s\n' "$all" | sed -n 's/^set //p')
man_options=$(section OPTIONS | sed -n 's/^\.It Cm \([a-z-]*\) Ns = Ns .* Pq \(.*\)/\1=\2/p')
differ "$table_options" "$man_options" | law "options and their defaults are the same"

table_words=$(
	printf '%s\n' "$help" | sed -n '/^Options of show/,$d; s/^  --\([a-z-]*=[a-z][^ ,]*\).*/\1/p' | sort -u
)
man_words=$(
	section OPTIONS | sed -n 's/^\.It Cm \([a-z-]*\) Ns = Ns Cm \(.*\) Pq .*/\1=\2/p' | sed 's/ | /|/g' |
		grep -v '^stats=' | sort
)
differ "$table_words" "$man_words" | law "words of options are the same"

table_roles=$(printf '%s\n' "$all" | sed -n 's/^# color \([a-z0-9-]*\) .*/\1/p')
man_roles=$(section STYLES | sed -n 's/^\.It Cm //p')
differ "$table_roles" "$man_roles" | law "roles are the same"

table_lines=$(sed -n 's/^\t\[DIRECTIVE_[A-Z]*\] = {{"\([a-z]*\)".*/\1/p' src/ui/directive.c)
man_lines=$(section DIRECTIVES | sed -n 's/^\.It Ic \([a-z]*\).*/\1/p')
differ "$table_lines" "$man_lines" | law "directives are the same"

# What else the program knows by name: views, keys, colours, attributes.
{
	sed -n '/view_words\[\]/,/};/p' src/ui/commands.c | grep -o '"[a-z]*"' | tr -d '"' |
		while read -r word; do section KEYS | words | grep -qx "$word" || echo "view $word"; done
	sed -n '/^} names\[\]/,/"EOF"/p' src/term/key.c | grep -o '{"[A-Za-z0-9-]*"' | tr -d '{"' |
		grep -v 'F[2-9]$\|F1[01]$\|Escape\|Paste\|Click\|Wheel\|Resize\|EOF' |
		while read -r word; do section KEYS | words | grep -qx -e "$word" || echo "key $word"; done
	sed -n '/color_names\[\]/,/};/p; /attribute_names\[\]/,/};/p' src/ui/theme.c | grep -o '"[a-z-]*"' | tr -d '"' |
		grep -v '^bright-.' |
		while read -r word; do section STYLES | words | grep -qx -e "$word" || echo "style $word"; done
} | law "views, keys, colours and attributes stand in the manual"

# Configurations that the reader is given are right, with all their comments taken away too.
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
: >"$scratch/colors"
sed 's/^#\([a-z]\)/\1/' data/sample.config >"$scratch/sample"
sed -n '/^\.Sh EXAMPLES/,/^\.Ed/p' "$manual" | grep -v '^\.' | sed 's/\\-/-/g' >"$scratch/example"
for file in data/sample.config "$scratch/sample" "$scratch/example"; do
	"$program" --config="$file" --print-config </dev/null 2>&1 >"$scratch/out" | sed "s|^|$file: |"
	[ "$(grep -c . "$scratch/out")" -gt 50 ] || echo "$file: was not read"
done | law "samples are read without a warning"

# Completions: every option with its words, and every command.
for file in bash/jarida zsh/_jarida fish/jarida.fish; do
	printf '%s\n' "$help" | sed -n 's/^  --\([a-z-]*\)[=, ].*/\1/p; s/^  jarida \([a-z][a-z-]*\) .*/\1/p' |
		while read -r name; do
			grep -qE -e "(--|-l |['\" ])$name(=|[^a-z-]|\$)" "$completions/$file" || echo "$file: $name"
		done
	printf '%s\n' "$help" | sed -n 's/^  --[a-z-]*=\([a-z][^ ,]*\).*/\1/p' | tr '|' ' ' | while read -r list; do
		grep -qF -e "$list" "$completions/$file" || echo "$file: $list"
	done
done | law "completions name every option, its words, and every command"

for shell in bash zsh fish; do
	command -v $shell >/dev/null 2>&1 || continue
	for file in "$completions/$shell"/*jarida*; do $shell -n "$file" 2>&1; done
done | law "shells can read the completions"

# complete WORD...: what bash makes of the last word.
complete()
{
	bash -c '
		compopt() { :; }
		. "$0"
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_jarida
		printf "%s " "${COMPREPLY[@]}"' "$completions/bash/jarida" "$@" 2>&1
}

# wants LIST WORD...: LIST is what comes of it.
wants()
{
	want=$1
	shift
	got=$(cd "$scratch" && complete "$@")
	[ "$got" = "$want " ] || echo "$*: $got"
}

if command -v bash >/dev/null 2>&1; then
	wants "stacked" jarida --panes = st
	wants "auto side stacked alone" jarida --panes =
	wants "--panes=" jarida --pa
	wants "light" jarida --theme l
	wants "show" jarida sho
	wants "visual" jarida show --order = v
	wants "--order=" jarida --mouse = yes show --or
	wants "" jarida --or
	wants "colors" jarida show col
	wants "colors" jarida --config = co
	wants "colors" jarida -- co
	wants "" jarida -- --pa
	wants "" jarida --text-width = 8
	# A command is offered what it takes, and no more.
	wants "--panes=" jarida show --pa
	wants "--panes=" jarida colors --pa
	wants "--repair" jarida check-library --rep
	for command in add fetch list search related export check-library check-terminal; do
		wants "" jarida $command --pa
	done
fi | law "bash completes by them"

grep -n '@[A-Z]*@' "$manual" | law "the manual is complete"

# zsh.awk: rows of rows.sh into completion for zsh.
function quoted(s) { gsub(/'/, "'\\''", s); return "'" s "'" }
function plain(s) { gsub(/\[/, "\\[", s); gsub(/\]/, "\\]", s); gsub(/:/, "\\:", s); return s }
# What _arguments takes: --name=[help]:value:(words)
function spec(name, help, value)
{
	if (value == "-")
		value = ""
	else if (value ~ /^(FILE|PATH|DIR)$/)
		value = ":file:_files"
	else if (value ~ /^[A-Z]+$/)
		value = ":" tolower(value) ": "
	else {
		gsub(/\|/, " ", value)
		value = ":value:(" value ")"
	}
	return "\t\t" quoted(name "[" plain(help) "]" value) "\n"
}
BEGIN { FS = "\t" }
$1 == "command" {
	commands = commands "\t\t" quoted($2 ":" plain($3)) "\n"
	names[++n] = $2
}
$1 == "option" {
	of[$2] = of[$2] spec("--" $3 ($5 == "-" ? "" : "="), $6, $5)
	if ($4 != "-")
		of[$2] = of[$2] spec("-" $4, $6, $5)
}
END {
	print "#compdef jarida"
	print "# Completion of jarida for zsh."
	printf "_jarida_first()\n{\n\tlocal -a commands\n\tcommands=(\n%s\t)\n", commands
	print "\t_describe command commands\n\t_files\n}\n"
	printf "_jarida()\n{\n\tlocal -a options\n\toptions=(\n%s\t)\n", of["*"]
	print "\tcase ${${words[2,-1]:#-*}[1]} in"
	for (i = 1; i <= n; i++)
		printf "\t%s) options+=(\n%s\t) ;;\n", names[i], of[names[i]] (names[i] == "show" ? of["reader"] : "")
	printf "\t*) options+=(\n%s\t) ;;\n", of["reader"]
	print "\tesac\n\t_arguments -S $options '1: :_jarida_first' '*:file:_files'\n}\n"
	print "_jarida \"$@\""
}

# fish.awk: rows of rows.sh into completion for fish.
function quoted(s) { gsub(/\\/, "\\\\", s); gsub(/'/, "\\'", s); return "'" s "'" }
BEGIN {
	FS = "\t"
	print "# Completion of jarida for fish."
}
$1 == "command" {
	print "complete -c jarida -n __fish_use_subcommand -a " $2 " -d " quoted($3)
	others = others ($2 == "show" ? "" : " " $2)
}
$1 == "option" {
	line = "complete -c jarida"
	if ($2 == "reader")
		line = line " -n " quoted("not __fish_seen_subcommand_from" others)
	else if ($2 != "*")
		line = line " -n " quoted("__fish_seen_subcommand_from " $2)
	line = line " -l " $3
	if ($4 != "-")
		line = line " -s " $4
	values = $5
	gsub(/\|/, " ", values)
	if (values ~ /^(FILE|PATH|DIR)$/)
		line = line " -r -F"
	else if (values ~ /^[A-Z]+$/)
		line = line " -x"
	else if (values != "-")
		line = line " -x -a " quoted(values)
	print line " -d " quoted($6)
}

# bash.awk: rows of rows.sh into completion for bash.
BEGIN { FS = "\t" }
$1 == "command" { commands = commands (commands == "" ? "" : " ") $2 }
$1 == "option" {
	of[$2] = of[$2] (of[$2] == "" ? "" : " ") "--" $3 ($5 == "-" ? "" : "=")
	if ($5 == "-")
		next
	values = $5
	gsub(/\|/, " ", values)
	if (values ~ /^(FILE|PATH|DIR)$/)
		action = "_jarida_files"
	else if (values ~ /^[A-Z]+$/)
		action = ":"
	else
		action = "_jarida_words \"" values "\""
	if (seen[$3, action]++)
		next
	# An option that two commands have takes the words of both.
	if ($3 in actions)
		actions[$3] = actions[$3] "; "
	else
		names[++n] = $3
	actions[$3] = actions[$3] action
}
END {
	print "# Completion of jarida for bash."
	print "_jarida_words()\n{\n\tCOMPREPLY+=($(compgen -W \"$1\" -- \"$cur\"))\n}\n"
	print "_jarida_files()\n{\n\tcompopt -o filenames\n\tCOMPREPLY+=($(compgen -f -- \"$cur\"))\n}\n"
	print "_jarida()\n{"
	print "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} option= first= i"
	print "\tCOMPREPLY=()"
	print "\tfor ((i = 1; i < COMP_CWORD; i++)); do"
	print "\t\tcase ${COMP_WORDS[i]} in"
	print "\t\t--)\n\t\t\t_jarida_files\n\t\t\treturn\n\t\t\t;;"
	print "\t\t-* | =) ;;"
	print "\t\t*) [[ $first || ${COMP_WORDS[i-1]} == = ]] || first=${COMP_WORDS[i]} ;;"
	print "\t\tesac\n\tdone"
	print "\t# To bash, --panes=side is three words."
	print "\tif [[ $cur == = ]]; then\n\t\toption=$prev cur="
	print "\telif [[ $prev == = ]]; then\n\t\toption=${COMP_WORDS[COMP_CWORD-2]}"
	print "\telse\n\t\toption=$prev\n\tfi"
	print "\tcase $option in"
	for (i = 1; i <= n; i++)
		printf "\t--%s)\n\t\t%s\n\t\treturn\n\t\t;;\n", names[i], actions[names[i]]
	print "\tesac"
	print "\tif [[ $cur != -* ]]; then\n\t\t[[ $first ]] || _jarida_words \"" commands "\""
	print "\t\t_jarida_files\n\t\treturn\n\tfi"
	print "\t_jarida_words \"" of["*"] "\""
	print "\tcase $first in"
	split(commands, list, " ")
	for (i = 1; i in list; i++)
		printf "\t%s) _jarida_words \"%s\" ;;\n", list[i], of[list[i]] (list[i] == "show" ? " " of["reader"] : "")
	printf "\t*) _jarida_words \"%s\" ;;\n", of["reader"]
	print "\tesac"
	print "\t[[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace"
	print "}\ncomplete -F _jarida jarida"
}

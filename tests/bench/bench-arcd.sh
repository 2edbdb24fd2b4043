# How well a question finds its paragraph: MRR@10 and recall@10 over the 1,395
# questions of ARCD, any of the words but stop words, at each level; the same
# with half of the words respelt. Beside it SQLite's unicode61 and Xapian with its Arabic stemmer.
. "$top_srcdir/tests/bench/common.sh"
corpus=$JARIDA_SHARED/corpus/arcd.json
[ -r "$corpus" ] || {
	echo "skipped: no arcd.json in $JARIDA_SHARED"
	exit 77
}

# Lines of the number that was wanted and those that were found.
measure()
{
	awk -v name="$1" '
	{
		for (i = 2; i <= NF && $i != $1; i++)
			;
		if (i <= NF) { sum += 1 / (i - 1); found++ }
	}
	END { printf "%-28s MRR@10 %.3f  recall@10 %.3f  (%d questions)\n", name, sum / NR, found / NR, NR }'
}

# unicode61 DOCUMENTS QUESTIONS, by the command sqlite3.
unicode61()
{
	awk -v quote="'" '
	BEGIN { print "CREATE VIRTUAL TABLE d USING fts5(t, tokenize=unicode61);\nBEGIN;" }
	FNR == NR { gsub(quote, quote quote); print "INSERT INTO d VALUES(" quote $0 quote ");"; next }
	FNR == 1 { print "COMMIT;" }
	{
		tab = index($0, "\t")
		n = split(substr($0, tab + 1), words, " ")
		query = ""
		if (n == 0) { print "SELECT " substr($0, 1, tab - 1) ";"; next }
		for (i = 1; i <= n; i++) {
			gsub(/["]/, "", words[i])
			gsub(quote, quote quote, words[i])
			query = query (i > 1 ? " OR " : "") "\"" words[i] "\""
		}
		print "SELECT " substr($0, 1, tab - 1) " || " quote " " quote " || ifnull((SELECT group_concat(rowid, " \
			quote " " quote ") FROM (SELECT rowid FROM d WHERE d MATCH " quote query quote \
			" ORDER BY bm25(d) LIMIT 10)), " quote quote ");"
	}' "$1" "$2" | sqlite3 :memory:
}

"$bench/arcd" take "$corpus" "$scratch"
"$bench/arcd" store "$scratch/documents" "$scratch/library.db"
if command -v xapian-config >/dev/null && command -v c++ >/dev/null; then
	# shellcheck disable=SC2046
	c++ -O2 $(xapian-config --cxxflags) -o "$scratch/xapian" "$top_srcdir/tests/bench/arcd-xapian.cc" \
		$(xapian-config --libs)
fi
for questions in questions respelt; do
	echo "$questions:"
	for level in exact fold stem; do
		"$bench/arcd" ask "$scratch/$questions" "$scratch/library.db" "$level" | measure "jarida, $level"
	done
	if command -v sqlite3 >/dev/null; then
		unicode61 "$scratch/documents" "$scratch/$questions" | measure "SQLite, unicode61"
	else
		echo "SQLite: sqlite3 is missing"
	fi
	if [ -x "$scratch/xapian" ]; then
		"$scratch/xapian" "$scratch/documents" "$scratch/$questions" | measure "Xapian, stems of Arabic"
	else
		echo "Xapian: its headers or a C++ compiler are missing (package libxapian-dev)"
	fi
done

# jarida search, and queries of the commands that print from the library.
. "$(dirname "$0")/lib.sh"
cd "$scratch" || exit 99
chmod 755 .
shelve=$top_builddir/tests/fault/shelve
JARIDA_LIBRARY=$scratch/library.db
HOME=$scratch/home
export JARIDA_LIBRARY HOME

# finds NAME ID...: articles of these numbers, in this order, and nothing was said.
finds()
{
	name=$1
	shift
	if [ "$status" -eq 0 ] && [ ! -s err ] && [ "$(grep -v "^$t" out | cut -f 1 | tr '\n' ' ')" = "$* " ]; then
		pass "$name"
	else
		fail "$name" "status $status, wanted $*, got $(cut -f 1 out | tr '\n' ' ')"
	fi
}

# says NAME STATUS PATTERN: one line on standard error.
says()
{
	if [ "$status" -eq "$2" ] && [ "$(wc -l <err)" -eq 1 ] && grep -q -- "$3" err; then
		pass "$1"
	else
		fail "$1" "status $status, wanted $2 and: $3"
		sed 's/^/# said: /' err | head -n 2
	fi
}

t='	'
try search x
says "without a library" 3 "there is no library"
cat >articles.jsonl <<'JSON'
{"title": "وزارة الخارجية الأمريكية", "body": "قال البيت الأبيض إن الوزير سيصل.\n\nوأضافت الوزارة أن استراتيجيات جديدة أُعدّت مراراً وتكراراً.", "date": "2023-07-15", "source": "وكالة مرسى", "lang": "ar"}
{"title": "The second story", "body": "Plain words of a story.\n\nMore words.\n\nAnd words again.\n\nThe last words.", "date": "2024-01-02", "source": "BBC Arabic", "lang": "en"}
{"title": "خبر أخير", "body": "زار وزير الخارجية الأميركي بلينكن المدينة.\n\nفي بيت أبيض words.", "date": "2024-03-14", "source": "وكالة مرسى", "lang": "ar"}
JSON
"$shelve" "$JARIDA_LIBRARY" add "$(realpath articles.jsonl)" >/dev/null 2>err || fail "the articles are stored" ""
"$shelve" "$JARIDA_LIBRARY" read 2 && "$shelve" "$JARIDA_LIBRARY" star 1 && "$shelve" "$JARIDA_LIBRARY" tag 1 later

# --- what is found ---

try search بلينكن
gives "an article, and the line below it" \
	"3$t•${t}2024-03-14${t}وكالة مرسى${t}خبر أخير" "${t}زار وزير الخارجية الأميركي بلينكن المدينة."
try search 'امريكي'
finds "stems, of any spelling" 1 3
try search --level=fold 'استراتيجيات مرارا'
finds "the folded level" 1
try search --level=exact 'إستراتيجيات'
check "the exact one" [ "$status" -eq 1 ]
try search 'level:exact استراتيجيات'
finds "the level in the query" 1
try search --level=fold '"البيت الابيض"'
finds "a phrase" 1
try search --sort=date --level=fold '«البيت الابيض»' OR بلينكن
finds "any quotation marks, OR over operands" 3 1
try search الخارجية -- -بلينكن
finds "not a word" 1
try search --sort=date 'word*'
finds "a beginning, newest first" 3 2
try search 'title:story'
finds "a title" 2
try search 'title:second story'
finds "words of a title as one operand" 2
try search 'words -source:"BBC Arabic"'
finds "not a source" 3
try search 'tag:later OR lang:en' --sort=date
finds "fields alone, either of them" 2 1
try search words date:2024-02..
finds "words and a date" 3
try search --sort=size --reverse words
finds "another order" 2 3
try search words
finds "the most telling first" 2 3
check "no more lines than three, and how many there are" [ "$(grep -c "^$t" out)" -eq 5 ]
check "… in words" grep -qx "${t}and 1 more" out
try search --limit=1 words
finds "--limit" 2
try list 'words -is:unread'
finds "list takes all of the language" 2
try export 'words OR title:خبر'
check "export too" [ "$(wc -l <out)" -eq 2 ]

# --- how it is printed ---

try search --json 'البيت OR خبر' --level=fold
check "--json" grep -q '^{"id": 3, "title": "خبر أخير", "score": [0-9]*\.[0-9]*, "matches": \[{"paragraph": 0, "start": 0, "end": 3}\]}$' out
check "… of a paragraph" grep -q '"matches": \[{"paragraph": 1, "start": 4, "end": 9}\]}$' out
try search --json is:starred
gives "--json of fields alone" '{"id": 1, "title": "وزارة الخارجية الأمريكية", "score": 0.000, "matches": []}'
e=$(printf '\033')
try search --color=always بلينكن
check "matches are marked where there are colours" grep -qF "الأميركي ${e}[4;31mبلينكن${e}[24;39m المدينة" out
try search --color=always --order=visual --shape=base --width=60 بلينكن
check "in visual order too" grep -qF "${e}[4;31mنكنيلب${e}[24;39m" out
try search --order=visual --shape=base --width=40 بلينكن
gives "within the width" "             ريخأ ربخ  2024-03-14   •  3" "         .ةنيدملا نكنيلب يكريمألا…"
try search --color=always title:second
check "in a title" grep -qF "The ${e}[4;31msecond${e}[24;39m story" out

# --- what is not ---

try search nothing-like-it
check "nothing found is silent" [ "$status" -eq 1 ] && [ ! -s out ] && [ ! -s err ]
try search
says "no query" 2 "search for what"
try search 'words ('
says "what is wrong is said with its place" 0 "a parenthesis is not closed (column 7 of the query)"
check "… and the rest is searched" grep -q '^2' out
try search --quiet 'words ('
check "… or not said" [ "$status" -eq 0 ] && [ ! -s err ]
try search 'words titel:x'
says "a field that is none" 0 "did you mean title? (column 7"
try search '*'
says "of which nothing is left" 2 "a '\*' has no word before it (column 1"
try search -- -
says "a hyphen alone" 2 "no word after it"
try search 'nosuchthing ('
says "nothing found of the rest" 1 "not closed"
try list 'words ('
says "list looks for nothing then" 2 "not closed"
try search words OR tag:later
says "words and fields between each other" 0 "no field can be chosen or denied together with words"
try search --level=fuld words
says "a level that is none" 2 "did you mean fold"
try search "$(awk 'BEGIN { for (i = 0; i < 50000; i++) printf "(" }')"
says "a hostile one" 2 "the query is too long"
try search ''
check "an empty query is a mistake, as a variable of a shell makes it" [ "$status" -eq 2 ] && grep -q 'search for what' err
try search ' ' ''
check "… and one of blanks" [ "$status" -eq 2 ]
plan

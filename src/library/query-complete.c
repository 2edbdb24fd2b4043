#include "config.h"

#include "library/query.h"

#include "library/db.h"
#include "library/feeds.h"
#include "library/key.h"
#include "library/rows.h"

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

/* Where the last term begins, after its - if it has one: after blanks and parentheses that are not in quotes. */
static size_t last_term(struct str query)
{
	size_t start = 0;
	bool quoted = false;
	for (size_t i = 0; i < query.n; i++) {
		quoted ^= query.p[i] == '"';
		if (!quoted && (is_blank(query.p[i]) || query.p[i] == '(' || query.p[i] == ')'))
			start = i + 1;
	}
	return start + str_starts(str_sub(query, start, query.n), STR("-"));
}

/* --- values, one a line --- */

static bool take_feed(void *to, const struct feed_row *row)
{
	struct buf *out = to;
	buf_add_str(out, row->title.n > 0 ? row->title : row->url);
	buf_add_char(out, '\n');
	return true;
}

static void add_feeds(struct library *library, struct buf *out)
{
	library_feeds(library, take_feed, out, NULL);
}

static void add_tags(struct library *library, struct buf *out)
{
	library_all_tags(library, out, NULL);
}

static void add_rows(struct library *library, enum statement which, struct buf *out)
{
	sqlite3_stmt *row;
	int status = db_get(library, which, NULL, &row, "");
	for (; status > 0; status = db_next(library, row, NULL)) {
		row_add_text(out, db_text(row, 0));
		buf_add_char(out, '\n');
	}
	db_end(row);
}

static void add_sources(struct library *library, struct buf *out)
{
	add_rows(library, STATEMENT_SOURCES, out);
}

static void add_langs(struct library *library, struct buf *out)
{
	add_rows(library, STATEMENT_LANGS, out);
}

static void add_folders(struct library *library, struct buf *out)
{
	add_rows(library, STATEMENT_FOLDERS, out);
}

static void add_sorts(struct library *library, struct buf *out)
{
	(void)library;
	for (int key = 0; key < SORT_COUNT; key++)
		buf_addf(out, "%s\n", sort_key_name((enum sort_key)key));
}

static const struct {
	const char *name;  /* with its colon */
	const char *words; /* all that there are, or NULL */
	void (*add)(struct library *library, struct buf *out);
} fields[] = {
	{"title:", "", NULL},          {"source:", NULL, add_sources}, {"date:", "", NULL},
	{"is:", QUERY_IS, NULL},       {"tag:", NULL, add_tags},       {"feed:", NULL, add_feeds},
	{"folder:", NULL, add_folders}, {"lang:", NULL, add_langs},
	{"level:", LEVEL_NAMES, NULL},  {"sort:", NULL, add_sorts},
};

enum { N_FIELDS = sizeof fields / sizeof *fields };

/* Whether the value begins as was typed, however that is spelt. */
static bool begins(struct str value, struct str typed)
{
	struct buf whole, beginning;
	buf_init(&whole, BUF_NO_MAX);
	buf_init(&beginning, BUF_NO_MAX);
	key_fold(value, &whole);
	key_fold(typed, &beginning);
	bool so = str_starts(buf_str(&whole), buf_str(&beginning));
	buf_done(&whole);
	buf_done(&beginning);
	return so;
}

static void add_words(const char *words, struct buf *out)
{
	for (; *words != '\0'; words++)
		buf_add_char(out, *words == '|' ? '\n' : *words);
}

/* Value number i of a field that begins so. */
static bool nth_value(size_t field, struct str typed, struct library *library, size_t i, struct buf *out)
{
	struct buf values;
	struct str rest, value;
	bool found = false;
	buf_init(&values, BUF_NO_MAX);
	if (fields[field].words != NULL)
		add_words(fields[field].words, &values);
	else if (library != NULL)
		fields[field].add(library, &values);
	rest = buf_str(&values);
	while (!found && str_next_line(&rest, &value))
		found = begins(value, typed) && i-- == 0;
	if (found) {
		struct str name = str_of(fields[field].name);
		expr_format_field(str_sub(name, 0, name.n - 1), value, out);
	}
	buf_done(&values);
	return found;
}

bool query_candidate(struct str query, struct library *library, size_t i, struct buf *out)
{
	size_t start = last_term(query);
	struct str term = str_sub(query, start, query.n);
	buf_add_str(out, str_sub(query, 0, start));
	for (size_t k = 0; k < N_FIELDS; k++) {
		struct str name = str_of(fields[k].name);
		if (str_starts(term, name)) {
			struct str typed = str_sub(term, name.n, term.n);
			return nth_value(k, str_sub(typed, str_starts(typed, STR("\"")), typed.n), library, i, out);
		}
		if (str_starts(name, term) && i-- == 0) {
			buf_add_str(out, name);
			return true;
		}
	}
	return false;
}

#include "config.h"

#include "cli/search.h"

#include "base/near.h"
#include "cli/article-line.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/report.h"
#include "cli/texts.h"
#include "words/finder.h"
#include "words/snippet.h"

#include <stdio.h>
#include <unistd.h>

enum { SEARCH_LEVEL = 5000 };

enum { INDENT_COL = 4, GAP_COL = 2, NARROWEST_COL = 8, SNIPPETS_MAX = 3 };

const struct arg_option search_rows[] = {
	{"level", 0, LEVEL_NAMES, "which words are the same: as written, in any spelling, of one stem", SEARCH_LEVEL},
};
const size_t n_search_rows = sizeof search_rows / sizeof *search_rows;

void search_options_init(struct search_options *options)
{
	*options = (struct search_options){.level = -1};
	select_options_init(&options->select);
}

int search_set(struct search_options *options, int id, const char *value, struct err *err)
{
	(void)id;
	options->level = str_index_among(LEVEL_NAMES, value);
	if (options->level >= 0)
		return 0;
	struct near near = near_to(value);
	near_try_words(&near, LEVEL_NAMES);
	return err_set(err, ERR_USAGE, "--level: '%s' is none of exact, fold, stem%s", value, near_hint(&near));
}

/* What one invocation prints. */
struct searching {
	const struct show_options *options;
	struct library *library;
	struct selection selection;
	struct stems *stems;
	struct finder *finder; /* NULL: the query has no words */
	struct texts texts;    /* of the article at hand */
	struct hits hits, moved;
	struct out out;
	struct table table;
	struct article_lines lines;
	int64_t printed;
};

static void searching_init(struct searching *s, const struct show_options *options, struct library *library)
{
	struct print_options print = show_print_options(options);
	*s = (struct searching){.options = options, .library = library, .stems = stems_new()};
	texts_init(&s->texts);
	out_init(&s->out, STDOUT_FILENO);
	table_init(&s->table, &print, &s->out);
	s->lines.table = &s->table;
}

static int searching_done(struct searching *s, int rc, struct err *err)
{
	struct err late = {0};
	table_done(&s->table);
	hits_free(&s->hits);
	hits_free(&s->moved);
	texts_done(&s->texts);
	finder_free(s->finder);
	stems_free(s->stems);
	int written = out_done(&s->out, &late);
	if (rc == 0 && written != 0) {
		*err = late;
		rc = written;
	}
	return rc == 0 && s->printed == 0 ? ERR_NO_MATCH : rc;
}

/* The hits in text number i, of which 0 is the title. */
static void find_in(struct searching *s, size_t i)
{
	s->hits.n = 0;
	if (s->finder != NULL)
		finder_find(s->finder, s->stems, s->texts.at[i], i == 0, &s->hits);
}

/* --- JSON --- */

static void add_matches(struct searching *s, struct json *json)
{
	json_key(json, "matches");
	json_open(json, '[');
	for (size_t i = 0; i < s->texts.n; i++) {
		find_in(s, i);
		for (size_t k = 0; k < s->hits.n; k++) {
			json_open(json, '{');
			json_key(json, "paragraph");
			json_number(json, (int64_t)i);
			json_key(json, "start");
			json_number(json, (int64_t)s->hits.at[k].from_cp);
			json_key(json, "end");
			json_number(json, (int64_t)s->hits.at[k].to_cp);
			json_close(json, '}');
		}
		out_flow(&s->out);
	}
	json_close(json, ']');
}

static void print_json(struct searching *s, const struct article_row *row, double score)
{
	struct json json = {.out = &s->out.buf};
	json_open(&json, '{');
	stored_add_number(&json, "id", row->id);
	json_member(&json, "title", row->title);
	json_key(&json, "score");
	json_decimal(&json, score);
	add_matches(s, &json);
	json_close(&json, '}');
	buf_add_char(&s->out.buf, '\n');
	out_flow(&s->out);
}

/* --- text --- */

/* The paragraphs with the most to show, in their order. */
struct best {
	size_t at[SNIPPETS_MAX];
	unsigned score[SNIPPETS_MAX];
	size_t n, n_matching; /* of them all */
};

static size_t snippet_col(const struct searching *s)
{
	int width = s->table.options.width_col;
	if (width == 0)
		return SIZE_MAX;
	width -= s->table.options.visual ? INDENT_COL + GAP_COL : 0;
	return width > NARROWEST_COL ? (size_t)width : NARROWEST_COL;
}

/* A better one takes the place of the worst, of which the last goes first. */
static void note(struct best *best, size_t at, unsigned score)
{
	size_t worst = 0;
	best->n_matching++;
	if (best->n == SNIPPETS_MAX) {
		for (size_t i = 1; i < best->n; i++)
			worst = best->score[i] <= best->score[worst] ? i : worst;
		if (score <= best->score[worst])
			return;
		best->n--;
		for (size_t i = worst; i < best->n; i++) {
			best->at[i] = best->at[i + 1];
			best->score[i] = best->score[i + 1];
		}
	}
	best->at[best->n] = at;
	best->score[best->n++] = score;
}

static void print_below(struct searching *s, struct str text, const struct hits *hits)
{
	const struct column columns[] = {{.width_col = INDENT_COL}, {.text = text, .hits = hits}};
	table_line(&s->table, columns, 2, false);
}

static void print_snippets(struct searching *s, const struct best *best)
{
	struct buf text;
	char more[64];
	buf_init(&text, BUF_NO_MAX);
	for (size_t i = 0; i < best->n; i++) {
		find_in(s, best->at[i]);
		struct str paragraph = s->texts.at[best->at[i]];
		struct snippet snippet = snippet_of(paragraph, &s->hits, snippet_col(s));
		buf_clear(&text);
		snippet_add(&snippet, paragraph, &s->hits, &text, &s->moved);
		print_below(s, buf_str(&text), &s->moved);
	}
	buf_done(&text);
	if (best->n_matching == best->n)
		return;
	snprintf(more, sizeof more, "and %zu more", best->n_matching - best->n);
	print_below(s, str_of(more), NULL);
}

static void print_text(struct searching *s, const struct article_row *row)
{
	struct best best = {.n = 0};
	for (size_t i = 1; i < s->texts.n; i++) {
		find_in(s, i);
		if (s->hits.n > 0)
			note(&best, i, snippet_of(s->texts.at[i], &s->hits, snippet_col(s)).score);
	}
	find_in(s, 0);
	article_line(&s->lines, row, &s->hits);
	print_snippets(s, &best);
}

/* --- all of them --- */

static int print_article(struct searching *s, const struct article_row *row, double score, struct err *err)
{
	struct article *article = NULL;
	int rc = s->finder != NULL ? library_article(s->library, row->id, &article, err) : 0;
	if (rc == ERR_NO_MATCH)
		return 0; /* it is gone meanwhile */
	if (rc != 0)
		return rc;
	texts_of(&s->texts, row->title, article);
	if (s->options->json)
		print_json(s, row, score);
	else
		print_text(s, row);
	s->printed++;
	article_free(article);
	return 0;
}

static int print_all(struct searching *s, int64_t limit, struct err *err)
{
	const struct article_row *row;
	struct stored_walk walk;
	int rc = 0;
	stored_walk_init(&walk, s->library, &s->selection, limit);
	while (s->out.error == 0 && (rc = stored_next(&walk, &row, err)) > 0) {
		article_lines_look(&s->lines, walk.rows, walk.n);
		rc = print_article(s, row, listing_score(walk.listing, row), err);
		if (rc != 0)
			break;
		if (walk.at == walk.n && walk.given == walk.n)
			out_flush(&s->out); /* the first page: somebody waits */
	}
	stored_walk_done(&walk);
	return rc < 0 ? rc : 0;
}

static bool says_nothing(const struct selection *s)
{
	return s->expr == NULL && s->where == NULL && s->feed == 0 && s->source.n == 0 && s->lang.n == 0 && s->tag.n == 0
	       && s->since == 0 && s->before == 0 && !s->unread && !s->starred;
}

/* What is wrong with the query is said; what is left of it is looked for, if there is anything. */
static int select_articles(struct searching *s, const struct search_options *options, char *const *operands, size_t n,
                           struct arena *texts, struct err *err)
{
	int rc = stored_select(s->library, &options->select, SORT_RANK, operands, n, texts, &s->selection, err);
	if (options->level >= 0)
		s->selection.level = (enum level)options->level;
	if (rc != 0 && (rc == ERR_INPUT || rc == ERR_BUSY || says_nothing(&s->selection)))
		return rc;
	if (rc != 0 && !s->options->quiet)
		report(err->message);
	err->message[0] = '\0';
	if (s->selection.expr != NULL)
		s->finder = finder_new(s->selection.expr, s->selection.level, s->stems);
	return 0;
}

/* Of blanks, as an empty variable of a shell leaves them. */
static bool is_blank(char *const *operands, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_trim(str_of(operands[i])).n > 0)
			return false;
	return true;
}

int search_run(const struct search_options *options, const struct show_options *print, char *const *operands,
               size_t n, struct err *err)
{
	struct library *library;
	struct searching s;
	if (is_blank(operands, n))
		return err_set(err, ERR_USAGE, "search for what? name words, as in 'jarida search \"some words\" -other'");
	int rc = stored_open(&library, print->library, err);
	if (rc != 0)
		return rc;
	struct arena *texts = arena_new();
	err->message[0] = '\0';
	searching_init(&s, print, library);
	rc = select_articles(&s, options, operands, n, texts, err);
	if (rc == 0)
		rc = print_all(&s, options->select.limit, err);
	rc = searching_done(&s, rc, err);
	arena_free(texts);
	library_close(library);
	return rc;
}

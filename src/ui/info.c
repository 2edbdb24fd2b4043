#include "config.h"

#include "ui/state.h"

#include "term/facts.h"
#include "text/date.h"
#include "ui/conf.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

enum { NAME_COL = 12 };

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

/* A value stands after its name; in another script it is a paragraph of its own below it. */
static void add_row(struct doc *doc, enum text_id name, struct str value)
{
	if (value.n == 0)
		return;
	if (is_ascii(value)) {
		doc_addf(doc, DOC_KEY, "  %-*s%.*s", NAME_COL, text(name), (int)(value.n < 600 ? value.n : 600), value.p);
		return;
	}
	doc_addf(doc, DOC_KEY, "  %s", text(name));
	doc_add(doc, DOC_TEXT, value);
}

static void add_number(struct doc *doc, enum text_id name, uint64_t value)
{
	char number[32];
	snprintf(number, sizeof number, "%" PRIu64, value);
	add_row(doc, name, str_of(number));
}

static void add_size(struct doc *doc, uint64_t size_b)
{
	char shown[40];
	snprintf(shown, sizeof shown, text(TEXT_INFO_BYTES), size_b);
	add_row(doc, TEXT_INFO_SIZE, str_of(shown));
}

static size_t words_in(struct str s)
{
	size_t n = 0;
	bool inside = false;
	for (size_t i = 0; i < s.n; i++) {
		bool space = s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n';
		n += !space && !inside;
		inside = !space;
	}
	return n;
}

static size_t count_words(struct article *article)
{
	uint64_t key;
	size_t n = 0;
	if (!article_first(article, &key))
		return 0;
	do
		n += words_in(article_paragraph(article, key).text);
	while (article_next(article, &key));
	return n;
}

static void add_date(struct doc *doc, const struct article_meta *meta)
{
	char date[32];
	char both[160];
	if (meta->date.year == 0) {
		add_row(doc, TEXT_INFO_DATE, meta->date_text);
		return;
	}
	date_format_iso(&meta->date, date);
	snprintf(both, sizeof both, "%s (%.*s)", date, (int)(meta->date_text.n < 80 ? meta->date_text.n : 80),
	         meta->date_text.n > 0 ? meta->date_text.p : "");
	bool same = meta->date_text.n == 0 || str_eq(meta->date_text, str_of(date));
	add_row(doc, TEXT_INFO_DATE, str_of(same ? date : both));
}

static void add_origin(struct app *app, struct doc *doc)
{
	struct buf path;
	char story[32];
	int number, n_stories;
	buf_init(&path, PATH_MAX);
	shelf_origin(app->shelf, app->shown, &path, &number, &n_stories);
	add_row(doc, TEXT_INFO_FILE, buf_str(&path));
	buf_done(&path);
	snprintf(story, sizeof story, "%d/%d", number, n_stories);
	if (n_stories > 1)
		add_row(doc, TEXT_INFO_STORY, str_of(story));
}

static void add_tags(struct app *app, struct doc *doc)
{
	struct buf tags;
	if (shelf_library(app->shelf) == NULL)
		return;
	buf_init(&tags, BUF_NO_MAX);
	library_tags(shelf_library(app->shelf), app->shown.id, &tags, NULL);
	for (size_t i = 0; i < tags.n; i++)
		if (tags.p[i] == '\n')
			tags.p[i] = ' ';
	add_row(doc, TEXT_INFO_TAGS, buf_str(&tags));
	buf_done(&tags);
}

static void add_article(struct app *app, struct doc *doc, struct article *article)
{
	const struct article_meta *meta = article_meta(article);
	add_row(doc, TEXT_INFO_TITLE_ROW, meta->title);
	add_row(doc, TEXT_INFO_KICKER, meta->kicker);
	add_row(doc, TEXT_INFO_SOURCE, meta->source);
	add_row(doc, TEXT_INFO_AUTHOR, meta->author);
	add_date(doc, meta);
	add_row(doc, TEXT_INFO_LANG, meta->lang);
	add_row(doc, TEXT_INFO_DIR, str_of(text(meta->dir == DIR_RTL ? TEXT_RTL : TEXT_LTR)));
	add_row(doc, TEXT_INFO_URL, meta->url);
	add_origin(app, doc);
	if (shelf_library(app->shelf) != NULL)
		add_number(doc, TEXT_INFO_ID, (uint64_t)app->shown.id);
	add_tags(app, doc);
	add_size(doc, article_size_b(article));
	if (article_is_plain(article))
		doc_addf(doc, DOC_KEY, "  %s", text(TEXT_INFO_PLAIN));
	else
		add_number(doc, TEXT_INFO_WORDS, count_words(article));
	struct str debris = article_debris(article);
	struct str line;
	if (debris.n > 0)
		doc_add(doc, DOC_HEADING, str_of(text(TEXT_INFO_DEBRIS)));
	while (str_next_line(&debris, &line))
		doc_add(doc, DOC_TEXT, line);
}

void info_line(const struct app *app, struct buf *out)
{
	const struct terminal_stats s = terminal_stats(app->terminal);
	buf_addf(out, text(TEXT_STATS_BYTES), s.keys, s.writes, s.bytes, s.first_b, s.median_b, s.worst_b);
	buf_addf(out, text(TEXT_STATS_TIMES), s.longest_ms);
	if (s.round_trip_ms >= 0)
		buf_addf(out, text(TEXT_STATS_ROUND_TRIP), s.round_trip_ms);
	if (s.arranged > 0)
		buf_addf(out, text(TEXT_STATS_ROWS), s.arranged, s.wrong);
}

static void add_line(const struct app *app, struct doc *doc)
{
	struct buf line;
	buf_init(&line, 512);
	info_line(app, &line);
	add_row(doc, TEXT_INFO_LINE, buf_str(&line));
	buf_done(&line);
}

static void add_terminal(struct app *app, struct doc *doc)
{
	struct facts facts;
	terminal_facts(app->terminal, &facts);
	doc_add(doc, DOC_HEADING, str_of(text(TEXT_INFO_SCREEN)));
	for (size_t i = 0; i < facts.n; i++) {
		if (facts.rows[i].value[0] != '\0')
			doc_addf(doc, DOC_KEY, "  %-*s  %s", NAME_COL, facts.rows[i].name, facts.rows[i].value);
	}
	facts_done(&facts);
}

/* The first of them was said at the start. */
static void add_warnings(const struct app *app, struct doc *doc)
{
	const struct conf *config = app->options.config;
	if (config == NULL || config->n_warnings == 0)
		return;
	struct str rest = buf_str(&config->warnings), line;
	doc_add(doc, DOC_HEADING, str_of(text(TEXT_INFO_CONFIG)));
	while (str_next_line(&rest, &line))
		doc_add(doc, DOC_TEXT, line);
}

static void info_load(struct app *app)
{
	struct doc *doc = &app->sheet.doc;
	struct article *article = desk_article(app);
	doc_set_sheet(doc);
	doc_add(doc, DOC_TITLE, str_of(text(TEXT_INFO_TITLE)));
	doc_add(doc, DOC_TEXT, (struct str){0});
	if (article != NULL)
		add_article(app, doc, article);
	else if (app->shown.id != 0)
		add_origin(app, doc);
	add_warnings(app, doc);
	add_terminal(app, doc);
	if (app->options.stats)
		add_line(app, doc);
	pager_restart(&app->sheet);
}

static bool info_open(struct app *app)
{
	info_load(app);
	return true;
}

const struct view_ops info_view = {
	.name = "info",
	.kind = IN_SHEET,
	.open = info_open,
	.load = info_load,
	.draw = sheet_draw,
	.say = sheet_say,
	.command = sheet_command,
	.search = sheet_search,
	.position = sheet_position,
	.close = sheet_close,
};

#include "config.h"

#include "library/check.h"

#include "library/body.h"
#include "library/db.h"
#include "library/fulltext.h"
#include "library/key.h"
#include "news/pack.h"

#include <stdarg.h>

enum { MAX_LINES = 50 }; /* of one kind of problem */

struct checking {
	struct library *library;
	const struct check_listener *listener;
	struct check_report *report;
};

__attribute__((format(printf, 2, 3))) static void problem(struct checking *c, const char *format, ...)
{
	struct err line;
	char text[sizeof line.message];
	va_list args;
	va_start(args, format);
	sqlite3_vsnprintf((int)sizeof text, text, format, args);
	va_end(args);
	c->report->problems++;
	if (c->listener != NULL && c->listener->say != NULL)
		c->listener->say(c->listener->to, text);
}

/*
 * Each row of the statement is a problem, whose text it is. What cannot be
 * read is one as well.
 */
static void problems_of(struct checking *c, const char *what, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	int n = 0, code = sqlite3_prepare_v2(c->library->db, sql, -1, &statement, NULL);
	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(statement);
		if (code != SQLITE_ROW)
			break;
		const char *text = (const char *)sqlite3_column_text(statement, 0);
		if (n++ < MAX_LINES)
			problem(c, "%s: %s", what, text != NULL ? text : "?");
	}
	sqlite3_finalize(statement);
	if (code != SQLITE_DONE && code != SQLITE_OK)
		problem(c, "%s: cannot be read", what);
	if (n > MAX_LINES)
		problem(c, "%s: %d more", what, n - MAX_LINES);
}

static int64_t count(struct checking *c, const char *sql)
{
	int64_t n = 0;
	sqlite3_stmt *statement = NULL;
	sqlite3_prepare_v2(c->library->db, sql, -1, &statement, NULL);
	if (statement != NULL && sqlite3_step(statement) == SQLITE_ROW)
		n = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return n;
}

/* What belongs together is there. */
static void check_tables(struct checking *c)
{
	problems_of(c, "structure", "SELECT * FROM pragma_integrity_check(50) WHERE integrity_check!='ok'");
	problems_of(c, "references", "SELECT \"table\" || ' names a row of ' || parent || ' that is not there' "
	                             "FROM pragma_foreign_key_check LIMIT 60");
	problems_of(c, "texts", "SELECT 'article ' || id || ' has none' FROM article "
	                        "WHERE id NOT IN (SELECT article FROM body)");
	problems_of(c, "titles", "SELECT 'article ' || a.id || ' is not in the order of titles' FROM article a "
	                         "WHERE NOT EXISTS(SELECT 1 FROM title_order o WHERE o.key=title_key(a.title) AND o.article=a.id)");
	problems_of(c, "titles", "SELECT 'the order of titles names article ' || article FROM title_order "
	                         "WHERE article NOT IN (SELECT id FROM article)");
	problems_of(c, "marks", "SELECT 'article ' || id || ' is there and marked as gone' FROM article WHERE has_mark(3, id)");
	problems_of(c, "marks", "SELECT 'article ' || id || ' is deleted, and unread or starred' FROM article "
	                        "WHERE has_mark(2, id) AND (has_mark(0, id) OR has_mark(1, id))");
	problems_of(c, "numbers", "SELECT 'article ' || id || ' has a number that was not given yet' FROM article "
	                          "WHERE id>(SELECT seq FROM sqlite_sequence WHERE name='article')");
	problems_of(c, "feeds", "SELECT 'feed ' || f.id || ' counts its articles as ' || f.articles || ', unread ' || "
	                        "f.unread FROM feed f "
	                        "WHERE (f.articles, f.unread) IS NOT (SELECT coalesce(sum(NOT has_mark(2, a.id)), 0), "
	                        "coalesce(sum(has_mark(0, a.id)), 0) FROM article a INDEXED BY article_feed WHERE a.feed=f.id)");
}

/* A mark is of an article that is there; an id that was given has an article or is gone. */
static void check_marks(struct checking *c)
{
	struct library *library = c->library;
	int64_t given = count(c, statement_sql[STATEMENT_GIVEN]), wrong = 0;
	for (int kind = 0; kind < BITS_GONE; kind++)
		for (int64_t id = bits_next(&library->bits[kind], 0); id >= 0; id = bits_next(&library->bits[kind], id + 1))
			wrong += id < 1 || id > given || bits_has(&library->bits[BITS_GONE], id);
	if (wrong > 0)
		problem(c, "marks: %lld of articles that are not there", (long long)wrong);
	int64_t there = given - library->bits[BITS_GONE].count;
	if (there != c->report->articles)
		problem(c, "articles: %lld are there, %lld should be", (long long)c->report->articles, (long long)there);
}

/*
 * The index: each article is in it once, or waits; each word in it is in the
 * vocabulary, but for those that are signs. Reading all places of all words tells whether it can be read.
 */
static void check_index(struct checking *c)
{
	static const char terms[] = "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, fulltext, 'row')";
	struct err err;
	problems_of(c, "index", "SELECT 'article ' || id || ' is neither in it nor waits' FROM article "
	                        "WHERE NOT has_mark(4, id) AND id NOT IN (SELECT article FROM doc) "
	                        "AND id IN (SELECT article FROM body)");
	problems_of(c, "index", "SELECT 'article ' || article || ' is in it ' || count(*) || ' times' FROM doc "
	                        "WHERE article>0 GROUP BY article HAVING count(*)>1");
	problems_of(c, "index", "SELECT 'document ' || docid || ' is of article ' || article FROM doc "
	                        "WHERE article>0 AND article NOT IN (SELECT id FROM article)");
	if (fulltext_ready(c->library, &err) != 0 || sqlite3_exec(c->library->db, terms, NULL, NULL, NULL) != SQLITE_OK) {
		problem(c, "index: cannot be read");
		return;
	}
	problems_of(c, "index", "SELECT 'the vocabulary lacks ' || count(*) || ' of its words' FROM temp.terms "
	                        "WHERE term>=char(4) AND term NOT IN (SELECT word FROM word) HAVING count(*)>0");
	problems_of(c, "index", "SELECT 'it has ' || found || ' words of ' || stored FROM (SELECT "
	                        "(SELECT total(cnt) FROM temp.terms WHERE term>=char(4)) AS found, "
	                        "(SELECT total(length) FROM doc) AS stored) WHERE found!=stored");
	sqlite3_exec(c->library->db, "DROP TABLE temp.terms", NULL, NULL, NULL);
}

/* Unpack every text. */
static void check_body(struct checking *c, int64_t id, struct buf *packed)
{
	static const struct pack_row row;
	struct err err;
	buf_clear(packed);
	struct article *article = NULL;
	int status = body_load(c->library, id, packed, &err);
	if (status == 0)
		article = article_unpack(buf_str(packed), &row);
	if (article == NULL) {
		c->report->bodies_lost++;
		if (c->report->bodies_lost <= MAX_LINES && status != ERR_NO_MATCH)
			problem(c, "texts: that of article %lld is damaged", (long long)id);
	}
	article_free(article);
}

static void tell_progress(struct checking *c, int64_t total)
{
	if (c->listener != NULL && c->listener->progress != NULL)
		c->listener->progress(c->listener->to, c->report->articles, total);
}

static void check_bodies(struct checking *c)
{
	int64_t total = count(c, "SELECT count(*) FROM article");
	struct buf packed;
	sqlite3_stmt *statement = NULL;
	buf_init(&packed, BODY_MAX_B);
	int code = sqlite3_prepare_v2(c->library->db, "SELECT id FROM article NOT INDEXED ORDER BY id", -1, &statement, NULL);
	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(statement);
		if (code != SQLITE_ROW)
			break;
		c->report->articles++;
		tell_progress(c, total);
		check_body(c, sqlite3_column_int64(statement, 0), &packed);
	}
	sqlite3_finalize(statement);
	if (code != SQLITE_DONE)
		problem(c, "articles: cannot be read beyond %lld", (long long)c->report->articles);
	if (c->report->bodies_lost > MAX_LINES)
		problem(c, "texts: %lld are damaged or missing", (long long)c->report->bodies_lost);
	buf_done(&packed);
}

int library_check(const char *place, const struct check_listener *listener, struct check_report *report,
                  struct err *err)
{
	struct checking c = {.listener = listener, .report = report};
	*report = (struct check_report){0};
	int status = library_open(&c.library, place, LIBRARY_READ, err);
	if (status != 0)
		return status;
	status = db_read(c.library, err);
	if (status == 0) {
		status = bits_load_all(c.library, err);
		if (status == 0) {
			report->feeds = count(&c, "SELECT count(*) FROM feed");
			check_bodies(&c);
			check_marks(&c);
			check_tables(&c);
			check_index(&c);
		}
		db_read_end(c.library);
	}
	library_close(c.library);
	return status;
}

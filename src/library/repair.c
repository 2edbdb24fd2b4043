#include "config.h"

#include "library/body.h"
#include "library/check.h"
#include "library/db.h"
#include "library/identity.h"
#include "library/journal.h"
#include "library/key.h"
#include "library/salvage.h"
#include "library/schema.h"
#include "library/store.h"
#include "news/pack.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

struct repair {
	const char *place;
	const struct check_listener *listener;
	struct buf new, copy, kept; /* the new library, a copy of the damaged one, where that is kept */
	sqlite3 *old;
	struct library *library;
	struct check_report *report;
};

static void say_line(const struct check_listener *listener, const char *line)
{
	if (listener != NULL && listener->say != NULL)
		listener->say(listener->to, line);
}

/* Without the companions of a library, too. */
static void remove_library(const char *place)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	struct buf path;
	buf_init(&path, BUF_NO_MAX);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		buf_clear(&path);
		buf_addf(&path, "%s%s", place, ends[i]);
		unlink(buf_cstr(&path));
	}
	buf_done(&path);
}

static int run(struct repair *r, const char *sql, struct err *err)
{
	int code = sqlite3_exec(r->library->db, sql, NULL, NULL, NULL);
	return code == SQLITE_OK ? 0 : db_error_of(r->library->db, code, buf_cstr(&r->new), err);
}

/* --- what was lost beside what was read --- */

/* What every library has, where it could not be read. */
static const char complete[] =
	"INSERT OR IGNORE INTO internal VALUES('hash-key', randomblob(16));"
	"DELETE FROM internal WHERE name='hash-key' AND (typeof(value)!='blob' OR length(value)!=16);"
	"INSERT OR IGNORE INTO internal VALUES('hash-key', randomblob(16));"
	"DELETE FROM internal WHERE name!='hash-key';"
	"INSERT OR IGNORE INTO source(id, name, key) SELECT DISTINCT source, '', ' ' || source FROM article "
	"WHERE source NOT IN (SELECT id FROM source) LIMIT 1;"
	"UPDATE article SET source=(SELECT id FROM source WHERE name='') WHERE source NOT IN (SELECT id FROM source);"
	"UPDATE article SET feed=NULL WHERE feed NOT IN (SELECT id FROM feed);"
	"UPDATE article SET file=NULL WHERE file NOT IN (SELECT id FROM file);"
	"DELETE FROM body WHERE dictionary IS NOT NULL AND dictionary NOT IN (SELECT id FROM dictionary);"
	"DELETE FROM tagged WHERE tag NOT IN (SELECT id FROM tag) OR article NOT IN (SELECT id FROM article);"
	"DELETE FROM link WHERE article NOT IN (SELECT id FROM article) OR target NOT IN (SELECT id FROM article);"
	"DELETE FROM place WHERE article NOT IN (SELECT id FROM article);"
	"DELETE FROM mark WHERE kind NOT BETWEEN 0 AND 3 OR chunk NOT BETWEEN 0 AND 262143 OR length(bits)!=512;"
	/* Beyond MAX_CHUNKS an article can have no mark: another number. */
	"CREATE TEMP TABLE moved AS SELECT id AS old, row_number() OVER (ORDER BY id) + (SELECT coalesce(max(id), 0) FROM "
	"(SELECT id FROM article UNION SELECT article FROM body) WHERE id<1073741824) AS new "
	"FROM (SELECT id FROM article UNION SELECT article FROM body) WHERE id>=1073741824;"
	"UPDATE article SET id=(SELECT new FROM moved WHERE old=id) WHERE id>=1073741824;"
	"UPDATE body SET article=(SELECT new FROM moved WHERE old=article) WHERE article>=1073741824;"
	"UPDATE sqlite_sequence SET seq=(SELECT coalesce(max(id), 0) FROM article) WHERE name='article';"
	"DROP TABLE moved;"
	"DELETE FROM title_order;"
	"INSERT INTO title_order SELECT title_key(title), id FROM article";

/* A text without a row: its first words are its title. */
static int add_row(struct repair *r, int64_t id, struct article *article, struct err *err)
{
	enum { TITLE_CP = 80 };
	const struct article_meta *meta = article_meta(article);
	struct str title = {"", 0};
	uint64_t key;
	if (article_first(article, &key)) {
		title = article_paragraph(article, key).text;
		size_t cut = 0, n_cp = 0;
		while (cut < title.n && (n_cp += ((unsigned char)title.p[cut] & 0xC0) != 0x80) <= TITLE_CP)
			cut++;
		title = str_sub(title, 0, cut);
	}
	bool dated = meta->date.year != 0;
	int64_t flags = (dated ? ROW_DATED : 0) | (meta->dir == DIR_RTL ? ROW_RTL : 0) | (meta->teaser ? ROW_TEASER : 0);
	int64_t source;
	int status = run(r, "INSERT OR IGNORE INTO source(name, key) VALUES('', '')", err);
	if (status == 0)
		status = db_number(r->library, STATEMENT_SOURCE, 0, &source, err, "s", STR(""));
	if (status == 0)
		status = db_run(r->library, STATEMENT_ADD_ARTICLE, err, "ziiiiizizzzsss", id,
		                dated ? store_seconds(&meta->date) : 0, (int64_t)0, flags,
		                (int64_t)article_size_b(article), (int64_t)0, (int64_t)0, source, (int64_t)0,
		                (int64_t)0, (int64_t)0, STR(""), title, STR(""));
	char text[SORT_KEY_MAX_B + 1];
	size_t n = key_of(title, text);
	if (status == 0)
		status = db_run(r->library, STATEMENT_ADD_TITLE, err, "si", (struct str){text, n}, id);
	return status;
}

/* A row without a text: an empty one, so that the article can be opened, and fetched anew. */
static int add_body(struct repair *r, int64_t id, struct err *err)
{
	static const char empty[] = "\1\2\0\0\0\0\0\0\0\0\0\0"; /* a teaser: the whole text replaces it */
	r->report->bodies_lost++;
	return body_store(r->library, id, (struct str){empty, sizeof empty - 1}, err);
}

/* The article of a body and its row, one of which may be missing; what it is recognised by. */
static int mend_article(struct repair *r, int64_t id, bool has_row, struct buf *packed, struct err *err)
{
	struct pack_row row = {STR(""), STR(""), STR(""), STR("")};
	struct article *article = NULL;
	buf_clear(packed);
	int status = 0;
	if (body_load(r->library, id, packed, NULL) == 0)
		article = article_unpack(buf_str(packed), &row);
	if (article == NULL && !has_row)
		return 0; /* neither can be read */
	if (article == NULL)
		return add_body(r, id, err);
	if (!has_row)
		status = add_row(r, id, article, err);
	article_free(article);
	r->report->articles += status == 0;
	struct provenance from = {0};
	struct identity identity;
	if (status == 0)
		status = library_article(r->library, id, &article, err);
	if (status != 0)
		return status == ERR_NO_MATCH ? 0 : status; /* deleted: what is known of it was read, or not */
	identity.text = identity_of_text(r->library->hash_key, article, &identity.text_b);
	identity_of(r->library, article, &from, &identity);
	article_free(article);
	return identity_note(r->library, &identity, id, err);
}

/* All numbers of articles and of bodies, in their order. */
static int mend_articles(struct repair *r, struct err *err)
{
	static const char sql[] = "SELECT id, 1 FROM article WHERE id>?1 UNION ALL SELECT article, 0 FROM body "
	                          "WHERE article>?1 AND article NOT IN (SELECT id FROM article) ORDER BY 1 LIMIT 1";
	sqlite3_stmt *statement = NULL;
	struct buf packed;
	buf_init(&packed, BODY_MAX_B);
	int status = sqlite3_prepare_v2(r->library->db, sql, -1, &statement, NULL) == SQLITE_OK ? 0 : db_error(r->library, err);
	int64_t id = 0;
	while (status == 0) {
		sqlite3_bind_int64(statement, 1, id);
		status = db_next(r->library, statement, err);
		if (status <= 0)
			break;
		id = sqlite3_column_int64(statement, 0);
		bool has_row = sqlite3_column_int(statement, 1) != 0;
		sqlite3_reset(statement);
		status = mend_article(r, id, has_row, &packed, err);
		if (r->listener != NULL && r->listener->progress != NULL)
			r->listener->progress(r->listener->to, r->report->articles, 0);
	}
	sqlite3_finalize(statement);
	buf_done(&packed);
	return status;
}

static int64_t given_before(struct repair *r)
{
	int64_t given = 0;
	sqlite3_stmt *statement = NULL;
	sqlite3_prepare_v2(r->old, statement_sql[STATEMENT_GIVEN], -1, &statement, NULL);
	if (statement != NULL && sqlite3_step(statement) == SQLITE_ROW)
		given = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return given > 0 && given < (int64_t)MAX_CHUNKS * CHUNK_IDS ? given : 0;
}

/* The articles that are there; a print that came later is marked as one. */
static int find_articles(struct library *library, struct bits *there, struct err *err)
{
	static const struct bits none;
	struct bits *later = &library->bits[BITS_LATER];
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_ALL_STORIES, err, &row, "");
	bits_keep(later, &none, &none);
	for (; status > 0; status = db_next(library, row, err)) {
		int64_t id = sqlite3_column_int64(row, 0);
		bits_set(there, id, true);
		bits_set(later, id, sqlite3_column_int64(row, 1) != id);
	}
	db_end(row);
	return status;
}

/* Numbers without an article are gone and have no other mark. */
static int mend_marks(struct repair *r, struct err *err)
{
	struct library *library = r->library;
	struct bits *bits = library->bits, there = {0}, none = {0};
	int64_t given = 0, before = given_before(r);
	int status = db_number(library, STATEMENT_LAST_ID, 0, &given, err, "");
	if (status == 0 && before > given) {
		status = db_run(library, STATEMENT_ADD_GIVEN, err, "");
		if (status == 0)
			status = db_run(library, STATEMENT_SET_GIVEN, err, "i", before);
		given = before;
	}
	if (status == 0)
		status = find_articles(library, &there, err);
	if (status == 0) {
		bits_keep(&bits[BITS_DELETED], &there, &none);
		bits_keep(&bits[BITS_UNREAD], &there, &bits[BITS_DELETED]);
		bits_keep(&bits[BITS_STARRED], &there, &bits[BITS_DELETED]);
		bits_others(&bits[BITS_GONE], &there, given);
	}
	bits_done(&there);
	return status;
}

static const char counts[] =
	"UPDATE feed SET articles=(SELECT coalesce(sum(NOT has_mark(2, a.id)), 0) FROM article a WHERE a.feed=feed.id),"
	"unread=(SELECT coalesce(sum(has_mark(0, a.id)), 0) FROM article a WHERE a.feed=feed.id)";

static int mend(struct repair *r, struct err *err)
{
	int status = run(r, complete, err);
	if (status == 0)
		status = db_load_hash_key(r->library, err);
	bits_forget(r->library);
	if (status == 0)
		status = bits_load_all(r->library, err);
	/* Pages that are free may have held what was removed. */
	if (status == 0)
		status = run(r, "DELETE FROM body WHERE has_mark(3, article); DELETE FROM article WHERE has_mark(3, id)", err);
	if (status == 0)
		status = mend_articles(r, err);
	if (status == 0)
		status = mend_marks(r, err);
	return status == 0 ? run(r, counts, err) : status;
}

static int fill(struct repair *r, struct err *err)
{
	int status = run(r, "PRAGMA foreign_keys=0", err);
	if (status == 0)
		status = library_begin(r->library, err);
	if (status != 0)
		return status;
	int code = salvage_tables(r->old, r->place, r->library->db);
	if (code != SQLITE_OK)
		status = db_error_of(r->library->db, code, buf_cstr(&r->new), err);
	if (status == 0)
		status = mend(r, err);
	if (status == 0)
		status = library_commit(r->library, err);
	/* The index is made anew, not saved. */
	int64_t left;
	if (status == 0)
		status = library_catch_up(r->library, 0, &left, err);
	if (status == 0)
		status = run(r, "PRAGMA wal_checkpoint(TRUNCATE)", err);
	return status;
}

/* --- the place --- */

static int move(const char *from, const char *to, const char *end, struct err *err)
{
	char reason[ERR_REASON_B];
	struct buf a, b;
	buf_init(&a, BUF_NO_MAX);
	buf_init(&b, BUF_NO_MAX);
	buf_addf(&a, "%s%s", from, end);
	buf_addf(&b, "%s%s", to, end);
	int status = 0;
	if (rename(buf_cstr(&a), buf_cstr(&b)) != 0 && (errno != ENOENT || end[0] == '\0'))
		status = err_set(err, ERR_INPUT, "cannot move '%s': %s", buf_cstr(&a), err_reason(errno, reason));
	buf_done(&a);
	buf_done(&b);
	return status;
}

/* PLACE.damaged-1, or the next one that is free. */
static void find_kept(struct repair *r)
{
	for (int i = 1; i < 1000; i++) {
		buf_clear(&r->kept);
		buf_addf(&r->kept, "%s.damaged-%d", r->place, i);
		if (access(buf_cstr(&r->kept), F_OK) != 0)
			return;
	}
}

static int exchange(struct repair *r, struct err *err)
{
	find_kept(r);
	int status = move(r->place, buf_cstr(&r->kept), "", err);
	if (status == 0)
		status = move(r->place, buf_cstr(&r->kept), "-wal", err);
	if (status == 0)
		status = move(r->place, buf_cstr(&r->kept), "-shm", err);
	return status == 0 ? move(buf_cstr(&r->new), r->place, "", err) : status;
}

/* What a newer version keeps this one does not know, and would lose. */
static int look_at_version(struct repair *r, struct err *err)
{
	int64_t version = 0;
	sqlite3_stmt *statement = NULL;
	sqlite3_prepare_v2(r->old, "SELECT user_version FROM pragma_user_version, pragma_application_id WHERE application_id=?",
	                   -1, &statement, NULL);
	sqlite3_bind_int64(statement, 1, SCHEMA_APPLICATION);
	if (statement != NULL && sqlite3_step(statement) == SQLITE_ROW)
		version = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	if (version <= SCHEMA_VERSION)
		return 0;
	return err_set(err, ERR_INPUT, "the library '%s' is of a newer jarida: repair it with that one", r->place);
}

static int repair(struct repair *r, struct err *err)
{
	char reason[ERR_REASON_B];
	if (access(r->place, R_OK) != 0)
		return err_set(err, errno == ENOENT ? ERR_NO_MATCH : ERR_INPUT, "cannot read the library '%s': %s", r->place,
		               err_reason(errno, reason));
	remove_library(buf_cstr(&r->new));
	int status = library_open(&r->library, buf_cstr(&r->new), LIBRARY_CREATE, err);
	if (status == 0)
		status = run(r, "PRAGMA wal_checkpoint(TRUNCATE)", err);
	if (status == 0)
		status = salvage_open(r->place, buf_cstr(&r->copy), r->library, &r->old, err);
	if (status == 0)
		status = look_at_version(r, err);
	if (status == 0)
		status = fill(r, err);
	if (status == 0)
		status = db_number(r->library, STATEMENT_COUNT_FEEDS, 0, &r->report->feeds, err, "");
	sqlite3_close(r->old);
	library_close(r->library);
	return status == 0 ? exchange(r, err) : status;
}

int library_repair(const char *place, const struct check_listener *listener, struct check_report *report,
                   struct err *err)
{
	struct repair r = {.place = place, .listener = listener, .report = report};
	struct buf line;
	*report = (struct check_report){0};
	buf_init(&r.new, BUF_NO_MAX);
	buf_init(&r.copy, BUF_NO_MAX);
	buf_init(&r.kept, BUF_NO_MAX);
	buf_init(&line, BUF_NO_MAX);
	buf_addf(&r.new, "%s.repair", place);
	buf_addf(&r.copy, "%s.repair-copy", place);
	int status = repair(&r, err);
	remove_library(buf_cstr(&r.copy));
	if (status == 0) {
		buf_addf(&line, "the damaged library is kept as %s", buf_cstr(&r.kept));
		say_line(listener, buf_cstr(&line));
	} else {
		remove_library(buf_cstr(&r.new));
	}
	buf_done(&line);
	buf_done(&r.new);
	buf_done(&r.copy);
	buf_done(&r.kept);
	return status;
}

#include "config.h"

#include "library/key.h"
#include "library/listing.h"
#include "library/where.h"

#include <stdio.h>
#include <string.h>

static bool has_range(const struct selection *s)
{
	return s->since != 0 || s->before != 0;
}

bool select_needs_row(const struct listing *listing)
{
	const struct selection *s = &listing->selection;
	return s->feed != 0 || s->source.n > 0 || s->lang.n > 0 || has_range(s) || s->where != NULL;
}

/* What is asked of marks. */
static void filter_marks(const struct listing *listing, const char *id, struct buf *sql)
{
	const struct selection *s = &listing->selection;
	int all = s->unread << BITS_UNREAD | s->starred << BITS_STARRED, none = 0;
	if (all == 0 && listing->deleted)
		none |= 1 << BITS_DELETED;
	if (s->collapsed && !listing->deleted)
		none |= 1 << BITS_LATER;
	if (all != 0 || none != 0)
		buf_addf(sql, " AND has_marks(%d, %d, %s)", all, none, id);
	/* Not where the first one is deleted: looked up of later prints alone, and where anything is. */
	if (s->collapsed && listing->deleted)
		buf_addf(sql, " AND (NOT has_mark(%d, %s) OR has_mark(%d, (SELECT p.same FROM article p WHERE p.id=%s)))",
		         BITS_LATER, id, BITS_DELETED, id);
}

/* The conditions, each begun with AND; id is the expression for the article's id. */
void select_filters(const struct listing *listing, const char *id, struct buf *sql)
{
	const struct selection *s = &listing->selection;
	filter_marks(listing, id, sql);
	if (s->feed != 0)
		buf_addf(sql, " AND a.feed=:feed");
	if (s->source.n > 0)
		buf_addf(sql, " AND a.source=:source");
	if (s->lang.n > 0)
		buf_addf(sql, " AND a.lang=:lang");
	if (s->since != 0)
		buf_addf(sql, " AND a.time>=:since");
	if (s->before != 0)
		buf_addf(sql, " AND a.time<:before");
	if (s->tag.n > 0)
		buf_addf(sql, " AND EXISTS(SELECT 1 FROM tagged t WHERE t.tag=:tag AND t.article=%s)", id);
	if (s->where != NULL) {
		buf_addf(sql, " AND ");
		where_add(s->where, id, sql);
	}
	bool looks = listing->asks && listing->asked.looks;
	if (looks && listing->hits_known)
		buf_addf(sql, " AND is_hit(:listing, %s)", id);
	if ((listing->asks && listing->asked.verify) || (looks && !listing->hits_known))
		buf_addf(sql, " AND text_meets(:listing, %s)", id); /* the last: it reads the article */
}

const char *select_id(const struct listing *listing, enum base base)
{
	return base == BASE_TEXT && !select_needs_row(listing) ? "d.article" : "a.id";
}

void select_hit(const struct listing *listing, const char *id, struct buf *sql)
{
	if (!listing->asks || listing->asked.looks) /* then it is filtered anyway */
		return;
	if (listing->hits_known)
		buf_addf(sql, " AND is_hit(:listing, %s)", id);
	else
		buf_addf(sql, " AND EXISTS(SELECT 1 FROM fulltext f WHERE f.fulltext MATCH :match "
		              "AND f.rowid=(SELECT docid FROM doc WHERE article=%s LIMIT 1))", id);
}

/* Documents, by their words; their numbers are never before the time of the article, and hardly ever long after. */
static void from_text(const struct listing *listing, struct buf *sql)
{
	const struct selection *s = &listing->selection;
	enum { BEHIND_S = 64 * 86400 };
	buf_addf(sql, "fulltext f CROSS JOIN doc d ON d.docid=f.rowid ");
	if (select_needs_row(listing))
		buf_addf(sql, "CROSS JOIN article a ON a.id=d.article ");
	buf_addf(sql, "WHERE f.fulltext MATCH :match");
	if (!select_needs_row(listing))
		buf_addf(sql, " AND d.article>0");
	if (s->since > 1)
		buf_addf(sql, " AND f.rowid>=:since");
	if (s->before != 0)
		buf_addf(sql, " AND f.rowid<max(:before, 1)+%d", BEHIND_S);
}

static enum base base_of_rows(const struct listing *listing)
{
	const struct selection *s = &listing->selection;
	if (s->feed != 0)
		return BASE_FEED;
	if (s->source.n > 0)
		return BASE_SOURCE;
	return s->lang.n > 0 ? BASE_LANG : BASE_TIME;
}

enum base select_base(const struct listing *listing)
{
	return listing->asks && !listing->asked.begins ? BASE_TEXT : base_of_rows(listing);
}

enum base select_base_of_all(const struct listing *listing)
{
	return listing->asks && listing->asked.looks ? base_of_rows(listing) : select_base(listing);
}

void select_from(const struct listing *listing, enum base base, struct buf *sql)
{
	static const char *const from[] = {
		[BASE_ALL] = "article a NOT INDEXED WHERE 1",
		[BASE_TIME] = "article a INDEXED BY article_time WHERE 1",
		[BASE_FEED] = "article a INDEXED BY article_feed WHERE 1",
		[BASE_SOURCE] = "article a INDEXED BY article_source WHERE 1",
		[BASE_LANG] = "article a INDEXED BY article_lang WHERE 1",
		[BASE_TAG] = "tagged g CROSS JOIN article a ON a.id=g.article WHERE g.tag=:tag",
		[BASE_BITS] = "article a NOT INDEXED WHERE a.id=:id",
	};
	if (base == BASE_TEXT)
		from_text(listing, sql);
	else
		buf_addf(sql, "%s", from[base]);
}

const char *select_number(const struct listing *listing)
{
	switch (listing->selection.sort) {
	case SORT_DATE:
		return text_walks(listing) ? "(SELECT docid FROM doc WHERE article=a.id LIMIT 1)" : "a.time";
	case SORT_SOURCE:
		return "a.time";
	case SORT_SIZE:
		return "a.size";
	default:
		return "0";
	}
}

sqlite3_stmt *select_prepare(struct listing *listing, struct buf *sql, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v3(listing->library->db, buf_cstr(sql), (int)sql->n, SQLITE_PREPARE_PERSISTENT,
	                              &statement, NULL);
	if (code != SQLITE_OK)
		db_error(listing->library, err);
	return statement;
}

void select_bind_number(sqlite3_stmt *statement, const char *name, int64_t number)
{
	int i = sqlite3_bind_parameter_index(statement, name);
	if (i > 0)
		sqlite3_bind_int64(statement, i, number);
}

void select_bind_text(sqlite3_stmt *statement, const char *name, const char *text)
{
	int i = sqlite3_bind_parameter_index(statement, name);
	if (i > 0)
		sqlite3_bind_text(statement, i, text, -1, SQLITE_TRANSIENT);
}

void select_bind(struct listing *listing, sqlite3_stmt *statement)
{
	const struct selection *s = &listing->selection;
	select_bind_number(statement, ":feed", s->feed);
	select_bind_number(statement, ":source", listing->source);
	select_bind_number(statement, ":tag", listing->tag);
	select_bind_number(statement, ":since", s->since);
	select_bind_number(statement, ":before", s->before);
	if (s->where != NULL)
		where_bind(s->where, statement);
	int i = sqlite3_bind_parameter_index(statement, ":lang");
	if (i > 0)
		sqlite3_bind_text64(statement, i, s->lang.p, s->lang.n, SQLITE_STATIC, SQLITE_UTF8);
	i = sqlite3_bind_parameter_index(statement, ":match");
	if (i > 0)
		sqlite3_bind_text64(statement, i, listing->asked.match.p, listing->asked.match.n, SQLITE_STATIC,
		                    SQLITE_UTF8);
	i = sqlite3_bind_parameter_index(statement, ":listing");
	if (i > 0)
		sqlite3_bind_pointer(statement, i, listing, "listing", NULL);
}

bool listing_descends(const struct listing *listing)
{
	return (listing->selection.sort != SORT_TITLE) != listing->selection.reverse;
}

int select_each(struct listing *listing, struct buf *sql, void (*each)(void *to, int64_t id), void *to,
                struct err *err)
{
	sqlite3_stmt *statement = select_prepare(listing, sql, err);
	buf_done(sql);
	if (statement == NULL)
		return ERR_INPUT;
	select_bind(listing, statement);
	int status;
	while ((status = db_next(listing->library, statement, err)) > 0)
		each(to, sqlite3_column_int64(statement, 0));
	sqlite3_finalize(statement);
	return status;
}

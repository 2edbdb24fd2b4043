#include "config.h"

#include "base/mem.h"
#include "library/index.h"
#include "library/listing.h"
#include "library/rows.h"
#include "library/vocabulary.h"
#include "words/finder.h"

#include <stdlib.h>

/* What a selection by words is: a question to the index, and the articles that answer it. */

#ifdef JARIDA_TINY
enum { HITS_KEPT = 2 };
#else
enum { HITS_KEPT = 2000 }; /* of more, all are kept as bits: an order is walked sooner than so many are sorted into it */
#endif
enum {
	RANKED = 10000,         /* the newest ones that answer */
	MANY_DOCUMENTS = 250000 /* of which the table is large */
};

void text_init(struct listing *listing)
{
	struct selection *s = &listing->selection;
	buf_init(&listing->asked.match, BUF_NO_MAX);
	if (s->expr != NULL && s->expr->kind == EXPR_ALL)
		s->expr = NULL;
	if (s->expr == NULL && s->sort == SORT_RANK)
		s->sort = SORT_DATE; /* nothing tells them apart */
}

void text_done(struct listing *listing)
{
	buf_done(&listing->asked.match);
	finder_free(listing->finder);
	free(listing->hits);
	bits_done(&listing->hit_bits);
}

/* A beginning would be joined anew for each page: all that answer are found once. */
bool text_walks(const struct listing *listing)
{
	return listing->asks && listing->selection.sort == SORT_DATE && !listing->asked.begins;
}

/* --- the question --- */

static void forget_hits(struct listing *listing)
{
	listing->n_hits = 0;
	listing->hits_known = listing->hits_many = false;
	listing->hits_below = INT64_MAX;
	bits_done(&listing->hit_bits);
	listing_forget_queries(listing); /* they ask the bits, or the index */
}

static enum ask_how how_to_ask(const struct selection *s)
{
	if (s->typing)
		return ASK_TYPED;
	return s->sort == SORT_RANK ? ASK_RANKED : ASK_WALKED;
}

int text_look(struct listing *listing, struct err *err)
{
	struct selection *s = &listing->selection;
	int64_t state;
	if (s->expr == NULL)
		return 0;
	int status = index_state(listing->library, &state, err);
	if (status != 0 || (listing->asked_known && state == listing->asked_state))
		return status;
	forget_hits(listing);
	status = fulltext_ready(listing->library, err);
	db_want_memory(listing->library, MEMORY_TO_SEARCH);
	if (status == 0)
		status = vocabulary_follow(listing->library, state, err);
	if (status == 0)
		status = ask_make(listing->library, s->expr, s->level, how_to_ask(s), &listing->asked, err);
	if (status == 0 && (listing->asked.verify || listing->asked.looks) && listing->finder == NULL)
		listing->finder = finder_new(s->expr, s->level, vocabulary_stems(listing->library));
	listing->asks = status == 0 && listing->asked.says;
	listing->asked_known = status == 0;
	listing->asked_state = state;
	return status;
}

/* --- an article itself --- */

enum { MAX_TEXTS = 1 << 20 };

bool text_meets(struct listing *listing, int64_t id)
{
	struct article *article;
	struct str *texts = NULL;
	size_t n = 0, cap = 0;
	int64_t time;
	uint64_t key;
	if (listing->finder == NULL || article_load(listing->library, id, &article, &time, NULL) != 0)
		return false;
	const struct article_meta *meta = article_meta(article);
	texts = xgrow(texts, n, &cap, sizeof *texts);
	texts[n++] = meta->title;
	texts = xgrow(texts, n, &cap, sizeof *texts);
	texts[n++] = meta->kicker;
	for (bool there = article_first(article, &key); there && n < MAX_TEXTS; there = article_next(article, &key)) {
		texts = xgrow(texts, n, &cap, sizeof *texts);
		texts[n++] = article_paragraph(article, key).text;
	}
	bool meets = finder_meets(listing->finder, vocabulary_stems(listing->library), texts, n, 1);
	article_free(article);
	free(texts);
	return meets;
}

/* --- all that answer, for orders that are not the index's own, and to be counted --- */

static void add_hit(void *to, int64_t id)
{
	struct listing *listing = to;
	bits_set(&listing->hit_bits, id, true);
	listing->hits_many = listing->n_hits == HITS_KEPT;
	if (listing->hits_many)
		return;
	listing->hits = xgrow(listing->hits, listing->n_hits, &listing->cap_hits, sizeof *listing->hits);
	listing->hits[listing->n_hits++] = id;
}

static int find_hits(struct listing *listing, struct err *err)
{
	struct buf sql;
	buf_init(&sql, BUF_NO_MAX);
	buf_addf(&sql, "SELECT d.article FROM fulltext f CROSS JOIN doc d ON d.docid=f.rowid "
	               "WHERE f.fulltext MATCH :match AND d.article>0");
	return select_each(listing, &sql, add_hit, listing, err);
}

/* The question put otherwise, until the one kept is put back. */
static int ask_otherwise(struct listing *listing, enum ask_how how, struct asked *kept, struct err *err)
{
	const struct selection *s = &listing->selection;
	*kept = listing->asked;
	buf_init(&listing->asked.match, BUF_NO_MAX);
	return ask_make(listing->library, s->expr, s->level, how, &listing->asked, err);
}

static void put_back(struct listing *listing, const struct asked *kept)
{
	buf_done(&listing->asked.match);
	listing->asked = *kept;
}

/* All beginnings are asked. */
static int find_hits_whole(struct listing *listing, struct err *err)
{
	struct asked kept;
	int status = ask_otherwise(listing, ASK_WHOLE, &kept, err);
	if (status == 0)
		status = find_hits(listing, err);
	put_back(listing, &kept);
	return status;
}

/* The documents that answer, below a number, the highest first. */
static sqlite3_stmt *walk_below(struct listing *listing, struct err *err)
{
	struct buf sql;
	buf_init(&sql, BUF_NO_MAX);
	buf_addf(&sql, "SELECT f.rowid, d.article FROM fulltext f CROSS JOIN doc d ON d.docid=f.rowid "
	               "WHERE f.fulltext MATCH :match AND d.article>0 AND f.rowid<:number ORDER BY f.rowid DESC");
	sqlite3_stmt *walk = select_prepare(listing, &sql, err);
	buf_done(&sql);
	if (walk == NULL)
		return NULL;
	select_bind(listing, walk);
	select_bind_number(walk, ":number", listing->hits_below);
	return walk;
}

/* Of all that may answer, look at those that are not among the ones that do. */
static int sift(struct listing *listing, sqlite3_stmt *all, sqlite3_stmt *some, struct err *err)
{
	struct library *library = listing->library;
	int status, more = db_next(library, some, err);
	while (more >= 0 && (status = db_next(library, all, err)) > 0) {
		int64_t document = sqlite3_column_int64(all, 0), id = sqlite3_column_int64(all, 1);
		while (more > 0 && sqlite3_column_int64(some, 0) > document)
			more = db_next(library, some, err);
		bool answers = (more > 0 && sqlite3_column_int64(some, 0) == document) || text_meets(listing, id);
		if (more < 0 || library->hurried) /* what was looked at may not have been read */
			return more < 0 ? more : err_set(err, ERR_BUSY, "somebody waits");
		if (answers)
			add_hit(listing, id);
		listing->hits_below = document;
	}
	return more < 0 ? more : status;
}

/* What most articles have: hardly any is to be looked at. Given up (library_give_way), it goes on where it was. */
static int find_hits_of_most(struct listing *listing, struct err *err)
{
	struct asked kept;
	sqlite3_stmt *all = walk_below(listing, err), *some = NULL;
	int status = ask_otherwise(listing, ASK_SOME, &kept, err);
	if (status == 0)
		some = walk_below(listing, err);
	if (status == 0)
		status = all == NULL || some == NULL ? ERR_INPUT : sift(listing, all, some, err);
	sqlite3_finalize(all);
	sqlite3_finalize(some);
	put_back(listing, &kept);
	return status;
}

int text_hits(struct listing *listing, struct err *err)
{
	int status;
	if (listing->hits_known)
		return 0;
	if (!listing->asked.most || listing->hits_below == INT64_MAX)
		forget_hits(listing);
	if (listing->asked.most)
		status = find_hits_of_most(listing, err);
	else if (listing->asked.looks)
		status = find_hits_whole(listing, err);
	else
		status = find_hits(listing, err);
	listing->hits_known = status == 0;
	return status;
}

int text_all(struct listing *listing, struct err *err)
{
	return listing->asks && listing->asked.looks ? text_hits(listing, err) : 0;
}

/* --- by rank --- */

double listing_score(struct listing *listing, const struct article_row *row)
{
	struct row_place place;
	listing_place(listing, row, &place);
	return listing->selection.sort == SORT_RANK ? (double)place.number / SCORE_ONE : 0;
}

int text_rank(struct listing *listing, struct err *err)
{
	struct library *library = listing->library;
	struct buf sql;
	int64_t documents;
	if (vocabulary_documents(library, &documents, NULL) == 0 && documents >= MANY_DOCUMENTS)
		db_want_memory(library, MEMORY_TO_RANK);
	buf_init(&sql, BUF_NO_MAX);
	buf_addf(&sql, "SELECT %s, relevance(fulltext, d.length) FROM ", select_id(listing, BASE_TEXT));
	select_from(listing, BASE_TEXT, &sql);
	select_filters(listing, select_id(listing, BASE_TEXT), &sql);
	buf_addf(&sql, " ORDER BY f.rowid DESC LIMIT %d", RANKED);
	sqlite3_stmt *statement = select_prepare(listing, &sql, err);
	buf_done(&sql);
	if (statement == NULL)
		return ERR_INPUT;
	select_bind(listing, statement);
	library->ranking = &listing->asked.ranking;
	int status;
	while ((status = db_next(library, statement, err)) > 0)
		set_add(listing, (struct entry){.id = sqlite3_column_int64(statement, 0),
		                                .number = (int64_t)(sqlite3_column_double(statement, 1) * SCORE_ONE),
		                                .text = ""});
	library->ranking = NULL;
	sqlite3_finalize(statement);
	return status;
}

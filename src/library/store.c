#include "config.h"

#include "library/store.h"

#include "library/body.h"
#include "library/db.h"
#include "library/index.h"
#include "library/journal.h"
#include "library/key.h"
#include "library/ready.h"

#include <stdio.h>
#include <string.h>

/* What is known of the story that is being stored. */
struct storing {
	struct ready *ready;
	const struct article_meta *meta;
	struct provenance provenance; /* without a feed that is not there any more */
	int64_t source_feed; /* of the source; provenance.feed is that of the story, which an exported one names */
	int64_t file, parent, source, same;
	struct identity identity;
};

/* The row that an article has. */
struct state {
	bool there;
	int64_t text, feed, flags, time, parent;
	char title_key[SORT_KEY_MAX_B + 1];
};

int64_t store_seconds(const struct date *date)
{
	/* Days since 1970 of a day in the Gregorian calendar, with years that begin in March. */
	int64_t year = date->month <= 2 ? date->year - 1 : date->year;
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t year_of_era = year - era * 400;
	int64_t day_of_year = (153 * (date->month + (date->month > 2 ? -3 : 9)) + 2) / 5 + date->day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	int64_t days = era * 146097 + day_of_era - 719468;
	int64_t seconds = days * 86400;
	if (date->has_time)
		seconds += date->hour * 3600 + date->minute * 60 + date->second - (int64_t)date->offset_min * 60;
	return seconds;
}

int store_count(struct library *library, int64_t feed, int64_t articles, int64_t unread, struct err *err)
{
	if (feed == 0 || (articles == 0 && unread == 0))
		return 0;
	return db_run(library, STATEMENT_COUNT, err, "iii", articles, unread, feed);
}

/* The number of a source, made when it is new. Its key is one that no other has: the order needs no second thought. */
static int find_source(struct library *library, struct str name, int64_t *id, struct err *err)
{
	char key[SORT_KEY_MAX_B + 1];
	int status = db_number(library, STATEMENT_SOURCE, 0, id, err, "s", name);
	if (status != 0 || *id != 0)
		return status;
	size_t n = key_of(name, key);
	int64_t taken;
	status = db_number(library, STATEMENT_SOURCE_TAKEN, 0, &taken, err, "s", (struct str){key, n});
	if (status != 0)
		return status;
	if (taken != 0) {
		enum { SUFFIX_B = 20 };
		n = n < SORT_KEY_MAX_B - SUFFIX_B ? n : SORT_KEY_MAX_B - SUFFIX_B;
		while (n > 0 && ((unsigned char)key[n] & 0xC0) == 0x80)
			n--;
		n += (size_t)snprintf(key + n, SUFFIX_B, " %lld", (long long)sqlite3_total_changes64(library->db));
	}
	status = db_run(library, STATEMENT_ADD_SOURCE, err, "ss", name, (struct str){key, n});
	*id = sqlite3_last_insert_rowid(library->db);
	return status;
}

static int find_file(struct library *library, struct str path, int64_t *id, struct err *err)
{
	*id = 0;
	if (path.n == 0)
		return 0;
	int status = db_number(library, STATEMENT_FILE_ID, 0, id, err, "s", path);
	if (status == 0 && *id == 0) {
		status = db_run(library, STATEMENT_ADD_FILE, err, "s", path);
		*id = sqlite3_last_insert_rowid(library->db);
	}
	return status;
}

static int64_t flags_of(const struct article_meta *meta)
{
	int64_t flags = 0;
	if (meta->date.year != 0)
		flags |= ROW_DATED;
	if (meta->date.year != 0 && meta->date.has_time)
		flags |= ROW_CLOCK;
	if (meta->dir == DIR_RTL)
		flags |= ROW_RTL;
	if (meta->teaser)
		flags |= ROW_TEASER;
	return flags;
}

static int load_state(struct library *library, int64_t id, struct state *state, struct err *err)
{
	sqlite3_stmt *row;
	*state = (struct state){0};
	if (id == 0)
		return 0;
	int status = db_get(library, STATEMENT_STATE, err, &row, "i", id);
	if (status > 0) {
		state->there = true;
		state->text = sqlite3_column_int64(row, 0);
		state->feed = sqlite3_column_int64(row, 1);
		state->flags = sqlite3_column_int64(row, 2);
		state->time = sqlite3_column_int64(row, 3);
		key_of(db_text(row, 5), state->title_key);
		state->parent = sqlite3_column_int64(row, 6);
		status = 0;
	}
	db_end(row);
	return status;
}

/* Body, sort key of the title, hashes: what stands in tables of their own. */
static int store_rest(struct library *library, struct storing *s, int64_t id, int64_t time, const char *old_key,
                      struct err *err)
{
	char key[SORT_KEY_MAX_B + 1];
	struct str title_key = {key, key_of(s->meta->title, key)};
	int status = body_store(library, id, buf_str(&s->ready->packed), err);
	bool moved = old_key == NULL || strcmp(old_key, key) != 0;
	if (status == 0 && moved && old_key != NULL)
		status = db_run(library, STATEMENT_REMOVE_TITLE, err, "si", str_of(old_key), id);
	if (status == 0 && moved)
		status = db_run(library, STATEMENT_ADD_TITLE, err, "si", title_key, id);
	if (status == 0)
		status = identity_note(library, &s->identity, id, err);
	if (status == 0)
		status = index_take(library, id, time, s->ready, old_key != NULL, err);
	return status;
}

/* What its reader had done with it in another library; no step of the journal, which begins with the article. */
static int add_marks(struct library *library, const struct article_meta *meta, int64_t id, struct err *err)
{
	struct str rest = meta->tags, tag;
	bool changed;
	int status = 0;
	bits_set(&library->bits[BITS_UNREAD], id, !meta->read);
	bits_set(&library->bits[BITS_STARRED], id, meta->starred);
	while (status == 0 && str_next_line(&rest, &tag)) {
		if (str_trim(tag).n > 0)
			status = tag_set(library, id, str_trim(tag), true, &changed, err);
	}
	if (status == 0 && meta->exported && meta->placed)
		status = db_run(library, STATEMENT_SET_PLACE, err, "iii", id, (int64_t)meta->place_key,
		                (int64_t)meta->place_cp);
	return status;
}

static int add_article(struct library *library, struct storing *s, int64_t *id, struct err *err)
{
	const struct article_meta *meta = s->meta;
	int64_t stored = meta->exported && meta->stored.year != 0 ? store_seconds(&meta->stored) : s->provenance.time;
	int64_t time = meta->date.year != 0 ? store_seconds(&meta->date) : stored;
	int status = db_run(library, STATEMENT_ADD_ARTICLE, err, "ziiiiizizzzsss", *id, time, stored,
	                    flags_of(meta), (int64_t)article_size_b(s->ready->story), s->identity.text,
	                    s->provenance.feed, s->source, s->file, s->parent, s->same, meta->lang, meta->title,
	                    meta->url);
	if (status != 0)
		return status;
	*id = sqlite3_last_insert_rowid(library->db);
	bits_set(&library->bits[BITS_GONE], *id, false);
	status = add_marks(library, meta, *id, err);
	if (status == 0)
		status = store_rest(library, s, *id, time, NULL, err);
	if (status == 0)
		status = store_count(library, s->provenance.feed, 1, !meta->read, err);
	return status;
}

/* The new text under the old id; a date that is known stays when the new text has none. */
static int change_article(struct library *library, struct storing *s, int64_t id, const struct state *old,
                          struct err *err)
{
	const struct article_meta *meta = s->meta;
	enum { OF_DATE = ROW_DATED | ROW_CLOCK };
	int64_t flags = flags_of(meta), time = old->time;
	if (flags & ROW_DATED)
		time = store_seconds(&meta->date);
	else
		flags |= old->flags & OF_DATE;
	int64_t parent = s->parent != 0 ? s->parent : old->parent;
	int status = db_run(library, STATEMENT_CHANGE_ARTICLE, err, "iiiiizsssi", time, flags,
	                    (int64_t)article_size_b(s->ready->story), s->identity.text, s->source, parent, meta->lang,
	                    meta->title, meta->url, id);
	return status == 0 ? store_rest(library, s, id, time, old->title_key, err) : status;
}

/* Known from a file or another address, now also from a feed: it is the feed's from then on. */
static int join_feed(struct library *library, const struct storing *s, int64_t id, const struct state *old,
                     struct err *err)
{
	if (old->feed != 0 || s->provenance.feed == 0)
		return 0;
	int status = db_run(library, STATEMENT_CHANGE_FEED_OF, err, "ii", s->provenance.feed, id);
	if (status == 0)
		status = store_count(library, s->provenance.feed, 1, bits_has(&library->bits[BITS_UNREAD], id), err);
	return status;
}

/* Deleted, and added again by hand: back as a new one. */
static int bring_back(struct library *library, int64_t id, const struct state *old, struct err *err)
{
	bits_set(&library->bits[BITS_DELETED], id, false);
	bits_set(&library->bits[BITS_UNREAD], id, true);
	return store_count(library, old->feed, 1, 1, err);
}

static bool is_better(const struct storing *s, const struct state *old)
{
	if (old->text == s->identity.text || s->identity.by_text)
		return false;
	/* The whole text, once it is here, is not given up for its summary. */
	return !s->meta->teaser || old->flags & ROW_TEASER;
}

static int store_known(struct library *library, struct storing *s, struct stored_story *stored,
                       const struct state *old, struct err *err)
{
	bool deleted = bits_has(&library->bits[BITS_DELETED], stored->id);
	stored->what = STORED_KNOWN;
	if ((deleted || !old->there) && s->source_feed != 0)
		return 0; /* what was deleted does not come again with the next fetch */
	if (!old->there) {
		stored->what = STORED_NEW;
		return add_article(library, s, &stored->id, err);
	}
	int status = join_feed(library, s, stored->id, old, err);
	if (status == 0 && deleted) {
		stored->what = STORED_NEW;
		status = bring_back(library, stored->id, old, err);
	}
	if (status != 0)
		return status;
	if (!is_better(s, old))
		return identity_note(library, &s->identity, stored->id, err);
	if (!deleted)
		stored->what = STORED_UPDATED;
	return change_article(library, s, stored->id, old, err);
}

/* An article that another library had from a feed is that feed's here, if it is subscribed. */
static int find_feed(struct library *library, struct storing *s, struct err *err)
{
	s->provenance.feed = s->source_feed;
	if (s->source_feed != 0 || s->meta->feed.n == 0)
		return 0;
	return db_number(library, STATEMENT_FEED_AT, 0, &s->provenance.feed, err, "s", s->meta->feed);
}

static int store_story(struct library *library, struct storing *s, struct stored_story *stored, struct err *err)
{
	struct state old;
	int status = find_feed(library, s, err);
	if (status != 0)
		return status;
	s->identity.text = s->ready->text;
	s->identity.text_b = s->ready->text_b;
	identity_of(library, s->ready->story, &s->provenance, &s->identity);
	status = identity_find(library, &s->identity, s->meta->url, &stored->id, &s->same, err);
	if (status == 0)
		status = load_state(library, stored->id, &old, err);
	if (status == 0)
		status = find_source(library, s->meta->source, &s->source, err);
	if (status != 0)
		return status;
	stored->what = STORED_NEW;
	if (stored->id != 0)
		status = store_known(library, s, stored, &old, err);
	else
		status = add_article(library, s, &stored->id, err);
	if (status == 0 && s->file != 0)
		status = db_run(library, STATEMENT_FILE_FIRST, err, "ii", stored->id, s->file);
	return status;
}

/* A feed that was left while it was fetched is none. */
static int begin_storing(struct library *library, const struct provenance *provenance, struct storing *s,
                         struct err *err)
{
	s->provenance = *provenance;
	int status = bits_load_all(library, err);
	if (status == 0 && provenance->feed != 0)
		status = db_number(library, STATEMENT_HAS_FEED, 0, &s->provenance.feed, err, "i", provenance->feed);
	s->source_feed = s->provenance.feed;
	if (status == 0)
		status = find_file(library, provenance->file, &s->file, err);
	return status;
}

/* The story by itself: what was prepared of it, or is made now. */
static int make_ready(struct library *library, struct article *story, struct prepared *prepared, size_t i,
                      struct storing *s, struct err *err)
{
	s->ready = prepared != NULL ? prepared_story(prepared, i) : library->ready;
	if (prepared == NULL) {
		ready_begin(s->ready, story);
		ready_story(s->ready, library->hash_key);
	}
	s->meta = article_meta(story);
	return s->ready->packed.full ? err_set(err, ERR_INPUT, "a text is too large for the library") : 0;
}

static int store_list(struct library *library, const struct story_list *list, struct prepared *prepared,
                      struct storing *s, struct stored_story *stored, struct err *err)
{
	int status = 0;
	for (size_t i = 0; i < list->n && status == 0; i++) {
		stored[i].id = 0;
		status = make_ready(library, list->stories[i], prepared, i, s, err);
		int parent = s->meta->parent;
		s->parent = parent >= 0 && (size_t)parent < i ? stored[parent].id : 0;
		if (status == 0)
			status = store_story(library, s, &stored[i], err);
		if (status == 0 && stored[i].what == STORED_NEW)
			status = links_resolve(library, &s->identity, stored[i].id, err);
	}
	for (size_t i = 0; i < list->n && status == 0; i++)
		if (stored[i].what != STORED_KNOWN)
			status = links_store(library, list->stories[i], stored[i].id, stored, list->n, err);
	return status;
}

int library_store_prepared(struct library *library, const struct story_list *list, struct prepared *prepared,
                           const struct provenance *provenance, struct stored_story *stored, struct err *err)
{
	struct storing s = {0};
	if (!ready_fits(list))
		return err_set(err, ERR_INPUT, "a text of more than %d MB is too large for the library", TEXT_MAX_B >> 20);
	int status = db_change(library, err);
	if (status != 0)
		return status;
	status = begin_storing(library, provenance, &s, err);
	if (status == 0)
		status = store_list(library, list, prepared, &s, stored, err);
	status = db_change_end(library, status, err);
	if (status == 0 && !library->begun)
		bodies_learn(library);
	return status;
}

int library_store(struct library *library, const struct story_list *list, const struct provenance *provenance,
                  struct stored_story *stored, struct err *err)
{
	return library_store_prepared(library, list, NULL, provenance, stored, err);
}

bool library_knows_file(struct library *library, struct str path, int64_t size_b, int64_t mtime_ns)
{
	int64_t known;
	int status = db_number(library, STATEMENT_FILE, 0, &known, NULL, "sii", path, size_b, mtime_ns);
	return status == 0 && known != 0;
}

int library_note_file(struct library *library, struct str path, int64_t size_b, int64_t mtime_ns, struct err *err)
{
	int64_t id;
	int status = db_change(library, err);
	if (status != 0)
		return status;
	status = find_file(library, path, &id, err);
	if (status == 0)
		status = db_run(library, STATEMENT_NOTE_FILE, err, "iii", size_b, mtime_ns, id);
	return db_change_end(library, status, err);
}

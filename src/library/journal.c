#include "config.h"

#include "library/journal.h"

#include "base/mem.h"
#include "library/index.h"
#include "library/key.h"
#include "library/relate.h"
#include "library/rows.h"
#include "library/ties.h"

#include <stdlib.h>
#include <string.h>

#include <zstd.h>

/*
 * A step as bytes, made small by zstd: 'B' and for each chunk that was turned
 * its kind, its number (four bytes, the lowest first) and the bits; or 'T',
 * 1 or 0 for on, the article (eight bytes) and the tag; or 'L', what the tie
 * of two articles was, 1 more, and both (eight bytes each).
 */
enum { RECORD_B = 5 + CHUNK_B, MAX_STEP_B = 256 << 20, PURGE_AT_ONCE = 500 };

void turn_done(struct turn *turn)
{
	for (int kind = 0; kind < N_BITS; kind++)
		bits_done(&turn->turned[kind]);
}

void turn_bit(struct library *library, struct turn *turn, enum bits_kind kind, int64_t id)
{
	struct bits *bits = &library->bits[kind];
	bits_set(bits, id, !bits_has(bits, id));
	bits_set(&turn->turned[kind], id, true);
}

/* --- counting --- */

/* By how much the feed of the article has more. */
static void differences(struct library *library, const struct turn *turn, int64_t id, int64_t *articles, int64_t *unread)
{
	if (bits_has(&turn->turned[BITS_UNREAD], id))
		*unread += bits_has(&library->bits[BITS_UNREAD], id) ? 1 : -1;
	if (bits_has(&turn->turned[BITS_DELETED], id))
		*articles += bits_has(&library->bits[BITS_DELETED], id) ? -1 : 1;
}

/* What is added up for one feed until another one comes. */
struct tally {
	int64_t feed, articles, unread;
};

static int tally_add(struct library *library, struct tally *tally, const struct turn *turn, int64_t feed, int64_t id,
                     struct err *err)
{
	int status = 0;
	if (feed != tally->feed) {
		status = store_count(library, tally->feed, tally->articles, tally->unread, err);
		*tally = (struct tally){.feed = feed};
	}
	differences(library, turn, id, &tally->articles, &tally->unread);
	return status;
}

static int count_one(struct library *library, struct tally *tally, const struct turn *turn, int64_t id,
                     struct err *err)
{
	int64_t feed;
	int status = db_number(library, STATEMENT_FEED_OF, 0, &feed, err, "i", id);
	return status == 0 ? tally_add(library, tally, turn, feed, id, err) : status;
}

static int count_each(struct library *library, struct tally *tally, const struct turn *turn, struct err *err)
{
	const struct bits *unread = &turn->turned[BITS_UNREAD], *deleted = &turn->turned[BITS_DELETED];
	int status = 0;
	for (int64_t id = bits_next(unread, 0); id >= 0 && status == 0; id = bits_next(unread, id + 1))
		status = count_one(library, tally, turn, id, err);
	for (int64_t id = bits_next(deleted, 0); id >= 0 && status == 0; id = bits_next(deleted, id + 1))
		if (!bits_has(unread, id))
			status = count_one(library, tally, turn, id, err);
	return status;
}

/* All articles of feeds, feed by feed: cheaper than one by one when many are turned. */
static int count_all(struct library *library, struct tally *tally, const struct turn *turn, struct err *err)
{
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_BY_FEED, err, &row, "");
	while (status > 0) {
		status = tally_add(library, tally, turn, sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1), err);
		if (status == 0)
			status = db_next(library, row, err);
	}
	db_end(row);
	return status;
}

/* All feeds are read, or unread, but for these few articles. */
static int count_exceptions(struct library *library, bool unread, int64_t given, struct err *err)
{
	const struct bits *bits = library->bits;
	int64_t feed;
	int status = db_run(library, unread ? STATEMENT_ALL_FEEDS_READ : STATEMENT_ALL_FEEDS_UNREAD, err, "");
	for (int64_t id = 1; id <= given && status == 0; id++) {
		if (bits_has(&bits[BITS_UNREAD], id) != unread || bits_has(&bits[BITS_GONE], id) ||
		    bits_has(&bits[BITS_DELETED], id))
			continue;
		status = db_number(library, STATEMENT_FEED_OF, 0, &feed, err, "i", id);
		if (status == 0)
			status = store_count(library, feed, 0, unread ? 1 : -1, err);
	}
	return status;
}

int turn_count_feeds(struct library *library, const struct turn *turn, struct err *err)
{
	enum { ROW_COSTS = 50 /* entries of an index */, FEW = 200 /* of so many */ };
	const struct bits *bits = library->bits;
	struct tally tally = {0};
	int64_t given, turned = turn->turned[BITS_UNREAD].count + turn->turned[BITS_DELETED].count;
	int status = db_number(library, STATEMENT_GIVEN, 0, &given, err, "");
	if (status != 0)
		return status;
	int64_t unread = bits[BITS_UNREAD].count;
	int64_t read = given - bits[BITS_GONE].count - bits[BITS_DELETED].count - unread;
	if (turned <= given / ROW_COSTS)
		status = count_each(library, &tally, turn, err);
	else if (turn->turned[BITS_DELETED].count == 0 && (unread <= given / FEW || read <= given / FEW))
		return count_exceptions(library, unread <= given / FEW, given, err);
	else
		status = count_all(library, &tally, turn, err);
	return status == 0 ? store_count(library, tally.feed, tally.articles, tally.unread, err) : status;
}

/* --- writing --- */

static int add_step(struct library *library, struct str what, const struct buf *bytes, struct err *err)
{
	size_t bound = ZSTD_compressBound(bytes->n);
	char *packed = xmalloc(bound);
	size_t n = ZSTD_compress(packed, bound, bytes->p, bytes->n, 3);
	int status = ZSTD_isError(n)
		? err_set(err, ERR_INPUT, "cannot pack a step: out of memory")
		: db_run(library, STATEMENT_ADD_STEP, err, "sb", what, (struct str){packed, n});
	free(packed);
	return status;
}

static void put_turn(const struct turn *turn, struct buf *out)
{
	buf_add_char(out, 'B');
	for (int kind = 0; kind < N_BITS; kind++) {
		const struct bits *bits = &turn->turned[kind];
		for (size_t i = 0; i < bits->n; i++) {
			if (bits->chunks[i] == NULL)
				continue;
			buf_add_char(out, (char)kind);
			for (int shift = 0; shift < 32; shift += 8)
				buf_add_char(out, (char)(i >> shift));
			char *room = buf_reserve(out, CHUNK_B);
			bits_to_bytes(bits->chunks[i], (unsigned char *)room);
			out->n += CHUNK_B;
		}
	}
}

/* --- forgetting --- */

int article_remove(struct library *library, int64_t id, struct err *err)
{
	char key[SORT_KEY_MAX_B + 1] = "";
	int64_t feed = 0;
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_STATE, err, &row, "i", id);
	if (status > 0) {
		feed = sqlite3_column_int64(row, 1);
		key_of(db_text(row, 5), key);
	}
	db_end(row);
	if (status <= 0)
		return status;
	struct bits *bits = library->bits;
	if (!bits_has(&bits[BITS_DELETED], id))
		status = store_count(library, feed, -1, bits_has(&bits[BITS_UNREAD], id) ? -1 : 0, err);
	else
		status = 0;
	for (int kind = 0; kind < N_BITS; kind++)
		bits_set(&bits[kind], id, kind == BITS_GONE);
	if (status == 0)
		status = relate_inherit(library, id, err);
	if (status == 0)
		status = index_drop(library, id, err);
	if (status == 0)
		status = db_run(library, STATEMENT_REMOVE_TITLE, err, "si", str_of(key), id);
	return status == 0 ? db_run(library, STATEMENT_REMOVE_ARTICLE, err, "i", id) : status;
}

static int read_turn(struct library *library, struct str bytes, struct turn *turn, struct err *err)
{
	if (bytes.n % RECORD_B != 0)
		return db_damaged(library, "a step", err);
	for (; bytes.n > 0; bytes = str_sub(bytes, RECORD_B, bytes.n)) {
		const unsigned char *p = (const unsigned char *)bytes.p;
		uint32_t number = p[1] | (uint32_t)p[2] << 8 | (uint32_t)p[3] << 16 | (uint32_t)p[4] << 24;
		if (p[0] >= BITS_GONE || number >= MAX_CHUNKS)
			return db_damaged(library, "a step", err);
		bits_from_bytes(&turn->turned[p[0]], number, p + 5);
	}
	return 0;
}

/* The bytes of the step that is being looked at. */
static int unpack_step(struct library *library, struct str packed, struct buf *out, struct err *err)
{
	unsigned long long size = ZSTD_getFrameContentSize(packed.p, packed.n);
	char *room = size <= MAX_STEP_B ? buf_reserve(out, (size_t)size) : NULL;
	if (room == NULL || ZSTD_decompress(room, (size_t)size, packed.p, packed.n) != size || size == 0)
		return db_damaged(library, "a step", err);
	out->n = (size_t)size;
	return 0;
}

/* What a step deleted goes for good, so many at once; *done says that nothing is left of it. */
static int purge(struct library *library, struct str packed, bool *done, struct err *err)
{
	struct turn turn = {0};
	struct buf bytes;
	buf_init(&bytes, MAX_STEP_B);
	int status = unpack_step(library, packed, &bytes, NULL), n = 0;
	*done = true;
	if (status == 0 && bytes.p[0] == 'B')
		status = read_turn(library, str_sub(buf_str(&bytes), 1, bytes.n), &turn, NULL);
	buf_done(&bytes);
	if (status != 0)
		return 0; /* what cannot be read deletes nothing */
	const struct bits *deleted = &turn.turned[BITS_DELETED];
	for (int64_t id = bits_next(deleted, 0); id >= 0 && status == 0; id = bits_next(deleted, id + 1)) {
		if (!bits_has(&library->bits[BITS_DELETED], id))
			continue;
		*done = n++ < PURGE_AT_ONCE;
		if (!*done)
			break;
		status = article_remove(library, id, err);
	}
	turn_done(&turn);
	return status;
}

static int forget_oldest(struct library *library, struct err *err)
{
	int64_t count, id = 0;
	bool done = false;
	sqlite3_stmt *row;
	int status = db_number(library, STATEMENT_STEPS, 0, &count, err, "");
	if (status != 0 || count <= STEPS)
		return status;
	status = db_get(library, STATEMENT_FIRST_STEP, err, &row, "");
	if (status > 0) {
		id = sqlite3_column_int64(row, 0);
		status = purge(library, db_blob(row, 2), &done, err);
	}
	db_end(row);
	if (status == 0 && done)
		status = db_run(library, STATEMENT_REMOVE_STEP, err, "i", id);
	return status;
}

int journal_add_turn(struct library *library, const struct turn *turn, const char *what, struct err *err)
{
	if (turn->count == 0)
		return 0;
	struct buf bytes, text;
	buf_init(&bytes, MAX_STEP_B);
	buf_init(&text, BUF_NO_MAX);
	put_turn(turn, &bytes);
	buf_addf(&text, "%lld article%s %s", (long long)turn->count, turn->count == 1 ? "" : "s", what);
	int status = add_step(library, buf_str(&text), &bytes, err);
	buf_done(&text);
	buf_done(&bytes);
	if (status == 0)
		status = turn_count_feeds(library, turn, err);
	return status == 0 ? forget_oldest(library, err) : status;
}

static void put_id(struct buf *out, int64_t id)
{
	for (int shift = 0; shift < 64; shift += 8)
		buf_add_char(out, (char)(id >> shift));
}

static int64_t get_id(struct str bytes)
{
	uint64_t id = 0;
	for (unsigned i = 0; i < 8; i++)
		id |= (uint64_t)(unsigned char)bytes.p[i] << (8 * i);
	return (int64_t)id;
}

int journal_add_tag(struct library *library, int64_t id, struct str tag, bool on, struct err *err)
{
	struct buf bytes, text;
	buf_init(&bytes, BUF_NO_MAX);
	buf_init(&text, BUF_NO_MAX);
	buf_add_char(&bytes, 'T');
	buf_add_char(&bytes, (char)on);
	put_id(&bytes, id);
	buf_add_str(&bytes, tag);
	buf_addf(&text, "tag %s ", on ? "set:" : "taken off:");
	buf_add_str(&text, tag);
	int status = add_step(library, buf_str(&text), &bytes, err);
	buf_done(&text);
	buf_done(&bytes);
	return status == 0 ? forget_oldest(library, err) : status;
}

int journal_add_tie(struct library *library, int64_t a, int64_t b, enum tie before, enum tie now, struct err *err)
{
	static const char *const names[] = {"link let be", "link cut", "link pinned"};
	struct buf bytes;
	buf_init(&bytes, BUF_NO_MAX);
	buf_add_char(&bytes, 'L');
	buf_add_char(&bytes, (char)(before + 1));
	put_id(&bytes, a);
	put_id(&bytes, b);
	int status = add_step(library, str_of(names[now + 1]), &bytes, err);
	buf_done(&bytes);
	return status == 0 ? forget_oldest(library, err) : status;
}

/* --- back --- */

/* Turn the bits again, but those of articles that are gone. */
static int undo_turn(struct library *library, struct str bytes, struct err *err)
{
	struct turn step = {0}, turn = {0};
	int status = read_turn(library, bytes, &step, err);
	for (int kind = 0; kind < BITS_GONE && status == 0; kind++) {
		const struct bits *bits = &step.turned[kind];
		for (int64_t id = bits_next(bits, 0); id >= 0; id = bits_next(bits, id + 1))
			if (!bits_has(&library->bits[BITS_GONE], id))
				turn_bit(library, &turn, (enum bits_kind)kind, id);
	}
	if (status == 0)
		status = turn_count_feeds(library, &turn, err);
	turn_done(&turn);
	turn_done(&step);
	return status;
}

static int undo_tag(struct library *library, struct str bytes, struct err *err)
{
	bool changed;
	if (bytes.n < 9)
		return db_damaged(library, "a step", err);
	int64_t id = get_id(str_sub(bytes, 1, 9));
	if (article_look(library, id, NULL) != 0)
		return 0;
	return tag_set(library, id, str_sub(bytes, 9, bytes.n), !bytes.p[0], &changed, err);
}

static int undo_tie(struct library *library, struct str bytes, struct err *err)
{
	enum tie before;
	if (bytes.n != 17 || bytes.p[0] < 0 || bytes.p[0] > TIE_PINNED + 1)
		return db_damaged(library, "a step", err);
	return tie_set(library, get_id(str_sub(bytes, 1, 9)), get_id(str_sub(bytes, 9, 17)), (enum tie)(bytes.p[0] - 1),
	               &before, err);
}

static int undo_last(struct library *library, int64_t *id, struct buf *bytes, struct buf *what, struct err *err)
{
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_LAST_STEP, err, &row, "");
	if (status > 0) {
		*id = sqlite3_column_int64(row, 0);
		row_add_text(what, db_text(row, 1));
		status = unpack_step(library, db_blob(row, 2), bytes, err);
	} else if (status == 0) {
		status = err_set(err, ERR_NO_MATCH, "nothing to undo");
	}
	db_end(row);
	if (status != 0)
		return status;
	struct str rest = str_sub(buf_str(bytes), 1, bytes->n);
	if (bytes->p[0] == 'L')
		return undo_tie(library, rest, err);
	return bytes->p[0] == 'T' ? undo_tag(library, rest, err) : undo_turn(library, rest, err);
}

int library_undo(struct library *library, struct buf *what, struct err *err)
{
	struct buf bytes;
	int64_t id = 0;
	int status = db_change(library, err);
	if (status != 0)
		return status;
	buf_init(&bytes, MAX_STEP_B);
	status = bits_load_all(library, err);
	if (status == 0)
		status = undo_last(library, &id, &bytes, what, err);
	if (status == 0)
		status = db_run(library, STATEMENT_REMOVE_STEP, err, "i", id);
	buf_done(&bytes);
	return db_change_end(library, status, err);
}

#include "config.h"

#include "ui/hits.h"

#include "base/clock.h"

#include <string.h>

void article_hits_init(struct article_hits *hits, struct shelf *shelf, struct marking *marking)
{
	*hits = (struct article_hits){.shelf = shelf, .marking = marking};
}

static void close_peek(struct article_hits *hits)
{
	if (hits->peeking)
		shelf_peek_done(&hits->peek);
	hits->peeking = false;
	hits->at.id = 0;
}

void article_hits_done(struct article_hits *hits)
{
	close_peek(hits);
}

void article_hits_forget(struct article_hits *hits)
{
	close_peek(hits);
	memset(hits->known, 0, sizeof hits->known);
	hits->now = 1;
	hits->n_wanted = 0;
	hits->version = hits->marking->keywords->version;
}

/* Where it is known, or would be. */
static struct known_hit *slot_of(struct article_hits *hits, struct shelf_ref ref)
{
	size_t at = (size_t)((uint64_t)ref.id * 0x9E3779B97F4A7C15U >> 32);
	struct known_hit *oldest = &hits->known[at % HITS_KNOWN];
	for (size_t i = 0; i < HITS_NEAR; i++) {
		struct known_hit *known = &hits->known[(at + i) % HITS_KNOWN];
		if (known->id == ref.id)
			return known;
		if (hits->now - known->asked > hits->now - oldest->asked)
			oldest = known;
	}
	return oldest;
}

static enum has_hit learn(struct article_hits *hits, struct shelf_ref ref, bool some)
{
	enum has_hit has = some ? HIT_SOME : HIT_NONE;
	*slot_of(hits, ref) = (struct known_hit){ref.id, has, hits->now++};
	return has;
}

enum has_hit article_hits_get(struct article_hits *hits, struct shelf_ref ref, const struct str *title)
{
	if (hits->version != hits->marking->keywords->version)
		article_hits_forget(hits);
	struct known_hit *known = slot_of(hits, ref);
	if (ref.id != 0 && known->id == ref.id) {
		known->asked = hits->now++;
		return known->has;
	}
	if (title != NULL && marking_has(hits->marking, *title))
		return learn(hits, ref, true);
	return HIT_UNKNOWN;
}

/* The next text of the article; false when there are no more. */
static bool next_text(struct article_hits *hits, struct str *text)
{
	struct article *article = hits->peek.article;
	if (!hits->in_body) {
		*text = article_meta(article)->kicker;
		hits->in_body = true;
		return article_first(article, &hits->key);
	}
	*text = article_paragraph(article, hits->key).text;
	return article_next(article, &hits->key);
}

static bool has_text(struct article_hits *hits, struct str text)
{
	/* A long paragraph by pieces, so that no key waits for all of it at once. */
	for (size_t at = 0; at < text.n; at += MARKING_PIECE_B) {
		marking_find_keywords(hits->marking, text, at, at + MARKING_PIECE_B < text.n ? at + MARKING_PIECE_B : text.n);
		if (hits->marking->n > 0)
			return true;
	}
	return false;
}

static bool start(struct article_hits *hits, struct shelf_ref ref)
{
	close_peek(hits);
	hits->at = ref;
	hits->in_body = false;
	hits->peeking = shelf_peek(hits->shelf, ref, &hits->peek);
	return hits->peeking && !article_is_plain(hits->peek.article);
}

enum has_hit article_hits_find(struct article_hits *hits, struct shelf_ref ref, int64_t deadline_ms)
{
	struct str title = shelf_row(hits->shelf, ref).title, text;
	enum has_hit has = article_hits_get(hits, ref, &title);
	if (has != HIT_UNKNOWN)
		return has;
	if (!shelf_same(ref, hits->at) && !start(hits, ref)) {
		close_peek(hits);
		return learn(hits, ref, false);
	}
	for (bool more = true; more;) {
		more = next_text(hits, &text);
		if (has_text(hits, text)) {
			close_peek(hits);
			return learn(hits, ref, true);
		}
		if (more && clock_now_ms() >= deadline_ms)
			return HIT_UNKNOWN;
	}
	close_peek(hits);
	return learn(hits, ref, false);
}

void article_hits_begin(struct article_hits *hits)
{
	hits->n_wanted = 0;
}

void article_hits_want(struct article_hits *hits, struct shelf_ref ref)
{
	if (hits->n_wanted < HITS_WANTED)
		hits->wanted[hits->n_wanted++] = ref;
}

bool article_hits_work(struct article_hits *hits, int64_t deadline_ms)
{
	bool some = false;
	while (hits->n_wanted > 0 && clock_now_ms() < deadline_ms) {
		enum has_hit has = article_hits_find(hits, hits->wanted[0], deadline_ms);
		if (has == HIT_UNKNOWN)
			break;
		if (hits->n_wanted == 0) /* the keywords have become others */
			return true;
		some = some || has == HIT_SOME;
		hits->n_wanted--;
		memmove(&hits->wanted[0], &hits->wanted[1], hits->n_wanted * sizeof hits->wanted[0]);
	}
	return some;
}

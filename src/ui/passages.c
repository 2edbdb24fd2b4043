#include "config.h"

#include "ui/passages.h"

#include "base/clock.h"
#include "base/mem.h"
#include "words/snippet.h"

#include <stdlib.h>

enum { TEXT_MAX_B = 8192 }; /* of a piece: columns are few, but marks may stand on each */

void passages_init(struct passages *passages, struct shelf *shelf)
{
	*passages = (struct passages){.shelf = shelf};
}

static void forget(struct passages *passages)
{
	for (size_t i = 0; passages->kept != NULL && i < PASSAGES_KEPT; i++)
		passages->kept[i].id = 0;
	passages->n_wanted = 0;
}

void passages_done(struct passages *passages)
{
	for (size_t i = 0; passages->kept != NULL && i < PASSAGES_KEPT; i++) {
		buf_done(&passages->kept[i].text);
		hits_free(&passages->kept[i].hits);
	}
	free(passages->kept);
	hits_free(&passages->hits);
	hits_free(&passages->best);
	finder_free(passages->finder);
	stems_free(passages->stems);
	passages_init(passages, NULL);
}

void passages_ask(struct passages *passages, const struct expr *expr, enum level level)
{
	finder_free(passages->finder);
	passages->finder = NULL;
	forget(passages);
	if (expr == NULL)
		return;
	if (level == LEVEL_STEM && passages->stems == NULL)
		passages->stems = stems_new();
	passages->finder = finder_new(expr, level, passages->stems);
}

bool passages_asked(const struct passages *passages)
{
	return passages->finder != NULL;
}

const struct hits *passages_in_title(struct passages *passages, struct str title)
{
	passages->hits.n = 0;
	if (passages->finder != NULL)
		finder_find(passages->finder, passages->stems, title, true, &passages->hits);
	return &passages->hits;
}

/* The paragraph that holds most of what is looked for, else the first. */
static struct str best_paragraph(struct passages *passages, struct article *article, size_t cols)
{
	struct str best = {0};
	unsigned score = 0;
	size_t seen_b = 0;
	uint64_t key;
	passages->best.n = 0;
	for (bool more = article_first(article, &key); more && seen_b < PASSAGE_MAX_B;
	     more = article_next(article, &key)) {
		struct str text = str_sub(article_paragraph(article, key).text, 0, PASSAGE_MAX_B - seen_b);
		seen_b += text.n;
		if (best.n == 0)
			best = text;
		finder_find(passages->finder, passages->stems, text, false, &passages->hits);
		if (passages->hits.n == 0)
			continue;
		struct snippet snippet = snippet_of(text, &passages->hits, cols);
		if (snippet.score <= score)
			continue;
		struct hits other = passages->best;
		score = snippet.score;
		best = text;
		passages->best = passages->hits;
		passages->hits = other;
	}
	return best;
}

static void make(struct passages *passages, struct extract *passage, struct shelf_ref ref)
{
	struct peek peek;
	size_t cols = passages->cols > 0 ? (size_t)passages->cols : 1;
	passage->id = ref.id;
	passage->asked = ++passages->now;
	passage->cols = passages->cols;
	passage->hits.n = 0;
	buf_clear(&passage->text);
	if (shelf_peek(passages->shelf, ref, &peek)) {
		struct str text = best_paragraph(passages, peek.article, cols);
		struct snippet snippet = snippet_of(text, &passages->best, cols);
		snippet_add(&snippet, text, &passages->best, &passage->text, &passage->hits);
	}
	shelf_peek_done(&peek);
}

/* Where it is, or the one that nobody has asked for since long. */
static struct extract *slot_of(struct passages *passages, struct shelf_ref ref)
{
	struct extract *oldest;
	if (passages->kept == NULL) {
		passages->kept = xcalloc(PASSAGES_KEPT, sizeof *passages->kept);
		for (size_t i = 0; i < PASSAGES_KEPT; i++)
			buf_init(&passages->kept[i].text, TEXT_MAX_B);
	}
	oldest = &passages->kept[0];
	for (size_t i = 0; i < PASSAGES_KEPT; i++) {
		struct extract *passage = &passages->kept[i];
		if (passage->id == ref.id)
			return passage;
		if (passage->id == 0 || (oldest->id != 0 && passage->asked < oldest->asked))
			oldest = passage;
	}
	return oldest;
}

void passages_begin(struct passages *passages, int cols)
{
	passages->n_wanted = 0;
	passages->cols = cols;
}

const struct extract *passages_get(struct passages *passages, struct shelf_ref ref, int64_t deadline_ms)
{
	if (passages->finder == NULL || ref.id == 0)
		return NULL;
	struct extract *passage = slot_of(passages, ref);
	passage->asked = passage->id == ref.id ? ++passages->now : passage->asked;
	if (passage->id == ref.id && passage->cols == passages->cols)
		return passage;
	if (clock_now_ms() >= deadline_ms) {
		if (passages->n_wanted < PASSAGES_KEPT)
			passages->wanted[passages->n_wanted++] = ref;
		return NULL;
	}
	make(passages, passage, ref);
	return passage;
}

bool passages_work(struct passages *passages, int64_t deadline_ms)
{
	while (passages->n_wanted > 0) {
		struct shelf_ref ref = passages->wanted[--passages->n_wanted];
		make(passages, slot_of(passages, ref), ref);
		if (clock_now_ms() >= deadline_ms)
			break;
	}
	return passages->n_wanted == 0;
}

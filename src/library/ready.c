#include "config.h"

#include "library/ready.h"

#include "base/mem.h"
#include "library/body.h"
#include "library/db.h"
#include "library/identity.h"
#include "news/pack.h"
#include "words/stem.h"

#include <stdlib.h>
#include <string.h>

void ready_begin(struct ready *ready, struct article *story)
{
	ready->story = story;
	ready->has_words = false;
}

void ready_story(struct ready *ready, const unsigned char key[HASH_KEY_B])
{
	ready->packed.max = BODY_MAX_B;
	buf_clear(&ready->packed);
	article_pack(ready->story, &ready->packed);
	ready->text = identity_of_text(key, ready->story, &ready->text_b);
}

void ready_words(struct ready *ready, struct stems *stems)
{
	if (ready->has_words)
		return;
	ready->has_words = true;
	ready->shingles.n = 0;
	analysis_make(&ready->analysis, ready->story);
	topics_make(&ready->topics, &ready->analysis, article_meta(ready->story)->lang, stems);
	sketch_make(&ready->sketch, &ready->analysis, &ready->shingles);
}

void ready_done(struct ready *ready)
{
	buf_done(&ready->packed);
	analysis_done(&ready->analysis);
	topics_done(&ready->topics);
	free(ready->shingles.numbers);
	*ready = (struct ready){0};
}

bool ready_fits(const struct story_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (article_size_b(list->stories[i]) > TEXT_MAX_B)
			return false;
	return true;
}

/* --- before the library is asked --- */

struct preparer {
	struct stems *stems;
	unsigned char key[HASH_KEY_B];
};

struct prepared {
	size_t n;
	struct ready stories[];
};

struct preparer *preparer_new(const struct library *library)
{
	struct preparer *preparer = xcalloc(1, sizeof *preparer);
	preparer->stems = stems_new();
	memcpy(preparer->key, library->hash_key, sizeof preparer->key);
	return preparer;
}

void preparer_free(struct preparer *preparer)
{
	if (preparer == NULL)
		return;
	stems_free(preparer->stems);
	free(preparer);
}

struct prepared *prepared_new(struct preparer *preparer, const struct story_list *list, bool words)
{
	if (!ready_fits(list))
		return NULL;
	struct prepared *prepared = xcalloc(1, sizeof *prepared + list->n * sizeof *prepared->stories);
	prepared->n = list->n;
	for (size_t i = 0; i < list->n; i++) {
		struct ready *ready = &prepared->stories[i];
		ready_begin(ready, list->stories[i]);
		ready_story(ready, preparer->key);
		if (words)
			ready_words(ready, preparer->stems);
	}
	return prepared;
}

void prepared_free(struct prepared *prepared)
{
	if (prepared == NULL)
		return;
	for (size_t i = 0; i < prepared->n; i++)
		ready_done(&prepared->stories[i]);
	free(prepared);
}

struct ready *prepared_story(struct prepared *prepared, size_t i)
{
	return &prepared->stories[i];
}

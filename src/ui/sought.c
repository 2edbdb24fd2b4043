#include "config.h"

#include "ui/sought.h"

#include "base/mem.h"

#include <stdlib.h>

void sought_done(struct sought *sought)
{
	for (size_t i = 0; i < SOUGHT_SLOTS; i++)
		hits_free(&sought->slots[i].hits);
	hits_free(&sought->hits);
	finder_free(sought->finder);
	stems_free(sought->stems);
	free((char *)sought->typed.p);
	*sought = (struct sought){.typed_level = sought->typed_level};
}

void sought_forget(struct sought *sought)
{
	for (size_t i = 0; i < SOUGHT_SLOTS; i++)
		sought->slots[i].used = false;
}

static void make_finder(struct sought *sought)
{
	if (sought->level == LEVEL_STEM && sought->stems == NULL)
		sought->stems = stems_new();
	finder_free(sought->finder);
	sought->finder = finder_new_typed(sought->typed, sought->level, sought->stems);
	sought_forget(sought);
}

void sought_set(struct sought *sought, struct str typed)
{
	char *copy = xstrndup(typed.p, typed.n);
	free((char *)sought->typed.p);
	sought->typed = (struct str){copy, typed.n};
	sought->of_query = false;
	sought->level = sought->typed_level;
	make_finder(sought);
}

void sought_set_query(struct sought *sought, const struct expr *expr, enum level level)
{
	if (level == LEVEL_STEM && sought->stems == NULL)
		sought->stems = stems_new();
	finder_free(sought->finder);
	sought->finder = finder_new(expr, level, sought->stems);
	sought->level = level;
	sought->of_query = true;
	sought_forget(sought);
}

void sought_set_level(struct sought *sought, enum level level)
{
	sought->typed_level = level;
	if (sought->level == level || sought->of_query)
		return;
	sought->level = level;
	if (sought->finder != NULL)
		make_finder(sought);
}

bool sought_any(const struct sought *sought)
{
	return sought->finder != NULL && finder_marks(sought->finder);
}

const struct hits *sought_in(struct sought *sought, uint64_t key, struct str text, bool is_title)
{
	struct sought_slot *slot = &sought->slots[(key * 0x9E3779B97F4A7C15U >> 32) % SOUGHT_SLOTS];
	if (slot->used && slot->key == key && slot->n_b == text.n)
		return &slot->hits;
	slot->hits.n = 0;
	if (sought_any(sought))
		finder_find(sought->finder, sought->stems, text, is_title, &slot->hits);
	slot->used = true;
	slot->key = key;
	slot->n_b = text.n;
	return &slot->hits;
}

bool sought_has(struct sought *sought, struct str text)
{
	sought->hits.n = 0;
	if (sought_any(sought))
		finder_find(sought->finder, sought->stems, text, false, &sought->hits);
	return sought->hits.n > 0;
}

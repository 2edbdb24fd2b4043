#include "config.h"

#include "base/arena.h"

#include "base/mem.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#ifdef JARIDA_TINY
enum { BLOCK_B = 48 };
#else
enum { BLOCK_B = 8192 };
#endif

struct block {
	struct block *next;
	size_t used, cap;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *blocks; /* the first one is being filled */
};

struct arena *arena_new(void)
{
	return xcalloc(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	for (struct block *b = arena->blocks, *next; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	free(arena);
}

static struct block *block_with_room(struct arena *arena, size_t n)
{
	struct block *b = arena->blocks;
	if (b != NULL && b->cap - b->used >= n)
		return b;
	size_t cap = n > BLOCK_B ? n : BLOCK_B;
	b = xmalloc(sizeof *b + cap);
	b->next = arena->blocks;
	b->used = 0;
	b->cap = cap;
	arena->blocks = b;
	return b;
}

void *arena_alloc(struct arena *arena, size_t n)
{
	size_t align = alignof(max_align_t);
	size_t rounded = (n + align - 1) / align * align;
	struct block *b = block_with_room(arena, rounded);
	void *p = b->bytes + b->used;
	b->used += rounded;
	return memset(p, 0, n);
}

struct str arena_copy(struct arena *arena, struct str s)
{
	char *p = arena_alloc(arena, s.n + 1);
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return (struct str){p, s.n};
}

/*
 * arena.h: all memory of one article, freed in one call.
 *
 * Pieces are never moved or freed one by one: a pointer into the arena stays
 * good until arena_free().
 */
#ifndef JARIDA_BASE_ARENA_H
#define JARIDA_BASE_ARENA_H

#include "base/str.h"

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is allowed */

/* n zeroed bytes, aligned for any object; never NULL. */
void *arena_alloc(struct arena *arena, size_t n);

/* A copy of s in the arena, NUL-terminated after its n bytes. */
struct str arena_copy(struct arena *arena, struct str s);

#endif

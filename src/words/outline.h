/*
 * outline.h: a text by its code points: where each begins, and which of them begin a cluster.
 */
#ifndef JARIDA_WORDS_OUTLINE_H
#define JARIDA_WORDS_OUTLINE_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

struct outline {
	size_t *at_b;    /* n + 1 */
	uint32_t *props; /* text/prop.h */
	uint8_t *starts; /* n + 1: the end begins one too */
	size_t n;
};

struct outline outline_of(struct str text);
void outline_done(struct outline *outline);

#endif

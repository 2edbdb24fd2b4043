/*
 * family.h: children of a tree (expr.h) as they come.
 *
 * Private to expr*.c. A family is zeroed at first. What is added must be one's
 * own: it is tied to its siblings.
 */
#ifndef JARIDA_WORDS_FAMILY_H
#define JARIDA_WORDS_FAMILY_H

#include "words/expr.h"

struct family {
	struct expr *first, *last;
	size_t n;
};

/* One more child of such a parent; the children of one of the same kind become the family's own. */
void family_add(struct family *family, enum expr_kind parent, struct expr *expr);

/* The parent of two or more, the only child itself, or NULL. */
struct expr *family_join(const struct family *family, enum expr_kind parent, struct arena *arena);

#endif

#include "config.h"

#include "words/family.h"

void family_add(struct family *family, enum expr_kind parent, struct expr *expr)
{
	struct expr *first = expr->kind == parent ? (struct expr *)expr->first : expr;
	if (family->n == 0)
		family->first = first;
	else
		family->last->next = first;
	for (; first != NULL; first = (struct expr *)first->next, family->n++)
		family->last = first;
}

struct expr *family_join(const struct family *family, enum expr_kind parent, struct arena *arena)
{
	if (family->n < 2)
		return family->first;
	struct expr *expr = arena_alloc(arena, sizeof *expr);
	*expr = (struct expr){.kind = parent, .first = family->first,
	                      .from_b = family->first->from_b, .to_b = family->last->to_b};
	return expr;
}

static struct expr *copy_node(const struct expr *expr, struct arena *arena)
{
	struct expr *copy = arena_alloc(arena, sizeof *copy);
	*copy = *expr;
	copy->text = arena_copy(arena, expr->text);
	copy->field = arena_copy(arena, expr->field);
	copy->first = copy->next = NULL;
	return copy;
}

static struct expr *filter(const struct expr *expr, struct arena *arena,
                           bool (*keep)(void *to, const struct expr *term), void *to)
{
	struct family family = {0};
	if (expr->kind < EXPR_NOT)
		return keep == NULL || keep(to, expr) ? copy_node(expr, arena) : NULL;
	for (const struct expr *child = expr->first; child != NULL; child = child->next) {
		struct expr *one = filter(child, arena, keep, to);
		if (one != NULL)
			family_add(&family, expr->kind == EXPR_NOT ? EXPR_ALL : expr->kind, one);
	}
	if (expr->kind != EXPR_NOT || family.n == 0)
		return family_join(&family, expr->kind, arena);
	struct expr *copy = copy_node(expr, arena);
	copy->first = family.first;
	return copy;
}

const struct expr *expr_filter(const struct expr *expr, struct arena *arena,
                               bool (*keep)(void *to, const struct expr *term), void *to)
{
	return expr != NULL ? filter(expr, arena, keep, to) : NULL;
}

const struct expr *expr_copy(const struct expr *expr, struct arena *arena)
{
	return expr_filter(expr, arena, NULL, NULL);
}

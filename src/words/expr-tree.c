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

/* A term as it is typed: its beginning, beside the whole where that is wanted. */
static struct expr *unfinished_term(const struct expr *term, struct arena *arena, bool whole)
{
	struct family family = {0};
	struct expr *beginning = copy_node(term, arena);
	beginning->prefix = true;
	if (whole)
		family_add(&family, EXPR_OR, copy_node(term, arena));
	family_add(&family, EXPR_OR, beginning);
	return family_join(&family, EXPR_OR, arena);
}

static struct expr *unfinished(const struct expr *expr, struct arena *arena, size_t end_b, bool whole)
{
	struct family family = {0};
	bool is_words = expr->kind == EXPR_WORD || expr->kind == EXPR_PHRASE;
	if (is_words && expr->to_b == end_b && !expr->prefix)
		return unfinished_term(expr, arena, whole);
	if (expr->kind != EXPR_AND && expr->kind != EXPR_OR)
		return filter(expr, arena, NULL, NULL);
	for (const struct expr *child = expr->first; child != NULL; child = child->next)
		family_add(&family, expr->kind, unfinished(child, arena, end_b, whole));
	return family_join(&family, expr->kind, arena);
}

const struct expr *expr_unfinished(const struct expr *expr, struct arena *arena, size_t end_b, bool whole)
{
	return expr != NULL ? unfinished(expr, arena, end_b, whole) : NULL;
}

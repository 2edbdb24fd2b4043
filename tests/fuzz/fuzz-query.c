#include "config.h"

#include "replay.h"

#include "words/expr.h"

#include <stdlib.h>
#include <string.h>

static void promise(bool kept)
{
	if (!kept)
		abort();
}

static bool same(const struct expr *a, const struct expr *b)
{
	if (a->kind != b->kind || a->prefix != b->prefix || a->in_title != b->in_title || !str_eq(a->text, b->text)
	    || !str_eq(a->field, b->field))
		return false;
	const struct expr *one = a->first, *other = b->first;
	for (; one != NULL && other != NULL; one = one->next, other = other->next)
		if (!same(one, other))
			return false;
	return one == other;
}

/* What expr.h says of the shape of a tree; returns its terms. */
static int check_shape(const struct expr *expr, size_t n, int depth)
{
	int terms = expr->kind == EXPR_WORD || expr->kind == EXPR_PHRASE || expr->kind == EXPR_FIELD, children = 0;
	promise(depth <= 3 * EXPR_MAX_DEPTH + 3 && expr->from_b <= expr->to_b && expr->to_b <= n);
	promise(terms == (expr->text.n > 0) && (expr->kind == EXPR_FIELD) == (expr->field.n > 0));
	for (const struct expr *child = expr->first; child != NULL; child = child->next, children++) {
		promise(child->kind != EXPR_ALL && (child->kind != expr->kind || expr->kind == EXPR_NOT));
		terms += check_shape(child, n, depth + 1);
	}
	promise(expr->kind == EXPR_AND || expr->kind == EXPR_OR ? children >= 2 : children == (expr->kind == EXPR_NOT));
	return terms;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena *arena = arena_new();
	struct err err = {0};
	struct buf text;
	const struct expr *expr, *again;
	int rc = expr_parse((struct str){(const char *)bytes, n}, arena, &expr, &err);
	promise(rc == 0 || (rc == ERR_USAGE && err.message[0] != '\0'));
	promise(check_shape(expr, n, 0) <= EXPR_MAX_TERMS);
	buf_init(&text, BUF_NO_MAX);
	expr_format(expr_copy(expr, arena), &text);
	if (text.n <= EXPR_MAX_B) {
		promise(expr_parse(buf_str(&text), arena, &again, NULL) == 0);
		promise(same(expr, again));
	}
	buf_done(&text);
	arena_free(arena);
	return 0;
}

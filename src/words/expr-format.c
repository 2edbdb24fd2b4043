#include "config.h"

#include "words/expr.h"
#include "words/sign.h"

static void add_quoted(struct str text, struct buf *out)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			buf_add_char(out, '"');
		buf_add_char(out, text.p[i]);
	}
	buf_add_char(out, '"');
}

void expr_format_field(struct str name, struct str value, struct buf *out)
{
	size_t n;
	buf_add_str(out, name);
	buf_add_char(out, ':');
	enum sign sign = sign_at(value, 0, &n);
	bool begins = (sign == SIGN_LETTER || sign == SIGN_STAR) && !str_starts(value, STR("//"));
	if (begins && sign_word_end(value, 0, true) == value.n)
		buf_add_str(out, value);
	else
		add_quoted(value, out);
}

static void format_term(const struct expr *expr, struct buf *out)
{
	if (expr->kind == EXPR_FIELD) {
		expr_format_field(expr->field, expr->text, out);
		return;
	}
	if (expr->in_title)
		buf_add_str(out, STR("title:"));
	if (expr->kind == EXPR_PHRASE)
		add_quoted(expr->text, out);
	else
		buf_add_str(out, expr->text);
	if (expr->prefix)
		buf_add_char(out, '*');
}

/* Whether it needs parentheses as a child of such a kind: OR binds closer than AND, NOT takes one term. */
static bool needs_group(enum expr_kind parent, enum expr_kind kind)
{
	if (parent == EXPR_NOT)
		return kind == EXPR_NOT || kind == EXPR_AND || kind == EXPR_OR;
	return parent == EXPR_OR && kind == EXPR_AND;
}

static void format_children(const struct expr *expr, struct buf *out)
{
	for (const struct expr *child = expr->first; child != NULL; child = child->next) {
		bool group = needs_group(expr->kind, child->kind);
		if (group)
			buf_add_char(out, '(');
		expr_format(child, out);
		if (group)
			buf_add_char(out, ')');
		if (child->next != NULL)
			buf_add_str(out, expr->kind == EXPR_OR ? STR(" OR ") : STR(" "));
	}
}

void expr_format(const struct expr *expr, struct buf *out)
{
	if (expr == NULL || expr->kind == EXPR_ALL)
		return;
	if (expr->kind == EXPR_NOT)
		buf_add_char(out, '-');
	if (expr->kind >= EXPR_NOT)
		format_children(expr, out);
	else
		format_term(expr, out);
}

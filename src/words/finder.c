#include "config.h"

#include "words/finder.h"

#include "base/mem.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "words/expr.h"

#include <stdlib.h>

/* A word or phrase, by the number of its keyword. */
struct leaf {
	bool in_title, marks;
};

/* The tree, each node before its children. */
struct node {
	enum expr_kind kind;
	size_t end; /* after its last child */
	uint32_t leaf;
};

struct finder {
	struct matcher *matcher;
	struct leaf *leaves;
	struct node *nodes;
	struct str exact; /* typed, and to be found as it was; owned */
	size_t n_leaves;
	bool marks;
};

/* A finder while it is made. */
struct making {
	struct keyword *keywords;
	struct leaf *leaves;
	struct node *nodes;
	size_t n_leaves, cap_keywords, cap_leaves, n_nodes, cap_nodes;
	enum level level;
};

static size_t add_node(struct making *making, enum expr_kind kind)
{
	making->nodes = xgrow(making->nodes, making->n_nodes, &making->cap_nodes, sizeof *making->nodes);
	making->nodes[making->n_nodes] = (struct node){kind, making->n_nodes + 1, (uint32_t)making->n_leaves};
	return making->n_nodes++;
}

static void add_leaf(struct making *making, struct keyword keyword, struct leaf leaf)
{
	add_node(making, EXPR_WORD);
	making->keywords =
		xgrow(making->keywords, making->n_leaves, &making->cap_keywords, sizeof *making->keywords);
	making->leaves = xgrow(making->leaves, making->n_leaves, &making->cap_leaves, sizeof *making->leaves);
	making->keywords[making->n_leaves] = keyword;
	making->leaves[making->n_leaves++] = leaf;
}

static void add_expr(struct making *making, const struct expr *expr, bool negated)
{
	if (expr->kind == EXPR_WORD || expr->kind == EXPR_PHRASE) {
		add_leaf(making, (struct keyword){expr->text, making->level, false, expr->prefix},
		         (struct leaf){expr->in_title, !negated});
		return;
	}
	size_t at = add_node(making, expr->kind);
	bool inner = negated != (expr->kind == EXPR_NOT);
	for (const struct expr *child = expr->first; child != NULL; child = child->next)
		add_expr(making, child, inner);
	making->nodes[at].end = making->n_nodes;
}

static struct finder *finish(struct making *making, struct stems *stems)
{
	struct finder *finder = xcalloc(1, sizeof *finder);
	finder->matcher = matcher_new(making->keywords, making->n_leaves, stems);
	finder->leaves = making->leaves;
	finder->nodes = making->nodes;
	finder->n_leaves = making->n_leaves;
	for (size_t i = 0; i < making->n_leaves; i++)
		finder->marks = finder->marks
		                || (making->leaves[i].marks && matcher_knows(finder->matcher, (uint32_t)i));
	free(making->keywords);
	return finder;
}

struct finder *finder_new(const struct expr *expr, enum level level, struct stems *stems)
{
	struct making making = {.level = level};
	add_expr(&making, expr, false);
	return finish(&making, stems);
}

/* Go over a quotation mark of any kind at the start. */
static bool take_quote(struct str *text)
{
	static const char *const marks[] = {"\"", "“", "”", "„", "«", "»"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct str mark = str_of(marks[i]);
		if (!str_starts(*text, mark))
			continue;
		*text = str_sub(*text, mark.n, text->n);
		return true;
	}
	return false;
}

/* What stands before the next quotation mark, or all; whether there is one. */
static bool cut_at_quote(struct str *text)
{
	struct str rest = *text;
	for (; rest.n > 0; rest = str_sub(rest, 1, rest.n)) {
		struct str before = {text->p, text->n - rest.n};
		if (!take_quote(&rest))
			continue;
		*text = before;
		return true;
	}
	return false;
}

struct finder *finder_new_typed(struct str typed, enum level level, struct stems *stems)
{
	struct making making = {.level = level};
	struct str text = str_trim(typed);
	const struct leaf leaf = {.marks = true};
	size_t at = add_node(&making, EXPR_OR);
	bool quoted = take_quote(&text);
	bool closed = quoted && cut_at_quote(&text);
	if (!quoted)
		add_leaf(&making, (struct keyword){text, LEVEL_FOLDED, true, false}, leaf);
	if (quoted || level == LEVEL_STEM)
		add_leaf(&making, (struct keyword){text, level, false, quoted && !closed}, leaf);
	making.nodes[at].end = making.n_nodes;
	struct finder *finder = finish(&making, stems);
	if (!quoted && level == LEVEL_EXACT)
		finder->exact = (struct str){xstrndup(text.p, text.n), text.n};
	return finder;
}

void finder_free(struct finder *finder)
{
	if (finder == NULL)
		return;
	matcher_free(finder->matcher);
	free(finder->leaves);
	free(finder->nodes);
	free((char *)finder->exact.p);
	free(finder);
}

bool finder_marks(const struct finder *finder)
{
	return finder->marks;
}

/* The next stretch without spaces; empty at the end. */
static struct str next_stretch(struct str *rest)
{
	size_t from = rest->n, i = 0;
	for (size_t n_b; i < rest->n; i += n_b) {
		uint32_t cp;
		n_b = utf8_decode(rest->p + i, rest->n - i, &cp);
		bool space = fold_cp(cp) == ' ';
		if (space && from < i)
			break;
		from = !space && from > i ? i : from;
	}
	struct str stretch = str_sub(*rest, from, i);
	*rest = str_sub(*rest, i, rest->n);
	return stretch;
}

/* Whether two texts are the same as written, spaces aside. */
static bool same_letters(struct str a, struct str b)
{
	for (;;) {
		struct str x = next_stretch(&a), y = next_stretch(&b);
		struct key x_key, y_key;
		if (x.n == 0 || y.n == 0)
			return x.n == y.n;
		level_key(LEVEL_EXACT, NULL, x, TOKEN_OTHER, &x_key);
		level_key(LEVEL_EXACT, NULL, y, TOKEN_OTHER, &y_key);
		bool cut = x_key.cut || y_key.cut;
		if (cut ? !str_eq(x, y) : !str_eq(key_str(&x_key), key_str(&y_key)))
			return false;
	}
}

/* Leave only the hits that count in this text. */
static void keep_meant(const struct finder *finder, struct str text, bool is_title, bool marks, struct hits *hits)
{
	size_t n = 0;
	for (size_t i = 0; i < hits->n; i++) {
		const struct hit *hit = &hits->at[i];
		const struct leaf *leaf = &finder->leaves[hit->keyword];
		if ((leaf->in_title && !is_title) || (marks && !leaf->marks))
			continue;
		if (finder->exact.p != NULL && !same_letters(finder->exact, str_sub(text, hit->from_b, hit->to_b)))
			continue;
		hits->at[n++] = *hit;
	}
	hits->n = n;
}

void finder_find(const struct finder *finder, struct stems *stems, struct str text, bool is_title, struct hits *hits)
{
	matcher_find(finder->matcher, stems, text, hits);
	keep_meant(finder, text, is_title, true, hits);
	hits_thin(hits);
}

/* Answers to a part of a query: fields are met, perhaps; and some parts ask for nothing. */
enum answer { ANSWER_NOTHING, ANSWER_NO, ANSWER_YES, ANSWER_MAYBE };

/* Of two answers to parts of an AND, or of an OR. */
static enum answer both(enum expr_kind kind, enum answer a, enum answer b)
{
	enum answer decides = kind == EXPR_OR ? ANSWER_YES : ANSWER_NO;
	if (a == ANSWER_NOTHING || b == ANSWER_NOTHING)
		return a == ANSWER_NOTHING ? b : a;
	if (a == decides || b == decides)
		return decides;
	return a == ANSWER_MAYBE ? a : b;
}

static enum answer answer_of(const struct finder *finder, size_t at, const bool *seen)
{
	const struct node *node = &finder->nodes[at];
	enum answer answer = ANSWER_NOTHING;
	switch (node->kind) {
	case EXPR_ALL:
		return ANSWER_YES;
	case EXPR_FIELD:
		return ANSWER_MAYBE;
	case EXPR_WORD:
	case EXPR_PHRASE:
		if (!matcher_knows(finder->matcher, node->leaf))
			return ANSWER_NOTHING;
		return seen[node->leaf] ? ANSWER_YES : ANSWER_NO;
	case EXPR_NOT:
	case EXPR_AND:
	case EXPR_OR:
		break;
	}
	for (size_t child = at + 1; child < node->end; child = finder->nodes[child].end)
		answer = both(node->kind, answer, answer_of(finder, child, seen));
	if (node->kind == EXPR_NOT && (answer == ANSWER_NO || answer == ANSWER_YES))
		return answer == ANSWER_NO ? ANSWER_YES : ANSWER_NO;
	return answer;
}

bool finder_meets(const struct finder *finder, struct stems *stems, const struct str *texts, size_t n,
                  size_t n_titles)
{
	struct hits hits = {0};
	bool *seen = xcalloc(finder->n_leaves + 1, sizeof *seen);
	for (size_t i = 0; i < n; i++) {
		matcher_find(finder->matcher, stems, texts[i], &hits);
		keep_meant(finder, texts[i], i < n_titles, false, &hits);
		for (size_t k = 0; k < hits.n; k++)
			seen[hits.at[k].keyword] = true;
	}
	bool meets = answer_of(finder, 0, seen) != ANSWER_NO;
	hits_free(&hits);
	free(seen);
	return meets;
}

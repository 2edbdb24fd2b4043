#include "config.h"

#include "words/expr.h"

#include "text/utf8.h"
#include "words/family.h"
#include "words/sign.h"
#include "words/token.h"

struct parser {
	struct str text; /* in the arena */
	size_t at;
	struct arena *arena;
	struct err *err;
	int status; /* of the first that is wrong */
	int depth, n_terms;
	bool in_title;
};

static struct expr *take_sequence(struct parser *p);

size_t expr_column(struct str query, size_t at_b)
{
	return utf8_count(str_sub(query, 0, at_b)) + 1;
}

static void tell(struct parser *p, size_t at, const char *name, const char *what)
{
	if (p->status == 0)
		p->status = err_set(p->err, ERR_USAGE, "%s%s (column %zu of the query)", name, what,
		                    expr_column(p->text, at));
}

static enum sign look(const struct parser *p)
{
	size_t n;
	return sign_at(p->text, p->at, &n);
}

static void skip_one(struct parser *p)
{
	size_t n;
	sign_at(p->text, p->at, &n);
	p->at += n;
}

static void skip_invisible(struct parser *p)
{
	while (look(p) == SIGN_INVISIBLE)
		skip_one(p);
}

static void skip_blanks(struct parser *p)
{
	for (enum sign sign = look(p); sign == SIGN_BLANK || sign == SIGN_INVISIBLE; sign = look(p))
		skip_one(p);
}

/* --- nodes --- */

static struct expr *new_expr(struct parser *p, enum expr_kind kind, size_t from)
{
	struct expr *expr = arena_alloc(p->arena, sizeof *expr);
	*expr = (struct expr){.kind = kind, .from_b = from, .to_b = p->at};
	return expr;
}

/* One more term, or NULL when they are too many. */
static struct expr *new_term(struct parser *p, enum expr_kind kind, size_t from, struct str text)
{
	if (p->n_terms == EXPR_MAX_TERMS) {
		tell(p, from, "", "the query has too many words: the first 256 count");
		return NULL;
	}
	p->n_terms++;
	struct expr *expr = new_expr(p, kind, from);
	expr->text = text;
	return expr;
}

/* --- terms --- */

/* What stands between the mark here and the one that closes it, a straight one for two. */
static struct str take_quoted(struct parser *p)
{
	size_t open = p->at, n;
	skip_one(p);
	size_t from = p->at, end = sign_quote_end(p->text, open);
	p->at = end;
	if (sign_at(p->text, end, &n) == SIGN_END)
		tell(p, open, "", "a quotation mark is not closed");
	p->at += n;
	struct str text = str_sub(p->text, from, end);
	if (p->text.p[open] != '"' || str_find(text, STR("\"\""), 0) == (size_t)-1)
		return text;
	char *kept = arena_alloc(p->arena, text.n);
	size_t n_kept = 0;
	for (size_t i = 0; i < text.n; i++) {
		kept[n_kept++] = text.p[i];
		i += str_starts(str_sub(text, i, text.n), STR("\"\""));
	}
	return (struct str){kept, n_kept};
}

static size_t count_tokens(struct str text)
{
	size_t n = 0;
	struct tokens walk = tokens_of(text);
	for (struct token token; token_next(&walk, &token);)
		n++;
	return n;
}

static bool take_star(struct parser *p)
{
	if (look(p) != SIGN_STAR)
		return false;
	skip_one(p);
	if (look(p) == SIGN_LETTER)
		tell(p, p->at, "", "a '*' stands after a word, not within it");
	return true;
}

static struct expr *take_phrase(struct parser *p, size_t from)
{
	struct str text = take_quoted(p);
	bool prefix = take_star(p);
	if (count_tokens(text) == 0) {
		tell(p, from, "", "no word stands between the quotation marks");
		return NULL;
	}
	struct expr *expr = new_term(p, EXPR_PHRASE, from, text);
	if (expr != NULL) {
		expr->prefix = prefix;
		expr->in_title = p->in_title;
	}
	return expr;
}

/* Signs without a word are passed over: a headline may be a query. */
static struct expr *take_word(struct parser *p, size_t from)
{
	size_t begin = p->at;
	p->at = sign_word_end(p->text, begin, false);
	struct str text = str_sub(p->text, begin, p->at);
	size_t n = count_tokens(text);
	bool prefix = take_star(p);
	struct expr *expr = n > 0 ? new_term(p, n > 1 ? EXPR_PHRASE : EXPR_WORD, from, text) : NULL;
	if (expr != NULL) {
		expr->prefix = prefix;
		expr->in_title = p->in_title;
	}
	return expr;
}

static struct expr *take_group(struct parser *p, size_t from)
{
	skip_one(p);
	if (p->depth == EXPR_MAX_DEPTH) {
		tell(p, from, "", "parentheses stand too deep in each other: 32 at most");
		return NULL;
	}
	p->depth++;
	struct expr *expr = take_sequence(p);
	p->depth--;
	if (look(p) == SIGN_CLOSE)
		skip_one(p);
	else
		tell(p, from, "", "a parenthesis is not closed");
	if (expr == NULL)
		tell(p, from, "", "no word stands between the parentheses");
	return expr;
}

static struct expr *take_in_title(struct parser *p, size_t from)
{
	bool before = p->in_title;
	struct expr *expr = NULL;
	p->in_title = true;
	enum sign sign = look(p);
	if (sign == SIGN_OPEN)
		expr = take_group(p, p->at);
	else if (sign == SIGN_QUOTE)
		expr = take_phrase(p, from);
	else if (sign == SIGN_LETTER)
		expr = take_word(p, from);
	p->in_title = before;
	if (expr == NULL)
		tell(p, from, "", "title: has no word after it");
	return expr;
}

static struct expr *take_field(struct parser *p, size_t from, size_t n_name)
{
	char name[EXPR_NAME_B + 1] = "";
	for (size_t i = 0; i < n_name; i++)
		name[i] = ascii_lower(p->text.p[p->at + i]);
	p->at += n_name + 1;
	skip_invisible(p);
	if (sign_is_title(str_of(name)))
		return take_in_title(p, from);
	struct str value = {0};
	if (look(p) == SIGN_OPEN) {
		tell(p, p->at, name, ": takes one value, not parentheses");
		take_group(p, p->at);
		return NULL;
	}
	if (look(p) == SIGN_QUOTE) {
		value = take_quoted(p);
	} else {
		size_t begin = p->at;
		p->at = sign_word_end(p->text, begin, true);
		value = str_sub(p->text, begin, p->at);
	}
	if (value.n == 0) {
		tell(p, from, name, ": has no value after it");
		return NULL;
	}
	struct expr *expr = new_term(p, EXPR_FIELD, from, value);
	if (expr != NULL)
		expr->field = arena_copy(p->arena, str_of(name));
	return expr;
}

static struct expr *take_term(struct parser *p)
{
	size_t from = p->at, n_name;
	switch (look(p)) {
	case SIGN_OPEN:
		return take_group(p, from);
	case SIGN_QUOTE:
		return take_phrase(p, from);
	case SIGN_STAR:
		tell(p, from, "", "a '*' has no word before it");
		skip_one(p);
		return NULL;
	default:
		n_name = sign_name(p->text, from);
		return n_name > 0 ? take_field(p, from, n_name) : take_word(p, from);
	}
}

/* --- what joins them --- */

static bool at_hyphen(const struct parser *p)
{
	return p->at < p->text.n && p->text.p[p->at] == '-';
}

/* OR or AND, standing alone. */
static bool take_operator(struct parser *p, struct str name)
{
	size_t n;
	if (!str_starts(str_sub(p->text, p->at, p->text.n), name))
		return false;
	enum sign sign = sign_at(p->text, p->at + name.n, &n);
	if (sign == SIGN_LETTER || sign == SIGN_STAR)
		return false;
	p->at += name.n;
	return true;
}

/* A term, or all but a term; NULL when nothing is left of it. */
static struct expr *take_one(struct parser *p)
{
	size_t from = p->at;
	if (take_operator(p, STR("AND")))
		return NULL;
	if (!at_hyphen(p))
		return take_term(p);
	skip_one(p);
	skip_invisible(p);
	enum sign sign = look(p);
	if (at_hyphen(p) || (sign != SIGN_LETTER && sign != SIGN_QUOTE && sign != SIGN_OPEN)) {
		tell(p, from, "", "a '-' has no word after it");
		return NULL;
	}
	struct expr *child = take_term(p);
	if (child == NULL)
		return NULL;
	struct expr *expr = new_expr(p, EXPR_NOT, from);
	expr->first = child;
	return expr;
}

/* One, or several with OR between them. */
static struct expr *take_choice(struct parser *p)
{
	struct family any = {0};
	size_t or_at = p->at;
	bool waits = true; /* for one, at the beginning or after OR */
	for (;;) {
		skip_blanks(p);
		size_t at = p->at;
		enum sign sign = look(p);
		if (sign == SIGN_END || sign == SIGN_CLOSE)
			break;
		if (take_operator(p, STR("OR"))) {
			if (waits)
				tell(p, at, "", "OR has no word before it");
			or_at = at;
			waits = true;
			continue;
		}
		if (!waits)
			break;
		struct expr *one = take_one(p);
		if (one != NULL)
			family_add(&any, EXPR_OR, one);
		waits = one == NULL;
	}
	if (waits && any.n > 0)
		tell(p, or_at, "", "OR has no word after it");
	return family_join(&any, EXPR_OR, p->arena);
}

/* All up to the end, or to the parenthesis that closes. */
static struct expr *take_sequence(struct parser *p)
{
	struct family all = {0};
	for (;;) {
		skip_blanks(p);
		enum sign sign = look(p);
		if (sign == SIGN_END || (sign == SIGN_CLOSE && p->depth > 0))
			break;
		if (sign == SIGN_CLOSE) {
			tell(p, p->at, "", "a parenthesis is closed that none has opened");
			skip_one(p);
			continue;
		}
		struct expr *choice = take_choice(p);
		if (choice != NULL)
			family_add(&all, EXPR_AND, choice);
	}
	return family_join(&all, EXPR_AND, p->arena);
}

/* The beginning of a query that is too long, whole characters of it. */
static struct str cut(struct str query)
{
	size_t n = EXPR_MAX_B;
	while (n > EXPR_MAX_B - 3 && ((unsigned char)query.p[n] & 0xC0) == 0x80)
		n--;
	return str_sub(query, 0, n);
}

int expr_parse(struct str query, struct arena *arena, const struct expr **out, struct err *err)
{
	struct parser p = {.arena = arena, .err = err};
	p.text = arena_copy(arena, query.n > EXPR_MAX_B ? cut(query) : query);
	if (query.n > EXPR_MAX_B)
		tell(&p, p.text.n, "", "the query is too long: the rest of it is left out");
	struct expr *expr = take_sequence(&p);
	if (expr == NULL) {
		expr = new_expr(&p, EXPR_ALL, 0);
		p.at = 0;
		skip_blanks(&p);
		if (p.at < p.text.n)
			tell(&p, p.at, "", "there is no word in the query");
	}
	*out = expr;
	return p.status;
}

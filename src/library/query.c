#include "config.h"

#include "library/query.h"

#include "base/near.h"
#include "library/feeds.h"
#include "library/span.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct parsing {
	struct str query;
	struct library *library;
	struct arena *texts;
	struct selection *selection;
	struct err *err;
	int status; /* of the first that is wrong */
};

/* Always false. The value stands after what is wrong with it, the place after both. */
static bool wrong(struct parsing *p, const struct expr *field, enum err_code code, const char *what, const char *more)
{
	if (p->status == 0)
		p->status = err_set(p->err, code, "%s:%.*s: %s%s (column %zu of the query)", field->field.p,
		                    (int)field->text.n, field->text.p, what, more,
		                    expr_column(p->query, field->from_b));
	return false;
}

/* --- values: whether they are some, and what the selection takes of them --- */

static int64_t feed_number(struct str value)
{
	int64_t number = 0;
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] < '0' || value.p[i] > '9' || number > INT64_MAX / 10 - 1)
			return 0;
		number = number * 10 + (value.p[i] - '0');
	}
	return number;
}

/* A name becomes its number. */
static bool read_feed(struct parsing *p, struct expr *field)
{
	int64_t id = feed_number(field->text);
	struct err err;
	if (id > 0)
		return true;
	if (p->library == NULL)
		return wrong(p, field, ERR_NO_MATCH, "a feed has a number here", "");
	int status = library_find_feed(p->library, field->text, &id, &err);
	if (status != 0)
		return wrong(p, field, (enum err_code)status, err.message, "");
	char number[24];
	snprintf(number, sizeof number, "%" PRId64, id);
	field->text = arena_copy(p->texts, str_of(number));
	return true;
}

static bool read_name(struct parsing *p, struct expr *field)
{
	(void)p;
	(void)field;
	return true;
}

static bool read_is(struct parsing *p, struct expr *field)
{
	struct str value = arena_copy(p->texts, field->text);
	struct near near = near_to(value.p);
	if (str_index_among(QUERY_IS, value.p) >= 0)
		return true;
	near_try_words(&near, QUERY_IS);
	return wrong(p, field, ERR_USAGE, "an article is:unread, is:read or is:starred", near_hint(&near));
}

static bool read_date(struct parsing *p, struct expr *field)
{
	int64_t since, before;
	return span_read(field->text, &since, &before)
	       || wrong(p, field, ERR_USAGE, "no date: date:2023, date:2023-05..2023-07-15", "");
}

static enum sort_key sort_of(struct str value, bool *reverse)
{
	*reverse = str_starts(value, STR("-"));
	int key = 0;
	while (key < SORT_COUNT
	       && !str_eq(str_sub(value, *reverse, value.n), str_of(sort_key_name((enum sort_key)key))))
		key++;
	return (enum sort_key)key;
}

static bool read_sort(struct parsing *p, struct expr *field)
{
	bool reverse;
	struct str value = arena_copy(p->texts, field->text);
	if (sort_of(value, &reverse) < SORT_COUNT)
		return true;
	struct near near = near_to(value.p + reverse);
	for (int key = 0; key < SORT_COUNT; key++)
		near_try(&near, sort_key_name((enum sort_key)key));
	return wrong(p, field, ERR_USAGE, "no order: sort:date, stored, title, source, size, rank", near_hint(&near));
}

static bool read_level(struct parsing *p, struct expr *field)
{
	struct str value = arena_copy(p->texts, field->text);
	struct near near = near_to(value.p);
	near_try_words(&near, LEVEL_NAMES);
	return str_index_among(LEVEL_NAMES, value.p) >= 0
	       || wrong(p, field, ERR_USAGE, "a level is exact, fold or stem", near_hint(&near));
}

/* --- what a selection keeps in a place of its own, if that is free: false when it does not --- */

static bool take_text(struct str *place, struct str value)
{
	if (place->n > 0)
		return false;
	*place = value;
	return true;
}

static bool take_feed(struct selection *s, struct str value)
{
	if (s->feed != 0)
		return false;
	s->feed = feed_number(value);
	return true;
}

static bool take_source(struct selection *s, struct str value)
{
	return take_text(&s->source, value);
}

static bool take_lang(struct selection *s, struct str value)
{
	return take_text(&s->lang, value);
}

static bool take_tag(struct selection *s, struct str value)
{
	return take_text(&s->tag, value);
}

/* A condition among the others. */
static bool take_none(struct selection *s, struct str value)
{
	(void)s;
	(void)value;
	return false;
}

static bool take_is(struct selection *s, struct str value)
{
	s->unread |= str_eq(value, STR("unread"));
	s->starred |= str_eq(value, STR("starred"));
	return !str_eq(value, STR("read"));
}

static bool take_date(struct selection *s, struct str value)
{
	return s->since == 0 && s->before == 0 && span_read(value, &s->since, &s->before);
}

static bool take_sort(struct selection *s, struct str value)
{
	s->sort = sort_of(value, &s->reverse);
	return true;
}

static bool take_level(struct selection *s, struct str value)
{
	for (int level = 0; level < N_LEVELS; level++)
		if (str_eq(value, str_of(level_name((enum level)level))))
			s->level = (enum level)level;
	return true;
}

static const struct field {
	const char *name;
	bool (*read)(struct parsing *p, struct expr *field);       /* false, and told: it is no value */
	bool (*take)(struct selection *selection, struct str value);
	bool whole; /* says something of the whole query */
} fields[] = {
	{"feed", read_feed, take_feed, false}, {"source", read_name, take_source, false},
	{"lang", read_name, take_lang, false}, {"tag", read_name, take_tag, false},
	{"folder", read_name, take_none, false},
	{"is", read_is, take_is, false},       {"date", read_date, take_date, false},
	{"sort", read_sort, take_sort, true},  {"level", read_level, take_level, true},
};

enum { N_FIELDS = sizeof fields / sizeof *fields };

static const struct field *field_of(struct parsing *p, const struct expr *term)
{
	struct near near = near_to(term->field.p);
	for (size_t i = 0; i < N_FIELDS; i++) {
		if (strcmp(fields[i].name, term->field.p) == 0)
			return &fields[i];
		near_try(&near, fields[i].name);
	}
	near_try(&near, "title");
	wrong(p, term, ERR_USAGE, "there is no such field", near_hint(&near));
	return NULL;
}

static void part(struct buf *out)
{
	if (out->n > 0 && out->p[out->n - 1] != ' ')
		buf_add_char(out, ' ');
}

/* --- the tree, sorted out --- */

static bool has_words(const struct expr *expr)
{
	bool any = expr->kind == EXPR_WORD || expr->kind == EXPR_PHRASE;
	for (const struct expr *child = expr->first; child != NULL && !any; child = child->next)
		any = has_words(child);
	return any;
}

/* Whether a field that is a part of such a term stays a condition of its own. */
static bool stays(struct parsing *p, struct expr *field, const struct expr *term, bool mixed)
{
	const struct field *known = field_of(p, field);
	if (known == NULL)
		return false;
	if (mixed)
		return wrong(p, field, ERR_USAGE, "no field can be chosen or denied together with words", "");
	if (known->whole && field != term)
		return wrong(p, field, ERR_USAGE, "this is for the whole query, it cannot be chosen or denied", "");
	return known->read(p, field) && (field != term || !known->take(p->selection, field->text));
}

/* The tree is this parser's own. Of fields that do not stay, the name is taken away. */
static void sort_out(struct parsing *p, struct expr *expr, const struct expr *term, bool mixed)
{
	if (expr->kind == EXPR_FIELD && !stays(p, expr, term, mixed))
		expr->field = (struct str){0};
	for (const struct expr *child = expr->first; child != NULL; child = child->next)
		sort_out(p, (struct expr *)child, term, mixed);
}

static bool is_word(void *to, const struct expr *term)
{
	(void)to;
	return term->kind == EXPR_WORD || term->kind == EXPR_PHRASE;
}

static bool is_condition(void *to, const struct expr *term)
{
	(void)to;
	return term->kind == EXPR_FIELD && term->field.n > 0;
}

int query_parse(struct str query, struct library *library, struct arena *texts, struct selection *selection,
                struct err *err)
{
	return query_parse_usual(query, &(struct selection){.level = LEVEL_STEM}, library, texts, selection, err);
}

int query_parse_usual(struct str query, const struct selection *usual, struct library *library, struct arena *texts,
                      struct selection *selection, struct err *err)
{
	struct parsing p = {.query = query, .library = library, .texts = texts, .selection = selection, .err = err};
	const struct expr *parsed;
	*selection = (struct selection){.sort = usual->sort, .reverse = usual->reverse, .level = usual->level};
	p.status = expr_parse(query, texts, &parsed, err);
	struct expr *tree = (struct expr *)expr_copy(parsed, texts);
	const struct expr *term = tree->kind == EXPR_AND ? tree->first : tree;
	for (; term != NULL; term = term->next)
		sort_out(&p, (struct expr *)term, term, has_words(term));
	selection->expr = expr_filter(tree, texts, is_word, NULL);
	selection->where = expr_filter(tree, texts, is_condition, NULL);
	return p.status;
}

/* --- and back --- */

static void add_field(struct buf *out, const char *name, struct str value)
{
	if (value.n == 0)
		return;
	part(out);
	expr_format_field(str_of(name), value, out);
}

static void add_tree(struct buf *out, const struct expr *expr)
{
	if (expr == NULL)
		return;
	part(out);
	expr_format(expr, out);
}

static void add_dates(struct buf *out, const struct selection *s)
{
	if (s->since == 0 && s->before == 0)
		return;
	part(out);
	buf_add_str(out, STR("date:"));
	span_format(s->since, s->before, out);
}

void query_format(const struct selection *s, struct buf *out)
{
	char text[24];
	add_tree(out, s->expr);
	if (s->feed != 0) {
		snprintf(text, sizeof text, "%" PRId64, s->feed);
		add_field(out, "feed", str_of(text));
	}
	add_field(out, "source", s->source);
	add_field(out, "lang", s->lang);
	add_field(out, "tag", s->tag);
	add_field(out, "is", s->unread ? STR("unread") : STR(""));
	add_field(out, "is", s->starred ? STR("starred") : STR(""));
	add_dates(out, s);
	add_tree(out, s->where);
	if (s->sort != SORT_DATE || s->reverse) {
		snprintf(text, sizeof text, "%s%s", s->reverse ? "-" : "", sort_key_name(s->sort));
		add_field(out, "sort", str_of(text));
	}
	if (s->expr != NULL && s->level != LEVEL_STEM)
		add_field(out, "level", str_of(level_name(s->level)));
}

#include "config.h"

#include "library/query.h"

#include "base/near.h"
#include "library/feeds.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MAX_B = 1000, FIRST_YEAR = 1, LAST_YEAR = 9999, DAY_S = 86400 };

struct parsing {
	struct library *library;
	struct arena *texts;
	struct selection *selection;
	struct buf title;
	struct err *err;
	int status; /* of the first that is wrong */
};

/* A word taken off the query: its field, where it has one, and its value without quotes. */
struct word {
	char field[16];
	char value[WORD_MAX_B];
};

static void wrong(struct parsing *p, int code, const char *format, const char *what, const char *more)
{
	if (p->status == 0)
		p->status = err_set(p->err, (enum err_code)code, format, what, more);
}

/* --- dates: days since 1970, and the spans that a text names --- */

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Of a year from 1 on, proleptic Gregorian. */
static int64_t day_number(int year, int month, int day)
{
	int64_t before = year - 1, number = before * 365 + before / 4 - before / 100 + before / 400 - 719162;
	for (int m = 1; m < month; m++)
		number += month_days(year, m);
	return number + day - 1;
}

static bool take_number(const char **at, int max, int *number)
{
	int n = 0, digits = 0;
	for (; **at >= '0' && **at <= '9' && digits < 4; digits++)
		n = n * 10 + (*(*at)++ - '0');
	*number = n;
	return digits > 0 && n >= 1 && n <= max;
}

/* "2023", "2023-05" or "2023-05-07" as the days [first, behind). */
static bool take_span(const char **at, int64_t *first, int64_t *behind)
{
	int year, month = 0, day = 0;
	if (!take_number(at, LAST_YEAR, &year))
		return false;
	if (**at == '-' && (++*at, !take_number(at, 12, &month)))
		return false;
	if (month > 0 && **at == '-' && (++*at, !take_number(at, month_days(year, month), &day)))
		return false;
	*first = day_number(year, month > 0 ? month : 1, day > 0 ? day : 1);
	*behind = day > 0     ? *first + 1
	          : month > 0 ? *first + month_days(year, month)
	                      : day_number(year + 1, 1, 1);
	return true;
}

/* 0 is for an open end: the first second of 1970 is none. */
static int64_t second_of(int64_t day)
{
	return day == 0 ? 1 : day * DAY_S;
}

static bool read_dates(const char *text, struct selection *s)
{
	int64_t first = 0, behind = 0, unused;
	bool from = *text != '.', to;
	if (from && !take_span(&text, &first, &behind))
		return false;
	if (*text == '\0') {
		s->since = second_of(first);
		s->before = second_of(behind);
		return from;
	}
	if (text[0] != '.' || text[1] != '.')
		return false;
	text += 2;
	to = *text != '\0';
	if ((to && !take_span(&text, &unused, &behind)) || *text != '\0' || (!from && !to))
		return false;
	s->since = from ? second_of(first) : 0;
	s->before = to ? second_of(behind) : 0;
	return true;
}

/* --- fields --- */

static struct str kept(const struct parsing *p, const char *value)
{
	return arena_copy(p->texts, str_of(value));
}

static void field_feed(struct parsing *p, const char *value)
{
	char *end;
	int64_t id = strtoll(value, &end, 10);
	struct err err;
	if (*value != '\0' && *end == '\0' && id > 0) {
		p->selection->feed = id;
		return;
	}
	int status = p->library == NULL ? ERR_NO_MATCH : library_find_feed(p->library, str_of(value), &id, &err);
	if (status == 0)
		p->selection->feed = id;
	else
		wrong(p, status, "%s%s", p->library == NULL ? "a feed has a number here: " : err.message,
		      p->library == NULL ? value : "");
}

static void field_source(struct parsing *p, const char *value)
{
	p->selection->source = kept(p, value);
}

static void field_lang(struct parsing *p, const char *value)
{
	p->selection->lang = kept(p, value);
}

static void field_tag(struct parsing *p, const char *value)
{
	p->selection->tag = kept(p, value);
}

static void field_title(struct parsing *p, const char *value)
{
	if (*value == '\0')
		return;
	if (p->title.n > 0)
		buf_add_char(&p->title, ' ');
	buf_add_str(&p->title, str_of(value));
}

static void field_is(struct parsing *p, const char *value)
{
	if (strcmp(value, "unread") == 0)
		p->selection->unread = true;
	else if (strcmp(value, "starred") == 0)
		p->selection->starred = true;
	else
		wrong(p, ERR_USAGE, "an article is:unread or is:starred, not is:%s%s", value, "");
}

static void field_date(struct parsing *p, const char *value)
{
	if (!read_dates(value, p->selection))
		wrong(p, ERR_USAGE, "'%s' is no date: date:2023, date:2023-05..2023-07-15%s", value, "");
}

static void field_sort(struct parsing *p, const char *value)
{
	bool reverse = *value == '-';
	for (int key = 0; key < SORT_COUNT; key++) {
		if (strcmp(value + reverse, sort_key_name((enum sort_key)key)) != 0)
			continue;
		p->selection->sort = (enum sort_key)key;
		p->selection->reverse = reverse;
		return;
	}
	wrong(p, ERR_USAGE, "'%s' is no order: sort:date, stored, title, source or size%s", value, "");
}

static const struct {
	const char *name;
	void (*read)(struct parsing *p, const char *value);
} fields[] = {
	{"feed", field_feed},   {"source", field_source}, {"lang", field_lang}, {"tag", field_tag},
	{"title", field_title}, {"is", field_is},         {"date", field_date}, {"sort", field_sort},
};

enum { N_FIELDS = sizeof fields / sizeof *fields };

/* --- words --- */

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

/* Letters before a colon, and what stands behind it. */
static void take_field(struct str *rest, char *field, size_t size)
{
	size_t n = 0;
	while (n < rest->n && (ascii_lower(rest->p[n]) >= 'a' && ascii_lower(rest->p[n]) <= 'z'))
		n++;
	field[0] = '\0';
	if (n == 0 || n >= size || n == rest->n || rest->p[n] != ':')
		return;
	for (size_t i = 0; i < n; i++)
		field[i] = ascii_lower(rest->p[i]);
	field[n] = '\0';
	*rest = str_sub(*rest, n + 1, rest->n);
}

/* What goes beyond WORD_MAX_B is dropped, whole characters of it. */
static bool take_word(struct str *rest, struct word *word)
{
	size_t n = 0;
	while (rest->n > 0 && is_blank(rest->p[0]))
		*rest = str_sub(*rest, 1, rest->n);
	if (rest->n == 0)
		return false;
	take_field(rest, word->field, sizeof word->field);
	bool quoted = rest->n > 0 && rest->p[0] == '"';
	size_t at = quoted;
	for (; at < rest->n; at++) {
		char c = rest->p[at];
		bool doubled = quoted && c == '"' && at + 1 < rest->n && rest->p[at + 1] == '"';
		if (quoted ? c == '"' && !doubled : is_blank(c))
			break;
		at += doubled;
		if (n < WORD_MAX_B - 1)
			word->value[n++] = is_blank(c) ? ' ' : c;
	}
	if (n == WORD_MAX_B - 1)
		while (n > 0 && ((unsigned char)word->value[n - 1] & 0x80) != 0)
			n--;
	word->value[n] = '\0';
	*rest = str_sub(*rest, at + (quoted && at < rest->n), rest->n);
	return true;
}

static void take(struct parsing *p, const struct word *word)
{
	if (word->field[0] == '\0') {
		field_title(p, word->value);
		return;
	}
	struct near near = near_to(word->field);
	for (size_t i = 0; i < N_FIELDS; i++) {
		if (strcmp(fields[i].name, word->field) == 0) {
			fields[i].read(p, word->value);
			return;
		}
		near_try(&near, fields[i].name);
	}
	wrong(p, ERR_USAGE, "nothing is selected by '%s:'%s", word->field, near_hint(&near));
}

int query_parse(struct str query, struct library *library, struct arena *texts, struct selection *selection,
                struct err *err)
{
	struct word word;
	struct parsing p = {.library = library, .texts = texts, .selection = selection, .err = err};
	*selection = (struct selection){.feed = 0};
	buf_init(&p.title, BUF_NO_MAX);
	while (take_word(&query, &word))
		take(&p, &word);
	if (p.title.n > 0)
		selection->title = arena_copy(texts, buf_str(&p.title));
	buf_done(&p.title);
	return p.status;
}

/* --- and back --- */

static void begin_field(struct buf *out, const char *name)
{
	buf_addf(out, "%s%s:", out->n > 0 && out->p[out->n - 1] != ' ' ? " " : "", name);
}

static void add_value(struct buf *out, struct str value)
{
	bool plain = value.n > 0 && value.p[0] != '"';
	for (size_t i = 0; i < value.n; i++)
		plain = plain && !is_blank(value.p[i]);
	if (plain) {
		buf_add_str(out, value);
		return;
	}
	buf_add_char(out, '"');
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '"')
			buf_add_char(out, '"');
		buf_add_char(out, value.p[i]);
	}
	buf_add_char(out, '"');
}

static void add_text(struct buf *out, const char *name, struct str value)
{
	if (value.n == 0)
		return;
	begin_field(out, name);
	add_value(out, value);
}

/* The day that a second is in, by searching: it is done once a list. */
static void add_day(struct buf *out, int64_t second)
{
	int64_t number = second >= 0 ? second / DAY_S : -((-second + DAY_S - 1) / DAY_S);
	int year = FIRST_YEAR, month = 1;
	for (int step = 8192; step > 0; step /= 2)
		if (year + step <= LAST_YEAR && day_number(year + step, 1, 1) <= number)
			year += step;
	while (month < 12 && day_number(year, month + 1, 1) <= number)
		month++;
	buf_addf(out, "%04d-%02d-%02d", year, month, (int)(number - day_number(year, month, 1)) + 1);
}

static void add_dates(struct buf *out, const struct selection *s)
{
	if (s->since == 0 && s->before == 0)
		return;
	begin_field(out, "date");
	if (s->since != 0)
		add_day(out, s->since);
	buf_add_str(out, STR(".."));
	if (s->before != 0)
		add_day(out, s->before - 2);
}

void query_format(const struct selection *s, struct buf *out)
{
	if (s->feed != 0) {
		begin_field(out, "feed");
		buf_addf(out, "%" PRId64, s->feed);
	}
	add_text(out, "source", s->source);
	add_text(out, "lang", s->lang);
	add_text(out, "tag", s->tag);
	add_text(out, "title", s->title);
	if (s->unread)
		buf_addf(out, "%sis:unread", out->n > 0 ? " " : "");
	if (s->starred)
		buf_addf(out, "%sis:starred", out->n > 0 ? " " : "");
	add_dates(out, s);
	if (s->sort != SORT_DATE || s->reverse) {
		begin_field(out, "sort");
		buf_addf(out, "%s%s", s->reverse ? "-" : "", sort_key_name(s->sort));
	}
}

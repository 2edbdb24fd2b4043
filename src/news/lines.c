#include "config.h"

#include "news/lines.h"

#include "base/mem.h"
#include "text/digit.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Space, or a sign that is not seen at the end of a line (LRM, RLM, ALM, ZWNJ, BOM …). */
static bool is_blank(uint32_t cp)
{
	return phrase_is_space(cp) || (cp >= 0x200B && cp <= 0x200F) || cp == 0x061C || cp == 0xFEFF
	       || cp == 0x2060;
}

static size_t last_start(struct str s)
{
	size_t i = s.n;
	while (i > 0 && ((unsigned char)s.p[--i] & 0xC0) == 0x80) {
	}
	return i;
}

static struct str trim_end(struct str s)
{
	while (s.n > 0) {
		uint32_t cp;
		size_t i = last_start(s);
		utf8_decode(s.p + i, s.n - i, &cp);
		if (!is_blank(cp))
			break;
		s.n = i;
	}
	return s;
}

/* Marks at the end of a line are left: they may set its order. */
static struct str trim_spaces(struct str s)
{
	while (s.n > 0) {
		uint32_t cp;
		size_t i = last_start(s);
		utf8_decode(s.p + i, s.n - i, &cp);
		if (!phrase_is_space(cp))
			break;
		s.n = i;
	}
	return s;
}

struct str text_trim(struct str s)
{
	while (s.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(s.p, s.n, &cp);
		if (!is_blank(cp))
			break;
		s = str_sub(s, n, s.n);
	}
	return trim_end(s);
}

static bool is_digit(uint32_t cp)
{
	return digit_value(cp) >= 0;
}

static bool is_sentence_end(uint32_t cp)
{
	return cp == '.' || cp == '!' || cp == '?' || cp == 0x061F || cp == 0x06D4 || cp == 0x2026;
}

static bool opens_quote(uint32_t cp)
{
	return cp == '"' || cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0x00AB || cp == 0x00BB
	       || cp == 0x2039 || cp == 0x05F4;
}

static bool is_closer(uint32_t cp)
{
	return opens_quote(cp) || cp == '\'' || cp == 0x2019 || cp == ')' || cp == ']' || cp == 0x203A;
}

static bool is_bullet(uint32_t cp)
{
	return cp == '-' || cp == '*' || cp == '+' || cp == 0x2022 || cp == 0x2013 || cp == 0x2014
	       || cp == 0x00B7 || cp == 0x25AA || cp == 0x25CF || cp == 0x25CB || cp == 0x25A0
	       || cp == 0x25E6 || cp == 0x2043 || cp == 0x25BA || cp == 0x25C4 || cp == 0x2023;
}

/* "• text", "- text", "3. text", "٣) text", "۳- text" */
static bool is_item(struct str s)
{
	uint32_t cp;
	size_t i = utf8_decode(s.p, s.n, &cp);
	if (is_bullet(cp)) {
		/* A dash needs its space: "-5" is a number, "--" a rule. */
		if (i >= s.n)
			return false;
		uint32_t next;
		utf8_decode(s.p + i, s.n - i, &next);
		return phrase_is_space(next) || (cp >= 0x2022 && phrase_is_letter(next));
	}
	size_t digits = 0;
	while (is_digit(cp) && i < s.n) {
		digits++;
		i += utf8_decode(s.p + i, s.n - i, &cp);
	}
	if (digits == 0 || digits > 2 || (cp != '.' && cp != ')' && cp != '-') || i >= s.n)
		return false;
	utf8_decode(s.p + i, s.n - i, &cp);
	return phrase_is_space(cp);
}

/* Which sign closes a quotation opened by this one, or 0. */
static uint32_t closing_quote(uint32_t open)
{
	switch (open) {
	case '"': return '"';
	case 0x201C: return 0x201D;
	case 0x201D: return 0x201C;
	case 0x201E: return 0x201D;
	case 0x00AB: return 0x00BB;
	case 0x00BB: return 0x00AB;
	case 0x05F4: return 0x05F4;
	default: return 0;
	}
}

/* One quotation: the sign that closes it stands at the end, and only there. */
static bool is_whole_quote(struct str s)
{
	uint32_t open, cp;
	size_t i = utf8_decode(s.p, s.n, &open);
	uint32_t close = closing_quote(open);
	if (close == 0)
		return false;
	size_t closed_at = 0;
	while (i < s.n) {
		i += utf8_decode(s.p + i, s.n - i, &cp);
		if (closed_at > 0 && !is_sentence_end(cp) && cp != 0x060C && cp != ',')
			return false;
		if (cp == close && closed_at == 0)
			closed_at = i;
	}
	return closed_at > 0;
}

static void find_last(struct text_line *line)
{
	struct str s = line->text;
	while (s.n > 0) {
		size_t i = last_start(s);
		utf8_decode(s.p + i, s.n - i, &line->last);
		if (!is_closer(line->last) && !is_blank(line->last))
			break;
		s.n = i;
	}
	line->ends_sentence = is_sentence_end(line->last);
}

static bool is_code_sign(uint32_t cp)
{
	return cp < 0x80 && memchr("{}[]<>=;#$&*_\\|~^`@+", (int)cp, 20) != NULL;
}

void text_line_measure(struct text_line *line, struct str text)
{
	struct text_line m = {.text = text_trim(text), .whole = line->whole,
	                      .indent_col = line->indent_col, .gap_before = line->gap_before};
	size_t space_run = 0;
	bool in_word = false;
	for (size_t i = 0; i < m.text.n;) {
		uint32_t cp;
		i += utf8_decode(m.text.p + i, m.text.n - i, &cp);
		m.first = m.n_cp++ == 0 ? cp : m.first;
		if (phrase_is_space(cp)) {
			space_run += cp == '\t' ? 2 : 1;
			in_word = false;
			continue;
		}
		m.n_wide_gaps += space_run > 1;
		space_run = 0;
		m.n_words += !in_word;
		in_word = true;
		if (phrase_is_letter(cp))
			m.n_letters++;
		else if (is_digit(cp))
			m.n_digits++;
		else if (is_code_sign(cp))
			m.n_signs++;
		else if (cp >= 0x2500 && cp < 0x25A0)
			m.drawn = true;
	}
	if (m.n_cp > 0) {
		find_last(&m);
		m.opens_quote = opens_quote(m.first);
		m.whole_quote = m.opens_quote && is_whole_quote(m.text);
		m.item = is_item(m.text);
	}
	*line = m;
}

/* Columns of the space at the start of a line, a tab to the next eighth. */
static uint32_t indent_of(struct str whole)
{
	uint32_t col = 0;
	for (size_t i = 0; i < whole.n; i++) {
		if (whole.p[i] == '\t')
			col = col / 8 * 8 + 8;
		else if (whole.p[i] == ' ')
			col++;
		else
			break;
	}
	return col;
}

void text_lines_read(struct text_lines *lines, struct str text)
{
	*lines = (struct text_lines){0};
	struct str bytes;
	bool gap = false;
	while (str_next_line(&text, &bytes)) {
		lines->items = xgrow(lines->items, lines->n, &lines->cap, sizeof *lines->items);
		struct text_line *line = &lines->items[lines->n++];
		*line = (struct text_line){.whole = trim_spaces(bytes), .gap_before = gap};
		line->indent_col = indent_of(line->whole);
		text_line_measure(line, line->whole);
		gap = line->text.n == 0;
	}
}

void text_lines_drop_blank(struct text_lines *lines)
{
	size_t kept = 0;
	for (size_t i = 0; i < lines->n; i++)
		if (lines->items[i].text.n > 0)
			lines->items[kept++] = lines->items[i];
	lines->n = kept;
}

void text_lines_done(struct text_lines *lines)
{
	free(lines->items);
	*lines = (struct text_lines){0};
}

#include "config.h"

#include "news/shape.h"

#include "news/verbatim.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <string.h>

enum {
	LONG_CP = 100,      /* no terminal line of prose is longer: it is a paragraph */
	TERMINAL_CP = 84,   /* an indented line of more is a paragraph that begins so */
	MIN_WRAP_CP = 45,
	MAX_WRAP_CP = 110,
	MAX_FILLED_CP = 200,
	WRAP_SLACK_CP = 2,  /* some fill to a column less */
	MIN_PROSE_WORDS = 15, /* without an end of its own; no verse is so long */
	MIN_FULL_WORDS = 12,
	MAX_TITLE_WORDS = 22,
	MAX_TITLE_CP = 150
};

/* Mostly letters, and few of the signs that code is made of. */
static bool is_wordy(const struct text_line *line)
{
	uint32_t seen = line->n_cp - (line->n_words > 0 ? line->n_words - 1 : 0);
	return line->n_letters * 10 >= seen * 6 && line->n_signs * 8 <= line->n_letters && !line->drawn;
}

bool line_is_prose(const struct text_line *line)
{
	if (!is_wordy(line))
		return false;
	return line->n_words >= MIN_PROSE_WORDS || line->n_cp > LONG_CP || (line->n_words >= 5 && line->ends_sentence);
}

bool line_is_title(const struct text_line *line)
{
	return line->n_letters >= 2 && line->n_words <= MAX_TITLE_WORDS && line->n_cp <= MAX_TITLE_CP
	       && line->last != '.' && line->last != 0x06D4 && line->last != 0x060C && line->last != ','
	       && line->last != ':' && !line->drawn;
}

bool line_is_preformatted(const struct text_line *line)
{
	if (line->drawn)
		return true;
	bool aligned = line->n_wide_gaps >= 2 && line->n_words <= line->n_wide_gaps * 4;
	return aligned && !line->ends_sentence;
}

static bool is_code(const struct text_line *line)
{
	if (line->last == '{' || line->last == '}' || line->last == ';')
		return true;
	return line->n_cp >= 3 && !is_wordy(line) && line->n_signs > 0;
}

static bool is_structural(const struct text_line *line)
{
	return (line->indent_col >= 2 && line->n_cp < TERMINAL_CP) || line_is_preformatted(line) || is_code(line);
}

static uint32_t first_word_cp(const struct text_line *line)
{
	uint32_t n = 0, cp;
	for (size_t i = 0; i < line->text.n; n++) {
		i += utf8_decode(line->text.p + i, line->text.n - i, &cp);
		if (phrase_is_space(cp))
			break;
	}
	return n;
}

static bool follows(const struct text_lines *lines, size_t i)
{
	return i + 1 < lines->n && lines->items[i].text.n > 0 && lines->items[i + 1].text.n > 0;
}

/* Whether the first word of the next line would not have fitted on this one. */
static bool is_full(const struct text_line *line, const struct text_line *next, uint32_t width)
{
	return line->n_cp + 1 + first_word_cp(next) + WRAP_SLACK_CP > width;
}

static uint32_t wrap_width(const struct text_lines *lines)
{
	uint32_t width = 0;
	for (size_t i = 0; i < lines->n; i++)
		if (follows(lines, i) && lines->items[i].n_cp > width)
			width = lines->items[i].n_cp;
	return width;
}

/*
 * Filled prose: nearly every line that another follows is full; the last line
 * of a block ends a sentence more often than not, and is short here and there.
 * Verses of even length pass the first test but not the second.
 */
static bool is_wrapped(const struct text_lines *lines)
{
	uint32_t width = wrap_width(lines);
	if (width < MIN_WRAP_CP || width > MAX_WRAP_CP)
		return false;
	size_t inner = 0, full = 0, inner_ends = 0, ends = 0, closed = 0, short_ends = 0;
	for (size_t i = 0; i < lines->n; i++) {
		const struct text_line *line = &lines->items[i];
		if (follows(lines, i)) {
			inner++;
			full += is_full(line, line + 1, width) && !is_structural(line);
			inner_ends += line->ends_sentence;
		} else if (i > 0 && follows(lines, i - 1)) {
			ends++;
			closed += line->ends_sentence;
			short_ends += line->n_cp * 5 < width * 4;
		}
	}
	return inner >= 2 && full * 100 >= inner * 85 && inner_ends * 3 <= inner && closed * 2 >= ends
	       && short_ends > 0;
}

/*
 * Lines filled to a width, whatever it is, without the rest that makes wrapped
 * prose of them: none of them is a paragraph.
 */
static bool is_filled(const struct text_lines *lines)
{
	uint32_t width = wrap_width(lines);
	size_t inner = 0, full = 0, half = 0, closed = 0;
	if (width < MIN_WRAP_CP || width > MAX_FILLED_CP)
		return false;
	for (size_t i = 0; i < lines->n; i++) {
		if (!follows(lines, i))
			continue;
		inner++;
		full += is_full(&lines->items[i], &lines->items[i + 1], width);
		half += lines->items[i].n_cp * 2 >= width;
		closed += lines->items[i].ends_sentence;
	}
	/* By bytes or by columns of another font the lines are less even, but still end in mid-sentence. */
	return (inner >= 4 && full * 3 >= inner * 2 && closed * 2 <= inner)
	       || (inner >= 6 && half * 3 >= inner * 2 && closed * 5 <= inner);
}

struct line_counts {
	size_t n;          /* lines that are not blank */
	size_t structural; /* of those: aligned, indented, code */
	size_t prose;
	size_t paragraphs; /* of those: too long for a verse, a remark or a message */
};

/* Longer than a verse, were it vocalised, and hardly anything in it but words. */
static bool is_long_prose(const struct text_line *line)
{
	uint32_t seen = line->n_cp - (line->n_words > 0 ? line->n_words - 1 : 0);
	if (!line_is_prose(line) || line->item || line->n_letters * 5 < seen * 4)
		return false;
	return line->n_words >= MIN_PROSE_WORDS || (line->n_cp > LONG_CP && line->n_words >= MIN_FULL_WORDS);
}

static struct line_counts count_lines(const struct text_lines *lines)
{
	struct line_counts c = {0};
	for (size_t i = 0; i < lines->n; i++) {
		const struct text_line *line = &lines->items[i];
		if (line->text.n == 0)
			continue;
		c.n++;
		if (is_structural(line)) {
			c.structural++;
			continue;
		}
		c.prose += line_is_prose(line);
		c.paragraphs += is_long_prose(line);
	}
	return c;
}

struct marker_counts {
	size_t n;      /* lines that are markers of any kind */
	size_t sure;   /* of those: which only an article has */
	bool in_place; /* a date under the title, or a source with nothing but markers after it */
};

static struct marker_counts count_markers(const struct text_lines *lines, const struct marker_index *index)
{
	struct marker_counts c = {0};
	bool source_last = false, dated = false;
	size_t seen = 0;
	for (size_t i = 0; i < lines->n; i++) {
		const struct text_line *line = &lines->items[i];
		seen += line->text.n > 0;
		struct marker m = {.kind = MARKER_NONE};
		if (line->n_cp <= LONG_CP && !is_structural(line))
			m = marker_find(index, line);
		c.n += m.kind != MARKER_NONE;
		source_last = line->text.n == 0 || m.kind != MARKER_NONE ? source_last : false;
		if (!m.labelled && m.rest.n > 0)
			continue;
		c.sure += m.kind == MARKER_SOURCE || m.kind == MARKER_DATE || m.kind == MARKER_READ_ALSO;
		source_last |= m.kind == MARKER_SOURCE;
		dated |= m.kind == MARKER_DATE && (seen == 2 || seen == 3);
	}
	c.in_place = source_last || dated;
	return c;
}

/* An article needs evidence: markers, or paragraphs. In doubt the lines stand as they are. */
enum text_shape shape_of(const struct text_lines *lines, const struct marker_index *index)
{
	enum { MIN_SHAPE_LINES = 4 };
	if (text_is_verbatim(lines, index))
		return SHAPE_LINES;
	struct line_counts c = count_lines(lines);
	struct marker_counts m = count_markers(lines, index);
	if (is_wrapped(lines))
		return m.sure > 0 ? SHAPE_WRAPPED : SHAPE_LINES;
	if (c.structural * 3 > c.n || is_filled(lines))
		return SHAPE_LINES;
	size_t n = c.n - c.structural;
	n -= m.n < n ? m.n : n;
	if (m.sure > 0 && ((c.prose > 0 && c.prose * 5 >= n) || (m.in_place && c.n >= MIN_SHAPE_LINES)))
		return SHAPE_ARTICLE;
	return c.paragraphs > 0 && (c.paragraphs * 5 >= n || c.prose * 3 >= n) ? SHAPE_ARTICLE : SHAPE_LINES;
}

enum text_shape shape_of_body(const struct text_lines *lines, const struct marker_index *index, enum body_kind kind)
{
	enum { MIN_STRUCTURAL = 3 }; /* an odd line or two is in many a body */
	if (kind == BODY_MAIL && text_is_verbatim(lines, index))
		return SHAPE_LINES;
	if (kind != BODY_PARAGRAPHS && is_wrapped(lines))
		return SHAPE_WRAPPED;
	struct line_counts c = count_lines(lines);
	bool stands = (c.structural >= MIN_STRUCTURAL && c.structural * 3 > c.n) || (kind == BODY_MAIL && is_filled(lines));
	return stands ? SHAPE_LINES : SHAPE_ARTICLE;
}

/* Whether line i + 1 goes on where line i was cut. */
static bool joins(const struct text_lines *lines, size_t i, uint32_t width)
{
	if (!follows(lines, i))
		return false;
	const struct text_line *line = &lines->items[i], *next = line + 1;
	if (next->item || line->indent_col >= 4 || is_structural(line) || line_is_preformatted(next)
	    || next->first == '>')
		return false;
	if (next->indent_col != line->indent_col && !line->item)
		return false;
	return is_full(line, next, width);
}

static struct str join(struct text_lines *lines, size_t from, size_t to, struct arena *arena)
{
	size_t n = 0;
	for (size_t i = from; i < to; i++)
		n += lines->items[i].text.n + 1;
	char *out = arena_alloc(arena, n + 1);
	n = 0;
	for (size_t i = from; i < to; i++) {
		if (i > from)
			out[n++] = ' ';
		memcpy(out + n, lines->items[i].text.p, lines->items[i].text.n);
		n += lines->items[i].text.n;
	}
	return (struct str){out, n};
}

void shape_unwrap(struct text_lines *lines, struct arena *arena)
{
	uint32_t width = wrap_width(lines);
	size_t kept = 0;
	for (size_t i = 0, end; i < lines->n; i = end) {
		for (end = i + 1; end < lines->n && joins(lines, end - 1, width); end++) {
			/* An item's further lines are indented under it. */
			if (lines->items[i].item && lines->items[end].indent_col == lines->items[i].indent_col)
				break;
			if (lines->items[i].item)
				lines->items[end].item = true;
		}
		struct text_line line = lines->items[i];
		if (end > i + 1) {
			struct str joined = join(lines, i, end, arena);
			line.whole = joined;
			text_line_measure(&line, joined);
		}
		lines->items[kept++] = line;
	}
	lines->n = kept;
}

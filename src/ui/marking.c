#include "config.h"

#include "ui/marking.h"

#include "base/mem.h"
#include "term/terminal.h"
#include "words/match.h"

#include <stdlib.h>

enum { WORD_MAX_B = 512 }; /* a longer one is cut all the same */

void marking_init(struct marking *marking, struct keywords *keywords)
{
	*marking = (struct marking){.shown = true, .keywords = keywords};
	marking->hits = xcalloc(1, sizeof *marking->hits);
	keywords_init(&marking->terms);
}

void marking_done(struct marking *marking)
{
	keywords_done(&marking->terms);
	hits_free(marking->hits);
	free(marking->hits);
	free(marking->ranges);
}

bool marking_any(const struct marking *marking)
{
	bool terms = marking->terms_shown && marking->terms.n > 0;
	return marking->shown && (terms || marking->keywords->n > 0);
}

/* A piece of a text, and how many code points stand before it. */
struct piece_of {
	struct str text;
	size_t from_b, from_cp;
};

/* Code points of valid UTF-8. */
static size_t count_cp(struct str text)
{
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++)
		n += ((unsigned char)text.p[i] & 0xC0) != 0x80;
	return n;
}

static size_t offset_b(struct str text, size_t n_cp)
{
	size_t i = 0;
	for (; i < text.n; i++)
		if (((unsigned char)text.p[i] & 0xC0) != 0x80 && n_cp-- == 0)
			break;
	return i;
}

/* Back to just after a blank, on to just before one. */
static struct str widen(struct str text, size_t *from_b, size_t to_b)
{
	size_t from = *from_b > MARKING_NEAR_B ? *from_b - MARKING_NEAR_B : 0;
	size_t to = text.n - to_b > MARKING_NEAR_B ? to_b + MARKING_NEAR_B : text.n;
	for (size_t n = 0; n < WORD_MAX_B && from > 0 && text.p[from - 1] != ' '; n++)
		from--;
	for (size_t n = 0; n < WORD_MAX_B && to < text.n && text.p[to] != ' '; n++)
		to++;
	while (from > 0 && from < text.n && ((unsigned char)text.p[from] & 0xC0) == 0x80)
		from--;
	while (to < text.n && ((unsigned char)text.p[to] & 0xC0) == 0x80)
		to++;
	*from_b = from;
	return str_sub(text, from, to);
}

static void add(struct marking *marking, size_t at, struct mark_range range)
{
	marking->ranges = xgrow(marking->ranges, marking->n, &marking->cap, sizeof *marking->ranges);
	for (size_t i = marking->n; i > at; i--)
		marking->ranges[i] = marking->ranges[i - 1];
	marking->ranges[at] = range;
	marking->n++;
}

static void add_keywords(struct marking *marking, const struct piece_of *piece, size_t from_b, size_t to_b)
{
	struct hits *hits = marking->hits;
	keywords_find(marking->keywords, piece->text, hits);
	hits_thin(hits);
	for (size_t i = 0; i < hits->n; i++) {
		const struct hit *hit = &hits->at[i];
		bool inside = piece->from_b + hit->to_b > from_b && piece->from_b + hit->from_b < to_b;
		if (inside)
			add(marking, marking->n,
			    (struct mark_range){piece->from_cp + hit->from_cp, piece->from_cp + hit->to_cp, hit->keyword});
	}
}

/* Terms, where no keyword stands. */
static void add_terms(struct marking *marking, const struct piece_of *piece)
{
	struct hits *hits = marking->hits;
	size_t at = 0;
	keywords_find(&marking->terms, piece->text, hits);
	hits_thin(hits);
	for (size_t i = 0; i < hits->n; i++) {
		struct mark_range range = {piece->from_cp + hits->at[i].from_cp, piece->from_cp + hits->at[i].to_cp,
		                           MARK_TERM};
		while (at < marking->n && marking->ranges[at].end_cp <= range.start_cp)
			at++;
		if (at == marking->n || marking->ranges[at].start_cp >= range.end_cp)
			add(marking, at, range);
	}
}

void marking_find_keywords(struct marking *marking, struct str text, size_t from_b, size_t to_b)
{
	struct piece_of piece = {.from_b = from_b};
	marking->n = 0;
	piece.text = widen(text, &piece.from_b, to_b);
	piece.from_cp = count_cp(str_sub(text, 0, piece.from_b));
	add_keywords(marking, &piece, from_b, to_b);
}

void marking_find(struct marking *marking, struct str text, size_t from_b, size_t to_b)
{
	struct piece_of piece = {.from_b = from_b};
	marking->n = 0;
	if (!marking_any(marking))
		return;
	piece.text = widen(text, &piece.from_b, to_b);
	piece.from_cp = count_cp(str_sub(text, 0, piece.from_b));
	add_keywords(marking, &piece, from_b, to_b);
	if (marking->terms_shown)
		add_terms(marking, &piece);
}

void marking_find_cp(struct marking *marking, struct str text, size_t from_cp, size_t to_cp)
{
	size_t from_b = offset_b(text, from_cp);
	size_t more_b = offset_b(str_sub(text, from_b, text.n), to_cp - from_cp);
	marking_find(marking, text, from_b, from_b + more_b);
}

bool marking_has(struct marking *marking, struct str text)
{
	keywords_find(marking->keywords, text, marking->hits);
	return marking->hits->n > 0;
}

uint32_t marking_style(const struct marking *marking, const struct mark_range *range, const struct theme *theme,
                       uint32_t base, bool current)
{
	if (range->keyword == MARK_TERM)
		return theme_mark(theme, ROLE_KEY_TERM, NULL, base);
	uint8_t group = marking->keywords->rows[range->keyword].group;
	uint32_t style = theme_mark(theme, keywords_role(group), &marking->keywords->groups[group].style, base);
	return current ? style ^ STYLE_REVERSE : style;
}

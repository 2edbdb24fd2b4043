#include "config.h"

#include "text/para.h"

#include "base/mem.h"
#include "text/bidi.h"
#include "text/breaks.h"
#include "text/clean.h"
#include "text/join.h"
#include "text/prop.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

/* One more piece's worth of room than a paragraph may have: clean_line() may expand its last character. */
enum { CAP_CP = PARA_MAX_CP + CLEAN_MAX_EXPANSION };

struct para {
	size_t n;
	enum dir dir;
	enum shape shape;
	struct look look;
	bool ended;
	bool breaks_set;
	uint32_t classes; /* bidi_classes() of the text */
	struct bidi *bidi;
	struct breaks *breaks;
	uint32_t cp[CAP_CP], props[CAP_CP], glyphs[CAP_CP];
	uint8_t levels[CAP_CP], widths[CAP_CP], clusters[CAP_CP];
};

struct para *para_new(void)
{
	/* Not zeroed: pages that no text reaches stay untouched. */
	struct para *para = xmalloc(sizeof *para);
	para->look = (struct look){0};
	para->bidi = bidi_new();
	para->breaks = breaks_new();
	para_load(para, STR(""), DIR_LTR, DIR_LTR, SHAPE_FORMS);
	return para;
}

void para_free(struct para *para)
{
	if (para == NULL)
		return;
	bidi_free(para->bidi);
	breaks_free(para->breaks);
	free(para);
}

void para_set_look(struct para *para, struct look look)
{
	para->look = look;
}

static void ensure_breaks(struct para *para)
{
	if (!para->breaks_set)
		breaks_set(para->breaks, para->cp, para->props, para->n);
	para->breaks_set = true;
}

/* How many code points of the line may be taken before there are too many of them, or too many brackets. */
static size_t piece_limit(const struct para *para)
{
	size_t limit = para->n < PARA_MAX_CP ? para->n : PARA_MAX_CP;
	size_t brackets = 0;
	for (size_t i = 0; i < limit; i++) {
		if (para->props[i] & (PROP_OPEN | PROP_CLOSE) && ++brackets > PARA_MAX_BRACKETS)
			return i;
	}
	return limit;
}

/*
 * Cut the line to a piece of at most limit code points: at the last break
 * opportunity, else at a cluster boundary. The second half of the limit is
 * searched only, so that pieces do not become small.
 */
static size_t cut_piece(struct para *para, size_t limit)
{
	ensure_breaks(para);
	size_t cut = breaks_last(para->breaks, limit / 2, limit);
	if (cut > 0)
		return cut;
	for (cut = limit; cut > limit / 2; cut--) {
		if (para->clusters[cut])
			return cut;
	}
	return limit;
}

/*
 * Columns of each code point, see para_widths(). A mark, and what is after the
 * first of a family of pictographs, which alone is shown, rides on the character
 * before it as long as nothing of another level stands between; otherwise a mark
 * gets a dotted circle of its own. A flag is its two letters in two cells, which
 * a terminal may draw as one picture of that width.
 */
static void measure(struct para *para)
{
	bool base = false;
	uint8_t base_level = 0;
	for (size_t i = 0; i < para->n; i++) {
		uint32_t prop = para->props[i];
		uint8_t level = para->levels[i];
		bool rides = prop & PROP_MARK
		             || (!para->clusters[i] && prop & (PROP_PICTOGRAPHIC | PROP_MODIFIER));
		if (prop & PROP_INVISIBLE) {
			para->widths[i] = 0;
			base = base && level == base_level;
			continue;
		}
		if (rides && base && level == base_level) {
			para->widths[i] = 0;
			continue;
		}
		bool tab = para->cp[i] == '\t';
		para->widths[i] = tab ? PARA_TAB : prop & PROP_MARK ? 1 : (uint8_t)prop_width(prop);
		base = !tab;
		base_level = level;
	}
}

static void shape_glyphs(struct para *para)
{
	struct look look = para->look;
	unsigned letters = look.lam_alef == LAM_ALEF_ONE ? JOIN_LIGATURES : 0;
	unsigned forms = JOIN_FORMS | (look.lam_alef != LAM_ALEF_TWO ? JOIN_LIGATURES : 0) |
	                 (look.marks != MARKS_DROPPED ? JOIN_MARKS : 0);
	memcpy(para->glyphs, para->cp, para->n * sizeof *para->glyphs);
	look_compose(look, para->props, para->glyphs, para->n);
	look_before_joining(look, para->cp, para->props, para->n);
	switch (para->shape) {
	case SHAPE_FORMS: join_shape(para->glyphs, para->props, para->levels, para->n, forms); break;
	case SHAPE_MIXED: join_words(para->glyphs, para->props, para->levels, para->n, forms, letters); break;
	case SHAPE_BASE: join_shape(para->glyphs, para->props, para->levels, para->n, letters); break;
	}
	look_apply(look, para->cp, para->props, para->glyphs, para->n, para->dir);
}

/* What has no glyph of its own has no width; what cannot be printed has another one. */
static void settle_glyphs(struct para *para)
{
	for (size_t i = 0; i < para->n; i++) {
		if (para->glyphs[i] == JOIN_FILLER && para->cp[i] != JOIN_FILLER)
			para->widths[i] = 0;
		else if (para->props[i] & PROP_UNPRINTABLE)
			para->glyphs[i] = para->cp[i] == '\t' ? '\t' : CP_REPLACEMENT;
	}
}

/* Everything after the code points: needs props and clusters of [0, n). */
static void analyse(struct para *para, enum dir dir, enum dir before, enum shape shape)
{
	para->shape = shape;
	para->classes = bidi_classes(para->props, para->n);
	para->dir = bidi_resolve(para->bidi, para->cp, para->props, para->n, para->classes, dir,
	                         before, para->levels);
	shape_glyphs(para);
	measure(para);
	settle_glyphs(para);
}

static void look_up(struct para *para)
{
	for (size_t i = 0; i < para->n; i++)
		para->props[i] = prop_of(para->cp[i]);
	breaks_clusters(para->props, para->n, para->clusters);
	para->breaks_set = false;
}

size_t para_load(struct para *para, struct str bytes, enum dir dir, enum dir before, enum shape shape)
{
	struct clean_result line = clean_line(bytes, para->cp, CAP_CP);
	para->n = line.n_cp;
	para->ended = line.ended;
	look_up(para);
	size_t limit = piece_limit(para);
	if (limit < para->n) {
		line = clean_line_until(bytes, para->cp, CAP_CP, cut_piece(para, limit));
		para->n = line.n_cp;
		para->ended = line.ended;
		look_up(para); /* anew: what stood after the cut may have struck over the last character */
	}
	analyse(para, dir, before, shape);
	return line.taken_b;
}

void para_load_cp(struct para *para, const uint32_t *cp, size_t n, enum dir dir, enum dir before,
                  enum shape shape)
{
	para->n = n < PARA_MAX_CP ? n : PARA_MAX_CP;
	for (size_t i = 0; i < para->n; i++)
		para->cp[i] = cp[i] <= 0x10FFFF && (cp[i] & 0xFFFFF800) != 0xD800 ? cp[i] : CP_REPLACEMENT;
	para->ended = true;
	look_up(para);
	analyse(para, dir, before, shape);
}

bool para_ended(const struct para *para)
{
	return para->ended;
}

size_t para_length(const struct para *para)
{
	return para->n;
}

enum dir para_dir(const struct para *para)
{
	return para->dir;
}

enum shape para_shape(const struct para *para)
{
	return para->shape;
}

void para_line_levels(const struct para *para, size_t start, size_t end, uint8_t *levels)
{
	bidi_line_levels(para->props, para->classes, para->levels, para->dir, start, end, levels);
}

const uint32_t *para_cp(const struct para *para)
{
	return para->cp;
}

const uint32_t *para_props(const struct para *para)
{
	return para->props;
}

const uint8_t *para_levels(const struct para *para)
{
	return para->levels;
}

const uint32_t *para_glyphs(const struct para *para)
{
	return para->glyphs;
}

const uint8_t *para_widths(const struct para *para)
{
	return para->widths;
}

bool para_cluster_at(const struct para *para, size_t i)
{
	return i == 0 || i >= para->n || para->clusters[i];
}

bool para_break_at(struct para *para, size_t i)
{
	if (i == 0 || i >= para->n)
		return i > 0;
	ensure_breaks(para);
	return breaks_at(para->breaks, i);
}

size_t para_last_break(struct para *para, size_t from, size_t to)
{
	if (to >= para->n)
		return para->n > from ? para->n : 0;
	if (from >= to)
		return 0;
	ensure_breaks(para);
	return breaks_last(para->breaks, from, to);
}

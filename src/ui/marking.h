/*
 * marking.h: which words of a text are to stand out, and how.
 *
 * The reader's keywords, and the article's own key terms when they are shown;
 * where both stand, the keyword. Only what is looked at is gone through: of a
 * long paragraph, a piece around it, cut where a blank stands. A phrase that
 * begins further than MARKING_NEAR_B before the piece is not found by its end.
 */
#ifndef JARIDA_UI_MARKING_H
#define JARIDA_UI_MARKING_H

#include "base/str.h"
#include "ui/keywords.h"
#include "ui/theme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MARKING_NEAR_B = 1024, MARKING_PIECE_B = 1 << 15 };

/* Code points [start_cp, end_cp) are a keyword, by its row; or MARK_TERM. */
struct mark_range {
	size_t start_cp, end_cp;
	uint32_t keyword;
};

#define MARK_TERM UINT32_MAX

struct marking {
	bool shown;                /* else nothing is marked */
	bool terms_shown;
	struct keywords *keywords; /* borrowed */
	struct keywords terms;     /* of the article that is shown */
	struct hits *hits;
	struct mark_range *ranges; /* what was found last: in order, none in another */
	size_t n, cap;
};

void marking_init(struct marking *marking, struct keywords *keywords);
void marking_done(struct marking *marking);

/* Whether anything can be found at all. */
bool marking_any(const struct marking *marking);

/*
 * Find what begins in bytes [from_b, to_b) of a text, into ranges. What the
 * whole text would give at these places, but as the header says.
 */
void marking_find(struct marking *marking, struct str text, size_t from_b, size_t to_b);

/* The same by code points, which the byte offsets of a long text are first looked up by. */
void marking_find_cp(struct marking *marking, struct str text, size_t from_cp, size_t to_cp);

/* Keywords alone, whether they are shown or not. */
void marking_find_keywords(struct marking *marking, struct str text, size_t from_b, size_t to_b);

/* Whether a keyword stands in a text. */
bool marking_has(struct marking *marking, struct str text);

/* The style of a range in text of the style base; current: it is the one that one has gone to. */
uint32_t marking_style(const struct marking *marking, const struct mark_range *range, const struct theme *theme,
                       uint32_t base, bool current);

#endif

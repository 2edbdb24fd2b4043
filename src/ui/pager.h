/*
 * pager.h: a document in a rectangle: scroll, go to, search, paint.
 *
 * The one component behind the reading pane, the help and the info screen.
 * Its place is a spot of the text (ui/flow.h), kept as it is through every
 * change of size; only scrolling moves it.
 *
 * A search goes on in slices (pager_search_step) so that it may be given up at
 * any time, and its matches are counted likewise once one is found; in a
 * document that is not large the first slice does all of it.
 */
#ifndef JARIDA_UI_PAGER_H
#define JARIDA_UI_PAGER_H

#include "ui/doc.h"
#include "ui/flow.h"
#include "ui/met.h"
#include "ui/marking.h"
#include "ui/options.h"
#include "ui/paint.h"
#include "ui/sought.h"
#include "ui/theme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct match {
	uint64_t key;
	size_t start_cp, end_cp;
};

enum search_state { SEARCH_IDLE, SEARCH_RUNNING, SEARCH_FOUND, SEARCH_MISSED };

struct search {
	struct sought sought;
	bool shown;      /* matches are highlighted */
	bool backward;   /* the way of / or \; n goes along, N against */
	bool has_current;
	struct match current;
	bool counted, counting;
	uint64_t count_key;  /* the paragraph that is counted next */
	size_t index, total; /* current is match number index of total, once they are counted */
	struct spot origin;  /* where typing began */
	/* the walk */
	enum search_state state;
	bool upward, wrapped, on; /* on: from one match to the one beside it */
	uint64_t key, start_key;
	size_t cp;
	bool from_end; /* backward: the whole paragraph, not only what is before cp */
};

struct pager {
	struct doc doc;
	struct flow flow;
	struct area area; /* of the text column */
	bool empty;       /* the document has no paragraph */
	struct spot top;
	struct search search;
	struct marking *marking;   /* borrowed; NULL: no keywords are marked */
	struct met *met;           /* borrowed; NULL: nothing is dimmed */
	bool has_mark;             /* the keyword that one has gone to: */
	uint64_t mark_key;
	size_t mark_cp, mark_end_cp;
	size_t mark_number, mark_total; /* its number in the document, where they were counted */
	struct stretch *stretches; /* matches, keywords and links on the line being painted */
	size_t n_stretches, cap_stretches;
};

void pager_init(struct pager *pager);
void pager_done(struct pager *pager);

/* pager->doc has been set anew: show it from its start. The pattern of the last search is kept. */
void pager_restart(struct pager *pager);

/* The text column inside area: at most options->text_width wide, on the document's side or centred. */
void pager_set_area(struct pager *pager, struct area area, enum dir side, const struct app_options *options,
                    enum shape shape);

/* Move by lines (negative: back), never past the last full screen. Returns whether anything moved. */
bool pager_scroll(struct pager *pager, long lines);
bool pager_page(struct pager *pager, int half_pages);
void pager_to_first(struct pager *pager);
void pager_to_last(struct pager *pager);
void pager_to_percent(struct pager *pager, int percent);
void pager_to_number(struct pager *pager, size_t n); /* paragraph (or line) n, from 1 */

/* Bring code point cp of a paragraph onto the screen, with that many rows above it where the end allows. */
void pager_to(struct pager *pager, uint64_t key, size_t cp, int rows_above);

/* Bring these code points onto the screen, whole, moving only when they are not there; whether one of them is. */
void pager_show(struct pager *pager, uint64_t key, size_t start_cp, size_t end_cp);
bool pager_sees(struct pager *pager, uint64_t key, size_t cp);

bool pager_at_end(struct pager *pager);
int pager_percent(struct pager *pager);

void pager_paint(struct pager *pager, struct painter *painter, struct area pane, const struct theme *theme);

/* What stands at a cell of the screen; false where there is no text. */
bool pager_at(struct pager *pager, const struct painter *painter, int row, int col, uint64_t *key, size_t *cp);

/* The paragraph that a reader would call this one: of the match that is shown, else the first that begins here. */
bool pager_current_key(struct pager *pager, uint64_t *key);

/* Typing begins; the pattern as typed so far; typing ends. */
void pager_search_begin(struct pager *pager, bool backward);
void pager_search_typed(struct pager *pager, struct str text);
void pager_search_end(struct pager *pager, bool keep);

/* At another level from now on: to the first match from the current one on, or from the top of the screen. */
void pager_search_level(struct pager *pager, enum level level);

/* Mark what a query finds, and go to the first of it, or from here on to the next. With NULL such marks are gone. */
void pager_search_query(struct pager *pager, const struct expr *expr, enum level level);
void pager_search_start(struct pager *pager, bool here);

/* The text has become another one. */
void pager_search_forget(struct pager *pager);

/* The matches in a paragraph; valid until the next call. */
const struct hits *pager_hits(struct pager *pager, uint64_t key);

/* To the next match, or with against to the one before (as the direction of the search has it). */
void pager_search_next(struct pager *pager, bool against);

/* Go on until deadline_ms (base/clock.h). Returns whether there is more to do. */
bool pager_search_step(struct pager *pager, int64_t deadline_ms);
bool pager_count_step(struct pager *pager, int64_t deadline_ms); /* the same, of counting the matches */
void pager_search_cancel(struct pager *pager);
int pager_search_percent(struct pager *pager); /* how far a running search has come */

#endif

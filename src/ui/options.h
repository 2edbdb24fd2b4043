/*
 * options.h: every option of the reader, one row each.
 *
 * From the rows come --help, the long options of the command line, `:set` and
 * its completion, and what must be done anew when a value changes. Values are
 * integers: the number itself, 0 or 1 for a switch, or the index of the word
 * in `words`, which is the value of the enum below it; and texts, which are
 * empty at first.
 */
#ifndef JARIDA_UI_OPTIONS_H
#define JARIDA_UI_OPTIONS_H

#include "base/err.h"

#include "text/look.h"

#include <stdbool.h>
#include <stddef.h>

enum panes_mode { PANES_AUTO, PANES_SIDE, PANES_STACKED, PANES_ALONE };
enum layout_mode { LAYOUT_AUTO, LAYOUT_RTL, LAYOUT_LTR };
enum letters_mode { LETTERS_AUTO, LETTERS_FORMS, LETTERS_BASE };
enum marks_mode { MARKS_AUTO, MARKS_AS_STACKED, MARKS_AS_DROPPED };
enum color_mode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum keyboard_mode { KEYBOARD_AUTO }; /* further values: enum keyboard + 1 */
enum linear_mode { LINEAR_AUTO, LINEAR_NO, LINEAR_YES, LINEAR_LINES };
enum keywords_mode { KEYWORDS_MARKED, KEYWORDS_TERMS, KEYWORDS_HIDDEN };
enum preview_mode { PREVIEW_AUTO, PREVIEW_YES, PREVIEW_NO };

struct conf;

enum { OPTION_VALUE_B = 512 }; /* of a value as text, with its end */

struct app_options {
	int bidi;       /* enum bidi_mode of term/terminal.h */
	int panes;      /* enum panes_mode */
	int layout;     /* enum layout_mode */
	int color;      /* enum color_mode; auto heeds NO_COLOR */
	int theme;      /* enum theme_name of ui/theme.h */
	int preview;    /* enum preview_mode */
	int keyboard;   /* KEYBOARD_AUTO, or enum keyboard of ui/keyboard.h + 1 */
	int text_width; /* columns of the text column at most; 0: as wide as its pane */
	int center;     /* switch: the text column stands in the middle of its pane */
	int shape;      /* enum letters_mode */
	int lam_alef;   /* enum lam_alef of text/look.h: the cells it takes */
	int marks;      /* enum marks_mode */
	int tashkeel, tatweel; /* switches: shown */
	int digits;     /* enum digits of text/look.h */
	int match_level; /* enum level of words/level.h: when words are the same to a search in an article */
	int snippets;   /* switch: what was found stands in the list with its matching line */
	int hijri;      /* 1: dates are shown in the Hijri calendar */
	int dim_known;  /* switch: what other prints that were read say, is dimmed */
	int groups;     /* 0: a story that several tell is one row of the list; 1: each has its own */
	int related_order; /* enum kin_order of ui/kin.h */
	int keywords;   /* enum keywords_mode: the reader's, the article's own terms too, or none */
	int linear;     /* enum linear_mode: paragraphs as they are, or in lines of text_width */
	int mouse;      /* switch */
	int stats;      /* switch: say at the end what was sent */
	int read_only;  /* switch: the library is opened without writing into it */
	int fetch_every; /* minutes between two fetches of the feeds while one reads; 0: only when asked for */
	int retain_days, retain_most; /* struct retention of library.h, after each fetch */
	char browser[OPTION_VALUE_B]; /* a command line for an address (ui/browse.c); empty: found */
	bool restricted; /* --restricted; no row */
	const char *library; /* its place, NULL: the usual one; no row */
	int sync_fd;    /* JARIDA_SYNC_FD, or -1; no row */
	const struct conf *config; /* keys and styles (ui/conf.h), or NULL for the first ones; no row */
};

enum option_type { OPTION_WORD, OPTION_NUMBER, OPTION_SWITCH, OPTION_TEXT };

/* What a new value makes stale. */
enum option_effect { EFFECT_NEXT_START, EFFECT_REDRAW, EFFECT_RELAYOUT };

/* Not `struct option`: that one belongs to <getopt.h>. */
struct option_row {
	const char *name;  /* as in --name and :set name */
	enum option_type type;
	const char *words; /* "auto|side|…", or what --help shows for the value: "N", "yes|no", "COMMAND" */
	int min, max;      /* of a number */
	int initial;
	size_t offset;     /* in struct app_options */
	const char *help;  /* one line, lower case */
	enum option_effect effect;
	bool restricted;   /* may be set while reading in restricted mode too */
};

size_t option_count(void);
const struct option_row *option_at(size_t i);
const struct option_row *option_find(const char *name); /* NULL: no such option */

/* All options at their initial values, sync_fd at -1. */
void options_init(struct app_options *options);

/* How the options want text to look on a terminal that puts marks upon letters, or does not. */
struct look options_look(const struct app_options *options, bool stacks_marks);

/*
 * Set one option from its value as text; NULL as value turns a switch on, or is the word yes.
 * ERR_USAGE and a message that names what is allowed when it cannot be.
 */
int option_set(struct app_options *options, const struct option_row *row, const char *value, struct err *err);

/* The value as text, as option_set() would take it. Returns out. */
const char *option_format(const struct app_options *options, const struct option_row *row,
                          char out[OPTION_VALUE_B]);

/* Whether two have the same value of an option. */
bool option_same(const struct app_options *a, const struct app_options *b, const struct option_row *row);

#endif

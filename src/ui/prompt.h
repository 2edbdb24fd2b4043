/*
 * prompt.h: one line of text, edited in bidi order.
 *
 * The text is kept in logical order as code points and is laid out as a
 * paragraph of its own at every change; the caret stands where the next
 * character would appear. What follows the sign `:` is
 * ASCII: there a key of any layout is the Latin one at its place. Otherwise
 * the prompt knows nothing of what the text is for.
 */
#ifndef JARIDA_UI_PROMPT_H
#define JARIDA_UI_PROMPT_H

#include "base/buf.h"
#include "base/str.h"
#include "text/para.h"
#include "ui/keyboard.h"
#include "ui/paint.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PROMPT_SAVE = '>', PROMPT_ASK = '=' }; /* signs that are not the key that opened them */

enum { PROMPT_MAX_CP = 2000, PROMPT_MAX_HISTORY = 50 }; /* an address may be long: Arabic in one is three signs a byte */

enum prompt_event {
	PROMPT_NOTHING,   /* the caret moved at most */
	PROMPT_CHANGED,   /* the text is another one */
	PROMPT_COMPLETE,  /* Tab */
	PROMPT_ACCEPTED,  /* Enter; the text has gone into the history */
	PROMPT_CANCELLED  /* Escape, or BackSpace in an empty line */
};

struct prompt_history {
	char *lines[PROMPT_MAX_HISTORY]; /* oldest first */
	size_t n;
};

struct prompt {
	bool active;
	uint32_t sign; /* '/', '\\', ':', '&' or one of the above: what it is for */
	const char *label; /* shown in place of the sign; ASCII, or NULL; set after prompt_open() */
	uint32_t cp[PROMPT_MAX_CP];
	size_t n, at;  /* length, caret */
	struct keyboard_guess guess; /* the owner sets guess.hint */
	bool takes_text; /* after ':', what comes is text, not a name; set by the owner before each key */
	bool translates; /* Latin keys give letters of the layout guess.hint; kept from prompt to prompt */
	struct prompt_history *history;
	size_t history_at; /* history->n: the line being typed */
	struct buf typed;  /* that line, while an older one is shown */
	struct buf text;   /* UTF-8 of cp, for prompt_text() */
};

void prompt_init(struct prompt *prompt);
void prompt_done(struct prompt *prompt);
void prompt_history_done(struct prompt_history *history);
void prompt_history_add(struct prompt_history *history, struct str line); /* the newest, once */

void prompt_open(struct prompt *prompt, uint32_t sign, struct prompt_history *history);
void prompt_close(struct prompt *prompt);

/* para is a workspace: where clusters end and which way the arrows go depends on the text's analysis. */
enum prompt_event prompt_key(struct prompt *prompt, uint32_t key, struct para *para);

/* Insert a text from outside, cleaned: line ends are spaces, what has no picture is left out. */
enum prompt_event prompt_paste(struct prompt *prompt, struct str pasted);

struct str prompt_text(struct prompt *prompt); /* borrowed until the next change */
void prompt_set_text(struct prompt *prompt, struct str text);

/*
 * Paint on one row, the sign at the side where the layout begins; puts the
 * cursor. Returns the columns that sign and text take, from that side on.
 */
int prompt_paint(struct prompt *prompt, struct painter *painter, struct area row, enum dir side, uint32_t style);

#endif

/*
 * speech.h: the reader as lines of text (--linear).
 *
 * The views are the same and keep their places in the same way; where the
 * screen would be painted, what has happened is said: the message, and what
 * stands at the cursor, from the `say` of the view that has the keys. A pager
 * is then one line high and, unless lines are asked for, as wide as its longest
 * paragraph: its place is a paragraph, wrapped by whoever shows it, so that
 * speech gets whole sentences. What moves forward by pages says all that is
 * passed, which is how a person reads on; what moves back says where it is.
 *
 * A key that was understood is answered, by one line at least, and nothing is
 * said without one but the progress of long work, seldom.
 */
#ifndef JARIDA_UI_SPEECH_H
#define JARIDA_UI_SPEECH_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SPEECH_COLS = 1 << 20 }; /* wide enough for every paragraph */

struct app;
struct pager;
struct request;
struct view_ops;

struct speech {
	bool on, unwrapped;
	bool asked;  /* a command was run, or a prompt left, since something was said */
	bool skims;  /* that command goes from article to article: titles only */
	bool typing; /* a prompt stands on the last line */
	bool begun;
	bool line_fed; /* no key was given yet, or the one before was a line feed */
	const struct view_ops *view; /* that spoke last */
	int64_t opened; /* the article whose title was said, 0: none */
	struct buf said, now;
	int64_t progress_ms;
};

void speech_init(struct speech *speech);
void speech_done(struct speech *speech);

/* Whether to speak at all, by the option and by what TERM is. */
void speech_choose(struct app *app);

/* Rectangles and widths, in place of those of the panes. */
void speech_arrange(struct app *app);

/* Say what the last key has changed, or how far work has come. */
void speech_answer(struct app *app);
void speech_progress(struct app *app);

/* A command is run: what this mode does in another way (0: nothing), else what it is remembered for. */
unsigned speech_command(struct app *app, const struct request *request);

/* A key as this mode has it; KEY_NONE: none. */
uint32_t speech_key(struct app *app, uint32_t key);

/* For views: a short text as the options want it to look; the line on which a pager stands. */
void speech_add(struct app *app, struct buf *out, struct str given);
void speech_add_pager(struct pager *pager, struct buf *out);

#endif

/*
 * sample.h: a sentence as it is sent to a terminal in each way there is, for
 * a person to say in which it reads right.
 */
#ifndef JARIDA_CLI_SAMPLE_H
#define JARIDA_CLI_SAMPLE_H

#include "base/buf.h"
#include "term/known.h"

#include <stdbool.h>
#include <stddef.h>

/* A way to send rows. The automatic one switches the terminal's own bidi off before, the others leave it. */
struct way {
	enum bidi_mode mode;
	bool automatic;
	bool forms;      /* though its model has letters: the terminal leaves forms as they are */
	bool letters;    /* no presentation forms */
	bool parted;     /* lam and alef in two cells */
	bool unmarked;   /* marks are left out */
};

enum { WAYS_MAX = 6 };

/* The ways that differ in such a terminal, the automatic one first; returns how many. */
size_t sample_ways(struct way ways[WAYS_MAX], const struct identity *who);

/* One way as it is, and with other letters, for fonts that lack some; returns how many. */
size_t sample_variants(struct way ways[WAYS_MAX], const struct way *way);

/*
 * Whether the switch is for all of the terminal at a time (Konsole, mlterm; a multiplexer draws when it likes),
 * and not for each row that is written: then the automatic way cannot stand on the screen together with others.
 */
bool sample_stands_alone(const struct identity *who);

/*
 * Append the row of a way: number at the left, the sentence at the right of
 * cols columns, and what has to be switched before and after. The row is
 * written from column 1 on, and the cursor is at the beginning of the next.
 */
void sample_add(struct buf *out, const struct identity *who, const struct way *way, int number, int cols);

/* What tells the right one: sentences of ASCII, to be broken into lines. */
const char *sample_description(void);

#endif

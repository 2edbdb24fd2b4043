/*
 * replies.h: what a terminal said about itself.
 *
 * Takes one whole control sequence, without its introducer, and notes what it
 * tells. Total: any bytes are allowed, what is not an answer that was asked
 * for changes nothing. Numbers and texts are bounded; texts are printable ASCII.
 * Answers known: DA1, DA2, DA3, XTVERSION, DECRQM of mode 8 and of mode ?2026,
 * and where the cursor stands.
 */
#ifndef JARIDA_TERM_REPLIES_H
#define JARIDA_TERM_REPLIES_H

#include "base/str.h"

#include <stdbool.h>

enum { REPLY_NUMBER_MAX = 1000000, REPLY_PLACES = 2 };

struct replies {
	bool any;   /* at least one answer */
	bool fence; /* DA1 came: nothing asked before it is still to come */
	int da1;    /* first number of DA1, -1 without one */
	int da2[3]; /* -1 without one */
	int mode_8, mode_2026; /* -1: no answer; 0 unknown, 1 set, 2 reset, 3 always set, 4 never */
	char xtversion[48]; /* "" without one */
	char da3[16];       /* "" without one */
	int columns[REPLY_PLACES]; /* of the cursor, from 1, in the order of the reports */
	size_t n_columns;
	int behind; /* what the terminal behind a multiplexer said of mode 8 on an earlier occasion (memory.h), -1: nothing */
};

void replies_init(struct replies *replies);

/* What stood between CSI and the end of the sequence, its final byte included. True when it was an answer. */
bool replies_csi(struct replies *replies, struct str sequence);

/* A report of the cursor, in the same form: a key of some keyboards looks like one. True when it was one. */
bool replies_place(struct replies *replies, struct str sequence);

/* What stood between DCS and ST. True when it was an answer. */
bool replies_dcs(struct replies *replies, struct str sequence);

#endif

/*
 * pieces.h: a file of any size as lines, long lines cut into pieces.
 *
 * Private to news. Where pieces are cut depends on the bytes alone, never on
 * the way by which one came: at each multiple m of 8192 with no line end in
 * (m - 8192, m], moved back to after the last space of the 512 bytes before m,
 * else to the start of a character. So a piece is shorter than 16 KiB, and
 * next and prev undo each other.
 *
 * Each call reads a window of the file or two, whatever the file's size. The
 * file may change meanwhile: what is gone reads as empty.
 */
#ifndef JARIDA_NEWS_PIECES_H
#define JARIDA_NEWS_PIECES_H

#include "news/window.h"

#include <stdbool.h>
#include <stdint.h>

struct piece {
	bool known;
	uint64_t key, end; /* its bytes are [key, end) */
	uint64_t size_b;   /* of the file, when it was measured */
	bool starts_line, ends_line;
};

struct pieces {
	struct window window;
	struct piece last; /* measured last: the next call need not look for its ends again */
	bool utf8;         /* line ends are those of UTF-8; until somebody knows better */
};

void pieces_init(struct pieces *pieces, int fd, uint64_t size_b);
void pieces_done(struct pieces *pieces); /* does not close fd */

/* The piece that starts at key, a byte of the file. */
struct piece pieces_at(struct pieces *pieces, uint64_t key);

/* From the start of a piece to that of the next or previous one; false, and *key as it was, at the ends. */
bool pieces_next(struct pieces *pieces, uint64_t *key);
bool pieces_prev(struct pieces *pieces, uint64_t *key);

/* Whether a line starts there, or a piece in its middle. */
bool pieces_starts_line(struct pieces *pieces, uint64_t key);

#endif

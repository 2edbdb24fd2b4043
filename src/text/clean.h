/*
 * clean.h: text from outside made safe to lay out and to print.
 *
 * Clean text is valid UTF-8 without control characters except tab and line
 * feed. Line ends (LF, CRLF, CR, NEL, LS, PS) become LF. A whole CSI sequence
 * (ESC [ … final) is dropped, of other escape sequences and controls the
 * control characters themselves; so are noncharacters. Overstrike as man(1)
 * prints it (`X BS X`, `_ BS X`) becomes X. Arabic presentation forms
 * (U+FB50–FDFF, U+FE70–FEFC) become the letters they stand for, since forms
 * neither join nor match (U+FDFA and U+FDFD are spelt out).
 *
 * Cleaning is idempotent. Wrong input is no error: these functions are total.
 */
#ifndef JARIDA_TEXT_CLEAN_H
#define JARIDA_TEXT_CLEAN_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CLEAN_MAX_EXPANSION = 32 }; /* code points that one code point can become, at most */

struct clean_result {
	size_t n_cp;    /* code points written */
	size_t taken_b; /* bytes read, the line end included */
	bool line_end;  /* the last thing read was a line end */
	bool ended;     /* that, or the end of the bytes */
};

/*
 * Decode and clean one line of bytes into cp[], which has room for max_cp >=
 * CLEAN_MAX_EXPANSION code points. Stops after the first line end (which is
 * read but not written), at the end of the bytes, or when cp[] is full.
 */
struct clean_result clean_line(struct str bytes, uint32_t *cp, size_t max_cp);

/*
 * The same, but stops when stop_cp code points have been written, or fewer
 * where the next one expands past that (only as the first it may).
 */
struct clean_result clean_line_until(struct str bytes, uint32_t *cp, size_t max_cp, size_t stop_cp);

/* Append the clean form of a whole text, as UTF-8, to out. */
void clean_text(struct str bytes, struct buf *out);

#endif

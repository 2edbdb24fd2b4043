/* fill.h: sentences as lines that break between words. Of printable ASCII alone: what the commands say of themselves. */
#ifndef JARIDA_CLI_FILL_H
#define JARIDA_CLI_FILL_H

#include "base/buf.h"
#include "base/str.h"

/*
 * Append text, from column col on, in lines of at most width_col columns that
 * end with newline and are continued at indent_col. The last is not ended. A
 * word that is longer than a line has one of its own and stays whole; width_col
 * 0: one line.
 */
void fill_add(struct buf *out, struct str text, size_t col, size_t indent_col, size_t width_col);

#endif

/*
 * raw.h: an input printed line by line, in constant memory whatever its size.
 *
 * The bytes pass through a window that always holds a whole piece of a
 * paragraph (PARA_MAX_B) and more. An input that is not UTF-8 is converted when
 * it fits into the window; of a larger one the stray bytes are U+FFFD.
 */
#ifndef JARIDA_CLI_RAW_H
#define JARIDA_CLI_RAW_H

#include "base/err.h"
#include "cli/print.h"

int raw_print(const char *path, struct printer *printer, struct err *err);

#endif

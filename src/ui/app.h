/*
 * app.h: the full-screen reader, from its sources to the last key.
 *
 * The only entry that main.c knows. Everything that changes while reading is
 * in one struct app (ui/state.h); nothing outlives app_run().
 */
#ifndef JARIDA_UI_APP_H
#define JARIDA_UI_APP_H

#include "base/buf.h"
#include "base/err.h"
#include "ui/options.h"

#include <stddef.h>

/*
 * Read the sources (files, folders, "-" for standard input) until the reader
 * leaves. Returns 0, or a negative err_code: ERR_INPUT when not one source can
 * be read, ERR_TERMINAL without a usable terminal. The terminal is given back
 * before it returns; what is then to be said (options->stats) is in last_words, which may be NULL.
 */
int app_run(const struct app_options *options, char *const *sources, size_t n_sources, struct buf *last_words,
            struct err *err);

#endif

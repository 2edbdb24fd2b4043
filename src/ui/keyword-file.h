/*
 * keyword-file.h: the keywords that were given and taken back while reading.
 *
 * $XDG_STATE_HOME/jarida/keywords: lines of the configuration, `keyword` and
 * `unkeyword`, one per text, read after the reader's own files. So what a key has
 * done lasts, and no file that was written by hand is touched.
 */
#ifndef JARIDA_UI_KEYWORD_FILE_H
#define JARIDA_UI_KEYWORD_FILE_H

#include "base/buf.h"
#include "base/err.h"
#include "ui/directive.h"

/* Its place, nothing where there is no home. */
void keyword_file_path(struct buf *path);

/* Keep a line that has been run, in place of what was said of the same text. ERR_INPUT: it cannot be written. */
int keyword_file_keep(const struct words *words, struct err *err);

#endif

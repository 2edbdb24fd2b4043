/* rows.h: the row of an article by its id. Private to library. */
#ifndef JARIDA_LIBRARY_ROWS_H
#define JARIDA_LIBRARY_ROWS_H

#include "base/arena.h"
#include "library/library.h"

/*
 * The row, its texts in texts, with the marks that are loaded; in a snapshot.
 * ERR_NO_MATCH when there is none; deleted ones have rows.
 */
int row_load(struct library *library, int64_t id, struct article_row *row, struct arena *texts, struct err *err);

/* The article and its time, also when it is deleted; in a snapshot with the marks loaded. */
int article_load(struct library *library, int64_t id, struct article **out, int64_t *time, struct err *err);

/* The same without what stands in its row: title, source, language, address. */
int article_load_body(struct library *library, int64_t id, struct article **out, struct err *err);

/* A text of the file that anybody may have written, clean and of one line. */
struct str row_text(struct arena *texts, struct str text);
void row_add_text(struct buf *out, struct str text);

#endif

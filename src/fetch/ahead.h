/*
 * ahead.h: a document read in one thread while its stories are stored in another. Private to fetch.
 *
 * The sink is called in the thread that stores, in the order of the document, as it would be with one thread.
 * Reading, parsing, and what of storing depends on a story alone, are done ahead in the other one; how
 * much waits is bounded. There is none where it would not help: for a short file, on a single processor.
 */
#ifndef JARIDA_FETCH_AHEAD_H
#define JARIDA_FETCH_AHEAD_H

#include "base/err.h"
#include "library/library.h"
#include "news/import.h"

#include <stdbool.h>

/* All of it is wanted: none may be NULL. */
struct ahead_sink {
	void *to;
	/* As in import.h, with what was prepared of them, which may be NULL; false: stop. *known: none of them was new. */
	bool (*stories)(void *to, struct story_list *list, struct prepared *prepared, bool *known);
	void (*feed)(void *to, const struct feed_info *info);
	void (*problem)(void *to, const struct import_problem *problem);
	bool (*waits)(void *to);
};

/* import_fd() into that sink. */
int ahead_import_fd(const struct source *source, int fd, const struct library *library, const struct ahead_sink *sink,
                    struct err *err);

#endif

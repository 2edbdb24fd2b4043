/*
 * walk.h: the files of a folder, and of those in it, by name. Private to fetch.
 *
 * What is hidden is left out, links to folders are not followed, and neither
 * are pipes and devices unless they are named themselves.
 */
#ifndef JARIDA_FETCH_WALK_H
#define JARIDA_FETCH_WALK_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct walked {
	const char *name;     /* as the reader would write it */
	const char *path;     /* absolute, without links in the source's part */
	int64_t size_b;       /* -1: no regular file */
	const struct err *err; /* of what cannot be read; NULL: none */
};

/* A file or a folder. each returns false to stop; so does this then. */
bool walk(const char *source, bool (*each)(void *to, const struct walked *file), void *to);

#endif

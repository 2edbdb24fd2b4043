/* story.h: one story of a file as text or as JSON. */
#ifndef JARIDA_CLI_STORY_H
#define JARIDA_CLI_STORY_H

#include "cli/out.h"
#include "cli/print.h"
#include "news/article.h"

#include <stddef.h>

/* Title block, paragraphs parted by blank lines, titles of related stories. */
void story_print_text(const struct story_list *list, size_t i, struct printer *printer);

/*
 * One object on one line. Its "id" is the file's name, with #2, #3 … for the
 * stories behind the first; "parent" and "story" in "links" are such ids.
 */
void story_print_json(const struct story_list *list, size_t i, const char *path, struct out *out);

#endif

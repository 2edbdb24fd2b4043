/* story.h: one story as text or as JSON. */
#ifndef JARIDA_CLI_STORY_H
#define JARIDA_CLI_STORY_H

#include "cli/out.h"
#include "cli/print.h"
#include "news/article.h"

#include <stddef.h>

/* Title block, paragraphs separated by blank lines, titles of related stories. */
void story_print_text(const struct story_list *list, size_t i, struct printer *printer);

/* What parts a story from the one before it. */
void story_print_rule(struct printer *printer);

/*
 * One object on one line. Its "id" is the file's name, with #2, #3 … for the
 * stories after the first; "parent" and "story" in "links" are such ids.
 */
void story_print_json(const struct story_list *list, size_t i, const char *path, struct out *out);

struct library;
struct article_row;

/*
 * The same of an article that a library has, with all that is known of it: what
 * news/import.h reads again. feed is the address of its feed, or empty.
 */
void story_print_stored(struct article *article, struct library *library, const struct article_row *row,
                        struct str feed, struct out *out);

/* article_first() and article_next(), which wait for what a stream has not brought yet. */
bool story_first(struct article *article, uint64_t *key);
bool story_next(struct article *article, uint64_t *key);

#endif

/* stories.h: articles made by a test, and a folder of its own. */
#ifndef JARIDA_TESTS_STORIES_H
#define JARIDA_TESTS_STORIES_H

#include "news/article.h"

/* A story of these metadata, whose texts are copied; its paragraphs are the lines of body. */
struct article *story_make(const struct article_meta *meta, const char *body);

/* Into a list, which owns it. */
void story_put(struct story_list *list, const struct article_meta *meta, const char *body);

/* A new empty folder, the path of a name in it (good until the next folder is made), the end of all in it. */
void folder_make(void);
const char *folder_path(const char *name);
void folder_remove(void);

#endif

/* library-case.h: what tests of the library share: an open library in a folder of its own, and words about it. */
#ifndef JARIDA_TESTS_LIBRARY_CASE_H
#define JARIDA_TESTS_LIBRARY_CASE_H

#include "library/library.h"

#define LIBRARY_PLACE "a/b/library.db" /* in the folder */

extern struct library *library;
extern struct err err;

int set_up(void **state);
int tear_down(void **state);

void good(int status); /* or the test fails, with the message */
struct article_meta meta_of(const char *title, const char *url);
struct stored_story store_at(const struct article_meta *meta, const char *body, const struct provenance *from);
struct stored_story store(const struct article_meta *meta, const char *body);
int64_t add_feed(const char *url);
void fill(int n);             /* articles "خبر 1" … */
void undo(const char *what);  /* the last step, which is that */

/* Titles of the selection in its order, parted by bars, read page by page. */
const char *titles(const struct selection *selection, int page, bool back);

#endif

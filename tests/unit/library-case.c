#include "config.h"

#include "library-case.h"

#include "library/check.h"
#include "library/feeds.h"
#include "stories.h"

#include "unit.h"

#include <stdio.h>
#include <string.h>

struct library *library;
struct err err;

int set_up(void **state)
{
	(void)state;
	folder_make();
	if (library_open(&library, folder_path(LIBRARY_PLACE), LIBRARY_CREATE, &err) != 0)
		printf("# %s\n", err.message);
	return library == NULL;
}

/* Whatever was done: the library is whole. */
static void problem(void *to, const char *line)
{
	(void)to;
	printf("# %s\n", line);
}

int tear_down(void **state)
{
	(void)state;
	struct check_report report;
	library_close(library);
	library = NULL;
	good(library_check(folder_path(LIBRARY_PLACE), &(struct check_listener){.say = problem}, &report, &err));
	assert_int_equal(report.problems, 0);
	folder_remove();
	return 0;
}

void good(int status)
{
	if (status < 0)
		printf("# %s\n", err.message);
	assert_true(status >= 0);
}

struct article_meta meta_of(const char *title, const char *url)
{
	return (struct article_meta){.title = str_of(title), .url = str_of(url), .parent = -1};
}

struct stored_story store_at(const struct article_meta *meta, const char *body, const struct provenance *from)
{
	struct story_list list = {0};
	struct stored_story stored = {0};
	story_put(&list, meta, body);
	good(library_store(library, &list, from, &stored, &err));
	story_list_done(&list);
	return stored;
}

struct stored_story store(const struct article_meta *meta, const char *body)
{
	return store_at(meta, body, &(struct provenance){.time = 1000});
}

/* Titles of the selection in its order, parted by bars, read page by page. */
const char *titles(const struct selection *selection, int page, bool back)
{
	static char out[4096];
	struct listing *listing = listing_new(library, selection);
	struct row_place place = {0};
	struct article_row rows[16];
	size_t n = 0;
	int got;
	out[0] = '\0';
	while ((got = listing_rows(listing, &place, back, rows, page, &err)) > 0) {
		for (int i = 0; i < got; i++)
			n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s", n > 0 ? "|" : "",
			                      (int)rows[i].title.n, rows[i].title.p);
		listing_place(listing, &rows[got - 1], &place);
	}
	good(got);
	listing_free(listing);
	return out;
}

int64_t add_feed(const char *url)
{
	int64_t id;
	bool is_new;
	good(library_add_feed(library, &(struct feed_row){.url = str_of(url)}, &id, &is_new, &err));
	assert_true(is_new);
	return id;
}

void undo(const char *what)
{
	struct buf said;
	buf_init(&said, BUF_NO_MAX);
	good(library_undo(library, &said, &err));
	assert_string_equal(buf_cstr(&said), what);
	buf_done(&said);
}

void fill(int n)
{
	good(library_begin(library, &err));
	for (int i = 1; i <= n; i++) {
		char title[32], url[64];
		snprintf(title, sizeof title, "خبر %d", i);
		snprintf(url, sizeof url, "https://example.org/%d", i);
		struct article_meta meta = meta_of(title, url);
		store(&meta, "نص\n");
	}
	good(library_commit(library, &err));
}

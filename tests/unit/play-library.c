#include "config.h"

#include "play-library.h"
#include "stories.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

struct library *library;
static char place[256];

int64_t play_store(const char *title, int64_t feed, int day, const char *body)
{
	struct story_list list = {0};
	struct stored_story stored;
	struct err err;
	const struct article_meta meta = {.title = str_of(title), .parent = -1, .lang = STR("en"),
	                                  .date = {.year = 2023, .month = 7, .day = day}};
	const struct provenance from = {.feed = feed, .time = 1700000000 + day};
	story_put(&list, &meta, body);
	assert_int_equal(library_store(library, &list, &from, &stored, &err), 0);
	story_list_done(&list);
	return stored.id;
}

int play_library_set_up(void **state)
{
	struct play *p = calloc(1, sizeof *p);
	struct err err;
	if (p == NULL)
		return -1;
	folder_make();
	snprintf(place, sizeof place, "%s", folder_path("library.db"));
	if (library_open(&library, place, LIBRARY_CREATE, &err) != 0) {
		free(p);
		return -1;
	}
	struct app_options *options = &p->options;
	options_init(options);
	options->layout = LAYOUT_LTR;
	options->library = place;
	p->rows = 24;
	p->cols = 80;
	*state = p;
	return 0;
}

int play_library_tear_down(void **state)
{
	library_close(library);
	folder_remove();
	free(*state);
	return 0;
}

void play_it(struct play *p)
{
	assert_int_equal(play_sources(p, NULL, 0), 0);
}

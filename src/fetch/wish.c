#include "config.h"

#include "fetch/wish.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/near.h"
#include "fetch/transfer.h"
#include "library/library.h"
#include "news/url.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_EVERY_MIN = 7 * 24 * 60, URL_MAX_B = 1000, TEXT_MAX_B = 200 }; /* a line of all that fits in a configuration */

void feed_wish_init(struct feed_wish *wish)
{
	*wish = (struct feed_wish){.full_text = -1, .every_min = -1};
}

void feed_wish_done(struct feed_wish *wish)
{
	free(wish->url);
	free(wish->title);
	free(wish->folder);
	feed_wish_init(wish);
}

/* --- words --- */

static int take_text(char **to, const char *value, struct err *err)
{
	if (strlen(value) > TEXT_MAX_B)
		return err_set(err, ERR_USAGE, "longer than %d bytes", TEXT_MAX_B);
	free(*to);
	*to = xstrdup(value);
	return 0;
}

static int take_title(struct feed_wish *wish, const char *value, struct err *err)
{
	return take_text(&wish->title, value, err);
}

static int take_folder(struct feed_wish *wish, const char *value, struct err *err)
{
	return take_text(&wish->folder, value, err);
}

static int take_full_text(struct feed_wish *wish, const char *value, struct err *err)
{
	bool yes = strcmp(value, "yes") == 0;
	if (!yes && strcmp(value, "no") != 0)
		return err_set(err, ERR_USAGE, "bad value '%s' for full-text: one of yes|no is wanted", value);
	wish->full_text = yes;
	return 0;
}

static int take_every(struct feed_wish *wish, const char *value, struct err *err)
{
	char *end;
	long n = strtol(value, &end, 10);
	if (value[0] < '0' || value[0] > '9' || *end != '\0' || n > MAX_EVERY_MIN)
		return err_set(err, ERR_USAGE, "bad value '%s' for every: minutes from 0 to %d are wanted", value,
		               MAX_EVERY_MIN);
	wish->every_min = (int)n;
	return 0;
}

static const struct {
	const char *name;
	const char *alone; /* the value where none is given; NULL: one is needed */
	int (*take)(struct feed_wish *wish, const char *value, struct err *err);
} names[] = {
	{"title", NULL, take_title},
	{"folder", NULL, take_folder},
	{"full-text", "yes", take_full_text},
	{"every", NULL, take_every},
};

enum { N_NAMES = sizeof names / sizeof names[0] };

const char *feed_wish_name(size_t i)
{
	return i < N_NAMES ? names[i].name : NULL;
}

static int take_url(struct feed_wish *wish, const char *word, struct err *err)
{
	if (wish->url != NULL)
		return err_set(err, ERR_USAGE, "one address is wanted; what is '%.100s'?", word);
	if (strlen(word) > URL_MAX_B)
		return err_set(err, ERR_USAGE, "an address longer than %d bytes", URL_MAX_B);
	if (!url_is_web(str_of(word)))
		return err_set(err, ERR_USAGE, "an address without a host: %.100s", word);
	wish->url = xstrdup(word);
	return 0;
}

int feed_wish_word(struct feed_wish *wish, const char *word, struct err *err)
{
	char name[32];
	size_t n = strcspn(word, "=");
	if (transfer_is_web(str_of(word)))
		return take_url(wish, word, err);
	if (strstr(word, "://") != NULL && n > strcspn(word, ":"))
		return err_set(err, ERR_USAGE, "only http and https are fetched: %.100s", word);
	if (n < sizeof name) {
		memcpy(name, word, n);
		name[n] = '\0';
		for (size_t i = 0; i < N_NAMES; i++) {
			if (strcmp(names[i].name, name) != 0)
				continue;
			const char *value = word[n] == '=' ? word + n + 1 : names[i].alone;
			return value != NULL ? names[i].take(wish, value, err)
			                     : err_set(err, ERR_USAGE, "%s needs a value: %s=…", name, name);
		}
	} else {
		name[0] = '\0';
	}
	struct near near = near_to(name);
	for (size_t i = 0; i < N_NAMES; i++)
		near_try(&near, names[i].name);
	return err_set(err, ERR_USAGE, "nothing of a feed: %.100s%s", word, near_hint(&near));
}

/* --- lists --- */

void feed_wishes_add(struct feed_wishes *wishes, struct feed_wish *wish)
{
	wishes->wishes = xgrow(wishes->wishes, wishes->n, &wishes->cap, sizeof *wishes->wishes);
	wishes->wishes[wishes->n++] = *wish;
	feed_wish_init(wish);
}

static char *copy(const char *text)
{
	return text != NULL ? xstrdup(text) : NULL;
}

void feed_wishes_copy(struct feed_wishes *to, const struct feed_wishes *from)
{
	*to = (struct feed_wishes){0};
	for (size_t i = 0; i < from->n; i++) {
		struct feed_wish wish = from->wishes[i];
		wish.url = copy(wish.url);
		wish.title = copy(wish.title);
		wish.folder = copy(wish.folder);
		feed_wishes_add(to, &wish);
	}
}

void feed_wishes_done(struct feed_wishes *wishes)
{
	for (size_t i = 0; i < wishes->n; i++)
		feed_wish_done(&wishes->wishes[i]);
	free(wishes->wishes);
	*wishes = (struct feed_wishes){0};
}

/* --- into the library --- */

static bool is_other(const char *wished, struct str now)
{
	return wished != NULL && !str_eq(str_of(wished), now);
}

int feed_wish_apply(const struct feed_wish *wish, struct library *library, int64_t id, struct err *err)
{
	struct feed_row row;
	int status = library_feed(library, id, &row, err);
	if (status != 0)
		return status;
	bool same = !is_other(wish->title, row.title) && !is_other(wish->folder, row.folder)
	            && (wish->full_text < 0 || row.full_text == (wish->full_text > 0))
	            && (wish->every_min < 0 || row.interval_min == wish->every_min);
	if (same)
		return 0;
	struct arena *arena = arena_new();
	row.url = arena_copy(arena, row.url);
	row.title = wish->title != NULL ? str_of(wish->title) : arena_copy(arena, row.title);
	row.site_url = arena_copy(arena, row.site_url);
	row.lang = arena_copy(arena, row.lang);
	row.folder = wish->folder != NULL ? str_of(wish->folder) : arena_copy(arena, row.folder);
	if (wish->full_text >= 0)
		row.full_text = wish->full_text > 0;
	if (wish->every_min >= 0)
		row.interval_min = wish->every_min;
	status = library_change_feed(library, &row, err);
	arena_free(arena);
	return status;
}

static void moved_name(struct str url, struct buf *out)
{
	buf_addf(out, "moved:");
	buf_add_str(out, url);
}

void feed_note_moved(struct library *library, struct str url, int64_t id)
{
	struct buf name, value;
	buf_init(&name, BUF_NO_MAX);
	buf_init(&value, 32);
	moved_name(url, &name);
	buf_addf(&value, "%" PRId64, id);
	library_set_value(library, buf_cstr(&name), buf_str(&value), NULL);
	buf_done(&name);
	buf_done(&value);
}

/* The feed that is at that address, or was; 0: there is none. */
static int64_t known_feed(struct library *library, const char *url)
{
	struct feed_row row;
	struct buf name, value;
	int64_t id = 0;
	if (library_find_feed(library, str_of(url), &id, NULL) == 0 && library_feed(library, id, &row, NULL) == 0
	    && str_eq(row.url, str_of(url)))
		return id;
	buf_init(&name, BUF_NO_MAX);
	buf_init(&value, 32);
	moved_name(str_of(url), &name);
	bool moved = library_value(library, buf_cstr(&name), &value, NULL) == 0;
	id = moved ? strtoll(buf_cstr(&value), NULL, 10) : 0;
	if (moved && library_feed(library, id, &row, NULL) != 0)
		id = 0;
	buf_done(&name);
	buf_done(&value);
	return id;
}

static int subscribe(const struct feed_wish *wish, struct library *library, int64_t *id, struct err *err)
{
	bool is_new;
	const struct feed_row row = {
		.url = str_of(wish->url),
		.title = wish->title != NULL ? str_of(wish->title) : (struct str){"", 0},
		.folder = wish->folder != NULL ? str_of(wish->folder) : (struct str){"", 0},
		.full_text = wish->full_text > 0,
		.interval_min = wish->every_min > 0 ? wish->every_min : 0,
	};
	return library_add_feed(library, &row, id, &is_new, err);
}

int feed_wishes_apply(const struct feed_wishes *wishes, struct library *library, int64_t *new_ids, size_t max,
                      size_t *n_new, struct err *err)
{
	int status = 0;
	*n_new = 0;
	for (size_t i = 0; i < wishes->n && status == 0; i++) {
		const struct feed_wish *wish = &wishes->wishes[i];
		int64_t id = known_feed(library, wish->url);
		if (id != 0) {
			status = feed_wish_apply(wish, library, id, err);
			continue;
		}
		status = subscribe(wish, library, &id, err);
		if (status == 0 && *n_new < max)
			new_ids[*n_new] = id;
		*n_new += status == 0;
	}
	return status;
}

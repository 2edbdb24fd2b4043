#include "config.h"

#include "library/rows.h"

#include "library/body.h"
#include "library/db.h"
#include "library/identity.h"
#include "library/journal.h"
#include "library/store.h"
#include "news/pack.h"
#include "text/clean.h"

#include <stdlib.h>
#include <string.h>

void row_add_text(struct buf *out, struct str text)
{
	size_t from = out->n;
	if (text_is_clean(text, false)) {
		buf_add_str(out, text);
		return;
	}
	clean_text(text, out);
	for (size_t i = from; i < out->n; i++)
		if (out->p[i] == '\n')
			out->p[i] = ' ';
}

struct str row_text(struct arena *texts, struct str text)
{
	struct buf clean;
	buf_init(&clean, BUF_NO_MAX);
	if (!text_is_clean(text, false)) {
		row_add_text(&clean, text);
		text = buf_str(&clean);
	}
	struct str copy = arena_copy(texts, text);
	buf_done(&clean);
	return copy;
}

static int no_article(int64_t id, struct err *err)
{
	return err_set(err, ERR_NO_MATCH, "article %lld is not in the library", (long long)id);
}

int row_load(struct library *library, int64_t id, struct article_row *row, struct arena *texts, struct err *err)
{
	sqlite3_stmt *found;
	int status = db_get(library, STATEMENT_ROW, err, &found, "i", id);
	if (status > 0) {
		int flags = sqlite3_column_int(found, 1);
		int64_t size = sqlite3_column_int64(found, 2);
		*row = (struct article_row){
			.id = id,
			.time = sqlite3_column_int64(found, 0),
			.stored = sqlite3_column_int64(found, 10),
			.dated = flags & ROW_DATED,
			.has_clock = flags & ROW_CLOCK,
			.dir = flags & ROW_RTL ? DIR_RTL : DIR_LTR,
			.unread = bits_has(&library->bits[BITS_UNREAD], id),
			.starred = bits_has(&library->bits[BITS_STARRED], id),
			.size_b = size < 0 || size > UINT32_MAX ? UINT32_MAX : (uint32_t)size,
			.feed = sqlite3_column_int64(found, 3),
			.parent = sqlite3_column_int64(found, 4),
			.group = sqlite3_column_int64(found, 5),
			.lang = row_text(texts, db_text(found, 6)),
			.title = row_text(texts, db_text(found, 7)),
			.url = row_text(texts, db_text(found, 8)),
			.source = row_text(texts, db_text(found, 9)),
		};
	}
	db_end(found);
	if (status == 0)
		return no_article(id, err);
	return status < 0 ? status : 0;
}

int article_look(struct library *library, int64_t id, struct err *err)
{
	int64_t there = 0;
	int status = bits_load(library, BITS_DELETED, err);
	if (status == 0 && !bits_has(&library->bits[BITS_DELETED], id))
		status = db_number(library, STATEMENT_HAS, 0, &there, err, "i", id);
	return status != 0 || there != 0 ? status : no_article(id, err);
}

static int load(struct library *library, int64_t id, const struct pack_row *row, struct article **out, struct err *err)
{
	struct buf packed;
	buf_init(&packed, BODY_MAX_B);
	int status = body_load(library, id, &packed, err);
	if (status == ERR_NO_MATCH)
		status = db_damaged(library, "a text is missing", err);
	if (status == 0) {
		*out = article_unpack(buf_str(&packed), row);
		if (*out == NULL)
			status = db_damaged(library, "a text", err);
	}
	buf_done(&packed);
	return status;
}

int article_load(struct library *library, int64_t id, struct article **out, int64_t *time, struct err *err)
{
	struct article_row row = {.time = 0};
	struct arena *texts = arena_new();
	int status = row_load(library, id, &row, texts, err);
	*time = row.time;
	if (status == 0)
		status = load(library, id, &(struct pack_row){row.title, row.source, row.lang, row.url}, out, err);
	arena_free(texts);
	return status;
}

int article_load_body(struct library *library, int64_t id, struct article **out, struct err *err)
{
	return load(library, id, &(struct pack_row){STR(""), STR(""), STR(""), STR("")}, out, err);
}

int library_article(struct library *library, int64_t id, struct article **out, struct err *err)
{
	*out = NULL;
	int status = db_read(library, err);
	if (status != 0)
		return status;
	int64_t time;
	status = article_look(library, id, err);
	if (status == 0)
		status = article_load(library, id, out, &time, err);
	db_read_end(library);
	return status;
}

static int find_url(struct library *library, struct str url, int64_t *id, struct err *err)
{
	int64_t key = identity_of_url(library, url);
	*id = 0;
	return key == 0 ? 0 : db_number(library, STATEMENT_KNOWN, 0, id, err, "i", key);
}

static int find_name(struct library *library, const char *name, int64_t *id, struct err *err)
{
	int status = 0;
	*id = 0;
	if (strncmp(name, "url:", 4) == 0) {
		status = find_url(library, str_of(name + 4), id, err);
	} else if (strncmp(name, "file:", 5) == 0) {
		status = db_number(library, STATEMENT_FILE_ARTICLE, 0, id, err, "s", str_of(name + 5));
	} else if (name[0] >= '1' && name[0] <= '9') {
		char *end;
		long long number = strtoll(name, &end, 10);
		*id = *end == '\0' ? number : 0;
	}
	if (status == 0 && *id != 0)
		status = article_look(library, *id, err);
	if (status == ERR_NO_MATCH || (status == 0 && *id == 0))
		status = err_set(err, ERR_NO_MATCH, "no article '%s' in the library", name);
	return status;
}

int library_find(struct library *library, const char *name, int64_t *id, struct err *err)
{
	int status = db_read(library, err);
	if (status != 0)
		return status;
	status = find_name(library, name, id, err);
	db_read_end(library);
	return status;
}

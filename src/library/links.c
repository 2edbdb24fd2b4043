#include "config.h"

#include "library/db.h"
#include "library/key.h"
#include "library/store.h"

enum { MAX_LINKS = 64, MAX_WAITING = 100 }; /* of one article; for one article */

struct name {
	int64_t keys[2]; /* of its address, of its title */
};

/* An address names what lies there; a title only where the text says "read also". */
static struct name name_of(struct library *library, const struct link *link)
{
	struct name name = {{identity_of_url(library, link->url), 0}};
	if (link->kind == LINK_READ_ALSO)
		name.keys[1] = identity_of_title(library, link->title);
	return name;
}

/* The article whose whole title has that hash: the sort keys lead to a few. */
static int find_titled(struct library *library, struct str title, int64_t hash, int64_t *id, struct err *err)
{
	char key[SORT_KEY_MAX_B + 1];
	sqlite3_stmt *row;
	size_t n = key_of(title, key);
	int status = db_get(library, STATEMENT_TITLED, err, &row, "s", (struct str){key, n});
	for (; status > 0; status = db_next(library, row, err))
		if (identity_of_title(library, db_text(row, 1)) == hash) {
			*id = sqlite3_column_int64(row, 0);
			status = 0;
			break;
		}
	db_end(row);
	return status;
}

static int find_target(struct library *library, const struct link *link, const struct name *name, int64_t *target,
                       struct err *err)
{
	int status = 0;
	*target = 0;
	if (name->keys[0] != 0)
		status = db_number(library, STATEMENT_KNOWN, 0, target, err, "i", name->keys[0]);
	int64_t there = 0;
	if (status == 0 && *target != 0)
		status = db_number(library, STATEMENT_HAS, 0, &there, err, "i", *target);
	if (there == 0)
		*target = 0;
	if (status == 0 && *target == 0 && name->keys[1] != 0)
		status = find_titled(library, link->title, name->keys[1], target, err);
	return status;
}

static int add_link(struct library *library, int64_t from, size_t number, enum link_kind kind, int64_t target,
                    struct err *err)
{
	if (target == from)
		return 0;
	return db_run(library, STATEMENT_ADD_LINK, err, "iiii", from, (int64_t)number, (int64_t)kind, target);
}

static int store_link(struct library *library, const struct link *link, size_t number, int64_t id, struct err *err)
{
	int64_t target;
	struct name name = name_of(library, link);
	int status = find_target(library, link, &name, &target, err);
	if (status != 0 || target != 0)
		return status != 0 ? status : add_link(library, id, number, link->kind, target, err);
	for (int i = 0; i < 2 && status == 0; i++)
		if (name.keys[i] != 0)
			status = db_run(library, STATEMENT_ADD_WANTED, err, "iii", name.keys[i], id, (int64_t)number);
	return status;
}

int links_store(struct library *library, struct article *story, int64_t id, const struct stored_story *stored,
                size_t n, struct err *err)
{
	int status = db_run(library, STATEMENT_CLEAR_LINKS, err, "i", id);
	for (size_t i = 0; i < article_link_count(story) && i < MAX_LINKS && status == 0; i++) {
		struct link link = article_link(story, i);
		if (link.story >= 0 && (size_t)link.story < n)
			status = add_link(library, id, i, link.kind, stored[link.story].id, err);
		else
			status = store_link(library, &link, i, id, err);
	}
	return status;
}

/* The article that wanted it may have another text by now. */
static int resolve(struct library *library, int64_t key, int64_t from, int64_t number, int64_t id, struct err *err)
{
	struct article *story;
	int status = library_article(library, from, &story, NULL);
	if (status == 0 && number >= 0 && (uint64_t)number < article_link_count(story)) {
		struct link link = article_link(story, (size_t)number);
		struct name name = name_of(library, &link);
		if (name.keys[0] == key || name.keys[1] == key)
			status = add_link(library, from, (size_t)number, link.kind, id, err);
		article_free(story);
	} else if (status == 0) {
		article_free(story);
	} else {
		status = 0; /* gone, or cannot be read: then it wants nothing */
	}
	return status;
}

static int resolve_key(struct library *library, int64_t key, int64_t id, struct err *err)
{
	int64_t from[MAX_WAITING], numbers[MAX_WAITING];
	int n = 0;
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_WANTED, err, &row, "i", key);
	for (; status > 0 && n < MAX_WAITING; status = db_next(library, row, err)) {
		from[n] = sqlite3_column_int64(row, 0);
		numbers[n++] = sqlite3_column_int64(row, 1);
	}
	db_end(row);
	if (status < 0 || n == 0)
		return status < 0 ? status : 0;
	for (int i = 0; i < n; i++)
		if ((status = resolve(library, key, from[i], numbers[i], id, err)) != 0)
			return status;
	return db_run(library, STATEMENT_REMOVE_WANTED, err, "i", key);
}

int links_resolve(struct library *library, const struct identity *identity, int64_t id, struct err *err)
{
	int status = identity->url != 0 ? resolve_key(library, identity->url, id, err) : 0;
	if (status == 0 && identity->title != 0)
		status = resolve_key(library, identity->title, id, err);
	return status;
}

static int read_links(struct library *library, int64_t id, struct linked *linked, int n, struct err *err)
{
	int found = 0;
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_LINKS, err, &row, "i", id);
	for (; status > 0 && found < n; status = db_next(library, row, err)) {
		struct linked link = {
			.id = sqlite3_column_int64(row, 0),
			.kind = (enum link_kind)sqlite3_column_int(row, 1),
			.back = sqlite3_column_int(row, 2) != 0,
			.number = (size_t)sqlite3_column_int64(row, 3),
		};
		if (!bits_has(&library->bits[BITS_DELETED], link.id) && (unsigned)link.kind <= LINK_URL)
			linked[found++] = link;
	}
	db_end(row);
	return status < 0 ? status : found;
}

int library_links(struct library *library, int64_t id, struct linked *linked, int n, struct err *err)
{
	int status = db_read(library, err);
	if (status != 0)
		return status;
	status = bits_load(library, BITS_DELETED, err);
	if (status == 0)
		status = read_links(library, id, linked, n, err);
	db_read_end(library);
	return status;
}

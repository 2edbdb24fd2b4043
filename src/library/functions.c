#include "config.h"

#include "library/functions.h"

#include "library/db.h"
#include "library/key.h"
#include "library/listing.h"

static void has_mark(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n;
	const struct library *library = sqlite3_user_data(context);
	int kind = sqlite3_value_int(values[0]);
	int64_t id = sqlite3_value_int64(values[1]);
	sqlite3_result_int(context, kind >= 0 && kind < N_BITS && bits_has(&library->bits[kind], id));
}

/* has_marks(ALL, NONE, ID): a bit for each kind. A row that is gone over asks once. */
static void has_marks(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n;
	const struct library *library = sqlite3_user_data(context);
	unsigned all = (unsigned)sqlite3_value_int(values[0]), asked = all | (unsigned)sqlite3_value_int(values[1]);
	int64_t id = sqlite3_value_int64(values[2]);
	bool as_asked = true;
	for (unsigned kind = 0; kind < N_BITS && as_asked; kind++)
		if ((asked >> kind & 1) != 0)
			as_asked = bits_has(&library->bits[kind], id) == ((all >> kind & 1) != 0);
	sqlite3_result_int(context, as_asked);
}

static void title_key(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n;
	char key[SORT_KEY_MAX_B + 1];
	const char *p = sqlite3_value_blob(values[0]);
	size_t length = key_of((struct str){p, (size_t)sqlite3_value_bytes(values[0])}, key);
	sqlite3_result_text(context, key, (int)length, SQLITE_TRANSIENT);
}

/* text_meets(LISTING, ID), is_hit(LISTING, ID): what the listing knows of the article. */
static void meets(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n;
	struct listing *listing = sqlite3_value_pointer(values[0], "listing");
	sqlite3_result_int(context, listing != NULL && text_meets(listing, sqlite3_value_int64(values[1])));
}

static void is_hit(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n;
	const struct listing *listing = sqlite3_value_pointer(values[0], "listing");
	sqlite3_result_int(context, listing != NULL && bits_has(&listing->hit_bits, sqlite3_value_int64(values[1])));
}

int functions_add(struct library *library)
{
	enum { FLAGS = SQLITE_UTF8 | SQLITE_DIRECTONLY };
	int code = sqlite3_create_function_v2(library->db, "has_mark", 2, FLAGS, library, has_mark, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_create_function_v2(library->db, "has_marks", 3, FLAGS, library, has_marks, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_create_function_v2(library->db, "title_key", 1, FLAGS | SQLITE_DETERMINISTIC, NULL,
		                                  title_key, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_create_function_v2(library->db, "text_meets", 2, FLAGS, NULL, meets, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_create_function_v2(library->db, "is_hit", 2, FLAGS, NULL, is_hit, NULL, NULL, NULL);
	return code;
}

#include "config.h"

#include "library-case.h"
#include "library/address.h"
#include "library/bits.h"
#include "library/db.h"
#include "library/hash.h"
#include "library/key.h"
#include "library/schema.h"
#include "library/store.h"

#include "unit.h"

#include <string.h>

/* Appendix A of the paper: key 00 … 0f, text 00 … 0e. */
static void hashes(void **state)
{
	(void)state;
	unsigned char key[HASH_KEY_B];
	char text[15];
	for (int i = 0; i < HASH_KEY_B; i++)
		key[i] = (unsigned char)i;
	for (int i = 0; i < 15; i++)
		text[i] = (char)i;
	assert_true(hash_bytes(key, (struct str){text, 15}) == UINT64_C(0xa129ca6149be45e5));
	assert_true(hash_bytes(key, (struct str){text, 0}) == UINT64_C(0x726fdb47dd0e0e31));
	assert_true(hash_bytes(key, (struct str){text, 8}) == UINT64_C(0x93f5f5799a932462));
}

static void addresses(void **state)
{
	(void)state;
	static const struct {
		const char *url, *want;
	} cases[] = {
		{"https://www.Example.ORG/a/b/", "example.org/a/b"},
		{"http://example.org:80/a", "example.org/a"},
		{"HTTPS://user:word@example.org:443/a#part", "example.org/a"},
		{"https://example.org:8080/a", "example.org:8080/a"},
		{"https://example.org/a?utm_source=x&id=7&fbclid=y", "example.org/a?id=7"},
		{"https://example.org/a?id=7;utm_medium=rss", "example.org/a?id=7"},
		{"https://example.org/a?UTM_Campaign=x", "example.org/a"},
		{"https://example.org/?p=12", "example.org/?p=12"},
		{"https://example.org?p=12", "example.org/?p=12"},
		{"https://example.org/%7euser/%d8%a7", "example.org/~user/%D8%A7"},
		{"https://example.org/\xD8\xA7", "example.org/%D8%A7"},
		{"https://example.org/a%2Fb", "example.org/a%2Fb"},
		{"https://example.org/100%", "example.org/100%"},
		{"  https://example.org/a \n", "example.org/a"},
		{"https://example.org./a", "example.org/a"},
		{"https://example.org/A", "example.org/A"},
		{"https://example.org", ""},
		{"https://example.org/", ""},
		{"https://www.example.org/?utm_source=x", ""},
		{"https:///a", ""},
		{"ftp://example.org/a", ""},
		{"mailto:a@example.org", ""},
		{"", ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out;
		buf_init(&out, BUF_NO_MAX);
		canonical_url(str_of(cases[i].url), &out);
		assert_string_equal(buf_cstr(&out), cases[i].want);
		buf_done(&out);
	}
	assert_true(str_eq(canonical_host(STR("example.org/a/b")), STR("example.org")));
}

static void keys(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"«أخبارُ  الآن»", "اخبار الان»"}, {"", ""}, {"…", ""}, {"  The END ", "the end"}, {"١٢ خبرا", "12 خبرا"},
	};
	char key[KEY_MAX_B + 1];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(key_of(str_of(cases[i].text), key), strlen(cases[i].want));
		assert_string_equal(key, cases[i].want);
	}
	/* Whole letters: 31 of two bytes, and not half of the next. */
	char text[201] = "";
	for (int i = 0; i < 100; i++)
		memcpy(text + 2 * i, "ب", 3);
	assert_int_equal(key_of(str_of(text), key), 62);
}

static void bits(void **state)
{
	(void)state;
	static const int64_t ids[] = {0, 1, 63, 64, 4095, 4096, 100000};
	enum { N = sizeof ids / sizeof *ids };
	struct bits bits = {0};
	assert_int_equal(bits_next(&bits, 0), -1);
	for (int i = 0; i < N; i++) {
		bits_set(&bits, ids[i], true);
		bits_set(&bits, ids[i], true);
		assert_int_equal(bits.count, i + 1);
	}
	int64_t id = -1;
	for (int i = 0; i < N; i++) {
		assert_int_equal(bits_count_below(&bits, ids[i]), i);
		assert_int_equal(bits_count_below(&bits, ids[i] + 1), i + 1);
		id = bits_next(&bits, id + 1);
		assert_int_equal(id, ids[i]);
		assert_true(bits_has(&bits, id) && !bits_has(&bits, id + 2));
	}
	assert_int_equal(bits_next(&bits, id + 1), -1);
	assert_int_equal(bits_count_below(&bits, INT64_C(1) << 40), N);
	bits_set(&bits, 64, false);
	assert_int_equal(bits_next(&bits, 64), 4095);
	assert_int_equal(bits.count, N - 1);
	bits_set(&bits, -1, true);
	bits_set(&bits, (int64_t)MAX_CHUNKS * CHUNK_IDS, true);
	assert_int_equal(bits.count, N - 1);
	unsigned char bytes[CHUNK_B];
	struct bits copy = {0};
	bits_to_bytes(bits.chunks[0], bytes);
	assert_int_equal(bytes[0], 3);
	assert_int_equal(bytes[7], 0x80);
	bits_from_bytes(&copy, 3, bytes);
	assert_int_equal(bits_next(&copy, 0), 3 * CHUNK_IDS);
	assert_int_equal(copy.count, 4);
	bits_done(&copy);
	bits_done(&bits);
}

/* Chunks that have changed are written, and no others; there may be none before them. */
static void changed_bits_are_kept(void **state)
{
	(void)state;
	struct bits *bits = &library->bits[BITS_STARRED];
	good(db_change(library, &err));
	good(bits_load(library, BITS_STARRED, &err));
	bits_set(bits, 3 * CHUNK_IDS + 5, true);
	int before = sqlite3_total_changes(library->db);
	good(bits_save(library, &err));
	assert_int_equal(sqlite3_total_changes(library->db) - before, 1);
	bits_set(bits, CHUNK_IDS, true);
	before = sqlite3_total_changes(library->db);
	good(bits_save(library, &err));
	assert_int_equal(sqlite3_total_changes(library->db) - before, 1);
	bits_forget(library);
	good(bits_load(library, BITS_STARRED, &err));
	assert_int_equal(bits->count, 2);
	assert_true(bits_has(bits, CHUNK_IDS) && bits_has(bits, 3 * CHUNK_IDS + 5));
	assert_int_equal(db_change_end(library, -1, &err), -1); /* they are stars of no article */
}

static int64_t memory_kb(void)
{
	sqlite3_stmt *row;
	assert_int_equal(sqlite3_prepare_v2(library->db, "PRAGMA cache_size", -1, &row, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	int64_t kb = -sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	return kb;
}

static void memory_never_shrinks(void **state)
{
	(void)state;
	db_want_memory(library, MEMORY_TO_RANK);
	assert_int_equal(memory_kb(), 32000);
	db_want_memory(library, MEMORY_TO_SEARCH);
	assert_int_equal(memory_kb(), 32000);
	good(library_begin(library, &err));
	good(library_commit(library, &err));
	db_want_memory(library, MEMORY_TO_RANK);
	assert_int_equal(memory_kb(), 64000);
}

static void many_bits(void **state)
{
	(void)state;
	static const int64_t lasts[] = {0, 1, 62, 63, 64, 65, CHUNK_IDS - 1, CHUNK_IDS, 3 * CHUNK_IDS + 7};
	static const struct bits none;
	for (size_t i = 0; i < sizeof lasts / sizeof *lasts; i++) {
		struct bits in = {0}, others = {0};
		int64_t n = 0;
		for (int64_t id = 0; id <= lasts[i]; id += 3)
			bits_set(&in, id, true);
		bits_set(&others, lasts[i] + 100, true); /* what was there is not any more */
		bits_others(&others, &in, lasts[i]);
		for (int64_t id = 0; id < lasts[i] + 200; id++) {
			assert_true(bits_has(&others, id) == (id > 0 && id <= lasts[i] && id % 3 != 0));
			n += bits_has(&others, id);
		}
		assert_true(others.count == n);
		bits_set(&in, lasts[i], true);
		bits_keep(&in, &in, &others);
		assert_true(bits_has(&in, lasts[i]) == (lasts[i] % 3 == 0 && in.count == lasts[i] / 3 + 1));
		bits_keep(&in, &none, &none);
		assert_true(in.count == 0 && bits_next(&in, 0) == -1);
		bits_done(&in);
		bits_done(&others);
	}
}

static void seconds(void **state)
{
	(void)state;
	static const struct {
		struct date date;
		int64_t want;
	} cases[] = {
		{{.year = 1970, .month = 1, .day = 1}, 0},
		{{.year = 2000, .month = 2, .day = 29}, 951782400},
		{{.year = 2023, .month = 7, .day = 15, .has_time = true, .hour = 1, .minute = 2, .second = 3,
		  .offset_min = 180}, 1689372123},
		{{.year = 1969, .month = 12, .day = 31}, -86400},
		{{.year = 1, .month = 1, .day = 1}, -62135596800},
		{{.year = 9999, .month = 12, .day = 31}, 253402214400},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(store_seconds(&cases[i].date), cases[i].want);
}

/* An older version becomes the newest, step by step and as a whole. */
static void migrations(void **state)
{
	(void)state;
	static const char *const second[] = {"CREATE TABLE b(y INTEGER) STRICT", "INSERT INTO b SELECT 7", NULL};
	static const char *const wrong[] = {"DROP TABLE b", "SELECT nonsense", NULL};
	static const char *const one[] = {"CREATE TABLE a(x INTEGER) STRICT", NULL};
	const struct migration steps[] = {{one}, {second}, {wrong}};
	sqlite3 *db;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(schema_migrate(db, 0, steps, 1), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "INSERT INTO a VALUES(1)", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(schema_migrate(db, 1, steps, 2), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "BEGIN", NULL, NULL, NULL), SQLITE_OK);
	assert_int_not_equal(schema_migrate(db, 2, steps, 3), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT y + x, (SELECT user_version FROM pragma_user_version) FROM a, b", -1,
	                                    &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	assert_int_equal(sqlite3_column_int(statement, 0), 8);
	assert_int_equal(sqlite3_column_int(statement, 1), 2);
	sqlite3_finalize(statement);
	bool ours = true;
	assert_int_equal(schema_is_ours(db, &ours), SQLITE_OK);
	assert_false(ours);
	sqlite3_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes), cmocka_unit_test(addresses), cmocka_unit_test(keys), cmocka_unit_test(bits),
		cmocka_unit_test(many_bits), cmocka_unit_test_setup_teardown(changed_bits_are_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(memory_never_shrinks, set_up, tear_down),
		cmocka_unit_test(seconds), cmocka_unit_test(migrations),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

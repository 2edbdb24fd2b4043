#include "config.h"

#include "library-case.h"
#include "stories.h"
#include "unit.h"

#include "library/beginnings.h"
#include "library/query.h"
#include "text/utf8.h"
#include "words/level.h"
#include "words/stem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is cut short, and what has a stem, beside all articles looked at one by one. */

enum { LARGE = 30000, SMALL = 200, IN_BODY = 2, WORD_B = 32, PAGE = 3000 };

/* A word of the title, and those of the body. */
struct made {
	char words[1 + IN_BODY][WORD_B];
};

static struct made *made;
static int n_made;
static uint64_t seed;

static unsigned any(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* Some 1,700 words of five letters, a few of them far more often than the others. */
static void make_word(char *out)
{
	static const char *const letters[] = {"ب", "ت", "ج", "د", "ر", "س", "ع", "ف", "ق", "ل", "م", "ن"};
	enum { LETTERS = sizeof letters / sizeof *letters };
	const char *begin = any(4) == 0 ? "لم" : "كت";
	unsigned word = any(LETTERS * LETTERS * LETTERS), rarer = any(LETTERS * LETTERS * LETTERS);
	word = word < rarer ? word : rarer;
	snprintf(out, WORD_B, "%s%s%s%s", begin, letters[word % LETTERS], letters[word / LETTERS % LETTERS],
	         letters[word / LETTERS / LETTERS]);
}

static void put_all(void)
{
	good(library_begin(library, &err));
	for (int i = 0; i < n_made; i++) {
		char url[64], body[WORD_B * (IN_BODY + 1)];
		snprintf(url, sizeof url, "https://example.org/%d", i);
		snprintf(body, sizeof body, "%s %s", made[i].words[1], made[i].words[2]);
		struct article_meta meta = meta_of(made[i].words[0], url);
		meta.date = (struct date){.year = 1990 + i % 30, .month = 1 + i % 12, .day = 1 + i % 28};
		struct stored_story stored = store(&meta, body);
		assert_int_equal(stored.id, i + 1);
	}
	good(library_commit(library, &err));
}

static void make(int n, void (*word)(char *out))
{
	seed = 1;
	n_made = n;
	made = calloc((size_t)n, sizeof *made);
	for (int i = 0; i < n; i++)
		for (int k = 0; k <= IN_BODY; k++)
			word(made[i].words[k]);
	put_all();
}

/* --- what is asked --- */

static void ask(const char *query, bool typing, bool *found)
{
	struct selection selection;
	struct arena *arena = arena_new();
	static struct article_row rows[PAGE];
	struct row_place place = {0};
	int got;
	memset(found, 0, (size_t)n_made * sizeof *found);
	good(query_parse(str_of(query), library, arena, &selection, &err));
	selection.typing = typing;
	struct listing *listing = listing_new(library, &selection);
	while ((got = listing_rows(listing, &place, false, rows, PAGE, &err)) > 0) {
		for (int i = 0; i < got; i++) {
			assert_false(found[rows[i].id - 1]);
			found[rows[i].id - 1] = true;
		}
		listing_place(listing, &rows[got - 1], &place);
	}
	good(got);
	listing_free(listing);
	arena_free(arena);
}

static bool begins(const char *word, const char *beginning)
{
	return strncmp(word, beginning, strlen(beginning)) == 0;
}

static bool title_begins(int i, const char *beginning)
{
	return begins(made[i].words[0], beginning);
}

static bool one_begins(int i, const char *beginning)
{
	return title_begins(i, beginning) || begins(made[i].words[1], beginning) || begins(made[i].words[2], beginning);
}

/* What is written for a beginning and another one, and which articles it finds. */
static const struct {
	const char *format;
	bool title, and, not;
} forms[] = {
	{"%s* level:fold", false, false, false},
	{"title:%s* level:fold", true, false, false},
	{"%s* %s* level:fold", false, true, false},
	{"%s* -%s* level:fold", false, true, true},
	{"title:%s* %s* level:fold", true, true, false},
};

static bool answers(size_t form, int i, const char *a, const char *b)
{
	bool first = forms[form].title ? title_begins(i, a) : one_begins(i, a);
	return first && (!forms[form].and || one_begins(i, b) != forms[form].not);
}

static void expect(size_t form, const char *a, const char *b, bool *found)
{
	char query[256];
	snprintf(query, sizeof query, forms[form].format, a, b);
	ask(query, false, found);
	for (int i = 0; i < n_made; i++)
		if (found[i] != answers(form, i, a, b))
			fail_msg("%s: article %d", query, i + 1);
	ask(query, true, found);
	bool titles = !forms[form].and && utf8_count(str_of(a)) <= BEGINNING_MAX_CP;
	for (int i = 0; i < n_made; i++) {
		if (found[i] && !forms[form].not && !answers(form, i, a, b))
			fail_msg("%s, being typed: article %d", query, i + 1);
		if (!found[i] && titles && title_begins(i, a))
			fail_msg("%s, being typed: no article %d", query, i + 1);
	}
}

static void beginning_of(char *out)
{
	make_word(out);
	size_t end = utf8_offset(str_of(out), 1 + any(5));
	out[end] = '\0';
}

static void beginnings(int n, int queries)
{
	char a[WORD_B], b[WORD_B];
	make(n, make_word);
	bool *found = calloc((size_t)n, sizeof *found);
	for (int i = 0; i < queries; i++) {
		beginning_of(a);
		beginning_of(b);
		expect((size_t)i % (sizeof forms / sizeof *forms), a, b, found);
	}
	free(found);
	free(made);
}

static void few_articles(void **state)
{
	(void)state;
	beginnings(SMALL, 200);
}

static void many_articles(void **state)
{
	(void)state;
	beginnings(LARGE, 10);
}

/* --- stems --- */

static void make_form(char *out)
{
	static const char *const before[] = {"", "و", "ف", "ب", "ل", "ال", "وال", "فال", "بال", "كال", "لل", "ولل"};
	static const char *const behind[] = {"", "ه", "ها", "هم", "نا", "كم", "هن", "كن", "هما", "ات"};
	snprintf(out, WORD_B, "%sكتاب%s", before[any(12)], behind[any(10)]);
}

static void stem_of(struct stems *stems, const char *word, struct key *stem)
{
	level_key(LEVEL_STEM, stems, str_of(word), TOKEN_ARABIC, stem);
}

/* More words have the stem than are looked for while one types. */
static void large_stem(void **state)
{
	(void)state;
	struct stems *stems = stems_new();
	struct key wanted, stem;
	bool found[SMALL];
	int missed = 0;
	make(SMALL, make_form);
	stem_of(stems, "كتاب", &wanted);
	ask("كتاب level:stem", false, found);
	for (int i = 0; i < n_made; i++) {
		bool has = false;
		for (int k = 0; k <= IN_BODY; k++) {
			stem_of(stems, made[i].words[k], &stem);
			has = has || str_eq(key_str(&stem), key_str(&wanted));
		}
		assert_int_equal(found[i], has);
	}
	bool some[SMALL];
	ask("كتاب level:stem", true, some);
	for (int i = 0; i < n_made; i++) {
		assert_true(found[i] || !some[i]);
		missed += found[i] && !some[i];
	}
	assert_true(missed > 0);
	stems_free(stems);
	free(made);
}

/* --- the words themselves --- */

static void of_titles(void **state)
{
	(void)state;
	struct buf words;
	buf_init(&words, BUF_NO_MAX);
	beginnings_of(STR("غزه \1غزهرفح غد x "), &words);
	assert_string_equal(buf_cstr(&words), "\3غ \1\3غز \1\3غزه \1\3غزهر \1\3غد \1\3x ");
	buf_clear(&words);
	beginnings_of(STR(""), &words);
	assert_int_equal(words.n, 0);
	for (int i = 0; i < 10000; i++)
		buf_addf(&words, "%d ", i);
	struct buf many;
	buf_init(&many, BUF_NO_MAX);
	beginnings_of(buf_str(&words), &many);
	assert_true(many.n < BEGINNING_WORDS * BEGINNING_MAX_CP * 8);
	assert_true(beginning_fits(STR("غزهر")) && !beginning_fits(STR("غزهرف")) && !beginning_fits(STR("")));
	buf_done(&many);
	buf_done(&words);
}

#define LIBRARY(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LIBRARY(few_articles), LIBRARY(many_articles), LIBRARY(large_stem), cmocka_unit_test(of_titles),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "config.h"

#include "gen.h"

#include "library/check.h"
#include "library/library.h"
#include "words/finder.h"
#include "../unit/stories.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Small libraries of words that nearly meet, and queries of them: the index
 * answers as does who reads every article (words/finder.h), at each level, in each
 * order, from either end; also when articles have been changed and removed, and when
 * the index was lost and is made anew.
 */
#ifdef JARIDA_TINY
enum { TINY = true }; /* much is indexed later */
#else
enum { TINY = false };
#endif
enum { MAX = 24, QUERIES = 40, TEXT_B = 1024 };

struct thing {
	int64_t id; /* 0: none */
	bool unread;
	char title[TEXT_B], body[TEXT_B];
};

static struct library *library;
static struct err err;
static struct thing things[MAX];
static struct gen gen;
static unsigned long n_failed;
static char query[TEXT_B];

static void expect(bool kept, const char *what)
{
	if (!kept && gen_failed(&gen, &n_failed, what))
		printf("# %s: %s\n", query, err.message);
}

static const char *const words[] = {
	"أمريكي", "أميركي", "الأمريكية", "غزة", "غزه", "كتاب", "كِتاب", "الكتاب", "والكتاب", "كتب", "مدرسة", "مدارس",
	"المدارس", "storm", "0558", "name", "وسم", "می", "خواهد", "1,400", "1400", "News", "new", "צהל", "ســلام", "سلام",
};
/* These are found as a whole and by their parts, alone. */
static const char *const compounds[] = {
	"storm-0558", "storm0558", "@name", "#وسم", "می‌خواهد", "میخواهد", "U.S.A.", "usa", "https://example.org/name", "צה״ל",
};
enum { N_WORDS = sizeof words / sizeof *words, N_COMPOUNDS = sizeof compounds / sizeof *compounds };

static void add(char *text, const char *more)
{
	size_t n = strlen(text);
	snprintf(text + n, TEXT_B - n, "%s", more);
}

static const char *word(void)
{
	return gen_one_in(&gen, 5) ? compounds[gen_below(&gen, N_COMPOUNDS)] : words[gen_below(&gen, N_WORDS)];
}

static void random_text(char *out, size_t most)
{
	size_t n = gen_below(&gen, (uint32_t)most);
	*out = '\0';
	for (size_t i = 0; i < n; i++) {
		add(out, word());
		add(out, gen_one_in(&gen, 8) ? "، " : gen_one_in(&gen, 8) ? "\n" : " ");
	}
}

/* --- queries --- */

static void put_term(void)
{
	size_t n = strlen(query);
	if (gen_one_in(&gen, 5))
		add(query, "title:");
	if (gen_one_in(&gen, 4)) {
		add(query, "\"");
		for (uint32_t i = 1 + gen_below(&gen, 3); i > 0; i--) {
			add(query, words[gen_below(&gen, N_WORDS)]);
			add(query, i > 1 ? " " : "\"");
		}
	} else {
		add(query, word());
	}
	/* The beginning of a word, whole letters of it. */
	if (!gen_one_in(&gen, 4) || query[strlen(query) - 1] == '"')
		return;
	size_t cut = strlen(query);
	for (uint32_t i = gen_below(&gen, 3); i > 0 && cut > n + 12; i--) {
		cut--;
		while (((unsigned char)query[cut] & 0xC0) == 0x80)
			cut--;
	}
	query[cut] = '\0';
	add(query, "*");
}

static void put_query(int depth)
{
	uint32_t n = 1 + gen_below(&gen, 3);
	for (uint32_t i = 0; i < n; i++) {
		add(query, gen_one_in(&gen, 4) ? "-" : "");
		if (depth < 2 && gen_one_in(&gen, 5)) {
			add(query, "(");
			put_query(depth + 1);
			add(query, ")");
		} else {
			put_term();
		}
		add(query, i + 1 == n ? "" : gen_one_in(&gen, 3) ? " OR " : " ");
	}
}

/* --- what is there --- */

static void store(int number)
{
	struct thing *t = &things[number];
	char url[64];
	snprintf(url, sizeof url, "https://example.org/%d", number);
	random_text(t->title, 5);
	random_text(t->body, 14);
	for (char *p = t->title; *p != '\0'; p++)
		*p = *p == '\n' ? ' ' : *p;
	struct article_meta meta = {
		.title = str_of(t->title), .url = str_of(url), .parent = -1,
		.date = {.year = 2020, .month = 5, .day = 1 + (int)gen_below(&gen, 4)},
	};
	struct story_list list = {0};
	struct stored_story stored;
	struct provenance from = {.time = 1000 + (int64_t)gen_below(&gen, 3)};
	if (gen_one_in(&gen, 4))
		meta.date.year = 0;
	story_put(&list, &meta, t->body);
	expect(library_store(library, &list, &from, &stored, &err) == 0, "a story is stored");
	t->unread = stored.what == STORED_NEW || t->unread;
	t->id = stored.id;
	story_list_done(&list);
}

static void change(void)
{
	bool begun = gen_one_in(&gen, 2);
	if (begun)
		expect(library_begin(library, &err) == 0, "a change begins");
	for (uint32_t i = gen_below(&gen, 8); i > 0; i--)
		store((int)gen_below(&gen, MAX));
	if (begun)
		expect(library_commit(library, &err) == 0, "a change is there");
	struct thing *t = &things[gen_below(&gen, MAX)];
	if (t->id == 0)
		return;
	if (gen_one_in(&gen, 2)) {
		expect(library_mark(library, &t->id, 1, MARK_READ, true, &err) == 0, "one is read");
		t->unread = false;
	} else if (gen_one_in(&gen, 4)) {
		expect(library_delete(library, &t->id, 1, &err) == 0, "one is deleted");
		t->id = 0;
	}
}

/* Whether the article meets the query, by reading it. */
static bool meets(const struct finder *finder, struct stems *stems, const struct thing *t)
{
	struct str texts[64] = {str_of(t->title)}, rest = str_of(t->body), line;
	size_t n = 1;
	while (str_next_line(&rest, &line))
		texts[n++] = line;
	return finder_meets(finder, stems, texts, n, 1);
}

/* All rows, page by page, in the order of the listing; how many. */
static int page_through(struct listing *listing, bool back, int64_t ids[MAX])
{
	struct article_row rows[5];
	struct row_place place = {0};
	int n = 0, got;
	while ((got = listing_rows(listing, &place, back, rows, 5, &err)) > 0 && n + got <= MAX) {
		for (int i = 0; i < got; i++)
			ids[n++] = rows[i].id;
		listing_place(listing, &rows[got - 1], &place);
	}
	expect(got == 0, "rows to the end");
	return n;
}

static void look_at(struct listing *listing, const struct finder *finder, struct stems *stems, bool unread)
{
	int64_t ids[MAX], back[MAX];
	int n = page_through(listing, false, ids), wanted = 0;
	for (int i = 0; i < MAX; i++) {
		const struct thing *t = &things[i];
		struct article_row row;
		if (t->id == 0)
			continue;
		bool want = (!unread || t->unread) && meets(finder, stems, t), there = false;
		for (int k = 0; k < n; k++)
			there = there || ids[k] == t->id;
		wanted += want;
		if (want != there)
			printf("# %s: '%s' '%s'\n", want ? "wanted" : "not wanted", t->title, t->body);
		expect(want == there, "the index answers as who reads everything");
		expect((listing_find(listing, t->id, &row, &err) == 0) == want, "one alone is found or not");
	}
	expect(n == wanted && listing_count(listing) == n, "as many as there are");
	expect(page_through(listing, true, back) == n, "as many from the end");
	for (int i = 0; i < n; i++) {
		struct article_row row;
		struct row_place place;
		expect(back[n - 1 - i] == ids[i], "the same from the end");
		expect(listing_at(listing, i + 1, &row, &err) == 0 && row.id == ids[i], "the row of a number");
		listing_place(listing, &row, &place);
		expect(listing_number(listing, &place) == i + 1, "the number of a row");
	}
}

static void search(struct stems *stems)
{
	const struct expr *expr;
	struct arena *arena = arena_new();
	struct err unused;
	query[0] = '\0';
	put_query(0);
	expr_parse(str_of(query), arena, &expr, &unused);
	struct selection s = {.expr = expr, .level = (enum level)gen_below(&gen, N_LEVELS),
	                      .sort = (enum sort_key)gen_below(&gen, SORT_COUNT), .reverse = gen_one_in(&gen, 2)};
	s.sort = gen_one_in(&gen, 2) ? SORT_DATE : s.sort;
	s.unread = gen_one_in(&gen, 4);
	struct finder *finder = finder_new(expr, s.level, stems);
	struct listing *listing = listing_new(library, &s);
	look_at(listing, finder, stems, s.unread);
	listing_free(listing);
	finder_free(finder);
	arena_free(arena);
}

static void run(void)
{
	struct stems *stems = stems_new();
	folder_make();
	const char *place = folder_path("library.db");
	memset(things, 0, sizeof things);
	expect(library_open(&library, place, LIBRARY_CREATE, &err) == 0, "a library is made");
	for (int i = 0; i < QUERIES; i++) {
		int64_t left = 0;
		change();
		if (TINY || gen_one_in(&gen, 8))
			expect(library_catch_up(library, 0, &left, &err) == 0 && left == 0, "nothing is left behind");
		search(stems);
	}
	library_close(library);
	struct check_report report;
	expect(library_check(place, NULL, &report, &err) == 0 && report.problems == 0, "it is whole");
	folder_remove();
	stems_free(stems);
}

int main(void)
{
	uint64_t runs = gen_runs(20);
	gen_note("random queries of random small libraries");
	for (uint64_t i = 0; i < runs; i++) {
		gen_start(&gen, gen_first() + i);
		run();
	}
	printf("%s 1 - the index answers as who reads everything\n1..1\n", n_failed == 0 ? "ok" : "not ok");
	return n_failed != 0;
}

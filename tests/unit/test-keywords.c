#include "config.h"

#include "base/file.h"
#include "library/keyterms.h"
#include "term/terminal.h"
#include "ui/conf.h"
#include "ui/keyword-file.h"
#include "ui/marking.h"

#include "stories.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A line as one types it; NULL as error: it is right. */
static void run(struct conf *config, const char *line, const char *error)
{
	const struct settings settings = conf_settings(config);
	struct words words;
	struct err err;
	int rc = words_split(&words, str_of(line), &err);
	if (rc == 0)
		rc = directive_run(&settings, &words, NULL, &err);
	if (error == NULL)
		assert_int_equal(rc, 0);
	else
		assert_string_equal(rc != 0 ? err.message : "", error);
}

static void assert_row(struct conf *config, const char *text, const char *line)
{
	struct buf out;
	size_t row = keywords_find_row(&config->keywords, str_of(text));
	buf_init(&out, 4096);
	if (row < config->keywords.n)
		keywords_format(&config->keywords, row, &out);
	assert_string_equal(buf_cstr(&out), line);
	buf_done(&out);
}

static void lines_give_keywords(void **state)
{
	static const char *const lines[] = {
		"keyword بلينكن", "keyword -stem أشخاص: وزير", "keyword -exact US", "keyword -anywhere غزة",
		"keyword a: الولايات المتحدة", "keyword -- -x", "keyword -- a: b", "keyword \"#عاجل\"", "keyword كتاب*",
		"keyword -stem \"a b c d e f g h i j k l m n\"", NULL,
	};
	struct conf config;
	(void)state;
	conf_init(&config);
	for (size_t i = 0; lines[i] != NULL; i++) {
		struct buf out;
		run(&config, lines[i], NULL);
		assert_int_equal(config.keywords.n, i + 1);
		buf_init(&out, 4096);
		keywords_format(&config.keywords, i, &out);
		assert_string_equal(buf_cstr(&out), lines[i]);
		buf_done(&out);
	}
	/* The order of what is said does not matter, nor do blanks. */
	run(&config, "keyword  أشخاص:  -stem   رئيس  الوزراء ", NULL);
	assert_row(&config, "رئيس الوزراء", "keyword -stem أشخاص: رئيس الوزراء");
	run(&config, "keyword \" قناة   السويس\"", NULL);
	assert_row(&config, "قناة السويس", "keyword قناة السويس");
	/* The last line about a text counts. */
	size_t n = config.keywords.n;
	run(&config, "keyword -exact a: رئيس الوزراء", NULL);
	assert_int_equal(config.keywords.n, n);
	assert_row(&config, "رئيس الوزراء", "keyword -exact a: رئيس الوزراء");
	run(&config, "unkeyword a: رئيس الوزراء", NULL);
	assert_row(&config, "رئيس الوزراء", "");
	assert_row(&config, "قناة السويس", "keyword قناة السويس");
	run(&config, "unkeyword رئيس الوزراء", "no such keyword: رئيس الوزراء");
	run(&config, "unkeyword بلينكا", "no such keyword: بلينكا; did you mean بلينكن?");
	conf_done(&config);
}

static void long_ones_are_refused(void **state)
{
	char line[1000];
	struct conf config;
	struct buf many;
	(void)state;
	conf_init(&config);
	buf_init(&many, sizeof line);
	buf_add_str(&many, STR("keyword \""));
	for (int i = 0; i < 33; i++)
		buf_addf(&many, "%d ", i);
	buf_add_char(&many, '"');
	run(&config, buf_cstr(&many), "too long for a keyword: at most 32 words, 256 signs");
	buf_done(&many);
	snprintf(line, sizeof line, "keyword %0300d", 1);
	run(&config, line, "too long for a keyword: at most 32 words, 256 signs");
	assert_int_equal(config.keywords.n, 0);
	for (int i = 0; i < KEYWORD_GROUPS; i++) {
		snprintf(line, sizeof line, "keyword g%d: word%d", i, i);
		run(&config, line, i + 1 < KEYWORD_GROUPS ? NULL : "more than 63 groups of keywords");
	}
	conf_done(&config);
}

static void many_are_found_by_their_text(void **state)
{
	struct conf config;
	char line[64];
	(void)state;
	conf_init(&config);
	for (int i = 0; i < 10000; i++) {
		snprintf(line, sizeof line, "keyword word%d", i);
		run(&config, line, NULL);
	}
	for (int i = 0; i < 10000; i += 1000) {
		snprintf(line, sizeof line, "unkeyword word%d", i);
		run(&config, line, NULL);
	}
	assert_int_equal(config.keywords.n, 9990);
	assert_row(&config, "word9999", "keyword word9999");
	assert_row(&config, "word1000", "");
	conf_done(&config);
}

/* --- where they stand --- */

static void assert_marks(struct marking *marking, const char *text, const char *want)
{
	struct buf out;
	buf_init(&out, 4096);
	marking_find(marking, str_of(text), 0, strlen(text));
	for (size_t i = 0; i < marking->n; i++)
		buf_addf(&out, "%s%zu-%zu", i > 0 ? " " : "", marking->ranges[i].start_cp, marking->ranges[i].end_cp);
	assert_string_equal(buf_cstr(&out), want);
	buf_done(&out);
}

static void marks_are_what_levels_say(void **state)
{
	struct conf config;
	struct marking marking;
	(void)state;
	conf_init(&config);
	marking_init(&marking, &config.keywords);
	assert_false(marking_any(&marking));
	run(&config, "keyword أمريكي", NULL);
	assert_marks(&marking, "قال امريكيّ", "4-11");
	assert_marks(&marking, "الأمريكي", "");
	run(&config, "keyword -stem أمريكي", NULL);
	assert_marks(&marking, "والأمريكيون", "0-11");
	run(&config, "keyword -exact US", NULL);
	assert_marks(&marking, "US us", "0-2");
	run(&config, "keyword وزارة*", NULL);
	assert_marks(&marking, "وزارته", "");
	run(&config, "keyword وزار*", NULL);
	assert_marks(&marking, "وزارته", "0-4");
	/* The longer one, from the beginning on. */
	run(&config, "keyword البيت", NULL);
	run(&config, "keyword البيت الأبيض", NULL);
	assert_marks(&marking, "البيت الأبيض والبيت", "0-12");
	/* Terms where no keyword stands. */
	static const char *const term[] = {"--", "قال البيت"}, *const other[] = {"الخبر"};
	keywords_add(&marking.terms, term, 2, NULL, NULL);
	keywords_add(&marking.terms, other, 1, NULL, NULL);
	marking.terms_shown = true;
	assert_marks(&marking, "الخبر: قال البيت", "0-5 11-16");
	assert_int_equal(marking.ranges[0].keyword, MARK_TERM);
	marking.shown = false;
	assert_marks(&marking, "البيت", "");
	marking_done(&marking);
	conf_done(&config);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* A piece of a text is marked as the whole text is there. */
static void pieces_are_marked_as_the_whole(void **state)
{
	static const char *const words[] = {"دروان", "نورد", "إليسا", "wall", "القصب", "رملة", "في", "من", "1,400"};
	struct conf config;
	struct marking marking, piece;
	struct buf text;
	uint32_t seed = 7;
	(void)state;
	conf_init(&config);
	marking_init(&marking, &config.keywords);
	marking_init(&piece, &config.keywords);
	run(&config, "keyword نورد إليسا", NULL);
	run(&config, "keyword دروان", NULL);
	run(&config, "keyword -stem رملة القصب في", NULL);
	run(&config, "keyword -anywhere al", NULL);
	buf_init(&text, 1 << 20);
	for (int i = 0; i < 3000; i++)
		buf_addf(&text, "%s ", words[next_random(&seed) % (sizeof words / sizeof words[0])]);
	marking_find(&marking, buf_str(&text), 0, text.n);
	assert_true(marking.n > 500);
	for (int i = 0; i < 200; i++) {
		size_t from = next_random(&seed) % 12000, to = from + next_random(&seed) % 3000, k = 0;
		marking_find_cp(&piece, buf_str(&text), from, to);
		while (k < marking.n && marking.ranges[k].end_cp <= from)
			k++;
		for (size_t m = 0; m < piece.n; m++, k++) {
			assert_int_equal(piece.ranges[m].start_cp, marking.ranges[k].start_cp);
			assert_int_equal(piece.ranges[m].end_cp, marking.ranges[k].end_cp);
			assert_int_equal(piece.ranges[m].keyword, marking.ranges[k].keyword);
		}
		assert_true(k == marking.n || marking.ranges[k].start_cp >= to);
	}
	buf_done(&text);
	marking_done(&marking);
	marking_done(&piece);
	conf_done(&config);
}

/* A mark is seen in every text, without colours too, and on the ground of a selected row. */
static void marks_are_seen_everywhere(void **state)
{
	static const enum role bases[] = {ROLE_TEXT, ROLE_TITLE, ROLE_LINK, ROLE_UNREAD, ROLE_SELECTED, ROLE_KICKER};
	const uint32_t attributes = (1U << STYLE_FG_SHIFT) - 1;
	struct theme theme = {.color = false};
	(void)state;
	for (int i = 0; i < 2 * THEME_COUNT; i++) {
		theme.color = i >= THEME_COUNT;
		theme.name = (enum theme_name)(i % THEME_COUNT);
		for (size_t k = 0; k < sizeof bases / sizeof bases[0]; k++) {
			uint32_t base = theme_style(&theme, bases[k]);
			for (int role = ROLE_KEYWORD; role <= ROLE_KEY_TERM; role++)
				assert_int_not_equal(theme_mark(&theme, (enum role)role, NULL, base) & attributes,
				                     base & attributes);
		}
	}
	/* A style of the group's own goes before that of its role; the ground of the row stays. */
	static const char *const words[] = {"red", "yellow", "none"};
	struct own_style own;
	assert_int_equal(theme_parse(&own, words, 3, NULL), 0);
	theme.name = THEME_DEFAULT;
	assert_int_equal(theme_mark(&theme, ROLE_KEYWORD_1, &own, 0),
	                 STYLE_UNDERLINE | 2U << STYLE_FG_SHIFT | 4U << STYLE_BG_SHIFT);
	assert_int_equal(theme_mark(&theme, ROLE_KEYWORD_1, &own, STYLE_REVERSE), STYLE_REVERSE | STYLE_UNDERLINE);
	assert_int_equal(keywords_role(0), ROLE_KEYWORD);
	assert_int_equal(keywords_role(1), ROLE_KEYWORD_1);
	assert_int_equal(keywords_role(7), ROLE_KEYWORD_1);
}

/* --- what lasts --- */

static void keep(const char *line)
{
	struct words words;
	struct err err;
	assert_int_equal(words_split(&words, str_of(line), NULL), 0);
	assert_int_equal(keyword_file_keep(&words, &err), 0);
}

static void assert_kept(const char *want)
{
	struct buf path, all;
	buf_init(&path, 4096);
	buf_init(&all, 1 << 16);
	keyword_file_path(&path);
	int fd = file_open(buf_cstr(&path), NULL);
	assert_true(fd >= 0);
	file_read_all(fd, "", &all, NULL);
	close(fd);
	const char *lines = strchr(buf_cstr(&all), '\n'); /* behind the heading */
	assert_string_equal(lines != NULL ? lines + 1 : "", want);
	buf_done(&path);
	buf_done(&all);
}

static void typed_ones_are_kept(void **state)
{
	struct conf config;
	(void)state;
	folder_make();
	setenv("XDG_STATE_HOME", folder_path("state"), 1);
	keep("keyword -stem a: سفينة");
	keep("keyword قناة السويس");
	keep("unkeyword بلينكن");
	keep("keyword -exact سفينة");
	keep("unkeyword نورد");
	assert_kept("keyword قناة السويس\nunkeyword بلينكن\nkeyword -exact سفينة\nunkeyword نورد\n");
	/* What it takes away may be there no more, and that is no news. */
	conf_init(&config);
	run(&config, "keyword بلينكن", NULL);
	run(&config, "keyword سفينة", NULL);
	conf_read_kept(&config);
	assert_int_equal(config.n_warnings, 0);
	assert_int_equal(config.keywords.n, 2);
	assert_row(&config, "سفينة", "keyword -exact سفينة");
	conf_done(&config);
	/* Where nothing can be written it is said, and nothing is lost. */
	setenv("XDG_STATE_HOME", "/dev/null/state", 1);
	struct words words;
	struct err err;
	words_split(&words, STR("keyword x"), NULL);
	assert_int_not_equal(keyword_file_keep(&words, &err), 0);
	assert_non_null(strstr(err.message, "/dev/null/state/jarida/keywords"));
	folder_remove();
}

static void what_cannot_be_read_whole_is_not_written_anew(void **state)
{
	struct words words;
	struct err err;
	struct stat status;
	(void)state;
	folder_make();
	setenv("XDG_STATE_HOME", folder_path("state"), 1);
	keep("keyword نورد");
	const char *path = folder_path("state/jarida/keywords");
	assert_int_equal(truncate(path, 2 << 20), 0);
	words_split(&words, STR("keyword x"), NULL);
	assert_int_equal(keyword_file_keep(&words, &err), ERR_INPUT);
	assert_non_null(strstr(err.message, "it stays as it is"));
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_size, 2 << 20);
	folder_remove();
}

/* --- key terms --- */

static bool has_term(const struct key_term *terms, int n, const char *text)
{
	for (int i = 0; i < n; i++)
		if (str_eq(terms[i].text, str_of(text)))
			return true;
	return false;
}

static void key_terms_tell_most(void **state)
{
	struct key_term terms[5];
	struct arena *arena = arena_new();
	struct stems *stems = stems_new();
	struct article *article = story_make(
		&(struct article_meta){.title = STR("جنوح سفينة الشحن قرب مرسى الحبق")},
		"قال المتحدث إن السفينة نورد إليسا من الحبق في مرسى القصب\n"
		"وقال إن نورد إليسا على الصخر وإن سفينة أخرى Storm-0558 في الطريق\n"
		"وكانت نورد إليسا في الحبق و Storm-0558 هناك");
	(void)state;
	int n = library_key_terms(NULL, article, stems, arena, terms, 5);
	assert_int_equal(n, 5);
	assert_true(has_term(terms, n, "نورد إليسا"));
	assert_true(has_term(terms, n, "Storm-0558"));
	assert_true(has_term(terms, n, "الحبق"));
	assert_true(has_term(terms, n, "سفينة") || has_term(terms, n, "السفينة"));
	assert_false(has_term(terms, n, "إن"));
	assert_false(has_term(terms, n, "نورد"));
	for (int i = 1; i < n; i++)
		assert_true(terms[i].weight <= terms[i - 1].weight);
	article_free(article);
	/* Nothing to tell. */
	article = story_make(&(struct article_meta){.title = STR("!")}, "... في من 12");
	assert_int_equal(library_key_terms(NULL, article, stems, arena, terms, 5), 0);
	article_free(article);
	stems_free(stems);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_give_keywords),
		cmocka_unit_test(long_ones_are_refused),
		cmocka_unit_test(many_are_found_by_their_text),
		cmocka_unit_test(marks_are_what_levels_say),
		cmocka_unit_test(pieces_are_marked_as_the_whole),
		cmocka_unit_test(marks_are_seen_everywhere),
		cmocka_unit_test(typed_ones_are_kept),
		cmocka_unit_test(what_cannot_be_read_whole_is_not_written_anew),
		cmocka_unit_test(key_terms_tell_most),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

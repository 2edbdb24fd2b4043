#include "config.h"

#include "base/buf.h"
#include "base/mem.h"
#include "news/article.h"
#include "text/utf8.h"

#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Files too large to parse: all through the public calls. */

static uint32_t seed;

static uint32_t draw(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return below > 0 ? seed % below : 0;
}

static char path[4096];

static void write_file(const char *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	while (n > 0) {
		ssize_t w = write(fd, bytes, n);
		assert_true(w > 0);
		bytes += w;
		n -= (size_t)w;
	}
	close(fd);
}

static int set_up(void **state)
{
	(void)state;
	const char *folder = getenv("TMPDIR");
	int n = snprintf(path, sizeof path, "%s/jarida-plain-XXXXXX", folder != NULL ? folder : "/tmp");
	int fd = n > 0 && n < (int)sizeof path ? mkstemp(path) : -1;
	if (fd < 0)
		return -1;
	close(fd);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	return unlink(path);
}

static struct article *open_file(struct story_list *list)
{
	struct err err = {0};
	if (story_list_read(list, path, &err) != 0)
		print_error("%s\n", err.message);
	assert_int_equal(list->n, 1);
	assert_true(article_is_plain(list->stories[0]));
	return list->stories[0];
}

enum { LARGE_B = ARTICLE_MAX_PARSE_B + (1 << 20) };

/* Lines of every kind: empty, short, just around the cut, long; spaces or none; every line end. */
static void fill_lines(struct buf *b)
{
	static const char *const letters[] = {"a", "ب", "ي", " ", ". ", "é", "€", "😀", "1", "\t", "א", ")"};
	static const char *const ends[] = {"\n", "\n", "\n", "\r\n", "\r", "\xE2\x80\xA8", "\xC2\x85", "\xE2\x80\xA9"};
	static const size_t lengths[] = {0, 1, 7, 80, 300, 511, 8190, 8191, 8192, 8193, 16383, 20000, 70000};
	while (b->n < LARGE_B) {
		size_t length = lengths[draw(13)];
		bool spaces = draw(3) > 0;
		size_t end = b->n + length;
		while (b->n < end) {
			const char *letter = letters[draw(12)];
			if (letter[0] == ' ' && !spaces)
				continue;
			buf_add_str(b, str_of(letter));
		}
		buf_add_str(b, str_of(ends[draw(8)]));
	}
}

/* All keys in reading order; what they hold must be the file but for its line ends. */
static size_t walk(struct article *article, uint64_t **keys)
{
	size_t n = 0, cap = 0;
	uint64_t key;
	*keys = NULL;
	assert_true(article_first(article, &key));
	assert_int_equal(key, 0);
	do {
		*keys = xgrow(*keys, n, &cap, sizeof **keys);
		(*keys)[n++] = key;
		uint64_t before = key;
		if (!article_next(article, &key))
			break;
		assert_true(key > before);
		assert_true(key - before < 16384);
	} while (true);
	return n;
}

static void test_next_and_prev(void **state)
{
	(void)state;
	for (uint32_t round = 1; round <= 3; round++) {
		seed = round * 2654435761U;
		struct buf b;
		buf_init(&b, BUF_NO_MAX);
		fill_lines(&b);
		write_file(b.p, b.n);
		struct story_list list;
		struct article *article = open_file(&list);
		uint64_t *keys;
		size_t n = walk(article, &keys);
		assert_true(n > 1);
		for (size_t i = n - 1; i > 0; i--) {
			uint64_t key = keys[i];
			assert_true(article_prev(article, &key));
			assert_int_equal(key, keys[i - 1]);
		}
		/* from anywhere, in any order */
		for (int i = 0; i < 2000; i++) {
			size_t k = draw((uint32_t)n - 1);
			uint64_t key = keys[k];
			assert_true(article_next(article, &key));
			assert_int_equal(key, keys[k + 1]);
			assert_true(article_prev(article, &key));
			assert_int_equal(key, keys[k]);
			uint64_t inside = keys[k] + draw((uint32_t)(keys[k + 1] - keys[k]));
			assert_int_equal(article_key_at(article, inside), keys[k]);
			assert_int_equal(article_offset_b(article, keys[k]), keys[k]);
		}
		uint64_t last;
		assert_true(article_last(article, &last));
		assert_int_equal(last, keys[n - 1]);
		assert_int_equal(article_size_b(article), b.n);
		free(keys);
		story_list_done(&list);
		buf_done(&b);
	}
}

/* Pieces joined are the line; only the last one does not go on. */
static void test_text_is_whole(void **state)
{
	(void)state;
	seed = 99;
	struct buf b, got;
	buf_init(&b, BUF_NO_MAX);
	buf_init(&got, BUF_NO_MAX);
	static const char *const words[] = {"كلمة", "word", "ثم", "😀", "طويلةجدا"};
	while (b.n < LARGE_B) {
		for (uint32_t i = draw(4000); i > 0; i--) {
			buf_add_str(&b, str_of(words[draw(5)]));
			if (draw(50) > 0)
				buf_add_char(&b, ' ');
		}
		buf_add_str(&b, STR("x\n"));
	}
	write_file(b.p, b.n);
	struct story_list list;
	struct article *article = open_file(&list);
	uint64_t key;
	bool continued = false;
	assert_true(article_first(article, &key));
	do {
		struct paragraph p = article_paragraph(article, key);
		assert_true(p.text.n < 16384);
		assert_true(utf8_valid(p.text));
		assert_int_equal(p.continued, continued);
		assert_int_equal(p.dir == DIR_AUTO, !p.continued);
		buf_add_str(&got, p.text);
		if (!p.continues)
			buf_add_char(&got, '\n');
		continued = p.continues;
	} while (article_next(article, &key));
	assert_int_equal(got.n, b.n);
	assert_memory_equal(got.p, b.p, b.n);
	story_list_done(&list);
	buf_done(&b);
	buf_done(&got);
}

static void test_directions(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	while (b.n < 16384)
		buf_add_str(&b, STR("سطر في أول الملف\n"));
	uint64_t first = b.n;
	buf_add_str(&b, STR("عنوان\n12345\nlatin\n67 89\n"));
	uint64_t long_line = b.n;
	buf_add_str(&b, STR("سطر طويل "));
	buf_add_repeat(&b, 'z', 30000);
	buf_add_char(&b, '\n');
	while (b.n < LARGE_B)
		buf_add_str(&b, STR("سطر بعد سطر في ملف كبير\n"));
	write_file(b.p, b.n);
	struct story_list list;
	struct article *article = open_file(&list);
	assert_int_equal(article_meta(article)->dir, DIR_RTL);
	assert_string_equal(article_meta(article)->lang.p, "ar");
	uint64_t key = article_key_at(article, first);
	assert_int_equal(key, first);
	article_next(article, &key);
	assert_int_equal(article_paragraph(article, key).before, DIR_RTL);
	article_next(article, &key);
	article_next(article, &key);
	assert_int_equal(article_paragraph(article, key).before, DIR_LTR);
	article_next(article, &key);
	assert_int_equal(key, long_line);
	assert_true(article_paragraph(article, key).continues);
	for (int i = 0; i < 2; i++) {
		article_next(article, &key);
		struct paragraph p = article_paragraph(article, key);
		assert_true(p.continued);
		assert_int_equal(p.dir, DIR_RTL);
	}
	story_list_done(&list);
	buf_done(&b);
}

static uint64_t mark_of(const struct paragraph *p)
{
	uint64_t h = 0xCBF29CE484222325;
	for (size_t i = 0; i < p->text.n; i++)
		h = (h ^ (unsigned char)p->text.p[i]) * 0x100000001B3;
	return ((h << 3 | (uint64_t)p->before) << 3 | (uint64_t)p->dir) << 2 | (uint64_t)p->continues << 1
	       | (uint64_t)p->continued;
}

/* A paragraph is the same by whatever way one came to it: from the one before, the one behind, or afar. */
static void test_every_way(void **state)
{
	(void)state;
	seed = 12345;
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	while (b.n < LARGE_B / 2) /* runs of lines without letters, some longer than is looked back */
		for (uint32_t n = draw(14); n > 0; n--)
			buf_add_str(&b, draw(9) > 0 ? STR("12 (34)\n") : draw(2) > 0 ? STR("سطر\n") : STR("line\n"));
	fill_lines(&b);
	write_file(b.p, b.n);
	struct story_list list;
	struct article *article = open_file(&list);
	uint64_t *keys;
	size_t n = walk(article, &keys);
	uint64_t *marks = xcalloc(n, sizeof *marks);
	for (size_t i = 0; i < n; i++) {
		struct paragraph p = article_paragraph(article, keys[i]);
		marks[i] = mark_of(&p);
	}
	story_list_done(&list);
	article = open_file(&list);
	for (size_t i = n; i-- > n - n / 64;) {
		struct paragraph p = article_paragraph(article, keys[i]);
		assert_true(mark_of(&p) == marks[i]);
	}
	for (int i = 0; i < 3000; i++) {
		size_t k = draw((uint32_t)n);
		struct paragraph p = article_paragraph(article, keys[k]);
		assert_true(mark_of(&p) == marks[k]);
	}
	story_list_done(&list);
	free(marks);
	free(keys);
	buf_done(&b);
}

/* A long line is cut behind a space, and never within a character, wherever the encoding is looked at. */
static void test_cuts(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	buf_add_char(&b, 'a');
	while (b.n < LARGE_B)
		buf_add_str(&b, STR("سطر طويل "));
	write_file(b.p, b.n);
	struct story_list list;
	struct article *article = open_file(&list);
	uint64_t key = 0;
	for (int i = 0; i < 8; i++) {
		struct str text = article_paragraph(article, key).text;
		assert_true(text.n > 0 && text.n < 2 * 8192);
		assert_true(key == 0 || b.p[key - 1] == ' ');
		assert_memory_equal(text.p, b.p + key, text.n - 1);
		assert_true(article_next(article, &key));
	}
	story_list_done(&list);
	buf_done(&b);
}

static void test_encodings(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	buf_add_str(&b, STR("\xEF\xBB\xBF" "سطر أول\n"));
	while (b.n < LARGE_B)
		buf_add_str(&b, STR("سطر\n"));
	write_file(b.p, b.n);
	struct story_list list;
	struct article *article = open_file(&list);
	struct str text = article_paragraph(article, 0).text;
	assert_int_equal(text.n, strlen("سطر أول"));
	assert_memory_equal(text.p, "سطر أول", text.n);
	story_list_done(&list);
	/* Windows-1256: "قال إن السفينة عادت" */
	buf_clear(&b);
	while (b.n < LARGE_B)
		buf_add_str(&b, STR("\xDE\xC7\xE1 \xC5\xE4 \xC7\xE1\xD3\xDD\xED\xE4\xC9 \xDA\xC7\xCF\xCA\n"));
	write_file(b.p, b.n);
	article = open_file(&list);
	uint64_t key;
	assert_true(article_last(article, &key));
	text = article_paragraph(article, key).text;
	assert_int_equal(text.n, strlen("قال إن السفينة عادت"));
	assert_memory_equal(text.p, "قال إن السفينة عادت", text.n);
	story_list_done(&list);
	buf_done(&b);
}

static void check_refused(const char *bytes, size_t n, const char *words)
{
	write_file(bytes, n);
	struct story_list list;
	struct err err = {0};
	assert_int_equal(story_list_read(&list, path, &err), ERR_INPUT);
	assert_int_equal(list.n, 0);
	assert_non_null(strstr(err.message, words));
	assert_non_null(strstr(err.message, path));
	story_list_done(&list);
}

static void test_refused(void **state)
{
	(void)state;
	char *large = xcalloc(1, LARGE_B);
	memset(large, 'x', 100);
	check_refused(large, LARGE_B, "is not text (NUL byte at offset 100)");
	for (size_t i = 0; i + 1 < LARGE_B; i += 2) {
		large[i] = i % 20 == 0 ? '\n' : 0x27;
		large[i + 1] = i % 20 == 0 ? 0 : 6;
	}
	check_refused(large, LARGE_B, "convert it to UTF-8");
	free(large);
	check_refused("abc\0def", 7, "is not text (NUL byte at offset 3)");
	struct story_list list;
	struct err err = {0};
	assert_int_equal(story_list_read(&list, "/", &err), ERR_INPUT);
	assert_string_equal(err.message, "'/' is a directory");
	assert_int_equal(story_list_read(&list, "/nowhere/at/all", &err), ERR_INPUT);
}

/* The file loses its end while it is read, and may be anything by then. */
static void test_shrinking(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	while (b.n < LARGE_B)
		buf_add_str(&b, STR("a line of the file\n"));
	write_file(b.p, b.n);
	struct story_list list;
	struct article *article = open_file(&list);
	uint64_t key;
	assert_true(article_last(article, &key));
	assert_int_equal(truncate(path, 1000), 0);
	uint64_t far = key / 2;
	assert_int_equal(article_paragraph(article, far).text.n, 0);
	int steps = 0;
	for (key = far; article_next(article, &key) && steps < 10; steps++) {
	}
	assert_int_equal(steps, 0);
	key = far;
	assert_true(article_prev(article, &key));
	assert_true(key < 1000);
	assert_true(article_paragraph(article, key).text.n > 0);
	for (steps = 0; article_prev(article, &key); steps++)
		assert_true(steps < 1000);
	assert_int_equal(key, 0);
	assert_int_equal(truncate(path, 0), 0);
	(void)article_key_at(article, 500);
	story_list_done(&list);
	buf_done(&b);
}

/* A stream longer than can be parsed grows while it is read. */
static void test_growing(void **state)
{
	(void)state;
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[0]);
		const char line[] = "سطر من مجرى طويل\n";
		for (size_t n = 0; n < 2 * (size_t)ARTICLE_MAX_PARSE_B; n += sizeof line - 1)
			if (write(ends[1], line, sizeof line - 1) < 0)
				break;
		_exit(0);
	}
	close(ends[1]);
	int saved = dup(STDIN_FILENO);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	struct story_list list;
	struct err err = {0};
	assert_int_equal(story_list_read(&list, "-", &err), 0);
	dup2(saved, STDIN_FILENO);
	close(saved);
	struct article *article = list.stories[0];
	assert_true(article_is_plain(article));
	uint64_t before = article_size_b(article);
	assert_true(before > ARTICLE_MAX_PARSE_B);
	bool grown = false;
	while (article_poll_fd(article) >= 0)
		grown |= article_read_more(article);
	assert_true(grown);
	uint64_t size = article_size_b(article);
	assert_true(size >= 2 * (uint64_t)ARTICLE_MAX_PARSE_B);
	uint64_t key = 0;
	assert_true(article_last(article, &key));
	assert_int_equal(article_paragraph(article, key).text.n, strlen("سطر من مجرى طويل"));
	assert_false(article_read_more(article));
	story_list_done(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_next_and_prev),
		cmocka_unit_test(test_text_is_whole),
		cmocka_unit_test(test_directions),
		cmocka_unit_test(test_every_way),
		cmocka_unit_test(test_cuts),
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_shrinking),
		cmocka_unit_test(test_growing),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}

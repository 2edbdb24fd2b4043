#include "config.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void assert_str(struct str got, const char *want)
{
	assert_int_equal(got.n, strlen(want));
	if (got.n > 0)
		assert_memory_equal(got.p, want, got.n);
}

/* A file that is gone from its folder but open for reading and writing. */
static int scratch_fd(void)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	int fd = dup(fileno(file));
	assert_true(fd >= 0);
	fclose(file);
	return fd;
}

static void put(int fd, const char *bytes, size_t n)
{
	assert_int_equal(write(fd, bytes, n), (ssize_t)n);
}

/* str */

static void str_of_takes_null(void **state)
{
	(void)state;
	assert_int_equal(str_of(NULL).n, 0);
	assert_str(str_of(""), "");
	assert_str(str_of("خبر"), "خبر");
	assert_int_equal(STR("a\0b").n, 3);
}

static void str_eq_compares_bytes_behind_nul(void **state)
{
	(void)state;
	assert_true(str_eq(STR("a\0b"), STR("a\0b")));
	assert_false(str_eq(STR("a\0b"), STR("a\0c")));
	assert_false(str_eq(STR("ab"), STR("abc")));
	assert_true(str_eq((struct str){NULL, 0}, STR("")));
}

static void str_starts_and_ends(void **state)
{
	(void)state;
	struct str empty = {NULL, 0};
	assert_true(str_starts(STR("jarida"), STR("jar")));
	assert_true(str_starts(STR("jarida"), STR("jarida")));
	assert_false(str_starts(STR("jar"), STR("jarida")));
	assert_false(str_starts(STR("jarida"), STR("ar")));
	assert_true(str_ends(STR("jarida"), STR("ida")));
	assert_false(str_ends(STR("ida"), STR("jarida")));
	assert_false(str_ends(STR("jarida"), STR("rid")));
	assert_true(str_starts(STR("x"), empty) && str_ends(STR("x"), empty));
	assert_true(str_starts(empty, empty) && str_ends(empty, empty));
}

static void str_sub_is_clamped(void **state)
{
	(void)state;
	struct str s = STR("0123456");
	assert_str(str_sub(s, 2, 4), "23");
	assert_str(str_sub(s, 5, 100), "56");
	assert_str(str_sub(s, 100, 200), "");
	assert_str(str_sub(s, 4, 2), "");
	assert_str(str_sub(s, 0, (size_t)-1), "0123456");
	assert_null(str_sub((struct str){NULL, 0}, 1, 2).p);
}

static void str_trim_takes_ascii_space_only(void **state)
{
	(void)state;
	assert_str(str_trim(STR(" \t\r\na b\n ")), "a b");
	assert_str(str_trim(STR(" \n\t ")), "");
	assert_str(str_trim(STR("")), "");
	assert_str(str_trim(STR("\u00a0x")), "\u00a0x");
}

static void str_find_counts_from_the_start(void **state)
{
	(void)state;
	struct str s = STR("abcabc");
	assert_int_equal(str_find(s, STR("bc"), 0), 1);
	assert_int_equal(str_find(s, STR("bc"), 2), 4);
	assert_true(str_find(s, STR("bc"), 5) == (size_t)-1);
	assert_true(str_find(s, STR("cb"), 0) == (size_t)-1);
	assert_int_equal(str_find(s, STR(""), 6), 6);
	assert_true(str_find(s, STR(""), 7) == (size_t)-1);
	assert_true(str_find(s, STR("abcabca"), 0) == (size_t)-1);
	assert_true(str_find((struct str){NULL, 0}, STR("a"), 0) == (size_t)-1);
	assert_int_equal(str_find(STR("a\0b"), STR("\0b"), 0), 1);
}

static void str_next_line_ends_with_the_bytes(void **state)
{
	(void)state;
	struct str rest = STR("one\n\nthree"), line = STR("");
	assert_true(str_next_line(&rest, &line));
	assert_str(line, "one");
	assert_true(str_next_line(&rest, &line));
	assert_str(line, "");
	assert_true(str_next_line(&rest, &line));
	assert_str(line, "three");
	assert_false(str_next_line(&rest, &line));
	rest = STR("a\n");
	assert_true(str_next_line(&rest, &line));
	assert_false(str_next_line(&rest, &line));
}

/* buf */

static void buf_holds_what_was_added(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	assert_string_equal(buf_cstr(&b), "");
	buf_add(&b, NULL, 0);
	buf_add(&b, "ab", 2);
	buf_add_str(&b, STR("cd"));
	buf_add_char(&b, 'e');
	buf_add_repeat(&b, 'f', 3);
	buf_addf(&b, "%d-%s", 42, "g");
	assert_string_equal(buf_cstr(&b), "abcdefff42-g");
	assert_str(buf_str(&b), "abcdefff42-g");
	buf_clear(&b);
	assert_int_equal(buf_str(&b).n, 0);
	assert_string_equal(buf_cstr(&b), "");
	buf_done(&b);
}

static void buf_leaves_out_what_passes_the_maximum(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 5);
	buf_add(&b, "abc", 3);
	assert_false(b.full);
	buf_add(&b, "def", 3);
	assert_true(b.full);
	assert_string_equal(buf_cstr(&b), "abc");
	/* A prefix of what was meant: nothing slips in behind the gap. */
	buf_add_char(&b, 'x');
	buf_add_repeat(&b, 'x', 1);
	buf_addf(&b, "x");
	assert_null(buf_reserve(&b, 0));
	assert_string_equal(buf_cstr(&b), "abc");
	buf_clear(&b);
	buf_add(&b, "12345", 5);
	assert_false(b.full);
	assert_string_equal(buf_cstr(&b), "12345");
	buf_done(&b);
}

static void buf_repeat_past_the_maximum_is_left_out(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 100);
	buf_add_repeat(&b, 'a', (size_t)-1);
	assert_true(b.full);
	assert_int_equal(b.n, 0);
	buf_init(&b, BUF_NO_MAX);
	buf_add_char(&b, 'a');
	assert_null(buf_reserve(&b, SIZE_MAX - 1));
	assert_true(b.full);
	assert_string_equal(buf_cstr(&b), "a");
	buf_done(&b);
}

static void buf_addf_takes_long_texts(void **state)
{
	(void)state;
	char text[1001];
	memset(text, 'x', 1000);
	text[1000] = '\0';
	struct buf b;
	buf_init(&b, 1500);
	buf_addf(&b, "%s", text);
	assert_int_equal(b.n, 1000);
	assert_string_equal(buf_cstr(&b), text);
	buf_addf(&b, "%s", text);
	assert_true(b.full);
	assert_int_equal(b.n, 1000);
	/* 255 and 256 bytes: the two sides of the small buffer inside. */
	for (int n = 255; n <= 256; n++) {
		buf_clear(&b);
		buf_addf(&b, "%.*s", n, text);
		assert_int_equal(b.n, n);
	}
	buf_done(&b);
}

static void buf_grows_byte_by_byte(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	for (int i = 0; i < 10000; i++)
		buf_add_char(&b, (char)('a' + i % 26));
	assert_int_equal(b.n, 10000);
	for (int i = 0; i < 10000; i++)
		assert_int_equal(b.p[i], 'a' + i % 26);
	assert_true(b.n < b.cap);
	buf_done(&b);
	assert_null(b.p);
}

static void buf_reserve_gives_room_at_the_end(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 200);
	buf_add(&b, "ab", 2);
	char *room = buf_reserve(&b, 198);
	assert_ptr_equal(room, b.p + 2);
	memset(room, 'z', 198);
	b.n += 198;
	assert_int_equal(strlen(buf_cstr(&b)), 200);
	assert_null(buf_reserve(&b, 1));
	buf_done(&b);
}

/* err */

static void err_set_returns_its_code(void **state)
{
	(void)state;
	struct err err = {0};
	assert_int_equal(err_set(&err, ERR_USAGE, "no such option '%s'", "-x"), ERR_USAGE);
	assert_int_equal(err.code, ERR_USAGE);
	assert_string_equal(err.message, "no such option '-x'");
	assert_int_equal(err_set(NULL, ERR_INPUT, "%s", "nobody listens"), ERR_INPUT);
}

static void err_set_never_cuts_a_character(void **state)
{
	(void)state;
	static const char *const letters[] = {"é", "ب", "ﻻ", "😀"};
	const size_t room = sizeof(((struct err *)NULL)->message) - 1;
	for (size_t k = 0; k < 4; k++) {
		size_t letter_b = strlen(letters[k]);
		for (size_t shift = 0; shift < 4; shift++) {
			struct buf text;
			buf_init(&text, BUF_NO_MAX);
			buf_add_repeat(&text, '-', shift);
			for (int i = 0; i < 600; i++)
				buf_add(&text, letters[k], letter_b);
			struct err err;
			err_set(&err, ERR_INPUT, "%s", buf_cstr(&text));
			size_t n = strlen(err.message);
			assert_memory_equal(err.message, text.p, n);
			assert_int_equal((n - shift) % letter_b, 0);
			assert_true(n + letter_b >= room);
			buf_done(&text);
		}
	}
}

static void err_set_keeps_what_just_fits(void **state)
{
	(void)state;
	char text[512];
	memset(text, '-', 511);
	text[511] = '\0';
	memcpy(text + 509, "ب", 2);
	struct err err;
	err_set(&err, ERR_INPUT, "%s", text);
	assert_string_equal(err.message, text);
}

/* mem */

static void mem_takes_zero(void **state)
{
	(void)state;
	void *p[] = {xmalloc(0), xcalloc(0, 8), xcalloc(8, 0), xrealloc(NULL, 0),
	             xreallocarray(NULL, 0, 0)};
	for (size_t i = 0; i < sizeof p / sizeof p[0]; i++) {
		assert_non_null(p[i]);
		free(p[i]);
	}
	char *copy = xstrndup("abcdef", 3), *empty = xstrndup(NULL, 0), *all = xstrdup("xyz");
	assert_string_equal(copy, "abc");
	assert_string_equal(empty, "");
	assert_string_equal(all, "xyz");
	free(copy);
	free(empty);
	free(all);
}

static void mem_grow_keeps_the_elements(void **state)
{
	(void)state;
	int *items = NULL;
	size_t n = 0, cap = 0;
	for (int i = 0; i < 1000; i++) {
		items = xgrow(items, n, &cap, sizeof *items);
		items[n++] = i;
		assert_true(n <= cap);
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
	free(items);
}

static void leave_with_7(void)
{
	_exit(7);
}

/* Runs the hook before abort(): here it leaves with a status of its own. */
static void mem_overflow_calls_the_hook(void **state)
{
	(void)state;
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		mem_set_abort_hook(leave_with_7);
		volatile size_t many = SIZE_MAX / 2;
		free(xreallocarray(NULL, many, 4));
		_exit(0);
	}
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 7);
}

static void mem_overflow_without_a_hook_aborts(void **state)
{
	(void)state;
	int pipe_fd[2];
	assert_int_equal(pipe(pipe_fd), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		signal(SIGABRT, SIG_DFL);
		setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
		dup2(pipe_fd[1], STDERR_FILENO);
		volatile size_t many = SIZE_MAX / 2;
		free(xreallocarray(NULL, many, 4));
		_exit(0);
	}
	close(pipe_fd[1]);
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	char line[64] = "";
	assert_true(read(pipe_fd[0], line, sizeof line - 1) > 0);
	assert_string_equal(line, "jarida: out of memory\n");
	close(pipe_fd[0]);
}

/* arena */

static void arena_pieces_are_zeroed_aligned_and_apart(void **state)
{
	(void)state;
	enum { PIECES = 300 };
	unsigned char *piece[PIECES];
	struct arena *arena = arena_new();
	for (size_t i = 0; i < PIECES; i++) {
		size_t n = i * 7 % 257;
		piece[i] = arena_alloc(arena, n);
		assert_int_equal((uintptr_t)piece[i] % _Alignof(max_align_t), 0);
		for (size_t k = 0; k < n; k++)
			assert_int_equal(piece[i][k], 0);
		memset(piece[i], (int)(i % 255) + 1, n);
	}
	for (size_t i = 0; i < PIECES; i++) {
		for (size_t k = 0; k < i * 7 % 257; k++)
			assert_int_equal(piece[i][k], i % 255 + 1);
	}
	arena_free(arena);
}

static void arena_takes_more_than_a_block(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	char *small = arena_alloc(arena, 10);
	char *large = arena_alloc(arena, 1000000);
	char *next = arena_alloc(arena, 10);
	memset(small, 'a', 10);
	memset(large, 'b', 1000000);
	memset(next, 'c', 10);
	assert_int_equal(small[9], 'a');
	assert_int_equal(large[999999], 'b');
	arena_free(arena);
	arena_free(NULL);
}

static void arena_copy_is_terminated(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	char text[] = "نبأ";
	struct str copy = arena_copy(arena, str_of(text));
	memset(text, 'x', sizeof text - 1);
	assert_string_equal(copy.p, "نبأ");
	assert_string_equal(arena_copy(arena, (struct str){NULL, 0}).p, "");
	assert_int_equal(arena_copy(arena, STR("a\0b")).n, 3);
	arena_free(arena);
}

/* file */

static void file_open_says_what_failed(void **state)
{
	(void)state;
	struct err err;
	assert_int_equal(file_open("no/such/file", &err), ERR_INPUT);
	assert_string_equal(err.message, "cannot read 'no/such/file': no such file or directory");
}

static void file_open_closes_on_exec(void **state)
{
	(void)state;
	struct err err;
	int fd = file_open("/dev/null", &err);
	assert_true(fd >= 0);
	assert_true((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
	close(fd);
}

static void file_read_all_reads_more_than_one_piece(void **state)
{
	(void)state;
	int fd = scratch_fd();
	char piece[1000];
	for (int i = 0; i < 200; i++) {
		memset(piece, 'a' + i % 26, sizeof piece);
		put(fd, piece, sizeof piece);
	}
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	struct buf b;
	struct err err;
	buf_init(&b, BUF_NO_MAX);
	buf_add(&b, "+", 1);
	assert_int_equal(file_read_all(fd, "x", &b, &err), 0);
	assert_int_equal(b.n, 200001);
	assert_false(b.full);
	for (size_t i = 0; i < 200000; i++)
		assert_int_equal(b.p[i + 1], 'a' + (int)(i / 1000 % 26));
	buf_done(&b);
	close(fd);
}

static void file_write_all_tells_why_it_fails(void **state)
{
	(void)state;
	char read_back[8];
	int fd = scratch_fd();
	assert_true(file_write_all(fd, STR("")));
	assert_true(file_write_all(fd, STR("jarida\n")));
	assert_int_equal(pread(fd, read_back, sizeof read_back, 0), 7);
	assert_memory_equal(read_back, "jarida\n", 7);
	close(fd);
	errno = 0;
	assert_false(file_write_all(fd, STR("x")));
	assert_int_equal(errno, EBADF);
}

static void file_read_all_stops_at_the_maximum(void **state)
{
	(void)state;
	int fd = scratch_fd();
	put(fd, "0123456789", 10);
	struct buf b;
	struct err err;
	for (size_t max = 8; max <= 12; max++) {
		assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
		buf_init(&b, max);
		assert_int_equal(file_read_all(fd, "x", &b, &err), 0);
		assert_int_equal(b.n, max < 10 ? max : 10);
		if (max != 10) /* a file of just that size: nobody asks whether it ends there */
			assert_int_equal(b.full, max < 10);
		assert_memory_equal(b.p, "0123456789", b.n);
		buf_done(&b);
	}
	close(fd);
}

static void file_read_all_reads_a_pipe(void **state)
{
	(void)state;
	int fd[2];
	assert_int_equal(pipe(fd), 0);
	put(fd[1], "from a pipe", 11);
	close(fd[1]);
	struct buf b;
	struct err err;
	buf_init(&b, 100);
	assert_int_equal(file_read_all(fd[0], "-", &b, &err), 0);
	assert_string_equal(buf_cstr(&b), "from a pipe");
	buf_done(&b);
	close(fd[0]);
}

static void file_read_says_what_failed(void **state)
{
	(void)state;
	struct buf b;
	struct err err;
	char out[4];
	buf_init(&b, 100);
	int fd = file_open("/", &err);
	assert_true(fd >= 0);
	assert_int_equal(file_read_all(fd, "/", &b, &err), ERR_INPUT);
	assert_string_equal(err.message, "cannot read '/': is a directory");
	assert_int_equal(file_read_at(fd, "/", out, 4, 0, &err), ERR_INPUT);
	close(fd);
	buf_done(&b);
}

static void file_read_at_is_short_only_at_the_end(void **state)
{
	(void)state;
	int fd = scratch_fd();
	put(fd, "0123456789", 10);
	char out[10];
	struct err err;
	assert_int_equal(file_read_at(fd, "x", out, 4, 3, &err), 4);
	assert_memory_equal(out, "3456", 4);
	assert_int_equal(file_read_at(fd, "x", out, 10, 8, &err), 2);
	assert_memory_equal(out, "89", 2);
	assert_int_equal(file_read_at(fd, "x", out, 10, 10, &err), 0);
	assert_int_equal(file_read_at(fd, "x", out, 10, 1000000, &err), 0);
	close(fd);
}

/* clock, log */

static void clock_never_goes_back(void **state)
{
	(void)state;
	int64_t before = clock_now_ms();
	for (int i = 0; i < 1000; i++) {
		int64_t now = clock_now_ms();
		assert_true(now >= before);
		before = now;
	}
}

static void log_is_silent_until_opened_and_cuts_long_lines(void **state)
{
	(void)state;
	log_line("goes nowhere");
	log_open(NULL);
	log_open("");
	char path[] = "/tmp/jarida-test-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	log_open(path);
	unlink(path);
	log_line("first %d", 1);
	char text[1000];
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	log_line("%s", text);
	struct buf b;
	struct err err;
	buf_init(&b, BUF_NO_MAX);
	assert_int_equal(file_read_all(fd, path, &b, &err), 0);
	struct str rest = buf_str(&b), line;
	assert_true(str_next_line(&rest, &line));
	assert_true(str_ends(line, STR(" first 1")));
	assert_true(str_next_line(&rest, &line));
	assert_true(str_ends(line, STR("xxx")));
	assert_true(line.n < 512);
	assert_int_equal(rest.n, 0);
	assert_int_equal(b.p[b.n - 1], '\n');
	assert_null(memchr(b.p, '\0', b.n));
	buf_done(&b);
	close(fd);
}

static void words_and_letters_of_ascii(void **state)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	(void)state;
	assert_int_equal(str_index_among("auto|rtl|ltr", "auto"), 0);
	assert_int_equal(str_index_among("auto|rtl|ltr", "ltr"), 2);
	assert_int_equal(str_index_among("auto|rtl|ltr", "rt"), -1);
	assert_int_equal(str_index_among("auto|rtl|ltr", "rtl|ltr"), -1);
	assert_int_equal(str_index_among("auto|rtl|ltr", ""), -1);
	for (int c = -128; c < 128; c++) {
		const char *at = c != 0 ? strchr(digits, c) : NULL;
		long value = at == NULL ? -1 : at - digits;
		assert_int_equal(ascii_hex((char)c), value > 15 ? value - 6 : value);
		assert_int_equal(ascii_lower((char)c), c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
}

static void str_copy_printable_leaves_out_the_rest(void **state)
{
	char out[6];
	(void)state;
	str_copy_printable(STR("\033a \x7F~\xD8\xA8\n"), out, sizeof out);
	assert_string_equal(out, "a ~");
	str_copy_printable(STR("abcdefgh"), out, sizeof out);
	assert_string_equal(out, "abcde");
	str_copy_printable(STR("abc"), out, 1);
	assert_string_equal(out, "");
	str_copy_printable((struct str){NULL, 0}, out, sizeof out);
	assert_string_equal(out, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_and_letters_of_ascii),
		cmocka_unit_test(str_copy_printable_leaves_out_the_rest),
		cmocka_unit_test(str_of_takes_null),
		cmocka_unit_test(str_eq_compares_bytes_behind_nul),
		cmocka_unit_test(str_starts_and_ends),
		cmocka_unit_test(str_sub_is_clamped),
		cmocka_unit_test(str_trim_takes_ascii_space_only),
		cmocka_unit_test(str_find_counts_from_the_start),
		cmocka_unit_test(str_next_line_ends_with_the_bytes),
		cmocka_unit_test(buf_holds_what_was_added),
		cmocka_unit_test(buf_leaves_out_what_passes_the_maximum),
		cmocka_unit_test(buf_repeat_past_the_maximum_is_left_out),
		cmocka_unit_test(buf_addf_takes_long_texts),
		cmocka_unit_test(buf_grows_byte_by_byte),
		cmocka_unit_test(buf_reserve_gives_room_at_the_end),
		cmocka_unit_test(err_set_returns_its_code),
		cmocka_unit_test(err_set_never_cuts_a_character),
		cmocka_unit_test(err_set_keeps_what_just_fits),
		cmocka_unit_test(mem_takes_zero),
		cmocka_unit_test(mem_grow_keeps_the_elements),
		cmocka_unit_test(mem_overflow_calls_the_hook),
		cmocka_unit_test(mem_overflow_without_a_hook_aborts),
		cmocka_unit_test(arena_pieces_are_zeroed_aligned_and_apart),
		cmocka_unit_test(arena_takes_more_than_a_block),
		cmocka_unit_test(arena_copy_is_terminated),
		cmocka_unit_test(file_open_says_what_failed),
		cmocka_unit_test(file_open_closes_on_exec),
		cmocka_unit_test(file_read_all_reads_more_than_one_piece),
		cmocka_unit_test(file_write_all_tells_why_it_fails),
		cmocka_unit_test(file_read_all_stops_at_the_maximum),
		cmocka_unit_test(file_read_all_reads_a_pipe),
		cmocka_unit_test(file_read_says_what_failed),
		cmocka_unit_test(file_read_at_is_short_only_at_the_end),
		cmocka_unit_test(clock_never_goes_back),
		cmocka_unit_test(log_is_silent_until_opened_and_cuts_long_lines),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}

/*
 * strings: byte strings that want to harm, as files, and what came of them.
 *
 *     strings write FOLDER [HEX-TABLE|TEXT]…
 *         FOLDER/text/N, each string alone; FOLDER/title/N, as a headline above
 *         a paragraph; FOLDER/names/STRING, as the name of a file; FOLDER/all,
 *         one a line. One that has a NUL: FOLDER/binary/N, and without it
 *         there. Ours, and those of the files named: of a .tsv whose second
 *         column is hexadecimal these bytes, else the lines, and the whole.
 *         Prints how many there are.
 *     strings check|check-tabs FILE…
 *         Says what stands in a file that a terminal would act on, and fails:
 *         any control character but the line end (and the tab), an embedding,
 *         override or isolate, what is not UTF-8.
 */
#include "config.h"

#include "base/buf.h"
#include "base/file.h"
#include "text/utf8.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define S(literal) {(literal), sizeof(literal) - 1}

/* Control sequences, ill-formed UTF-8, controls of the order, and texts that weigh much. */
static const struct str ours[] = {
	S("\033]0;title\a"), S("\033]2;title\033\\"), S("\033]52;c;cm0gLXJm\a"), S("\033]8;;http://a.example\a"),
	S("\033]50;BidiRenderingEnabled=true\a"), S("\033P$q\"p\033\\"), S("\033Pq#0\033\\"), S("\033_x\033\\"),
	S("\033^x\033\\"), S("\033Xx\033\\"), S("\033[2J\033[H"), S("\033[?1049l"), S("\033[8h"), S("\033[31;1m"),
	S("\033[6n\033[c\033[>q"), S("\033[8;1;1t"), S("\033c"), S("\033(0lqk\033(B"), S("\033#8"), S("\033[?2026h"),
	S("\033[20h"), S("\033[?1000h\033[?2004h"), S("\033"), S("\033["), S("\033]"), S("\033P"), S("\a\a\a"),
	S("\b\b\b"), S("\016abc\017"), S("\005"), S("\x7F\x7F"), S("a\rb"), S("\f\v"), S("\x9B\x32J"),
	S("\x9D\x30;x\x9C"), S("\xC2\x9B" "2J"), S("\xC2\x9D" "0;x\xC2\x9C"), S("\xC2\x85"), S("\xC2\x90x\xC2\x9C"),
	S("\xC2\x84\xC2\x8D\xC2\x8E"), S("\xE2\x80\xA8\xE2\x80\xA9"), S("\xC0\x9B"), S("\xC1\xBF"),
	S("\xE0\x80\x9B"), S("\xF0\x80\x80\x9B"), S("\xED\xA0\x80\xED\xB0\x80"), S("\xF4\x90\x80\x80"),
	S("\xFF\xFE\xFD"), S("\xE2\x82"), S("\xF0\x9F\x92"), S("\x80\x80\x80"), S("\xEF\xBF\xBE\xEF\xBF\xBF"),
	S("\xD9\x85\xFF\xD8\xB1"), S("\xE2\x80\xAE" "abc"), S("\xE2\x80\xAA\xE2\x80\xAB\xE2\x80\xAC\xE2\x80\xAD"),
	S("\xE2\x81\xA6\xE2\x81\xA7\xE2\x81\xA8\xE2\x81\xA9"), S("\xE2\x81\xA9\xE2\x80\xAC\xE2\x80\xAC"),
	S("\xEF\xBB\xBF" "abc"), S("a\xEF\xBB\xBF"), S("\xD9\x8E\xD9\x8F\xD9\x90"), S("\xD9\x84\xD9\x8E\xD8\xA7"),
	S("\xCC\x80\xCC\x80\xCC\x80"), S("\xE2\x80\x8D\xE2\x80\x8D"), S("\xF0\x9F\x91\xA9\xE2\x80\x8D"),
	S("\xF0\x9F\x87\xB8"), S("\xF3\xA0\x81\x81\xF3\xA0\x84\x80"), S("\xEF\xB7\xBD\xEF\xB7\xBA"), S("\t\t\t"),
	S("%s%n%d"), S("-"), S("--"), S("--raw"), S("#"), S(" "), S("\xC2\xA0"), S("\xEF\xBF\xBC\xEF\xBF\xB9"),
	S("\xF4\x8F\xBF\xBD\xEE\x80\x80"), S("\xD8\x80\xDB\x9D"), S("<b>&lt;&#27;"), S("$(id)`id`"), S("a\0\033[2Jb"),
};

struct made {
	const char *folder;
	struct buf all;
	size_t n;
};

static void die(const char *what)
{
	perror(what);
	exit(99);
}

static bool write_file(const char *path, struct str before, struct str s, struct str after)
{
	FILE *file = fopen(path, "w");
	if (file == NULL)
		return false;
	bool ok = fwrite(before.p, 1, before.n, file) == before.n && fwrite(s.p, 1, s.n, file) == s.n &&
	          fwrite(after.p, 1, after.n, file) == after.n;
	return fclose(file) == 0 && ok;
}

static const char *path_of(struct buf *path, const struct made *made, const char *kind, struct str name)
{
	buf_clear(path);
	buf_addf(path, "%s/%s/", made->folder, kind);
	buf_add_str(path, name);
	return buf_cstr(path);
}

static void add(struct made *made, struct str s);

/* What has a NUL is binary, and refused: alone as it is, and again without. */
static void add_binary(struct made *made, struct str s)
{
	char number[16];
	struct buf path, rest;
	buf_init(&path, 1 << 20);
	buf_init(&rest, s.n);
	struct str name = {number, (size_t)snprintf(number, sizeof number, "%zu", made->n)};
	if (!write_file(path_of(&path, made, "binary", name), STR(""), s, STR("")))
		die(buf_cstr(&path));
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\0')
			buf_add_char(&rest, s.p[i]);
	add(made, buf_str(&rest));
	buf_done(&path);
	buf_done(&rest);
}

static void add(struct made *made, struct str s)
{
	if (s.n > 0 && memchr(s.p, '\0', s.n) != NULL) {
		add_binary(made, s);
		return;
	}
	static const struct str body = S("\n\nنص الخبر في سطر واحد.\n");
	char number[16];
	struct buf path;
	buf_init(&path, 1 << 20);
	struct str name = {number, (size_t)snprintf(number, sizeof number, "%zu", made->n++)};
	if (!write_file(path_of(&path, made, "text", name), STR(""), s, STR("")) ||
	    !write_file(path_of(&path, made, "title", name), STR(""), s, body))
		die(buf_cstr(&path));
	/* Not every string can be a name. */
	if (s.n > 0 && s.n < 240 && memchr(s.p, '/', s.n) == NULL)
		write_file(path_of(&path, made, "names", s), STR("خبر "), name, STR("\n"));
	buf_add_str(&made->all, s);
	buf_add_char(&made->all, '\n');
	buf_done(&path);
}

static void add_hex(struct made *made, struct str hex)
{
	struct buf bytes;
	buf_init(&bytes, hex.n);
	for (size_t i = 0; i + 1 < hex.n; i += 2) {
		char pair[3] = {hex.p[i], hex.p[i + 1], '\0'};
		buf_add_char(&bytes, (char)strtol(pair, NULL, 16));
	}
	add(made, buf_str(&bytes));
	buf_done(&bytes);
}

static bool is_hex(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!isxdigit((unsigned char)s.p[i]))
			return false;
	return s.n > 0 && s.n % 2 == 0;
}

static void read_whole(const char *path, struct buf *b)
{
	struct err err;
	int fd = file_open(path, &err);
	if (fd < 0 || file_read_all(fd, path, b, &err) < 0)
		die(path);
	close(fd);
}

static void add_file(struct made *made, const char *path)
{
	struct buf b;
	buf_init(&b, 1 << 26);
	read_whole(path, &b);
	struct str rest = buf_str(&b), line;
	while (rest.n > 0) {
		const char *end = memchr(rest.p, '\n', rest.n);
		line = str_sub(rest, 0, end != NULL ? (size_t)(end - rest.p) : rest.n);
		rest = str_sub(rest, line.n + 1 < rest.n ? line.n + 1 : rest.n, rest.n);
		const char *tab = line.n > 0 ? memchr(line.p, '\t', line.n) : NULL;
		struct str second = tab != NULL ? str_sub(line, (size_t)(tab - line.p) + 1, line.n) : (struct str){"", 0};
		if (is_hex(second))
			add_hex(made, second);
		else
			add(made, line);
	}
	add(made, buf_str(&b));
	buf_done(&b);
}

static int write_all(char **argv)
{
	struct made made = {.folder = argv[0]};
	struct buf path;
	buf_init(&path, 1 << 20);
	buf_init(&made.all, 1 << 26);
	static const char *const kinds[] = {"text", "title", "names", "binary"};
	for (size_t i = 0; i < 4; i++)
		if (mkdir(path_of(&path, &made, kinds[i], STR("")), 0700) != 0)
			die(buf_cstr(&path));
	for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
		add(&made, ours[i]);
	for (argv++; *argv != NULL; argv++)
		add_file(&made, *argv);
	if (!write_file(path_of(&path, &made, ".", STR("all")), STR(""), buf_str(&made.all), STR("")))
		die(buf_cstr(&path));
	printf("%zu\n", made.n);
	buf_done(&made.all);
	buf_done(&path);
	return 0;
}

/* What a terminal, or the order of a line, would be changed by. */
static bool is_harmful(uint32_t cp, bool tabs)
{
	if (cp == '\t' && tabs)
		return false;
	return (cp < 0x20 && cp != '\n') || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069) || cp == 0x2028 || cp == 0x2029;
}

static bool check(const char *path, bool tabs)
{
	struct buf b;
	buf_init(&b, (size_t)1 << 30);
	read_whole(path, &b);
	struct str s = buf_str(&b);
	size_t line = 1;
	bool good = utf8_valid(s);
	if (!good)
		printf("%s is not UTF-8\n", path);
	while (good && s.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(s.p, s.n, &cp);
		if (is_harmful(cp, tabs)) {
			printf("U+%04X in line %zu of %s\n", (unsigned)cp, line, path);
			good = false;
		}
		line += cp == '\n';
		s = str_sub(s, n, s.n);
	}
	buf_done(&b);
	return good;
}

int main(int argc, char **argv)
{
	bool good = true;
	if (argc > 2 && strcmp(argv[1], "write") == 0)
		return write_all(argv + 2);
	bool tabs = argc > 2 && strcmp(argv[1], "check-tabs") == 0;
	if (argc < 3 || (!tabs && strcmp(argv[1], "check") != 0)) {
		fprintf(stderr, "usage: strings write FOLDER [FILE]… | strings check FILE…\n");
		return 99;
	}
	for (int i = 2; i < argc; i++)
		good = check(argv[i], tabs) && good;
	return good ? 0 : 1;
}

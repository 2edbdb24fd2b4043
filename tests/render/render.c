/*
 * Every input through what `show --raw --order=visual` does, at a few widths,
 * against its golden: one file an input, the lines of each width under a rule.
 *
 *   render [--update]
 *
 * Inputs are tests/render/in/NAME.txt and the sample articles; the golden is
 * tests/render/golden/NAME.golden.
 */
#include "config.h"

#include "../reference/tap.h"
#include "base/file.h"
#include "cli/out.h"
#include "cli/print.h"
#include "cli/raw.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int widths_col[] = {20, 40, 76, 120};

static void die(const char *what)
{
	printf("Bail out! %s\n", what);
	exit(1);
}

static struct buf read_all(int fd, const char *name)
{
	struct buf b;
	struct err err;
	buf_init(&b, BUF_NO_MAX);
	if (file_read_all(fd, name, &b, &err) != 0)
		die(err.message);
	return b;
}

static struct buf render(const char *path)
{
	FILE *file = tmpfile();
	struct out out;
	struct err err;
	if (file == NULL)
		die("cannot make a temporary file");
	out_init(&out, fileno(file));
	for (size_t i = 0; i < sizeof widths_col / sizeof *widths_col; i++) {
		struct print_options options = {
			.visual = true, .shape = SHAPE_FORMS, .dir = DIR_AUTO, .width_col = widths_col[i]};
		struct printer printer;
		buf_addf(&out.buf, "==== %d columns\n", widths_col[i]);
		printer_init(&printer, &options, &out);
		if (raw_print(path, &printer, &err) != 0)
			die(err.message);
		printer_done(&printer);
	}
	if (out_done(&out, &err) != 0)
		die(err.message);
	if (lseek(fileno(file), 0, SEEK_SET) != 0)
		die("cannot read the output again");
	struct buf got = read_all(fileno(file), path);
	fclose(file);
	return got;
}

static void write_golden(const char *path, struct str text)
{
	FILE *file = fopen(path, "w");
	if (file == NULL || fwrite(text.p, 1, text.n, file) != text.n || fclose(file) != 0)
		die(path);
}

/* Notes the first line that differs. */
static void note_difference(struct str want, struct str got)
{
	struct str w, g;
	bool more_want = true, more_got = true;
	for (int line = 1; more_want || more_got; line++) {
		more_want = str_next_line(&want, &w);
		more_got = str_next_line(&got, &g);
		if (more_want && more_got && str_eq(w, g))
			continue;
		tap_note("line %d, golden: '%.*s'", line, more_want ? (int)w.n : 0, w.p);
		tap_note("line %d, now:    '%.*s'", line, more_got ? (int)g.n : 0, g.p);
		return;
	}
}

static void compare(const char *input, const char *path, struct str got)
{
	struct err err;
	int fd = file_open(path, &err);
	if (fd < 0) {
		tap_note("%s", err.message);
		tap_ok(false, "%s", input);
		return;
	}
	struct buf want = read_all(fd, path);
	bool same = str_eq(buf_str(&want), got);
	if (!same)
		note_difference(buf_str(&want), got);
	tap_ok(same, "%s", input);
	buf_done(&want);
	close(fd);
}

static const char *top;

static int is_text(const struct dirent *entry)
{
	return str_ends(str_of(entry->d_name), STR(".txt"));
}

/* All inputs of one folder; returns how many. */
static int render_folder(const char *folder, bool update)
{
	struct dirent **entries;
	char path[4096], golden[4096];
	snprintf(path, sizeof path, "%s/%s", top, folder);
	int n = scandir(path, &entries, is_text, alphasort);
	if (n <= 0)
		die(path);
	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;
		snprintf(path, sizeof path, "%s/%s/%s", top, folder, name);
		snprintf(golden, sizeof golden, "%s/tests/render/golden/%.*s.golden", top,
		         (int)strlen(name) - 4, name);
		struct buf got = render(path);
		if (update)
			write_golden(golden, buf_str(&got));
		else
			compare(name, golden, buf_str(&got));
		buf_done(&got);
		free(entries[i]);
	}
	free(entries);
	return n;
}

static int is_golden(const struct dirent *entry)
{
	return str_ends(str_of(entry->d_name), STR(".golden"));
}

static int count_goldens(void)
{
	struct dirent **entries;
	char path[4096];
	snprintf(path, sizeof path, "%s/tests/render/golden", top);
	int n = scandir(path, &entries, is_golden, alphasort);
	for (int i = 0; i < n; i++)
		free(entries[i]);
	if (n >= 0)
		free(entries);
	return n;
}

int main(int argc, char **argv)
{
	bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
	top = getenv("top_srcdir");
	if (top == NULL)
		top = ".";
	int n = render_folder("tests/render/in", update) + render_folder("data/samples", update);
	if (update)
		return 0;
	tap_ok(count_goldens() == n, "every golden has its input");
	return tap_done();
}

#include "config.h"

#include "gen.h"

#include "../unit/fake-terminal.h"

#include "../reference/tap.h"
#include "base/buf.h"
#include "library/library.h"
#include "term/key.h"
#include "text/utf8.h"
#include "ui/app.h"
#include "ui/commands.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * Whatever is pressed, in whatever window: every frame paints every cell of
 * the screen and none outside it, with characters that are no controls, and
 * the reader ends when the terminal does (fake-terminal.c watches).
 */

enum { MAX_KEYS = 400 };

/* Keys that a row of the commands names, as far as they are one character. */
static uint32_t command_key(struct gen *gen)
{
	const struct command *command = command_at(gen_below(gen, CMD_COUNT));
	const char *keys = command->keys;
	size_t n = strcspn(keys, " ");
	char name[16];
	if (n == 0 || n >= sizeof name)
		return 'j';
	memcpy(name, keys, n);
	name[n] = '\0';
	uint32_t key = key_from_name(name);
	return key != KEY_NONE ? key : (unsigned char)keys[gen_below(gen, (uint32_t)n)];
}

static uint32_t any_key(struct gen *gen)
{
	static const uint32_t named[] = {9, 13, 27, 127, 1, 5, 23, 21, 11, K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END,
	                                 K_PGUP, K_PGDN, K_DELETE, KEY_ALT | 'b', KEY_ALT | 'f'};
	static const char typed[] = "/\\:set panes=side stacked alone % 0123456789 '' `~-b-l";
	switch (gen_below(gen, 13)) {
	case 6:
		return gen_one_in(gen, 8)   ? (uint32_t)K_PASTE
		       : gen_one_in(gen, 2) ? FAKE_AT(FAKE_CLICK, gen_below(gen, 60), gen_below(gen, 160))
		                            : FAKE_AT(FAKE_WHEEL | (gen_one_in(gen, 2) ? FAKE_UP : 0), gen_below(gen, 50),
		                                      gen_below(gen, 150));
	case 0:
		return named[gen_below(gen, sizeof named / sizeof named[0])];
	case 1:
		return (unsigned char)typed[gen_below(gen, sizeof typed - 1)];
	case 2:
		return 0x621 + (uint32_t)gen_below(gen, 0x32);
	case 3:
		return '0' + (uint32_t)gen_below(gen, 10);
	case 4:
		return gen_below(gen, 4) == 0 ? FAKE_RESIZE(gen_below(gen, 50), gen_below(gen, 150)) : 'n';
	case 5:
		return 0x20 + (uint32_t)gen_below(gen, 0x3000);
	default:
		return command_key(gen);
	}
}

/* Something is asked: a query or half of one, and keys of a prompt between; how many keys. */
static size_t ask(struct gen *gen, uint32_t *keys, size_t room)
{
	static const char *const queries[] = {"para", "نص", "one -line", "\"A par", "عن* OR A", "is:un", "title:(a ", "قصّة ",
	                                      "is:blue x", "sort:rank a", "date:2023.. ", "level:stem w", "((("};
	static const uint32_t between[] = {13, 13, 13, 27, 9, 24, K_UP, 127, 23, KEY_NONE, KEY_NONE, KEY_NONE};
	struct str text = str_of(queries[gen_below(gen, sizeof queries / sizeof *queries)]);
	size_t n = 0;
	if (room == 0)
		return 0;
	keys[n++] = gen_one_in(gen, 3) ? '&' : '/';
	while (text.n > 0 && n < room)
		text = str_sub(text, utf8_decode(text.p, text.n, &keys[n++]), text.n);
	uint32_t last = between[gen_below(gen, sizeof between / sizeof *between)];
	if (last != KEY_NONE && n < room)
		keys[n++] = last;
	return n;
}

/* Without sources: the library. */
static void play(struct gen *gen, const char *place, char *const *sources, size_t n_sources)
{
	uint32_t keys[MAX_KEYS];
	size_t n = gen_below(gen, MAX_KEYS);
	struct app_options options;
	struct err err;
	for (size_t i = 0; i < n; i++) {
		if (n_sources == 0 && gen_one_in(gen, 12))
			i += ask(gen, &keys[i], n - i);
		if (i >= n)
			break;
		keys[i] = any_key(gen);
		/* To leave is no art, and nothing is fetched. */
		if (keys[i] == 'Q' || keys[i] == 'R' || (keys[i] == 'q' && gen_below(gen, 4) > 0))
			keys[i] = 'J';
	}
	options_init(&options);
	options.library = place;
	options.read_only = gen_one_in(gen, 5);
	options.panes = (int)gen_below(gen, 4);
	options.layout = (int)gen_below(gen, 3);
	options.bidi = gen_below(gen, 2) == 0 ? (int)gen_below(gen, 6) : 0;
	options.center = (int)gen_below(gen, 2);
	options.text_width = (int)gen_below(gen, 3) * 30;
	struct fake_script script = {
		.rows = (int)gen_below(gen, 45),
		.cols = (int)gen_below(gen, 140),
		.remote = gen_below(gen, 2) == 0,
		.keys = keys,
		.n = n,
		.barren = true,
		.pasted = "Q ستّ\n\033[A\xFF\xE2\x80\xAE",
		.hurry = (unsigned)gen_below(gen, 100),
	};
	fake_play(&script);
	if (app_run(&options, sources, n_sources, NULL, &err) < 0)
		tap_note("%s", err.message);
}

static void put_file(const char *path, struct str text)
{
	FILE *file = fopen(path, "wb");
	if (file == NULL)
		abort();
	if (text.n > 0)
		fwrite(text.p, 1, text.n, file);
	fclose(file);
}

/* Ordinary and hostile ones: empty, one line, an override, random letters, a line without an end. */
static void write_file(struct gen *gen, const char *path)
{
	static const char *const texts[] = {
		"", "\n", "one line", "A title\n\nA paragraph.\n\nAnother https://example.com/a one.\n",
		"عنوان\n\n\xE2\x80\xAEتجاوز\xE2\x80\xAC\tجدول\n\nإقرأ أيضاً:\nقصة أخرى\nنصها الطويل هنا. وفيه جملة.\n"};
	const uint32_t n_texts = sizeof texts / sizeof texts[0];
	struct buf text;
	uint32_t pick = gen_below(gen, n_texts + 5);
	if (pick < n_texts) {
		put_file(path, str_of(texts[pick]));
		return;
	}
	buf_init(&text, BUF_NO_MAX);
	for (uint32_t i = gen_below(gen, 30); i > 0; i--) {
		gen_text(gen);
		for (size_t k = 0; k < gen->n; k++)
			utf8_add(&text, gen->cp[k]);
		buf_add_str(&text, pick == n_texts ? STR("") : STR("\n\n"));
	}
	put_file(path, buf_str(&text));
	buf_done(&text);
}

/* The files as articles of a library, kept from run to run; now and then only read. */
static void put_into(const char *place, char *const *paths, size_t n)
{
	struct library *library;
	struct err err;
	if (library_open(&library, place, LIBRARY_CREATE, &err) != 0)
		abort();
	for (size_t i = 0; i < n; i++) {
		struct story_list list;
		struct stored_story stored[64];
		const struct provenance from = {.file = str_of(paths[i]), .time = 1000};
		if (story_list_read(&list, paths[i], &err) != 0)
			continue;
		if (list.n <= 64)
			library_store(library, &list, &from, stored, &err);
		story_list_done(&list);
	}
	library_close(library);
}

static void run(struct gen *gen, const char *dir)
{
	enum { MAX_FILES = 6 };
	char paths[MAX_FILES][64];
	char folder[64], place[64];
	char *sources[MAX_FILES + 1];
	size_t n = 1 + gen_below(gen, MAX_FILES);
	for (size_t i = 0; i < n; i++) {
		snprintf(paths[i], sizeof paths[i], "%s/%zu", dir, i);
		write_file(gen, paths[i]);
		sources[i] = paths[i];
	}
	snprintf(folder, sizeof folder, "%s", dir);
	snprintf(place, sizeof place, "%s.db", dir);
	if (gen_one_in(gen, 3)) {
		put_into(place, sources, n);
		play(gen, place, NULL, 0);
	}
	if (gen_one_in(gen, 2)) {
		sources[0] = folder;
		play(gen, place, sources, 1);
	} else {
		if (gen_one_in(gen, 4))
			snprintf(paths[0], sizeof paths[0], "%s/nowhere", dir);
		play(gen, place, sources, n);
	}
	for (size_t i = 0; i < n; i++) {
		snprintf(paths[i], sizeof paths[i], "%s/%zu", dir, i);
		remove(paths[i]);
	}
}

/* What was saved under some name or other, and the folder. */
static void remove_saved(const char *folder)
{
	DIR *entries = opendir(folder);
	for (const struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
		char path[400];
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		unlink(path);
	}
	if (entries != NULL)
		closedir(entries);
	rmdir(folder);
}

int main(void)
{
	static struct gen gen;
	char dir[] = "/tmp/jarida-keys-XXXXXX", saved[] = "/tmp/jarida-saved-XXXXXX";
	uint64_t runs = gen_runs(150), first = gen_first();
	gen_note("random keys");
	if (mkdtemp(dir) == NULL || mkdtemp(saved) == NULL || chdir(saved) != 0)
		return tap_skip_all("no folder for files");
	for (uint64_t i = first; i - first < runs; i++) {
		gen_start(&gen, i);
		run(&gen, dir);
	}
	rmdir(dir);
	remove_saved(saved);
	for (size_t i = 0; i < 3; i++) {
		char place[80];
		snprintf(place, sizeof place, "%s.db%s", dir, i == 0 ? "" : i == 1 ? "-wal" : "-shm");
		remove(place);
	}
	tap_ok(true, "the screen stays legal for %" PRIu64 " sequences of keys", runs);
	return tap_done();
}

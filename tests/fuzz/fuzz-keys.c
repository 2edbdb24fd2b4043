#include "config.h"

#include "replay.h"

#include "../unit/fake-terminal.h"

#include "term/key.h"
#include "ui/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * Any keys in any window, on two small articles: the screen stays legal, or the
 * lines of text (fake-terminal.c aborts otherwise), and the reader ends.
 *
 * Bytes: rows, columns, options, then keys: below 0x80 as they are, 0x80 to
 * 0x9F named ones, 0xA0 to 0xBF a new size with the next byte, 0xC0 and above
 * Arabic letters.
 */

enum { MAX_KEYS = 2000, HEAD_B = 3 };

static char dir[] = "/tmp/jarida-fuzz-XXXXXX";
static char paths[2][64];

static const char *const texts[2] = {
	"A title\n\nA paragraph about https://example.com/a and more.\n\nAnother one, with words.\n",
	"عنوان الخبر الأول هنا\nتاريخ النشر: 15th, July 2023 GMT\nفقرة أولى فيها (كلام) كثير عن ١٢٣ والخبر كله.\n"
	"المصدر: وكالة\nإقرأ أيضاً:\nعنوان القصة المنفصلة في الأسفل\n"
	"هذه فقرة القصة المنفصلة الأولى وهي طويلة بما يكفي لتكون فقرة كاملة من فقرات الخبر.\n"};

static void remove_files(void)
{
	for (int i = 0; i < 2; i++)
		remove(paths[i]);
	rmdir(dir);
}

static void write_files(void)
{
	if (mkdtemp(dir) == NULL)
		abort();
	for (int i = 0; i < 2; i++) {
		snprintf(paths[i], sizeof paths[i], "%s/%d.txt", dir, i);
		FILE *file = fopen(paths[i], "w");
		if (file == NULL)
			abort();
		fputs(texts[i], file);
		fclose(file);
	}
	atexit(remove_files);
}

static size_t take_keys(const uint8_t *bytes, size_t n, uint32_t *keys)
{
	size_t n_keys = 0;
	for (size_t i = 0; i < n && n_keys < MAX_KEYS; i++) {
		uint8_t b = bytes[i];
		if (b == 0)
			continue;
		if (b < 0x80)
			keys[n_keys++] = b;
		else if (b < 0xA0)
			keys[n_keys++] = K_UP + (uint32_t)(b - 0x80) % (K_F12 - K_UP + 1);
		else if (b < 0xC0 && i + 1 < n)
			keys[n_keys++] = FAKE_RESIZE(b - 0xA0, bytes[++i]);
		else
			keys[n_keys++] = 0x621 + (uint32_t)(b & 0x3F);
	}
	return n_keys;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	uint32_t keys[MAX_KEYS];
	struct app_options options;
	struct err err;
	char *sources[] = {dir};
	if (n < HEAD_B)
		return 0;
	if (paths[0][0] == '\0')
		write_files();
	options_init(&options);
	options.panes = bytes[2] & 3;
	options.layout = (bytes[2] >> 2 & 3) % 3;
	options.bidi = (bytes[2] >> 4 & 1) * (1 + bytes[0] % 5);
	options.center = bytes[2] >> 5 & 1;
	options.text_width = (bytes[2] >> 6 & 1) * 40;
	options.linear = bytes[0] < 180 ? LINEAR_NO : LINEAR_YES + bytes[1] % 2;
	struct fake_script script = {.rows = bytes[0] % 60, .cols = bytes[1], .remote = bytes[2] >> 7,
	                             .barren = true, .keys = keys};
	script.n = take_keys(bytes + HEAD_B, n - HEAD_B, keys);
	fake_play(&script);
	app_run(&options, sources, 1, NULL, &err);
	return 0;
}

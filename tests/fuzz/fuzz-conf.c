#include "config.h"

#include "replay.h"

#include "ui/conf.h"

#include <stdlib.h>
#include <string.h>

/*
 * Any bytes as a configuration: what comes of them is whole, and what is printed
 * of it gives the same again. Files outside are left alone: `include` takes only
 * names without a folder here, and finds none.
 */

static void promise(bool kept)
{
	if (!kept)
		abort();
}

static void check_keymap(const struct keymap *keymap)
{
	promise(keymap->n <= KEYMAP_MAX_BINDINGS);
	for (size_t i = 0; i < keymap->n; i++) {
		const struct binding *a = &keymap->bindings[i];
		promise(a->views != 0 && (a->views & ~a->command->views) == 0);
		promise(a->keys.n > 0 && a->keys.n <= KEYMAP_MAX_KEYS);
		for (size_t j = 0; j < keymap->n; j++) {
			const struct binding *b = &keymap->bindings[j];
			bool begins = i != j && a->keys.n <= b->keys.n &&
			              memcmp(a->keys.key, b->keys.key, a->keys.n * sizeof a->keys.key[0]) == 0;
			promise(!begins || (a->views & b->views) == 0);
		}
	}
}

static void check_printed(struct conf *conf)
{
	struct buf first, second;
	struct conf again;
	struct settings settings = conf_settings(conf);
	buf_init(&first, CONF_MAX_B);
	buf_init(&second, CONF_MAX_B);
	settings_format(&settings, &first);
	promise(!first.full);
	conf_init(&again);
	conf_read_text(&again, "printed", buf_str(&first));
	promise(again.n_warnings == 0);
	settings = conf_settings(&again);
	settings_format(&settings, &second);
	promise(str_eq(buf_str(&first), buf_str(&second)));
	buf_done(&first);
	buf_done(&second);
	conf_done(&again);
}

/* Words that are written are read as the same words. */
static void check_words(struct str text)
{
	struct str line;
	struct words words, again;
	struct buf out;
	buf_init(&out, (size_t)4 * DIRECTIVE_MAX_B);
	while (str_next_line(&text, &line)) {
		if (words_split(&words, line, NULL) != 0)
			continue;
		buf_clear(&out);
		for (size_t i = 0; i < words.n; i++) {
			buf_add_str(&out, i > 0 ? STR("\t ") : STR(""));
			word_format(words.word[i], &out);
		}
		if (out.n > DIRECTIVE_MAX_B)
			continue;
		promise(words_split(&again, buf_str(&out), NULL) == 0 && again.n == words.n);
		for (size_t i = 0; i < words.n; i++)
			promise(strcmp(words.word[i], again.word[i]) == 0);
	}
	buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = {(const char *)bytes, n};
	struct conf conf;
	if (str_find(text, STR("include"), 0) != (size_t)-1 && n > 0 && memchr(bytes, '/', n) != NULL)
		return 0;
	conf_init(&conf);
	conf_read_text(&conf, "no-such-folder/f", text);
	promise(conf.n_warnings <= n && conf.warnings.n <= CONF_MAX_WARNINGS * (sizeof(struct err) + 64));
	check_keymap(&conf.keymap);
	check_printed(&conf);
	check_words(text);
	conf_done(&conf);
	return 0;
}

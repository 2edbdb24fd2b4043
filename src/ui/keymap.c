#include "config.h"

#include "ui/keymap.h"

#include "base/mem.h"
#include "term/key.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_ESCAPE = 27, KEY_CANCEL = 7, KEY_INTERRUPT = 3 };

static bool begins(const struct keys *begin, const struct keys *keys)
{
	return begin->n <= keys->n && memcmp(begin->key, keys->key, begin->n * sizeof keys->key[0]) == 0;
}

static bool same(const struct keys *a, const struct keys *b)
{
	return a->n == b->n && begins(a, b);
}

void keymap_init(struct keymap *keymap)
{
	*keymap = (struct keymap){.count = -1};
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *command = command_at(i);
		const char *p = command->keys;
		while (*p != '\0') {
			char name[32];
			size_t n = strcspn(p, " ");
			struct keys keys = {.n = 0};
			memcpy(name, p, n < sizeof name ? n : 0);
			name[n < sizeof name ? n : 0] = '\0';
			if (keys_add(&keys, name))
				keymap_bind(keymap, &keys, command->views, command);
			p += n + (p[n] == ' ');
		}
	}
}

void keymap_done(struct keymap *keymap)
{
	free(keymap->bindings);
	*keymap = (struct keymap){.count = -1};
}

void keymap_copy(struct keymap *to, const struct keymap *from)
{
	*to = (struct keymap){.count = -1, .n = from->n, .cap = from->n};
	to->bindings = xmalloc(from->n * sizeof *to->bindings);
	if (from->n > 0)
		memcpy(to->bindings, from->bindings, from->n * sizeof *to->bindings);
}

/* Take away what is in the way of keys, or only what is bound to just these. */
static bool make_room(struct keymap *keymap, const struct keys *keys, unsigned views, bool exactly)
{
	bool any = false;
	size_t kept = 0;
	for (size_t i = 0; i < keymap->n; i++) {
		struct binding *b = &keymap->bindings[i];
		bool hit = exactly ? same(&b->keys, keys) : begins(&b->keys, keys) || begins(keys, &b->keys);
		any = any || (hit && (b->views & views) != 0);
		if (hit)
			b->views &= ~views;
		if (b->views != 0)
			keymap->bindings[kept++] = *b;
	}
	keymap->n = kept;
	return any;
}

unsigned keys_views(const struct keys *keys, unsigned views)
{
	uint32_t key = keys->key[0];
	/* What a prompt needs itself: Tab, Enter, BackSpace, and all that can be written. */
	bool edits = keys->n != 1 || key == 9 || key == 13 || (key >= ' ' && key < KEY_NAMED);
	return edits ? views & ~(unsigned)IN_PROMPT : views;
}

unsigned keymap_views(const struct keymap *keymap, const struct keys *keys, const struct command *command)
{
	unsigned views = 0;
	for (size_t i = 0; i < keymap->n; i++) {
		const struct binding *b = &keymap->bindings[i];
		if (same(&b->keys, keys) && (command == NULL || b->command == command))
			views |= b->views;
	}
	return views;
}

unsigned keymap_bind(struct keymap *keymap, const struct keys *keys, unsigned views, const struct command *command)
{
	views = keys_views(keys, views & command->views);
	if (views == 0 || keys->n == 0)
		return 0;
	make_room(keymap, keys, views, false);
	for (size_t i = 0; i < keymap->n; i++) {
		struct binding *b = &keymap->bindings[i];
		if (b->command == command && same(&b->keys, keys)) {
			b->views |= views;
			return views;
		}
	}
	if (keymap->n >= KEYMAP_MAX_BINDINGS)
		return 0;
	keymap->bindings = xgrow(keymap->bindings, keymap->n, &keymap->cap, sizeof *keymap->bindings);
	keymap->bindings[keymap->n++] = (struct binding){*keys, views, command};
	return views;
}

bool keymap_unbind(struct keymap *keymap, const struct keys *keys, unsigned views)
{
	return make_room(keymap, keys, views, true);
}

/* The binding that keys begin in the views, the one that they are if there is one; or NULL. */
static const struct binding *find(const struct keymap *keymap, const struct keys *keys, unsigned views)
{
	for (size_t i = 0; i < keymap->n; i++) {
		const struct binding *b = &keymap->bindings[i];
		if ((b->views & views) != 0 && begins(keys, &b->keys))
			return b;
	}
	return NULL;
}

const struct command *keymap_lookup(const struct keymap *keymap, uint32_t key, unsigned views)
{
	const struct keys keys = {{key}, 1};
	const struct binding *b = find(keymap, &keys, views);
	return b != NULL && b->keys.n == 1 ? b->command : NULL;
}

static void forget(struct keymap *keymap)
{
	keymap->count = -1;
	keymap->typed.n = 0;
	keymap->waiting = NULL;
}

static enum keymap_result finish(struct keymap *keymap, const struct command *command, uint32_t letter,
                                 struct request *request)
{
	*request = (struct request){.command = command, .count = keymap->count, .letter = letter};
	forget(keymap);
	return KEYMAP_COMMAND;
}

/* The letter that a waiting command gets. */
static uint32_t letter_of(struct keymap *keymap, uint32_t key)
{
	if (key != keymap->waiting_key)
		return key;
	uint32_t sign = keyboard_latin(&keymap->guess, key);
	bool letter = (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
	return sign == KEY_NONE || letter ? key : sign;
}

static bool take_digit(struct keymap *keymap, uint32_t key)
{
	bool digit = key >= '0' && key <= '9' && (key != '0' || keymap->count >= 0);
	if (!digit || keymap->typed.n > 0)
		return false;
	int count = keymap->count < 0 ? 0 : keymap->count;
	if (count <= KEYMAP_MAX_COUNT / 10 - 1)
		count = count * 10 + (int)(key - '0');
	keymap->count = count;
	return true;
}

static struct keys with_key(const struct keymap *keymap, uint32_t key)
{
	struct keys keys = keymap->typed;
	assert(keys.n < KEYMAP_MAX_KEYS);
	keys.key[keys.n++] = key;
	return keys;
}

enum keymap_result keymap_feed(struct keymap *keymap, uint32_t key, unsigned views, struct request *request)
{
	if (key == KEY_ESCAPE || key == KEY_CANCEL || key == KEY_INTERRUPT) {
		forget(keymap);
		return KEYMAP_CANCELLED;
	}
	if (keymap->waiting != NULL)
		return finish(keymap, keymap->waiting, letter_of(keymap, key), request);
	const uint32_t typed = key;
	/* What was typed so far begins a longer binding: there is room for one key more. */
	struct keys keys = with_key(keymap, key);
	if (find(keymap, &keys, views) == NULL) {
		key = keyboard_translate(&keymap->guess, key);
		keys = with_key(keymap, key);
	}
	if (views == IN_MENU && key >= '0' && key <= '9' && keymap->typed.n == 0) {
		*request = (struct request){.count = (int)(key - '0')};
		return KEYMAP_DIGIT;
	}
	if (take_digit(keymap, key))
		return KEYMAP_MORE;
	const struct binding *found = find(keymap, &keys, views);
	if (found == NULL) {
		forget(keymap);
		return KEYMAP_UNBOUND;
	}
	keymap->typed = keys;
	if (found->keys.n > keys.n)
		return KEYMAP_MORE;
	if (found->command->takes != TAKES_KEY)
		return finish(keymap, found->command, 0, request);
	keymap->waiting = found->command;
	keymap->waiting_key = typed;
	return KEYMAP_MORE;
}

/* names */

/* Of ASCII. */
static bool is_two_signs(const char *word)
{
	for (int i = 0; i < 2; i++)
		if (word[i] <= ' ' || word[i] >= 127)
			return false;
	return word[2] == '\0';
}

bool keys_add(struct keys *keys, const char *word)
{
	uint32_t key = key_from_name(word);
	if (keys->n < KEYMAP_MAX_KEYS && key != KEY_NONE) {
		keys->key[keys->n++] = key;
		return true;
	}
	if (keys->n + 2 > KEYMAP_MAX_KEYS || key != KEY_NONE || !is_two_signs(word))
		return false;
	keys->key[keys->n++] = (unsigned char)word[0];
	keys->key[keys->n++] = (unsigned char)word[1];
	return true;
}

/* Two signs are written as one word where that word is not the name of a key. */
static bool is_pair(const struct keys *keys)
{
	if (keys->n != 2)
		return false;
	for (size_t i = 0; i < 2; i++)
		if (keys->key[i] <= ' ' || keys->key[i] >= 127)
			return false;
	const char word[3] = {(char)keys->key[0], (char)keys->key[1], '\0'};
	return key_from_name(word) == KEY_NONE;
}

void keys_format(const struct keys *keys, struct buf *out)
{
	char name[16];
	for (size_t i = 0; i < keys->n; i++) {
		if (i > 0 && !is_pair(keys))
			buf_add_char(out, ' ');
		buf_add_str(out, str_of(key_name(keys->key[i], name)));
	}
}

void keymap_format(const struct keymap *keymap, const struct command *command, const char *between, struct buf *out)
{
	size_t n = out->n;
	for (size_t i = 0; i < keymap->n; i++) {
		const struct binding *b = &keymap->bindings[i];
		if (b->command != command)
			continue;
		if (out->n > n)
			buf_add_str(out, str_of(between));
		keys_format(&b->keys, out);
		if (b->views == keys_views(&b->keys, command->views))
			continue;
		for (size_t k = 0, first = 1; k < view_word_count(); k++) {
			if ((b->views & view_word_at(k)->view) == 0)
				continue;
			buf_addf(out, "%s%s", first ? " (" : ", ", view_word_at(k)->name);
			first = 0;
		}
		buf_add_char(out, ')');
	}
	if (out->n == n)
		buf_addf(out, ":%s", command->name);
}

#include "config.h"

#include "ui/keymap.h"

#include "base/mem.h"
#include "term/key.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_ESCAPE = 27, KEY_CANCEL = 7, KEY_INTERRUPT = 3 };

/* One name of a row: a key, or two characters after one another. */
static void bind_name(struct keymap *keymap, const char *name, size_t n, const struct command *command)
{
	char text[32];
	if (n == 0 || n >= sizeof text)
		return;
	memcpy(text, name, n);
	text[n] = '\0';
	struct binding binding = {KEY_NONE, key_from_name(text), command};
	if (binding.key == KEY_NONE && n == 2)
		binding = (struct binding){(unsigned char)text[0], (unsigned char)text[1], command};
	if (binding.key == KEY_NONE)
		return;
	keymap->bindings = xgrow(keymap->bindings, keymap->n, &keymap->cap, sizeof *keymap->bindings);
	keymap->bindings[keymap->n++] = binding;
}

void keymap_init(struct keymap *keymap)
{
	*keymap = (struct keymap){.count = -1};
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *command = command_at(i);
		const char *p = command->keys;
		while (*p != '\0') {
			size_t n = strcspn(p, " ");
			bind_name(keymap, p, n, command);
			p += n + (p[n] == ' ');
		}
	}
}

void keymap_done(struct keymap *keymap)
{
	free(keymap->bindings);
	*keymap = (struct keymap){.count = -1};
}

const struct command *keymap_lookup(const struct keymap *keymap, uint32_t prefix, uint32_t key, unsigned views)
{
	for (size_t i = 0; i < keymap->n; i++) {
		const struct binding *b = &keymap->bindings[i];
		if (b->prefix == prefix && b->key == key && (b->command->views & views) != 0)
			return b->command;
	}
	return NULL;
}

static bool is_prefix(const struct keymap *keymap, uint32_t key, unsigned views)
{
	for (size_t i = 0; i < keymap->n; i++)
		if (keymap->bindings[i].prefix == key && (keymap->bindings[i].command->views & views) != 0)
			return true;
	return false;
}

static bool is_bound(const struct keymap *keymap, uint32_t key, unsigned views)
{
	return keymap_lookup(keymap, keymap->prefix, key, views) != NULL ||
	       (keymap->prefix == KEY_NONE && is_prefix(keymap, key, views));
}

/* What a key means that is not bound as it is: the place where it lies. */
static uint32_t translate(struct keymap *keymap, uint32_t key)
{
	if ((key >= 0x660 && key <= 0x669) || (key >= 0x6F0 && key <= 0x6F9))
		return '0' + (key & 0xF);
	uint32_t latin = keyboard_latin(&keymap->guess, key);
	return latin != KEY_NONE ? latin : key;
}

static void forget(struct keymap *keymap)
{
	keymap->count = -1;
	keymap->prefix = KEY_NONE;
	keymap->waiting = NULL;
}

static enum keymap_result finish(struct keymap *keymap, const struct command *command, uint32_t letter,
                                 struct request *request)
{
	*request = (struct request){command, keymap->count, letter};
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
	if (!digit || keymap->prefix != KEY_NONE)
		return false;
	int count = keymap->count < 0 ? 0 : keymap->count;
	if (count <= KEYMAP_MAX_COUNT / 10 - 1)
		count = count * 10 + (int)(key - '0');
	keymap->count = count;
	return true;
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
	if (!is_bound(keymap, key, views))
		key = translate(keymap, key);
	if (views == IN_MENU && key >= '0' && key <= '9' && keymap->prefix == KEY_NONE) {
		*request = (struct request){NULL, (int)(key - '0'), 0};
		return KEYMAP_DIGIT;
	}
	if (take_digit(keymap, key))
		return KEYMAP_MORE;
	const struct command *command = keymap_lookup(keymap, keymap->prefix, key, views);
	if (command != NULL && command->takes_key) {
		keymap->waiting = command;
		keymap->waiting_key = typed;
		return KEYMAP_MORE;
	}
	if (command != NULL)
		return finish(keymap, command, 0, request);
	if (keymap->prefix == KEY_NONE && is_prefix(keymap, key, views)) {
		keymap->prefix = key;
		return KEYMAP_MORE;
	}
	forget(keymap);
	return KEYMAP_UNBOUND;
}

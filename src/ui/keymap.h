/*
 * keymap.h: keys become commands.
 *
 * Keys come one by one; digits before a command are its count, and some
 * commands wait for one more key. Bindings are those of the command rows. A
 * letter that is not bound itself is the Latin key at whose place it lies
 * (ui/keyboard.h), whatever layout is on; digits of every script count.
 */
#ifndef JARIDA_UI_KEYMAP_H
#define JARIDA_UI_KEYMAP_H

#include "ui/commands.h"
#include "ui/keyboard.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KEYMAP_MAX_COUNT = 99999999 };

struct binding {
	uint32_t prefix, key; /* prefix: KEY_NONE, or the first of two */
	const struct command *command;
};

struct keymap {
	struct binding *bindings;
	size_t n, cap;
	int count;    /* digits so far, or -1 */
	uint32_t prefix;
	const struct command *waiting; /* for its letter */
	uint32_t waiting_key;          /* the key that began it, as it was typed */
	struct keyboard_guess guess;   /* the owner sets guess.hint */
};

enum keymap_result {
	KEYMAP_MORE,    /* a digit, a prefix: wait */
	KEYMAP_COMMAND, /* *request says what */
	KEYMAP_DIGIT,   /* in a menu: request.count is the digit */
	KEYMAP_UNBOUND, /* nothing is bound to it here */
	KEYMAP_CANCELLED /* Escape gave up a count or a prefix, or there was nothing to give up */
};

struct request {
	const struct command *command;
	int count;      /* -1: none was given */
	uint32_t letter; /* of a command that takes a key */
};

void keymap_init(struct keymap *keymap);
void keymap_done(struct keymap *keymap);

/*
 * views: the one IN_… bit of the view that has the keys. The letter of a
 * command is the one that was typed, in whatever layout; but the key that
 * began the command, once more, is its sign: '' under every layout.
 */
enum keymap_result keymap_feed(struct keymap *keymap, uint32_t key, unsigned views, struct request *request);

/* The first command bound to the keys in a view, or NULL. */
const struct command *keymap_lookup(const struct keymap *keymap, uint32_t prefix, uint32_t key, unsigned views);

#endif

/*
 * keymap.h: keys become commands.
 *
 * Keys come one by one; digits before a command are its count, and some
 * commands wait for one more key. A binding is a sequence of keys, in some of
 * the views; a sequence that begins another waits for the rest. Invariant: in
 * a view no binding is the beginning of another, so that nothing has to be
 * guessed by time: a new one takes the place of those in its way. A letter that
 * is not bound itself is the Latin key at whose place it lies (ui/keyboard.h),
 * whatever layout is on; digits of every script count.
 */
#ifndef JARIDA_UI_KEYMAP_H
#define JARIDA_UI_KEYMAP_H

#include "base/buf.h"
#include "ui/commands.h"
#include "ui/keyboard.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KEYMAP_MAX_COUNT = 99999999, KEYMAP_MAX_KEYS = 4, KEYMAP_MAX_BINDINGS = 1000 };

struct keys {
	uint32_t key[KEYMAP_MAX_KEYS];
	size_t n;
};

struct binding {
	struct keys keys;
	unsigned views;
	const struct command *command;
};

struct keymap {
	struct binding *bindings;
	size_t n, cap;
	int count;         /* digits so far, or -1 */
	struct keys typed; /* after them, of what is not complete */
	const struct command *waiting; /* for its letter */
	uint32_t waiting_key;          /* the key that began it, as it was typed */
	struct keyboard_guess guess;   /* the owner sets guess.hint */
};

enum keymap_result {
	KEYMAP_MORE,    /* a digit, the beginning of a sequence: wait */
	KEYMAP_COMMAND, /* *request says what */
	KEYMAP_DIGIT,   /* in a menu: request.count is the digit */
	KEYMAP_UNBOUND, /* nothing is bound to it here */
	KEYMAP_CANCELLED /* Escape gave up what was begun, or there was nothing to give up */
};

struct request {
	const struct command *command;
	int count;      /* -1: none was given */
	uint32_t letter; /* of a command that takes a key */
	struct str text; /* of one that takes text, borrowed; empty: it was not given */
};

void keymap_init(struct keymap *keymap); /* with the keys of the command rows */
void keymap_done(struct keymap *keymap);
void keymap_copy(struct keymap *to, const struct keymap *from); /* to is not initialised */

/*
 * Bind a command in those of the views in which it does something and the keys
 * can be bound; returns these. At a prompt only single keys can be that write
 * and edit nothing. No view at all when there are KEYMAP_MAX_BINDINGS.
 */
unsigned keymap_bind(struct keymap *keymap, const struct keys *keys, unsigned views, const struct command *command);

/* False when nothing was bound to exactly these keys in any of the views. */
bool keymap_unbind(struct keymap *keymap, const struct keys *keys, unsigned views);

/*
 * views: the one IN_… bit of the view that has the keys. The letter of a
 * command is the one that was typed, in whatever layout; but the key that
 * began the command, once more, is its sign: '' under every layout.
 */
enum keymap_result keymap_feed(struct keymap *keymap, uint32_t key, unsigned views, struct request *request);

/* The command bound to one key in a view, or NULL. */
const struct command *keymap_lookup(const struct keymap *keymap, uint32_t key, unsigned views);

/* The views in which just these keys are bound to the command, or to any (NULL). */
unsigned keymap_views(const struct keymap *keymap, const struct keys *keys, const struct command *command);

/* Those of the views in which keys can be bound. */
unsigned keys_views(const struct keys *keys, unsigned views);

/* Add the keys that a word means: a key by its name, or two characters after one another. False: neither, or too many. */
bool keys_add(struct keys *keys, const char *word);

/* Names of keys after what is in out, as keys_add() reads them: "^F", "-b", "g Space". */
void keys_format(const struct keys *keys, struct buf *out);

/*
 * All keys of a command after what is in out, separated by `between`; where they
 * hold only in some of its views, these follow in brackets. ":name" when
 * there are none.
 */
void keymap_format(const struct keymap *keymap, const struct command *command, const char *between, struct buf *out);

#endif

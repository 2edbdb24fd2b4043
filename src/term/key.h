/*
 * key.h: what was pressed, as one value.
 *
 * A key is a code point (a letter in whatever keyboard layout is on), a named
 * key, or either with Ctrl or Alt. Names are those of the configuration and
 * the help screen: j, Space, ^F, PgDn, F1, M-x, ج.
 */
#ifndef JARIDA_TERM_KEY_H
#define JARIDA_TERM_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	KEY_NONE = 0,
	KEY_NAMED = 0x110000, /* named keys start after the code points */
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PGUP, K_PGDN, K_INSERT, K_DELETE,
	K_BACKTAB, K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12,
	K_CTRL_LEFT, K_CTRL_RIGHT,
	K_PASTE,  /* text was pasted: terminal_paste() has it */
	K_CLICK, K_WHEEL_UP, K_WHEEL_DOWN, /* of the mouse: terminal_mouse() knows where */
	K_RESIZE, /* the window has a new size */
	K_EOF,    /* the terminal is gone */
	KEY_ALT = 1 << 24,  /* flag */
	KEY_CTRL = 1 << 28  /* flag, of a letter outside ASCII: what it means lies with the keyboard's layout */
};
/* Tab, Enter, Escape, BackSpace and Ctrl-A…Ctrl-_ are their control codes 9, 13, 27, 127, 1…31. */

/* The name of a key into out (at least 16 bytes); returns out. */
const char *key_name(uint32_t key, char out[16]);

/* The key that a name means, or KEY_NONE. Knows the names that key_name() writes, and their usual variants. */
uint32_t key_from_name(const char *name);

/* Name i of the named keys, their variants too, or NULL when there are no more. */
const char *key_known_name(size_t i);

#endif

#include "config.h"

#include "term/key.h"

#include "base/str.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* The first name of a key is the one that is written; the others are understood. */
static const struct {
	const char *name;
	uint32_t key;
} names[] = {
	{"Tab", 9}, {"Enter", 13}, {"Escape", 27}, {"Space", ' '}, {"BackSpace", 127},
	{"Up", K_UP}, {"Down", K_DOWN}, {"Left", K_LEFT}, {"Right", K_RIGHT},
	{"Home", K_HOME}, {"End", K_END}, {"PgUp", K_PGUP}, {"PgDn", K_PGDN},
	{"Insert", K_INSERT}, {"Delete", K_DELETE}, {"BackTab", K_BACKTAB},
	{"F1", K_F1}, {"F2", K_F2}, {"F3", K_F3}, {"F4", K_F4}, {"F5", K_F5}, {"F6", K_F6},
	{"F7", K_F7}, {"F8", K_F8}, {"F9", K_F9}, {"F10", K_F10}, {"F11", K_F11}, {"F12", K_F12},
	{"C-Left", K_CTRL_LEFT}, {"C-Right", K_CTRL_RIGHT},
	{"Paste", K_PASTE}, {"Click", K_CLICK}, {"WheelUp", K_WHEEL_UP}, {"WheelDown", K_WHEEL_DOWN},
	{"Resize", K_RESIZE}, {"EOF", K_EOF},
	{"Return", 13}, {"Esc", 27}, {"BS", 127}, {"PageUp", K_PGUP}, {"PageDown", K_PGDN},
	{"Ins", K_INSERT}, {"Del", K_DELETE}, {"S-Tab", K_BACKTAB}, {"Shift-Tab", K_BACKTAB},
};

static void write_code_point(uint32_t cp, char *out, size_t n_out)
{
	if (wcwidth((wchar_t)cp) <= 0) {
		snprintf(out, n_out, "U+%04X", cp);
		return;
	}
	size_t n = utf8_encode(cp, out);
	out[n] = '\0';
}

const char *key_name(uint32_t key, char out[16])
{
	char *p = out;
	size_t room = 16;
	if ((key & KEY_ALT) != 0) {
		memcpy(p, "M-", 2);
		p += 2;
		room -= 2;
		key &= ~(uint32_t)KEY_ALT;
	}
	if ((key & KEY_CTRL) != 0) {
		memcpy(p, "C-", 2);
		p += 2;
		room -= 2;
		key &= ~(uint32_t)KEY_CTRL;
	}
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (names[i].key == key) {
			snprintf(p, room, "%s", names[i].name);
			return out;
		}
	}
	if (key == KEY_NONE || key >= KEY_NAMED)
		snprintf(p, room, "?");
	else if (key < ' ')
		snprintf(p, room, "^%c", (int)(key + '@'));
	else
		write_code_point(key, p, room);
	return out;
}

/* The key of Ctrl with an ASCII character, or KEY_NONE. */
static uint32_t control_key(char c)
{
	if (c == '?')
		return 127;
	if (c >= 'a' && c <= 'z')
		return (uint32_t)(c - 'a' + 1);
	if (c > '@' && c <= '_')
		return (uint32_t)(c - '@');
	return KEY_NONE;
}

static bool is_hex(const char *s)
{
	return s[0] != '\0' && strlen(s) <= 6 && strspn(s, "0123456789abcdefABCDEF") == strlen(s);
}

static uint32_t code_point_from_name(const char *name)
{
	if ((name[0] == 'U' || name[0] == 'u') && name[1] == '+' && is_hex(name + 2)) {
		uint32_t cp = (uint32_t)strtoul(name + 2, NULL, 16);
		bool scalar = cp < KEY_NAMED && (cp < 0xD800 || cp > 0xDFFF);
		return scalar ? cp : KEY_NONE;
	}
	uint32_t cp;
	size_t n = strlen(name);
	if (n == 0 || n > 4 || !utf8_valid((struct str){name, n}) || utf8_decode(name, n, &cp) != n)
		return KEY_NONE;
	return cp;
}

/* Whether s begins with prefix, whatever the case of ASCII letters. */
static bool begins(const char *s, const char *prefix)
{
	while (*prefix != '\0' && ascii_lower(*s) == ascii_lower(*prefix)) {
		s++;
		prefix++;
	}
	return *prefix == '\0';
}

/* What stands after one of the prefixes, or NULL. */
static const char *behind(const char *name, const char *short_form, const char *long_form)
{
	size_t n_short = strlen(short_form), n_long = strlen(long_form);
	if (begins(name, long_form) && name[n_long] != '\0')
		return name + n_long;
	if (strncmp(name, short_form, n_short) == 0 && name[n_short] != '\0')
		return name + n_short;
	return NULL;
}

uint32_t key_from_name(const char *name)
{
	uint32_t alt = 0;
	const char *rest = behind(name, "M-", "Alt-");
	if (rest != NULL) {
		alt = KEY_ALT;
		name = rest;
	}
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (begins(name, names[i].name) && strlen(name) == strlen(names[i].name))
			return names[i].key | alt;
	}
	uint32_t key = KEY_NONE;
	rest = name[0] == '^' && name[1] != '\0' ? name + 1 : behind(name, "C-", "Ctrl-");
	if (rest != NULL)
		key = rest[1] == '\0' ? control_key(rest[0]) : KEY_NONE;
	else
		key = code_point_from_name(name);
	return key == KEY_NONE ? KEY_NONE : (key | alt);
}

const char *key_known_name(size_t i)
{
	return i < sizeof names / sizeof names[0] ? names[i].name : NULL;
}

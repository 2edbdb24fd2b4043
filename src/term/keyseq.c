#include "config.h"

#include "term/keyseq.h"

#include "term/key.h"

#include <stdbool.h>
#include <stddef.h>

enum { MOD_SHIFT = 1, MOD_ALT = 2, MOD_CTRL = 4, MOD_META = 8 };

/* CSI number ~ (vt220 and rxvt: 1 find, 4 select; 7 and 8 are rxvt's Home and End). */
static uint32_t tilde_key(int n)
{
	static const uint32_t keys[] = {
		[1] = K_HOME, [2] = K_INSERT, [3] = K_DELETE, [4] = K_END, [5] = K_PGUP, [6] = K_PGDN,
		[7] = K_HOME, [8] = K_END, [11] = K_F1, [12] = K_F2, [13] = K_F3, [14] = K_F4,
		[15] = K_F5, [17] = K_F6, [18] = K_F7, [19] = K_F8, [20] = K_F9, [21] = K_F10,
		[23] = K_F11, [24] = K_F12,
	};
	if (n < 0 || (size_t)n >= sizeof keys / sizeof keys[0])
		return KEY_NONE;
	return keys[n];
}

/* The final bytes that CSI and SS3 share. */
static uint32_t letter_key(char c)
{
	switch (c) {
	case 'A': return K_UP;
	case 'B': return K_DOWN;
	case 'C': return K_RIGHT;
	case 'D': return K_LEFT;
	case 'F': return K_END;
	case 'H': return K_HOME;
	case 'P': return K_F1;
	case 'Q': return K_F2;
	case 'R': return K_F3;
	case 'S': return K_F4;
	default: return KEY_NONE;
	}
}

/* rxvt: a to d are arrows with Shift (CSI) or Ctrl (SS3). */
static uint32_t rxvt_arrow(char c)
{
	return c >= 'a' && c <= 'd' ? letter_key((char)(c - 'a' + 'A')) : KEY_NONE;
}

uint32_t keyseq_ss3(char final)
{
	uint32_t key = letter_key(final);
	if (final == 'c' || final == 'd')
		return final == 'd' ? K_CTRL_LEFT : K_CTRL_RIGHT;
	if (key == KEY_NONE)
		key = rxvt_arrow(final);
	if (key != KEY_NONE)
		return key;
	if (final == 'M')
		return 13; /* Enter of the keypad */
	if (final == 'I')
		return 9;
	if (final == 'X')
		return '=';
	return final >= 'j' && final <= 'y' ? (uint32_t)(final - 'j' + '*') : KEY_NONE;
}

/* A key that was sent as its code point: CSI cp ; modifiers u, CSI 27 ; modifiers ; cp ~. */
static uint32_t code_point_key(int cp, int mods)
{
	if (cp <= 0 || cp >= KEY_NAMED || (cp >= 0x80 && cp < 0xA0) || (cp >= 0xD800 && cp <= 0xDFFF))
		return KEY_NONE;
	if (cp >= 57344 && cp <= 63743)
		return KEY_NONE; /* keys without a character, named in the private area */
	uint32_t key = (uint32_t)cp;
	if ((mods & MOD_CTRL) != 0 && cp >= 0x80)
		key |= KEY_CTRL;
	else if ((mods & MOD_CTRL) != 0 && ((cp >= '@' && cp <= '_') || (cp >= 'a' && cp <= 'z')))
		key &= 0x1F;
	else if (cp == 9 && (mods & MOD_SHIFT) != 0)
		key = K_BACKTAB;
	return key;
}

struct csi {
	int n[3];
	size_t count;
	char final;
	bool plain; /* numbers and a final byte, nothing else */
};

static struct csi parse(struct str s)
{
	struct csi csi = {.n = {-1, -1, -1}, .count = 1, .final = s.p[s.n - 1], .plain = true};
	bool sub = false;
	for (size_t i = 0; i + 1 < s.n; i++) {
		char c = s.p[i];
		if (c == ';') {
			csi.count++;
			sub = false;
		} else if (c == ':') {
			sub = true; /* alternatives and event kinds of newer protocols */
		} else if (c < '0' || c > '9') {
			csi.plain = false;
		} else if (!sub && csi.count <= 3) {
			int *n = &csi.n[csi.count - 1];
			*n = (*n < 0 ? 0 : *n) * 10 + (c - '0');
			if (*n > 0x200000)
				*n = 0x200000;
		}
	}
	return csi;
}

static uint32_t with_alt(uint32_t key, int mods)
{
	bool alt = (mods & (MOD_ALT | MOD_META)) != 0;
	return key != KEY_NONE && alt ? (key | KEY_ALT) : key;
}

static uint32_t numbered_key(const struct csi *csi, int mods)
{
	if (csi->n[0] == 27 && csi->count == 3 && csi->final == '~')
		return code_point_key(csi->n[2], mods);
	if (csi->final == 'u')
		return code_point_key(csi->n[0], mods);
	return tilde_key(csi->n[0]);
}

uint32_t keyseq_csi(struct str sequence)
{
	if (sequence.n == 0)
		return KEY_NONE;
	if (sequence.n == 2 && sequence.p[0] == '[' && sequence.p[1] >= 'A' && sequence.p[1] <= 'E')
		return (uint32_t)(K_F1 + (sequence.p[1] - 'A')); /* Linux console */
	/* rxvt ends with '$' for Shift: no final byte by the standard. */
	struct csi csi = parse(sequence);
	if (!csi.plain)
		return KEY_NONE;
	int mods = csi.n[1] > 0 && csi.n[1] <= 256 ? csi.n[1] - 1 : 0;
	switch (csi.final) {
	case '~':
	case '^':
	case '$':
	case '@':
	case 'u':
		return with_alt(numbered_key(&csi, mods), mods);
	case 'Z':
		return with_alt(K_BACKTAB, mods);
	case 'R':
		/* CSI row ; column R is where the cursor is; F3 has 1 or nothing before its modifiers. */
		if (csi.n[0] > 1 || csi.n[1] > 16)
			return KEY_NONE;
		break;
	default:
		break;
	}
	uint32_t key = letter_key(csi.final);
	if ((mods & MOD_CTRL) != 0 && (key == K_LEFT || key == K_RIGHT))
		key = key == K_LEFT ? K_CTRL_LEFT : K_CTRL_RIGHT;
	return with_alt(key != KEY_NONE ? key : rxvt_arrow(csi.final), mods);
}

uint32_t keyseq_mouse(struct str sequence, int *row, int *col)
{
	enum { MODIFIERS = 4 | 8 | 16, BUTTON_LEFT = 0, WHEEL_UP = 64, WHEEL_DOWN = 65 };
	if (sequence.n < 2 || sequence.p[0] != '<')
		return KEY_NONE;
	struct csi csi = parse(str_sub(sequence, 1, sequence.n));
	if (!csi.plain || csi.count != 3 || csi.final != 'M' || csi.n[1] < 1 || csi.n[2] < 1)
		return KEY_NONE;
	*col = csi.n[1] - 1;
	*row = csi.n[2] - 1;
	switch (csi.n[0] & ~MODIFIERS) {
	case BUTTON_LEFT:
		return K_CLICK;
	case WHEEL_UP:
		return K_WHEEL_UP;
	case WHEEL_DOWN:
		return K_WHEEL_DOWN;
	default:
		return KEY_NONE;
	}
}

#include "config.h"

#include "harm.h"

#include "text/utf8.h"

#include <string.h>

static bool in(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* Modes that the program sets and resets: cursor, alternate screen, keypad, paste, mouse, frames, bidi. */
static bool is_mode(struct str params)
{
	static const char *const modes[] = {"?1", "?12", "?12;25", "?25", "?1049", "?2004", "?1000", "?1006", "?2026", "8", "4"};
	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
		if (str_eq(params, str_of(modes[i])))
			return true;
	return false;
}

static bool is_known(struct str params, char last)
{
	if (in(last, "hl"))
		return is_mode(params);
	if (last == 't') /* the title, kept and brought back with the screen */
		return str_eq(params, STR("22;0;0")) || str_eq(params, STR("23;0;0"));
	if (last == 'q')
		return str_eq(params, STR(">"));
	if (last == 'c')
		return params.n == 0 || str_eq(params, STR(">")) || str_eq(params, STR("="));
	if (last == 'p')
		return str_eq(params, STR("8$")) || str_eq(params, STR("?2026$"));
	for (size_t i = 0; i < params.n; i++)
		if (!in(params.p[i], "0123456789;"))
			return false;
	return in(last, "mHKJABCDLMPX@drGbST");
}

/* The bytes of a harmless sequence at s, which starts with ESC; 0: it is another. */
static size_t sequence(struct str s)
{
	if (s.n >= 3 && s.p[1] == '(' && s.p[2] == 'B')
		return 3;
	if (s.n >= 2 && in(s.p[1], "=>M78"))
		return 2;
	if (s.n < 3 || s.p[1] != '[')
		return 0;
	size_t end = 2;
	while (end < s.n && s.p[end] >= 0x20 && s.p[end] < 0x40)
		end++;
	return end < s.n && is_known(str_sub(s, 2, end), s.p[end]) ? end + 1 : 0;
}

static size_t character(struct str s)
{
	uint32_t cp;
	size_t n = utf8_decode(s.p, s.n, &cp);
	bool valid = cp != CP_REPLACEMENT || str_starts(s, STR("\xEF\xBF\xBD"));
	bool control = cp < 0x20 ? !in((char)cp, "\r\n\b") : cp >= 0x7F && cp < 0xA0;
	bool orders = (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
	return valid && !control && !orders ? n : 0;
}

bool harm_none(struct str output, struct buf *why)
{
	while (output.n > 0) {
		size_t n = output.p[0] == '\033' ? sequence(output) : character(output);
		if (n == 0) {
			buf_add_str(why, STR("written:"));
			for (size_t i = 0; i < output.n && i < 16; i++)
				buf_addf(why, " %02x", (unsigned)(unsigned char)output.p[i]);
			return false;
		}
		output = str_sub(output, n, output.n);
	}
	return true;
}

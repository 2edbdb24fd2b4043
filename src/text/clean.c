#include "config.h"

#include "text/clean.h"

#include "text/utf8.h"

#include <string.h>
#include <unicode/unorm2.h>

enum { SPECIAL_CP = 16 }; /* to clean one by one before looking for a run again */

enum {
	CP_BS = 0x08,
	CP_TAB = 0x09,
	CP_LF = 0x0A,
	CP_CR = 0x0D,
	CP_ESC = 0x1B,
	CP_NEL = 0x85,
	CP_LS = 0x2028,
	CP_PS = 0x2029
};

static bool is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
}

static bool is_noncharacter(uint32_t cp)
{
	return (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp & 0xFFFE) == 0xFFFE;
}

/* Arabic presentation forms; U+FEFF is the byte order mark. */
static bool is_form(uint32_t cp)
{
	return (cp >= 0xFB50 && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFC);
}

/*
 * Write the letters that a presentation form stands for, by one step of
 * decomposition: a second one would take the hamza off its letter. U+FDFD has
 * no decomposition; a lone mark (U+FE70…) decomposes to a space and the mark,
 * which is how it looks. Ornate parentheses and such stay themselves.
 */
static size_t expand_form(uint32_t cp, uint32_t *out)
{
	static const uint16_t basmala[] = {
		0x0628, 0x0633, 0x0645, ' ', 0x0627, 0x0644, 0x0644, 0x0647, ' ', 0x0627, 0x0644,
		0x0631, 0x062D, 0x0645, 0x0646, ' ', 0x0627, 0x0644, 0x0631, 0x062D, 0x064A, 0x0645,
	};
	UChar letters[CLEAN_MAX_EXPANSION];
	int32_t n = -1;
	UErrorCode status = U_ZERO_ERROR;
	if (cp == 0xFDFD) {
		n = (int32_t)(sizeof basmala / sizeof *basmala);
		memcpy(letters, basmala, sizeof basmala);
	} else {
		const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
		if (U_SUCCESS(status))
			n = unorm2_getRawDecomposition(nfkc, (UChar32)cp, letters, CLEAN_MAX_EXPANSION,
			                               &status);
	}
	if (n < 0 || n > CLEAN_MAX_EXPANSION || U_FAILURE(status)) {
		out[0] = cp;
		return 1;
	}
	for (int32_t i = 0; i < n; i++)
		out[i] = letters[i]; /* all of them are in the BMP */
	return (size_t)n;
}

/* Length of a whole CSI sequence that starts at p (with its ESC), or 0. */
static size_t csi_length(const char *p, size_t n)
{
	if (n < 3 || p[1] != '[')
		return 0;
	size_t i = 2;
	while (i < n && p[i] >= 0x20 && p[i] <= 0x3F)
		i++;
	return i < n && p[i] >= 0x40 && p[i] <= 0x7E ? i + 1 : 0;
}

/*
 * Overstrike: the character before the backspace is printed over by the one
 * after it. Only what man(1) means by it (bold `XX`, underline `_X`) is
 * understood: then the first of the two goes. Otherwise only the backspace.
 */
static bool is_overstrike(const uint32_t *cp, size_t n, struct str rest)
{
	if (n == 0 || rest.n == 0)
		return false;
	uint32_t next;
	utf8_decode(rest.p, rest.n, &next);
	return cp[n - 1] == next || (cp[n - 1] == '_' && !is_control(next));
}

/* What the bytes at the start of rest are, beside a character to keep. */
static size_t line_end_length(uint32_t cp, size_t taken, struct str rest)
{
	if (cp == CP_CR)
		return rest.n > 1 && rest.p[1] == '\n' ? 2 : 1;
	return cp == CP_LF || cp == CP_NEL || cp == CP_LS || cp == CP_PS ? taken : 0;
}

/*
 * One control or special character at the start of rest: adds what it becomes,
 * returns the bytes it takes.
 */
static size_t clean_special(uint32_t cp, size_t taken, struct str rest, uint32_t *out, size_t *n)
{
	if (cp == CP_ESC) {
		size_t length = csi_length(rest.p, rest.n);
		return length > 0 ? length : taken;
	}
	if (cp == CP_BS) {
		if (is_overstrike(out, *n, str_sub(rest, taken, rest.n)))
			--*n;
		return taken;
	}
	if (cp == CP_TAB)
		out[(*n)++] = cp;
	else if (is_form(cp) && !is_noncharacter(cp))
		*n += expand_form(cp, out + *n);
	return taken;
}

/* A control character that writes nothing: it may end an overstrike, so that a piece takes it along. */
static bool is_silent(char c)
{
	return (unsigned char)c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

static bool is_ordinary(uint32_t c)
{
	return !is_control(c) && !is_form(c) && !is_noncharacter(c) && c != CP_LS && c != CP_PS;
}

struct clean_result clean_line_until(struct str bytes, uint32_t *cp, size_t max_cp, size_t stop_cp)
{
	size_t i = 0, n = 0;
	if (max_cp - CLEAN_MAX_EXPANSION < stop_cp)
		stop_cp = max_cp - CLEAN_MAX_EXPANSION + 1;
	while (i < bytes.n && (n < stop_cp || is_silent(bytes.p[i]))) {
		unsigned char lead = (unsigned char)bytes.p[i];
		unsigned char next = i + 1 < bytes.n ? (unsigned char)bytes.p[i + 1] : 0;
		/* Most of a text is letters of two bytes and ASCII: nothing to look after. */
		if ((lead & 0xE0) == 0xC0 && lead > 0xC2 && (next & 0xC0) == 0x80) {
			cp[n++] = (lead & 0x1FU) << 6 | (next & 0x3FU);
			i += 2;
			continue;
		}
		if (lead >= ' ' && lead < 0x7F) {
			cp[n++] = lead;
			i++;
			continue;
		}
		uint32_t c;
		size_t taken = utf8_decode(bytes.p + i, bytes.n - i, &c);
		if (is_ordinary(c)) {
			cp[n++] = c;
			i += taken;
			continue;
		}
		struct str rest = str_sub(bytes, i, bytes.n);
		size_t end = line_end_length(c, taken, rest);
		if (end > 0)
			return (struct clean_result){n, i + end, true, true};
		size_t before = n, length = clean_special(c, taken, rest, cp, &n);
		if (n > before && n > stop_cp && before > 0) { /* an expansion that does not fit: for the next time */
			n = before;
			break;
		}
		i += length;
	}
	return (struct clean_result){n, i, false, i == bytes.n};
}

struct clean_result clean_line(struct str bytes, uint32_t *cp, size_t max_cp)
{
	return clean_line_until(bytes, cp, max_cp, max_cp);
}

/*
 * How many bytes at the start of s are clean as they are: letters of two bytes,
 * ASCII, line ends. The last letter is left out where something else follows,
 * which may be the backspace of an overstrike.
 */
static size_t clean_run(struct str s)
{
	size_t i = 0, last = 0;
	while (i < s.n) {
		unsigned char lead = (unsigned char)s.p[i];
		if ((lead >= ' ' && lead < 0x7F) || lead == '\n') {
			last = i++;
		} else if ((lead & 0xE0) == 0xC0 && lead > 0xC2 && i + 1 < s.n &&
		           ((unsigned char)s.p[i + 1] & 0xC0) == 0x80) {
			last = i;
			i += 2;
		} else {
			return last;
		}
	}
	return i;
}

void clean_text(struct str bytes, struct buf *out)
{
	uint32_t cp[SPECIAL_CP + CLEAN_MAX_EXPANSION];
	while (bytes.n > 0) {
		size_t n = clean_run(bytes);
		buf_add(out, bytes.p, n);
		bytes = str_sub(bytes, n, bytes.n);
		if (bytes.n == 0)
			return;
		struct clean_result line = clean_line_until(bytes, cp, sizeof cp / sizeof *cp, SPECIAL_CP);
		for (size_t i = 0; i < line.n_cp; i++)
			utf8_add(out, cp[i]);
		if (line.line_end)
			buf_add_char(out, '\n');
		bytes = str_sub(bytes, line.taken_b, bytes.n);
	}
}

/*
 * utf8.h: bytes and code points (Unicode §3.9).
 *
 * The decoder is total: every byte string has exactly one decoding, with one
 * U+FFFD per maximal subpart of an ill-formed sequence. It never reads past
 * the bytes that it is given.
 */
#ifndef JARIDA_TEXT_UTF8_H
#define JARIDA_TEXT_UTF8_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CP_REPLACEMENT 0xFFFDU

size_t utf8_decode_any(const char *p, size_t n, uint32_t *cp);

/* Decode the first code point of n > 0 bytes into *cp; returns the bytes taken, 1 to 4. */
static inline size_t utf8_decode(const char *p, size_t n, uint32_t *cp)
{
	unsigned char lead = (unsigned char)p[0], next = n > 1 ? (unsigned char)p[1] : 0;
	if (lead < 0x80) {
		*cp = lead;
		return 1;
	}
	if (lead >= 0xC2 && lead < 0xE0 && (next & 0xC0) == 0x80) {
		*cp = (lead & 0x1FU) << 6 | (next & 0x3FU);
		return 2;
	}
	return utf8_decode_any(p, n, cp);
}

/* Encode a code point (an impossible one as U+FFFD); returns the bytes written, 1 to 4. */
static inline size_t utf8_encode(uint32_t cp, char *out)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp > 0x10FFFF || (cp & 0xFFFFF800) == 0xD800)
		cp = CP_REPLACEMENT;
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

void utf8_add(struct buf *b, uint32_t cp);
bool utf8_valid(struct str s);
size_t utf8_count(struct str s); /* code points, as utf8_decode() would give them */

/* Byte offset of code point number n_cp, or s.n when there are fewer. */
size_t utf8_offset(struct str s, size_t n_cp);

#endif

/*
 * charset.h: bytes of unknown encoding made UTF-8.
 *
 * By byte order mark, then UTF-8 if the bytes are valid UTF-8, then a
 * declaration if the caller knows one, then ICU's detector (Windows-1256,
 * ISO-8859-6, Windows-1255, UTF-16 …).
 */
#ifndef JARIDA_TEXT_CHARSET_H
#define JARIDA_TEXT_CHARSET_H

#include "base/buf.h"
#include "base/str.h"

/*
 * Append bytes, converted, to out (bounded by out->max). declared is a charset
 * name or the empty string. Returns the name of the charset that was used, a
 * static or ICU-owned string. Never fails: what cannot be decoded is U+FFFD.
 */
const char *charset_to_utf8(struct str bytes, struct str declared, struct buf *out);

#endif

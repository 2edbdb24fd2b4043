/* base64.h: base64 and quoted-printable (RFC 2045) back into bytes. Private to news. */
#ifndef JARIDA_NEWS_BASE64_H
#define JARIDA_NEWS_BASE64_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

/* Append what the text stands for; what is no base64 in it is passed over. */
void base64_add(struct str text, struct buf *out);

/* Whether it is nothing but base64, of which there is some. */
bool base64_is_likely(struct str text);

/* The same for quoted-printable; in_header: an underline is a space (RFC 2047 §4.2). */
void quoted_add(struct str text, bool in_header, struct buf *out);

#endif

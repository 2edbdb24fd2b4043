/*
 * mime.h: a mail message (RFC 5322, 2045 to 2047): its headers, and the part of it that is to be read.
 *
 * Private to news. Total: a message that is not as it should be is read as far
 * as it goes, and its body as plain text.
 */
#ifndef JARIDA_NEWS_MIME_H
#define JARIDA_NEWS_MIME_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

/* The value of a header, unfolded, with its encoded words decoded (RFC 2047), as UTF-8 appended to out. False: none. */
bool mime_header(struct str head, const char *name, struct buf *out);

/* A parameter of a header's value: charset, boundary. Borrowed; empty when it is not there. */
struct str mime_parameter(struct str value, const char *name);

/* Where the headers of a message or a part end and its body begins. */
size_t mime_body_start(struct str message);

/*
 * The text of the message: of several alternatives the plain one, unless it is
 * nothing but a remark that there is another; decoded to UTF-8, appended to out.
 */
void mime_text(struct str message, struct buf *out, bool *is_html);

#endif

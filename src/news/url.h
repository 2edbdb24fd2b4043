/* url.h: addresses of links (RFC 3986). */
#ifndef JARIDA_NEWS_URL_H
#define JARIDA_NEWS_URL_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

/* Whether it is an address of the web, whole, with http or https. */
bool url_is_web(struct str url);

/*
 * Append what `link` means in a document at `base` (RFC 3986 §5.2), spaces and
 * quotes in it escaped. Appends nothing, and says false, when that is no
 * address of the web: mailto:, javascript:, a relative one without a base.
 */
bool url_resolve(struct str base, struct str link, struct buf *out);

#endif

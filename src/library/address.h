/* address.h: when two addresses are those of one article. Private to library. */
#ifndef JARIDA_LIBRARY_ADDRESS_H
#define JARIDA_LIBRARY_ADDRESS_H

#include "base/buf.h"
#include "base/str.h"

/*
 * The address without what leads to the same page: http and https are one,
 * host in lower case and without a default port and a leading "www.", no user, no
 * fragment, no parameters that only track who came from where (utm_*,
 * fbclid …), no slash at the end, %XX of plain letters as the letter.
 * Nothing is added for what is no http address or has neither path nor query:
 * a front page is no article.
 */
void canonical_url(struct str url, struct buf *out);

/* The host in it, as canonical_url() writes it; empty when there is none. Borrowed from canonical. */
struct str canonical_host(struct str canonical);

#endif

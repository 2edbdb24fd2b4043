/*
 * discover.h: the feed that a page names. Private to fetch.
 */
#ifndef JARIDA_FETCH_DISCOVER_H
#define JARIDA_FETCH_DISCOVER_H

#include "base/buf.h"
#include "base/str.h"

/*
 * The first <link rel="alternate"> of the page to a feed: its address is
 * appended to out. False when there is none.
 */
bool discover_feed(struct str page, struct str url, struct buf *out);

#endif

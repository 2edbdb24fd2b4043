#include "config.h"

#include "replay.h"

#include "fetch/discover.h"
#include "fetch/guard.h"
#include "fetch/transfer.h"
#include "fetch/wish.h"

#include <stdlib.h>
#include <string.h>

/*
 * What a page from anywhere says of its feed: an address of the web or none,
 * without a byte that could end a line; where its host is, can be said. The
 * same bytes as words about a feed.
 */

static void promise(bool kept)
{
	if (!kept)
		abort();
}

static void check_found(struct str url)
{
	promise(url.n > 0);
	promise(memchr(url.p, '\0', url.n) == NULL && memchr(url.p, '\n', url.n) == NULL);
	struct str host = guard_host(url);
	promise(host.n <= url.n && (host.n > 0 || guard_is_private_host(host)));
}

static void check_words(struct str bytes)
{
	char word[512];
	struct feed_wish wish;
	struct err err;
	size_t n = bytes.n < sizeof word - 1 ? bytes.n : sizeof word - 1;
	if (n > 0)
		memcpy(word, bytes.p, n);
	word[n] = '\0';
	feed_wish_init(&wish);
	for (int i = 0; i < 2; i++) {
		err.message[0] = '\0';
		int status = feed_wish_word(&wish, word, &err);
		promise(status == 0 || err.message[0] != '\0');
	}
	promise(wish.url == NULL || transfer_is_web(str_of(wish.url)));
	promise(wish.full_text >= -1 && wish.full_text <= 1 && wish.every_min >= -1);
	feed_wish_done(&wish);
}

/* The first byte says how long the page's address before it is. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf found;
	if (n == 0)
		return 0;
	struct str all = {(const char *)bytes + 1, n - 1};
	size_t length = bytes[0];
	buf_init(&found, 1 << 14);
	if (discover_feed(str_sub(all, length, all.n), str_sub(all, 0, length), &found))
		check_found(buf_str(&found));
	else
		promise(found.n == 0);
	buf_done(&found);
	check_words(all);
	return 0;
}

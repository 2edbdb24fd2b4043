#include "config.h"

#include "replay.h"

#include "term/decode.h"
#include "term/key.h"
#include "term/known.h"

#include <stdlib.h>
#include <string.h>

/*
 * What comes from the terminal is hostile: in whatever portions and at
 * whatever times the bytes come, keys are scalar values or named keys, never
 * C1 controls; nothing is waited for without end; the texts of answers are
 * printable. The first byte sows the portions and the times.
 */

static void promise(bool kept)
{
	if (!kept)
		abort();
}

static void check_key(uint32_t key)
{
	uint32_t plain = key & ~(uint32_t)(KEY_ALT | KEY_CTRL);
	promise((key & KEY_CTRL) == 0 || plain >= 0xA0);
	promise(plain != KEY_NONE && plain < K_RESIZE);
	promise(plain < 0x80 || plain > 0x9F);
	promise(plain < 0xD800 || plain > 0xDFFF);
	promise(plain != KEY_NAMED);
}

static void check_text(const char *s)
{
	for (; *s != '\0'; s++)
		promise(*s >= ' ' && *s <= '~');
}

static char *no_environment(const char *name)
{
	(void)name;
	return NULL;
}

static void check_identity(const struct replies *replies)
{
	struct identity identity;
	known_decide(&identity, replies, no_environment);
	promise(identity.known != NULL);
	check_text(identity.name);
	check_text(replies->xtversion);
	check_text(replies->da3);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct decoder d;
	int64_t now = 0;
	uint32_t seed = n > 0 ? bytes[0] : 0;
	uint32_t key;
	decoder_init(&d, 50);
	decoder_learn(&d, "\033[Q", K_F2);
	if ((seed & 1) != 0)
		decoder_expect_replies(&d, now);
	for (size_t at = n > 0 ? 1 : 0; at < n;) {
		seed = seed * 1103515245 + 12345;
		size_t portion = 1 + (seed >> 16) % 7;
		portion = portion < n - at ? portion : n - at;
		decoder_feed(&d, (const char *)bytes + at, portion, now);
		at += portion;
		now += (seed >> 24) % 4 == 0 ? (seed >> 8) % 1500 : 0;
		decoder_tick(&d, now);
		if ((seed >> 20) % 8 != 0)
			continue; /* typed ahead */
		while ((key = decoder_next(&d)) != KEY_NONE)
			check_key(key);
	}
	promise(decoder_wait_ms(&d, now) <= (d.state == DECODE_PASTE ? DECODER_PATIENCE_MS : 1000));
	now += DECODER_PATIENCE_MS;
	decoder_tick(&d, now);
	promise(decoder_wait_ms(&d, now) == -1);
	while ((key = decoder_next(&d)) != KEY_NONE)
		check_key(key);
	check_identity(&d.replies);
	return 0;
}

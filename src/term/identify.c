#include "config.h"

#include "term/identify.h"

#include "base/clock.h"
#include "term/decode.h"
#include "term/tty.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

enum {
	LOCAL_MS = 300,
	REMOTE_MS = 1000,
	LONGEST_MS = 2000, /* while answers keep dripping in */
	PASSED_LOCAL_MS = 100, /* where nothing passes, nothing tells so */
	PASSED_REMOTE_MS = 400
};

/* XTVERSION, DA3, DA2, is mode 8 set, is mode ?2026 known; DA1. */
#define QUESTIONS "\033[>q\033[=c\033[>c\033[8$p\033[?2026$p"
#define FENCE "\033[c"

struct str identify_questions(known_getenv *get)
{
	const char *term = get("TERM");
	const char *program = get("TERM_PROGRAM");
	if (term == NULL || term[0] == '\0' || strcmp(term, "dumb") == 0 || strncmp(term, "linux", 5) == 0)
		return STR("");
	if (program != NULL && strcmp(program, "Apple_Terminal") == 0)
		return STR(FENCE); /* it prints the p of any DECRQM */
	return STR(QUESTIONS FENCE);
}

bool identify_remote(known_getenv *get)
{
	return get("SSH_CONNECTION") != NULL || get("SSH_TTY") != NULL;
}

static bool has_fence(const struct decoder *decoder)
{
	return decoder->replies.fence;
}

static bool has_passed(const struct decoder *decoder)
{
	return decoder->passed.mode_8 >= 0;
}

/* Wait until all is there, for patience_ms after the last byte. */
static bool wait_until(const struct tty *tty, struct decoder *decoder, bool (*there)(const struct decoder *),
                       int64_t start, int patience_ms)
{
	int64_t end = start + patience_ms;
	while (!there(decoder)) {
		int64_t now = clock_now_ms();
		if (now >= end)
			break;
		struct pollfd wait = {.fd = tty->in_fd, .events = POLLIN};
		int n = poll(&wait, 1, (int)(end - now));
		if (n < 0 && errno != EINTR)
			return false;
		if (n <= 0)
			continue;
		char bytes[512];
		int got = tty_read(tty, bytes, sizeof bytes);
		if (got < 0)
			return false;
		now = clock_now_ms();
		decoder_feed(decoder, bytes, (size_t)got, now);
		end = now + patience_ms;
		if (end > start + LONGEST_MS)
			end = start + LONGEST_MS;
	}
	return true;
}

bool identify_wait(const struct tty *tty, struct decoder *decoder, bool remote)
{
	int64_t start = clock_now_ms();
	decoder_expect_replies(decoder, start);
	return wait_until(tty, decoder, has_fence, start, remote ? REMOTE_MS : LOCAL_MS);
}

bool identify_wait_passed(const struct tty *tty, struct decoder *decoder, bool remote)
{
	int64_t start = clock_now_ms();
	decoder_expect_passed(decoder, start);
	return wait_until(tty, decoder, has_passed, start, remote ? PASSED_REMOTE_MS : PASSED_LOCAL_MS);
}

#include "config.h"

#include "base/clock.h"
#include "term/key.h"
#include "term/restore.h"
#include "term/session.h"
#include "term/terminal.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

enum { MAX_FDS = 16, AWAIT_MS = 300, AWAIT_AGE_MS = 2000 };

/* Do what the signals since the last look ask for. */
static void take_signals(struct terminal *t)
{
	unsigned signals = restore_take_signals();
	if ((signals & SIGNALLED_STOP) != 0) {
		terminal_suspend(t);
	} else if ((signals & SIGNALLED_CONT) != 0) {
		/* Stopped without warning: a shell has used the terminal since. */
		session_retake(t);
	} else if ((signals & SIGNALLED_WINCH) != 0) {
		session_update_size(t);
		if (!t->resized)
			terminal_flush(t);
	}
}

static uint32_t next_key(struct terminal *t)
{
	take_signals(t);
	if (t->resized) {
		t->resized = false;
		return K_RESIZE;
	}
	uint32_t key = decoder_next(&t->decoder);
	return key == KEY_NONE && t->gone ? (uint32_t)K_EOF : key;
}

/* Read what is there into the decoder. */
static void take_input(struct terminal *t)
{
	char bytes[1024];
	int n = tty_read(&t->tty, bytes, sizeof bytes);
	if (n < 0) {
		t->gone = true;
		return;
	}
	decoder_feed(&t->decoder, bytes, (size_t)n, clock_now_ms());
	session_late_replies(t);
}

static void write_sync(struct terminal *t, const char *byte)
{
	ssize_t ignored = write(t->sync_fd, byte, 1);
	(void)ignored;
	t->told = true;
}

static void tell_sync(struct terminal *t)
{
	if (!t->drawn || t->sync_fd < 0)
		return;
	t->drawn = false;
	write_sync(t, ".");
}

/* The shorter of two times to wait; negative is for ever. */
static int shorter(int a, int b)
{
	return a < 0 ? b : b < 0 || a < b ? a : b;
}

/* Milliseconds until end_ms, -1 when there is none. */
static int left_ms(int64_t end_ms)
{
	if (end_ms < 0)
		return -1;
	int64_t left = end_ms - clock_now_ms();
	return left > 0 ? (int)left : 0;
}

/* One poll: true when one of the caller's descriptors is ready. */
static bool wait_once(struct terminal *t, int timeout_ms, const int *fds, bool *ready, size_t n_fds)
{
	struct pollfd polled[MAX_FDS + 2] = {
		{.fd = t->tty.in_fd, .events = POLLIN},
		{.fd = t->wake_fd, .events = POLLIN},
	};
	n_fds = n_fds < MAX_FDS ? n_fds : MAX_FDS;
	for (size_t i = 0; i < n_fds; i++)
		polled[i + 2] = (struct pollfd){.fd = fds[i], .events = POLLIN};
	int unfinished = decoder_wait_ms(&t->decoder, clock_now_ms());
	int n = poll(polled, (nfds_t)(n_fds + 2), shorter(timeout_ms, unfinished));
	if (n < 0) {
		if (errno != EINTR)
			t->gone = true;
		return false;
	}
	if (polled[0].revents != 0)
		take_input(t);
	else
		decoder_tick(&t->decoder, clock_now_ms());
	bool any = false;
	for (size_t i = 0; i < n_fds; i++) {
		ready[i] = polled[i + 2].revents != 0;
		any |= ready[i];
	}
	return any;
}

uint32_t terminal_key(struct terminal *t, int timeout_ms, const int *fds, bool *ready, size_t n_fds)
{
	int64_t end = timeout_ms < 0 ? -1 : clock_now_ms() + timeout_ms;
	for (size_t i = 0; i < n_fds; i++)
		ready[i] = false;
	bool fd_ready = wait_once(t, 0, fds, ready, n_fds);
	for (;;) {
		uint32_t key = next_key(t);
		if (key != KEY_NONE) {
			t->drawn = true;
			if (key != K_RESIZE && key != K_EOF)
				stats_key(&t->stats, clock_now_ms());
			t->memory.keys += key != K_RESIZE;
			return key;
		}
		int left = left_ms(end);
		/* The first screen is told of at once, by another byte: after it work may go on for long. */
		if (left == 0 && !t->told && t->drawn && t->sync_fd >= 0)
			write_sync(t, "-");
		if (fd_ready || left == 0)
			return KEY_NONE;
		if (end < 0 || left >= TERMINAL_IDLE_MS)
			tell_sync(t); /* else there is something to come */
		fd_ready = wait_once(t, left, fds, ready, n_fds);
	}
}

void session_await_replies(struct terminal *t)
{
	const struct decoder *d = &t->decoder;
	int64_t now = clock_now_ms();
	bool outstanding = d->asked_ms >= 0 && !d->replies.fence && now - d->asked_ms < AWAIT_AGE_MS;
	int64_t end = now + AWAIT_MS;
	while (outstanding && !t->gone && !d->replies.fence && left_ms(end) > 0) {
		bool none = false;
		wait_once(t, left_ms(end), NULL, &none, 0);
	}
}

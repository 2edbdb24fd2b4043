#include "config.h"

#include "term/probe.h"

#include "base/buf.h"
#include "base/clock.h"
#include "term/behind.h"
#include "term/caps.h"
#include "term/identify.h"
#include "term/key.h"
#include "term/restore.h"
#include "term/tmux.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { ESCAPE_MS = 150, CTRL_C = 3, CTRL_Z = 26 };

/*
 * How many columns an alef takes tells whether the terminal reads UTF-8, where
 * it has two bytes; and lam-alef, whether it is one cell there.
 */
#define PLACES "\r\xd8\xa7\033[6n\r\xd9\x84\xd8\xa7\033[6n\r\033[K"

/* The controlling terminal, where standard output is none. */
static int open_tty(struct tty *tty, struct err *err)
{
	if (tty_open(tty, err) == 0)
		return 0;
	int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, ERR_TERMINAL, "no terminal to ask: this is what the environment says");
	*tty = (struct tty){.in_fd = fd, .out_fd = fd, .own_in = true};
	if (tcgetattr(fd, &tty->before) == 0)
		return 0;
	tty_close(tty);
	return err_set(err, ERR_TERMINAL, "no terminal to ask: this is what the environment says");
}

static void ask(struct probe *probe)
{
	struct str questions = identify_questions(getenv);
	struct buf burst;
	if (questions.n == 0)
		return;
	buf_init(&burst, BUF_NO_MAX);
	buf_add_str(&burst, STR(PLACES));
	buf_add_str(&burst, questions);
	probe->decoder.asked_places = true;
	if (probe_show(probe, buf_str(&burst), STR("")))
		identify_wait(&probe->tty, &probe->decoder, true);
	probe_give_back(probe);
	/* What was typed meanwhile was not meant for a question that nobody had seen. */
	while (decoder_next(&probe->decoder) != KEY_NONE)
		;
	buf_done(&burst);
}

/* In a multiplexer, who stands behind it, and what that says of mode 8: asked, and nothing switched. */
static void ask_behind(struct probe *probe)
{
	struct behind behind;
	struct buf question;
	enum passage passage = probe->identity.passage;
	if (passage == PASSAGE_NONE)
		return;
	behind_init(&behind);
	if (passage == PASSAGE_TMUX)
		tmux_ask(&behind, getenv);
	if (behind_may_answer(&behind, passage)) {
		buf_init(&question, BUF_NO_MAX);
		behind_wrap(&question, passage, STR("\033[8$p"));
		if (probe_show(probe, buf_str(&question), STR("")))
			identify_wait_passed(&probe->tty, &probe->decoder, true);
		probe_give_back(probe);
		behind.mode_8 = probe->decoder.passed.mode_8;
		buf_done(&question);
	}
	behind_decide(&probe->identity, &behind, getenv);
}

int probe_open(struct probe *probe, int sync_fd, struct err *err)
{
	struct caps caps;
	*probe = (struct probe){.colors = -1, .wake_fd = -1, .sync_fd = sync_fd, .remote = identify_remote(getenv)};
	decoder_init(&probe->decoder, ESCAPE_MS);
	int rc = open_tty(&probe->tty, err);
	probe->found = rc == 0;
	if (rc == 0 && (probe->wake_fd = restore_install()) < 0)
		rc = err_set(err, ERR_TERMINAL, "cannot watch for signals: no descriptor left");
	if (rc == 0)
		ask(probe);
	known_decide(&probe->identity, &probe->decoder.replies, getenv);
	if (rc == 0)
		ask_behind(probe);
	if (probe->found)
		tty_size(&probe->tty, &probe->rows, &probe->cols);
	if (rc == 0 && (rc = caps_load(&caps, getenv("TERM"), err)) == 0) {
		probe->colors = caps.colors;
		caps_done(&caps);
	}
	return rc;
}

void probe_close(struct probe *probe)
{
	probe_give_back(probe);
	if (probe->wake_fd >= 0)
		restore_uninstall();
	if (probe->found)
		tty_close(&probe->tty);
}

bool probe_show(struct probe *probe, struct str bytes, struct str undo)
{
	restore_arm(probe->tty.out_fd, undo, probe->tty.in_fd, &probe->tty.before);
	return tty_raw(&probe->tty) && tty_write(&probe->tty, bytes);
}

void probe_give_back(struct probe *probe)
{
	(void)probe;
	terminal_restore_now();
}

/* Give the terminal back, stop, and be there again when continued. */
static uint32_t stop(struct probe *probe)
{
	probe_give_back(probe);
	restore_stop();
	restore_take_signals();
	return K_RESIZE;
}

static bool wait_for_input(struct probe *probe)
{
	struct pollfd polled[] = {
		{.fd = probe->tty.in_fd, .events = POLLIN},
		{.fd = probe->wake_fd, .events = POLLIN},
	};
	char bytes[256];
	if (poll(polled, 2, decoder_wait_ms(&probe->decoder, clock_now_ms())) < 0)
		return errno == EINTR;
	if (polled[0].revents == 0) {
		decoder_tick(&probe->decoder, clock_now_ms());
		return true;
	}
	int n = tty_read(&probe->tty, bytes, sizeof bytes);
	if (n < 0)
		return false;
	decoder_feed(&probe->decoder, bytes, (size_t)n, clock_now_ms());
	return true;
}

uint32_t probe_key(struct probe *probe)
{
	ssize_t ignored = probe->sync_fd >= 0 ? write(probe->sync_fd, ".", 1) : 0;
	(void)ignored;
	for (;;) {
		unsigned signals = restore_take_signals();
		uint32_t key = decoder_next(&probe->decoder);
		if ((signals & SIGNALLED_STOP) != 0 || key == CTRL_Z)
			return stop(probe);
		if ((signals & SIGNALLED_CONT) != 0)
			return K_RESIZE;
		if (key == CTRL_C)
			raise(SIGINT); /* the handler gives the terminal back */
		if (key != KEY_NONE)
			return key;
		if (!wait_for_input(probe))
			return K_EOF;
	}
}

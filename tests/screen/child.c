#include "config.h"

#include "child.h"

#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the keeper tells. */
enum { EVENT_STARTED, EVENT_STOPPED, EVENT_ENDED };

struct event {
	int what;
	int value; /* process id, or status */
};

static void tell(int fd, int what, int value)
{
	struct event event = {what, value};
	if (write(fd, &event, sizeof event) != (ssize_t)sizeof event)
		_exit(126);
}

static void set_signal(int sig, void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler};
	sigemptyset(&action.sa_mask);
	sigaction(sig, &action, NULL);
}

static _Noreturn void run_program(const struct child_setup *setup)
{
	setpgid(0, 0);
	set_signal(SIGTTOU, SIG_IGN);
	tcsetpgrp(STDIN_FILENO, getpid());
	set_signal(SIGTTOU, SIG_DFL);
	set_signal(SIGHUP, setup->nohup ? SIG_IGN : SIG_DFL);
	/* Who runs the tests in the background has them ignored. */
	set_signal(SIGINT, SIG_DFL);
	set_signal(SIGQUIT, SIG_DFL);
	if (setup->input != NULL) {
		int fd = open(setup->input, O_RDONLY);
		if (fd < 0 || dup2(fd, STDIN_FILENO) < 0)
			_exit(126);
		close(fd);
	}
	for (size_t i = 0; i < setup->n_env; i++)
		putenv((char *)(uintptr_t)setup->env[i]);
	const char *top = getenv("top_srcdir");
	if (top != NULL && chdir(top) != 0)
		perror(top);
	execv(setup->argv[0], setup->argv);
	perror(setup->argv[0]);
	_exit(127);
}

/* The keeper's life: stop and continue as a shell does, tell what happens. */
static _Noreturn void keep(const struct child_setup *setup, const char *slave_name, int events, int commands)
{
	setsid();
	int fd = open(slave_name, O_RDWR);
	if (fd < 0 || ioctl(fd, TIOCSCTTY, 0) != 0)
		_exit(126);
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	if (fd > 2)
		close(fd);
	set_signal(SIGHUP, SIG_IGN);
	pid_t program = fork();
	if (program == 0)
		run_program(setup);
	set_signal(SIGTTOU, SIG_IGN);
	tell(events, EVENT_STARTED, program);
	for (;;) {
		int status;
		if (waitpid(program, &status, WUNTRACED) < 0)
			_exit(126);
		if (!WIFSTOPPED(status)) {
			tell(events, EVENT_ENDED, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
			_exit(0);
		}
		tcsetpgrp(STDOUT_FILENO, getpid());
		tell(events, EVENT_STOPPED, 0);
		char command;
		if (read(commands, &command, 1) != 1)
			_exit(126);
		tcsetpgrp(STDOUT_FILENO, program);
		kill(-program, SIGCONT);
	}
}

static bool open_terminal(struct child *child, int rows, int cols)
{
	child->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (child->master < 0 || grantpt(child->master) != 0 || unlockpt(child->master) != 0)
		return false;
	child->slave = open(ptsname(child->master), O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	if (child->slave < 0)
		return false;
	fcntl(child->master, F_SETFL, O_NONBLOCK);
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	ioctl(child->master, TIOCSWINSZ, &size);
	return tcgetattr(child->slave, &child->settings) == 0;
}

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

bool child_start(struct child *child, const struct child_setup *setup, struct fake *fake, VTerm *vterm)
{
	int sync[2], events[2], commands[2];
	*child = (struct child){.master = -1, .slave = -1, .fake = fake, .vterm = vterm};
	buf_init(&child->output, BUF_NO_MAX);
	buf_init(&child->begun, BUF_NO_MAX);
	buf_init(&child->unseen, BUF_NO_MAX);
	if (!open_terminal(child, setup->rows, setup->cols) || pipe(sync) != 0 || pipe(events) != 0 ||
	    pipe(commands) != 0) {
		perror("cannot open a pseudo-terminal");
		return false;
	}
	char number[16];
	snprintf(number, sizeof number, "%d", sync[1]);
	child->keeper = fork();
	if (child->keeper == 0) {
		setenv("JARIDA_SYNC_FD", number, 1);
		close(sync[0]);
		close(events[0]);
		close(commands[1]);
		char *slave_name = ptsname(child->master);
		close(child->master); /* or the terminal would not vanish with ours */
		close(child->slave);
		fcntl(events[1], F_SETFD, FD_CLOEXEC);
		fcntl(commands[0], F_SETFD, FD_CLOEXEC);
		keep(setup, slave_name, events[1], commands[0]);
	}
	close(sync[1]);
	close(events[1]);
	close(commands[0]);
	child->sync = sync[0];
	child->events = events[0];
	child->commands = commands[1];
	fcntl(child->sync, F_SETFL, O_NONBLOCK);
	return true;
}

void child_close(struct child *child)
{
	if (!child->ended && child->program > 0)
		kill(child->program, SIGKILL);
	if (!child->ended && child->keeper > 0)
		kill(child->keeper, SIGKILL);
	shut(&child->commands);
	shut(&child->events);
	shut(&child->sync);
	shut(&child->slave);
	shut(&child->master);
	if (child->keeper > 0)
		waitpid(child->keeper, NULL, 0);
	buf_done(&child->output);
	buf_done(&child->unseen);
	buf_done(&child->begun);
}

void child_send(struct child *child, struct str bytes)
{
	while (bytes.n > 0 && child->master >= 0) {
		ssize_t n = write(child->master, bytes.p, bytes.n);
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return;
		bytes = str_sub(bytes, n > 0 ? (size_t)n : 0, bytes.n);
	}
}

void child_answer(struct child *child)
{
	struct str answers = buf_str(&child->fake->answers);
	for (size_t i = 0; child->split && i < answers.n; i++)
		child_send(child, str_sub(answers, i, i + 1));
	if (!child->split)
		child_send(child, answers);
	buf_clear(&child->fake->answers);
}

/* Bytes of the program, in order. */
/* How many bytes at the end are the beginning of a character. */
static size_t begun_at_end(struct str s)
{
	size_t n = 0;
	while (n < s.n && n < 3 && ((unsigned char)s.p[s.n - 1 - n] & 0xC0) == 0x80)
		n++;
	if (n == s.n)
		return 0;
	unsigned char lead = (unsigned char)s.p[s.n - 1 - n];
	size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	return length > n + 1 ? n + 1 : 0;
}

/* libvterm loses a character that comes in two writes, the first of which begins with ASCII: give it whole ones. */
static void show_whole(struct child *child, struct str bytes)
{
	buf_add_str(&child->begun, bytes);
	struct str all = buf_str(&child->begun);
	size_t rest = begun_at_end(all);
	vterm_input_write(child->vterm, all.p, all.n - rest);
	if (rest > 0)
		memmove(child->begun.p, all.p + all.n - rest, rest);
	child->begun.n = rest;
}

static void show(struct child *child, struct str bytes)
{
	buf_add_str(&child->output, bytes);
	show_whole(child, bytes);
	fake_read(child->fake, bytes);
	if (!child->late)
		child_answer(child);
}

/* Look through what was read for the marker; what stands before it is the program's. */
static void look_through(struct child *child)
{
	char marker[32];
	int n = snprintf(marker, sizeof marker, "\033_drawn %u\033\\", child->n_markers);
	struct str all = buf_str(&child->unseen);
	size_t at = child->synced && child->n_markers > 0 ? str_find(all, (struct str){marker, (size_t)n}, 0)
	                                                  : (size_t)-1;
	if (at != (size_t)-1) {
		child->marked = true;
		show(child, str_sub(all, 0, at));
		show(child, str_sub(all, at + (size_t)n, all.n));
		buf_clear(&child->unseen);
		return;
	}
	/* A marker may have been read in part. */
	size_t kept = 0;
	for (size_t k = 1; child->synced && k < (size_t)n && k <= all.n; k++) {
		if (memcmp(all.p + all.n - k, marker, k) == 0)
			kept = k;
	}
	struct str rest = str_sub(all, all.n - kept, all.n);
	show(child, str_sub(all, 0, all.n - kept));
	memmove(child->unseen.p, rest.p, kept);
	child->unseen.n = kept;
}

static void read_output(struct child *child)
{
	char bytes[8192];
	ssize_t n;
	while ((n = read(child->master, bytes, sizeof bytes)) > 0) {
		buf_add(&child->unseen, bytes, (size_t)n);
		look_through(child);
	}
}

static void send_marker(struct child *child)
{
	char marker[32];
	int n = snprintf(marker, sizeof marker, "\033_drawn %u\033\\", ++child->n_markers);
	child->synced = true;
	child->marked = false;
	while (write(child->slave, marker, (size_t)n) < 0 && (errno == EAGAIN || errno == EINTR))
		read_output(child);
}

static void read_event(struct child *child)
{
	struct event event;
	if (read(child->events, &event, sizeof event) != (ssize_t)sizeof event) {
		child->ended = true;
		child->status = 126;
	} else if (event.what == EVENT_STARTED) {
		child->program = event.value;
	} else if (event.what == EVENT_STOPPED) {
		child->stopped = true;
	} else {
		child->ended = true;
		child->status = event.value;
	}
}

/* One round of whatever happens next; false when nothing happened for too long. */
static bool pump(struct child *child)
{
	struct pollfd polled[] = {
		{.fd = child->master, .events = POLLIN},
		{.fd = child->ended ? -1 : child->events, .events = POLLIN},
		{.fd = child->synced ? -1 : child->sync, .events = POLLIN},
	};
	int n = poll(polled, 3, CHILD_PATIENCE_MS);
	if (n <= 0)
		return n < 0 && errno == EINTR;
	if ((polled[0].revents & POLLIN) != 0)
		read_output(child);
	if (polled[1].revents != 0)
		read_event(child);
	/* `-` is a first screen behind which work goes on; `.` is rest. */
	char bytes[64];
	ssize_t n_bytes = (polled[2].revents & POLLIN) != 0 ? read(child->sync, bytes, sizeof bytes) : 0;
	if (n_bytes > 0 && memchr(bytes, '.', (size_t)n_bytes) != NULL)
		send_marker(child);
	return true;
}

void child_expect_sync(struct child *child)
{
	char bytes[64];
	while (read(child->sync, bytes, sizeof bytes) > 0)
		;
	child->synced = child->marked = false;
}

/* The last bytes of a program that is at its end or stopped: with a marker behind them. */
static bool drain(struct child *child)
{
	if (child->master < 0)
		return true;
	send_marker(child);
	int64_t end = clock_now_ms() + CHILD_PATIENCE_MS;
	while (!child->marked) {
		if (!pump(child) || clock_now_ms() > end)
			return false;
	}
	return true;
}

bool child_wait_drawn(struct child *child)
{
	int64_t end = clock_now_ms() + CHILD_PATIENCE_MS;
	while (!child->marked && !child->ended && !child->stopped) {
		if (!pump(child) || clock_now_ms() > end)
			return false;
	}
	return child->marked || drain(child);
}

bool child_wait_stopped(struct child *child)
{
	int64_t end = clock_now_ms() + CHILD_PATIENCE_MS;
	while (!child->stopped && !child->ended) {
		if (!pump(child) || clock_now_ms() > end)
			return false;
	}
	return child->stopped && drain(child);
}

bool child_wait_ended(struct child *child)
{
	int64_t end = clock_now_ms() + CHILD_PATIENCE_MS;
	while (!child->ended) {
		if (!pump(child) || clock_now_ms() > end)
			return false;
	}
	return drain(child);
}

void child_resize(struct child *child, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	ioctl(child->master, TIOCSWINSZ, &size);
}

void child_signal(struct child *child, int sig)
{
	while (child->program == 0 && !child->ended && pump(child))
		;
	if (!child->ended)
		kill(child->program, sig);
}

void child_continue(struct child *child)
{
	child->stopped = false;
	ssize_t ignored = write(child->commands, "c", 1);
	(void)ignored;
}

void child_hang_up(struct child *child)
{
	shut(&child->slave);
	shut(&child->master);
}

bool child_settings_restored(const struct child *child)
{
	struct termios now;
	if (child->slave < 0)
		return true;
	return tcgetattr(child->slave, &now) == 0 && now.c_iflag == child->settings.c_iflag &&
	       now.c_oflag == child->settings.c_oflag && now.c_lflag == child->settings.c_lflag &&
	       now.c_cflag == child->settings.c_cflag &&
	       memcmp(now.c_cc, child->settings.c_cc, sizeof now.c_cc) == 0;
}

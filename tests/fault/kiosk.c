/*
 * kiosk: whatever can be typed, into a full-screen program.
 *
 *     kiosk SEED KEYS COMMAND [ARG…]
 *
 * Runs COMMAND in a pseudo-terminal and types KEYS random keys, pasted texts,
 * command lines, mouse events, answers that nobody asked for, at windows of
 * random size; whenever it has ended, it is started again. A burst of keys is
 * followed by the next when the program says on JARIDA_SYNC_FD that it waits.
 * Prints how much was typed and how many times it was started. Fails when it
 * hangs or is ended by a signal.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE_MS = 60000, MAX_BURST = 16, MAX_B = 4096 };

static uint64_t dice;

static unsigned below(unsigned n)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return (unsigned)(dice >> 32) % n;
}

/* What is to be sent. */
struct burst {
	char bytes[MAX_B];
	size_t n;
};

static void put(struct burst *burst, const char *s)
{
	size_t n = strlen(s);
	if (burst->n + n > sizeof burst->bytes)
		abort();
	memcpy(burst->bytes + burst->n, s, n);
	burst->n += n;
}

static const char *const sequences[] = {
	"\033[A", "\033[B", "\033[C", "\033[D", "\033[H", "\033[F", "\033[5~", "\033[6~", "\033OP", "\033[15~",
	"\033[1;5C", "\033[3~", "\033", "\033b", "\033[<0;5;3M", "\033[<0;5;3m", "\033[<64;40;12M", "\033[M !!",
	"\033[?62;22c", "\033P>|xterm(1)\033\\", "\033[?2026;1$y", "\033[>1;7000;1c", "\033]52;c;aWQ=\a", "\033P!|7E565445\033\\",
	"\xd8\xa7", "\xd9\x84\xd8\xa7", "\xd7\xa9", "\xda\xaf", "\xff", "\xc3", "\r", "\x1a", "\x03", "\x1c", "\x0c", "\x12",
};

static const char *const lines[] = {
	"!sh", "!/bin/sh -c id", "|sh", "w /tmp/jarida-kiosk", "write x", "save x", "e /etc/passwd", "open /etc/passwd",
	"r /etc/passwd", "source /etc/passwd", "include /etc/passwd", "config /etc/passwd", "cd /", "suspend",
	"set shell=/bin/sh", "set config=/etc/passwd", "set bidi=inverse", "set panes=side", "set mouse=yes", "set library=/etc",
	"bind x suspend", "bind x !sh", "add /etc", "fetch http://127.0.0.1/", "export x", "browser", "copy-article", "info",
	"links", "marks", "help", "set stats=yes", "%!id", "../../etc/passwd", "\x16\033", "set restricted=no", "color",
	"keyword x", "show /etc/passwd", "check-terminal",
};

static void put_random(struct burst *burst)
{
	char text[64];
	unsigned n = below(40);
	for (unsigned i = 0; i < n; i++)
		text[i] = (char)(below(8) == 0 ? 1 + below(31) : 32 + below(95));
	text[n] = '\0';
	put(burst, text);
}

/* One key, or what comes as one. Leaving is a key like others, but seldom. */
static void put_key(struct burst *burst)
{
	char key[2] = {(char)(33 + below(94)), '\0'};
	switch (below(16)) {
	case 0:
	case 1:
	case 2:
		put(burst, sequences[below(sizeof sequences / sizeof *sequences)]);
		break;
	case 3:
		put(burst, below(4) == 0 ? "/" : ":");
		put(burst, lines[below(sizeof lines / sizeof *lines)]);
		put(burst, below(4) == 0 ? "\t\r" : "\r");
		break;
	case 4:
		put(burst, "\033[200~");
		if (below(2) == 0)
			put_random(burst);
		put(burst, lines[below(sizeof lines / sizeof *lines)]);
		put(burst, below(64) == 0 ? "" : "\r\033[201~");
		break;
	case 5:
		key[0] = (char)(1 + below(31));
		put(burst, key);
		break;
	case 6:
		put(burst, below(2) == 0 ? "\r" : " ");
		break;
	default:
		if ((key[0] == 'q' || key[0] == 'Q') && below(4) != 0)
			key[0] = 'j';
		put(burst, key);
	}
}

struct run {
	pid_t pid;
	int fd, sync_fd;
};

static void give_up(const char *what)
{
	fprintf(stderr, "kiosk: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void set_size(int fd, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	ioctl(fd, TIOCSWINSZ, &size);
}

static void start(struct run *run, char **command)
{
	int sync[2];
	char number[16];
	run->fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (run->fd < 0 || grantpt(run->fd) != 0 || unlockpt(run->fd) != 0 || pipe(sync) != 0)
		give_up("no pseudo-terminal");
	set_size(run->fd, 24, 80);
	const char *name = ptsname(run->fd);
	run->sync_fd = sync[0];
	fcntl(sync[0], F_SETFD, FD_CLOEXEC);
	snprintf(number, sizeof number, "%d", sync[1]);
	setenv("JARIDA_SYNC_FD", number, 1);
	run->pid = fork();
	if (run->pid < 0)
		give_up("fork");
	if (run->pid > 0) {
		close(sync[1]);
		return;
	}
	setsid();
	int slave = open(name, O_RDWR);
	ioctl(slave, TIOCSCTTY, 0);
	for (int i = 0; i < 3; i++)
		dup2(slave, i);
	close(slave);
	execvp(command[0], command);
	_exit(127);
}

static void take_output(int fd)
{
	char bytes[65536];
	ssize_t ignored = read(fd, bytes, sizeof bytes);
	(void)ignored;
}

/* Until it waits for a key; false when it has ended. */
static bool wait_idle(struct run *run)
{
	struct pollfd p[2] = {{run->fd, POLLIN, 0}, {run->sync_fd, POLLIN, 0}};
	for (;;) {
		if (poll(p, 2, PATIENCE_MS) <= 0) {
			fprintf(stderr, "kiosk: it hangs\n");
			exit(1);
		}
		if ((p[0].revents & POLLIN) != 0)
			take_output(run->fd);
		char bytes[64];
		ssize_t n = p[1].revents != 0 ? read(run->sync_fd, bytes, sizeof bytes) : -1;
		if (n == 0)
			return false;
		if (n > 0 && memchr(bytes, '.', (size_t)n) != NULL)
			return true;
	}
}

/* Who is still there finds the terminal gone. */
static void finish(struct run *run, bool alive)
{
	int status;
	close(run->fd);
	close(run->sync_fd);
	bool ended = waitpid(run->pid, &status, 0) == run->pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	if (!alive && !ended) {
		fprintf(stderr, "kiosk: it has ended with status %d\n", status);
		exit(1);
	}
}

/* One life of the program; returns how many keys it has had. */
static unsigned long live(char **command, unsigned long keys)
{
	struct run run;
	unsigned long typed = 0;
	start(&run, command);
	bool alive = wait_idle(&run);
	while (alive && typed < keys) {
		struct burst burst = {.n = 0};
		for (unsigned n = 1 + below(MAX_BURST); n > 0 && typed < keys; n--, typed++)
			put_key(&burst);
		/* Whatever was begun ends here, and something is a key for certain. */
		put(&burst, "\033\\\033[201~\033[A");
		if (below(50) == 0)
			set_size(run.fd, (int)(1 + below(60)), (int)(1 + below(200)));
		if (write(run.fd, burst.bytes, burst.n) < 0)
			give_up("write");
		alive = wait_idle(&run);
	}
	finish(&run, alive);
	return typed;
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	unsigned long keys = strtoul(argv[2], NULL, 10), typed = 0, runs = 0;
	dice = strtoull(argv[1], NULL, 10) * 2654435769U + 88172645463325252U;
	while (typed < keys) {
		typed += live(argv + 3, keys - typed);
		runs++;
	}
	printf("%lu keys, started %lu times\n", typed, runs);
	return 0;
}

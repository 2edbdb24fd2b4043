/*
 * pty: what a full-screen program costs at a terminal.
 *
 *     pty [-s ROWSxCOLS] [-n RUNS] [-d MS] [-c COPIES] [-k KEYS] [-w WORDS] [-p] COMMAND [ARG…]
 *
 * Runs COMMAND on a pseudo-terminal that answers DA1 and nothing else, over a
 * line on which each byte takes MS milliseconds either way.
 * Prints "first MS BYTES RSS_KB": the median time from fork to the last byte
 * of the first screen (the last one before 150 ms of silence; of a program
 * that says on JARIDA_SYNC_FD when a screen is drawn, the last one before it
 * said so), its bytes, and the resident memory then; after that, for each key
 * of KEYS, and each of WORDS (parted by blanks; \\r, \\s, \\e and \\t are Enter, Space,
 * Escape and Tab; what begins with @ is not reported; =ROWSxCOLS is another size of
 * the window; ~MS waits so long), "key KEY BYTES FIRST_MS DONE_MS SPENT_MS": until
 * the first byte of the answer, until the program waits again with nothing left
 * to do (without JARIDA_SYNC_FD: until the last byte), and what the processor
 * spent on the former. With -p each word is followed, as soon as its answer
 * begins, by ^L, and one more number says how long that had to wait for what
 * was still to be done. With -c, so many run at once, all get the keys, and at
 * last their mean memory is told: "memory PSS PRIVATE-DIRTY RSS", in KB. The
 * programs are ended by SIGTERM.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { MAX_RUNS = 99, MAX_COPIES = 1000 };

struct run {
	pid_t pid;
	int fd, sync_fd;
	double started, last; /* seconds */
	double first, done, erased; /* of the answer: its first byte, nothing left to do, the screen erased; 0: not */
	long bytes;
	int match; /* how much of CSI c has been seen */
	int erases; /* how much of CSI 2 J */
	double spent_ms; /* of the processor, by its main thread until the first byte */
	bool idle; /* it has said that nothing is left to do */
	bool spoken; /* it has said anything */
	double answer_due; /* 0: nothing was asked */
};

static double delay; /* seconds, either way */
static int quiet_ms = 150; /* after which nothing more is expected */
static int patience_ms; /* for an answer to begin */

enum { SPEAK_MS = 3000 }; /* of silence, after which a program is taken for one that says nothing of itself */

static bool probing; /* -p */
static bool mute; /* the program says nothing of itself: an earlier run of it did not */

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fail(const char *what)
{
	fprintf(stderr, "pty: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void start(struct run *run, char **command, struct winsize size)
{
	int fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd < 0 || grantpt(fd) != 0 || unlockpt(fd) != 0)
		fail("no pseudo-terminal");
	ioctl(fd, TIOCSWINSZ, &size);
	const char *name = ptsname(fd);
	int sync[2];
	char number[16];
	if (pipe(sync) != 0)
		fail("no pipe");
	snprintf(number, sizeof number, "%d", sync[1]);
	setenv("JARIDA_SYNC_FD", number, 1);
	*run = (struct run){.fd = fd, .sync_fd = sync[0], .started = now()};
	run->pid = fork();
	if (run->pid < 0)
		fail("fork");
	if (run->pid > 0) {
		close(sync[1]);
		if (mute) {
			close(sync[0]);
			run->sync_fd = -1;
		}
		return;
	}
	close(sync[0]);
	setsid();
	int slave = open(name, O_RDWR);
	ioctl(slave, TIOCSCTTY, 0);
	for (int i = 0; i < 3; i++)
		dup2(slave, i);
	execvp(command[0], command);
	_exit(127);
}

/* The question that ends a burst of questions is CSI c: it is answered when it would have come and gone. */
static void look_for_question(struct run *run, const char *bytes, ssize_t n)
{
	static const char question[] = "\033[c";
	for (ssize_t i = 0; i < n; i++) {
		run->match = bytes[i] == question[run->match] ? run->match + 1 : bytes[i] == '\033';
		if (run->match < 3)
			continue;
		run->match = 0;
		run->answer_due = now() + 2 * delay;
	}
}

static void look_for_erasing(struct run *run, const char *bytes, ssize_t n)
{
	static const char erase[] = "\033[2J";
	for (ssize_t i = 0; i < n && run->erased == 0; i++) {
		run->erases = bytes[i] == erase[run->erases] ? run->erases + 1 : bytes[i] == '\033';
		if (run->erases < 4)
			continue;
		run->erases = 0;
		run->erased = now();
	}
}

static void answer(struct run *run)
{
	if (run->answer_due == 0 || now() < run->answer_due)
		return;
	run->answer_due = 0;
	if (write(run->fd, "\033[?62;22c", 9) != 9)
		fail("write");
}

/* Milliseconds until something is to be done, or nothing more will come. */
static int patience(const struct run *run)
{
	double left = run->answer_due - now();
	if (run->answer_due > 0)
		return left > 0 ? (int)(left * 1e3) + 1 : 0;
	if (run->bytes == 0 || run->spoken)
		return patience_ms;
	return run->sync_fd < 0 ? quiet_ms : SPEAK_MS;
}

/* What the program says of itself: '-' its first screen is drawn, '.' it waits; false when it says nothing. */
static bool told(struct run *run)
{
	char byte;
	if (read(run->sync_fd, &byte, 1) == 1) {
		run->done = now();
		run->idle = byte == '.';
		run->spoken = true;
		return true;
	}
	close(run->sync_fd);
	run->sync_fd = -1;
	run->spoken = false;
	return false;
}

/* Nothing has come for long enough; the silence of a program that has not spoken yet is an answer too. */
static void give_up(struct run *run)
{
	if (run->sync_fd < 0 || run->spoken || run->bytes == 0)
		return;
	close(run->sync_fd);
	run->sync_fd = -1;
	mute = true;
}

/* What the processor has spent on the program's main thread: what counts on a machine with others on it. */
static double spent_ms(const struct run *run)
{
	char path[64];
	long long ns = 0;
	snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)run->pid);
	FILE *f = fopen(path, "r");
	if (f != NULL && fscanf(f, "%lld", &ns) != 1)
		ns = 0;
	if (f != NULL)
		fclose(f);
	return (double)ns / 1e6;
}

/* Read until the program says that it is done, or nothing has come for QUIET_MS; false when it has gone. */
static bool drain(struct run *run)
{
	char bytes[65536];
	run->bytes = 0;
	run->first = run->done = 0;
	for (;;) {
		struct pollfd p[2] = {{run->fd, POLLIN, 0}, {run->sync_fd, POLLIN, 0}};
		bool asked = run->answer_due > 0;
		int ready = poll(p, run->sync_fd >= 0 ? 2 : 1, patience(run));
		answer(run);
		if (ready <= 0 && asked)
			continue;
		if (ready <= 0) {
			give_up(run);
			return true;
		}
		if (!(p[0].revents & POLLIN) && p[1].revents != 0) {
			if (told(run))
				return true;
			continue;
		}
		ssize_t n = read(run->fd, bytes, sizeof bytes);
		if (n <= 0)
			return false;
		run->last = now() + delay;
		if (run->first == 0 && probing && write(run->fd, "\f", 1) != 1)
			fail("write");
		if (run->first == 0) {
			run->first = run->last;
			run->spent_ms = spent_ms(run) - run->spent_ms;
		}
		run->bytes += n;
		look_for_question(run, bytes, n);
		look_for_erasing(run, bytes, n);
	}
}

/* The value in KB of a row of a file in /proc. */
static long proc_kb(pid_t pid, const char *file, const char *row)
{
	char path[64], line[256];
	long kb = 0;
	snprintf(path, sizeof path, "/proc/%ld/%s", (long)pid, file);
	FILE *f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof line, f) != NULL) {
		if (strncmp(line, row, strlen(row)) == 0)
			kb = strtol(line + strlen(row), NULL, 10);
	}
	if (f != NULL)
		fclose(f);
	return kb;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void finish(struct run *run)
{
	patience_ms = 300;
	kill(run->pid, SIGTERM);
	drain(run);
	kill(run->pid, SIGKILL);
	waitpid(run->pid, NULL, 0);
	close(run->fd);
}

static void resize(struct run *run, const char *size)
{
	unsigned short rows, cols;
	if (sscanf(size, "%hux%hu", &rows, &cols) == 2)
		ioctl(run->fd, TIOCSWINSZ, &(struct winsize){.ws_row = rows, .ws_col = cols});
}

static void press(struct run *run, const char *bytes, size_t n)
{
	while (run->sync_fd >= 0 && !run->idle && drain(run) && run->done > 0)
		; /* what the first screen has left to do */
	run->started = now();
	run->spent_ms = spent_ms(run);
	run->erased = 0;
	run->idle = false;
	if (n > 1 && bytes[0] == '=')
		resize(run, bytes + 1);
	else if (write(run->fd, bytes, n) != (ssize_t)n)
		fail("write");
	drain(run);
	if (probing && run->first > 0 && run->erased == 0)
		drain(run);
}

/* Let time pass, and the program draw. */
static void rest(struct run *run, int ms)
{
	char bytes[4096];
	double end = now() + ms / 1e3;
	struct pollfd p = {run->fd, POLLIN, 0};
	for (int left; (left = (int)((end - now()) * 1e3)) > 0;)
		if (poll(&p, 1, left) > 0 && read(run->fd, bytes, sizeof bytes) <= 0)
			return;
}

static double since_ms(const struct run *run, double when)
{
	return when > 0 ? (when - run->started) * 1e3 : 0;
}

static void report(const struct run *run, const char *key)
{
	printf("key %s %ld %.2f %.2f %.2f", key, run->bytes, since_ms(run, run->first),
	       since_ms(run, run->done > 0 ? run->done : run->last), run->first > 0 ? run->spent_ms : 0);
	if (probing)
		printf(" %.2f", run->erased > 0 ? (run->erased - run->first) * 1e3 : 0);
	putchar('\n');
}

/* One of WORDS, in place. */
static void press_word(struct run *run, const char *word, bool told)
{
	static const char from[] = "rset", to[] = "\r \033\t";
	bool quiet = word[0] == '@' && word[1] != '\0';
	char bytes[256] = "";
	size_t n = 0;
	if (word[0] == '~' && word[1] != '\0') {
		rest(run, (int)strtol(word + 1, NULL, 10));
		return;
	}
	for (const char *s = word + (quiet ? 1 : 0); *s != '\0' && n < sizeof bytes - 1; s++) {
		const char *at = s[0] == '\\' && s[1] != '\0' ? strchr(from, s[1]) : NULL;
		bytes[n++] = at != NULL ? to[at - from] : *s;
		s += at != NULL;
	}
	press(run, bytes, n);
	if (told && !quiet)
		report(run, word);
}

/* Start it so often; the last one stays. */
static void measure_start(struct run *run, char **command, struct winsize size, int runs)
{
	double times[MAX_RUNS];
	for (int i = 0; i < runs; i++) {
		if (i > 0)
			finish(run);
		patience_ms = 60000; /* some load all they have before they show any of it */
		start(run, command, size);
		if (!drain(run))
			fprintf(stderr, "pty: %s ended at once\n", command[0]);
		times[i] = run->last - run->started;
	}
	qsort(times, (size_t)runs, sizeof *times, compare);
	printf("first %.2f %ld %ld\n", times[runs / 2] * 1e3, run->bytes, proc_kb(run->pid, "status", "VmRSS:"));
}

static void report_memory(const struct run *runs, int n)
{
	long pss = 0, dirty = 0, rss = 0;
	for (int i = 0; i < n; i++) {
		pss += proc_kb(runs[i].pid, "smaps_rollup", "Pss:");
		dirty += proc_kb(runs[i].pid, "smaps_rollup", "Private_Dirty:");
		rss += proc_kb(runs[i].pid, "smaps_rollup", "Rss:");
	}
	printf("memory %ld %ld %ld\n", pss / n, dirty / n, rss / n);
}

int main(int argc, char **argv)
{
	static struct run running[MAX_COPIES];
	static char none[] = "";
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	const char *keys = "";
	char *words = none;
	bool probe = false;
	int runs = 5, copies = 1, option;
	unsigned short rows, cols;
	while ((option = getopt(argc, argv, "+s:n:d:c:k:w:p")) != -1) {
		if (option == 's' && sscanf(optarg, "%hux%hu", &rows, &cols) == 2)
			size = (struct winsize){.ws_row = rows, .ws_col = cols};
		else if (option == 'n')
			runs = (int)strtol(optarg, NULL, 10);
		else if (option == 'd')
			delay = strtod(optarg, NULL) / 1e3;
		else if (option == 'c')
			copies = (int)strtol(optarg, NULL, 10);
		else if (option == 'k')
			keys = optarg;
		else if (option == 'w')
			words = optarg;
		else if (option == 'p')
			probe = true;
		else
			return 2;
	}
	if (optind == argc || runs < 1 || runs > MAX_RUNS || copies < 1 || copies > MAX_COPIES)
		return 2;
	if (copies > 1)
		quiet_ms = 30;
	measure_start(&running[0], argv + optind, size, runs);
	for (int i = 1; i < copies; i++) {
		start(&running[i], argv + optind, size);
		drain(&running[i]);
	}
	probing = probe;
	patience_ms = 3000;
	for (; *keys != '\0'; keys++) {
		for (int i = 0; i < copies; i++)
			press(&running[i], keys, 1);
		report(&running[copies - 1], (char[]){*keys, '\0'});
	}
	for (char *rest = words, *word; (word = strtok_r(rest, " ", &rest)) != NULL;) {
		for (int i = 0; i < copies; i++)
			press_word(&running[i], word, i == 0);
	}
	if (copies > 1)
		report_memory(running, copies);
	for (int i = 0; i < copies; i++)
		finish(&running[i]);
	return 0;
}

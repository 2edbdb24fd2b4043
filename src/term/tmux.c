#include "config.h"

#include "term/tmux.h"

#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE_MS = 300, COPY_PATIENCE_MS = 1000, ANSWER_B = 512 };

#define FORMAT \
	"#{client_termtype}\t#{client_termname}\t#{pane_width}\t#{window_width}\t#{allow-passthrough}\t#{version}"

static struct str next_field(struct str *rest)
{
	size_t end = str_find(*rest, STR("\t"), 0);
	struct str field = str_sub(*rest, 0, end);
	*rest = str_sub(*rest, end < rest->n ? end + 1 : rest->n, rest->n);
	return field;
}

static int take_cols(struct str s)
{
	int n = 0;
	for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && n < 100000; i++)
		n = n * 10 + (s.p[i] - '0');
	return n;
}

bool tmux_parse(struct behind *behind, struct str line)
{
	size_t tabs = 0;
	for (size_t i = 0; i < line.n; i++)
		tabs += line.p[i] == '\t';
	if (tabs < 5)
		return false;
	str_copy_printable(next_field(&line), behind->type, sizeof behind->type);
	str_copy_printable(next_field(&line), behind->name, sizeof behind->name);
	behind->pane_cols = take_cols(next_field(&line));
	behind->window_cols = take_cols(next_field(&line));
	struct str allowed = next_field(&line);
	/* Before 3.3 there was no such option, and all was let through. */
	behind->allowed = str_eq(allowed, STR("off")) || str_eq(allowed, STR("0")) ? 0 : 1;
	return true;
}

/* Read until the end or the end of patience. */
static size_t read_answer(int fd, char *out, size_t max)
{
	int64_t end = clock_now_ms() + PATIENCE_MS;
	size_t n = 0;
	while (n < max) {
		int64_t left = end - clock_now_ms();
		struct pollfd wait = {.fd = fd, .events = POLLIN};
		int ready = left > 0 ? poll(&wait, 1, (int)left) : 0;
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			break;
		ssize_t got = read(fd, out + n, max - n);
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	return n;
}

/*
 * The program of the server that $TMUX (socket,process,session) names: no search
 * path is walked, and it understands its own server. False where there is none.
 */
static bool find_program(char path[32], const char *tmux)
{
	char target[4096];
	const char *comma = strchr(tmux, ',');
	long server = comma != NULL ? strtol(comma + 1, NULL, 10) : 0;
	if (server <= 1 || server > INT_MAX)
		return false;
	snprintf(path, 32, "/proc/%ld/exe", server);
	ssize_t n = readlink(path, target, sizeof target);
	struct str name = {target, n > 0 ? (size_t)n : 0};
	/* Its number may have gone to another program since. */
	return str_ends(name, STR("/tmux")) || str_ends(name, STR("/tmux (deleted)"));
}

/* in_fd < 0: nothing to read. */
static int spawn(pid_t *pid, const char *program, const char *const *words, int in_fd, int out_fd)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t usual;
	posix_spawn_file_actions_init(&files);
	if (in_fd >= 0)
		posix_spawn_file_actions_adddup2(&files, in_fd, STDIN_FILENO);
	else
		posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, out_fd, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_init(&attributes);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	posix_spawnattr_setsigdefault(&attributes, &usual);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	int rc = posix_spawn(pid, program, &files, &attributes, (char *const *)(uintptr_t)words, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	return rc;
}

/* It has ended, or it hangs, and then nobody wants what it would say. Whether it did what it should. */
static bool end_child(pid_t pid)
{
	int status = -1;
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool tmux_ask(struct behind *behind, known_getenv *get)
{
	int ends[2];
	pid_t pid;
	char answer[ANSWER_B];
	char program[32];
	const char *tmux = get("TMUX"), *pane = get("TMUX_PANE");
	const char *const with_pane[] = {"tmux", "display-message", "-p", "-t", pane, FORMAT, NULL};
	const char *const without[] = {"tmux", "display-message", "-p", FORMAT, NULL};
	if (tmux == NULL || !find_program(program, tmux) || pipe2(ends, O_CLOEXEC) != 0)
		return false;
	int rc = spawn(&pid, program, pane != NULL ? with_pane : without, -1, ends[1]);
	close(ends[1]);
	size_t n = rc == 0 ? read_answer(ends[0], answer, sizeof answer) : 0;
	close(ends[0]);
	if (rc != 0)
		return false;
	end_child(pid);
	struct str line = {answer, n};
	return tmux_parse(behind, str_sub(line, 0, str_find(line, STR("\n"), 0)));
}

/* As much as is taken before patience ends; SIGPIPE is ignored by whoever has a terminal. */
static bool write_patiently(int fd, struct str s)
{
	int64_t end = clock_now_ms() + COPY_PATIENCE_MS;
	fcntl(fd, F_SETFL, O_NONBLOCK);
	while (s.n > 0) {
		int64_t left = end - clock_now_ms();
		struct pollfd wait = {.fd = fd, .events = POLLOUT};
		int ready = left > 0 ? poll(&wait, 1, (int)left) : 0;
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return false;
		ssize_t n = write(fd, s.p, s.n);
		if (n < 0 && errno != EINTR && errno != EAGAIN)
			return false;
		s = str_sub(s, n > 0 ? (size_t)n : 0, s.n);
	}
	return true;
}

/* One run of tmux that reads the text; its end closes what it would print to. */
static bool load_buffer(const char *program, const char *const *words, struct str text)
{
	int in[2], out[2];
	char answer[ANSWER_B];
	pid_t pid;
	if (pipe2(in, O_CLOEXEC) != 0)
		return false;
	if (pipe2(out, O_CLOEXEC) != 0) {
		close(in[0]);
		close(in[1]);
		return false;
	}
	int rc = spawn(&pid, program, words, in[0], out[1]);
	close(in[0]);
	close(out[1]);
	bool done = rc == 0 && write_patiently(in[1], text);
	close(in[1]);
	if (done)
		read_answer(out[0], answer, sizeof answer);
	close(out[0]);
	return rc == 0 && end_child(pid) && done;
}

bool tmux_copy(struct str text, known_getenv *get)
{
	static const char *const with_clipboard[] = {"tmux", "load-buffer", "-w", "-", NULL};
	static const char *const without[] = {"tmux", "load-buffer", "-", NULL}; /* before 3.2 */
	char program[32];
	const char *tmux = get("TMUX");
	if (tmux == NULL || text.n == 0 || !find_program(program, tmux))
		return false;
	return load_buffer(program, with_clipboard, text) || load_buffer(program, without, text);
}

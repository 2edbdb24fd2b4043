#include "config.h"

#include "base/child.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_MAX_B = 4096 };

static bool can_run(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

char *child_find(const char *name)
{
	const char *folders = getenv("PATH");
	if (strchr(name, '/') != NULL)
		return can_run(name) ? xstrdup(name) : NULL;
	while (folders != NULL && *folders != '\0' && name[0] != '\0') {
		struct buf path;
		size_t n = strcspn(folders, ":");
		buf_init(&path, PATH_MAX_B);
		buf_addf(&path, "%.*s/%s", (int)(n < PATH_MAX_B ? n : PATH_MAX_B), folders, name);
		char *found = folders[0] == '/' && !path.full && can_run(buf_cstr(&path)) ? xstrdup(buf_cstr(&path)) : NULL;
		buf_done(&path);
		if (found != NULL)
			return found;
		folders += n + (folders[n] == ':');
	}
	return NULL;
}

/* It begins with the signals that every program begins with. */
static void usual_signals(posix_spawnattr_t *attributes, enum child_way way)
{
	short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
	sigset_t all, none;
	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setsigmask(attributes, &none);
#ifdef POSIX_SPAWN_SETSID
	if (way == CHILD_BESIDE)
		flags |= POSIX_SPAWN_SETSID;
#endif
	posix_spawnattr_setflags(attributes, flags);
}

static int start(pid_t *pid, const char *path, char *const *argv, enum child_way way)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_init(&files);
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO && way == CHILD_BESIDE; fd++)
		posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
	if (way == CHILD_HERE && !isatty(STDIN_FILENO)) /* the article came that way */
		posix_spawn_file_actions_addopen(&files, STDIN_FILENO, isatty(STDOUT_FILENO) ? "/dev/tty" : "/dev/null",
		                                 O_RDWR, 0);
	posix_spawnattr_init(&attributes);
	usual_signals(&attributes, way);
	int number = posix_spawn(pid, path, &files, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	return number;
}

/* What the keys of the terminal signal is the child's business; ^Z stops both. */
static void give_keys(struct sigaction before[3])
{
	static const int numbers[3] = {SIGINT, SIGQUIT, SIGTSTP};
	for (int i = 0; i < 3; i++) {
		struct sigaction action = {.sa_handler = numbers[i] == SIGTSTP ? SIG_DFL : SIG_IGN};
		sigemptyset(&action.sa_mask);
		sigaction(numbers[i], &action, &before[i]);
	}
}

static void take_keys(const struct sigaction before[3])
{
	sigaction(SIGINT, &before[0], NULL);
	sigaction(SIGQUIT, &before[1], NULL);
	sigaction(SIGTSTP, &before[2], NULL);
}

static int wait_for(pid_t pid)
{
	int status = 0;
	for (;;) {
		if (waitpid(pid, &status, WUNTRACED) < 0) {
			if (errno == EINTR)
				continue;
			return 0;
		}
		if (!WIFSTOPPED(status))
			break;
		/* By itself, or with us and already continued with us: either way it goes on when we do. */
		raise(SIGSTOP);
		kill(pid, SIGCONT);
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int child_run(const char *path, char *const *argv, enum child_way way, struct err *err)
{
	struct sigaction before[3];
	char reason[ERR_REASON_B];
	pid_t pid = -1;
	int status = 0;
	while (waitpid(-1, NULL, WNOHANG) > 0) /* those beside that have ended since */
		;
	if (way == CHILD_HERE)
		give_keys(before);
	int number = start(&pid, path, argv, way);
	if (number == 0 && way == CHILD_HERE)
		status = wait_for(pid);
	if (way == CHILD_HERE)
		take_keys(before);
	if (number != 0)
		return err_set(err, ERR_INPUT, "cannot run '%s': %s", path, err_reason(number, reason));
	return status;
}

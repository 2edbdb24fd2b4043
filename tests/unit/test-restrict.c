/* Restricted mode: who asks for it, what is refused, what the kernel then holds a process to. */
#include "config.h"

#include "base/restrict.h"

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static bool asked(int argc, const char *const *words)
{
	return restrict_asked(argc, (char *const *)(uintptr_t)words);
}

static void test_asked(void **state)
{
	(void)state;
	unsetenv("JARIDA_RESTRICTED");
	assert_false(asked(1, (const char *const[]){"jarida", NULL}));
	assert_false(asked(0, (const char *const[]){NULL}));
	assert_false(asked(2, (const char *const[]){"jarida", "restricted", NULL}));
	assert_true(asked(1, (const char *const[]){"-jarida", NULL}));
	assert_true(asked(3, (const char *const[]){"jarida", "news", "--restricted", NULL}));
	assert_false(asked(3, (const char *const[]){"jarida", "--", "--restricted", NULL}));
	setenv("JARIDA_RESTRICTED", "1", 1);
	assert_true(asked(1, (const char *const[]){"jarida", NULL}));
	setenv("JARIDA_RESTRICTED", "no", 1);
	assert_true(asked(1, (const char *const[]){"jarida", NULL}));
	setenv("JARIDA_RESTRICTED", "0", 1);
	assert_false(asked(1, (const char *const[]){"jarida", NULL}));
	setenv("JARIDA_RESTRICTED", "", 1);
	assert_false(asked(1, (const char *const[]){"jarida", NULL}));
	unsetenv("JARIDA_RESTRICTED");
}

static int check(bool restricted, int argc, const char *const *words)
{
	struct err err;
	return restrict_check(restricted, argc, (char *const *)(uintptr_t)words, &err);
}

static void test_commands(void **state)
{
	(void)state;
	unsetenv("SSH_ORIGINAL_COMMAND");
	assert_int_equal(check(false, 2, (const char *const[]){"jarida", "a.txt", NULL}), 0);
	assert_int_equal(check(true, 1, (const char *const[]){"-jarida", NULL}), 0);
	assert_int_equal(check(false, 3, (const char *const[]){"jarida", "-c", "id", NULL}), ERR_USAGE);
	assert_int_equal(check(true, 2, (const char *const[]){"-jarida", "/etc", NULL}), ERR_USAGE);
	setenv("SSH_ORIGINAL_COMMAND", "scp -t .", 1);
	assert_int_equal(check(true, 2, (const char *const[]){"jarida", "--restricted", NULL}), ERR_USAGE);
	assert_int_equal(check(false, 2, (const char *const[]){"jarida", "a.txt", NULL}), 0);
	unsetenv("SSH_ORIGINAL_COMMAND");
}

/* In a process of its own, whose exit status is what it says. */
static int in_child(int (*what)(char *const *sources), char *const *sources)
{
	int status;
	pid_t pid = fork();
	if (pid == 0)
		_exit(what(sources));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static bool has(const char *name, const char *value)
{
	const char *found = getenv(name);
	return value == NULL ? found == NULL : found != NULL && strcmp(found, value) == 0;
}

static int try_environment(char *const *names)
{
	for (size_t i = 0; names[i] != NULL; i++)
		setenv(names[i], "/etc/passwd", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TERM", "xterm", 1);
	setenv("SSH_CONNECTION", "a b", 1);
	setenv("JARIDA_BIDI", "visual", 1);
	restrict_environment();
	for (size_t i = 0; names[i] != NULL; i++) {
		if (!has(names[i], NULL))
			return 1;
	}
	return has("LC_ALL", "C.UTF-8") && has("TERM", "xterm") && has("SSH_CONNECTION", "a b") &&
	                       has("JARIDA_BIDI", "visual") && has("TZ", "UTC0")
	               ? 0
	               : 2;
}

static void test_environment(void **state)
{
	(void)state;
	static const char *const names[] = {"HOME", "TERMINFO", "TERMINFO_DIRS", "TERMCAP", "TMPDIR", "LOCPATH", "ICU_DATA",
	                                    "XDG_CONFIG_HOME", "JARIDA_LOG", "JARIDA_CONFIG", "JARIDA_LIBRARY", "PATH",
	                                    "LANGUAGE", "TERMS", "SSH", NULL};
	assert_int_equal(in_child(try_environment, (char *const *)(uintptr_t)names), 0);
}

enum { DONE, READ_INSIDE, READ_OUTSIDE, WROTE, FORKED, CONNECTED, KILLED, LIMITS };

static bool opens(const char *path, int flags)
{
	int fd = open(path, flags, 0600);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* What is wrong with the wall, seen from inside. */
static int try_wall(char *const *sources)
{
	struct rlimit core;
	unsigned walls = restrict_wall(sources, 1);
	char inside[128];
	snprintf(inside, sizeof inside, "%s/a", sources[0]);
	if (!opens(inside, O_RDONLY))
		return READ_INSIDE;
	if (getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_max != 0)
		return LIMITS;
	if ((walls & WALL_PATHS) != 0 && (opens("/etc/passwd", O_RDONLY) || opens("/etc", O_RDONLY | O_DIRECTORY)))
		return READ_OUTSIDE;
	if (walls != 0 && (opens(inside, O_WRONLY) || opens(inside, O_RDWR) || opens("/dev/null", O_WRONLY)))
		return WROTE;
	if (walls == 0 || (walls & WALL_CALLS) == 0)
		return DONE;
	if (fork() >= 0 || errno != EACCES)
		return FORKED;
	if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0)
		return CONNECTED;
	return kill(getppid(), 0) == 0 ? KILLED : DONE;
}

static void test_wall(void **state)
{
	(void)state;
	char folder[] = "/tmp/jarida-test-XXXXXX";
	char path[64];
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a", folder);
	int fd = open(path, O_CREAT | O_WRONLY, 0600);
	assert_true(fd >= 0);
	close(fd);
	int wrong = in_child(try_wall, (char *const[]){folder, NULL});
	unlink(path);
	rmdir(folder);
	assert_int_equal(wrong, DONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_asked),
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_environment),
		cmocka_unit_test(test_wall),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

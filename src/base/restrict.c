#include "config.h"

#include "base/restrict.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

bool restrict_login(int argc, char *const *argv)
{
	return argc > 0 && argv[0][0] == '-';
}

bool restrict_asked(int argc, char *const *argv)
{
	const char *value = getenv("JARIDA_RESTRICTED");
	if (restrict_login(argc, argv))
		return true;
	if (value != NULL && value[0] != '\0' && strcmp(value, "0") != 0)
		return true;
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--restricted") == 0)
			return true;
	}
	return false;
}

int restrict_check(bool restricted, int argc, char *const *argv, struct err *err)
{
	bool command = argc > 1 && (strcmp(argv[1], "-c") == 0 || restrict_login(argc, argv));
	if (command || (restricted && getenv("SSH_ORIGINAL_COMMAND") != NULL))
		return err_set(err, ERR_USAGE, "no commands are run here, nor files copied: log in without one to read");
	return 0;
}

/* Whole names; with `_` at the end, what begins so. None of their values is taken for a path. */
static const char *const kept[] = {
	"LANG", "LC_",
	"TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "COLORTERM", "NO_COLOR",
	"VTE_VERSION", "KONSOLE_VERSION", "XTERM_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "MLTERM",
	"TMUX", "STY", "ZELLIJ", "SSH_",
	"JARIDA_BIDI", "JARIDA_SHAPE", "JARIDA_LINEAR", "JARIDA_SYNC_FD",
};

static bool is_kept(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		size_t length = strlen(kept[i]);
		bool prefix = kept[i][length - 1] == '_';
		if ((prefix ? n >= length : n == length) && memcmp(name, kept[i], length) == 0)
			return true;
	}
	return false;
}

void restrict_environment(void)
{
	size_t to = 0;
	for (size_t i = 0; environ != NULL && environ[i] != NULL; i++) {
		if (is_kept(environ[i], strcspn(environ[i], "=")))
			environ[to++] = environ[i];
	}
	if (environ != NULL)
		environ[to] = NULL;
	/* Or libraries would look for the time zone in a file, whenever they want to know. */
	setenv("TZ", "UTC0", 1);
	tzset();
}

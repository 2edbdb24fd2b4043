/*
 * restrict.h: restricted mode, for readers who have no account of their own.
 *
 * The first wall is the program's: commands and options say of themselves
 * that they may be used in restricted mode, and what does not say so is not
 * done. The environment keeps only what tells of the terminal and the
 * language, so that nothing in it names a file. The second wall is the
 * kernel's: once the sources are known, the process gives up the right to all
 * that a reader has no use for, as far as the kernel knows how (Landlock for
 * paths, seccomp for processes and sockets, limits for both); what one kernel
 * does not know is left to the other walls.
 */
#ifndef JARIDA_BASE_RESTRICT_H
#define JARIDA_BASE_RESTRICT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Called as a login shell: the name begins with a hyphen. */
bool restrict_login(int argc, char *const *argv);

/* Asked for: as a login shell, by JARIDA_RESTRICTED, or by --restricted among the words. */
bool restrict_asked(int argc, char *const *argv);

/*
 * ERR_USAGE when a command is to be run instead of reading: `-c`, as shells
 * have it, SSH_ORIGINAL_COMMAND, or any argument of a login shell. All that is
 * said of the command is that there is one.
 */
int restrict_check(bool restricted, int argc, char *const *argv, struct err *err);

/* Forget all of the environment but what tells of terminal and language. */
void restrict_environment(void);

/*
 * Give up, for good: opening anything but the sources and what lies below
 * them, descriptions of terminals, messages of the system and the terminal
 * itself, and those only for reading; other processes, sockets, core files. Returns what the kernel has
 * taken on: a set of WALL_….
 */
enum { WALL_PATHS = 1 << 0, WALL_CALLS = 1 << 1 };
unsigned restrict_wall(char *const *sources, size_t n);

#endif

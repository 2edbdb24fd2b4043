/*
 * tmux.c: as much of tmux as is asked about the terminal that shows it.
 *
 * Without arguments a server, which is there until its input ends; with any, the
 * command, which prints $FAKE_TMUX, or hangs where that is not set.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	const char *answer = getenv("FAKE_TMUX");
	char byte;
	(void)argv;
	if (argc > 1 && answer != NULL)
		return puts(answer) < 0;
	if (argc > 1)
		pause();
	while (read(STDIN_FILENO, &byte, 1) > 0)
		;
	return 0;
}

/*
 * tmux.h: ask tmux about the terminal that shows us, and give it what is copied.
 *
 * One run of the tmux command, without a shell, answered in a few milliseconds
 * or not at all: one that hangs is ended. Whatever comes back is bounded. The
 * program is the running server's own; where /proc does not tell, nothing is asked.
 */
#ifndef JARIDA_TERM_TMUX_H
#define JARIDA_TERM_TMUX_H

#include "term/behind.h"

/* False, and nothing is known, where there is no tmux to ask. */
bool tmux_ask(struct behind *behind, known_getenv *get);

/*
 * Text into tmux's own buffer and, where tmux may, on the clipboard of the
 * terminal that shows it: as tmux comes it heeds no OSC 52 of programs. False
 * where tmux did not take it.
 */
bool tmux_copy(struct str text, known_getenv *get);

/* What tmux printed for tmux_ask(): fields separated by tabs. Total. */
bool tmux_parse(struct behind *behind, struct str line);

#endif

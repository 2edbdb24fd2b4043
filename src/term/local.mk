noinst_LIBRARIES += libterm.a
libterm_a_SOURCES = \
	src/term/behind.c src/term/behind.h \
	src/term/caps.c src/term/caps.h \
	src/term/cellchar.c src/term/cellchar.h \
	src/term/copy.c src/term/copy.h \
	src/term/decode.c src/term/decode.h \
	src/term/facts.c src/term/facts.h \
	src/term/grid.c src/term/grid.h \
	src/term/identify.c src/term/identify.h \
	src/term/inverse.c src/term/inverse.h \
	src/term/key.c src/term/key.h \
	src/term/keyseq.c src/term/keyseq.h \
	src/term/kitty.c src/term/kitty.h \
	src/term/known.c src/term/known.h \
	src/term/linear.c src/term/linear.h \
	src/term/memory.c src/term/memory.h \
	src/term/model.c src/term/model.h \
	src/term/notes.c src/term/notes.h \
	src/term/pen.c src/term/pen.h \
	src/term/probe.c src/term/probe.h \
	src/term/replies.c src/term/replies.h \
	src/term/restore.c src/term/restore.h \
	src/term/screen.c src/term/screen.h \
	src/term/scroll.c src/term/scroll.h \
	src/term/session.h \
	src/term/stats.c src/term/stats.h \
	src/term/terminal.c src/term/terminal.h \
	src/term/through.c \
	src/term/tmux.c src/term/tmux.h \
	src/term/tty.c src/term/tty.h \
	src/term/wait.c

noinst_LIBRARIES += libterm.a
libterm_a_SOURCES = \
	src/term/key.h \
	src/term/terminal.h

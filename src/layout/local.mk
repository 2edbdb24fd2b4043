noinst_LIBRARIES += liblayout.a
liblayout_a_SOURCES = \
	src/layout/line.c src/layout/line.h \
	src/layout/map.c \
	src/layout/wrap.c src/layout/wrap.h

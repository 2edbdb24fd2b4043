noinst_LIBRARIES += libbase.a
libbase_a_SOURCES = \
	src/base/arena.c src/base/arena.h \
	src/base/buf.c src/base/buf.h \
	src/base/child.c src/base/child.h \
	src/base/clock.c src/base/clock.h \
	src/base/err.c src/base/err.h \
	src/base/file.c src/base/file.h \
	src/base/log.c src/base/log.h \
	src/base/mem.c src/base/mem.h \
	src/base/near.c src/base/near.h \
	src/base/relay.c src/base/relay.h \
	src/base/restrict.c src/base/restrict.h \
	src/base/str.c src/base/str.h \
	src/base/wall.c

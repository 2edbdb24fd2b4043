noinst_LIBRARIES += libfetch.a
libfetch_a_SOURCES = \
	src/fetch/add.c \
	src/fetch/ahead.c src/fetch/ahead.h \
	src/fetch/batch.c src/fetch/batch.h \
	src/fetch/curl.c src/fetch/curl.h \
	src/fetch/discover.c src/fetch/discover.h \
	src/fetch/document.c src/fetch/document.h \
	src/fetch/feeds.c src/fetch/fetch.h \
	src/fetch/guard.c src/fetch/guard.h \
	src/fetch/page.c src/fetch/page.h \
	src/fetch/pool.c src/fetch/pool.h \
	src/fetch/refresh.c src/fetch/refresh.h \
	src/fetch/transfer.c src/fetch/transfer.h \
	src/fetch/trust.c src/fetch/trust.h \
	src/fetch/wait.c src/fetch/wait.h \
	src/fetch/walk.c src/fetch/walk.h \
	src/fetch/wish.c src/fetch/wish.h \
	src/fetch/words.c src/fetch/words.h \
	src/fetch/work.c src/fetch/work.h

noinst_LIBRARIES += libfetch.a
libfetch_a_SOURCES = \
	src/fetch/fetch.h

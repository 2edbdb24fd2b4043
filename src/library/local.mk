noinst_LIBRARIES += liblibrary.a
liblibrary_a_SOURCES = \
	src/library/check.h \
	src/library/feeds.h \
	src/library/library.h

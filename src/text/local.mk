noinst_LIBRARIES += libtext.a
libtext_a_SOURCES = \
	src/text/charset.h \
	src/text/clean.h \
	src/text/date.h \
	src/text/dir.h \
	src/text/fold.h \
	src/text/para.h \
	src/text/utf8.h

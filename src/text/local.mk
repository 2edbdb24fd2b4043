noinst_LIBRARIES += libtext.a
libtext_a_SOURCES = \
	src/text/bidi.c src/text/bidi.h \
	src/text/breaks.c src/text/breaks.h \
	src/text/charset.h \
	src/text/clean.c src/text/clean.h \
	src/text/date.h \
	src/text/dir.h \
	src/text/fold.c src/text/fold.h \
	src/text/join.c src/text/join.h \
	src/text/para.c src/text/para.h \
	src/text/prop.c src/text/prop.h \
	src/text/utf8.c src/text/utf8.h

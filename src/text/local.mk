noinst_LIBRARIES += libtext.a
libtext_a_SOURCES = \
	src/text/bidi.c src/text/bidi.h \
	src/text/bidi_runs.c src/text/bidi_runs.h \
	src/text/breaks.c src/text/breaks.h \
	src/text/charset.c src/text/charset.h \
	src/text/charset_guess.c src/text/charset_guess.h \
	src/text/clean.c src/text/clean.h \
	src/text/compose.c src/text/compose.h \
	src/text/date.c src/text/date.h \
	src/text/date_calendar.c src/text/date_calendar.h \
	src/text/date_clock.c src/text/date_clock.h \
	src/text/date_day.c src/text/date_day.h \
	src/text/date_tokens.c src/text/date_tokens.h \
	src/text/date_words.c src/text/date_words.h \
	src/text/digit.h \
	src/text/dir.h \
	src/text/fold.c src/text/fold.h \
	src/text/join.c src/text/join.h \
	src/text/look.c src/text/look.h \
	src/text/para.c src/text/para.h \
	src/text/phrase.c src/text/phrase.h \
	src/text/prop.c src/text/prop.h \
	src/text/script.c src/text/script.h \
	src/text/strong.c src/text/strong.h \
	src/text/utf8.c src/text/utf8.h

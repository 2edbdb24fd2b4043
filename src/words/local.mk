noinst_LIBRARIES += libwords.a
libwords_a_SOURCES = \
	src/words/break.c src/words/break.h \
	src/words/clitic.c src/words/clitic.h \
	src/words/expr.c src/words/expr-format.c src/words/expr-tree.c src/words/expr.h src/words/family.h \
	src/words/finder.c src/words/finder.h \
	src/words/level.c src/words/level.h \
	src/words/lexicon.c src/words/lexicon.h \
	src/words/machine.c src/words/machine.h \
	src/words/match.c src/words/match.h \
	src/words/name.c src/words/name.h \
	src/words/outline.c src/words/outline.h \
	src/words/prefix.c src/words/prefix.h \
	src/words/sign.c src/words/sign.h \
	src/words/snippet.c src/words/snippet.h \
	src/words/stem.c src/words/stem.h \
	src/words/stop.c src/words/stop.h \
	src/words/general.c src/words/general.h \
	src/words/token.c src/words/token.h

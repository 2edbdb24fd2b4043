# Conformance tests: Unicode's own files through the whole pipeline.
conformance_tests = \
	tests/conformance/test-bidi \
	tests/conformance/test-bidi-character \
	tests/conformance/test-grapheme-break \
	tests/conformance/test-line-break \
	tests/conformance/test-word-break
check_PROGRAMS += $(conformance_tests)
TESTS += $(conformance_tests)
EXTRA_DIST += tests/conformance/line-break-tailored.txt tests/conformance/word-break-tailored.txt

tests_conformance_test_bidi_SOURCES = tests/conformance/test-bidi.c \
	tests/conformance/bidi-case.c tests/conformance/bidi-case.h
tests_conformance_test_bidi_LDADD = libreference.a $(LAYOUT_LIBS)

tests_conformance_test_bidi_character_SOURCES = tests/conformance/test-bidi-character.c \
	tests/conformance/bidi-case.c tests/conformance/bidi-case.h
tests_conformance_test_bidi_character_LDADD = libreference.a $(LAYOUT_LIBS)

tests_conformance_test_grapheme_break_SOURCES = tests/conformance/test-grapheme-break.c
tests_conformance_test_grapheme_break_LDADD = libreference.a $(TEXT_LIBS)

tests_conformance_test_line_break_SOURCES = tests/conformance/test-line-break.c
tests_conformance_test_line_break_LDADD = libreference.a $(TEXT_LIBS)

tests_conformance_test_word_break_SOURCES = tests/conformance/test-word-break.c
tests_conformance_test_word_break_LDADD = libreference.a $(WORDS_LIBS)

check_PROGRAMS += tests/conformance/words-news
tests_conformance_words_news_SOURCES = tests/conformance/words-news.c
tests_conformance_words_news_LDADD = libreference.a $(WORDS_LIBS)
TESTS += tests/conformance/test-words-news.sh tests/conformance/test-stems.sh
EXTRA_DIST += tests/conformance/words.txt tests/conformance/test-words-news.sh tests/conformance/test-stems.sh

# Through the program; show-cases writes its lines and what is expected.
check_PROGRAMS += tests/conformance/show-cases
tests_conformance_show_cases_SOURCES = tests/conformance/show-cases.c \
	tests/property/gen.c tests/property/gen.h
tests_conformance_show_cases_LDADD = libreference.a $(BASE_LIBS) $(ICU_LIBS)
TESTS += tests/conformance/test-show.sh
EXTRA_DIST += tests/conformance/test-show.sh

# Feeds of other readers' suites, and real pages, where they are there.
check_PROGRAMS += tests/conformance/test-feeds tests/conformance/test-pages
TESTS += tests/conformance/test-feeds tests/conformance/test-pages
tests_conformance_test_pages_SOURCES = tests/conformance/test-pages.c
tests_conformance_test_pages_LDADD = $(NEWS_LIBS)
tests_conformance_test_feeds_SOURCES = tests/conformance/test-feeds.c
tests_conformance_test_feeds_LDADD = $(NEWS_LIBS)
EXTRA_DIST += tests/conformance/feeds-allowed.txt

# what readers look for, and what is marked
check_PROGRAMS += tests/conformance/test-promises
tests_conformance_test_promises_SOURCES = tests/conformance/test-promises.c tests/conformance/promises.h
tests_conformance_test_promises_LDADD = libreference.a $(WORDS_LIBS)
TESTS += tests/conformance/test-promises

# Property tests: seeded generators and laws that must hold for all they give.
# JARIDA_SEED gives other texts, JARIDA_RUNS how many (see gen.h).
property_tests = \
	tests/property/test-breaks \
	tests/property/test-clean \
	tests/property/test-fill \
	tests/property/test-finder \
	tests/property/test-keys \
	tests/property/test-leads \
	tests/property/test-levels \
	tests/property/test-library \
	tests/property/test-library-tiny \
	tests/property/test-looks \
	tests/property/test-models \
	tests/property/test-pieces \
	tests/property/test-search \
	tests/property/test-search-tiny \
	tests/property/test-words
check_PROGRAMS += $(property_tests)
TESTS += $(property_tests) tests/property/test-models-news.sh
EXTRA_DIST += tests/property/test-models-news.sh

tests_property_test_fill_SOURCES = tests/property/test-fill.c \
	tests/property/gen.c tests/property/gen.h
tests_property_test_fill_LDADD = libreference.a $(LAYOUT_LIBS)

tests_property_test_finder_SOURCES = tests/property/test-finder.c \
	tests/property/gen.c tests/property/gen.h
tests_property_test_finder_LDADD = libreference.a $(WORDS_LIBS)

tests_property_test_leads_SOURCES = tests/property/test-leads.c \
	tests/property/gen.c tests/property/gen.h
tests_property_test_leads_LDADD = libreference.a $(LIBRARY_LIBS)

tests_property_test_levels_SOURCES = tests/property/test-levels.c \
	tests/property/gen.c tests/property/gen.h
tests_property_test_levels_LDADD = libreference.a $(LAYOUT_LIBS)

tests_property_test_breaks_SOURCES = tests/property/test-breaks.c \
	tests/property/gen.c tests/property/gen.h tests/property/icu.c tests/property/icu.h
tests_property_test_breaks_LDADD = libreference.a $(TEXT_LIBS)

tests_property_test_pieces_SOURCES = tests/property/test-pieces.c \
	tests/property/gen.c tests/property/gen.h tests/property/icu.c tests/property/icu.h
tests_property_test_pieces_LDADD = libreference.a $(LAYOUT_LIBS) -lpthread

tests_property_test_words_SOURCES = tests/property/test-words.c \
	tests/property/gen.c tests/property/gen.h
tests_property_test_words_LDADD = libreference.a $(WORDS_LIBS)

tests_property_test_keys_SOURCES = tests/property/test-keys.c \
	tests/property/gen.c tests/property/gen.h \
	tests/unit/fake-terminal.c tests/unit/fake-terminal.h
tests_property_test_keys_LDADD = libreference.a $(UI_LIBS)

tests_property_test_clean_SOURCES = tests/property/test-clean.c \
	tests/property/gen.c tests/property/gen.h
tests_property_test_clean_LDADD = libreference.a $(TEXT_LIBS)

tests_property_test_looks_SOURCES = tests/property/test-looks.c \
	tests/property/gen.c tests/property/gen.h
tests_property_test_looks_LDADD = libreference.a $(LAYOUT_LIBS)

tests_property_test_models_SOURCES = tests/property/test-models.c \
	tests/property/gen.c tests/property/gen.h
tests_property_test_models_LDADD = libreference.a $(TERM_LIBS)

# All articles in one page of a set, and none: each selection goes both ways.
tests_property_test_library_SOURCES = tests/property/test-library.c \
	tests/property/gen.c tests/property/gen.h tests/unit/stories.c tests/unit/stories.h
tests_property_test_library_LDADD = libreference.a $(LIBRARY_LIBS)
tests_property_test_library_tiny_SOURCES = $(tests_property_test_library_SOURCES) $(liblibrary_a_SOURCES)
tests_property_test_library_tiny_CPPFLAGS = $(AM_CPPFLAGS) -DJARIDA_TINY
tests_property_test_library_tiny_LDADD = libreference.a $(LIBRARY_LIBS)

tests_property_test_search_SOURCES = tests/property/test-search.c \
	tests/property/gen.c tests/property/gen.h tests/unit/stories.c tests/unit/stories.h
tests_property_test_search_LDADD = libreference.a $(LIBRARY_LIBS)
tests_property_test_search_tiny_SOURCES = $(tests_property_test_search_SOURCES) $(liblibrary_a_SOURCES)
tests_property_test_search_tiny_CPPFLAGS = $(AM_CPPFLAGS) -DJARIDA_TINY
tests_property_test_search_tiny_LDADD = libreference.a $(LIBRARY_LIBS)

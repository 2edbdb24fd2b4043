# Unit tests: cmocka, one program a module (test-<module>.c), one test group a
# program (a second group would print a second TAP plan). A program links
# only its floor and what is below it: an upward call fails to link.
#
# cmocka 1.1.5: skip() prints `not ok # SKIP`, which counts as a failure;
# leave the test out of the table instead.
#
# A module that works in chunks is tested with tiny ones as well: build the
# sources anew with -DJARIDA_TINY, see test-base-tiny.
EXTRA_DIST += tests/unit/unit.h tests/unit/cells.h tests/unit/stems.h
unit_tests =

# base
unit_tests += tests/unit/test-base tests/unit/test-base-tiny
tests_unit_test_base_SOURCES = tests/unit/test-base.c
tests_unit_test_base_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_unit_test_base_tiny_SOURCES = tests/unit/test-base.c $(libbase_a_SOURCES)
tests_unit_test_base_tiny_CPPFLAGS = $(AM_CPPFLAGS) -DJARIDA_TINY
tests_unit_test_base_tiny_LDADD = $(CMOCKA_LIBS)
unit_tests += tests/unit/test-relay
tests_unit_test_relay_SOURCES = tests/unit/test-relay.c
tests_unit_test_relay_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS) -lpthread
unit_tests += tests/unit/test-restrict
tests_unit_test_restrict_SOURCES = tests/unit/test-restrict.c
tests_unit_test_restrict_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)

# text
unit_tests += tests/unit/test-utf8 tests/unit/test-clean
tests_unit_test_utf8_SOURCES = tests/unit/test-utf8.c
tests_unit_test_utf8_LDADD = $(TEXT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_clean_SOURCES = tests/unit/test-clean.c
tests_unit_test_clean_LDADD = $(TEXT_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-join tests/unit/test-breaks
tests_unit_test_join_SOURCES = tests/unit/test-join.c
tests_unit_test_join_LDADD = $(TEXT_LIBS) $(CMOCKA_LIBS)
tests_unit_test_breaks_SOURCES = tests/unit/test-breaks.c
tests_unit_test_breaks_LDADD = $(TEXT_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-para
tests_unit_test_para_SOURCES = tests/unit/test-para.c
tests_unit_test_para_LDADD = $(TEXT_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-fold
tests_unit_test_fold_SOURCES = tests/unit/test-fold.c
tests_unit_test_fold_LDADD = $(TEXT_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-charset
tests_unit_test_charset_SOURCES = tests/unit/test-charset.c
tests_unit_test_charset_LDADD = $(TEXT_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-date
tests_unit_test_date_SOURCES = tests/unit/test-date.c
tests_unit_test_date_LDADD = $(TEXT_LIBS) $(CMOCKA_LIBS)

# layout
unit_tests += tests/unit/test-line
tests_unit_test_line_SOURCES = tests/unit/test-line.c
tests_unit_test_line_LDADD = $(LAYOUT_LIBS) $(CMOCKA_LIBS)

unit_tests += tests/unit/test-look
tests_unit_test_look_SOURCES = tests/unit/test-look.c
tests_unit_test_look_LDADD = $(LAYOUT_LIBS) $(CMOCKA_LIBS)

# news
unit_tests += tests/unit/test-clipping tests/unit/test-plain tests/unit/test-plain-tiny
tests_unit_test_clipping_SOURCES = tests/unit/test-clipping.c
tests_unit_test_clipping_LDADD = $(NEWS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_plain_SOURCES = tests/unit/test-plain.c
tests_unit_test_plain_LDADD = $(NEWS_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-feed tests/unit/test-html tests/unit/test-import
tests_unit_test_feed_SOURCES = tests/unit/test-feed.c tests/unit/imports.c tests/unit/imports.h
tests_unit_test_feed_LDADD = $(NEWS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_html_SOURCES = tests/unit/test-html.c tests/unit/imports.c tests/unit/imports.h
tests_unit_test_html_LDADD = $(NEWS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_import_SOURCES = tests/unit/test-import.c tests/unit/imports.c tests/unit/imports.h
tests_unit_test_import_LDADD = $(NEWS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_plain_tiny_SOURCES = tests/unit/test-plain.c $(libnews_a_SOURCES)
tests_unit_test_plain_tiny_CPPFLAGS = $(AM_CPPFLAGS) -DJARIDA_TINY
tests_unit_test_plain_tiny_LDADD = $(TEXT_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-pack
tests_unit_test_pack_SOURCES = tests/unit/test-pack.c tests/unit/stories.c tests/unit/stories.h
tests_unit_test_pack_LDADD = $(NEWS_LIBS) $(CMOCKA_LIBS)

# words
unit_tests += tests/unit/test-words tests/unit/test-match tests/unit/test-finder
tests_unit_test_words_SOURCES = tests/unit/test-words.c
tests_unit_test_words_LDADD = $(WORDS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_finder_SOURCES = tests/unit/test-finder.c
tests_unit_test_finder_LDADD = $(WORDS_LIBS) $(CMOCKA_LIBS)
tests_unit_test_match_SOURCES = tests/unit/test-match.c
tests_unit_test_match_LDADD = $(WORDS_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-expr
tests_unit_test_expr_SOURCES = tests/unit/test-expr.c
tests_unit_test_expr_LDADD = $(WORDS_LIBS) $(CMOCKA_LIBS)

# library
unit_tests += tests/unit/test-library
library_case = tests/unit/library-case.c tests/unit/library-case.h tests/unit/stories.c tests/unit/stories.h
tests_unit_test_library_SOURCES = tests/unit/test-library.c $(library_case)
tests_unit_test_library_LDADD = $(LIBRARY_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-index
tests_unit_test_index_SOURCES = tests/unit/test-index.c $(library_case)
tests_unit_test_index_LDADD = $(LIBRARY_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-beginnings
tests_unit_test_beginnings_SOURCES = tests/unit/test-beginnings.c $(library_case)
tests_unit_test_beginnings_LDADD = $(LIBRARY_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-query
tests_unit_test_query_SOURCES = tests/unit/test-query.c tests/unit/stories.c tests/unit/stories.h
tests_unit_test_query_LDADD = $(LIBRARY_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-related
tests_unit_test_related_SOURCES = tests/unit/test-related.c $(library_case)
tests_unit_test_related_LDADD = $(LIBRARY_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-related-parts
tests_unit_test_related_parts_SOURCES = tests/unit/test-related-parts.c $(library_case)
tests_unit_test_related_parts_LDADD = $(LIBRARY_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-prints
tests_unit_test_prints_SOURCES = tests/unit/test-prints.c $(library_case)
tests_unit_test_prints_LDADD = $(LIBRARY_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-library-state
tests_unit_test_library_state_SOURCES = tests/unit/test-library-state.c $(library_case)
tests_unit_test_library_state_LDADD = $(LIBRARY_LIBS) $(CMOCKA_LIBS) -lpthread
unit_tests += tests/unit/test-library-parts
tests_unit_test_library_parts_SOURCES = tests/unit/test-library-parts.c $(library_case)
tests_unit_test_library_parts_LDADD = $(LIBRARY_LIBS) $(CMOCKA_LIBS)

# fetch
unit_tests += tests/unit/test-ahead
tests_unit_test_ahead_SOURCES = tests/unit/test-ahead.c $(library_case)
tests_unit_test_ahead_LDADD = $(FETCH_LIBS) $(CMOCKA_LIBS) -lpthread
unit_tests += tests/unit/test-fetch
tests_unit_test_fetch_SOURCES = tests/unit/test-fetch.c tests/unit/stories.c tests/unit/stories.h
tests_unit_test_fetch_LDADD = $(FETCH_LIBS) $(CMOCKA_LIBS)

# term
unit_tests += tests/unit/test-key tests/unit/test-identify
tests_unit_test_key_SOURCES = tests/unit/test-key.c
tests_unit_test_key_LDADD = $(TERM_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-stats
tests_unit_test_stats_SOURCES = tests/unit/test-stats.c
tests_unit_test_stats_LDADD = $(TERM_LIBS) $(CMOCKA_LIBS)
tests_unit_test_identify_SOURCES = tests/unit/test-identify.c
tests_unit_test_identify_LDADD = $(TERM_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-memory
tests_unit_test_memory_SOURCES = tests/unit/test-memory.c
tests_unit_test_memory_LDADD = $(TERM_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-model
tests_unit_test_model_SOURCES = tests/unit/test-model.c
tests_unit_test_model_LDADD = $(TERM_LIBS) $(CMOCKA_LIBS)

unit_tests += tests/unit/test-linear
tests_unit_test_linear_SOURCES = tests/unit/test-linear.c
tests_unit_test_linear_LDADD = $(TERM_LIBS) $(CMOCKA_LIBS)

# cli
unit_tests += tests/unit/test-args tests/unit/test-fill tests/unit/test-json
tests_unit_test_args_SOURCES = tests/unit/test-args.c
tests_unit_test_args_LDADD = $(CLI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_fill_SOURCES = tests/unit/test-fill.c
tests_unit_test_fill_LDADD = $(CLI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_json_SOURCES = tests/unit/test-json.c
tests_unit_test_json_LDADD = $(CLI_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-print
tests_unit_test_print_SOURCES = tests/unit/test-print.c
tests_unit_test_print_LDADD = $(CLI_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-show
tests_unit_test_show_SOURCES = tests/unit/test-show.c
tests_unit_test_show_LDADD = $(CLI_LIBS) $(CMOCKA_LIBS)

# ui
unit_tests += tests/unit/test-ui-app tests/unit/test-ui-input tests/unit/test-ui-keys tests/unit/test-ui-met tests/unit/test-ui-places tests/unit/test-ui-files tests/unit/test-ui-shelf
tests_unit_test_ui_app_SOURCES = tests/unit/test-ui-app.c \
	tests/unit/play.c tests/unit/play.h \
	tests/unit/fake-terminal.c tests/unit/fake-terminal.h
tests_unit_test_ui_app_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-ui-ways
tests_unit_test_ui_ways_SOURCES = tests/unit/test-ui-ways.c \
	tests/unit/play.c tests/unit/play.h \
	tests/unit/fake-terminal.c tests/unit/fake-terminal.h
tests_unit_test_ui_ways_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-ui-library
play_library = tests/unit/play-library.c tests/unit/play-library.h \
	tests/unit/play.c tests/unit/play.h tests/unit/stories.c tests/unit/stories.h \
	tests/unit/fake-terminal.c tests/unit/fake-terminal.h
tests_unit_test_ui_library_SOURCES = tests/unit/test-ui-library.c $(play_library)
tests_unit_test_ui_library_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-ui-quest
tests_unit_test_ui_quest_SOURCES = tests/unit/test-ui-quest.c $(play_library)
tests_unit_test_ui_quest_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-ui-edges
tests_unit_test_ui_edges_SOURCES = tests/unit/test-ui-edges.c $(play_library)
tests_unit_test_ui_edges_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-ui-browse
tests_unit_test_ui_browse_SOURCES = tests/unit/test-ui-browse.c \
	tests/unit/play.c tests/unit/play.h \
	tests/unit/fake-terminal.c tests/unit/fake-terminal.h
tests_unit_test_ui_browse_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_ui_shelf_SOURCES = tests/unit/test-ui-shelf.c
tests_unit_test_ui_shelf_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_ui_files_SOURCES = tests/unit/test-ui-files.c
tests_unit_test_ui_files_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_ui_input_SOURCES = tests/unit/test-ui-input.c
tests_unit_test_ui_input_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_ui_keys_SOURCES = tests/unit/test-ui-keys.c
tests_unit_test_ui_keys_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-keywords
tests_unit_test_keywords_SOURCES = tests/unit/test-keywords.c tests/unit/stories.c tests/unit/stories.h
tests_unit_test_keywords_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
unit_tests += tests/unit/test-conf tests/unit/test-theme
tests_unit_test_conf_SOURCES = tests/unit/test-conf.c
tests_unit_test_conf_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_theme_SOURCES = tests/unit/test-theme.c
tests_unit_test_theme_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_ui_met_SOURCES = tests/unit/test-ui-met.c
tests_unit_test_ui_met_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)
tests_unit_test_ui_places_SOURCES = tests/unit/test-ui-places.c
tests_unit_test_ui_places_LDADD = $(UI_LIBS) $(CMOCKA_LIBS)

# all of them
if HAVE_CMOCKA
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif

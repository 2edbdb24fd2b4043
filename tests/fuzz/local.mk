# Fuzz targets: fuzz-<entry>.c for each way in, with its LLVMFuzzerTestOneInput().
#
# Without --enable-fuzzing a target is linked with replay.c and `make check`
# runs it on its corpus, tests/fuzz/corpus/<entry>/, where every input stays
# that once found a fault. With it (CC=clang), `make fuzz` fuzzes each target
# for FUZZ_SECONDS; what is found is left in tests/fuzz/found/ of the build.
#	fuzz_programs += tests/fuzz/fuzz-x
#	tests_fuzz_fuzz_x_SOURCES = tests/fuzz/fuzz-x.c $(fuzz_main)
#	tests_fuzz_fuzz_x_LDADD = $(fuzz_libs) $(TEXT_LIBS)
FUZZ_SECONDS = 60

EXTRA_DIST += tests/fuzz/corpus tests/fuzz/replay.h
fuzz_programs =

if FUZZING
fuzz_main =
else
fuzz_main = tests/fuzz/replay.c
endif
fuzz_libs = $(FUZZER_LDFLAGS)

# text
fuzz_programs += tests/fuzz/fuzz-charset
tests_fuzz_fuzz_charset_SOURCES = tests/fuzz/fuzz-charset.c $(fuzz_main)
tests_fuzz_fuzz_charset_LDADD = $(fuzz_libs) $(TEXT_LIBS)
fuzz_programs += tests/fuzz/fuzz-date
tests_fuzz_fuzz_date_SOURCES = tests/fuzz/fuzz-date.c $(fuzz_main)
tests_fuzz_fuzz_date_LDADD = $(fuzz_libs) $(TEXT_LIBS)
fuzz_programs += tests/fuzz/fuzz-clean
tests_fuzz_fuzz_clean_SOURCES = tests/fuzz/fuzz-clean.c $(fuzz_main)
tests_fuzz_fuzz_clean_LDADD = $(fuzz_libs) $(TEXT_LIBS)

# layout
fuzz_programs += tests/fuzz/fuzz-layout
tests_fuzz_fuzz_layout_SOURCES = tests/fuzz/fuzz-layout.c $(fuzz_main)
tests_fuzz_fuzz_layout_LDADD = $(fuzz_libs) $(LAYOUT_LIBS)

# news
fuzz_programs += tests/fuzz/fuzz-clipping
tests_fuzz_fuzz_clipping_SOURCES = tests/fuzz/fuzz-clipping.c $(fuzz_main)
tests_fuzz_fuzz_clipping_LDADD = $(fuzz_libs) $(NEWS_LIBS)
fuzz_programs += tests/fuzz/fuzz-unpack
tests_fuzz_fuzz_unpack_SOURCES = tests/fuzz/fuzz-unpack.c $(fuzz_main)
tests_fuzz_fuzz_unpack_LDADD = $(fuzz_libs) $(NEWS_LIBS)
fuzz_programs += tests/fuzz/fuzz-import
tests_fuzz_fuzz_import_SOURCES = tests/fuzz/fuzz-import.c $(fuzz_main)
tests_fuzz_fuzz_import_LDADD = $(fuzz_libs) $(NEWS_LIBS)

# words
fuzz_programs += tests/fuzz/fuzz-words
tests_fuzz_fuzz_words_SOURCES = tests/fuzz/fuzz-words.c $(fuzz_main)
tests_fuzz_fuzz_words_LDADD = $(fuzz_libs) $(WORDS_LIBS)
fuzz_programs += tests/fuzz/fuzz-query
tests_fuzz_fuzz_query_SOURCES = tests/fuzz/fuzz-query.c $(fuzz_main)
tests_fuzz_fuzz_query_LDADD = $(fuzz_libs) $(WORDS_LIBS)

# library
fuzz_programs += tests/fuzz/fuzz-library
tests_fuzz_fuzz_library_SOURCES = tests/fuzz/fuzz-library.c $(fuzz_main) tests/unit/stories.c tests/unit/stories.h
tests_fuzz_fuzz_library_LDADD = $(fuzz_libs) $(LIBRARY_LIBS)

# fetch
fuzz_programs += tests/fuzz/fuzz-discover
tests_fuzz_fuzz_discover_SOURCES = tests/fuzz/fuzz-discover.c $(fuzz_main)
tests_fuzz_fuzz_discover_LDADD = $(fuzz_libs) $(FETCH_LIBS)

# term
fuzz_programs += tests/fuzz/fuzz-input
tests_fuzz_fuzz_input_SOURCES = tests/fuzz/fuzz-input.c $(fuzz_main)
tests_fuzz_fuzz_input_LDADD = $(fuzz_libs) $(TERM_LIBS)

# cli

# ui
fuzz_programs += tests/fuzz/fuzz-conf
tests_fuzz_fuzz_conf_SOURCES = tests/fuzz/fuzz-conf.c $(fuzz_main)
tests_fuzz_fuzz_conf_LDADD = $(fuzz_libs) $(UI_LIBS)
fuzz_programs += tests/fuzz/fuzz-keys
tests_fuzz_fuzz_keys_SOURCES = tests/fuzz/fuzz-keys.c $(fuzz_main) \
	tests/unit/fake-terminal.c tests/unit/fake-terminal.h
tests_fuzz_fuzz_keys_LDADD = $(fuzz_libs) $(UI_LIBS)

# all of them
check_PROGRAMS += $(fuzz_programs)
if !FUZZING
TESTS += $(fuzz_programs)
endif

# libFuzzer writes into the first folder: a scratch one, so that the corpus stays as it is.
if FUZZING
fuzz: $(fuzz_programs)
	for target in $(fuzz_programs); do \
		entry=$${target##*/fuzz-}; \
		mkdir -p tests/fuzz/new/$$entry tests/fuzz/found || exit 1; \
		echo "fuzzing $$entry for $(FUZZ_SECONDS) s"; \
		./$$target -max_total_time=$(FUZZ_SECONDS) -timeout=10 -print_final_stats=1 \
			-artifact_prefix="$$PWD"/tests/fuzz/found/$$entry- tests/fuzz/new/$$entry \
			$(top_srcdir)/tests/fuzz/corpus/$$entry >tests/fuzz/$$entry.log 2>&1 \
			|| { tail -n 40 tests/fuzz/$$entry.log; exit 1; }; \
	done
else
fuzz:
	@echo "make fuzz: configure with CC=clang --enable-fuzzing first" >&2; exit 1
endif
.PHONY: fuzz

clean-local: clean-fuzz
clean-fuzz:
	rm -rf tests/fuzz/new
	rm -f tests/fuzz/*.log
.PHONY: clean-fuzz

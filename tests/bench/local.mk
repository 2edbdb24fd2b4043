# Benchmarks: `make bench` runs every bench-*.sh in turn, `make bench
# BENCHES=…` some. They print ratios to a peer, or growth t(2n)/t(n), measured
# in the same run, and end with status 77 and a word where the peer is
# missing. Never part of `make check`: time is no fault.
benches = \
	tests/bench/bench-arcd.sh \
	tests/bench/bench-keys.sh \
	tests/bench/bench-busy.sh \
	tests/bench/bench-keywords.sh \
	tests/bench/bench-many.sh \
	tests/bench/bench-library.sh \
	tests/bench/bench-reader.sh \
	tests/bench/bench-quest.sh \
	tests/bench/bench-reader-keys.sh \
	tests/bench/bench-related.sh \
	tests/bench/bench-search.sh \
	tests/bench/bench-scroll.sh \
	tests/bench/bench-show.sh \
	tests/bench/bench-start.sh \
	tests/bench/bench-words.sh
EXTRA_DIST += $(benches) tests/bench/common.sh tests/bench/related-peers.py tests/bench/xapian.cc \
	tests/bench/arcd-xapian.cc
EXTRA_PROGRAMS = tests/bench/arcd tests/bench/cost tests/bench/generate tests/bench/library tests/bench/pty \
	tests/bench/related tests/bench/search tests/bench/words
tests_bench_arcd_SOURCES = tests/bench/arcd.c tests/unit/stories.c tests/unit/stories.h
tests_bench_arcd_LDADD = $(LIBRARY_LIBS)
tests_bench_cost_SOURCES = tests/bench/cost.c
tests_bench_generate_SOURCES = tests/bench/generate.c tests/bench/corpus.c tests/bench/corpus.h
tests_bench_generate_LDADD = $(BASE_LIBS)
tests_bench_library_SOURCES = tests/bench/library.c
tests_bench_library_LDADD = $(LIBRARY_LIBS)
tests_bench_pty_SOURCES = tests/bench/pty.c
tests_bench_related_SOURCES = tests/bench/related.c tests/bench/corpus.c tests/bench/corpus.h
tests_bench_related_LDADD = $(LIBRARY_LIBS)
tests_bench_search_SOURCES = tests/bench/search.c
tests_bench_search_LDADD = $(LIBRARY_LIBS)
tests_bench_words_SOURCES = tests/bench/words.c
tests_bench_words_LDADD = $(WORDS_LIBS)
CLEANFILES += $(EXTRA_PROGRAMS)
BENCHES = $(benches)

bench: all $(EXTRA_PROGRAMS)
	@failed=0; \
	$(AM_TESTS_ENVIRONMENT) \
	for bench in $(BENCHES); do \
		echo "== $$bench"; \
		$(SHELL) $(top_srcdir)/$$bench; \
		case $$? in 0 | 77) ;; *) failed=1 ;; esac; \
	done; \
	exit $$failed
.PHONY: bench

# Fault tests: what is missing, broken, full, hostile or killed.
fault_tests = \
	tests/fault/test-config.sh \
	tests/fault/test-fetch.sh \
	tests/fault/test-inputs.sh \
	tests/fault/test-surroundings.sh \
	tests/fault/test-line.sh \
	tests/fault/test-related.sh \
	tests/fault/test-restricted.sh \
	tests/fault/test-screen.sh \
	tests/fault/test-search.sh \
	tests/fault/test-stored.sh \
	tests/fault/test-strings.sh \
	tests/fault/valgrind.sh
TESTS += $(fault_tests)
EXTRA_DIST += $(fault_tests) tests/fault/lib.sh

check_PROGRAMS += tests/fault/strings tests/fault/kiosk tests/fault/shelve
check_PROGRAMS += tests/fault/server
tests_fault_server_SOURCES = tests/fault/server.c
tests_fault_shelve_SOURCES = tests/fault/shelve.c
tests_fault_shelve_LDADD = $(LIBRARY_LIBS)
tests_fault_kiosk_SOURCES = tests/fault/kiosk.c
tests_fault_strings_SOURCES = tests/fault/strings.c
tests_fault_strings_LDADD = $(TEXT_LIBS)

if HAVE_CMOCKA
check_PROGRAMS += tests/fault/library
TESTS += tests/fault/library
endif
tests_fault_library_SOURCES = tests/fault/library.c tests/unit/stories.c tests/unit/stories.h tests/unit/unit.h
tests_fault_library_LDADD = $(LIBRARY_LIBS) $(CMOCKA_LIBS)

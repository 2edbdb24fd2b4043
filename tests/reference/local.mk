# What the exact tests are held against: UAX #9 rule by rule, Unicode's files,
# and a word of TAP. A library of its own; its own test needs no floor but base.
check_LIBRARIES += libreference.a
libreference_a_SOURCES = \
	tests/reference/bidi.c tests/reference/bidi.h \
	tests/reference/cells.c tests/reference/cells.h \
	tests/reference/tap.c tests/reference/tap.h \
	tests/reference/text.c \
	tests/reference/ucd.c tests/reference/ucd.h

check_PROGRAMS += tests/reference/test-reference
TESTS += tests/reference/test-reference
tests_reference_test_reference_SOURCES = tests/reference/test-reference.c
tests_reference_test_reference_LDADD = libreference.a $(BASE_LIBS) $(ICU_LIBS)

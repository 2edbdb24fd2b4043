# Property tests: seeded generators and laws that must hold for all they give.
# JARIDA_SEED gives other texts, JARIDA_RUNS how many (see gen.h).
property_tests = \
	tests/property/test-fill \
	tests/property/test-levels
check_PROGRAMS += $(property_tests)
TESTS += $(property_tests)

tests_property_test_fill_SOURCES = tests/property/test-fill.c \
	tests/property/gen.c tests/property/gen.h
tests_property_test_fill_LDADD = libreference.a $(LAYOUT_LIBS)

tests_property_test_levels_SOURCES = tests/property/test-levels.c \
	tests/property/gen.c tests/property/gen.h
tests_property_test_levels_LDADD = libreference.a $(LAYOUT_LIBS)

# Lint: what the compiler does not check. Shell scripts that read the sources.
lint_tests = \
	tests/lint/self.sh \
	tests/lint/layers.sh \
	tests/lint/sizes.sh \
	tests/lint/config.sh \
	tests/lint/calls.sh \
	tests/lint/listed.sh \
	tests/lint/keys.sh \
	tests/lint/man.sh \
	tests/lint/words.sh
TESTS += $(lint_tests)
EXTRA_DIST += $(lint_tests) tests/lint/lib.sh tests/lint/code.sh

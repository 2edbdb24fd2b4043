# The tests: `make check`, or some of them: `make check TESTS=tests/unit/test-base`.
#
# Every test prints TAP and is a C program or a shell script (.sh, run by
# $(SHELL), kept to POSIX). It finds its surroundings in the environment set
# below, needs no network and no terminal, may run at any place in the order
# and beside others, and writes only below $top_builddir/tests or to mktemp.
# A test that lacks something prints `1..0 # SKIP` and the word why.
check_LIBRARIES =
check_PROGRAMS =
TESTS =
TEST_EXTENSIONS = .sh

tap_driver = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(tap_driver)
SH_LOG_DRIVER = $(tap_driver)
SH_LOG_COMPILER = $(SHELL)

# JARIDA_SHARED: a folder of larger texts that some tests use where it is there.
# handle_*=2: cmocka's signal handlers must not hide the sanitizer's report.
AM_TESTS_ENVIRONMENT = \
	top_srcdir='$(abs_top_srcdir)'; top_builddir='$(abs_top_builddir)'; \
	HOME=$$top_builddir/tests/home; \
	XDG_CONFIG_HOME=$$HOME/.config; XDG_DATA_HOME=$$HOME/.local/share; \
	XDG_STATE_HOME=$$HOME/.local/state; XDG_CACHE_HOME=$$HOME/.cache; \
	LC_ALL=C.UTF-8; TZ=UTC; TERM=xterm-256color; CMOCKA_MESSAGE_OUTPUT=TAP; \
	JARIDA_SHARED=$${JARIDA_SHARED-$$top_srcdir/../shared}; \
	ASAN_OPTIONS=handle_segv=2:handle_sigbus=2:handle_sigfpe=2:handle_sigill=2; \
	UBSAN_OPTIONS=print_stacktrace=1; \
	export top_srcdir top_builddir HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME \
		XDG_CACHE_HOME LC_ALL TZ TERM CMOCKA_MESSAGE_OUTPUT JARIDA_SHARED \
		ASAN_OPTIONS UBSAN_OPTIONS; \
	unset BROWSER DISPLAY WAYLAND_DISPLAY; \
	unset LANG LANGUAGE COLUMNS LINES COLORTERM NO_COLOR VTE_VERSION TERM_PROGRAM \
		SSH_CONNECTION SSH_CLIENT SSH_TTY TMUX STY XDG_RUNTIME_DIR JARIDA_LIBRARY \
		JARIDA_CONFIG JARIDA_BIDI JARIDA_RESTRICTED JARIDA_LOG JARIDA_SYNC_FD; \
	mkdir -p "$$HOME";

# No test waits for who started it.
AM_TESTS_FD_REDIRECT = </dev/null

clean-local:
	rm -rf tests/home

include tests/reference/local.mk
include tests/unit/local.mk
include tests/property/local.mk
include tests/conformance/local.mk
include tests/render/local.mk
include tests/screen/local.mk
include tests/fault/local.mk
include tests/fuzz/local.mk
include tests/lint/local.mk
include tests/bench/local.mk

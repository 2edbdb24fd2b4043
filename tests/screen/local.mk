# Screen tests: the program in a pseudo-terminal, libvterm as the screen.
#
# A test is a script (run.c says what may stand in it) with its goldens beside
# it. `make update-screens` writes the goldens anew; look at the difference.
#	screen_scripts += tests/screen/x.script
#	screen_goldens += tests/screen/x.golden
screen_scripts =
screen_goldens =

# the terminal layer alone
screen_scripts += \
	tests/screen/draw.script \
	tests/screen/keys.script \
	tests/screen/hostile.script \
	tests/screen/restore-vte.script \
	tests/screen/restore-konsole.script \
	tests/screen/restore-mlterm.script \
	tests/screen/terminals.script
screen_goldens += \
	tests/screen/draw-start.golden \
	tests/screen/draw-scrolled.golden \
	tests/screen/draw-resized.golden \
	tests/screen/draw-grown.golden \
	tests/screen/draw-hostile.golden

# ui

EXTRA_DIST += $(screen_scripts) $(screen_goldens)

TEST_EXTENSIONS += .script
SCRIPT_LOG_DRIVER = $(tap_driver)
SCRIPT_LOG_COMPILER = tests/screen/run

if HAVE_VTERM
check_PROGRAMS += tests/screen/run tests/screen/demo tests/screen/test-frames
tests_screen_test_frames_SOURCES = tests/screen/test-frames.c
tests_screen_test_frames_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_test_frames_LDADD = $(TERM_LIBS) $(VTERM_LIBS)
tests_screen_run_SOURCES = tests/screen/run.c \
	tests/screen/child.c tests/screen/child.h \
	tests/screen/fake.c tests/screen/fake.h \
	tests/screen/picture.c tests/screen/picture.h
tests_screen_run_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_run_LDADD = $(TERM_LIBS) $(VTERM_LIBS)
tests_screen_demo_SOURCES = tests/screen/demo.c
tests_screen_demo_LDADD = $(TERM_LIBS)

TESTS += $(screen_scripts) tests/screen/test-frames

update-screens: tests/screen/run tests/screen/demo jarida
	$(AM_TESTS_ENVIRONMENT) for script in $(screen_scripts); do \
		tests/screen/run --update $(srcdir)/$$script || exit 1; \
	done
endif

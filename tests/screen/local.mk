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
	tests/screen/check.script \
	tests/screen/draw.script \
	tests/screen/keys.script \
	tests/screen/hostile.script \
	tests/screen/memory.script \
	tests/screen/restore-vte.script \
	tests/screen/restore-konsole.script \
	tests/screen/restore-mlterm.script \
	tests/screen/terminals.script
screen_goldens += \
	tests/screen/check-vte.golden \
	tests/screen/draw-start.golden \
	tests/screen/draw-scrolled.golden \
	tests/screen/draw-resized.golden \
	tests/screen/draw-grown.golden \
	tests/screen/draw-hostile.golden

# ui
screen_scripts += \
	tests/screen/ui-config.script \
	tests/screen/ui-empty.script \
	tests/screen/ui-first.script \
	tests/screen/ui-groups.script \
	tests/screen/ui-keywords.script \
	tests/screen/ui-levels.script \
	tests/screen/ui-library.script \
	tests/screen/ui-look.script \
	tests/screen/ui-mouse.script \
	tests/screen/ui-models.script \
	tests/screen/ui-panes.script \
	tests/screen/ui-prompt.script \
	tests/screen/ui-quest.script \
	tests/screen/ui-read.script \
	tests/screen/ui-related.script \
	tests/screen/ui-search.script \
	tests/screen/ui-shapes.script \
	tests/screen/ui-stories.script
screen_goldens += \
	tests/screen/ui-config-contrast.golden \
	tests/screen/ui-config-help.golden \
	tests/screen/ui-config-light.golden \
	tests/screen/ui-config-mono.golden \
	tests/screen/ui-config-start.golden \
	tests/screen/ui-empty-failed.golden \
	tests/screen/ui-empty-plain.golden \
	tests/screen/ui-empty-row.golden \
	tests/screen/ui-first-10x3-article.golden \
	tests/screen/ui-first-10x3.golden \
	tests/screen/ui-first-120x40.golden \
	tests/screen/ui-first-40x15.golden \
	tests/screen/ui-first-80x24.golden \
	tests/screen/ui-first-grown.golden \
	tests/screen/ui-groups-collapsed.golden \
	tests/screen/ui-groups-new.golden \
	tests/screen/ui-groups-unfolded.golden \
	tests/screen/ui-keywords-counts.golden \
	tests/screen/ui-keywords-hidden.golden \
	tests/screen/ui-keywords-kept.golden \
	tests/screen/ui-keywords-linear.golden \
	tests/screen/ui-keywords-list.golden \
	tests/screen/ui-keywords-match.golden \
	tests/screen/ui-keywords-next.golden \
	tests/screen/ui-keywords-start.golden \
	tests/screen/ui-keywords-terms.golden \
	tests/screen/ui-levels-restricted.golden \
	tests/screen/ui-levels-stem.golden \
	tests/screen/ui-library-again.golden \
	tests/screen/ui-library-filter.golden \
	tests/screen/ui-library-first.golden \
	tests/screen/ui-library-lists.golden \
	tests/screen/ui-library-narrow.golden \
	tests/screen/ui-library-order.golden \
	tests/screen/ui-library-start.golden \
	tests/screen/ui-library-titles.golden \
	tests/screen/ui-models-auto.golden \
	tests/screen/ui-models-iterm2.golden \
	tests/screen/ui-models-iterm2-prompt.golden \
	tests/screen/ui-models-kitty.golden \
	tests/screen/ui-models-kitty-scrolled.golden \
	tests/screen/ui-models-plain.golden \
	tests/screen/ui-models-putty.golden \
	tests/screen/ui-models-putty-panes.golden \
	tests/screen/ui-models-visual.golden \
	tests/screen/ui-models-vte-inverse.golden \
	tests/screen/ui-look-bare.golden \
	tests/screen/ui-look-digits-written.golden \
	tests/screen/ui-look-digits.golden \
	tests/screen/ui-look-hijri.golden \
	tests/screen/ui-look-written.golden \
	tests/screen/ui-panes-alone.golden \
	tests/screen/ui-panes-complete.golden \
	tests/screen/ui-panes-last.golden \
	tests/screen/ui-panes-ltr.golden \
	tests/screen/ui-panes-side.golden \
	tests/screen/ui-panes-stacked.golden \
	tests/screen/ui-prompt-layout.golden \
	tests/screen/ui-quest-linear.golden \
	tests/screen/ui-quest-list.golden \
	tests/screen/ui-quest-match.golden \
	tests/screen/ui-quest-narrow.golden \
	tests/screen/ui-quest-side.golden \
	tests/screen/ui-quest-typed.golden \
	tests/screen/ui-quest-wrong.golden \
	tests/screen/ui-read-narrow.golden \
	tests/screen/ui-read-page.golden \
	tests/screen/ui-read-percent.golden \
	tests/screen/ui-read-start.golden \
	tests/screen/ui-related-back.golden \
	tests/screen/ui-related-before.golden \
	tests/screen/ui-related-help.golden \
	tests/screen/ui-related-info.golden \
	tests/screen/ui-related-links.golden \
	tests/screen/ui-related-menu.golden \
	tests/screen/ui-related-story.golden \
	tests/screen/ui-search-caret.golden \
	tests/screen/ui-search-erased.golden \
	tests/screen/ui-search-kept.golden \
	tests/screen/ui-search-mixed.golden \
	tests/screen/ui-search-next.golden \
	tests/screen/ui-search-typed.golden \
	tests/screen/ui-shapes-base.golden \
	tests/screen/ui-shapes-dropped.golden \
	tests/screen/ui-shapes-forms.golden \
	tests/screen/ui-shapes-forms-forced.golden \
	tests/screen/ui-shapes-lam-alef.golden \
	tests/screen/ui-shapes-mixed.golden \
	tests/screen/ui-shapes-stacked.golden \
	tests/screen/ui-stories-cut.golden \
	tests/screen/ui-stories-dates.golden \
	tests/screen/ui-stories-narrow.golden \
	tests/screen/ui-stories-pinned.golden \
	tests/screen/ui-stories-strength.golden \
	tests/screen/ui-stories-undone.golden \
	tests/screen/ui-stories-wide.golden

# lines of text
screen_scripts += tests/screen/linear.script
screen_goldens += \
	tests/screen/linear-dumb.golden \
	tests/screen/linear-lines.golden \
	tests/screen/linear-prompt.golden \
	tests/screen/linear-read.golden \
	tests/screen/linear-search.golden \
	tests/screen/linear-start.golden \
	tests/screen/linear-story.golden

EXTRA_DIST += $(screen_scripts) $(screen_goldens) \
	tests/screen/ui-config/config tests/screen/ui-config/keywords tests/screen/ui-config/more tests/screen/ui-config/other

TEST_EXTENSIONS += .script
SCRIPT_LOG_DRIVER = $(tap_driver)
SCRIPT_LOG_COMPILER = tests/screen/run

if HAVE_VTERM
check_PROGRAMS += tests/screen/run tests/screen/demo tests/screen/test-frames \
	tests/screen/test-jumps tests/screen/test-terminals tests/screen/tmux
tests_screen_test_jumps_SOURCES = tests/screen/test-jumps.c \
	tests/screen/child.c tests/screen/child.h \
	tests/screen/fake.c tests/screen/fake.h \
	tests/screen/picture.c tests/screen/picture.h
tests_screen_test_jumps_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_test_jumps_LDADD = $(TERM_LIBS) $(VTERM_LIBS)
tests_screen_tmux_SOURCES = tests/screen/tmux.c
tests_screen_test_terminals_SOURCES = tests/screen/test-terminals.c \
	tests/screen/child.c tests/screen/child.h \
	tests/screen/fake.c tests/screen/fake.h \
	tests/screen/picture.c tests/screen/picture.h
tests_screen_test_terminals_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_test_terminals_LDADD = $(TERM_LIBS) $(VTERM_LIBS)
tests_screen_test_frames_SOURCES = tests/screen/test-frames.c
tests_screen_test_frames_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_test_frames_LDADD = $(TERM_LIBS) $(VTERM_LIBS)
tests_screen_run_SOURCES = tests/screen/run.c \
	tests/screen/child.c tests/screen/child.h \
	tests/screen/fake.c tests/screen/fake.h \
	tests/screen/harm.c tests/screen/harm.h \
	tests/screen/picture.c tests/screen/picture.h
tests_screen_run_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_run_LDADD = $(TERM_LIBS) $(VTERM_LIBS)
tests_screen_demo_SOURCES = tests/screen/demo.c
tests_screen_demo_LDADD = $(TERM_LIBS)

TESTS += $(screen_scripts) tests/screen/test-frames tests/screen/test-jumps tests/screen/test-terminals

update-screens: tests/screen/run tests/screen/demo jarida
	$(AM_TESTS_ENVIRONMENT) for script in $(screen_scripts); do \
		tests/screen/run --update $(srcdir)/$$script || exit 1; \
	done
endif

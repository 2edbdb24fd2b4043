# Render tests: an input and its golden, which shows it at a few widths as cells
# from left to right. `make update-render` writes the goldens anew; read the
# difference before it is committed.
check_PROGRAMS += tests/render/render
TESTS += tests/render/render
tests_render_render_SOURCES = tests/render/render.c
tests_render_render_LDADD = libreference.a $(CLI_LIBS)
EXTRA_DIST += tests/render/in tests/render/golden

update-render: tests/render/render
	$(AM_TESTS_ENVIRONMENT) tests/render/render --update

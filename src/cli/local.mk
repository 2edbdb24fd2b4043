noinst_LIBRARIES += libcli.a
libcli_a_SOURCES = \
	src/cli/add.c src/cli/add.h \
	src/cli/args.c src/cli/args.h \
	src/cli/article-line.c src/cli/article-line.h \
	src/cli/check.c src/cli/check.h \
	src/cli/check-library.c src/cli/check-library.h \
	src/cli/export.c src/cli/export.h \
	src/cli/fill.c src/cli/fill.h \
	src/cli/fetch.c src/cli/fetch.h \
	src/cli/json.c src/cli/json.h \
	src/cli/list.c src/cli/list.h \
	src/cli/marked.c src/cli/marked.h \
	src/cli/out.c src/cli/out.h \
	src/cli/print.c src/cli/print.h \
	src/cli/raw.c src/cli/raw.h \
	src/cli/related.c src/cli/related.h \
	src/cli/report.c src/cli/report.h \
	src/cli/sample.c src/cli/sample.h \
	src/cli/search.c src/cli/search.h \
	src/cli/show.c src/cli/show.h \
	src/cli/stored.c src/cli/stored.h \
	src/cli/story.c src/cli/story.h \
	src/cli/story-json.c \
	src/cli/table.c src/cli/table.h \
	src/cli/texts.c src/cli/texts.h \
	src/cli/told.c src/cli/told.h

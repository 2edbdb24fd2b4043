noinst_LIBRARIES += libui.a
libui_a_SOURCES = \
	src/ui/actions.c \
	src/ui/app.c src/ui/app.h \
	src/ui/browse.c \
	src/ui/cmdline.c \
	src/ui/chain.c \
	src/ui/collection.c \
	src/ui/commands.c src/ui/commands.h \
	src/ui/complete.c \
	src/ui/complete-path.c \
	src/ui/conf.c src/ui/conf.h \
	src/ui/copy.c \
	src/ui/desk.c \
	src/ui/directive.c src/ui/directive.h \
	src/ui/directive-format.c \
	src/ui/directive-words.c \
	src/ui/doc.c src/ui/doc.h \
	src/ui/feeds.c \
	src/ui/fetching.c src/ui/fetching.h \
	src/ui/files.c src/ui/files.h \
	src/ui/files-scan.c src/ui/files-scan.h \
	src/ui/flow.c src/ui/flow.h \
	src/ui/help.c \
	src/ui/hits.c src/ui/hits.h \
	src/ui/info.c \
	src/ui/input.c \
	src/ui/keyboard.c src/ui/keyboard.h \
	src/ui/keymap.c src/ui/keymap.h \
	src/ui/keyword-file.c src/ui/keyword-file.h \
	src/ui/keywords.c src/ui/keywords.h \
	src/ui/kin.c src/ui/kin.h \
	src/ui/links.c \
	src/ui/list.c \
	src/ui/list-row.c \
	src/ui/list-search.c \
	src/ui/jobs.c \
	src/ui/loop.c \
	src/ui/lists.c \
	src/ui/marking.c src/ui/marking.h \
	src/ui/lists-rows.c \
	src/ui/marks.c \
	src/ui/menu.c src/ui/menu.h \
	src/ui/menu-view.c \
	src/ui/met.c src/ui/met.h \
	src/ui/mouse.c \
	src/ui/news.c \
	src/ui/noted.c src/ui/noted.h \
	src/ui/options.c src/ui/options.h \
	src/ui/pager.c src/ui/pager.h \
	src/ui/pager-search.c \
	src/ui/passages.c src/ui/passages.h \
	src/ui/paint.c src/ui/paint.h \
	src/ui/panel.c \
	src/ui/panes.c src/ui/panes.h \
	src/ui/places.c \
	src/ui/prompt.c src/ui/prompt.h \
	src/ui/quest.c \
	src/ui/reader.c \
	src/ui/refresh.c \
	src/ui/related.c \
	src/ui/samples.c \
	src/ui/save.c \
	src/ui/sheet.c \
	src/ui/searches.c \
	src/ui/sort.c \
	src/ui/sought.c src/ui/sought.h \
	src/ui/rows.c src/ui/rows.h \
	src/ui/shelf.c src/ui/shelf.h \
	src/ui/shelf-files.c \
	src/ui/shelf-library.c src/ui/shelf-library.h \
	src/ui/shelf-library-notes.c src/ui/shelf-library-rows.c \
	src/ui/shelf-links.c src/ui/shelf-links.h \
	src/ui/speech.c src/ui/speech.h \
	src/ui/state.h \
	src/ui/status.c \
	src/ui/terms.c \
	src/ui/text.c src/ui/text.h \
	src/ui/unfolded.c src/ui/unfolded.h \
	src/ui/theme.c src/ui/theme.h \
	src/ui/trail.c src/ui/trail.h \
	src/ui/walk.c

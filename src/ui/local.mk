noinst_LIBRARIES += libui.a
libui_a_SOURCES = \
	src/ui/app.h \
	src/ui/options.c src/ui/options.h

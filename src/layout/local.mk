noinst_LIBRARIES += liblayout.a
liblayout_a_SOURCES = \
	src/layout/line.h \
	src/layout/wrap.h

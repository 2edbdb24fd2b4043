noinst_LIBRARIES += libnews.a
libnews_a_SOURCES = \
	src/news/article.h

noinst_LIBRARIES += libnews.a
libnews_a_SOURCES = \
	src/news/address.c src/news/address.h \
	src/news/anchors.c src/news/anchors.h \
	src/news/article.c src/news/article.h \
	src/news/atom.c \
	src/news/base64.c src/news/base64.h \
	src/news/blocks.c src/news/blocks.h \
	src/news/clipping.c src/news/clipping.h \
	src/news/detect.c \
	src/news/draft.h \
	src/news/ends.c src/news/ends.h \
	src/news/entity.c src/news/entity.h \
	src/news/feed.c src/news/feed.h \
	src/news/head.c \
	src/news/html.c src/news/html.h \
	src/news/htmlblocks.c \
	src/news/htmlcensus.c src/news/htmlcensus.h \
	src/news/htmlld.c \
	src/news/htmlmain.c \
	src/news/htmlmeta.c \
	src/news/htmlpage.h \
	src/news/htmlpart.c \
	src/news/htmltext.c \
	src/news/import.c src/news/import.h \
	src/news/intake.c src/news/intake.h \
	src/news/jsonfeed.c \
	src/news/jsonl.c \
	src/news/jsontree.c src/news/jsontree.h \
	src/news/kinds.c \
	src/news/language.c src/news/language.h \
	src/news/lines.c src/news/lines.h \
	src/news/markdown.c src/news/markdown.h \
	src/news/markdowninline.c \
	src/news/markers.c src/news/markers.h \
	src/news/markup.c src/news/markup.h \
	src/news/markupnode.c \
	src/news/markupspace.c src/news/markupspace.h \
	src/news/mbox.c \
	src/news/mime.c src/news/mime.h \
	src/news/numberdate.c src/news/numberdate.h \
	src/news/opml.c src/news/opml.h \
	src/news/pack.c src/news/pack.h \
	src/news/pieces.c src/news/pieces.h \
	src/news/plain.c src/news/plain.h \
	src/news/read.c \
	src/news/record.c src/news/record.h \
	src/news/related.c \
	src/news/rss.c \
	src/news/shape.c src/news/shape.h \
	src/news/story.c src/news/story.h \
	src/news/stream.c src/news/stream.h \
	src/news/tags.c src/news/tags.h \
	src/news/url.c src/news/url.h \
	src/news/verbatim.c src/news/verbatim.h \
	src/news/window.c src/news/window.h \
	src/news/word.c src/news/word.h

noinst_LIBRARIES += liblibrary.a
liblibrary_a_SOURCES = \
	src/library/analysis.c src/library/analysis.h \
	src/library/ask.c src/library/ask.h \
	src/library/address.c src/library/address.h \
	src/library/beginnings.c src/library/beginnings.h \
	src/library/bits.c src/library/bits.h \
	src/library/body.c src/library/body.h \
	src/library/check.c src/library/check.h \
	src/library/db.c src/library/db.h \
	src/library/feeds.c src/library/feeds.h \
	src/library/fulltext.c src/library/fulltext.h \
	src/library/functions.c src/library/functions.h \
	src/library/hash.c src/library/hash.h \
	src/library/identity.c src/library/identity.h \
	src/library/index.c src/library/index.h \
	src/library/journal.c src/library/journal.h \
	src/library/key.c src/library/key.h \
	src/library/keyterms.c src/library/keyterms.h \
	src/library/library.h \
	src/library/links.c \
	src/library/listing.c src/library/listing.h \
	src/library/listing-number.c \
	src/library/listing-set.c \
	src/library/listing-text.c \
	src/library/listing-walk.c \
	src/library/marks.c \
	src/library/notes.c \
	src/library/open.c \
	src/library/query.c src/library/query-complete.c src/library/query.h \
	src/library/pages.c src/library/pages.h \
	src/library/relate.c src/library/relate.h \
	src/library/ready.c src/library/ready.h \
	src/library/kin.c src/library/kin.h \
	src/library/related.c src/library/related.h \
	src/library/repair.c \
	src/library/rows.c src/library/rows.h \
	src/library/salvage.c src/library/salvage.h \
	src/library/schema.c src/library/schema.h \
	src/library/select.c \
	src/library/score.c src/library/score.h \
	src/library/weights.c \
	src/library/shingles.c src/library/shingles.h \
	src/library/sketch.c src/library/sketch.h \
	src/library/span.c src/library/span.h \
	src/library/statements.c src/library/statements.h \
	src/library/stories.c src/library/stories.h \
	src/library/store.c src/library/store.h \
	src/library/ties.c src/library/ties.h \
	src/library/topics.c src/library/topics.h \
	src/library/vocabulary.c src/library/vocabulary.h \
	src/library/where.c src/library/where.h

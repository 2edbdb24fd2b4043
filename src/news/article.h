/*
 * article.h: an article as the rest of the program sees it.
 *
 * Metadata, then paragraphs in order, each addressed by a key.
 * Keys grow in reading order but are not consecutive: a parsed article numbers
 * its paragraphs from 0, a plain file too large to parse uses byte offsets and
 * reads a paragraph when it is asked for. So a reading position (struct pos)
 * means the same in both, and nothing is proportional to the length of a file.
 *
 * All text is clean (text/clean.h) and valid until the article is freed, or,
 * for a plain file, until the next call on that article.
 * A paragraph has at most PARA_MAX_B bytes; a longer one goes on in the next
 * (`continues`). Overrides and embeddings are dropped from the metadata.
 *
 * The title, the kicker and what stands in the metadata are not paragraphs.
 * Items and quotes are as written, with their bullet, number or `>`. A text
 * that is not plainly an article (a man page, a log, code, a poem, one line) is
 * verbatim: KIND_PRE line by line, an empty paragraph for each blank line,
 * nothing left out but spaces at the ends of lines.
 */
#ifndef JARIDA_NEWS_ARTICLE_H
#define JARIDA_NEWS_ARTICLE_H

#include "base/err.h"
#include "base/str.h"
#include "text/date.h"
#include "text/dir.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum paragraph_kind { KIND_TEXT, KIND_HEADING, KIND_QUOTE, KIND_ITEM, KIND_PRE };

const char *paragraph_kind_name(enum paragraph_kind kind); /* "text", "heading" … as in JSON */

struct paragraph {
	enum paragraph_kind kind;
	struct str text;
	enum dir before; /* direction for a paragraph without a strong character */
	bool continues;  /* the next paragraph is the rest of this one */
	bool continued;  /* and this one is the rest of the one before: takes its direction */
	enum dir dir;    /* DIR_AUTO, or the direction of the piece before when continued */
};

enum link_kind {
	LINK_READ_ALSO, /* named by the text: a related story, by title, with or without URL */
	LINK_PARENT,    /* the story that this one was split off */
	LINK_URL        /* an address in the text */
};

struct link {
	enum link_kind kind;
	struct str title, url;  /* either may be empty */
	int story;              /* index in the same struct story_list, or -1 */
	uint64_t key;           /* paragraph that holds it, or before it; start_cp, end_cp in it for LINK_URL */
	size_t start_cp, end_cp;
};

struct article_meta {
	struct str title, kicker, source, author, lang, url; /* empty when unknown; lang is BCP 47: "ar" */
	struct str guid;      /* the id that a feed or a message gives it */
	struct str categories; /* one a line */
	struct str date_text; /* as written */
	struct date date;     /* date.year = 0 when unknown */
	struct date updated;  /* likewise */
	bool teaser;          /* the body is a summary of what is at url */
	enum dir dir;         /* of the article as a whole */
	bool exported;        /* by another library, whose reader had done with it: */
	bool read, starred;
	struct date stored;   /* when it was taken in there; .year = 0 when unknown */
	bool placed;          /* where reading was left, as library.h has it */
	uint64_t place_key;
	size_t place_cp;
	struct str tags;      /* one a line */
	struct str feed;      /* the address of the one that it came from */
	int parent;           /* index of the parent story in the same list, or -1 */
};

struct article;

/* Free an article that belongs to no list; NULL is allowed. */
void article_free(struct article *article);

/* A reading position; views, marks, hits and saved state use only this. */
struct pos {
	int64_t article; /* whatever the holder numbers articles by; 0: none */
	uint64_t key;    /* paragraph */
	size_t offset_cp;
};

const struct article_meta *article_meta(const struct article *article);

/* Keys: false when there is none. *key is unchanged then. */
bool article_first(struct article *article, uint64_t *key);
bool article_last(struct article *article, uint64_t *key);
bool article_next(struct article *article, uint64_t *key);
bool article_prev(struct article *article, uint64_t *key);

/* The paragraph at key; an empty one when the file cannot be read any more. */
struct paragraph article_paragraph(struct article *article, uint64_t key);

/* How far into the article the start of the paragraph is, and the whole, in bytes of text. */
uint64_t article_offset_b(struct article *article, uint64_t key);
uint64_t article_size_b(struct article *article);

/* The paragraph that holds byte offset_b (for "go to N %"). */
uint64_t article_key_at(struct article *article, uint64_t offset_b);

/* True for a file too large to parse: no metadata but the title, one line a paragraph. */
bool article_is_plain(const struct article *article);

/*
 * True for a plain file and for a text that is no article: to be shown as it
 * is, without a title block. The title is for lists; it may be a copy of a line.
 */
bool article_is_verbatim(const struct article *article);

size_t article_link_count(const struct article *article);
struct link article_link(const struct article *article, size_t i);

/* What the parser dropped as debris, in order, one line each ("" when nothing). */
struct str article_debris(const struct article *article);

/*
 * The whole text of an item of which a feed has a summary: it takes over what the feed calls the item (title,
 * address, guid, date, source, author), so that both are one article.
 */
void article_complete(struct article *story, const struct article_meta *item);

/* The stories of one file. */
struct story_list {
	struct article **stories; /* the first is the parent of those that were split off */
	size_t n;
	struct err problem;       /* the first place that is damaged, though stories came of the rest; code 0: none */
};

enum {
	ARTICLE_MAX_PARSE_B = 4 << 20 /* a larger file is a plain file, read where it is looked at */
};

/*
 * Read a file (NULL or "-": standard input) into stories: tell its format
 * (import.h), decode its charset, clean, parse. Fails with ERR_INPUT on a file that cannot
 * be read, is a directory or is not text (NUL bytes in something that is not
 * UTF-16/32).
 */
int story_list_read(struct story_list *list, const char *path, struct err *err);

/* The same without parsing: one story without a title, each line a paragraph. */
int story_list_read_raw(struct story_list *list, const char *path, struct err *err);

/* The same from bytes; name is for messages and for the title of a text without one. */
int story_list_parse(struct story_list *list, struct str bytes, const char *name, struct err *err);

void story_list_done(struct story_list *list);

/*
 * A plain file that grows: standard input that is longer than can be parsed is
 * copied to an unlinked temporary file in slices. article_poll_fd() is the
 * descriptor to wait for, or -1 when all has been read; article_read_more()
 * copies what is there without blocking and returns whether anything came.
 */
int article_poll_fd(const struct article *article);
bool article_read_more(struct article *article);

/* What has ended the copying before the stream's end: 0, or ERR_INPUT with a message. */
int article_stream_error(const struct article *article, struct err *err);

#endif

/*
 * import.h: any source of articles, one document after the other.
 *
 * What a source is, is told by what the caller knows, then by its content
 * type, its first bytes, its name. Whatever the format, what comes out are
 * stories as article.h describes them: clean text, paragraphs, links, dates;
 * `jarida show`, the full-screen reader and the library take the same. A wrong
 * byte is a problem with line and column, not the end: what is whole in a
 * damaged document is given out.
 */
#ifndef JARIDA_NEWS_IMPORT_H
#define JARIDA_NEWS_IMPORT_H

#include "base/err.h"
#include "base/str.h"
#include "news/article.h"

#include <stdbool.h>
#include <stddef.h>

enum source_format {
	FORMAT_AUTO,
	FORMAT_TEXT,     /* a text clipping, or any other text */
	FORMAT_HTML,     /* a page: its main text */
	FORMAT_FEED,     /* RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0, JSON Feed */
	FORMAT_OPML,
	FORMAT_JSONL,    /* an object a line: title, body, date, source, category, url, lang */
	FORMAT_MARKDOWN,
	FORMAT_MBOX
};

struct source {
	const char *name;         /* for messages: a path, an address */
	struct str url;           /* what relative links are relative to; may be empty */
	struct str content_type;  /* as HTTP gave it, "text/html; charset=windows-1256"; may be empty */
	enum source_format format;
};

/* What a feed says of itself, or an outline of an OPML list says of a feed. Borrowed. */
struct feed_info {
	struct str title, url, site_url, description, lang;
	struct str folder; /* of an OPML list: "Press/Gulf" */
	int ttl_min;       /* 0: not said */
};

struct import_problem {
	const char *name;    /* the source's */
	size_t line, column; /* from 1; 0: not known */
	const char *message;
};

struct import_sink {
	void *to;
	/*
	 * Stories that belong together: a file, an item of a feed, a line. They are the sink's from then on, which
	 * calls story_list_done(); the list itself is gone when it returns. False: stop.
	 */
	bool (*stories)(void *to, struct story_list *list);
	/* A feed's own words before its items; once for each feed of an OPML list. NULL: not wanted. */
	void (*feed)(void *to, const struct feed_info *info);
	void (*problem)(void *to, const struct import_problem *problem); /* NULL: not wanted */
	/*
	 * A descriptor gives nothing more for a moment, or a signal came: time to make count what was given out.
	 * Again and again until it does. False: stop, and what has not been given out is lost. NULL: not wanted.
	 */
	bool (*waits)(void *to);
};

enum { IMPORT_MAX_DOCUMENT_B = 64 << 20 }; /* JSONL and mbox may be of any length, their pieces not */

/* The format of a source from what is known of it and its first bytes. */
enum source_format source_detect(const struct source *source, struct str first_bytes);

/*
 * Take a source apart. 0 when something could be read or there was nothing;
 * ERR_INPUT when the source is not what it says, or nothing in it is whole.
 * A source that the sink has stopped is no error.
 */
int import_bytes(const struct source *source, struct str bytes, const struct import_sink *sink, struct err *err);

/* The same from a descriptor, in pieces where the format allows it; takes it over. */
int import_fd(const struct source *source, int fd, const struct import_sink *sink, struct err *err);

#endif

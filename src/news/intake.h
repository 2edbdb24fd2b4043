/*
 * intake.h: what the readers of all formats share: where stories and problems go.
 *
 * Private to news. A reader takes bytes or a stream apart and gives its stories
 * one by one; when intake_give() says false it leaves off at once.
 */
#ifndef JARIDA_NEWS_INTAKE_H
#define JARIDA_NEWS_INTAKE_H

#include "news/import.h"
#include "news/markers.h"
#include "news/story.h"

#include <stdbool.h>
#include <stddef.h>

struct markup_tree;
struct stream;

struct intake {
	const struct source *source;
	const struct import_sink *sink;
	struct marker_index markers; /* built once for all stories of the source */
	size_t n_stories, n_feeds, n_problems;
	bool stopped; /* the sink wants no more */
};

void intake_init(struct intake *in, const struct source *source, const struct import_sink *sink);

/* The source's name for a message. */
const char *intake_name(const struct intake *in);

/* Hand over the stories of the list, which is empty then; all that comes once it wants no more is dropped. False: that is so. */
bool intake_give(struct intake *in, struct story_list *list);

void intake_feed(struct intake *in, const struct feed_info *info);

/* Line and column from 1, 0 when unknown. More than a hundred of a source are not told. */
void intake_problem(struct intake *in, size_t line, size_t column, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* What a reader returns at its end: 0, or ERR_INPUT with the words when nothing came of the source. */
int intake_result(const struct intake *in, const char *nothing, struct err *err);

/*
 * The bytes as UTF-8, by mark, declaration and guess (text/charset.h), appended
 * to out. A declaration of Latin-1 or ASCII, which fits all bytes, is only a
 * guess of who wrote it and does not count.
 */
void intake_decode(struct str bytes, struct str declared, struct buf *out);

/* charset=… of a content type; empty when it is not said. */
struct str intake_charset(struct str content_type);

/*
 * Read the bytes, whatever encoding they declare, as XML into a tree, which
 * lives as long as utf8; both are the caller's. What is damaged is reported.
 */
void intake_read_xml(struct intake *in, struct str bytes, struct buf *utf8, struct markup_tree *tree);

/* The readers. Bytes are as they came, in whatever encoding. */
int html_import(struct intake *in, struct str bytes, struct err *err);
int feed_import(struct intake *in, struct str bytes, struct err *err);
int opml_import(struct intake *in, struct str bytes, struct err *err);
int markdown_import(struct intake *in, struct str bytes, struct err *err);
int jsonl_import(struct intake *in, struct stream *stream, struct err *err);
int mbox_import(struct intake *in, struct stream *stream, struct err *err);

#endif

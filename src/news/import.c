#include "config.h"

#include "news/import.h"

#include "base/file.h"
#include "news/clipping.h"
#include "news/intake.h"
#include "news/stream.h"

#include <unistd.h>

enum { DETECT_B = 65536 };

/* A text: as the full-screen reader and `show` read it, within the same limit. */
static int text_import(struct intake *in, struct str bytes, struct err *err)
{
	struct story_list list;
	if (bytes.n > ARTICLE_MAX_PARSE_B)
		return err_set(err, ERR_INPUT, "'%s' is too long for an article (more than %d MB)", intake_name(in),
		               ARTICLE_MAX_PARSE_B >> 20);
	int status = clipping_read(&list, bytes, intake_charset(in->source->content_type), in->source->name, err);
	if (status == 0)
		intake_give(in, &list);
	return status;
}

typedef int read_bytes(struct intake *in, struct str bytes, struct err *err);
typedef int read_stream(struct intake *in, struct stream *stream, struct err *err);

struct reader {
	read_bytes *bytes;
	read_stream *stream; /* instead, of what may be of any length */
};

static const struct reader readers[] = {
	[FORMAT_TEXT] = {.bytes = text_import},
	[FORMAT_HTML] = {.bytes = html_import},
	[FORMAT_FEED] = {.bytes = feed_import},
	[FORMAT_OPML] = {.bytes = opml_import},
	[FORMAT_MARKDOWN] = {.bytes = markdown_import},
	[FORMAT_MBOX] = {.stream = mbox_import},
	[FORMAT_JSONL] = {.stream = jsonl_import},
};

static const struct reader *reader_of(enum source_format format)
{
	bool known = format < sizeof readers / sizeof readers[0]
	             && (readers[format].bytes != NULL || readers[format].stream != NULL);
	return &readers[known ? format : FORMAT_TEXT];
}

static int too_large(const struct source *source, struct err *err)
{
	return err_set(err, ERR_INPUT, "'%s' is larger than %d MB", source->name, IMPORT_MAX_DOCUMENT_B >> 20);
}

int import_bytes(const struct source *source, struct str bytes, const struct import_sink *sink, struct err *err)
{
	const struct reader *reader = reader_of(source_detect(source, str_sub(bytes, 0, DETECT_B)));
	struct intake in;
	intake_init(&in, source, sink);
	if (reader->stream == NULL)
		return bytes.n <= IMPORT_MAX_DOCUMENT_B ? reader->bytes(&in, bytes, err) : too_large(source, err);
	struct stream stream;
	stream_of_bytes(&stream, bytes);
	int status = reader->stream(&in, &stream, err);
	stream_done(&stream);
	return status;
}

/* All of a document that comes from a descriptor, whose beginning is in the stream already. */
static int import_whole(const struct reader *reader, struct intake *in, struct stream *stream, struct err *err)
{
	struct str bytes = stream_peek(stream, (size_t)IMPORT_MAX_DOCUMENT_B + 1);
	if (stream->status < 0)
		return err_set(err, stream->err.code, "%s", stream->err.message);
	if (in->stopped)
		return 0;
	return bytes.n <= IMPORT_MAX_DOCUMENT_B ? reader->bytes(in, bytes, err) : too_large(in->source, err);
}

static bool waits(void *to)
{
	struct intake *in = to;
	in->stopped = in->stopped || !in->sink->waits(in->sink->to);
	return !in->stopped;
}

int import_fd(const struct source *source, int fd, const struct import_sink *sink, struct err *err)
{
	struct intake in;
	struct stream stream;
	intake_init(&in, source, sink);
	stream_of_fd(&stream, fd, intake_name(&in));
	stream.waits = sink->waits != NULL ? waits : NULL;
	stream.to = &in;
	const struct reader *reader = reader_of(source_detect(source, stream_peek(&stream, DETECT_B)));
	int status = reader->stream != NULL ? reader->stream(&in, &stream, err)
	                                    : import_whole(reader, &in, &stream, err);
	stream_done(&stream);
	close(fd);
	return status;
}

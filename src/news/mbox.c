#include "config.h"

#include "news/intake.h"

#include "news/blocks.h"
#include "news/clipping.h"
#include "news/html.h"
#include "news/mime.h"
#include "news/stream.h"
#include "news/word.h"
#include "text/clean.h"

#include <string.h>

enum { MAX_MESSAGE_B = STREAM_MAX_LINE_B, MAX_META_B = 1 << 16 };

/* A header as metadata. */
static struct str header(struct article *story, struct str head, const char *name)
{
	struct buf value;
	buf_init(&value, MAX_META_B);
	mime_header(head, name, &value);
	struct str meta = story_meta_raw(story, buf_str(&value));
	buf_done(&value);
	return meta;
}

/* "Samir <samir@port.example>", "samir@port.example (Samir)": the name. */
static struct str sender_name(struct str from)
{
	size_t open = str_find(from, STR("<"), 0), bracket = str_find(from, STR(" ("), 0);
	struct str name = str_trim(str_sub(from, 0, open != (size_t)-1 ? open : from.n));
	if (open == (size_t)-1 && bracket != (size_t)-1 && str_ends(from, STR(")")))
		name = str_sub(from, bracket + 2, from.n - 1);
	if (name.n > 1 && name.p[0] == '"' && name.p[name.n - 1] == '"')
		name = str_sub(name, 1, name.n - 1);
	return name.n > 0 ? name : from;
}

static struct str inside_brackets(struct str id)
{
	bool bracketed = id.n > 2 && id.p[0] == '<' && id.p[id.n - 1] == '>';
	return bracketed ? str_sub(id, 1, id.n - 1) : id;
}

/* "[quay] The ship": the name of a list is its source, and no part of the title. */
static void split_list_name(struct article_meta *meta)
{
	enum { MAX_LIST_B = 40 };
	size_t end = str_find(meta->title, STR("] "), 0);
	if (meta->title.n == 0 || meta->title.p[0] != '[' || end == (size_t)-1 || end > MAX_LIST_B || meta->source.n > 0)
		return;
	meta->source = str_sub(meta->title, 1, end);
	meta->title = str_trim(str_sub(meta->title, end + 2, meta->title.n));
}

static void set_meta(struct article *story, struct str head)
{
	struct article_meta *meta = &story->meta;
	meta->title = header(story, head, "Subject");
	meta->author = sender_name(header(story, head, "From"));
	meta->guid = inside_brackets(header(story, head, "Message-ID"));
	meta->lang = header(story, head, "Content-Language");
	meta->date_text = header(story, head, "Date");
	meta->source = header(story, head, "Newsgroups");
	if (!date_parse(meta->date_text, &meta->date))
		meta->date = (struct date){0};
	split_list_name(meta);
}

static void add_body(struct intake *in, struct story_list *list, struct article *story, struct str message)
{
	bool is_html = false;
	struct buf text, clean;
	buf_init(&text, (message.n + 1) * 4);
	mime_text(message, &text, &is_html);
	if (is_html) {
		struct blocks blocks;
		blocks_init(&blocks);
		html_fragment(&blocks, buf_str(&text), (struct str){"", 0});
		clipping_parse_blocks(list, story, &blocks, &in->markers);
		blocks_done(&blocks);
	} else {
		buf_init(&clean, (text.n + 1) * 16);
		clean_text(buf_str(&text), &clean);
		clipping_parse_body(list, story, buf_str(&clean), BODY_MAIL, &in->markers);
		buf_done(&clean);
	}
	buf_done(&text);
}

static bool give_message(struct intake *in, const struct buf *bytes, size_t line)
{
	struct str message = buf_str(bytes);
	struct story_list list = {0};
	if (bytes->full) {
		intake_problem(in, line, 0, "the message is longer than %d MB", MAX_MESSAGE_B >> 20);
		return !in->stopped;
	}
	if (str_trim(message).n == 0)
		return !in->stopped;
	struct article *story = story_new();
	set_meta(story, str_sub(message, 0, mime_body_start(message)));
	add_body(in, &list, story, message);
	return intake_give(in, &list);
}

/* Mail programs put a > before a line of the text that begins so; mboxrd before those with a > as well. */
static struct str without_quote(struct str line)
{
	size_t n = 0;
	while (n < line.n && line.p[n] == '>')
		n++;
	bool quoted = n > 0 && str_starts(str_sub(line, n, line.n), STR("From "));
	return quoted ? str_sub(line, 1, line.n) : line;
}

/* Add the line to the message, or when it is the first line of the next, give the one before. */
static void read_line(struct intake *in, const struct stream *stream, struct str line, struct buf *message,
                      size_t *start, bool *blank)
{
	if (str_starts(line, STR("From ")) && *blank) {
		give_message(in, message, *start);
		buf_clear(message);
		*start = stream->line;
	} else {
		buf_add_str(message, without_quote(line));
		buf_add_char(message, '\n');
		message->full |= stream->too_long;
	}
	*blank = line.n == 0 && !stream->too_long;
}

int mbox_import(struct intake *in, struct stream *stream, struct err *err)
{
	struct buf message;
	struct str line;
	bool blank = true;
	size_t start = 1;
	buf_init(&message, MAX_MESSAGE_B);
	while (!in->stopped && stream_line(stream, &line))
		read_line(in, stream, line, &message, &start, &blank);
	if (!in->stopped && stream->status == 0)
		give_message(in, &message, start);
	buf_done(&message);
	if (stream->status < 0)
		return err_set(err, stream->err.code, "%s", stream->err.message);
	return intake_result(in, stream->line > 0 ? "holds no message" : NULL, err);
}

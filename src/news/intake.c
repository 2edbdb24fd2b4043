#include "config.h"

#include "news/intake.h"

#include "news/markup.h"
#include "news/word.h"
#include "text/charset.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MAX_PROBLEMS = 100 };

void intake_init(struct intake *in, const struct source *source, const struct import_sink *sink)
{
	*in = (struct intake){.source = source, .sink = sink};
	marker_index_init(&in->markers);
}

const char *intake_name(const struct intake *in)
{
	const char *name = in->source->name;
	return name == NULL || strcmp(name, "-") == 0 ? "standard input" : name;
}

bool intake_give(struct intake *in, struct story_list *list)
{
	if (list->n == 0 || in->stopped) {
		story_list_done(list);
		return !in->stopped;
	}
	in->n_stories += list->n;
	struct story_list given = *list;
	*list = (struct story_list){0};
	if (!in->sink->stories(in->sink->to, &given))
		in->stopped = true;
	return !in->stopped;
}

void intake_feed(struct intake *in, const struct feed_info *info)
{
	in->n_feeds++;
	if (in->sink->feed != NULL && !in->stopped)
		in->sink->feed(in->sink->to, info);
}

void intake_problem(struct intake *in, size_t line, size_t column, const char *format, ...)
{
	if (in->n_problems++ >= MAX_PROBLEMS || in->sink->problem == NULL || in->stopped)
		return;
	char message[sizeof((struct err *)NULL)->message];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	struct import_problem problem = {
		.name = intake_name(in), .line = line, .column = column, .message = message};
	in->sink->problem(in->sink->to, &problem);
}

int intake_result(const struct intake *in, const char *nothing, struct err *err)
{
	if (in->n_stories > 0 || in->n_feeds > 0 || in->stopped || nothing == NULL)
		return 0;
	return err_set(err, ERR_INPUT, "'%s': %s", intake_name(in), nothing);
}

static bool is_catch_all(struct str charset)
{
	static const char *const names[] = {"iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (word_eq(charset, names[i]))
			return true;
	return false;
}

void intake_decode(struct str bytes, struct str declared, struct buf *out)
{
	charset_to_utf8(bytes, is_catch_all(str_trim(declared)) ? STR("") : declared, out);
}

struct str intake_charset(struct str content_type)
{
	size_t i = word_find(content_type, "charset", 0);
	if (i == (size_t)-1)
		return STR("");
	struct str value = str_trim(str_sub(content_type, i + strlen("charset"), content_type.n));
	if (value.n == 0 || value.p[0] != '=')
		return STR("");
	value = str_trim(str_sub(value, 1, value.n));
	if (value.n > 0 && (value.p[0] == '"' || value.p[0] == '\''))
		value = str_sub(value, 1, value.n);
	size_t n = 0;
	while (n < value.n && strchr(" \t\r\n;,\"'>/", value.p[n]) == NULL)
		n++;
	return str_sub(value, 0, n);
}

/* encoding="…" of an XML declaration, which is ASCII in every encoding but UTF-16 (and that is told by itself). */
static struct str declared_charset(struct str bytes)
{
	struct str head = str_sub(bytes, 0, 256);
	size_t at = str_find(head, STR("<?xml"), 0), end = str_find(head, STR("?>"), 0);
	if (at == (size_t)-1 || end == (size_t)-1)
		return (struct str){"", 0};
	size_t name = str_find(str_sub(head, 0, end), STR("encoding"), at);
	if (name == (size_t)-1)
		return (struct str){"", 0};
	size_t i = name + strlen("encoding");
	while (i < end && (word_is_space(head.p[i]) || strchr("=\"'", head.p[i]) != NULL))
		i++;
	size_t from = i;
	while (i < end && strchr("\"' ", head.p[i]) == NULL)
		i++;
	return str_sub(head, from, i);
}

static void tell_fault(struct intake *in, const struct markup_tree *tree)
{
	size_t line, column;
	if (tree->fault == NULL)
		return;
	markup_place(tree->bytes, tree->fault_at, &line, &column);
	bool named = tree->fault_name[0] != '\0';
	intake_problem(in, line, column, "damaged XML: %s%s%s%s", named ? "<" : "", tree->fault_name, named ? "> " : "",
	               tree->fault);
}

void intake_read_xml(struct intake *in, struct str bytes, struct buf *utf8, struct markup_tree *tree)
{
	struct str charset = intake_charset(in->source->content_type);
	buf_init(utf8, (bytes.n + 1) * 4);
	intake_decode(bytes, charset.n > 0 ? charset : declared_charset(bytes), utf8);
	markup_read(tree, buf_str(utf8), false);
	tell_fault(in, tree);
}

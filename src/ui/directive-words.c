/* A line and its words. */
#include "config.h"

#include "ui/directive.h"

#include "text/utf8.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static int check_line(struct str line, struct err *err)
{
	if (line.n > DIRECTIVE_MAX_B)
		return err_set(err, ERR_USAGE, "longer than %d bytes", DIRECTIVE_MAX_B);
	if (!utf8_valid(line))
		return err_set(err, ERR_USAGE, "not UTF-8");
	for (size_t i = 0; i < line.n; i++)
		if (((unsigned char)line.p[i] < ' ' && line.p[i] != '\t') || line.p[i] == 127)
			return err_set(err, ERR_USAGE, "a control character (%u)", (unsigned)(unsigned char)line.p[i]);
	return 0;
}

/* One word from p on into out; returns what is after it, or NULL when a quote does not end. */
static const char *take_word(const char *p, const char *end, char **out)
{
	bool quoted = false;
	for (; p < end && (quoted || !is_blank(*p)); p++) {
		if (*p == '"') {
			quoted = !quoted;
			continue;
		}
		if (quoted && *p == '\\' && p + 1 < end && (p[1] == '"' || p[1] == '\\'))
			p++;
		*(*out)++ = *p;
	}
	*(*out)++ = '\0';
	return quoted ? NULL : p;
}

int words_split(struct words *words, struct str line, struct err *err)
{
	line = str_trim(line);
	words->n = 0;
	if (line.n == 0 || line.p[0] == '#')
		return 0;
	int rc = check_line(line, err);
	if (rc != 0)
		return rc;
	const char *p = line.p, *end = line.p + line.n;
	char *out = words->text;
	while (p < end) {
		if (is_blank(*p)) {
			p++;
			continue;
		}
		if (*p == '#')
			break;
		if (words->n == DIRECTIVE_MAX_WORDS)
			return err_set(err, ERR_USAGE, "more than %d words", DIRECTIVE_MAX_WORDS);
		words->word[words->n++] = out;
		p = take_word(p, end, &out);
		if (p == NULL)
			return err_set(err, ERR_USAGE, "a quote that does not end; \\\" in quotes is the sign itself");
	}
	return 0;
}

void word_format(const char *word, struct buf *out)
{
	if (word[0] != '\0' && word[0] != '#' && strpbrk(word, "\" \t") == NULL) {
		buf_add_str(out, str_of(word));
		return;
	}
	buf_add_char(out, '"');
	for (; *word != '\0'; word++) {
		if (*word == '"' || *word == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, *word);
	}
	buf_add_char(out, '"');
}

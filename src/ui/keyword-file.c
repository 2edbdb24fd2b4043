#include "config.h"

#include "ui/keyword-file.h"

#include "base/file.h"
#include "term/memory.h"

#include <stdlib.h>

enum { FILE_B = 1 << 20 };

static const char heading[] = "# Keywords that were given while reading (jarida(1)); read after the configuration.\n";

void keyword_file_path(struct buf *path)
{
	memory_path(path, "keywords", getenv);
}

/* What a line is about; nothing where it is no line of a keyword. */
static void text_of(const struct words *words, struct buf *text)
{
	enum directive_id id = words->n > 0 ? directive_find(words->word[0]) : DIRECTIVE_COUNT;
	buf_clear(text);
	if (id == DIRECTIVE_KEYWORD || id == DIRECTIVE_UNKEYWORD)
		keywords_text(words->word + 1, words->n - 1, text);
}

/* All lines but those about that text, and the first comment. */
static void copy_others(struct str whole, struct str text, struct buf *out)
{
	struct words words;
	struct buf about;
	struct str line;
	buf_init(&about, DIRECTIVE_MAX_B + 1);
	while (str_next_line(&whole, &line)) {
		if (words_split(&words, line, NULL) != 0)
			continue;
		text_of(&words, &about);
		if (about.n == 0 || str_eq(buf_str(&about), text))
			continue;
		buf_add_str(out, line);
		buf_add_char(out, '\n');
	}
	buf_done(&about);
}

static void add_line(const struct words *words, struct buf *out)
{
	for (size_t i = 0; i < words->n; i++) {
		buf_add_str(out, i > 0 ? STR(" ") : STR(""));
		word_format(words->word[i], out);
	}
	buf_add_char(out, '\n');
}

static int keep(const char *path, const struct words *words, struct err *err)
{
	struct buf whole, content, text;
	buf_init(&whole, FILE_B);
	buf_init(&content, FILE_B);
	buf_init(&text, DIRECTIVE_MAX_B + 1);
	int rc = 0;
	if (!file_read_small(path, &whole))
		rc = err_set(err, ERR_INPUT, "'%s' cannot be read whole: it stays as it is", path);
	text_of(words, &text);
	buf_add_str(&content, str_of(heading));
	copy_others(buf_str(&whole), buf_str(&text), &content);
	add_line(words, &content);
	if (rc == 0 && content.full)
		rc = err_set(err, ERR_INPUT, "'%s' is full (%d KiB): move its lines into the configuration", path,
		             FILE_B / 1024);
	if (rc == 0) {
		file_make_folders(path);
		rc = file_replace(path, buf_str(&content), err);
	}
	buf_done(&whole);
	buf_done(&content);
	buf_done(&text);
	return rc;
}

int keyword_file_keep(const struct words *words, struct err *err)
{
	struct buf path;
	buf_init(&path, BUF_NO_MAX);
	keyword_file_path(&path);
	int rc = path.n > 0 ? keep(buf_cstr(&path), words, err)
	                    : err_set(err, ERR_INPUT, "no home to keep it in: set HOME");
	buf_done(&path);
	return rc;
}

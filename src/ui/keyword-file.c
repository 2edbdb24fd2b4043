#include "config.h"

#include "ui/keyword-file.h"

#include "base/file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_B = 1 << 20 };

static const char heading[] = "# Keywords that were given while reading (jarida(1)); read behind the configuration.\n";

void keyword_file_path(struct buf *path)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	if (state != NULL && state[0] == '/')
		buf_addf(path, "%s/jarida/keywords", state);
	else if (home != NULL && home[0] == '/')
		buf_addf(path, "%s/.local/state/jarida/keywords", home);
}

/* The whole file, empty where there is none; a pipe in its place is not waited for. */
static int read_kept(const char *path, struct buf *whole, struct err *err)
{
	struct stat status;
	int rc = 0, fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return 0;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
		rc = file_read_all(fd, path, whole, err);
	close(fd);
	return rc;
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

int keyword_file_keep(const struct words *words, struct err *err)
{
	struct buf path, whole, content, text;
	buf_init(&path, BUF_NO_MAX);
	buf_init(&whole, FILE_B);
	buf_init(&content, FILE_B);
	buf_init(&text, DIRECTIVE_MAX_B + 1);
	keyword_file_path(&path);
	text_of(words, &text);
	int rc = path.n > 0 ? read_kept(buf_cstr(&path), &whole, err)
	                    : err_set(err, ERR_INPUT, "no home to keep it in: set HOME");
	buf_add_str(&content, str_of(heading));
	copy_others(buf_str(&whole), buf_str(&text), &content);
	add_line(words, &content);
	if (rc == 0 && (whole.full || content.full))
		rc = err_set(err, ERR_INPUT, "'%s' is full (%d KiB): move its lines into the configuration", buf_cstr(&path),
		             FILE_B / 1024);
	if (rc == 0) {
		file_make_folders(buf_cstr(&path));
		rc = file_replace(buf_cstr(&path), buf_str(&content), err);
	}
	buf_done(&path);
	buf_done(&whole);
	buf_done(&content);
	buf_done(&text);
	return rc;
}

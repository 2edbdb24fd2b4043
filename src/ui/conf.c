#include "config.h"

#include "ui/conf.h"

#include "base/file.h"
#include "ui/keyword-file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_MAX_B = 4096 };

/* A file that is being read, and the one that includes it. */
struct source {
	const char *name;
	dev_t dev;
	ino_t ino;
	const struct source *parent;
	int depth;
	size_t line;
	bool kept; /* what it takes away may be gone already */
};

void conf_init(struct conf *config)
{
	*config = (struct conf){.n_files = 0};
	options_init(&config->options);
	keymap_init(&config->keymap);
	keywords_init(&config->keywords);
	buf_init(&config->warnings, 1 << 17);
}

void conf_done(struct conf *config)
{
	keymap_done(&config->keymap);
	keywords_done(&config->keywords);
	buf_done(&config->warnings);
	feed_wishes_done(&config->feeds);
}

struct settings conf_settings(struct conf *config)
{
	return (struct settings){&config->options, &config->keymap, &config->theme, &config->keywords, &config->feeds};
}

static void warn(struct conf *config, const struct source *source, const char *message)
{
	if (config->n_warnings++ >= CONF_MAX_WARNINGS)
		return;
	if (source != NULL)
		buf_addf(&config->warnings, "%s:%zu: ", source->name, source->line);
	buf_addf(&config->warnings, "%s\n", message);
}

static void read_lines(struct conf *config, struct source *source, struct str text);

/* All of fd, after which the file is at its end. */
static int read_bytes(struct conf *config, int fd, const char *path, struct buf *bytes, struct err *err)
{
	size_t left = CONF_MAX_B - config->read_b;
	buf_init(bytes, left + 1);
	int rc = file_read_all(fd, path, bytes, err);
	if (rc == 0 && bytes->n > left)
		rc = err_set(err, ERR_INPUT, "cannot read '%s': a configuration has %d KiB at most", path,
		             CONF_MAX_B / 1024);
	config->read_b += bytes->n < left ? bytes->n : left;
	return rc;
}

static int read_file(struct conf *config, struct source *source, struct err *err)
{
	struct buf bytes;
	struct stat st;
	int fd = file_open(source->name, err);
	if (fd < 0)
		return fd;
	config->n_files++;
	int rc = read_bytes(config, fd, source->name, &bytes, err);
	if (rc == 0 && fstat(fd, &st) == 0) {
		source->dev = st.st_dev;
		source->ino = st.st_ino;
	}
	close(fd);
	if (rc == 0)
		read_lines(config, source, buf_str(&bytes));
	buf_done(&bytes);
	return rc;
}

/* Where a name leads from the folder of another file; false when there is no room for it. */
static bool resolve(const char *name, const char *from, struct buf *path)
{
	const char *home = getenv("HOME");
	const char *slash = strrchr(from, '/');
	if (strncmp(name, "~/", 2) == 0 && home != NULL && home[0] == '/')
		buf_addf(path, "%s%s", home, name + 1);
	else if (name[0] == '/' || slash == NULL)
		buf_add_str(path, str_of(name));
	else
		buf_addf(path, "%.*s%s", (int)(slash - from) + 1, from, name);
	return !path->full;
}

/* Nobody's file is waited for: only one that has an end is opened. */
static int check_included(const struct conf *config, const struct source *from, const char *path, struct err *err)
{
	struct stat st;
	char reason[ERR_REASON_B];
	if (stat(path, &st) != 0)
		return err_set(err, ERR_INPUT, "cannot read '%s': %s", path, err_reason(errno, reason));
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_INPUT, "cannot read '%s': not a file", path);
	if (from->depth >= CONF_MAX_DEPTH || config->n_files >= CONF_MAX_FILES)
		return err_set(err, ERR_INPUT, "too many files are included: %d, %d in one another, at most",
		               CONF_MAX_FILES, CONF_MAX_DEPTH);
	for (const struct source *s = from; s != NULL; s = s->parent)
		if (s->dev == st.st_dev && s->ino == st.st_ino)
			return err_set(err, ERR_INPUT, "'%s' is included by itself", path);
	return 0;
}

static int include(struct conf *config, const struct source *from, const struct words *words, struct err *err)
{
	struct buf path;
	if (words->n != 2)
		return err_set(err, ERR_USAGE, "include wants %s", directive_row(DIRECTIVE_INCLUDE)->operands);
	buf_init(&path, PATH_MAX_B);
	int rc = resolve(words->word[1], from->name, &path) ? 0 : err_set(err, ERR_USAGE, "too long a name");
	if (rc == 0)
		rc = check_included(config, from, buf_cstr(&path), err);
	struct source source = {.name = buf_cstr(&path), .parent = from, .depth = from->depth + 1};
	if (rc == 0)
		rc = read_file(config, &source, err);
	buf_done(&path);
	return rc;
}

static void read_lines(struct conf *config, struct source *source, struct str text)
{
	static const struct str bom = {"\xEF\xBB\xBF", 3};
	const struct settings settings = conf_settings(config);
	struct words words;
	struct str line;
	struct err err;
	if (str_starts(text, bom))
		text = str_sub(text, bom.n, text.n);
	while (str_next_line(&text, &line)) {
		source->line++;
		int rc = words_split(&words, line, &err);
		if (rc == 0 && words.n > 0 && directive_find(words.word[0]) == DIRECTIVE_INCLUDE)
			rc = include(config, source, &words, &err);
		else if (rc == 0)
			rc = directive_run(&settings, &words, NULL, &err);
		if (rc != 0 && !(source->kept && words.n > 0 && directive_find(words.word[0]) == DIRECTIVE_UNKEYWORD))
			warn(config, source, err.message);
	}
}

void conf_read_text(struct conf *config, const char *name, struct str text)
{
	struct source source = {.name = name};
	read_lines(config, &source, text);
}

int conf_read(struct conf *config, const char *path, struct err *err)
{
	struct source source = {.name = path};
	int rc = read_file(config, &source, err);
	if (rc != 0 && err != NULL)
		err->code = ERR_USAGE;
	return rc != 0 ? ERR_USAGE : 0;
}

/* A file that nobody has named, but that is there: what is wrong with it is a warning. */
static void read_unnamed(struct conf *config, struct source *source)
{
	struct err why;
	int rc = check_included(config, source, source->name, &why);
	if (rc == 0)
		rc = read_file(config, source, &why);
	if (rc != 0)
		warn(config, NULL, why.message);
}

void conf_read_kept(struct conf *config)
{
	struct buf path;
	struct stat st;
	buf_init(&path, PATH_MAX_B);
	keyword_file_path(&path);
	struct source source = {.name = buf_cstr(&path), .kept = true};
	if (path.n > 0 && !path.full && stat(source.name, &st) == 0)
		read_unnamed(config, &source);
	buf_done(&path);
}

int conf_find(struct conf *config, struct err *err)
{
	const char *named = getenv("JARIDA_CONFIG"), *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	if (named != NULL && named[0] != '\0')
		return conf_read(config, named, err);
	struct buf path;
	struct stat st;
	buf_init(&path, PATH_MAX_B);
	if (folder != NULL && folder[0] == '/')
		buf_addf(&path, "%s/jarida/config", folder);
	else if (home != NULL && home[0] == '/')
		buf_addf(&path, "%s/.config/jarida/config", home);
	struct source source = {.name = buf_cstr(&path)};
	if (source.name[0] != '\0' && (stat(source.name, &st) == 0 || (errno != ENOENT && errno != ENOTDIR)))
		read_unnamed(config, &source);
	buf_done(&path);
	return 0;
}

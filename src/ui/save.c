/* The article into a file: asked for by name, never over another one unasked, and never half of it. */
#include "config.h"

#include "ui/state.h"

#include "base/file.h"
#include "base/mem.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK_B = 1 << 16, NAME_MAX_CP = 60 };

/* A file's name from a title: blanks and what separates folders are hyphens. */
static void propose(struct app *app, struct buf *out)
{
	struct str title = shelf_row(app->shelf, app->shown).title;
	size_t n = 0, word = 0; /* where the last whole word ends */
	for (; title.n > 0 && n < NAME_MAX_CP; n++) {
		uint32_t cp;
		title = str_sub(title, utf8_decode(title.p, title.n, &cp), title.n);
		bool separates = cp <= ' ' || cp == '/' || cp == ':' || cp == '\\';
		bool controls = (cp >= 0x7F && cp < 0xA0) || (cp >= 0x200E && cp <= 0x200F) || cp == 0x61C ||
		                (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
		word = separates ? out->n : word;
		bool leads = out->n == 0 && (cp == '.' || cp == '~' || separates);
		if (!controls && !leads && !(separates && out->p[out->n - 1] == '-'))
			utf8_add(out, separates ? '-' : cp);
	}
	if (title.n > 0 && title.p[0] > ' ' && word > 0)
		out->n = word;
	buf_add_str(out, STR(".txt"));
}

unsigned save_begin(struct app *app)
{
	struct buf name;
	if (desk_article(app) == NULL) {
		app_say(app, "%s", text(TEXT_NOTHING_SELECTED));
		return DRAWN;
	}
	prompt_open(&app->prompt, PROMPT_SAVE, &app->save_history);
	app->prompt.label = text(TEXT_SAVE_LABEL);
	buf_init(&name, BUF_NO_MAX);
	propose(app, &name);
	prompt_set_text(&app->prompt, buf_str(&name));
	buf_done(&name);
	return DRAWN;
}

static bool write_article(struct app *app, int fd)
{
	struct doc *doc = &app->reader.doc;
	uint64_t key;
	struct buf out;
	bool more = doc_first(doc, &key), done = true;
	buf_init(&out, BUF_NO_MAX);
	while (more && done) {
		more = copy_add_paragraph(doc, &key, &out);
		if (!more || out.n >= CHUNK_B) {
			done = file_write_all(fd, buf_str(&out));
			buf_clear(&out);
		}
	}
	buf_done(&out);
	return done;
}

/* Into an open file, which goes away again where that fails; errno tells why. */
static bool fill(struct app *app, int fd, const char *path)
{
	bool done = write_article(app, fd);
	int number = errno;
	if (close(fd) != 0 && done) {
		done = false;
		number = errno;
	}
	if (!done)
		unlink(path);
	errno = number;
	return done;
}

/* In place of a file that is there: under another name until it is whole. */
static bool replace(struct app *app, const char *path)
{
	struct stat st;
	struct buf name;
	char *target = realpath(path, NULL);
	bool done = false;
	int number;
	buf_init(&name, BUF_NO_MAX);
	buf_addf(&name, "%s.XXXXXX", target != NULL ? target : path);
	buf_cstr(&name);
	if (target == NULL || stat(target, &st) != 0) {
		number = errno;
	} else {
		int fd = mkstemp(name.p);
		done = fd >= 0 && fchmod(fd, st.st_mode & 0777) == 0 && fill(app, fd, name.p) &&
		       rename(name.p, target) == 0;
		number = errno;
	}
	free(target);
	buf_done(&name);
	errno = number;
	return done;
}

static unsigned report(struct app *app, bool done)
{
	char reason[ERR_REASON_B];
	if (done)
		app_say(app, text(TEXT_SAVED), app->save_path);
	else
		app_complain(app, text(TEXT_NOT_SAVED), app->save_path, err_reason(errno, reason));
	return DRAWN;
}

static unsigned overwrite(struct app *app)
{
	return report(app, replace(app, app->save_path));
}

unsigned save_to(struct app *app, struct str given)
{
	struct stat st;
	struct str path = str_trim(given);
	const char *home = getenv("HOME");
	bool at_home = str_starts(path, STR("~/")) && home != NULL;
	if (path.n == 0)
		return DRAWN;
	int n = snprintf(app->save_path, sizeof app->save_path, "%s%.*s", at_home ? home : "",
	                 (int)(path.n - at_home), path.p + at_home);
	if ((size_t)n >= sizeof app->save_path) {
		errno = ENAMETOOLONG;
		return report(app, false);
	}
	int fd = open(app->save_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd >= 0)
		return report(app, fill(app, fd, app->save_path));
	if (errno != EEXIST)
		return report(app, false);
	if (stat(app->save_path, &st) != 0 || !S_ISREG(st.st_mode)) {
		errno = EEXIST;
		return report(app, false);
	}
	app_ask(app, overwrite);
	app_say(app, text(TEXT_OVERWRITE), app->save_path);
	return DRAWN;
}

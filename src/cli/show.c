#include "config.h"

#include "cli/show.h"

#include "base/str.h"
#include "cli/out.h"
#include "cli/print.h"
#include "cli/raw.h"
#include "cli/report.h"
#include "cli/stored.h"
#include "cli/story.h"
#include "news/article.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SHOW_RAW = 1000, SHOW_JSON, SHOW_ORDER, SHOW_SHAPE, SHOW_DIRECTION, SHOW_WIDTH };

enum { DEFAULT_WIDTH_COL = 80, MAX_WIDTH_COL = 10000 };

const struct arg_option print_rows[] = {
	{"order", 0, "visual|logical", "as a screen shows it, or in reading order", SHOW_ORDER},
	{"shape", 0, "auto|forms|base", "send joined presentation forms, or the letters of the text", SHOW_SHAPE},
	{"direction", 0, "auto|rtl|ltr", "base direction of the paragraphs", SHOW_DIRECTION},
	{"width", 0, "N", "columns of a line; 0: one paragraph a line", SHOW_WIDTH},
	{"json", 0, NULL, "print one JSON object per line", SHOW_JSON},
};
const size_t n_print_rows = sizeof print_rows / sizeof *print_rows;

const struct arg_option show_rows[] = {
	{"raw", 0, NULL, "parse nothing: every line is a paragraph", SHOW_RAW},
};
const size_t n_show_rows = sizeof show_rows / sizeof *show_rows;

void show_options_init(struct show_options *options, bool output_is_terminal)
{
	const char *no_color = getenv("NO_COLOR"); /* counts when it is not empty */
	*options = (struct show_options){
		.visual = output_is_terminal,
		.forms = true,
		.dir = DIR_AUTO,
		.width_col = SHOW_WIDTH_DEFAULT,
		.color = output_is_terminal && (no_color == NULL || no_color[0] == '\0'),
	};
}

static int bad_value(int id, const char *value, struct err *err)
{
	for (size_t i = 0; i < n_print_rows; i++) {
		if (print_rows[i].id == id)
			return err_set(err, ERR_USAGE, "--%s: '%s' is none of %s", print_rows[i].name, value,
			               print_rows[i].value);
	}
	return ERR_USAGE;
}

static int set_width(struct show_options *options, const char *value, struct err *err)
{
	char *end;
	errno = 0;
	long n = strtol(value, &end, 10);
	if (errno != 0 || end == value || *end != '\0' || n < 0 || n > MAX_WIDTH_COL)
		return err_set(err, ERR_USAGE, "--width: '%s' is not a number from 0 to %d", value,
		               MAX_WIDTH_COL);
	options->width_col = (int)n;
	return 0;
}

int show_set(struct show_options *options, int id, const char *value, struct err *err)
{
	int word = -1;
	switch (id) {
	case SHOW_RAW:
		options->raw = true;
		return 0;
	case SHOW_JSON:
		options->json = true;
		return 0;
	case SHOW_WIDTH:
		return set_width(options, value, err);
	case SHOW_ORDER:
		word = str_index_among("visual|logical", value);
		options->visual = word == 0;
		break;
	case SHOW_SHAPE:
		word = str_index_among("auto|forms|base", value);
		options->forms = word != 2;
		break;
	case SHOW_DIRECTION:
		word = str_index_among("auto|rtl|ltr", value);
		options->dir = word == 1 ? DIR_RTL : word == 2 ? DIR_LTR : DIR_AUTO;
		break;
	default:
		break;
	}
	return word >= 0 ? 0 : bad_value(id, value, err);
}

static int terminal_width(void)
{
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return DEFAULT_WIDTH_COL;
}

struct print_options show_print_options(const struct show_options *options)
{
	int width = options->width_col;
	/* Reading order is left unwrapped unless a width is asked for. */
	if (width == SHOW_WIDTH_DEFAULT)
		width = options->visual ? terminal_width() : 0;
	return (struct print_options){
		.visual = options->visual,
		.shape = options->forms ? SHAPE_FORMS : SHAPE_BASE,
		.dir = options->dir,
		.width_col = width,
		.color = options->color,
	};
}

/* A blank line parts the stories of a file from those shown before. */
static int show_stories(const struct show_options *options, const char *path, struct printer *printer,
                        bool first, struct err *err)
{
	struct story_list list;
	int rc = options->raw ? story_list_read_raw(&list, path, err) : story_list_read(&list, path, err);
	if (rc != 0)
		return rc;
	if (list.problem.code != 0 && !options->quiet)
		report(list.problem.message);
	if (!first && !options->json)
		printer_blank(printer);
	for (size_t i = 0; i < list.n; i++) {
		if (options->json)
			story_print_json(&list, i, path, printer->out);
		else
			story_print_text(&list, i, printer);
		if (rc == 0)
			rc = article_stream_error(list.stories[i], err);
	}
	story_list_done(&list);
	return rc;
}

/* All that one invocation shows, and how it went. */
struct showing {
	const struct show_options *options;
	struct printer printer;
	struct library *library; /* NULL: not opened yet, or not there */
	bool any; /* has been shown */
	int result; /* code of the last input that could not be shown */
};

static void fail(struct showing *showing, const struct err *problem)
{
	showing->result = problem->code;
	if (!showing->options->quiet)
		report(problem->message);
}

static void show_file(struct showing *showing, const char *path)
{
	struct err problem;
	struct printer *printer = &showing->printer;
	const struct show_options *options = showing->options;
	int rc = options->raw && !options->json
	                 ? raw_print(path, printer, &problem)
	                 : show_stories(options, path, printer, !showing->any, &problem);
	if (rc == 0) {
		showing->any = true;
		return;
	}
	fail(showing, &problem);
}

/* --- articles of the library --- */

static bool is_number(const char *name)
{
	size_t n = strspn(name, "0123456789");
	return n > 0 && name[n] == '\0';
}

static bool is_prefixed(const char *name)
{
	return strncmp(name, "url:", 4) == 0 || strncmp(name, "file:", 5) == 0;
}

static int print_stored(struct showing *showing, int64_t id, struct err *err)
{
	struct printer *printer = &showing->printer;
	struct article *article;
	struct article_row row;
	int rc = library_article(showing->library, id, &article, err);
	if (rc != 0)
		return rc;
	struct listing *all = listing_new(showing->library, &(struct selection){.feed = 0});
	rc = listing_find(all, id, &row, err);
	if (rc == 0 && showing->options->json) {
		struct stored_feed feed = {0};
		buf_init(&feed.url, BUF_NO_MAX);
		story_print_stored(article, showing->library, &row,
		                   stored_feed_url(&feed, showing->library, row.feed), printer->out);
		buf_done(&feed.url);
	} else if (rc == 0) {
		if (showing->any)
			printer_blank(printer);
		story_print_text(&(struct story_list){.stories = &article, .n = 1}, 0, printer);
	}
	listing_free(all);
	article_free(article);
	return rc;
}

/* Whether the name is one of the library's articles, or of nothing at all: then it is shown, or was told of. */
static bool show_stored(struct showing *showing, const char *name)
{
	struct err problem;
	int64_t id = 0;
	int rc = 0;
	if (!showing->options->stored || !(is_number(name) || is_prefixed(name)))
		return false;
	if (showing->library == NULL)
		rc = stored_open(&showing->library, showing->options->library, &problem);
	if (rc == 0)
		rc = stored_find(showing->library, name, &id, &problem);
	if (rc != 0 && access(name, F_OK) == 0)
		return false;
	if (rc == 0)
		rc = print_stored(showing, id, &problem);
	if (rc != 0)
		fail(showing, &problem);
	else
		showing->any = true;
	return true;
}

static int is_not_hidden(const struct dirent *entry)
{
	bool maybe_file = entry->d_type == DT_REG || entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN;
	return entry->d_name[0] != '.' && maybe_file;
}

/* A file, be it by a link; what the folder does not tell is asked. */
static bool is_file(const struct dirent *entry, const char *path)
{
	struct stat st;
	return entry->d_type == DT_REG || (stat(path, &st) == 0 && S_ISREG(st.st_mode));
}

/* A folder is its files, by name; folders in it are not entered. False: it is no folder, or cannot be read as one. */
static bool show_folder(struct showing *showing, const char *path)
{
	struct dirent **entries;
	int n = scandir(path, &entries, is_not_hidden, alphasort);
	int n_files = 0;
	if (n < 0)
		return false;
	for (int i = 0; i < n; i++) {
		struct buf name;
		buf_init(&name, PATH_MAX);
		buf_addf(&name, "%s/%s", path, entries[i]->d_name);
		bool file = is_file(entries[i], buf_cstr(&name));
		n_files += file;
		if (file && showing->printer.out->error == 0)
			show_file(showing, buf_cstr(&name));
		buf_done(&name);
		free(entries[i]);
	}
	free(entries);
	if (n_files == 0) {
		struct err problem;
		err_set(&problem, ERR_NO_MATCH, "no files in '%s'", path);
		fail(showing, &problem);
	}
	return true;
}

int show_run(const struct show_options *options, char *const *operands, size_t n, struct err *err)
{
	struct out out;
	struct showing showing = {.options = options};
	struct print_options print = show_print_options(options);
	out_init(&out, STDOUT_FILENO);
	printer_init(&showing.printer, &print, &out);
	for (size_t i = 0; i < n && out.error == 0; i++) {
		if (show_stored(&showing, operands[i]))
			continue;
		if (strcmp(operands[i], "-") == 0 || !show_folder(&showing, operands[i]))
			show_file(&showing, operands[i]);
	}
	library_close(showing.library);
	printer_done(&showing.printer);
	int rc = out_done(&out, err);
	return rc != 0 ? rc : showing.result;
}

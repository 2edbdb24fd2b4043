#include "config.h"

#include "cli/told.h"

#include "base/clock.h"
#include "cli/json.h"
#include "cli/report.h"
#include "cli/stored.h"
#include "text/clean.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { PROGRESS_MS = 200 };

int told_open_library(struct library **library, const char *place, enum library_access access, struct err *err)
{
	char at[PLACE_MAX_B];
	int status = stored_place(place, at, err);
	return status == 0 ? library_open(library, at, access, err) : status;
}

void told_init(struct told *told, const struct told_options *options)
{
	bool terminal = isatty(STDOUT_FILENO);
	*told = (struct told){
		.options = *options,
		.progress = isatty(STDERR_FILENO) && !options->quiet,
		.at_once = true,
		.start_ms = clock_now_ms(),
	};
	told->last_ms = told->start_ms;
	out_init(&told->out, STDOUT_FILENO);
	const struct print_options print = {.visual = terminal, .shape = SHAPE_FORMS, .dir = DIR_LTR};
	printer_init(&told->printer, &print, &told->out);
}

int told_done(struct told *told, struct err *err)
{
	told_clear(told);
	printer_done(&told->printer);
	int status = out_done(&told->out, err);
	return status == 0 && told->failed > 0 ? ERR_INPUT : status;
}

/* --- a source's end --- */

static void add_number(struct json *json, const char *key, int64_t number)
{
	json_key(json, key);
	json_number(json, number);
}

static void print_json(struct told *told, const struct fetch_event *event)
{
	struct json json = {.out = &told->out.buf};
	json_open(&json, '{');
	json_member(&json, "source", str_of(event->name));
	if (event->feed != 0)
		add_number(&json, "feed", event->feed);
	add_number(&json, "stored", event->added);
	add_number(&json, "updated", event->updated);
	add_number(&json, "known", event->known);
	add_number(&json, "subscribed", event->subscribed);
	json_key(&json, "unchanged");
	json_bool(&json, event->unchanged);
	json_member(&json, "failure", str_of(event->failure));
	if (event->line > 0)
		add_number(&json, "line", (int64_t)event->line);
	if (event->column > 0)
		add_number(&json, "column", (int64_t)event->column);
	if (event->problems > 1)
		add_number(&json, "problems", (int64_t)event->problems);
	json_close(&json, '}');
	buf_add_char(&told->out.buf, '\n');
}

static void add_count(struct buf *line, int64_t n, const char *what, bool *any)
{
	if (n == 0)
		return;
	buf_addf(line, "%s%lld %s", *any ? ", " : ": ", (long long)n, what);
	*any = true;
}

/*
 * The name, on one line; where lines are laid out, as an isolate, so that the
 * digits behind an Arabic one stay behind it.
 */
static void add_name(struct buf *line, const char *name, bool isolate)
{
	size_t start = line->n;
	if (isolate)
		buf_add_str(line, STR("\u2068"));
	clean_text(str_of(name[0] != '\0' ? name : "''"), line);
	for (size_t i = start; i < line->n; i++)
		if (line->p[i] == '\n' || line->p[i] == '\t')
			line->p[i] = ' ';
	if (isolate)
		buf_add_str(line, STR("\u2069"));
}

static void print_line(struct told *told, const struct fetch_event *event)
{
	struct buf line;
	bool any = false;
	buf_init(&line, BUF_NO_MAX);
	add_name(&line, event->name, told->printer.options.visual);
	add_count(&line, event->subscribed, event->subscribed == 1 ? "feed subscribed" : "feeds subscribed", &any);
	add_count(&line, event->added, "stored", &any);
	add_count(&line, event->updated, "updated", &any);
	add_count(&line, event->known, "known", &any);
	if (event->unchanged)
		buf_add_str(&line, STR(": unchanged"));
	else if (!any)
		buf_add_str(&line, STR(": nothing new"));
	printer_paragraph(&told->printer, buf_str(&line), false);
	buf_done(&line);
}

/* As report() does, but laid out: the name may be the title of an Arabic feed. */
static void report_on_terminal(const struct buf *line)
{
	struct out out;
	struct printer printer;
	const struct print_options print = {.visual = true, .shape = SHAPE_FORMS, .dir = DIR_LTR};
	out_init(&out, STDERR_FILENO);
	printer_init(&printer, &print, &out);
	printer_paragraph(&printer, buf_str(line), false);
	printer_done(&printer);
	out_done(&out, NULL);
}

static void report_failure(const struct fetch_event *event)
{
	struct buf line;
	bool terminal = isatty(STDERR_FILENO);
	buf_init(&line, BUF_NO_MAX);
	if (terminal)
		buf_add_str(&line, STR("jarida: "));
	add_name(&line, event->name, terminal);
	if (event->line > 0)
		buf_addf(&line, ":%zu", event->line);
	if (event->line > 0 && event->column > 0)
		buf_addf(&line, ":%zu", event->column);
	buf_add_str(&line, STR(": "));
	add_name(&line, event->failure, false);
	if (event->problems > 1)
		buf_addf(&line, " (and %zu more)", event->problems - 1);
	if (terminal)
		report_on_terminal(&line);
	else
		report(buf_cstr(&line));
	buf_done(&line);
}

static void count(struct told *told, const struct fetch_event *event)
{
	told->sources++;
	told->stored += event->added;
	told->updated += event->updated;
	told->known += event->known;
	told->unchanged += event->unchanged;
	told->subscribed += event->subscribed;
	told->failed += event->failure != NULL;
}

void told_event(void *to, const struct fetch_event *event)
{
	struct told *told = to;
	bool some = event->added + event->updated + event->known + event->subscribed > 0;
	count(told, event);
	told_clear(told);
	if (told->options.json)
		print_json(told, event);
	else if (event->failure == NULL || some)
		print_line(told, event);
	if (told->at_once)
		out_flush(&told->out);
	if (event->failure != NULL && !told->options.json && !told->options.quiet)
		report_failure(event);
	struct fetch_event so_far = {.done = event->done, .total = event->total, .bytes = event->bytes,
	                             .total_bytes = event->total_bytes};
	told_progress(told, &so_far);
}

void told_line(struct told *told, const char *name, const char *what)
{
	struct json json = {.out = &told->out.buf};
	struct buf line;
	if (told->options.json) {
		json_open(&json, '{');
		json_member(&json, "source", str_of(name));
		json_key(&json, what);
		json_bool(&json, true);
		json_close(&json, '}');
		buf_add_char(&told->out.buf, '\n');
		return;
	}
	buf_init(&line, BUF_NO_MAX);
	add_name(&line, name, told->printer.options.visual);
	buf_addf(&line, ": %s", what);
	printer_paragraph(&told->printer, buf_str(&line), false);
	buf_done(&line);
}

/* --- how far it is --- */

static void add_left(struct buf *line, int64_t took_ms, int64_t done, int64_t total)
{
	if (total <= 0 || done <= 0 || done > total)
		return;
	buf_addf(line, ", %lld %%", (long long)((double)done * 100 / (double)total));
	int64_t left_s = (int64_t)((double)took_ms * (double)(total - done) / (double)done / 1000);
	if (took_ms >= 1000)
		buf_addf(line, ", %lld:%02lld left", (long long)(left_s / 60), (long long)(left_s % 60));
}

void told_progress(void *to, const struct fetch_event *event)
{
	struct told *told = to;
	struct out out;
	int64_t now = clock_now_ms(), took = now - told->start_ms;
	if (!told->progress || now - told->last_ms < PROGRESS_MS)
		return;
	int64_t n = told->stored + told->updated + told->known + event->added + event->updated + event->known;
	told->last_ms = now;
	told_clear(told);
	out_init(&out, STDERR_FILENO);
	buf_addf(&out.buf, "%lld of %lld", (long long)event->done, (long long)event->total);
	buf_addf(&out.buf, ", %lld articles", (long long)n);
	buf_addf(&out.buf, ", %lld a second", (long long)(n * 1000 / (took > 0 ? took : 1)));
	if (event->total_bytes > 0)
		add_left(&out.buf, took, event->bytes, event->total_bytes);
	else
		add_left(&out.buf, took, event->done, event->total);
	told->line_is_there = true;
	out_done(&out, NULL);
}

void told_clear(struct told *told)
{
	struct out out;
	if (!told->line_is_there)
		return;
	out_init(&out, STDERR_FILENO);
	buf_add_str(&out.buf, STR("\r\033[K"));
	out_done(&out, NULL);
	told->line_is_there = false;
}

/* --- signals --- */

static atomic_bool stop;
static volatile sig_atomic_t signal_that_came;
static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

static void note_signal(int number)
{
	signal_that_came = number;
	atomic_store(&stop, true);
}

const atomic_bool *told_catch_signals(void)
{
	struct sigaction action = {.sa_handler = note_signal, .sa_flags = (int)SA_RESETHAND}, before;
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		sigaction(signals[i], NULL, &before);
		if (before.sa_handler != SIG_IGN) /* nohup */
			sigaction(signals[i], &action, NULL);
	}
	return &stop;
}

void told_wait(int64_t until_ms)
{
	sigset_t ours, before;
	sigemptyset(&ours);
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		sigaddset(&ours, signals[i]);
	sigprocmask(SIG_BLOCK, &ours, &before);
	while (!atomic_load(&stop)) {
		int64_t left = until_ms - clock_now_ms();
		struct timespec time = {left / 1000, left % 1000 * 1000000};
		if (left <= 0)
			break;
		ppoll(NULL, 0, &time, &before);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
}

void told_heed_signal(void)
{
	if (signal_that_came == 0)
		return;
	struct sigaction action = {.sa_handler = SIG_DFL};
	sigaction(signal_that_came, &action, NULL);
	raise(signal_that_came);
}

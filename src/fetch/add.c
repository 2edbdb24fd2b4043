/* Files, folders, standard input, lists of feeds and addresses, into the library. */
#include "config.h"

#include "fetch/discover.h"
#include "fetch/guard.h"
#include "fetch/pool.h"
#include "fetch/refresh.h"
#include "fetch/trust.h"
#include "fetch/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct adding {
	struct refresh refresh;
	struct work *work; /* of refresh */
	int fd;            /* of the file at hand, or -1 */
	bool from_public;  /* the document at hand is what a public server says */
};

/* An address that was named. */
struct named {
	enum asked asked; /* ASKED_SOURCE */
	const char *name;
	bool feed;        /* a page has named it as its feed */
};

static bool is_address(const char *source)
{
	return transfer_is_web(str_of(source));
}

/* "ftp://…": no path, unless there is one. */
static bool is_foreign(const char *source)
{
	return strstr(source, "://") != NULL && access(source, F_OK) != 0;
}

static bool keep_on(const struct adding *a)
{
	return a->work->err.code == 0 && !batch_stopped(&a->work->batch);
}

static void tell_failure(struct adding *a, const char *name, const char *failure)
{
	work_tell(a->work, &(struct fetch_event){.name = name, .failure = failure});
}

/* --- one document --- */

static void tell_of_part(void *to, const struct document *document)
{
	struct adding *a = to;
	struct fetch_event event = {.name = document->source.name};
	int64_t before = a->work->bytes;
	off_t at = a->fd >= 0 ? lseek(a->fd, 0, SEEK_CUR) : -1;
	work_fill(&event, document);
	a->work->bytes += at > 0 ? at : 0;
	work_tell_progress(a->work, &event);
	a->work->bytes = before;
}

/* One of a list. A public server's list does not lead into the reader's own network: the reader has to name that. */
static int subscribe_one(struct adding *a, struct document *d, const struct feed_row *row, bool *is_new, struct err *err)
{
	int64_t id;
	*is_new = false;
	if (a->from_public && guard_is_private_host(guard_host(row->url))) {
		if (d->n_problems++ == 0)
			snprintf(d->problem, sizeof d->problem,
			         "a public list names an address in a private network: 'jarida add %.*s' subscribes to it",
			         row->url.n < 200 ? (int)row->url.n : 200, row->url.p);
		return 0;
	}
	int status = batch_begin(&a->work->batch, err);
	if (status == 0)
		status = library_add_feed(a->work->run->store, row, &id, is_new, err);
	if (status == 0 && *is_new && a->from_public)
		trust_note_public(a->work->run->store, id);
	return status;
}

/* A list has feeds and no stories; a feed that is a file of its own is not subscribed, whatever it says of itself. */
static int subscribe(struct adding *a, struct document *d, int64_t *n_new, struct err *err)
{
	int status = 0;
	*n_new = 0;
	if (d->n_stories > 0)
		return 0;
	for (const struct told_feed *feed = d->feeds; feed != NULL && status == 0; feed = feed->next) {
		const struct feed_info *info = &feed->info;
		struct feed_row row = {.url = info->url, .title = info->title, .site_url = info->site_url,
		                       .lang = info->lang, .folder = info->folder,
		                       .full_text = a->work->run->full_text};
		bool is_new;
		if (info->url.n == 0)
			continue;
		status = subscribe_one(a, d, &row, &is_new, err);
		*n_new += status == 0 && is_new;
	}
	return status;
}

static int note_file(struct adding *a, const struct document *d, const struct stat *st, struct err *err)
{
	if (st == NULL || d->n_problems > 0 || batch_stopped(&a->work->batch))
		return 0;
	int status = batch_begin(&a->work->batch, err);
	if (status != 0)
		return status;
	int64_t mtime_ns = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
	return library_note_file(a->work->run->store, d->provenance.file, st->st_size, mtime_ns, err);
}

/* The document has been read, with that result: keep what belongs to it, end the batch, tell. */
static void end_document(struct adding *a, struct document *d, const struct stat *st)
{
	struct fetch_event event = {.name = d->source.name};
	struct err err;
	int status = subscribe(a, d, &event.subscribed, &err);
	if (status == 0)
		status = note_file(a, d, st, &err);
	if (status == 0)
		status = batch_end(&a->work->batch, &err);
	if (d->library.code != 0)
		work_fail(a->work, &d->library);
	else if (status != 0)
		work_fail(a->work, &err);
	if (a->work->err.code != 0)
		return;
	work_fill(&event, d);
	work_tell(a->work, &event);
}

static void begin_document(struct adding *a, struct document *d, const char *name)
{
	document_init(d, &a->work->batch);
	d->source.name = name;
	d->provenance.time = a->work->now;
	d->to = a;
	d->progress = tell_of_part;
}

/* --- files --- */

static bool count_file(void *to, const struct walked *file)
{
	struct adding *a = to;
	a->work->total++;
	a->work->total_bytes += file->size_b > 0 ? file->size_b : 0;
	return keep_on(a);
}

static bool is_unchanged(const struct adding *a, const char *path, const struct stat *st)
{
	int64_t mtime_ns = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
	return S_ISREG(st->st_mode) && library_knows_file(a->work->run->store, str_of(path), st->st_size, mtime_ns);
}

static void take_open_file(struct adding *a, const struct walked *file, int fd)
{
	struct stat st;
	struct document d;
	if (fstat(fd, &st) != 0)
		st = (struct stat){.st_mode = S_IFIFO};
	if (is_unchanged(a, file->path, &st)) {
		close(fd);
		work_tell(a->work, &(struct fetch_event){.name = file->name, .unchanged = true});
		return;
	}
	begin_document(a, &d, file->name);
	d.provenance.file = str_of(file->path);
	a->fd = fd;
	document_fd(&d, fd);
	a->fd = -1;
	end_document(a, &d, S_ISREG(st.st_mode) ? &st : NULL);
	document_done(&d);
}

static bool take_file(void *to, const struct walked *file)
{
	struct adding *a = to;
	struct err err;
	if (!keep_on(a))
		return false;
	char reason[ERR_REASON_B];
	int fd = file->err == NULL ? open(file->path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : -1;
	if (fd < 0)
		err_set(&err, ERR_INPUT, "cannot be read: %s", err_reason(errno, reason));
	if (fd >= 0)
		take_open_file(a, file, fd);
	else
		tell_failure(a, file->name, file->err != NULL ? file->err->message : err.message);
	a->work->bytes += file->size_b > 0 ? file->size_b : 0;
	return keep_on(a);
}

static void take_standard_input(struct adding *a)
{
	struct document d;
	int fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
	if (fd < 0) {
		tell_failure(a, "-", "standard input is closed");
		return;
	}
	begin_document(a, &d, "standard input");
	document_fd(&d, fd);
	end_document(a, &d, NULL);
	document_done(&d);
}

/* --- addresses --- */

/* A feed: subscribed where it has moved to for good, then as any other. */
static bool take_feed(struct adding *a, const struct named *named, const struct answer *answer)
{
	struct err err;
	struct feed_row row = {.url = answer->moved || named->feed ? answer->url : str_of(named->name),
	                       .full_text = a->work->run->full_text};
	int64_t id;
	bool is_new;
	int status = batch_begin(&a->work->batch, &err);
	if (status == 0)
		status = library_add_feed(a->work->run->store, &row, &id, &is_new, &err);
	if (status == 0)
		status = library_feed(a->work->run->store, id, &row, &err);
	if (status != 0)
		return work_fail(a->work, &err);
	struct feed_job *job = refresh_job(&a->refresh, &row);
	if (a->work->run->full_text && !row.full_text) {
		job->row.full_text = true;
		refresh_change(&a->refresh, job->row.id, NULL, true);
	}
	job->is_new = is_new;
	if (!answer->began_public && !named->feed)
		trust_give(a->work->run->store, id);
	return refresh_answered(&a->refresh, job, answer);
}

/* The page names a feed: that is asked for in its place. */
static bool take_feed_of(struct adding *a, const struct named *named, const struct answer *answer)
{
	struct buf url;
	buf_init(&url, 1 << 14);
	bool found = !named->feed && discover_feed(answer->body, answer->url, &url);
	if (found) {
		struct named *next = arena_alloc(a->refresh.arena, sizeof *next);
		*next = (struct named){ASKED_SOURCE, named->name, true};
		pool_add(a->work->pool, &(struct request){.url = buf_str(&url), .guarded = answer->is_public, .of = next});
	} else {
		tell_failure(a, named->name, "the page names no feed");
	}
	buf_done(&url);
	return true;
}

static bool take_page(struct adding *a, const struct answer *answer, struct document *d)
{
	struct buf url;
	buf_init(&url, 1 << 14);
	if (document_bytes(d, answer->body) != 0 && d->library.code == 0
	    && discover_feed(answer->body, answer->url, &url)) {
		size_t n = strlen(d->problem);
		snprintf(d->problem + n, sizeof d->problem - n, "; 'jarida add --feed' subscribes to its feed");
	}
	buf_done(&url);
	end_document(a, d, NULL);
	return keep_on(a);
}

static bool take_answer(struct adding *a, const struct named *named, const struct answer *answer)
{
	struct document d;
	begin_document(a, &d, named->name);
	d.source.url = answer->url;
	d.source.content_type = answer->content_type;
	enum source_format format = source_detect(&d.source, answer->body);
	bool on = true;
	a->from_public = answer->is_public && !a->work->run->limits.private_hosts;
	if (format == FORMAT_FEED)
		on = take_feed(a, named, answer);
	else if (format == FORMAT_HTML && (a->work->run->feeds || named->feed))
		on = take_feed_of(a, named, answer);
	else if (a->work->run->feeds && format != FORMAT_OPML)
		tell_failure(a, named->name, "it is not a feed, and no page that names one");
	else
		on = take_page(a, answer, &d);
	a->from_public = false;
	document_done(&d);
	return on;
}

static bool answered(void *to, void *of, const struct answer *answer)
{
	struct adding *a = to;
	const enum asked *asked = of;
	const struct named *named = of;
	if (*asked != ASKED_SOURCE)
		return refresh_answered(&a->refresh, of, answer);
	if (answer->failure != NULL) {
		tell_failure(a, named->name, answer->failure);
		return true;
	}
	return take_answer(a, named, answer);
}

static int ask_for(struct adding *a, const char *source, struct err *err)
{
	struct named *named = arena_alloc(a->refresh.arena, sizeof *named);
	*named = (struct named){ASKED_SOURCE, source, false};
	if (a->work->pool == NULL)
		a->work->pool = pool_new(a->work->run, answered, a, err);
	if (a->work->pool == NULL)
		return ERR_INPUT;
	pool_add(a->work->pool, &(struct request){.url = str_of(source), .of = named});
	return 0;
}

/* --- all --- */

static void take_source(struct adding *a, const char *source)
{
	struct err err;
	if (strcmp(source, "-") == 0)
		take_standard_input(a);
	else if (!is_address(source) && is_foreign(source))
		tell_failure(a, source, "only http and https are fetched");
	else if (!is_address(source))
		walk(source, take_file, a);
	else if (ask_for(a, source, &err) != 0)
		work_fail(a->work, &err);
}

int fetch_add(const struct fetch_run *run, char *const *sources, size_t n, struct err *err)
{
	struct adding a = {.fd = -1};
	refresh_init(&a.refresh, run);
	a.work = &a.refresh.work;
	for (size_t i = 0; i < n && keep_on(&a); i++) {
		if (strcmp(sources[i], "-") == 0 || is_address(sources[i]) || is_foreign(sources[i]))
			a.work->total++;
		else
			walk(sources[i], count_file, &a);
	}
	for (size_t i = 0; i < n && keep_on(&a); i++)
		take_source(&a, sources[i]);
	if (a.work->pool != NULL && keep_on(&a))
		pool_run(a.work->pool);
	int status = refresh_result(&a.refresh, err);
	refresh_done(&a.refresh);
	return status;
}

/* What a server answers about a feed: articles into the library, and how it went. */
#include "config.h"

#include "fetch/refresh.h"

#include "fetch/page.h"
#include "fetch/pool.h"
#include "fetch/trust.h"
#include "fetch/wait.h"
#include "fetch/wish.h"

#include <stdio.h>

enum { MAX_PAGES = 200 }; /* of one feed in a run */

static struct str copy(struct refresh *r, struct str s)
{
	return s.n > 0 ? arena_copy(r->arena, s) : s;
}

void refresh_init(struct refresh *r, const struct fetch_run *run)
{
	*r = (struct refresh){.arena = arena_new()};
	work_init(&r->work, run);
}

void refresh_done(struct refresh *r)
{
	work_done(&r->work);
	arena_free(r->arena);
}

struct feed_job *refresh_job(struct refresh *r, const struct feed_row *row)
{
	struct feed_job *job = arena_alloc(r->arena, sizeof *job);
	job->asked = ASKED_FEED;
	job->row = *row;
	job->row.url = copy(r, row->url);
	job->row.title = copy(r, row->title);
	job->row.etag = copy(r, row->etag);
	job->row.modified = copy(r, row->modified);
	return job;
}

/* --- the end of one feed --- */

void refresh_change(struct refresh *r, int64_t id, const struct str *url, bool full_text)
{
	struct feed_row row;
	if (library_feed(r->work.run->store, id, &row, NULL) != 0)
		return;
	struct arena *arena = arena_new();
	struct str before = arena_copy(arena, row.url);
	row.url = url != NULL ? *url : before;
	row.title = arena_copy(arena, row.title);
	row.site_url = arena_copy(arena, row.site_url);
	row.lang = arena_copy(arena, row.lang);
	row.folder = arena_copy(arena, row.folder);
	row.full_text |= full_text;
	bool changed = library_change_feed(r->work.run->store, &row, NULL) == 0; /* else another feed has the address */
	if (changed && !str_eq(before, row.url))
		feed_note_moved(r->work.run->store, before, id);
	arena_free(arena);
}

/* What the feed says of itself, where the reader's list says nothing. */
static void name_feed(struct refresh *r, const struct feed_job *job, const struct feed_info *info)
{
	struct feed_row row = {.url = job->row.url, .title = info->title, .site_url = info->site_url, .lang = info->lang};
	int64_t id;
	bool is_new;
	struct feed_row now;
	if (library_feed(r->work.run->store, job->row.id, &now, NULL) == 0 && str_eq(now.url, job->row.url))
		library_add_feed(r->work.run->store, &row, &id, &is_new, NULL);
}

static void went_well(const struct refresh *r, struct feed_row *row, int ttl_min)
{
	row->fetched = r->work.now;
	int interval_min = row->interval_min > 0 ? row->interval_min : r->work.run->interval_min;
	row->next = r->work.now + wait_interval(interval_min, ttl_min);
	row->failures = 0;
	row->failure = (struct str){"", 0};
	row->gone = false;
}

static void failed(const struct refresh *r, struct feed_row *row, const struct answer *answer, const char *why)
{
	int64_t asked = wait_asked(answer->retry_after, r->work.now);
	int64_t own = wait_after_failures(++row->failures);
	row->next = r->work.now + (asked > own ? asked : own);
	row->failure = str_of(why);
	row->gone = answer->gone;
}

/* In the same batch as its articles: what the server is asked with next time is known only when they are. */
static bool note_feed(struct refresh *r, const struct feed_job *job)
{
	struct err err;
	int status = batch_begin(&r->work.batch, &err);
	if (status == 0) {
		library_feed_fetched(r->work.run->store, &job->row, NULL); /* or left meanwhile */
		status = batch_end(&r->work.batch, &err);
	}
	return status == 0 || work_fail(&r->work, &err);
}

static void tell(struct refresh *r, const struct feed_job *job, struct fetch_event *event)
{
	event->name = job->row.title.n > 0 ? job->row.title.p : job->row.url.p;
	event->feed = job->row.id;
	event->subscribed = job->is_new;
	work_tell(&r->work, event);
}

static bool end_without(struct refresh *r, struct feed_job *job, const struct answer *answer, const char *why)
{
	failed(r, &job->row, answer, why);
	if (!note_feed(r, job))
		return false;
	tell(r, job, &(struct fetch_event){.failure = why});
	return true;
}

/* Where it answered from decides what its name may mean another time. */
static void note_address(struct refresh *r, const struct feed_job *job, const struct answer *answer)
{
	if (answer->began_public && !r->work.run->limits.private_hosts)
		trust_note_public(r->work.run->store, job->row.id);
}

static bool end_unchanged(struct refresh *r, struct feed_job *job, const struct answer *answer)
{
	struct err err;
	if (batch_begin(&r->work.batch, &err) != 0)
		return work_fail(&r->work, &err);
	if (answer->moved)
		refresh_change(r, job->row.id, &answer->url, false);
	note_address(r, job, answer);
	went_well(r, &job->row, 0);
	if (!note_feed(r, job))
		return false;
	tell(r, job, &(struct fetch_event){.unchanged = true});
	return true;
}

/* --- a document --- */

static void want_page(void *to, const struct article *article, const struct stored_story *stored)
{
	struct refresh *r = to;
	struct page *page = r->n_pages < MAX_PAGES ? page_wanted(&r->work, r->arena, article, stored) : NULL;
	if (page == NULL)
		return;
	page->feed = r->pages_feed;
	r->n_pages++;
	pool_add(r->work.pool, &(struct request){.url = page->url, .guarded = r->pages_public, .of = page});
	r->work.total++;
}

static void tell_of_part(void *to, const struct document *document)
{
	struct refresh *r = to;
	struct fetch_event event = {.name = document->source.name, .feed = document->provenance.feed};
	work_fill(&event, document);
	work_tell_progress(&r->work, &event);
}

static bool end_document(struct refresh *r, struct feed_job *job, const struct answer *answer, struct document *d)
{
	struct fetch_event event = {0};
	if (d->feeds != NULL)
		name_feed(r, job, &d->feeds->info);
	if (answer->moved)
		refresh_change(r, job->row.id, &answer->url, false);
	note_address(r, job, answer);
	went_well(r, &job->row, d->feeds != NULL ? d->feeds->info.ttl_min : 0);
	job->row.etag = answer->etag;
	job->row.modified = answer->modified;
	if (!note_feed(r, job))
		return false;
	if (job->row.title.n == 0 && d->feeds != NULL)
		job->row.title = copy(r, d->feeds->info.title);
	work_fill(&event, d);
	tell(r, job, &event);
	return true;
}

static bool take_document(struct refresh *r, struct feed_job *job, const struct answer *answer, struct document *d)
{
	int status = document_bytes(d, answer->body);
	if (d->library.code != 0)
		return work_fail(&r->work, &d->library);
	if (status != 0)
		return end_without(r, job, answer, d->problem);
	if (batch_stopped(&r->work.batch)) { /* in its midst: what is stored is, and the next run asks again */
		struct err err;
		return batch_end(&r->work.batch, &err) == 0 ? false : work_fail(&r->work, &err);
	}
	return end_document(r, job, answer, d);
}

static bool take_feed(struct refresh *r, struct feed_job *job, const struct answer *answer)
{
	struct document d;
	char name[512];
	snprintf(name, sizeof name, "%.*s", answer->url.n < 500 ? (int)answer->url.n : 500, answer->url.p);
	document_init(&d, &r->work.batch);
	d.source = (struct source){.name = name, .url = answer->url, .content_type = answer->content_type};
	d.provenance = (struct provenance){.feed = job->row.id, .time = r->work.now};
	d.to = r;
	d.stored = job->row.full_text ? want_page : NULL;
	d.progress = tell_of_part;
	r->pages_public = answer->is_public;
	r->pages_feed = job->row.id;
	r->n_pages = 0;
	enum source_format format = source_detect(&d.source, answer->body);
	bool ok = format == FORMAT_FEED ? take_document(r, job, answer, &d)
	          : end_without(r, job, answer, format == FORMAT_HTML ? "the answer is a page, not a feed"
	                                                              : "the answer is not a feed");
	document_done(&d);
	return ok;
}

bool refresh_answered(struct refresh *r, void *of, const struct answer *answer)
{
	const enum asked *asked = of;
	struct feed_job *job = of;
	if (*asked == ASKED_PAGE)
		return page_answered(&r->work, of, answer);
	if (answer->failure != NULL)
		return end_without(r, job, answer, answer->failure);
	return answer->unchanged ? end_unchanged(r, job, answer) : take_feed(r, job, answer);
}

int refresh_result(const struct refresh *r, struct err *err)
{
	return r->work.err.code == 0 ? 0 : err_set(err, r->work.err.code, "%s", r->work.err.message);
}

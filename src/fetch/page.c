#include "config.h"

#include "fetch/page.h"

#include "news/import.h"

static bool has_only_summary(struct work *work, int64_t id)
{
	struct article *article;
	if (library_article(work->run->store, id, &article, NULL) != 0)
		return false;
	bool summary = article_meta(article)->teaser;
	article_free(article);
	return summary;
}

static struct article_meta copy_meta(struct arena *arena, const struct article_meta *meta)
{
	struct article_meta copy = *meta;
	struct str *const texts[] = {&copy.title, &copy.kicker, &copy.source, &copy.author, &copy.lang,
	                             &copy.url, &copy.guid, &copy.categories, &copy.date_text};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		*texts[i] = arena_copy(arena, *texts[i]);
	return copy;
}

struct page *page_wanted(struct work *work, struct arena *arena, const struct article *article,
                         const struct stored_story *stored)
{
	const struct article_meta *meta = article_meta(article);
	if (!transfer_is_web(meta->url) || meta->parent >= 0)
		return NULL;
	/* What was new in an earlier run that did not come to its end is known now. */
	if (stored->what == STORED_KNOWN && (!meta->teaser || !has_only_summary(work, stored->id)))
		return NULL;
	struct page *page = arena_alloc(arena, sizeof *page);
	page->asked = ASKED_PAGE;
	page->item = copy_meta(arena, meta);
	page->url = page->item.url;
	page->size_b = article_size_b((struct article *)article);
	return page;
}

struct taking {
	struct work *work;
	const struct page *page;
	struct fetch_event *event;
	bool fine;
};

/* The first story of the page is the item. */
static bool take(void *to, struct story_list *list)
{
	struct taking *t = to;
	struct err err;
	struct provenance from = {.feed = t->page->feed, .time = t->work->now};
	struct batch *batch = &t->work->batch;
	bool longer = list->n > 0 && article_size_b(list->stories[0]) > t->page->size_b;
	int status = 0;
	if (longer) {
		article_complete(list->stories[0], &t->page->item);
		status = batch_store(batch, list, NULL, &from, &err);
		t->event->updated += status == 0 && batch->stored[0].what == STORED_UPDATED;
		t->event->known += status == 0 && batch->stored[0].what == STORED_KNOWN;
		t->event->added += status == 0 && batch->stored[0].what == STORED_NEW;
	}
	story_list_done(list);
	if (status == 0)
		status = batch_end(batch, &err);
	t->fine = status == 0 || work_fail(t->work, &err);
	return false;
}

bool page_answered(struct work *work, const struct page *page, const struct answer *answer)
{
	struct fetch_event event = {.name = page->url.p, .feed = page->feed, .failure = answer->failure};
	struct source source = {.name = page->url.p, .url = answer->url, .content_type = answer->content_type};
	struct taking taking = {work, page, &event, true};
	const struct import_sink sink = {.to = &taking, .stories = take};
	struct err err;
	if (event.failure == NULL && source_detect(&source, answer->body) != FORMAT_HTML)
		event.failure = "the answer is not a page";
	if (event.failure == NULL && import_bytes(&source, answer->body, &sink, &err) != 0)
		event.failure = err.message;
	if (taking.fine)
		work_tell(work, &event);
	return taking.fine;
}

#include "config.h"

#include "gen.h"

#include "library/check.h"
#include "library/feeds.h"
#include "library/library.h"
#include "../unit/stories.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * A library and a model of it in memory are given the same things to do, in a
 * random order: what is listed, counted, marked, tagged and undone must be the
 * same. The model keeps every state it was in, so that undoing is going back.
 */
enum { MAX = 60, FEEDS = 3, MAX_STEPS = 64 };

struct thing {
	bool there, unread, starred, deleted, tagged;
	int number; /* of its address, title and text */
	int version;
	int feed, source, lang, day;
	int64_t id;
};

struct step {
	struct thing things[MAX];
};

static struct library *library;
static struct err err;
static struct thing things[MAX];
static struct step steps[MAX_STEPS];
static int n_steps, n_things;
static int64_t feeds[FEEDS];
static struct gen gen;
static unsigned long n_failed;

static void expect(bool kept, const char *what)
{
	if (kept)
		return;
	if (gen_failed(&gen, &n_failed, what))
		printf("# %s\n", err.message);
}

static void remember(void)
{
	if (n_steps == MAX_STEPS) {
		memmove(steps, steps + 1, sizeof steps - sizeof *steps);
		n_steps--;
	}
	memcpy(steps[n_steps++].things, things, sizeof things);
}

/* --- what is done --- */

static const char *const names[] = {"", "ألف", "باء", "Gimel"};
static const char *const langs[] = {"ar", "fa", "he"};

static void title_of(const struct thing *t, char *out, size_t n)
{
	snprintf(out, n, "%s %d", t->number % 2 ? "خبر قديم" : "أخبار جديدة", t->number * 7919 % 100);
}

static void store(int number)
{
	struct thing *t = &things[number];
	struct thing as = *t;
	as.number = number;
	as.version = (int)gen_below(&gen, 2);
	if (!t->there) {
		as.feed = (int)gen_below(&gen, FEEDS + 1) - 1;
		as.source = (int)gen_below(&gen, 4);
		as.lang = (int)gen_below(&gen, 3);
		as.day = 1 + (int)gen_below(&gen, 9);
	}
	char title[64], url[64], body[128];
	title_of(&as, title, sizeof title);
	snprintf(url, sizeof url, "https://example.org/%d", number);
	snprintf(body, sizeof body, "النص رقم %d في صيغته %d\n", number, as.version);
	struct article_meta meta = {
		.title = str_of(title), .url = str_of(url), .source = str_of(names[as.source]),
		.lang = str_of(langs[as.lang]), .date = {.year = 2020, .month = 5, .day = as.day}, .parent = -1,
	};
	struct story_list list = {0};
	struct stored_story stored;
	story_put(&list, &meta, body);
	struct provenance from = {.feed = as.feed >= 0 ? feeds[as.feed] : 0, .time = 1};
	expect(library_store(library, &list, &from, &stored, &err) == 0, "a story is stored");
	story_list_done(&list);
	enum stored what = !t->there ? STORED_NEW : t->version != as.version ? STORED_UPDATED : STORED_KNOWN;
	if (t->deleted)
		what = as.feed >= 0 ? STORED_KNOWN : STORED_NEW;
	expect(stored.what == what, "new, updated or known");
	if (t->deleted && as.feed >= 0)
		return;
	if (t->there)
		expect(stored.id == t->id, "it keeps its id");
	if (what == STORED_NEW) {
		/* Steps that are undone turn what they turned, nothing else: the new one is in all of them. */
		as.unread = true;
		as.starred = as.deleted = false;
		as.tagged = t->there && t->tagged;
		if (t->deleted)
			n_steps = 0;
	}
	as.there = true;
	as.id = stored.id;
	for (int i = 0; i < n_steps; i++) {
		struct thing *old = &steps[i].things[number];
		bool was = old->there;
		struct thing now = as;
		if (was) {
			now.unread = old->unread;
			now.starred = old->starred;
			now.deleted = old->deleted;
			now.tagged = old->tagged;
		}
		*old = now;
	}
	*t = as;
	if (number >= n_things)
		n_things = number + 1;
}

static void mark(enum article_mark which)
{
	int64_t ids[4];
	bool on = gen_one_in(&gen, 2), turned = false, any = false;
	struct step before;
	memcpy(before.things, things, sizeof things);
	size_t n = 1 + gen_below(&gen, 4);
	for (size_t i = 0; i < n; i++) {
		struct thing *t = &things[gen_below(&gen, MAX)];
		ids[i] = t->there ? t->id : 100000;
		if (!t->there || t->deleted)
			continue;
		any = true;
		bool *bit = which == MARK_READ ? &t->unread : &t->starred;
		bool value = which == MARK_READ ? !on : on;
		turned |= *bit != value;
		*bit = value;
	}
	int status = library_mark(library, ids, n, which, on, &err);
	expect(status == (any ? 0 : ERR_NO_MATCH), "articles are marked");
	if (turned) {
		struct step now;
		memcpy(now.things, things, sizeof things);
		memcpy(things, before.things, sizeof things);
		remember();
		memcpy(things, now.things, sizeof things);
	}
}

static void delete_one(void)
{
	struct thing *t = &things[gen_below(&gen, MAX)];
	if (!t->there || t->deleted)
		return;
	remember();
	expect(library_delete(library, &t->id, 1, &err) == 0, "an article is deleted");
	t->deleted = true;
	t->unread = t->starred = false;
}

static void tag(void)
{
	struct thing *t = &things[gen_below(&gen, MAX)];
	bool on = gen_one_in(&gen, 2);
	if (!t->there || t->deleted)
		return;
	if (t->tagged != on)
		remember();
	expect(library_tag(library, t->id, STR("وسم"), on, &err) == 0, "an article is tagged");
	t->tagged = on;
}

static bool is_selected(const struct selection *s, const struct thing *t)
{
	int64_t time = 1588204800 + t->day * 86400; /* 30 April 2020 */
	if (!t->there || t->deleted || (s->unread && !t->unread) || (s->starred && !t->starred))
		return false;
	if (s->feed != 0 && (t->feed < 0 || feeds[t->feed] != s->feed))
		return false;
	if (s->source.n > 0 && !str_eq(s->source, str_of(names[t->source])))
		return false;
	if (s->lang.n > 0 && !str_eq(s->lang, str_of(langs[t->lang])))
		return false;
	if ((s->since != 0 && time < s->since) || (s->before != 0 && time >= s->before))
		return false;
	if (s->tag.n > 0 && !t->tagged)
		return false;
	return true;
}

static struct selection random_selection(void)
{
	struct selection s = {.sort = (enum sort_key)gen_below(&gen, SORT_COUNT), .reverse = gen_one_in(&gen, 2)};
	s.unread = gen_one_in(&gen, 3);
	s.starred = gen_one_in(&gen, 6);
	if (gen_one_in(&gen, 4))
		s.feed = feeds[gen_below(&gen, FEEDS)];
	if (gen_one_in(&gen, 5))
		s.source = str_of(names[1 + gen_below(&gen, 3)]);
	if (gen_one_in(&gen, 5))
		s.lang = str_of(langs[gen_below(&gen, 3)]);
	if (gen_one_in(&gen, 5))
		s.since = 1588204800 + 86400 * (int64_t)gen_below(&gen, 9);
	if (gen_one_in(&gen, 5))
		s.before = 1588204800 + 86400 * (int64_t)gen_below(&gen, 10);
	if (gen_one_in(&gen, 6))
		s.tag = STR("وسم");
	return s;
}

static void mark_all(void)
{
	struct selection s = random_selection();
	int64_t changed, count = 0;
	struct step before;
	memcpy(before.things, things, sizeof things);
	for (int i = 0; i < MAX; i++)
		if (things[i].unread && is_selected(&s, &things[i])) {
			things[i].unread = false;
			count++;
		}
	expect(library_mark_all_read(library, &s, &changed, &err) == 0, "all are marked");
	expect(changed == count, "as many as there were");
	if (count > 0) {
		struct step now;
		memcpy(now.things, things, sizeof things);
		memcpy(things, before.things, sizeof things);
		remember();
		memcpy(things, now.things, sizeof things);
	}
}

static void undo(void)
{
	if (n_steps == 0)
		return;
	struct buf what;
	buf_init(&what, BUF_NO_MAX);
	expect(library_undo(library, &what, &err) == 0, "a step is undone");
	expect(what.n > 0, "and says which");
	memcpy(things, steps[--n_steps].things, sizeof things);
	buf_done(&what);
}

/* --- what is seen --- */

static struct thing *thing_of(int64_t id)
{
	for (int i = 0; i < MAX; i++)
		if (things[i].there && things[i].id == id)
			return &things[i];
	return NULL;
}

static bool row_is(const struct article_row *row)
{
	const struct thing *t = thing_of(row->id);
	char title[64];
	if (t == NULL)
		return false;
	title_of(t, title, sizeof title);
	return str_eq(row->title, str_of(title)) && row->unread == t->unread && row->starred == t->starred &&
	       str_eq(row->source, str_of(names[t->source])) && str_eq(row->lang, str_of(langs[t->lang])) &&
	       row->feed == (t->feed >= 0 ? feeds[t->feed] : 0);
}

/* All rows forward in pages, and back: the same, once each, each where the numbers say. */
static void look(void)
{
	struct selection s = random_selection();
	struct listing *listing = listing_new(library, &s);
	struct article_row rows[7], one;
	struct row_place place = {0}, places[MAX];
	int64_t ids[MAX];
	int n = 0, got, page = 1 + (int)gen_below(&gen, 7), want = 0;
	while ((got = listing_rows(listing, &place, false, rows, page, &err)) > 0)
		for (int i = 0; i < got && n < MAX; i++) {
			expect(row_is(&rows[i]) && is_selected(&s, thing_of(rows[i].id)), "what is listed is selected");
			ids[n] = rows[i].id;
			listing_place(listing, &rows[i], &places[n]);
			place = places[n++];
		}
	expect(got == 0, "the rows end");
	for (int i = 0; i < MAX; i++)
		want += is_selected(&s, &things[i]);
	expect(n == want, "all are listed");
	expect(listing_count(listing) == want, "all are counted");
	place = (struct row_place){0};
	for (int i = n; (got = listing_rows(listing, &place, true, rows, page, &err)) > 0;)
		for (int k = 0; k < got; k++) {
			expect(i > 0 && rows[k].id == ids[--i], "back as forth");
			listing_place(listing, &rows[k], &place);
		}
	if (n > 0) {
		int k = (int)gen_below(&gen, (uint32_t)n);
		expect(listing_number(listing, &places[k]) == k + 1, "a place has its number");
		expect(listing_at(listing, k + 1, &one, &err) == 0 && one.id == ids[k], "a number has its row");
		expect(listing_find(listing, ids[k], &one, &err) == 0 && row_is(&one), "a row is found");
	} else {
		expect(listing_at(listing, 1, &one, &err) == ERR_NO_MATCH, "none is there");
	}
	listing_free(listing);
}

static void look_at_feeds(void)
{
	for (int i = 0; i < FEEDS; i++) {
		struct feed_row row;
		int64_t articles = 0, unread = 0;
		for (int k = 0; k < MAX; k++) {
			bool mine = things[k].there && !things[k].deleted && things[k].feed == i;
			articles += mine;
			unread += mine && things[k].unread;
		}
		expect(library_feed(library, feeds[i], &row, &err) == 0, "a feed is there");
		expect(row.articles == articles && row.unread == unread, "it has counted its articles");
	}
}

static void act(void)
{
	switch (gen_below(&gen, 12)) {
	case 0:
	case 1:
	case 2:
		store((int)gen_below(&gen, MAX));
		break;
	case 3:
	case 4:
		mark(MARK_READ);
		break;
	case 5:
		mark(MARK_STARRED);
		break;
	case 6:
		delete_one();
		break;
	case 7:
		tag();
		break;
	case 8:
		mark_all();
		break;
	case 9:
	case 10:
		undo();
		break;
	default:
		look_at_feeds();
		break;
	}
	look();
}

static void say(void *to, const char *line)
{
	(void)to;
	printf("# %s\n", line);
}

static void run(void)
{
	folder_make();
	const char *place = folder_path("library.db");
	memset(things, 0, sizeof things);
	n_steps = n_things = 0;
	expect(library_open(&library, place, LIBRARY_CREATE, &err) == 0, "a library is made");
	for (int i = 0; i < FEEDS; i++) {
		char url[64];
		bool is_new;
		snprintf(url, sizeof url, "https://example.org/feed/%d", i);
		library_add_feed(library, &(struct feed_row){.url = str_of(url)}, &feeds[i], &is_new, &err);
	}
	for (int i = 0; i < 120; i++) {
		act();
		if (gen_one_in(&gen, 40)) {
			library_close(library);
			expect(library_open(&library, place, LIBRARY_WRITE, &err) == 0, "it is opened again");
		}
	}
	library_close(library);
	struct check_report report;
	const struct check_listener listener = {.say = say};
	expect(library_check(place, &listener, &report, &err) == 0 && report.problems == 0, "it is whole");
	folder_remove();
}

int main(void)
{
	uint64_t runs = gen_runs(10);
	gen_note("random steps on a library and its model");
	for (uint64_t i = 0; i < runs; i++) {
		gen_start(&gen, gen_first() + i);
		run();
	}
	printf("%s 1 - a library does what its model does\n1..1\n", n_failed == 0 ? "ok" : "not ok");
	return n_failed != 0;
}

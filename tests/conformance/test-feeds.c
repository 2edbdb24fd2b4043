/*
 * Feeds of the suites of two other readers, against what those make of them:
 * items, their titles, links, ids and dates. Where this reader means something
 * else, feeds-allowed.txt names the feed and says why; the list must be exact.
 */
#include "config.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "news/html.h"
#include "news/import.h"
#include "news/jsontree.h"
#include "news/numberdate.h"
#include "news/url.h"
#include "text/clean.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_ITEMS = 512, MAX_FEEDS = 2048 };

struct item {
	char *title, *url, *guid;
	struct date date, updated;
};

struct read_feed {
	struct item items[MAX_ITEMS];
	size_t n;
};

static char *copy(struct str s)
{
	return xstrndup(s.n > 0 ? s.p : "", s.n);
}

static bool take(void *to, struct story_list *list)
{
	struct read_feed *feed = to;
	const struct article_meta *meta = article_meta(list->stories[0]);
	if (feed->n < MAX_ITEMS)
		feed->items[feed->n++] = (struct item){
			copy(meta->title), copy(meta->url), copy(meta->guid), meta->date, meta->updated};
	story_list_done(list);
	return true;
}

static void read_done(struct read_feed *feed)
{
	for (size_t i = 0; i < feed->n; i++) {
		free(feed->items[i].title);
		free(feed->items[i].url);
		free(feed->items[i].guid);
	}
}

/* The clean text without spaces, which are nobody's concern here. */
static void add_packed(struct str text, struct buf *out)
{
	struct buf clean;
	buf_init(&clean, BUF_NO_MAX);
	clean_text(text, &clean);
	for (size_t i = 0; i < clean.n; i++) {
		bool hard = i + 1 < clean.n && memcmp(clean.p + i, "\xC2\xA0", 2) == 0;
		if (!hard && (i == 0 || memcmp(clean.p + i - 1, "\xC2\xA0", 2) != 0) && strchr(" \t\n", clean.p[i]) == NULL)
			buf_add_char(out, clean.p[i]);
	}
	buf_done(&clean);
}

/* The same words: a title has no tags in it, and none that are escaped once more. */
static bool same_text(struct str want, const char *got)
{
	struct buf text, next, packed, own;
	buf_init(&own, BUF_NO_MAX);
	buf_init(&text, BUF_NO_MAX);
	add_packed(str_of(got), &own);
	buf_add_str(&text, want);
	bool same = want.n == 0;
	for (int round = 0; round < 3 && !same; round++) {
		buf_init(&packed, BUF_NO_MAX);
		buf_init(&next, BUF_NO_MAX);
		add_packed(buf_str(&text), &packed);
		same = str_eq(buf_str(&packed), buf_str(&own)) || packed.n == 0;
		html_text(buf_str(&text), &next);
		buf_done(&packed);
		buf_done(&text);
		text = next;
	}
	buf_done(&text);
	buf_done(&own);
	return same;
}

static long minutes_of(const struct date *date)
{
	long days = (date->year * 12L + date->month) * 31 + date->day;
	return days * 1440 + date->hour * 60 + date->minute;
}

/* The same instant; a day has no hour to compare. */
static bool same_date(struct str want, const struct date *got)
{
	struct date date;
	if (want.n == 0)
		return true;
	if (!numberdate_parse(want, &date) || got->year == 0)
		return false;
	if (!date.has_time || !got->has_time)
		return date.year == got->year && date.month == got->month && date.day == got->day;
	/* Both in their own zone: the difference of the clocks is that of the zones, but for the turn of a day. */
	long apart = minutes_of(&date) - date.offset_min - (minutes_of(got) - got->offset_min);
	return apart % 1440 == 0 && labs(apart) <= 4 * 1440L && labs(date.day - got->day) % 27 <= 1;
}

/* The address of the page itself among the links, in the form that addresses come out in. */
static bool same_url(struct str want, const char *got)
{
	struct buf url;
	buf_init(&url, 1 << 15);
	bool web = url_resolve((struct str){"", 0}, want, &url);
	bool same = !web || str_eq(buf_str(&url), str_of(got));
	buf_done(&url);
	return same;
}

static bool same_link(const struct json_value *entry, const char *got)
{
	const struct json_value *links = json_member_of(entry, "links");
	struct str link = json_member_text(entry, "link");
	if (link.n == 0)
		link = json_member_text(entry, "url");
	if (link.n > 0)
		return same_url(link, got);
	bool any = false;
	for (const struct json_value *l = links != NULL ? links->first : NULL; l != NULL; l = l->next) {
		struct str href = l->type == JSON_STRING ? l->text : json_member_text(l, "href");
		struct str rel = json_member_text(l, "rel");
		if (rel.n > 0 && !str_eq(rel, STR("alternate")))
			continue;
		if (same_url(href, got))
			return true;
		any = true;
	}
	return !any;
}

static struct str text_of(const struct json_value *value)
{
	struct str text = json_text(value);
	if (text.n == 0)
		text = json_member_text(value, "content");
	return text.n > 0 ? text : json_member_text(value, "value");
}

static struct str first_text(const struct json_value *entry, const char *const *names)
{
	for (; *names != NULL; names++) {
		struct str text = text_of(json_member_of(entry, *names));
		if (text.n > 0)
			return text;
	}
	return (struct str){"", 0};
}

#define TEXT_OF(entry, ...) first_text(entry, (const char *const[]){__VA_ARGS__, NULL})

static const char *compare_item(const struct json_value *entry, const struct item *item)
{
	if (!same_text(text_of(json_member_of(entry, "title")), item->title))
		return "title";
	if (!same_link(entry, item->url))
		return "link";
	if (!same_text(TEXT_OF(entry, "guid", "id"), item->guid))
		return "id";
	struct str published = TEXT_OF(entry, "publishedParsed", "pubDateParsed", "published", "date_published");
	struct str updated = TEXT_OF(entry, "updatedParsed", "updated", "date_modified");
	if (!same_date(published, &item->date))
		return "date";
	if (!same_date(updated, &item->updated) && !same_date(updated, &item->date))
		return "update";
	return NULL;
}

/* Whether the members of a list have any of these. */
static bool any_has(const struct json_value *list, const char *a, const char *b)
{
	const struct json_value *v = list != NULL && list->type == JSON_ARRAY ? list->first : list;
	for (; v != NULL; v = list->type == JSON_ARRAY ? v->next : NULL)
		if (json_text(v).n > 0 || json_member_text(v, a).n > 0 || json_member_text(v, b).n > 0)
			return true;
	return false;
}

/* An entry of which nothing is said that an article has. */
static bool is_empty(const struct json_value *entry)
{
	static const char *const names[] = {"title", "link", "url", "guid", "id", "description", "content", "summary",
	                                   "content_html", "content_text", "external_url", "published", "pubDate", "updated",
	                                   "date_published"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (text_of(json_member_of(entry, names[i])).n > 0)
			return false;
	return !any_has(json_member_of(entry, "links"), "href", "href")
	       && !any_has(json_member_of(entry, "author"), "name", "email")
	       && !any_has(json_member_of(entry, "authors"), "name", "email");
}

/* What differs, or NULL. Empty entries need not be there, but may (an enclosure is something). */
static const char *compare(const struct json_value *want, const struct read_feed *got)
{
	const struct json_value *entries = json_member_of(want, "items");
	size_t n = 0, n_full = 0;
	if (entries == NULL)
		entries = json_member_of(want, "entries");
	const struct json_value *first = entries != NULL ? entries->first : NULL;
	for (const struct json_value *e = first; e != NULL; e = e->next)
		n_full += !is_empty(e);
	size_t n_more = got->n > n_full ? got->n - n_full : 0;
	for (const struct json_value *e = first; e != NULL; e = e->next) {
		if (is_empty(e)) {
			n += n_more > 0;
			n_more -= n_more > 0;
			continue;
		}
		if (n >= got->n)
			return "fewer items";
		const char *word = compare_item(e, &got->items[n++]);
		if (word != NULL)
			return word;
	}
	return n == got->n ? NULL : "more items";
}

static bool read_file(const char *path, struct buf *out)
{
	struct err err;
	int fd = file_open(path, &err);
	buf_init(out, 64 << 20);
	if (fd < 0)
		return false;
	int status = file_read_all(fd, path, out, &err);
	close(fd);
	return status == 0;
}

struct suite {
	char *names[MAX_FEEDS]; /* of the feeds that differ, with the word */
	size_t n_differ, n;
};

static void try_feed(struct suite *suite, const char *path, const char *name, const char *want_path)
{
	struct buf bytes, want;
	struct err err = {0};
	struct read_feed got = {.n = 0};
	struct json_fault fault;
	struct arena *arena = arena_new();
	if (read_file(path, &bytes) && read_file(want_path, &want)) {
		struct source source = {.name = name, .format = FORMAT_FEED};
		struct import_sink sink = {.to = &got, .stories = take};
		import_bytes(&source, buf_str(&bytes), &sink, &err);
		const struct json_value *tree = json_tree(arena, buf_str(&want), false, &fault);
		const char *word = tree != NULL ? compare(tree, &got) : "expectation";
		suite->n++;
		if (word != NULL && suite->n_differ < MAX_FEEDS) {
			struct buf line;
			buf_init(&line, 4096);
			buf_addf(&line, "%s: %s", name, word);
			suite->names[suite->n_differ++] = copy(buf_str(&line));
			buf_done(&line);
		}
		buf_done(&want);
	}
	buf_done(&bytes);
	read_done(&got);
	arena_free(arena);
}

/* The expectation beside a feed: x.json, x.serde.json, x_expected.json. False when it has none. */
static bool find_expectation(const char *path, struct buf *out)
{
	static const char *const ends[] = {".serde.json", "_expected.json", ".json"};
	const char *dot = strrchr(path, '.');
	size_t stem = (size_t)(dot - path);
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		buf_clear(out);
		buf_add(out, path, stem);
		buf_add_str(out, str_of(ends[i]));
		if (strcmp(buf_cstr(out), path) != 0 && access(buf_cstr(out), R_OK) == 0)
			return true;
	}
	return false;
}

static void try_folder(struct suite *suite, const char *root, const char *folder)
{
	struct dirent **entries;
	struct buf path, want;
	buf_init(&path, 4096);
	buf_init(&want, 4096);
	buf_addf(&path, "%s/%s", root, folder);
	int n = scandir(buf_cstr(&path), &entries, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		const char *entry = entries[i]->d_name;
		struct buf name;
		buf_init(&name, 4096);
		buf_addf(&name, "%s%s%s", folder, folder[0] != '\0' ? "/" : "", entry);
		buf_clear(&path);
		buf_addf(&path, "%s/%s", root, buf_cstr(&name));
		bool hidden = entry[0] == '.';
		if (!hidden && entries[i]->d_type == DT_DIR)
			try_folder(suite, root, buf_cstr(&name));
		else if (!hidden && strchr(entry, '.') != NULL && find_expectation(buf_cstr(&path), &want))
			try_feed(suite, buf_cstr(&path), buf_cstr(&name), buf_cstr(&want));
		buf_done(&name);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	buf_done(&path);
	buf_done(&want);
}

/* "NAME: WORD | reason" in the list, or what is listed and does not differ any more. */
static size_t check_allowed(const struct suite *suite, const char *prefix, const struct buf *allowed)
{
	size_t faults = 0;
	struct buf key;
	buf_init(&key, 4096);
	for (size_t i = 0; i < suite->n_differ; i++) {
		buf_clear(&key);
		buf_addf(&key, "%s/%s | ", prefix, suite->names[i]);
		if (str_find(buf_str(allowed), buf_str(&key), 0) == (size_t)-1) {
			printf("# differs: %s/%s\n", prefix, suite->names[i]);
			faults++;
		}
	}
	struct str rest = buf_str(allowed), line;
	while (str_next_line(&rest, &line)) {
		if (!str_starts(line, str_of(prefix)))
			continue;
		bool found = false;
		for (size_t i = 0; i < suite->n_differ; i++) {
			buf_clear(&key);
			buf_addf(&key, "%s/%s | ", prefix, suite->names[i]);
			found |= str_starts(line, buf_str(&key));
		}
		if (!found)
			printf("# does not differ: %.*s\n", (int)line.n, line.p);
		faults += !found;
	}
	buf_done(&key);
	return faults;
}

static void try_suite(int number, const char *shared, const char *folder, const char *prefix, const struct buf *allowed)
{
	static struct suite suite;
	struct buf root;
	suite.n = suite.n_differ = 0;
	buf_init(&root, 4096);
	buf_addf(&root, "%s/corpus/feeds/%s", shared, folder);
	try_folder(&suite, buf_cstr(&root), "");
	size_t faults = suite.n > 0 ? check_allowed(&suite, prefix, allowed) : 0;
	if (suite.n == 0)
		printf("ok %d - %s # SKIP the suite is not there (JARIDA_SHARED)\n", number, prefix);
	else
		printf("%s %d - %s: %zu of %zu feeds agree, %zu differ as allowed\n", faults == 0 ? "ok" : "not ok", number,
		       prefix, suite.n - suite.n_differ, suite.n, suite.n_differ);
	for (size_t i = 0; i < suite.n_differ; i++)
		free(suite.names[i]);
	buf_done(&root);
}

/* The same twelve articles in every format, encoding and state of damage. */
struct derived {
	const char *name;
	size_t n_items, n_problems;
	bool same; /* as those of rss20.xml */
};

static const struct derived derived[] = {
	{"rss20.xml", 12, 0, true},
	{"atom03.xml", 12, 0, true},
	{"atom10.xml", 12, 0, true},
	{"jsonfeed10.json", 12, 0, true},
	{"jsonfeed11.json", 12, 0, true},
	{"jsonfeed11-ascii-escaped.json", 12, 0, true},
	{"rss091.xml", 12, 0, true},
	{"rss092.xml", 12, 0, true},
	{"rss10.rdf", 12, 0, true},
	{"rss20-double-escaped.xml", 12, 0, true},
	{"rss20-iso-8859-6.xml", 12, 0, true},
	{"rss20-malformed.xml", 12, 1, true},
	{"rss20-odd-dates.xml", 10, 0, true},
	{"rss20-truncated.xml", 8, 1, true},
	{"rss20-utf16.xml", 12, 0, true},
	{"rss20-utf8-bom.xml", 12, 0, true},
	{"rss20-windows-1256.xml", 12, 0, true},
	{"rss20-wrong-charset.xml", 12, 0, true},
	{"he-rss20.xml", 12, 0, false},
};

static bool take_of_both(void *to, struct story_list *list)
{
	return take(((void **)to)[0], list);
}

static void count_of_both(void *to, const struct import_problem *problem)
{
	(void)problem;
	++*(size_t *)((void **)to)[1];
}

/* The feed itself, and how many problems it has; false when it is not there. */
static bool read_derived(const char *shared, const char *name, struct read_feed *feed, size_t *n_problems)
{
	struct buf path, bytes;
	struct err err;
	*feed = (struct read_feed){.n = 0};
	*n_problems = 0;
	buf_init(&path, 4096);
	buf_addf(&path, "%s/corpus/feeds/rtl-derived/%s", shared, name);
	bool there = access(buf_cstr(&path), R_OK) == 0 && read_file(buf_cstr(&path), &bytes);
	if (there) {
		void *both[] = {feed, n_problems};
		struct source source = {.name = name};
		struct import_sink sink = {.to = both, .stories = take_of_both, .problem = count_of_both};
		import_bytes(&source, buf_str(&bytes), &sink, &err);
		buf_done(&bytes);
	}
	buf_done(&path);
	return there;
}

static bool is_as(const struct derived *row, const struct read_feed *feed, size_t n_problems, const struct read_feed *first)
{
	bool good = feed->n == row->n_items && n_problems == row->n_problems;
	for (size_t i = 0; i < feed->n && row->same && good; i++)
		good = strcmp(feed->items[i].title, first->items[i].title) == 0;
	return good;
}

static void try_derived(int number, const char *shared)
{
	static struct read_feed first, feed;
	size_t n_problems, n = 0, n_good = 0;
	bool there = read_derived(shared, derived[0].name, &first, &n_problems);
	for (size_t i = 0; there && i < sizeof derived / sizeof derived[0]; i++) {
		if (!read_derived(shared, derived[i].name, &feed, &n_problems))
			continue;
		bool good = is_as(&derived[i], &feed, n_problems, &first);
		if (!good)
			printf("# differs: %s: %zu items, %zu problems\n", derived[i].name, feed.n, n_problems);
		n_good += good;
		n++;
		read_done(&feed);
	}
	read_done(&first);
	if (!there)
		printf("ok %d - derived # SKIP the feeds are not there (JARIDA_SHARED)\n", number);
	else
		printf("%s %d - derived: %zu of %zu feeds are right\n", n_good == n ? "ok" : "not ok", number, n_good, n);
}

int main(void)
{
	const char *top = getenv("top_srcdir"), *shared = getenv("JARIDA_SHARED");
	struct buf path, allowed;
	buf_init(&path, 4096);
	buf_addf(&path, "%s/tests/conformance/feeds-allowed.txt", top != NULL ? top : ".");
	puts("1..3");
	if (!read_file(buf_cstr(&path), &allowed))
		puts("Bail out! feeds-allowed.txt is missing");
	try_suite(1, shared != NULL ? shared : "", "gofeed/testdata", "gofeed", &allowed);
	try_suite(2, shared != NULL ? shared : "", "feed-rs", "feed-rs", &allowed);
	try_derived(3, shared != NULL ? shared : "");
	buf_done(&path);
	buf_done(&allowed);
	return 0;
}

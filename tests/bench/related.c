#include "config.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "library/library.h"
#include "library/related.h"
#include "news/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/*
 * related halves PLACE CORPUS.jsonl [noisy] [title] [date] [dev]: articles cut in the
 *	middle; each first half is looked for among all second halves. On
 *	every other article (dev: on the rest, which weights were chosen on).
 * related times PLACE: how long it takes to find what is related to articles from here and there
 */
enum { MAX_CORPUS_B = 1 << 30, RELATED = 10, SAMPLE = 500 };

static struct library *library;
static struct err err;

static void check(int status)
{
	if (status >= 0)
		return;
	fprintf(stderr, "related: %s\n", err.message);
	exit(3);
}

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* --- halves --- */

static bool noisy, with_title, with_date, dev;
static uint64_t dice = 88172645463325252U;

static uint64_t draw(void)
{
	dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
	return dice;
}

/* The text of a member, escapes as they are. */
static struct str member(struct str line, struct str name)
{
	size_t start = str_find(line, name, 0);
	if (start == (size_t)-1)
		return (struct str){"", 0};
	start += name.n;
	size_t end = start;
	while (end < line.n && line.p[end] != '"')
		end += line.p[end] == '\\' && end + 1 < line.n ? 2 : 1;
	return str_sub(line, start, end);
}

/* Where the second half begins: at the middle one of the spaces. */
static size_t middle(struct str body)
{
	size_t n = 0, at = 0;
	for (size_t i = 0; i < body.n; i++)
		n += body.p[i] == ' ';
	for (size_t k = 0; at < body.n && k <= n / 2; at++)
		k += body.p[at] == ' ';
	return at;
}

/* Half of the letters that are spelled in more than one way, in another one. */
static void add_text(struct buf *out, struct str text)
{
	static const char *const spellings[][2] = {{"أ", "ا"}, {"إ", "ا"}, {"آ", "ا"}, {"ة", "ه"},
	                                           {"ى", "ي"}, {"ؤ", "و"}, {"ئ", "ي"}};
	for (size_t i = 0; i < text.n; i++) {
		bool put = false;
		for (size_t k = 0; noisy && !put && k < sizeof spellings / sizeof *spellings; k++)
			if (str_starts(str_sub(text, i, i + 2), str_of(spellings[k][0])) && draw() % 2 == 0) {
				buf_add_str(out, str_of(spellings[k][1]));
				put = true;
			}
		if (put)
			i++;
		else
			buf_add_char(out, text.p[i]);
	}
}

static void object(struct buf *out, struct str title, struct str body, struct str date)
{
	buf_clear(out);
	buf_add_str(out, STR("{\"title\": \""));
	add_text(out, title);
	buf_add_str(out, STR("\", \"body\": \""));
	add_text(out, body);
	buf_add_str(out, STR("\", \"date\": \""));
	buf_add_str(out, date);
	buf_add_str(out, STR("\", \"lang\": \"ar\"}\n"));
}

struct halves {
	struct article **firsts;
	int64_t *ids; /* of the second halves */
	size_t n, cap, cap_ids;
};

static struct story_list given;

static bool take(void *to, struct story_list *list)
{
	(void)to;
	given = *list;
	return true;
}

static bool parse(struct buf *json)
{
	struct import_sink sink = {.stories = take};
	given = (struct story_list){.n = 0};
	return import_bytes(&(struct source){.name = "half", .format = FORMAT_JSONL}, buf_str(json), &sink, &err) == 0
	       && given.n == 1;
}

static void cut(struct halves *halves, struct str line, struct buf *json)
{
	struct str body = member(line, STR("\"body\": \"")), date = member(line, STR("\"date\": \""));
	struct str title = member(line, STR("\"title\": \""));
	struct stored_story stored;
	size_t at = middle(body);
	bool was_noisy = noisy;
	if (!with_date)
		date = STR("");
	noisy = false;
	object(json, STR(""), str_sub(body, at, body.n), date);
	noisy = was_noisy;
	if (!parse(json))
		return;
	check(library_store(library, &given, &(struct provenance){.time = 1700000000}, &stored, &err));
	story_list_done(&given);
	object(json, with_title ? title : STR(""), str_sub(body, 0, at), date);
	if (stored.what != STORED_NEW || !parse(json))
		return;
	halves->firsts = xgrow(halves->firsts, halves->n, &halves->cap, sizeof *halves->firsts);
	halves->ids = xgrow(halves->ids, halves->n, &halves->cap_ids, sizeof *halves->ids);
	halves->firsts[halves->n] = given.stories[0];
	halves->ids[halves->n++] = stored.id;
}

static void halves(const char *place, const char *corpus)
{
	struct halves all = {.n = 0};
	struct buf bytes, json;
	buf_init(&bytes, MAX_CORPUS_B);
	buf_init(&json, MAX_CORPUS_B);
	int fd = file_open(corpus, &err);
	check(fd);
	check(file_read_all(fd, corpus, &bytes, &err));
	close(fd);
	check(library_open(&library, place, LIBRARY_CREATE, &err));
	check(library_begin(library, &err));
	struct str rest = buf_str(&bytes), line;
	while (str_next_line(&rest, &line))
		cut(&all, line, &json);
	check(library_commit(library, &err));
	double mrr = 0, recall = 0, first = 0, n = 0, start = now_ms();
	for (size_t i = dev ? 0 : 1; i < all.n; i += 2, n++) {
		struct related related;
		check(library_related_to(library, all.firsts[i], RELATED_BY_STRENGTH, RELATED, &related, &err));
		for (size_t k = 0; k < related.n; k++)
			if (related.stories[k].id == all.ids[i]) {
				mrr += 1.0 / (double)(k + 1);
				recall++;
				first += k == 0;
			}
		related_done(&related);
	}
	printf("%.0f of %zu halves: MRR@10 %.4f, recall@10 %.4f, first %.4f; %.2f ms each\n", n, all.n, mrr / n, recall / n,
	       first / n, (now_ms() - start) / n);
	library_close(library);
}

/* --- times --- */

static int by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static void times(const char *place)
{
	static double took[SAMPLE];
	int64_t last = 0, found = 0;
	int n = 0;
	struct article_row row;
	check(library_open(&library, place, LIBRARY_READ, &err));
	struct listing *listing = listing_new(library, &(struct selection){.sort = SORT_STORED});
	check(listing_rows(listing, &(struct row_place){0}, false, &row, 1, &err));
	last = row.id;
	listing_free(listing);
	for (int i = 0; i < 2 * SAMPLE && n < SAMPLE; i++) {
		struct related related;
		int64_t id = 1 + (int64_t)(draw() % (uint64_t)last);
		double start = now_ms();
		if (library_related(library, id, RELATED_BY_STRENGTH, RELATED, &related, &err) != 0)
			continue;
		took[n++] = now_ms() - start;
		found += (int64_t)related.n;
		related_done(&related);
	}
	qsort(took, (size_t)n, sizeof *took, by_time);
	printf("%lld articles: %d asked, %.1f found each; p50 %.2f, p90 %.2f, p99 %.2f, worst %.2f ms\n", (long long)last, n,
	       (double)found / n, took[n / 2], took[n * 9 / 10], took[n * 99 / 100], took[n - 1]);
	library_close(library);
}

int main(int argc, char **argv)
{
	for (int i = 4; i < argc; i++) {
		noisy = noisy || strcmp(argv[i], "noisy") == 0;
		with_title = with_title || strcmp(argv[i], "title") == 0;
		with_date = with_date || strcmp(argv[i], "date") == 0;
		dev = dev || strcmp(argv[i], "dev") == 0;
	}
	if (argc >= 4 && strcmp(argv[1], "halves") == 0)
		halves(argv[2], argv[3]);
	else if (argc == 3 && strcmp(argv[1], "times") == 0)
		times(argv[2]);
	else
		return 2;
	return 0;
}

#include "config.h"

#include "corpus.h"

#include "base/buf.h"
#include "base/mem.h"
#include "library/analysis.h"
#include "library/library.h"
#include "library/related.h"
#include "library/score.h"
#include "news/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/*
 * related halves PLACE CORPUS.jsonl [noisy] [title] [date] [dev] [ideas]: articles cut in the
 *	middle; each first half is looked for among all second halves. On
 *	every other article (dev: on the rest, which weights were chosen on); ideas: then each of them off.
 * related few PLACE CORPUS.jsonl [dev]: the same in libraries of 48 articles that have little to do with each other:
 *	how many others are told as related from some score on
 * related prints PLACE CORPUS.jsonl [N]: among N articles of the same words in another order, of every second
 *	article with some paragraphs another print is planted (one paragraph changed, the first half of it, another
 *	title, another spelling): which of them are told as the same story, and of all stories that are told so, how
 *	many do share half of the words
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

/* Time of the processor: what counts on a machine with others on it. */
static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* The weights of the library, or what is left of them: this takes the place of weights.c. */
static struct score_weights weights = {
	.rare = 1.7, .rare_here = 0.4, .many_here = 4, .many_there = 1.2, .length = 0.75,
	.with_article = 1.2, .short_stem = 0.9, .latin = 1.2, .mixed = 1.3, .same_form = 1.15,
	.title_here = 1.5, .title_there = 1.25, .least = 0.07,
};

const struct score_weights *score_weights(void)
{
	return &weights;
}

static const struct {
	const char *name;
	double *weight, *also, off;
} ideas[] = {
	{"without: idf to a power", &weights.rare, NULL, 1},
	{"without: idf among the best", &weights.rare_here, NULL, 0},
	{"without: more there is more", &weights.many_there, NULL, 1e-6},
	{"without: many here is little", &weights.many_here, NULL, 1e6},
	{"without: length", &weights.length, NULL, 0},
	{"without: with the article", &weights.with_article, NULL, 1},
	{"without: short stems", &weights.short_stem, NULL, 1},
	{"without: Latin, numbers", &weights.latin, &weights.mixed, 1},
	{"without: same form", &weights.same_form, NULL, 1},
	{"without: titles", &weights.title_here, &weights.title_there, 1},
};

/* --- halves --- */

static bool noisy, with_title, with_date, dev, ablate;
static uint64_t dice = 88172645463325252U;

static uint64_t draw(void)
{
	dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
	return dice;
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
	struct str body = corpus_member(line, STR("\"body\": \"")), date = corpus_member(line, STR("\"date\": \""));
	struct str title = corpus_member(line, STR("\"title\": \""));
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

/* A group is one row of the panel: the wanted one is found where a print of its story stands. */
static bool is_found(int64_t id, int64_t wanted)
{
	enum { MANY = 300 };
	int64_t ids[MANY];
	if (id == wanted)
		return true;
	int n = library_prints(library, id, ids, MANY, &err);
	check(n);
	for (int i = 0; i < n; i++)
		if (ids[i] == wanted)
			return true;
	return false;
}

static void measure(const struct halves *all, const char *what)
{
	double mrr = 0, recall = 0, alone = 0, start = now_ms();
	size_t asked = 0;
	for (size_t i = dev ? 0 : 1; i < all->n; i += 2, asked++) {
		struct related related;
		check(library_related_to(library, all->firsts[i], RELATED_BY_STRENGTH, RELATED, &related, &err));
		size_t k = 0;
		while (k < related.n && !is_found(related.stories[k].id, all->ids[i]))
			k++;
		if (k < related.n) {
			mrr += 1.0 / (double)(k + 1);
			recall++;
			alone += related.stories[k].id == all->ids[i] ? 1.0 / (double)(k + 1) : 0;
		}
		related_done(&related);
	}
	double n = (double)asked;
	printf("%-28s of %.0f halves: MRR@10 %.4f, recall@10 %.4f (MRR@10 without groups %.4f); %.2f ms each\n", what, n,
	       mrr / n, recall / n, alone / n, (now_ms() - start) / n);
	fflush(stdout);
}

/* Each idea off, the others on. */
static void measure_ideas(const struct halves *all)
{
	for (size_t i = 0; i < sizeof ideas / sizeof *ideas; i++) {
		const struct score_weights kept = weights;
		*ideas[i].weight = ideas[i].off;
		if (ideas[i].also != NULL)
			*ideas[i].also = ideas[i].off;
		measure(all, ideas[i].name);
		weights = kept;
	}
}

static void halves(const char *place, const char *corpus)
{
	struct halves all = {.n = 0};
	struct buf json;
	buf_init(&json, MAX_CORPUS_B);
	check(library_open(&library, place, LIBRARY_CREATE, &err));
	check(library_begin(library, &err));
	struct str rest = corpus_read(corpus), line;
	while (str_next_line(&rest, &line))
		cut(&all, line, &json);
	check(library_commit(library, &err));
	measure(&all, "all ideas");
	if (ablate)
		measure_ideas(&all);
	library_close(library);
}

/* --- few --- */

enum { FEW = 48, LIBRARIES = 40, MOST = 50 };

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double count_from(const double *scores, size_t n, double least)
{
	size_t i = 0;
	while (i < n && scores[i] < least)
		i++;
	return (double)(n - i);
}

/* In each library 48 second halves of articles that were written far apart: one is right, the others mostly are not. */
static void few(const char *place, const char *corpus)
{
	static double right[FEW * LIBRARIES], others[FEW * LIBRARIES * MOST];
	size_t n_right = 0, n_others = 0, asked = 0;
	struct buf json;
	struct str line, *lines = NULL;
	size_t n = 0, cap = 0;
	buf_init(&json, MAX_CORPUS_B);
	for (struct str rest = corpus_read(corpus); str_next_line(&rest, &line); lines[n++] = line)
		lines = xgrow(lines, n, &cap, sizeof *lines);
	if (n < FEW) {
		fprintf(stderr, "%s: fewer than %d articles\n", corpus, (int)FEW);
		exit(1);
	}
	size_t stride = n / FEW, first = dev ? 0 : 1;
	weights.least = 0;
	for (size_t l = 0; l < LIBRARIES; l++) {
		struct halves all = {.n = 0};
		char name[4096];
		snprintf(name, sizeof name, "%s.%zu", place, l);
		check(library_open(&library, name, LIBRARY_CREATE, &err));
		for (size_t i = 0; i < FEW; i++)
			cut(&all, lines[i * stride + (2 * l + first) % stride], &json);
		for (size_t i = 0; i < all.n; i++, asked++) {
			struct related related;
			check(library_related_to(library, all.firsts[i], RELATED_BY_STRENGTH, MOST, &related, &err));
			for (size_t k = 0; k < related.n; k++)
				if (related.stories[k].id == all.ids[i])
					right[n_right++] = related.stories[k].score;
				else
					others[n_others++] = related.stories[k].score;
			related_done(&related);
		}
		library_close(library);
	}
	qsort(right, n_right, sizeof *right, by_value);
	qsort(others, n_others, sizeof *others, by_value);
	for (int i = 0; i <= 10; i++)
		printf("  from %.2f on: the right one %.3f, others %.3f an article\n", 0.01 * i,
		       count_from(right, n_right, 0.01 * i) / (double)asked,
		       count_from(others, n_others, 0.01 * i) / (double)asked);
}

/* --- prints --- */

enum { EACH = 2, KINDS = 4, MIN_PARAGRAPHS = 2, MIN_BODY_B = 600, AHEAD = 200 };
static const char *const kinds[KINDS] = {"one paragraph changed", "the first half", "another title", "another spelling"};

struct planted {
	int64_t original;
	struct buf body; /* until it is stored */
	int64_t print;
	int kind;
};

struct prints {
	struct planted *items;
	size_t n, cap, done;
	int64_t seen, last;
	char other[2000]; /* a paragraph of another article */
};

/* With tashkeel on every fifth letter, and Arabic digits. */
static void respell(struct buf *out, struct str text)
{
	noisy = true;
	struct buf spelled;
	buf_init(&spelled, MAX_CORPUS_B);
	add_text(&spelled, text);
	noisy = false;
	for (size_t i = 0, n = 0; i < spelled.n; i++) {
		unsigned char c = (unsigned char)spelled.p[i];
		if (c >= '0' && c <= '9' && (i == 0 || spelled.p[i - 1] != 'u'))
			buf_addf(out, "\xD9%c", 0xA0 + c - '0');
		else
			buf_add_char(out, (char)c);
		if ((c & 0xC0) == 0x80 && i > 0 && (unsigned char)spelled.p[i - 1] == 0xD8 && ++n % 5 == 0)
			buf_add_str(out, STR("\u064E"));
	}
	buf_done(&spelled);
}

static void vary(const struct prints *prints, int kind, struct str body, struct buf *out)
{
	size_t first = str_find(body, STR("\\n"), 0);
	if (kind == 0) {
		buf_addf(out, "%s", prints->other);
		buf_add_str(out, str_sub(body, first, body.n));
	} else if (kind == 1) {
		buf_add_str(out, str_sub(body, 0, middle(body)));
	} else if (kind == 3) {
		respell(out, body);
	} else {
		buf_add_str(out, body);
	}
}

static void store_print(struct planted *planted, struct buf *json)
{
	struct stored_story stored;
	object(json, planted->kind == 2 ? STR("عنوان آخر لهذا الخبر من صحيفة أخرى") : STR("خبر من وكالة"), buf_str(&planted->body),
	       STR(""));
	if (parse(json)) {
		check(library_store(library, &given, &(struct provenance){.time = 1700000000}, &stored, &err));
		planted->print = stored.id;
		story_list_done(&given);
	}
	buf_done(&planted->body);
}

static void plant(struct prints *prints, struct str line, struct buf *json)
{
	struct str body = corpus_member(line, STR("\"body\": \"")), title = corpus_member(line, STR("\"title\": \""));
	struct stored_story stored;
	int paragraphs = 1;
	for (size_t at = 0; (at = str_find(body, STR("\\n"), at)) != (size_t)-1; at += 2)
		paragraphs++;
	object(json, title, body, corpus_member(line, STR("\"date\": \"")));
	if (!parse(json))
		return;
	check(library_store(library, &given, &(struct provenance){.time = 1700000000}, &stored, &err));
	story_list_done(&given);
	prints->last = stored.id;
	size_t first = str_find(body, STR("\\n"), 0);
	if (++prints->seen % EACH == 0 && paragraphs >= MIN_PARAGRAPHS && body.n >= MIN_BODY_B && first * 2 < body.n
	    && stored.what == STORED_NEW) {
		prints->items = xgrow(prints->items, prints->n, &prints->cap, sizeof *prints->items);
		struct planted *planted = &prints->items[prints->n];
		*planted = (struct planted){.original = stored.id, .kind = (int)(prints->n % KINDS)};
		buf_init(&planted->body, MAX_CORPUS_B);
		vary(prints, planted->kind, body, &planted->body);
		prints->n++;
	}
	if (first < sizeof prints->other)
		snprintf(prints->other, sizeof prints->other, "%.*s", (int)first, body.p);
	while (prints->done < prints->n && prints->items[prints->done].original + AHEAD < stored.id)
		store_print(&prints->items[prints->done++], json);
}

static int by_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* Every three words of an article, as hashes in order. */
static uint64_t *shingles(int64_t id, size_t *n)
{
	struct article *article;
	struct analysis analysis = {.n_words = 0};
	struct sequence_word word;
	uint64_t a = 0, b = 0, *all = NULL;
	size_t cap = 0;
	*n = 0;
	check(library_article(library, id, &article, &err));
	analysis_make(&analysis, article);
	struct str rest = analysis_body(&analysis);
	while (words_next(&rest, &word)) {
		uint64_t c = analysis_hash(word.key);
		all = xgrow(all, *n, &cap, sizeof *all);
		all[(*n)++] = a * 31 + b * 17 + c;
		a = b, b = c;
	}
	analysis_done(&analysis);
	article_free(article);
	if (*n > 0)
		qsort(all, *n, sizeof *all, by_hash);
	return all;
}

/* Whether the shorter one has about half of its words from the other one. */
static bool share_half(int64_t one, int64_t other)
{
	size_t n, m, both = 0;
	uint64_t *a = shingles(one, &n), *b = shingles(other, &m);
	for (size_t i = 0, k = 0; i < n && k < m;) {
		both += a[i] == b[k];
		if (a[i] < b[k])
			i++;
		else
			k++;
	}
	free(a);
	free(b);
	return both * 20 >= (n < m ? n : m) * 9;
}

static void report_prints(const struct prints *prints)
{
	double found[KINDS] = {0}, of[KINDS] = {0}, grouped = 0, right = 0;
	int64_t ids[300];
	for (size_t i = 0; i < prints->done; i++) {
		const struct planted *planted = &prints->items[i];
		int n = library_prints(library, planted->print, ids, 300, &err);
		check(n);
		bool there = false;
		for (int k = 0; k < n; k++)
			there = there || ids[k] == planted->original;
		of[planted->kind]++;
		found[planted->kind] += there;
	}
	for (int kind = 0; kind < KINDS; kind++)
		printf("  %-24s %5.0f planted, recall %.4f\n", kinds[kind], of[kind], found[kind] / of[kind]);
	for (int64_t id = 1; id <= prints->last; id += 7) {
		int n = library_prints(library, id, ids, 300, &err);
		if (n < 2 || ids[0] == id)
			continue;
		bool any = false;
		for (int k = 0; k < n && !any; k++)
			any = ids[k] < id && share_half(ids[k], id);
		grouped++;
		right += any;
	}
	printf("  %.0f of a seventh of %lld articles are told as an earlier story; precision %.4f\n", grouped,
	       (long long)prints->last, right / grouped);
}

/* The same words in another order: a body that shares no three words in a row with any. */
static void shuffle(struct str body, struct buf *out)
{
	enum { WORDS = 20000 };
	static struct str words[WORDS];
	size_t n = 0;
	for (size_t from = 0, to; from < body.n && n < WORDS; from = to + 1) {
		to = str_find(body, STR(" "), from);
		to = to == (size_t)-1 ? body.n : to;
		words[n++] = str_sub(body, from, to);
	}
	buf_clear(out);
	for (; n > 0; n--) {
		size_t i = draw() % n;
		buf_add_str(out, words[i]);
		buf_add_char(out, ' ');
		words[i] = words[n - 1];
	}
}

/* So many other articles, of the words of these. */
static void fill(const char *file, int64_t n)
{
	struct stored_story stored;
	struct buf json, body;
	buf_init(&json, MAX_CORPUS_B);
	buf_init(&body, MAX_CORPUS_B);
	struct str all = corpus_read(file), rest = all, line;
	check(library_begin(library, &err));
	for (int64_t i = 0; i < n; i++) {
		if (!str_next_line(&rest, &line)) {
			rest = all;
			continue;
		}
		if (i % 500 == 499) {
			check(library_commit(library, &err));
			check(library_begin(library, &err));
		}
		shuffle(corpus_member(line, STR("\"body\": \"")), &body);
		object(&json, corpus_member(line, STR("\"title\": \"")), buf_str(&body), STR(""));
		if (!parse(&json))
			continue;
		check(library_store(library, &given, &(struct provenance){.time = 1700000000}, &stored, &err));
		story_list_done(&given);
	}
	check(library_commit(library, &err));
	buf_done(&json);
	buf_done(&body);
}

static void prints(const char *place, const char *file, int64_t among)
{
	static struct prints all;
	struct buf json;
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;
	buf_init(&json, MAX_CORPUS_B);
	FILE *f = fopen(file, "r");
	if (f == NULL) {
		perror(file);
		exit(3);
	}
	check(library_open(&library, place, LIBRARY_CREATE, &err));
	fill(file, among);
	check(library_begin(library, &err));
	for (int64_t i = 0; (n = getline(&line, &cap, f)) > 0; i++) {
		if (i % 500 == 499) {
			check(library_commit(library, &err));
			check(library_begin(library, &err));
		}
		plant(&all, (struct str){line, (size_t)n}, &json);
	}
	check(library_commit(library, &err));
	fclose(f);
	report_prints(&all);
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
		ablate = ablate || strcmp(argv[i], "ideas") == 0;
	}
	if (argc >= 4 && strcmp(argv[1], "halves") == 0)
		halves(argv[2], argv[3]);
	else if (argc >= 4 && strcmp(argv[1], "few") == 0)
		few(argv[2], argv[3]);
	else if (argc >= 4 && strcmp(argv[1], "prints") == 0)
		prints(argv[2], argv[3], argc > 4 ? atoll(argv[4]) : 0);
	else if (argc == 3 && strcmp(argv[1], "times") == 0)
		times(argv[2]);
	else
		return 2;
	return 0;
}

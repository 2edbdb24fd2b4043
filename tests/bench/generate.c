#include "config.h"

#include "corpus.h"

#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * generate CORPUS.jsonl N [SEED]: N articles as JSONL on standard output.
 *
 * Each has as many paragraphs as some article of the corpus, taken from all of
 * them, under the first half of one title and the second of another: words
 * and lengths stay as they are in the corpus. Every fifteenth is the story of
 * an earlier one, from another outlet, with one paragraph changed. Article i
 * of a seed is always the same, whatever N is.
 */
enum { MAX_PARAGRAPHS = 200, OUTLETS = 60 };

struct texts {
	struct str *items;
	size_t n, cap;
};

/* As they stand in the corpus, with JSON's escapes. */
static struct texts titles, paragraphs;
static struct texts lengths; /* n of each item: paragraphs of an article */

static uint64_t state;

static uint64_t draw(void)
{
	state += UINT64_C(0x9E3779B97F4A7C15);
	uint64_t z = state;
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

static size_t below(size_t n)
{
	return (size_t)(draw() % n);
}

static void add(struct texts *texts, struct str text)
{
	texts->items = xgrow(texts->items, texts->n, &texts->cap, sizeof *texts->items);
	texts->items[texts->n++] = text;
}

static void take_body(struct str body)
{
	size_t n = 0;
	while (body.n > 0) {
		size_t end = str_find(body, STR("\\n"), 0);
		struct str paragraph = str_sub(body, 0, end == (size_t)-1 ? body.n : end);
		body = end == (size_t)-1 ? (struct str){"", 0} : str_sub(body, end + 2, body.n);
		if (paragraph.n < 40)
			continue;
		add(&paragraphs, paragraph);
		n++;
	}
	if (n > 0 && n <= MAX_PARAGRAPHS)
		add(&lengths, (struct str){NULL, n});
}

static void read_corpus(const char *path)
{
	struct str rest = corpus_read(path), line;
	while (str_next_line(&rest, &line)) {
		struct str title = corpus_member(line, STR("\"title\": \""));
		if (title.n > 0)
			add(&titles, title);
		take_body(corpus_member(line, STR("\"body\": \"")));
	}
	if (titles.n == 0 || lengths.n == 0) {
		fprintf(stderr, "generate: no articles in '%s'\n", path);
		exit(3);
	}
}

static void put(struct str text)
{
	fwrite(text.p, 1, text.n, stdout);
}

/* Half of a title's words; the second half begins with its space. */
static struct str half(struct str title, bool first)
{
	size_t middle = title.n / 2;
	while (middle < title.n && title.p[middle] != ' ')
		middle++;
	return first ? str_sub(title, 0, middle) : str_sub(title, middle, title.n);
}

static void generate(uint64_t seed, uint64_t i)
{
	state = seed * UINT64_C(0xD1342543DE82EF95) + i;
	uint64_t story = i;
	size_t changed = MAX_PARAGRAPHS;
	if (i > 100 && below(15) == 0) {
		story = i - 1 - below(100);
		changed = 0;
	}
	size_t outlet = below(OUTLETS) * below(OUTLETS) / OUTLETS; /* some write more than others */
	uint64_t minute = i * 10 + below(3000);
	state = seed * UINT64_C(0xD1342543DE82EF95) + story + UINT64_C(0xABCDEF);
	printf("{\"title\": \"");
	put(half(titles.items[below(titles.n)], true));
	put(half(titles.items[below(titles.n)], false));
	printf("\", \"body\": \"");
	size_t n = lengths.items[below(lengths.n)].n;
	for (size_t k = 0; k < n; k++) {
		struct str paragraph = paragraphs.items[below(paragraphs.n)];
		if (k == changed)
			paragraph = paragraphs.items[(size_t)(i % paragraphs.n)];
		if (k > 0)
			printf("\\n");
		put(paragraph);
	}
	uint64_t day = minute / 1440;
	printf("\", \"date\": \"%04" PRIu64 "-%02" PRIu64 "-%02" PRIu64 "T%02" PRIu64 ":%02" PRIu64 ":00Z\", ",
	       2004 + day / 336, 1 + day / 28 % 12, 1 + day % 28, minute / 60 % 24, minute % 60);
	printf("\"source\": \"صحيفة %zu\", \"url\": \"https://news%zu.example.org/ar/%" PRIu64 "\"}\n", outlet, outlet, i);
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: generate CORPUS.jsonl N [SEED]\n");
		return 2;
	}
	read_corpus(argv[1]);
	uint64_t n = strtoull(argv[2], NULL, 10), seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	for (uint64_t i = 0; i < n; i++)
		generate(seed, i);
	return 0;
}

/*
 * Real pages against the text that people or another program have found in
 * them: how many of the words are the same (F1 of the two bags of words).
 */
#include "config.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "news/html.h"
#include "news/import.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_WORDS = 200000 };

static const double least_mean = 0.95, least = 0.85;

struct words {
	uint64_t hashes[MAX_WORDS];
	size_t n;
};

static int compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static void add_words(struct words *words, struct str text)
{
	uint64_t hash = 0;
	for (size_t i = 0; i <= text.n;) {
		uint32_t cp = ' ';
		i += i < text.n ? utf8_decode(text.p + i, text.n - i, &cp) : 1;
		if (phrase_is_letter(cp) || (cp >= '0' && cp <= '9')) {
			hash = (hash ^ cp) * 0x100000001B3 + 1;
		} else if (hash != 0) {
			if (words->n < MAX_WORDS)
				words->hashes[words->n++] = hash;
			hash = 0;
		}
	}
}

static double f1(struct words *got, struct words *want)
{
	size_t common = 0;
	qsort(got->hashes, got->n, sizeof got->hashes[0], compare_hashes);
	qsort(want->hashes, want->n, sizeof want->hashes[0], compare_hashes);
	for (size_t i = 0, k = 0; i < got->n && k < want->n;) {
		int order = compare_hashes(&got->hashes[i], &want->hashes[k]);
		common += order == 0;
		i += order <= 0;
		k += order >= 0;
	}
	return got->n + want->n > 0 ? 2.0 * (double)common / (double)(got->n + want->n) : 0;
}

static bool read_file(const char *path, struct buf *out)
{
	struct err err;
	int fd = access(path, R_OK) == 0 ? file_open(path, &err) : -1;
	buf_init(out, 64 << 20);
	if (fd < 0)
		return false;
	int status = file_read_all(fd, path, out, &err);
	close(fd);
	return status == 0;
}

static bool take(void *to, struct story_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		uint64_t key;
		for (bool more = article_first(list->stories[i], &key); more; more = article_next(list->stories[i], &key))
			add_words(to, article_paragraph(list->stories[i], key).text);
	}
	story_list_done(list);
	return true;
}

/* What stands between <TEXT> and </TEXT>, or the text of a page. */
static void add_expected(struct words *words, struct str text)
{
	size_t from = str_find(text, STR("<TEXT>"), 0), to = str_find(text, STR("</TEXT>"), 0);
	if (from != (size_t)-1 && to != (size_t)-1) {
		add_words(words, str_sub(text, from + 6, to));
		return;
	}
	struct buf line;
	buf_init(&line, BUF_NO_MAX);
	html_text(text, &line);
	add_words(words, buf_str(&line));
	buf_done(&line);
}

struct result {
	double sum, worst;
	size_t n;
};

static void try_page(struct result *result, const char *page, const char *expected)
{
	static struct words got, want;
	struct buf html, text;
	struct err err;
	got.n = want.n = 0;
	if (read_file(page, &html) && read_file(expected, &text)) {
		struct source source = {.name = page, .format = FORMAT_HTML};
		struct import_sink sink = {.to = &got, .stories = take};
		import_bytes(&source, buf_str(&html), &sink, &err);
		add_expected(&want, buf_str(&text));
		double score = f1(&got, &want);
		printf("# %.3f %s\n", score, page);
		result->sum += score;
		result->worst = result->n == 0 || score < result->worst ? score : result->worst;
		result->n++;
		buf_done(&text);
	}
	buf_done(&html);
}

/* All pages below a folder: x.html beside x.txt, source.html beside expected.html. */
static void try_folder(struct result *result, const char *folder)
{
	struct dirent **entries;
	int n = scandir(folder, &entries, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;
		size_t length = strlen(name);
		struct buf path, expected;
		buf_init(&path, 4096);
		buf_init(&expected, 4096);
		buf_addf(&path, "%s/%s", folder, name);
		if (strcmp(name, "source.html") == 0)
			buf_addf(&expected, "%s/expected.html", folder);
		else if (length > 5 && strcmp(name + length - 5, ".html") == 0 && strcmp(name, "expected.html") != 0)
			buf_addf(&expected, "%s/%.*s.txt", folder, (int)(length - 5), name);
		if (entries[i]->d_type == DT_DIR && name[0] != '.')
			try_folder(result, buf_cstr(&path));
		else if (expected.n > 0)
			try_page(result, buf_cstr(&path), buf_cstr(&expected));
		buf_done(&path);
		buf_done(&expected);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

int main(void)
{
	const char *shared = getenv("JARIDA_SHARED");
	struct result result = {.n = 0};
	struct buf root;
	buf_init(&root, 4096);
	buf_addf(&root, "%s/corpus/html", shared != NULL ? shared : "");
	puts("1..1");
	try_folder(&result, buf_cstr(&root));
	double mean = result.n > 0 ? result.sum / (double)result.n : 0;
	if (result.n == 0)
		puts("ok 1 - pages # SKIP they are not there (JARIDA_SHARED)");
	else
		printf("%s 1 - %zu pages: word F1 %.3f on average, at least %.3f\n",
		       mean >= least_mean && result.worst >= least ? "ok" : "not ok", result.n, mean, result.worst);
	buf_done(&root);
	return 0;
}

#include "config.h"

#include "../unit/stories.h"

#include "base/file.h"
#include "library/library.h"
#include "news/jsontree.h"
#include "words/expr.h"
#include "words/level.h"
#include "words/stop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * Questions about Arabic paragraphs (ARCD), each to be found by the words of the question.
 *
 * arcd take ARCD.json FOLDER: documents, a paragraph a line; questions and
 *     respelt, lines of the number of the paragraph from 1, a tab, and the
 *     words of the question without stop words. In respelt half of what can
 *     be spelt otherwise is: hamzas, ta marbuta, alef maqsura.
 * arcd store DOCUMENTS PLACE: a library of them.
 * arcd ask QUESTIONS PLACE LEVEL: the number of the paragraph that was wanted, and the ten that were found.
 */
enum { FOUND = 10, MAX_FILE_B = 64 << 20 };

static struct err err;

static void check(int status)
{
	if (status >= 0)
		return;
	fprintf(stderr, "arcd: %s\n", err.message);
	exit(3);
}

static struct buf whole_file(const char *path)
{
	struct buf bytes;
	buf_init(&bytes, MAX_FILE_B);
	int fd = file_open(path, &err);
	check(fd);
	check(file_read_all(fd, path, &bytes, &err));
	close(fd);
	return bytes;
}

/* --- take --- */

static FILE *create(const char *folder, const char *name)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	if (file == NULL) {
		perror(path);
		exit(3);
	}
	return file;
}

static void put_line(FILE *file, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		putc(text.p[i] == '\n' || text.p[i] == '\r' ? ' ' : text.p[i], file);
	putc('\n', file);
}

/* Half of what has another spelling, by a seed of its own for each question. */
static void put_respelt(FILE *file, struct str word, unsigned *seed)
{
	static const struct {
		struct str from, to;
	} pairs[] = {{STR("أ"), STR("ا")}, {STR("إ"), STR("ا")}, {STR("آ"), STR("ا")},
	             {STR("ة"), STR("ه")}, {STR("ى"), STR("ي")}};
	for (size_t i = 0, n; i < word.n; i += n) {
		size_t k = 0;
		while (k < sizeof pairs / sizeof *pairs && !str_starts(str_sub(word, i, word.n), pairs[k].from))
			k++;
		bool known = k < sizeof pairs / sizeof *pairs;
		n = known ? pairs[k].from.n : 1;
		if (known)
			*seed = *seed * 1103515245U + 12345U;
		struct str out = known && (*seed >> 16 & 1) ? pairs[k].to : str_sub(word, i, i + n);
		fwrite(out.p, 1, out.n, file);
	}
}

static void put_question(FILE *plain, FILE *respelt, int wanted, struct str question)
{
	struct tokens walk = tokens_of(question);
	unsigned seed = (unsigned)wanted;
	fprintf(plain, "%d\t", wanted);
	fprintf(respelt, "%d\t", wanted);
	for (struct token token; token_next(&walk, &token);) {
		struct key key;
		struct str word = token_text(question, &token);
		level_key(LEVEL_FOLDED, NULL, word, token.kind, &key);
		if (key.n_b == 0 || stop_word(key_str(&key), STOP_ARABIC))
			continue;
		fprintf(plain, "%.*s ", (int)word.n, word.p);
		put_respelt(respelt, word, &seed);
		putc(' ', respelt);
	}
	putc('\n', plain);
	putc('\n', respelt);
}

static void take(const char *path, const char *folder)
{
	struct arena *arena = arena_new();
	struct json_fault fault;
	struct buf bytes = whole_file(path);
	FILE *documents = create(folder, "documents"), *questions = create(folder, "questions");
	FILE *respelt = create(folder, "respelt");
	int n = 0;
	const struct json_value *data = json_member_of(json_tree(arena, buf_str(&bytes), false, &fault), "data");
	for (const struct json_value *one = data != NULL ? data->first : NULL; one != NULL; one = one->next) {
		const struct json_value *paragraphs = json_member_of(one, "paragraphs");
		for (const struct json_value *p = paragraphs->first; p != NULL; p = p->next) {
			put_line(documents, json_member_text(p, "context"));
			n++;
			for (const struct json_value *q = json_member_of(p, "qas")->first; q != NULL; q = q->next)
				put_question(questions, respelt, n, json_member_text(q, "question"));
		}
	}
	if (fclose(documents) != 0 || fclose(questions) != 0 || fclose(respelt) != 0 || n == 0) {
		fprintf(stderr, "arcd: nothing was taken out of '%s'\n", path);
		exit(3);
	}
	buf_done(&bytes);
	arena_free(arena);
}

/* --- store and ask --- */

static void store(const char *documents, const char *place)
{
	struct library *library;
	struct buf bytes = whole_file(documents);
	struct str rest = buf_str(&bytes), line;
	struct story_list list = {0};
	struct arena *texts = arena_new();
	while (str_next_line(&rest, &line)) {
		char url[64];
		snprintf(url, sizeof url, "https://paragraph%zu.example/text", list.n + 1);
		story_put(&list, &(struct article_meta){.url = str_of(url), .lang = STR("ar"), .parent = -1},
		          arena_copy(texts, line).p);
	}
	struct stored_story *stored = calloc(list.n + 1, sizeof *stored);
	check(library_open(&library, place, LIBRARY_CREATE, &err));
	check(library_store(library, &list, &(struct provenance){.time = 1700000000}, stored, &err));
	for (size_t i = 0; i < list.n; i++) {
		if (stored[i].id != (int64_t)i + 1) {
			fprintf(stderr, "arcd: paragraph %zu has the number %lld\n", i + 1, (long long)stored[i].id);
			exit(3);
		}
	}
	library_close(library);
	free(stored);
	story_list_done(&list);
	arena_free(texts);
	buf_done(&bytes);
}

/* One of the words, in any order. */
static const struct expr *any_of(struct str words, struct arena *arena)
{
	struct buf query;
	const struct expr *expr;
	struct str word;
	buf_init(&query, BUF_NO_MAX);
	for (size_t at = 0, end; at < words.n; at = end + 1) {
		end = str_find(words, STR(" "), at);
		end = end == (size_t)-1 ? words.n : end;
		word = str_sub(words, at, end);
		if (word.n > 0)
			buf_addf(&query, "%s\"%.*s\"", query.n > 0 ? " OR " : "", (int)word.n, word.p);
	}
	check(expr_parse(buf_str(&query), arena, &expr, &err));
	buf_done(&query);
	return expr;
}

static void ask(const char *questions, const char *place, const char *level)
{
	struct library *library;
	struct article_row rows[FOUND];
	struct buf bytes = whole_file(questions);
	struct str rest = buf_str(&bytes), line;
	int number = str_index_among(LEVEL_NAMES, level);
	check(library_open(&library, place, LIBRARY_READ, &err));
	while (str_next_line(&rest, &line)) {
		struct arena *arena = arena_new();
		size_t tab = str_find(line, STR("\t"), 0);
		const struct selection selection = {.expr = any_of(str_sub(line, tab + 1, line.n), arena),
		                                    .level = (enum level)number, .sort = SORT_RANK};
		struct listing *listing = listing_new(library, &selection);
		int n = listing_rows(listing, &(struct row_place){0}, false, rows, FOUND, &err);
		check(n);
		printf("%.*s", (int)tab, line.p);
		for (int i = 0; i < n; i++)
			printf(" %lld", (long long)rows[i].id);
		putchar('\n');
		listing_free(listing);
		arena_free(arena);
	}
	library_close(library);
	buf_done(&bytes);
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "take") == 0)
		take(argv[2], argv[3]);
	else if (argc == 4 && strcmp(argv[1], "store") == 0)
		store(argv[2], argv[3]);
	else if (argc == 5 && strcmp(argv[1], "ask") == 0)
		ask(argv[2], argv[3], argv[4]);
	else
		return 2;
	return 0;
}

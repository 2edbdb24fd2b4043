/*
 * words-news collation          words of a collection (standard input) folded,
 *                               and compared by ICU's Arabic search collation
 * words-news stems VOC RES N    Snowball's words and stems, through ours: N are the same
 */
#include "config.h"

#include "../reference/tap.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "words/level.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

enum { MAX_NOTES = 40, MAX_KEY_B = 512, MAX_TEXT_B = 1 << 28 };

/* A word of the collection, with the two keys that should part the words alike. */
struct word {
	struct str text;
	char *folded, *collated;
};

static struct word *words;
static size_t n_words, cap_words;

/* By folding alone: the signs within words are the business of their keys. */
static char *folded_of(struct str word)
{
	char out[MAX_KEY_B];
	size_t n = 0;
	for (size_t i = 0; i < word.n && n < sizeof out - 4 * FOLD_MAX_CP;) {
		uint32_t cp, many[FOLD_MAX_CP];
		i += utf8_decode(word.p + i, word.n - i, &cp);
		size_t n_many = fold_all(cp, many);
		for (size_t k = 0; k < n_many; k++)
			n += utf8_encode(many[k], out + n);
	}
	return xstrndup(out, n);
}

static char *collated_of(UCollator *collator, struct str word)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[MAX_KEY_B];
	uint8_t key[MAX_KEY_B];
	int32_t n;
	u_strFromUTF8(wide, MAX_KEY_B, &n, word.p, (int32_t)word.n, &status);
	if (U_FAILURE(status))
		return NULL;
	n = ucol_getSortKey(collator, wide, n, key, MAX_KEY_B);
	return n > 0 && n < MAX_KEY_B ? xstrndup((const char *)key, (size_t)n - 1) : NULL;
}

static UCollator *open_collator(void)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollator *collator = ucol_open("ar@collation=search", &status);
	if (U_FAILURE(status))
		return NULL;
	ucol_setStrength(collator, UCOL_PRIMARY);
	return collator;
}

static int by_text(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	size_t n = x->text.n < y->text.n ? x->text.n : y->text.n;
	int order = memcmp(x->text.p, y->text.p, n);
	return order != 0 ? order : (x->text.n > y->text.n) - (x->text.n < y->text.n);
}

static int by_folded(const void *a, const void *b)
{
	return strcmp(((const struct word *)a)->folded, ((const struct word *)b)->folded);
}

static int by_collated(const void *a, const void *b)
{
	return strcmp(((const struct word *)a)->collated, ((const struct word *)b)->collated);
}

/* The words of the text without numbers and compounds, each once. */
static void collect(struct str text)
{
	struct tokens walk = tokens_of(text);
	for (struct token token; token_next(&walk, &token);) {
		if (token.compound || token.kind > TOKEN_LATIN || token.to_b - token.from_b > MAX_KEY_B / 4)
			continue;
		words = xgrow(words, n_words, &cap_words, sizeof *words);
		words[n_words++] = (struct word){.text = token_text(text, &token)};
	}
	qsort(words, n_words, sizeof *words, by_text);
	size_t n = 0;
	for (size_t i = 0; i < n_words; i++)
		if (i == 0 || by_text(&words[n - 1], &words[i]) != 0)
			words[n++] = words[i];
	n_words = n;
}

/*
 * Where we fold to one what is two to ICU, and why that is wanted. (No word is
 * one to ICU and folded to two.)
 */
static const struct class {
	const char *letters, *why;
} classes[] = {
	{"کیگھہےۀۂڪ", "letters of Persian and Urdu, typed on their keyboards in Arabic words too"},
	{"ٱٲٳٵ", "alef wasla and the alefs of Kashmiri: a reader types ا"},
	{"ﻷﻹﻵﻸﻺﻶ", "ligatures of lam and an alef with hamza: as their two letters"},
};

enum { N_CLASSES = sizeof classes / sizeof *classes };

static unsigned long n_of_class[N_CLASSES];

/* Neighbours that are one by `same` and not by `other`, unless that is wanted. */
static void compare(const char *what, int (*same)(const void *, const void *),
                    int (*other)(const void *, const void *), bool (*wanted)(const struct word *, const struct word *))
{
	unsigned long n_failed = 0, n_wanted = 0;
	qsort(words, n_words, sizeof *words, same);
	for (size_t i = 1; i < n_words; i++) {
		const struct word *a = &words[i - 1], *b = &words[i];
		if (same(a, b) != 0 || other(a, b) == 0)
			continue;
		if (wanted(a, b)) {
			n_wanted++;
			continue;
		}
		if (n_failed++ < MAX_NOTES)
			tap_note("%.*s %.*s", (int)a->text.n, a->text.p, (int)b->text.n, b->text.p);
	}
	tap_ok(n_failed == 0, "%s: %lu of %zu words, and %lu wanted", what, n_failed, n_words, n_wanted);
}

static bool has(struct str text, const char *letters)
{
	for (size_t i = 0; i < text.n;) {
		uint32_t cp, letter;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		for (size_t k = 0, n = strlen(letters); k < n;) {
			k += utf8_decode(letters + k, n - k, &letter);
			if (cp == letter)
				return true;
		}
	}
	return false;
}

static bool we_fold_more(const struct word *a, const struct word *b)
{
	for (size_t i = 0; i < N_CLASSES; i++) {
		if (!has(a->text, classes[i].letters) && !has(b->text, classes[i].letters))
			continue;
		n_of_class[i]++;
		return true;
	}
	return false;
}

static bool nothing(const struct word *a, const struct word *b)
{
	(void)a;
	(void)b;
	return false;
}

static int test_collation(void)
{
	struct buf text;
	struct err err = {0};
	UCollator *collator = open_collator();
	if (collator == NULL)
		return tap_skip_all("ICU has no Arabic search collation");
	buf_init(&text, MAX_TEXT_B);
	if (file_read_all(0, "standard input", &text, &err) < 0)
		return 1;
	collect(buf_str(&text));
	for (size_t i = 0; i < n_words; i++) {
		words[i].folded = folded_of(words[i].text);
		words[i].collated = collated_of(collator, words[i].text);
		if (words[i].collated == NULL)
			words[i].collated = xstrdup("");
	}
	ucol_close(collator);
	compare("what folds to one is one to ICU", by_folded, by_collated, we_fold_more);
	for (size_t i = 0; i < N_CLASSES; i++)
		tap_note("%lu by %s: %s", n_of_class[i], classes[i].letters, classes[i].why);
	compare("what is one to ICU folds to one", by_collated, by_folded, nothing);
	buf_done(&text);
	return tap_done();
}

static bool read_list(const char *path, struct buf *list)
{
	struct err err;
	int fd = file_open(path, &err);
	buf_init(list, MAX_TEXT_B);
	return fd >= 0 && file_read_all(fd, path, list, &err) >= 0;
}

static struct key key_of(enum level level, struct stems *stems, struct str word)
{
	struct key key;
	level_key(level, stems, word, TOKEN_ARABIC, &key);
	return key;
}

static bool same_key(const struct key *a, const struct key *b)
{
	return str_eq(key_str(a), key_str(b));
}

/* Every word twice: the second time from memory. What we stem otherwise is counted to the word. */
static int test_stems(const char *path_of_words, const char *path_of_stems, unsigned long n_wanted)
{
	struct buf list, list_of_stems;
	struct stems *stems = stems_new(), *fresh = stems_new();
	unsigned long n = 0, n_same = 0, n_forgotten = 0;
	if (!read_list(path_of_words, &list) || !read_list(path_of_stems, &list_of_stems))
		return tap_skip_all("the lists cannot be read");
	struct str rest = buf_str(&list), rest_of_stems = buf_str(&list_of_stems), word, want;
	while (str_next_line(&rest, &word) && str_next_line(&rest_of_stems, &want)) {
		struct key first = key_of(LEVEL_STEM, stems, word), again = key_of(LEVEL_STEM, stems, word);
		struct key folded = key_of(LEVEL_FOLDED, stems, word), wanted = key_of(LEVEL_FOLDED, stems, want);
		struct key of_folded = key_of(LEVEL_STEM, fresh, key_str(&folded));
		n++;
		n_same += same_key(&first, &wanted);
		n_forgotten += !same_key(&first, &again) || !same_key(&first, &of_folded);
	}
	stems_free(stems);
	stems_free(fresh);
	buf_done(&list);
	buf_done(&list_of_stems);
	tap_ok(n_forgotten == 0, "%lu words have one stem, and their folded forms the same", n);
	tap_ok(n_same == n_wanted, "%lu of %lu have Snowball's own, folded (%lu wanted)", n_same, n, n_wanted);
	return tap_done();
}

int main(int argc, char **argv)
{
	if (argc == 5 && strcmp(argv[1], "stems") == 0)
		return test_stems(argv[2], argv[3], strtoul(argv[4], NULL, 10));
	return test_collation();
}

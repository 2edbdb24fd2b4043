#include "config.h"

#include "library/vocabulary.h"

#include "base/mem.h"
#include "library/db.h"
#include "words/level.h"

#include <stdlib.h>
#include <string.h>

#ifdef JARIDA_TINY
enum { KNOWN_MAX = 64, FREQUENT = 8, SCAN_MAX = 8, REFRESH_AT = 16 };
#else
enum {
	KNOWN_MAX = 400000, /* words in memory after a change: 20 MB of a writer */
	FREQUENT = 1 << 14, /* words in the list of the most frequent ones */
	SCAN_MAX = 1000,    /* words of a beginning that are looked at: a millisecond */
	REFRESH_AT = 2000   /* documents from which on that list is made */
};
#endif

/* A word that has been looked up. */
struct known {
	uint64_t hash;
	size_t at_b;
	uint32_t n_b;
	uint32_t more; /* counted in this change */
	int64_t df;
	bool there;    /* in the table, or new */
	bool is_new;   /* it comes into the table at the end of this change */
	enum token_kind kind; /* of a new one */
};

/* A known word to be written, with its first bytes as a number of the same order. */
struct due {
	uint64_t head;
	uint32_t number;
};

struct vocabulary {
	struct stems *stems;
	struct known *known;
	size_t n_known, cap_known;
	uint32_t *slots; /* 1 + number of a known one */
	size_t n_slots;
	struct buf bytes;
	struct due *due; /* those that are new or have more */
	size_t n_due, cap_due;
	bool totals_known, totals_changed;
	int64_t documents, words;
	struct arena *arena; /* of the most frequent words, in their order */
	struct vocabulary_word *frequent;
	size_t n_frequent;
	bool frequent_known;
	int64_t frequent_of, state;
};

struct vocabulary *vocabulary_new(void)
{
	struct vocabulary *v = xcalloc(1, sizeof *v);
	buf_init(&v->bytes, BUF_NO_MAX);
	return v;
}

static void forget_known(struct vocabulary *v)
{
	buf_done(&v->bytes);
	buf_init(&v->bytes, BUF_NO_MAX);
	free(v->known);
	free(v->slots);
	free(v->due);
	v->known = NULL;
	v->slots = NULL;
	v->due = NULL;
	v->n_known = v->cap_known = v->n_slots = v->n_due = v->cap_due = 0;
}

void vocabulary_forget(struct library *library)
{
	struct vocabulary *v = library->vocabulary;
	forget_known(v);
	v->totals_known = v->totals_changed = v->frequent_known = false;
}

void vocabulary_free(struct vocabulary *v)
{
	if (v == NULL)
		return;
	forget_known(v);
	buf_done(&v->bytes);
	stems_free(v->stems);
	arena_free(v->arena);
	free(v->frequent);
	free(v);
}

struct stems *vocabulary_stems(struct library *library)
{
	struct vocabulary *v = library->vocabulary;
	if (v->stems == NULL)
		v->stems = stems_new();
	return v->stems;
}

int vocabulary_follow(struct library *library, int64_t state, struct err *err)
{
	struct vocabulary *v = library->vocabulary;
	int64_t of = v->frequent_of;
	if (v->n_due > 0 || v->totals_changed || v->state == state)
		return 0;
	bool frequent_known = v->frequent_known;
	int status = db_number(library, STATEMENT_INTERNAL, 0, &v->frequent_of, err, "s", STR("frequent-of"));
	vocabulary_forget(library);
	v->frequent_known = frequent_known && v->frequent_of == of;
	v->state = state;
	return status;
}

/* --- known words --- */

static struct str known_text(const struct vocabulary *v, const struct known *known)
{
	return (struct str){v->bytes.p + known->at_b, known->n_b};
}

static void grow_slots(struct vocabulary *v)
{
	size_t n = v->n_slots == 0 ? 4096 : v->n_slots * 2;
	free(v->slots);
	v->slots = xcalloc(n, sizeof *v->slots);
	v->n_slots = n;
	for (size_t i = 0; i < v->n_known; i++) {
		size_t at = (size_t)v->known[i].hash & (n - 1);
		while (v->slots[at] != 0)
			at = (at + 1) & (n - 1);
		v->slots[at] = (uint32_t)i + 1;
	}
}

/* The word in memory, looked up in the table when it is not. */
static int find(struct library *library, struct str word, uint64_t hash, struct known **out, struct err *err)
{
	struct vocabulary *v = library->vocabulary;
	if (v->n_known * 2 >= v->n_slots)
		grow_slots(v);
	size_t at = (size_t)hash & (v->n_slots - 1);
	for (; v->slots[at] != 0; at = (at + 1) & (v->n_slots - 1)) {
		*out = &v->known[v->slots[at] - 1];
		if ((*out)->hash == hash && str_eq(known_text(v, *out), word))
			return 0;
	}
	int64_t df;
	int status = db_number(library, STATEMENT_WORD, -1, &df, err, "s", word);
	if (status != 0)
		return status;
	v->known = xgrow(v->known, v->n_known, &v->cap_known, sizeof *v->known);
	*out = &v->known[v->n_known++];
	**out = (struct known){.hash = hash, .at_b = v->bytes.n, .n_b = (uint32_t)word.n, .there = df >= 0,
	                       .df = df > 0 ? df : 0};
	buf_add_str(&v->bytes, word);
	v->slots[at] = (uint32_t)v->n_known;
	return 0;
}

/* --- counting --- */

static int load_totals(struct library *library, struct err *err)
{
	struct vocabulary *v = library->vocabulary;
	if (v->totals_known)
		return 0;
	int status = db_number(library, STATEMENT_INTERNAL, 0, &v->documents, err, "s", STR("documents"));
	if (status == 0)
		status = db_number(library, STATEMENT_INTERNAL, 0, &v->words, err, "s", STR("words"));
	v->totals_known = status == 0;
	return status;
}

uint32_t vocabulary_weight(int64_t article)
{
	if (article <= COUNT_ALL)
		return article > 0;
	return article / COUNT_IN_A_ROW % COUNT_ONE_OF == 0 ? COUNT_ONE_OF : 0;
}

/* The first eight bytes, in the order of memcmp(). */
static uint64_t head_of(struct str word)
{
	uint64_t head = 0;
	for (size_t i = 0; i < sizeof head; i++)
		head = head << 8 | (i < word.n ? (unsigned char)word.p[i] : 0);
	return head;
}

static int count_term(struct library *library, struct str word, const struct term *term, uint32_t weight,
                      struct err *err)
{
	struct vocabulary *v = library->vocabulary;
	struct known *known = NULL;
	int status = find(library, word, term->hash, &known, err);
	if (status != 0 || (known->there && weight == 0))
		return status;
	if (known->more == 0 && !known->is_new) {
		v->due = xgrow(v->due, v->n_due, &v->cap_due, sizeof *v->due);
		v->due[v->n_due++] = (struct due){head_of(word), (uint32_t)(known - v->known)};
	}
	if (!known->there) {
		known->there = known->is_new = true;
		known->kind = term->kind;
	}
	known->more += weight;
	return 0;
}

int vocabulary_count(struct library *library, int64_t article, const struct analysis *analysis, struct err *err)
{
	struct vocabulary *v = library->vocabulary;
	uint32_t weight = vocabulary_weight(article);
	int status = load_totals(library, err);
	for (size_t i = 0; i < analysis->n_terms && status == 0; i++) {
		const struct term *term = &analysis->terms[i];
		status = count_term(library, analysis_key(analysis, term), term, weight, err);
	}
	if (status == 0 && weight > 0) {
		v->documents += weight;
		v->words += (int64_t)analysis->n_words * weight;
		v->totals_changed = true;
	}
	return status;
}

static int save_totals(struct library *library, struct err *err)
{
	struct vocabulary *v = library->vocabulary;
	if (!v->totals_changed)
		return 0;
	int status = db_run(library, STATEMENT_SET_INTERNAL, err, "si", STR("documents"), v->documents);
	if (status == 0)
		status = db_run(library, STATEMENT_SET_INTERNAL, err, "si", STR("words"), v->words);
	v->totals_changed = status != 0;
	return status;
}

/* In the order of the words: the pages that are changed lie together. */
static int by_word(const void *a, const void *b, void *vocabulary)
{
	const struct vocabulary *v = vocabulary;
	const struct due *x = a, *y = b;
	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	struct str one = known_text(v, &v->known[x->number]), other = known_text(v, &v->known[y->number]);
	int order = memcmp(one.p, other.p, one.n < other.n ? one.n : other.n);
	return order != 0 ? order : (one.n > other.n) - (one.n < other.n);
}

static int save_word(struct library *library, struct known *known, struct err *err)
{
	struct vocabulary *v = library->vocabulary;
	struct str word = known_text(v, known);
	int64_t more = known->more;
	known->df += more;
	known->more = 0;
	if (!known->is_new)
		return db_run(library, STATEMENT_COUNT_WORD, err, "is", more, word);
	known->is_new = false;
	struct str stem = stems_stem(vocabulary_stems(library), word, known->kind);
	return db_run(library, STATEMENT_ADD_WORD, err, "ssi", word, str_eq(stem, word) ? STR("") : stem, more);
}

int vocabulary_save(struct library *library, struct err *err)
{
	struct vocabulary *v = library->vocabulary;
	int status = save_totals(library, err);
	if (v->n_due > 0)
		qsort_r(v->due, v->n_due, sizeof *v->due, by_word, v);
	for (size_t i = 0; i < v->n_due && status == 0; i++)
		status = save_word(library, &v->known[v->due[i].number], err);
	v->n_due = 0;
	if (v->n_known > KNOWN_MAX)
		forget_known(v);
	return status;
}

int vocabulary_clear(struct library *library, struct err *err)
{
	vocabulary_forget(library);
	int status = db_run(library, STATEMENT_REMOVE_WORDS, err, "");
	static const char *const names[] = {"documents", "words", "frequent", "frequent-of"};
	for (size_t i = 0; i < sizeof names / sizeof *names && status == 0; i++)
		status = db_run(library, STATEMENT_REMOVE_INTERNAL, err, "s", str_of(names[i]));
	return status;
}

/* --- statistics --- */

int vocabulary_df(struct library *library, struct str word, int64_t *df, struct err *err)
{
	struct known *known = NULL;
	int status = find(library, word, analysis_hash(word), &known, err);
	*df = status == 0 ? known->df + known->more : 0;
	if (status == 0 && known->there && *df == 0)
		*df = 1; /* in articles that were not counted */
	return status;
}

int vocabulary_documents(struct library *library, int64_t *documents, struct err *err)
{
	int status = load_totals(library, err);
	*documents = status == 0 ? library->vocabulary->documents : 0;
	return status;
}

double vocabulary_mean_length(struct library *library)
{
	const struct vocabulary *v = library->vocabulary;
	return v->documents > 0 ? (double)v->words / (double)v->documents : 1;
}

/* --- the most frequent words, in a list: a line each, the word and in how many articles --- */

int vocabulary_is_stale(struct library *library, bool *stale, struct err *err)
{
	int64_t documents, of = 0;
	int status = vocabulary_documents(library, &documents, err);
	if (status == 0)
		status = db_number(library, STATEMENT_INTERNAL, 0, &of, err, "s", STR("frequent-of"));
	*stale = status == 0 && documents >= REFRESH_AT && documents - of > of / 4;
	return status;
}

int vocabulary_refresh(struct library *library, struct err *err)
{
	bool stale = false;
	int status = vocabulary_is_stale(library, &stale, err);
	if (status != 0 || !stale)
		return status;
	struct buf list;
	sqlite3_stmt *row;
	buf_init(&list, BUF_NO_MAX);
	status = db_get(library, STATEMENT_FREQUENT, err, &row, "i", (int64_t)FREQUENT);
	for (; status > 0; status = db_next(library, row, err)) {
		buf_add_str(&list, db_text(row, 0));
		buf_addf(&list, " %lld\n", (long long)sqlite3_column_int64(row, 1));
	}
	db_end(row);
	if (status == 0)
		status = db_run(library, STATEMENT_SET_INTERNAL, err, "ss", STR("frequent"), buf_str(&list));
	if (status == 0)
		status = db_run(library, STATEMENT_SET_INTERNAL, err, "si", STR("frequent-of"), library->vocabulary->documents);
	library->vocabulary->frequent_known = false;
	buf_done(&list);
	return status;
}

static void take_frequent(struct vocabulary *v, struct str list)
{
	struct str line;
	size_t cap = 0;
	arena_free(v->arena);
	free(v->frequent);
	v->arena = arena_new();
	v->frequent = NULL;
	v->n_frequent = 0;
	list = arena_copy(v->arena, list);
	while (str_next_line(&list, &line)) {
		size_t space = str_find(line, STR(" "), 0);
		if (space == (size_t)-1)
			continue;
		v->frequent = xgrow(v->frequent, v->n_frequent, &cap, sizeof *v->frequent);
		v->frequent[v->n_frequent++] = (struct vocabulary_word){
			str_sub(line, 0, space), strtoll(line.p + space + 1, NULL, 10)};
	}
}

static int load_frequent(struct library *library, struct err *err)
{
	struct vocabulary *v = library->vocabulary;
	sqlite3_stmt *row;
	if (v->frequent_known)
		return 0;
	int status = db_get(library, STATEMENT_INTERNAL, err, &row, "s", STR("frequent"));
	if (status >= 0)
		take_frequent(v, status > 0 ? db_text(row, 0) : STR(""));
	db_end(row);
	v->frequent_known = status >= 0;
	return status < 0 ? status : 0;
}

/* --- words of a stem, of a beginning --- */

/* The n most frequent words so far. */
struct best {
	struct vocabulary_word *words;
	int n, most;
	struct arena *arena;
	int64_t all; /* what those say that were taken, and those that were not */
};

static struct best best_of(int most, struct arena *arena)
{
	return (struct best){arena_alloc(arena, (size_t)most * sizeof(struct vocabulary_word)), 0, most, arena, 0};
}

static void take_best(struct best *best, struct str word, int64_t df)
{
	int i = best->n;
	best->all += df;
	if (i == best->most && (i == 0 || best->words[i - 1].df >= df))
		return;
	i -= i == best->most;
	for (; i > 0 && best->words[i - 1].df < df; i--)
		best->words[i] = best->words[i - 1];
	best->words[i] = (struct vocabulary_word){arena_copy(best->arena, word), df};
	best->n += best->n < best->most;
}

int vocabulary_of_stem(struct library *library, struct str stem, int n, struct arena *arena,
                       struct vocabulary_word **words, struct err *err)
{
	struct best best = best_of(n, arena);
	sqlite3_stmt *row;
	*words = best.words;
	int status = db_get(library, STATEMENT_WORDS_OF_STEM, err, &row, "s", stem);
	for (; status > 0; status = db_next(library, row, err))
		take_best(&best, db_text(row, 0), sqlite3_column_int64(row, 1));
	db_end(row);
	return status < 0 ? status : best.n;
}

static bool begins_with(struct str word, struct str prefix)
{
	return word.n >= prefix.n && memcmp(word.p, prefix.p, prefix.n) == 0;
}

static int of_frequent(struct library *library, struct str prefix, struct best *best, struct err *err)
{
	struct vocabulary *v = library->vocabulary;
	int status = load_frequent(library, err);
	size_t low = 0, high = v->n_frequent;
	while (status == 0 && low < high) {
		size_t middle = low + (high - low) / 2;
		struct str word = v->frequent[middle].word;
		size_t n = word.n < prefix.n ? word.n : prefix.n;
		int order = memcmp(word.p, prefix.p, n);
		if (order < 0 || (order == 0 && word.n < prefix.n))
			low = middle + 1;
		else
			high = middle;
	}
	for (; status == 0 && low < v->n_frequent && begins_with(v->frequent[low].word, prefix); low++)
		take_best(best, v->frequent[low].word, v->frequent[low].df);
	return status < 0 ? status : best->n;
}

int vocabulary_of_prefix(struct library *library, struct str prefix, int n, struct arena *arena,
                         struct vocabulary_word **words, int64_t *all, struct err *err)
{
	struct best best = best_of(n, arena);
	sqlite3_stmt *row;
	*words = best.words;
	*all = 0;
	int status = load_frequent(library, err), looked = 0;
	if (status != 0)
		return status;
	int most = library->vocabulary->n_frequent > 0 ? SCAN_MAX : 1 << 20; /* small enough to be without a list */
	status = db_get(library, STATEMENT_WORDS_FROM, err, &row, "s", prefix);
	for (; status > 0 && looked < most; looked++, status = db_next(library, row, err)) {
		struct str word = db_text(row, 0);
		if (!begins_with(word, prefix))
			break;
		take_best(&best, word, sqlite3_column_int64(row, 1));
	}
	db_end(row);
	if (status >= 0 && looked >= most) {
		best.n = 0;
		best.all = 0;
		status = of_frequent(library, prefix, &best, err);
	}
	*all = best.all;
	return status < 0 ? status : best.n;
}

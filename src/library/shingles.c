#include "config.h"

#include "library/shingles.h"

#include "base/buf.h"
#include "base/mem.h"
#include "library/db.h"
#include "library/sketch.h"

#include <stdlib.h>
#include <string.h>

/* On 100,000 articles: a chunk takes two microseconds to find and read, and four are a page. */
#ifdef JARIDA_TINY
enum { PIECE_B = 16, LONG = 200 };
#else
enum { PIECE_B = 950, LONG = 1 << 22 }; /* a run that is so long is left as it is: 24 MB, written in 0.3 s */
#endif
enum { NUMBER_MAX_B = 5 };

static const int64_t run_max = INT64_C(1) << 30;

struct run {
	int64_t id, n;
};

/* --- chunks: pairs of numbers of seven bits a byte, the lowest first: how much a number is above the last, the article --- */

static void put(struct buf *out, uint32_t number)
{
	for (; number >= 0x80; number >>= 7)
		buf_add_char(out, (char)(number | 0x80));
	buf_add_char(out, (char)number);
}

static bool get(const unsigned char **p, const unsigned char *end, uint32_t *number)
{
	uint64_t all = 0;
	for (int i = 0; i < NUMBER_MAX_B && *p < end; i++) {
		unsigned char byte = *(*p)++;
		all |= (uint64_t)(byte & 0x7F) << 7 * i;
		if (byte < 0x80) {
			*number = (uint32_t)all;
			return all <= UINT32_MAX;
		}
	}
	return false;
}

static int damaged(struct library *library, struct err *err)
{
	return db_damaged(library, "what the same story is known by", err);
}

/* --- runs --- */

/* All of them, the oldest first. */
static int load_runs(struct library *library, struct run **runs, size_t *n, struct err *err)
{
	sqlite3_stmt *row;
	size_t cap = 0;
	*runs = NULL;
	*n = 0;
	int status = db_get(library, STATEMENT_RUNS, err, &row, "");
	for (; status > 0; status = db_next(library, row, err)) {
		struct run run = {sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1)};
		if (run.id < 1 || run.id >= run_max || run.n < 0) {
			status = damaged(library, err);
			break;
		}
		*runs = xgrow(*runs, *n, &cap, sizeof **runs);
		(*runs)[(*n)++] = run;
	}
	db_end(row);
	return status;
}

/* --- reading, pair by pair --- */

struct walk {
	int64_t run;
	uint32_t chunk;     /* the first number of the one at hand */
	struct buf bytes;   /* a copy of it */
	size_t at_b;        /* what follows the pair at hand */
	struct shingle now;
	bool there;         /* or it is at its end */
};

static struct walk walk_of(int64_t run)
{
	struct walk walk = {.run = run};
	buf_init(&walk.bytes, BUF_NO_MAX);
	return walk;
}

/* The next pair of the chunk; it is not there when that has no more. */
static int next_pair(struct library *library, struct walk *walk, struct err *err)
{
	walk->there = walk->at_b < walk->bytes.n;
	if (!walk->there)
		return 0;
	const unsigned char *p = (const unsigned char *)walk->bytes.p + walk->at_b;
	const unsigned char *end = (const unsigned char *)walk->bytes.p + walk->bytes.n;
	uint32_t more, article;
	if (!get(&p, end, &more) || !get(&p, end, &article) || more > UINT32_MAX - walk->now.number)
		return damaged(library, err);
	walk->at_b = (size_t)((const char *)p - walk->bytes.p);
	walk->now = (struct shingle){walk->now.number + more, article};
	return 0;
}

/* The first pair of the chunk that a statement gives. */
static int load_chunk(struct library *library, struct walk *walk, enum statement which, int64_t id, int64_t limit,
                      struct err *err)
{
	sqlite3_stmt *row;
	buf_clear(&walk->bytes);
	walk->at_b = 0;
	int status = db_get(library, which, err, &row, "ii", id, limit);
	if (status > 0) {
		walk->chunk = walk->now.number = (uint32_t)sqlite3_column_int64(row, 0);
		buf_add_str(&walk->bytes, db_blob(row, 1));
	}
	db_end(row);
	return status < 0 ? status : next_pair(library, walk, err);
}

/* The chunk in which the number would be. */
static int walk_to(struct library *library, struct walk *walk, uint32_t number, struct err *err)
{
	return load_chunk(library, walk, STATEMENT_CHUNK, walk->run << 32 | number, walk->run << 32, err);
}

/* The first pair of the first chunk after that one. */
static int walk_behind(struct library *library, struct walk *walk, int64_t chunk, struct err *err)
{
	return load_chunk(library, walk, STATEMENT_NEXT_CHUNK, chunk, walk->run << 32 | UINT32_MAX, err);
}

/* The next pair of the run. */
static int walk_on(struct library *library, struct walk *walk, struct err *err)
{
	int status = next_pair(library, walk, err);
	if (status != 0 || walk->there)
		return status;
	return walk_behind(library, walk, walk->run << 32 | walk->chunk, err);
}

/* --- writing --- */

struct writing {
	int64_t run, n;
	struct buf bytes;        /* of the chunk at hand */
	uint32_t first, last;
	struct shingle_list of_one; /* articles of the number at hand, not written yet */
	uint32_t number;
};

static int write_chunk(struct library *library, struct writing *w, struct err *err)
{
	int64_t id = w->run << 32 | w->first;
	int status = w->bytes.n > 0 ? db_run(library, STATEMENT_ADD_CHUNK, err, "ib", id, buf_str(&w->bytes)) : 0;
	buf_clear(&w->bytes);
	return status;
}

/* All articles of a number are in one chunk: the last ones. */
static int write_number(struct library *library, struct writing *w, struct err *err)
{
	struct shingle_list *of_one = &w->of_one;
	int status = w->bytes.n >= PIECE_B ? write_chunk(library, w, err) : 0;
	if (w->bytes.n == 0)
		w->first = w->last = w->number;
	for (size_t i = of_one->n > SHINGLE_ARTICLES ? of_one->n - SHINGLE_ARTICLES : 0; i < of_one->n; i++) {
		put(&w->bytes, w->number - w->last);
		put(&w->bytes, of_one->numbers[i]);
		w->last = w->number;
		w->n++;
	}
	of_one->n = 0;
	return status;
}

/* In their order; what is there twice is written once. */
static int write_pair(struct library *library, struct writing *w, struct shingle pair, struct err *err)
{
	struct shingle_list *of_one = &w->of_one;
	int status = of_one->n > 0 && w->number != pair.number ? write_number(library, w, err) : 0;
	if (of_one->n == 0 || of_one->numbers[of_one->n - 1] != pair.article)
		shingle_list_add(of_one, pair.article);
	w->number = pair.number;
	return status;
}

static int write_end(struct library *library, struct writing *w, struct err *err)
{
	int status = w->of_one.n > 0 ? write_number(library, w, err) : 0;
	if (status == 0)
		status = write_chunk(library, w, err);
	return status == 0 ? db_run(library, STATEMENT_ADD_RUN, err, "ii", w->run, w->n) : status;
}

static int remove_run(struct library *library, int64_t run, struct err *err)
{
	int status = db_run(library, STATEMENT_REMOVE_CHUNKS, err, "ii", run << 32, run << 32 | UINT32_MAX);
	return status == 0 ? db_run(library, STATEMENT_REMOVE_RUN, err, "i", run) : status;
}

/* --- adding --- */

static bool is_before(const struct shingle *a, const struct shingle *b)
{
	return a->number != b->number ? a->number < b->number : a->article < b->article;
}

static int by_number(const void *a, const void *b)
{
	return is_before(b, a) - is_before(a, b);
}

/* The walk whose pair is the lowest and before that one; NULL: none is. */
static struct walk *lowest(struct walk *walks, size_t n, const struct shingle *before)
{
	struct walk *found = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct shingle *low = found != NULL ? &found->now : before;
		if (walks[i].there && (low == NULL || is_before(&walks[i].now, low)))
			found = &walks[i];
	}
	return found;
}

/* The items, sorted, and all that the runs have. */
static int join(struct library *library, struct walk *walks, size_t n_walks, const struct shingle *items, size_t n,
                struct writing *w, struct err *err)
{
	int status = 0;
	for (size_t i = 0; i < n_walks && status == 0; i++)
		status = walk_behind(library, &walks[i], (walks[i].run << 32) - 1, err);
	for (size_t i = 0; status == 0;) {
		struct walk *walk = lowest(walks, n_walks, i < n ? &items[i] : NULL);
		if (walk == NULL && i == n)
			break;
		status = write_pair(library, w, walk != NULL ? walk->now : items[i], err);
		if (walk == NULL)
			i++;
		else if (status == 0)
			status = walk_on(library, walk, err);
	}
	return status == 0 ? write_end(library, w, err) : status;
}

/* These items and runs become the run of that id. */
static int join_runs(struct library *library, const struct run *runs, size_t n_runs, const struct shingle *items,
                     size_t n, int64_t id, struct err *err)
{
	struct writing w = {.run = id};
	struct walk *walks = xcalloc(n_runs + 1, sizeof *walks);
	buf_init(&w.bytes, BUF_NO_MAX);
	for (size_t i = 0; i < n_runs; i++)
		walks[i] = walk_of(runs[i].id);
	int status = join(library, walks, n_runs, items, n, &w, err);
	for (size_t i = 0; i < n_runs && status == 0; i++)
		status = remove_run(library, runs[i].id, err);
	for (size_t i = 0; i < n_runs; i++)
		buf_done(&walks[i].bytes);
	free(walks);
	buf_done(&w.bytes);
	free(w.of_one.numbers);
	return status;
}

int shingles_add(struct library *library, struct shingle *items, size_t n, struct err *err)
{
	struct run *runs;
	size_t n_runs;
	if (n == 0)
		return 0;
	qsort(items, n, sizeof *items, by_number);
	int status = load_runs(library, &runs, &n_runs, err);
	if (status == 0 && n_runs == 0) {
		status = join_runs(library, NULL, 0, items, n, 1, err);
	} else if (status == 0) {
		int64_t all = (int64_t)n;
		size_t left = n_runs;
		for (; left > 0 && runs[left - 1].n < 2 * all && runs[left - 1].n + all <= LONG; left--)
			all += runs[left - 1].n;
		status = join_runs(library, runs + left, n_runs - left, items, n, runs[n_runs - 1].id + 1, err);
	}
	free(runs);
	return status;
}

int shingles_clear(struct library *library, struct err *err)
{
	int status = db_run(library, STATEMENT_EMPTY_CHUNKS, err, "");
	return status == 0 ? db_run(library, STATEMENT_EMPTY_RUNS, err, "") : status;
}

/* --- finding --- */

/* Its articles in the run that is walked over, of which no lower number is wanted any more. */
static int collect(struct library *library, struct walk *walk, uint32_t number, struct shingle_list *of_one,
                   struct err *err)
{
	int status = 0;
	of_one->n = 0;
	while (status == 0 && walk->there && walk->now.number < number)
		status = next_pair(library, walk, err);
	if (status == 0 && !walk->there)
		status = walk_to(library, walk, number, err);
	while (status == 0 && walk->there && walk->now.number < number)
		status = next_pair(library, walk, err);
	for (; status == 0 && walk->there && walk->now.number == number; status = next_pair(library, walk, err))
		shingle_list_add(of_one, walk->now.article);
	return status;
}

int shingles_find(struct library *library, const uint32_t *numbers, size_t n,
                  void (*take)(void *to, size_t i, int64_t article), void *to, struct err *err)
{
	struct run *runs;
	size_t n_runs;
	struct shingle_list of_one = {.n = 0};
	int status = load_runs(library, &runs, &n_runs, err);
	while (n_runs-- > 0 && status == 0) {
		struct walk walk = walk_of(runs[n_runs].id);
		for (size_t i = 0; i < n && status == 0; i++) {
			if (i == 0 || numbers[i] != numbers[i - 1])
				status = collect(library, &walk, numbers[i], &of_one, err);
			for (size_t k = of_one.n; k > 0 && status == 0; k--)
				take(to, i, of_one.numbers[k - 1]);
		}
		buf_done(&walk.bytes);
	}
	free(of_one.numbers);
	free(runs);
	return status;
}

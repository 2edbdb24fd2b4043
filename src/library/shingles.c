#include "config.h"

#include "library/shingles.h"

#include "base/buf.h"
#include "base/mem.h"
#include "library/db.h"

#include <stdlib.h>
#include <string.h>

/* On 100,000 articles: a chunk takes two microseconds to find and read, and four are a page. */
#ifdef JARIDA_TINY
enum { PIECE_B = 16, LONG = 200 };
#else
enum { PIECE_B = 950, LONG = 1 << 20 }; /* a run that is so long is left as it is: 6 MB */
#endif
enum { NUMBER_MAX_B = 5 };

static const int64_t run_max = INT64_C(1) << 30;

struct run {
	int64_t id, n;
};

struct list {
	struct shingle *items;
	size_t n, cap;
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

/* At the end of the list; false: these are no such bytes. */
static bool unpack(struct str bytes, uint32_t first, struct list *list)
{
	const unsigned char *p = (const unsigned char *)bytes.p, *end = p + bytes.n;
	uint32_t more, article;
	while (p < end) {
		if (!get(&p, end, &more) || !get(&p, end, &article) || more > UINT32_MAX - first)
			return false;
		first += more;
		list->items = xgrow(list->items, list->n, &list->cap, sizeof *list->items);
		list->items[list->n++] = (struct shingle){first, article};
	}
	return true;
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
		if (run.id < 1 || run.id >= run_max) {
			status = damaged(library, err);
			break;
		}
		*runs = xgrow(*runs, *n, &cap, sizeof **runs);
		(*runs)[(*n)++] = run;
	}
	db_end(row);
	return status;
}

static int write_chunk(struct library *library, int64_t run, uint32_t first, struct buf *bytes, struct err *err)
{
	int64_t id = run << 32 | first;
	int status = bytes->n > 0 ? db_run(library, STATEMENT_ADD_CHUNK, err, "ib", id, buf_str(bytes)) : 0;
	buf_clear(bytes);
	return status;
}

/* All articles of a number are in one chunk. */
static int write_run(struct library *library, int64_t run, const struct list *list, struct err *err)
{
	struct buf bytes;
	uint32_t first = 0, last = 0;
	buf_init(&bytes, BUF_NO_MAX);
	int status = db_run(library, STATEMENT_ADD_RUN, err, "ii", run, (int64_t)list->n);
	for (size_t i = 0; i < list->n && status == 0; i++) {
		const struct shingle *item = &list->items[i];
		if (bytes.n >= PIECE_B && item->number != last)
			status = write_chunk(library, run, first, &bytes, err);
		if (bytes.n == 0)
			first = last = item->number;
		put(&bytes, item->number - last);
		put(&bytes, item->article);
		last = item->number;
	}
	if (status == 0)
		status = write_chunk(library, run, first, &bytes, err);
	buf_done(&bytes);
	return status;
}

static int read_run(struct library *library, int64_t run, struct list *list, struct err *err)
{
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_CHUNKS, err, &row, "ii", run << 32, run << 32 | UINT32_MAX);
	for (; status > 0; status = db_next(library, row, err))
		if (!unpack(db_blob(row, 1), (uint32_t)sqlite3_column_int64(row, 0), list)) {
			status = damaged(library, err);
			break;
		}
	db_end(row);
	return status;
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

/* Of two sorted lists one, without what is twice; of a number the last ones. */
static void merge(const struct list *a, const struct list *b, struct list *out)
{
	size_t i = 0, k = 0, n = 0, same = 0;
	out->items = xreallocarray(out->items, a->n + b->n + 1, sizeof *out->items);
	out->cap = a->n + b->n + 1;
	while (i < a->n || k < b->n) {
		bool of_a = k >= b->n || (i < a->n && is_before(&a->items[i], &b->items[k]));
		struct shingle item = of_a ? a->items[i++] : b->items[k++];
		bool more = n > 0 && out->items[n - 1].number == item.number;
		if (more && out->items[n - 1].article == item.article)
			continue;
		same = more ? same + 1 : 1;
		if (same > SHINGLE_ARTICLES) {
			memmove(&out->items[n - SHINGLE_ARTICLES], &out->items[n - SHINGLE_ARTICLES + 1],
			        (SHINGLE_ARTICLES - 1) * sizeof item);
			n--;
		}
		out->items[n++] = item;
	}
	out->n = n;
}

/* The list with what the run has. */
static int absorb(struct library *library, int64_t run, struct list *list, struct err *err)
{
	struct list other = {.n = 0}, both = {.n = 0};
	int status = read_run(library, run, &other, err);
	if (status == 0)
		status = remove_run(library, run, err);
	if (status == 0) {
		merge(&other, list, &both);
		free(list->items);
		*list = both;
	}
	free(other.items);
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
	int64_t id = n_runs > 0 ? runs[n_runs - 1].id + 1 : 1;
	struct list given = {items, n, n}, none = {.n = 0}, list = {.n = 0};
	merge(&given, &none, &list);
	while (status == 0 && n_runs > 0 && runs[n_runs - 1].n < 2 * (int64_t)list.n
	       && runs[n_runs - 1].n + (int64_t)list.n <= LONG)
		status = absorb(library, runs[--n_runs].id, &list, err);
	if (status == 0)
		status = write_run(library, id, &list, err);
	free(list.items);
	free(runs);
	return status;
}

int shingles_clear(struct library *library, struct err *err)
{
	int status = db_run(library, STATEMENT_EMPTY_CHUNKS, err, "");
	return status == 0 ? db_run(library, STATEMENT_EMPTY_RUNS, err, "") : status;
}

/* --- finding --- */

/* The chunk that would have the number. */
static int load_chunk(struct library *library, int64_t run, uint32_t number, struct list *chunk, struct err *err)
{
	sqlite3_stmt *row;
	chunk->n = 0;
	int status = db_get(library, STATEMENT_CHUNK, err, &row, "ii", run << 32 | number, run << 32);
	if (status > 0)
		status = unpack(db_blob(row, 1), (uint32_t)sqlite3_column_int64(row, 0), chunk) ? 0
			: damaged(library, err);
	db_end(row);
	return status;
}

/* Behind the last item of the number, or where it would be. */
static size_t end_of(const struct list *chunk, uint32_t number)
{
	size_t from = 0, to = chunk->n;
	while (from < to) {
		size_t middle = (from + to) / 2;
		if (chunk->items[middle].number <= number)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

int shingles_find(struct library *library, const uint32_t *numbers, size_t n,
                  void (*take)(void *to, size_t i, int64_t article), void *to, struct err *err)
{
	struct run *runs;
	size_t n_runs;
	struct list chunk = {.n = 0};
	int status = load_runs(library, &runs, &n_runs, err);
	while (n_runs-- > 0 && status == 0) {
		chunk.n = 0;
		for (size_t i = 0; i < n && status == 0; i++) {
			if (chunk.n == 0 || numbers[i] > chunk.items[chunk.n - 1].number)
				status = load_chunk(library, runs[n_runs].id, numbers[i], &chunk, err);
			size_t k = chunk.n == 0 ? 0 : end_of(&chunk, numbers[i]);
			for (; k > 0 && chunk.items[k - 1].number == numbers[i]; k--)
				take(to, i, chunk.items[k - 1].article);
		}
	}
	free(chunk.items);
	free(runs);
	return status;
}

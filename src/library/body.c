#include "config.h"

#include "library/body.h"

#include "base/mem.h"
#include "library/db.h"

#include <stdlib.h>
#include <string.h>

#include <zdict.h>
#include <zstd.h>

/*
 * Measured on 9,974 radio news articles of 1.2 KB, bytes an article and the
 * time of packing: level 3 with a dictionary of 110 KB 456 B and 30 µs, level 6
 * 461 B and 55 µs, level 9 428 B and 75 µs, level 12 408 B and 110 µs; level 3
 * with 256 KB 447 B; without a dictionary 800 B. A text this short gains more
 * from the dictionary than from search.
 */
enum {
	LEVEL = 3,
	DICTIONARY_B = 110 << 10,
	FIRST_AT = 500,      /* articles that make the first dictionary */
	AGAIN_TIMES = 16,    /* and the next, when the library is so much larger */
	MAX_SAMPLES = 3000,
	MAX_SAMPLE_B = 16 << 10,
	KEPT = 2
};

struct reading {
	int64_t number;
	ZSTD_DDict *dictionary;
};

struct bodies {
	ZSTD_CCtx *packer;
	ZSTD_DCtx *unpacker;
	int64_t number;     /* of the dictionary to write with; 0: none; -1: not looked for yet */
	ZSTD_CDict *dictionary;
	struct reading kept[KEPT]; /* the last first */
	struct buf packed;
	bool stored;        /* since bodies_learn() */
};

struct bodies *bodies_new(void)
{
	struct bodies *bodies = xcalloc(1, sizeof *bodies);
	bodies->number = -1;
	buf_init(&bodies->packed, BUF_NO_MAX);
	return bodies;
}

void bodies_free(struct bodies *bodies)
{
	if (bodies == NULL)
		return;
	for (int i = 0; i < KEPT; i++)
		ZSTD_freeDDict(bodies->kept[i].dictionary);
	ZSTD_freeCDict(bodies->dictionary);
	ZSTD_freeCCtx(bodies->packer);
	ZSTD_freeDCtx(bodies->unpacker);
	buf_done(&bodies->packed);
	free(bodies);
}

static int no_memory(struct err *err)
{
	return err_set(err, ERR_INPUT, "cannot pack an article: out of memory");
}

/* --- writing --- */

/* The newest dictionary; another process may have made one. */
static int choose_dictionary(struct library *library, struct err *err)
{
	struct bodies *bodies = library->bodies;
	int64_t newest;
	sqlite3_stmt *row;
	int status = db_number(library, STATEMENT_LAST_DICTIONARY, 0, &newest, err, "");
	if (status != 0 || newest == bodies->number)
		return status;
	ZSTD_freeCDict(bodies->dictionary);
	bodies->dictionary = NULL;
	bodies->number = newest;
	if (newest == 0)
		return 0;
	status = db_get(library, STATEMENT_DICTIONARY, err, &row, "i", newest);
	if (status > 0) {
		struct str bytes = db_blob(row, 0);
		bodies->dictionary = ZSTD_createCDict(bytes.p, bytes.n, LEVEL);
		status = 0;
	}
	db_end(row);
	if (bodies->dictionary == NULL)
		bodies->number = 0;
	return status;
}

static int make_packer(struct bodies *bodies, struct err *err)
{
	if (bodies->packer == NULL)
		bodies->packer = ZSTD_createCCtx();
	if (bodies->packer == NULL)
		return no_memory(err);
	ZSTD_CCtx_setParameter(bodies->packer, ZSTD_c_compressionLevel, LEVEL);
	ZSTD_CCtx_setParameter(bodies->packer, ZSTD_c_checksumFlag, 1); /* SQLite has none of its own */
	ZSTD_CCtx_setParameter(bodies->packer, ZSTD_c_dictIDFlag, 0);
	return 0;
}

int body_store(struct library *library, int64_t article, struct str packed, struct err *err)
{
	struct bodies *bodies = library->bodies;
	int status = make_packer(bodies, err);
	if (status == 0)
		status = choose_dictionary(library, err);
	if (status != 0)
		return status;
	ZSTD_CCtx_refCDict(bodies->packer, bodies->dictionary);
	buf_clear(&bodies->packed);
	size_t bound = ZSTD_compressBound(packed.n);
	char *room = buf_reserve(&bodies->packed, bound);
	size_t n = ZSTD_compress2(bodies->packer, room, bound, packed.p, packed.n);
	if (ZSTD_isError(n))
		return no_memory(err);
	bodies->packed.n = n;
	bodies->stored = true;
	return db_run(library, STATEMENT_SET_BODY, err, "izb", article, bodies->number, buf_str(&bodies->packed));
}

/* --- reading --- */

/* The dictionary of that number; NULL when it is not there. */
static const ZSTD_DDict *reading_dictionary(struct library *library, int64_t number, int *status, struct err *err)
{
	struct reading *kept = library->bodies->kept;
	for (int i = 0; i < KEPT; i++) {
		if (kept[i].dictionary == NULL || kept[i].number != number)
			continue;
		struct reading found = kept[i];
		memmove(kept + 1, kept, (size_t)i * sizeof *kept);
		kept[0] = found;
		return found.dictionary;
	}
	sqlite3_stmt *row;
	ZSTD_DDict *dictionary = NULL;
	*status = db_get(library, STATEMENT_DICTIONARY, err, &row, "i", number);
	if (*status > 0) {
		struct str bytes = db_blob(row, 0);
		dictionary = ZSTD_createDDict(bytes.p, bytes.n);
	}
	db_end(row);
	if (*status < 0 || dictionary == NULL)
		return NULL;
	*status = 0;
	ZSTD_freeDDict(kept[KEPT - 1].dictionary);
	memmove(kept + 1, kept, (KEPT - 1) * sizeof *kept);
	kept[0] = (struct reading){number, dictionary};
	return dictionary;
}

static int unpack(struct library *library, struct str bytes, const ZSTD_DDict *dictionary, struct buf *out,
                  struct err *err)
{
	struct bodies *bodies = library->bodies;
	if (bodies->unpacker == NULL)
		bodies->unpacker = ZSTD_createDCtx();
	unsigned long long size = ZSTD_getFrameContentSize(bytes.p, bytes.n);
	if (bodies->unpacker == NULL || size > BODY_MAX_B)
		return db_damaged(library, "a text", err);
	char *room = buf_reserve(out, (size_t)size);
	if (room == NULL)
		return db_damaged(library, "a text", err);
	size_t n = dictionary != NULL
		? ZSTD_decompress_usingDDict(bodies->unpacker, room, (size_t)size, bytes.p, bytes.n, dictionary)
		: ZSTD_decompressDCtx(bodies->unpacker, room, (size_t)size, bytes.p, bytes.n);
	if (ZSTD_isError(n) || n != size)
		return db_damaged(library, "a text", err);
	out->n += n;
	return 0;
}

int body_load(struct library *library, int64_t article, struct buf *out, struct err *err)
{
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_BODY, err, &row, "i", article);
	if (status == 0)
		status = err_set(err, ERR_NO_MATCH, "article %lld is not in the library", (long long)article);
	if (status > 0) {
		int64_t number = sqlite3_column_int64(row, 0);
		const ZSTD_DDict *dictionary = NULL;
		status = 0;
		if (number != 0)
			dictionary = reading_dictionary(library, number, &status, err);
		if (status == 0 && number != 0 && dictionary == NULL)
			status = db_damaged(library, "a dictionary", err);
		if (status == 0)
			status = unpack(library, db_blob(row, 1), dictionary, out, err);
	}
	db_end(row);
	return status;
}

/* --- learning --- */

struct samples {
	struct buf bytes;
	size_t sizes[MAX_SAMPLES];
	unsigned n;
};

/* Ids spread evenly over all there are. */
static int collect(struct library *library, int64_t last, struct samples *samples, struct err *err)
{
	int64_t step = last / MAX_SAMPLES + 1;
	int status = db_read(library, err);
	if (status != 0)
		return status;
	for (int64_t id = last; id > 0 && samples->n < MAX_SAMPLES; id -= step) {
		size_t before = samples->bytes.n;
		status = body_load(library, id, &samples->bytes, err);
		if (status == ERR_NO_MATCH)
			continue;
		if (status != 0)
			break;
		if (samples->bytes.n - before > MAX_SAMPLE_B)
			samples->bytes.n = before + MAX_SAMPLE_B;
		samples->sizes[samples->n++] = samples->bytes.n - before;
	}
	db_read_end(library);
	return status == ERR_NO_MATCH ? 0 : status;
}

static int add_dictionary(struct library *library, int64_t number, struct str bytes, struct err *err)
{
	int status = db_change(library, err);
	if (status == 0)
		status = db_change_end(library, db_run(library, STATEMENT_ADD_DICTIONARY, err, "ib", number, bytes), err);
	return status;
}

void bodies_learn(struct library *library)
{
	struct bodies *bodies = library->bodies;
	int64_t last, newest;
	if (!bodies->stored || db_number(library, STATEMENT_LAST_ID, 0, &last, NULL, "") != 0 ||
	    db_number(library, STATEMENT_LAST_DICTIONARY, 0, &newest, NULL, "") != 0)
		return;
	bodies->stored = false;
	if (last < FIRST_AT || (newest > 0 && last / AGAIN_TIMES < newest))
		return;
	struct samples *samples = xcalloc(1, sizeof *samples);
	buf_init(&samples->bytes, BUF_NO_MAX);
	if (collect(library, last, samples, NULL) == 0 && samples->n >= FIRST_AT / 2) {
		char *dictionary = xmalloc(DICTIONARY_B);
		size_t n = ZDICT_trainFromBuffer(dictionary, DICTIONARY_B, samples->bytes.p, samples->sizes, samples->n);
		if (!ZDICT_isError(n))
			add_dictionary(library, last, (struct str){dictionary, n}, NULL);
		free(dictionary);
	}
	buf_done(&samples->bytes);
	free(samples);
}

#include "config.h"

#include "library/bits.h"

#include "base/mem.h"
#include "library/db.h"

#include <stdlib.h>
#include <string.h>

static struct bits_chunk *chunk_at(struct bits *bits, size_t number)
{
	if (number >= bits->n) {
		size_t n = number + 1 + bits->n / 2; /* chunks come one after the other */
		bits->chunks = xreallocarray(bits->chunks, n, sizeof *bits->chunks);
		memset(bits->chunks + bits->n, 0, (n - bits->n) * sizeof *bits->chunks);
		bits->n = n;
	}
	if (bits->chunks[number] == NULL)
		bits->chunks[number] = xcalloc(1, sizeof **bits->chunks);
	return bits->chunks[number];
}

void bits_done(struct bits *bits)
{
	for (size_t i = 0; i < bits->n; i++)
		free(bits->chunks[i]);
	free(bits->chunks);
	*bits = (struct bits){0};
}

void bits_forget(struct library *library)
{
	for (int kind = 0; kind < N_BITS; kind++)
		bits_done(&library->bits[kind]);
}

static void words_from_bytes(uint64_t *words, const unsigned char *bytes)
{
	for (size_t i = 0; i < CHUNK_WORDS; i++) {
		words[i] = 0;
		for (size_t k = 0; k < 8; k++)
			words[i] |= (uint64_t)bytes[i * 8 + k] << (8 * k);
	}
}

void bits_to_bytes(const struct bits_chunk *chunk, unsigned char *bytes)
{
	for (size_t i = 0; i < CHUNK_B; i++)
		bytes[i] = (unsigned char)(chunk->words[i / 8] >> (8 * (i % 8)));
}

static int64_t count_words(const uint64_t *words, size_t n)
{
	int64_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += __builtin_popcountll(words[i]);
	return count;
}

void bits_from_bytes(struct bits *bits, size_t number, const unsigned char *bytes)
{
	struct bits_chunk *chunk = chunk_at(bits, number);
	bits->count -= count_words(chunk->words, CHUNK_WORDS);
	words_from_bytes(chunk->words, bytes);
	bits->count += count_words(chunk->words, CHUNK_WORDS);
}

static int load(struct library *library, enum bits_kind kind, struct err *err)
{
	struct bits *bits = &library->bits[kind];
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_MARKS, err, &row, "i", (int64_t)kind);
	for (; status > 0; status = db_next(library, row, err)) {
		int64_t number = sqlite3_column_int64(row, 0);
		struct str bytes = db_blob(row, 1);
		if (number < 0 || number >= MAX_CHUNKS || bytes.n != CHUNK_B) {
			status = db_damaged(library, "marks", err);
			break;
		}
		bits_from_bytes(bits, (size_t)number, (const unsigned char *)bytes.p);
	}
	db_end(row);
	return status;
}

int bits_load(struct library *library, enum bits_kind kind, struct err *err)
{
	int64_t version = db_version(library);
	if (version != library->bits_version) {
		bits_forget(library);
		library->bits_version = version;
	}
	struct bits *bits = &library->bits[kind];
	if (bits->loaded)
		return 0;
	int status = load(library, kind, err);
	if (status != 0)
		bits_done(bits);
	else
		bits->loaded = true;
	return status;
}

int bits_load_all(struct library *library, struct err *err)
{
	int status = 0;
	for (int kind = 0; kind < N_BITS && status == 0; kind++)
		status = bits_load(library, (enum bits_kind)kind, err);
	return status;
}

void bits_set(struct bits *bits, int64_t id, bool on)
{
	if (bits_has(bits, id) == on || id < 0 || id / CHUNK_IDS >= MAX_CHUNKS)
		return;
	struct bits_chunk *chunk = chunk_at(bits, (size_t)(id / CHUNK_IDS));
	chunk->words[id % CHUNK_IDS / 64] ^= UINT64_C(1) << (id % 64);
	chunk->changed = bits->changed = true;
	bits->count += on ? 1 : -1;
}

int64_t bits_next(const struct bits *bits, int64_t from)
{
	if (from < 0)
		from = 0;
	for (size_t i = (size_t)(from / CHUNK_IDS); i < bits->n; i++, from = (int64_t)i * CHUNK_IDS) {
		if (bits->chunks[i] == NULL)
			continue;
		size_t k = (size_t)(from % CHUNK_IDS / 64);
		uint64_t word = bits->chunks[i]->words[k] & (~UINT64_C(0) << (from % 64));
		while (word == 0 && ++k < CHUNK_WORDS)
			word = bits->chunks[i]->words[k];
		if (word != 0)
			return (int64_t)(i * CHUNK_IDS + k * 64) + __builtin_ctzll(word);
	}
	return -1;
}

/* Word k of a chunk, of bits that may have none. */
static uint64_t word_at(const struct bits *bits, size_t chunk, size_t k)
{
	return chunk < bits->n && bits->chunks[chunk] != NULL ? bits->chunks[chunk]->words[k] : 0;
}

int64_t bits_count_in(const struct bits *bits, const struct bits *in, const struct bits *out)
{
	int64_t count = 0;
	for (size_t i = 0; i < bits->n; i++)
		for (size_t k = 0; k < CHUNK_WORDS && bits->chunks[i] != NULL; k++)
			count += __builtin_popcountll(word_at(bits, i, k) & word_at(in, i, k) & ~word_at(out, i, k));
	return count;
}

static void set_word(struct bits *bits, struct bits_chunk *chunk, size_t k, uint64_t word)
{
	if (chunk->words[k] == word)
		return;
	bits->count += __builtin_popcountll(word) - __builtin_popcountll(chunk->words[k]);
	chunk->words[k] = word;
	chunk->changed = bits->changed = true;
}

void bits_keep(struct bits *bits, const struct bits *in, const struct bits *out)
{
	for (size_t i = 0; i < bits->n; i++)
		for (size_t k = 0; k < CHUNK_WORDS && bits->chunks[i] != NULL; k++)
			set_word(bits, bits->chunks[i], k, bits->chunks[i]->words[k] & word_at(in, i, k) & ~word_at(out, i, k));
}

void bits_others(struct bits *bits, const struct bits *in, int64_t last)
{
	static const struct bits none;
	size_t n = last <= 0 ? 0 : last / CHUNK_IDS < MAX_CHUNKS ? (size_t)(last / CHUNK_IDS) + 1 : MAX_CHUNKS;
	bits_keep(bits, &none, &none);
	for (size_t i = n; i-- > 0;) { /* the last first: it makes room for all */
		for (size_t k = 0; k < CHUNK_WORDS; k++) {
			int64_t first = (int64_t)(i * CHUNK_IDS + k * 64);
			uint64_t there = first > last ? 0 : ~UINT64_C(0);
			if (last >= first && last - first < 63)
				there = (UINT64_C(2) << (last - first)) - 1;
			uint64_t word = there & ~word_at(in, i, k) & (first == 0 ? ~UINT64_C(1) : ~UINT64_C(0));
			if (word != 0)
				set_word(bits, chunk_at(bits, i), k, word);
		}
	}
}

int64_t bits_count_below(const struct bits *bits, int64_t id)
{
	int64_t count = 0;
	size_t last = id > 0 ? (size_t)(id / CHUNK_IDS) : 0;
	for (size_t i = 0; i < bits->n && i < last; i++)
		if (bits->chunks[i] != NULL)
			count += count_words(bits->chunks[i]->words, CHUNK_WORDS);
	if (id <= 0 || last >= bits->n || bits->chunks[last] == NULL)
		return count;
	const uint64_t *words = bits->chunks[last]->words;
	size_t k = (size_t)(id % CHUNK_IDS / 64);
	count += count_words(words, k);
	return count + __builtin_popcountll(words[k] & ~(~UINT64_C(0) << (id % 64)));
}

static int save_chunk(struct library *library, enum bits_kind kind, size_t number, struct bits_chunk *chunk,
                      struct err *err)
{
	unsigned char bytes[CHUNK_B];
	bits_to_bytes(chunk, bytes);
	int status = db_run(library, STATEMENT_SET_MARKS, err, "iib", (int64_t)kind, (int64_t)number,
	                    (struct str){(const char *)bytes, sizeof bytes});
	if (status == 0)
		chunk->changed = false;
	return status;
}

int bits_save(struct library *library, struct err *err)
{
	for (int kind = 0; kind < N_BITS; kind++) {
		struct bits *bits = &library->bits[kind];
		for (size_t i = 0; bits->changed && i < bits->n; i++) {
			if (bits->chunks[i] == NULL || !bits->chunks[i]->changed)
				continue;
			int status = save_chunk(library, (enum bits_kind)kind, i, bits->chunks[i], err);
			if (status != 0)
				return status;
		}
		bits->changed = false;
	}
	return 0;
}

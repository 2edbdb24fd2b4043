#include "config.h"

#include "library/fulltext.h"

#include "library/db.h"

#include <string.h>

/* --- tokenizer --- */

static int tokenizer_new(void *context, const char **args, int n, Fts5Tokenizer **out)
{
	(void)args, (void)n;
	*out = context; /* it has no state */
	return SQLITE_OK;
}

static void tokenizer_free(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

static int tokenize(Fts5Tokenizer *tokenizer, void *to, int flags, const char *text, int n,
                    int (*take)(void *to, int flags, const char *token, int n, int from, int end))
{
	(void)tokenizer, (void)flags;
	struct str rest = {text, n > 0 ? (size_t)n : 0};
	struct sequence_word word;
	while (words_next(&rest, &word)) {
		int from = (int)(word.key.p - text), length = (int)word.key.n;
		int code = take(to, word.together ? FTS5_TOKEN_COLOCATED : 0, word.key.p, length, from, from + length);
		if (code != SQLITE_OK)
			return code;
	}
	return SQLITE_OK;
}

/* --- relevance --- */

/* How often phrase i is there; in a title it counts for several. */
static double frequency(const Fts5ExtensionApi *api, Fts5Context *fts, int i)
{
	enum { TITLE = 4, ENOUGH = 100 };
	Fts5PhraseIter walk;
	int column, place, n = 0;
	if (api->xPhraseFirst(fts, i, &walk, &column, &place) != SQLITE_OK)
		return 0;
	for (; column >= 0 && n < ENOUGH; api->xPhraseNext(fts, &walk, &column, &place))
		n += column == COLUMN_TITLE ? TITLE : 1;
	return n;
}

/* relevance(fulltext, LENGTH): Robertson and others' BM25 of a row of so many words. */
static void relevance(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int n,
                      sqlite3_value **values)
{
	static const double k1 = 1.2, b = 0.75;
	struct library *library = api->xUserData(fts);
	const struct ranking *ranking = library != NULL ? library->ranking : NULL;
	if (ranking == NULL || n != 1)
		return;
	double score = 0, norm = k1 * (1 - b + b * sqlite3_value_double(values[0]) / ranking->mean_length);
	for (int i = 0; i < ranking->n; i++) {
		double tf = frequency(api, fts, i);
		score += ranking->weights[i] * tf * (k1 + 1) / (tf + norm);
	}
	sqlite3_result_double(context, score);
}

/* --- a connection --- */

static fts5_api *api_of(sqlite3 *db, int *code)
{
	fts5_api *api = NULL;
	sqlite3_stmt *statement = NULL;
	*code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
	if (*code == SQLITE_OK) {
		sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
		sqlite3_step(statement);
		*code = sqlite3_finalize(statement);
	}
	if (*code == SQLITE_OK && (api == NULL || api->iVersion < 2))
		*code = SQLITE_ERROR;
	return api;
}

int fulltext_register(sqlite3 *db, struct library *library)
{
	static fts5_tokenizer tokenizer = {tokenizer_new, tokenizer_free, tokenize};
	int code;
	fts5_api *api = api_of(db, &code);
	if (code == SQLITE_OK)
		code = api->xCreateTokenizer(api, "jarida", &tokenizer, &tokenizer, NULL);
	if (code == SQLITE_OK)
		code = api->xCreateFunction(api, "relevance", library, relevance, NULL);
	return code;
}

int fulltext_ready(struct library *library, struct err *err)
{
	if (library->fulltext_ready)
		return 0;
	int code = fulltext_register(library->db, library);
	library->fulltext_ready = code == SQLITE_OK;
	return code == SQLITE_OK ? 0 : db_error_of(library->db, code, library->place, err);
}

/*
 * The record of FTS5's structure begins with a number of four bytes, then two
 * of seven bits a byte, the highest first: how many levels, how many segments.
 */
int fulltext_has_many(struct library *library, int segments, bool *many, struct err *err)
{
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_STRUCTURE, err, &row, "");
	struct str bytes = status > 0 ? db_blob(row, 0) : (struct str){"", 0};
	uint64_t numbers[2] = {0};
	size_t at = 4;
	for (int i = 0; i < 2; i++)
		for (bool more = true; more && at < bytes.n; at++) {
			numbers[i] = numbers[i] << 7 | ((unsigned char)bytes.p[at] & 0x7F);
			more = (unsigned char)bytes.p[at] & 0x80;
		}
	db_end(row);
	*many = numbers[1] > (uint64_t)segments;
	return status < 0 ? status : 0;
}

#include "config.h"

#include "library/db.h"

#include "base/clock.h"
#include "library/body.h"
#include "library/index.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>

static int input_error(struct err *err, const char *place, const char *what)
{
	return err_set(err, ERR_INPUT, "the library '%s' %s", place, what);
}

static const char damaged[] = "is damaged: 'jarida check-library --repair' saves what can be read";

int db_error_of(sqlite3 *db, int code, const char *place, struct err *err)
{
	char reason[ERR_REASON_B];
	/* Of a full disk SQLite says that it is full, of a quota or a limit that it could not write. */
	if (code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE)
		code = SQLITE_FULL;
	switch (code & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, ERR_BUSY, "the library '%s' is busy: another jarida writes to it; try again", place);
	case SQLITE_INTERRUPT:
		return err_set(err, ERR_BUSY, "what was asked of the library '%s' was given up: somebody waits", place);
	case SQLITE_CORRUPT:
	case SQLITE_FORMAT:
	case SQLITE_MISMATCH:
	case SQLITE_CONSTRAINT:
		return input_error(err, place, damaged);
	case SQLITE_NOTADB:
		return input_error(err, place, "is no library, or its beginning is damaged: name another one with --library");
	case SQLITE_FULL:
		return input_error(err, place, "cannot grow: no space left on the disk; make room and try again");
	case SQLITE_READONLY:
		return input_error(err, place, "can only be read: its file or folder is not yours to write");
	case SQLITE_TOOBIG:
		return input_error(err, place, "takes no text as large as this one");
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_AUTH: {
		int number = db != NULL ? sqlite3_system_errno(db) : 0;
		if (number == 0 && (code & 0xFF) == SQLITE_CANTOPEN)
			number = EACCES;
		return err_set(err, ERR_INPUT, "cannot read or write the library '%s': %s", place,
		               number != 0 ? err_reason(number, reason) : "the disk reports an error");
	}
	default:
		return err_set(err, ERR_INPUT, "cannot use the library '%s': %s", place, sqlite3_errstr(code));
	}
}

int db_error(struct library *library, struct err *err)
{
	int code = sqlite3_extended_errcode(library->db);
	library->full |= (code & 0xFF) == SQLITE_FULL || code == SQLITE_IOERR_WRITE;
	return db_error_of(library->db, code, library->place, err);
}

int db_damaged(struct library *library, const char *what, struct err *err)
{
	return err_set(err, ERR_INPUT, "the library '%s' is damaged (%s): 'jarida check-library --repair' saves what can be read",
	               library->place, what);
}

/* --- statements --- */

static sqlite3_stmt *prepared(struct library *library, enum statement which)
{
	sqlite3_stmt **statement = &library->statements[which];
	if (*statement == NULL)
		sqlite3_prepare_v3(library->db, statement_sql[which], -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
	return *statement;
}

/* Texts are there until the statement is reset, which is before the caller's call ends. */
static int bind(sqlite3_stmt *statement, const char *types, va_list args)
{
	int code = SQLITE_OK;
	for (int i = 1; *types != '\0' && code == SQLITE_OK; types++, i++) {
		if (*types == 'i' || *types == 'z') {
			int64_t number = va_arg(args, int64_t);
			code = *types == 'z' && number == 0 ? sqlite3_bind_null(statement, i)
			                                    : sqlite3_bind_int64(statement, i, number);
			continue;
		}
		struct str s = va_arg(args, struct str);
		const char *p = s.p != NULL ? s.p : "";
		if (*types == 's')
			code = sqlite3_bind_text64(statement, i, p, s.n, SQLITE_STATIC, SQLITE_UTF8);
		else
			code = sqlite3_bind_blob64(statement, i, p, s.n, SQLITE_STATIC);
	}
	return code;
}

static int start(struct library *library, enum statement which, struct err *err, sqlite3_stmt **row,
                 const char *types, va_list args)
{
	sqlite3_stmt *statement = prepared(library, which);
	*row = statement;
	if (statement == NULL || bind(statement, types, args) != SQLITE_OK)
		return db_error(library, err);
	return db_next(library, statement, err);
}

int db_next(struct library *library, sqlite3_stmt *row, struct err *err)
{
	int code = sqlite3_step(row);
	if (code == SQLITE_ROW)
		return 1;
	return code == SQLITE_DONE ? 0 : db_error(library, err);
}

void db_end(sqlite3_stmt *row)
{
	if (row == NULL)
		return;
	sqlite3_reset(row);
	sqlite3_clear_bindings(row);
}

int db_get(struct library *library, enum statement which, struct err *err, sqlite3_stmt **row,
           const char *types, ...)
{
	va_list args;
	va_start(args, types);
	int status = start(library, which, err, row, types, args);
	va_end(args);
	return status;
}

int db_run(struct library *library, enum statement which, struct err *err, const char *types, ...)
{
	va_list args;
	sqlite3_stmt *row;
	va_start(args, types);
	int status = start(library, which, err, &row, types, args);
	va_end(args);
	while (status > 0)
		status = db_next(library, row, err);
	db_end(row);
	return status;
}

int db_number(struct library *library, enum statement which, int64_t instead, int64_t *number, struct err *err,
              const char *types, ...)
{
	va_list args;
	sqlite3_stmt *row;
	va_start(args, types);
	int status = start(library, which, err, &row, types, args);
	va_end(args);
	*number = status > 0 ? sqlite3_column_int64(row, 0) : instead;
	db_end(row);
	return status < 0 ? status : 0;
}

struct str db_blob(sqlite3_stmt *row, int column)
{
	const char *p = sqlite3_column_blob(row, column);
	return p == NULL ? (struct str){"", 0} : (struct str){p, (size_t)sqlite3_column_bytes(row, column)};
}

struct str db_text(sqlite3_stmt *row, int column)
{
	return db_blob(row, column);
}

/* --- transactions --- */

int64_t db_version(struct library *library)
{
	int64_t version;
	db_number(library, STATEMENT_VERSION, -1, &version, NULL, "");
	return version;
}

int db_read(struct library *library, struct err *err)
{
	if (library->changes == 0 && library->reads == 0 && !library->begun) {
		int status = db_run(library, STATEMENT_BEGIN, err, "");
		if (status != 0)
			return status;
	}
	library->reads++;
	return 0;
}

void db_read_end(struct library *library)
{
	assert(library->reads > 0);
	if (--library->reads == 0 && library->changes == 0 && !library->begun)
		db_run(library, STATEMENT_COMMIT, NULL, "");
}

static void roll_back(struct library *library)
{
	if (!sqlite3_get_autocommit(library->db))
		db_run(library, STATEMENT_ROLLBACK, NULL, "");
	bits_forget(library);
	index_forget(library);
	/* The journal takes more than what is in it: given back, it leaves room for a few marks at least. */
	if (library->full)
		sqlite3_wal_checkpoint_v2(library->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	library->full = false;
}

static int begin_change(struct library *library, struct err *err)
{
	if (library->access == LIBRARY_READ)
		return err_set(err, ERR_INPUT, "cannot change the library '%s': it is open for reading only", library->place);
	assert(library->reads == 0);
	return db_run(library, STATEMENT_BEGIN_CHANGE, err, "");
}

int db_change(struct library *library, struct err *err)
{
	if (library->broken)
		return err_set(err, library->why_broken.code, "%s", library->why_broken.message);
	if (library->changes == 0 && !library->begun) {
		int status = begin_change(library, err);
		if (status != 0)
			return status;
	}
	library->changes++;
	return 0;
}

static int commit(struct library *library, struct err *err)
{
	int status = index_finish(library, err);
	if (status == 0)
		status = bits_save(library, err);
	if (status == 0)
		status = db_run(library, STATEMENT_COMMIT, err, "");
	if (status != 0)
		roll_back(library);
	return status;
}

int db_change_end(struct library *library, int status, struct err *err)
{
	assert(library->changes > 0);
	if (--library->changes > 0)
		return status;
	bool lost = status == ERR_INPUT || status == ERR_BUSY;
	if (library->begun) {
		if (lost && !library->broken) {
			library->broken = true;
			err_set(&library->why_broken, (enum err_code)status, "%s",
			        err != NULL ? err->message : "an earlier change failed");
		}
		return status;
	}
	if (status == 0)
		return commit(library, err);
	roll_back(library);
	return status;
}

void db_want_memory(struct library *library, enum db_memory memory)
{
	static const enum statement how[] = {
		[MEMORY_TO_SEARCH] = STATEMENT_MEMORY_TO_SEARCH,
		[MEMORY_TO_RANK] = STATEMENT_MEMORY_TO_RANK,
		[MEMORY_TO_STORE] = STATEMENT_MEMORY_TO_STORE,
	};
	if (memory <= library->memory)
		return;
	db_run(library, how[memory], NULL, "");
	library->memory = memory;
}

int library_begin(struct library *library, struct err *err)
{
	/* Pages that the next changes write again are copied from the log into the file once for many of them. */
	enum { LOG_PAGES = 16000 };
	assert(!library->begun && library->changes == 0);
	int status = begin_change(library, err);
	if (status != 0)
		return status;
	db_want_memory(library, MEMORY_TO_STORE);
	sqlite3_wal_autocheckpoint(library->db, LOG_PAGES);
	library->begun = true;
	library->begun_ms = clock_now_ms();
	return 0;
}

/* Who changed much leaves time for the others, a fiftieth: nobody is told who waits, and the next change follows at once. */
static void let_others(const struct library *library)
{
	enum { LONG_MS = 20, PART = 50, LEAST_MS = 2, MOST_MS = 5 };
	int64_t held_ms = clock_now_ms() - library->begun_ms, rest_ms = held_ms / PART;
	if (held_ms >= LONG_MS)
		sqlite3_sleep(rest_ms < LEAST_MS ? LEAST_MS : rest_ms > MOST_MS ? MOST_MS : (int)rest_ms);
}

int library_commit(struct library *library, struct err *err)
{
	assert(library->begun);
	if (library->broken) {
		int status = err_set(err, library->why_broken.code, "%s", library->why_broken.message);
		library_rollback(library);
		return status;
	}
	int status = commit(library, err);
	library->begun = false;
	if (status == 0)
		let_others(library);
	if (status == 0)
		bodies_learn(library);
	return status;
}

void library_rollback(struct library *library)
{
	if (!library->begun)
		return;
	roll_back(library);
	library->begun = library->broken = false;
}

int db_load_hash_key(struct library *library, struct err *err)
{
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_INTERNAL, err, &row, "s", STR("hash-key"));
	struct str key = status > 0 ? db_blob(row, 0) : (struct str){"", 0};
	if (status >= 0) {
		status = key.n == HASH_KEY_B ? 0 : db_damaged(library, "no key", err);
		if (status == 0)
			memcpy(library->hash_key, key.p, HASH_KEY_B);
	}
	db_end(row);
	return status;
}

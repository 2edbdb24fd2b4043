#include "config.h"

#include "base/clock.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "library/body.h"
#include "library/db.h"
#include "library/fulltext.h"
#include "library/functions.h"
#include "library/ready.h"
#include "library/relate.h"
#include "library/index.h"
#include "library/schema.h"
#include "library/vocabulary.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int library_default_place(char *out, size_t n, struct err *err)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	int length;
	if (data != NULL && data[0] == '/')
		length = snprintf(out, n, "%s/jarida/library.db", data);
	else if (home != NULL && home[0] == '/')
		length = snprintf(out, n, "%s/.local/share/jarida/library.db", home);
	else
		return err_set(err, ERR_USAGE, "no place for the library: set HOME, or name one with --library");
	if (length < 0 || (size_t)length >= n)
		return err_set(err, ERR_USAGE, "the library's place is too long a path: name another one with --library");
	return 0;
}

/* The folders on the way to the file, private ones. */
static int make_folders(const char *place, struct err *err)
{
	char reason[ERR_REASON_B];
	char *path = xstrdup(place);
	int status = 0;
	for (char *slash = strchr(path + 1, '/'); slash != NULL && status == 0; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST && errno != EISDIR && access(path, X_OK) != 0)
			status = err_set(err, ERR_INPUT, "cannot make the folder '%s': %s", path,
			                 err_reason(errno, reason));
		*slash = '/';
	}
	free(path);
	return status;
}

/* Make the file, if none is there, readable by its owner alone; SQLite gives its companions the same mode. */
static int make_file(const char *place, struct err *err)
{
	int status = make_folders(place, err);
	if (status != 0)
		return status;
	int fd = open(place, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	else if (errno != EEXIST) {
		char reason[ERR_REASON_B];
		return err_set(err, ERR_INPUT, "cannot make the library '%s': %s", place, err_reason(errno, reason));
	}
	return 0;
}

static int missing(const char *place, struct err *err)
{
	return err_set(err, ERR_NO_MATCH, "there is no library '%s': 'jarida add SOURCE' makes one", place);
}

static int look_at_file(const char *place, struct err *err)
{
	struct stat st;
	char reason[ERR_REASON_B];
	if (stat(place, &st) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return missing(place, err);
		return err_set(err, ERR_INPUT, "cannot read the library '%s': %s", place, err_reason(errno, reason));
	}
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_INPUT, "the library '%s' is no file: name another one with --library", place);
	return 0;
}

/*
 * What a stranger's file can do through SQLite: nothing. Sizes are bounded, no
 * function runs from the schema, no extension can be loaded, no other file
 * attached, and the structure of pages is checked as they are read.
 */
void db_defend(sqlite3 *db)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, BODY_MAX_B + (1 << 20));
	sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 1 << 16);
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
}

static const char settings[] =
	"PRAGMA cell_size_check=1; PRAGMA foreign_keys=1; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=0;"
	"PRAGMA temp_store=MEMORY; PRAGMA cache_size=-2000; PRAGMA journal_size_limit=8388608";

/* At short steps: the one that writes many articles leaves only moments between its changes. */
static int wait_for_writer(void *of, int tries)
{
	struct library *library = of;
	int64_t now = clock_now_ms();
	if (tries == 0)
		library->waits_ms = now;
	if (now - library->waits_ms >= library->patience_ms)
		return 0;
	sqlite3_sleep(1);
	return 1;
}

/* Returns an SQLite code. */
static int connect_flags(struct library *library, const char *name, int flags)
{
	sqlite3_close(library->db);
	int code = sqlite3_open_v2(name, &library->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	if (code == SQLITE_OK) {
		sqlite3_busy_handler(library->db, wait_for_writer, library);
		db_defend(library->db);
		code = sqlite3_exec(library->db, settings, NULL, NULL, NULL);
	}
	return code;
}

static int pragma_number(sqlite3 *db, const char *sql, int64_t *number)
{
	sqlite3_stmt *statement;
	int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
	if (code != SQLITE_OK)
		return code;
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		*number = sqlite3_column_int64(statement, 0);
		code = SQLITE_OK;
	}
	sqlite3_finalize(statement);
	return code;
}

/*
 * A library on a file system that can only be read has no companion files and
 * cannot get any: it is then taken as one that nobody changes.
 */
static int connect_immutable(struct library *library)
{
	struct buf name;
	buf_init(&name, BUF_NO_MAX);
	buf_addf(&name, "file:");
	for (const char *p = library->place; *p != '\0'; p++) {
		if (*p == '%' || *p == '?' || *p == '#')
			buf_addf(&name, "%%%02X", (unsigned char)*p);
		else
			buf_add_char(&name, *p);
	}
	buf_addf(&name, "?immutable=1");
	int code = connect_flags(library, buf_cstr(&name), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
	buf_done(&name);
	return code;
}

static int connect_file(struct library *library, struct err *err)
{
	int64_t number;
	int code;
	if (library->access != LIBRARY_READ) {
		code = connect_flags(library, library->place, SQLITE_OPEN_READWRITE);
		bool no_companions = (code & 0xFF) == SQLITE_CANTOPEN && access(library->place, W_OK) != 0;
		if (no_companions || (code == SQLITE_OK && sqlite3_db_readonly(library->db, "main") == 1))
			code = SQLITE_READONLY;
	} else {
		code = connect_flags(library, library->place, SQLITE_OPEN_READONLY);
		if (code == SQLITE_OK)
			code = pragma_number(library->db, "PRAGMA user_version", &number);
		if ((code & 0xFF) == SQLITE_CANTOPEN || (code & 0xFF) == SQLITE_READONLY)
			code = connect_immutable(library);
	}
	return code == SQLITE_OK ? 0 : db_error_of(library->db, code, library->place, err);
}

/* In a new file, or one that another process is just making: who comes first makes the tables. */
static int make_tables(struct library *library, struct err *err)
{
	int64_t version = 0;
	int code = sqlite3_exec(library->db, "PRAGMA page_size=4096; PRAGMA journal_mode=WAL; BEGIN IMMEDIATE", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = pragma_number(library->db, "PRAGMA user_version", &version);
	if (code == SQLITE_OK && version < SCHEMA_VERSION && fulltext_ready(library, err) != 0)
		code = SQLITE_ERROR;
	if (code == SQLITE_OK && version < SCHEMA_VERSION)
		code = schema_upgrade(library->db, (int)version);
	if (code == SQLITE_OK)
		code = sqlite3_exec(library->db, "COMMIT", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		return 0;
	/* What this version makes is there already, or what an older one had is not. */
	int status = code == SQLITE_ERROR && version > 0 ? db_damaged(library, "its tables are not jarida's", err)
	                                                 : db_error_of(library->db, code, library->place, err);
	sqlite3_exec(library->db, "ROLLBACK", NULL, NULL, NULL);
	return status;
}

static int look_at_version(struct library *library, struct err *err)
{
	int64_t application = 0, version = 0, tables = 0;
	int code = pragma_number(library->db, "PRAGMA application_id", &application);
	if (code == SQLITE_OK)
		code = pragma_number(library->db, "PRAGMA user_version", &version);
	if (code == SQLITE_OK)
		code = pragma_number(library->db, "SELECT count(*) FROM sqlite_schema", &tables);
	if (code != SQLITE_OK)
		return db_error_of(library->db, code, library->place, err);
	if (application == 0 && version == 0 && tables == 0)
		return library->access == LIBRARY_CREATE ? make_tables(library, err) : missing(library->place, err);
	if (application != SCHEMA_APPLICATION || version < 1)
		return db_error_of(NULL, SQLITE_NOTADB, library->place, err);
	if (version > SCHEMA_VERSION)
		return err_set(err, ERR_INPUT, "the library '%s' is of a newer jarida: open it with that one, "
		               "or name another place with --library", library->place);
	if (version == SCHEMA_VERSION)
		return 0;
	if (library->access == LIBRARY_READ)
		return err_set(err, ERR_INPUT, "the library '%s' is of an older jarida: open it once for writing",
		               library->place);
	return make_tables(library, err);
}

/*
 * Where others may read the file, its companions stay when the last one
 * leaves: who may not make them could not read without.
 */
static void keep_companions(struct library *library)
{
	struct stat st;
	int keep = 1;
	if (library->access != LIBRARY_READ && stat(library->place, &st) == 0 && (st.st_mode & 0077) != 0)
		sqlite3_file_control(library->db, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
}

static int open_library(struct library *library, struct err *err)
{
	int status = library->access == LIBRARY_CREATE ? make_file(library->place, err) : 0;
	if (status == 0)
		status = look_at_file(library->place, err);
	if (status == 0)
		status = connect_file(library, err);
	if (status == 0)
		status = look_at_version(library, err);
	if (status != 0)
		return status;
	bool ours = false;
	int code = schema_is_ours(library->db, &ours);
	if (code != SQLITE_OK)
		return db_error_of(library->db, code, library->place, err);
	if (!ours)
		return db_damaged(library, "its tables are not jarida's", err);
	keep_companions(library);
	code = functions_add(library);
	if (code != SQLITE_OK)
		return db_error_of(library->db, code, library->place, err);
	return db_load_hash_key(library, err);
}

/* Before its first use. Nobody asks how much memory it has: counting that takes a lock for each piece. */
static void set_up_sqlite(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int library_open(struct library **out, const char *place, enum library_access access, struct err *err)
{
	*out = NULL;
	if (place == NULL || place[0] == '\0')
		return err_set(err, ERR_USAGE, "the library's place is empty: name one with --library");
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, set_up_sqlite);
	struct library *library = xcalloc(1, sizeof *library);
	struct buf name;
	buf_init(&name, BUF_NO_MAX);
	buf_addf(&name, "%s%s", place[0] == ':' ? "./" : "", place); /* ":memory:" is a file like any other */
	library->place = xstrdup(buf_cstr(&name));
	buf_done(&name);
	library->access = access;
	library->patience_ms = LIBRARY_PATIENCE_MS;
	library->bodies = bodies_new();
	library->vocabulary = vocabulary_new();
	library->relations = relations_new();
	library->ready = xcalloc(1, sizeof *library->ready);
	library->index = index_new();
	int status = open_library(library, err);
	if (status != 0)
		library_close(library);
	else
		*out = library;
	return status;
}

void library_close(struct library *library)
{
	if (library == NULL)
		return;
	library_rollback(library);
	for (int i = 0; i < N_STATEMENTS; i++)
		sqlite3_finalize(library->statements[i]);
	sqlite3_close(library->db);
	bits_forget(library);
	bodies_free(library->bodies);
	vocabulary_free(library->vocabulary);
	relations_free(library->relations);
	ready_done(library->ready);
	free(library->ready);
	index_free(library->index);
	arena_free(library->lent);
	free(library->place);
	free(library);
}

void library_set_patience(struct library *library, int ms)
{
	library->patience_ms = ms;
}

void library_set_hurry(struct library *library, bool (*hurry)(void *of), void *of)
{
	library->hurry = hurry;
	library->hurry_of = of;
}

/* Never between two of our own calls: a transaction that was begun has to be ended. */
static int give_up(void *of)
{
	struct library *library = of;
	if (library->reads == 0)
		return 0;
	library->hurried = library->hurried || clock_now_ms() >= library->hurry_at_ms ||
	                   (library->hurry != NULL && library->hurry(library->hurry_of));
	return library->hurried;
}

bool library_give_way(struct library *library, int most_ms)
{
	enum { LOOK_AFTER = 200 }; /* steps of SQLite's machine: 20 us; some 10 ms where FTS5 joins words */
	bool hurried = library->hurried;
	library->hurried = false;
	library->hurry_at_ms = clock_now_ms() + most_ms;
	sqlite3_progress_handler(library->db, most_ms > 0 ? LOOK_AFTER : 0, most_ms > 0 ? give_up : NULL, library);
	return hurried;
}

uint64_t library_generation(struct library *library)
{
	return (uint64_t)db_version(library) << 40 ^ (uint64_t)sqlite3_total_changes64(library->db);
}

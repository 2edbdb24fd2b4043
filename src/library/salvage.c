#include "config.h"

#include "library/salvage.h"

#include "base/buf.h"
#include "base/file.h"
#include "library/db.h"
#include "library/pages.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

enum { PAGE_B = 4096 }; /* open.c makes them so */

/* A table's number is what its rows are found by; without one it is read from both ends. */
struct table {
	const char *name, *number;
	int columns, keys;
	const char *shape; /* types of its fields (pages.h), o for an integer or none, d for
	                       bytes that begin as a dictionary of zstd: each table has another one */
};

static const struct table tables[] = {
	{"internal", NULL, 2, 1, NULL},
	{"feed", "id", 17, 1, "ntttttiiiittitiii"},
	{"source", "id", 3, 1, "ntt"},
	{"file", "id", 5, 1, "ntiii"},
	{"article", "id", 14, 1, "niiiiioiooottt"},
	{"dictionary", "id", 2, 1, "nd"},
	{"body", "article", 3, 1, "nob"},
	{"known", NULL, 2, 2, NULL},
	{"mark", NULL, 3, 2, NULL},
	{"step", "id", 3, 1, "ntb"},
	{"tag", "id", 2, 1, "nt"},
	{"tagged", NULL, 2, 2, NULL},
	{"link", NULL, 4, 2, NULL},
	{"wanted", NULL, 3, 3, NULL},
	{"place", "article", 3, 1, "nii"},
	{"value", NULL, 2, 1, NULL},
	{"filter", NULL, 2, 1, NULL},
	{"tie", NULL, 3, 2, NULL},
};

/* --- opening --- */

/* Whether the file says where its tables are. */
static int knows_tables(sqlite3 *db)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(db, "SELECT count(*) FROM sqlite_schema WHERE type='table' AND name IN ('article', 'body')",
	                              -1, &statement, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		code = sqlite3_column_int(statement, 0) == 2 ? SQLITE_OK : SQLITE_CORRUPT;
	sqlite3_finalize(statement);
	return code;
}

static int open_damaged(const char *place, sqlite3 **db, struct err *err)
{
	int code = sqlite3_open_v2(place, db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	if (code == SQLITE_OK) {
		sqlite3_busy_timeout(*db, LIBRARY_PATIENCE_MS);
		db_defend(*db);
		code = sqlite3_exec(*db, "PRAGMA mmap_size=0; PRAGMA cell_size_check=1", NULL, NULL, NULL);
	}
	if (code == SQLITE_OK)
		code = knows_tables(*db);
	return code == SQLITE_OK ? 0 : db_error_of(*db, code, place, err);
}

static int write_at(int fd, const char *p, size_t n, off_t offset, const char *name, struct err *err)
{
	char reason[ERR_REASON_B];
	while (n > 0) {
		ssize_t done = pwrite(fd, p, n, offset);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return err_set(err, ERR_INPUT, "cannot write '%s': %s", name, err_reason(errno, reason));
		p += done;
		n -= (size_t)done;
		offset += done;
	}
	return 0;
}

static int copy_bytes(int from, const char *from_name, int to, const char *to_name, off_t *size, struct err *err)
{
	static const size_t n = 1 << 16;
	char bytes[1 << 16];
	*size = 0;
	for (;;) {
		ssize_t got = file_read_at(from, from_name, bytes, n, (uint64_t)*size, err);
		if (got <= 0)
			return (int)got;
		int status = write_at(to, bytes, (size_t)got, *size, to_name, err);
		if (status != 0)
			return status;
		*size += got;
	}
}

/*
 * Pages that say where the tables are, from the new library into the copy: all
 * but those on which the tables begin, unless the file ends before. The first has the number of pages as
 * well, and no list of free ones.
 */
static int write_page(int from, int to, uint32_t number, uint32_t pages, const char *name, struct err *err)
{
	char page[PAGE_B];
	off_t offset = (off_t)(number - 1) * PAGE_B;
	ssize_t n = file_read_at(from, name, page, sizeof page, (uint64_t)offset, err);
	if (n != PAGE_B)
		return n < 0 ? (int)n : err_set(err, ERR_INPUT, "cannot read '%s': it is cut short", name);
	if (number == 1) {
		for (int i = 0; i < 4; i++)
			page[28 + i] = (char)(pages >> (24 - 8 * i));
		memset(page + 32, 0, 8);
		memcpy(page + 92, page + 24, 4); /* the number of pages is valid for this count of changes */
	}
	return write_at(to, page, sizeof page, offset, name, err);
}

static int write_pages(int to, struct library *fresh, off_t size, struct err *err)
{
	static const char sql[] =
		"WITH RECURSIVE page(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM page LIMIT "
		"(SELECT page_count FROM pragma_page_count)) "
		"SELECT n FROM page WHERE n>?1 OR n NOT IN (SELECT rootpage FROM sqlite_schema WHERE rootpage>0) "
		"ORDER BY n DESC";
	sqlite3_stmt *statement = NULL;
	uint32_t pages = (uint32_t)(size / PAGE_B);
	int from = file_open(fresh->place, err);
	if (from < 0)
		return from;
	int status = sqlite3_prepare_v2(fresh->db, sql, -1, &statement, NULL) == SQLITE_OK ? 1 : db_error(fresh, err);
	sqlite3_bind_int64(statement, 1, (sqlite3_int64)pages);
	while (status > 0 && (status = db_next(fresh, statement, err)) > 0) {
		uint32_t number = (uint32_t)sqlite3_column_int64(statement, 0);
		pages = number > pages ? number : pages;
		int written = write_page(from, to, number, pages, fresh->place, err);
		status = written != 0 ? written : status;
	}
	sqlite3_finalize(statement);
	close(from);
	return status;
}

static int make_copy(const char *place, const char *copy, struct library *fresh, struct err *err)
{
	char reason[ERR_REASON_B];
	off_t size;
	int from = file_open(place, err);
	if (from < 0)
		return from;
	int to = open(copy, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), status;
	if (to < 0) {
		status = err_set(err, ERR_INPUT, "cannot write '%s': %s", copy, err_reason(errno, reason));
	} else {
		status = copy_bytes(from, place, to, copy, &size, err);
		if (status == 0)
			status = write_pages(to, fresh, size, err);
		close(to);
	}
	close(from);
	return status;
}

int salvage_open(const char *place, const char *copy, struct library *fresh, sqlite3 **db, struct err *err)
{
	int status = open_damaged(place, db, err);
	if (status == 0 || status == ERR_BUSY)
		return status;
	sqlite3_close(*db);
	*db = NULL;
	status = make_copy(place, copy, fresh, err);
	return status == 0 ? open_damaged(copy, db, err) : status;
}

/* --- copying --- */

struct copying {
	sqlite3 *from, *to;
	sqlite3_stmt *read, *write;
	const struct table *table;
	bool hurt; /* some of it cannot be read so */
};

/* A row that the new library does not take is no row. */
static int write_row(struct copying *c)
{
	for (int i = 0; i < c->table->columns; i++)
		sqlite3_bind_value(c->write, i + 1, sqlite3_column_value(c->read, i));
	int code = sqlite3_step(c->write);
	sqlite3_reset(c->write);
	sqlite3_clear_bindings(c->write);
	int kind = code & 0xFF;
	return kind == SQLITE_DONE || kind == SQLITE_CONSTRAINT || kind == SQLITE_MISMATCH ? SQLITE_OK : code;
}

/*
 * Rows of the statement until its end, or until it can be read no further. Of a table with numbers *last is that
 * of the last one: rows of a whole tree come in their order, and after one that does not it is not read on.
 */
static int write_rows(struct copying *c, int64_t *last, bool *ended)
{
	int code;
	while ((code = sqlite3_step(c->read)) == SQLITE_ROW) {
		int64_t number = sqlite3_column_int64(c->read, 0);
		int written = write_row(c);
		if (written != SQLITE_OK)
			return written;
		if (c->table->number != NULL && number <= *last)
			break;
		*last = number;
	}
	*ended = code == SQLITE_DONE;
	sqlite3_reset(c->read);
	return SQLITE_OK;
}

static sqlite3_stmt *prepare(sqlite3 *db, struct buf *sql)
{
	sqlite3_stmt *statement = NULL;
	sqlite3_prepare_v2(db, buf_cstr(sql), -1, &statement, NULL);
	buf_clear(sql);
	return statement;
}

/* Over a page that cannot be read it goes number by number, then in leaps, until rows come again. */
static int copy_by_number(struct copying *c, struct buf *sql)
{
	enum { NUMBERS = 4096 };
	static const int64_t end = INT64_C(1) << 40;
	buf_addf(sql, "SELECT * FROM %s WHERE %s>? ORDER BY %s", c->table->name, c->table->number, c->table->number);
	c->read = prepare(c->from, sql);
	int64_t from = 0, step = 1, failed = 0;
	bool ended = c->read == NULL;
	while (!ended && from < end) {
		int64_t last = from;
		sqlite3_bind_int64(c->read, 1, from);
		int code = write_rows(c, &last, &ended);
		if (code != SQLITE_OK)
			return code;
		c->hurt |= !ended;
		failed = last > from ? 0 : failed + 1;
		step = failed > NUMBERS ? step * 2 : 1;
		from = last + (failed > 0 ? step : 0);
	}
	return SQLITE_OK;
}

static int copy_from_both_ends(struct copying *c, struct buf *sql)
{
	static const char *const keys[] = {"1", "1, 2", "1, 2, 3"};
	static const char *const back[] = {"1 DESC", "1 DESC, 2 DESC", "1 DESC, 2 DESC, 3 DESC"};
	int key = c->table->keys - 1;
	bool ended = false;
	int64_t last = 0;
	for (int way = 0; way < 2 && !ended; way++) {
		buf_addf(sql, "SELECT * FROM %s ORDER BY %s", c->table->name, (way == 0 ? keys : back)[key]);
		sqlite3_finalize(c->read);
		c->read = prepare(c->from, sql);
		int code = c->read != NULL ? write_rows(c, &last, &ended) : SQLITE_OK;
		if (code != SQLITE_OK)
			return code;
	}
	return SQLITE_OK;
}

static int copy_table(sqlite3 *from, sqlite3 *to, const struct table *table, bool *hurt)
{
	struct buf sql;
	struct copying c = {.from = from, .to = to, .table = table};
	buf_init(&sql, BUF_NO_MAX);
	buf_addf(&sql, "INSERT OR REPLACE INTO %s VALUES(?", table->name);
	for (int i = 1; i < table->columns; i++)
		buf_addf(&sql, ", ?");
	buf_addf(&sql, ")");
	c.write = prepare(to, &sql);
	buf_addf(&sql, "SELECT * FROM %s", table->name);
	c.read = prepare(from, &sql);
	/* A table that is not there, or is another one, has nothing to give. */
	bool same = c.read != NULL && sqlite3_column_count(c.read) == table->columns;
	sqlite3_finalize(c.read);
	c.read = NULL;
	int code = c.write != NULL ? SQLITE_OK : sqlite3_errcode(to);
	if (code == SQLITE_OK && same)
		code = table->number != NULL ? copy_by_number(&c, &sql) : copy_from_both_ends(&c, &sql);
	sqlite3_finalize(c.read);
	sqlite3_finalize(c.write);
	buf_done(&sql);
	*hurt = c.hurt || !same;
	return code;
}

/* --- rows of hurt tables, page by page --- */

enum { N_TABLES = sizeof tables / sizeof *tables };

struct finding {
	sqlite3_stmt *add[N_TABLES]; /* NULL: not wanted */
	int code;
};

static bool fits(char wanted, const struct field *field)
{
	static const char magic[] = "\x37\xA4\x30\xEC";
	if (wanted == 'o')
		return field->type == 'i' || field->type == 'n';
	if (wanted == 'd') /* the index keeps its bytes in rows like these */
		return field->type == 'b' && field->bytes.n >= 4 && memcmp(field->bytes.p, magic, 4) == 0;
	return wanted == field->type;
}

static bool has_shape(const char *shape, const struct field *fields, int n)
{
	for (int i = 0; i < n; i++)
		if (!fits(shape[i], &fields[i]))
			return false;
	return shape[n] == '\0';
}

static void bind_field(sqlite3_stmt *statement, int i, const struct field *field)
{
	if (field->type == 'i')
		sqlite3_bind_int64(statement, i, field->number);
	else if (field->type == 't')
		sqlite3_bind_text64(statement, i, field->bytes.p, field->bytes.n, SQLITE_STATIC, SQLITE_UTF8);
	else if (field->type == 'b')
		sqlite3_bind_blob64(statement, i, field->bytes.p, field->bytes.n, SQLITE_STATIC);
}

static int add_found(void *to, int64_t number, const struct field *fields, int n)
{
	struct finding *finding = to;
	for (int i = 0; i < N_TABLES; i++) {
		sqlite3_stmt *add = finding->add[i];
		if (add == NULL || number <= 0 || n != tables[i].columns || !has_shape(tables[i].shape, fields, n))
			continue;
		sqlite3_bind_int64(add, 1, number);
		for (int k = 1; k < n; k++)
			bind_field(add, k + 1, &fields[k]);
		int code = sqlite3_step(add);
		sqlite3_reset(add);
		sqlite3_clear_bindings(add);
		finding->code = (code & 0xFF) == SQLITE_CONSTRAINT ? SQLITE_DONE : code;
		return finding->code == SQLITE_DONE ? 0 : ERR_INPUT;
	}
	return 0;
}

static void find_rows(const char *place, sqlite3 *to, const bool hurt[N_TABLES], int *code)
{
	struct finding finding = {.code = SQLITE_DONE};
	struct buf sql;
	bool any = false;
	buf_init(&sql, BUF_NO_MAX);
	for (int i = 0; i < N_TABLES; i++) {
		if (!hurt[i] || tables[i].shape == NULL)
			continue;
		buf_addf(&sql, "INSERT OR IGNORE INTO %s VALUES(?", tables[i].name);
		for (int k = 1; k < tables[i].columns; k++)
			buf_addf(&sql, ", ?");
		buf_addf(&sql, ")");
		finding.add[i] = prepare(to, &sql);
		any = true;
	}
	buf_done(&sql);
	if (any)
		pages_each_row(place, add_found, &finding, NULL); /* what cannot be read so either is lost */
	for (int i = 0; i < N_TABLES; i++)
		sqlite3_finalize(finding.add[i]);
	if (finding.code != SQLITE_DONE)
		*code = finding.code;
}

int salvage_tables(sqlite3 *from, const char *place, sqlite3 *to)
{
	int code = SQLITE_OK;
	bool hurt[N_TABLES] = {false};
	for (int i = 0; i < N_TABLES && code == SQLITE_OK; i++)
		code = copy_table(from, to, &tables[i], &hurt[i]);
	if (code == SQLITE_OK)
		find_rows(place, to, hurt, &code);
	return code;
}

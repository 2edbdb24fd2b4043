#include "config.h"

#include "library/where.h"

#include "library/bits.h"
#include "library/span.h"

#include <inttypes.h>
#include <stdio.h>

static void add_date(const struct expr *field, struct buf *sql)
{
	int64_t since, before;
	if (!span_read(field->text, &since, &before))
		return;
	buf_addf(sql, "(1");
	if (since != 0)
		buf_addf(sql, " AND a.time>=%" PRId64, since);
	if (before != 0)
		buf_addf(sql, " AND a.time<%" PRId64, before);
	buf_add_char(sql, ')');
}

/* A name is the parameter :wN, by its number among the fields. */
static void add_field(const struct expr *field, const char *id, int number, struct buf *sql)
{
	if (str_eq(field->field, STR("feed")))
		buf_addf(sql, "a.feed IS CAST(:w%d AS INTEGER)", number);
	else if (str_eq(field->field, STR("folder")))
		buf_addf(sql, "coalesce(a.feed IN (SELECT id FROM feed WHERE folder=:w%d OR "
		         "substr(folder, 1, length(:w%d)+1)=:w%d||'/'), 0)", number, number, number);
	else if (str_eq(field->field, STR("source")))
		buf_addf(sql, "a.source IS (SELECT id FROM source WHERE name=:w%d)", number);
	else if (str_eq(field->field, STR("lang")))
		buf_addf(sql, "a.lang=:w%d", number);
	else if (str_eq(field->field, STR("tag")))
		buf_addf(sql, "EXISTS(SELECT 1 FROM tagged x WHERE x.article=%s "
		         "AND x.tag=(SELECT id FROM tag WHERE name=:w%d))", id, number);
	else if (str_eq(field->field, STR("date")))
		add_date(field, sql);
	else
		buf_addf(sql, "%shas_mark(%d, %s)", str_eq(field->text, STR("read")) ? "NOT " : "",
		         str_eq(field->text, STR("starred")) ? BITS_STARRED : BITS_UNREAD, id);
}

static void add(const struct expr *where, const char *id, int *number, struct buf *sql)
{
	if (where->kind == EXPR_FIELD) {
		add_field(where, id, (*number)++, sql);
		return;
	}
	buf_addf(sql, where->kind == EXPR_NOT ? "NOT (" : "(");
	for (const struct expr *child = where->first; child != NULL; child = child->next) {
		add(child, id, number, sql);
		if (child->next != NULL)
			buf_addf(sql, where->kind == EXPR_OR ? " OR " : " AND ");
	}
	buf_add_char(sql, ')');
}

void where_add(const struct expr *where, const char *id, struct buf *sql)
{
	int number = 0;
	add(where, id, &number, sql);
}

static void bind(const struct expr *where, sqlite3_stmt *statement, int *number)
{
	char name[16];
	for (const struct expr *child = where->first; child != NULL; child = child->next)
		bind(child, statement, number);
	if (where->kind != EXPR_FIELD)
		return;
	snprintf(name, sizeof name, ":w%d", (*number)++);
	int i = sqlite3_bind_parameter_index(statement, name);
	if (i > 0)
		sqlite3_bind_text64(statement, i, where->text.p, where->text.n, SQLITE_STATIC, SQLITE_UTF8);
}

void where_bind(const struct expr *where, sqlite3_stmt *statement)
{
	int number = 0;
	bind(where, statement, &number);
}

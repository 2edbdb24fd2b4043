#include "config.h"

#include "library/ties.h"

#include "library/db.h"
#include "library/journal.h"

int ties_load(struct library *library, int64_t id, struct ties *ties, struct err *err)
{
	sqlite3_stmt *row;
	int status = db_get(library, STATEMENT_TIES, err, &row, "i", id);
	for (; status > 0 && ties->n < TIES_MAX; status = db_next(library, row, err)) {
		ties->items[ties->n].id = sqlite3_column_int64(row, 0);
		ties->items[ties->n++].tie = sqlite3_column_int(row, 1) != 0 ? TIE_PINNED : TIE_CUT;
	}
	db_end(row);
	return status < 0 ? status : 0;
}

bool ties_cut(const struct ties *ties, int64_t id)
{
	for (size_t i = 0; i < ties->n; i++)
		if (ties->items[i].id == id)
			return ties->items[i].tie == TIE_CUT;
	return false;
}

int tie_set(struct library *library, int64_t a, int64_t b, enum tie tie, enum tie *before, struct err *err)
{
	int64_t one = a < b ? a : b, other = a < b ? b : a, was;
	*before = tie;
	if (article_look(library, one, NULL) != 0 || article_look(library, other, NULL) != 0)
		return 0;
	int status = db_number(library, STATEMENT_TIE, TIE_NONE, &was, err, "ii", one, other);
	*before = was == TIE_CUT || was == TIE_PINNED ? (enum tie)was : TIE_NONE;
	if (status != 0 || *before == tie)
		return status;
	if (tie == TIE_NONE)
		return db_run(library, STATEMENT_REMOVE_TIE, err, "ii", one, other);
	return db_run(library, STATEMENT_SET_TIE, err, "iii", one, other, (int64_t)tie);
}

int library_tie(struct library *library, int64_t a, int64_t b, enum tie tie, struct err *err)
{
	enum tie before;
	if (a == b)
		return err_set(err, ERR_USAGE, "an article is not linked to itself");
	int status = db_change(library, err);
	if (status != 0)
		return status;
	status = bits_load_all(library, err);
	if (status == 0)
		status = article_look(library, a, err);
	if (status == 0)
		status = article_look(library, b, err);
	if (status == 0)
		status = tie_set(library, a, b, tie, &before, err);
	if (status == 0 && before != tie)
		status = journal_add_tie(library, a, b, before, tie, err);
	return db_change_end(library, status, err);
}

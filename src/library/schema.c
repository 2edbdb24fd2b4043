#include "config.h"

#include "library/schema.h"

#include <stdio.h>
#include <string.h>

/* As they stand here they are kept in the file: one wording for each version. */
static const char *const version_1[] = {
	"CREATE TABLE internal(name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID",
	"CREATE TABLE feed(id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, title TEXT NOT NULL, "
	"site_url TEXT NOT NULL, lang TEXT NOT NULL, folder TEXT NOT NULL, full_text INTEGER NOT NULL, "
	"interval_min INTEGER NOT NULL, fetched INTEGER NOT NULL, next INTEGER NOT NULL, etag TEXT NOT NULL, "
	"modified TEXT NOT NULL, failures INTEGER NOT NULL, failure TEXT NOT NULL, gone INTEGER NOT NULL, "
	"articles INTEGER NOT NULL, unread INTEGER NOT NULL) STRICT",
	"CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE) STRICT",
	"CREATE TABLE file(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, "
	"mtime INTEGER NOT NULL, article INTEGER NOT NULL) STRICT",
	"CREATE TABLE article(id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, stored INTEGER NOT NULL, "
	"flags INTEGER NOT NULL, size INTEGER NOT NULL, text_hash INTEGER NOT NULL, "
	"feed INTEGER REFERENCES feed ON DELETE SET NULL, source INTEGER NOT NULL REFERENCES source, "
	"file INTEGER REFERENCES file, parent INTEGER, same INTEGER, "
	"lang TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL) STRICT",
	"CREATE INDEX article_time ON article(time)",
	"CREATE INDEX article_feed ON article(feed, time)",
	"CREATE INDEX article_source ON article(source, time)",
	"CREATE INDEX article_lang ON article(lang, time)",
	"CREATE INDEX article_size ON article(size)",
	"CREATE TABLE title_order(key TEXT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(key, article)) "
	"STRICT, WITHOUT ROWID",
	"CREATE TABLE dictionary(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
	"CREATE TABLE body(article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, "
	"dictionary INTEGER REFERENCES dictionary, bytes BLOB NOT NULL) STRICT",
	"CREATE TABLE known(key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(key, article)) "
	"STRICT, WITHOUT ROWID",
	"CREATE TABLE mark(kind INTEGER NOT NULL, chunk INTEGER NOT NULL, bits BLOB NOT NULL, "
	"PRIMARY KEY(kind, chunk)) STRICT, WITHOUT ROWID",
	"CREATE TABLE step(id INTEGER PRIMARY KEY, what TEXT NOT NULL, change BLOB NOT NULL) STRICT",
	"CREATE TABLE tag(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
	"CREATE TABLE tagged(tag INTEGER NOT NULL REFERENCES tag, "
	"article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, "
	"PRIMARY KEY(tag, article)) STRICT, WITHOUT ROWID",
	"CREATE INDEX tagged_article ON tagged(article)",
	"CREATE TABLE link(article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, number INTEGER NOT NULL, "
	"kind INTEGER NOT NULL, target INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, "
	"PRIMARY KEY(article, number)) STRICT, WITHOUT ROWID",
	"CREATE INDEX link_target ON link(target)",
	"CREATE TABLE wanted(key INTEGER NOT NULL, article INTEGER NOT NULL, number INTEGER NOT NULL, "
	"PRIMARY KEY(key, article, number)) STRICT, WITHOUT ROWID",
	"CREATE TABLE place(article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, "
	"key INTEGER NOT NULL, offset INTEGER NOT NULL) STRICT",
	"CREATE TABLE value(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
	"CREATE TABLE filter(name TEXT PRIMARY KEY, query TEXT NOT NULL) STRICT, WITHOUT ROWID",
	"INSERT INTO internal VALUES('hash-key', randomblob(16))",
	NULL,
};

static const char *const version_2[] = {
	"CREATE TABLE doc(docid INTEGER PRIMARY KEY, article INTEGER NOT NULL, length INTEGER NOT NULL) STRICT",
	"CREATE INDEX doc_article ON doc(article)",
	"CREATE TABLE word(word TEXT PRIMARY KEY, stem TEXT NOT NULL, df INTEGER NOT NULL) STRICT, WITHOUT ROWID",
	"CREATE INDEX word_stem ON word(stem) WHERE stem!=''",
	"CREATE VIRTUAL TABLE fulltext USING fts5(body, title, content='', columnsize=0, tokenize='jarida')",
	NULL,
};

static const char *const version_3[] = {
	"CREATE TABLE topics(article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, bytes BLOB NOT NULL) STRICT",
	"CREATE TABLE topic(hash INTEGER PRIMARY KEY, df INTEGER NOT NULL) STRICT",
	"CREATE TABLE shingle(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
	"CREATE TABLE shingle_run(id INTEGER PRIMARY KEY, pairs INTEGER NOT NULL) STRICT",
	"CREATE VIRTUAL TABLE about USING fts5(topics, content='', columnsize=0, detail=none, tokenize='ascii')",
	"CREATE INDEX article_same ON article(same) WHERE same IS NOT NULL",
	("CREATE TABLE tie(article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, "
	 "other INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, pinned INTEGER NOT NULL, "
	 "PRIMARY KEY(article, other)) STRICT, WITHOUT ROWID"),
	"CREATE INDEX tie_other ON tie(other)",
	NULL,
};

/* What FTS5 makes for its tables, in its own words. */
static const char *const made[] = {
	"CREATE TABLE 'fulltext_data'(id INTEGER PRIMARY KEY, block BLOB)",
	"CREATE TABLE 'fulltext_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
	"CREATE TABLE 'fulltext_config'(k PRIMARY KEY, v) WITHOUT ROWID",
	"CREATE TABLE 'about_data'(id INTEGER PRIMARY KEY, block BLOB)",
	"CREATE TABLE 'about_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
	"CREATE TABLE 'about_config'(k PRIMARY KEY, v) WITHOUT ROWID",
	NULL,
};

static const struct migration migrations[SCHEMA_VERSION] = {{version_1}, {version_2}, {version_3}};
static const char *const *const wordings[] = {version_1, version_2, version_3, made};
enum { N_WORDINGS = sizeof wordings / sizeof *wordings };

int schema_migrate(sqlite3 *db, int from, const struct migration *steps, int to)
{
	for (int version = from; version < to; version++)
		for (const char *const *sql = steps[version].statements; *sql != NULL; sql++) {
			int code = sqlite3_exec(db, *sql, NULL, NULL, NULL);
			if (code != SQLITE_OK)
				return code;
		}
	char pragmas[96];
	snprintf(pragmas, sizeof pragmas, "PRAGMA application_id=%d; PRAGMA user_version=%d", SCHEMA_APPLICATION, to);
	return sqlite3_exec(db, pragmas, NULL, NULL, NULL);
}

int schema_upgrade(sqlite3 *db, int from)
{
	return schema_migrate(db, from, migrations, SCHEMA_VERSION);
}

static bool is_known(const char *sql)
{
	for (int i = 0; i < N_WORDINGS; i++)
		for (const char *const *known = wordings[i]; *known != NULL; known++)
			if (strcmp(sql, *known) == 0)
				return true;
	return false;
}

static int count_tables(void)
{
	int n = 0;
	for (int i = 0; i < N_WORDINGS; i++)
		for (const char *const *known = wordings[i]; *known != NULL; known++)
			n += strncmp(*known, "CREATE", 6) == 0;
	return n;
}

int schema_is_ours(sqlite3 *db, bool *ours)
{
	sqlite3_stmt *statement;
	int found = 0, code = sqlite3_prepare_v2(db,
		"SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' OR type IN ('trigger', 'view')",
		-1, &statement, NULL);
	if (code != SQLITE_OK)
		return code;
	*ours = true;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *sql = (const char *)sqlite3_column_text(statement, 0);
		if (sql == NULL || !is_known(sql))
			*ours = false;
		found++;
	}
	sqlite3_finalize(statement);
	*ours = *ours && found == count_tables();
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

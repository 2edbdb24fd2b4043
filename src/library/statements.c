#include "config.h"

#include "library/statements.h"

const char *const statement_sql[N_STATEMENTS] = {
	[STATEMENT_BEGIN] = "BEGIN",
	[STATEMENT_BEGIN_CHANGE] = "BEGIN IMMEDIATE",
	[STATEMENT_COMMIT] = "COMMIT",
	[STATEMENT_ROLLBACK] = "ROLLBACK",
	[STATEMENT_MEMORY_TO_SEARCH] = "PRAGMA cache_size=-16000",
	[STATEMENT_MEMORY_TO_RANK] = "PRAGMA cache_size=-32000",
	[STATEMENT_MEMORY_TO_STORE] = "PRAGMA cache_size=-64000",
	[STATEMENT_VERSION] = "PRAGMA data_version",
	[STATEMENT_INTERNAL] = "SELECT value FROM internal WHERE name=?",
	[STATEMENT_COUNT_INTERNAL] =
		"INSERT INTO internal VALUES(?, 1) ON CONFLICT(name) DO UPDATE SET value=value+1",
	[STATEMENT_MARKS] = "SELECT chunk, bits FROM mark WHERE kind=?",
	[STATEMENT_SET_MARKS] = "REPLACE INTO mark VALUES(?, ?, ?)",

	/* articles */
	[STATEMENT_ROW] =
		("SELECT a.time, a.flags, a.size, a.feed, a.parent, a.same, a.lang, a.title, a.url, s.name, "
		 "a.stored FROM article a LEFT JOIN source s ON s.id=a.source WHERE a.id=?"),
	[STATEMENT_BODY] = "SELECT dictionary, bytes FROM body WHERE article=?",
	[STATEMENT_HAS] = "SELECT 1 FROM article WHERE id=?",
	[STATEMENT_LAST_ID] = "SELECT max(id) FROM article",
	[STATEMENT_GIVEN] = "SELECT seq FROM sqlite_sequence WHERE name='article'",
	[STATEMENT_ADD_GIVEN] =
		("INSERT INTO sqlite_sequence SELECT 'article', 0 "
		 "WHERE NOT EXISTS(SELECT 1 FROM sqlite_sequence WHERE name='article')"),
	[STATEMENT_SET_GIVEN] = "UPDATE sqlite_sequence SET seq=? WHERE name='article'",
	[STATEMENT_KNOWN] = "SELECT article FROM known WHERE key=? LIMIT 1",
	[STATEMENT_ADD_KNOWN] = "INSERT OR IGNORE INTO known VALUES(?, ?)",
	[STATEMENT_STATE] = "SELECT text_hash, feed, flags, time, url, title, parent FROM article WHERE id=?",
	[STATEMENT_ADD_ARTICLE] =
		("INSERT INTO article(id, time, stored, flags, size, text_hash, feed, source, file, parent, same, "
		 "lang, title, url) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
	[STATEMENT_CHANGE_ARTICLE] =
		("UPDATE article SET time=?, flags=?, size=?, text_hash=?, source=?, parent=?, lang=?, title=?, "
		 "url=coalesce(nullif(?, ''), url) WHERE id=?"),
	[STATEMENT_CHANGE_FEED_OF] = "UPDATE article SET feed=? WHERE id=?",
	[STATEMENT_SET_BODY] = "REPLACE INTO body VALUES(?, ?, ?)",
	[STATEMENT_ADD_TITLE] = "INSERT OR IGNORE INTO title_order VALUES(?, ?)",
	[STATEMENT_REMOVE_TITLE] = "DELETE FROM title_order WHERE key=? AND article=?",

	/* sources and files */
	[STATEMENT_SOURCE] = "SELECT id FROM source WHERE name=?",
	[STATEMENT_SOURCES] = "SELECT name FROM source ORDER BY key",
	[STATEMENT_FOLDERS] = "SELECT DISTINCT folder FROM feed WHERE folder<>'' ORDER BY folder",
	[STATEMENT_LANGS] =
		("WITH RECURSIVE l(lang) AS (SELECT min(lang) FROM article UNION ALL "
		 "SELECT (SELECT min(lang) FROM article WHERE lang>l.lang) FROM l WHERE l.lang IS NOT NULL) "
		 "SELECT lang FROM l WHERE lang<>''"),
	[STATEMENT_SOURCE_TAKEN] = "SELECT id FROM source WHERE key=?",
	[STATEMENT_SOURCE_KEY] = "SELECT s.key FROM article a JOIN source s ON s.id=a.source WHERE a.id=?",
	[STATEMENT_ADD_SOURCE] = "INSERT INTO source(name, key) VALUES(?, ?)",
	[STATEMENT_FIRST_SOURCE] = "SELECT id, key FROM source WHERE key>=? ORDER BY key LIMIT 1",
	[STATEMENT_NEXT_SOURCE] = "SELECT id, key FROM source WHERE key>? ORDER BY key LIMIT 1",
	[STATEMENT_PREVIOUS_SOURCE] = "SELECT id, key FROM source WHERE key<? ORDER BY key DESC LIMIT 1",
	[STATEMENT_FILE] = "SELECT id FROM file WHERE path=? AND size=? AND mtime=?",
	[STATEMENT_FILE_ID] = "SELECT id FROM file WHERE path=?",
	[STATEMENT_ADD_FILE] = "INSERT INTO file(path, size, mtime, article) VALUES(?, -1, 0, 0)",
	[STATEMENT_NOTE_FILE] = "UPDATE file SET size=?, mtime=? WHERE id=?",
	[STATEMENT_FILE_FIRST] = "UPDATE file SET article=? WHERE id=? AND article=0",
	[STATEMENT_FILE_ARTICLE] = "SELECT article FROM file WHERE path=?",

	/* links */
	[STATEMENT_CLEAR_LINKS] = "DELETE FROM link WHERE article=?",
	[STATEMENT_ADD_LINK] = "REPLACE INTO link VALUES(?, ?, ?, ?)",
	[STATEMENT_ADD_WANTED] = "INSERT OR IGNORE INTO wanted VALUES(?, ?, ?)",
	[STATEMENT_WANTED] = "SELECT article, number FROM wanted WHERE key=? LIMIT 100",
	[STATEMENT_REMOVE_WANTED] = "DELETE FROM wanted WHERE key=?",
	[STATEMENT_LINKS] =
		("SELECT target, kind, 0, number FROM link WHERE article=?1 "
		 "UNION ALL SELECT article, kind, 1, number FROM link WHERE target=?1"),
	[STATEMENT_TITLED] =
		"SELECT a.id, a.title FROM title_order o JOIN article a ON a.id=o.article WHERE o.key=? LIMIT 100",

	/* texts */
	[STATEMENT_DICTIONARY] = "SELECT bytes FROM dictionary WHERE id=?",
	[STATEMENT_LAST_DICTIONARY] = "SELECT max(id) FROM dictionary",
	[STATEMENT_ADD_DICTIONARY] = "INSERT OR IGNORE INTO dictionary VALUES(?, ?)",

	/* feeds and tags */
	[STATEMENT_HAS_FEED] = "SELECT id FROM feed WHERE id=?",
	[STATEMENT_COUNT] = "UPDATE feed SET articles=articles+?, unread=unread+? WHERE id=?",
	[STATEMENT_ALL_FEEDS_READ] = "UPDATE feed SET unread=0 WHERE unread!=0",
	[STATEMENT_ALL_FEEDS_UNREAD] = "UPDATE feed SET unread=articles WHERE unread!=articles",
	[STATEMENT_FEED_OF] = "SELECT feed FROM article WHERE id=?",
	[STATEMENT_BY_FEED] = "SELECT feed, id FROM article INDEXED BY article_feed WHERE feed>0 ORDER BY feed",
	[STATEMENT_FEED] =
		("SELECT id, url, title, site_url, lang, folder, full_text, interval_min, fetched, next, etag, modified, "
		 "failures, failure, gone, articles, unread FROM feed WHERE id=?"),
	[STATEMENT_FEEDS] =
		("SELECT id, url, title, site_url, lang, folder, full_text, interval_min, fetched, next, etag, modified, "
		 "failures, failure, gone, articles, unread FROM feed"),
	[STATEMENT_COUNT_FEEDS] = "SELECT count(*) FROM feed",
	[STATEMENT_NEXT_FEED] = "SELECT id FROM feed WHERE id>? ORDER BY id LIMIT 1",
	[STATEMENT_FEED_AT] = "SELECT id FROM feed WHERE url=?",
	[STATEMENT_ADD_FEED] =
		("INSERT INTO feed(url, title, site_url, lang, folder, full_text, interval_min, fetched, next, etag, "
		 "modified, failures, failure, gone, articles, unread) "
		 "VALUES(?, ?, ?, ?, ?, ?, ?, 0, 0, '', '', 0, '', 0, 0, 0)"),
	[STATEMENT_FILL_FEED] =
		("UPDATE feed SET title=coalesce(nullif(title, ''), ?2), site_url=coalesce(nullif(site_url, ''), ?3), "
		 "lang=coalesce(nullif(lang, ''), ?4), folder=coalesce(nullif(folder, ''), ?5), "
		 "interval_min=coalesce(nullif(interval_min, 0), ?6) WHERE url=?1"),
	[STATEMENT_CHANGE_FEED] =
		"UPDATE feed SET url=?, title=?, site_url=?, lang=?, folder=?, full_text=?, interval_min=? WHERE id=?",
	[STATEMENT_FEED_FETCHED] =
		"UPDATE feed SET fetched=?, next=?, etag=?, modified=?, failures=?, failure=?, gone=? WHERE id=?",
	[STATEMENT_REMOVE_FEED] = "DELETE FROM feed WHERE id=?",
	[STATEMENT_TAG] = "SELECT id FROM tag WHERE name=?",
	[STATEMENT_ADD_TAG] = "INSERT INTO tag(name) VALUES(?)",
	[STATEMENT_SET_TAG] = "INSERT OR IGNORE INTO tagged VALUES(?, ?)",
	[STATEMENT_UNSET_TAG] = "DELETE FROM tagged WHERE tag=? AND article=?",
	[STATEMENT_TAGS] = "SELECT t.name FROM tagged a JOIN tag t ON t.id=a.tag WHERE a.article=? ORDER BY t.name",
	[STATEMENT_ALL_TAGS] =
		"SELECT name FROM tag t WHERE EXISTS(SELECT 1 FROM tagged a WHERE a.tag=t.id) ORDER BY name",

	/* what the reader did */
	[STATEMENT_ADD_STEP] = "INSERT INTO step(what, change) VALUES(?, ?)",
	[STATEMENT_STEPS] = "SELECT count(*) FROM step",
	[STATEMENT_FIRST_STEP] = "SELECT id, what, change FROM step ORDER BY id LIMIT 1",
	[STATEMENT_LAST_STEP] = "SELECT id, what, change FROM step ORDER BY id DESC LIMIT 1",
	[STATEMENT_REMOVE_STEP] = "DELETE FROM step WHERE id=?",
	[STATEMENT_REMOVE_ARTICLE] = "DELETE FROM article WHERE id=?",
	/* read, unstarred and undeleted is for the caller to see; the second column says tagged */
	[STATEMENT_OLD] =
		("SELECT id, EXISTS(SELECT 1 FROM tagged t WHERE t.article=a.id) FROM article a INDEXED BY article_time "
		 "WHERE time<? AND stored<? AND feed>0"),
	[STATEMENT_BEYOND] =
		("SELECT id, EXISTS(SELECT 1 FROM tagged t WHERE t.article=a.id) FROM article a INDEXED BY article_feed "
		 "WHERE feed=?1 AND NOT has_mark(0, id) AND NOT has_mark(1, id) AND NOT has_mark(2, id) "
		 "AND NOT EXISTS(SELECT 1 FROM tagged t WHERE t.article=a.id) ORDER BY time DESC, id DESC LIMIT -1 OFFSET ?2"),

	/* notes */
	[STATEMENT_SET_PLACE] = "REPLACE INTO place VALUES(?, ?, ?)",
	[STATEMENT_PLACE] = "SELECT key, offset FROM place WHERE article=?",
	[STATEMENT_SET_VALUE] = "REPLACE INTO value VALUES(?, ?)",
	[STATEMENT_VALUE] = "SELECT value FROM value WHERE name=?",
	[STATEMENT_SET_FILTER] = "REPLACE INTO filter VALUES(?, ?)",
	[STATEMENT_REMOVE_FILTER] = "DELETE FROM filter WHERE name=?",
	[STATEMENT_FILTERS] = "SELECT name, query FROM filter ORDER BY name",

	/* words and where they are */
	[STATEMENT_SET_INTERNAL] = "REPLACE INTO internal VALUES(?, ?)",
	[STATEMENT_REMOVE_INTERNAL] = "DELETE FROM internal WHERE name=?",
	[STATEMENT_WORD] = "SELECT df FROM word WHERE word=?",
	[STATEMENT_ADD_WORD] =
		"INSERT INTO word VALUES(?, ?, ?) ON CONFLICT(word) DO UPDATE SET df=df+excluded.df",
	[STATEMENT_COUNT_WORD] = "UPDATE word SET df=df+? WHERE word=?",
	[STATEMENT_REMOVE_WORDS] = "DELETE FROM word",
	[STATEMENT_WORDS_OF_STEM] =
		("SELECT word, df FROM word INDEXED BY word_stem WHERE stem=?1 AND stem!='' "
		 "UNION ALL SELECT word, df FROM word WHERE word=?1 AND stem=''"),
	[STATEMENT_WORDS_FROM] = "SELECT word, df FROM word WHERE word>=? ORDER BY word",
	[STATEMENT_FREQUENT] = "SELECT word, df FROM (SELECT word, df FROM word ORDER BY df DESC LIMIT ?) ORDER BY word",
	[STATEMENT_DOC_TAKEN] = "SELECT 1 FROM doc WHERE docid=?",
	[STATEMENT_DOC_BEFORE] = "SELECT docid FROM doc WHERE docid<? ORDER BY docid DESC LIMIT 1",
	[STATEMENT_DOC_OF] = "SELECT docid FROM doc WHERE article=? LIMIT 1",
	[STATEMENT_ADD_DOC] = "INSERT INTO doc VALUES(?, ?, ?)",
	[STATEMENT_DROP_DOC] = "UPDATE doc SET article=0 WHERE article=?",
	[STATEMENT_REMOVE_DOCS] = "DELETE FROM doc",
	[STATEMENT_COUNT_DOCS] = "SELECT count(*) FROM doc",
	[STATEMENT_COUNT_DROPPED] = "SELECT count(*) FROM doc WHERE article=0",
	[STATEMENT_ADD_FULLTEXT] = "INSERT INTO fulltext(rowid, body, title) VALUES(?, ?, ?)",
	[STATEMENT_EMPTY_FULLTEXT] = "INSERT INTO fulltext(fulltext) VALUES('delete-all')",
	[STATEMENT_SET_FULLTEXT] = "INSERT INTO fulltext(fulltext, rank) VALUES(?, ?)",
	[STATEMENT_STRUCTURE] = "SELECT block FROM fulltext_data WHERE id=10",
	[STATEMENT_IDS] = "SELECT id FROM article NOT INDEXED",

	/* related stories */
	[STATEMENT_TOPICS] = "SELECT bytes FROM topics WHERE article=?",
	[STATEMENT_SET_TOPICS] = "REPLACE INTO topics VALUES(?, ?)",
	[STATEMENT_REMOVE_TOPICS] = "DELETE FROM topics WHERE article=?",
	[STATEMENT_EMPTY_TOPICS] = "DELETE FROM topics",
	[STATEMENT_TOPIC_DF] = "SELECT df FROM topic WHERE hash=?",
	[STATEMENT_COUNT_TOPIC] = "INSERT INTO topic VALUES(?, ?) ON CONFLICT(hash) DO UPDATE SET df=df+excluded.df",
	[STATEMENT_EMPTY_TOPIC] = "DELETE FROM topic",
	[STATEMENT_RUNS] = "SELECT id, pairs FROM shingle_run ORDER BY id",
	[STATEMENT_ADD_RUN] = "INSERT INTO shingle_run VALUES(?, ?)",
	[STATEMENT_REMOVE_RUN] = "DELETE FROM shingle_run WHERE id=?",
	[STATEMENT_EMPTY_RUNS] = "DELETE FROM shingle_run",
	[STATEMENT_CHUNK] = "SELECT id & 0xFFFFFFFF, bytes FROM shingle WHERE id<=? AND id>=? ORDER BY id DESC LIMIT 1",
	[STATEMENT_NEXT_CHUNK] = "SELECT id & 0xFFFFFFFF, bytes FROM shingle WHERE id>? AND id<=? ORDER BY id LIMIT 1",
	[STATEMENT_ADD_CHUNK] = "INSERT INTO shingle VALUES(?, ?)",
	[STATEMENT_REMOVE_CHUNKS] = "DELETE FROM shingle WHERE id BETWEEN ? AND ?",
	[STATEMENT_EMPTY_CHUNKS] = "DELETE FROM shingle",
	[STATEMENT_ADD_ABOUT] = "INSERT INTO about(rowid, topics) VALUES(?, ?)",
	[STATEMENT_EMPTY_ABOUT] = "INSERT INTO about(about) VALUES('delete-all')",
	[STATEMENT_ABOUT_BEFORE] = "SELECT rowid FROM about WHERE about MATCH ? AND rowid<? ORDER BY rowid DESC LIMIT ?",
	[STATEMENT_ABOUT_FROM] = "SELECT rowid FROM about WHERE about MATCH ? AND rowid>=? ORDER BY rowid LIMIT ?",
	[STATEMENT_ADD_INTERNAL] =
		"INSERT INTO internal VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value=value+excluded.value",
	[STATEMENT_STORY] = "SELECT coalesce(same, id) FROM article WHERE id=?",
	[STATEMENT_ALL_STORIES] = "SELECT id, coalesce(same, id) FROM article",
	[STATEMENT_SET_STORY] = "UPDATE article SET same=? WHERE id=? AND same IS NULL",
	[STATEMENT_STORIES] =
		("SELECT id FROM article WHERE id=?1 UNION ALL "
		 "SELECT id FROM article INDEXED BY article_same WHERE same=?1 AND same IS NOT NULL"),
	[STATEMENT_HEIR] = "SELECT coalesce(min(id), 0) FROM article INDEXED BY article_same WHERE same=?1 AND same IS NOT NULL",
	[STATEMENT_INHERIT] =
		("UPDATE article INDEXED BY article_same SET same=CASE id WHEN ?2 THEN NULL ELSE ?2 END "
		 "WHERE same=?1 AND same IS NOT NULL"),
	[STATEMENT_WHEN] = "SELECT time, coalesce(same, id) FROM article WHERE id=?",
	[STATEMENT_TIES] =
		("SELECT other, pinned FROM tie WHERE article=?1 UNION ALL SELECT article, pinned FROM tie WHERE other=?1"),
	[STATEMENT_TIE] = "SELECT pinned FROM tie WHERE article=? AND other=?",
	[STATEMENT_SET_TIE] = "REPLACE INTO tie VALUES(?, ?, ?)",
	[STATEMENT_REMOVE_TIE] = "DELETE FROM tie WHERE article=? AND other=?",
};

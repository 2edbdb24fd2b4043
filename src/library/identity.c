#include "config.h"

#include "library/identity.h"

#include "base/buf.h"
#include "library/address.h"
#include "library/db.h"
#include "library/key.h"

#include <string.h>

enum {
	MIN_TITLE_B = 24,  /* folded: of two or three words; "اقرأ المزيد" names nothing */
	MIN_TEXT_B = 200   /* folded: what is shorter may be said of two things */
};

/* What is hashed begins with what it is, so that a guid that looks like an address is none. */
static int64_t hash_of(const unsigned char key[HASH_KEY_B], const char *kind, struct str scope, struct str text)
{
	struct buf bytes;
	buf_init(&bytes, BUF_NO_MAX);
	buf_add(&bytes, kind, strlen(kind) + 1);
	buf_add_str(&bytes, scope);
	buf_add_char(&bytes, '\0');
	buf_add_str(&bytes, text);
	uint64_t hash = hash_bytes(key, buf_str(&bytes));
	buf_done(&bytes);
	return hash == 0 ? 1 : (int64_t)hash;
}

/*
 * Many feeds have given their guids to the articles of one export: what each
 * means is told from those of other feeds by all that stands beside it. One
 * without a guid has its words and its date.
 */
static int64_t exported_hash(struct library *library, const struct article_meta *meta, int64_t text)
{
	const struct str parts[] = {meta->url, meta->source, meta->title, meta->date_text};
	size_t n = meta->guid.n > 0 ? 3 : 4;
	struct buf scope;
	buf_init(&scope, BUF_NO_MAX);
	for (size_t i = 0; i < n; i++) {
		buf_add_str(&scope, parts[i]);
		buf_add_char(&scope, '\0');
	}
	if (meta->guid.n == 0)
		buf_addf(&scope, "%lld", (long long)text);
	int64_t hash = hash_of(library->hash_key, "exported", buf_str(&scope), meta->guid);
	buf_done(&scope);
	return hash;
}

static int64_t guid_hash(struct library *library, struct str guid, const struct provenance *provenance)
{
	if (guid.n == 0 || (provenance->feed == 0 && provenance->file.n == 0))
		return 0;
	struct buf scope;
	buf_init(&scope, BUF_NO_MAX);
	if (provenance->feed != 0)
		buf_addf(&scope, "%lld", (long long)provenance->feed);
	else
		buf_add_str(&scope, provenance->file);
	int64_t hash = hash_of(library->hash_key, "guid", buf_str(&scope), guid);
	buf_done(&scope);
	return hash;
}

int64_t identity_of_url(struct library *library, struct str url)
{
	struct buf canonical;
	buf_init(&canonical, BUF_NO_MAX);
	canonical_url(url, &canonical);
	int64_t hash = canonical.n > 0 ? hash_of(library->hash_key, "url", STR(""), buf_str(&canonical)) : 0;
	buf_done(&canonical);
	return hash;
}

int64_t identity_of_title(struct library *library, struct str title)
{
	struct buf folded;
	buf_init(&folded, BUF_NO_MAX);
	key_fold(title, &folded);
	int64_t hash = folded.n >= MIN_TITLE_B ? hash_of(library->hash_key, "title", STR(""), buf_str(&folded)) : 0;
	buf_done(&folded);
	return hash;
}

int64_t identity_of_text(const unsigned char key[HASH_KEY_B], struct article *story, size_t *body_b)
{
	struct buf folded;
	buf_init(&folded, BUF_NO_MAX);
	key_fold(article_meta(story)->title, &folded);
	size_t title_b = folded.n;
	uint64_t at;
	for (bool there = article_first(story, &at); there; there = article_next(story, &at)) {
		buf_add_char(&folded, ' ');
		key_fold(article_paragraph(story, at).text, &folded);
	}
	*body_b = folded.n - title_b;
	int64_t hash = hash_of(key, "text", STR(""), buf_str(&folded));
	buf_done(&folded);
	return hash;
}

void identity_of(struct library *library, struct article *story, const struct provenance *provenance,
                 struct identity *identity)
{
	const struct article_meta *meta = article_meta(story);
	bool many = meta->exported && (provenance->feed == 0 || meta->guid.n == 0);
	identity->guid = many ? exported_hash(library, meta, identity->text)
	                      : guid_hash(library, meta->guid, provenance);
	/* Of a live blog each entry has the address of all, with a fragment of its own. */
	bool of_feed = identity->guid != 0 && meta->guid.n > 0 && (provenance->feed != 0 || meta->exported);
	bool part = of_feed && str_find(meta->url, STR("#"), 0) != (size_t)-1;
	identity->url = part ? 0 : identity_of_url(library, meta->url);
	identity->title = identity_of_title(library, meta->title);
}

static int find_key(struct library *library, int64_t key, int64_t *id, struct err *err)
{
	*id = 0;
	return key == 0 ? 0 : db_number(library, STATEMENT_KNOWN, 0, id, err, "i", key);
}

static bool same_host(struct str a, struct str b)
{
	struct buf one, other;
	buf_init(&one, BUF_NO_MAX);
	buf_init(&other, BUF_NO_MAX);
	canonical_url(a, &one);
	canonical_url(b, &other);
	bool same = str_eq(canonical_host(buf_str(&one)), canonical_host(buf_str(&other)));
	buf_done(&one);
	buf_done(&other);
	return same;
}

/* The same words: the same article when one of them has no address, or both the same one, or both are of one site. */
static int find_text(struct library *library, const struct identity *identity, struct str url, int64_t *id,
                     int64_t *same, struct err *err)
{
	int64_t found;
	int status = find_key(library, identity->text, &found, err);
	if (status != 0 || found == 0)
		return status;
	sqlite3_stmt *row;
	status = db_get(library, STATEMENT_STATE, err, &row, "i", found);
	bool elsewhere = false, silent = true;
	if (status > 0) {
		struct str other = db_text(row, 4);
		silent = url.n == 0 || other.n == 0 || str_eq(url, other);
		elsewhere = !silent && !same_host(url, other);
		status = 0;
	}
	db_end(row);
	if (elsewhere)
		*same = identity->text_b >= MIN_TEXT_B ? found : 0;
	else if (silent || identity->text_b >= MIN_TEXT_B)
		*id = found;
	return status;
}

int identity_find(struct library *library, struct identity *identity, struct str url, int64_t *id,
                  int64_t *same, struct err *err)
{
	*same = 0;
	int status = find_key(library, identity->guid, id, err);
	if (status == 0 && *id == 0)
		status = find_key(library, identity->url, id, err);
	identity->by_text = status == 0 && *id == 0;
	if (identity->by_text)
		status = find_text(library, identity, url, id, same, err);
	return status;
}

int identity_note(struct library *library, const struct identity *identity, int64_t id, struct err *err)
{
	const int64_t keys[] = {identity->guid, identity->url, identity->text};
	int status = 0;
	for (size_t i = 0; i < sizeof keys / sizeof *keys && status == 0; i++)
		if (keys[i] != 0)
			status = db_run(library, STATEMENT_ADD_KNOWN, err, "ii", keys[i], id);
	return status;
}

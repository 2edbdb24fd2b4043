#include "config.h"

#include "ui/keywords.h"

#include "base/mem.h"
#include "base/near.h"
#include "text/utf8.h"
#include "words/match.h"
#include "words/token.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64, TEXT_MAX_B = 1024, NEAR_MAX = 4096, LINE_BLANKS = 8 };

static const struct {
	const char *name;
	enum level level;
	bool anywhere;
} levels[] = {
	{"exact", LEVEL_EXACT, false},
	{"fold", LEVEL_FOLDED, false},
	{"stem", LEVEL_STEM, false},
	{"anywhere", LEVEL_FOLDED, true},
};

enum { N_NAMES = sizeof levels / sizeof levels[0] };

void keywords_init(struct keywords *keywords)
{
	*keywords = (struct keywords){.n_groups = 1, .version = 1};
}

void keywords_done(struct keywords *keywords)
{
	for (size_t i = 0; i < keywords->n; i++)
		free(keywords->rows[i].text);
	free(keywords->rows);
	free(keywords->slots);
	matcher_free(keywords->matcher);
	stems_free(keywords->stems);
	*keywords = (struct keywords){.n = 0};
}

void keywords_copy(struct keywords *to, const struct keywords *from)
{
	*to = *from;
	to->slots = NULL;
	to->n_slots = 0;
	to->matcher = NULL;
	to->stems = NULL;
	to->cap = from->n;
	to->rows = xreallocarray(NULL, from->n + 1, sizeof *to->rows);
	for (size_t i = 0; i < from->n; i++) {
		to->rows[i] = from->rows[i];
		to->rows[i].text = xstrdup(from->rows[i].text);
	}
}

/* --- rows by their text --- */

static size_t hash_of(struct str text)
{
	uint64_t hash = text.n;
	for (size_t i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.p[i]) * 0x9E3779B97F4A7C15U;
	return (size_t)(hash >> 24);
}

static uint32_t *slot_of(const struct keywords *k, struct str text)
{
	size_t mask = k->n_slots - 1, i = hash_of(text) & mask;
	while (k->slots[i] != 0 && !str_eq(str_of(k->rows[k->slots[i] - 1].text), text))
		i = (i + 1) & mask;
	return &k->slots[i];
}

static void index_rows(struct keywords *k)
{
	if (k->n_slots > 2 * (k->n + 1))
		return;
	k->n_slots = k->n_slots > FIRST_SLOTS ? k->n_slots : FIRST_SLOTS;
	while (k->n_slots <= 4 * (k->n + 1))
		k->n_slots *= 2;
	free(k->slots);
	k->slots = xcalloc(k->n_slots, sizeof *k->slots);
	for (size_t i = 0; i < k->n; i++)
		*slot_of(k, str_of(k->rows[i].text)) = (uint32_t)i + 1;
}

size_t keywords_find_row(struct keywords *k, struct str text)
{
	index_rows(k);
	uint32_t slot = *slot_of(k, text);
	return slot != 0 ? slot - 1 : k->n;
}

/* --- groups --- */

enum role keywords_role(uint8_t group)
{
	return group == 0 ? ROLE_KEYWORD : (enum role)(ROLE_KEYWORD_1 + (group - 1) % KEYWORD_ROLES);
}

int keywords_group(struct keywords *k, struct str name, uint8_t *group, struct err *err)
{
	size_t i = 1;
	bool plain = name.n > 0 && name.n < KEYWORD_GROUP_B;
	for (size_t b = 0; plain && b < name.n; b++)
		plain = strchr(" \t\"#:", name.p[b]) == NULL;
	if (!plain)
		return err_set(err, ERR_USAGE, "the name of a group is one word of at most %d bytes, without \" # and :",
		               KEYWORD_GROUP_B - 1);
	while (i < k->n_groups && !str_eq(str_of(k->groups[i].name), name))
		i++;
	if (i == KEYWORD_GROUPS)
		return err_set(err, ERR_USAGE, "more than %d groups of keywords", KEYWORD_GROUPS - 1);
	if (i == k->n_groups) {
		k->groups[k->n_groups++] = (struct keyword_group){.style = {.set = false}};
		memcpy(k->groups[i].name, name.p, name.n);
	}
	*group = (uint8_t)i;
	return 0;
}

/* --- keywords --- */

const char *keyword_level_name(enum level level, bool anywhere)
{
	for (size_t i = 0; i < N_NAMES; i++)
		if (levels[i].anywhere == anywhere && (anywhere || levels[i].level == level))
			return levels[i].name;
	return "";
}

const char *keyword_level_at(size_t i)
{
	return i < N_NAMES ? levels[i].name : NULL;
}

static int no_level(const char *word, struct err *err)
{
	struct near near = near_to(word + 1);
	for (size_t i = 0; i < N_NAMES; i++)
		near_try(&near, levels[i].name);
	return err_set(err, ERR_USAGE,
	               "no such level: %s%s (-exact, -fold, -stem, -anywhere; -- before a word that begins so)", word,
	               near_hint(&near));
}

static int take_level(const char *word, struct keyword_row *row, struct err *err)
{
	for (size_t i = 0; i < N_NAMES; i++) {
		if (strcmp(word + 1, levels[i].name) == 0) {
			row->level = levels[i].level;
			row->anywhere = levels[i].anywhere;
			return 0;
		}
	}
	return no_level(word, err);
}

/* What is said of a keyword before its words; *at is then the first of these. */
static int take_head(const char *const *words, size_t n_words, size_t *at, struct keyword_row *row, struct str *group,
                     struct err *err)
{
	size_t i = 0;
	for (; i < n_words; i++) {
		const char *word = words[i];
		size_t n = strlen(word);
		if (strcmp(word, "--") == 0) {
			i++;
			break;
		}
		if (word[0] == '-' && n > 1) {
			int rc = take_level(word, row, err);
			if (rc != 0)
				return rc;
		} else if (n > 1 && word[n - 1] == ':' && group->n == 0) {
			*group = (struct str){word, n - 1};
		} else {
			break;
		}
	}
	*at = i;
	return 0;
}

/* The words with one blank between them, whatever stood in quotes. */
static void join(const char *const *words, size_t n_words, struct buf *out)
{
	for (size_t i = 0; i < n_words; i++) {
		bool gap = out->n > 0;
		for (const char *p = words[i]; *p != '\0'; p++) {
			if (*p == ' ' || *p == '\t') {
				gap = out->n > 0;
				continue;
			}
			if (gap)
				buf_add_char(out, ' ');
			gap = false;
			buf_add_char(out, *p);
		}
	}
}

void keywords_text(const char *const *words, size_t n_words, struct buf *out)
{
	struct keyword_row row;
	struct str group = {0};
	size_t at = 0;
	take_head(words, n_words, &at, &row, &group, NULL);
	join(words + at, n_words - at, out);
}

/* Whether it can be found at all: matcher_new() would pass over it without a word. */
static int check_text(const struct buf *text, struct err *err)
{
	struct tokens walk = tokens_of(buf_str(text));
	struct token token;
	size_t n = 0;
	while (token_next(&walk, &token))
		n++;
	if (text->n == 0)
		return err_set(err, ERR_USAGE, "keyword wants [-LEVEL] [GROUP:] WORD\xE2\x80\xA6");
	if (n == 0)
		return err_set(err, ERR_USAGE, "no word in '%.*s'", (int)(text->n < 100 ? text->n : 100), text->p);
	if (text->full || n > KEYWORD_MAX_WORDS || utf8_count(buf_str(text)) > KEYWORD_MAX_CP)
		return err_set(err, ERR_USAGE, "too long for a keyword: at most %d words, %d signs", KEYWORD_MAX_WORDS,
		               KEYWORD_MAX_CP);
	return 0;
}

/* Take the row over; its text is copied. */
static int put(struct keywords *k, struct keyword_row row, struct str text, size_t *number, struct err *err)
{
	size_t at = keywords_find_row(k, text);
	if (at == k->n && k->n == KEYWORDS_MAX)
		return err_set(err, ERR_USAGE, "more than %d keywords", KEYWORDS_MAX);
	if (at == k->n) {
		uint32_t *slot = slot_of(k, text);
		k->rows = xgrow(k->rows, k->n, &k->cap, sizeof *k->rows);
		row.text = xstrndup(text.p, text.n);
		*slot = (uint32_t)++k->n;
	} else {
		row.text = k->rows[at].text;
	}
	k->rows[at] = row;
	k->version++;
	if (number != NULL)
		*number = at;
	return 0;
}

int keywords_add(struct keywords *k, const char *const *words, size_t n_words, size_t *number, struct err *err)
{
	struct keyword_row row = {.level = LEVEL_FOLDED};
	struct str group = {0};
	struct buf text;
	size_t at;
	int rc = take_head(words, n_words, &at, &row, &group, err);
	if (rc != 0)
		return rc;
	buf_init(&text, TEXT_MAX_B);
	join(words + at, n_words - at, &text);
	rc = check_text(&text, err);
	if (rc == 0 && group.n > 0)
		rc = keywords_group(k, group, &row.group, err);
	if (rc == 0)
		rc = put(k, row, buf_str(&text), number, err);
	buf_done(&text);
	return rc;
}

static int no_such(const struct keywords *k, const char *text, struct err *err)
{
	struct near near = near_to(text);
	for (size_t i = 0; i < k->n && i < NEAR_MAX; i++)
		near_try(&near, k->rows[i].text);
	return err_set(err, ERR_USAGE, "no such keyword: %s%s", text, near_hint(&near));
}

int keywords_remove(struct keywords *k, const char *const *words, size_t n_words, struct err *err)
{
	struct buf text;
	buf_init(&text, TEXT_MAX_B);
	keywords_text(words, n_words, &text);
	size_t at = keywords_find_row(k, buf_str(&text));
	int rc = 0;
	if (text.n == 0)
		rc = err_set(err, ERR_USAGE, "unkeyword wants the words of a keyword");
	else if (at == k->n)
		rc = no_such(k, buf_cstr(&text), err);
	buf_done(&text);
	if (rc != 0)
		return rc;
	free(k->rows[at].text);
	memmove(&k->rows[at], &k->rows[at + 1], (--k->n - at) * sizeof *k->rows);
	k->n_slots = 0; /* numbers have changed */
	k->version++;
	return 0;
}

/* In quotes where it would be taken for something else, or has more words than a line. */
void keywords_format_text(const char *text, struct buf *out)
{
	size_t first = strcspn(text, " ");
	bool ambiguous = text[0] == '-' || (first > 1 && text[first - 1] == ':');
	size_t n_blanks = 0;
	for (const char *p = text; *p != '\0'; p++)
		n_blanks += *p == ' ';
	bool quoted = n_blanks > LINE_BLANKS || strpbrk(text, "\"#") != NULL;
	buf_add_str(out, ambiguous ? STR("-- ") : STR(""));
	buf_add_str(out, quoted ? STR("\"") : STR(""));
	for (; *text != '\0'; text++) {
		if (quoted && (*text == '"' || *text == '\\'))
			buf_add_char(out, '\\');
		buf_add_char(out, *text);
	}
	buf_add_str(out, quoted ? STR("\"") : STR(""));
}

void keywords_format(const struct keywords *k, size_t number, struct buf *out)
{
	const struct keyword_row *row = &k->rows[number];
	buf_add_str(out, STR("keyword "));
	if (row->level != LEVEL_FOLDED || row->anywhere)
		buf_addf(out, "-%s ", keyword_level_name(row->level, row->anywhere));
	if (row->group != 0)
		buf_addf(out, "%s: ", k->groups[row->group].name);
	keywords_format_text(row->text, out);
}

/* --- where they stand --- */

static void make_matcher(struct keywords *k)
{
	struct keyword *all = xreallocarray(NULL, k->n + 1, sizeof *all);
	for (size_t i = 0; i < k->n; i++) {
		struct str text = str_of(k->rows[i].text);
		bool prefix = text.n > 1 && text.p[text.n - 1] == '*';
		all[i] = (struct keyword){.text = str_sub(text, 0, text.n - prefix),
		                          .level = k->rows[i].level,
		                          .anywhere = k->rows[i].anywhere,
		                          .prefix = prefix};
	}
	if (k->stems == NULL)
		k->stems = stems_new();
	matcher_free(k->matcher);
	k->matcher = matcher_new(all, k->n, k->stems);
	k->matched_version = k->version;
	free(all);
}

void keywords_find(struct keywords *k, struct str text, struct hits *hits)
{
	hits->n = 0;
	if (k->n == 0)
		return;
	if (k->matcher == NULL || k->matched_version != k->version)
		make_matcher(k);
	matcher_find(k->matcher, k->stems, text, hits);
}

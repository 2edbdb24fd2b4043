#include "config.h"

#include "ui/doc.h"

#include "base/mem.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	HEAD_KICKER, HEAD_TITLE, HEAD_BYLINE, HEAD_TERMS, N_HEAD, /* keys of the title block */
	SHEET_MAX_B = 1 << 20,
	LARGE_B = 1 << 20
};

static_assert((int)N_HEAD <= (int)DOC_BODY, "the title block stands before the body");
static_assert((int)KIND_PRE == (int)DOC_PRE && (int)KIND_TEXT == (int)DOC_TEXT, "kinds of the body");

void doc_init(struct doc *doc)
{
	*doc = (struct doc){0};
	buf_init(&doc->text, SHEET_MAX_B);
	buf_init(&doc->terms, SHEET_MAX_B);
}

void doc_done(struct doc *doc)
{
	buf_done(&doc->text);
	buf_done(&doc->terms);
	free(doc->rows);
	doc->rows = NULL;
	doc->n_rows = doc->cap_rows = 0;
	doc->article = NULL;
}

/* Text in an isolate of its own; isolate controls inside could end it early and are left out. */
static void add_isolated(struct buf *out, struct str text)
{
	utf8_add(out, 0x2068);
	while (text.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(text.p, text.n, &cp);
		if (cp < 0x2066 || cp > 0x2069)
			utf8_add(out, cp);
		text = str_sub(text, n, text.n);
	}
	utf8_add(out, 0x2069);
}

/* Source, author and date, separated by dots, each with a direction of its own. */
static void compose_byline(struct doc *doc, const struct article_meta *meta)
{
	char day[32], date[64] = "";
	if (meta->date.year != 0) {
		bool hijri = date_format_day(&meta->date, doc->hijri, day);
		const char *era = !hijri ? "" : meta->dir == DIR_RTL ? " \xD9\x87\xD9\x80" : " AH";
		snprintf(date, sizeof date, "%s%s", day, era);
	}
	const struct str parts[] = {meta->source, meta->author, date[0] != '\0' ? str_of(date) : meta->date_text};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (parts[i].n == 0)
			continue;
		if (doc->text.n > 0)
			buf_add_str(&doc->text, STR(" \302\267 "));
		add_isolated(&doc->text, parts[i]);
	}
}

void doc_set_article(struct doc *doc, struct article *article)
{
	buf_clear(&doc->text);
	if (doc->article != article)
		buf_clear(&doc->terms);
	doc->n_rows = 0;
	doc->article = article;
	compose_byline(doc, article_meta(article));
}

void doc_set_terms(struct doc *doc, struct str label, const struct str *terms, size_t n)
{
	buf_clear(&doc->terms);
	for (size_t i = 0; i < n; i++) {
		if (i == 0)
			add_isolated(&doc->terms, label);
		else
			buf_add_str(&doc->terms, STR(" \302\267"));
		buf_add_char(&doc->terms, ' ');
		add_isolated(&doc->terms, terms[i]);
	}
}

bool doc_set_calendar(struct doc *doc, bool hijri)
{
	if (doc->hijri == hijri)
		return false;
	doc->hijri = hijri;
	if (doc->article != NULL)
		doc_set_article(doc, doc->article);
	return true;
}

void doc_set_sheet(struct doc *doc)
{
	buf_clear(&doc->text);
	doc->n_rows = 0;
	doc->article = NULL;
}

void doc_add(struct doc *doc, enum doc_kind kind, struct str text)
{
	doc->rows = xgrow(doc->rows, doc->n_rows, &doc->cap_rows, sizeof *doc->rows);
	struct sheet_row *row = &doc->rows[doc->n_rows++];
	*row = (struct sheet_row){.kind = kind, .start_b = doc->text.n};
	clean_text(text, &doc->text);
	row->n_b = doc->text.n - row->start_b;
	for (size_t i = 0; i < row->n_b; i++)
		if (doc->text.p[row->start_b + i] == '\n')
			doc->text.p[row->start_b + i] = ' ';
}

void doc_addf(struct doc *doc, enum doc_kind kind, const char *format, ...)
{
	char text[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	doc_add(doc, kind, str_of(text));
}

static struct str head_text(const struct doc *doc, uint64_t key)
{
	const struct article_meta *meta = article_meta(doc->article);
	switch (key) {
	case HEAD_KICKER:
		return meta->kicker;
	case HEAD_TITLE:
		return meta->title;
	case HEAD_BYLINE:
		return buf_str(&doc->text);
	case HEAD_TERMS:
		return buf_str(&doc->terms);
	default:
		return (struct str){0};
	}
}

static bool has_head(const struct doc *doc, uint64_t key)
{
	return !article_is_verbatim(doc->article) && head_text(doc, key).n > 0;
}

/* The first paragraph of the title block at or after key, else the first of the body. */
static bool from_head(struct doc *doc, uint64_t from, uint64_t *key)
{
	for (uint64_t k = from; k < N_HEAD; k++)
		if (has_head(doc, k)) {
			*key = k;
			return true;
		}
	uint64_t body;
	if (!article_first(doc->article, &body))
		return false;
	*key = body + DOC_BODY;
	return true;
}

/* The last paragraph of the title block before key. */
static bool back_in_head(struct doc *doc, uint64_t before, uint64_t *key)
{
	for (uint64_t k = before < N_HEAD ? before : N_HEAD; k > 0; k--)
		if (has_head(doc, k - 1)) {
			*key = k - 1;
			return true;
		}
	return false;
}

bool doc_first(struct doc *doc, uint64_t *key)
{
	if (doc->article != NULL)
		return from_head(doc, 0, key);
	if (doc->n_rows == 0)
		return false;
	*key = 0;
	return true;
}

bool doc_last(struct doc *doc, uint64_t *key)
{
	if (doc->article == NULL) {
		if (doc->n_rows == 0)
			return false;
		*key = doc->n_rows - 1;
		return true;
	}
	uint64_t body;
	if (!article_last(doc->article, &body))
		return back_in_head(doc, N_HEAD, key);
	*key = body + DOC_BODY;
	return true;
}

bool doc_next(struct doc *doc, uint64_t *key)
{
	if (doc->article == NULL) {
		if (*key + 1 >= doc->n_rows)
			return false;
		++*key;
		return true;
	}
	if (*key < DOC_BODY)
		return from_head(doc, *key + 1, key);
	uint64_t body = *key - DOC_BODY;
	if (!article_next(doc->article, &body))
		return false;
	*key = body + DOC_BODY;
	return true;
}

bool doc_prev(struct doc *doc, uint64_t *key)
{
	if (doc->article == NULL) {
		if (*key == 0)
			return false;
		--*key;
		return true;
	}
	if (*key < DOC_BODY)
		return back_in_head(doc, *key, key);
	uint64_t body = *key - DOC_BODY;
	if (!article_prev(doc->article, &body))
		return back_in_head(doc, N_HEAD, key);
	*key = body + DOC_BODY;
	return true;
}

static struct doc_paragraph sheet_paragraph(const struct doc *doc, uint64_t key)
{
	struct doc_paragraph p = {.dir = DIR_AUTO, .before = DIR_LTR};
	if (key >= doc->n_rows)
		return p;
	const struct sheet_row *row = &doc->rows[key];
	p.kind = row->kind;
	p.text = str_sub(buf_str(&doc->text), row->start_b, row->start_b + row->n_b);
	if (p.kind == DOC_KEY)
		p.dir = DIR_LTR; /* the column of keys stays in line */
	return p;
}

struct doc_paragraph doc_paragraph(struct doc *doc, uint64_t key)
{
	static const enum doc_kind head_kinds[N_HEAD] = {DOC_KICKER, DOC_TITLE, DOC_BYLINE, DOC_TERMS};
	if (doc->article == NULL)
		return sheet_paragraph(doc, key);
	enum dir dir = article_meta(doc->article)->dir;
	if (key < N_HEAD) {
		struct str text = head_text(doc, key);
		/* Byline and terms stand on the article's side, whatever is in them. */
		return (struct doc_paragraph){
			head_kinds[key], text, key >= HEAD_BYLINE ? dir : DIR_AUTO, dir, false, false};
	}
	struct paragraph p = article_paragraph(doc->article, key - DOC_BODY);
	return (struct doc_paragraph){(enum doc_kind)p.kind, p.text, p.dir, p.before, p.continues, p.continued};
}

/* Paragraphs of these kinds follow one another without a blank line. */
static bool is_tight(enum doc_kind before, enum doc_kind kind)
{
	if (before == DOC_KICKER || kind == DOC_BYLINE || kind == DOC_TERMS)
		return true;
	return before == kind && (kind == DOC_PRE || kind == DOC_ITEM || kind == DOC_KEY);
}

bool doc_gap_before(struct doc *doc, uint64_t key)
{
	uint64_t before = key;
	if (doc->article != NULL && article_is_verbatim(doc->article))
		return false;
	if (!doc_prev(doc, &before))
		return false;
	enum doc_kind kind_before = doc_paragraph(doc, before).kind;
	struct doc_paragraph p = doc_paragraph(doc, key);
	if (doc->article == NULL)
		return p.kind == DOC_HEADING;
	return !p.continued && !is_tight(kind_before, p.kind);
}

uint64_t doc_offset(struct doc *doc, uint64_t key)
{
	if (doc->article == NULL)
		return key;
	return key < DOC_BODY ? 0 : article_offset_b(doc->article, key - DOC_BODY);
}

uint64_t doc_size(struct doc *doc)
{
	return doc->article == NULL ? doc->n_rows : article_size_b(doc->article);
}

uint64_t doc_key_at(struct doc *doc, uint64_t offset)
{
	uint64_t key = 0;
	if (doc->article == NULL)
		return offset < doc->n_rows ? offset : (doc->n_rows > 0 ? doc->n_rows - 1 : 0);
	if (offset == 0 && doc_first(doc, &key))
		return key;
	return article_key_at(doc->article, offset) + DOC_BODY;
}

bool doc_is_large(const struct doc *doc)
{
	return doc->article != NULL && (article_is_plain(doc->article) || article_size_b(doc->article) > LARGE_B);
}

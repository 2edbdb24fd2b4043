/*
 * doc.h: what a pane can show: paragraphs addressed by growing keys.
 *
 * A document is either an article with its title block before the body, or a
 * sheet: paragraphs that the program itself has written (help, info, an error).
 * Keys of an article's body are the article's own plus DOC_BODY; those below
 * are the title block. A large plain file has no title block.
 *
 * The text of a paragraph is valid until the next call on the same document.
 */
#ifndef JARIDA_UI_DOC_H
#define JARIDA_UI_DOC_H

#include "base/buf.h"
#include "base/str.h"
#include "news/article.h"
#include "text/dir.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum doc_kind {
	DOC_TEXT, DOC_HEADING, DOC_QUOTE, DOC_ITEM, DOC_PRE, /* as enum paragraph_kind */
	DOC_KICKER, DOC_TITLE, DOC_BYLINE, DOC_TERMS,
	DOC_KEY /* a line of help: a key, two blanks or more, and what it does */
};

enum { DOC_BODY = 8 }; /* added to an article's keys */

struct doc_paragraph {
	enum doc_kind kind;
	struct str text;
	enum dir dir, before;
	bool continues, continued; /* goes on in the next; goes on from the one before */
};

struct sheet_row {
	enum doc_kind kind;
	size_t start_b, n_b;
};

struct doc {
	struct article *article; /* borrowed, or NULL for a sheet */
	struct buf text;         /* of a sheet; the byline of an article */
	struct buf terms;        /* of an article: the line of its key terms; empty: none */
	bool hijri;              /* the byline has Umm al-Qura days */
	struct sheet_row *rows;
	size_t n_rows, cap_rows;
};

void doc_init(struct doc *doc);
void doc_done(struct doc *doc);

/* Become the document of an article, which must outlive it or the next doc_set…(). */
void doc_set_article(struct doc *doc, struct article *article);

/* The line of key terms below the byline, from now on; none when empty, and of the next article. */
void doc_set_terms(struct doc *doc, struct str label, const struct str *terms, size_t n);

/* The calendar of the byline's date, from now on. Returns whether that is another. */
bool doc_set_calendar(struct doc *doc, bool hijri);

/* Become an empty sheet, and add to it. The text is cleaned here; a line feed in it becomes a space. */
void doc_set_sheet(struct doc *doc);
void doc_add(struct doc *doc, enum doc_kind kind, struct str text);
void doc_addf(struct doc *doc, enum doc_kind kind, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* As in article.h: false and *key unchanged when there is none. */
bool doc_first(struct doc *doc, uint64_t *key);
bool doc_last(struct doc *doc, uint64_t *key);
bool doc_next(struct doc *doc, uint64_t *key);
bool doc_prev(struct doc *doc, uint64_t *key);

struct doc_paragraph doc_paragraph(struct doc *doc, uint64_t key);

/* Whether a blank line parts the paragraph at key from the one before it. */
bool doc_gap_before(struct doc *doc, uint64_t key);

/* How far the start of a paragraph is into the document, and the whole, in units of its own. */
uint64_t doc_offset(struct doc *doc, uint64_t key);
uint64_t doc_size(struct doc *doc);
uint64_t doc_key_at(struct doc *doc, uint64_t offset);

/* True for a document that must not be gone through from end to end at once. */
bool doc_is_large(const struct doc *doc);

#endif

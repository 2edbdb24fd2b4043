/*
 * html.h: HTML into blocks.
 *
 * Private to news. Whatever the bytes are, something comes out: HTML has no
 * wrong input. Depth, sizes and numbers are limited (markup.h).
 */
#ifndef JARIDA_NEWS_HTML_H
#define JARIDA_NEWS_HTML_H

#include "base/str.h"
#include "news/blocks.h"
#include "news/markup.h"

#include <stdbool.h>

/*
 * What the node holds (itself included) as blocks. dropped: one flag a node,
 * by number, or NULL: what is left out. Links are relative to base.
 */
void html_blocks(struct blocks *blocks, const struct markup_node *node, const bool *dropped, struct str base);

/*
 * A piece of HTML (or of text, which is HTML too) in UTF-8, all of which is
 * wanted: the content of a feed's item. Links are relative to base.
 */
void html_fragment(struct blocks *blocks, struct str html, struct str base);

/* The text of a piece of HTML as one line, without its tags, appended to out. */
void html_text(struct str html, struct buf *out);

/* Whether a text has tags or entities, so that it is rather HTML than plain. */
bool html_is_likely(struct str text);

/* The text of a node as one line, appended to out; what is never shown is left out. */
void html_node_text(const struct markup_node *node, struct buf *out);

/* Script, style, form fields, and what is marked as hidden. */
bool html_is_unseen(const struct markup_node *node);

#endif

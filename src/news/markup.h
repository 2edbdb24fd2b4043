/*
 * markup.h: XML and HTML as they really come, as a tree.
 *
 * Private to news. The bytes are UTF-8. Nothing is ever loaded or expanded:
 * a document type is passed over, and of entities only those of XML and HTML
 * count. Reading is total and linear: a tag that does not fit closes what it
 * belongs to or is left out, a bare & or < is a letter. In XML the first such
 * place is remembered; in HTML it is nothing unusual, and what ends of itself
 * there (p, li, td …) does so. Depth, attributes and the number of elements
 * are limited.
 *
 * Why not libxml2: behind this interface 2.9.14 reads the suites of feeds and
 * pages as well, but not in linear time: each attribute of a tag is compared
 * with all before it, each stray end with all that is open. 430 kB of attributes
 * in one tag take 1.1 s as HTML and 870 kB 4.8 s, 1 MB of <b></i> 11.8 s, here
 * at most 25 ms. After the first fault of a feed it drops entities too, unless
 * one writes into its state: of 1280 stories in feeds with one bare & each, 870
 * came out unchanged, here 1126.
 */
#ifndef JARIDA_NEWS_MARKUP_H
#define JARIDA_NEWS_MARKUP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "news/tags.h"

#include <stdbool.h>
#include <stddef.h>

/* The vocabularies that matter here. */
enum markup_space {
	SPACE_PLAIN,   /* none, or one of RSS */
	SPACE_ATOM,    /* 0.3 and 1.0 */
	SPACE_RDF,
	SPACE_CONTENT, /* content:encoded */
	SPACE_DC,      /* Dublin Core, terms too */
	SPACE_MEDIA,
	SPACE_ITUNES,
	SPACE_XHTML,
	SPACE_OTHER
};

struct markup_attr {
	struct str name; /* as written: "xml:base" */
	struct str value;
	struct markup_attr *next;
};

struct markup_node {
	struct str name; /* without its prefix; empty for a piece of text */
	enum markup_space space; /* in XML */
	enum tag tag;            /* in HTML */
	struct str text; /* of a piece of text, decoded; not clean */
	struct markup_attr *attrs;
	struct markup_node *parent, *first, *last, *next;
	const struct markup_node *scope; /* the nearest element, from this one upwards, that declares vocabularies */
	unsigned n_scopes;
	unsigned number; /* in the order of the document */
	size_t inner_from, inner_to; /* what the element holds, in the bytes */
	bool whole;                  /* its end is there */
};

struct markup_tree {
	struct arena *arena;
	struct str bytes;
	struct markup_node *root;  /* holds the elements of the document; never NULL */
	const char *fault;      /* the first place that is not as XML has it, or NULL */
	char fault_name[64];    /* the tag that it is about */
	size_t fault_at;
	size_t n_faults;
	size_t n_nodes; /* one more than the last number; the root's is 0 */
};

/* Read bytes, which must stay as they are until markup_done(). */
void markup_read(struct markup_tree *tree, struct str bytes, bool html);
void markup_done(struct markup_tree *tree);

/* The node after this one in the order of the document, itself left out with what it holds when `skip`; NULL after `top`. */
struct markup_node *markup_next(const struct markup_node *node, const struct markup_node *top, bool skip);

/* Line and column in code points, both from 1, of a place in the bytes. */
void markup_place(struct str bytes, size_t at, size_t *line, size_t *column);

/* Compare names without regard to case, as feeds differ in it. */
bool markup_is(const struct markup_node *node, enum markup_space space, const char *name);

/* The first child of that name, or NULL; the next one after `node`. node may be NULL. */
const struct markup_node *markup_child(const struct markup_node *node, enum markup_space space, const char *name);
const struct markup_node *markup_again(const struct markup_node *node);

/* The value of an attribute, empty when it is not there; node may be NULL. */
struct str markup_attr(const struct markup_node *node, const char *name);

/* The same of the nearest element that has it, from the node upwards. */
struct str markup_inherited(const struct markup_node *node, const char *name);

/* Append the text that stands directly in the node, or also that of the elements in it. */
void markup_add_text(const struct markup_node *node, bool deep, struct buf *out);

/* Whether there are elements in it; what it holds as it is written. */
bool markup_has_elements(const struct markup_node *node);
struct str markup_inner(const struct markup_tree *tree, const struct markup_node *node);

/* Append text with its character references and entities replaced. */
void markup_decode(struct str text, struct buf *out);

#endif

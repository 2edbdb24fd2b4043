#include "config.h"

#include "news/markup.h"

#include "news/word.h"
#include "news/markupspace.h"

#include <stdio.h>
#include <string.h>

enum { MAX_DEPTH = 200, MAX_ATTRS = 48, MAX_NODES = 1000000 };

struct open_element {
	struct markup_node *node;
	struct str tag; /* with its prefix */
};

struct markup_reader {
	struct markup_tree *tree;
	struct str s;
	bool html;
	size_t i;
	struct open_element open[MAX_DEPTH + 1]; /* the first is the root */
	size_t n_open;
	size_t n_skipped; /* elements too deep or too many to keep that are open */
	size_t n_nodes;
	unsigned n_of_tag[TAG_COUNT]; /* open ones */
	bool no_end[TAG_COUNT];       /* of a raw text: there is none any more */
};

static void fault(struct markup_reader *r, size_t at, const char *what, struct str tag)
{
	struct markup_tree *tree = r->tree;
	if (tree->n_faults++ > 0)
		return;
	tree->fault = what;
	tree->fault_at = at;
	size_t n = tag.n < sizeof tree->fault_name - 1 ? tag.n : sizeof tree->fault_name - 1;
	for (size_t i = 0; i < n; i++)
		tree->fault_name[i] = word_is_alnum(tag.p[i]) || tag.p[i] == ':' || tag.p[i] == '-' ? tag.p[i] : '?';
	tree->fault_name[n] = '\0';
}

static struct markup_node *current(struct markup_reader *r)
{
	return r->open[r->n_open - 1].node;
}

static struct markup_node *append(struct markup_reader *r)
{
	struct markup_node *parent = current(r), *node = arena_alloc(r->tree->arena, sizeof *node);
	node->parent = parent;
	if (parent->last != NULL)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	node->number = (unsigned)++r->n_nodes;
	return node;
}

static void add_piece(struct markup_reader *r, struct str text)
{
	if (text.n == 0 || r->n_nodes >= MAX_NODES)
		return;
	/* What only indents the next tag. */
	if (!r->html && word_is_space(text.p[0]) && str_trim(text).n == 0)
		return;
	append(r)->text = text;
}

/* Whether each & of the text begins an entity or a reference, so that nothing else is meant by it. */
static bool has_bare_ampersand(struct str text, size_t *at)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != '&')
			continue;
		size_t n = i + 1;
		while (n < text.n && n - i < 32 && (word_is_alnum(text.p[n]) || text.p[n] == '#'))
			n++;
		if (n == i + 1 || n >= text.n || text.p[n] != ';') {
			*at = i;
			return true;
		}
	}
	return false;
}

static struct str decoded(struct markup_reader *r, struct str text, size_t at)
{
	size_t bare = 0;
	if (text.n == 0 || memchr(text.p, '&', text.n) == NULL)
		return text;
	if (!r->html && r->tree->n_faults == 0 && has_bare_ampersand(text, &bare))
		fault(r, at + bare, "a & that begins nothing", (struct str){"", 0});
	struct buf out;
	buf_init(&out, text.n * 4);
	markup_decode(text, &out);
	struct str copy = arena_copy(r->tree->arena, buf_str(&out));
	buf_done(&out);
	return copy;
}

static void read_text(struct markup_reader *r)
{
	size_t from = r->i;
	const char *end = memchr(r->s.p + from + 1, '<', r->s.n - from - 1);
	r->i = end != NULL ? (size_t)(end - r->s.p) : r->s.n;
	add_piece(r, decoded(r, str_sub(r->s, from, r->i), from));
}

static bool is_name_start(char c)
{
	return (word_is_alnum(c) && !word_is_digit(c)) || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static bool ends_name(char c)
{
	return word_is_space(c) || c == '>' || c == '/' || c == '=' || c == '<';
}

static struct str read_name(struct markup_reader *r)
{
	size_t from = r->i;
	while (r->i < r->s.n && !ends_name(r->s.p[r->i]))
		r->i++;
	return str_sub(r->s, from, r->i);
}

static void skip_space(struct markup_reader *r)
{
	while (r->i < r->s.n && word_is_space(r->s.p[r->i]))
		r->i++;
}

static struct str read_value(struct markup_reader *r)
{
	size_t from = r->i;
	char quote = r->i < r->s.n ? r->s.p[r->i] : '\0';
	if (quote != '"' && quote != '\'')
		return read_name(r);
	const char *end = memchr(r->s.p + from + 1, quote, r->s.n - from - 1);
	/* Without its second quote it goes to the end of the tag. */
	if (end == NULL) {
		end = memchr(r->s.p + from, '>', r->s.n - from);
		r->i = end != NULL ? (size_t)(end - r->s.p) : r->s.n;
		return str_sub(r->s, from + 1, r->i);
	}
	r->i = (size_t)(end - r->s.p) + 1;
	return str_sub(r->s, from + 1, r->i - 1);
}

static struct markup_attr *read_attrs(struct markup_reader *r)
{
	struct markup_attr *first = NULL, **end = &first;
	for (size_t n = 0;;) {
		skip_space(r);
		if (r->i >= r->s.n || memchr(">/<", r->s.p[r->i], 3) != NULL)
			return first;
		size_t at = r->i;
		struct str name = read_name(r), value = {"", 0};
		skip_space(r);
		if (r->i < r->s.n && r->s.p[r->i] == '=') {
			r->i++;
			skip_space(r);
			size_t value_at = r->i + 1;
			value = decoded(r, read_value(r), value_at);
		}
		if (r->i == at)
			r->i++;
		if (name.n == 0 || n++ >= MAX_ATTRS)
			continue;
		*end = arena_alloc(r->tree->arena, sizeof **end);
		(*end)->name = name;
		(*end)->value = value;
		end = &(*end)->next;
	}
}

/* Close the innermost elements until n are left open. */
static void close_to(struct markup_reader *r, size_t n, size_t at)
{
	while (r->n_open > n) {
		struct markup_node *node = r->open[--r->n_open].node;
		node->inner_to = at;
		r->n_of_tag[node->tag]--;
	}
}

/* An item does not hold another: the one before has lost its end. */
static void close_open_item(struct markup_reader *r, struct str name, size_t at)
{
	if (!word_among(name, "item|entry"))
		return;
	for (size_t k = r->n_open; k-- > 1;) {
		if (!word_eq(r->open[k].node->name, "item") && !word_eq(r->open[k].node->name, "entry"))
			continue;
		fault(r, at, "has no end", r->open[k].tag);
		r->open[k].node->whole = true;
		close_to(r, k, at);
		return;
	}
}

/* Open a node that has its name, or leave it empty. */
static void open_node(struct markup_reader *r, struct markup_node *node, struct str tag, bool empty)
{
	node->inner_from = node->inner_to = r->i;
	node->whole = empty;
	if (empty)
		return;
	if (r->n_open > MAX_DEPTH) {
		fault(r, r->i, "elements too deep", tag);
		r->n_skipped++;
		return;
	}
	r->open[r->n_open++] = (struct open_element){node, tag};
	r->n_of_tag[node->tag]++;
}

/* In HTML: end what this tag ends of itself. */
static void close_implied(struct markup_reader *r, enum tag tag, size_t at)
{
	for (size_t k = r->n_open; k-- > 1;) {
		enum tag open = r->open[k].node->tag;
		if (tag_ends(tag, open)) {
			close_to(r, k, at);
			if (!tag_ends_more(tag))
				return;
		} else if (tag_stops(tag, open)) {
			return;
		}
	}
}

/* The text of a script, a style or a title: up to its own end tag, without others in it. */
static void read_raw_text(struct markup_reader *r, enum tag tag, struct str name)
{
	size_t from = r->i, end = (size_t)-1;
	for (size_t at = from; !r->no_end[tag]; at = end + 2) {
		end = str_find(r->s, STR("</"), at);
		if (end == (size_t)-1 || word_same(str_sub(r->s, end + 2, end + 2 + name.n), name))
			break;
	}
	r->no_end[tag] |= end == (size_t)-1;
	/* A title without an end ends with its line. */
	if (r->no_end[tag])
		end = tag == TAG_TITLE ? str_find(r->s, STR("<"), from) : r->s.n;
	r->i = end < r->s.n ? end : r->s.n;
	struct str text = str_sub(r->s, from, r->i);
	add_piece(r, tag_is_raw(tag) ? text : decoded(r, text, from));
}

static bool may_open(struct markup_reader *r, enum tag tag, size_t at)
{
	if (tag == TAG_NONE)
		return true;
	if ((tag == TAG_HTML || tag == TAG_BODY || tag == TAG_HEAD) && r->n_of_tag[tag] > 0)
		return false;
	if (tag_ends_any(tag))
		close_implied(r, tag, at);
	return true;
}

static void read_start_tag(struct markup_reader *r)
{
	size_t at = r->i++;
	struct str tag = read_name(r);
	struct markup_attr *attrs = read_attrs(r);
	bool empty = r->i < r->s.n && r->s.p[r->i] == '/';
	r->i += empty;
	if (r->i < r->s.n && r->s.p[r->i] == '>')
		r->i++;
	else
		fault(r, at, "a tag has no end", tag);
	const char *colon = memchr(tag.p, ':', tag.n);
	struct str prefix = str_sub(tag, 0, colon != NULL ? (size_t)(colon - tag.p) : 0);
	struct str name = str_sub(tag, colon != NULL ? prefix.n + 1 : 0, tag.n);
	enum tag id = r->html ? tag_of(name) : TAG_NONE;
	if (r->n_nodes >= MAX_NODES) {
		fault(r, at, "too many elements", tag);
		r->n_skipped += !empty && !tag_is_void(id);
		return;
	}
	if (name.n == 0 || !may_open(r, id, at))
		return;
	if (!r->html && prefix.n == 0)
		close_open_item(r, name, at);
	struct markup_node *node = append(r);
	node->name = name;
	node->attrs = attrs;
	node->tag = id;
	if (!r->html)
		node->space = markup_space_of(node, prefix);
	open_node(r, node, tag, empty || tag_is_void(id));
	if (tag_holds_text(id) && current(r) == node)
		read_raw_text(r, id, name);
}

/* Whether the end tag means the open element. */
static bool is_same(const struct markup_reader *r, const struct open_element *open, struct str tag, enum tag id)
{
	if (!r->html)
		return str_eq(open->tag, tag);
	return id != TAG_NONE ? open->node->tag == id : word_same(open->tag, tag);
}

static void close_element(struct markup_reader *r, struct str tag, size_t at, bool ended)
{
	enum tag id = r->html ? tag_of(tag) : TAG_NONE;
	if (id == TAG_BODY || id == TAG_HTML || (id != TAG_NONE && r->n_of_tag[id] == 0))
		return;
	for (size_t k = r->n_open; k-- > 1;) {
		if (is_same(r, &r->open[k], tag, id)) {
			if (k + 1 < r->n_open)
				fault(r, at, "has no end", r->open[r->n_open - 1].tag);
			r->open[k].node->whole = ended;
			close_to(r, k, at);
			return;
		}
		if (r->html && tag_keeps(r->open[k].node->tag, id))
			return;
	}
	fault(r, at, "ends and never began", tag);
}

static void read_end_tag(struct markup_reader *r)
{
	size_t at = r->i;
	r->i += 2;
	struct str tag = read_name(r);
	const char *end = memchr(r->s.p + r->i, '>', r->s.n - r->i);
	r->i = end != NULL ? (size_t)(end - r->s.p) + 1 : r->s.n;
	if (r->n_skipped > 0)
		r->n_skipped--;
	else
		close_element(r, tag, at, end != NULL);
}

/* Pass over what begins here, up to and with `end`. */
static struct str skip_to(struct markup_reader *r, size_t from, const char *end)
{
	size_t at = str_find(r->s, str_of(end), r->i + from);
	size_t start = r->i + from;
	if (at == (size_t)-1) {
		fault(r, r->i, "something has no end", (struct str){"", 0});
		at = r->s.n;
	}
	r->i = at + strlen(end) < r->s.n ? at + strlen(end) : r->s.n;
	return str_sub(r->s, start, at);
}

/* A document type with its own declarations in brackets: none of them counts. */
static void skip_doctype(struct markup_reader *r)
{
	char quote = '\0';
	int depth = 0;
	for (; r->i < r->s.n; r->i++) {
		char c = r->s.p[r->i];
		if (quote != '\0') {
			quote = c == quote ? '\0' : quote;
			continue;
		}
		if (c == '"' || c == '\'')
			quote = c;
		depth += (c == '[') - (c == ']');
		if (c == '>' && depth <= 0) {
			r->i++;
			return;
		}
	}
	fault(r, r->i, "the document type has no end", (struct str){"", 0});
}

static void read_markup(struct markup_reader *r)
{
	struct str rest = str_sub(r->s, r->i, r->s.n);
	char next = rest.n > 1 ? rest.p[1] : '\0';
	if (str_starts(rest, STR("<!--"))) {
		skip_to(r, 4, "-->");
	} else if (str_starts(rest, STR("<![CDATA["))) {
		add_piece(r, skip_to(r, 9, "]]>"));
	} else if (next == '?') {
		skip_to(r, 2, "?>");
	} else if (next == '!' && r->html) {
		skip_to(r, 2, ">");
	} else if (next == '!') {
		skip_doctype(r);
	} else if (next == '/') {
		read_end_tag(r);
	} else if (is_name_start(next)) {
		read_start_tag(r);
	} else {
		fault(r, r->i, "a < that begins no tag", (struct str){"", 0});
		read_text(r);
	}
}

void markup_read(struct markup_tree *tree, struct str bytes, bool html)
{
	*tree = (struct markup_tree){.arena = arena_new(), .bytes = bytes};
	tree->root = arena_alloc(tree->arena, sizeof *tree->root);
	struct markup_reader r = {.tree = tree, .s = bytes, .html = html, .n_open = 1};
	r.open[0] = (struct open_element){tree->root, {"", 0}};
	while (r.i < bytes.n) {
		if (bytes.p[r.i] == '<')
			read_markup(&r);
		else
			read_text(&r);
	}
	if (r.n_open > 1 && !html)
		fault(&r, bytes.n, "breaks off", r.open[r.n_open - 1].tag);
	close_to(&r, 1, bytes.n);
	tree->n_nodes = r.n_nodes + 1;
}

void markup_done(struct markup_tree *tree)
{
	arena_free(tree->arena);
}

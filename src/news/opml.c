#include "config.h"

#include "news/opml.h"

#include "news/html.h"
#include "news/intake.h"
#include "news/language.h"
#include "news/markup.h"
#include "news/url.h"
#include "news/word.h"
#include "text/clean.h"

enum { MAX_FOLDER_B = 1024, MAX_FOLDERS = 32 };

static void add_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		switch (s.p[i]) {
		case '&':
			buf_add_str(out, STR("&amp;"));
			break;
		case '<':
			buf_add_str(out, STR("&lt;"));
			break;
		case '>':
			buf_add_str(out, STR("&gt;"));
			break;
		case '"':
			buf_add_str(out, STR("&quot;"));
			break;
		case '\n': case '\t':
			buf_addf(out, "&#%d;", s.p[i]);
			break;
		default:
			buf_add_char(out, s.p[i]);
			break;
		}
	}
}

static void add_attr(struct buf *out, const char *name, struct str value)
{
	if (value.n == 0)
		return;
	buf_addf(out, " %s=\"", name);
	add_escaped(out, value);
	buf_add_char(out, '"');
}

/* The next part of "Press/Gulf"; false at its end. */
static bool next_part(struct str *folder, struct str *part)
{
	while (folder->n > 0 && folder->p[0] == '/')
		*folder = str_sub(*folder, 1, folder->n);
	size_t n = 0;
	while (n < folder->n && folder->p[n] != '/')
		n++;
	*part = str_sub(*folder, 0, n);
	*folder = str_sub(*folder, n, folder->n);
	return n > 0;
}

static size_t split(struct str folder, struct str parts[MAX_FOLDERS])
{
	size_t n = 0;
	while (n < MAX_FOLDERS && next_part(&folder, &parts[n]))
		n++;
	return n;
}

/* Close and open folders, so that those of `to` are open instead of those of `from`. */
static void change_folder(struct buf *out, struct str from, struct str to)
{
	struct str old[MAX_FOLDERS], new[MAX_FOLDERS];
	size_t n_old = split(from, old), n_new = split(to, new), common = 0;
	while (common < n_old && common < n_new && str_eq(old[common], new[common]))
		common++;
	for (size_t i = n_old; i-- > common;) {
		buf_add_repeat(out, '\t', i + 2);
		buf_add_str(out, STR("</outline>\n"));
	}
	for (size_t i = common; i < n_new; i++) {
		buf_add_repeat(out, '\t', i + 2);
		buf_add_str(out, STR("<outline"));
		add_attr(out, "text", new[i]);
		buf_add_str(out, STR(">\n"));
	}
}

static void add_feed(struct buf *out, const struct feed_info *feed)
{
	struct str parts[MAX_FOLDERS];
	buf_add_repeat(out, '\t', split(feed->folder, parts) + 2);
	buf_add_str(out, STR("<outline type=\"rss\""));
	add_attr(out, "text", feed->title.n > 0 ? feed->title : feed->url);
	add_attr(out, "title", feed->title);
	add_attr(out, "xmlUrl", feed->url);
	add_attr(out, "htmlUrl", feed->site_url);
	add_attr(out, "description", feed->description);
	add_attr(out, "language", feed->lang);
	buf_add_str(out, STR("/>\n"));
}

void opml_write(struct buf *out, const char *title, const struct feed_info *feeds, size_t n)
{
	struct str folder = {"", 0};
	buf_add_str(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n\t<head>\n\t\t<title>"));
	add_escaped(out, str_of(title));
	buf_add_str(out, STR("</title>\n\t</head>\n\t<body>\n"));
	for (size_t i = 0; i < n; i++) {
		change_folder(out, folder, feeds[i].folder);
		folder = feeds[i].folder;
		add_feed(out, &feeds[i]);
	}
	change_folder(out, folder, (struct str){"", 0});
	buf_add_str(out, STR("\t</body>\n</opml>\n"));
}

/* --- reading --- */

struct list_reader {
	struct intake *in;
	struct arena *arena;
	struct buf folder; /* "Press/Gulf" */
	size_t n_broken;
};

static struct str attr_line(const struct list_reader *r, const struct markup_node *node, const char *name)
{
	struct buf line, clean;
	struct str value = markup_attr(node, name);
	buf_init(&line, value.n * 4 + 1);
	buf_init(&clean, value.n * 64 + 16);
	if (html_is_likely(value))
		html_text(value, &line);
	else
		buf_add_str(&line, value);
	clean_text(buf_str(&line), &clean);
	for (size_t i = 0; i < clean.n; i++)
		if (clean.p[i] == '\n' || clean.p[i] == '\t')
			clean.p[i] = ' ';
	struct str copy = arena_copy(r->arena, str_trim(buf_str(&clean)));
	buf_done(&line);
	buf_done(&clean);
	return copy;
}

static struct str attr_url(const struct list_reader *r, const struct markup_node *node, const char *name)
{
	struct buf url;
	buf_init(&url, 1 << 15);
	url_resolve(r->in->source->url, markup_attr(node, name), &url);
	struct str copy = arena_copy(r->arena, buf_str(&url));
	buf_done(&url);
	return copy;
}

static struct str name_of(const struct list_reader *r, const struct markup_node *node)
{
	struct str name = attr_line(r, node, "title");
	return name.n > 0 ? name : attr_line(r, node, "text");
}

static void tell(struct list_reader *r, const struct markup_node *node)
{
	struct feed_info info = {
		.title = name_of(r, node),
		.url = attr_url(r, node, "xmlUrl"),
		.site_url = attr_url(r, node, "htmlUrl"),
		.description = attr_line(r, node, "description"),
		.lang = language_settle(attr_line(r, node, "language"), ""), /* "unknown" is none */
		.folder = buf_str(&r->folder),
	};
	if (info.url.n > 0)
		intake_feed(r->in, &info);
	else
		r->n_broken++;
}

/* A slash parts folders, so that none may stand in a name. A name that does not fit is left out whole. */
static void enter(struct list_reader *r, struct str name)
{
	if (name.n == 0 || r->folder.n + name.n + 1 > MAX_FOLDER_B)
		return;
	if (r->folder.n > 0)
		buf_add_char(&r->folder, '/');
	for (size_t i = 0; i < name.n; i++)
		buf_add_char(&r->folder, name.p[i] == '/' ? '-' : name.p[i]);
}

/* As deep as the tree, which is limited. */
static void read_outlines(struct list_reader *r, const struct markup_node *node)
{
	for (const struct markup_node *n = node->first; n != NULL; n = n->next) {
		if (!word_eq(n->name, "outline"))
			continue;
		if (markup_attr(n, "xmlUrl").n > 0) {
			tell(r, n);
			read_outlines(r, n);
			continue;
		}
		size_t outer = r->folder.n;
		enter(r, name_of(r, n));
		read_outlines(r, n);
		r->folder.n = outer;
	}
}

static const struct markup_node *find(const struct markup_node *node, const char *name)
{
	for (const struct markup_node *n = node->first; n != NULL; n = n->next)
		if (word_eq(n->name, name))
			return n;
	return NULL;
}

int opml_import(struct intake *in, struct str bytes, struct err *err)
{
	struct buf utf8;
	struct markup_tree tree;
	intake_read_xml(in, bytes, &utf8, &tree);
	struct list_reader r = {.in = in, .arena = tree.arena};
	buf_init(&r.folder, MAX_FOLDER_B);
	const struct markup_node *root = find(tree.root, "opml");
	if (root == NULL)
		root = find(tree.root, "outlineDocument"); /* before 1.0 */
	const struct markup_node *body = root != NULL ? find(root, "body") : NULL;
	if (body != NULL)
		read_outlines(&r, body);
	if (r.n_broken > 0)
		intake_problem(in, 0, 0, "%zu of its feeds have no address of the web", r.n_broken);
	const char *nothing = root == NULL ? "is no OPML" : body == NULL ? "has no body" : NULL;
	int status = intake_result(in, nothing, err);
	buf_done(&r.folder);
	markup_done(&tree);
	buf_done(&utf8);
	return status;
}

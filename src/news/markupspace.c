#include "config.h"

#include "news/markupspace.h"

#include "news/word.h"

#include <string.h>

struct vocabulary {
	const char *uri; /* the beginning that is enough */
	enum markup_space space;
};

static const struct vocabulary vocabularies[] = {
	{"http://www.w3.org/2005/atom", SPACE_ATOM},
	{"http://purl.org/atom/ns#", SPACE_ATOM},
	{"http://www.w3.org/1999/02/22-rdf-syntax-ns", SPACE_RDF},
	{"http://purl.org/rss/1.0/modules/content", SPACE_CONTENT},
	{"http://purl.org/rss/1.0/modules/", SPACE_OTHER},
	{"http://purl.org/rss/1.0", SPACE_PLAIN},
	{"http://my.netscape.com/rdf/simple/0.9", SPACE_PLAIN},
	{"http://channel.netscape.com/rdf/simple/0.9", SPACE_PLAIN},
	{"http://my.netscape.com/publish/formats/rss", SPACE_PLAIN},
	{"http://backend.userland.com/", SPACE_PLAIN},
	{"http://blogs.law.harvard.edu/tech/rss", SPACE_PLAIN},
	{"http://cyber.law.harvard.edu/rss", SPACE_PLAIN},
	{"http://cyber.harvard.edu/rss", SPACE_PLAIN},
	{"http://www.rssboard.org/rss-specification", SPACE_PLAIN},
	{"http://purl.org/dc/elements/", SPACE_DC},
	{"http://purl.org/dc/terms", SPACE_DC},
	{"http://search.yahoo.com/mrss", SPACE_MEDIA},
	{"http://www.itunes.com/dtds/podcast", SPACE_ITUNES},
	{"http://www.w3.org/1999/xhtml", SPACE_XHTML},
};

struct prefix {
	const char *name;
	enum markup_space space;
};

static const struct prefix prefixes[] = {
	{"atom", SPACE_ATOM}, {"rdf", SPACE_RDF}, {"content", SPACE_CONTENT}, {"dc", SPACE_DC}, {"dcterms", SPACE_DC},
	{"media", SPACE_MEDIA}, {"itunes", SPACE_ITUNES}, {"xhtml", SPACE_XHTML}, {"rss", SPACE_PLAIN},
};

/* What a document that names no prefix takes for its own is as good as none. */
static enum markup_space space_of_uri(struct str uri, struct str prefix)
{
	uri = str_trim(uri);
	size_t scheme = word_find(uri, "://", 0); /* http or https */
	for (size_t i = 0; i < sizeof vocabularies / sizeof vocabularies[0]; i++) {
		const char *name = vocabularies[i].uri;
		size_t own = (size_t)(strstr(name, "://") - name);
		if (scheme != (size_t)-1 && word_starts(str_sub(uri, scheme, uri.n), name + own))
			return vocabularies[i].space;
	}
	return prefix.n > 0 ? SPACE_OTHER : SPACE_PLAIN;
}

/* "xmlns:dc" for dc, "xmlns" for no prefix. */
static bool declares(const struct markup_attr *attr, struct str prefix)
{
	if (!str_starts(attr->name, STR("xmlns")))
		return false;
	struct str rest = str_sub(attr->name, 5, attr->name.n);
	if (prefix.n == 0)
		return rest.n == 0;
	return rest.n == prefix.n + 1 && rest.p[0] == ':' && str_eq(str_sub(rest, 1, rest.n), prefix);
}

static bool declares_any(const struct markup_node *node)
{
	for (const struct markup_attr *attr = node->attrs; attr != NULL; attr = attr->next)
		if (str_starts(attr->name, STR("xmlns")))
			return true;
	return false;
}

enum markup_space markup_space_of(struct markup_node *node, struct str prefix)
{
	enum { MAX_SCOPES = 16 }; /* one in another; further ones do not count */
	node->scope = node->parent->scope;
	node->n_scopes = node->parent->n_scopes;
	if (node->n_scopes < MAX_SCOPES && declares_any(node)) {
		node->scope = node;
		node->n_scopes++;
	}
	for (const struct markup_node *n = node->scope; n != NULL; n = n->parent->scope)
		for (const struct markup_attr *attr = n->attrs; attr != NULL; attr = attr->next)
			if (declares(attr, prefix))
				return space_of_uri(attr->value, prefix);
	if (prefix.n == 0)
		return SPACE_PLAIN;
	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (word_eq(prefix, prefixes[i].name))
			return prefixes[i].space;
	return SPACE_OTHER;
}

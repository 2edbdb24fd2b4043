#include "config.h"

#include "ui/shelf-links.h"

enum { LINKS_MAX = 200 };

static bool same_link(const struct link *a, const struct link *b)
{
	return a->kind == b->kind && a->key == b->key && a->start_cp == b->start_cp
	       && str_eq(a->url, b->url) && str_eq(a->title, b->title);
}

struct shelf_ref shelf_links_target(struct library *library, const struct article *article, struct shelf_ref ref,
                                    const struct link *link)
{
	struct linked linked[LINKS_MAX];
	int n = article == NULL ? 0 : library_links(library, ref.id, linked, LINKS_MAX, NULL);
	for (int i = 0; i < n; i++) {
		if (linked[i].back || linked[i].number >= article_link_count(article))
			continue;
		struct link have = article_link(article, linked[i].number);
		if (same_link(&have, link))
			return (struct shelf_ref){linked[i].id};
	}
	return (struct shelf_ref){0};
}

struct telling {
	void (*each)(void *to, const struct relative *relative);
	void *to;
};

static void tell(const struct telling *t, enum relation relation, int64_t id)
{
	t->each(t->to, &(struct relative){relation, {id}, {0}, {0}});
}

/* Those that were split off with this one, or from it. */
static void tell_family(struct library *library, const struct linked *linked, int n, int64_t id,
                        const struct telling *t)
{
	struct linked of_parent[LINKS_MAX];
	for (int i = 0; i < n; i++) {
		if (linked[i].kind != LINK_PARENT)
			continue;
		if (linked[i].back) {
			tell(t, RELATION_CHILD, linked[i].id);
			continue;
		}
		tell(t, RELATION_PARENT, linked[i].id);
		int m = library_links(library, linked[i].id, of_parent, LINKS_MAX, NULL);
		for (int k = 0; k < m; k++) {
			if (of_parent[k].kind == LINK_PARENT && of_parent[k].back
			    && of_parent[k].id != id)
				tell(t, RELATION_CHILD, of_parent[k].id);
		}
	}
}

/* What the article names and the library has not. */
static void tell_missing(const struct article *article, const struct linked *linked, int n,
                         const struct telling *t)
{
	for (size_t i = 0; article != NULL && i < article_link_count(article); i++) {
		struct link link = article_link(article, i);
		bool here = link.kind != LINK_READ_ALSO;
		for (int k = 0; k < n && !here; k++)
			here = !linked[k].back && linked[k].number == i;
		if (!here)
			t->each(t->to,
			        &(struct relative){RELATION_READ_ALSO, {0}, link.title, link.url});
	}
}

void shelf_links_relatives(struct library *library, const struct article *article, struct shelf_ref ref,
                           void (*each)(void *to, const struct relative *relative), void *to)
{
	struct linked linked[LINKS_MAX];
	struct telling t = {each, to};
	int n = library_links(library, ref.id, linked, LINKS_MAX, NULL);
	n = n < 0 ? 0 : n;
	tell_family(library, linked, n, ref.id, &t);
	for (int i = 0; i < n; i++) {
		if (linked[i].kind != LINK_PARENT)
			tell(&t, RELATION_READ_ALSO, linked[i].id);
	}
	tell_missing(article, linked, n, &t);
}

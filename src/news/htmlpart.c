#include "config.h"

#include "news/htmlpage.h"

#include "news/word.h"

#include <string.h>

enum { MAX_NAMES_B = 400, MAX_WORD_B = 24 };

/* Words of classes and ids; '|' on both sides of each. */
static const char others[] =
	"|nav|navbar|navigation|menu|submenu|breadcrumb|breadcrumbs|sidebar|footer|share|sharing|shares|sharer|social|"
	"socials|addthis|addtoany|sharethis|comment|comments|commentlist|disqus|respond|reply|ad|ads|adv|advert|adverts|"
	"advertisement|advertising|adsense|adsbygoogle|banner|banners|sponsor|sponsored|promo|promotion|newsletter|subscribe|"
	"subscription|popup|modal|overlay|cookie|cookies|consent|gdpr|tags|tag|taglist|tagcloud|keywords|pagination|pager|"
	"paging|toolbar|tools|print|rating|ratings|vote|votes|poll|login|signin|signup|register|search|searchbox|copyright|"
	"skip|dropdown|carousel|slider|slideshow|ticker|marquee|weather|horoscope|lightbox|tooltip|followus|follow|"
	"facebook|twitter|whatsapp|telegram|instagram|outbrain|taboola|widgetarea|shortlink|playlist|";
static const char related[] =
	"|related|readalso|alsoread|recommended|recommendation|recommendations|recommend|trending|popular|mostread|"
	"mostviewed|morenews|morestories|readmore|suggested|suggestions|latest|similar|teaser|teasers|";
static const char bodies[] = "|articlebody|storybody|entrycontent|postcontent|articletext|articlecontent|bodytext|newstext|"
			     "storycontent|postbody|articletxt|";
static const char dates[] = "|date|datetime|pubdate|published|publishdate|timestamp|time|postdate|entrydate|dateline|";
static const char authors[] = "|author|byline|writer|reporter|authorname|";
static const char kickers[] = "|kicker|overline|eyebrow|surtitle|suptitle|uptitle|rutitr|roititr|";

/* What longer names begin with: relatedposts, commentlist2, sharebar. */
static const char *const other_stems[] = {"comment", "share", "sharing", "social", "sidebar", "advert", "breadcrumb",
                                          "footer", "newsletter", "subscri", "navbar", "pagination"};
static const char *const related_stems[] = {"related", "recommend", "mostread", "mostview", "mostpop", "readmore",
                                            "morenews", "readalso"};

static bool among(const char *words, const char *word)
{
	return word[1] != '\0' && strstr(words, word) != NULL;
}

static bool begins_among(const char *const *stems, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strncmp(word + 1, stems[i], strlen(stems[i])) == 0)
			return true;
	return false;
}

struct found {
	bool other, related, body, date, author, kicker;
};

static void look_up(struct found *found, const char *word)
{
	if (word[1] == '\0')
		return;
	found->other |= among(others, word)
	                || begins_among(other_stems, sizeof other_stems / sizeof other_stems[0], word);
	found->related |= among(related, word)
	                  || begins_among(related_stems, sizeof related_stems / sizeof related_stems[0], word);
	found->body |= among(bodies, word);
	found->date |= among(dates, word);
	found->author |= among(authors, word);
	found->kicker |= among(kickers, word);
}

/* "|word|" of bytes [from, to), in lower case and without hyphens; "" when it is too long. */
static void make_word(char out[MAX_WORD_B + 3], struct str names, size_t from, size_t to)
{
	size_t n = 1;
	out[0] = '|';
	out[1] = '\0';
	for (size_t i = from; i < to; i++) {
		if (!word_is_alnum(names.p[i]))
			continue;
		if (n > MAX_WORD_B) {
			out[1] = '\0';
			return;
		}
		out[n++] = ascii_lower(names.p[i]);
	}
	if (n > 1) {
		out[n] = '|';
		out[n + 1] = '\0';
	}
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Each name whole, without its hyphens, and each part of it: "post-comments" is postcomments, post and comments. */
static void read_names(struct found *found, struct str names)
{
	char word[MAX_WORD_B + 3];
	names = str_sub(names, 0, MAX_NAMES_B);
	for (size_t i = 0; i < names.n;) {
		size_t name_from = i, part_from = i;
		for (; i < names.n && !word_is_space(names.p[i]); i++) {
			bool parts = !word_is_alnum(names.p[i]);
			bool camel = i > part_from && is_upper(names.p[i]) && !is_upper(names.p[i - 1]);
			if (!parts && !camel)
				continue;
			make_word(word, names, part_from, i);
			look_up(found, word);
			part_from = parts ? i + 1 : i;
		}
		make_word(word, names, part_from, i);
		look_up(found, word);
		make_word(word, names, name_from, i);
		look_up(found, word);
		while (i < names.n && word_is_space(names.p[i]))
			i++;
	}
}

static enum part part_of_tag(const struct markup_node *node)
{
	switch (node->tag) {
	case TAG_NAV: case TAG_FOOTER: case TAG_ASIDE: case TAG_MENU: case TAG_FORM: case TAG_FIELDSET:
		return PART_OTHER;
	case TAG_TIME:
		return PART_DATE;
	default:
		return PART_UNKNOWN;
	}
}

enum part part_of(const struct markup_node *node)
{
	struct found found = {false};
	enum part by_tag = part_of_tag(node);
	if (node->tag == TAG_BODY || node->tag == TAG_HTML)
		return PART_UNKNOWN;
	for (const struct markup_attr *attr = node->attrs; attr != NULL; attr = attr->next) {
		if (word_among(attr->name, "class|id"))
			read_names(&found, attr->value);
		else if (word_eq(attr->name, "role"))
			found.other |= word_among(attr->value, "navigation|complementary|banner|contentinfo|search|menu|dialog|"
							       "alertdialog|toolbar|tablist|button");
		else if (word_eq(attr->name, "itemprop"))
			found.body |= word_eq(attr->value, "articleBody");
		else if (word_eq(attr->name, "rel"))
			found.author |= word_eq(attr->value, "author");
	}
	if (found.body)
		return PART_BODY;
	if (found.related)
		return PART_RELATED;
	if (found.other || by_tag == PART_OTHER)
		return PART_OTHER;
	if (found.kicker)
		return PART_KICKER;
	if (found.author)
		return PART_AUTHOR;
	return found.date ? PART_DATE : by_tag;
}

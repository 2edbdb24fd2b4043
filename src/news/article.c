#include "config.h"

#include "news/article.h"

#include "news/plain.h"
#include "news/story.h"

#include <assert.h>
#include <stdlib.h>

const char *paragraph_kind_name(enum paragraph_kind kind)
{
	static const char *const names[] = {
		[KIND_TEXT] = "text", [KIND_HEADING] = "heading", [KIND_QUOTE] = "quote",
		[KIND_ITEM] = "item", [KIND_PRE] = "pre",
	};
	static_assert(sizeof names / sizeof names[0] == KIND_PRE + 1, "a name for each kind");
	return names[kind];
}

const struct article_meta *article_meta(const struct article *article)
{
	return &article->meta;
}

bool article_is_plain(const struct article *article)
{
	return article->plain != NULL;
}

bool article_is_verbatim(const struct article *article)
{
	return article->plain != NULL || article->verbatim;
}

bool article_first(struct article *article, uint64_t *key)
{
	bool any = article->plain != NULL ? plain_size(article->plain) > 0 : article->n_paragraphs > 0;
	if (any)
		*key = 0;
	return any;
}

bool article_last(struct article *article, uint64_t *key)
{
	if (article->plain != NULL) {
		uint64_t last = plain_size(article->plain);
		if (!plain_prev(article->plain, &last))
			return false;
		*key = last;
		return true;
	}
	if (article->n_paragraphs == 0)
		return false;
	*key = article->n_paragraphs - 1;
	return true;
}

bool article_next(struct article *article, uint64_t *key)
{
	if (article->plain != NULL)
		return plain_next(article->plain, key);
	if (article->n_paragraphs == 0 || *key >= article->n_paragraphs - 1)
		return false;
	++*key;
	return true;
}

bool article_prev(struct article *article, uint64_t *key)
{
	if (article->plain != NULL)
		return plain_prev(article->plain, key);
	if (*key == 0 || article->n_paragraphs == 0)
		return false;
	*key = *key < article->n_paragraphs ? *key - 1 : article->n_paragraphs - 1;
	return true;
}

struct paragraph article_paragraph(struct article *article, uint64_t key)
{
	if (article->plain != NULL)
		return plain_paragraph(article->plain, key);
	if (key < article->n_paragraphs)
		return article->paragraphs[key].paragraph;
	return (struct paragraph){.text = {"", 0}, .before = article->meta.dir, .dir = DIR_AUTO};
}

uint64_t article_size_b(struct article *article)
{
	return article->plain != NULL ? plain_size(article->plain) : article->size_b;
}

uint64_t article_offset_b(struct article *article, uint64_t key)
{
	if (article->plain != NULL)
		return key < plain_size(article->plain) ? key : plain_size(article->plain);
	return key < article->n_paragraphs ? article->paragraphs[key].offset_b : article->size_b;
}

uint64_t article_key_at(struct article *article, uint64_t offset_b)
{
	if (article->plain != NULL) {
		uint64_t size = plain_size(article->plain);
		uint64_t key = offset_b < size ? offset_b + 1 : size;
		return plain_prev(article->plain, &key) ? key : 0;
	}
	/* The last paragraph that starts at or before the offset. */
	size_t low = 0, high = article->n_paragraphs;
	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;
		if (article->paragraphs[middle].offset_b <= offset_b)
			low = middle;
		else
			high = middle;
	}
	return low;
}

size_t article_link_count(const struct article *article)
{
	return article->n_links;
}

struct link article_link(const struct article *article, size_t i)
{
	assert(i < article->n_links);
	return article->links[i];
}

struct str article_debris(const struct article *article)
{
	return article->debris.n > 0 ? buf_str(&article->debris) : (struct str){"", 0};
}

int article_poll_fd(const struct article *article)
{
	return article->plain != NULL ? plain_poll_fd(article->plain) : -1;
}

bool article_read_more(struct article *article)
{
	return article->plain != NULL && plain_read_more(article->plain);
}

int article_stream_error(const struct article *article, struct err *err)
{
	return article->plain != NULL ? plain_stream_error(article->plain, err) : 0;
}

void article_free(struct article *article)
{
	story_free(article);
}

void story_list_done(struct story_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		story_free(list->stories[i]);
	free(list->stories);
	list->stories = NULL;
	list->n = 0;
}

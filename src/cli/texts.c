#include "config.h"

#include "cli/texts.h"

#include "base/mem.h"
#include "cli/story.h"

#include <stdlib.h>

void texts_init(struct texts *texts)
{
	*texts = (struct texts){.own = arena_new()};
	buf_init(&texts->pieces, BUF_NO_MAX);
}

void texts_done(struct texts *texts)
{
	buf_done(&texts->pieces);
	arena_free(texts->own);
	free(texts->at);
}

static void add(struct texts *texts, struct str text)
{
	texts->at = xgrow(texts->at, texts->n, &texts->cap, sizeof *texts->at);
	texts->at[texts->n++] = text;
}

/* The paragraph at *key, which is left at the last piece of it. */
static struct str whole(struct texts *texts, struct article *article, uint64_t *key)
{
	struct paragraph p = article_paragraph(article, *key);
	buf_clear(&texts->pieces);
	buf_add_str(&texts->pieces, p.text);
	while (p.continues && story_next(article, key)) {
		p = article_paragraph(article, *key);
		buf_add_str(&texts->pieces, p.text);
	}
	return arena_copy(texts->own, buf_str(&texts->pieces));
}

void texts_of(struct texts *texts, struct str title, struct article *article)
{
	uint64_t key;
	arena_free(texts->own);
	texts->own = arena_new();
	texts->n = 0;
	add(texts, title);
	if (article == NULL)
		return;
	for (bool more = story_first(article, &key); more; more = story_next(article, &key))
		add(texts, whole(texts, article, &key));
}

#include "config.h"

#include "replay.h"

#include "base/buf.h"
#include "news/pack.h"
#include "text/para.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

static void promise(bool kept)
{
	if (!kept)
		abort();
}

static void check_article(struct article *article)
{
	uint64_t key, n = 0;
	bool continued = false;
	promise(text_is_clean(article_meta(article)->kicker, false));
	promise(text_is_clean(article_meta(article)->author, false));
	promise(text_is_clean(article_meta(article)->categories, true));
	promise(text_is_clean(article_debris(article), true));
	for (bool there = article_first(article, &key); there; there = article_next(article, &key), n++) {
		struct paragraph p = article_paragraph(article, key);
		promise(text_is_clean(p.text, false) && p.text.n <= PARA_MAX_B);
		promise(p.continued == continued);
		continued = p.continues;
	}
	promise(!continued);
	for (size_t i = 0; i < article_link_count(article); i++) {
		struct link link = article_link(article, i);
		promise(link.key <= n && link.start_cp <= link.end_cp);
		promise(link.end_cp <= utf8_count(article_paragraph(article, link.key).text));
		promise(text_is_clean(link.title, false) && text_is_clean(link.url, false));
	}
}

/* What was unpacked packs into bytes that unpack and pack into the same. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const struct pack_row row = {STR("title"), STR("source"), STR("ar"), STR("https://example.org/")};
	struct article *article = article_unpack((struct str){(const char *)bytes, n}, &row);
	if (article == NULL)
		return 0;
	check_article(article);
	struct buf once, twice;
	buf_init(&once, BUF_NO_MAX);
	buf_init(&twice, BUF_NO_MAX);
	article_pack(article, &once);
	struct article *again = article_unpack(buf_str(&once), &row);
	promise(again != NULL);
	check_article(again);
	article_pack(again, &twice);
	promise(once.n == twice.n && memcmp(once.p, twice.p, once.n) == 0);
	article_free(again);
	article_free(article);
	buf_done(&once);
	buf_done(&twice);
	return 0;
}

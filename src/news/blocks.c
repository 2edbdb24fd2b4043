#include "config.h"

#include "news/blocks.h"

#include "base/mem.h"
#include "news/lines.h"
#include "text/clean.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_BLOCK_B = 32 << 20 };

void blocks_init(struct blocks *blocks)
{
	*blocks = (struct blocks){.arena = arena_new()};
	buf_init(&blocks->text, MAX_BLOCK_B);
}

void blocks_done(struct blocks *blocks)
{
	arena_free(blocks->arena);
	free(blocks->items);
	free(blocks->links);
	buf_done(&blocks->text);
}

/* Whether it has nothing that must be cleaned: printable ASCII, line ends, and the plain letters of Arabic and Hebrew. */
static bool is_clean(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c >= 0x20 && c < 0x7F)
			continue;
		if (c == '\n' || c == '\t')
			continue;
		if (c < 0xD7 || c > 0xDB || i + 1 >= text.n || ((unsigned char)text.p[i + 1] & 0xC0) != 0x80)
			return false;
		i++;
	}
	return true;
}

static void add_words(struct blocks *blocks, struct str text)
{
	size_t run = 0;
	for (size_t i = 0; i <= text.n;) {
		uint32_t cp = ' ';
		size_t n = i < text.n ? utf8_decode(text.p + i, text.n - i, &cp) : 1;
		if (cp != '\n' && !phrase_is_space(cp)) {
			i += n;
			continue;
		}
		if (i > run) {
			if (blocks->space && blocks->text.n > 0)
				buf_add_char(&blocks->text, ' ');
			buf_add(&blocks->text, text.p + run, i - run);
			blocks->space = false;
		}
		blocks->space |= i < text.n;
		i += n;
		run = i;
	}
}

void blocks_add_text(struct blocks *blocks, struct str text)
{
	if (is_clean(text)) {
		add_words(blocks, text);
		return;
	}
	struct buf clean;
	buf_init(&clean, MAX_BLOCK_B);
	clean_text(text, &clean);
	add_words(blocks, buf_str(&clean));
	buf_done(&clean);
}

void blocks_add_verbatim(struct blocks *blocks, struct str text)
{
	blocks->space = false;
	clean_text(text, &blocks->text);
}

size_t blocks_offset(const struct blocks *blocks)
{
	return blocks->text.n + (blocks->space && blocks->text.n > 0);
}

void blocks_add_link(struct blocks *blocks, size_t from, struct str url)
{
	if (blocks->text.n <= from)
		return;
	blocks->links = xgrow(blocks->links, blocks->n_links, &blocks->cap_links, sizeof *blocks->links);
	blocks->links[blocks->n_links++] = (struct block_link){
		.start_b = from, .end_b = blocks->text.n, .url = arena_copy(blocks->arena, url)};
}

static void add_block(struct blocks *blocks, enum paragraph_kind kind, struct str text)
{
	blocks->items = xgrow(blocks->items, blocks->n, &blocks->cap, sizeof *blocks->items);
	blocks->items[blocks->n++] = (struct block){.kind = kind, .text = arena_copy(blocks->arena, text),
	                                           .first_link = blocks->n_links};
}

/* The links move with the text that loses its beginning, and with the cut at its end. */
static void end_text(struct blocks *blocks, enum paragraph_kind kind)
{
	struct str whole = buf_str(&blocks->text), text = text_trim(whole);
	if (text.n == 0) {
		blocks->n_links = blocks->open_links;
		return;
	}
	size_t cut = (size_t)(text.p - whole.p), kept = blocks->open_links;
	for (size_t i = blocks->open_links; i < blocks->n_links; i++) {
		struct block_link link = blocks->links[i];
		link.start_b = link.start_b > cut ? link.start_b - cut : 0;
		link.end_b = link.end_b > cut ? link.end_b - cut : 0;
		link.end_b = link.end_b < text.n ? link.end_b : text.n;
		if (link.start_b < link.end_b)
			blocks->links[kept++] = link;
	}
	blocks->n_links = kept;
	add_block(blocks, kind, text);
	struct block *block = &blocks->items[blocks->n - 1];
	block->first_link = blocks->open_links;
	block->n_links = kept - blocks->open_links;
}

static void end_lines(struct blocks *blocks)
{
	struct str rest = buf_str(&blocks->text), line;
	size_t first = blocks->n;
	blocks->n_links = blocks->open_links; /* of a text that stands as it stands only the words count */
	while (str_next_line(&rest, &line)) {
		while (line.n > 0 && line.p[line.n - 1] == ' ')
			line.n--;
		if (line.n > 0 || blocks->n > first)
			add_block(blocks, KIND_PRE, line);
	}
	while (blocks->n > first && blocks->items[blocks->n - 1].text.n == 0)
		blocks->n--;
}

void blocks_end(struct blocks *blocks, enum paragraph_kind kind)
{
	if (kind == KIND_PRE)
		end_lines(blocks);
	else
		end_text(blocks, kind);
	buf_clear(&blocks->text);
	blocks->space = false;
	blocks->open_links = blocks->n_links;
}

const struct block_link *block_link_of(const struct blocks *blocks, const struct block *block)
{
	enum { BULLET_B = 4 };
	size_t words = block->text.n > 2 * BULLET_B ? block->text.n - BULLET_B : block->text.n;
	for (size_t i = 0; i < block->n_links; i++) {
		const struct block_link *link = &blocks->links[block->first_link + i];
		if ((link->end_b - link->start_b) * 10 >= words * 7)
			return link;
	}
	return NULL;
}

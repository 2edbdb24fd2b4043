#include "config.h"

#include "news/anchors.h"

#include "news/draft.h"
#include "text/utf8.h"

/* A place in a paragraph that may be in pieces; it only goes forward. */
struct place {
	uint64_t key;
	size_t start_b;    /* where the text of that piece begins in the block */
	size_t at_b, at_cp; /* in the piece */
};

/* Go to the piece that holds byte at_b of the block, and to the code point there. */
static void go_to(const struct article *story, struct place *place, size_t block_b)
{
	while (place->key + 1 < story->n_paragraphs) {
		const struct paragraph *p = &story->paragraphs[place->key].paragraph;
		if (!p->continues || block_b < place->start_b + p->text.n)
			break;
		place->start_b += p->text.n;
		place->key++;
		place->at_b = place->at_cp = 0;
	}
	struct str text = story->paragraphs[place->key].paragraph.text;
	size_t to_b = block_b - place->start_b;
	place->at_cp += utf8_count(str_sub(text, place->at_b, to_b));
	place->at_b = to_b;
}

void anchors_add(struct article *story, const struct blocks *blocks, const struct block *block, uint64_t key)
{
	struct place place = {.key = key};
	for (size_t i = 0; i < block->n_links; i++) {
		const struct block_link *from = &blocks->links[block->first_link + i];
		if (from->start_b < place.start_b + place.at_b)
			continue; /* one inside another */
		go_to(story, &place, from->start_b);
		struct str text = story->paragraphs[place.key].paragraph.text;
		size_t end_b = from->end_b - place.start_b < text.n ? from->end_b - place.start_b : text.n;
		struct link link = {
			.kind = LINK_URL, .url = from->url, .story = -1, .key = place.key,
			.title = str_sub(text, place.at_b, end_b), .start_cp = place.at_cp,
		};
		go_to(story, &place, place.start_b + end_b);
		link.end_cp = link.start_cp + utf8_count(link.title);
		if (link.url.n > 0 && !str_eq(link.title, link.url))
			story_add_link(story, &link);
	}
}

bool clip_line_link(const struct clip *clip, size_t i, bool whole, struct str *url)
{
	*url = (struct str){"", 0};
	if (clip->blocks == NULL)
		return false;
	const struct block *block = &clip->blocks->items[i];
	const struct block_link *link = block_link_of(clip->blocks, block);
	if (link == NULL && !whole && block->n_links > 0)
		link = &clip->blocks->links[block->first_link];
	if (link != NULL)
		*url = link->url;
	return link != NULL;
}

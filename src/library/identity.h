/*
 * identity.h: which stored article a story is. Private to library.
 *
 * A story is known by its guid within the feed (or the file) that it comes
 * from, by its address, or by its text; each is a hash under the library's
 * key, 0 for none.
 */
#ifndef JARIDA_LIBRARY_IDENTITY_H
#define JARIDA_LIBRARY_IDENTITY_H

#include "library/hash.h"
#include "library/library.h"

struct identity {
	int64_t guid, url, text;
	int64_t title;   /* of the folded title, by which other stories name it; 0 for a short one */
	size_t text_b;   /* of the folded body */
	bool by_text;    /* identity_find(): the text alone, or an earlier one, was known */
};

/* The text's own hash is in it already: identity_of_text(). */
void identity_of(struct library *library, struct article *story, const struct provenance *provenance,
                 struct identity *identity);

/*
 * Hash of title and body as folded, under the library's key, and bytes of the folded body; where the lines of the
 * body end does not count.
 */
int64_t identity_of_text(const unsigned char key[HASH_KEY_B], struct article *story, size_t *body_b);

/* Hash of an address, of a title, as in struct identity; 0 for what names no one article. */
int64_t identity_of_url(struct library *library, struct str url);
int64_t identity_of_title(struct library *library, struct str title);

/*
 * The article of that identity into *id, 0 when there is none. *same becomes
 * the id of an article of the same words from elsewhere: another outlet's
 * print, which is an article of its own.
 */
int identity_find(struct library *library, struct identity *identity, struct str url, int64_t *id,
                  int64_t *same, struct err *err);

/* From now on these hashes mean that article. */
int identity_note(struct library *library, const struct identity *identity, int64_t id, struct err *err);

#endif

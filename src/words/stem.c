#include "config.h"

#include "words/stem.h"

#include "base/mem.h"
#include "text/utf8.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

/* A word and its stem in one line of the processor's cache; what does not fit is not remembered. */
enum { SLOT_B = 62, N_SLOTS_BITS = 15, ARABIC_MIN_CP = 3, PERSIAN_MIN_CP = 3, HEBREW_MIN_CP = 4 };

struct slot {
	uint8_t n_word, n_stem;
	char bytes[SLOT_B];
};

struct stems {
	struct sb_stemmer *arabic, *english;
	struct slot *slots;
};

struct stems *stems_new(void)
{
	struct stems *stems = xcalloc(1, sizeof *stems);
	stems->arabic = sb_stemmer_new("arabic", NULL);
	stems->english = sb_stemmer_new("english", NULL);
	stems->slots = xcalloc((size_t)1 << N_SLOTS_BITS, sizeof *stems->slots);
	return stems;
}

void stems_free(struct stems *stems)
{
	if (stems == NULL)
		return;
	sb_stemmer_delete(stems->arabic);
	sb_stemmer_delete(stems->english);
	free(stems->slots);
	free(stems);
}

static size_t slot_number(struct str word)
{
	uint64_t hash = word.n, chunk;
	size_t i = 0;
	for (; i + sizeof chunk <= word.n; i += sizeof chunk) {
		memcpy(&chunk, word.p + i, sizeof chunk);
		hash = (hash ^ chunk) * 0x9E3779B97F4A7C15U;
		hash ^= hash >> 29;
	}
	chunk = 0;
	memcpy(&chunk, word.p + i, word.n - i);
	hash = (hash ^ chunk) * 0x9E3779B97F4A7C15U;
	return (size_t)(hash >> (64 - N_SLOTS_BITS));
}

/*
 * Snowball leaves و and ف on a word with the article (والكتاب), the most common
 * of all: it takes them for letters of its own. Two words where they are stay
 * whole: والد with a pronoun, and what is too short for an article.
 */
static struct str drop_conjunction(struct str word)
{
	static const char *const endings[] = {"ه", "ها", "هم", "هما", "هن", "ي", "ك", "كم", "نا", "ين", "ان", "يه",
	                                      "يها", "ته", "تها", "تهم", "تهما", "تي", "تك", "تنا"};
	static const struct str father = {"والد", 8};
	if (word.n < 2 * (3 + ARABIC_MIN_CP) || !(str_starts(word, STR("وال")) || str_starts(word, STR("فال"))))
		return word;
	for (size_t i = 0; i < sizeof endings / sizeof *endings && str_starts(word, father); i++)
		if (str_eq(str_sub(word, father.n, word.n), str_of(endings[i])))
			return word;
	return str_sub(word, 2, word.n);
}

/* Snowball's answer; the word itself where there is none, or nothing would be left. */
static struct str snowball(struct sb_stemmer *stemmer, struct str word)
{
	if (stemmer == NULL)
		return word;
	word = drop_conjunction(word);
	const sb_symbol *stem = sb_stemmer_stem(stemmer, (const sb_symbol *)word.p, (int)word.n);
	int n = stem != NULL ? sb_stemmer_length(stemmer) : 0;
	return n > 0 && (size_t)n <= word.n + STEM_GROWTH_B ? (struct str){(const char *)stem, (size_t)n} : word;
}

static struct str remembered(struct stems *stems, struct sb_stemmer *stemmer, struct str word)
{
	if (word.n >= SLOT_B)
		return snowball(stemmer, word);
	struct slot *slot = &stems->slots[slot_number(word)];
	if (slot->n_word == word.n && memcmp(slot->bytes, word.p, word.n) == 0)
		return (struct str){slot->bytes + slot->n_word, slot->n_stem};
	struct str stem = snowball(stemmer, word);
	if (word.n + stem.n <= SLOT_B) {
		slot->n_word = (uint8_t)word.n;
		slot->n_stem = (uint8_t)stem.n;
		memcpy(slot->bytes, word.p, word.n);
		memcpy(slot->bytes + word.n, stem.p, stem.n);
	}
	return stem;
}

/* Letters that tell the language; both bytes of a letter are in one lead of UTF-8, so any place will do. */
static bool has_any(struct str word, const char *letters)
{
	for (size_t i = 0; i + 1 < word.n; i += 2)
		for (const char *letter = letters; *letter != '\0'; letter += 2)
			if (memcmp(word.p + i, letter, 2) == 0)
				return true;
	return false;
}

static struct str stem_persian(struct str word)
{
	static const char *const endings[] = {"هايي", "هاي", "ها", "ترين", "تر"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct str ending = str_of(endings[i]);
		if (word.n >= ending.n + 2 * PERSIAN_MIN_CP && str_ends(word, ending))
			return (struct str){word.p, word.n - ending.n};
	}
	return word;
}

static struct str stem_hebrew(struct str word)
{
	static const char prefixes[] = "והשבלכמ";
	while (word.n >= 2 * (HEBREW_MIN_CP + 1) && has_any((struct str){word.p, 2}, prefixes))
		word = str_sub(word, 2, word.n);
	return word;
}

static struct str stem_latin(struct stems *stems, struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] < 'a' || word.p[i] > 'z')
			return word;
	return remembered(stems, stems->english, word);
}

struct str stems_stem(struct stems *stems, struct str word, enum token_kind kind)
{
	switch (kind) {
	case TOKEN_ARABIC:
		if (has_any(word, "پچژگ"))
			return stem_persian(word);
		if (has_any(word, "ٹڈڑں"))
			return word;
		return remembered(stems, stems->arabic, word);
	case TOKEN_HEBREW:
		return stem_hebrew(word);
	case TOKEN_LATIN:
		return stem_latin(stems, word);
	default:
		return word;
	}
}

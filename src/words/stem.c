#include "config.h"

#include "words/stem.h"

#include "base/mem.h"
#include "text/utf8.h"
#include "words/clitic.h"
#include "words/lexicon.h"
#include "words/name.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

/* A word and its stem in one line of the processor's cache; what does not fit is not remembered. */
enum { SLOT_B = 62, KEY_B = 256, N_SLOTS_BITS = 15, ARABIC_MIN_CP = 3, PLURAL_MIN_CP = 7, WOMEN_MIN_CP = 5,
       PERSIAN_MIN_CP = 3, HEBREW_MIN_CP = 4, FOREIGN_MIN_CP = 5 };

struct slot {
	uint8_t n_word, n_stem;
	char bytes[SLOT_B];
};

struct stems {
	struct sb_stemmer *arabic, *english;
	struct slot *slots;
	char scratch[SLOT_B];
	struct lexicon spellings; /* of names (name.h) */
	struct str *names;        /* by the number of a spelling: what stands for it */
};

/* Every spelling leads to the first of its row. */
static void add_names(struct stems *stems)
{
	size_t n = 0, cap = 0;
	for (size_t i = 0; i < name_count(); i++) {
		struct str row = name_row(i), name = str_sub(row, 0, str_find(row, STR(" "), 0));
		for (size_t at = 0, end; at < row.n; at = end + 1) {
			end = str_find(row, STR(" "), at);
			end = end < row.n ? end : row.n;
			uint32_t number = lexicon_add(&stems->spellings, str_sub(row, at, end));
			for (; n <= number; n++)
				stems->names = xgrow(stems->names, n, &cap, sizeof *stems->names);
			stems->names[number] = name;
		}
	}
}

struct stems *stems_new(void)
{
	struct stems *stems = xcalloc(1, sizeof *stems);
	stems->arabic = sb_stemmer_new("arabic", NULL);
	stems->english = sb_stemmer_new("english", NULL);
	stems->slots = xcalloc((size_t)1 << N_SLOTS_BITS, sizeof *stems->slots);
	add_names(stems);
	return stems;
}

void stems_free(struct stems *stems)
{
	if (stems == NULL)
		return;
	sb_stemmer_delete(stems->arabic);
	sb_stemmer_delete(stems->english);
	lexicon_done(&stems->spellings);
	free(stems->names);
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
	const sb_symbol *stem = sb_stemmer_stem(stemmer, (const sb_symbol *)word.p, (int)word.n);
	int n = stem != NULL ? sb_stemmer_length(stemmer) : 0;
	return n > 0 && (size_t)n <= word.n + STEM_GROWTH_B ? (struct str){(const char *)stem, (size_t)n} : word;
}

/* Whether a word of letters of two bytes has one of these. */
static bool has_any(struct str word, const char *letters)
{
	for (size_t i = 0; i + 1 < word.n; i += 2)
		for (const char *letter = letters; *letter != '\0'; letter += 2)
			if (memcmp(word.p + i, letter, 2) == 0)
				return true;
	return false;
}

static bool begins_like_arabic(struct str word)
{
	static const char *const beginnings[] = {"ت", "م", "ل", "ي", "است", "انت", "باس", "واست", "عبد"};
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (str_starts(word, str_of(beginnings[i])))
			return true;
	return false;
}

/* Whether the letter of two bytes at p is one of those in letters. */
static bool is_one_of(const char *p, const char *letters)
{
	return has_any((struct str){p, 2}, letters);
}

/*
 * Names and loan words, whose vowels everybody writes differently: أمريكي,
 * أميركي; ديمقراطي, ديموقراطي. A stem is taken for one when it has five letters
 * beside the vowels of its inside, or four the first of which is ا, and no
 * other ا (اختار is Arabic). It loses و and ي from its inside, not ا, which parts
 * words. Short ones such as سلمان and سليمان stay as they are.
 */
static struct str drop_vowels(struct str stem, char out[SLOT_B])
{
	size_t n_letters = str_starts(stem, STR("ا")) ? 3 : 2, n = 0, n_alefs = 0;
	if (stem.n < 2 * FOREIGN_MIN_CP || stem.n > SLOT_B || stem.n % 2 != 0 || begins_like_arabic(stem)
	    || str_ends(stem, STR("ه")))
		return stem;
	for (size_t i = 0; i < stem.n; i += 2) {
		bool inside = i > 0 && i + 2 < stem.n;
		if (((unsigned char)stem.p[i] & 0xFC) != 0xD8)
			return stem; /* no letter of two bytes */
		n_letters += inside && !is_one_of(stem.p + i, "اوي");
		n_alefs += inside && is_one_of(stem.p + i, "ا");
		if (inside && is_one_of(stem.p + i, "وي"))
			continue;
		memcpy(out + n, stem.p + i, 2);
		n += 2;
	}
	n_letters -= n_alefs > 0 && str_starts(stem, STR("ا"));
	return n_letters >= FOREIGN_MIN_CP ? (struct str){out, n} : stem;
}

/* What stands for a name, also after two clitics at most and an article; of no bytes when it is none of the list. */
static struct str find_name(const struct stems *stems, struct str word)
{
	uint32_t number = lexicon_number(&stems->spellings, word);
	for (int i = 0; i < 2 && number == 0 && word.n > 2 * ARABIC_MIN_CP && is_one_of(word.p, "وفبلك"); i++) {
		word = str_sub(word, 2, word.n);
		number = lexicon_number(&stems->spellings, word);
	}
	if (number == 0 && str_starts(word, STR("ال")))
		number = lexicon_number(&stems->spellings, str_sub(word, 4, word.n));
	return number > 0 ? stems->names[number] : (struct str){0};
}

/* أمريكيون, أمريكيين and استراتيجيات are forms of what ends in ي: Snowball would leave that. Not ملايين. */
static struct str drop_plural(struct str word)
{
	static const char *const plurals[] = {"يون", "يين", "يات"};
	size_t article_n = str_starts(word, STR("ال")) ? 4 : 0;
	for (size_t i = 0; i < sizeof plurals / sizeof *plurals; i++)
		if (str_ends(word, str_of(plurals[i])) && word.n >= article_n + 2 * PLURAL_MIN_CP
		    && !str_ends(word, STR("ليون")) && !str_ends(word, STR("لايين")))
			return str_sub(word, 0, word.n - 4);
	return word;
}

/* Let a word end in ة that does so by its sense; returns its bytes. */
static size_t end_in_teh(char *word, size_t n)
{
	struct str text = {word, n};
	if (str_ends(text, STR("ات")) && n >= 2 * WOMEN_MIN_CP)
		n -= 2;
	else if (!str_ends(text, STR("ه")))
		return n;
	memcpy(word + n - 2, "ة", 2);
	return n;
}

/*
 * Arabic through Snowball, with what it cannot know of a folded word: ه at the
 * end may be ة, and so is ات of its plural (الأمريكية, أمريكية, شركات). After an
 * article it leaves the first letter alone: that is wanted for ف and ك too,
 * which are a word's own far more often than not (فلسطيني, الفلسطيني).
 */
static struct str stem_arabic(struct stems *stems, struct str word)
{
	static const struct str article = {"ال", 4};
	char copy[KEY_B];
	bool noun, has_article;
	struct str name = find_name(stems, word);
	if (name.n > 0)
		return name;
	word = clitic_drop(drop_conjunction(word), &noun, &has_article);
	word = noun ? word : drop_plural(word);
	bool own = str_starts(word, STR("ف")) || str_starts(word, STR("ك"));
	size_t before = has_article || own ? article.n : 0;
	if (noun || before + word.n > sizeof copy)
		return word;
	if (own && str_ends(word, STR("ا")) && word.n >= 2 * WOMEN_MIN_CP)
		word.n -= 2; /* كبيرا */
	memcpy(copy, article.p, before);
	memcpy(copy + before, word.p, word.n);
	struct str stem = snowball(stems->arabic, (struct str){copy, before + end_in_teh(copy + before, word.n)});
	if (stem.n == 0 || stem.p == copy || str_ends(stem, STR("ة")))
		return word;
	return drop_vowels(stem, stems->scratch);
}

static struct str stem_anew(struct stems *stems, bool arabic, struct str word)
{
	return arabic ? stem_arabic(stems, word) : snowball(stems->english, word);
}

static struct str remembered(struct stems *stems, bool arabic, struct str word)
{
	if (word.n >= SLOT_B)
		return stem_anew(stems, arabic, word);
	struct slot *slot = &stems->slots[slot_number(word)];
	if (slot->n_word == word.n && memcmp(slot->bytes, word.p, word.n) == 0)
		return (struct str){slot->bytes + slot->n_word, slot->n_stem};
	struct str stem = stem_anew(stems, arabic, word);
	if (word.n + stem.n <= SLOT_B) {
		slot->n_word = (uint8_t)word.n;
		slot->n_stem = (uint8_t)stem.n;
		memcpy(slot->bytes, word.p, word.n);
		memcpy(slot->bytes + word.n, stem.p, stem.n);
	}
	return stem;
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
	return remembered(stems, false, word);
}

struct str stems_stem(struct stems *stems, struct str word, enum token_kind kind)
{
	switch (kind) {
	case TOKEN_ARABIC:
		if (has_any(word, "پچژگ"))
			return stem_persian(word);
		if (has_any(word, "ٹڈڑں"))
			return word;
		return remembered(stems, true, word);
	case TOKEN_HEBREW:
		return stem_hebrew(word);
	case TOKEN_LATIN:
		return stem_latin(stems, word);
	default:
		return word;
	}
}

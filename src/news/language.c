#include "config.h"

#include "news/language.h"

#include "news/word.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <string.h>

enum script { SCRIPT_ARABIC, SCRIPT_HEBREW, SCRIPT_LATIN, SCRIPT_SYRIAC, SCRIPT_THAANA, SCRIPT_NKO,
	      SCRIPT_OTHER, SCRIPT_COUNT };

static enum script script_of(uint32_t cp)
{
	if (cp < 0x250)
		return SCRIPT_LATIN;
	if (cp >= 0x0590 && cp < 0x0600)
		return SCRIPT_HEBREW;
	if ((cp >= 0x0600 && cp < 0x0700) || (cp >= 0x0750 && cp < 0x0780) || (cp >= 0x0870 && cp < 0x0900))
		return SCRIPT_ARABIC;
	if (cp >= 0x0700 && cp < 0x0750)
		return SCRIPT_SYRIAC;
	if (cp >= 0x0780 && cp < 0x07C0)
		return SCRIPT_THAANA;
	return cp >= 0x07C0 && cp < 0x0800 ? SCRIPT_NKO : SCRIPT_OTHER;
}

/* Letters that one language of the script writes and the others do not. */
struct letters {
	const char *lang;
	const char *letters;
	unsigned per_mille; /* of all letters, so that a foreign name does not decide */
};

/* From the most particular to the least. */
static const struct letters arabic[] = {
	{"sd", "ڄڃڇڀٿڦڳڻٽڊڌڏ", 15},
	{"ug", "ۇۈۋڭ", 20},
	{"ps", "ټډړږښڼځڅېۍ", 15},
	{"ckb", "ێۆڕڵە", 25},
	{"ur", "ٹڈڑںہھے", 20},
	{"fa", "پچژگکی", 20},
	{"ar", "ةىأإكي", 10},
};

static size_t count_in(const size_t *counts, const char *letters)
{
	size_t n = 0;
	struct str s = str_of(letters);
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		i += utf8_decode(s.p + i, s.n - i, &cp);
		n += counts[cp & 0x1FF];
	}
	return n;
}

static const char *arabic_language(const size_t *counts, size_t total)
{
	for (size_t i = 0; i < sizeof arabic / sizeof arabic[0]; i++)
		if (count_in(counts, arabic[i].letters) * 1000 >= total * arabic[i].per_mille)
			return arabic[i].lang;
	return "ar";
}

static bool holds(struct str text, struct str word)
{
	return str_find(text, word, 0) != (size_t)-1;
}

/* Yiddish writes its vowels: alef with patah or qamats, and the digraphs. */
static const char *hebrew_language(struct str text)
{
	static const char *const signs[] = {"אַ", "אָ", "ײ", "װ", "ױ", "פֿ"};
	size_t kinds = 0;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		kinds += holds(text, str_of(signs[i]));
	/* Pointed Hebrew has the vowels too, but under most letters, and no digraphs. */
	bool pointed = holds(text, STR("ְ"));
	return kinds >= 2 && !pointed ? "yi" : "he";
}

/* English by its smallest words; other languages of the script are not told apart. */
static const char *latin_language(struct str text)
{
	static const char *const words[] = {" the ", " of ", " and ", " to ", " in ", " is ", " for "};
	size_t kinds = 0;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		kinds += holds(text, str_of(words[i]));
	return kinds >= 2 ? "en" : "";
}

const char *language_of(struct str text)
{
	size_t scripts[SCRIPT_COUNT] = {0};
	size_t counts[0x200] = {0}; /* of U+0600..07FF, by the low nine bits */
	for (size_t i = 0; i < text.n;) {
		uint32_t cp;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		if (!phrase_is_letter(cp))
			continue;
		scripts[script_of(cp)]++;
		if (cp >= 0x0600 && cp < 0x0800)
			counts[cp & 0x1FF]++;
	}
	enum script most = SCRIPT_ARABIC;
	for (enum script s = SCRIPT_ARABIC; s < SCRIPT_COUNT; s++)
		if (scripts[s] > scripts[most])
			most = s;
	if (scripts[most] == 0)
		return "";
	switch (most) {
	case SCRIPT_ARABIC:
		return arabic_language(counts, scripts[SCRIPT_ARABIC]);
	case SCRIPT_HEBREW:
		return hebrew_language(text);
	case SCRIPT_LATIN:
		return latin_language(text);
	case SCRIPT_SYRIAC:
		return "syr";
	case SCRIPT_THAANA:
		return "dv";
	case SCRIPT_NKO:
		return "nqo";
	default:
		return "";
	}
}

/* Of Latin script, or any other that is not told apart here: 'L'. */
static char script_family(struct str lang)
{
	if (word_among(lang, "ar|fa|ur|ps|ckb|ku|sd|ug|pa|ks|bal|azb|glk|mzn|lrc|prs|pnb|arz|ary|aeb|apc"))
		return 'A';
	if (word_among(lang, "he|iw|yi|ji|lad"))
		return 'H';
	return word_among(lang, "syr|arc") ? 'S' : word_among(lang, "dv") ? 'T' : word_among(lang, "nqo") ? 'N' : 'L';
}

struct str language_settle(struct str declared, const char *found)
{
	size_t n = 0;
	while (n < declared.n && ascii_lower(declared.p[n]) >= 'a' && ascii_lower(declared.p[n]) <= 'z')
		n++;
	bool ends = n == declared.n || declared.p[n] == '-' || declared.p[n] == '_';
	struct str primary = str_sub(declared, 0, n), other = str_of(found);
	if (n < 2 || n > 3 || !ends || (other.n > 0 && script_family(primary) != script_family(other)))
		return other;
	if (word_eq(primary, "iw"))
		return STR("he");
	return word_eq(primary, "ji") ? STR("yi") : primary;
}

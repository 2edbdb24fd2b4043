#include "config.h"

#include "words/clitic.h"

#include <stddef.h>

enum { LETTER_B = 2 };

/* Nouns that begin with و or ف; most of their endings are in the next table. */
static const char *const nouns[] = {
	"فلسطين", "فرنس", "فيتنام", "فنزويل", "فنلند", "فليبين", "فريق", "فيلم", "فيروس", "فيديو", "فندق", "فنادق", "فنان", "فصيل",
	"فصايل", "فتره", "فترات", "فرصه", "فكره", "فساد", "فضيح", "فضايح", "فيضان", "فتوي", "فتاوي", "فقير", "فقراء",
	"فدرال", "فيدرال", "فوايد", "فروع", "فلاح",
	"وزار", "وزير", "وزراء", "وكال", "وكيل", "وكلاء", "ولاي", "وجود", "وجه", "وجبه", "وسايل",
	"وسيل", "وسيط", "وساط", "وسطاء", "وسط", "وسام", "وضع", "وفد", "وفود", "وفاه", "وفيات", "وقف", "وقود",
	"وقايع", "وقاي", "وقت", "وحده", "وحدات", "وحيد", "وثيق", "وثايق", "وصول", "وصاي", "ورق", "ورش",
	"وطن", "وعي", "وباء", "وباي", "ولاد", "وهمي", "وظيف", "وظايف", "وديع", "ورث",
	"وصف", "وفق", "وفاق", "وعكه", "وشيك", "وجيز", "ورطه", "وتير", "ولاء", "وفاء", "وزن", "ودي",
};

static const char *const endings[] = {"ه", "ات", "ي", "يه", "يين", "يون", "ين", "ان", "ها", "هم", "ته", "تها", "تهم",
                                      "نا", "تنا", "تين", "تان", "ا", "يا", "هما", "تي", "ك"};

/* Words with a ب, ل or و of their own that look as if it were none. */
static const char *const own[] = {
	"بترول", "باكستان", "بارزان", "لترات", "لمياء", "بتسوان", "باراغو", "لاتفيا", "باتريش", "واجه", "واحد", "وارد",
	"واسط", "واسع", "واصل", "واضح", "وافد", "وافق", "وافي", "واقع", "واقف", "واكب", "والد", "والي", "واهم", "وادي",
	"واعد", "واعي", "واجب", "واثق", "وازن", "واشن", "واتس", "وايت", "واضع", "واوي",
};

static size_t letters_of(struct str word)
{
	return word.n / LETTER_B;
}

static struct str without(struct str word, size_t n_letters)
{
	return str_sub(word, n_letters * LETTER_B, word.n);
}

static bool is_ending(struct str rest)
{
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_eq(rest, str_of(endings[i])))
			return true;
	return rest.n == 0;
}

static bool begins_with_and(struct str word)
{
	return str_starts(word, STR("و")) || str_starts(word, STR("ف"));
}

/* The noun that a word is a form of, or nothing. */
static struct str own_noun(struct str word)
{
	for (size_t i = 0; i < sizeof nouns / sizeof *nouns && begins_with_and(word); i++) {
		struct str noun = str_of(nouns[i]);
		if (str_starts(word, noun) && is_ending(str_sub(word, noun.n, word.n)))
			return noun;
	}
	return (struct str){0};
}

static bool begins_with_one(struct str word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_starts(word, str_of(list[i])))
			return true;
	return false;
}

/* The name of an action, of ا and a later ا (اجراء, انتخاب, استخدام), not the plural of a woman's. */
static bool is_action(struct str word)
{
	struct str later = without(word, 3);
	if (letters_of(word) < 5 || !str_starts(word, STR("ا")) || str_ends(word, STR("ات")))
		return false;
	return str_starts(word, STR("است")) || str_find(later, STR("ا"), 0) < later.n;
}

/* Whether what stands after ب or ل is a word that takes it. */
static bool is_taken(struct str word)
{
	size_t n = letters_of(word);
	if (own_noun(word).n > 0 || is_action(word))
		return true;
	if (n >= 4 && (str_starts(word, STR("م")) || str_starts(word, STR("ت"))))
		return true;
	return n >= 5 && str_ends(word, STR("ه")) && !str_ends(word, STR("يه")) && !str_ends(word, STR("اته"))
	       && !str_starts(word, STR("ا")) && !str_starts(word, STR("و"));
}

/* ب or ل off a word that takes it; و off one that begins with a hamza. */
static struct str drop_letter(struct str word)
{
	struct str rest = without(word, 1);
	if (str_starts(rest, STR("ال")) || begins_with_one(word, own, sizeof own / sizeof *own))
		return word;
	if (str_starts(word, STR("وا")))
		return letters_of(rest) >= 4 ? rest : word;
	bool taken = (str_starts(word, STR("ب")) || str_starts(word, STR("ل"))) && is_taken(rest);
	return taken ? rest : word;
}

/* After an article, or لل, which has one. */
static bool drop_article(struct str *word)
{
	static const char *const articles[] = {"ال", "لل", "بال", "كال"};
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
		struct str article = str_of(articles[i]);
		if (!str_starts(*word, article) || letters_of(*word) < letters_of(article) + 3)
			continue;
		*word = str_sub(*word, article.n, word->n);
		return true;
	}
	return false;
}

/* و or ف off what has another clitic, or is one of the nouns. */
static struct str drop_and(struct str word)
{
	struct str rest = without(word, 1);
	if (!begins_with_and(word))
		return word;
	bool more = str_starts(rest, STR("لل")) || drop_letter(rest).n < rest.n || own_noun(rest).n > 0;
	return more ? rest : word;
}

struct str clitic_drop(struct str word, bool *noun, bool *article)
{
	struct str found = own_noun(word);
	*article = false;
	if (found.n == 0) {
		word = drop_and(word);
		struct str bare = word;
		bool has_article = drop_article(&bare);
		*article = has_article && str_starts(word, STR("لل"));
		word = *article ? bare : has_article ? word : drop_letter(word);
		found = own_noun(has_article ? bare : word);
	}
	*noun = found.n > 0;
	return *noun ? found : word;
}

#include "config.h"

#include "words/token.h"

#include "text/phrase.h"
#include "text/utf8.h"
#include "words/break.h"

#include <string.h>

enum { CP_ZWNJ = 0x200C, CP_MAQAF = 0x05BE, FIRST_WITHOUT_SPACES = 0x0E00, GCB_PREPEND = 11 /* ICU's number */ };

/* One code point, decoded. */
struct here {
	uint32_t cp, prop;
	size_t n_b; /* 0: the end of the text */
	uint8_t class;
};

/* What a token is made of. */
enum { HAS_ARABIC = 1, HAS_HEBREW = 2, HAS_LATIN = 4, HAS_OTHER = 8, HAS_DIGIT = 16 };

struct tokens tokens_of(struct str text)
{
	return (struct tokens){.text = text};
}

struct tokens token_parts(struct str text, const struct token *token)
{
	return (struct tokens){.text = {text.p, token->to_b},
	                       .at_b = token->from_b,
	                       .at_cp = token->from_cp,
	                       .parts = token->compound};
}

static struct here look(struct str text, size_t at_b)
{
	struct here here = {0};
	if (at_b < text.n) {
		here.n_b = utf8_decode(text.p + at_b, text.n - at_b, &here.cp);
		here.prop = prop_of(here.cp);
		here.class = break_class(here.cp, here.prop, true);
	}
	return here;
}

/* The class of the first code point at or after at_b that WB4 does not pass over. */
static uint8_t look_past_marks(struct str text, size_t at_b)
{
	struct here here;
	do {
		here = look(text, at_b);
		at_b += here.n_b;
	} while (here.n_b > 0 && break_is_passed(here.class));
	return here.class;
}

static bool is_latin(uint32_t cp)
{
	return cp < 0x250 || (cp >= 0x1E00 && cp < 0x1F00) || (cp >= 0x2C60 && cp < 0x2C80)
	       || (cp >= 0xA720 && cp < 0xA800) || (cp >= 0xAB30 && cp < 0xAB70) || (cp >= 0xFB00 && cp < 0xFB07)
	       || (cp >= 0xFF21 && cp < 0xFF5B);
}

/* Which of the HAS_ bits a code point gives a word, or 0: it cannot begin one. */
static unsigned contents_of(const struct here *here)
{
	switch (here->class & BREAK_CLASS) {
	case PWB_ALETTER:
		if (here->class & BREAK_ARABIC)
			return HAS_ARABIC;
		if (here->class & BREAK_RTL)
			return here->cp >= 0x0590 && here->cp < 0x0600 ? HAS_HEBREW : HAS_OTHER;
		return is_latin(here->cp) ? HAS_LATIN : HAS_OTHER;
	case PWB_HEBREW:
		return HAS_HEBREW;
	case PWB_KATAKANA:
		return HAS_OTHER;
	case PWB_NUMERIC:
		return HAS_DIGIT;
	case PWB_OTHER: /* scripts without spaces: each letter is a word to the rules */
		return here->cp >= FIRST_WITHOUT_SPACES && here->n_b > 0 && phrase_is_letter_any(here->cp)
		               && !(here->prop & PROP_MARK) ? HAS_OTHER : 0;
	default:
		return 0;
	}
}

static enum token_kind kind_of(unsigned has)
{
	switch (has) {
	case HAS_ARABIC:
		return TOKEN_ARABIC;
	case HAS_HEBREW:
		return TOKEN_HEBREW;
	case HAS_LATIN:
		return TOKEN_LATIN;
	case HAS_DIGIT:
		return TOKEN_NUMBER;
	default:
		return has & HAS_DIGIT ? TOKEN_MIXED : TOKEN_OTHER;
	}
}

static bool is_hyphen(uint32_t cp)
{
	return cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == CP_MAQAF;
}

/* A word while it is read: where it stands so far, and what it has. */
struct reading {
	struct word_break walk;
	size_t at_b, at_cp;   /* after what was read */
	size_t end_b, end_cp; /* after the last that belongs to the word */
	unsigned has;
	bool seam, compound; /* a sign that parts; and a letter after it */
};

static void take(struct reading *r, const struct here *here)
{
	unsigned class = here->class & BREAK_CLASS;
	break_take(&r->walk, here->class);
	r->at_b += here->n_b;
	r->at_cp++;
	if (class == PWB_EXTENDNUMLET || class == BREAK_DOT || here->cp == CP_ZWNJ)
		r->seam = true;
	else if (!break_is_passed(here->class))
		r->seam = false;
	if (class != PWB_FORMAT && class != PWB_EXTENDNUMLET && class != BREAK_DOT) {
		r->end_b = r->at_b;
		r->end_cp = r->at_cp;
	}
}

/* Whether the word goes on with what comes next. */
static bool goes_on(struct str text, const struct reading *r, const struct here *here)
{
	if (here->n_b == 0)
		return false;
	if (here->class == r->walk.raw && (here->class & (BREAK_CLASS | BREAK_PICTOGRAPH)) == PWB_ALETTER)
		return true; /* most of all questions */
	uint8_t after = 0;
	if (break_looks_ahead(here->class))
		after = look_past_marks(text, r->at_b + here->n_b);
	return break_joins(&r->walk, here->class, after);
}

/* Whether this letter stands after a sign that makes the word a compound: not 3.5, nor ZWNJ in India. */
static bool is_part(const struct reading *r, const struct here *here)
{
	unsigned before = r->walk.before & BREAK_CLASS;
	if (!r->seam || (before == BREAK_DOT && (here->class & BREAK_CLASS) == PWB_NUMERIC))
		return false;
	return before == BREAK_DOT || before == PWB_EXTENDNUMLET || here->class & BREAK_RTL;
}

/* Letters of Arabic script, or of ASCII, of two and one bytes: most of all news is runs of these. */
static size_t plain_letter(struct str text, size_t at_b, bool arabic)
{
	const unsigned char *p = (const unsigned char *)text.p + at_b;
	if (!arabic)
		return at_b < text.n && (unsigned)(p[0] | 0x20) - 'a' < 26;
	if (text.n - at_b < 2 || (p[1] & 0xC0) != 0x80)
		return 0;
	unsigned cp = (p[0] & 0x1FU) << 6 | (p[1] & 0x3FU);
	return (p[0] & 0xE0) == 0xC0 && break_is_plain_arabic(cp) ? 2 : 0;
}

/* Go over a run of such letters after one: the rules join them, and nothing else changes. */
static void take_run(struct str text, struct reading *r)
{
	bool arabic = r->walk.raw == (PWB_ALETTER | BREAK_RTL | BREAK_ARABIC);
	size_t start_b = r->at_b, n_b;
	if (!arabic && (r->walk.raw != PWB_ALETTER || !(r->has & HAS_LATIN)))
		return;
	while ((n_b = plain_letter(text, r->at_b, arabic)) > 0) {
		r->at_b += n_b;
		r->at_cp++;
	}
	if (r->at_b == start_b)
		return;
	r->walk.earlier = r->walk.before;
	r->end_b = r->at_b;
	r->end_cp = r->at_cp;
}

/* A hyphen right after a letter or digit and before one: the word goes on, as a compound. */
static bool take_hyphen(struct str text, struct reading *r, const struct here *here)
{
	if (!is_hyphen(here->cp) || r->at_b != r->end_b)
		return false;
	struct here next = look(text, r->at_b + here->n_b);
	unsigned has = contents_of(&next);
	if (has == 0 || (next.class & BREAK_CLASS) == PWB_OTHER)
		return false;
	r->at_b += here->n_b;
	r->at_cp++;
	r->walk = (struct word_break){0};
	r->has |= has;
	r->compound = true;
	take(r, &next);
	return true;
}

/* Read the word that begins with the letter or digit at r->at_b. */
static void read_word(struct str text, struct reading *r, bool parts)
{
	struct here here = look(text, r->at_b);
	do {
		unsigned has = contents_of(&here);
		if (has != 0 && is_part(r, &here)) {
			if (parts)
				return;
			r->compound = true;
		}
		r->has |= has;
		take(r, &here);
		take_run(text, r);
		here = look(text, r->at_b);
		while (here.n_b > 0 && !parts && take_hyphen(text, r, &here))
			here = look(text, r->at_b);
	} while (goes_on(text, r, &here));
}

static bool has_prefix(struct str text, size_t at_b, const char *prefix)
{
	size_t n = strlen(prefix);
	if (text.n - at_b <= n)
		return false;
	for (size_t i = 0; i < n; i++) {
		char c = text.p[at_b + i];
		if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != prefix[i])
			return false;
	}
	return true;
}

static bool starts_address(struct str text, size_t at_b)
{
	char first = (char)(text.p[at_b] | 0x20);
	if (first != 'h' && first != 'w' && first != 'f')
		return false;
	return has_prefix(text, at_b, "https://") || has_prefix(text, at_b, "http://")
	       || has_prefix(text, at_b, "www.") || has_prefix(text, at_b, "ftp://");
}

static bool ends_address(uint32_t cp)
{
	static const uint32_t signs[] = {'"', '<', '>', '`', '{', '}', 0x60C, 0x61B, 0x61F, 0xAB, 0xBB,
	                                 0x201C, 0x201D, 0x201E, 0x2039, 0x203A, 0xFFFD};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (cp == signs[i])
			return true;
	return cp <= ' ' || cp == 0x7F || phrase_is_space(cp) || (cp >= 0x80 && cp < 0xA0) || cp == 0x2028
	       || cp == 0x2029;
}

/* An address goes to the next space or quotation mark; signs at its end belong to the sentence. */
static void read_address(struct str text, struct reading *r)
{
	for (;;) {
		struct here here = look(text, r->at_b);
		if (here.n_b == 0 || ends_address(here.cp))
			return;
		r->at_b += here.n_b;
		r->at_cp++;
		if (here.cp >= 0x80 ? (here.class & BREAK_CLASS) != PWB_FORMAT : strchr(".,;:!?')]*", (int)here.cp) == NULL) {
			r->end_b = r->at_b;
			r->end_cp = r->at_cp;
		}
	}
}

/*
 * Go to the next letter or digit, or to an @ or # in front of one; false at the
 * end. *before are the signs that are in one cluster with it (U+0600 and such).
 */
static bool find_start(struct tokens *walk, struct here *here, size_t *before_b, size_t *before_cp)
{
	*before_b = *before_cp = 0;
	for (;;) {
		*here = look(walk->text, walk->at_b);
		if (here->n_b == 0 || contents_of(here) != 0)
			return here->n_b > 0;
		if ((here->cp == '@' || here->cp == '#') && !walk->in_word && !walk->parts) {
			struct here next = look(walk->text, walk->at_b + 1);
			if (contents_of(&next) != 0)
				return true;
		}
		bool leads = prop_gcb(here->prop) == GCB_PREPEND;
		*before_b = leads ? *before_b + here->n_b : 0;
		*before_cp = leads ? *before_cp + 1 : 0;
		walk->at_b += here->n_b;
		walk->at_cp++;
		walk->in_word = false;
	}
}

bool token_next(struct tokens *walk, struct token *token)
{
	struct here here;
	size_t before_b, before_cp;
	if (!find_start(walk, &here, &before_b, &before_cp))
		return false;
	struct reading r = {.at_b = walk->at_b, .at_cp = walk->at_cp};
	bool is_prefixed = here.cp == '@' || here.cp == '#';
	bool is_address = !is_prefixed && !walk->parts && starts_address(walk->text, walk->at_b);
	r.at_b += is_prefixed;
	r.at_cp += is_prefixed;
	if (is_address)
		read_address(walk->text, &r);
	else
		read_word(walk->text, &r, walk->parts);
	token->from_b = walk->at_b - before_b;
	token->from_cp = walk->at_cp - before_cp;
	token->to_b = walk->at_b = r.end_b;
	token->to_cp = walk->at_cp = r.end_cp;
	token->kind = is_address ? TOKEN_ADDRESS : kind_of(r.has);
	if (is_prefixed)
		token->kind = here.cp == '@' ? TOKEN_NAME : TOKEN_TAG;
	token->compound = r.compound || is_address || is_prefixed;
	walk->in_word = true;
	return true;
}

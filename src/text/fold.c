#include "config.h"

#include "text/fold.h"

#include "base/mem.h"
#include "text/prop.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { TATWEEL = 0x0640, SLOW_MAX = 64, MAX_ROUNDS = 4 };

const uint32_t *fold_pages[FOLD_PAGES];

/* Letters that readers write for one another; a letter stays in its row whoever writes it. */
static uint32_t fold_arabic(uint32_t cp)
{
	switch (cp) {
	case 0x0622: /* آ */
	case 0x0623: /* أ */
	case 0x0625: /* إ */
	case 0x0671: /* ٱ */
	case 0x0672:
	case 0x0673:
	case 0x0675:
		return 0x0627; /* ا */
	case 0x0624: /* ؤ */
		return 0x0648; /* و */
	case 0x0626: /* ئ */
	case 0x0649: /* ى */
	case 0x06CC: /* ی */
	case 0x06CD:
	case 0x06D0:
	case 0x06D2: /* ے */
	case 0x06D3:
		return 0x064A; /* ي */
	case 0x0629: /* ة */
	case 0x06BE: /* ھ */
	case 0x06C0: /* ۀ */
	case 0x06C1: /* ہ */
	case 0x06C2:
	case 0x06C3:
	case 0x06D5: /* ە */
		return 0x0647; /* ه */
	case 0x06A9: /* ک */
	case 0x06AA:
		return 0x0643; /* ك */
	case 0x0654: /* hamza above and below, written apart */
	case 0x0655:
		return 0;
	default:
		return cp;
	}
}

/* Latin letters with a stroke are no letter with an accent to Unicode, and are left out like one. */
static uint32_t fold_latin(uint32_t cp)
{
	switch (cp) {
	case 0x0111: /* đ */
		return 'd';
	case 0x0131: /* ı */
		return 'i';
	case 0x0142: /* ł */
		return 'l';
	case 0x00F8: /* ø */
		return 'o';
	default:
		return cp;
	}
}

/* By our rules, without decomposing; 0 when it does not count. */
static uint32_t fold_simply(uint32_t cp)
{
	uint32_t prop = prop_of(cp);
	bool is_jamo = (cp >= 0x1160 && cp <= 0x11FF) || (cp >= 0xD7B0 && cp <= 0xD7FF); /* no mark, though narrow */
	if (cp == TATWEEL || prop & PROP_INVISIBLE || (prop & PROP_MARK && !is_jamo) || prop_wb(prop) == PWB_FORMAT)
		return 0;
	if (cp >= 0x0600 && cp <= 0x06FF)
		cp = fold_arabic(cp);
	int32_t digit = u_charDigitValue((UChar32)cp);
	if (digit >= 0)
		return '0' + (uint32_t)digit;
	if (cp == 0x00A0 || u_isUWhiteSpace((UChar32)cp))
		return ' ';
	return fold_latin((uint32_t)u_foldCase((UChar32)cp, U_FOLD_CASE_DEFAULT));
}

/* Full case folding and compatibility decomposition of one; false when it stays what it is. */
static bool take_apart(uint32_t cp, uint32_t out[SLOW_MAX], size_t *n)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
	UChar text[2 + 2 * FOLD_MAX_CP], cased[SLOW_MAX];
	if (U_FAILURE(status))
		return false;
	int32_t length = unorm2_getDecomposition(nfkd, (UChar32)cp, text, 2 + 2 * FOLD_MAX_CP, &status);
	if (length < 0) {
		length = 0;
		U16_APPEND_UNSAFE(text, length, cp);
	}
	length = u_strFoldCase(cased, SLOW_MAX, text, length, U_FOLD_CASE_DEFAULT, &status);
	u_strToUTF32((UChar32 *)out, SLOW_MAX, &length, cased, length, &status);
	if (U_FAILURE(status))
		return false;
	*n = (size_t)length;
	return *n != 1 || out[0] != cp;
}

/* One round over a text: each by our rules, then taken apart. False when nothing changed. */
static bool fold_round(uint32_t text[SLOW_MAX], size_t *n)
{
	uint32_t next[SLOW_MAX] = {0};
	size_t n_next = 0;
	for (size_t i = 0; i < *n; i++) {
		uint32_t cp = fold_simply(text[i]), apart[SLOW_MAX];
		size_t n_apart = 1;
		if (cp == 0 || cp == ' ')
			continue; /* a space that comes of one character parts no words */
		if (!take_apart(cp, apart, &n_apart)) {
			apart[0] = cp;
			n_apart = 1;
		}
		for (size_t k = 0; k < n_apart && n_next < SLOW_MAX; k++)
			next[n_next++] = apart[k];
	}
	bool changed = n_next != *n || memcmp(next, text, n_next * sizeof *next) != 0;
	memcpy(text, next, n_next * sizeof *next);
	*n = n_next;
	return changed;
}

size_t fold_many(uint32_t cp, uint32_t out[FOLD_MAX_CP])
{
	uint32_t text[SLOW_MAX] = {fold_simply(cp)};
	size_t n = text[0] != 0;
	if (n == 0 || text[0] == ' ' || cp > 0x10FFFF || (cp & 0xFFFFF800) == 0xD800) {
		out[0] = text[0];
		return n;
	}
	for (int i = 0; i < MAX_ROUNDS && fold_round(text, &n); i++)
		continue;
	if (n == 0 && !(cp >= 0xFB50 && cp <= 0xFEFF)) { /* an accent that stands alone is a sign; Arabic's is a mark */
		text[0] = cp;
		n = 1;
	}
	n = n < FOLD_MAX_CP ? n : FOLD_MAX_CP;
	memcpy(out, text, n * sizeof *out);
	return n;
}

const uint32_t *fold_page_fill(uint32_t page)
{
	uint32_t *entries = xcalloc(256, sizeof *entries), many[FOLD_MAX_CP];
	const uint32_t *none = NULL;
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t cp = page << 8 | i;
		size_t n = fold_many(cp, many);
		if (n > 0)
			entries[i] = n == 1 ? many[0] : fold_simply(cp) | FOLD_MANY;
	}
	if (__atomic_compare_exchange_n(&fold_pages[page], &none, entries, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		return entries;
	free(entries); /* another thread was faster */
	return none;
}

/* A text, folded as it is gone through. */
struct folding {
	struct str rest;
	uint32_t cp[FOLD_MAX_CP];
	size_t n, at;
};

/* 0 at the end. */
static uint32_t next_folded(struct folding *folding)
{
	while (folding->at == folding->n && folding->rest.n > 0) {
		uint32_t cp;
		size_t n_b = utf8_decode(folding->rest.p, folding->rest.n, &cp);
		folding->rest = str_sub(folding->rest, n_b, folding->rest.n);
		folding->n = fold_all(cp, folding->cp);
		folding->at = 0;
	}
	return folding->at < folding->n ? folding->cp[folding->at++] : 0;
}

bool fold_same(struct str a, struct str b)
{
	struct folding x = {.rest = a}, y = {.rest = b};
	for (;;) {
		uint32_t cp = next_folded(&x);
		if (cp != next_folded(&y))
			return false;
		if (cp == 0)
			return true;
	}
}

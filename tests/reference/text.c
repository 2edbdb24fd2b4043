/* What a character is, and the visible text of a line (L3, L4). */
#include "config.h"

#include "bidi.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

static const uint8_t from_icu[U_CHAR_DIRECTION_COUNT] = {
	[U_LEFT_TO_RIGHT] = BC_L,
	[U_RIGHT_TO_LEFT] = BC_R,
	[U_RIGHT_TO_LEFT_ARABIC] = BC_AL,
	[U_EUROPEAN_NUMBER] = BC_EN,
	[U_EUROPEAN_NUMBER_SEPARATOR] = BC_ES,
	[U_EUROPEAN_NUMBER_TERMINATOR] = BC_ET,
	[U_ARABIC_NUMBER] = BC_AN,
	[U_COMMON_NUMBER_SEPARATOR] = BC_CS,
	[U_DIR_NON_SPACING_MARK] = BC_NSM,
	[U_BOUNDARY_NEUTRAL] = BC_BN,
	[U_BLOCK_SEPARATOR] = BC_B,
	[U_SEGMENT_SEPARATOR] = BC_S,
	[U_WHITE_SPACE_NEUTRAL] = BC_WS,
	[U_OTHER_NEUTRAL] = BC_ON,
	[U_LEFT_TO_RIGHT_EMBEDDING] = BC_LRE,
	[U_LEFT_TO_RIGHT_OVERRIDE] = BC_LRO,
	[U_RIGHT_TO_LEFT_EMBEDDING] = BC_RLE,
	[U_RIGHT_TO_LEFT_OVERRIDE] = BC_RLO,
	[U_POP_DIRECTIONAL_FORMAT] = BC_PDF,
	[U_LEFT_TO_RIGHT_ISOLATE] = BC_LRI,
	[U_RIGHT_TO_LEFT_ISOLATE] = BC_RLI,
	[U_FIRST_STRONG_ISOLATE] = BC_FSI,
	[U_POP_DIRECTIONAL_ISOLATE] = BC_PDI,
};

static const char *const names[N_BIDI_CLASSES] = {
	[BC_L] = "L",     [BC_R] = "R",     [BC_AL] = "AL",   [BC_EN] = "EN",   [BC_ES] = "ES",
	[BC_ET] = "ET",   [BC_AN] = "AN",   [BC_CS] = "CS",   [BC_NSM] = "NSM", [BC_BN] = "BN",
	[BC_B] = "B",     [BC_S] = "S",     [BC_WS] = "WS",   [BC_ON] = "ON",   [BC_LRE] = "LRE",
	[BC_LRO] = "LRO", [BC_RLE] = "RLE", [BC_RLO] = "RLO", [BC_PDF] = "PDF", [BC_LRI] = "LRI",
	[BC_RLI] = "RLI", [BC_FSI] = "FSI", [BC_PDI] = "PDI",
};

uint8_t ref_class_of(uint32_t cp)
{
	return from_icu[u_charDirection((UChar32)cp)];
}

const char *ref_class_name(unsigned class)
{
	return class < N_BIDI_CLASSES ? names[class] : NULL;
}

bool ref_is_mark(uint32_t cp)
{
	return (U_GET_GC_MASK((UChar32)cp) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

bool ref_is_invisible(uint32_t cp)
{
	UChar32 c = (UChar32)cp;
	if (u_charType(c) == U_FORMAT_CHAR) /* number signs such as U+0600 are format characters, too */
		return !u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK);
	return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* Whether the character at place v of the order is one that a mark may follow its base across. */
static bool is_between(const struct ref_bidi *ref, size_t v, uint8_t level)
{
	size_t i = ref->order[v];
	return ref->line_level[i] == level && (ref_is_mark(ref->cp[i]) || ref_is_invisible(ref->cp[i]));
}

/*
 * In a right-to-left sequence L2 leaves marks before their base: turn each
 * base with its marks around. Between the two there may be invisible
 * characters, but none of another level: then, as where the base is not on
 * the line, the first mark stands for the base.
 */
static void l3(struct ref_bidi *ref)
{
	for (size_t v = 0; v < ref->n_order; v++) {
		uint8_t level = ref->line_level[ref->order[v]];
		size_t base = v;
		if (level % 2 == 0 || !is_between(ref, v, level))
			continue;
		while (base < ref->n_order && is_between(ref, base, level))
			base++;
		if (base == ref->n_order || ref->line_level[ref->order[base]] != level)
			base--;
		ref_reverse(ref->order + v, base + 1 - v);
		v = base;
	}
}

static uint32_t l4(const struct ref_bidi *ref, size_t i)
{
	return ref->line_level[i] % 2 == 1 ? (uint32_t)u_charMirror((UChar32)ref->cp[i]) : ref->cp[i];
}

void ref_print(struct ref_bidi *ref, struct buf *out)
{
	l3(ref);
	for (size_t v = 0; v < ref->n_order; v++) {
		uint32_t cp = l4(ref, ref->order[v]);
		uint8_t bytes[U8_MAX_LENGTH];
		int32_t n = 0;
		if (ref_is_invisible(cp))
			continue;
		U8_APPEND_UNSAFE(bytes, n, cp);
		buf_add(out, (const char *)bytes, (size_t)n);
	}
}

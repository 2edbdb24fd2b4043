#include "config.h"

#include "text/charset.h"

#include "text/charset_guess.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

enum { MAX_NAME_B = 64, CHUNK_UNITS = 2048 };

struct bom {
	struct str bytes;
	const char *name;
};

/* UTF-32 before UTF-16, whose mark is the start of its own. */
static const struct bom boms[] = {
	{{"\xEF\xBB\xBF", 3}, "UTF-8"},       {{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
	{{"\0\0\xFE\xFF", 4}, "UTF-32BE"},    {{"\xFF\xFE", 2}, "UTF-16LE"},
	{{"\xFE\xFF", 2}, "UTF-16BE"},
};

static void add_units(struct buf *out, const UChar *units, int32_t n)
{
	for (int32_t i = 0; i < n; i++) {
		uint32_t cp = units[i];
		if (U16_IS_LEAD(cp) && i + 1 < n && U16_IS_TRAIL(units[i + 1]))
			cp = (uint32_t)U16_GET_SUPPLEMENTARY(cp, units[++i]);
		utf8_add(out, cp);
	}
}

/* Convert through ICU; what it cannot decode it gives as U+FFFD. False when it does not know the name. */
static bool convert(const char *name, struct str bytes, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(name, &status);
	if (U_FAILURE(status))
		return false;
	const char *p = bytes.p, *end = bytes.p + bytes.n;
	UChar units[CHUNK_UNITS + 1] = {0};
	int32_t kept = 0; /* a high surrogate at the end of a chunk waits for its other half */
	do {
		UChar *to = units + kept;
		status = U_ZERO_ERROR;
		ucnv_toUnicode(converter, &to, units + CHUNK_UNITS, &p, end, NULL, 1, &status);
		int32_t n = (int32_t)(to - units);
		bool more = status == U_BUFFER_OVERFLOW_ERROR;
		kept = more && n > 1 && U16_IS_LEAD(units[n - 1]);
		add_units(out, units, n - kept);
		if (kept)
			units[0] = units[n - 1];
	} while (status == U_BUFFER_OVERFLOW_ERROR && !out->full);
	ucnv_close(converter);
	return true;
}

/* UTF-8 with its damaged places as U+FFFD. */
static void add_damaged(struct buf *out, struct str bytes)
{
	for (size_t i = 0; i < bytes.n && !out->full;) {
		uint32_t cp;
		i += utf8_decode(bytes.p + i, bytes.n - i, &cp);
		utf8_add(out, cp);
	}
}

static const char *use_utf8(struct str bytes, bool valid, struct buf *out)
{
	if (valid)
		buf_add_str(out, bytes);
	if (!valid || out->full) {
		out->full = out->n >= out->max;
		add_damaged(out, bytes); /* as much as fits */
	}
	return "UTF-8";
}

static const char *by_bom(struct str bytes, struct buf *out)
{
	for (size_t i = 0; i < sizeof boms / sizeof boms[0]; i++) {
		if (!str_starts(bytes, boms[i].bytes))
			continue;
		struct str rest = str_sub(bytes, boms[i].bytes.n, bytes.n);
		if (i == 0)
			return use_utf8(rest, utf8_valid(rest), out);
		if (convert(boms[i].name, rest, out))
			return boms[i].name;
	}
	return NULL;
}

/* The name that mail and pages use for a charset, or NULL for one that ICU does not know; ICU owns it. */
static const char *standard_name(const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *standard = ucnv_getStandardName(name, "MIME", &status);
	if (standard != NULL)
		return standard;
	status = U_ZERO_ERROR;
	return ucnv_getStandardName(name, "IANA", &status);
}

/* A single-byte declaration is believed; one of UTF-8 or UTF-16 has been proved wrong before. */
static const char *by_declaration(struct str bytes, struct str declared, struct buf *out)
{
	char name[MAX_NAME_B];
	declared = str_trim(declared);
	if (declared.n == 0 || declared.n >= sizeof name || memchr(declared.p, '\0', declared.n) != NULL
	    || memchr(declared.p, ',', declared.n) != NULL)
		return NULL;
	memcpy(name, declared.p, declared.n);
	name[declared.n] = '\0';
	const char *standard = standard_name(name);
	if (standard == NULL || strncmp(standard, "UTF-", 4) == 0)
		return NULL;
	/* As browsers do: who says Latin-1 or ASCII means Windows-1252. */
	if (strcmp(standard, "ISO-8859-1") == 0 || strcmp(standard, "US-ASCII") == 0)
		standard = "windows-1252";
	return convert(standard, bytes, out) ? standard : NULL;
}

const char *charset_to_utf8(struct str bytes, struct str declared, struct buf *out)
{
	const char *name = by_bom(bytes, out);
	if (name != NULL)
		return name;
	bool has_nul = bytes.n > 0 && memchr(bytes.p, '\0', bytes.n) != NULL;
	if (has_nul) {
		name = charset_guess_wide(bytes);
		if (name != NULL && convert(name, bytes, out))
			return name;
	}
	if (utf8_valid(bytes))
		return use_utf8(bytes, true, out);
	name = by_declaration(bytes, declared, out);
	if (name != NULL)
		return name;
	if (charset_guess_damaged_utf8(bytes))
		return use_utf8(bytes, false, out);
	name = charset_guess_bytes(bytes);
	return convert(name, bytes, out) ? name : use_utf8(bytes, false, out);
}

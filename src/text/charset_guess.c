#include "config.h"

#include "text/charset_guess.h"

#include "text/utf8.h"

#include <stdint.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

enum {
	SAMPLE_B = 65536,
	DETECTOR_SAMPLE_B = 8192,
	PLAUSIBLE_SCORE = 220 /* mean weight of a letter, from 0 to 1000; running text scores 400 to 800 */
};

/* Letters of the scripts that this program reads, and what stands between them. */
static bool is_common(uint32_t cp)
{
	return cp == '\t' || cp == '\n' || cp == '\r' || cp == 0x0C || (cp >= 0x20 && cp < 0x7F)
	       || (cp >= 0xA0 && cp < 0x0900) || (cp >= 0x2000 && cp < 0x2070)
	       || (cp >= 0x20A0 && cp < 0x2160) || (cp >= 0xFB1D && cp <= 0xFEFF);
}

static uint32_t unit_at(const unsigned char *p, size_t width, bool little)
{
	uint32_t unit = 0;
	for (size_t i = 0; i < width; i++)
		unit = unit << 8 | p[little ? width - 1 - i : i];
	return unit;
}

/* At least 19 of 20 units are common characters, with a space or a line end among them. */
static bool is_plausible_wide(struct str bytes, size_t width, bool little)
{
	size_t n = bytes.n / width, common = 0, gaps = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t unit = unit_at((const unsigned char *)bytes.p + i * width, width, little);
		common += is_common(unit);
		gaps += unit == ' ' || unit == '\n';
	}
	return n > 0 && common * 20 >= n * 19 && (gaps > 0 || n < 16);
}

const char *charset_guess_wide(struct str bytes)
{
	bytes = str_sub(bytes, 0, SAMPLE_B);
	if (bytes.n >= 8 && is_plausible_wide(bytes, 4, true))
		return "UTF-32LE";
	if (bytes.n >= 8 && is_plausible_wide(bytes, 4, false))
		return "UTF-32BE";
	if (bytes.n >= 4 && is_plausible_wide(bytes, 2, true))
		return "UTF-16LE";
	if (bytes.n >= 4 && is_plausible_wide(bytes, 2, false))
		return "UTF-16BE";
	return NULL;
}

bool charset_guess_damaged_utf8(struct str bytes)
{
	bytes = str_sub(bytes, 0, SAMPLE_B);
	size_t good = 0, bad = 0;
	for (size_t i = 0; i < bytes.n;) {
		uint32_t cp;
		size_t n = utf8_decode(bytes.p + i, bytes.n - i, &cp);
		if (cp == CP_REPLACEMENT && !str_starts(str_sub(bytes, i, bytes.n), STR("\xEF\xBF\xBD")))
			bad++;
		else if (n > 1)
			good++;
		i += n;
	}
	return good > 0 && good >= bad * 4;
}

/* How often letters come, per mille of the most frequent one, from counts over news texts. */
struct weight {
	uint16_t cp, weight;
};

static const struct weight weights[] = {
	{0x0627, 1000}, {0x0644, 900}, {0x064A, 600}, {0x0645, 500}, {0x0648, 480}, {0x0646, 450},
	{0x0631, 400}, {0x062A, 360}, {0x0628, 300}, {0x0629, 300}, {0x0639, 280}, {0x062F, 270},
	{0x0641, 230}, {0x0633, 230}, {0x0647, 230}, {0x0643, 200}, {0x0642, 200}, {0x0623, 200},
	{0x062D, 170}, {0x062C, 120}, {0x0634, 100}, {0x0635, 100}, {0x0637, 100}, {0x0649, 90},
	{0x062E, 80}, {0x0625, 80}, {0x0630, 70}, {0x0636, 70}, {0x0632, 70}, {0x062B, 60},
	{0x063A, 50}, {0x0621, 40}, {0x0626, 50}, {0x0638, 30}, {0x0624, 20}, {0x0622, 40},
	{0x067E, 80}, {0x0686, 60}, {0x0698, 20}, {0x06AF, 120}, {0x06A9, 200}, {0x060C, 200},
	{0x061F, 60}, {0x061B, 20}, {0x064B, 60}, {0x064E, 60}, {0x064F, 60}, {0x0650, 60},
	{0x0651, 60}, {0x0652, 40}, {0x0640, 40}, {0x06D2, 60}, {0x06BE, 60}, {0x06C1, 60},
	{0x0679, 30}, {0x0688, 20}, {0x0691, 20}, {0x06BA, 60}, {0x200C, 60},
	{0x05D0, 560}, {0x05D1, 500}, {0x05D2, 130}, {0x05D3, 280}, {0x05D4, 1000}, {0x05D5, 1000},
	{0x05D6, 90}, {0x05D7, 230}, {0x05D8, 140}, {0x05D9, 1000}, {0x05DA, 90}, {0x05DB, 240},
	{0x05DC, 750}, {0x05DD, 330}, {0x05DE, 500}, {0x05DF, 150}, {0x05E0, 350}, {0x05E1, 160},
	{0x05E2, 330}, {0x05E3, 40}, {0x05E4, 220}, {0x05E5, 30}, {0x05E6, 140}, {0x05E7, 220},
	{0x05E8, 600}, {0x05E9, 500}, {0x05EA, 550},
	{0x043E, 1000}, {0x0435, 770}, {0x0430, 730}, {0x0438, 670}, {0x043D, 610}, {0x0442, 570}, {0x0441, 500},
	{0x0440, 430}, {0x0432, 410}, {0x043B, 400}, {0x043A, 320}, {0x043C, 290}, {0x0434, 270}, {0x043F, 250},
	{0x0443, 240}, {0x044F, 180}, {0x044B, 170}, {0x044C, 160}, {0x0433, 155}, {0x0437, 150}, {0x0431, 145},
	{0x0447, 130}, {0x0439, 110}, {0x0445, 90}, {0x0436, 85}, {0x0448, 65}, {0x044E, 58}, {0x0446, 44},
	{0x0449, 33}, {0x044D, 30}, {0x0444, 24}, {0x0456, 60}, {0x0457, 30}, {0x0454, 20},
	{0x03B1, 1000}, {0x03BF, 850}, {0x03B9, 800}, {0x03B5, 750}, {0x03C4, 700}, {0x03C3, 430}, {0x03BD, 560},
	{0x03B7, 450}, {0x03C5, 380}, {0x03C1, 410}, {0x03C0, 370}, {0x03BA, 370}, {0x03BC, 310}, {0x03BB, 270},
	{0x03C2, 350}, {0x03C9, 170}, {0x03B3, 150}, {0x03B4, 160}, {0x03C7, 110}, {0x03B8, 120}, {0x03C6, 80},
	{0x03B2, 70}, {0x03AC, 150}, {0x03CC, 130}, {0x03AD, 130}, {0x03AF, 150}, {0x03AE, 100}, {0x03CD, 90},
	{0x03CE, 70}, {0x03BE, 40}, {0x03B6, 40}, {0x03C8, 20},
};

static int weight_of(uint32_t cp)
{
	for (size_t i = 0; i < sizeof weights / sizeof weights[0]; i++)
		if (weights[i].cp == cp)
			return weights[i].weight;
	return 0;
}

/* Count the bytes above ASCII, and how many of them touch an ASCII letter. */
static size_t count_high(struct str bytes, size_t counts[256], size_t *n_touching)
{
	size_t n = 0;
	*n_touching = 0;
	bool letter_before = false;
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];
		bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		if (c >= 0xC0) {
			char next = i + 1 < bytes.n ? (char)(bytes.p[i + 1] | 0x20) : ' ';
			*n_touching += letter_before || (next >= 'a' && next <= 'z');
			n++;
		}
		if (c >= 0x80)
			counts[c]++;
		letter_before = letter;
	}
	return n;
}

/* The mean weight of the bytes above ASCII when read in this encoding. */
static int score(const char *name, const size_t counts[256])
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(name, &status);
	if (U_FAILURE(status))
		return 0;
	uint64_t sum = 0, n = 0;
	for (int c = 0x80; c < 0x100; c++) {
		if (counts[c] == 0)
			continue;
		char byte = (char)c;
		UChar out[4];
		status = U_ZERO_ERROR;
		int32_t length = ucnv_toUChars(converter, out, 4, &byte, 1, &status);
		/* Quotes and dashes say nothing for or against. */
		if (U_SUCCESS(status) && length == 1
		    && ((out[0] >= 0x2010 && out[0] < 0x2030) || out[0] == 0xA0 || out[0] == 0xAB || out[0] == 0xBB))
			continue;
		if (U_SUCCESS(status) && length == 1)
			sum += counts[c] * (uint64_t)weight_of((uint32_t)u_tolower(out[0]));
		n += counts[c];
	}
	ucnv_close(converter);
	return n > 0 ? (int)(sum / n) : 0;
}

static const char *ask_icu(struct str bytes)
{
	const char *name = "windows-1252";
	UErrorCode status = U_ZERO_ERROR;
	UCharsetDetector *detector = ucsdet_open(&status);
	if (U_FAILURE(status))
		return name;
	bytes = str_sub(bytes, 0, DETECTOR_SAMPLE_B);
	ucsdet_setText(detector, bytes.p, (int32_t)bytes.n, &status);
	const UCharsetMatch *match = ucsdet_detect(detector, &status);
	if (U_SUCCESS(status) && match != NULL) {
		const char *guess = ucsdet_getName(match, &status); /* a constant of ICU's */
		if (U_SUCCESS(status) && guess != NULL && strncmp(guess, "UTF-", 4) != 0)
			name = guess;
	}
	ucsdet_close(detector);
	/* What it calls ISO-8859-1 has quotes and dashes of Windows-1252 more often than C1 controls. */
	return strcmp(name, "ISO-8859-1") == 0 ? "windows-1252" : name;
}

const char *charset_guess_bytes(struct str bytes)
{
	static const char *const names[] = {"windows-1256", "ISO-8859-6", "windows-1255",
	                                   "windows-1251", "KOI8-R", "windows-1253"};
	bytes = str_sub(bytes, 0, SAMPLE_B);
	size_t counts[256] = {0}, n_touching;
	size_t n = count_high(bytes, counts, &n_touching);
	/* Letters with accents stand among ASCII letters, those of another script do not. */
	if (n == 0 || n_touching * 3 > n)
		return n == 0 ? "windows-1252" : ask_icu(bytes);
	const char *best = NULL;
	int best_score = PLAUSIBLE_SCORE;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		int s = score(names[i], counts);
		if (s > best_score) {
			best = names[i];
			best_score = s;
		}
	}
	return best != NULL ? best : ask_icu(bytes);
}

#include "config.h"

#include "text/compose.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

bool compose_may_change(uint32_t cp)
{
	if (cp < 0x300 || (cp >= 0x0620 && cp <= 0x064A) || (cp >= 0x05D0 && cp <= 0x05EA))
		return false;
	return u_getIntPropertyValue((UChar32)cp, UCHAR_NFC_QUICK_CHECK) != UNORM_YES
	       || u_getCombiningClass((UChar32)cp) != 0;
}

size_t compose(uint32_t *cp, size_t n)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	UChar text[2 * COMPOSE_MAX_CP], out[2 * COMPOSE_MAX_CP];
	int32_t length = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t c = cp[i] > 0x10FFFF || (cp[i] & 0xFFFFF800) == 0xD800 ? 0xFFFD : cp[i];
		U16_APPEND_UNSAFE(text, length, c);
	}
	length = U_SUCCESS(status) ? unorm2_normalize(nfc, text, length, out, 2 * COMPOSE_MAX_CP, &status) : 0;
	UChar32 composed[COMPOSE_MAX_CP];
	u_strToUTF32(composed, COMPOSE_MAX_CP, &length, out, length, &status);
	if (U_FAILURE(status))
		return n;
	for (int32_t i = 0; i < length; i++)
		cp[i] = (uint32_t)composed[i];
	return (size_t)length;
}

#include "config.h"

#include "text/script.h"

#include <unicode/uscript.h>

enum dir script_dir(uint32_t cp)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)cp, &status);
	if (U_FAILURE(status) || script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN)
		return DIR_AUTO;
	return uscript_isRightToLeft(script) ? DIR_RTL : DIR_LTR;
}

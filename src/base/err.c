#include "config.h"

#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drop a UTF-8 sequence that the end of the buffer has cut. */
static void trim_cut_sequence(char *text)
{
	size_t n = strlen(text);
	size_t start = n;
	while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
		start--;
	if (start > 0 && (unsigned char)text[start - 1] >= 0xC0)
		text[start - 1] = '\0';
}

int err_status(int code)
{
	return code == ERR_BUSY ? -ERR_INPUT : -code;
}

int err_set(struct err *err, enum err_code code, const char *format, ...)
{
	if (err == NULL)
		return code;
	err->code = code;
	va_list args;
	va_start(args, format);
	int n = vsnprintf(err->message, sizeof err->message, format, args);
	va_end(args);
	if (n >= (int)sizeof err->message)
		trim_cut_sequence(err->message);
	return code;
}

const char *err_reason(int number, char reason[ERR_REASON_B])
{
	int n = snprintf(reason, ERR_REASON_B, "%s", strerror(number));
	if (n >= ERR_REASON_B)
		trim_cut_sequence(reason);
	/* A word, not a name in capitals. */
	if (reason[0] >= 'A' && reason[0] <= 'Z' && reason[1] >= 'a' && reason[1] <= 'z')
		reason[0] = (char)(reason[0] - 'A' + 'a');
	return reason;
}

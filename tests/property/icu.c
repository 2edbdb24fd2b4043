#include "config.h"

#include "icu.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utf16.h>

static UBreakIterator *iterators[N_ICU_KINDS];

static UBreakIterator *iterator_of(enum icu_kind kind)
{
	UErrorCode status = U_ZERO_ERROR;
	if (iterators[kind] == NULL)
		iterators[kind] = ubrk_open(kind == ICU_LINES ? UBRK_LINE : UBRK_CHARACTER, "", NULL, 0, &status);
	if (U_FAILURE(status)) {
		printf("Bail out! ICU: %s\n", u_errorName(status));
		exit(1);
	}
	return iterators[kind];
}

void icu_breaks(enum icu_kind kind, const uint32_t *cp, size_t n, bool *at)
{
	UBreakIterator *iterator = iterator_of(kind);
	UErrorCode status = U_ZERO_ERROR;
	UChar *text = xreallocarray(NULL, 2 * n + 1, sizeof *text);
	size_t *from = xreallocarray(NULL, 2 * n + 1, sizeof *from);
	int32_t units = 0;
	for (size_t i = 0; i < n; i++) {
		at[i] = false;
		from[units] = i;
		U16_APPEND_UNSAFE(text, units, cp[i]);
	}
	from[units] = n;
	ubrk_setText(iterator, text, units, &status);
	for (int32_t i = ubrk_first(iterator); i != UBRK_DONE; i = ubrk_next(iterator))
		at[from[i]] = true;
	at[0] = at[n] = true;
	free(from);
	free(text);
}

void icu_done(void)
{
	for (int kind = 0; kind < N_ICU_KINDS; kind++) {
		if (iterators[kind] != NULL)
			ubrk_close(iterators[kind]);
		iterators[kind] = NULL;
	}
}

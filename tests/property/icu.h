/*
 * icu.h: breaks of a text as ICU finds them from its beginning, one after the
 * other: what the engine's short ways are held against.
 */
#ifndef JARIDA_TESTS_PROPERTY_ICU_H
#define JARIDA_TESTS_PROPERTY_ICU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum icu_kind { ICU_LINES, ICU_CLUSTERS, N_ICU_KINDS };

/* at[0 … n]: whether there is a break before code point i; true at 0 and n. cp[] has no surrogates. */
void icu_breaks(enum icu_kind kind, const uint32_t *cp, size_t n, bool *at);

void icu_done(void);

#endif

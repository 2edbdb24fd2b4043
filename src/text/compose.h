/* compose.h: one spelling for what looks the same: canonical composition (UAX #15, NFC). */
#ifndef JARIDA_TEXT_COMPOSE_H
#define JARIDA_TEXT_COMPOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { COMPOSE_MAX_CP = 64 };

/* Whether a code point may change or change its place under composition; what has none such is composed. */
bool compose_may_change(uint32_t cp);

/*
 * Compose n ≤ COMPOSE_MAX_CP code points in place; returns how many are left,
 * at most COMPOSE_MAX_CP. A text that has no composed form within that stays as it is.
 */
size_t compose(uint32_t *cp, size_t n);

#endif

/*
 * breaks.h: grapheme clusters (UAX #29) and line break opportunities (UAX #14).
 *
 * Clusters are found by the rules, from ICU's properties. Line breaks are
 * ICU's; but in most news the last opportunity before the end of a line lies
 * between two words of letters and digits, and there, and inside such words,
 * the rules leave no doubt: those pairs are decided by a small table, and ICU
 * is asked only where the table cannot tell. Its text is set when first asked.
 */
#ifndef JARIDA_TEXT_BREAKS_H
#define JARIDA_TEXT_BREAKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* starts[i] = 1 where a cluster starts before code point i; n of them. */
void breaks_clusters(const uint32_t *props, size_t n, uint8_t *starts);

struct breaks;

struct breaks *breaks_new(void);
void breaks_free(struct breaks *breaks);

/* A new text; cp and props are borrowed until the next call. */
void breaks_set(struct breaks *breaks, const uint32_t *cp, const uint32_t *props, size_t n);

/* Whether a line may break before i, 0 < i < n, by ICU over the whole text. */
bool breaks_at(struct breaks *breaks, size_t i);

/* The last opportunity in (from, to], to < n, or 0. */
size_t breaks_last(struct breaks *breaks, size_t from, size_t to);

#endif

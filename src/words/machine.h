/*
 * machine.h: many patterns looked for at once (Aho and Corasick, 1975).
 *
 * Symbols are numbers that are not 0: code points here, words by their number
 * there. A step costs the same however many patterns there are. Patterns are
 * added, then the machine is sealed; a sealed one is constant, and any number
 * of threads may walk it.
 */
#ifndef JARIDA_WORDS_MACHINE_H
#define JARIDA_WORDS_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MACHINE_START = 0, MACHINE_NONE = -1 };

struct machine;

struct machine *machine_new(void);
void machine_free(struct machine *machine); /* NULL is allowed */

/* A pattern of n > 0 symbols; the number is the caller's. The same one may be added with several numbers. */
void machine_add(struct machine *machine, const uint32_t *symbols, size_t n, uint32_t number);
void machine_seal(struct machine *machine);

/* The state after a symbol. A symbol that is in no pattern leads to MACHINE_START. */
uint32_t machine_step(const struct machine *machine, uint32_t state, uint32_t symbol);

/*
 * The patterns that end in a state, the longest first: begin with
 * machine_first(), MACHINE_NONE is the end.
 */
int32_t machine_first(const struct machine *machine, uint32_t state);
int32_t machine_next(const struct machine *machine, int32_t ending);
uint32_t machine_number(const struct machine *machine, int32_t ending);
size_t machine_length(const struct machine *machine, int32_t ending); /* in symbols */

#endif

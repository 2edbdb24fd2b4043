/*
 * trust.h: which feeds may be asked at addresses of the reader's own network. Private to fetch.
 *
 * A feed that has answered from a public address, or that a public server has
 * named, may not lead there: its name can be pointed elsewhere any day. What
 * the reader names himself at such an address may, from then on. It is kept
 * with the library, and costs a write only when it changes.
 */
#ifndef JARIDA_FETCH_TRUST_H
#define JARIDA_FETCH_TRUST_H

#include "library/library.h"

#include <stdbool.h>
#include <stdint.h>

bool trust_is_guarded(struct library *library, int64_t feed);

/* It has answered from there, or was named from there. The reader's own word stays. */
void trust_note_public(struct library *library, int64_t feed);

/* The reader has named it, and it is in the reader's own network. */
void trust_give(struct library *library, int64_t feed);

#endif

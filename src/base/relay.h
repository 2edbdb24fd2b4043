/*
 * relay.h: things that one thread makes and another one takes, in their order.
 *
 * A relay has a thread of its own that runs make(); what that gives is taken by the thread that has
 * started it. At most so many things wait, and so many bytes (a single one may be larger): a maker that is ahead
 * waits. The maker's thread gets no signals.
 */
#ifndef JARIDA_BASE_RELAY_H
#define JARIDA_BASE_RELAY_H

#include <stdbool.h>
#include <stddef.h>

struct relay;

struct relay_limits {
	size_t most;   /* things, at least 1 */
	size_t most_b;
};

/* Whether this process may run on more than one processor: else a second thread is of no use. */
bool relay_helps(void);

/* NULL: there is no thread to be had. */
struct relay *relay_start(const struct relay_limits *limits, void (*make)(struct relay *relay, void *of), void *of);

/* In make(): give something of about that size. False: nothing more is wanted, and it is still the maker's. */
bool relay_give(struct relay *relay, void *thing, size_t size_b);

/* The next thing; waits for it. NULL: make() has ended, and all that it gave was taken. */
void *relay_take(struct relay *relay);

/* Nothing more is wanted. What waits already is still to be taken. */
void relay_refuse(struct relay *relay);

/* When relay_take() has given NULL. */
void relay_end(struct relay *relay);

#endif

/* clock.h: monotonic time, for waiting and for slicing background work. */
#ifndef JARIDA_BASE_CLOCK_H
#define JARIDA_BASE_CLOCK_H

#include <stdint.h>

int64_t clock_now_ms(void); /* milliseconds from an arbitrary start, never backwards */

#endif

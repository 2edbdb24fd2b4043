/* replay.h: what a fuzz target defines. */
#ifndef JARIDA_TESTS_REPLAY_H
#define JARIDA_TESTS_REPLAY_H

#include <stddef.h>
#include <stdint.h>

/* Do all that the entry does with these bytes; abort on a broken promise. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#endif

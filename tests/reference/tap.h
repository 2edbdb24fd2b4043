/*
 * tap.h: TAP for tests whose cases come from a file or a generator by the
 * hundred thousand: one test point for each law or file, counts in its name,
 * the first failures as notes before it.
 */
#ifndef JARIDA_TESTS_REFERENCE_TAP_H
#define JARIDA_TESTS_REFERENCE_TAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void tap_ok(bool ok, const char *format, ...) __attribute__((format(printf, 2, 3)));
void tap_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A note with a text as its code points: `# what: 05D0 0028`, shortened past 400 of them. */
void tap_note_text(const char *what, const uint32_t *cp, size_t n);

/* Prints the plan `1..n`; the exit status of the program: 1 when anything failed. */
int tap_done(void);

/* Instead of all that: the plan that skips the whole program; returns its exit status. */
int tap_skip_all(const char *why);

#endif

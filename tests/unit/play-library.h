/*
 * play-library.h: the reader played on a library, which is open beside it, in a
 * folder of its own. What it holds before the first key a test stores.
 */
#ifndef JARIDA_TESTS_PLAY_LIBRARY_H
#define JARIDA_TESTS_PLAY_LIBRARY_H

#include "library/library.h"

#include "play.h"

extern struct library *library;

/* Of cmocka: *state is a struct play on 80 columns, its lines from left to right. */
int play_library_set_up(void **state);
int play_library_tear_down(void **state);

/* An article of a day of July 2023, whose paragraphs are the lines of body; its number. */
int64_t play_store(const char *title, int64_t feed, int day, const char *body);

void play_it(struct play *p);

#endif

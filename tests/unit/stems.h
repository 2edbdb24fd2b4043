/* stems.h: the stems that a group of tests shares, made before its first and freed behind its last one. */
#ifndef JARIDA_TESTS_STEMS_H
#define JARIDA_TESTS_STEMS_H

#include "words/stem.h"

static struct stems *stems;

static int open_stems(void **state)
{
	(void)state;
	stems = stems_new();
	return 0;
}

static int close_stems(void **state)
{
	(void)state;
	stems_free(stems);
	return 0;
}

#endif

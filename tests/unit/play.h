/*
 * play.h: the reader played like a person plays it, for tests.
 *
 * Keys, and what must be on the screen when all is quiet again; text on the
 * screen is in visual order. On three small files: a.txt with an address,
 * b.txt in Arabic with a second story, c.txt.
 */
#ifndef JARIDA_TESTS_PLAY_H
#define JARIDA_TESTS_PLAY_H

#include "ui/options.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MAX_KEYS = 300, MAX_CHECKS = 120 };

struct play {
	char dir[32];
	uint32_t keys[MAX_KEYS];
	size_t n;
	struct {
		size_t at;
		const char *text;
		bool shown;
	} checks[MAX_CHECKS];
	size_t n_checks, n_checked;
	struct app_options options;
	int rows, cols;
	bool remote, slow;
	unsigned hurry;
	const char *pasted;
	const char *victim; /* a file that goes away before key victim_at, or gets another text */
	const char *victim_text;
	size_t victim_at;
	void (*meanwhile)(void); /* what somebody else does before key meanwhile_at */
	size_t meanwhile_at;
};

int play_set_up(void **state);
int play_tear_down(void **state);
#define PLAY(f) cmocka_unit_test_setup_teardown(f, play_set_up, play_tear_down)

void press(struct play *p, const char *keys);
void press_key(struct play *p, uint32_t key);

/* When the keys so far are dealt with, the text is there, or is not. */
void expect(struct play *p, const char *text, bool shown);

/* The path of file i; another content for a file; all of it again, from the first key. */
void path_of(const struct play *p, size_t i, char path[64]);
void write_text(const char *path, const char *content);
int play_sources(struct play *p, char **sources, size_t n);
void play(struct play *p);
void play_file(struct play *p, size_t i);

#endif

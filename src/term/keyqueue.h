/*
 * keyqueue.h: keys typed ahead, with the places of those of the mouse.
 *
 * Memory is fixed: keys that find no room are dropped. A report of the mouse
 * that has no room for its place is dropped whole.
 */
#ifndef JARIDA_TERM_KEYQUEUE_H
#define JARIDA_TERM_KEYQUEUE_H

#include <stddef.h>
#include <stdint.h>

enum {
	KEYQUEUE_MAX = 256,  /* keys */
	KEYQUEUE_MOUSE = 32  /* reports of the mouse among them */
};

struct keyqueue_place {
	int row, col;
};

/* Zeroed at first. */
struct keyqueue {
	uint32_t keys[KEYQUEUE_MAX];
	size_t head, n;
	struct keyqueue_place places[KEYQUEUE_MOUSE];
	size_t place_head, n_places;
	struct keyqueue_place mouse; /* of the last key of the mouse that was taken */
};

void keyqueue_add(struct keyqueue *queue, uint32_t key); /* KEY_NONE: nothing; no key of the mouse */
void keyqueue_add_mouse(struct keyqueue *queue, uint32_t key, int row, int col);

/* The next key, or KEY_NONE. */
uint32_t keyqueue_take(struct keyqueue *queue);

#endif

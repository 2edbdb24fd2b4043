#include "config.h"

#include "term/keyqueue.h"

#include "term/key.h"

#include <stdbool.h>

void keyqueue_add(struct keyqueue *queue, uint32_t key)
{
	if (key == KEY_NONE || queue->n == KEYQUEUE_MAX)
		return;
	queue->keys[(queue->head + queue->n++) % KEYQUEUE_MAX] = key;
}

void keyqueue_add_mouse(struct keyqueue *queue, uint32_t key, int row, int col)
{
	if (queue->n_places == KEYQUEUE_MOUSE || queue->n == KEYQUEUE_MAX)
		return;
	queue->places[(queue->place_head + queue->n_places++) % KEYQUEUE_MOUSE] = (struct keyqueue_place){row, col};
	keyqueue_add(queue, key);
}

static bool is_mouse(uint32_t key)
{
	return key == K_CLICK || key == K_WHEEL_UP || key == K_WHEEL_DOWN;
}

uint32_t keyqueue_take(struct keyqueue *queue)
{
	if (queue->n == 0)
		return KEY_NONE;
	uint32_t key = queue->keys[queue->head];
	queue->head = (queue->head + 1) % KEYQUEUE_MAX;
	queue->n--;
	if (is_mouse(key)) {
		queue->mouse = queue->places[queue->place_head];
		queue->place_head = (queue->place_head + 1) % KEYQUEUE_MOUSE;
		queue->n_places--;
	}
	return key;
}

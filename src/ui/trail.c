#include "config.h"

#include "ui/trail.h"

#include <string.h>

void trail_init(struct trail *trail)
{
	*trail = (struct trail){.last = {.article = 0}};
}

static void push(struct trail *trail, struct pos pos)
{
	if (trail->n == TRAIL_MAX) {
		memmove(trail->past, trail->past + 1, (TRAIL_MAX - 1) * sizeof *trail->past);
		trail->n--;
	}
	trail->past[trail->n++] = pos;
}

void trail_leave(struct trail *trail, struct pos here)
{
	trail->n = trail->at;
	push(trail, here);
	trail->at = trail->n;
	trail->last = here;
}

bool trail_back(struct trail *trail, struct pos here, struct pos *to)
{
	if (trail->at == 0)
		return false;
	if (here.article == 0) {
		*to = trail->past[--trail->at];
		trail->n = trail->at;
		return true;
	}
	/* The first step back keeps the way forward to here. */
	if (trail->at == trail->n) {
		push(trail, here);
		trail->at = trail->n - 1;
	} else {
		trail->past[trail->at] = here;
	}
	*to = trail->past[--trail->at];
	return true;
}

bool trail_forward(struct trail *trail, struct pos here, struct pos *to)
{
	if (trail->at + 1 >= trail->n)
		return false;
	trail->past[trail->at] = here;
	*to = trail->past[++trail->at];
	/* At the newest place one is in the present again. */
	if (trail->at + 1 == trail->n)
		trail->n = trail->at;
	return true;
}

bool trail_mark(struct trail *trail, uint32_t letter, struct pos pos)
{
	size_t i = 0;
	while (i < trail->n_marks && trail->marks[i].letter != letter)
		i++;
	if (i == TRAIL_MARKS)
		return false;
	if (i == trail->n_marks)
		trail->n_marks++;
	trail->marks[i] = (struct mark){letter, pos};
	return true;
}

bool trail_find_mark(const struct trail *trail, uint32_t letter, struct pos *pos)
{
	for (size_t i = 0; i < trail->n_marks; i++)
		if (trail->marks[i].letter == letter) {
			*pos = trail->marks[i].pos;
			return true;
		}
	return false;
}

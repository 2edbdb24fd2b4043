#include "config.h"

#include "ui/unfolded.h"

#include "library/related.h"

bool unfolded_open(struct unfolded *unfolded, struct library *library, int64_t first)
{
	int64_t ids[UNFOLDED_MAX + 1];
	int n = library_prints(library, first, ids, UNFOLDED_MAX + 1, NULL);
	*unfolded = (struct unfolded){.first = first};
	for (int i = 0; i < n && unfolded->n < UNFOLDED_MAX; i++)
		if (ids[i] != first)
			unfolded->ids[unfolded->n++] = ids[i];
	if (unfolded->n == 0)
		unfolded->first = 0;
	return unfolded->n > 0;
}

int unfolded_count(struct library *library, int64_t first)
{
	struct unfolded unfolded;
	return unfolded_open(&unfolded, library, first) ? (int)unfolded.n : 0;
}

static size_t find(const struct unfolded *unfolded, int64_t id)
{
	size_t i = 0;
	while (i < unfolded->n && unfolded->ids[i] != id)
		i++;
	return i;
}

bool unfolded_has(const struct unfolded *unfolded, int64_t id)
{
	return find(unfolded, id) < unfolded->n;
}

int64_t unfolded_step(const struct unfolded *unfolded, int64_t id, bool back)
{
	size_t i = find(unfolded, id);
	if (i == unfolded->n)
		return !back && id != 0 && id == unfolded->first ? unfolded->ids[0] : 0;
	if (back)
		return i > 0 ? unfolded->ids[i - 1] : unfolded->first;
	return i + 1 < unfolded->n ? unfolded->ids[i + 1] : 0;
}

int64_t unfolded_last(const struct unfolded *unfolded)
{
	return unfolded->n > 0 ? unfolded->ids[unfolded->n - 1] : 0;
}

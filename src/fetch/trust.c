#include "config.h"

#include "fetch/trust.h"

#include <inttypes.h>
#include <stdio.h>

enum { NAME_B = 40 };

#define IS_PUBLIC STR("public")
#define IS_TRUSTED STR("trusted")

static void name_of(int64_t feed, char name[NAME_B])
{
	snprintf(name, NAME_B, "address:%" PRId64, feed);
}

static bool has(struct library *library, const char *name, struct str value)
{
	struct buf now;
	buf_init(&now, 64);
	bool same = library_value(library, name, &now, NULL) == 0 && str_eq(buf_str(&now), value);
	buf_done(&now);
	return same;
}

bool trust_is_guarded(struct library *library, int64_t feed)
{
	char name[NAME_B];
	name_of(feed, name);
	return has(library, name, IS_PUBLIC);
}

void trust_note_public(struct library *library, int64_t feed)
{
	char name[NAME_B];
	name_of(feed, name);
	if (!has(library, name, IS_PUBLIC) && !has(library, name, IS_TRUSTED))
		library_set_value(library, name, IS_PUBLIC, NULL);
}

void trust_give(struct library *library, int64_t feed)
{
	char name[NAME_B];
	name_of(feed, name);
	if (has(library, name, IS_PUBLIC))
		library_set_value(library, name, IS_TRUSTED, NULL);
}

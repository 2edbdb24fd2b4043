#include "config.h"

#include "words/level.h"

#include "base/mem.h"
#include "text/breaks.h"
#include "text/compose.h"
#include "text/fold.h"
#include "text/prop.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

_Static_assert((int)KEY_MAX_CP <= (int)COMPOSE_MAX_CP, "a key can be composed");

enum { CP_MAQAF = 0x05BE, CP_GERESH = 0x05F3, CP_GERSHAYIM = 0x05F4 };

const char *level_name(enum level level)
{
	static const char *const names[N_LEVELS] = {"exact", "fold", "stem"};
	return names[level];
}

/* A key while it is made, and the number of the code point in the word that each letter came of. */
struct letters {
	uint32_t cp[KEY_MAX_CP];
	uint32_t from[KEY_MAX_CP];
	size_t n;
	bool cut;
};

static bool push(struct letters *l, uint32_t cp, size_t from)
{
	l->cut = l->n == KEY_MAX_CP;
	if (l->cut)
		return false;
	l->cp[l->n] = cp;
	l->from[l->n++] = (uint32_t)from;
	return true;
}

static void keep(struct letters *l, size_t to, size_t from, uint32_t cp)
{
	l->cp[to] = cp;
	l->from[to] = l->from[from];
}

/* Compose each cluster by itself: nothing is composed across two. */
static void compose_clusters(struct letters *l)
{
	uint32_t props[KEY_MAX_CP] = {0}, cluster[COMPOSE_MAX_CP];
	uint8_t starts[KEY_MAX_CP];
	size_t n = 0, n_all = l->n;
	for (size_t i = 0; i < n_all; i++)
		props[i] = prop_of(l->cp[i]);
	breaks_clusters(props, n_all, starts);
	for (size_t i = 0, end; i < n_all; i = end) {
		for (end = i + 1; end < n_all && !starts[end];)
			end++;
		memcpy(cluster, l->cp + i, (end - i) * sizeof *cluster);
		size_t n_composed = compose(cluster, end - i);
		for (size_t k = 0; k < n_composed && k < end - i; k++)
			keep(l, n++, i, cluster[k]);
	}
	l->n = n;
}

static void take_exact(struct letters *l, struct str word)
{
	bool may_change = false;
	size_t number = 0;
	for (size_t i = 0; i < word.n; number++) {
		uint32_t cp;
		i += utf8_decode(word.p + i, word.n - i, &cp);
		if (prop_wb(prop_of(cp)) == PWB_FORMAT)
			continue;
		if (!push(l, cp, number))
			break;
		may_change = may_change || compose_may_change(cp);
	}
	if (may_change)
		compose_clusters(l);
}

static bool is_digit(const struct letters *l, size_t i)
{
	return i < l->n && l->cp[i] >= '0' && l->cp[i] <= '9';
}

/* Whether exactly three digits stand after i: then the sign there groups thousands. */
static bool groups(const struct letters *l, size_t i)
{
	return is_digit(l, i + 1) && is_digit(l, i + 2) && is_digit(l, i + 3) && !is_digit(l, i + 4);
}

/* Whether a word is letters with a full stop after each but the last, which may have one. */
static bool is_acronym(const struct letters *l)
{
	for (size_t i = 0; i < l->n; i++)
		if ((l->cp[i] == '.') != (i % 2 == 1) || is_digit(l, i))
			return false;
	return l->n >= 3;
}

/* What a sign between letters or digits becomes; 0 when it does not count. */
static uint32_t fold_sign(const struct letters *l, size_t i, bool acronym)
{
	bool in_number = i > 0 && is_digit(l, i - 1) && is_digit(l, i + 1);
	switch (l->cp[i]) {
	case '-':
	case 0x2010:
	case CP_MAQAF:
	case '_':
		return in_number ? '-' : 0;
	case ',':
	case 0x060C: /* ، */
	case 0x066C: /* ٬ */
		if (!in_number)
			return l->cp[i];
		return groups(l, i) ? 0 : '.';
	case 0x066B: /* ٫ */
		return '.';
	case '\'':
	case 0x2019:
	case CP_GERESH:
	case '"':
	case CP_GERSHAYIM:
		return 0;
	case '.':
		return acronym ? 0 : '.';
	default:
		return l->cp[i];
	}
}

/* Fold the signs once; false when there was nothing to do. */
static bool fold_signs(struct letters *l)
{
	struct letters out = {.cut = l->cut};
	bool acronym = is_acronym(l), changed = false;
	for (size_t i = 0; i < l->n; i++) {
		uint32_t cp = fold_sign(l, i, acronym);
		changed = changed || cp != l->cp[i];
		if (cp != 0)
			push(&out, cp, l->from[i]);
	}
	*l = out;
	return changed;
}

static bool may_be_sign(uint32_t cp)
{
	return cp < '0' || cp == '_' || cp == CP_MAQAF || cp == CP_GERESH || cp == CP_GERSHAYIM || cp == 0x60C
	       || cp == 0x66B || cp == 0x66C || cp == 0x2010 || cp == 0x2019;
}

static void take_folded(struct letters *l, struct str word, enum token_kind kind)
{
	bool signs = false, room = true;
	size_t number = 0;
	for (size_t i = 0; i < word.n && room; number++) {
		uint32_t cp, many[FOLD_MAX_CP];
		i += utf8_decode(word.p + i, word.n - i, &cp);
		uint32_t folded = fold_entry(cp);
		if (folded & FOLD_MANY) {
			size_t n = fold_many(cp, many);
			for (size_t k = 0; k < n && room; k++)
				room = push(l, many[k], number);
			signs = true;
		} else if (folded != 0) {
			room = push(l, folded, number);
			signs = signs || may_be_sign(folded);
		}
	}
	if (!signs || kind == TOKEN_ADDRESS)
		return;
	while (fold_signs(l))
		continue; /* one less, or a comma less, each time */
}

static void encode(const struct letters *l, struct key *key)
{
	size_t n = 0;
	for (size_t i = 0; i < l->n; i++)
		n += utf8_encode(l->cp[i], key->text + n);
	key->n_b = n;
	key->cut = l->cut;
}

static void make(enum level level, struct stems *stems, struct str word, enum token_kind kind, struct letters *l,
                 struct key *key)
{
	l->n = 0;
	l->cut = false;
	if (level == LEVEL_EXACT)
		take_exact(l, word);
	else
		take_folded(l, word, kind);
	encode(l, key);
	if (level != LEVEL_STEM)
		return;
	struct str stem = stems_stem(stems, key_str(key), kind);
	memmove(key->text, stem.p, stem.n);
	key->n_b = stem.n;
}

void level_key(enum level level, struct stems *stems, struct str word, enum token_kind kind, struct key *key)
{
	struct letters l;
	make(level, stems, word, kind, &l, key);
}

/* Where the clusters of a word begin; the caller frees. */
static uint8_t *clusters_of(struct str word, size_t *n)
{
	uint32_t *props = xreallocarray(NULL, word.n + 1, sizeof *props);
	uint8_t *starts = xmalloc(word.n + 1);
	*n = 0;
	for (size_t i = 0; i < word.n;) {
		uint32_t cp;
		i += utf8_decode(word.p + i, word.n - i, &cp);
		props[(*n)++] = prop_of(cp);
	}
	breaks_clusters(props, *n, starts);
	free(props);
	return starts;
}

void level_key_map(enum level level, struct stems *stems, struct str word, enum token_kind kind, struct key *key,
                   struct key_map *map)
{
	struct letters l = {.n = 0};
	size_t n;
	make(level, stems, word, kind, &l, key);
	uint8_t *starts = clusters_of(word, &n);
	map->n = utf8_count(key_str(key));
	for (size_t i = 0; i < map->n; i++) {
		size_t from = level == LEVEL_STEM ? 0 : l.from[i], to = level == LEVEL_STEM ? n : from + 1;
		while (from > 0 && !starts[from])
			from--;
		while (to < n && !starts[to])
			to++;
		map->at[i].from_cp = from;
		map->at[i].to_cp = to;
	}
	free(starts);
}

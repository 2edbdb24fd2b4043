#include "config.h"

#include "words/prefix.h"

#include "base/mem.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

void prefixes_done(struct prefixes *prefixes)
{
	free(prefixes->at);
	*prefixes = (struct prefixes){0};
}

void prefixes_add(struct prefixes *prefixes, enum level level, uint32_t keyword, const uint32_t *before,
                  size_t n_before, struct str word, enum token_kind kind)
{
	prefixes->at = xgrow(prefixes->at, prefixes->n, &prefixes->cap, sizeof *prefixes->at);
	struct prefix *prefix = &prefixes->at[prefixes->n];
	prefix->keyword = keyword;
	prefix->n_before = n_before;
	if (n_before > 0)
		memcpy(prefix->before, before, n_before * sizeof *before);
	level_key(prefix_level(level), NULL, word, kind, &prefix->key);
	prefix->n_cp = utf8_count(key_str(&prefix->key));
	prefixes->n += prefix->n_cp > 0;
}

void prefix_extent(const struct prefix *prefix, enum level level, struct str word, enum token_kind kind, size_t *n_b,
                   size_t *n_cp)
{
	struct key key;
	struct key_map map;
	level_key_map(prefix_level(level), NULL, word, kind, &key, &map);
	*n_cp = map.at[prefix->n_cp - 1].to_cp;
	*n_b = utf8_offset(word, *n_cp);
}

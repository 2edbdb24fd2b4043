#include "config.h"

#include "replay.h"

#include "words/match.h"

#include <stdlib.h>
#include <string.h>

static void promise(bool kept)
{
	if (!kept)
		abort();
}

/* Keys of every level lead back into their word, and folding a folded key changes nothing. */
static void check_word(struct stems *stems, struct str word, const struct token *token)
{
	for (int level = 0; level < N_LEVELS; level++) {
		struct key key, again;
		struct key_map map;
		size_t n_cp = token->to_cp - token->from_cp;
		level_key_map((enum level)level, stems, word, token->kind, &key, &map);
		promise(key.n_b <= KEY_MAX_B && map.n <= key.n_b);
		for (size_t i = 0; i < map.n; i++)
			promise(map.at[i].from_cp < map.at[i].to_cp && map.at[i].to_cp <= n_cp);
		if (level == LEVEL_STEM)
			continue;
		level_key((enum level)level, stems, key_str(&key), token->kind, &again);
		promise(again.n_b == key.n_b && memcmp(again.text, key.text, key.n_b) == 0);
	}
}

/* The first line is a keyword, the rest a text in which it is looked for, in every way. */
static void check_keyword(struct stems *stems, struct str text)
{
	struct str line, rest = text;
	struct hits hits = {0};
	if (!str_next_line(&rest, &line))
		return;
	const struct keyword keywords[] = {{line, LEVEL_EXACT, false}, {line, LEVEL_FOLDED, false},
	                                   {line, LEVEL_STEM, false}, {line, LEVEL_FOLDED, true}};
	struct matcher *matcher = matcher_new(keywords, sizeof keywords / sizeof *keywords, stems);
	matcher_find(matcher, stems, rest, &hits);
	for (size_t i = 0; i < hits.n; i++)
		promise(hits.at[i].from_b < hits.at[i].to_b && hits.at[i].to_b <= rest.n);
	hits_thin(&hits);
	for (size_t i = 1; i < hits.n; i++)
		promise(hits.at[i].from_b >= hits.at[i - 1].to_b);
	hits_free(&hits);
	matcher_free(matcher);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct stems *stems;
	struct str text = {(const char *)bytes, n};
	struct tokens walk = tokens_of(text);
	size_t end_b = 0;
	if (stems == NULL)
		stems = stems_new();
	for (struct token token, part; token_next(&walk, &token); end_b = token.to_b) {
		struct tokens parts = token_parts(text, &token);
		promise(token.from_b >= end_b && token.from_b < token.to_b && token.to_b <= n);
		check_word(stems, token_text(text, &token), &token);
		while (token_next(&parts, &part)) {
			promise(part.from_b >= token.from_b && part.to_b <= token.to_b && !part.compound);
			check_word(stems, token_text(text, &part), &part);
		}
	}
	check_keyword(stems, text);
	return 0;
}

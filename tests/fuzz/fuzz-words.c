#include "config.h"

#include "replay.h"

#include "words/expr.h"
#include "words/finder.h"
#include "words/snippet.h"

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
	const struct keyword keywords[] = {{line, LEVEL_EXACT, false, false}, {line, LEVEL_FOLDED, false, false},
	                                   {line, LEVEL_STEM, false, true}, {line, LEVEL_FOLDED, true, false}};
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

static void check_finder(struct finder *finder, struct stems *stems, struct str text)
{
	struct hits hits = {0}, moved = {0};
	struct buf out;
	buf_init(&out, BUF_NO_MAX);
	finder_find(finder, stems, text, true, &hits);
	for (size_t i = 1; i < hits.n; i++)
		promise(hits.at[i].from_b >= hits.at[i - 1].to_b);
	promise(hits.n == 0 || finder_marks(finder));
	struct snippet snippet = snippet_of(text, &hits, text.n % 100);
	snippet_add(&snippet, text, &hits, &out, &moved);
	for (size_t i = 0; i < moved.n; i++)
		promise(moved.at[i].from_b < moved.at[i].to_b && moved.at[i].to_b <= out.n);
	finder_meets(finder, stems, &text, 1, 1);
	finder_free(finder);
	hits_free(&hits);
	hits_free(&moved);
	buf_done(&out);
}

/* The first line is a query, and what is typed. */
static void check_query(struct stems *stems, struct str text)
{
	struct str line, rest = text;
	const struct expr *expr;
	struct err err;
	if (!str_next_line(&rest, &line))
		return;
	struct arena *arena = arena_new();
	expr_parse(line, arena, &expr, &err);
	for (int level = 0; level < N_LEVELS; level++) {
		check_finder(finder_new(expr, (enum level)level, stems), stems, rest);
		check_finder(finder_new_typed(line, (enum level)level, stems), stems, rest);
	}
	arena_free(arena);
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
	check_query(stems, text);
	return 0;
}

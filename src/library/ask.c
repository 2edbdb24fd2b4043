#include "config.h"

#include "library/ask.h"

#include "base/arena.h"
#include "library/beginnings.h"
#include "library/db.h"
#include "library/vocabulary.h"

#include <math.h>
#include <string.h>

enum { MAX_DEPTH = 24, PHRASE_WORDS = 64 }; /* FTS5 goes no deeper than some 30 parentheses */

/*
 * What it takes, in microseconds, to join words for each article that has one, and to look at the articles of a page;
 * how many are joined for a rank; how often all articles must have the frequent words for most to have one.
 */
#ifdef JARIDA_TINY
enum { JOIN_US = 1, PAGE_US = 0, RANKED_JOINS = 1 << 20, COVERED = 1 };
#else
enum { JOIN_US = 1, PAGE_US = 1000, RANKED_JOINS = 30000, COVERED = 2 };
#endif

/* What stands for a beginning. */
enum begun {
	BEGUN_NOT,      /* it is a word */
	BEGUN_JOINED,   /* FTS5 finds the words */
	BEGUN_FREQUENT, /* the most frequent words do */
	BEGUN_LOOKED    /* nothing: articles are looked at */
};

struct asking {
	struct library *library;
	struct asked *asked;
	struct arena *arena;
	struct buf phrase; /* the sequence of words that is being made */
	enum level level;
	enum ask_how how;
	enum begun begun;  /* how the phrase ends */
	bool joins;        /* another one ends in what FTS5 joins */
	bool denied, in_title; /* where the words stand */
	double reach;      /* in how many documents about is what was put last */
	int64_t documents;
	int room;          /* words that may still stand in for others */
	int status;
	struct err *err;
};

/* --- words --- */

/* How much a word tells that is in about df of the documents. */
static double telling(const struct asking *a, int64_t df)
{
	double n = (double)a->documents, d = (double)(df < a->documents ? df : a->documents);
	return log(1 + (n - d + 0.5) / (d + 0.5));
}

/*
 * Of a beginning that so many articles have in all its words, and so many in the most frequent one. How many have
 * no such word, or have it in their titles, nobody knows.
 */
static enum begun how_begun(const struct asking *a, int64_t all, int64_t most)
{
	if (a->how == ASK_TYPED || (a->how == ASK_RANKED && all > RANKED_JOINS))
		return BEGUN_FREQUENT;
	bool known = a->how >= ASK_WALKED && !a->denied && !a->in_title;
	if (!known || all * JOIN_US <= PAGE_US * (a->documents / (most + 1) + 1))
		return BEGUN_JOINED;
	return a->how == ASK_SOME ? BEGUN_FREQUENT : BEGUN_LOOKED;
}

/* Words that are as good stand beside it. What they tell together with it, which is in df articles. */
static double add_as_good(struct asking *a, struct str key, const struct vocabulary_word *words, int n, int64_t df)
{
	for (int i = 0; i < n; i++) {
		if (str_eq(words[i].word, key))
			continue;
		if (a->begun == BEGUN_NOT || a->begun == BEGUN_FREQUENT)
			words_add(&a->phrase, words[i].word, true);
		df += words[i].df;
		a->room--;
	}
	if (a->begun == BEGUN_LOOKED)
		a->asked->most &= df >= COVERED * a->documents;
	return telling(a, df);
}

/* A word, and those that are as good, at the next place; what it tells. */
static double add_word(struct asking *a, struct str text, const struct token *token, bool prefix)
{
	struct key key, stem;
	struct vocabulary_word *words = NULL;
	int64_t df = 0, all = 0;
	size_t before = a->phrase.n;
	bool typed = a->how == ASK_TYPED;
	int n = 0, most = prefix ? ASK_PREFIX : typed ? ASK_STEM : ASK_STEM_WHOLE;
	level_key(LEVEL_FOLDED, NULL, token_text(text, token), token->kind, &key);
	if (a->status < 0 || !words_add(&a->phrase, key_str(&key), false))
		return 0;
	a->status = vocabulary_df(a->library, key_str(&key), &df, a->err);
	most = typed && a->room < most ? a->room : most;
	if (a->status == 0 && prefix) {
		n = vocabulary_of_prefix(a->library, key_str(&key), most, a->arena, &words, &all, a->err);
		a->begun = how_begun(a, all, n > 0 ? words[0].df : 0);
		a->phrase.n = a->begun == BEGUN_LOOKED ? before : a->phrase.n;
	} else if (a->status == 0 && a->level == LEVEL_STEM) {
		level_key(LEVEL_STEM, vocabulary_stems(a->library), token_text(text, token), token->kind, &stem);
		n = vocabulary_of_stem(a->library, key_str(&stem), most, a->arena, &words, a->err);
	}
	a->status = n < 0 ? n : a->status;
	return add_as_good(a, key_str(&key), words, n, df);
}

static void begin_phrase(struct asking *a)
{
	buf_clear(&a->phrase);
	a->begun = BEGUN_NOT;
}

/* The phrase that was made, in quotes; a word that every article has where nothing was left to be asked. */
static void put_phrase(struct asking *a, double weight, bool in_title)
{
	struct buf *match = &a->asked->match;
	struct ranking *ranking = &a->asked->ranking;
	bool any = a->begun == BEGUN_LOOKED && a->phrase.n == 0;
	if (any)
		buf_add_str(&a->phrase, STR(WORDS_GAP));
	if (in_title && !any)
		buf_add_str(match, STR("title : "));
	buf_add_char(match, '"');
	for (size_t i = 0; i < a->phrase.n; i++) {
		if (a->phrase.p[i] == '"')
			buf_add_char(match, '"');
		buf_add_char(match, a->phrase.p[i]);
	}
	buf_add_char(match, '"');
	if (a->begun == BEGUN_JOINED)
		buf_add_char(match, '*');
	a->joins |= a->begun == BEGUN_JOINED;
	a->asked->looks |= a->begun == BEGUN_LOOKED;
	a->reach = (double)(a->documents + 1) * exp(-weight); /* telling(), turned round */
	if (ranking->n < RANKED_PHRASES)
		ranking->weights[ranking->n++] = weight;
}

/* What the tokens of a term are. */
struct words {
	struct token first, last; /* and the last that is a part, if there are any */
	int n_tokens, n_parts;
};

static bool counts(struct str text, const struct token *token)
{
	struct key key;
	level_key(LEVEL_FOLDED, NULL, token_text(text, token), token->kind, &key);
	return key.n_b > 0;
}

static struct words look_at(struct str text)
{
	struct words words = {.n_tokens = 0};
	struct tokens walk = tokens_of(text);
	for (struct token token, part; token_next(&walk, &token); words.n_tokens++) {
		struct tokens parts = token_parts(text, &token);
		if (words.n_tokens == 0)
			words.first = token;
		while (token_next(&parts, &part)) {
			if (!counts(text, &part))
				continue;
			words.n_parts++;
			words.last = part;
		}
	}
	return words;
}

/* The parts of all words, one after the other; what they tell. */
static double add_parts(struct asking *a, const struct expr *expr, const struct words *words)
{
	double weight = 0;
	struct tokens walk = tokens_of(expr->text);
	for (struct token token, part; token_next(&walk, &token);) {
		struct tokens parts = token_parts(expr->text, &token);
		while (token_next(&parts, &part))
			weight += add_word(a, expr->text, &part, expr->prefix && part.from_b == words->last.from_b);
	}
	return fmin(weight, telling(a, 1));
}

/*
 * A beginning of few letters, at the only place of its phrase, which holds words
 * that begin so: all titles beside them where those are not all, and nothing but titles where
 * those are meant.
 */
static bool add_titles(struct asking *a, const struct expr *expr, const struct token *token)
{
	struct key key;
	if (!expr->prefix || a->begun == BEGUN_NOT || (a->begun != BEGUN_FREQUENT && !expr->in_title))
		return false;
	level_key(LEVEL_FOLDED, NULL, token_text(expr->text, token), token->kind, &key);
	if (!beginning_fits(key_str(&key)))
		return false;
	if (expr->in_title)
		begin_phrase(a);
	beginning_add(key_str(&key), !expr->in_title, &a->phrase);
	return true;
}

static void put_parts(struct asking *a, const struct expr *expr, const struct words *words)
{
	begin_phrase(a);
	double weight = add_parts(a, expr, words);
	bool titles = words->n_parts == 1 && add_titles(a, expr, &words->last);
	put_phrase(a, weight, expr->in_title && !titles);
}

static void put_whole(struct asking *a, const struct expr *expr, const struct words *words)
{
	begin_phrase(a);
	double weight = add_word(a, expr->text, &words->first, expr->prefix);
	bool titles = add_titles(a, expr, &words->first);
	put_phrase(a, weight, expr->in_title && !titles);
}

/* A single compound is looked for as a whole too, a name only so (words/match.h). False: nothing of it can be found. */
static bool put_term(struct asking *a, const struct expr *expr)
{
	struct words words = look_at(expr->text);
	bool single = words.n_tokens == 1;
	bool named = single && (words.first.kind == TOKEN_NAME || words.first.kind == TOKEN_TAG);
	bool whole = single && words.first.compound && counts(expr->text, &words.first);
	bool parts = words.n_parts > 0 && words.n_parts <= PHRASE_WORDS && !named;
	struct buf *match = &a->asked->match;
	a->in_title = expr->in_title;
	if (!parts && !whole)
		return false;
	if (parts && whole)
		buf_add_char(match, '(');
	if (parts)
		put_parts(a, expr, &words);
	if (parts && whole)
		buf_add_str(match, STR(" OR "));
	if (whole)
		put_whole(a, expr, &words);
	if (parts && whole)
		buf_add_char(match, ')');
	return true;
}

/* --- the tree --- */

static bool put(struct asking *a, const struct expr *expr, int depth);

/* A word that every article has. */
static void put_any(struct asking *a)
{
	begin_phrase(a);
	buf_add_str(&a->phrase, STR(WORDS_GAP));
	put_phrase(a, 0, false);
}

/* The children of a kind, with that between them, in parentheses; how many said anything. */
static int put_children(struct asking *a, const struct expr *expr, bool denied, const char *between, int depth)
{
	struct buf *match = &a->asked->match;
	double reach = 0;
	int n = 0;
	for (const struct expr *child = expr->first; child != NULL; child = child->next) {
		if ((child->kind == EXPR_NOT) != denied && expr->kind == EXPR_AND)
			continue;
		size_t before = match->n;
		buf_add_str(match, n > 0 ? str_of(between) : STR("("));
		if (!put(a, denied && child->kind == EXPR_NOT ? child->first : child, depth + 1)) {
			match->n = before;
			continue;
		}
		reach = n++ == 0 ? a->reach : expr->kind == EXPR_OR ? reach + a->reach : fmin(reach, a->reach);
	}
	a->reach = reach;
	if (n > 0)
		buf_add_char(match, ')');
	return n;
}

/* In FTS5 NOT has two sides; at the exact level what is denied is left to those who look at the article. */
static bool put_and(struct asking *a, const struct expr *expr, int depth)
{
	struct buf *match = &a->asked->match;
	size_t before = match->n;
	int n_phrases = a->asked->ranking.n;
	buf_add_char(match, '(');
	bool said = put_children(a, expr, false, " AND ", depth) > 0;
	if (!said)
		put_any(a);
	size_t joint = match->n;
	double reach = a->reach;
	bool denied = false;
	if (a->level != LEVEL_EXACT) {
		bool before_denied = a->denied;
		buf_add_str(match, STR(" NOT "));
		a->denied = true;
		denied = put_children(a, expr, true, " OR ", depth) > 0;
		a->denied = before_denied;
		match->n = denied ? match->n : joint;
	}
	a->reach = reach;
	buf_add_char(match, ')');
	if (said || denied || a->level == LEVEL_EXACT)
		return true;
	match->n = before;
	a->asked->ranking.n = n_phrases;
	return false;
}

static bool put_not(struct asking *a, const struct expr *expr, int depth)
{
	struct expr alone = *expr;
	const struct expr and = {.kind = EXPR_AND, .first = &alone};
	alone.next = NULL;
	if (expr->first != NULL && expr->first->kind == EXPR_NOT)
		return put(a, expr->first->first, depth + 1);
	return put_and(a, &and, depth);
}

/* False: it says nothing, and nothing was put. */
static bool put(struct asking *a, const struct expr *expr, int depth)
{
	if (expr == NULL || depth > MAX_DEPTH)
		return false;
	switch (expr->kind) {
	case EXPR_WORD:
	case EXPR_PHRASE:
		return put_term(a, expr);
	case EXPR_AND:
		return put_and(a, expr, depth);
	case EXPR_OR:
		return put_children(a, expr, false, " OR ", depth) > 0;
	case EXPR_NOT:
		return put_not(a, expr, depth);
	case EXPR_ALL:
	case EXPR_FIELD:
		break;
	}
	return false;
}

int ask_make(struct library *library, const struct expr *expr, enum level level, enum ask_how how,
             struct asked *asked, struct err *err)
{
	struct asking a = {
		.library = library, .asked = asked, .level = level, .how = how, .room = ASK_ALL, .err = err};
	buf_clear(&asked->match);
	asked->ranking.n = 0;
	asked->says = asked->begins = asked->looks = false;
	asked->most = true;
	asked->verify = level == LEVEL_EXACT;
	a.status = vocabulary_documents(library, &a.documents, err);
	if (a.status != 0 || expr == NULL)
		return a.status;
	asked->ranking.mean_length = vocabulary_mean_length(library);
	a.arena = arena_new();
	buf_init(&a.phrase, BUF_NO_MAX);
	asked->says = put(&a, expr, 0);
	asked->begins |= a.joins && !asked->looks;
	asked->most &= asked->looks;
	asked->reach = (int64_t)a.reach;
	buf_done(&a.phrase);
	arena_free(a.arena);
	return a.status;
}

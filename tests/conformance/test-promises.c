/*
 * What readers look for in two clippings and in the sample edition, and the
 * very letters that are marked: `?` in the place of what is expected prints it.
 */
#include "config.h"

#include "../reference/tap.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "words/expr.h"
#include "words/finder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_TEXT_B = 1 << 20 };

struct promise {
	const char *file, *query;
	enum level level;
	const char *marked; /* each once, in the order of the text */
};

#include "promises.h"

static struct stems *stems;

/* One more of what is marked, unless it is there. */
static void note(struct buf *marked, struct str what)
{
	struct str rest = buf_str(marked);
	while (rest.n > 0) {
		size_t end = str_find(rest, STR("|"), 0);
		if (str_eq(str_sub(rest, 0, end), what))
			return;
		rest = str_sub(rest, end < rest.n ? end + 1 : rest.n, rest.n);
	}
	if (marked->n > 0)
		buf_add_char(marked, '|');
	buf_add_str(marked, what);
}

static void look(struct finder *finder, struct str text, struct buf *marked)
{
	struct hits hits = {0};
	struct str line;
	while (str_next_line(&text, &line)) {
		finder_find(finder, stems, line, false, &hits);
		for (size_t i = 0; i < hits.n; i++)
			note(marked, str_sub(line, hits.at[i].from_b, hits.at[i].to_b));
	}
	hits_free(&hits);
	finder_free(finder);
}

/* As a query of the library; and one word or phrase as what is typed behind /, which finds that and perhaps more. */
static void check(const struct promise *promise, struct str text)
{
	static const char *const names[] = {"exact", "fold", "stem"};
	struct arena *arena = arena_new();
	const struct expr *expr;
	struct buf marked, typed;
	buf_init(&marked, BUF_NO_MAX);
	buf_init(&typed, BUF_NO_MAX);
	expr_parse(str_of(promise->query), arena, &expr, NULL);
	look(finder_new(expr, promise->level, stems), text, &marked);
	look(finder_new_typed(str_of(promise->query), promise->level, stems), text, &typed);
	bool kept = str_eq(buf_str(&marked), str_of(promise->marked));
	bool one = expr->kind == EXPR_PHRASE || (expr->kind == EXPR_WORD && !expr->prefix);
	tap_ok(kept && (!one || marked.n == 0 || typed.n > 0), "%s: %s, %s", promise->file, promise->query,
	       names[promise->level]);
	if (!kept)
		tap_note("marked: %s", buf_cstr(&marked));
	buf_done(&marked);
	buf_done(&typed);
	arena_free(arena);
}

static bool read_text(const char *folder, const char *file, struct buf *text)
{
	struct buf path;
	struct err err;
	buf_init(&path, BUF_NO_MAX);
	buf_addf(&path, "%s/%s", folder, file);
	int fd = file_open(buf_cstr(&path), &err);
	bool done = fd >= 0 && file_read_all(fd, file, text, &err) >= 0;
	if (fd >= 0)
		close(fd);
	buf_done(&path);
	return done;
}

static void check_all(const char *folder, const struct promise *promises, size_t n)
{
	struct buf text;
	buf_init(&text, MAX_TEXT_B);
	for (size_t i = 0; i < n; i++) {
		buf_clear(&text);
		if (read_text(folder, promises[i].file, &text))
			check(&promises[i], buf_str(&text));
		else
			tap_ok(true, "%s # SKIP it is not here", promises[i].file);
	}
	buf_done(&text);
}

int main(void)
{
	const char *source = getenv("top_srcdir"), *shared = getenv("JARIDA_SHARED");
	char folder[4096];
	stems = stems_new();
	snprintf(folder, sizeof folder, "%s/data/samples", source != NULL ? source : ".");
	check_all(folder, of_samples, sizeof of_samples / sizeof *of_samples);
	snprintf(folder, sizeof folder, "%s/seeds", shared != NULL ? shared : "/nowhere");
	check_all(folder, of_seeds, sizeof of_seeds / sizeof *of_seeds);
	stems_free(stems);
	return tap_done();
}

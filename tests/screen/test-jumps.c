/*
 * test-jumps.c: back is always the very place that was left.
 *
 *     test-jumps [JUMPS [SEED]]
 *
 * A library is read with random keys: by the panel of related stories, along
 * the chain, the list, links, marks and searches, with scrolling between.
 * A model keeps what stood on the screen before each jump, and H and L must
 * bring exactly that back, line for line. A failure names the seed.
 */
#include "config.h"

#include "child.h"
#include "fake.h"
#include "picture.h"

#include "base/mem.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

enum { ROWS = 12, COLS = 120 /* room for the number beside a message */, JUMPS = 500, DEEP = 120, MAX_PLACES = 1024 };

/* What is on the screen: the number of the article, and its lines. */
struct view {
	long number;
	char *lines;
};

struct world {
	uint32_t random;
	struct child child;
	struct fake fake;
	VTerm *vterm;
	struct view now;
	struct view past[MAX_PLACES], ahead[MAX_PLACES];
	size_t n_past, n_ahead, deepest;
	char keys[64]; /* pressed last */
	char why[4096];
};

static uint32_t below(struct world *w, uint32_t n)
{
	w->random = w->random * 1664525U + 1013904223U;
	return (w->random >> 8) % n;
}

static bool look(struct world *w)
{
	struct buf rows;
	buf_init(&rows, BUF_NO_MAX);
	picture_add_rows(&rows, w->vterm);
	char *text = xstrndup(rows.p, rows.n);
	buf_done(&rows);
	char *status = text;
	for (int row = 0; row < ROWS - 1 && status != NULL; row++)
		status = strchr(status, '\n') != NULL ? strchr(status, '\n') + 1 : NULL;
	const char *number = status != NULL ? strstr(status, "article ") : NULL;
	free(w->now.lines);
	w->now = (struct view){number != NULL ? strtol(number + strlen("article "), NULL, 10) : 0, text};
	if (status != NULL)
		*status = '\0';
	return w->now.number > 0;
}

static bool press(struct world *w, const char *keys)
{
	snprintf(w->keys, sizeof w->keys, "%s", keys);
	child_expect_sync(&w->child);
	child_send(&w->child, str_of(keys));
	bool drawn = child_wait_drawn(&w->child) && !w->child.ended;
	if (!drawn)
		snprintf(w->why, sizeof w->why, "no picture after %s", keys);
	return drawn;
}

static struct view keep(const struct view *view)
{
	return (struct view){view->number, xstrdup(view->lines)};
}

static bool same(const struct view *a, const struct view *b)
{
	return a->number == b->number && strcmp(a->lines, b->lines) == 0;
}

static void forget(struct view *views, size_t *n)
{
	while (*n > 0)
		free(views[--*n].lines);
}

/* Keys of a jump: the first may open a list (else the others mean something else); it is closed if it is still open. */
static bool jump(struct world *w, const char *const *keys, size_t n)
{
	struct view before = keep(&w->now);
	bool ok = press(w, keys[0]), listed = ok && !look(w);
	for (size_t i = 1; i < n && ok && listed; i++)
		ok = press(w, keys[i]);
	if (ok && !look(w))
		ok = press(w, "\033") && look(w);
	if (ok && !same(&before, &w->now)) {
		forget(w->ahead, &w->n_ahead);
		w->past[w->n_past++] = before;
		w->deepest = w->n_past > w->deepest ? w->n_past : w->deepest;
		return true;
	}
	free(before.lines);
	return ok;
}

static bool go(struct world *w, bool back)
{
	struct view *from = back ? w->past : w->ahead, *to = back ? w->ahead : w->past;
	size_t *n_from = back ? &w->n_past : &w->n_ahead, *n_to = back ? &w->n_ahead : &w->n_past;
	struct view expected = keep(*n_from > 0 ? &from[*n_from - 1] : &w->now);
	if (*n_from > 0) {
		free(from[--*n_from].lines);
		to[(*n_to)++] = keep(&w->now);
	}
	bool ok = press(w, back ? "H" : "L") && look(w);
	if (ok && !same(&expected, &w->now)) {
		snprintf(w->why, sizeof w->why, "expected article %ld:\n%sgot article %ld:\n%s", expected.number,
		         expected.lines, w->now.number, w->now.lines);
		ok = false;
	}
	free(expected.lines);
	return ok;
}

/* Moves within the article are no jumps. */
static bool scroll(struct world *w)
{
	static const char *const keys[] = {"j", "k", "d", "u", "j", "j", "5j", "G", "g", "50%", "n"};
	return press(w, keys[below(w, sizeof keys / sizeof keys[0])]) && look(w);
}

static bool any_jump(struct world *w)
{
	static const char *const digits[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
	static const char *const plain[] = {"J", "K", "t", "T", "t", "T", ".", ",", "'a", "''"};
	static const char *const words[] = {"/\xd9\x85\xd9\x86\r", "/\xd8\xa7\xd9\x84\r", "/e\r"};
	const char *digit = digits[below(w, 9)];
	switch (below(w, 8)) {
	case 0:
	case 1:
		return jump(w, (const char *const[]){"r", digit, "\r"}, below(w, 2) + 2);
	case 2:
		return jump(w, (const char *const[]){"r", "j", "j", "\r"}, 4);
	case 3:
		return jump(w, (const char *const[]){"r", "S", digit}, 3);
	case 4:
		return jump(w, (const char *const[]){"l", digits[below(w, 2)]}, 2);
	case 5:
		return jump(w, &words[below(w, 3)], 1);
	case 6:
		return press(w, "ma") && look(w);
	default:
		return jump(w, &plain[below(w, sizeof plain / sizeof plain[0])], 1);
	}
}

static bool step(struct world *w)
{
	uint32_t dice = below(w, 100);
	if (below(w, 3) == 0 && !scroll(w))
		return false;
	if (w->n_past >= DEEP || dice < 22)
		return go(w, true);
	return dice < 32 ? go(w, false) : any_jump(w);
}

static bool all_back(struct world *w)
{
	while (w->n_past > 0)
		if (!go(w, true))
			return false;
	return go(w, true); /* and then there is no more */
}

static bool start(struct world *w)
{
	char program[4096];
	const char *top = getenv("top_builddir");
	snprintf(program, sizeof program, "%s/jarida", top != NULL ? top : ".");
	char *const argv[] = {program, "--panes=alone", "--config=/dev/null", NULL};
	const char *const env[] = {"TERM=xterm-256color"};
	w->vterm = vterm_new(ROWS, COLS);
	vterm_set_utf8(w->vterm, 1);
	vterm_screen_enable_altscreen(vterm_obtain_screen(w->vterm), 1);
	vterm_screen_reset(vterm_obtain_screen(w->vterm), 1);
	fake_init(&w->fake, fake_profile("xterm"));
	struct child_setup setup = {.argv = argv, .env = env, .n_env = 1, .rows = ROWS, .cols = COLS};
	return child_start(&w->child, &setup, &w->fake, w->vterm) && child_wait_drawn(&w->child) && press(w, "\r") && look(w);
}

static bool leave(struct world *w)
{
	child_send(&w->child, STR("Q"));
	if (child_wait_ended(&w->child) && w->child.status == 0)
		return true;
	snprintf(w->why, sizeof w->why, "the program ended with %d", w->child.status);
	return false;
}

static void print_why(const struct world *w, uint32_t seed, int jumps)
{
	struct str rest = str_of(w->why), line;
	printf("# seed %u, jump %d, last key %s\n", seed, jumps, w->keys);
	while (str_next_line(&rest, &line))
		printf("# %.*s\n", (int)line.n, line.p);
}

static bool play(int jumps, uint32_t seed)
{
	static struct world w;
	int done = 0;
	w.random = seed;
	bool ok = start(&w);
	for (; done < jumps && ok; done++)
		ok = step(&w);
	ok = ok && all_back(&w) && leave(&w);
	printf("# seed %u: %d jumps, up to %zu places to go back to\n", seed, done, w.deepest);
	if (!ok)
		print_why(&w, seed, done);
	forget(w.past, &w.n_past);
	forget(w.ahead, &w.n_ahead);
	free(w.now.lines);
	child_close(&w.child);
	fake_done(&w.fake);
	vterm_free(w.vterm);
	return ok;
}

static const char shelve[] = "\"${top_builddir-.}/jarida\" add --quiet \"${top_srcdir-.}/data/samples\" >/dev/null";

int main(int argc, char **argv)
{
	int jumps = argc > 1 ? atoi(argv[1]) : JUMPS;
	uint32_t seed = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 20230715;
	char folder[] = "/tmp/jarida-jumps-XXXXXX";
	setlocale(LC_ALL, "C.UTF-8");
	bool ok = mkdtemp(folder) != NULL && setenv("XDG_STATE_HOME", folder, 1) == 0 && setenv("XDG_DATA_HOME", folder, 1) == 0;
	ok = ok && system(shelve) == 0; /* NOLINT(cert-env33-c) */
	ok = ok && play(jumps, seed);
	printf("%sok 1 - back and forward through random jumps\n1..1\n", ok ? "" : "not ");
	if (system("rm -rf -- \"$XDG_STATE_HOME\"") != 0) /* NOLINT(cert-env33-c) */
		ok = false;
	return ok ? 0 : 1;
}

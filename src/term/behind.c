#include "config.h"

#include "term/behind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What to do stands first: a narrow screen cuts the rest. */
#define OPEN_TMUX "set -g allow-passthrough on in tmux.conf: this terminal reorders text"
#define FULL_WIDTH "zoom the pane: this terminal reorders whole rows, and jarida needs the full width"

void behind_init(struct behind *behind)
{
	*behind = (struct behind){.allowed = -1, .mode_8 = -1};
}

void behind_wrap(struct buf *out, enum passage passage, struct str bytes)
{
	if (bytes.n == 0 || passage == PASSAGE_SHUT)
		return;
	if (passage == PASSAGE_NONE) {
		buf_add_str(out, bytes);
		return;
	}
	buf_add_str(out, passage == PASSAGE_TMUX ? STR("\033Ptmux;") : STR("\033P"));
	for (size_t i = 0; i < bytes.n; i++) {
		if (passage == PASSAGE_TMUX && bytes.p[i] == '\033')
			buf_add_char(out, '\033');
		buf_add_char(out, bytes.p[i]);
	}
	buf_add_str(out, STR("\033\\"));
}

static bool vte_leaks(known_getenv *get)
{
	const struct known *vte = known_vte();
	const char *value = get(vte->env);
	return value != NULL && strtol(value, NULL, 10) >= vte->env_least;
}

/* Who stands behind, by what tmux has of it; NULL: not known. */
static const struct known *row_of(const struct behind *behind)
{
	const struct known *row = known_find(behind->type, behind->name);
	return row != NULL && row->passage == PASSAGE_NONE ? row : NULL;
}

static bool reorders(const struct known *row)
{
	return row->on != NULL || row->model != BIDI_VISUAL;
}

bool behind_may_answer(const struct behind *behind, enum passage passage)
{
	const struct known *row = row_of(behind);
	bool open = passage == PASSAGE_DCS || (passage == PASSAGE_TMUX && behind->allowed != 0);
	bool by_mode = row != NULL && row->off != NULL && strstr(row->off, known_vte()->off) != NULL;
	return open && (row == NULL || by_mode);
}

/* Send it as the row says, through the passage. */
static void pass(struct identity *identity, const struct known *row)
{
	struct buf b;
	identity->known = row;
	identity->model = row->model;
	identity->what = row->what;
	buf_init(&b, sizeof identity->off - 1);
	behind_wrap(&b, identity->passage, str_of(row->off));
	snprintf(identity->off, sizeof identity->off, "%s", buf_cstr(&b));
	buf_clear(&b);
	behind_wrap(&b, identity->passage, str_of(row->on));
	snprintf(identity->on, sizeof identity->on, "%s", buf_cstr(&b));
	buf_done(&b);
}

/* It reorders, and that cannot be switched. */
static void endure(struct identity *identity, const struct known *row, const struct behind *behind)
{
	bool shut = row->on != NULL;
	bool full = behind->pane_cols >= behind->window_cols;
	if (full || row->model == BIDI_KITTY) {
		identity->model = !shut ? row->model : row->first_strong ? BIDI_INVERSE_AUTO : BIDI_INVERSE;
		identity->what = "rows as its own bidi needs them";
	}
	if (!full && row->model != BIDI_KITTY)
		identity->what = "visual order, though its own bidi is on";
	if (row->model == BIDI_KITTY)
		identity->what = row->what;
	else if (shut && identity->passage == PASSAGE_TMUX)
		identity->hint = OPEN_TMUX;
	else if (!full || behind->window_cols == 0)
		identity->hint = FULL_WIDTH;
}

static void name_it(struct identity *identity, const struct known *row, const struct behind *behind)
{
	char inner[48];
	const char *who = row != NULL && behind->type[0] == '\0' ? row->name
	                  : behind->type[0] != '\0'              ? behind->type
	                                                         : behind->name;
	if (who[0] == '\0')
		return;
	snprintf(inner, sizeof inner, "%.47s", identity->name);
	snprintf(identity->name, sizeof identity->name, "%s in %.40s", inner, who);
}

void behind_decide(struct identity *identity, const struct behind *behind, known_getenv *get)
{
	const struct known *row = row_of(behind);
	bool open = behind->mode_8 >= 0 || identity->passage == PASSAGE_DCS || behind->allowed == 1;
	bool silent = behind->mode_8 < 0;
	open = open && identity->passage != PASSAGE_SHUT;
	/*
	 * It leaks into the multiplexer from the terminal that this was started in, and counts where
	 * nobody is named and no answer speaks against it.
	 */
	bool as_vte = silent ? !open : behind->mode_8 == 1 || behind->mode_8 == 2;
	if (row == NULL && behind->type[0] == '\0' && as_vte && vte_leaks(get))
		row = known_vte();
	name_it(identity, row, behind);
	identity->joins = row != NULL && row->joins;
	identity->keeps_forms = row != NULL && row->keeps_forms;
	identity->pieces = row != NULL && row->pieces;
	if (behind->mode_8 == 1) {
		pass(identity, known_mode_8(1));
	} else if (behind->mode_8 == 2 && (row == NULL || row->on != NULL)) {
		/* Another program has switched it, and will switch it back: ^L then asks again. */
		pass(identity, known_mode_8(1));
		identity->on[0] = '\0';
	} else if (behind->mode_8 == 3) {
		endure(identity, known_mode_8(3), behind);
	} else if (row != NULL && reorders(row)) {
		if (row->on != NULL && open)
			pass(identity, row);
		else
			endure(identity, row, behind);
	}
}

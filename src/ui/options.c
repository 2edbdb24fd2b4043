#include "config.h"

#include "ui/options.h"

#include "base/str.h"
#include "term/terminal.h"
#include "text/utf8.h"
#include "ui/kin.h"
#include "ui/theme.h"
#include "words/level.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static_assert(BIDI_AUTO == 0 && BIDI_VISUAL == 1 && BIDI_INVERSE == 2 && BIDI_INVERSE_AUTO == 3 && BIDI_KITTY == 4 &&
                      BIDI_PLAIN == 5,
              "the words of --bidi in their order");

static_assert(KIN_BY_STRENGTH == 0 && KIN_BY_DATE == 1, "the words of --related-order in their order");

static_assert(LEVEL_EXACT == 0 && LEVEL_FOLDED == 1 && LEVEL_STEM == 2,
              "the words of --match-level in their order");

static const struct option_row rows[] = {
	{"bidi", OPTION_WORD, "auto|visual|inverse|inverse-auto|kitty|plain", 0, 0, BIDI_AUTO,
	 offsetof(struct app_options, bidi), "who orders Arabic, and how", EFFECT_RELAYOUT, true},
	{"shape", OPTION_WORD, "auto|forms|base", 0, 0, LETTERS_AUTO, offsetof(struct app_options, shape),
	 "send joined presentation forms, or the letters of the text", EFFECT_RELAYOUT, true},
	{"lam-alef", OPTION_WORD, "auto|1|2", 0, 0, LAM_ALEF_AUTO, offsetof(struct app_options, lam_alef),
	 "cells of lam and alef: one ligature, or two letters", EFFECT_RELAYOUT, true},
	{"marks", OPTION_WORD, "auto|stacked|dropped", 0, 0, MARKS_AUTO, offsetof(struct app_options, marks),
	 "send marks on their letters, or leave them out", EFFECT_RELAYOUT, true},
	{"panes", OPTION_WORD, "auto|side|stacked|alone", 0, 0, PANES_AUTO, offsetof(struct app_options, panes),
	 "how list and article share the screen", EFFECT_RELAYOUT, true},
	{"layout", OPTION_WORD, "auto|rtl|ltr", 0, 0, LAYOUT_AUTO, offsetof(struct app_options, layout),
	 "the side on which list and margins begin", EFFECT_RELAYOUT, true},
	{"preview", OPTION_WORD, "auto|yes|no", 0, 0, PREVIEW_AUTO, offsetof(struct app_options, preview),
	 "show the selected article at once (auto: not over SSH)", EFFECT_REDRAW, true},
	{"text-width", OPTION_NUMBER, "N", 0, 1000, 80, offsetof(struct app_options, text_width),
	 "columns of the text at most, 0 for the whole pane", EFFECT_RELAYOUT, true},
	{"center", OPTION_SWITCH, "yes|no", 0, 1, 0, offsetof(struct app_options, center),
	 "put the text in the middle of its pane", EFFECT_RELAYOUT, true},
	{"color", OPTION_WORD, "auto|always|never", 0, 0, COLOR_AUTO, offsetof(struct app_options, color),
	 "use colours (auto: unless NO_COLOR is set)", EFFECT_NEXT_START, true},
	{"theme", OPTION_WORD, "default|light|mono|high-contrast", 0, 0, THEME_DEFAULT,
	 offsetof(struct app_options, theme), "the styles of the screen (light: for a light background)", EFFECT_REDRAW, true},
	{"keyboard", OPTION_WORD, "auto|ar|fa|ur|he|ar-azerty|ar-mac", 0, 0, KEYBOARD_AUTO, offsetof(struct app_options, keyboard),
	 "the layout of Arabic keys (auto: by the text)", EFFECT_REDRAW, true},
	{"tashkeel", OPTION_SWITCH, "yes|no", 0, 1, 1, offsetof(struct app_options, tashkeel),
	 "show vowel signs", EFFECT_RELAYOUT, true},
	{"tatweel", OPTION_SWITCH, "yes|no", 0, 1, 1, offsetof(struct app_options, tatweel),
	 "show the strokes that stretch words", EFFECT_RELAYOUT, true},
	{"digits", OPTION_WORD, "written|latin|arabic|persian", 0, 0, DIGITS_AS_WRITTEN,
	 offsetof(struct app_options, digits), "the digits of right-to-left text", EFFECT_RELAYOUT, true},
	{"calendar", OPTION_WORD, "gregorian|hijri", 0, 0, 0, offsetof(struct app_options, hijri),
	 "the calendar of the dates in list and title block", EFFECT_RELAYOUT, true},
	{"keywords", OPTION_WORD, "marked|terms|hidden", 0, 0, KEYWORDS_MARKED, offsetof(struct app_options, keywords),
	 "mark the keywords, the article's own key terms too, or nothing", EFFECT_RELAYOUT, true},
	{"dim-known", OPTION_SWITCH, "yes|no", 0, 1, 0, offsetof(struct app_options, dim_known),
	 "dim what you have read in another print of the story", EFFECT_RELAYOUT, true},
	{"groups", OPTION_WORD, "collapsed|open", 0, 0, 0, offsetof(struct app_options, groups),
	 "show the same story from several outlets as one row, or as several", EFFECT_RELAYOUT, true},
	{"related-order", OPTION_WORD, "strength|date", 0, 0, KIN_BY_STRENGTH, offsetof(struct app_options, related_order),
	 "the order of related stories, and of the way through them", EFFECT_REDRAW, true},
	{"match-level", OPTION_WORD, "exact|fold|stem", 0, 0, LEVEL_FOLDED, offsetof(struct app_options, match_level),
	 "which words are the same to a search", EFFECT_RELAYOUT, true},
	{"snippets", OPTION_SWITCH, "yes|no", 0, 1, 1, offsetof(struct app_options, snippets),
	 "show the matching line of each search result in the list", EFFECT_RELAYOUT, true},
	{"linear", OPTION_WORD, "auto|no|yes|lines", 0, 0, LINEAR_AUTO, offsetof(struct app_options, linear),
	 "lines of text for screen readers (auto: if TERM is dumb)", EFFECT_NEXT_START, true},
	{"mouse", OPTION_SWITCH, "yes|no", 0, 1, 0, offsetof(struct app_options, mouse),
	 "use the mouse: the wheel scrolls, a click selects", EFFECT_NEXT_START, true},
	{"browser", OPTION_TEXT, "COMMAND", 0, 0, 0, offsetof(struct app_options, browser),
	 "opens the address %u; with & at the end, in the background", EFFECT_REDRAW, false},
	{"fetch-every", OPTION_NUMBER, "N", 0, 10080, 0, offsetof(struct app_options, fetch_every),
	 "minutes between two fetches in the background, 0 for none", EFFECT_REDRAW, false},
	{"retain-days", OPTION_NUMBER, "N", 0, 1000000, 0, offsetof(struct app_options, retain_days),
	 "after a fetch, remove read articles older than N days; 0: none", EFFECT_REDRAW, false},
	{"retain-most", OPTION_NUMBER, "N", 0, 1000000, 0, offsetof(struct app_options, retain_most),
	 "and of such articles, keep N of each feed; 0: all", EFFECT_REDRAW, false},
	{"read-only", OPTION_SWITCH, "yes|no", 0, 1, 0, offsetof(struct app_options, read_only),
	 "open the library without writing to it", EFFECT_NEXT_START, false},
	{"stats", OPTION_SWITCH, "yes|no", 0, 1, 0, offsetof(struct app_options, stats),
	 "report at the end how much was sent for each key", EFFECT_REDRAW, true},
};

enum { N_ROWS = sizeof rows / sizeof rows[0] };

size_t option_count(void)
{
	return N_ROWS;
}

const struct option_row *option_at(size_t i)
{
	return &rows[i];
}

const struct option_row *option_find(const char *name)
{
	for (size_t i = 0; i < N_ROWS; i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	return NULL;
}

static int *value_of(struct app_options *options, const struct option_row *row)
{
	return (int *)(void *)((char *)options + row->offset);
}

/* Of one of OPTION_TEXT: OPTION_VALUE_B bytes. */
static const char *text_of(const struct app_options *options, const struct option_row *row)
{
	return (const char *)options + row->offset;
}

void options_init(struct app_options *options)
{
	*options = (struct app_options){.sync_fd = -1};
	for (size_t i = 0; i < N_ROWS; i++)
		if (rows[i].type != OPTION_TEXT)
			*value_of(options, &rows[i]) = rows[i].initial;
}

struct look options_look(const struct app_options *options, bool stacks_marks)
{
	bool stacked = options->marks == MARKS_AUTO ? stacks_marks : options->marks == MARKS_AS_STACKED;
	return (struct look){
		.marks = !stacked ? MARKS_DROPPED : options->tashkeel ? MARKS_SHOWN : MARKS_NO_TASHKEEL,
		.hide_tatweel = !options->tatweel,
		.digits = (enum digits)options->digits,
		.lam_alef = (enum lam_alef)options->lam_alef,
	};
}

static bool parse_number(const struct option_row *row, const char *text, int *value)
{
	char *end;
	errno = 0;
	long n = strtol(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || n < row->min || n > row->max)
		return false;
	*value = (int)n;
	return true;
}

static int parse_switch(const char *text)
{
	static const char *const yes[] = {"yes", "on", "1", "true"};
	static const char *const no[] = {"no", "off", "0", "false"};
	for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
		if (strcmp(text, yes[i]) == 0)
			return 1;
		if (strcmp(text, no[i]) == 0)
			return 0;
	}
	return -1;
}

/* What comes from outside is shown, too: no control characters. */
static int set_text(struct app_options *options, const struct option_row *row, const char *value, struct err *err)
{
	if (value == NULL)
		return err_set(err, ERR_USAGE, "%s needs a value: %s", row->name, row->words);
	if (strlen(value) >= OPTION_VALUE_B)
		return err_set(err, ERR_USAGE, "too long a value for %s: %d bytes at most", row->name, OPTION_VALUE_B - 1);
	if (!utf8_valid(str_of(value)))
		return err_set(err, ERR_USAGE, "bad value for %s: not UTF-8", row->name);
	for (const char *p = value; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 127)
			return err_set(err, ERR_USAGE, "bad value for %s: a control character", row->name);
	snprintf((char *)options + row->offset, OPTION_VALUE_B, "%s", value);
	return 0;
}

int option_set(struct app_options *options, const struct option_row *row, const char *value, struct err *err)
{
	int n = -1;
	if (row->type == OPTION_TEXT)
		return set_text(options, row, value, err);
	if (value == NULL && row->type == OPTION_SWITCH)
		n = 1;
	else if (value == NULL)
		n = row->type == OPTION_WORD ? str_index_among(row->words, "yes") : -1;
	else if (row->type == OPTION_WORD)
		n = str_index_among(row->words, value);
	else if (row->type == OPTION_SWITCH)
		n = parse_switch(value);
	else if (!parse_number(row, value, &n))
		return err_set(err, ERR_USAGE, "bad value '%s' for %s: a number from %d to %d is wanted", value,
		               row->name, row->min, row->max);
	if (n < 0 && value == NULL)
		return err_set(err, ERR_USAGE, "%s needs a value: %s", row->name, row->words);
	if (n < 0)
		return err_set(err, ERR_USAGE, "bad value '%s' for %s: one of %s is wanted", value, row->name,
		               row->words);
	*value_of(options, row) = n;
	return 0;
}

const char *option_format(const struct app_options *options, const struct option_row *row,
                          char out[OPTION_VALUE_B])
{
	if (row->type == OPTION_TEXT) {
		snprintf(out, OPTION_VALUE_B, "%s", text_of(options, row));
		return out;
	}
	int value = *(const int *)(const void *)((const char *)options + row->offset);
	if (row->type == OPTION_NUMBER) {
		snprintf(out, OPTION_VALUE_B, "%d", value);
		return out;
	}
	if (row->type == OPTION_SWITCH) {
		snprintf(out, OPTION_VALUE_B, "%s", value ? "yes" : "no");
		return out;
	}
	const char *words = row->words;
	for (int i = 0; i < value && strchr(words, '|') != NULL; i++)
		words = strchr(words, '|') + 1;
	snprintf(out, OPTION_VALUE_B, "%.*s", (int)strcspn(words, "|"), words);
	return out;
}

bool option_same(const struct app_options *a, const struct app_options *b, const struct option_row *row)
{
	char one[OPTION_VALUE_B], other[OPTION_VALUE_B];
	return strcmp(option_format(a, row, one), option_format(b, row, other)) == 0;
}

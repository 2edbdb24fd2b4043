#include "config.h"

#include "ui/theme.h"

#include "term/terminal.h"

#include <assert.h>

enum { BLACK = 0, RED = 1, YELLOW = 3, BLUE = 4 };

#define FG(c) ((uint32_t)((c) + 1) << STYLE_FG_SHIFT)
#define BG(c) ((uint32_t)((c) + 1) << STYLE_BG_SHIFT)

/*
 * Per role: the attributes that carry the meaning, and the colour that adds to
 * them. Underlines run through the dots of Arabic letters: they are kept for
 * what is short and rare. What is to be read is not dimmed: a kicker is known by
 * its place, a quote by its indent.
 */
static const struct {
	uint32_t attributes, colors;
} styles[] = {
	[ROLE_TEXT] = {0, 0},
	[ROLE_KICKER] = {0, 0},
	[ROLE_TITLE] = {STYLE_BOLD, 0},
	[ROLE_BYLINE] = {STYLE_DIM, 0},
	[ROLE_HEADING] = {STYLE_BOLD, 0},
	[ROLE_QUOTE] = {0, 0},
	[ROLE_LINK] = {STYLE_UNDERLINE, FG(BLUE)},
	[ROLE_BADGE] = {STYLE_BOLD | STYLE_REVERSE, 0},
	[ROLE_MATCH] = {STYLE_REVERSE, FG(YELLOW) | BG(BLACK)},
	[ROLE_MATCH_CURRENT] = {STYLE_REVERSE | STYLE_BOLD | STYLE_UNDERLINE, 0},
	[ROLE_UNREAD] = {STYLE_BOLD, 0},
	[ROLE_READ] = {0, 0},
	[ROLE_SELECTED] = {STYLE_REVERSE, 0},
	[ROLE_SELECTED_ASIDE] = {STYLE_BOLD, 0},
	[ROLE_FAILED] = {STYLE_DIM, FG(RED)},
	[ROLE_STATUS] = {STYLE_REVERSE, 0},
	[ROLE_MESSAGE] = {STYLE_REVERSE, 0},
	[ROLE_ERROR] = {STYLE_REVERSE | STYLE_BOLD, 0},
	[ROLE_RULE] = {STYLE_DIM, 0},
};

static_assert(sizeof styles / sizeof styles[0] == ROLE_COUNT, "a style for every role");

uint32_t theme_style(enum role role, bool color)
{
	return styles[role].attributes | (color ? styles[role].colors : 0);
}

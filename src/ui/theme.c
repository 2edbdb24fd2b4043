#include "config.h"

#include "ui/theme.h"

#include "base/near.h"
#include "term/terminal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Where letters may be bold their black is that of the cube: many terminals show the first one grey then. */
enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE, BRIGHT, INK = 16 };

#define FG(c) ((uint32_t)((c) + 1) << STYLE_FG_SHIFT)
#define BG(c) ((uint32_t)((c) + 1) << STYLE_BG_SHIFT)

enum {
	FG_BITS = STYLE_COLOR << STYLE_FG_SHIFT,
	BG_BITS = STYLE_COLOR << STYLE_BG_SHIFT,
	ATTRIBUTES = STYLE_BOLD | STYLE_UNDERLINE | STYLE_REVERSE | STYLE_DIM
};

struct style {
	uint32_t attributes, colors;
};

/*
 * Per role: the attributes that carry the meaning, and the colour that adds to
 * them. Underlines run through the dots of Arabic letters: they are kept for
 * what is short and rare. What is to be read is not dimmed: a kicker is known by
 * its place, a quote by its indent.
 */
static const struct style plain[] = {
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
	[ROLE_KEYWORD] = {STYLE_BOLD, FG(MAGENTA)},
	[ROLE_KEYWORD_1] = {STYLE_BOLD, FG(GREEN)},
	[ROLE_KEYWORD_2] = {STYLE_UNDERLINE, FG(CYAN)},
	[ROLE_KEYWORD_3] = {STYLE_BOLD | STYLE_UNDERLINE, FG(RED)},
	[ROLE_KEYWORD_4] = {STYLE_BOLD, FG(BLUE)},
	[ROLE_KEYWORD_5] = {STYLE_UNDERLINE, FG(YELLOW)},
	[ROLE_KEYWORD_6] = {STYLE_BOLD | STYLE_UNDERLINE, FG(MAGENTA)},
	[ROLE_KEY_TERM] = {STYLE_UNDERLINE, 0},
	[ROLE_KNOWN] = {STYLE_DIM, 0},
	[ROLE_ALERT] = {STYLE_BOLD, FG(RED)},
	[ROLE_UNREAD] = {STYLE_BOLD, 0},
	[ROLE_READ] = {0, 0},
	[ROLE_SELECTED] = {STYLE_REVERSE, 0},
	[ROLE_SELECTED_ASIDE] = {STYLE_BOLD, 0},
	[ROLE_FAILED] = {STYLE_DIM, FG(RED)},
	[ROLE_STATUS] = {STYLE_REVERSE, 0},
	[ROLE_ERROR] = {STYLE_REVERSE | STYLE_BOLD, 0},
	[ROLE_RULE] = {STYLE_DIM, 0},
};

/* Colours that can be read on a light ground, which is the terminal's own; nothing dim. */
static const struct style light[] = {
	[ROLE_TEXT] = {0, 0},
	[ROLE_KICKER] = {0, FG(MAGENTA)},
	[ROLE_TITLE] = {STYLE_BOLD, FG(BLUE)},
	[ROLE_BYLINE] = {0, FG(BRIGHT + BLACK)},
	[ROLE_HEADING] = {STYLE_BOLD, FG(BLUE)},
	[ROLE_QUOTE] = {0, 0},
	[ROLE_LINK] = {STYLE_UNDERLINE, FG(BLUE)},
	[ROLE_BADGE] = {STYLE_BOLD, FG(BRIGHT + WHITE) | BG(RED)},
	[ROLE_MATCH] = {0, FG(INK) | BG(BRIGHT + YELLOW)},
	[ROLE_MATCH_CURRENT] = {STYLE_BOLD | STYLE_UNDERLINE, FG(INK) | BG(BRIGHT + CYAN)},
	[ROLE_KEYWORD] = {STYLE_BOLD, FG(MAGENTA)},
	[ROLE_KEYWORD_1] = {STYLE_BOLD, FG(BLUE)},
	[ROLE_KEYWORD_2] = {STYLE_UNDERLINE, FG(RED)},
	[ROLE_KEYWORD_3] = {STYLE_BOLD | STYLE_UNDERLINE, FG(BLUE)},
	[ROLE_KEYWORD_4] = {STYLE_BOLD, FG(RED)},
	[ROLE_KEYWORD_5] = {STYLE_UNDERLINE, FG(MAGENTA)},
	[ROLE_KEYWORD_6] = {STYLE_BOLD | STYLE_UNDERLINE, FG(RED)},
	[ROLE_KEY_TERM] = {STYLE_UNDERLINE, 0},
	[ROLE_KNOWN] = {0, FG(BRIGHT + BLACK)},
	[ROLE_ALERT] = {STYLE_BOLD, FG(RED)},
	[ROLE_UNREAD] = {STYLE_BOLD, 0},
	[ROLE_READ] = {0, 0},
	[ROLE_SELECTED] = {0, FG(BRIGHT + WHITE) | BG(BLUE)},
	[ROLE_SELECTED_ASIDE] = {STYLE_BOLD, FG(BLUE)},
	[ROLE_FAILED] = {0, FG(RED)},
	[ROLE_STATUS] = {0, FG(BLACK) | BG(WHITE)},
	[ROLE_ERROR] = {STYLE_BOLD, FG(BRIGHT + WHITE) | BG(RED)},
	[ROLE_RULE] = {0, FG(BRIGHT + BLACK)},
};

/* White on black whatever the terminal's ground is, few and bright colours. */
static const struct style high_contrast[] = {
	[ROLE_TEXT] = {0, FG(BRIGHT + WHITE) | BG(BLACK)},
	[ROLE_KICKER] = {0, FG(BRIGHT + CYAN)},
	[ROLE_TITLE] = {STYLE_BOLD, FG(BRIGHT + YELLOW)},
	[ROLE_BYLINE] = {0, FG(BRIGHT + CYAN)},
	[ROLE_HEADING] = {STYLE_BOLD, FG(BRIGHT + YELLOW)},
	[ROLE_QUOTE] = {0, 0},
	[ROLE_LINK] = {STYLE_UNDERLINE, FG(BRIGHT + CYAN)},
	[ROLE_BADGE] = {STYLE_BOLD | STYLE_REVERSE, 0},
	[ROLE_MATCH] = {0, FG(INK) | BG(BRIGHT + YELLOW)},
	[ROLE_MATCH_CURRENT] = {STYLE_BOLD | STYLE_UNDERLINE, FG(INK) | BG(BRIGHT + CYAN)},
	[ROLE_KEYWORD] = {STYLE_BOLD, FG(BRIGHT + YELLOW)},
	[ROLE_KEYWORD_1] = {STYLE_BOLD, FG(BRIGHT + GREEN)},
	[ROLE_KEYWORD_2] = {STYLE_UNDERLINE, FG(BRIGHT + CYAN)},
	[ROLE_KEYWORD_3] = {STYLE_BOLD | STYLE_UNDERLINE, FG(BRIGHT + YELLOW)},
	[ROLE_KEYWORD_4] = {STYLE_BOLD, FG(BRIGHT + CYAN)},
	[ROLE_KEYWORD_5] = {STYLE_UNDERLINE, FG(BRIGHT + GREEN)},
	[ROLE_KEYWORD_6] = {STYLE_BOLD | STYLE_UNDERLINE, FG(BRIGHT + GREEN)},
	[ROLE_KEY_TERM] = {STYLE_UNDERLINE, 0},
	[ROLE_KNOWN] = {0, FG(BRIGHT + CYAN)},
	[ROLE_ALERT] = {STYLE_BOLD, FG(BRIGHT + YELLOW)},
	[ROLE_UNREAD] = {STYLE_BOLD, 0},
	[ROLE_READ] = {0, 0},
	[ROLE_SELECTED] = {0, FG(INK) | BG(BRIGHT + WHITE)},
	[ROLE_SELECTED_ASIDE] = {STYLE_BOLD, FG(BRIGHT + YELLOW)},
	[ROLE_FAILED] = {STYLE_BOLD, FG(BRIGHT + YELLOW)},
	[ROLE_STATUS] = {0, FG(INK) | BG(BRIGHT + WHITE)},
	[ROLE_ERROR] = {STYLE_BOLD | STYLE_UNDERLINE, FG(INK) | BG(BRIGHT + YELLOW)},
	[ROLE_RULE] = {0, 0},
};

static const struct style *const themes[] = {
	[THEME_DEFAULT] = plain,
	[THEME_LIGHT] = light,
	[THEME_MONO] = plain, /* without its colours */
	[THEME_HIGH_CONTRAST] = high_contrast,
};

static const char *const role_names[] = {
	[ROLE_TEXT] = "text", [ROLE_KICKER] = "kicker", [ROLE_TITLE] = "title", [ROLE_BYLINE] = "byline",
	[ROLE_HEADING] = "heading", [ROLE_QUOTE] = "quote", [ROLE_LINK] = "link", [ROLE_BADGE] = "badge",
	[ROLE_MATCH] = "match", [ROLE_MATCH_CURRENT] = "match-current",
	[ROLE_KEYWORD] = "keyword", [ROLE_KEYWORD_1] = "keyword-1", [ROLE_KEYWORD_2] = "keyword-2",
	[ROLE_KEYWORD_3] = "keyword-3", [ROLE_KEYWORD_4] = "keyword-4", [ROLE_KEYWORD_5] = "keyword-5",
	[ROLE_KEYWORD_6] = "keyword-6", [ROLE_KEY_TERM] = "key-term", [ROLE_KNOWN] = "known",
	[ROLE_ALERT] = "alert", [ROLE_UNREAD] = "unread",
	[ROLE_READ] = "read", [ROLE_SELECTED] = "selected", [ROLE_SELECTED_ASIDE] = "selected-aside",
	[ROLE_FAILED] = "failed", [ROLE_STATUS] = "status", [ROLE_ERROR] = "error", [ROLE_RULE] = "rule",
};

static_assert(sizeof plain / sizeof plain[0] == ROLE_COUNT && sizeof light == sizeof plain &&
                      sizeof high_contrast == sizeof plain && sizeof role_names / sizeof role_names[0] == ROLE_COUNT,
              "a style and a name for every role");
static_assert(sizeof themes / sizeof themes[0] == THEME_COUNT, "styles for every theme");

/* Colours in the order of their numbers; what stands before them is the terminal's own. */
static const char *const color_names[] = {
	"default", "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
	"bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta",
	"bright-cyan", "bright-white",
};

static const struct {
	const char *name;
	uint32_t bit;
} attribute_names[] = {
	{"bold", STYLE_BOLD}, {"underline", STYLE_UNDERLINE}, {"reverse", STYLE_REVERSE}, {"dim", STYLE_DIM},
	{"none", 0},
};

enum {
	N_COLORS = sizeof color_names / sizeof color_names[0],
	N_ATTRIBUTES = sizeof attribute_names / sizeof attribute_names[0]
};

/* A role's style without what it takes from the text, where own is set with that. */
static struct style own_style(const struct theme *theme, enum role role, const struct own_style *own)
{
	struct style style = themes[theme->name][role];
	if (own == NULL || !own->set)
		own = &theme->own[role];
	if (theme->name == THEME_MONO)
		style.colors = 0;
	if (!own->set)
		return style;
	style.colors = own->colors;
	if (own->has_attributes)
		style.attributes = own->attributes;
	else if ((own->colors & BG_BITS) != 0)
		style.attributes &= ~(uint32_t)STYLE_REVERSE;
	return style;
}

static struct style style_of(const struct theme *theme, enum role role)
{
	return own_style(theme, role, NULL);
}

uint32_t theme_style(const struct theme *theme, enum role role)
{
	if (!theme->color)
		return plain[role].attributes;
	struct style style = style_of(theme, role), text = style_of(theme, ROLE_TEXT);
	if ((style.colors & FG_BITS) == 0)
		style.colors |= text.colors & FG_BITS;
	if ((style.colors & BG_BITS) == 0)
		style.colors |= text.colors & BG_BITS;
	return style.attributes | style.colors;
}

uint32_t theme_mark(const struct theme *theme, enum role role, const struct own_style *own, uint32_t base)
{
	struct style style = theme->color ? own_style(theme, role, own) : (struct style){plain[role].attributes, 0};
	uint32_t mark = base | style.attributes;
	bool ground = (base & STYLE_REVERSE) != 0 || (base & BG_BITS) != (theme_style(theme, ROLE_TEXT) & BG_BITS);
	if ((mark & ATTRIBUTES) == (base & ATTRIBUTES))
		mark |= (base & STYLE_UNDERLINE) == 0 ? STYLE_UNDERLINE : STYLE_BOLD;
	if (!ground && (style.colors & FG_BITS) != 0)
		mark = (mark & ~(uint32_t)FG_BITS) | (style.colors & FG_BITS);
	if (!ground && (style.colors & BG_BITS) != 0)
		mark = (mark & ~(uint32_t)BG_BITS) | (style.colors & BG_BITS);
	return mark;
}

/* The number of a colour + 1, 0 for the terminal's own, or -1. */
static int color_number(const char *word)
{
	for (int i = 0; i < N_COLORS; i++)
		if (strcmp(color_names[i], word) == 0)
			return i;
	char *end;
	bool digits = word[0] >= '0' && word[0] <= '9';
	long n = digits ? strtol(word, &end, 10) : -1;
	return digits && *end == '\0' && n <= 255 ? (int)n + 1 : -1;
}

static int attribute_index(const char *word)
{
	for (int i = 0; i < N_ATTRIBUTES; i++)
		if (strcmp(attribute_names[i].name, word) == 0)
			return i;
	return -1;
}

static int unknown_word(const char *word, struct err *err)
{
	struct near near = near_to(word);
	const char *name;
	for (size_t i = 0; (name = style_word(i)) != NULL; i++)
		near_try(&near, name);
	return err_set(err, ERR_USAGE, "no such colour or attribute: %s%s", word, near_hint(&near));
}

int theme_parse(struct own_style *out, const char *const *words, size_t n_words, struct err *err)
{
	struct own_style own = {.set = n_words > 0};
	size_t i = 0;
	for (int shift = STYLE_FG_SHIFT; i < n_words && i < 2; i++, shift = STYLE_BG_SHIFT) {
		int color = color_number(words[i]);
		if (color < 0)
			break;
		own.colors |= (uint32_t)color << shift;
	}
	for (; i < n_words; i++) {
		int k = attribute_index(words[i]);
		if (k < 0)
			return unknown_word(words[i], err);
		own.attributes |= attribute_names[k].bit;
		own.has_attributes = true;
	}
	*out = own;
	return 0;
}

int theme_set(struct theme *theme, enum role role, const char *const *words, size_t n_words, struct err *err)
{
	return theme_parse(&theme->own[role], words, n_words, err);
}

static void add_color(struct buf *out, uint32_t colors, int shift)
{
	uint32_t color = colors >> shift & STYLE_COLOR;
	if (color < N_COLORS)
		buf_addf(out, " %s", color_names[color]);
	else
		buf_addf(out, " %u", color - 1);
}

void theme_format_mark(const struct theme *theme, enum role role, const struct own_style *own, struct buf *out)
{
	struct style style = own_style(theme, role, own);
	add_color(out, style.colors, STYLE_FG_SHIFT);
	add_color(out, style.colors, STYLE_BG_SHIFT);
	if (style.attributes == 0)
		buf_add_str(out, STR(" none"));
	for (size_t i = 0; i < N_ATTRIBUTES; i++)
		if ((style.attributes & attribute_names[i].bit) != 0)
			buf_addf(out, " %s", attribute_names[i].name);
}

void theme_format(const struct theme *theme, enum role role, struct buf *out)
{
	theme_format_mark(theme, role, NULL, out);
}

const char *role_name(enum role role)
{
	return role_names[role];
}

enum role role_find(const char *name)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		if (strcmp(role_names[i], name) == 0)
			return (enum role)i;
	return ROLE_COUNT;
}

const char *style_word(size_t i)
{
	if (i < N_COLORS)
		return color_names[i];
	return i < N_COLORS + N_ATTRIBUTES ? attribute_names[i - N_COLORS].name : NULL;
}

/*
 * theme.h: styles by what they mean.
 *
 * Four themes, and what the reader has set of its own over them. Every meaning
 * has attributes of its own; a colour only adds to them, so that nothing is
 * said by colour alone: without colours every theme is `mono`, whatever was
 * set. A role without a colour of its own has that of the text.
 */
#ifndef JARIDA_UI_THEME_H
#define JARIDA_UI_THEME_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum role {
	ROLE_TEXT, ROLE_KICKER, ROLE_TITLE, ROLE_BYLINE, ROLE_HEADING, ROLE_QUOTE, ROLE_LINK, ROLE_BADGE,
	ROLE_MATCH, ROLE_MATCH_CURRENT,
	ROLE_KEYWORD, ROLE_KEYWORD_1, ROLE_KEYWORD_2, ROLE_KEYWORD_3, ROLE_KEYWORD_4, ROLE_KEYWORD_5, ROLE_KEYWORD_6,
	ROLE_KEY_TERM, ROLE_KNOWN, ROLE_ALERT,
	ROLE_UNREAD, ROLE_READ, ROLE_SELECTED, ROLE_SELECTED_ASIDE, ROLE_FAILED,
	ROLE_STATUS, ROLE_ERROR, ROLE_RULE,
	ROLE_COUNT
};

enum { KEYWORD_ROLES = ROLE_KEYWORD_6 - ROLE_KEYWORD }; /* of groups of keywords: the next group has the next of them */

/* The words of --theme in their order. */
enum theme_name { THEME_DEFAULT, THEME_LIGHT, THEME_MONO, THEME_HIGH_CONTRAST, THEME_COUNT };

struct own_style {
	bool set, has_attributes; /* without attributes of its own, those of the theme hold */
	uint32_t attributes, colors;
};

struct theme {
	enum theme_name name;
	bool color; /* false: attributes alone */
	struct own_style own[ROLE_COUNT];
};

/* The style of a role, as terminal_put() takes it. */
uint32_t theme_style(const struct theme *theme, enum role role);

/*
 * A mark in text that has the style base, in the style of the role or where it
 * is set (not NULL) in that of own: attributes and colours are added to those
 * of the text, one attribute at least. On a ground of its own (the selected
 * row) the text keeps its colours.
 */
uint32_t theme_mark(const struct theme *theme, enum role role, const struct own_style *own, uint32_t base);

/*
 * Give a role a style of its own, from words: a colour for the letters, then if
 * wanted one for the background, then attributes. A colour is a name
 * ("red", "bright-red", "default") or a number up to 255. Without attributes
 * those of the theme stay, but for reverse where a background is given. No
 * words: back to the theme. ERR_USAGE with a message leaves all as it was.
 */
int theme_set(struct theme *theme, enum role role, const char *const *words, size_t n_words, struct err *err);

/* The same for a style that is nobody's role. */
int theme_parse(struct own_style *out, const char *const *words, size_t n_words, struct err *err);

/* The words of a role's style, as theme_set() takes them, after what is in out; of a mark with a style of its own. */
void theme_format(const struct theme *theme, enum role role, struct buf *out);
void theme_format_mark(const struct theme *theme, enum role role, const struct own_style *own, struct buf *out);

const char *role_name(enum role role);
enum role role_find(const char *name); /* ROLE_COUNT: there is none */

/* Word i that may stand in a style, or NULL when there are no more: colours, then attributes. */
const char *style_word(size_t i);

#endif

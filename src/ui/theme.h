/*
 * theme.h: styles by what they mean.
 *
 * Every meaning has attributes of its own; a colour only adds to them, so that
 * nothing is said by colour alone.
 */
#ifndef JARIDA_UI_THEME_H
#define JARIDA_UI_THEME_H

#include <stdbool.h>
#include <stdint.h>

enum role {
	ROLE_TEXT, ROLE_KICKER, ROLE_TITLE, ROLE_BYLINE, ROLE_HEADING, ROLE_QUOTE, ROLE_LINK, ROLE_BADGE,
	ROLE_MATCH, ROLE_MATCH_CURRENT,
	ROLE_UNREAD, ROLE_READ, ROLE_SELECTED, ROLE_SELECTED_ASIDE, ROLE_FAILED,
	ROLE_STATUS, ROLE_MESSAGE, ROLE_ERROR, ROLE_RULE,
	ROLE_COUNT
};

/* The style of a role, as terminal_put() takes it. */
uint32_t theme_style(enum role role, bool color);

#endif

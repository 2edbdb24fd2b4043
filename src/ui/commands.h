/*
 * commands.h: everything that a key or the command line can ask for, a row each.
 *
 * The keymap, the help screen and the completion of `:` are made from these
 * rows and from nothing else, so that none of them can be wrong about the
 * others.
 */
#ifndef JARIDA_UI_COMMANDS_H
#define JARIDA_UI_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

/* In the order of the rows. */
enum command_id {
	CMD_DOWN, CMD_UP, CMD_READ_ON, CMD_PAGE_DOWN, CMD_PAGE_UP, CMD_HALF_DOWN, CMD_HALF_UP,
	CMD_FIRST, CMD_LAST, CMD_PERCENT,
	CMD_OPEN, CMD_BACK, CMD_QUIT, CMD_NEXT_ARTICLE, CMD_PREV_ARTICLE, CMD_NEXT_UNREAD,
	CMD_PREV_UNREAD, CMD_TOGGLE_READ, CMD_RELATED, CMD_CHAIN_NEXT, CMD_CHAIN_PREV, CMD_PIN, CMD_CUT, CMD_UNFOLD, CMD_LINKS,
	CMD_BROWSE, CMD_COPY_PARAGRAPH, CMD_COPY_ARTICLE, CMD_SAVE, CMD_INFO,
	CMD_LISTS, CMD_SORT, CMD_NARROW, CMD_FILTER, CMD_SAVE_FILTER, CMD_STAR, CMD_MARK_ALL_READ,
	CMD_TAG, CMD_UNTAG, CMD_DELETE, CMD_UNDO, CMD_FETCH, CMD_ADD, CMD_FEED, CMD_UNSUBSCRIBE,
	CMD_SEARCH, CMD_SEARCH_BACK, CMD_SEARCH_LIBRARY, CMD_SEARCH_NEXT, CMD_SEARCH_PREV,
	CMD_KEYWORD_NEXT, CMD_KEYWORD_PREV, CMD_KEYWORDS,
	CMD_MATCH_LEVEL, CMD_PROMPT_LAYOUT,
	CMD_MARK, CMD_GO_MARK, CMD_MARKS, CMD_HISTORY_BACK, CMD_HISTORY_FORWARD,
	CMD_FOCUS_OTHER, CMD_FOCUS_LEFT, CMD_FOCUS_RIGHT, CMD_ALONE, CMD_TOGGLE_BIDI,
	CMD_TOGGLE_LAYOUT, CMD_TOGGLE_TASHKEEL, CMD_TOGGLE_TATWEEL, CMD_TOGGLE_DIGITS,
	CMD_TOGGLE_CALENDAR, CMD_TOGGLE_KEYWORDS, CMD_TOGGLE_KNOWN, CMD_COMMAND_LINE, CMD_HELP, CMD_REDRAW, CMD_SUSPEND,
	CMD_COUNT
};

/* Kinds of views, as bits: where a binding holds. */
enum {
	IN_LIST = 1 << 0,
	IN_READER = 1 << 1,
	IN_SHEET = 1 << 2, /* help, info: pages that scroll */
	IN_MENU = 1 << 3,  /* lists, links, related, marks: rows to choose from */
	IN_PROMPT = 1 << 4, /* while text is typed */
	IN_ALL = IN_LIST | IN_READER | IN_SHEET | IN_MENU
};

/* The words for views in `bind list:x open`. */
struct view_word {
	const char *name;
	unsigned view;
};

enum command_group { GROUP_MOVE, GROUP_ARTICLES, GROUP_LIBRARY, GROUP_SEARCH, GROUP_PLACES, GROUP_SCREEN, GROUP_COUNT };

/* What a command takes after its key or its name. */
enum takes {
	TAKES_NOTHING,
	TAKES_KEY, /* the next key: the letter of a mark */
	TAKES_TEXT /* one line, asked for where none is given */
};

struct command {
	enum command_id id;
	enum command_group group;
	const char *name;
	const char *keys; /* names of key.h separated by spaces; "-b" is - and then b; "" for none */
	unsigned views;
	enum takes takes;
	const char *help; /* one line, lower case */
	bool restricted;  /* works in restricted mode too */
};

size_t command_count(void);
const struct command *command_at(size_t i);
const struct command *command_find(const char *name); /* NULL when there is none */
size_t view_word_count(void);
const struct view_word *view_word_at(size_t i);
const char *command_group_title(enum command_group group);

#endif

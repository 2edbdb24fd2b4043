#include "config.h"

#include "ui/commands.h"

#include <assert.h>
#include <string.h>

static const struct command rows[] = {
	{CMD_DOWN, GROUP_MOVE, "down", "j Down", IN_ALL, TAKES_NOTHING, "one line down", true},
	{CMD_UP, GROUP_MOVE, "up", "k Up", IN_ALL, TAKES_NOTHING, "one line up", true},
	{CMD_READ_ON, GROUP_MOVE, "read-on", "Space", IN_ALL, TAKES_NOTHING,
	 "a page down; at the end twice: the next article", true},
	{CMD_PAGE_DOWN, GROUP_MOVE, "page-down", "PgDn ^F", IN_ALL, TAKES_NOTHING, "a page down", true},
	{CMD_PAGE_UP, GROUP_MOVE, "page-up", "b PgUp ^B", IN_ALL, TAKES_NOTHING, "a page up", true},
	{CMD_HALF_DOWN, GROUP_MOVE, "half-page-down", "d", IN_ALL, TAKES_NOTHING, "half a page down", true},
	{CMD_HALF_UP, GROUP_MOVE, "half-page-up", "u", IN_ALL, TAKES_NOTHING, "half a page up", true},
	{CMD_FIRST, GROUP_MOVE, "first", "g Home", IN_ALL, TAKES_NOTHING, "to the beginning", true},
	{CMD_LAST, GROUP_MOVE, "last", "G End", IN_ALL, TAKES_NOTHING,
	 "to the end; with a number before it: to that row or paragraph", true},
	{CMD_PERCENT, GROUP_MOVE, "percent", "%", IN_ALL, TAKES_NOTHING,
	 "with a number before it: to that part in a hundred", true},

	{CMD_OPEN, GROUP_ARTICLES, "open", "Enter", IN_LIST | IN_MENU, TAKES_NOTHING, "read what is selected", true},
	{CMD_BACK, GROUP_ARTICLES, "back", "q BackSpace", IN_ALL, TAKES_NOTHING,
	 "back to where this was opened; from the list: quit", true},
	{CMD_QUIT, GROUP_ARTICLES, "quit", "Q", IN_ALL, TAKES_NOTHING, "quit at once", true},
	{CMD_NEXT_ARTICLE, GROUP_ARTICLES, "next-article", "J", IN_LIST | IN_READER, TAKES_NOTHING,
	 "read the next article", true},
	{CMD_PREV_ARTICLE, GROUP_ARTICLES, "previous-article", "K", IN_LIST | IN_READER, TAKES_NOTHING,
	 "read the previous article", true},
	{CMD_NEXT_UNREAD, GROUP_ARTICLES, "next-unread", ".", IN_LIST | IN_READER, TAKES_NOTHING,
	 "read the next unread article", true},
	{CMD_PREV_UNREAD, GROUP_ARTICLES, "previous-unread", ",", IN_LIST | IN_READER, TAKES_NOTHING,
	 "read the previous unread article", true},
	{CMD_TOGGLE_READ, GROUP_ARTICLES, "toggle-read", "x", IN_LIST | IN_READER, TAKES_NOTHING,
	 "mark as read, or as unread again", true},
	{CMD_RELATED, GROUP_ARTICLES, "related", "r", IN_LIST | IN_READER | IN_MENU, TAKES_NOTHING,
	 "related stories; S in them: by date or the strongest first", true},
	{CMD_CHAIN_NEXT, GROUP_ARTICLES, "next-related", "t", IN_LIST | IN_READER, TAKES_NOTHING,
	 "the next story of the chain", true},
	{CMD_CHAIN_PREV, GROUP_ARTICLES, "previous-related", "T", IN_LIST | IN_READER, TAKES_NOTHING,
	 "the previous story of the chain", true},
	{CMD_PIN, GROUP_ARTICLES, "pin", "p", IN_MENU, TAKES_NOTHING,
	 "in the related stories: pin this one, or take that back", false},
	{CMD_CUT, GROUP_ARTICLES, "cut", "x", IN_MENU, TAKES_NOTHING,
	 "in the related stories: cut this one (undo brings it back)", false},
	{CMD_UNFOLD, GROUP_ARTICLES, "prints", "v", IN_LIST, TAKES_NOTHING,
	 "the other prints of the story (+3) below it, and away again", true},
	{CMD_LINKS, GROUP_ARTICLES, "links", "l", IN_LIST | IN_READER, TAKES_NOTHING, "links of the article", true},
	{CMD_BROWSE, GROUP_ARTICLES, "open-source", "o", IN_LIST | IN_READER | IN_MENU, TAKES_NOTHING,
	 "open the article's source, or the selected link, in a browser", false},
	{CMD_COPY_PARAGRAPH, GROUP_ARTICLES, "copy", "y", IN_LIST | IN_READER | IN_MENU, TAKES_NOTHING,
	 "copy the paragraph, or the selected link", true},
	{CMD_COPY_ARTICLE, GROUP_ARTICLES, "copy-article", "Y", IN_LIST | IN_READER, TAKES_NOTHING, "copy the article", true},
	{CMD_SAVE, GROUP_ARTICLES, "save", "s", IN_LIST | IN_READER, TAKES_NOTHING, "save the article into a file", false},
	{CMD_INFO, GROUP_ARTICLES, "info", "=", IN_LIST | IN_READER | IN_MENU, TAKES_NOTHING,
	 "about the article and the terminal; in the lists: about the feed", true},

	{CMD_LISTS, GROUP_LIBRARY, "lists", "f", IN_LIST | IN_READER | IN_MENU, TAKES_NOTHING,
	 "the lists: all, unread, feeds, tags, saved ones", true},
	{CMD_SORT, GROUP_LIBRARY, "sort", "S", IN_LIST | IN_READER | IN_MENU, TAKES_NOTHING,
	 "the order of the list; again: the other way round", true},
	{CMD_NARROW, GROUP_LIBRARY, "narrow", "&", IN_LIST | IN_READER, TAKES_NOTHING,
	 "of this list, what a query finds, as you type; Escape: all of it again", true},
	{CMD_FILTER, GROUP_LIBRARY, "filter", "", IN_LIST | IN_READER | IN_MENU, TAKES_TEXT,
	 "a list by its name, or by fields (is:unread)", true},
	{CMD_SAVE_FILTER, GROUP_LIBRARY, "save-filter", "", IN_LIST | IN_READER, TAKES_TEXT,
	 "save this list under a name", false},
	{CMD_STAR, GROUP_LIBRARY, "star", "*", IN_LIST | IN_READER, TAKES_NOTHING,
	 "give the article a star, or take it away", true},
	{CMD_MARK_ALL_READ, GROUP_LIBRARY, "mark-all-read", "A", IN_LIST | IN_READER, TAKES_NOTHING,
	 "mark all of this list as read, after a question", false},
	{CMD_TAG, GROUP_LIBRARY, "tag", "", IN_LIST | IN_READER, TAKES_TEXT, "give the article a tag", false},
	{CMD_UNTAG, GROUP_LIBRARY, "untag", "", IN_LIST | IN_READER, TAKES_TEXT, "take a tag away from the article", false},
	{CMD_DELETE, GROUP_LIBRARY, "delete", "D", IN_LIST | IN_READER | IN_MENU, TAKES_NOTHING,
	 "delete the article (undo brings it back); in the lists: leave the feed", false},
	{CMD_UNDO, GROUP_LIBRARY, "undo", "U", IN_LIST | IN_READER | IN_MENU, TAKES_NOTHING,
	 "take the last mark, tag, deletion, pin or cut back", false},
	{CMD_FETCH, GROUP_LIBRARY, "fetch", "R", IN_LIST | IN_READER | IN_MENU, TAKES_NOTHING,
	 "fetch the feeds, or the one of this list; again: stop", false},
	{CMD_ADD, GROUP_LIBRARY, "add", "", IN_LIST | IN_READER | IN_MENU, TAKES_TEXT,
	 "add a feed, a page, a file, a folder", false},

	{CMD_FEED, GROUP_LIBRARY, "feed", "", IN_LIST | IN_READER | IN_MENU, TAKES_TEXT,
	 "title, folder, full text and interval of this feed", false},
	{CMD_UNSUBSCRIBE, GROUP_LIBRARY, "unsubscribe", "", IN_LIST | IN_READER | IN_MENU, TAKES_NOTHING,
	 "leave this feed, after a question; its articles stay", false},

	{CMD_SEARCH, GROUP_SEARCH, "search", "/", IN_LIST | IN_READER | IN_SHEET | IN_MENU, TAKES_NOTHING,
	 "search forward as you type; in a list of the library: all of it", true},
	{CMD_SEARCH_BACK, GROUP_SEARCH, "search-back", "\\", IN_LIST | IN_READER | IN_SHEET | IN_MENU, TAKES_NOTHING,
	 "search backward as you type", true},
	{CMD_SEARCH_LIBRARY, GROUP_SEARCH, "search-library", "", IN_LIST | IN_READER | IN_SHEET | IN_MENU, TAKES_TEXT,
	 "search the library, from anywhere", true},
	{CMD_SEARCH_NEXT, GROUP_SEARCH, "next-match", "n", IN_LIST | IN_READER | IN_SHEET | IN_MENU, TAKES_NOTHING,
	 "the next match", true},
	{CMD_SEARCH_PREV, GROUP_SEARCH, "previous-match", "N", IN_LIST | IN_READER | IN_SHEET | IN_MENU, TAKES_NOTHING,
	 "the match before", true},
	{CMD_KEYWORD_NEXT, GROUP_SEARCH, "next-keyword", "w", IN_LIST | IN_READER, TAKES_NOTHING,
	 "the next keyword, on into the next article that has one", true},
	{CMD_KEYWORD_PREV, GROUP_SEARCH, "previous-keyword", "W", IN_LIST | IN_READER, TAKES_NOTHING,
	 "the keyword before, back into the article before", true},
	{CMD_KEYWORDS, GROUP_SEARCH, "keywords", "F", IN_LIST | IN_READER | IN_MENU, TAKES_NOTHING,
	 "the keywords, and how many articles hold each", true},
	{CMD_MATCH_LEVEL, GROUP_SEARCH, "match-level", "-m ^X", IN_ALL | IN_PROMPT, TAKES_NOTHING,
	 "letters as written, spelling folded, stems of words", true},
	{CMD_PROMPT_LAYOUT, GROUP_SEARCH, "prompt-layout", "^T", IN_ALL | IN_PROMPT, TAKES_NOTHING,
	 "at a prompt, Latin keys give Arabic letters, and back", true},

	{CMD_MARK, GROUP_PLACES, "mark", "m", IN_READER, TAKES_KEY, "and a letter: remember this place", true},
	{CMD_GO_MARK, GROUP_PLACES, "go-mark", "'", IN_LIST | IN_READER, TAKES_KEY,
	 "and a letter: go there; '' to the last place", true},
	{CMD_MARKS, GROUP_PLACES, "marks", "", IN_LIST | IN_READER, TAKES_NOTHING, "list the marks", true},
	{CMD_HISTORY_BACK, GROUP_PLACES, "history-back", "H", IN_LIST | IN_READER, TAKES_NOTHING,
	 "back in history, to the very place left", true},
	{CMD_HISTORY_FORWARD, GROUP_PLACES, "history-forward", "L", IN_LIST | IN_READER, TAKES_NOTHING,
	 "forward in history", true},

	{CMD_FOCUS_OTHER, GROUP_SCREEN, "other-pane", "Tab", IN_LIST | IN_READER, TAKES_NOTHING, "to the other pane", true},
	{CMD_FOCUS_LEFT, GROUP_SCREEN, "pane-left", "Left", IN_LIST | IN_READER, TAKES_NOTHING,
	 "to the pane at the left", true},
	{CMD_FOCUS_RIGHT, GROUP_SCREEN, "pane-right", "Right", IN_LIST | IN_READER, TAKES_NOTHING,
	 "to the pane at the right", true},
	{CMD_ALONE, GROUP_SCREEN, "alone", "z", IN_LIST | IN_READER, TAKES_NOTHING, "this pane alone, and back", true},
	{CMD_TOGGLE_BIDI, GROUP_SCREEN, "toggle-bidi", "-b", IN_ALL, TAKES_NOTHING,
	 "who orders Arabic, and how: the next way", true},
	{CMD_TOGGLE_LAYOUT, GROUP_SCREEN, "toggle-layout", "-l", IN_ALL, TAKES_NOTHING,
	 "begin at the right or at the left", true},
	{CMD_TOGGLE_TASHKEEL, GROUP_SCREEN, "toggle-tashkeel", "-t", IN_ALL, TAKES_NOTHING, "vowel signs shown or left out", true},
	{CMD_TOGGLE_TATWEEL, GROUP_SCREEN, "toggle-tatweel", "-w", IN_ALL, TAKES_NOTHING,
	 "lengthening strokes shown or left out", true},
	{CMD_TOGGLE_DIGITS, GROUP_SCREEN, "toggle-digits", "-d", IN_ALL, TAKES_NOTHING,
	 "digits as written, Latin, Arabic, Persian", true},
	{CMD_TOGGLE_CALENDAR, GROUP_SCREEN, "toggle-calendar", "-c", IN_ALL, TAKES_NOTHING,
	 "dates Gregorian or Hijri (Umm al-Qura)", true},
	{CMD_TOGGLE_KEYWORDS, GROUP_SCREEN, "toggle-keywords", "-k", IN_ALL, TAKES_NOTHING,
	 "keywords marked, the article's own key terms too, neither", true},
	{CMD_TOGGLE_KNOWN, GROUP_SCREEN, "toggle-known", "-n", IN_ALL, TAKES_NOTHING,
	 "what is new: sentences of prints that you have read are dimmed", true},
	{CMD_COMMAND_LINE, GROUP_SCREEN, "command", ":", IN_ALL, TAKES_NOTHING,
	 "a command by name, a number, or set OPTION=VALUE", true},
	{CMD_HELP, GROUP_SCREEN, "help", "? F1", IN_ALL, TAKES_NOTHING, "this help", true},
	{CMD_REDRAW, GROUP_SCREEN, "redraw", "^L", IN_ALL, TAKES_NOTHING, "draw the screen anew", true},
	{CMD_SUSPEND, GROUP_SCREEN, "suspend", "^Z", IN_ALL, TAKES_NOTHING, "back to the shell for a while", false},
};

static_assert(sizeof rows / sizeof rows[0] == CMD_COUNT, "a row for every command");

static const struct view_word view_words[] = {
	{"list", IN_LIST}, {"article", IN_READER}, {"page", IN_SHEET}, {"menu", IN_MENU}, {"prompt", IN_PROMPT},
};

static const char *const group_titles[] = {
	[GROUP_MOVE] = "Moving",
	[GROUP_ARTICLES] = "Articles",
	[GROUP_LIBRARY] = "The library",
	[GROUP_SEARCH] = "Searching",
	[GROUP_PLACES] = "Places",
	[GROUP_SCREEN] = "Screen",
};

static_assert(sizeof group_titles / sizeof group_titles[0] == GROUP_COUNT, "a title for every group");

size_t command_count(void)
{
	return CMD_COUNT;
}

const struct command *command_at(size_t i)
{
	return &rows[i];
}

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < CMD_COUNT; i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	return NULL;
}

size_t view_word_count(void)
{
	return sizeof view_words / sizeof view_words[0];
}

const struct view_word *view_word_at(size_t i)
{
	return &view_words[i];
}

const char *command_group_title(enum command_group group)
{
	return group_titles[group];
}

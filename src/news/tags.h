/*
 * tags.h: the elements of HTML, and how they begin and end by themselves.
 *
 * Private to news. What is not named here is TAG_NONE: it holds text like a span.
 */
#ifndef JARIDA_NEWS_TAGS_H
#define JARIDA_NEWS_TAGS_H

#include "base/str.h"

#include <stdbool.h>

enum tag {
	TAG_NONE, TAG_A, TAG_ADDRESS, TAG_AREA, TAG_ARTICLE, TAG_ASIDE, TAG_AUDIO, TAG_B, TAG_BASE, TAG_BLOCKQUOTE,
	TAG_BODY, TAG_BR, TAG_BUTTON, TAG_CANVAS, TAG_CAPTION, TAG_CENTER, TAG_COL, TAG_DD, TAG_DETAILS, TAG_DIALOG,
	TAG_DIV, TAG_DL, TAG_DT, TAG_EM, TAG_EMBED, TAG_FIELDSET, TAG_FIGCAPTION, TAG_FIGURE, TAG_FONT, TAG_FOOTER,
	TAG_FORM, TAG_FRAME, TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_HEAD, TAG_HEADER, TAG_HR, TAG_HTML,
	TAG_I, TAG_IFRAME, TAG_IMG, TAG_INPUT, TAG_LABEL, TAG_LI, TAG_LINK, TAG_MAIN, TAG_MENU, TAG_META, TAG_NAV,
	TAG_NOSCRIPT, TAG_OBJECT, TAG_OL, TAG_OPTGROUP, TAG_OPTION, TAG_P, TAG_PARAM, TAG_PICTURE, TAG_PRE, TAG_SCRIPT,
	TAG_SECTION, TAG_SELECT, TAG_SMALL, TAG_SOURCE, TAG_SPAN, TAG_STRONG, TAG_STYLE, TAG_SUB, TAG_SUMMARY, TAG_SUP,
	TAG_SVG, TAG_TABLE, TAG_TBODY, TAG_TD, TAG_TEMPLATE, TAG_TEXTAREA, TAG_TFOOT, TAG_TH, TAG_THEAD, TAG_TIME,
	TAG_TITLE, TAG_TR, TAG_TRACK, TAG_U, TAG_UL, TAG_VIDEO, TAG_WBR,
	TAG_COUNT
};

enum tag tag_of(struct str name);

bool tag_is_void(enum tag tag);    /* never holds anything: br, img */
bool tag_holds_text(enum tag tag); /* no tags are read in it: script, title */
bool tag_is_raw(enum tag tag);     /* and no entities either: script */
bool tag_is_block(enum tag tag);   /* begins a line of its own */
bool tag_is_heading(enum tag tag); /* h1 to h6 */

/* What the start of `tag` ends of itself, and which open elements it never looks behind. */
bool tag_ends_any(enum tag tag);
bool tag_ends(enum tag tag, enum tag open);
bool tag_ends_more(enum tag tag); /* not only the innermost of them: a row ends cell and row */
bool tag_stops(enum tag tag, enum tag open);

/* Whether the open element is not ended by the end of `tag` outside it. */
bool tag_keeps(enum tag open, enum tag tag);

#endif

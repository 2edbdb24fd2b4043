#include "config.h"

#include "news/tags.h"

#include "news/word.h"

#include <assert.h>
#include <string.h>

enum {
	VOID = 1,       /* holds nothing */
	TEXT = 2,       /* holds no tags */
	RAW = 4,        /* and no entities */
	BLOCK = 8,      /* a line of its own */
	FORMATTING = 16,
	ENDS_P = 32,    /* its start ends an open paragraph */
	CELL = 64,      /* nothing in it is ended from outside but by the end of the table */
	LIST = 128
};

struct row {
	const char *name;
	unsigned how;
};

/* By name, as in enum tag. */
static const struct row rows[TAG_COUNT] = {
	[TAG_A] = {"a", FORMATTING},
	[TAG_ADDRESS] = {"address", BLOCK | ENDS_P},
	[TAG_AREA] = {"area", VOID},
	[TAG_ARTICLE] = {"article", BLOCK | ENDS_P},
	[TAG_ASIDE] = {"aside", BLOCK | ENDS_P},
	[TAG_AUDIO] = {"audio", 0},
	[TAG_B] = {"b", FORMATTING},
	[TAG_BASE] = {"base", VOID},
	[TAG_BLOCKQUOTE] = {"blockquote", BLOCK | ENDS_P},
	[TAG_BODY] = {"body", BLOCK},
	[TAG_BR] = {"br", VOID},
	[TAG_BUTTON] = {"button", 0},
	[TAG_CANVAS] = {"canvas", 0},
	[TAG_CAPTION] = {"caption", BLOCK | CELL},
	[TAG_CENTER] = {"center", BLOCK | ENDS_P},
	[TAG_COL] = {"col", VOID},
	[TAG_DD] = {"dd", BLOCK | ENDS_P},
	[TAG_DETAILS] = {"details", BLOCK | ENDS_P},
	[TAG_DIALOG] = {"dialog", BLOCK | ENDS_P},
	[TAG_DIV] = {"div", BLOCK | ENDS_P},
	[TAG_DL] = {"dl", BLOCK | ENDS_P | LIST},
	[TAG_DT] = {"dt", BLOCK | ENDS_P},
	[TAG_EM] = {"em", FORMATTING},
	[TAG_EMBED] = {"embed", VOID},
	[TAG_FIELDSET] = {"fieldset", BLOCK | ENDS_P},
	[TAG_FIGCAPTION] = {"figcaption", BLOCK | ENDS_P},
	[TAG_FIGURE] = {"figure", BLOCK | ENDS_P},
	[TAG_FONT] = {"font", FORMATTING},
	[TAG_FOOTER] = {"footer", BLOCK | ENDS_P},
	[TAG_FORM] = {"form", BLOCK | ENDS_P},
	[TAG_FRAME] = {"frame", VOID},
	[TAG_H1] = {"h1", BLOCK | ENDS_P},
	[TAG_H2] = {"h2", BLOCK | ENDS_P},
	[TAG_H3] = {"h3", BLOCK | ENDS_P},
	[TAG_H4] = {"h4", BLOCK | ENDS_P},
	[TAG_H5] = {"h5", BLOCK | ENDS_P},
	[TAG_H6] = {"h6", BLOCK | ENDS_P},
	[TAG_HEAD] = {"head", 0},
	[TAG_HEADER] = {"header", BLOCK | ENDS_P},
	[TAG_HR] = {"hr", VOID | BLOCK | ENDS_P},
	[TAG_HTML] = {"html", BLOCK},
	[TAG_I] = {"i", FORMATTING},
	[TAG_IFRAME] = {"iframe", TEXT | RAW},
	[TAG_IMG] = {"img", VOID},
	[TAG_INPUT] = {"input", VOID},
	[TAG_LABEL] = {"label", FORMATTING},
	[TAG_LI] = {"li", BLOCK | ENDS_P},
	[TAG_LINK] = {"link", VOID},
	[TAG_MAIN] = {"main", BLOCK | ENDS_P},
	[TAG_MENU] = {"menu", BLOCK | ENDS_P | LIST},
	[TAG_META] = {"meta", VOID},
	[TAG_NAV] = {"nav", BLOCK | ENDS_P},
	[TAG_NOSCRIPT] = {"noscript", 0},
	[TAG_OBJECT] = {"object", CELL},
	[TAG_OL] = {"ol", BLOCK | ENDS_P | LIST},
	[TAG_OPTGROUP] = {"optgroup", 0},
	[TAG_OPTION] = {"option", 0},
	[TAG_P] = {"p", BLOCK | ENDS_P},
	[TAG_PARAM] = {"param", VOID},
	[TAG_PICTURE] = {"picture", 0},
	[TAG_PRE] = {"pre", BLOCK | ENDS_P},
	[TAG_SCRIPT] = {"script", TEXT | RAW},
	[TAG_SECTION] = {"section", BLOCK | ENDS_P},
	[TAG_SELECT] = {"select", 0},
	[TAG_SMALL] = {"small", FORMATTING},
	[TAG_SOURCE] = {"source", VOID},
	[TAG_SPAN] = {"span", FORMATTING},
	[TAG_STRONG] = {"strong", FORMATTING},
	[TAG_STYLE] = {"style", TEXT | RAW},
	[TAG_SUB] = {"sub", FORMATTING},
	[TAG_SUMMARY] = {"summary", BLOCK | ENDS_P},
	[TAG_SUP] = {"sup", FORMATTING},
	[TAG_SVG] = {"svg", CELL},
	[TAG_TABLE] = {"table", BLOCK | ENDS_P | CELL},
	[TAG_TBODY] = {"tbody", BLOCK},
	[TAG_TD] = {"td", BLOCK | CELL},
	[TAG_TEMPLATE] = {"template", CELL},
	[TAG_TEXTAREA] = {"textarea", TEXT},
	[TAG_TFOOT] = {"tfoot", BLOCK},
	[TAG_TH] = {"th", BLOCK | CELL},
	[TAG_THEAD] = {"thead", BLOCK},
	[TAG_TIME] = {"time", FORMATTING},
	[TAG_TITLE] = {"title", TEXT},
	[TAG_TR] = {"tr", BLOCK},
	[TAG_TRACK] = {"track", VOID},
	[TAG_U] = {"u", FORMATTING},
	[TAG_UL] = {"ul", BLOCK | ENDS_P | LIST},
	[TAG_VIDEO] = {"video", 0},
	[TAG_WBR] = {"wbr", VOID},
};

/* -1, 0, 1 as strcmp(), of a name in any case with one in lower case. */
static int compare(struct str name, const char *word)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = ascii_lower(name.p[i]);
		if (c != word[i] || word[i] == '\0')
			return (unsigned char)c < (unsigned char)word[i] ? -1 : 1;
	}
	return word[name.n] == '\0' ? 0 : -1;
}

enum tag tag_of(struct str name)
{
	int low = TAG_NONE + 1, high = TAG_COUNT - 1;
	while (low <= high) {
		int middle = (low + high) / 2, order = compare(name, rows[middle].name);
		if (order == 0)
			return (enum tag)middle;
		if (order < 0)
			high = middle - 1;
		else
			low = middle + 1;
	}
	return TAG_NONE;
}

bool tag_is_void(enum tag tag)
{
	return rows[tag].how & VOID;
}

bool tag_holds_text(enum tag tag)
{
	return rows[tag].how & TEXT;
}

bool tag_is_raw(enum tag tag)
{
	return rows[tag].how & RAW;
}

bool tag_is_block(enum tag tag)
{
	return rows[tag].how & BLOCK;
}

bool tag_is_heading(enum tag tag)
{
	return tag >= TAG_H1 && tag <= TAG_H6;
}

static bool is_section(enum tag tag)
{
	return tag == TAG_THEAD || tag == TAG_TBODY || tag == TAG_TFOOT;
}

static bool is_table_part(enum tag tag)
{
	return tag == TAG_TD || tag == TAG_TH || tag == TAG_TR || is_section(tag);
}

bool tag_ends_any(enum tag tag)
{
	return (rows[tag].how & ENDS_P) || is_table_part(tag) || tag == TAG_OPTION || tag == TAG_OPTGROUP
	       || tag == TAG_BODY;
}

bool tag_ends(enum tag tag, enum tag open)
{
	switch (tag) {
	case TAG_TD: case TAG_TH:
		return open == TAG_TD || open == TAG_TH;
	case TAG_TR:
		return open == TAG_TD || open == TAG_TH || open == TAG_TR || open == TAG_CAPTION;
	case TAG_THEAD: case TAG_TBODY: case TAG_TFOOT:
		return is_table_part(open) || open == TAG_CAPTION;
	case TAG_LI:
		return open == TAG_LI || open == TAG_P;
	case TAG_DT: case TAG_DD:
		return open == TAG_DT || open == TAG_DD || open == TAG_P;
	case TAG_OPTION:
		return open == TAG_OPTION;
	case TAG_OPTGROUP:
		return open == TAG_OPTION || open == TAG_OPTGROUP;
	case TAG_BODY:
		return open == TAG_HEAD;
	default:
		return open == TAG_P;
	}
}

bool tag_ends_more(enum tag tag)
{
	return tag == TAG_TR || is_section(tag) || tag == TAG_LI || tag == TAG_DT || tag == TAG_DD
	       || tag == TAG_OPTGROUP;
}

bool tag_stops(enum tag tag, enum tag open)
{
	if (is_table_part(tag))
		return open == TAG_TABLE;
	if (tag == TAG_LI || tag == TAG_DT || tag == TAG_DD)
		return rows[open].how & (LIST | CELL);
	return (rows[open].how & CELL) || (tag != TAG_BODY && open == TAG_BUTTON);
}

bool tag_keeps(enum tag open, enum tag tag)
{
	if (tag == TAG_TABLE)
		return false;
	if (is_table_part(tag))
		return open == TAG_TABLE;
	if (rows[tag].how & FORMATTING)
		return rows[open].how & (BLOCK | CELL);
	if (tag == TAG_LI)
		return rows[open].how & (LIST | CELL);
	return rows[open].how & CELL;
}

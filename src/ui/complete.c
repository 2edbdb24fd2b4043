/* What Tab makes of a line after `:`, or of a query. */
#include "config.h"

#include "library/query.h"
#include "ui/directive.h"
#include "ui/state.h"

#include <string.h>

enum { CANDIDATE_MAX_B = 256 };

/* One after the other until *left names have been passed; false: there are no more. */
static bool nth_command(size_t *left, struct buf *out)
{
	if (*left >= command_count()) {
		*left -= command_count();
		return false;
	}
	buf_add_str(out, str_of(command_at(*left)->name));
	return true;
}

static bool nth_directive(size_t *left, struct buf *out)
{
	for (int id = 0; id < DIRECTIVE_COUNT; id++) {
		if (id >= DIRECTIVE_INCLUDE || (*left)-- > 0)
			continue;
		buf_addf(out, "%s ", directive_row((enum directive_id)id)->name);
		return true;
	}
	return false;
}

/* Each option, and after it each of its words. */
static bool nth_option(size_t *left, struct buf *out)
{
	for (size_t k = 0; k < option_count(); k++) {
		const struct option_row *row = option_at(k);
		if ((*left)-- == 0) {
			buf_addf(out, "%s=", row->name);
			return true;
		}
		const char *word = row->type == OPTION_NUMBER || row->type == OPTION_TEXT ? "" : row->words;
		while (*word != '\0') {
			size_t n = strcspn(word, "|");
			if ((*left)-- == 0) {
				buf_addf(out, "%s=%.*s", row->name, (int)n, word);
				return true;
			}
			word += n + (word[n] == '|');
		}
	}
	return false;
}

static bool nth_view(size_t *left, struct buf *out)
{
	if (*left >= view_word_count())
		return false;
	buf_addf(out, "%s:", view_word_at(*left)->name);
	return true;
}

static bool nth_role(size_t *left, struct buf *out)
{
	if (*left >= ROLE_COUNT) {
		*left -= ROLE_COUNT;
		return false;
	}
	buf_add_str(out, str_of(role_name((enum role)*left)));
	return true;
}

/* Groups as `color` names them. */
static bool nth_group_role(const struct keywords *keywords, size_t *left, struct buf *out)
{
	if (*left + 1 >= keywords->n_groups)
		return false;
	buf_addf(out, KEYWORD_ROLE "%s", keywords->groups[*left + 1].name);
	return true;
}

/* What is said of a keyword before its words: its level, its group. */
static bool nth_keyword_word(const struct keywords *keywords, size_t *left, struct buf *out)
{
	for (size_t i = 0; keyword_level_at(i) != NULL; i++) {
		if ((*left)-- > 0)
			continue;
		buf_addf(out, "-%s ", keyword_level_at(i));
		return true;
	}
	if (*left + 1 >= keywords->n_groups)
		return false;
	buf_addf(out, "%s: ", keywords->groups[*left + 1].name);
	return true;
}

static bool nth_style_word(size_t *left, struct buf *out)
{
	const char *word = style_word(*left);
	if (word != NULL)
		buf_add_str(out, str_of(word));
	return word != NULL;
}

static bool nth_feed_word(size_t *left, struct buf *out)
{
	const char *name = feed_wish_name(*left);
	if (name != NULL)
		buf_addf(out, "%s=", name);
	return name != NULL;
}

/* Word number at of a line that begins with the word first. */
static bool nth_word(const struct keywords *keywords, struct str first, size_t at, size_t *left, struct buf *out)
{
	if (at == 0)
		return nth_command(left, out) || nth_directive(left, out);
	if (str_eq(first, STR("set")))
		return at == 1 && nth_option(left, out);
	if (str_eq(first, STR("bind")) && at > 1)
		return nth_command(left, out);
	if (str_eq(first, STR("bind")) || str_eq(first, STR("unbind")))
		return at == 1 && nth_view(left, out);
	if (str_eq(first, STR("feed")))
		return nth_feed_word(left, out);
	if (str_eq(first, STR("color")))
		return at == 1 ? nth_role(left, out) || nth_group_role(keywords, left, out) : nth_style_word(left, out);
	if (str_eq(first, STR("keyword")))
		return nth_keyword_word(keywords, left, out);
	return false;
}

/* Candidate i for a line: all that stands before its last word, and another last word. */
static bool candidate(const struct keywords *keywords, struct str line, size_t i, struct buf *out)
{
	static const struct str taking = {"unkeyword ", 10};
	size_t at = 0, start = 0, first = 0;
	for (size_t k = 0; k < line.n; k++) {
		if (line.p[k] != ' ')
			continue;
		if (k > start) {
			at++;
			first = first == 0 ? k : first;
		}
		start = k + 1;
	}
	buf_clear(out);
	if (str_starts(line, taking)) { /* a whole keyword, however many words that are */
		buf_add_str(out, taking);
		if (i < keywords->n)
			keywords_format_text(keywords->rows[i].text, out);
		return i < keywords->n;
	}
	buf_add(out, line.p, start);
	return nth_word(keywords, str_sub(line, 0, first), at, &i, out);
}

static const struct str filter = {"filter ", 7};

/* Where in a line a query begins; after its end where it is none. */
static size_t query_at(const struct app *app, struct str line)
{
	if (app->prompt.sign != ':')
		return 0;
	return str_starts(line, filter) ? filter.n : line.n + 1;
}

/* Where in a line a tag begins, as in query_at(). */
static size_t tag_at(const struct app *app, struct str line, bool *of_article)
{
	static const struct str tag = {"tag ", 4}, untag = {"untag ", 6};
	bool asked = app->prompt.sign == PROMPT_ASK;
	*of_article = asked ? app->asking->id == CMD_UNTAG : str_starts(line, untag);
	if (asked)
		return *of_article || app->asking->id == CMD_TAG ? 0 : line.n + 1;
	if (app->prompt.sign != ':' || !(*of_article || str_starts(line, tag)))
		return line.n + 1;
	return *of_article ? untag.n : tag.n;
}

/* Tag i of those that begin as typed: of the article at hand, or of all. */
static bool nth_tag(struct app *app, struct str typed, bool of_article, size_t i, struct buf *out)
{
	struct library *library = shelf_library(app->shelf);
	struct shelf_ref ref = app->article_focus ? app->shown : app->selected;
	struct buf tags;
	struct str tag;
	bool found = false;
	if (library == NULL)
		return false;
	buf_init(&tags, BUF_NO_MAX);
	if (of_article)
		library_tags(library, ref.id, &tags, NULL);
	else
		library_all_tags(library, &tags, NULL);
	for (struct str rest = buf_str(&tags); !found && str_next_line(&rest, &tag);)
		found = str_starts(tag, typed) && i-- == 0;
	if (found)
		buf_add_str(out, tag);
	buf_done(&tags);
	return found;
}

/* Candidate i that goes on with the line; false after the last. What does not begin with it is left empty. */
static bool nth_candidate(struct app *app, size_t i, struct buf *out)
{
	struct str line = app->completing;
	bool of_article;
	size_t at = tag_at(app, line, &of_article);
	buf_clear(out);
	if (at <= line.n) {
		buf_add_str(out, str_sub(line, 0, at));
		return nth_tag(app, str_sub(line, at, line.n), of_article, i, out);
	}
	at = query_at(app, line);
	if (at <= line.n) {
		buf_add_str(out, str_sub(line, 0, at));
		return query_candidate(str_sub(line, at, line.n), shelf_library(app->shelf), i, out);
	}
	bool more = candidate(&app->keywords, line, i, out);
	if (!str_starts(buf_str(out), line))
		buf_clear(out);
	return more;
}

/* Tab after Tab goes through all that begins with what was typed. */
void cmdline_complete(struct app *app)
{
	struct buf found;
	struct str typed = prompt_text(&app->prompt);
	buf_init(&found, CANDIDATE_MAX_B + (size_t)4 * PROMPT_MAX_CP);
	if (app->completing.p == NULL) {
		buf_clear(&app->completed);
		buf_add_str(&app->completed, typed);
		app->completing = (struct str){buf_cstr(&app->completed), typed.n};
		app->completion = 0;
	}
	for (int round = 0; round < 2; round++) {
		while (nth_candidate(app, app->completion++, &found)) {
			if (found.n == 0 || str_eq(buf_str(&found), typed))
				continue;
			prompt_set_text(&app->prompt, buf_str(&found));
			buf_done(&found);
			return;
		}
		app->completion = 0;
	}
	buf_done(&found);
}

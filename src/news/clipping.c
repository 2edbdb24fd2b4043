#include "config.h"

#include "news/clipping.h"

#include "base/mem.h"
#include "news/draft.h"
#include "news/shape.h"
#include "text/clean.h"
#include "text/phrase.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

struct draft *clip_current(struct clip *clip)
{
	return &clip->drafts[clip->n_drafts - 1];
}

struct draft *clip_add_draft(struct clip *clip)
{
	clip->drafts = xgrow(clip->drafts, clip->n_drafts, &clip->cap_drafts, sizeof *clip->drafts);
	struct draft *draft = &clip->drafts[clip->n_drafts++];
	*draft = (struct draft){.story = story_new()};
	return draft;
}

void draft_add_block(struct draft *draft, size_t line)
{
	draft->blocks = xgrow(draft->blocks, draft->n_blocks, &draft->cap_blocks, sizeof *draft->blocks);
	draft->blocks[draft->n_blocks++] = line;
}

void draft_add_link(struct draft *draft, enum link_kind kind, struct str title, struct str url, int story)
{
	draft->links = xgrow(draft->links, draft->n_links, &draft->cap_links, sizeof *draft->links);
	draft->links[draft->n_links++] = (struct draft_link){
		.link = {.kind = kind, .title = title, .url = url, .story = story},
		.n_blocks = draft->n_blocks,
	};
}

/* The file's name without its folders; none for standard input. */
static struct str base_name(const char *name)
{
	if (name == NULL || strcmp(name, "-") == 0)
		return (struct str){NULL, 0};
	const char *slash = strrchr(name, '/');
	return str_of(slash != NULL && slash[1] != '\0' ? slash + 1 : name);
}

/* The beginning of a text that has neither a title nor a name. */
static struct str excerpt(struct str text)
{
	enum { EXCERPT_CP = 80 };
	size_t n = utf8_offset(text, EXCERPT_CP);
	if (n >= text.n)
		return text;
	while (n > 0 && text.p[n - 1] != ' ')
		n--;
	return str_sub(text, 0, n > 0 ? n : utf8_offset(text, EXCERPT_CP));
}

static void name_story(struct article *story, const char *name, struct str first_line)
{
	struct str title = base_name(name);
	if (title.n == 0)
		title = excerpt(first_line);
	struct buf clean;
	buf_init(&clean, 4096);
	clean_text(title, &clean);
	story->meta.title = story_meta_text(story, buf_str(&clean));
	buf_done(&clean);
}

static void look_ahead(struct clip *clip)
{
	bool prose = false;
	for (size_t i = clip->lines.n; i-- > 0;) {
		clip->prose_follows[i] = prose;
		if (clip->markers[i].kind == MARKER_READ_ALSO)
			prose = false;
		else if (clip->markers[i].kind == MARKER_NONE && line_is_prose(&clip->lines.items[i]))
			prose = true;
	}
}

/* A read-also marker that begins a sentence is none. */
static bool is_related(const struct clip *clip, size_t i)
{
	struct marker m = clip->markers[i];
	const struct text_line *line = &clip->lines.items[i];
	if (m.kind != MARKER_READ_ALSO)
		return false;
	return m.labelled || m.rest.n == 0 || (line->n_words <= 25 && line->last != '.' && line->last != 0x06D4);
}

static bool is_debris(struct clip *clip, size_t i)
{
	struct draft *draft = clip_current(clip);
	struct marker m = clip->markers[i];
	bool tail = !clip->prose_follows[i];
	if (m.kind == MARKER_DEBRIS || m.kind == MARKER_COMMENTS) {
		/* "Follow us on …" in a whole paragraph may be the article's own. */
		if (!tail && (m.edge || m.rest.n > 0))
			return false;
		if (m.edge && clip->lines.items[i].n_words > 20)
			return false;
		if (m.kind == MARKER_COMMENTS && tail)
			draft->comments = draft->ended = true;
		return true;
	}
	/* The fields of a comment form. */
	return draft->comments && tail && m.kind == MARKER_NONE && !line_is_prose(&clip->lines.items[i]);
}

static size_t read_body_line(struct clip *clip, size_t i)
{
	if (is_related(clip, i))
		return clip_read_related(clip, i);
	if (clip_story_starts(clip, i))
		return clip_start_child(clip, (struct str){NULL, 0}, i);
	struct draft *draft = clip_current(clip);
	if (is_debris(clip, i)) {
		story_add_debris(draft->story, clip->lines.items[i].text);
		return i + 1;
	}
	size_t taken = clip_take_meta(clip, i, false);
	if (taken == 0)
		draft_add_block(draft, i);
	return i + (taken > 0 ? taken : 1);
}

static void finish_draft(struct clip *clip, struct draft *draft)
{
	struct article *story = draft->story;
	enum paragraph_kind *kinds = xmalloc((draft->n_blocks + 1) * sizeof *kinds);
	uint64_t *keys = xmalloc((draft->n_blocks + 1) * sizeof *keys);
	draft_kinds(clip, draft, kinds);
	for (size_t i = 0; i < draft->n_blocks; i++) {
		const struct text_line *line = &clip->lines.items[draft->blocks[i]];
		keys[i] = story->n_paragraphs;
		story_add_paragraph(story, kinds[i], kinds[i] == KIND_PRE ? line->whole : line->text);
	}
	for (size_t i = 0; i < draft->n_links; i++) {
		size_t after = draft->links[i].n_blocks;
		draft->links[i].link.key = after > 0 ? keys[after - 1] : 0;
		story_add_link(story, &draft->links[i].link);
	}
	free(keys);
	free(kinds);
	story_finish(story);
}

static void parse_article(struct story_list *list, struct text_lines lines,
                          const struct marker_index *index, const char *name)
{
	text_lines_drop_blank(&lines);
	struct clip clip = {.lines = lines};
	clip.markers = xcalloc(lines.n, sizeof *clip.markers);
	clip.prose_follows = xcalloc(lines.n, sizeof *clip.prose_follows);
	for (size_t i = 0; i < lines.n; i++)
		clip.markers[i] = marker_find(index, &lines.items[i]);
	look_ahead(&clip);
	clip_add_draft(&clip);
	size_t i = clip_read_head(&clip, 0);
	while (i < lines.n)
		i = read_body_line(&clip, i);
	if (clip.drafts[0].story->meta.title.n == 0)
		name_story(clip.drafts[0].story, name, lines.items[0].text);
	for (size_t k = 0; k < clip.n_drafts; k++) {
		finish_draft(&clip, &clip.drafts[k]);
		story_list_add(list, clip.drafts[k].story);
		free(clip.drafts[k].blocks);
		free(clip.drafts[k].links);
	}
	free(clip.drafts);
	free(clip.markers);
	free(clip.prose_follows);
}

/* A line that can name the text in a list: words, and no code. */
static bool is_sensible_title(const struct text_line *line)
{
	return line->n_letters >= 2 && line->n_cp <= 250 && !line->drawn && line->n_signs * 4 <= line->n_letters
	       && line->n_letters * 2 >= line->n_cp - line->n_words && line->n_wide_gaps == 0
	       && (phrase_is_letter(line->first) || line->first >= 0x80);
}

/* The first line, when it stands over the rest; else the file's name, else any line that says something. */
static void name_lines(struct article *story, const struct text_lines *lines, const char *name)
{
	size_t first = 0;
	while (first < lines->n && lines->items[first].text.n == 0)
		first++;
	bool alone = first + 1 < lines->n && lines->items[first + 1].text.n == 0;
	if (alone && is_sensible_title(&lines->items[first]) && line_is_title(&lines->items[first])) {
		story->meta.title = story_meta_text(story, lines->items[first].text);
		return;
	}
	struct str found = {NULL, 0};
	for (size_t i = first; i < lines->n && found.n == 0; i++)
		if (is_sensible_title(&lines->items[i]))
			found = lines->items[i].text;
	name_story(story, name, found);
}

/* Lines that stand as they stand, all of them and in their order. */
static void parse_lines(struct story_list *list, const struct text_lines *lines, const char *name)
{
	struct article *story = story_new();
	story->verbatim = true;
	for (size_t i = 0; i < lines->n; i++)
		story_add_paragraph(story, KIND_PRE, lines->items[i].whole);
	story_finish(story);
	name_lines(story, lines, name); /* which is no part of the text, nor of its language and direction */
	story_list_add(list, story);
}

void clipping_parse(struct story_list *list, struct str text, const char *name)
{
	struct marker_index index;
	struct text_lines lines;
	struct arena *arena = arena_new();
	marker_index_init(&index);
	text_lines_read(&lines, text);
	switch (shape_of(&lines, &index)) {
	case SHAPE_WRAPPED:
		shape_unwrap(&lines, arena);
		parse_article(list, lines, &index, name);
		break;
	case SHAPE_ARTICLE:
		parse_article(list, lines, &index, name);
		break;
	case SHAPE_LINES:
		parse_lines(list, &lines, name);
		break;
	}
	text_lines_done(&lines);
	arena_free(arena);
}

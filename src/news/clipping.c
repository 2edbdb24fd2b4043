#include "config.h"

#include "news/clipping.h"

#include "base/mem.h"
#include "news/anchors.h"
#include "news/blocks.h"
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

struct draft *clip_add_draft(struct clip *clip, struct article *story)
{
	clip->drafts = xgrow(clip->drafts, clip->n_drafts, &clip->cap_drafts, sizeof *clip->drafts);
	struct draft *draft = &clip->drafts[clip->n_drafts++];
	*draft = (struct draft){.story = story};
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
	if (clip->blocks != NULL && clip->blocks->items[i].kind == KIND_PRE) {
		draft_add_block(clip_current(clip), i);
		return i + 1;
	}
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
		if (clip->blocks != NULL)
			anchors_add(story, clip->blocks, &clip->blocks->items[draft->blocks[i]], keys[i]);
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

/* Whether the first line of a body is its title once more. */
static bool repeats_title(const struct clip *clip)
{
	struct str title = clip->drafts[0].story->meta.title;
	return clip->lines.n > 1 && title.n > 0 && str_eq(clip->lines.items[0].text, title);
}

/* What is to be read as an article, and what is known of it before. */
struct reading {
	const struct marker_index *index;
	const struct blocks *blocks; /* what the lines are, or NULL */
	struct article *head;        /* its metadata, or NULL: the lines begin with them */
	const char *name;            /* stands in for a title */
};

/* A story without a title is called by its first words, or by what else is known of it. */
static void name_first(struct clip *clip, const char *name)
{
	struct article *story = clip->drafts[0].story;
	const struct article_meta *meta = &story->meta;
	const struct str others[] = {meta->url, meta->guid, meta->date_text, meta->author, meta->source};
	struct str first = clip->lines.n > 0 ? clip->lines.items[0].text : (struct str){"", 0};
	for (size_t i = 0; i < sizeof others / sizeof others[0] && first.n == 0; i++)
		first = others[i];
	if (meta->title.n == 0)
		name_story(story, name, first);
}

/* The markers of lines that are no verbatim text. */
static void find_markers(struct clip *clip, const struct marker_index *index)
{
	clip->markers = xcalloc(clip->lines.n + 1, sizeof *clip->markers);
	clip->prose_follows = xcalloc(clip->lines.n + 1, sizeof *clip->prose_follows);
	for (size_t i = 0; i < clip->lines.n; i++)
		if (clip->blocks == NULL || clip->blocks->items[i].kind != KIND_PRE)
			clip->markers[i] = marker_find(index, &clip->lines.items[i]);
	look_ahead(clip);
}

static void parse_article(struct story_list *list, struct text_lines lines, const struct reading *reading)
{
	if (reading->blocks == NULL)
		text_lines_drop_blank(&lines);
	struct clip clip = {.lines = lines, .blocks = reading->blocks};
	find_markers(&clip, reading->index);
	clip_add_draft(&clip, reading->head != NULL ? reading->head : story_new());
	size_t i = 0;
	if (reading->head == NULL)
		i = clip_read_head(&clip, 0);
	else
		i = repeats_title(&clip);
	clip.drafts[0].dated |= clip.drafts[0].story->meta.date.year != 0;
	while (i < lines.n)
		i = read_body_line(&clip, i);
	name_first(&clip, reading->name);
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

static void add_lines(struct article *story, const struct text_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		story_add_paragraph(story, KIND_PRE, lines->items[i].whole);
	story_finish(story);
}

/* Lines that stand as they stand, all of them and in their order. */
static void parse_lines(struct story_list *list, const struct text_lines *lines, const char *name)
{
	struct article *story = story_new();
	story->verbatim = true;
	add_lines(story, lines);
	name_lines(story, lines, name); /* which is no part of the text, nor of its language and direction */
	story_list_add(list, story);
}

void clipping_parse(struct story_list *list, struct str text, const char *name)
{
	struct marker_index index;
	struct text_lines lines;
	struct arena *arena = arena_new();
	marker_index_init(&index);
	struct reading reading = {.index = &index, .name = name};
	text_lines_read(&lines, text);
	switch (shape_of(&lines, &index)) {
	case SHAPE_WRAPPED:
		shape_unwrap(&lines, arena);
		parse_article(list, lines, &reading);
		break;
	case SHAPE_ARTICLE:
		parse_article(list, lines, &reading);
		break;
	case SHAPE_LINES:
		parse_lines(list, &lines, name);
		break;
	}
	text_lines_done(&lines);
	arena_free(arena);
}

void clipping_parse_body(struct story_list *list, struct article *story, struct str text, enum body_kind kind,
                         const struct marker_index *index)
{
	struct text_lines lines;
	struct arena *arena = arena_new();
	struct reading reading = {.index = index, .head = story};
	text_lines_read(&lines, text);
	enum text_shape shape = shape_of_body(&lines, index, kind);
	if (shape == SHAPE_LINES) {
		if (story->meta.title.n == 0)
			name_lines(story, &lines, NULL);
		add_lines(story, &lines);
		story_list_add(list, story);
	} else {
		if (shape == SHAPE_WRAPPED)
			shape_unwrap(&lines, arena);
		parse_article(list, lines, &reading);
	}
	text_lines_done(&lines);
	arena_free(arena);
}

void clipping_parse_blocks(struct story_list *list, struct article *story, const struct blocks *blocks,
                           const struct marker_index *index)
{
	struct text_lines lines = {.items = xcalloc(blocks->n + 1, sizeof *lines.items), .n = blocks->n};
	for (size_t i = 0; i < blocks->n; i++) {
		lines.items[i].whole = blocks->items[i].text;
		text_line_measure(&lines.items[i], blocks->items[i].text);
	}
	parse_article(list, lines, &(struct reading){.index = index, .blocks = blocks, .head = story});
	text_lines_done(&lines);
}

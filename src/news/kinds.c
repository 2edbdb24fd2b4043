#include "config.h"

#include "news/draft.h"
#include "news/shape.h"

enum { MAX_HEADING_WORDS = 12, MAX_HEADING_CP = 90, MIN_PARAGRAPH_CP = 60 };

/* A paragraph that a heading may stand over. */
static bool is_paragraph(const struct text_line *line)
{
	return line->n_cp >= MIN_PARAGRAPH_CP || (line->ends_sentence && line->n_words >= 5);
}

static bool may_be_heading(const struct text_line *line)
{
	if (line->n_words > MAX_HEADING_WORDS || line->n_cp > MAX_HEADING_CP || line->n_letters < 2
	    || line->whole_quote || line->item || line->first == '(' || line->first == '[' || line->first == '>')
		return false;
	bool question = line->last == '?' || line->last == 0x061F;
	if (line->ends_sentence && !question)
		return false;
	switch (line->last) {
	case ',': case ';': case ':': case 0x060C: case 0x061B:
		return false;
	default:
		return line->n_letters * 2 >= line->n_cp - line->n_words;
	}
}

/* A short line without an end of its own, between paragraphs that are longer. */
static bool is_heading(const struct text_line *before, const struct text_line *line,
                       const struct text_line *next)
{
	if (before == NULL || next == NULL || !may_be_heading(line))
		return false;
	/* The last line of a poem is no heading: it is as long as those before it. */
	bool parted = before->item || before->whole_quote || before->ends_sentence
	              || before->n_cp * 2 >= line->n_cp * 3;
	if (!parted || (!is_paragraph(before) && !before->item && !before->whole_quote))
		return false;
	return next->item || (is_paragraph(next) && next->n_cp * 2 >= line->n_cp * 3);
}

static enum paragraph_kind kind_of(const struct text_line *line, bool indents)
{
	if (line_is_preformatted(line) || (indents && line->indent_col >= 4 && !line_is_prose(line)))
		return KIND_PRE;
	if (line->first == '>' || (line->whole_quote && line->n_words >= 3))
		return KIND_QUOTE;
	return line->item ? KIND_ITEM : KIND_TEXT;
}

void draft_kinds(const struct clip *clip, const struct draft *draft, enum paragraph_kind *kinds)
{
	const struct text_line *lines = clip->lines.items;
	if (clip->blocks != NULL) {
		for (size_t i = 0; i < draft->n_blocks; i++) {
			kinds[i] = clip->blocks->items[draft->blocks[i]].kind;
			if (kinds[i] == KIND_TEXT && lines[draft->blocks[i]].item)
				kinds[i] = KIND_ITEM;
		}
		return;
	}
	size_t indented = 0;
	for (size_t i = 0; i < draft->n_blocks; i++)
		indented += lines[draft->blocks[i]].indent_col >= 4;
	/* Where most paragraphs are indented, it is how they begin. */
	bool indents = indented * 2 <= draft->n_blocks;
	for (size_t i = 0; i < draft->n_blocks; i++) {
		const struct text_line *line = &lines[draft->blocks[i]];
		kinds[i] = kind_of(line, indents);
		const struct text_line *before = i > 0 ? &lines[draft->blocks[i - 1]] : NULL;
		const struct text_line *next = i + 1 < draft->n_blocks ? &lines[draft->blocks[i + 1]] : NULL;
		if (kinds[i] == KIND_TEXT && is_heading(before, line, next))
			kinds[i] = KIND_HEADING;
	}
}

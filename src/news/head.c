#include "config.h"

#include "news/address.h"
#include "news/draft.h"
#include "news/shape.h"
#include "text/phrase.h"

enum {
	MAX_SOURCE_WORDS = 12,
	MAX_BARE_WORDS = 8,
	MAX_AUTHOR_WORDS = 7,
	MAX_DATE_WORDS = 16,
	MAX_KICKER_WORDS = 5,
	MAX_KICKER_CP = 40,
	MAX_KICKED_WORDS = 16, /* a longer line under it is the first paragraph */
	MAX_FIRST_TITLE_WORDS = 40,
	MAX_FIRST_TITLE_CP = 250
};

static struct text_line measured(struct str text)
{
	struct text_line line = {0};
	text_line_measure(&line, text);
	return line;
}

static bool has_meta_line(const struct clip *clip, size_t i)
{
	return i < clip->lines.n && clip->markers[i].kind == MARKER_NONE;
}

/* The value of a marker that stands alone: the next line, when it is short. */
static struct str value_below(const struct clip *clip, size_t i, uint32_t max_words)
{
	if (!has_meta_line(clip, i + 1))
		return (struct str){NULL, 0};
	const struct text_line *next = &clip->lines.items[i + 1];
	if (next->n_words > max_words || line_is_prose(next))
		return (struct str){NULL, 0};
	return next->text;
}

static bool set_date(struct draft *draft, struct str text, bool published)
{
	struct date date;
	struct article_meta *meta = &draft->story->meta;
	if (!date_parse(text, &date))
		return false;
	if (draft->dated || (meta->date.year != 0 && !published)) {
		story_add_debris(draft->story, text);
		return true;
	}
	meta->date = date;
	meta->date_text = story_meta_text(draft->story, text);
	draft->dated = published;
	return true;
}

/* "Name | 15 July 2023": what stands after the sign is a date or of no use. */
static struct str cut_at_bar(struct draft *draft, struct str value)
{
	static const char *const bars[] = {"|", "•", "·"};
	for (size_t k = 0; k < sizeof bars / sizeof bars[0]; k++) {
		struct str bar = str_of(bars[k]);
		size_t at = str_find(value, bar, 0);
		if (at == (size_t)-1)
			continue;
		struct str rest = str_sub(value, at + bar.n, value.n);
		if (!set_date(draft, rest, true))
			story_add_debris(draft->story, text_trim(rest));
		return text_trim(str_sub(value, 0, at));
	}
	return value;
}

static size_t take_source(struct clip *clip, size_t i, bool in_head)
{
	struct draft *draft = clip_current(clip);
	struct article *story = draft->story;
	struct marker m = clip->markers[i];
	size_t taken = 1;
	if (m.rest.n == 0) {
		m.rest = value_below(clip, i, MAX_BARE_WORDS);
		if (m.rest.n == 0)
			return 0;
		taken = 2;
	} else {
		struct text_line rest = measured(m.rest);
		if (rest.n_words > MAX_SOURCE_WORDS || (rest.ends_sentence && rest.n_words > MAX_BARE_WORDS))
			return 0;
		if (!m.labelled
		    && (rest.n_words >= MAX_BARE_WORDS || rest.ends_sentence || clip->prose_follows[i]))
			return 0;
	}
	story_add_debris(story, story->meta.source);
	story->meta.source = story_meta_text(story, cut_at_bar(draft, m.rest));
	draft->ended |= !in_head;
	return taken;
}

static size_t take_date(struct clip *clip, size_t i, bool in_head)
{
	struct draft *draft = clip_current(clip);
	struct marker m = clip->markers[i];
	bool published = m.kind == MARKER_DATE;
	size_t taken = 1;
	if (m.rest.n == 0) {
		m.rest = value_below(clip, i, MAX_DATE_WORDS);
		taken = 2;
	}
	struct text_line rest = measured(m.rest);
	if (rest.n_words == 0 || rest.n_words > MAX_DATE_WORDS)
		return 0;
	if (set_date(draft, m.rest, published))
		return taken;
	/* "Published: yesterday" is no date, but it is not the article's text either. */
	if (taken > 1 || !m.labelled || !in_head || draft->story->meta.date_text.n > 0)
		return 0;
	draft->story->meta.date_text = story_meta_text(draft->story, m.rest);
	return taken;
}

static size_t take_author(struct clip *clip, size_t i, bool in_head)
{
	struct draft *draft = clip_current(clip);
	struct article *story = draft->story;
	struct marker m = clip->markers[i];
	size_t taken = 1;
	if (story->meta.author.n > 0 || (!in_head && clip->prose_follows[i]))
		return 0;
	if (m.rest.n == 0) {
		m.rest = value_below(clip, i, MAX_AUTHOR_WORDS - 2);
		taken = 2;
	}
	struct text_line rest = measured(m.rest);
	if (rest.n_words == 0 || rest.n_words > MAX_DATE_WORDS || rest.last == '.')
		return 0;
	/* "By the sea" is no name. */
	if (!m.labelled && taken == 1 && rest.first >= 'a' && rest.first <= 'z')
		return 0;
	struct str bars = cut_at_bar(draft, m.rest);
	if (bars.n == m.rest.n && rest.n_words > MAX_AUTHOR_WORDS)
		return 0;
	story->meta.author = story_meta_text(story, bars);
	return taken;
}

static size_t take_address(struct clip *clip, size_t i)
{
	struct article *story = clip_current(clip)->story;
	struct str text = clip->markers[i].rest;
	size_t start, end, taken = 1;
	if (text.n == 0) {
		text = value_below(clip, i, 1);
		taken = 2;
	}
	if (!address_find(text, 0, &start, &end) || start > 0)
		return 0;
	if (story->meta.url.n == 0)
		story->meta.url = story_meta_text(story, str_sub(text, start, end));
	else
		story_add_debris(story, text);
	return taken;
}

/* A line that holds nothing but a date. */
static bool take_bare_date(struct clip *clip, size_t i)
{
	const struct text_line *line = &clip->lines.items[i];
	struct date date;
	if (line->n_digits < 3 || line->n_words > MAX_DATE_WORDS || clip->markers[i].kind != MARKER_NONE
	    || clip_current(clip)->dated || !date_parse_only(line->text, &date))
		return false;
	return set_date(clip_current(clip), line->text, true);
}

size_t clip_take_meta(struct clip *clip, size_t i, bool in_head)
{
	switch (clip->markers[i].kind) {
	case MARKER_SOURCE:
		return take_source(clip, i, in_head);
	case MARKER_DATE:
	case MARKER_UPDATED:
		return take_date(clip, i, in_head);
	case MARKER_AUTHOR:
		return take_author(clip, i, in_head);
	case MARKER_ADDRESS:
		return take_address(clip, i);
	case MARKER_NONE:
		if (!in_head && clip->prose_follows[i] && clip_current(clip)->n_blocks > 2)
			return 0;
		return take_bare_date(clip, i);
	default:
		return 0;
	}
}

/* Before the title, only what can be nothing else: "Published: 15 July 2023", "المصدر: الجزيرة". */
static bool may_precede_title(const struct clip *clip, size_t i)
{
	struct marker m = clip->markers[i];
	if (m.kind == MARKER_NONE)
		return true;
	if (m.kind == MARKER_DATE || m.kind == MARKER_UPDATED) {
		struct date date;
		return m.labelled && date_parse(m.rest, &date);
	}
	if (m.kind == MARKER_ADDRESS)
		return true;
	return m.labelled && m.bare && m.rest.n > 0 && clip->lines.items[i].n_words <= 5
	       && i + 1 < clip->lines.n && line_is_title(&clip->lines.items[i + 1]);
}

/* The first line may be a longer title than those in the middle, and end in a full stop. */
static bool is_first_title(const struct clip *clip, size_t i)
{
	const struct text_line *line = &clip->lines.items[i];
	if (line->n_letters < 2 || line->n_words > MAX_FIRST_TITLE_WORDS || line->n_cp > MAX_FIRST_TITLE_CP
	    || line->drawn)
		return false;
	return line->n_words <= 20 || line->last != '.' || i + 1 == clip->lines.n;
}

/* A short line over a longer one that is a title, and is not the body yet. */
static bool is_kicker(const struct clip *clip, size_t i)
{
	if (i + 2 >= clip->lines.n || clip->markers[i + 1].kind != MARKER_NONE)
		return false;
	const struct text_line *line = &clip->lines.items[i], *next = line + 1, *body = line + 2;
	if (line->n_words > MAX_KICKER_WORDS || line->n_cp > MAX_KICKER_CP || line->ends_sentence)
		return false;
	if (!line_is_title(next) || next->item || next->n_cp * 4 < line->n_cp * 5 || next->n_words < 4
	    || next->n_words > MAX_KICKED_WORDS)
		return false;
	struct date date;
	size_t start, end;
	if ((next->n_digits > 2 && date_parse_only(next->text, &date)) || address_find(next->text, 0, &start, &end))
		return false;
	enum marker_kind below = clip->markers[i + 2].kind;
	if (below == MARKER_DATE || below == MARKER_UPDATED || below == MARKER_AUTHOR || below == MARKER_SOURCE)
		return true;
	return line_is_prose(body) || body->n_cp > next->n_cp || (body->n_digits > 2 && date_parse_only(body->text, &date));
}

size_t clip_read_head(struct clip *clip, size_t i)
{
	struct draft *draft = clip_current(clip);
	struct article *story = draft->story;
	for (; i < clip->lines.n; i++) {
		enum marker_kind kind = clip->markers[i].kind;
		bool titled = story->meta.title.n > 0;
		if (kind == MARKER_DEBRIS || kind == MARKER_COMMENTS) {
			story_add_debris(story, clip->lines.items[i].text);
			continue;
		}
		size_t taken = titled || may_precede_title(clip, i) ? clip_take_meta(clip, i, true) : 0;
		if (taken > 0) {
			i += taken - 1;
			continue;
		}
		if (titled || kind == MARKER_READ_ALSO || !is_first_title(clip, i))
			break;
		if (is_kicker(clip, i))
			story->meta.kicker = story_meta_text(story, clip->lines.items[i++].text);
		story->meta.title = story_meta_text(story, clip->lines.items[i].text);
	}
	return i;
}

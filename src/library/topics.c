#include "config.h"

#include "library/topics.h"

#include "base/mem.h"
#include "text/utf8.h"
#include "words/general.h"
#include "words/stem.h"
#include "words/stop.h"

#include <stdlib.h>
#include <string.h>

enum { PACKED_VERSION = 2, N_WORDS_MAX = 0xFFFF };

static unsigned stop_languages(struct str lang)
{
	static const struct {
		const char *lang;
		unsigned stop;
	} rows[] = {{"ar", STOP_ARABIC}, {"fa", STOP_PERSIAN}, {"ur", STOP_URDU}, {"he", STOP_HEBREW},
	            {"en", STOP_ENGLISH}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_starts(lang, str_of(rows[i].lang)) && (lang.n == 2 || lang.p[2] == '-'))
			return rows[i].stop | STOP_ENGLISH;
	return STOP_ANY;
}

/* A letter by itself, a digit, says nothing; nor does an address, whose parts are words of their own. */
static bool is_telling(struct str key, const struct term *term, unsigned languages)
{
	uint32_t cp;
	if (term->kind == TOKEN_ADDRESS || stop_word(key, languages))
		return false;
	return term->kind == TOKEN_OTHER || utf8_decode(key.p, key.n, &cp) < key.n;
}

static bool is_general(struct str stem, enum token_kind kind)
{
	return kind == TOKEN_NUMBER ? stem.n <= 2 : general_stem(stem);
}

static int by_hash(const void *a, const void *b)
{
	const struct topic *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->term > y->term) - (x->term < y->term);
}

/* Two forms of a word are one topic: shown is the more frequent, or the shorter of two. */
static void join(struct topic *topic, const struct topic *other)
{
	const struct term *shown = topic->term, *also = other->term;
	if (other->form_times > topic->form_times) {
		topic->form_times = other->form_times;
		topic->form = other->form;
	}
	if (also->n > shown->n || (also->n == shown->n && also->spelling.n < shown->spelling.n))
		topic->term = also;
	topic->times += other->times;
	topic->in_title = topic->in_title || other->in_title;
}

/* A text without a title has its first words instead: they are there once, and no title. */
static bool has_title(const struct analysis *analysis)
{
	return !str_starts(analysis_body(analysis), analysis_title(analysis));
}

void topics_make(struct topics *topics, const struct analysis *analysis, struct str lang, struct stems *stems)
{
	unsigned languages = stop_languages(lang);
	bool titled = has_title(analysis);
	topics->n = topics->n_words = 0;
	for (size_t i = 0; i < analysis->n_terms; i++) {
		const struct term *term = &analysis->terms[i];
		struct str key = analysis_key(analysis, term);
		if (!is_telling(key, term, languages))
			continue;
		uint32_t times = titled ? term->n : term->n - term->n_title;
		topics->n_words += times;
		struct str stem = stems_stem(stems, key, term->kind);
		topics->items = xgrow(topics->items, topics->n, &topics->cap, sizeof *topics->items);
		topics->items[topics->n++] = (struct topic){
			.hash = (uint32_t)(analysis_hash(stem) >> (64 - TOPIC_HASH_BITS)),
			.stem_b = (uint32_t)stem.n,
			.form = (uint32_t)(term->hash & 15),
			.times = times,
			.form_times = times,
			.in_title = titled && term->n_title > 0,
			.general = is_general(stem, term->kind),
			.term = term,
		};
	}
	if (topics->n > 0)
		qsort(topics->items, topics->n, sizeof *topics->items, by_hash);
	size_t n = 0;
	for (size_t i = 0; i < topics->n; i++) {
		if (n > 0 && topics->items[n - 1].hash == topics->items[i].hash)
			join(&topics->items[n - 1], &topics->items[i]);
		else
			topics->items[n++] = topics->items[i];
	}
	topics->n = n;
}

void topics_done(struct topics *topics)
{
	free(topics->items);
	*topics = (struct topics){0};
}

static int by_weight(const void *a, const void *b)
{
	const struct topic *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return by_hash(a, b);
}

void topics_keep(struct topics *topics, size_t most)
{
	if (topics->n <= most)
		return;
	qsort(topics->items, topics->n, sizeof *topics->items, by_weight);
	topics->n = most;
	qsort(topics->items, topics->n, sizeof *topics->items, by_hash);
}

/* --- as bytes: a version, n of topics, n of the sketch, words and shingles (two bytes each), topics, sketch --- */

static void put(struct buf *out, uint32_t number, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_add_char(out, (char)(number >> 8 * i & 0xFF));
}

static uint32_t at_most(size_t n, uint32_t most)
{
	return n < most ? (uint32_t)n : most;
}

void topics_pack(const struct topics *topics, const struct sketch *sketch, struct buf *out)
{
	size_t n = at_most(topics->n, TOPICS_MAX);
	put(out, PACKED_VERSION, 1);
	put(out, (uint32_t)n, 1);
	put(out, sketch->n, 1);
	put(out, 0, 1);
	put(out, at_most(topics->n_words, N_WORDS_MAX), 2);
	put(out, at_most(sketch->n_shingles, N_WORDS_MAX), 2);
	for (size_t i = 0; i < n; i++) {
		const struct topic *topic = &topics->items[i];
		uint32_t times = at_most(topic->times, TOPIC_MAX_TIMES) - 1;
		put(out, topic->hash << 7 | topic->form << 3 | (uint32_t)topic->in_title << 2 | times, 4);
	}
	for (uint32_t i = 0; i < sketch->n; i++)
		put(out, sketch->numbers[i] >> SKETCH_LOST_BITS, SKETCH_KEPT_B);
}

bool topics_read(struct str bytes, struct packed_topics *packed, struct sketch *sketch)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	if (bytes.n < PACKED_HEAD_B || p[0] != PACKED_VERSION || p[1] > TOPICS_MAX || p[2] > SKETCH_MAX
	    || bytes.n != PACKED_HEAD_B + 4 * (size_t)p[1] + SKETCH_KEPT_B * (size_t)p[2])
		return false;
	packed->n = p[1];
	packed->n_words = p[4] | (size_t)p[5] << 8;
	packed->numbers = p + PACKED_HEAD_B;
	if (sketch == NULL)
		return true;
	sketch->n = p[2];
	sketch->n_shingles = p[6] | (uint32_t)p[7] << 8;
	p += PACKED_HEAD_B + 4 * packed->n;
	for (uint32_t i = 0; i < sketch->n; i++, p += SKETCH_KEPT_B)
		sketch->numbers[i] = (p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16) << SKETCH_LOST_BITS;
	return true;
}

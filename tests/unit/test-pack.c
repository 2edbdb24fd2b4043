#include "config.h"

#include "base/mem.h"
#include "news/pack.h"
#include "news/story.h"
#include "stories.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

static const char clipping[] =
	"الإعلان عن جسر جديد فوق النهر\n\n"
	"تاريخ النشر: 15th, July 2023 GMT\n\n"
	"أعلنت بلدية المدينة يوم السبت عن بناء جسر جديد فوق النهر، يمتد على ثلاثة كيلومترات ويربط الضفتين، بحسب بيان لها.\n\n"
	"وقال المهندس المشرف إن العمل يبدأ في الخريف ويستمر عامين، انظر https://example.org/bridge للمزيد من التفاصيل.\n\n"
	"المصدر: صحيفة الضفة\n\n"
	"إقرأ أيضاً:\n\n"
	"ترميم الجسر القديم\n\n"
	"اترك رد\n";

static void expect_text(struct str got, struct str want)
{
	assert_int_equal(got.n, want.n);
	if (want.n > 0)
		assert_memory_equal(got.p, want.p, want.n);
}

static void expect_date(const struct date *got, const struct date *want)
{
	assert_int_equal(got->year, want->year);
	if (want->year == 0)
		return;
	assert_int_equal(got->month, want->month);
	assert_int_equal(got->day, want->day);
	assert_int_equal(got->has_time, want->has_time);
	if (!want->has_time)
		return;
	assert_int_equal(got->hour, want->hour);
	assert_int_equal(got->minute, want->minute);
	assert_int_equal(got->second, want->second);
	assert_int_equal(got->offset_min, want->offset_min);
}

static void expect_meta(const struct article_meta *got, const struct article_meta *want)
{
	expect_text(got->title, want->title);
	expect_text(got->kicker, want->kicker);
	expect_text(got->source, want->source);
	expect_text(got->author, want->author);
	expect_text(got->lang, want->lang);
	expect_text(got->url, want->url);
	expect_text(got->guid, want->guid);
	expect_text(got->categories, want->categories);
	expect_text(got->date_text, want->date_text);
	expect_date(&got->date, &want->date);
	expect_date(&got->updated, &want->updated);
	assert_int_equal(got->teaser, want->teaser);
	assert_int_equal(got->dir, want->dir);
	assert_int_equal(got->parent, -1);
}

static void expect_paragraphs(struct article *got, struct article *want)
{
	uint64_t a = 0, b = 0;
	bool there = article_first(want, &b);
	assert_int_equal(article_first(got, &a), there);
	for (; there; there = article_next(want, &b)) {
		struct paragraph p = article_paragraph(got, a), q = article_paragraph(want, b);
		expect_text(p.text, q.text);
		assert_int_equal(p.kind, q.kind);
		assert_int_equal(p.before, q.before);
		assert_int_equal(p.dir, q.dir);
		assert_int_equal(p.continues, q.continues);
		assert_int_equal(p.continued, q.continued);
		assert_int_equal(article_offset_b(got, a), article_offset_b(want, b));
		article_next(got, &a);
	}
	assert_false(article_next(got, &a));
	assert_int_equal(article_size_b(got), article_size_b(want));
}

static void expect_links(const struct article *got, const struct article *want)
{
	assert_int_equal(article_link_count(got), article_link_count(want));
	for (size_t i = 0; i < article_link_count(want); i++) {
		struct link a = article_link(got, i), b = article_link(want, i);
		assert_int_equal(a.kind, b.kind);
		expect_text(a.title, b.title);
		expect_text(a.url, b.url);
		assert_int_equal(a.story, b.story);
		assert_int_equal(a.key, b.key);
		assert_int_equal(a.start_cp, b.start_cp);
		assert_int_equal(a.end_cp, b.end_cp);
	}
}

static struct pack_row row_of(const struct article *article)
{
	const struct article_meta *meta = article_meta(article);
	return (struct pack_row){meta->title, meta->source, meta->lang, meta->url};
}

/* What comes out is what went in. */
static void expect_whole(struct article *want)
{
	struct buf packed;
	buf_init(&packed, BUF_NO_MAX);
	article_pack(want, &packed);
	assert_false(packed.full);
	struct pack_row row = row_of(want);
	struct article *got = article_unpack(buf_str(&packed), &row);
	assert_non_null(got);
	expect_meta(article_meta(got), article_meta(want));
	assert_int_equal(article_is_verbatim(got), article_is_verbatim(want));
	expect_paragraphs(got, want);
	expect_links(got, want);
	expect_text(article_debris(got), article_debris(want));
	article_free(got);
	buf_done(&packed);
}

static void clippings(void **state)
{
	(void)state;
	struct story_list list = {0};
	struct err err;
	assert_int_equal(story_list_parse(&list, str_of(clipping), "a.txt", &err), 0);
	assert_true(list.n >= 1);
	assert_true(article_link_count(list.stories[0]) >= 2);
	assert_true(article_debris(list.stories[0]).n > 0);
	for (size_t i = 0; i < list.n; i++)
		if (article_meta(list.stories[i])->parent < 0)
			expect_whole(list.stories[i]);
	story_list_done(&list);
	assert_int_equal(story_list_parse(&list, STR("$ ls\nbin\n\n  lib\n"), "a.log", &err), 0);
	assert_true(article_is_verbatim(list.stories[0]));
	expect_whole(list.stories[0]);
	story_list_done(&list);
}

static void metadata(void **state)
{
	(void)state;
	const struct article_meta meta = {
		.title = STR("عنوان"), .kicker = STR("فوقه"), .source = STR("صحيفة"), .author = STR("كاتبة"),
		.lang = STR("ar"), .url = STR("https://example.org/a"), .guid = STR("tag:example.org,2024:1"),
		.categories = STR("سياسة\nاقتصاد"), .date_text = STR("أمس"),
		.date = {.year = 2024, .month = 2, .day = 29, .has_time = true, .hour = 23, .minute = 59,
		         .second = 58, .offset_min = -210},
		.updated = {.year = -44, .month = 3, .day = 15},
		.teaser = true, .parent = -1,
	};
	struct article *story = story_make(&meta, "سطر\n\nسطر بعد فراغ\n");
	expect_whole(story);
	article_free(story);
	story = story_make(&(struct article_meta){.parent = -1}, "");
	expect_whole(story);
	article_free(story);
}

static void long_paragraphs(void **state)
{
	(void)state;
	struct buf body;
	buf_init(&body, BUF_NO_MAX);
	for (int i = 0; i < 20000; i++)
		buf_addf(&body, "كلمة ");
	buf_addf(&body, "\nend\n");
	struct article *story = story_make(&(struct article_meta){.parent = -1}, buf_cstr(&body));
	assert_true(article_paragraph(story, 0).continues);
	expect_whole(story);
	article_free(story);
	buf_done(&body);
}

/* Every beginning of what was packed, and every byte of it as another one. */
static void damage(void **state)
{
	(void)state;
	struct story_list list = {0};
	struct buf packed;
	assert_int_equal(story_list_parse(&list, str_of(clipping), "a.txt", NULL), 0);
	buf_init(&packed, BUF_NO_MAX);
	article_pack(list.stories[0], &packed);
	struct pack_row row = row_of(list.stories[0]);
	for (size_t n = 0; n < packed.n; n++)
		assert_null(article_unpack((struct str){packed.p, n}, &row));
	for (size_t i = 0; i < packed.n; i++)
		for (int bit = 0; bit < 8; bit++) {
			packed.p[i] ^= (char)(1 << bit);
			struct article *other = article_unpack(buf_str(&packed), &row);
			uint64_t key;
			for (bool there = other != NULL && article_first(other, &key); there;
			     there = article_next(other, &key))
				assert_true(text_is_clean(article_paragraph(other, key).text, false));
			article_free(other);
			packed.p[i] ^= (char)(1 << bit);
		}
	buf_done(&packed);
	story_list_done(&list);
}

static void hostile(void **state)
{
	(void)state;
	struct pack_row row = {STR(""), STR(""), STR(""), STR("")};
	struct buf packed;
	buf_init(&packed, BUF_NO_MAX);
	struct article *story = story_make(&(struct article_meta){.parent = -1}, "abc\n");
	article_pack(story, &packed);
	packed.p[packed.n - 1] = '\x1B'; /* the text is the last thing in it */
	assert_null(article_unpack(buf_str(&packed), &row));
	packed.p[packed.n - 1] = '\xC3';
	assert_null(article_unpack(buf_str(&packed), &row));
	buf_clear(&packed);
	/* Nothing but a number of paragraphs that there are no bytes for. */
	buf_add(&packed, "\1\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 20);
	assert_null(article_unpack(buf_str(&packed), &row));
	article_free(story);
	buf_done(&packed);
}

static void limit(void **state)
{
	(void)state;
	struct buf small;
	buf_init(&small, 16);
	struct article *story = story_make(&(struct article_meta){.parent = -1}, "twenty bytes and more\n");
	article_pack(story, &small);
	assert_true(small.full);
	article_free(story);
	buf_done(&small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clippings),
		cmocka_unit_test(metadata),
		cmocka_unit_test(long_paragraphs),
		cmocka_unit_test(damage),
		cmocka_unit_test(hostile),
		cmocka_unit_test(limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

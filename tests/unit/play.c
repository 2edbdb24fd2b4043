#include "config.h"

#include "play.h"

#include "fake-terminal.h"

#include "text/utf8.h"
#include "ui/app.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void press(struct play *p, const char *keys)
{
	struct str s = str_of(keys);
	while (s.n > 0) {
		size_t n = utf8_decode(s.p, s.n, &p->keys[p->n++]);
		s = str_sub(s, n, s.n);
	}
}

void press_key(struct play *p, uint32_t key)
{
	p->keys[p->n++] = key;
}

void expect(struct play *p, const char *text, bool shown)
{
	p->checks[p->n_checks].at = p->n;
	p->checks[p->n_checks].text = text;
	p->checks[p->n_checks++].shown = shown;
}

void write_text(const char *path, const char *content)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(content, file);
	fclose(file);
}

static void check(size_t at, void *state)
{
	struct play *p = state;
	for (size_t i = 0; i < p->n_checks; i++) {
		if (p->checks[i].at != at)
			continue;
		p->n_checked++;
		if (fake_shows(p->checks[i].text) == p->checks[i].shown)
			continue;
		struct buf rows;
		buf_init(&rows, BUF_NO_MAX);
		fake_rows(&rows);
		print_message("# after %zu keys: '%s' is %s shown:\n%s", at, p->checks[i].text,
		              p->checks[i].shown ? "not" : "still", buf_cstr(&rows));
		buf_done(&rows);
		fail();
	}
	if (p->meanwhile != NULL && at == p->meanwhile_at)
		p->meanwhile();
	if (p->victim == NULL || at != p->victim_at)
		return;
	if (p->victim_text == NULL)
		remove(p->victim);
	else
		write_text(p->victim, p->victim_text);
}

static const struct {
	const char *name, *text;
} files[] = {
	{"a.txt", "Alpha title\n\nFirst paragraph of alpha.\n\nSee https://example.com/alpha for more.\n\n"
	          "One word target here and another target there.\n\nLast paragraph of alpha.\n"},
	{"b.txt", "عنوان الخبر الثاني\nتاريخ النشر: 15th, July 2023 GMT\n"
	          "فقرة أولى فيها كلام كثير عن رئيس أمريكي وعن غيره من الرؤساء في البلاد.\n"
	          "فقرة ثانية تذكر الامريكي مرة أخرى ثم تنتهي.\nالمصدر: وكالة\nإقرأ أيضاً:\n"
	          "عنوان القصة المنفصلة في الأسفل\n"
	          "هذه فقرة القصة المنفصلة الأولى وهي طويلة بما يكفي لتكون فقرة كاملة من فقرات الخبر.\n"
	          "وهذه فقرتها الثانية وهي أيضا جملة كاملة تنتهي بنقطة في آخرها كما تنتهي الجمل.\n"},
	{"c.txt", "Gamma title\n\nOnly paragraph of gamma.\n"},
};

enum { N_FILES = sizeof files / sizeof files[0] };

void path_of(const struct play *p, size_t i, char path[64])
{
	snprintf(path, 64, "%s/%s", p->dir, files[i].name);
}

int play_set_up(void **state)
{
	struct play *p = calloc(1, sizeof *p);
	if (p == NULL)
		return -1;
	snprintf(p->dir, sizeof p->dir, "/tmp/jarida-app-XXXXXX");
	if (mkdtemp(p->dir) == NULL)
		return -1;
	for (size_t i = 0; i < N_FILES; i++) {
		char path[64];
		path_of(p, i, path);
		write_text(path, files[i].text);
	}
	options_init(&p->options);
	p->options.layout = LAYOUT_LTR;
	p->rows = 24;
	p->cols = 80;
	*state = p;
	return 0;
}

int play_tear_down(void **state)
{
	struct play *p = *state;
	for (size_t i = 0; i < N_FILES; i++) {
		char path[64];
		path_of(p, i, path);
		remove(path);
	}
	rmdir(p->dir);
	free(p);
	return 0;
}

int play_sources(struct play *p, char **sources, size_t n)
{
	struct err err;
	struct fake_script script = {
		.rows = p->rows, .cols = p->cols, .remote = p->remote, .slow = p->slow, .hurry = p->hurry,
		.keys = p->keys, .n = p->n, .idle = check, .state = p,
		.pasted = p->pasted};
	fake_play(&script);
	int rc = app_run(&p->options, sources, n, NULL, &err);
	assert_int_equal(p->n_checked, p->n_checks);
	return rc;
}

void play(struct play *p)
{
	char *sources[] = {p->dir};
	assert_int_equal(play_sources(p, sources, 1), 0);
}

void play_file(struct play *p, size_t i)
{
	char path[64];
	path_of(p, i, path);
	char *sources[] = {path};
	assert_int_equal(play_sources(p, sources, 1), 0);
}

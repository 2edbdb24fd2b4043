#include "config.h"

#include "term/facts.h"

#include "base/mem.h"
#include "term/model.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_B = 400 };

void facts_printable(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == 0x1B)
			buf_add_str(out, STR("\\e"));
		else if (c == '\a')
			buf_add_str(out, STR("\\a"));
		else if (c >= ' ' && c <= '~')
			buf_add_char(out, (char)c);
		else
			buf_addf(out, "\\x%02x", c);
	}
}

static void add_bytes(struct facts *facts, const char *group, const char *name, struct str value)
{
	struct buf b;
	if (facts->n == FACTS_MAX)
		return;
	buf_init(&b, BUF_NO_MAX);
	facts_printable(&b, str_sub(value, 0, VALUE_B));
	facts->rows[facts->n++] = (struct fact){group, name, xstrdup(buf_cstr(&b))};
	buf_done(&b);
}

static void add(struct facts *facts, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));
static void add(struct facts *facts, const char *name, const char *format, ...)
{
	char value[VALUE_B];
	va_list args;
	va_start(args, format);
	vsnprintf(value, sizeof value, format, args);
	va_end(args);
	add_bytes(facts, NULL, name, str_of(value));
}

/* Which question an answer belongs to. */
static const char *question_of(struct str answer)
{
	static const struct {
		const char *begins, *question;
		char last; /* 0: any */
	} rows[] = {
		{"\033P>|", "XTVERSION", 0}, {"\033P!|", "DA3", 0},
		{"\033[>", "DA2", 'c'},      {"\033[?2026;", "mode ?2026", 'y'},
		{"\033[?", "DA1", 'c'},      {"\033[8;", "mode 8", 'y'},
		{"\033[", "alef", 'R'},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (str_starts(answer, str_of(rows[i].begins)) &&
		    (rows[i].last == 0 || answer.p[answer.n - 1] == rows[i].last))
			return rows[i].question;
	}
	return "other";
}

static bool has_answer(const struct facts *facts, const char *question)
{
	for (size_t i = 0; i < facts->n; i++) {
		if (facts->rows[i].group != NULL && strcmp(facts->rows[i].name, question) == 0)
			return true;
	}
	return false;
}

/* One row for each question; the cursor is asked for after an alef, then after lam-alef. */
static void add_answer(struct facts *facts, struct str answer)
{
	const char *question = question_of(answer);
	if (strcmp(question, "alef") == 0 && has_answer(facts, question))
		question = "lam-alef";
	if (!has_answer(facts, question))
		add_bytes(facts, "answers", question, answer);
}

static void add_answers(struct facts *facts, const struct decoder *decoder)
{
	struct str rest = {decoder->heard, decoder->n_heard};
	while (rest.n > 0) {
		size_t end = str_find(rest, STR("\033"), 1);
		/* The end of a string begins as an answer does. */
		if (end < rest.n && str_starts(str_sub(rest, end, rest.n), STR("\033\\")))
			end += 2;
		struct str answer = str_sub(rest, 0, end);
		add_answer(facts, answer);
		rest = str_sub(rest, answer.n, rest.n);
	}
}

/* What may have been looked at; of the line only that there is one. */
static void add_environment(struct facts *facts, known_getenv *get)
{
	static const char *const names[] = {
		"TERM", "COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "LC_TERMINAL", "LC_TERMINAL_VERSION",
		"VTE_VERSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "MLTERM", "WT_SESSION", "TMUX", "STY", "LC_ALL",
		"LC_CTYPE", "LANG", "NO_COLOR", "JARIDA_BIDI",
	};
	static const char *const private_names[] = {"SSH_CONNECTION", "SSH_TTY"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (get(names[i]) != NULL)
			add_bytes(facts, "environment", names[i], str_of(get(names[i])));
	}
	for (size_t i = 0; i < sizeof private_names / sizeof private_names[0]; i++) {
		if (get(private_names[i]) != NULL)
			add_bytes(facts, "environment", private_names[i], STR("set"));
	}
}

static enum bidi_mode told(const struct facts_of *of)
{
	return of->asked != BIDI_AUTO ? of->asked : of->chosen;
}

enum bidi_mode facts_model(const struct facts_of *of)
{
	return told(of) != BIDI_AUTO ? told(of) : of->identity->model;
}

static const char *how_recognised(const struct facts_of *of)
{
	const struct identity *identity = of->identity;
	if (identity->from_environment)
		return identity->replied ? "by the environment: asked who it is, it would print junk"
		       : of->rows > 0    ? "by the environment: it did not answer"
		                         : "by the environment: there is none to ask";
	if (of->linear)
		return "not at all: it was not asked";
	if (!identity->replied)
		return of->rows > 0 ? "not at all: it did not answer" : "not at all: there is none to ask";
	return of->recalled ? "by what it answered another time" : "by its answers";
}

static void add_bidi(struct facts *facts, const struct facts_of *of)
{
	const struct identity *identity = of->identity;
	bool by_itself = told(of) == BIDI_AUTO;
	add(facts, "bidi", "%s", model_of(facts_model(of))->name);
	add(facts, "why", "%s",
	    of->linear               ? "lines of text: nothing is asked or switched"
	    : by_itself              ? identity->what
	    : of->asked != BIDI_AUTO ? "as asked"
	                             : "as remembered for this terminal");
	add_bytes(facts, NULL, "sent", str_of(by_itself ? identity->off : NULL));
	add_bytes(facts, NULL, "undone", str_of(by_itself ? identity->on : NULL));
}

static void add_remembered(struct facts *facts, const struct memory_choice *choice)
{
	struct buf words;
	if (memory_nothing_chosen(choice))
		return;
	buf_init(&words, BUF_NO_MAX);
	memory_print_choice(&words, choice, " ");
	add_bytes(facts, NULL, "remembered", str_sub(buf_str(&words), 1, words.n));
	buf_done(&words);
}

/* Columns that were written before a report of the cursor, which stood at the margin. */
static int columns_of(const struct replies *replies, size_t report)
{
	return report < replies->n_columns ? replies->columns[report] - 1 : -1;
}

static void add_letters(struct facts *facts, const struct replies *replies, known_getenv *get)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	int alef = columns_of(replies, 0), lam_alef = columns_of(replies, 1);
	const char *locale = NULL;
	for (size_t i = 0; i < 3 && (locale == NULL || locale[0] == '\0'); i++)
		locale = get(names[i]);
	add_bytes(facts, NULL, "locale", str_of(locale != NULL && locale[0] != '\0' ? locale : "C"));
	add(facts, "utf8", "%s", alef < 0 ? "" : alef == 1 ? "yes" : "no");
	if (alef == 1 && lam_alef >= 0)
		add(facts, "lam-alef", "%d %s", lam_alef, lam_alef == 1 ? "cell" : "cells");
}

/* What to do where something is, or may be, wrong. */
static void add_advice(struct facts *facts, const struct facts_of *of)
{
	const struct replies *replies = &of->decoder->replies;
	if (of->identity->hint != NULL && told(of) == BIDI_AUTO)
		add_bytes(facts, "advice", "multiplexer", str_of(of->identity->hint));
	if (columns_of(replies, 0) > 1)
		add_bytes(facts, "advice", "utf8",
		          STR("this terminal does not read UTF-8: set it to UTF-8, or nothing but ASCII will be right"));
	if (!of->identity->replied && of->rows > 0 && !of->linear)
		add_bytes(facts, "advice", "silence", STR("what does not answer is taken to reorder nothing"));
	if (of->linear)
		return;
	add_bytes(facts, "advice", "order",
	          STR("if Arabic reads wrong, answer what 'jarida check-terminal' asks, or press -b in the reader"));
}

void facts_collect(struct facts *facts, const struct facts_of *of, known_getenv *get)
{
	facts->n = 0;
	add(facts, "terminal", "%s", of->identity->name);
	add(facts, "recognised", "%s", how_recognised(of));
	add_bidi(facts, of);
	add_remembered(facts, of->remembered);
	add(facts, "synchronized", "%s", of->identity->sync ? "yes" : "no");
	if (of->colors >= 0)
		add(facts, "colors", "%d", of->colors);
	if (of->rows > 0)
		add(facts, "size", "%dx%d", of->cols, of->rows);
	add_letters(facts, &of->decoder->replies, get);
	add(facts, "remote", "%s", of->remote ? "yes" : "no");
	add_answers(facts, of->decoder);
	add_environment(facts, get);
	add_advice(facts, of);
}

void facts_done(struct facts *facts)
{
	for (size_t i = 0; i < facts->n; i++)
		free(facts->rows[i].value);
	facts->n = 0;
}

#include "config.h"

#include "cli/check.h"

#include "cli/fill.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/sample.h"
#include "term/facts.h"
#include "term/key.h"
#include "term/memory.h"
#include "term/model.h"
#include "term/probe.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHECK_JSON };

enum { NAME_COL = 14, ESCAPE = 27, CTRL_C = 3, CTRL_D = 4 };

/* Words of the options shape, lam-alef and marks, as memory.h counts them. */
enum { WORD_BASE = 2, WORD_TWO = 2, WORD_DROPPED = 2 };

#define FIRST_RIGHT "Which is the first line that reads right?"

const struct arg_option check_rows[] = {
	{"json", 0, NULL, "print one JSON object, and ask nothing", CHECK_JSON},
};
const size_t n_check_rows = sizeof check_rows / sizeof *check_rows;

struct check {
	const struct check_options *options;
	struct probe probe;
	struct memory_choice choice;
	char identity[MEMORY_KEY_B];
};

int check_set(struct check_options *options, int id, const char *value, struct err *err)
{
	(void)value;
	(void)err;
	options->json |= id == CHECK_JSON;
	return 0;
}

/* As wide as the terminal that is written to; a file has whole lines. */
static size_t line_cols(const struct check *check)
{
	return check->probe.cols > 0 && isatty(STDOUT_FILENO) ? (size_t)check->probe.cols : 0;
}

static void say(const struct check *check, struct buf *out, const char *sentence)
{
	fill_add(out, str_of(sentence), 0, 0, line_cols(check));
	buf_add_char(out, '\n');
}

static void print_fact(struct buf *out, const struct fact *fact, size_t width_col)
{
	bool grouped = fact->group != NULL, advice = grouped && strcmp(fact->group, "advice") == 0;
	size_t start = out->n;
	buf_add_str(out, grouped ? STR("  ") : STR(""));
	if (!advice) {
		buf_addf(out, "%s", fact->name);
		size_t used = out->n - start;
		buf_add_repeat(out, ' ', used < NAME_COL ? NAME_COL - used : 1);
	}
	fill_add(out, str_of(fact->value[0] != '\0' ? fact->value : "-"), out->n - start, advice ? 2 : NAME_COL, width_col);
	buf_add_char(out, '\n');
}

static void print_facts(struct buf *out, const struct facts *facts, size_t width_col)
{
	const char *group = NULL;
	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *fact = &facts->rows[i];
		if (fact->group != NULL && fact->group != group)
			buf_addf(out, "%s\n", fact->group);
		group = fact->group;
		print_fact(out, fact, width_col);
	}
}

static void print_json(struct buf *out, const struct facts *facts)
{
	struct json json = {.out = out};
	const char *group = NULL;
	json_open(&json, '{');
	for (size_t i = 0; i < facts->n; i++) {
		const struct fact *fact = &facts->rows[i];
		if (group != NULL && fact->group != group)
			json_close(&json, '}');
		if (fact->group != NULL && fact->group != group) {
			json_key(&json, fact->group);
			json_open(&json, '{');
		}
		group = fact->group;
		json_member(&json, fact->name, str_of(fact->value));
	}
	if (group != NULL)
		json_close(&json, '}');
	json_close(&json, '}');
	buf_add_char(out, '\n');
}

static int tell(const struct check *check, struct err *err)
{
	const struct probe *probe = &check->probe;
	struct facts_of of = {
		.identity = &probe->identity,
		.decoder = &probe->decoder,
		.asked = (enum bidi_mode)check->options->bidi,
		.chosen = (enum bidi_mode)check->choice.bidi,
		.remembered = &check->choice,
		.colors = probe->colors,
		.rows = probe->rows,
		.cols = probe->cols,
		.remote = probe->remote,
	};
	struct facts facts;
	struct out out;
	out_init(&out, STDOUT_FILENO);
	facts_collect(&facts, &of, getenv);
	if (check->options->json)
		print_json(&out.buf, &facts);
	else
		print_facts(&out.buf, &facts, line_cols(check));
	facts_done(&facts);
	return out_done(&out, err);
}

/* The number of the way in use, counted from 1. */
static size_t way_in_use(const struct check *check, const struct way *ways, size_t n)
{
	int told = check->options->bidi != BIDI_AUTO ? check->options->bidi : (int)check->choice.bidi;
	for (size_t i = 1; i < n; i++) {
		if ((int)ways[i].mode == told)
			return i + 1;
	}
	return 1;
}

/* A key that answers a question about the ways [from, to), or ends it. */
static bool is_answer(uint32_t key, size_t from, size_t to)
{
	if (key >= '0' && key <= '9')
		return key == '0' || (key - '0' > from && key - '0' <= to);
	return key == '\r' || key == '\n' || key == 'q' || key == ESCAPE || key == CTRL_C || key == CTRL_D || key == K_EOF;
}

/* Show, and wait for an answer: a number, 0 for none of them, -1 for no answer. */
static int await_answer(struct probe *probe, struct str shown, struct str undo, size_t from, size_t to)
{
	uint32_t key = K_RESIZE;
	while (key == K_RESIZE) {
		key = probe_show(probe, shown, undo) ? KEY_NONE : K_EOF;
		while (key != K_RESIZE && !is_answer(key, from, to))
			key = probe_key(probe);
	}
	probe_give_back(probe);
	return key >= '0' && key <= '9' ? (int)(key - '0') : -1;
}

/*
 * What gives the terminal back. Lines that would change with the switch, which is for all of it, go: they end
 * rows_up rows above the cursor.
 */
static void add_undo(struct buf *undo, const struct identity *who, int rows_up, size_t n_lines)
{
	if (sample_stands_alone(who)) {
		buf_addf(undo, "\0337\033[%dA\033[2K", rows_up);
		for (size_t i = 1; i < n_lines; i++)
			buf_add_str(undo, STR("\033[A\033[2K"));
		buf_add_str(undo, STR("\0338"));
	}
	buf_add_str(undo, str_of(who->on));
}

/* Append the question about the ways [from, to), in lines of a terminal in raw mode; returns how many. */
static int add_question(struct buf *shown, const char *question, size_t from, size_t to, int cols)
{
	struct buf words, lines;
	int n_lines = 1;
	buf_init(&words, BUF_NO_MAX);
	buf_init(&lines, BUF_NO_MAX);
	buf_addf(&words, "%s", question);
	if (to - from > 1)
		buf_addf(&words, " %zu to %zu; 0: none", from + 1, to);
	else
		buf_addf(&words, " %zu: yes; 0: no, show other ways", to);
	buf_add_str(&words, STR("; Enter: leave it"));
	/* A cell is left for the cursor and the blank before it. */
	fill_add(&lines, buf_str(&words), 0, 0, cols > 2 ? (size_t)cols - 2 : 1);
	for (size_t i = 0; i < lines.n; i++) {
		n_lines += lines.p[i] == '\n';
		buf_add_str(shown, lines.p[i] == '\n' ? STR("\r") : STR(""));
		buf_add_char(shown, lines.p[i]);
	}
	buf_add_char(shown, ' ');
	buf_done(&words);
	buf_done(&lines);
	return n_lines;
}

/* Ask a question about the ways [from, to). */
static int ask(struct check *check, const struct way *ways, size_t from, size_t to, const char *question)
{
	struct probe *probe = &check->probe;
	const struct identity *who = &probe->identity;
	struct buf shown, undo;
	buf_init(&shown, BUF_NO_MAX);
	buf_init(&undo, BUF_NO_MAX);
	for (size_t i = from; i < to; i++)
		sample_add(&shown, who, &ways[i], (int)i + 1, probe->cols);
	buf_add_str(&shown, STR("\r\n"));
	int n_lines = add_question(&shown, question, from, to, probe->cols);
	if (ways[from].automatic)
		add_undo(&undo, who, 1 + n_lines, to - from);
	int answer = await_answer(probe, buf_str(&shown), buf_str(&undo), from, to);
	buf_done(&shown);
	buf_done(&undo);
	return answer;
}

/* The answer stands after its question. */
static void say_answer(struct out *out, int answer)
{
	if (answer >= 0)
		buf_addf(&out->buf, "%d", answer);
	buf_add_char(&out->buf, '\n');
	out_flush(out);
}

/* Which way is right: its number, 0: none, -1: no answer. */
static int ask_way(struct check *check, const struct way *ways, size_t n, struct out *out)
{
	bool alone = sample_stands_alone(&check->probe.identity);
	buf_add_char(&out->buf, '\n');
	say(check, &out->buf, sample_description());
	buf_addf(&out->buf, "Line %zu is how it is done now.\n\n", way_in_use(check, ways, n));
	out_flush(out);
	if (!alone)
		return ask(check, ways, 0, n, FIRST_RIGHT);
	int answer = ask(check, ways, 0, 1, "Does this line read right?");
	if (answer != 0)
		return answer;
	say_answer(out, answer);
	buf_add_char(&out->buf, '\n');
	out_flush(out);
	return ask(check, ways, 1, n, FIRST_RIGHT);
}

/* The way with the letters that suit the font. No answer: as they are, where the way is the one of before. */
static struct memory_choice ask_letters(struct check *check, const struct way *way, struct out *out)
{
	struct way ways[WAYS_MAX];
	size_t n = sample_variants(ways, way);
	struct memory_choice choice = check->choice;
	choice.bidi = way->automatic ? BIDI_AUTO : (int)way->mode;
	if (n == 1)
		return choice;
	buf_add_char(&out->buf, '\n');
	say(check, &out->buf,
	    n > 2 ? "The same for fonts that lack letters: 1 as it is, 2 without marks, 3 lam and alef apart, "
	            "4 without the forms of joined letters."
	          : "The same for fonts that lack letters: 1 as it is, 2 without marks.");
	buf_add_char(&out->buf, '\n');
	out_flush(out);
	int answer = ask(check, ways, 0, n, "Which looks best?");
	say_answer(out, answer);
	if (answer <= 0)
		return choice;
	const struct way *chosen = &ways[answer - 1];
	choice.marks = chosen->unmarked ? WORD_DROPPED : 0;
	choice.lam_alef = chosen->parted ? WORD_TWO : 0;
	choice.shape = chosen->letters ? WORD_BASE : 0;
	return choice;
}

static void say_chosen(struct check *check, struct buf *out, const struct memory_choice *choice)
{
	struct buf words;
	buf_init(&words, BUF_NO_MAX);
	if (!memory_note_choice(choice, check->identity, getenv)) {
		buf_addf(&words, "This cannot be remembered; the same by options:");
		memory_print_choice(&words, choice, " --");
	} else if (memory_nothing_chosen(choice)) {
		buf_addf(&words, "That is how jarida does it by itself%s.",
		         memory_nothing_chosen(&check->choice) ? "" : "; what was remembered is forgotten");
	} else {
		buf_addf(&words, "Remembered for %s:", check->probe.identity.name);
		memory_print_choice(&words, choice, " ");
	}
	say(check, out, buf_cstr(&words));
	buf_done(&words);
}

static int ask_and_remember(struct check *check, struct err *err)
{
	struct way ways[WAYS_MAX];
	struct out out;
	size_t n = sample_ways(ways, &check->probe.identity);
	out_init(&out, STDOUT_FILENO);
	int answer = ask_way(check, ways, n, &out);
	say_answer(&out, answer);
	if (answer > 0) {
		struct memory_choice choice = ask_letters(check, &ways[answer - 1], &out);
		say_chosen(check, &out.buf, &choice);
	} else if (answer == 0) {
		say(check, &out.buf, "Then the font may have no Arabic, or this terminal is not known here: a report is "
		                     "welcome, with what 'jarida check-terminal > report.txt' writes.");
	}
	return out_done(&out, err);
}

int check_run(const struct check_options *options, struct err *err)
{
	struct check check = {.options = options};
	struct err printing;
	int rc = probe_open(&check.probe, options->sync_fd, err);
	memory_identity(check.identity, &check.probe.identity, &check.probe.decoder.replies, getenv);
	if (!options->no_memory)
		memory_recall_choice(&check.choice, check.identity, getenv);
	int told = tell(&check, &printing);
	if (rc == 0 && told == 0 && !options->json && !options->no_memory && isatty(STDIN_FILENO) &&
	    isatty(STDOUT_FILENO))
		told = ask_and_remember(&check, &printing);
	probe_close(&check.probe);
	if (told != 0 && err != NULL)
		*err = printing;
	return told != 0 ? told : rc;
}

#include "config.h"

#include "term/memory.h"

#include "term/notes.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LINE_B = 1024,
	DOUBT = 3 /* times in a row that the same terminal answers before a key that misled is used again */
};

/* The members of struct replies that a line holds. */
static const struct member {
	const char *name;
	size_t offset, n; /* numbers, or room for text */
	bool is_text;
} members[] = {
	{"da1", offsetof(struct replies, da1), 1, false},
	{"da2", offsetof(struct replies, da2), 3, false},
	{"mode8", offsetof(struct replies, mode_8), 1, false},
	{"mode2026", offsetof(struct replies, mode_2026), 1, false},
	{"behind", offsetof(struct replies, behind), 1, false},
	{"xtversion", offsetof(struct replies, xtversion), sizeof((struct replies *)0)->xtversion, true},
	{"da3", offsetof(struct replies, da3), sizeof((struct replies *)0)->da3, true},
};

enum { N_MEMBERS = sizeof members / sizeof members[0] };

void memory_path(struct buf *path, const char *name, known_getenv *get)
{
	const char *state = get("XDG_STATE_HOME");
	const char *home = get("HOME");
	/* The specification wants relative paths ignored. */
	if (state != NULL && state[0] == '/')
		buf_addf(path, "%s/jarida/%s", state, name);
	else if (home != NULL && home[0] == '/')
		buf_addf(path, "%s/.local/state/jarida/%s", home, name);
}

static void copy_key(char key[MEMORY_KEY_B], struct buf *b)
{
	key[0] = '\0';
	if (!b->full && b->n < MEMORY_KEY_B)
		memcpy(key, buf_cstr(b), b->n + 1);
	buf_done(b);
}

/* Where an SSH line comes from. An IPv6 address changes by the day in its second half. */
static void add_client(struct buf *key, const char *connection)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr address;
	size_t n = connection != NULL ? strcspn(connection, " %") : 0;
	if (n == 0 || n >= sizeof text)
		return;
	memcpy(text, connection, n);
	text[n] = '\0';
	if (inet_pton(AF_INET6, text, &address) == 1) {
		memset(&address.s6_addr[8], 0, 8);
		inet_ntop(AF_INET6, &address, text, sizeof text);
	}
	buf_add(key, text, strlen(text));
}

void memory_key(char key[MEMORY_KEY_B], known_getenv *get)
{
	static const char *const names[] = {"TERM", "COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "LC_TERMINAL",
	                                    "LC_TERMINAL_VERSION"};
	struct buf b;
	key[0] = '\0';
	if (get("TMUX") != NULL || get("STY") != NULL || get("ZELLIJ") != NULL)
		return;
	buf_init(&b, MEMORY_KEY_B);
	add_client(&b, get("SSH_CONNECTION"));
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *value = get(names[i]);
		if (value != NULL && value[0] != '\0')
			buf_addf(&b, " %s=%s", names[i], value);
	}
	copy_key(key, &b);
}

void memory_identity(char identity[MEMORY_KEY_B], const struct identity *who, const struct replies *replies,
                     known_getenv *get)
{
	struct buf b;
	const char *term = get("TERM"), *program = get("TERM_PROGRAM");
	buf_init(&b, MEMORY_KEY_B);
	if (who->passage != PASSAGE_NONE)
		buf_addf(&b, "%s", who->name);
	else if (replies->xtversion[0] != '\0')
		buf_addf(&b, "%s", replies->xtversion);
	else if (replies->da2[0] >= 0)
		buf_addf(&b, "%d;%d;%d %s", replies->da2[0], replies->da2[1], replies->da2[2], term != NULL ? term : "");
	else
		buf_addf(&b, "%s %s", term != NULL ? term : "", program != NULL ? program : "");
	copy_key(identity, &b);
}

/* The line of a kind and key, into rest. */
static bool find(const char *kind, const char *key, struct buf *rest, known_getenv *get)
{
	struct buf path;
	if (key[0] == '\0')
		return false;
	buf_init(&path, BUF_NO_MAX);
	memory_path(&path, "terminals", get);
	bool found = path.n > 0 && notes_find(buf_cstr(&path), kind, key, rest);
	buf_done(&path);
	return found;
}

static bool put(const char *kind, const char *key, struct str rest, known_getenv *get)
{
	struct buf path;
	if (key[0] == '\0')
		return false;
	buf_init(&path, BUF_NO_MAX);
	memory_path(&path, "terminals", get);
	bool done = path.n > 0 && notes_put(buf_cstr(&path), kind, key, rest, MEMORY_LINES);
	buf_done(&path);
	return done;
}

/* The next word of `NAME=VALUE NAME=VALUE…`. */
static bool next_pair(struct str *words, struct str *name, struct str *value)
{
	*words = str_trim(*words);
	if (words->n == 0)
		return false;
	size_t end = str_find(*words, STR(" "), 0);
	struct str word = str_sub(*words, 0, end);
	size_t equals = str_find(word, STR("="), 0);
	*name = str_sub(word, 0, equals);
	*value = str_sub(word, equals < word.n ? equals + 1 : word.n, word.n);
	*words = str_sub(*words, word.n, words->n);
	return true;
}

/* A number as it stands in an answer, or -1. */
static int take_number(struct str *s)
{
	long n = -1;
	size_t i = 0;
	for (; i < s->n && s->p[i] != ','; i++) {
		if (s->p[i] >= '0' && s->p[i] <= '9' && n <= REPLY_NUMBER_MAX)
			n = (n < 0 ? 0 : n) * 10 + (s->p[i] - '0');
	}
	*s = str_sub(*s, i + 1, s->n);
	return n > REPLY_NUMBER_MAX ? REPLY_NUMBER_MAX : (int)n;
}

static void set_member(struct replies *replies, const struct member *member, struct str value)
{
	char *at = (char *)replies + member->offset;
	if (member->is_text) {
		struct buf plain;
		buf_init(&plain, LINE_B);
		notes_unescape(&plain, value);
		snprintf(at, member->n, "%s", buf_cstr(&plain));
		buf_done(&plain);
		return;
	}
	for (size_t i = 0; i < member->n; i++) {
		int n = take_number(&value);
		memcpy(at + i * sizeof n, &n, sizeof n);
	}
}

static void parse_answers(struct replies *replies, struct str words)
{
	struct str name, value;
	replies_init(replies);
	replies->any = true;
	while (next_pair(&words, &name, &value)) {
		for (size_t i = 0; i < N_MEMBERS; i++) {
			if (str_eq(name, str_of(members[i].name)))
				set_member(replies, &members[i], value);
		}
	}
}

static void print_numbers(struct buf *out, const char *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int number;
		memcpy(&number, at + i * sizeof number, sizeof number);
		buf_add_str(out, i > 0 ? STR(",") : STR(""));
		if (number < 0)
			buf_add_char(out, '-');
		else
			buf_addf(out, "%d", number);
	}
}

static void print_answers(struct buf *out, const struct replies *replies)
{
	for (size_t i = 0; i < N_MEMBERS; i++) {
		const struct member *member = &members[i];
		const char *at = (const char *)replies + member->offset;
		int number;
		memcpy(&number, at, sizeof number);
		if (member->is_text ? at[0] == '\0' : number < 0)
			continue;
		buf_addf(out, " %s=", member->name);
		if (member->is_text)
			notes_escape(out, str_of(at));
		else
			print_numbers(out, at, member->n);
	}
}

/* A line of answers: what doubt there is, and the words after it. */
static int split_doubt(struct str line, struct str *words)
{
	size_t end = str_find(line, STR(" "), 0);
	*words = str_sub(line, end, line.n);
	struct str first = str_sub(line, 0, end);
	return take_number(&first);
}

bool memory_recall_answers(struct replies *replies, const char *key, known_getenv *get)
{
	struct buf line;
	struct str words;
	buf_init(&line, LINE_B);
	bool known = find("seen", key, &line, get) && split_doubt(buf_str(&line), &words) == 0;
	if (known)
		parse_answers(replies, words);
	buf_done(&line);
	return known;
}

/* Whether both sets of answers come to the same, so that the one would have done for the other. */
static bool same_decision(const struct replies *a, struct str words, known_getenv *get)
{
	struct replies b;
	struct identity of_a, of_b;
	parse_answers(&b, words);
	known_decide(&of_a, a, get);
	known_decide(&of_b, &b, get);
	return of_a.known == of_b.known && of_a.sync == of_b.sync;
}

void memory_note_answers(const struct replies *replies, const char *key, known_getenv *get)
{
	struct buf old, new;
	struct str words;
	int doubt = 0;
	buf_init(&old, LINE_B);
	buf_init(&new, LINE_B);
	if (find("seen", key, &old, get)) {
		doubt = split_doubt(buf_str(&old), &words);
		if (!same_decision(replies, words, get))
			doubt = DOUBT;
		else if (doubt != 0)
			doubt = doubt > 0 && doubt <= DOUBT ? doubt - 1 : DOUBT;
	}
	buf_addf(&new, "%d", doubt);
	print_answers(&new, replies);
	if (!str_eq(buf_str(&new), buf_str(&old)))
		put("seen", key, buf_str(&new), get);
	buf_done(&old);
	buf_done(&new);
}

/* The words of a choice, as in the options of the same names. */
static const struct wish {
	const char *name, *words[6];
	size_t offset;
} wishes[] = {
	{"bidi", {"auto", "visual", "inverse", "inverse-auto", "kitty", "plain"}, offsetof(struct memory_choice, bidi)},
	{"shape", {"auto", "forms", "base"}, offsetof(struct memory_choice, shape)},
	{"lam-alef", {"auto", "1", "2"}, offsetof(struct memory_choice, lam_alef)},
	{"marks", {"auto", "stacked", "dropped"}, offsetof(struct memory_choice, marks)},
};

enum { N_WISHES = sizeof wishes / sizeof wishes[0], N_WORDS = 6 };

static void take_wish(struct memory_choice *choice, struct str name, struct str value)
{
	for (size_t i = 0; i < N_WISHES; i++) {
		for (int k = 0; k < N_WORDS && str_eq(name, str_of(wishes[i].name)) && wishes[i].words[k] != NULL; k++) {
			if (str_eq(value, str_of(wishes[i].words[k])))
				memcpy((char *)choice + wishes[i].offset, &k, sizeof k);
		}
	}
}

void memory_print_choice(struct buf *out, const struct memory_choice *choice, const char *lead)
{
	for (size_t i = 0; i < N_WISHES; i++) {
		int value;
		memcpy(&value, (const char *)choice + wishes[i].offset, sizeof value);
		if (value > 0 && value < N_WORDS && wishes[i].words[value] != NULL)
			buf_addf(out, "%s%s=%s", lead, wishes[i].name, wishes[i].words[value]);
	}
}

bool memory_nothing_chosen(const struct memory_choice *choice)
{
	static const struct memory_choice nothing;
	return memcmp(choice, &nothing, sizeof nothing) == 0;
}

bool memory_recall_choice(struct memory_choice *choice, const char *identity, known_getenv *get)
{
	struct buf line;
	struct str name, value;
	*choice = (struct memory_choice){0};
	buf_init(&line, LINE_B);
	struct str words = find("choice", identity, &line, get) ? buf_str(&line) : STR("");
	while (next_pair(&words, &name, &value))
		take_wish(choice, name, value);
	buf_done(&line);
	return !memory_nothing_chosen(choice);
}

bool memory_note_choice(const struct memory_choice *choice, const char *identity, known_getenv *get)
{
	struct buf line;
	struct memory_choice before;
	memory_recall_choice(&before, identity, get);
	if (memcmp(&before, choice, sizeof before) == 0)
		return true;
	buf_init(&line, LINE_B);
	memory_print_choice(&line, choice, " ");
	bool done = put("choice", identity, str_sub(buf_str(&line), 1, line.n), get);
	buf_done(&line);
	return done;
}

#include "config.h"

#include "cli/args.h"

#include "base/mem.h"
#include "base/near.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void args_init(struct args *args, int argc, char **argv)
{
	size_t n = argc > 0 ? (size_t)argc - 1 : 0;
	*args = (struct args){.words = argv + 1, .n_words = n};
	args->operands = xcalloc(n + 1, sizeof *args->operands);
}

void args_done(struct args *args)
{
	free(args->operands);
	args->operands = NULL;
}

static const struct arg_option *find_long(const struct arg_option *rows, size_t n, const char *name,
                                          size_t length)
{
	for (size_t i = 0; i < n; i++) {
		if (strlen(rows[i].name) == length && memcmp(rows[i].name, name, length) == 0)
			return &rows[i];
	}
	return NULL;
}

static const struct arg_option *find_short(const struct arg_option *rows, size_t n, char letter)
{
	for (size_t i = 0; i < n; i++) {
		if (rows[i].letter != 0 && rows[i].letter == letter)
			return &rows[i];
	}
	return NULL;
}

static int unknown(const struct arg_option *rows, size_t n, const char *word, struct err *err)
{
	char name[NEAR_NAME_B] = "";
	size_t length = strncmp(word, "--", 2) == 0 ? strcspn(word + 2, "=") : 0;
	if (length < sizeof name)
		memcpy(name, word + 2, length);
	struct near near = near_to(name);
	for (size_t i = 0; i < n; i++)
		near_try(&near, rows[i].name);
	if (near.name[0] == '\0')
		return err_set(err, ERR_USAGE, "unknown option '%s'; see 'jarida --help'", word);
	return err_set(err, ERR_USAGE, "unknown option '%s'; did you mean --%s? see 'jarida --help'", word, near.name);
}

/* The word is an option: which one, and the value that is glued to it, if any. */
static const struct arg_option *match(const struct arg_option *rows, size_t n, const char *word,
                                      const char **glued)
{
	if (word[1] == '-') {
		size_t length = strcspn(word + 2, "=");
		*glued = word[2 + length] == '=' ? word + 2 + length + 1 : NULL;
		return find_long(rows, n, word + 2, length);
	}
	*glued = word[2] != '\0' ? word + 2 : NULL;
	return find_short(rows, n, word[1]);
}

/* Whether word is one of "a|b|c". */
static bool is_among(const char *words, const char *word)
{
	size_t n = strlen(word);
	while (*words != '\0') {
		size_t length = strcspn(words, "|");
		if (length == n && memcmp(words, word, n) == 0)
			return true;
		words += length + (words[length] == '|');
	}
	return false;
}

/* The value of an option that has none glued to it: the next word, or none where none is needed. */
static int take_value(struct args *args, const struct arg_option *row, const char **value, struct err *err)
{
	bool alone = is_among(row->value, "yes");
	bool more = args->at < args->n_words;
	if (alone && (!more || !is_among(row->value, args->words[args->at])))
		return 0;
	if (!more)
		return err_set(err, ERR_USAGE, "option '--%s' needs a value (%s)", row->name, row->value);
	*value = args->words[args->at++];
	return 0;
}

int args_next(struct args *args, const struct arg_option *rows, size_t n_rows, const struct arg_option **found,
              const char **value, struct err *err)
{
	while (args->at < args->n_words) {
		char *word = args->words[args->at++];
		if (strcmp(word, "--") == 0) {
			args->plain_first = args->n_operands == 0;
			while (args->at < args->n_words)
				args->operands[args->n_operands++] = args->words[args->at++];
			return 0;
		}
		if (word[0] != '-' || word[1] == '\0') {
			args->operands[args->n_operands++] = word;
			continue;
		}
		const struct arg_option *row = match(rows, n_rows, word, value);
		if (row == NULL)
			return unknown(rows, n_rows, word, err);
		if (row->value == NULL && *value != NULL)
			return err_set(err, ERR_USAGE, "option '--%s' takes no value", row->name);
		if (row->value != NULL && *value == NULL) {
			int rc = take_value(args, row, value, err);
			if (rc != 0)
				return rc;
		}
		*found = row;
		return 1;
	}
	return 0;
}

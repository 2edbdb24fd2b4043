/*
 * err.h: what failed, in one line for a person.
 *
 * A function that can fail returns 0 or a negative enum err_code and takes a
 * struct err * last. The code gives the exit status of the program (err_status()),
 * so that an error keeps its meaning from the place where it arose to main().
 *
 * A message starts with what failed, in lower case, without a full stop, and
 * ends with the way out where there is one:
 *     cannot read 'a.txt': permission denied
 */
#ifndef JARIDA_BASE_ERR_H
#define JARIDA_BASE_ERR_H

enum err_code {
	ERR_NONE = 0,
	ERR_NO_MATCH = -1, /* nothing matched */
	ERR_USAGE = -2,    /* wrong usage or configuration */
	ERR_INPUT = -3,    /* input unreadable */
	ERR_TERMINAL = -4, /* no usable terminal or locale */
	ERR_BUSY = -5      /* another writer was longer at it than this one waits; input unreadable, to a shell */
};

struct err {
	enum err_code code;
	char message[512]; /* NUL-terminated; cut when longer, never in mid-character */
};

/* The status to exit with. */
int err_status(int code);

/* Set *err (which may be NULL) and return code, so that `return err_set(…)` reads well. */
int err_set(struct err *err, enum err_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * What an errno value means, in this house's manner ("no such file or
 * directory"), into reason; returns reason.
 */
enum { ERR_REASON_B = 128 };
const char *err_reason(int number, char reason[ERR_REASON_B]);

#endif

/* corpus.h: articles as JSONL, read without a parser: what comes out goes into other JSON as it is. */
#ifndef JARIDA_TESTS_CORPUS_H
#define JARIDA_TESTS_CORPUS_H

#include "base/str.h"

/* All lines of a file, kept to the end of the program, which ends here with a word when they cannot be read. */
struct str corpus_read(const char *path);

/* The text of a member, escapes as they are; name is what stands before it, as in `"title": "`. */
struct str corpus_member(struct str line, struct str name);

#endif

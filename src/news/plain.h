/*
 * plain.h: a file too large to parse, read where it is looked at.
 *
 * Private to news. A paragraph is a line, or a piece of a long one
 * (news/pieces.h); its key is the offset of its first byte. No call reads more
 * of the file than a window or two. The file may change meanwhile: what is
 * gone reads as empty.
 *
 * Text is UTF-8, or a single-byte encoding told by the first block. A UTF-16
 * or UTF-32 file of this size is refused.
 */
#ifndef JARIDA_NEWS_PLAIN_H
#define JARIDA_NEWS_PLAIN_H

#include "base/err.h"
#include "base/str.h"
#include "news/article.h"

#include <stdbool.h>
#include <stdint.h>

struct plain;

/*
 * Take over fd, a regular file. source_fd is the stream that it is a growing
 * copy of, or -1; taken over as well. On failure both are closed, *plain is
 * untouched.
 */
int plain_open(struct plain **plain, int fd, int source_fd, const char *name, struct err *err);
void plain_free(struct plain *plain); /* NULL is allowed */

bool plain_next(struct plain *plain, uint64_t *key);
bool plain_prev(struct plain *plain, uint64_t *key);
uint64_t plain_size(const struct plain *plain);
struct paragraph plain_paragraph(struct plain *plain, uint64_t key);

/* The beginning of the file, for its language and direction; valid until the next call. */
struct str plain_sample(struct plain *plain);
void plain_set_dir(struct plain *plain, enum dir dir); /* what a text without strong characters takes */

int plain_poll_fd(const struct plain *plain);
bool plain_read_more(struct plain *plain);
int plain_stream_error(const struct plain *plain, struct err *err);

#endif

/*
 * file.h: bytes from the file system and into it, bounded and patient with EINTR.
 *
 * Reads with read(2) and pread(2), never mmap: a file that shrinks while it is
 * read must not kill the reader, and mapped pages would count as our memory.
 */
#ifndef JARIDA_BASE_FILE_H
#define JARIDA_BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* Open for reading, close-on-exec. Returns a descriptor or a negative err_code. */
int file_open(const char *path, struct err *err);

/*
 * Append all that fd gives to b until its end, or until b is full (which is
 * no error here: the caller looks at b->full). name is for the message.
 */
int file_read_all(int fd, const char *name, struct buf *b, struct err *err);

/* Up to n bytes at offset; fewer only at the end of the file; negative err_code on failure. */
ssize_t file_read_at(int fd, const char *name, char *out, size_t n, uint64_t offset,
                     struct err *err);

/*
 * The whole of a small regular file into b, which is empty. It stays so where
 * there is none, and where there is one that cannot be read or is larger than
 * b may be: then false, and who would write it anew loses what is in it.
 */
bool file_read_small(const char *path, struct buf *b);

/* All of s, in as many writes as it takes. False when one fails; errno says why. */
bool file_write_all(int fd, struct str s);

/* Make the folders (0700) above a file, as far as they are missing. What fails fails again when it is written. */
void file_make_folders(const char *path);

/* Put another file (0600) of this content in the place of path: whoever reads sees the old one or this one, whole. */
int file_replace(const char *path, struct str content, struct err *err);

#endif

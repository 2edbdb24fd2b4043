/*
 * files-scan.h: the files of folders, found in slices.
 *
 * Folders are gone through to the bottom, without hidden names and without
 * following links to folders. A folder that cannot be opened becomes a row
 * that says so when it was named, and is passed over when it was found.
 */
#ifndef JARIDA_UI_FILES_SCAN_H
#define JARIDA_UI_FILES_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scan;
struct files;

struct scan *scan_new(void);
void scan_free(struct scan *scan); /* NULL is allowed */
void scan_add_source(struct scan *scan, struct files *files, const char *source, uint32_t group);

/* Read up to max_names names until deadline_ms, then hand over what was found; whether there is more. */
bool scan_step(struct scan *scan, struct files *files, int64_t deadline_ms, size_t max_names);
bool scan_busy(const struct scan *scan);
size_t scan_pending(const struct scan *scan); /* files that were found but not yet handed over */

#endif

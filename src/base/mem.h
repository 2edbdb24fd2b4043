/*
 * mem.h: memory that is there, or an end that leaves the terminal whole.
 *
 * Hostile sizes are stopped by limits (struct buf, PARA_MAX_CP …) before they
 * get here; running out of memory is then the machine's end, not the input's:
 * the program says so in one line and aborts after calling the hook.
 */
#ifndef JARIDA_BASE_MEM_H
#define JARIDA_BASE_MEM_H

#include <stddef.h>

/* As malloc, calloc, realloc and strndup, but never NULL. n = 0 is allowed. */
void *xmalloc(size_t n) __attribute__((malloc, returns_nonnull));
void *xcalloc(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
void *xrealloc(void *old, size_t n) __attribute__((returns_nonnull));
char *xstrndup(const char *s, size_t n) __attribute__((malloc, returns_nonnull));
char *xstrdup(const char *s) __attribute__((malloc, returns_nonnull));

/* realloc to count elements of the given size; aborts on overflow of the product. */
void *xreallocarray(void *old, size_t count, size_t size) __attribute__((returns_nonnull));

/*
 * Make room for one more element in a growing array: returns items, grown by
 * doubling when n == *cap.
 */
void *xgrow(void *items, size_t n, size_t *cap, size_t size) __attribute__((returns_nonnull));

/* Give pages that hold nothing any more back to the system, after work that needed many; where it can be done. */
void mem_trim(void);

/* Called before the program aborts for want of memory (restores the terminal). */
void mem_set_abort_hook(void (*hook)(void));

#endif

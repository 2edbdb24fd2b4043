/*
 * shelf-links.h: how the articles of a library name one another, as a shelf tells it.
 *
 * Private to shelf-library.c. The article may be NULL: when it is not open,
 * what only its text says is not told.
 */
#ifndef JARIDA_UI_SHELF_LINKS_H
#define JARIDA_UI_SHELF_LINKS_H

#include "ui/shelf.h"

/* As shelf_link_target() and shelf_relatives(). */
struct shelf_ref shelf_links_target(struct library *library, const struct article *article, struct shelf_ref ref,
                                    const struct link *link);
void shelf_links_relatives(struct library *library, const struct article *article, struct shelf_ref ref,
                           void (*each)(void *to, const struct relative *relative), void *to);

#endif

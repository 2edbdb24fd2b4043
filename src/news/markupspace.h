/* markupspace.h: the vocabulary of an element, by its prefix and what the elements around it declare. Private to news. */
#ifndef JARIDA_NEWS_MARKUPSPACE_H
#define JARIDA_NEWS_MARKUPSPACE_H

#include "news/markup.h"

/*
 * Of a node that has its attributes and its parent; sets its scope. A prefix
 * that was not declared means what it usually does.
 */
enum markup_space markup_space_of(struct markup_node *node, struct str prefix);

#endif

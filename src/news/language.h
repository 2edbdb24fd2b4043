/* language.h: the language of a text by its script and its particular letters. Private to news. */
#ifndef JARIDA_NEWS_LANGUAGE_H
#define JARIDA_NEWS_LANGUAGE_H

#include "base/str.h"

/* A BCP 47 tag, or the empty string when the letters do not tell. */
const char *language_of(struct str text);

/*
 * The language of a text that says itself which it has: the first part of the
 * tag, when it is one of the script that the letters were found to be of (or
 * they do not tell); else the one found. The first lives as long as the tag.
 */
struct str language_settle(struct str declared, const char *found);

#endif

/* language.h: the language of a text by its script and its particular letters. Private to news. */
#ifndef JARIDA_NEWS_LANGUAGE_H
#define JARIDA_NEWS_LANGUAGE_H

#include "base/str.h"

/* A BCP 47 tag, or the empty string when the letters do not tell. */
const char *language_of(struct str text);

#endif

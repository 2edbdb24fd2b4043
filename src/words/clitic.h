/*
 * clitic.h: small words that Arabic writes together with the next one.
 *
 * و ("and"), ب ل ("in", "to") before a word that has no article, and لل, as far
 * as it can be told from the letters that they are none of the word's own:
 * before nouns of action and of place (لتنظيم, بمدينة, لإجراء), long feminine ones
 * (بطريقة), hamza (وأضاف). Nouns whose own first letter is و or ف are known by a list.
 */
#ifndef JARIDA_WORDS_CLITIC_H
#define JARIDA_WORDS_CLITIC_H

#include "base/str.h"

#include <stdbool.h>

/*
 * What is left of a folded word that begins with و ف ب ل or ا. *noun: one of
 * those nouns, without its ending: a stem. *article: it stood after لل.
 */
struct str clitic_drop(struct str word, bool *noun, bool *article);

#endif

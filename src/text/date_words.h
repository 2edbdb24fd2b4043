/* date_words.h: the words that dates are made of, in every language that date.h promises. */
#ifndef JARIDA_TEXT_DATE_WORDS_H
#define JARIDA_TEXT_DATE_WORDS_H

#include "base/str.h"

#include <stddef.h>

enum date_calendar { CALENDAR_GREGORIAN, CALENDAR_HIJRI, CALENDAR_JALALI };

enum date_word_kind {
	WORD_OTHER,   /* none of ours */
	WORD_MONTH,   /* value 1 to 12 of its calendar */
	WORD_WEEKDAY,
	WORD_AM,
	WORD_PM,
	WORD_ZONE,    /* value: minutes east of UTC */
	WORD_ERA,     /* of its calendar */
	WORD_JOIN     /* says nothing: of, at, في, the th of 15th */
};

struct date_word {
	enum date_word_kind kind;
	enum date_calendar calendar;
	int value;
};

/* The word that text starts with; returns its bytes, 0 when it is none of ours. The longest wins. */
size_t date_word_find(struct str text, struct date_word *word);

#endif

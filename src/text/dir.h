/* dir.h: the direction of a text, in its own terms (never "left" and "right" of a screen). */
#ifndef JARIDA_TEXT_DIR_H
#define JARIDA_TEXT_DIR_H

enum dir {
	DIR_LTR = 0, /* the values are the paragraph embedding levels of UAX #9 */
	DIR_RTL = 1,
	DIR_AUTO = 2 /* by UAX #9 P2 and P3; never the answer of a function */
};

#endif

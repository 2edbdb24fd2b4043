/* script.h: which way the script of a character is written, as far as it has one of its own. */
#ifndef JARIDA_TEXT_SCRIPT_H
#define JARIDA_TEXT_SCRIPT_H

#include "text/dir.h"

#include <stdint.h>

/*
 * DIR_RTL or DIR_LTR by the script of cp (UAX #24); DIR_AUTO for what belongs to
 * several or to none: ASCII digits, most punctuation, tatweel, marks. Unlike
 * the bidi class this counts Arabic-Indic digits as Arabic.
 */
enum dir script_dir(uint32_t cp);

#endif

/* unit.h: cmocka with all that its header wants before it. */
#ifndef JARIDA_TESTS_UNIT_H
#define JARIDA_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif

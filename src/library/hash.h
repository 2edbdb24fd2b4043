/*
 * hash.h: SipHash-2-4 (Aumasson and Bernstein, 2012), 64 bits under a secret key.
 *
 * Articles are recognised by hashes of what strangers write; with a key of the
 * library's own nobody can write two texts that are taken for one.
 */
#ifndef JARIDA_LIBRARY_HASH_H
#define JARIDA_LIBRARY_HASH_H

#include "base/str.h"

#include <stdint.h>

enum { HASH_KEY_B = 16 };

uint64_t hash_bytes(const unsigned char key[HASH_KEY_B], struct str bytes);

#endif

/*
 * words.h: why an address could not be had, in plain words. Private to fetch.
 *
 * Each writes a line of at most WORDS_B bytes, NUL-terminated, lower case.
 */
#ifndef JARIDA_FETCH_WORDS_H
#define JARIDA_FETCH_WORDS_H

#include "base/str.h"
#include "fetch/curl.h"

#include <stdbool.h>
#include <stdint.h>

enum { WORDS_B = 512 };

void words_of_status(long status, char out[WORDS_B]); /* of HTTP */
void words_of_connecting(struct str host, bool by_proxy, char out[WORDS_B]); /* which failed */
void words_of_curl(CURLcode code, struct str host, const char *curl_says, int total_s, char out[WORDS_B]);
void words_of_refusal(struct str url, char out[WORDS_B]); /* no address of the web */
void words_of_private(struct str url, char out[WORDS_B]); /* a private network, from a public server */
void words_of_turned(struct str url, char out[WORDS_B]); /* to a private address, that was public */
void words_of_redirects(int most, char out[WORDS_B]);
void words_of_size(int64_t max_b, char out[WORDS_B]);
void words_of_empty(char out[WORDS_B]);

#endif

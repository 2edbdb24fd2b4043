/*
 * curl.h: libcurl, opened when something is fetched.
 *
 * It brings some forty libraries with it, which would double the time that a
 * start of the program takes; so it is no part of the program, but a table of
 * the functions that are used. The table is filled once and stays.
 */
#ifndef JARIDA_FETCH_CURL_H
#define JARIDA_FETCH_CURL_H

#include "base/err.h"

#include <curl/curl.h>

/* X(NAME): curl_NAME() is used, by the name curl->NAME(). */
#define CURL_FUNCTIONS(X) \
	X(global_init) \
	X(version_info) \
	X(easy_init) \
	X(easy_cleanup) \
	X(easy_setopt) \
	X(easy_getinfo) \
	X(multi_init) \
	X(multi_cleanup) \
	X(multi_setopt) \
	X(multi_add_handle) \
	X(multi_remove_handle) \
	X(multi_perform) \
	X(multi_poll) \
	X(multi_info_read) \
	X(slist_append) \
	X(slist_free_all)

struct curl {
#define MEMBER(name) __typeof__(curl_##name) *(name);
	CURL_FUNCTIONS(MEMBER)
#undef MEMBER
};

/* The table, from any thread; NULL with ERR_INPUT and the way out when there is no libcurl, or too old a one. */
const struct curl *curl_open(struct err *err);

#endif

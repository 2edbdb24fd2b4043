/*
 * guard.h: which addresses belong to the reader's own network.
 *
 * A public server must not send us there (by a redirect, a link of a feed, or
 * a name that it lets point there): who asks from here is trusted there. What
 * the reader names himself may be anywhere.
 */
#ifndef JARIDA_FETCH_GUARD_H
#define JARIDA_FETCH_GUARD_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct sockaddr;

/* Whether the address is not one of the public Internet (IANA's registries of special addresses; IPv4 in IPv6 too). */
bool guard_is_private(const struct sockaddr *address, size_t size_b);

/* The same of an address as numbers, "192.168.0.1", "::1"; what is no such address is private too. */
bool guard_is_private_text(const char *numbers);

/*
 * Whether a host, as it stands in an address of the web, is private by its
 * name alone: numbers of such an address, "localhost", a name without a dot, .local, .internal
 */
bool guard_is_private_host(struct str host);

/* The host in an http or https address, without user, port and brackets; empty when there is none. Borrowed. */
struct str guard_host(struct str url);

#endif

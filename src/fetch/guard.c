#include "config.h"

#include "fetch/guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

struct block {
	uint32_t net;
	int bits;
};

/* RFC 6890 and its registry: what is not reachable from everywhere. */
static const struct block blocks4[] = {
	{0x00000000, 8},  /* this network */
	{0x0A000000, 8},  /* private */
	{0x64400000, 10}, /* shared by a provider's customers */
	{0x7F000000, 8},  /* loopback */
	{0xA9FE0000, 16}, /* link local; the metadata of clouds */
	{0xAC100000, 12}, /* private */
	{0xC0000000, 24}, /* of protocols */
	{0xC0000200, 24}, /* documentation */
	{0xC0A80000, 16}, /* private */
	{0xC6120000, 15}, /* benchmarks */
	{0xC6336400, 24}, /* documentation */
	{0xCB007100, 24}, /* documentation */
	{0xE0000000, 3},  /* multicast, reserved, broadcast */
};

static bool is_private4(uint32_t address)
{
	for (size_t i = 0; i < sizeof blocks4 / sizeof blocks4[0]; i++)
		if ((address ^ blocks4[i].net) >> (32 - blocks4[i].bits) == 0)
			return true;
	return false;
}

static uint32_t number4(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Only 2000::/3 is public, and what is wrapped in it is as public as the address inside. */
static bool is_private6(const uint8_t a[16])
{
	static const uint8_t mapped[12] = {[10] = 0xFF, [11] = 0xFF};
	static const uint8_t translated[12] = {0x00, 0x64, 0xFF, 0x9B}; /* NAT64 */
	if (memcmp(a, mapped, sizeof mapped) == 0 || memcmp(a, translated, sizeof translated) == 0)
		return is_private4(number4(a + 12));
	if ((a[0] & 0xE0) != 0x20)
		return true;
	if (a[0] == 0x20 && a[1] == 0x02) /* 6to4 */
		return is_private4(number4(a + 2));
	uint32_t start = number4(a);
	return start >> 9 == 0x20010000 >> 9 || start == 0x20010DB8; /* of protocols (Teredo …); documentation */
}

bool guard_is_private(const struct sockaddr *address, size_t size_b)
{
	if (address->sa_family == AF_INET && size_b >= sizeof(struct sockaddr_in)) {
		struct sockaddr_in in;
		memcpy(&in, address, sizeof in);
		return is_private4(ntohl(in.sin_addr.s_addr));
	}
	if (address->sa_family == AF_INET6 && size_b >= sizeof(struct sockaddr_in6)) {
		struct sockaddr_in6 in;
		memcpy(&in, address, sizeof in);
		return is_private6(in.sin6_addr.s6_addr);
	}
	return true;
}

bool guard_is_private_text(const char *numbers)
{
	struct in_addr four;
	struct in6_addr six;
	if (inet_pton(AF_INET, numbers, &four) == 1)
		return is_private4(ntohl(four.s_addr));
	return inet_pton(AF_INET6, numbers, &six) != 1 || is_private6(six.s6_addr);
}

static bool ends_with(struct str s, const char *suffix)
{
	size_t n = strlen(suffix);
	for (size_t i = 0; s.n >= n && i < n; i++)
		if (ascii_lower(s.p[s.n - n + i]) != suffix[i])
			return false;
	return s.n >= n;
}

/* As inet_aton() reads it, which resolvers use: "127.1", "0x7f000001", "2130706433". */
static bool is_number4(const char *text, uint32_t *address)
{
	struct in_addr in;
	if (inet_aton(text, &in) == 0)
		return false;
	*address = ntohl(in.s_addr);
	return true;
}

bool guard_is_private_host(struct str host)
{
	static const char *const suffixes[] = {"localhost", ".local", ".internal", ".lan", ".home.arpa"};
	char text[256];
	uint32_t address;
	if (host.n > 0 && host.p[host.n - 1] == '.')
		host.n--;
	if (host.n == 0 || host.n >= sizeof text)
		return true;
	memcpy(text, host.p, host.n);
	text[host.n] = '\0';
	if (is_number4(text, &address))
		return is_private4(address);
	if (memchr(text, ':', host.n) != NULL)
		return guard_is_private_text(text);
	for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
		if (ends_with(host, suffixes[i]))
			return true;
	return memchr(text, '.', host.n) == NULL;
}

struct str guard_host(struct str url)
{
	const struct str none = {"", 0};
	size_t at = str_find(url, STR("://"), 0);
	if (at != 4 && at != 5)
		return none;
	struct str s = str_sub(url, at + 3, url.n);
	size_t n = 0;
	while (n < s.n && strchr("/?#\\", s.p[n]) == NULL)
		n++;
	s.n = n;
	for (size_t i = s.n; i-- > 0;) {
		if (s.p[i] == '@') {
			s = str_sub(s, i + 1, s.n);
			break;
		}
	}
	if (s.n > 0 && s.p[0] == '[') {
		const char *end = memchr(s.p, ']', s.n);
		return end != NULL ? str_sub(s, 1, (size_t)(end - s.p)) : none;
	}
	const char *colon = s.n > 0 ? memchr(s.p, ':', s.n) : NULL;
	return colon != NULL ? str_sub(s, 0, (size_t)(colon - s.p)) : s;
}

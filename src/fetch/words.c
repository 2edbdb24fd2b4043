#include "config.h"

#include "fetch/words.h"

#include <stdio.h>

struct row {
	long status;
	const char *words;
};

static const struct row statuses[] = {
	{400, "the server does not understand the question"},
	{401, "the server wants a name and a password"},
	{402, "the server wants to be paid"},
	{403, "the server does not allow it"},
	{404, "there is nothing at this address"},
	{406, "the server has nothing that can be read here"},
	{407, "the proxy wants a name and a password"},
	{410, "it is gone for good, says the server"},
	{429, "the server was asked too often"},
	{451, "the server may not give it, for legal reasons"},
	{500, "the server has a fault"},
	{502, "the server's own source does not answer"},
	{503, "the server is overloaded or closed for a while"},
	{504, "the server's own source does not answer"},
};

void words_of_status(long status, char out[WORDS_B])
{
	for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
		if (statuses[i].status == status) {
			snprintf(out, WORDS_B, "%s (%ld)", statuses[i].words, status);
			return;
		}
	}
	const char *whose = status >= 500 ? "the server has a fault"
	                    : status >= 400 ? "the server refuses"
	                                    : "the answer is none that can be used";
	snprintf(out, WORDS_B, "%s (%ld)", whose, status);
}

static const struct row codes[] = {
	{CURLE_COULDNT_RESOLVE_PROXY, "the proxy's host is not known"},
	{CURLE_URL_MALFORMAT, "the address is not well-formed"},
	{CURLE_UNSUPPORTED_PROTOCOL, "the server does not speak HTTP"}, /* of addresses only those that do are asked */
	{CURLE_GOT_NOTHING, "the server ends the connection without an answer"},
	{CURLE_PARTIAL_FILE, "the answer breaks off"},
	{CURLE_RECV_ERROR, "the connection breaks off"},
	{CURLE_SEND_ERROR, "the connection breaks off"},
	{CURLE_HTTP2, "the connection breaks off"},
	{CURLE_HTTP2_STREAM, "the connection breaks off"},
	{CURLE_BAD_CONTENT_ENCODING, "the answer cannot be unpacked"},
	{CURLE_WEIRD_SERVER_REPLY, "the server does not speak HTTP"},
	{CURLE_PEER_FAILED_VERIFICATION, "the server's certificate is not valid"},
	{CURLE_SSL_CONNECT_ERROR, "no secure connection comes about"},
	{CURLE_SSL_CACERT_BADFILE, "the certificates of this system are missing (ca-certificates)"},
};

/* How much of an address or a name a line has room for. */
static int shown_b(struct str s)
{
	enum { MOST_B = 200 };
	return s.n < MOST_B ? (int)s.n : MOST_B;
}

void words_of_connecting(struct str host, bool by_proxy, char out[WORDS_B])
{
	int n = shown_b(host);
	snprintf(out, WORDS_B, "'%.*s'%s does not take connections", n, host.p, by_proxy ? ", or the proxy for it," : "");
}

void words_of_curl(CURLcode code, struct str host, const char *curl_says, int total_s, char out[WORDS_B])
{
	int n = shown_b(host);
	if (code == CURLE_COULDNT_RESOLVE_HOST) {
		snprintf(out, WORDS_B, "the host '%.*s' is not known, or there is no network", n, host.p);
		return;
	}
	if (code == CURLE_OPERATION_TIMEDOUT) {
		snprintf(out, WORDS_B, "'%.*s' did not answer in time, or too slowly (%d s at most)", n, host.p, total_s);
		return;
	}
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		if (codes[i].status == (long)code) {
			snprintf(out, WORDS_B, "%s", codes[i].words);
			return;
		}
	}
	snprintf(out, WORDS_B, "no answer: %.300s (curl %d)", curl_says[0] != '\0' ? curl_says : "fault", (int)code);
}

void words_of_refusal(struct str url, char out[WORDS_B])
{
	int n = shown_b(url);
	snprintf(out, WORDS_B, "'%.*s' is not followed: only http and https are", n, url.p);
}

void words_of_private(struct str url, char out[WORDS_B])
{
	int n = shown_b(url);
	snprintf(out, WORDS_B, "'%.*s' is not followed: a public server may not send into a private network", n, url.p);
}

void words_of_turned(struct str url, char out[WORDS_B])
{
	int n = url.n < 150 ? (int)url.n : 150;
	snprintf(out, WORDS_B, "its name leads into a private network now; 'jarida add %.*s' allows that", n, url.p);
}

void words_of_redirects(int most, char out[WORDS_B])
{
	snprintf(out, WORDS_B, "more than %d redirects, one after the other", most);
}

void words_of_size(int64_t max_b, char out[WORDS_B])
{
	snprintf(out, WORDS_B, "the answer is larger than %lld MB", (long long)(max_b >> 20));
}

void words_of_empty(char out[WORDS_B])
{
	snprintf(out, WORDS_B, "the answer is empty");
}

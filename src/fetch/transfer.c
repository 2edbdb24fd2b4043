#include "config.h"

#include "fetch/transfer.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "fetch/guard.h"
#include "fetch/words.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { MAX_HEADER_B = 1024, MAX_URL_B = 8192, STALLED_S = 20 };

struct transfer {
	const struct curl *curl;
	struct fetch_limits limits;
	CURL *easy;
	struct curl_slist *headers;
	void *of;
	struct buf url, body;
	struct buf content_type, etag, modified, retry_after;
	int64_t start_ms;
	int64_t size_b; /* of all that came, redirects' too */
	int n_redirects;
	bool conditional;
	bool guarded;   /* this hop may not lead into a private network */
	bool was_public; /* and so the first may not either */
	bool by_proxy;  /* there is one for it */
	bool refused;   /* a private address was not connected to */
	bool too_large;
	bool temporary; /* some redirect was */
	bool unchanged, gone, is_public, began_public;
	bool ended;
	char failure[512];
	char curl_says[CURL_ERROR_SIZE];
};

static bool starts_with(struct str s, const char *lower)
{
	size_t n = strlen(lower);
	for (size_t i = 0; i < n; i++) {
		char c = i < s.n ? s.p[i] : '\0';
		if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != lower[i])
			return false;
	}
	return true;
}

bool transfer_is_web(struct str url)
{
	return starts_with(url, "http://") || starts_with(url, "https://");
}

/* --- what curl calls --- */

static size_t take_body(char *p, size_t size, size_t n, void *to)
{
	struct transfer *t = to;
	buf_add(&t->body, p, size * n);
	t->size_b += (int64_t)(size * n);
	t->too_large = t->body.full;
	return t->body.full ? 0 : size * n;
}

static void take_value(struct str line, const char *name, struct buf *into)
{
	if (!starts_with(line, name))
		return;
	struct str value = str_trim(str_sub(line, strlen(name), line.n));
	buf_clear(into);
	into->full = false;
	buf_add_str(into, value);
}

/* A status line begins the headers anew: those before were of an interim answer, or of a proxy. */
static size_t take_header(char *p, size_t size, size_t n, void *to)
{
	struct transfer *t = to;
	struct str line = {p, size * n};
	if (starts_with(line, "http/")) {
		buf_clear(&t->content_type);
		buf_clear(&t->etag);
		buf_clear(&t->modified);
		buf_clear(&t->retry_after);
	}
	take_value(line, "content-type:", &t->content_type);
	take_value(line, "etag:", &t->etag);
	take_value(line, "last-modified:", &t->modified);
	take_value(line, "retry-after:", &t->retry_after);
	return size * n;
}

/* The one place where the address is known that a name has come to mean. */
static curl_socket_t open_socket(void *to, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *t = to;
	(void)purpose;
	if (t->guarded && !t->by_proxy && guard_is_private(&address->addr, address->addrlen)) {
		t->refused = true;
		return CURL_SOCKET_BAD;
	}
	int fd = socket(address->family, address->socktype, address->protocol);
	if (fd >= 0)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	return fd;
}

/* --- a hop --- */

static bool is_set(const char *name)
{
	const char *value = getenv(name);
	return value != NULL && value[0] != '\0';
}

/* As curl looks for them; which hosts they are not for it decides itself. */
static bool has_proxy(struct str url)
{
	bool https = starts_with(url, "https:");
	bool own = https ? is_set("https_proxy") || is_set("HTTPS_PROXY") : is_set("http_proxy");
	return own || is_set("all_proxy") || is_set("ALL_PROXY");
}

/*
 * Make the handle ready for the address. What a public server has sent us to
 * goes by the proxy where there is one, whatever no_proxy says: it knows what
 * may be reached. The connection is a new one, so that no open one leads past
 * open_socket(). False: it may not be asked.
 */
static bool begin_hop(struct transfer *t)
{
	struct str url = buf_str(&t->url);
	int64_t left_ms = t->limits.total_s * (int64_t)1000 - (clock_now_ms() - t->start_ms);
	t->by_proxy = has_proxy(url);
	t->guarded = t->guarded && !t->limits.private_hosts;
	if (t->guarded && t->by_proxy && guard_is_private_host(guard_host(url))) {
		t->refused = true;
		return false;
	}
	t->curl->easy_setopt(t->easy, CURLOPT_URL, buf_cstr(&t->url));
	t->curl->easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, left_ms > 1 ? (long)left_ms : 1L);
	t->curl->easy_setopt(t->easy, CURLOPT_FRESH_CONNECT, t->guarded ? 1L : 0L);
	if (t->guarded && t->by_proxy)
		t->curl->easy_setopt(t->easy, CURLOPT_NOPROXY, "");
	buf_clear(&t->body);
	t->curl_says[0] = '\0';
	return true;
}

static void set_limits(struct transfer *t)
{
	const struct curl *curl = t->curl;
	curl->easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl->easy_setopt(t->easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl->easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl->easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT, (long)t->limits.connect_s);
	curl->easy_setopt(t->easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
	curl->easy_setopt(t->easy, CURLOPT_LOW_SPEED_TIME, (long)STALLED_S); /* less than a byte a second */
	curl->easy_setopt(t->easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)t->limits.max_b);
	curl->easy_setopt(t->easy, CURLOPT_FAILONERROR, 1L);
	curl->easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
}

static void set_callbacks(struct transfer *t)
{
	const struct curl *curl = t->curl;
	curl->easy_setopt(t->easy, CURLOPT_PRIVATE, t);
	curl->easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->curl_says);
	curl->easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, take_body);
	curl->easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
	curl->easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, take_header);
	curl->easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
	curl->easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl->easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, t);
}

/* A value with a line end would be a header of its own; none is kept, since one came in a line. */
static void add_header(struct transfer *t, const char *name, struct str value)
{
	struct buf line;
	if (value.n == 0 || memchr(value.p, '\n', value.n) != NULL || memchr(value.p, '\r', value.n) != NULL)
		return;
	buf_init(&line, MAX_HEADER_B + 64);
	buf_addf(&line, "%s: ", name);
	buf_add_str(&line, value);
	t->headers = t->curl->slist_append(t->headers, buf_cstr(&line));
	t->conditional = true;
	buf_done(&line);
}

static void set_headers(struct transfer *t, const struct request *request, const char *user_agent)
{
	add_header(t, "If-None-Match", request->etag);
	add_header(t, "If-Modified-Since", request->modified);
	t->headers = t->curl->slist_append(t->headers, "Accept: application/atom+xml, application/rss+xml, "
	                                               "application/feed+json, application/xml;q=0.9, "
	                                               "text/html;q=0.8, */*;q=0.5");
	t->curl->easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
	t->curl->easy_setopt(t->easy, CURLOPT_USERAGENT, user_agent);
	t->curl->easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, ""); /* all that curl can unpack */
	t->curl->easy_setopt(t->easy, CURLOPT_COOKIEFILE, "");      /* kept from redirect to redirect, then forgotten */
}

static void tell_private(struct transfer *t)
{
	if (t->was_public && t->n_redirects == 0)
		words_of_turned(buf_str(&t->url), t->failure);
	else
		words_of_private(buf_str(&t->url), t->failure);
}

struct transfer *transfer_new(const struct curl *curl, const struct fetch_run *run, const struct request *request)
{
	struct transfer *t = xcalloc(1, sizeof *t);
	t->curl = curl;
	t->limits = run->limits;
	t->of = request->of;
	t->guarded = request->guarded || request->was_public;
	t->was_public = request->was_public;
	t->start_ms = clock_now_ms();
	buf_init(&t->url, MAX_URL_B);
	buf_init(&t->body, (size_t)run->limits.max_b);
	buf_init(&t->content_type, MAX_HEADER_B);
	buf_init(&t->etag, MAX_HEADER_B);
	buf_init(&t->modified, MAX_HEADER_B);
	buf_init(&t->retry_after, MAX_HEADER_B);
	buf_add_str(&t->url, request->url);
	t->easy = curl->easy_init();
	if (t->easy == NULL)
		return t;
	set_limits(t);
	set_callbacks(t);
	set_headers(t, request, run->user_agent != NULL ? run->user_agent : "jarida/" PACKAGE_VERSION " (feed reader)");
	if (!transfer_is_web(buf_str(&t->url)) || !begin_hop(t)) {
		curl->easy_cleanup(t->easy);
		t->easy = NULL;
		if (t->refused)
			tell_private(t);
		else
			words_of_refusal(buf_str(&t->url), t->failure);
	}
	return t;
}

void transfer_free(struct transfer *t)
{
	if (t == NULL)
		return;
	if (t->easy != NULL)
		t->curl->easy_cleanup(t->easy);
	t->curl->slist_free_all(t->headers);
	buf_done(&t->url);
	buf_done(&t->body);
	buf_done(&t->content_type);
	buf_done(&t->etag);
	buf_done(&t->modified);
	buf_done(&t->retry_after);
	free(t);
}

void *transfer_of(const struct transfer *t)
{
	return t->of;
}

CURL *transfer_handle(const struct transfer *t)
{
	return t->easy;
}

int64_t transfer_size(const struct transfer *t)
{
	return t->size_b;
}

/* --- its end --- */

static void note_address(struct transfer *t)
{
	char *numbers = NULL;
	if (t->curl->easy_getinfo(t->easy, CURLINFO_PRIMARY_IP, &numbers) != CURLE_OK || numbers == NULL)
		return;
	t->is_public = t->by_proxy ? !guard_is_private_host(guard_host(buf_str(&t->url))) : !guard_is_private_text(numbers);
	t->began_public |= t->is_public && t->n_redirects == 0;
	t->guarded |= t->is_public;
}

/* True: on to the next address. */
static bool follow(struct transfer *t, long status)
{
	char *next = NULL;
	t->curl->easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &next);
	if (next == NULL)
		return words_of_status(status, t->failure), false;
	if (++t->n_redirects > t->limits.redirects)
		return words_of_redirects(t->limits.redirects, t->failure), false;
	struct str url = str_of(next);
	t->temporary |= status != 301 && status != 308;
	if (!transfer_is_web(url) || url.n > MAX_URL_B)
		return words_of_refusal(url, t->failure), false;
	buf_clear(&t->url);
	buf_add_str(&t->url, url);
	if (!begin_hop(t))
		return words_of_private(buf_str(&t->url), t->failure), false;
	return true;
}

static void judge(struct transfer *t, long status)
{
	t->unchanged = status == 304 && t->conditional;
	t->gone = status == 410;
	if (t->unchanged)
		return;
	if (status < 200 || status > 299)
		words_of_status(status, t->failure);
	else if (t->body.n == 0)
		words_of_empty(t->failure);
}

bool transfer_goes_on(struct transfer *t, CURLcode result)
{
	long status = 0;
	t->curl->easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	note_address(t);
	t->ended = true;
	if (status >= 300 && status <= 399 && status != 304 && (result == CURLE_OK || t->too_large))
		return follow(t, status);
	if (result == CURLE_OK || (result == CURLE_HTTP_RETURNED_ERROR && status >= 400))
		judge(t, status);
	else if (t->refused)
		tell_private(t);
	else if (t->too_large || result == CURLE_FILESIZE_EXCEEDED)
		words_of_size(t->limits.max_b, t->failure);
	else if (result == CURLE_COULDNT_CONNECT)
		words_of_connecting(guard_host(buf_str(&t->url)), t->by_proxy, t->failure);
	else
		words_of_curl(result, guard_host(buf_str(&t->url)), t->curl_says, t->limits.total_s, t->failure);
	return false;
}

void transfer_answer(const struct transfer *t, struct answer *answer)
{
	const char *failure = t->failure[0] != '\0' ? t->failure : NULL;
	*answer = (struct answer){
		.failure = failure == NULL && !t->ended ? "libcurl cannot begin with it" : failure,
		.unchanged = t->unchanged,
		.gone = t->gone,
		.is_public = t->is_public,
		.began_public = t->began_public,
		.moved = t->n_redirects > 0 && !t->temporary && failure == NULL,
		.url = buf_str(&t->url),
		.content_type = buf_str(&t->content_type),
		.etag = buf_str(&t->etag),
		.modified = buf_str(&t->modified),
		.retry_after = buf_str(&t->retry_after),
		.body = buf_str(&t->body),
	};
}

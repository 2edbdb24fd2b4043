#include "config.h"

#include "fetch/pool.h"

#include "base/mem.h"
#include "base/str.h"
#include "fetch/guard.h"

#include <stdlib.h>
#include <string.h>

enum { POLL_MS = 100 };

struct waiting {
	struct waiting *next;
	size_t host;
	struct request request; /* its texts stand after it */
	char texts[];
};

struct host {
	char *name;
	int active;
	struct waiting *first, *last; /* requests of one host go out in their order */
};

struct active {
	struct transfer *transfer;
	size_t host;
};

struct pool {
	const struct fetch_run *run;
	const struct curl *curl;
	CURLM *multi;
	pool_answered *answered;
	void *to;
	struct host *hosts;
	size_t n_hosts, cap_hosts;
	size_t next_host; /* hosts are served in turn */
	size_t n_waiting;
	struct active *active;
	int n_active;
	int64_t bytes; /* of what has ended */
	bool over;     /* the caller wants no more */
};

struct pool *pool_new(const struct fetch_run *run, pool_answered *answered, void *to, struct err *err)
{
	const struct curl *curl = curl_open(err);
	if (curl == NULL)
		return NULL;
	struct pool *pool = xcalloc(1, sizeof *pool);
	*pool = (struct pool){.run = run, .curl = curl, .answered = answered, .to = to, .multi = curl->multi_init()};
	if (pool->multi == NULL) {
		free(pool);
		err_set(err, ERR_INPUT, "libcurl cannot be started");
		return NULL;
	}
	curl->multi_setopt(pool->multi, CURLMOPT_MAXCONNECTS, (long)run->limits.connections);
	curl->multi_setopt(pool->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)run->limits.per_host);
	pool->active = xcalloc((size_t)run->limits.connections, sizeof *pool->active);
	return pool;
}

static void free_waiting(struct waiting *first)
{
	while (first != NULL) {
		struct waiting *next = first->next;
		free(first);
		first = next;
	}
}

void pool_free(struct pool *pool)
{
	if (pool == NULL)
		return;
	for (int i = 0; i < pool->n_active; i++) {
		pool->curl->multi_remove_handle(pool->multi, transfer_handle(pool->active[i].transfer));
		transfer_free(pool->active[i].transfer);
	}
	for (size_t i = 0; i < pool->n_hosts; i++) {
		free_waiting(pool->hosts[i].first);
		free(pool->hosts[i].name);
	}
	pool->curl->multi_cleanup(pool->multi);
	free(pool->hosts);
	free(pool->active);
	free(pool);
}

static size_t host_of(struct pool *pool, struct str name)
{
	for (size_t i = 0; i < pool->n_hosts; i++)
		if (str_eq(str_of(pool->hosts[i].name), name))
			return i;
	pool->hosts = xgrow(pool->hosts, pool->n_hosts, &pool->cap_hosts, sizeof *pool->hosts);
	pool->hosts[pool->n_hosts] = (struct host){.name = xstrndup(name.p, name.n)};
	return pool->n_hosts++;
}

static struct str copy(char **at, struct str s)
{
	struct str copied = {*at, s.n};
	if (s.n > 0)
		memcpy(*at, s.p, s.n);
	*at += s.n;
	return copied;
}

void pool_add(struct pool *pool, const struct request *request)
{
	struct waiting *w = xmalloc(sizeof *w + request->url.n + request->etag.n + request->modified.n);
	char *at = w->texts;
	w->next = NULL;
	w->request = *request;
	w->request.url = copy(&at, request->url);
	w->request.etag = copy(&at, request->etag);
	w->request.modified = copy(&at, request->modified);
	w->host = host_of(pool, guard_host(request->url));
	struct host *host = &pool->hosts[w->host];
	*(host->first == NULL ? &host->first : &host->last->next) = w;
	host->last = w;
	pool->n_waiting++;
}

/* The next request of a host that is not busy; NULL when all are. */
static struct waiting *take_waiting(struct pool *pool)
{
	for (size_t n = 0; n < pool->n_hosts; n++) {
		struct host *host = &pool->hosts[(pool->next_host + n) % pool->n_hosts];
		struct waiting *w = host->first;
		if (w == NULL || host->active >= pool->run->limits.per_host)
			continue;
		host->first = w->next;
		pool->next_host = (pool->next_host + n + 1) % pool->n_hosts;
		pool->n_waiting--;
		return w;
	}
	return NULL;
}

static void answer(struct pool *pool, struct transfer *transfer)
{
	struct answer answer;
	transfer_answer(transfer, &answer);
	pool->bytes += transfer_size(transfer);
	if (!pool->answered(pool->to, transfer_of(transfer), &answer))
		pool->over = true;
	transfer_free(transfer);
}

static void start(struct pool *pool, const struct waiting *w)
{
	struct transfer *transfer = transfer_new(pool->curl, pool->run, &w->request);
	CURL *easy = transfer_handle(transfer);
	if (easy == NULL || pool->curl->multi_add_handle(pool->multi, easy) != CURLM_OK) {
		answer(pool, transfer);
		return;
	}
	pool->active[pool->n_active++] = (struct active){transfer, w->host};
	pool->hosts[w->host].active++;
}

static void fill(struct pool *pool)
{
	while (!pool->over && pool->n_waiting > 0 && pool->n_active < pool->run->limits.connections) {
		struct waiting *w = take_waiting(pool);
		if (w == NULL)
			return;
		start(pool, w);
		free(w);
	}
}

static void end_active(struct pool *pool, const struct transfer *transfer)
{
	for (int i = 0; i < pool->n_active; i++) {
		if (pool->active[i].transfer == transfer) {
			pool->hosts[pool->active[i].host].active--;
			pool->active[i] = pool->active[--pool->n_active];
			return;
		}
	}
}

static void take_ended(struct pool *pool)
{
	const CURLMsg *message;
	int left;
	while (!pool->over && (message = pool->curl->multi_info_read(pool->multi, &left)) != NULL) {
		if (message->msg != CURLMSG_DONE)
			continue;
		CURL *easy = message->easy_handle;
		CURLcode result = message->data.result;
		char *private = NULL;
		pool->curl->easy_getinfo(easy, CURLINFO_PRIVATE, &private);
		struct transfer *transfer = (struct transfer *)(void *)private;
		pool->curl->multi_remove_handle(pool->multi, easy);
		if (transfer_goes_on(transfer, result) && pool->curl->multi_add_handle(pool->multi, easy) == CURLM_OK)
			continue;
		end_active(pool, transfer);
		answer(pool, transfer);
	}
}

static bool stopped(const struct pool *pool)
{
	return pool->over || (pool->run->stop != NULL && atomic_load(pool->run->stop));
}

void pool_run(struct pool *pool)
{
	int running;
	for (;;) {
		fill(pool);
		if (stopped(pool) || pool->n_active == 0)
			break;
		if (pool->curl->multi_perform(pool->multi, &running) != CURLM_OK)
			break;
		take_ended(pool);
		fill(pool);
		if (stopped(pool) || pool->n_active == 0)
			continue;
		pool->curl->multi_poll(pool->multi, NULL, 0, POLL_MS, NULL);
	}
}

int64_t pool_bytes(const struct pool *pool)
{
	int64_t bytes = pool->bytes;
	for (int i = 0; i < pool->n_active; i++)
		bytes += transfer_size(pool->active[i].transfer);
	return bytes;
}

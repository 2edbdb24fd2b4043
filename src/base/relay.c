#include "config.h"

#include "base/relay.h"

#include "base/mem.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>

struct waiting {
	void *thing;
	size_t size_b;
};

struct relay {
	pthread_t thread;
	void (*make)(struct relay *relay, void *of);
	void *of;
	struct relay_limits limits;
	pthread_mutex_t mutex; /* of what follows */
	pthread_cond_t more, room;
	struct waiting *ring;
	size_t first, n, size_b;
	bool ended, refused;
};

bool relay_helps(void)
{
	cpu_set_t set;
	return sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 1;
}

static void *run(void *of)
{
	struct relay *relay = of;
	relay->make(relay, relay->of);
	pthread_mutex_lock(&relay->mutex);
	relay->ended = true;
	pthread_cond_signal(&relay->more);
	pthread_mutex_unlock(&relay->mutex);
	return NULL;
}

static void free_all(struct relay *relay)
{
	pthread_cond_destroy(&relay->more);
	pthread_cond_destroy(&relay->room);
	pthread_mutex_destroy(&relay->mutex);
	free(relay->ring);
	free(relay);
}

struct relay *relay_start(const struct relay_limits *limits, void (*make)(struct relay *relay, void *of), void *of)
{
	sigset_t all, before;
	struct relay *relay = xcalloc(1, sizeof *relay);
	*relay = (struct relay){.make = make, .of = of, .limits = *limits};
	relay->ring = xcalloc(limits->most, sizeof *relay->ring);
	pthread_mutex_init(&relay->mutex, NULL);
	pthread_cond_init(&relay->more, NULL);
	pthread_cond_init(&relay->room, NULL);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	bool started = pthread_create(&relay->thread, NULL, run, relay) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!started) {
		free_all(relay);
		return NULL;
	}
	return relay;
}

bool relay_give(struct relay *relay, void *thing, size_t size_b)
{
	pthread_mutex_lock(&relay->mutex);
	while (!relay->refused && (relay->n == relay->limits.most || relay->size_b >= relay->limits.most_b))
		pthread_cond_wait(&relay->room, &relay->mutex);
	bool wanted = !relay->refused;
	if (wanted) {
		relay->ring[(relay->first + relay->n) % relay->limits.most] = (struct waiting){thing, size_b};
		relay->n++;
		relay->size_b += size_b;
		pthread_cond_signal(&relay->more);
	}
	pthread_mutex_unlock(&relay->mutex);
	return wanted;
}

void *relay_take(struct relay *relay)
{
	void *thing = NULL;
	pthread_mutex_lock(&relay->mutex);
	while (relay->n == 0 && !relay->ended)
		pthread_cond_wait(&relay->more, &relay->mutex);
	if (relay->n > 0) {
		struct waiting taken = relay->ring[relay->first];
		relay->first = (relay->first + 1) % relay->limits.most;
		relay->n--;
		relay->size_b -= taken.size_b;
		thing = taken.thing;
		/* A maker that waits is not woken for each thing, but for half of all at once. */
		if (relay->n <= relay->limits.most / 2 && relay->size_b <= relay->limits.most_b / 2)
			pthread_cond_signal(&relay->room);
	}
	pthread_mutex_unlock(&relay->mutex);
	return thing;
}

void relay_refuse(struct relay *relay)
{
	pthread_mutex_lock(&relay->mutex);
	relay->refused = true;
	pthread_cond_signal(&relay->room);
	pthread_mutex_unlock(&relay->mutex);
}

void relay_end(struct relay *relay)
{
	pthread_join(relay->thread, NULL);
	free_all(relay);
}

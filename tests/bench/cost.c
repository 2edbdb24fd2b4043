/*
 * cost: two commands in turn, A B A B …, by the processor time they take.
 *
 *     cost RUNS 'COMMAND A' 'COMMAND B'
 *
 * Output goes to /dev/null. Prints the median seconds of user and system time
 * and the peak resident memory of each, and the ratio B/A: how many times A is
 * faster. The commands are run by sh with exec, so that the numbers are theirs.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_RUNS = 99 };

struct sample {
	double seconds;
	long rss_kb;
};

static double seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static struct sample measure(const char *command)
{
	char line[4096];
	struct rusage usage;
	int status;
	snprintf(line, sizeof line, "exec %s", command);
	pid_t pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);
		dup2(null, STDOUT_FILENO);
		execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || status != 0) {
		fprintf(stderr, "cost: '%s' failed\n", command);
		exit(1);
	}
	return (struct sample){seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
	                       usage.ru_maxrss};
}

static int compare(const void *a, const void *b)
{
	double x = ((const struct sample *)a)->seconds, y = ((const struct sample *)b)->seconds;
	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	static struct sample samples[2][MAX_RUNS];
	long runs = argc == 4 ? strtol(argv[1], NULL, 10) : 0;
	if (runs < 1 || runs > MAX_RUNS) {
		fprintf(stderr, "usage: cost RUNS 'COMMAND A' 'COMMAND B'\n");
		return 2;
	}
	for (long i = 0; i < runs; i++) {
		for (int side = 0; side < 2; side++)
			samples[side][i] = measure(argv[2 + side]);
	}
	double median[2];
	for (int side = 0; side < 2; side++) {
		qsort(samples[side], (size_t)runs, sizeof *samples[side], compare);
		median[side] = samples[side][runs / 2].seconds;
		printf("%c %.3f s, %ld KB at most: %s\n", 'A' + side, median[side],
		       samples[side][runs / 2].rss_kb, argv[2 + side]);
	}
	printf("B/A %.2f\n", median[1] / median[0]);
	return 0;
}

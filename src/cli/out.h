/* out.h: standard output, in large writes, with an error that is remembered until somebody asks. */
#ifndef JARIDA_CLI_OUT_H
#define JARIDA_CLI_OUT_H

#include "base/buf.h"
#include "base/err.h"

struct out {
	struct buf buf; /* add to it; call out_flow() from time to time */
	int fd;
	int error; /* errno of the first failed write, or 0 */
};

void out_init(struct out *out, int fd);
void out_flow(struct out *out); /* writes when enough has come together */
void out_flush(struct out *out); /* writes at once: somebody waits for it */

/* Write the rest and free. ERR_INPUT with a message when any write has failed. */
int out_done(struct out *out, struct err *err);

#endif

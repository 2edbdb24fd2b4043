#include "config.h"

#include "cli/out.h"

#include "base/file.h"

#include <errno.h>

enum { FLOW_B = 65536 };

void out_init(struct out *out, int fd)
{
	buf_init(&out->buf, BUF_NO_MAX);
	out->fd = fd;
	out->error = 0;
}

static void write_all(struct out *out)
{
	if (out->error == 0 && !file_write_all(out->fd, buf_str(&out->buf)))
		out->error = errno;
	buf_clear(&out->buf);
}

void out_flow(struct out *out)
{
	if (out->buf.n >= FLOW_B)
		write_all(out);
}

void out_flush(struct out *out)
{
	write_all(out);
}

int out_done(struct out *out, struct err *err)
{
	write_all(out);
	buf_done(&out->buf);
	if (out->error == 0)
		return 0;
	char reason[ERR_REASON_B];
	return err_set(err, ERR_INPUT, "cannot write the output: %s", err_reason(out->error, reason));
}

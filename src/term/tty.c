#include "config.h"

#include "term/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Where keys come from: standard input, the controlling terminal, or what the output goes to. */
static int find_input(bool *own)
{
	*own = false;
	if (isatty(STDIN_FILENO))
		return STDIN_FILENO;
	int fd = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
	if (fd >= 0) {
		*own = true;
		return fd;
	}
	int flags = fcntl(STDOUT_FILENO, F_GETFL);
	return flags >= 0 && (flags & O_ACCMODE) == O_RDWR ? STDOUT_FILENO : -1;
}

int tty_open(struct tty *tty, struct err *err)
{
	*tty = (struct tty){.in_fd = -1, .out_fd = STDOUT_FILENO};
	if (!isatty(STDOUT_FILENO))
		return err_set(err, ERR_TERMINAL, "standard output is not a terminal: 'jarida show' prints instead");
	tty->in_fd = find_input(&tty->own_in);
	if (tty->in_fd < 0 || tcgetattr(tty->in_fd, &tty->before) != 0) {
		tty_close(tty);
		return err_set(err, ERR_TERMINAL, "no terminal to read keys from: 'jarida show' prints instead");
	}
	return 0;
}

void tty_close(struct tty *tty)
{
	if (tty->own_in)
		close(tty->in_fd);
	tty->in_fd = -1;
	tty->own_in = false;
}

bool tty_raw(const struct tty *tty)
{
	struct termios raw = tty->before;
	raw.c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON | IXOFF);
	raw.c_oflag &= ~(tcflag_t)OPOST;
	raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
	raw.c_cflag = (raw.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	int rc;
	do
		rc = tcsetattr(tty->in_fd, TCSADRAIN, &raw);
	while (rc != 0 && errno == EINTR);
	return rc == 0;
}

void tty_size(const struct tty *tty, int *rows, int *cols)
{
	struct winsize size;
	if (ioctl(tty->out_fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
		*rows = size.ws_row;
		*cols = size.ws_col;
	}
	*rows = *rows < 1 ? 24 : *rows > TTY_MAX_ROWS ? TTY_MAX_ROWS : *rows;
	*cols = *cols < 1 ? 80 : *cols > TTY_MAX_COLS ? TTY_MAX_COLS : *cols;
}

bool tty_write(const struct tty *tty, struct str s)
{
	while (s.n > 0) {
		ssize_t n = write(tty->out_fd, s.p, s.n);
		if (n >= 0) {
			s = str_sub(s, (size_t)n, s.n);
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			/* somebody who shares the descriptor made it non-blocking */
			struct pollfd wait = {.fd = tty->out_fd, .events = POLLOUT};
			if (poll(&wait, 1, -1) < 0 && errno != EINTR)
				return false;
		} else if (errno != EINTR) {
			return false;
		}
	}
	return true;
}

int tty_unsent(const struct tty *tty)
{
	int n = 0;
	return ioctl(tty->out_fd, TIOCOUTQ, &n) == 0 && n > 0 ? n : 0;
}

int tty_read(const struct tty *tty, char *out, size_t n)
{
	ssize_t got;
	do
		got = read(tty->in_fd, out, n);
	while (got < 0 && errno == EINTR);
	if (got > 0)
		return (int)got;
	return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : -1;
}

unsigned char tty_erase(const struct tty *tty)
{
	cc_t c = tty->before.c_cc[VERASE];
	return c == _POSIX_VDISABLE ? 0 : c;
}

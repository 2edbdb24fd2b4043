#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * server COMMAND...: a web server that does what no decent one does, on a free
 * port of the loopback, for as long as COMMAND runs; $SERVER is its address.
 * server -n COMMAND...: in a network of its own, where the loopback has a public
 * address too, $PUBLIC. Ends like COMMAND, or with 77 where that is not allowed.
 * server -p: prints a port that is free.
 */
static const char public_address[] = "93.184.215.14";

static char public_url[64], own_url[64];

static void fail(const char *what)
{
	fprintf(stderr, "server: %s: %s\n", what, strerror(errno));
	exit(99);
}

static void send_all(int fd, const char *text)
{
	size_t n = strlen(text);
	while (n > 0) {
		ssize_t sent = send(fd, text, n, MSG_NOSIGNAL);
		if (sent <= 0)
			_exit(0);
		text += sent;
		n -= (size_t)sent;
	}
}

static void head(int fd, const char *status, const char *headers)
{
	char text[1024];
	snprintf(text, sizeof text, "HTTP/1.1 %s\r\nConnection: close\r\n%s\r\n", status, headers);
	send_all(fd, text);
}

static void wait_ms(int ms)
{
	poll(NULL, 0, ms);
}

/* --- what is at each path --- */

static const char feed_head[] = "Content-Type: application/rss+xml\r\n";

static void feed_text(char *out, size_t n, const char *name, const char *more)
{
	snprintf(out, n,
	         "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>feed %s</title><link>%s/</link>"
	         "<item><title>first of %s</title><link>%s%s/1</link><guid>%s-1</guid><description>%s</description></item>"
	         "<item><title>second of %s</title><link>%s%s/2</link><guid>%s-2</guid><description>%s</description></item>"
	         "</channel></rss>",
	         name, own_url, name, own_url, name, name, more, name, own_url, name, name, more);
}

static void feed(int fd, const char *path)
{
	char text[4096];
	feed_text(text, sizeof text, path, "a short text");
	head(fd, "200 OK", feed_head);
	send_all(fd, text);
}

static void slow(int fd, const char *path)
{
	wait_ms(300);
	feed(fd, path);
}

static void silent(int fd, const char *path)
{
	(void)fd;
	(void)path;
	for (;;)
		wait_ms(1000);
}

static void trickle(int fd, const char *path)
{
	(void)path;
	head(fd, "200 OK", feed_head);
	for (;;) {
		send_all(fd, "<");
		wait_ms(50);
	}
}

static void never(int fd, const char *path)
{
	char text[4096];
	(void)path;
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	head(fd, "200 OK", feed_head);
	send_all(fd, "<rss version=\"2.0\"><channel><title>");
	for (;;)
		send_all(fd, text);
}

static void headers(int fd, const char *path)
{
	(void)path;
	send_all(fd, "HTTP/1.1 200 OK\r\n");
	for (;;)
		send_all(fd, "X-More: and more and more and more and more and more and more and more\r\n");
}

static void chunked(int fd, const char *path)
{
	char text[4096], chunk[64];
	feed_text(text, sizeof text, path, "in chunks");
	head(fd, "200 OK", "Content-Type: text/xml\r\nTransfer-Encoding: chunked\r\n");
	for (size_t at = 0, n = strlen(text); at < n; at += 7) {
		snprintf(chunk, sizeof chunk, "%zx\r\n%.7s\r\n", n - at < 7 ? n - at : 7, text + at);
		send_all(fd, chunk);
	}
	send_all(fd, "0\r\n\r\n");
}

static void short_answer(int fd, const char *path)
{
	(void)path;
	head(fd, "200 OK", "Content-Type: text/xml\r\nContent-Length: 100000\r\n");
	send_all(fd, "<rss version=\"2.0\"><channel><title>half");
}

static void nothing(int fd, const char *path)
{
	(void)fd;
	(void)path;
}

static void garbage(int fd, const char *path)
{
	(void)path;
	send_all(fd, "\x01\x02 220 this is mail, not the web\r\n");
}

static void packed(int fd, const char *path)
{
	(void)path;
	head(fd, "200 OK", "Content-Type: text/xml\r\nContent-Encoding: gzip\r\n");
	send_all(fd, "this is not gzip");
}

static void chain(int fd, const char *path)
{
	char line[256];
	long n = strtol(path + strlen("/chain/"), NULL, 10);
	snprintf(line, sizeof line, n > 1 ? "Location: /chain/%ld\r\n" : "Location: /feed/moved\r\n", n - 1);
	head(fd, "301 Moved", line);
}

static void redirect(int fd, const char *status, const char *to)
{
	char line[256];
	snprintf(line, sizeof line, "Location: %s\r\n", to);
	head(fd, status, line);
}

static void loop(int fd, const char *path)
{
	redirect(fd, "302 Found", path);
}

static void to_file(int fd, const char *path)
{
	(void)path;
	redirect(fd, "301 Moved", "file:///etc/passwd");
}

static void inward(int fd, const char *path)
{
	char to[128];
	(void)path;
	snprintf(to, sizeof to, "%s/feed/inside", own_url);
	redirect(fd, "302 Found", to);
}

static void busy(int fd, const char *path)
{
	(void)path;
	head(fd, "429 Too Many", "Retry-After: 7200\r\n");
}

static void gone(int fd, const char *path)
{
	(void)path;
	head(fd, "410 Gone", "");
}

/* A feed of summaries, and the pages behind them; named by a page. */
static void page(int fd, const char *path)
{
	char title[64];
	snprintf(title, sizeof title, "<html><head><title>%s</title>", path + 1);
	head(fd, "200 OK", "Content-Type: text/html; charset=utf-8\r\n");
	send_all(fd, title);
	send_all(fd, "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/summaries?a=1&amp;b=2\">"
	             "</head><body><article><h1>The page</h1>");
	for (int i = 0; i < 8; i++)
		send_all(fd, "<p>The whole text of the page goes on for a while, sentence after sentence, so "
		             "that nobody takes it for a menu or a line of links, and ends here.</p>");
	send_all(fd, "</article></body></html>");
}

static void summaries(int fd, const char *path)
{
	char text[4096];
	(void)path;
	feed_text(text, sizeof text, "/page", "only the beginning …");
	head(fd, "200 OK", feed_head);
	send_all(fd, text);
}

/* A list of feeds that names the same feed by a private address and by its public one. */
static void list(int fd, const char *path)
{
	char text[1024];
	(void)path;
	snprintf(text, sizeof text,
	         "<opml version=\"2.0\"><head/><body><outline type=\"rss\" text=\"in\" xmlUrl=\"%s/feed/in\"/>"
	         "<outline type=\"rss\" text=\"out\" xmlUrl=\"%s/feed/out\"/></body></opml>",
	         own_url, public_url);
	head(fd, "200 OK", "Content-Type: text/x-opml\r\n");
	send_all(fd, text);
}

static const struct {
	const char *path;
	void (*answer)(int fd, const char *path);
} answers[] = {
	{"/feed/", feed}, {"/slow/", slow}, {"/silent", silent}, {"/trickle", trickle}, {"/never", never},
	{"/headers", headers}, {"/chunked", chunked}, {"/short", short_answer}, {"/nothing", nothing},
	{"/garbage", garbage}, {"/packed", packed}, {"/chain/", chain}, {"/loop", loop}, {"/to-file", to_file},
	{"/inward", inward}, {"/busy", busy}, {"/gone", gone}, {"/page", page}, {"/summaries", summaries},
	{"/list", list},
};

/* --- the server --- */

static void serve_one(int fd)
{
	char request[8192];
	size_t n = 0;
	while (n < sizeof request - 1) {
		ssize_t got = read(fd, request + n, sizeof request - 1 - n);
		if (got <= 0)
			return;
		n += (size_t)got;
		request[n] = '\0';
		if (strstr(request, "\r\n\r\n") != NULL)
			break;
	}
	char *path = strchr(request, ' ');
	char *end = path != NULL ? strchr(path + 1, ' ') : NULL;
	if (end == NULL)
		return;
	*end = '\0';
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		if (strncmp(path + 1, answers[i].path, strlen(answers[i].path)) == 0) {
			answers[i].answer(fd, path + 1);
			/* What is left unread would take the answer's end with it. */
			shutdown(fd, SHUT_WR);
			return;
		}
	}
	head(fd, "404 Not Found", "");
}

/* A process for each connection; all end with the server, and that with the command. */
static void serve(int listening)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigaction(SIGCHLD, &ignore, NULL);
	for (;;) {
		int fd = accept(listening, NULL, NULL);
		if (fd < 0)
			continue;
		if (fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			close(listening);
			serve_one(fd);
			_exit(0);
		}
		close(fd);
	}
}

static bool own_network(void)
{
	if (unshare(CLONE_NEWNET) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
		return false;
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	struct ifreq up = {.ifr_name = "lo"}, alias = {.ifr_name = "lo:1"};
	struct sockaddr_in in = {.sin_family = AF_INET};
	up.ifr_flags = IFF_UP | IFF_RUNNING | IFF_LOOPBACK;
	inet_pton(AF_INET, public_address, &in.sin_addr);
	memcpy(&alias.ifr_addr, &in, sizeof in);
	bool ok = fd >= 0 && ioctl(fd, SIOCSIFFLAGS, &up) == 0 && ioctl(fd, SIOCSIFADDR, &alias) == 0;
	if (fd >= 0)
		close(fd);
	return ok;
}

static int listen_somewhere(int *port)
{
	struct sockaddr_in in = {.sin_family = AF_INET};
	socklen_t n = sizeof in;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || bind(fd, (struct sockaddr *)&in, sizeof in) != 0 || listen(fd, 256) != 0
	    || getsockname(fd, (struct sockaddr *)&in, &n) != 0)
		fail("cannot listen");
	*port = ntohs(in.sin_port);
	return fd;
}

static int run(char **command)
{
	int status = 0;
	pid_t child = fork();
	if (child == 0) {
		execvp(command[0], command);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0)
		fail(command[0]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
	bool apart = argc > 1 && strcmp(argv[1], "-n") == 0;
	int port;
	if (argc < 2 + apart)
		return 99;
	if (apart && !own_network())
		return 77;
	int listening = listen_somewhere(&port);
	if (strcmp(argv[1], "-p") == 0)
		return printf("%d\n", port) < 0;
	snprintf(own_url, sizeof own_url, "http://127.0.0.1:%d", port);
	snprintf(public_url, sizeof public_url, "http://%s:%d", public_address, port);
	setenv("SERVER", own_url, 1);
	setenv("PUBLIC", public_url, 1);
	pid_t server = fork();
	if (server == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		serve(listening);
	}
	close(listening);
	int status = run(argv + 1 + apart);
	kill(server, SIGKILL);
	waitpid(server, NULL, 0);
	return status;
}

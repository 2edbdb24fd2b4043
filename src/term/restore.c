#include "config.h"

#include "term/restore.h"

#include "term/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct undo {
	int out_fd, in_fd;
	size_t n;
	char bytes[RESTORE_MAX_B];
	struct termios settings;
};

/* Two, so that one is whole at any moment; -1: there is nothing to give back. */
static struct undo undos[2];
static volatile sig_atomic_t armed = -1;

/* What is done about a signal. */
enum care {
	CARE_END,   /* it is sent, or a limit is reached: give the terminal back, then end by it */
	CARE_FAULT, /* the same; at its own place it comes again by itself */
	CARE_NOTE,  /* told to the loop */
	CARE_IGNORE
};

static const struct {
	int number;
	enum care care;
} signals[] = {
	{SIGTERM, CARE_END},    {SIGHUP, CARE_END},    {SIGINT, CARE_END},   {SIGQUIT, CARE_END},
	{SIGXCPU, CARE_END},    {SIGXFSZ, CARE_END},   {SIGUSR1, CARE_END},  {SIGUSR2, CARE_END},
	{SIGALRM, CARE_END},    {SIGVTALRM, CARE_END}, {SIGPROF, CARE_END},  {SIGTRAP, CARE_END},
	{SIGSYS, CARE_END},     {SIGIO, CARE_END},
#ifdef SIGPWR
	{SIGPWR, CARE_END},
#endif
#ifdef SIGSTKFLT
	{SIGSTKFLT, CARE_END},
#endif
	{SIGSEGV, CARE_FAULT},  {SIGABRT, CARE_FAULT}, {SIGBUS, CARE_FAULT}, {SIGFPE, CARE_FAULT},
	{SIGILL, CARE_FAULT},   {SIGWINCH, CARE_NOTE}, {SIGTSTP, CARE_NOTE}, {SIGCONT, CARE_NOTE},
	{SIGPIPE, CARE_IGNORE},
};

enum { N_SIGNALS = sizeof signals / sizeof signals[0] };

static struct sigaction before[N_SIGNALS];
static char fault_stack[32768];
static int wake[2] = {-1, -1};
static volatile sig_atomic_t signalled;

void restore_arm(int out_fd, struct str bytes, int in_fd, const struct termios *settings)
{
	int free_one = armed == 0 ? 1 : 0;
	struct undo *undo = &undos[free_one];
	undo->out_fd = out_fd;
	undo->in_fd = in_fd;
	undo->n = bytes.n < RESTORE_MAX_B ? bytes.n : RESTORE_MAX_B;
	if (undo->n > 0)
		memcpy(undo->bytes, bytes.p, undo->n);
	undo->settings = *settings;
	__asm__ volatile("" ::: "memory"); /* all of it stands before a handler may use it */
	armed = free_one;
}

void terminal_restore_now(void)
{
	/* Two threads may crash at once. */
	sig_atomic_t ready = __atomic_exchange_n(&armed, -1, __ATOMIC_SEQ_CST);
	if (ready < 0)
		return;
	const struct undo *undo = &undos[ready];
	int saved_errno = errno;
	for (size_t done = 0; done < undo->n;) {
		ssize_t n = write(undo->out_fd, undo->bytes + done, undo->n - done);
		if (n <= 0 && errno != EINTR)
			break;
		done += n > 0 ? (size_t)n : 0;
	}
	/* A process in the background may not change the settings: it would be stopped here. */
	pid_t front = tcgetpgrp(undo->in_fd);
	if (front < 0 || front == getpgrp())
		tcsetattr(undo->in_fd, TCSANOW, &undo->settings);
	errno = saved_errno;
}

static size_t index_of(int sig)
{
	size_t i = 0;
	while (i + 1 < N_SIGNALS && signals[i].number != sig)
		i++;
	return i;
}

/* Give the terminal back, then end as the signal says, with its status. */
static void die(int sig)
{
	terminal_restore_now();
	struct sigaction plain = {.sa_handler = SIG_DFL};
	sigaction(sig, &plain, NULL);
	raise(sig); /* taken when this handler returns */
}

static void fault(int sig, siginfo_t *info, void *context)
{
	(void)context;
	terminal_restore_now();
	/* Who was there before us (a sanitizer) sees the fault again, at its place. */
	sigaction(sig, &before[index_of(sig)], NULL);
	if (info->si_code <= 0)
		raise(sig);
}

static void note(int sig)
{
	int saved_errno = errno;
	signalled |= sig == SIGWINCH ? SIGNALLED_WINCH : sig == SIGTSTP ? SIGNALLED_STOP : SIGNALLED_CONT;
	ssize_t ignored = write(wake[1], "", 1);
	(void)ignored;
	errno = saved_errno;
}

static void install_one(size_t i)
{
	struct sigaction action = {.sa_flags = SA_RESTART};
	sigemptyset(&action.sa_mask);
	switch (signals[i].care) {
	case CARE_END:
		action.sa_handler = die;
		break;
	case CARE_FAULT:
		action.sa_sigaction = fault;
		action.sa_flags = SA_SIGINFO | SA_ONSTACK;
		break;
	case CARE_NOTE:
		action.sa_handler = note;
		action.sa_flags = 0; /* poll() is to wake up */
		break;
	case CARE_IGNORE:
		action.sa_handler = SIG_IGN;
		break;
	}
	sigaction(signals[i].number, NULL, &before[i]);
	/* nohup and its kin: what was ignored stays so */
	bool ignored = before[i].sa_handler == SIG_IGN && (before[i].sa_flags & SA_SIGINFO) == 0;
	if (!ignored || signals[i].care != CARE_END)
		sigaction(signals[i].number, &action, NULL);
}

int restore_install(void)
{
	if (wake[0] < 0) {
		if (pipe(wake) != 0)
			return -1;
		for (int i = 0; i < 2; i++) {
			fcntl(wake[i], F_SETFD, FD_CLOEXEC);
			fcntl(wake[i], F_SETFL, O_NONBLOCK);
		}
		atexit(terminal_restore_now);
	}
	signalled = 0;
	/* The handler of a fault must run where the stack itself has overflowed. */
	stack_t stack = {.ss_sp = fault_stack, .ss_size = sizeof fault_stack};
	sigaltstack(&stack, NULL);
	for (size_t i = 0; i < N_SIGNALS; i++)
		install_one(i);
	return wake[0];
}

void restore_uninstall(void)
{
	for (size_t i = 0; i < N_SIGNALS; i++)
		sigaction(signals[i].number, &before[i], NULL);
}

unsigned restore_take_signals(void)
{
	char drain[64];
	while (read(wake[0], drain, sizeof drain) > 0)
		;
	sigset_t noted, old;
	sigemptyset(&noted);
	sigaddset(&noted, SIGWINCH);
	sigaddset(&noted, SIGTSTP);
	sigaddset(&noted, SIGCONT);
	sigprocmask(SIG_BLOCK, &noted, &old);
	unsigned taken = (unsigned)signalled;
	signalled = 0;
	sigprocmask(SIG_SETMASK, &old, NULL);
	return taken;
}

void restore_stop(void)
{
	struct sigaction plain = {.sa_handler = SIG_DFL}, ours;
	sigemptyset(&plain.sa_mask);
	sigaction(SIGTSTP, &plain, &ours);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
}

/* The kernel's part of restricted mode (restrict.h). Rules of others' making: landlock(7), seccomp(2). */
#include "config.h"

#include "base/restrict.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif
#endif

/* Besides the sources, what drawing on a terminal reads, and messages of the system. */
static const char *const system_paths[] = {
	"/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo", "/usr/local/share/terminfo",
	"/dev/tty", "/usr/share/locale", "/usr/local/share/locale",
};

#if defined __linux__ && defined LANDLOCK_CREATE_RULESET_VERSION
enum {
	READING = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
	REFER = 1 << 13,   /* since the second version of the interface */
	TRUNCATE = 1 << 14 /* since the third */
};

static void allow_reading(int rules, const char *path)
{
	struct stat st;
	struct landlock_path_beneath_attr beneath = {.parent_fd = open(path, O_PATH | O_CLOEXEC)};
	if (beneath.parent_fd < 0)
		return;
	if (fstat(beneath.parent_fd, &st) == 0) {
		beneath.allowed_access = S_ISDIR(st.st_mode) ? READING : LANDLOCK_ACCESS_FS_READ_FILE;
		syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	}
	close(beneath.parent_fd);
}

static bool wall_paths(char *const *sources, size_t n)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	if (version < 1)
		return false;
	struct landlock_ruleset_attr all = {.handled_access_fs = (1 << 13) - 1};
	all.handled_access_fs |= (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0);
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (rules < 0)
		return false;
	for (size_t i = 0; i < n; i++)
		allow_reading(rules, sources[i]);
	for (size_t i = 0; i < sizeof system_paths / sizeof *system_paths; i++)
		allow_reading(rules, system_paths[i]);
	bool walled = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return walled;
}
#else
static bool wall_paths(char *const *sources, size_t n)
{
	(void)sources;
	(void)n;
	(void)system_paths;
	return false;
}
#endif

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
/* The lower half of an argument stands elsewhere. */
#elif defined __x86_64__
#define NATIVE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define NATIVE AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define NATIVE AUDIT_ARCH_RISCV64
#elif defined __powerpc64__
#define NATIVE AUDIT_ARCH_PPC64LE
#endif

#if defined __linux__ && defined NATIVE
/* What no reader does: other programs, processes, signals, sockets, names and contents of files. */
static const uint16_t denied[] = {
	SYS_execve, SYS_execveat, SYS_clone,
#ifdef SYS_fork
	SYS_fork, SYS_vfork,
#endif
#ifdef SYS_clone3
	SYS_clone3,
#endif
	SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo,
	SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen,
#ifdef SYS_io_uring_setup
	SYS_io_uring_setup,
#endif
#ifdef SYS_openat2
	SYS_openat2,
#endif
#ifdef SYS_creat
	SYS_creat, SYS_unlink, SYS_rename, SYS_mkdir, SYS_rmdir, SYS_link, SYS_symlink, SYS_mknod, SYS_chmod,
	SYS_chown, SYS_lchown,
#endif
#ifdef SYS_renameat
	SYS_renameat,
#endif
#ifdef SYS_pidfd_send_signal
	SYS_pidfd_send_signal,
#endif
	SYS_unlinkat, SYS_renameat2, SYS_mkdirat, SYS_linkat, SYS_symlinkat, SYS_mknodat, SYS_truncate,
	SYS_ftruncate, SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat, SYS_utimensat, SYS_open_by_handle_at,
	SYS_mount, SYS_umount2, SYS_unshare, SYS_setns, SYS_chroot, SYS_memfd_create, SYS_bpf,
};

/* Opening in one of these ways is writing; O_TMPFILE is written so only by O_RDWR or O_WRONLY. */
enum { WRITING = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND, N_DENIED = sizeof denied / sizeof *denied };

#define ARGUMENT(n) ((uint32_t)(offsetof(struct seccomp_data, args) + (n) * sizeof(uint64_t)))
#define LOAD(where) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (where))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define IF_EQUAL(k, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (k), (yes), (no))
#define IF_ANY(bits, yes, no) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), (yes), (no))
#define DENY (SECCOMP_RET_ERRNO | EACCES)

/* After the number has been loaded: a call whose argument says how a file is opened. */
#define OPENS(call, argument) \
	IF_EQUAL((call), 0, 4), LOAD(ARGUMENT(argument)), IF_ANY(WRITING, 0, 1), RETURN(DENY), RETURN(SECCOMP_RET_ALLOW)

static bool wall_calls(void)
{
	static const struct sock_filter head[] = {
		LOAD(offsetof(struct seccomp_data, arch)),
		IF_EQUAL(NATIVE, 1, 0),
		RETURN(SECCOMP_RET_KILL_PROCESS),
		LOAD(offsetof(struct seccomp_data, nr)),
#ifdef __x86_64__
		/* the other numbers of x32 */
		IF_ANY(0x40000000, 0, 1),
		RETURN(DENY),
#endif
#ifdef SYS_open
		OPENS(SYS_open, 1),
#endif
		OPENS(SYS_openat, 2),
	};
	enum { N_HEAD = sizeof head / sizeof *head };
	struct sock_filter filter[N_HEAD + 2 * N_DENIED + 1];
	memcpy(filter, head, sizeof head);
	unsigned short n = N_HEAD;
	for (size_t i = 0; i < N_DENIED; i++) {
		filter[n++] = (struct sock_filter)IF_EQUAL(denied[i], 0, 1);
		filter[n++] = (struct sock_filter)RETURN(DENY);
	}
	filter[n++] = (struct sock_filter)RETURN(SECCOMP_RET_ALLOW);
	const struct sock_fprog program = {.len = n, .filter = filter};
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}
#else
static bool wall_calls(void)
{
	return false;
}
#endif

/* Nothing of this one is ever given back. */
static void give_up(int what)
{
	const struct rlimit none = {0, 0};
	setrlimit((__rlimit_resource_t)what, &none);
}

/* A write beyond the limit fails then, and nobody is stopped. */
static void quiet_signals(void)
{
	struct sigaction action = {.sa_handler = SIG_IGN};
	sigset_t stop;
	sigemptyset(&action.sa_mask);
	sigaction(SIGXFSZ, &action, NULL);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_BLOCK, &stop, NULL);
}

/* Standard error may go into a file of who set this up. */
static bool writes_into_file(void)
{
	struct stat st;
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
			return true;
	}
	return false;
}

unsigned restrict_wall(char *const *sources, size_t n)
{
	unsigned walls = 0;
	give_up(RLIMIT_CORE);
	give_up(RLIMIT_NPROC);
	if (!writes_into_file())
		give_up(RLIMIT_FSIZE);
	quiet_signals();
#ifdef __linux__
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return 0;
#endif
	walls |= wall_paths(sources, n) ? WALL_PATHS : 0;
	walls |= wall_calls() ? WALL_CALLS : 0;
	return walls;
}

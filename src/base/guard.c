/* base/guard.c - core files off, memory shut, and the cage of a session.
 *
 * What a session of the office server must never do is not left to the rest of
 * the program: the kernel refuses it, so a mistake elsewhere opens no shell.
 */
#include "base/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/memory.h"

#include "base/banned.h"

#if defined(__SANITIZE_ADDRESS__)
#define LOOKED_INTO true
#else
#define LOOKED_INTO false
#endif

void
gd_guard_process(void)
{
	const struct rlimit none = { 0, 0 };

	if (LOOKED_INTO)
		return;
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* ---- the environment ----------------------------------------------------- */

/* A name and not a path, short. */
static bool
is_plain(const char *value)
{
	size_t n = strspn(value, "abcdefghijklmnopqrstuvwxyz"
				 "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "0123456789._+@-");

	return n > 0 && n < 64 && value[n] == '\0' && *value != '.';
}

void
gd_guard_environment(const char *state)
{
	static const char *const kept[] = { "TERM", "LANGUAGE", "LC_ALL",
		"LC_CTYPE", "LC_MESSAGES", "LANG", "NO_COLOR" };
	char *values[sizeof kept / sizeof *kept];
	size_t i;

	for (i = 0; i < sizeof kept / sizeof *kept; i++) {
		const char *value = getenv(kept[i]);

		values[i] = value && is_plain(value) ? gd_strdup(value) : NULL;
	}
	clearenv();
	for (i = 0; i < sizeof kept / sizeof *kept; i++) {
		if (values[i])
			setenv(kept[i], values[i], 1);
		free(values[i]);
	}
	if (state)
		setenv("XDG_STATE_HOME", state, 1);
}

/* ---- files --------------------------------------------------------------- */

#define READS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define TERMINALS (READS | LANDLOCK_ACCESS_FS_WRITE_FILE)
/* No device, no link to elsewhere and no program comes into being. */
#define WORKS                                                             \
	(TERMINALS | LANDLOCK_ACCESS_FS_REMOVE_FILE |                     \
	    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_DIR | \
	    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REFER |      \
	    TRUNCATES)
#define TRUNCATES (UINT64_C(1) << 14) /* since Linux 6.2 */
/* All that Linux 5.19 knows: to execute, read, write, remove, make, link. */
#define KNOWN ((UINT64_C(1) << 14) - 1)

/* A folder that is not there needs no leave. */
static bool
allow(int rules, const char *folder, uint64_t rights)
{
	struct landlock_path_beneath_attr beneath = {
		.allowed_access = rights,
		.parent_fd = open(folder, O_PATH | O_CLOEXEC),
	};
	bool done;

	if (beneath.parent_fd < 0)
		return errno == ENOENT;
	done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
		   &beneath, 0) == 0;
	close(beneath.parent_fd);
	return done;
}

/* true: confined, or this kernel cannot. Renaming from folder to folder needs
 * the second version. */
static bool
confine_files(const char *const folders[], int n)
{
	static const char *const shown[] = { "/usr", "/etc", "/lib", "/lib64" };
	struct landlock_ruleset_attr all = { .handled_access_fs = KNOWN };
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	int rules;
	bool ok;

	if (version < 2)
		return true;
	if (version > 2)
		all.handled_access_fs |= TRUNCATES;
	rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	ok = rules >= 0;
	for (size_t i = 0; ok && i < sizeof shown / sizeof *shown; i++)
		ok = allow(rules, shown[i], READS);
	ok = ok && allow(rules, "/dev", TERMINALS);
	for (int i = 0; ok && i < n; i++)
		ok = allow(rules, folders[i], WORKS & all.handled_access_fs);
	ok = ok && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	if (rules >= 0)
		close(rules);
	return ok;
}

/* ---- calls of the kernel ------------------------------------------------- */

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#elif defined(__riscv)
#define MACHINE AUDIT_ARCH_RISCV64
#endif

#define LOAD(member)                       \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, \
	    (uint32_t)offsetof(struct seccomp_data, member))
#define IS(value, yes, no) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), yes, no)
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, (uint32_t)(what))
#define REFUSE ANSWER(SECCOMP_RET_ERRNO | EPERM)
#define NEVER(call) IS(call, 0, 1), REFUSE
/* Only to this process: its own abort() must work. */
#define OWN(call, pid)                                \
	IS(call, 0, 4), LOAD(args[0]), IS(pid, 0, 1), \
	    ANSWER(SECCOMP_RET_ALLOW), REFUSE

static bool
confine_calls(void)
{
#ifdef MACHINE
	const uint32_t self = (uint32_t)getpid();
	struct sock_filter code[] = {
		LOAD(arch),
		IS(MACHINE, 1, 0),
		ANSWER(SECCOMP_RET_KILL_PROCESS),
		LOAD(nr),
		/* the other numbering of the same machine */
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
		REFUSE,
#ifdef SYS_fork
		NEVER(SYS_fork),
		NEVER(SYS_vfork),
#endif
		NEVER(SYS_clone),
		NEVER(SYS_clone3),
		NEVER(SYS_execve),
		NEVER(SYS_execveat),
		NEVER(SYS_ptrace),
		NEVER(SYS_process_vm_readv),
		NEVER(SYS_process_vm_writev),
		NEVER(SYS_pidfd_open),
		NEVER(SYS_socket),
		NEVER(SYS_io_uring_setup),
		NEVER(SYS_rt_sigqueueinfo),
		OWN(SYS_kill, self),
		OWN(SYS_tkill, self),
		OWN(SYS_tgkill, self),
		ANSWER(SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {
		.len = sizeof code / sizeof *code,
		.filter = code,
	};

	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
#else
	return true;
#endif
}

enum gd_code
gd_guard_session(const char *const folders[], int n, struct gd_err *err)
{
	if (LOOKED_INTO)
		return GD_OK;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    !confine_files(folders, n) || !confine_calls())
		return gd_fail(err, GD_OUTSIDE, GD_M_GUARD_FAILED,
		    GD_T(strerror(errno)));
	return GD_OK;
}

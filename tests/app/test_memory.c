/* tests/app/test_memory.c - what is secret is nowhere in memory once it was
 * used, and a program that crashes leaves no picture of its memory.
 *
 * The test looks through everything its own process can read. What it looks
 * for is kept disguised, or it would find itself.
 */
#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/login.h"
#include "base/guard.h"
#include "core/keys.h"
#include "core/proof.h"
#include "store/vault.h"

#include "app_test.h"

#include "base/banned.h"

#if defined(__SANITIZE_ADDRESS__)
#define LOOKED_INTO true /* keeps what was freed, and a map of all memory */
#else
#define LOOKED_INTO false
#endif

#define DISGUISE 0xA5
#define PART 16 /* bytes; so much of a secret is as bad as all of it */

struct needle {
	const char *what;
	uint8_t bytes[PART]; /* disguised */
	size_t n;
};

static void
disguise(struct needle *s, const char *what, const void *bytes, size_t n)
{
	s->what = what;
	s->n = n < PART ? n : PART;
	for (size_t i = 0; i < s->n; i++)
		s->bytes[i] = ((const uint8_t *)bytes)[i] ^ DISGUISE;
}

/* ---- looking ------------------------------------------------------------- */

#define WINDOW ((size_t)1 << 20)

static int
count(const struct needle *s, const uint8_t *at, size_t n)
{
	const uint8_t *end = at + n;
	int found = 0;

	while ((size_t)(end - at) >= s->n) {
		size_t i;

		at = memchr(at, s->bytes[0] ^ DISGUISE, (size_t)(end - at));
		if (!at || (size_t)(end - at) < s->n)
			break;
		for (i = 1; i < s->n && (at[i] ^ DISGUISE) == s->bytes[i]; i++)
			;
		found += i == s->n;
		at++;
	}
	return found;
}

/* One mapping through a window of our own, which is not looked at. */
static int
look_at(int mem, uintptr_t from, uintptr_t to, uint8_t *window,
    const struct needle *s, int n)
{
	int found = 0;

	if (from <= (uintptr_t)window && (uintptr_t)window < to)
		return 0;
	while (from < to) {
		size_t want = to - from < WINDOW ? to - from : WINDOW;
		ssize_t got = pread(mem, window, want, (off_t)from);

		if (got <= 0)
			break;
		for (int i = 0; i < n; i++)
			found += count(&s[i], window, (size_t)got);
		if (from + (size_t)got >= to || (size_t)got <= PART)
			break;
		from += (size_t)got - PART + 1; /* what lies across */
	}
	return found;
}

/* How often any of them lies in memory this process can read. */
static int
look(const struct needle *s, int n)
{
	uint8_t *window = mmap(NULL, WINDOW, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	FILE *maps = fopen("/proc/self/maps", "r");
	int mem = open("/proc/self/mem", O_RDONLY | O_CLOEXEC), found = 0;
	static char line[4096];

	assert_non_null(maps);
	assert_true(mem >= 0);
	while (fgets(line, sizeof line, maps)) {
		uintptr_t from, to;
		char rights[5];

		if (sscanf(line, "%lx-%lx %4s", &from, &to, rights) == 3 &&
		    rights[0] == 'r' && !strstr(line, "[v"))
			found += look_at(mem, from, to, window, s, n);
	}
	close(mem);
	fclose(maps);
	munmap(window, WINDOW);
	return found;
}

/* ---- the secrets of one person ------------------------------------------- */

#define LOGIN "qianfang"
static const uint8_t hidden[] = { 'n' ^ DISGUISE, 'o' ^ DISGUISE,
	't' ^ DISGUISE, ' ' ^ DISGUISE, 'f' ^ DISGUISE, 'o' ^ DISGUISE,
	'r' ^ DISGUISE, ' ' ^ DISGUISE, 'a' ^ DISGUISE, 'n' ^ DISGUISE,
	'y' ^ DISGUISE, 'b' ^ DISGUISE, 'o' ^ DISGUISE, 'd' ^ DISGUISE,
	'y' ^ DISGUISE, '\'' ^ DISGUISE, 's' ^ DISGUISE, ' ' ^ DISGUISE,
	'e' ^ DISGUISE, 'y' ^ DISGUISE, 'e' ^ DISGUISE, 's' ^ DISGUISE,
	DISGUISE };

/* The password as somebody would have typed it, in memory of ours. */
static char *
typed(void)
{
	char *password = gd_secret_alloc(sizeof hidden);

	for (size_t i = 0; i < sizeof hidden; i++)
		password[i] = (char)(hidden[i] ^ DISGUISE);
	return password;
}

#define NEEDLES 5

/* Everything that would do to sign in his name. */
static void
learn(struct office *o, struct needle s[NEEDLES])
{
	const struct gd_signkey *k =
	    gd_signkey_of(gd_app_office(o->app), LOGIN);
	uint8_t *seed = gd_secret_alloc(32), *wide = gd_secret_alloc(64),
		*key = gd_secret_alloc(32);
	struct gd_sealed sealed;
	struct gd_secret *open;
	char name[GD_SIGNKEY_NAME], *password = typed();

	assert_int_equal(gd_store_vault_get(gd_app_store(o->app), LOGIN, k->no,
			     &sealed, NULL),
	    GD_OK);
	gd_signkey_name(LOGIN, k->no, name);
	open = gd_secret_open(&sealed, password, name);
	assert_non_null(open);
	/* the pair lies there as libsodium has it: the seed comes first */
	memcpy(seed, (const uint8_t *)gd_secret_public(open) + GD_PUBLIC, 32);
	crypto_hash_sha512(wide, seed, 32);
	assert_int_equal(crypto_pwhash(key, 32, password, strlen(password),
			     sealed.salt, (unsigned long long)sealed.cost.ops,
			     (size_t)sealed.cost.mem,
			     crypto_pwhash_ALG_ARGON2ID13),
	    0);
	disguise(&s[0], "password", password, strlen(password));
	disguise(&s[1], "seed", seed, 32);
	disguise(&s[2], "end of the seed", seed + 16, 16);
	disguise(&s[3], "the number that signs", wide + 8, 16);
	disguise(&s[4], "key of the seal", key, 32);
	gd_secret_free(password);
	gd_secret_free(key);
	gd_secret_free(wide);
	gd_secret_free(seed);
	gd_secret_close(open);
	/* what the test's own calls left below on the stack */
	sodium_stackzero(65536);
}

static void
assert_nowhere(const struct needle *s, int n)
{
	for (int i = 0; i < n; i++)
		if (look(&s[i], 1) != 0)
			fail_msg("found in memory: %s", s[i].what);
}

/* The person has a password nobody else has in this process. */
static void
quiet(struct office *o)
{
	struct gd_err err = GD_ERR_INIT;
	char *old, *fresh = typed();

	office_open(o);
	gd_app_lock(o->app);
	old = gd_strdup(OFFICE_PASSWORD);
	expect(gd_app_become(o->app, LOGIN, &err), GD_OK, &err);
	expect(gd_app_passwd(o->app, old, fresh, &err), GD_OK, &err);
	free(old);
	gd_secret_free(fresh);
}

static void
unlock(struct office *o)
{
	struct gd_err err = GD_ERR_INIT;
	char *password = typed();

	expect(gd_app_unlock(o->app, password, &err), GD_OK, &err);
	gd_secret_free(password);
}

/* ---- tests --------------------------------------------------------------- */

static void
the_search_finds_what_is_there(void **state)
{
	struct needle s[NEEDLES];
	struct office o;
	char *password;

	(void)state;
	if (LOOKED_INTO)
		skip();
	quiet(&o);
	learn(&o, s);
	password = typed();
	assert_true(look(&s[0], 1) == 1);
	gd_secret_free(password);
	unlock(&o);
	assert_true(look(&s[1], 1) == 1); /* open, and only there */
	assert_true(look(&s[2], 1) == 1);
	gd_app_lock(o.app);
	office_close(&o);
}

static void
after_a_new_password_no_secret_is_left(void **state)
{
	struct needle s[NEEDLES];
	struct office o;

	(void)state;
	if (LOOKED_INTO)
		skip();
	quiet(&o); /* makes a key; its secrets are known only afterwards */
	learn(&o, s);
	assert_nowhere(s, NEEDLES);
	office_close(&o);
}

static void
after_signing_and_the_lock_no_secret_is_left(void **state)
{
	static const struct gd_command sign = { .verb = GD_DO_SIGN,
		.paper = "sample_request",
		.role = "sales_manager" };
	struct gd_err err = GD_ERR_INIT;
	struct drive d = { 0 };
	struct needle s[NEEDLES];
	struct office o;
	char number[64], seen[9];

	(void)state;
	if (LOOKED_INTO)
		skip();
	quiet(&o);
	new_order(&o, tt_fields, number);
	d.app = o.app;
	d.today = gd_app_today(o.app);
	drive_to(&o, number, &d, "receive_sample");
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_FILL,
		.duty = "make_sample_request" });
	expect(gd_app_become(o.app, LOGIN, &err), GD_OK, &err);
	learn(&o, s);
	assert_nowhere(s, NEEDLES);
	seen_now(&o, number, &sign, seen);
	unlock(&o);
	expect(gd_app_act(o.app, number, &sign, seen, NULL, &err), GD_OK, &err);
	gd_app_lock(o.app);
	assert_nowhere(s, NEEDLES);
	office_close(&o);
}

static void
after_a_login_and_after_the_program_closed_no_secret_is_left(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct needle s[NEEDLES];
	struct office o;
	char *password;

	(void)state;
	if (LOOKED_INTO)
		skip();
	quiet(&o);
	learn(&o, s);
	password = typed();
	expect(gd_app_login_try(o.app, LOGIN, password, NULL, &err), GD_OK,
	    &err);
	expect(gd_app_login_try(o.app, "nobody", password, NULL, &err),
	    GD_REFUSED, &err);
	gd_secret_free(password);
	assert_nowhere(s, NEEDLES);
	unlock(&o);
	office_close(&o); /* with the key open */
	assert_nowhere(s, NEEDLES);
}

/* ---- crashing ------------------------------------------------------------ */

static bool
crash_leaves_a_picture(bool guarded)
{
	const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	pid_t pid;
	int status;

	pid = fork();
	if (pid == 0) {
		setrlimit(RLIMIT_CORE, &all);
		signal(SIGSEGV, SIG_DFL);
		if (guarded)
			gd_guard_process();
		raise(SIGSEGV);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
	return WCOREDUMP(status) != 0;
}

static void
a_crash_leaves_no_picture_of_the_memory(void **state)
{
	(void)state;
	if (LOOKED_INTO)
		skip();
	assert_false(crash_leaves_a_picture(true));
}

/* Does the mapping that holds an address carry this flag? -1: not told */
static int
has_flag(const void *address, const char *flag)
{
	FILE *smaps = fopen("/proc/self/smaps", "r");
	static char line[4096];
	bool here = false;
	int answer = -1;

	while (smaps && fgets(line, sizeof line, smaps)) {
		uintptr_t from, to;

		if (sscanf(line, "%lx-%lx ", &from, &to) == 2)
			here = from <= (uintptr_t)address &&
			       (uintptr_t)address < to;
		else if (here && strncmp(line, "VmFlags:", 8) == 0)
			answer = strstr(line, flag) != NULL;
	}
	if (smaps)
		fclose(smaps);
	return answer;
}

static void
secret_memory_goes_into_no_core_file_and_no_swap(void **state)
{
	char *secret, *plain;

	(void)state;
	if (LOOKED_INTO) /* which makes mlock do nothing, too */
		skip();
	secret = gd_secret_alloc(64);
	plain = gd_alloc(1, 64);
	assert_int_not_equal(has_flag(secret, " dd"), 0);
	assert_int_not_equal(has_flag(secret, " lo"), 0);
	assert_int_not_equal(has_flag(plain, " lo"), 1);
	free(plain);
	gd_secret_free(secret);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_search_finds_what_is_there),
		cmocka_unit_test(after_a_new_password_no_secret_is_left),
		cmocka_unit_test(after_signing_and_the_lock_no_secret_is_left),
		cmocka_unit_test(
		    after_a_login_and_after_the_program_closed_no_secret_is_left),
		cmocka_unit_test(a_crash_leaves_no_picture_of_the_memory),
		cmocka_unit_test(
		    secret_memory_goes_into_no_core_file_and_no_swap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

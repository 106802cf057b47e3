/* tests/app/test_hashing.c - how often, how dearly and where passwords are
 * hashed. libsodium's hash is counted on its way: the same for a nobody and
 * for a wrong password, and never while anybody waits for the book.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "app/login.h"
#include "app/register.h"
#include "base/day.h"

#include "app_test.h"

#include "base/banned.h"

static struct {
	int n;
	unsigned long long ops;
	size_t mem, password;
	int held;       /* times the gate was not free meanwhile */
	char gate[110]; /* "" = not looked at */
} hashed;

/* In the place of libsodium's: the program's own names come first. */
int
crypto_pwhash(unsigned char *const out, unsigned long long outlen,
    const char *const passwd, unsigned long long passwdlen,
    const unsigned char *const salt, unsigned long long ops, size_t mem,
    int alg)
{
	int (*real)(unsigned char *, unsigned long long, const char *,
	    unsigned long long, const unsigned char *, unsigned long long,
	    size_t, int);
	int fd;

	*(void **)&real = dlsym(RTLD_NEXT, "crypto_pwhash");
	assert_non_null(real);
	hashed.n++;
	hashed.ops = ops;
	hashed.mem = mem;
	hashed.password = (size_t)passwdlen;
	if (*hashed.gate) {
		fd = open(hashed.gate, O_RDWR | O_CLOEXEC);
		hashed.held += fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0;
		if (fd >= 0)
			close(fd);
	}
	return real(out, outlen, passwd, passwdlen, salt, ops, mem, alg);
}

/* Nobody waits in a test. */
static void
no_nap(int64_t ms)
{
	(void)ms;
}

static void
quiet(struct office *o)
{
	office_open(o);
	o->app->nap = no_nap;
	gd_app_lock(o->app);
	memset(&hashed, 0, sizeof hashed);
	snprintf(hashed.gate, sizeof hashed.gate, "%s.gate", o->book);
}

static enum gd_msg
login(struct office *o, const char *who, const char *password)
{
	struct gd_err err = GD_ERR_INIT;

	hashed.n = 0;
	(void)!gd_app_login_try(o->app, who, password, NULL, &err);
	return err.msg;
}

/* Somebody who never set a password, and somebody who left. */
static void
more_people(struct office *o)
{
	struct gd_err err = GD_ERR_INIT;
	const struct gd_person fresh = { .login = "fresh",
		.name = "小新",
		.active = 1 };
	const struct gd_person left = { .login = "wumin" };
	const struct gd_office_command add = { GD_OFFICE_USER_ADD, &fresh,
		UINT64_MAX };
	const struct gd_office_command go = { GD_OFFICE_USER_CLOSE, &left,
		UINT64_MAX };

	expect(gd_app_become(o->app, "chenli", &err), GD_OK, &err);
	expect(gd_app_office_do(o->app, &add, &err), GD_OK, &err);
	expect(gd_app_office_do(o->app, &go, &err), GD_OK, &err);
}

/* ---- tests --------------------------------------------------------------- */

static void
every_wrong_login_is_one_hash_of_the_same_cost(void **state)
{
	static const char *const who[] = { "qianfang", "mallory", "fresh",
		"wumin", "", "QIANFANG", "qianfang ", "陈丽",
		("a name so long that nobody could have it in any office of "
		 "any firm at all") };
	static const char *const tries[] = { "wrong one", "", "x" };
	unsigned long long ops = 0;
	size_t mem = 0;
	struct office o;

	(void)state;
	quiet(&o);
	more_people(&o);
	for (size_t i = 0; i < sizeof who / sizeof *who; i++)
		for (size_t t = 0; t < sizeof tries / sizeof *tries; t++) {
			if (login(&o, who[i], tries[t]) != GD_M_LOGIN_WRONG)
				fail_msg("other words for \"%s\"", who[i]);
			if (hashed.n != 1)
				fail_msg("%d hashes for \"%s\"", hashed.n,
				    who[i]);
			if (!ops) {
				ops = hashed.ops;
				mem = hashed.mem;
			}
			assert_true(hashed.ops == ops && hashed.mem == mem);
			assert_true(hashed.password == strlen(tries[t]));
		}
	assert_int_equal(hashed.held, 0);
	office_close(&o);
}

static void
a_right_login_is_one_hash_too_and_it_says_who_it_is(void **state)
{
	struct office o;

	(void)state;
	quiet(&o);
	assert_int_equal(login(&o, "qianfang", OFFICE_PASSWORD), GD_M_NONE);
	assert_int_equal(hashed.n, 1);
	/* who left is not let in by the right password */
	more_people(&o);
	assert_int_equal(login(&o, "wumin", OFFICE_PASSWORD), GD_M_LOGIN_WRONG);
	assert_int_equal(hashed.n, 1);
	office_close(&o);
}

static void
nobody_waits_for_the_book_while_a_password_is_hashed(void **state)
{
	char first[GD_FIRST_PASSWORD];
	struct gd_err err = GD_ERR_INIT;
	struct office o;

	(void)state;
	quiet(&o);
	assert_int_equal(login(&o, "qianfang", OFFICE_PASSWORD), GD_M_NONE);
	expect(gd_app_unlock(o.app, OFFICE_PASSWORD, &err), GD_OK, &err);
	expect(
	    gd_app_passwd(o.app, OFFICE_PASSWORD, "steel mug at night", &err),
	    GD_OK, &err);
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	hashed.n = 0;
	expect(gd_app_reset(o.app, "linguo", first, &err), GD_OK, &err);
	assert_int_equal(hashed.n, *first ? 1 : 0);
	assert_int_equal(hashed.held, 0);
	office_close(&o);
}

static int
by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Clocks only in the long run, and with much room: what is promised is that
 * the work is the same. */
static void
the_medians_of_a_hundred_are_alike(void **state)
{
	enum { N = 100 };
	static int64_t took[2][N];
	static const char *const who[] = { "qianfang", "mallory" };
	struct office o;

	(void)state;
	if (!getenv("GENDAN_SOAK"))
		skip();
	quiet(&o);
	for (int i = 0; i < N; i++)
		for (int w = 0; w < 2; w++) {
			struct timespec a, b;

			clock_gettime(CLOCK_MONOTONIC, &a);
			login(&o, who[w], "wrong one");
			clock_gettime(CLOCK_MONOTONIC, &b);
			took[w][i] = (b.tv_sec - a.tv_sec) * 1000000000 +
				     b.tv_nsec - a.tv_nsec;
		}
	for (int w = 0; w < 2; w++)
		qsort(took[w], N, sizeof took[w][0], by_size);
	print_message("# median of 100: wrong %lld us, nobody %lld us\n",
	    (long long)took[0][N / 2] / 1000, (long long)took[1][N / 2] / 1000);
	assert_true(took[0][N / 2] < 2 * took[1][N / 2]);
	assert_true(took[1][N / 2] < 2 * took[0][N / 2]);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_wrong_login_is_one_hash_of_the_same_cost),
		cmocka_unit_test(
		    a_right_login_is_one_hash_too_and_it_says_who_it_is),
		cmocka_unit_test(
		    nobody_waits_for_the_book_while_a_password_is_hashed),
		cmocka_unit_test(the_medians_of_a_hundred_are_alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

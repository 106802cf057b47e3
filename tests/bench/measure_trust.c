/* tests/bench/measure_trust.c - what trust costs: verify, all of it and quick,
 * and a signature without the hashing of the password. */
#include <stdio.h>
#include <string.h>

#include "base/secret.h"
#include "bench/measure.h"

#include "base/banned.h"

#define SIGNED_BYTES 700 /* about what a sign-off stands over */

/* The orders of the book are copies of others, and so are their sign-offs: each
 * of those is a fault, which takes as long as none. */
static double
verify_us(struct gd_store *s, bool quick, struct gd_verify_report *r)
{
	const struct gd_verify_options options = { .quick = quick };
	struct gd_err err = GD_ERR_INIT;
	double began = now_us(), cpu = cpu_us();

	enum gd_code rc =
	    gd_store_verify_with(s, &options, NULL, NULL, r, &err);

	if (rc != GD_DAMAGED)
		must(rc, &err);
	printf("%s_cpu_s %.2f\n", quick ? "quick" : "full",
	    (cpu_us() - cpu) / 1e6);
	return now_us() - began;
}

static void
signatures(int n)
{
	struct times sign = { 0 }, check = { 0 };
	const struct gd_cost cheap = { 1, 8192 };
	struct gd_secret *key;
	struct gd_sealed sealed;
	struct gd_err err = GD_ERR_INIT;
	uint8_t sig[GD_SIGNATURE];
	char bytes[SIGNED_BYTES];

	memset(bytes, 'x', sizeof bytes);
	must(gd_secret_new("x", "x#1", &cheap, &sealed, &key, &err), &err);
	for (int i = 0; i < n; i++) {
		double began = now_us();

		bytes[0] = (char)i;
		gd_secret_sign(key, bytes, sizeof bytes, sig);
		times_add(&sign, now_us() - began);
		began = now_us();
		if (!gd_secret_check(gd_secret_public(key), bytes, sizeof bytes,
			sig))
			gd_die(__FILE__, __LINE__, "a true signature");
		times_add(&check, now_us() - began);
	}
	gd_secret_close(key);
	times_say(&sign, "sign");
	times_say(&check, "sign_check");
}

int
measure_trust(const char *book)
{
	struct gd_verify_report full, quick;
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *s;
	double us;

	must(gd_store_open(book, GD_PROFILE_VERIFY, &s, &err), &err);
	us = verify_us(s, false, &full);
	printf("verify_commands %lld\nverify_full_s %.2f\n"
	       "verify_100k_s %.2f\n",
	    (long long)full.commands, us / 1e6,
	    us / (double)full.commands / 10);
	gd_good_put(full.ledger, full.seq, full.head, 0);
	us = verify_us(s, true, &quick);
	printf("verify_quick_s %.2f\nquick_100k_s %.3f\n", us / 1e6,
	    us / (double)full.commands / 10);
	gd_store_close(s);
	signatures(1000);
	return 0;
}

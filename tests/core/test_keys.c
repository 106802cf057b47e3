/* tests/core/test_keys.c - who gets a key, and what a sign-off's bytes are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/id.h"
#include "core/keys.h"
#include "core/proof.h"

#include "base/banned.h"

#define DAY INT64_C(86400000)

struct desk {
	struct gd_sheet office;
	struct gd_err err;
	int64_t now;
	struct gd_secret *key[9]; /* by number, of chenli */
};

static enum gd_code
as(struct desk *d, const char *login, enum gd_office_verb verb, const void *row,
    uint64_t mask)
{
	const struct gd_office_command cmd = { verb, row, mask };
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_facts f = { .actor.login = login, .now_ms = d->now };
	enum gd_code rc;

	d->err = (struct gd_err)GD_ERR_INIT;
	rc = gd_office_decide(&d->office, &f, &cmd, &ev, &d->err);
	for (size_t i = 0; i < ev.n; i++)
		gd_apply(NULL, &d->office, &ev.at[i]);
	gd_events_release(&ev);
	return rc;
}

static void
person(struct desk *d, const char *login, bool admin)
{
	assert_int_equal(
	    as(d, "boss", GD_OFFICE_USER_ADD,
		&(struct gd_person){ .login = login, .name = login }, 3),
	    GD_OK);
	if (admin)
		assert_int_equal(as(d, "boss", GD_OFFICE_ROLE_GRANT,
				     &(struct gd_holds){ login, "admin", 1 },
				     7),
		    GD_OK);
}

static void
setup(struct desk *d)
{
	memset(d, 0, sizeof *d);
	d->now = 100 * DAY;
	gd_sheet_init(&d->office, gd_office_tables, GD_OFFICE_NTABLES);
	person(d, "boss", false); /* the first is administrator */
	person(d, "chenli", false);
}

static void
teardown(struct desk *d)
{
	for (int i = 0; i < 9; i++)
		gd_secret_close(d->key[i]);
	gd_sheet_release(&d->office);
}

/* A key of this number, signed by another number (0: by none). */
static enum gd_code
give(struct desk *d, const char *by, enum gd_office_verb verb, int64_t no,
    int proved_by)
{
	const struct gd_cost cheap = { 1, 8192 };
	char public[65], digest[65], proof[129] = "";
	struct gd_signkey row = { "chenli", no, public, digest, .by = "",
		.second = "", .proof = proof };
	struct gd_str bytes = GD_STR_INIT;
	uint8_t sig[GD_SIGNATURE];
	struct gd_sealed sealed;
	struct gd_secret *key;
	enum gd_code rc;

	assert_int_equal(
	    gd_secret_new("x", "chenli", &cheap, &sealed, &key, NULL), GD_OK);
	gd_hex(gd_secret_public(key), GD_PUBLIC, public);
	gd_secret_digest(&sealed, digest);
	if (proved_by) {
		gd_proof_follow(&row, &bytes);
		gd_secret_sign(d->key[proved_by], bytes.text, bytes.len, sig);
		gd_hex(sig, sizeof sig, proof);
		gd_str_release(&bytes);
	}
	rc = as(d, by, verb, &row, UINT64_MAX);
	if (rc == GD_OK && !d->key[no])
		d->key[no] = key;
	else
		gd_secret_close(key);
	return rc;
}

static enum gd_code
ask(struct desk *d, const char *by)
{
	const struct gd_signkey row = { .login = "chenli",
		.public = "",
		.seal_digest = "",
		.by = "",
		.second = "",
		.proof = "" };

	return as(d, by, GD_OFFICE_RESET, &row, UINT64_MAX);
}

static const struct gd_signkey *
key(struct desk *d, int64_t no)
{
	return gd_row_find(&d->office, GD_OFF_SIGNKEY,
	    &(struct gd_signkey){ .login = "chenli", .no = no });
}

static void
a_key_is_ones_own_and_follows_the_one_before(void **state)
{
	struct desk d;

	(void)state;
	setup(&d);
	assert_int_equal(give(&d, "boss", GD_OFFICE_KEY, 1, 0), GD_REFUSED);
	assert_int_equal(d.err.msg, GD_M_KEY_OWN);
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 2, 0), GD_STALE);
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 1, 0), GD_OK);
	d.now += DAY;
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 2, 0), GD_REFUSED);
	assert_int_equal(d.err.msg, GD_M_KEY_UNPROVED);
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 2, 1), GD_OK);
	assert_int_equal(key(&d, 1)->to_ms, d.now);
	assert_int_equal(key(&d, 2)->to_ms, 0);
	/* an old key proves nothing any more */
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 3, 1), GD_REFUSED);
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 3, 2), GD_OK);
	assert_ptr_equal(gd_signkey_of(&d.office, "chenli"), key(&d, 3));
	teardown(&d);
}

static void
two_administrators_give_a_new_first_password(void **state)
{
	struct desk d;

	(void)state;
	setup(&d);
	person(&d, "second", true);
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 1, 0), GD_OK);
	assert_int_equal(ask(&d, "chenli"), GD_REFUSED);
	assert_int_equal(d.err.msg, GD_M_OFFICE_NOT_ADMIN);
	/* none of them gives it alone, however often he asks */
	assert_int_equal(give(&d, "boss", GD_OFFICE_RESET, 2, 0), GD_STALE);
	assert_int_equal(ask(&d, "boss"), GD_OK);
	assert_int_equal(ask(&d, "boss"), GD_REFUSED);
	assert_int_equal(d.err.msg, GD_M_RESET_ASKED);
	assert_int_equal(give(&d, "boss", GD_OFFICE_RESET, 2, 0), GD_REFUSED);
	assert_int_equal(key(&d, 1)->to_ms, 0);
	d.now += DAY;
	assert_int_equal(give(&d, "second", GD_OFFICE_RESET, 2, 0), GD_OK);
	assert_int_equal(key(&d, 1)->to_ms, d.now);
	assert_int_equal(key(&d, 2)->first, 1);
	assert_string_equal(key(&d, 2)->by, "boss");
	assert_string_equal(key(&d, 2)->second, "second");
	/* the first password lets him make his own for seven days */
	d.now += (GD_FIRST_DAYS + 1) * DAY;
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 3, 2), GD_REFUSED);
	assert_int_equal(d.err.msg, GD_M_FIRST_EXPIRED);
	d.now -= 2 * DAY;
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 3, 2), GD_OK);
	assert_int_equal(key(&d, 3)->first, 0);
	teardown(&d);
}

static void
a_request_goes_out_of_date_and_goes_with_its_administrator(void **state)
{
	struct desk d;

	(void)state;
	setup(&d);
	person(&d, "second", true);
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 1, 0), GD_OK);
	assert_int_equal(ask(&d, "boss"), GD_OK);
	d.now += (GD_FIRST_DAYS + 1) * DAY;
	assert_int_equal(give(&d, "second", GD_OFFICE_RESET, 2, 0), GD_STALE);
	assert_int_equal(ask(&d, "second"), GD_OK);
	assert_int_equal(as(&d, "boss", GD_OFFICE_ROLE_REVOKE,
			     &(struct gd_holds){ "second", "admin", 0 }, 0),
	    GD_OK);
	person(&d, "third", true);
	/* who asked is administrator no more: it counts for nothing */
	assert_int_equal(gd_reset_now(&d.office, "chenli", "boss", d.now),
	    GD_RESET_ASK);
	assert_int_equal(ask(&d, "third"), GD_OK);
	/* his own new password ends the request */
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 2, 1), GD_OK);
	assert_int_equal(give(&d, "boss", GD_OFFICE_RESET, 3, 0), GD_STALE);
	teardown(&d);
}

static void
one_administrator_is_enough_where_there_is_no_other(void **state)
{
	struct desk d;

	(void)state;
	setup(&d);
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 1, 0), GD_OK);
	assert_int_equal(give(&d, "boss", GD_OFFICE_RESET, 2, 0), GD_OK);
	assert_string_equal(key(&d, 2)->by, "boss");
	assert_string_equal(key(&d, 2)->second, "");
	teardown(&d);
}

static void
who_has_left_has_no_key_and_gets_none_alone(void **state)
{
	struct desk d;

	(void)state;
	setup(&d);
	person(&d, "second", true);
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 1, 0), GD_OK);
	assert_int_equal(as(&d, "boss", GD_OFFICE_USER_CLOSE,
			     &(struct gd_person){ .login = "chenli" }, 0),
	    GD_OK);
	assert_true(key(&d, 1)->to_ms > 0);
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 2, 1), GD_REFUSED);
	person(&d, "chenli", false);
	assert_int_equal(give(&d, "chenli", GD_OFFICE_KEY, 2, 1), GD_REFUSED);
	assert_int_equal(d.err.msg, GD_M_KEY_NEEDS_RESET);
	teardown(&d);
}

/* ---- the bytes ----------------------------------------------------------- */

static void
bytes_of(const struct gd_order *o, const struct gd_signoff *s,
    const char *workflow, char digest[65])
{
	struct gd_str bytes = GD_STR_INIT;

	gd_proof_signoff(o, s, workflow, &bytes);
	gd_sha256_hex(bytes.text, bytes.len, digest);
	gd_str_release(&bytes);
}

/* Each cell in turn is another one: all but those that are no part of what is
 * signed. */
static void
every_cell_of_a_signoff_changes_its_bytes(void **state)
{
	const struct gd_table *t = &gd_order_tables[GD_TAB_SIGNOFF];
	struct gd_signoff s = { "contract", 1, 1, 1, 1, "finance", "wumin", "",
		5, "approved", "", 1, "", 0, "wumin#1", "head", "sig", "Wu" };
	char plain[65], other[65];
	struct gd_order o;

	(void)state;
	gd_order_init(&o);
	bytes_of(&o, &s, "flow", plain);
	for (int c = 0; c < t->ncols; c++) {
		struct gd_signoff was = s;
		const char *name = t->cols[c].name, *text = "another";
		int64_t number = 77;
		bool counts = strcmp(name, "live") && strcmp(name, "sig") &&
			      strcmp(name, "taken") &&
			      strcmp(name, "entered_by");

		if (t->cols[c].type == GD_CELL_INT)
			memcpy((char *)&s + t->cols[c].offset, &number, 8);
		else
			memcpy((char *)&s + t->cols[c].offset, &text, 8);
		bytes_of(&o, &s, "flow", other);
		if (counts == (strcmp(plain, other) == 0))
			fail_msg("cell %s", name);
		s = was;
	}
	bytes_of(&o, &s, "flow2", other);
	assert_string_not_equal(plain, other);
	gd_order_release(&o);
}

static void
the_paper_and_the_files_are_part_of_what_is_signed(void **state)
{
	const struct gd_signoff s = { "contract", 0, 1, 1, 1, "finance",
		"wumin", "", 5, "approved", "", 1, "", 0, "wumin#1", "h", "",
		"Wu" };
	struct gd_revision r = { .kind = "contract",
		.inst = 1,
		.rev = 1,
		.by = "",
		.for_whom = "",
		.fields = "{}",
		.digest = "d1",
		.reason = "",
		.source = "" };
	struct gd_file f = { 1, "a.pdf", "aa", 3, "x", 1, "", "", 0, 0, 0 };
	char now[65], before[65];
	struct gd_order o;

	(void)state;
	gd_order_init(&o);
	bytes_of(&o, &s, "flow", before);
	gd_row_put(&o.sheet, GD_TAB_REVISION, &r, UINT64_MAX);
	bytes_of(&o, &s, "flow", now);
	assert_string_not_equal(now, before);
	memcpy(before, now, sizeof now);
	r.fields = "{\"a\":1}";
	gd_row_put(&o.sheet, GD_TAB_REVISION, &r, UINT64_MAX);
	bytes_of(&o, &s, "flow", now);
	assert_string_not_equal(now, before);
	memcpy(before, now, sizeof now);
	gd_row_put(&o.sheet, GD_TAB_FILE, &f, UINT64_MAX);
	bytes_of(&o, &s, "flow", now);
	assert_string_not_equal(now, before);
	/* that a file is of this paper is signed too, of another it is not */
	memcpy(before, now, sizeof now);
	f.kind = "invoice";
	f.inst = f.rev = 1;
	gd_row_put(&o.sheet, GD_TAB_FILE, &f, UINT64_MAX);
	bytes_of(&o, &s, "flow", now);
	assert_string_equal(now, before);
	f.kind = "contract";
	gd_row_put(&o.sheet, GD_TAB_FILE, &f, UINT64_MAX);
	bytes_of(&o, &s, "flow", now);
	assert_string_not_equal(now, before);
	memcpy(before, now, sizeof now);
	f.name = "b.pdf";
	gd_row_put(&o.sheet, GD_TAB_FILE, &f, UINT64_MAX);
	bytes_of(&o, &s, "flow", now);
	assert_string_not_equal(now, before);
	memcpy(before, now, sizeof now);
	memcpy(o.id, "other", 6);
	bytes_of(&o, &s, "flow", now);
	assert_string_not_equal(now, before);
	gd_order_release(&o);
}

static void
words_cannot_slip_from_one_part_into_the_next(void **state)
{
	struct gd_signoff s = { "contract", 0, 1, 1, 1, "ab", "c", "", 5, "m",
		"", 1, "", 0, "c#1", "h", "", "Wu" };
	char one[65], two[65];
	struct gd_order o;

	(void)state;
	gd_order_init(&o);
	bytes_of(&o, &s, "flow", one);
	s.role = "a";
	s.meaning = "bm";
	bytes_of(&o, &s, "flow", two);
	assert_string_not_equal(one, two);
	gd_order_release(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test(f)
		T(a_key_is_ones_own_and_follows_the_one_before),
		T(two_administrators_give_a_new_first_password),
		T(a_request_goes_out_of_date_and_goes_with_its_administrator),
		T(one_administrator_is_enough_where_there_is_no_other),
		T(who_has_left_has_no_key_and_gets_none_alone),
		T(every_cell_of_a_signoff_changes_its_bytes),
		T(the_paper_and_the_files_are_part_of_what_is_signed),
		T(words_cannot_slip_from_one_part_into_the_next),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

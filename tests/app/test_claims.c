/* tests/app/test_claims.c - two people, each with a program of his own on one book,
 * take the same offer at the same moment; two settle the same orders.
 *
 * GENDAN_SOAK: 1,000 times; else 50. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/flow.h"
#include "../../src/app/offers_priv.h"
#include "app_test.h"

#include "base/banned.h"

static const char flow[] =
    "workflow: claims\nversion: 1\nzh: t\nen: t\n"
    "collects: {workflows: [claims], role: taker, carried_as: [rider, taker], "
    "sum: {fee: total}, count: "
    "many, when: fee set}\n"
    "roles:\n  clerk: {zh: a, en: a, assigned: yes, desk: clerk}\n"
    "  taker: {zh: b, en: b, assigned: yes}\n  finance_head: {zh: c, en: c}\n"
    "desks: {clerk: {zh: d, en: d, clerk: yes}}\n"
    "fields:\n  fee: {zh: f, en: f, type: money, intake: yes, pick: amount}\n"
    "  total: {zh: g, en: g, type: money}\n"
    "  many: {zh: h, en: h, type: int}\n"
    "steps:\n  one:\n    zh: i\n    en: i\n    duties:\n"
    "      take: {zh: j, en: j, kind: claim, open: yes, pool: [clerk, "
    "finance_head], as: "
    "taker}\n"
    "      settle: {zh: k, en: k, kind: settle, collects: yes, by: taker, "
    "optional: yes}\n"
    "      end: {zh: l, en: l, kind: task, by: clerk, optional: yes}\n"
    "      thank: {zh: m, en: m, kind: task, by: taker, needs: done(take), "
    "after_close: yes}\n";

#define MOST 1000
struct shared {
	int go[2];        /* the round each has reached, read by the other */
	int won[2][MOST]; /* answer of each */
	char number[MOST][64];
	int n;
};

static int
rounds(void)
{
	return getenv("GENDAN_SOAK") ? MOST : 50;
}

static struct shared *
share(void)
{
	struct shared *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	assert_true(s != MAP_FAILED);
	memset(s, 0, sizeof *s);
	return s;
}

static void
begin(struct office *o, struct shared *s, int n)
{
	const struct gd_pair pairs[] = { { "fee", "2.50 CNY" } };
	const struct gd_new_order no = { .workflow = "claims",
		.customer = "yuanyang",
		.fields = pairs,
		.nfields = 1 };
	struct gd_err err = GD_ERR_INIT;

	office_open(o);
	expect(gd_app_workflow_install(o->app,
		   &(struct gd_flow_check){ .file = { flow, sizeof flow - 1 } },
		   &err),
	    GD_OK, &err);
	expect(gd_app_become(o->app, "chenli", &err), GD_OK, &err);
	expect(gd_app_office_do(o->app,
		   &(struct gd_office_command){ GD_OFFICE_ROLE_GRANT,
		       &(struct gd_holds){ "chenli", "taker", 1 }, UINT64_MAX },
		   &err),
	    GD_OK, &err);
	s->n = n;
	for (int i = 0; i < n; i++)
		expect(gd_app_new(o->app, &no, s->number[i], &err), GD_OK,
		    &err);
}

/* One of two, in a process of his own; both stand before each round until the
 * other is there too. */
static void
child(struct office *o, struct shared *s, int me, const char *login,
    const struct gd_command *cmd)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *app = office_again(o);

	if (gd_app_become(app, login, &err) != GD_OK)
		_exit(9);
	for (int i = 0; i < s->n; i++) {
		__atomic_store_n(&s->go[me], i + 1, __ATOMIC_SEQ_CST);
		while (__atomic_load_n(&s->go[1 - me], __ATOMIC_SEQ_CST) <= i)
			;
		s->won[me][i] =
		    (int)gd_app_act(app, s->number[i], cmd, NULL, NULL, &err);
	}
	gd_app_close(app);
	_exit(0);
}

static void
race(struct office *o, struct shared *s, const char *const who[2],
    const struct gd_command *cmd)
{
	pid_t pid[2];

	gd_app_close(o->app); /* no connection lives in two processes */
	for (int i = 0; i < 2; i++) {
		pid[i] = fork();
		assert_true(pid[i] >= 0);
		if (pid[i] == 0)
			child(o, s, i, who[i], cmd);
	}
	for (int i = 0; i < 2; i++) {
		int status = -1;

		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_int_equal(status, 0);
	}
	o->app = office_again(o);
}

static void
of_two_who_claim_at_the_same_moment_exactly_one_has_it_each_time(void **state)
{
	static const char *const who[2] = { "chenli", "wumin" };
	const struct gd_command accept = { .verb = GD_DO_ACCEPT,
		.duty = "take" };
	struct shared *s = share();
	struct office o;
	int first = 0;

	(void)state;
	begin(&o, s, rounds());
	race(&o, s, who, &accept);
	for (int i = 0; i < s->n; i++) {
		struct gd_order order = load(&o, s->number[i]);
		const struct gd_assign *a =
		    gd_row_find(&order.sheet, GD_TAB_ASSIGN,
			&(struct gd_assign){ .role = "taker", .person = "" });
		const struct gd_offer *f;
		int accepted = 0;

		for (size_t k = 0; (f = gd_walk(&order, GD_TAB_OFFER, &k));)
			accepted += f->state == GD_OFFER_ACCEPTED;
		assert_int_equal(accepted, 1);
		assert_true((s->won[0][i] == GD_OK) != (s->won[1][i] == GD_OK));
		assert_int_equal(s->won[s->won[0][i] == GD_OK][i], GD_REFUSED);
		assert_non_null(a);
		assert_string_equal(a->person,
		    who[s->won[0][i] == GD_OK ? 0 : 1]);
		first += s->won[0][i] == GD_OK;
		gd_order_release(&order);
	}
	print_message("# %d offers, the one had %d, the other %d\n", s->n,
	    first, s->n - first);
	munmap(s, sizeof *s);
	office_close(&o);
}

/* Each order that is done is settled by one, however many try at once. */
static void
what_two_settle_at_the_same_moment_is_settled_once(void **state)
{
	static const char *const who[2] = { "chenli", "chenli" };
	const struct gd_command accept = { .verb = GD_DO_ACCEPT,
		.duty = "take" };
	const struct gd_command settle = { .verb = GD_DO_FILL,
		.duty = "settle" };
	struct shared *s = share();
	struct office o;
	int settled = 0, links = 0;

	(void)state;
	begin(&o, s, 12);
	for (int i = 0; i < 10; i++) /* these end; 10 and 11 settle them */
		act(&o, "chenli", s->number[i], GD_OK, &accept);
	for (int i = 10; i < 12; i++) {
		const struct gd_command mine = { .verb = GD_DO_REASSIGN,
			.role = "taker",
			.person = "chenli" };

		act(&o, "chenli", s->number[i], GD_OK, &mine);
	}
	/* both processes run through the two settling orders, against each
	 * other */
	s->n = 2;
	memcpy(s->number[0], s->number[10], 64);
	memcpy(s->number[1], s->number[11], 64);
	race(&o, s, who, &settle);
	for (int i = 0; i < 2; i++) {
		struct gd_order order = load(&o, s->number[i]);
		const struct gd_link *l;

		for (size_t k = 0; (l = gd_walk(&order, GD_TAB_LINK, &k));)
			links += strcmp(l->kind, "settles") == 0;
		if (*gd_field(&order, "many", 0)) {
			assert_string_equal(gd_field(&order, "many", 0), "10");
			assert_string_equal(gd_field(&order, "total", 0),
			    "25.00 CNY");
			settled++;
		}
		gd_order_release(&order);
	}
	assert_int_equal(settled, 1);
	assert_int_equal(links, 10);
	munmap(s, sizeof *s);
	office_close(&o);
}

/* ---- saying no, and answering for another -------------------------------------- */

static void
in_office(struct office *o, enum gd_office_verb what, const void *row)
{
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_become(o->app, "chenli", &err), GD_OK, &err);
	expect(gd_app_office_do(o->app,
		   &(struct gd_office_command){ what, row, UINT64_MAX }, &err),
	    GD_OK, &err);
}

static int
on_day(struct office *o, const char *login, enum gd_verb verb)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_my_day day;
	int n = 0;

	expect(gd_app_become(o->app, login, &err), GD_OK, &err);
	expect(gd_app_my_day(o->app, 50, &day, &err), GD_OK, &err);
	for (size_t i = 0; i < day.nlines; i++)
		n += day.lines[i].act->verb == verb;
	gd_my_day_release(&day);
	return n;
}

static size_t
offered(struct office *o, const char *login)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_list_rows rows = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_filter f = { .limit = 10 };
	size_t n;

	f.noffered = app_offered_to(o->app, login, &arena, f.offered,
	    (int)(sizeof f.offered / sizeof *f.offered));
	expect(gd_app_list(o->app, &f, &rows, &err), GD_OK, &err);
	n = rows.n;
	free(rows.at);
	gd_arena_release(&rows.arena);
	gd_arena_release(&arena);
	return n;
}

static void
what_one_refused_is_on_the_day_of_the_others_and_then_of_who_gives_it_out(
    void **state)
{
	static const struct gd_command no = { .verb = GD_DO_REFUSE,
		.duty = "take",
		.reason = "too far" };
	struct shared *s = share();
	struct office o;

	(void)state;
	begin(&o, s, 1);
	assert_int_equal(on_day(&o, "chenli", GD_DO_ACCEPT), 1);
	assert_int_equal(on_day(&o, "chenli", GD_DO_REFUSE), 1);
	assert_int_equal(on_day(&o, "wumin", GD_DO_ACCEPT), 1);
	assert_int_equal((int)offered(&o, "chenli"), 1);
	act(&o, "chenli", s->number[0], GD_OK, &no);
	assert_int_equal(on_day(&o, "chenli", GD_DO_ACCEPT), 0);
	assert_int_equal((int)offered(&o, "chenli"), 0);
	assert_int_equal(on_day(&o, "wumin", GD_DO_ACCEPT), 1);
	assert_int_equal((int)offered(&o, "wumin"), 1);
	assert_int_equal(on_day(&o, "chenli", GD_DO_FILL), 0);
	act(&o, "wumin", s->number[0], GD_OK, &no);
	assert_int_equal(on_day(&o, "wumin", GD_DO_ACCEPT), 0);
	assert_int_equal(on_day(&o, "chenli", GD_DO_FILL), 1);
	act(&o, "chenli", s->number[0], GD_OK,
	    &(struct gd_command){ .verb = GD_DO_OFFER, .duty = "take" });
	assert_int_equal(on_day(&o, "wumin", GD_DO_ACCEPT), 1);
	office_close(&o);
	munmap(s, sizeof *s);
}

static void
a_deputy_finds_on_his_day_what_is_offered_to_whom_he_stands_in_for(
    void **state)
{
	static const struct gd_command accept = { .verb = GD_DO_ACCEPT,
		.duty = "take" };
	struct shared *s = share();
	struct gd_order order;
	struct office o;

	(void)state;
	begin(&o, s, 1);
	assert_int_equal(on_day(&o, "qianfang", GD_DO_ACCEPT), 0);
	in_office(&o, GD_OFFICE_DEPUTY,
	    &(struct gd_deputy){ .who = "wumin",
		.deputy = "qianfang",
		.from_day = gd_app_today(o.app),
		.to_day = gd_app_today(o.app),
		.active = 1 });
	assert_int_equal(on_day(&o, "qianfang", GD_DO_ACCEPT), 1);
	act(&o, "qianfang", s->number[0], GD_OK, &accept);
	order = load(&o, s->number[0]);
	assert_string_equal(((const struct gd_assign *)gd_row_find(&order.sheet,
				 GD_TAB_ASSIGN,
				 &(struct gd_assign){ .role = "taker",
				     .person = "" }))
				->person,
	    "wumin");
	gd_order_release(&order);
	office_close(&o);
	munmap(s, sizeof *s);
}

static void
what_is_left_after_the_end_is_on_the_day_of_who_must_do_it(void **state)
{
	static const struct gd_command accept = { .verb = GD_DO_ACCEPT,
		.duty = "take" };
	struct shared *s = share();
	struct office o;

	(void)state;
	begin(&o, s, 1);
	act(&o, "wumin", s->number[0], GD_OK, &accept); /* that completes it */
	assert_int_equal(on_day(&o, "wumin", GD_DO_FILL), 1);
	assert_int_equal(on_day(&o, "chenli", GD_DO_FILL), 0);
	act(&o, "wumin", s->number[0], GD_OK,
	    &(struct gd_command){ .verb = GD_DO_FILL, .duty = "thank" });
	assert_int_equal(on_day(&o, "wumin", GD_DO_FILL), 0);
	office_close(&o);
	munmap(s, sizeof *s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    of_two_who_claim_at_the_same_moment_exactly_one_has_it_each_time),
		cmocka_unit_test(
		    what_two_settle_at_the_same_moment_is_settled_once),
		cmocka_unit_test(
		    what_is_left_after_the_end_is_on_the_day_of_who_must_do_it),
		cmocka_unit_test(
		    what_one_refused_is_on_the_day_of_the_others_and_then_of_who_gives_it_out),
		cmocka_unit_test(
		    a_deputy_finds_on_his_day_what_is_offered_to_whom_he_stands_in_for),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

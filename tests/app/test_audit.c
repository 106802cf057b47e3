/* tests/app/test_audit.c - the audit names who signed, as what, for whom; and
 * what another program wrote into the journal against the rules. */
#include "app/audit.h"
#include "app_test.h"

struct heard {
	int n[GD_AUDIT_KINDS], deputies, paper;
	char last[64]; /* by of the last line */
};

static void
hear(void *payload, const struct gd_order *order, const struct gd_workflow *wf,
    const struct gd_audit_line *line)
{
	struct heard *h = payload;

	assert_true(*gd_head(order)->number);
	assert_non_null(wf);
	h->n[line->kind]++;
	h->deputies += line->kind == GD_AUDIT_SIGNED && *line->for_whom;
	h->paper += line->kind == GD_AUDIT_SIGNED && line->on_paper;
	snprintf(h->last, sizeof h->last, "%s", line->by);
}

static struct heard
audit(struct office *o, const struct gd_audit_query *q)
{
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };

	expect(gd_app_audit(o->app, q, hear, &h, &err), GD_OK, &err);
	return h;
}

static int
breaches(const struct heard *h)
{
	int n = 0;

	for (int k = 0; k < GD_AUDIT_KINDS; k++)
		n += gd_audit_breach((enum gd_audit_kind)k) ? h->n[k] : 0;
	return n;
}

static const struct gd_command receive = { .verb = GD_DO_FILL,
	.duty = "receive_sample",
	.fields = (const struct gd_pair[]){ { "sample_details", "0.5 mm" } },
	.nfields = 1 };

/* The sampling request as a draft, prepared by chenli. */
static void
draft(struct office *o, const char *number)
{
	act(o, "chenli", number, GD_OK, &receive);
	act(o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_FILL,
		.duty = "make_sample_request" });
}

static void
stands_in(struct office *o, const char *who, const char *deputy, int32_t day)
{
	struct gd_deputy d = { who, deputy, day, day, 1 };
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_become(o->app, "chenli", &err), GD_OK, &err);
	expect(
	    gd_app_office_do(o->app,
		&(struct gd_office_command){ GD_OFFICE_DEPUTY, &d, UINT64_MAX },
		&err),
	    GD_OK, &err);
}

static void
role(struct office *o, enum gd_office_verb verb, const char *login,
    const char *name)
{
	struct gd_holds row = { login, name, 1 };
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_become(o->app, "chenli", &err), GD_OK, &err);
	expect(gd_app_office_do(o->app,
		   &(struct gd_office_command){ verb, &row, 3 }, &err),
	    GD_OK, &err);
}

/* A command that no rule was asked about: another program's. */
static void
slip_in(struct office *o, const char *number, int table, const void *row,
    uint64_t mask)
{
	struct gd_store *s = gd_app_store(o->app);
	struct gd_events events = GD_EVENTS_INIT;
	struct gd_order ord = load(o, number);
	struct gd_err err = GD_ERR_INIT;
	char request[GD_ID_TEXT];
	struct gd_entry entry = { .order = ord.id,
		.order_rev = ord.rev + 1,
		.at_ms = gd_app_now(o->app),
		.actor = "chenli",
		.for_whom = "",
		.verb = "note",
		.request = gd_id_new(1, request),
		.events = &events };

	gd_event_put(&events,
	    gd_event_add(&events, GD_EV_NOTE, "", "nothing to see", 0), table,
	    row, mask);
	expect(gd_store_begin(s, &err), GD_OK, &err);
	expect(gd_store_end(s, gd_store_append(s, &entry, NULL, &err), &err),
	    GD_OK, &err);
	gd_events_release(&events);
	gd_order_release(&ord);
}

static void
a_whole_order_has_nothing_against_the_rules(void **state)
{
	struct drive d = { 0 };
	struct heard h;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	drive_to(&o, number, &d, NULL);
	h = audit(&o, &(struct gd_audit_query){ 0 });
	assert_int_equal(h.n[GD_AUDIT_SIGNED], 6);
	assert_int_equal(breaches(&h), 0);
	assert_int_equal(h.deputies + h.paper, 0);
	/* one person; one order; a time when nothing was */
	h = audit(&o, &(struct gd_audit_query){ .by = "qianfang" });
	assert_int_equal(h.n[GD_AUDIT_SIGNED], 2);
	h = audit(&o, &(struct gd_audit_query){ .order = number });
	assert_int_equal(h.n[GD_AUDIT_SIGNED], 6);
	h = audit(&o, &(struct gd_audit_query){ .to_ms = 1000 });
	assert_int_equal(h.n[GD_AUDIT_SIGNED], 0);
	office_close(&o);
}

/* What stands in the journal as a deputy's counts as such, and a signature
 * taken back is listed; so is a step opened early. */
static void
deputies_withdrawals_and_early_steps_are_listed(void **state)
{
	struct heard h;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	draft(&o, number);
	stands_in(&o, "qianfang", "linguo", gd_app_today(o.app));
	act(&o, "linguo", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SIGN,
		.paper = "sample_request" });
	h = audit(&o, &(struct gd_audit_query){ .deputies = true });
	assert_int_equal(h.n[GD_AUDIT_SIGNED], 1);
	assert_string_equal(h.last, "linguo");
	assert_int_equal(breaches(&h), 0);
	act(&o, "linguo", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_WITHDRAW,
		.paper = "sample_request",
		.reason = "wrong size" });
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_OPEN,
		.step = "4",
		.reason = "customer waits" });
	h = audit(&o, &(struct gd_audit_query){ 0 });
	assert_int_equal(h.n[GD_AUDIT_WITHDRAWN], 1);
	assert_int_equal(h.n[GD_AUDIT_EARLY], 1);
	assert_int_equal(breaches(&h), 0);
	office_close(&o);
}

static struct gd_signoff
signature(const char *by, const char *as)
{
	return (struct gd_signoff){ .kind = "sample_request",
		.inst = 1,
		.rev = 1,
		.no = 9,
		.role = as,
		.by = by,
		.for_whom = "",
		.at_ms = 1,
		.meaning = "approved",
		.reason = "",
		.live = 1,
		.entered_by = "" };
}

/* Verify names unsigned signatures too: the book is not sound, and goes. */
static void
office_end(struct office *o)
{
	gd_app_close(o->app);
	office_forget(o);
}

static void
what_was_slipped_in_against_the_rules_is_named(void **state)
{
	static const struct {
		const char *by, *as, *for_whom;
		enum gd_audit_kind kind;
	} cases[] = {
		{ "wumin", "sales_manager", "", GD_AUDIT_NO_ROLE },
		{ "wumin", "finance", "", GD_AUDIT_NO_ROLE },
		{ "wumin", "sales_manager", "qianfang", GD_AUDIT_NO_ROLE },
		{ "chenli", "sales_manager", "", GD_AUDIT_OWN_WORK },
		{ "qianfang", "sales_manager", "", GD_AUDIT_TWICE },
	};
	struct drive d = { 0 };
	struct heard h;
	struct office o;
	char number[64];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct gd_signoff s = signature(cases[i].by, cases[i].as);

		office_open(&o);
		new_order(&o, tt_fields, number);
		drive_to(&o, number, &d, "make_sample_request");
		s.for_whom = cases[i].for_whom;
		slip_in(&o, number, GD_TAB_SIGNOFF, &s, UINT64_MAX);
		h = audit(&o, &(struct gd_audit_query){ 0 });
		if (!h.n[cases[i].kind])
			fail_msg("case %zu", i);
		office_end(&o);
	}
}

/* Somebody had the role when he signed: that it was taken away later is no
 * breach, and that it came later is one. */
static void
a_role_counts_as_it_was_on_the_day(void **state)
{
	struct gd_signoff s = signature("sunqiang", "sales_manager");
	struct drive d = { 0 };
	struct heard h;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	drive_to(&o, number, &d, "make_sample_request");
	role(&o, GD_OFFICE_ROLE_GRANT, "sunqiang", "sales_manager");
	slip_in(&o, number, GD_TAB_SIGNOFF, &s, UINT64_MAX);
	role(&o, GD_OFFICE_ROLE_REVOKE, "sunqiang", "sales_manager");
	h = audit(&o, &(struct gd_audit_query){ 0 });
	assert_int_equal(h.n[GD_AUDIT_NO_ROLE], 0);
	s.no = 10;
	slip_in(&o, number, GD_TAB_SIGNOFF, &s, UINT64_MAX);
	role(&o, GD_OFFICE_ROLE_GRANT, "sunqiang", "sales_manager");
	h = audit(&o, &(struct gd_audit_query){ 0 });
	assert_int_equal(h.n[GD_AUDIT_NO_ROLE], 1);
	office_end(&o);
}

static void
a_paper_issued_without_its_signatures_is_named(void **state)
{
	struct gd_revision r = { .kind = "sample_request",
		.inst = 1,
		.rev = 1,
		.state = GD_REV_ISSUED };
	struct heard h;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	draft(&o, number);
	slip_in(&o, number, GD_TAB_REVISION, &r, UINT64_C(1) << 4);
	h = audit(&o, &(struct gd_audit_query){ 0 });
	assert_int_equal(h.n[GD_AUDIT_UNSIGNED], 1);
	assert_int_equal(breaches(&h), 1);
	office_close(&o);
}

/* The same by the rules: a role that may, and a reason. */
static void
an_override_is_listed_and_no_breach(void **state)
{
	struct heard h;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	draft(&o, number);
	act(&o, "linguo", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "sample_request",
		.override = true,
		.reason = "the manager is on a plane" });
	h = audit(&o, &(struct gd_audit_query){ 0 });
	assert_int_equal(h.n[GD_AUDIT_OVERRIDE], 1);
	assert_string_equal(h.last, "linguo");
	assert_int_equal(breaches(&h), 0);
	office_close(&o);
}

/* Clerks and salespeople need the order, not only the role; their deputies act
 * for who is assigned. */
static void
acts_of_who_is_not_assigned_are_named(void **state)
{
	static const struct {
		const char *by, *as, *for_whom;
		bool his;
	} tries[] = {
		{ "chenli", "clerk", "", true },
		{ "sunqiang", "clerk", "", false }, /* a clerk, of others */
		{ "wumin", "", "", false },
		{ "wumin", "qc", "", false },
		{ "wumin", "clerk", "", false },
		{ "hejing", "clerk", "chenli", true }, /* his deputy */
		{ "matao", "clerk", "chenli", false },
		{ "hejing", "clerk", "sunqiang", false },
	};
	struct gd_act row = { .duty = "receive_sample",
		.round = 1,
		.state = GD_ACT_DONE,
		.outcome = "",
		.fields = "",
		.reason = "" };

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct heard h;
		struct office o;
		char number[64];

		office_open(&o);
		role(&o, GD_OFFICE_ROLE_GRANT, "sunqiang", "clerk");
		new_order(&o, tt_fields, number);
		stands_in(&o, "chenli", "hejing", gd_app_today(o.app));
		row.by = tries[i].by;
		row.role = tries[i].as;
		row.for_whom = tries[i].for_whom;
		row.at_ms = gd_app_now(o.app);
		slip_in(&o, number, GD_TAB_ACT, &row, UINT64_MAX);
		h = audit(&o, &(struct gd_audit_query){ 0 });
		if (h.n[GD_AUDIT_NOT_HIS] == tries[i].his)
			fail_msg("%s as %s for %s: %d", tries[i].by,
			    tries[i].as, tries[i].for_whom,
			    h.n[GD_AUDIT_NOT_HIS]);
		assert_int_equal(breaches(&h), !tries[i].his);
		office_close(&o);
	}
}

/* A sign-off of a role that is assigned is for who has the order. */
static void
a_signature_of_another_salesperson_is_named(void **state)
{
	struct gd_signoff s = signature("sunqiang", "salesperson");
	struct heard h;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	role(&o, GD_OFFICE_ROLE_GRANT, "sunqiang", "salesperson");
	new_order(&o, tt_fields, number);
	draft(&o, number);
	s.kind = "preliminary_order";
	slip_in(&o, number, GD_TAB_SIGNOFF, &s, UINT64_MAX);
	h = audit(&o, &(struct gd_audit_query){ 0 });
	assert_int_equal(h.n[GD_AUDIT_NO_ROLE], 0);
	assert_int_equal(h.n[GD_AUDIT_NOT_HIS], 1);
	assert_string_equal(h.last, "sunqiang");
	office_end(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_order_has_nothing_against_the_rules),
		cmocka_unit_test(
		    deputies_withdrawals_and_early_steps_are_listed),
		cmocka_unit_test(
		    what_was_slipped_in_against_the_rules_is_named),
		cmocka_unit_test(a_role_counts_as_it_was_on_the_day),
		cmocka_unit_test(
		    a_paper_issued_without_its_signatures_is_named),
		cmocka_unit_test(an_override_is_listed_and_no_breach),
		cmocka_unit_test(acts_of_who_is_not_assigned_are_named),
		cmocka_unit_test(a_signature_of_another_salesperson_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

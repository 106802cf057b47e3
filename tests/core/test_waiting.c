/* tests/core/test_waiting.c - whom an order waits for, and since when. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>
#include <cmocka.h>

#include "bench.h"
#include "core/view/dates.h"

#include "base/banned.h"

static const char flow[] =
    "workflow: w\nversion: 1\nzh: 甲\nen: W\n"
    "roles:\n"
    "  clerk: {zh: 跟单员, en: Clerk, assigned: yes, desk: clerk}\n"
    "  boss: {zh: 老板, en: Boss}\n"
    "  finance: {zh: 财务, en: Finance}\n"
    "  rider: {zh: 骑手, en: Rider}\n"
    "desks:\n"
    "  clerk: {zh: 跟单, en: Clerk, clerk: yes}\n"
    "  qc: {zh: 质检, en: QC}\n"
    "  customer: {zh: 客户, en: Customer, outside: yes}\n"
    "fields: {amount: {zh: 金额, en: Amount, type: money, intake: yes}}\n"
    "papers:\n"
    "  form: {zh: 单, en: Form, step: one, original: clerk, copies: "
    "{qc: 1, customer: 1}, signs: [boss, {any: [finance], order: yes}]}\n"
    "steps:\n"
    "  one:\n    zh: 一\n    en: One\n    duties:\n"
    "      begin: {zh: 始, en: Begin, kind: task, by: clerk}\n"
    "      make: {zh: 制, en: Make, kind: make, paper: form, by: clerk, "
    "needs: done(begin)}\n"
    "      send: {zh: 发, en: Send, kind: send, papers: [form], by: clerk, "
    "needs: issued(form)}\n"
    "      ask: {zh: 问, en: Ask, kind: task, by: [clerk, finance], owner: "
    "finance, optional: yes}\n"
    "  two:\n    zh: 二\n    en: Two\n    after: [one]\n    duties:\n"
    "      look: {zh: 看, en: Look, kind: task, by: finance}\n";

#define HOUR INT64_C(3600000)

static void
begin(struct bench *b)
{
	bench_init_on(b, flow, sizeof flow - 1);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		FIELDS({ "assign:clerk", "clerk" }) });
}

static void
act(struct bench *b, const char *who, struct gd_command cmd)
{
	b->facts.now_ms += HOUR;
	bench_must(b, who, cmd);
}

/* The same without the tables it does not ask for, which then are not there
 * to be asked. */
static void
same_without(struct bench *b, const struct gd_waiting *want, size_t n)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_waiting *w;
	struct gd_order o;
	size_t found;

	gd_order_copy(&o, &b->order);
	for (int t = 0; t < GD_ORDER_NTABLES; t++)
		if (GD_WAITING_WITHOUT >> t & 1)
			o.sheet.rows[t].n = 0;
	o.sheet.absent = GD_WAITING_WITHOUT;
	gd_waiting_make(&b->wf, &o, &arena, &w, &found);
	assert_int_equal(found, n);
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(w[i].who, want[i].who);
		assert_string_equal(w[i].what, want[i].what);
		assert_int_equal(w[i].since_ms, want[i].since_ms);
	}
	gd_arena_release(&arena);
	gd_order_release(&o);
}

/* Exactly these, longest first: "who what", with the hours they have waited. */
struct expect {
	const char *who, *what;
	int hours;
};

static void
waits(struct bench *b, const struct expect *want, size_t n)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_waiting *w;
	size_t found;

	gd_waiting_make(&b->wf, &b->order, &arena, &w, &found);
	for (size_t i = 0; i < n && i < found; i++) {
		assert_string_equal(w[i].who, want[i].who);
		assert_string_equal(w[i].what, want[i].what);
		assert_int_equal((b->facts.now_ms - w[i].since_ms) / HOUR,
		    want[i].hours);
	}
	assert_int_equal(found, n);
	same_without(b, w, n);
	gd_arena_release(&arena);
}
#define WAITS(b, ...)                                        \
	waits(b, (const struct expect[]){ __VA_ARGS__ },     \
	    sizeof((const struct expect[]){ __VA_ARGS__ }) / \
		sizeof(struct expect))

static void
a_ready_duty_waits_since_its_step_opened_or_what_it_needed(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	b.facts.now_ms += 5 * HOUR;
	WAITS(&b, { "person:clerk", "begin", 5 });
	act(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "begin" });
	b.facts.now_ms += 2 * HOUR;
	WAITS(&b, { "person:clerk", "make", 2 });
	bench_release(&b);
}

static void
signatures_wait_in_their_order_and_copies_for_receipt(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	act(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "begin" });
	act(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MAKE, .paper = "form" });
	b.facts.now_ms += HOUR;
	WAITS(&b, { "role:boss", "form", 1 });
	act(&b, "boss",
	    (struct gd_command){ .verb = GD_DO_SIGN,
		.paper = "form",
		.role = "boss" });
	b.facts.now_ms += HOUR;
	WAITS(&b, { "role:finance", "form", 1 });
	act(&b, "finance",
	    (struct gd_command){ .verb = GD_DO_SIGN,
		.paper = "form",
		.role = "finance" });
	b.facts.now_ms += 2 * HOUR;
	WAITS(&b, { "person:clerk", "make", 2 });
	act(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE, .paper = "form" });
	b.facts.now_ms += 3 * HOUR;
	WAITS(&b, { "person:clerk", "send", 3 });
	act(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SEND,
		.duty = "send",
		.paper = "form" });
	b.facts.now_ms += 9 * HOUR;
	/* the customer acknowledges nothing to us */
	WAITS(&b, { "desk:qc", "form", 9 }, { "role:finance", "look", 9 });
	bench_receipt_all(&b);
	WAITS(&b, { "role:finance", "look", 9 });
	bench_release(&b);
}

static void
an_order_on_hold_waits_for_nobody(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_waiting *w;
	struct bench b;
	size_t n;

	(void)state;
	begin(&b);
	act(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_HOLD, .reason = "why" });
	gd_waiting_make(&b.wf, &b.order, &arena, &w, &n);
	assert_int_equal(n, 0);
	gd_arena_release(&arena);
	bench_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_ready_duty_waits_since_its_step_opened_or_what_it_needed),
		cmocka_unit_test(
		    signatures_wait_in_their_order_and_copies_for_receipt),
		cmocka_unit_test(an_order_on_hold_waits_for_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

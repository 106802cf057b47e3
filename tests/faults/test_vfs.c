/* tests/faults/test_vfs.c - every operation SQLite asks of the disk fails
 * once, and from then on, while an order goes from the first sample to the
 * refund: said in words, nothing acknowledged lost, the book whole, and after
 * a single fault the same work succeeds. */
#include "scene.h"

#include <stdio.h>
#include <stdlib.h>

#include "../../src/store/store_priv.h"
#include "shim.h"

static struct {
	int64_t points, refused, absorbed, landed;
} sum;

struct point {
	struct scene *s;
	scene_work *work;
	const char *name;
	const struct snap *before;
	int64_t seq_before, seq_after;
};

static void
strike_at(const struct point *p, int64_t at, bool forever,
    enum shim_fault fault)
{
	struct gd_err err = GD_ERR_INIT;
	char when[160];
	int64_t n;
	bool did;
	enum gd_code rc;

	scene_put(p->s, p->before);
	shim_plan(at, forever, fault);
	rc = p->work(p->s, &did, &err);
	snprintf(when, sizeof when, "%s after command %lld, %s %d (%s), %s",
	    p->name, (long long)p->seq_before,
	    fault == SHIM_EIO ? "EIO" : "ENOSPC", (int)at, shim_what(),
	    forever ? "for ever" : "once");
	if (!shim_struck()) {
		shim_plan(0, false, SHIM_EIO);
		return; /* ENOSPC does not reach this one */
	}
	shim_plan(0, false, SHIM_EIO);
	sum.points++;
	n = scene_verify(p->s->o.book, when);
	if (rc == GD_OK) {
		sum.absorbed++;
		if (n != p->seq_after)
			fail_msg("%s: acknowledged and lost", when);
		return;
	}
	scene_words(&err, when);
	if (rc != GD_OUTSIDE && rc != GD_DAMAGED)
		fail_msg("%s: code %d", when, (int)rc);
	if (n != p->seq_before && n != p->seq_after)
		fail_msg("%s: %lld commands", when, (long long)n);
	sum.refused++;
	sum.landed += n == p->seq_after && n != p->seq_before;
	if (forever || (n == p->seq_after && n != p->seq_before))
		return;
	rc = p->work(p->s, &did, &err);
	if (rc != GD_OK) {
		scene_words(&err, when);
		fail_msg("%s: does not go on (%s)", when,
		    gd_msg_english(err.msg));
	}
}

static const struct {
	bool forever;
	enum shim_fault fault;
} modes[] = {
	{ false, SHIM_EIO },
	{ true, SHIM_EIO },
	{ false, SHIM_ENOSPC },
	{ true, SHIM_ENOSPC },
};

/* Every operation of one piece of work; then the work is done. */
static bool
strike_all(struct scene *s, scene_work *work, const char *name, unsigned one_of)
{
	struct snap before = { 0 }, after = { 0 };
	struct point p = { s, work, name, &before, 0, 0 };
	struct gd_err err = GD_ERR_INIT;
	int64_t ops;
	bool did;

	p.seq_before = scene_verify(s->o.book, "before");
	snap_take(s->o.book, &before);
	scene_put(s, &before);
	shim_plan(0, false, SHIM_EIO);
	expect(work(s, &did, &err), GD_OK, &err);
	ops = shim_count();
	p.seq_after = scene_verify(s->o.book, "after");
	snap_take(s->o.book, &after);
	for (int64_t at = 1; did && at <= ops; at++)
		for (unsigned m = 0; m < 4; m++)
			if (scene_share(
				(uint64_t)(p.seq_before * 4000 + at * 4 + m),
				one_of))
				strike_at(&p, at, modes[m].forever,
				    modes[m].fault);
	scene_put(s, &after);
	snap_release(&before);
	snap_release(&after);
	return did;
}

static void
say_sum(const char *what)
{
	print_message("# %s: %lld points tried, %lld failures said in words "
		      "(%lld had landed), %lld absorbed, 0 lost, 0 damaged\n",
	    what, (long long)sum.points, (long long)sum.refused,
	    (long long)sum.landed, (long long)sum.absorbed);
	memset(&sum, 0, sizeof sum);
}

static void
every_disk_operation_of_a_whole_order_may_fail(void **state)
{
	struct scene s;
	int turns = 0;

	(void)state;
	scene_open(&s);
	while (strike_all(&s, work_drive, "act", 90))
		if (++turns % 12 == 0)
			strike_all(&s, work_idle, "checkpoint", 30);
	assert_in_range(turns, 40, 300);
	say_sum("whole order");
	scene_close(&s);
}

static void
every_disk_operation_of_attach_rebuild_and_backup_may_fail(void **state)
{
	struct scene s;

	(void)state;
	scene_open(&s);
	strike_all(&s, work_attach, "attach", 6);
	strike_all(&s, work_note, "note", 6);
	strike_all(&s, work_idle, "checkpoint", 6);
	strike_all(&s, work_rebuild, "rebuild", 18);
	strike_all(&s, work_backup, "backup", 12);
	say_sum("attach, checkpoint, rebuild, backup");
	scene_close(&s);
}

static void
after_a_failed_sync_a_connection_writes_no_more(void **state)
{
	const struct gd_command note = { .verb = GD_DO_NOTE, .reason = "hm" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *store = NULL;
	bool failed = false;
	struct scene s;

	(void)state;
	scene_open(&s);
	s.o.app = office_again(&s.o);
	for (int64_t at = 1; !failed; at++) {
		shim_plan(at, false, SHIM_EIO);
		if (gd_app_act(s.o.app, s.number, &note, NULL, NULL, &err) !=
			GD_OK &&
		    strcmp(shim_what(), "sync") == 0)
			failed = true;
		else if (shim_struck()) { /* another operation: a new one */
			shim_plan(0, false, SHIM_EIO);
			gd_app_close(s.o.app);
			s.o.app = office_again(&s.o);
		}
		assert_true(at < 200);
	}
	assert_int_equal(err.msg, GD_M_DISK_FAULT);
	shim_plan(0, false, SHIM_EIO);
	assert_int_equal(gd_app_act(s.o.app, s.number, &note, NULL, NULL, &err),
	    GD_OUTSIDE);
	assert_int_equal(err.msg, GD_M_DISK_FAULT);
	assert_int_equal(gd_store_begin(gd_app_store(s.o.app), &err),
	    GD_OUTSIDE);
	gd_app_close(s.o.app);
	scene_verify(s.o.book, "after the failed sync");
	/* known outside the book until somebody opens it to write: then it is
	 * checked, and the WAL written and synced anew */
	assert_int_equal(
	    gd_store_open(s.o.book, GD_PROFILE_VERIFY, &store, &err), GD_OK);
	assert_true(gd_fault_known(store->ledger));
	assert_true(gd_gate_wal_size(&store->gate) > 0);
	s.o.app = office_again(&s.o);
	assert_false(gd_fault_known(store->ledger));
	assert_int_equal(gd_gate_wal_size(&store->gate), 0);
	gd_store_close(store);
	expect(gd_app_act(s.o.app, s.number, &note, NULL, NULL, &err), GD_OK,
	    &err);
	office_close(&s.o);
}

static int
install(void **state)
{
	(void)state;
	shim_install();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_disk_operation_of_a_whole_order_may_fail),
		cmocka_unit_test(
		    every_disk_operation_of_attach_rebuild_and_backup_may_fail),
		cmocka_unit_test(
		    after_a_failed_sync_a_connection_writes_no_more),
	};

	return cmocka_run_group_tests(tests, install, NULL);
}

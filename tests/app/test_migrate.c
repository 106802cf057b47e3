/* tests/app/test_migrate.c - orders in mid-flight change their version.
 *
 * The old version has a step more (review); the new one has one step in two
 * halves (contract, ordering), a duty under another name, one that is new and
 * one that waits shorter.  GENDAN_SOAK=1 moves a thousand orders.
 */
#include "app_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/migrate.h"
#include "base/day.h"
#include "flow/flow.h"

#include "base/banned.h"

#define OLD 8
#define NEW 9
#define MAP                                                              \
	"step:review=-, ask_process_sheet=order_sheet\n# a new duty\n-=" \
	"pack_check"

/* ---- two versions -------------------------------------------------------- */

/* The text with one passage said otherwise; the passage must be there. */
static char *
with(char *text, const char *old, const char *now)
{
	struct gd_str s = GD_STR_INIT;
	const char *at = strstr(text, old);

	if (!at)
		print_error("not in the workflow: %s\n", old);
	assert_non_null(at);
	gd_str_addn(&s, text, (size_t)(at - text));
	gd_str_add(&s, now);
	gd_str_add(&s, at + strlen(old));
	free(text);
	return s.text;
}

static char *
builtin(const char *version)
{
	size_t len;
	const char *text = gd_flow_builtin("export", &len);
	char *copy = gd_alloc(len + 1, 1);

	memcpy(copy, text, len);
	return with(copy, "version: 7", version);
}

static char *
old_text(void)
{
	return with(builtin("version: 8"), "  preliminary:\n",
	    "  review:\n    zh: 评审\n    en: Review\n    duties:\n"
	    "      review_terms: {zh: 审条款, en: Terms, kind: task,"
	    " by: clerk}\n"
	    "      review_price: {zh: 审价格, en: Price, kind: record,"
	    " by: clerk, required: [remarks]}\n"
	    "  preliminary:\n");
}

static char *
new_text(void)
{
	char *t = builtin("version: 9");

	t = with(t, "      # The three things of the text",
	    "  ordering:\n    zh: 下单\n    en: Ordering\n    duties:\n"
	    "      # The three things of the text");
	t = with(t, "  # 第6步",
	    "      pack_check: {zh: 核对包装, en: Check the packing,"
	    " kind: task, by: clerk}\n  # 第6步");
	t = with(t, "after: [contract]", "after: [ordering]");
	t = with(t, "after: [contract]", "after: [ordering]");
	t = with(t, "ask_process_sheet:", "order_sheet:");
	return with(t, "done(ship_sample), days: 14",
	    "done(ship_sample), days: 10");
}

static void
install(struct office *o, char *text)
{
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_become(o->app, "chenli", &err), GD_OK, &err);
	expect(app_workflow_put(o->app, text, strlen(text), &err), GD_OK, &err);
	free(text);
}

/* ---- a book of orders in mid-flight -------------------------------------- */

static uint64_t
luck(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

static void
drive_some(struct office *o, const char *order, uint64_t acts)
{
	struct drive d = { .app = o->app, .values = values };
	struct gd_err err = GD_ERR_INIT;
	bool did = true;

	expect(app_batch_begin(o->app, &err), GD_OK, &err);
	for (uint64_t i = 0; i < acts && did; i++)
		expect(app_drive(&d, order, i & 1, &did, &err), GD_OK, &err);
	expect(app_batch_end(o->app, GD_OK, &err), GD_OK, &err);
}

/* Many acts in one transaction: what they say is tested elsewhere. */
static void
carry(struct office *o, const char *order, struct drive *d, const char *duty)
{
	struct gd_err err = GD_ERR_INIT;

	expect(app_batch_begin(o->app, &err), GD_OK, &err);
	drive_to(o, order, d, duty);
	expect(app_batch_end(o->app, GD_OK, &err), GD_OK, &err);
}

struct book {
	struct office o;
	int n;
	char (*number)[64];
};

static void
book_open(struct book *b, int n)
{
	const char *const *fields[] = { tt_fields, lc_fields, mixed_fields };
	uint64_t seed = 7;

	office_open(&b->o);
	install(&b->o, old_text());
	b->n = n;
	b->number = gd_alloc((size_t)n, sizeof *b->number);
	for (int i = 0; i < n; i++) {
		new_order(&b->o, fields[i % 3], b->number[i]);
		drive_some(&b->o, b->number[i], n == 1 ? 0 : luck(&seed) % 75);
		if (i % 13 == 5)
			(void)!gd_app_act(b->o.app, b->number[i],
			    &(struct gd_command){ .verb = GD_DO_HOLD,
				.reason = "waits" },
			    NULL, NULL, NULL);
	}
	install(&b->o, new_text());
}

static void
book_close(struct book *b)
{
	free(b->number);
	office_close(&b->o);
}

static enum gd_code
migrate(struct office *o, int from, int to, const char *map, bool dry,
    struct gd_migrate *q)
{
	struct gd_err err = GD_ERR_INIT;

	*q = (struct gd_migrate){ .workflow = "export",
		.from = from,
		.to = to,
		.map = map,
		.reason = "new rules",
		.dry_run = dry };
	expect(gd_app_become(o->app, "chenli", &err), GD_OK, &err);
	return gd_app_migrate(o->app, q, &err);
}

static void
show_faults(const struct gd_migrate *q)
{
	struct gd_str s = GD_STR_INIT;

	for (size_t i = 0; i < q->n; i++)
		for (size_t k = 0; k < q->lines[i].said.n; k++) {
			gd_str_reset(&s);
			gd_say_err(&s, GD_EN, &q->lines[i].said.faults[k]);
			print_error("%s: %s\n", q->lines[i].number, s.text);
		}
	gd_str_release(&s);
}

static void
must_migrate(struct office *o, int from, int to, const char *map, size_t n)
{
	struct gd_migrate q;
	enum gd_code rc = migrate(o, from, to, map, false, &q);

	if (rc != GD_OK)
		show_faults(&q);
	assert_int_equal(rc, GD_OK);
	assert_int_equal(q.n, n);
	gd_migrate_release(&q);
}

/* Refused, with this reason somewhere in the list. */
static void
cannot(struct office *o, int from, int to, const char *map, enum gd_msg why)
{
	struct gd_migrate q;
	enum gd_code rc = migrate(o, from, to, map, false, &q);
	bool found = false;

	for (size_t i = 0; i < q.n; i++)
		for (size_t k = 0; k < q.lines[i].said.n; k++)
			found = found || q.lines[i].said.faults[k].msg == why;
	if (rc != GD_REFUSED || !found) {
		print_error("answer %d, wanted the reason: %s\n", rc,
		    gd_msg_english(why));
		show_faults(&q);
	}
	assert_int_equal(rc, GD_REFUSED);
	assert_true(found);
	gd_migrate_release(&q);
}

static void
verify(struct office *o)
{
	struct gd_verify_report report;
	struct gd_err err = GD_ERR_INIT;

	expect(gd_store_verify(gd_app_store(o->app), NULL, NULL, &report, &err),
	    GD_OK, &err);
}

static bool
same(const struct gd_order *a, const struct gd_order *b, const char *number)
{
	const struct gd_table *t = NULL;

	if (gd_sheet_equal(&a->sheet, &b->sheet, &t, NULL))
		return true;
	print_error("%s: %s differs\n", number, t->name);
	return false;
}

/* The day of a date that went away and came back has changed twice: so many
 * more are its shifts, which an undo counts too. */
static void
forgive_shifts(struct gd_order *was, const struct gd_order *now,
    const char *duty, const char *base)
{
	const struct gd_due *is, *due;

	for (size_t k = 0; (is = gd_walk(now, GD_TAB_DUE, &k));) {
		struct gd_due row;

		due = gd_row_find(&was->sheet, GD_TAB_DUE, is);
		if (!due || due->shifts == is->shifts)
			continue;
		assert_string_equal(due->duty, duty);
		assert_string_equal(due->base, base);
		row = *due;
		row.shifts = is->shifts;
		gd_row_put(&was->sheet, GD_TAB_DUE, &row, UINT64_MAX);
	}
}

/* ---- there and back ------------------------------------------------------ */

/* These tables a change of version never touches. */
static const int kept[] = { GD_TAB_FIELD, GD_TAB_LINE, GD_TAB_LOT,
	GD_TAB_LOTLINE, GD_TAB_LOOP, GD_TAB_PAPER, GD_TAB_DIST, GD_TAB_REVISION,
	GD_TAB_SIGNOFF, GD_TAB_PIECE, GD_TAB_PAYMENT, GD_TAB_ASSIGN };

static void
check_moved(const struct gd_workflow *wf, const struct gd_order *a,
    const struct gd_order *b)
{
	const struct gd_due *due, *now;
	const struct gd_step *st;

	assert_int_equal(gd_head(b)->version, NEW);
	assert_int_equal(b->rev, a->rev + 1);
	gd_order_assert(wf, b);
	for (size_t k = 0; k < sizeof kept / sizeof *kept; k++) {
		const void *row;

		for (size_t i = 0; (row = gd_row_at(&a->sheet, kept[k], i));
		     i++)
			assert_false(gd_row_diff(&gd_order_tables[kept[k]], row,
			    gd_row_at(&b->sheet, kept[k], i)));
		assert_null(
		    gd_row_at(&b->sheet, kept[k], a->sheet.rows[kept[k]].n));
	}
	for (size_t i = 0; (due = gd_walk(a, GD_TAB_DUE, &i));) {
		now = gd_row_find(&b->sheet, GD_TAB_DUE, due);
		assert_non_null(now);
		assert_int_equal(now->day, due->day);
	}
	for (size_t i = 0; (st = gd_walk(b, GD_TAB_STEP, &i));)
		assert_string_not_equal(st->step, "review");
	/* other steps stand as they stood */
	for (size_t i = 0; (st = gd_walk(a, GD_TAB_STEP, &i));)
		if (strcmp(st->step, "review") != 0 &&
		    strcmp(st->step, "contract") != 0) {
			const struct gd_step *same_step =
			    gd_row_find(&b->sheet, GD_TAB_STEP, st);

			assert_non_null(same_step);
			assert_int_equal(same_step->open_ms, st->open_ms);
		}
}

/* Dry first, then in earnest; the gate is held for the second half of it. */
static void
move_all(struct book *b)
{
	struct timespec from, to;
	struct gd_migrate q;
	enum gd_code rc = migrate(&b->o, OLD, NEW, MAP, true, &q);

	show_faults(&q);
	assert_int_equal(rc, GD_OK);
	assert_int_equal(q.n, b->n);
	gd_migrate_release(&q);
	clock_gettime(CLOCK_MONOTONIC, &from);
	must_migrate(&b->o, OLD, NEW, MAP, (size_t)b->n);
	clock_gettime(CLOCK_MONOTONIC, &to);
	if (getenv("GENDAN_SOAK"))
		print_message("# %d orders moved in %.2f s\n", b->n,
		    (double)(to.tv_sec - from.tv_sec) +
			(double)(to.tv_nsec - from.tv_nsec) / 1e9);
}

static void
orders_in_mid_flight_go_to_another_version_and_back(void **state)
{
	int n = getenv("GENDAN_SOAK") ? 1000 : 24;
	const struct gd_workflow *wf;
	struct gd_err err = GD_ERR_INIT;
	struct gd_order *was, now;
	struct book b;

	(void)state;
	book_open(&b, n);
	was = gd_alloc((size_t)n, sizeof *was);
	for (int i = 0; i < n; i++)
		was[i] = load(&b.o, b.number[i]);
	verify(&b.o);
	move_all(&b);
	verify(&b.o);
	expect(gd_app_workflow(b.o.app, "export", NEW, &wf, &err), GD_OK, &err);
	for (int i = 0; i < n; i++) {
		now = load(&b.o, b.number[i]);
		check_moved(wf, &was[i], &now);
		gd_order_release(&now);
	}
	must_migrate(&b.o, NEW, OLD, NULL, (size_t)n);
	for (int i = 0; i < n; i++) {
		now = load(&b.o, b.number[i]);
		assert_int_equal(now.rev, was[i].rev + 2);
		forgive_shifts(&was[i], &now, "verdict", "ship_sample");
		assert_true(same(&was[i], &now, b.number[i]));
		gd_order_release(&now);
		gd_order_release(&was[i]);
	}
	free(was);
	book_close(&b);
}

static void
what_was_moved_is_carried_to_its_end(void **state)
{
	struct gd_order o;
	struct book b;

	(void)state;
	book_open(&b, 8);
	for (int i = 0; i < b.n; i++)
		if (i % 13 == 5)
			act(&b.o, "chenli", b.number[i], GD_OK,
			    &(struct gd_command){ .verb = GD_DO_RESUME });
	must_migrate(&b.o, OLD, NEW, MAP, 8);
	for (int i = 0; i < b.n; i++) {
		carry(&b.o, b.number[i], &(struct drive){ 0 }, NULL);
		o = load(&b.o, b.number[i]);
		assert_int_equal(gd_head(&o)->state, GD_ORDER_COMPLETED);
		gd_order_release(&o);
	}
	book_close(&b);
}

/* ---- the real steps from versions 3, 5 and 6 to version 7 --------------------- */

static char *
version(int no)
{
	char path[64], is[32];
	char *text = gd_alloc(1 << 17, 1);
	FILE *f;

	snprintf(path, sizeof path, "tests/app/export-%d.yaml", no);
	snprintf(is, sizeof is, "version: %d", no);
	f = fopen(path, "re");
	assert_non_null(f);
	assert_true(fread(text, 1, (1 << 17) - 1, f) > 20000);
	assert_int_equal(fclose(f), 0);
	return with(text, is, "version: 8");
}

/* The office begins with version 7, so both come under higher numbers. */
static void
book_of_version(struct book *b, int no, int n)
{
	const char *const *fields[] = { tt_fields, lc_fields, mixed_fields };
	uint64_t seed = 11;

	office_open(&b->o);
	install(&b->o, version(no));
	b->n = n;
	b->number = gd_alloc((size_t)n, sizeof *b->number);
	for (int i = 0; i < n; i++) {
		new_order(&b->o, fields[i % 3], b->number[i]);
		drive_some(&b->o, b->number[i], luck(&seed) % 75);
	}
	install(&b->o, builtin("version: 9"));
}

/* How many open rows of limits an order has. */
static int
open_limits(const struct gd_workflow *wf, const struct gd_order *o)
{
	const struct gd_due *due;
	int n = 0;

	for (size_t i = 0; (due = gd_walk(o, GD_TAB_DUE, &i));)
		n += !due->shut && gd_wf_limit(wf, due->duty) >= 0;
	return n;
}

/* Every date stands on its day still; where no latest shipment is named, the
 * expiry is since version 6 a limit of its own. */
static void
same_days(const struct gd_order *was, const struct gd_order *now)
{
	const struct gd_due *due, *is;

	for (size_t k = 0; (due = gd_walk(was, GD_TAB_DUE, &k));) {
		is = gd_row_find(&now->sheet, GD_TAB_DUE, due);
		assert_non_null(is);
		if (!due->shut && strcmp(due->duty, "latest_shipment") == 0 &&
		    strcmp(due->base, "lc_expiry") == 0)
			is = gd_row_find(&now->sheet, GD_TAB_DUE,
			    &(struct gd_due){ .duty = "open_latest",
				.lot = due->lot,
				.round = due->round });
		assert_non_null(is);
		assert_int_equal(is->day, due->day);
	}
}

/* Orders of an old version, on all their ways, moved and taken back; *limits
 * of their rows are open afterwards, and no date that was there moved. */
static void
there_and_back(int no, int *limits)
{
	const struct gd_workflow *wf;
	struct gd_err err = GD_ERR_INIT;
	struct gd_order was[12], now;
	struct book b;

	*limits = 0;
	book_of_version(&b, no, 12);
	for (int i = 0; i < b.n; i++)
		was[i] = load(&b.o, b.number[i]);
	must_migrate(&b.o, 8, 9, NULL, (size_t)b.n);
	verify(&b.o);
	expect(gd_app_workflow(b.o.app, "export", 9, &wf, &err), GD_OK, &err);
	for (int i = 0; i < b.n; i++) {
		now = load(&b.o, b.number[i]);
		gd_order_assert(wf, &now);
		*limits += open_limits(wf, &now);
		same_days(&was[i], &now);
		gd_order_release(&now);
	}
	must_migrate(&b.o, 9, 8, NULL, (size_t)b.n);
	for (int i = 0; i < b.n; i++) {
		now = load(&b.o, b.number[i]);
		forgive_shifts(&was[i], &now, "latest_shipment", "lc_expiry");
		assert_true(same(&was[i], &now, b.number[i]));
		gd_order_release(&now);
		gd_order_release(&was[i]);
	}
	book_close(&b);
}

static void
orders_of_version_3_get_their_limits_without_a_map_and_go_back(void **state)
{
	int limits;

	(void)state;
	there_and_back(3, &limits);
	assert_true(limits >= 6);
}

static void
orders_of_version_5_keep_their_dates_without_a_map_and_go_back(void **state)
{
	int limits;

	(void)state;
	there_and_back(5, &limits);
	assert_true(limits >= 6);
}

/* Since version 7 nobody types by how many days a notice moves the date. */
static void
orders_of_version_6_keep_their_dates_without_a_map_and_go_back(void **state)
{
	int limits;

	(void)state;
	there_and_back(6, &limits);
	assert_true(limits >= 6);
}

static void
orders_of_old_versions_are_carried_to_their_end_by_version_7(void **state)
{
	struct gd_order o;
	struct book b;

	(void)state;
	for (int no = 3; no <= 6; no += no == 3 ? 2 : 1) {
		book_of_version(&b, no, 6);
		must_migrate(&b.o, 8, 9, NULL, 6);
		for (int i = 0; i < b.n; i++) {
			carry(&b.o, b.number[i], &(struct drive){ 0 }, NULL);
			o = load(&b.o, b.number[i]);
			assert_int_equal(gd_head(&o)->state,
			    GD_ORDER_COMPLETED);
			gd_order_release(&o);
		}
		book_close(&b);
	}
}

/* ---- one order ----------------------------------------------------------- */

/* One order of the old version, driven until the duty is done. */
static void
one_order(struct book *b, const char *duty)
{
	book_open(b, 1);
	if (duty)
		carry(&b->o, b->number[0], &(struct drive){ 0 }, duty);
}

static const struct gd_step *
step_row(const struct gd_order *o, const char *step)
{
	return gd_row_find(&o->sheet, GD_TAB_STEP,
	    &(struct gd_step){ .step = step, .reason = "", .by = "" });
}

static void
a_step_in_two_halves_opened_when_the_whole_did(void **state)
{
	struct gd_order was, now;
	struct book b;

	(void)state;
	one_order(&b, "receive_process_sheet");
	carry(&b.o, b.number[0], &(struct drive){ 0 }, "make_contract");
	was = load(&b.o, b.number[0]);
	assert_int_equal(step_row(&was, "contract")->state, GD_STEP_OPEN);
	must_migrate(&b.o, OLD, NEW, MAP, 1);
	now = load(&b.o, b.number[0]);
	assert_int_equal(step_row(&now, "contract")->state, GD_STEP_DONE);
	assert_int_equal(step_row(&now, "contract")->open_ms,
	    step_row(&was, "contract")->open_ms);
	assert_true(step_row(&now, "contract")->done_ms <=
		    gd_act(&now, "make_contract", 0, 1, 0)->at_ms + 1);
	assert_int_equal(step_row(&now, "ordering")->state, GD_STEP_OPEN);
	assert_int_equal(step_row(&now, "ordering")->open_ms,
	    step_row(&was, "contract")->open_ms);
	assert_null(gd_act(&now, "review_terms", 0, 1, 0));
	assert_non_null(gd_act(&now, "order_sheet", 0, 1, 0));
	assert_null(gd_act(&now, "ask_process_sheet", 0, 1, 0));
	gd_order_release(&was);
	gd_order_release(&now);
	book_close(&b);
}

static void
the_time_that_is_left_is_kept(void **state)
{
	struct gd_due key = { .duty = "verdict", .round = 1 };
	const struct gd_due *due;
	struct gd_order was, now;
	struct book b;
	int64_t day;

	(void)state;
	key.base = key.rule = key.reason = "";
	one_order(&b, "ship_sample");
	was = load(&b.o, b.number[0]);
	due = gd_row_find(&was.sheet, GD_TAB_DUE, &key);
	assert_non_null(due);
	day = due->day;
	must_migrate(&b.o, OLD, NEW, MAP, 1);
	/* and after the next command, which counts the dates anew */
	act(&b.o, "chenli", b.number[0], GD_OK,
	    &(struct gd_command){ .verb = GD_DO_NOTE, .reason = "hello" });
	now = load(&b.o, b.number[0]);
	due = gd_row_find(&now.sheet, GD_TAB_DUE, &key);
	assert_int_equal(due->day, day);
	assert_int_equal(due->moved, 1);
	assert_string_equal(due->reason, "new rules");
	gd_order_release(&was);
	gd_order_release(&now);
	book_close(&b);
}

/* A book with one order of version 7 made of two texts; freed here. */
static void
two_versions(struct office *o, char *three, char *four, const char *duty,
    char number[64])
{
	office_open(o);
	install(o, three);
	new_order(o, tt_fields, number);
	if (duty)
		carry(o, number, &(struct drive){ 0 }, duty);
	install(o, four);
}

static void
dates_go_with_their_duty_and_come_back(void **state)
{
	struct gd_due key = { .duty = "verdict", .round = 1 };
	const struct gd_due *due;
	struct gd_order was, now;
	struct office o;
	int64_t day;
	char n[64];

	(void)state;
	key.base = key.rule = key.reason = "";
	two_versions(&o, builtin("version: 8"),
	    with(builtin("version: 9"), "      verdict:", "      answer:"),
	    "ship_sample", n);
	was = load(&o, n);
	day = ((const struct gd_due *)gd_row_find(&was.sheet, GD_TAB_DUE, &key))
		  ->day;
	must_migrate(&o, 8, 9, "verdict=answer", 1);
	now = load(&o, n);
	assert_null(gd_row_find(&now.sheet, GD_TAB_DUE, &key));
	key.duty = "answer";
	due = gd_row_find(&now.sheet, GD_TAB_DUE, &key);
	assert_non_null(due);
	assert_int_equal(due->day, day);
	assert_int_equal(due->moved, 0);
	gd_order_release(&now);
	act(&o, "chenli", n, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_MOVE,
		.duty = "answer",
		.day = (int32_t)day + 3,
		.reason = "asked for" });
	must_migrate(&o, 9, 8, NULL, 1);
	now = load(&o, n);
	assert_null(gd_row_find(&now.sheet, GD_TAB_DUE, &key));
	key.duty = "verdict";
	due = gd_row_find(&now.sheet, GD_TAB_DUE, &key);
	assert_int_equal(due->day, day + 3);
	assert_int_equal(due->moved, 1);
	gd_order_release(&now);
	gd_order_release(&was);
	office_close(&o);
}

static void
a_holiday_set_since_is_not_the_new_versions_doing(void **state)
{
	static const char *const days[2] = {
		"days: 14, hold: stops, source: suggested",
		"days: 14, count: work, hold: stops, source: suggested"
	};
	struct gd_due key = { .duty = "verdict", .round = 1 };
	const struct gd_due *due;
	struct gd_order was, now;
	struct gd_holiday day = { .off = 1, .name = "closed" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_migrate q;
	struct office o;
	char n[64];

	(void)state;
	key.base = key.rule = key.reason = "";
	two_versions(&o, with(builtin("version: 8"), days[0], days[1]),
	    with(builtin("version: 9"), days[0], days[1]), "ship_sample", n);
	was = load(&o, n);
	due = gd_row_find(&was.sheet, GD_TAB_DUE, &key);
	day.day = due->day;
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_HOLIDAY, &day,
		       UINT64_MAX },
		   &err),
	    GD_OK, &err);
	assert_int_equal(migrate(&o, 8, 9, NULL, false, &q), GD_OK);
	assert_int_equal(q.lines[0].said.days_kept, 0);
	gd_migrate_release(&q);
	now = load(&o, n);
	due = gd_row_find(&now.sheet, GD_TAB_DUE, &key);
	assert_true(due->day > day.day);
	assert_int_equal(due->moved, 0);
	gd_order_release(&was);
	gd_order_release(&now);
	office_close(&o);
}

static void
an_offer_waits_for_its_answer(void **state)
{
	const struct gd_command answer = { .verb = GD_DO_REFUSE,
		.duty = "find_hands",
		.reason = "busy" };
	struct office o;
	char n[64];

	(void)state;
	two_versions(&o,
	    with(builtin("version: 8"), "      make_sample_request:\n",
		"      find_hands: {zh: 找人, en: Find hands, kind: claim,"
		" by: clerk, pool: [production], as: production,"
		" blocks: no}\n      make_sample_request:\n"),
	    builtin("version: 9"), NULL, n);
	act(&o, "chenli", n, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_OFFER,
		.duty = "find_hands",
		.person = "sunqiang" });
	cannot(&o, 8, 9, "find_hands=-", GD_M_MIGRATE_OFFER);
	act(&o, "sunqiang", n, GD_OK, &answer);
	must_migrate(&o, 8, 9, "find_hands=-", 1);
	must_migrate(&o, 9, 8, NULL, 1);
	office_close(&o);
}

static void
a_distribution_edited_on_the_order_survives(void **state)
{
	struct gd_dist key = { .kind = "contract",
		.inst = 1,
		.desk = "qc",
		.reason = "" };
	const struct gd_dist *d;
	struct gd_order o;
	struct book b;

	(void)state;
	one_order(&b, "ask_process_sheet");
	act(&b.o, "chenli", b.number[0], GD_OK,
	    &(struct gd_command){ .verb = GD_DO_MAKE, .paper = "contract" });
	act(&b.o, "chenli", b.number[0], GD_OK,
	    &(struct gd_command){ .verb = GD_DO_DIST,
		.paper = "contract",
		.desk = "qc",
		.number = 3,
		.reason = "asked for" });
	must_migrate(&b.o, OLD, NEW, MAP, 1);
	o = load(&b.o, b.number[0]);
	d = gd_row_find(&o.sheet, GD_TAB_DIST, &key);
	assert_non_null(d);
	assert_int_equal(d->copies, 3);
	gd_order_release(&o);
	carry(&b.o, b.number[0], &(struct drive){ 0 }, "send_contract");
	o = load(&b.o, b.number[0]);
	assert_int_equal(count_pieces(&o, GD_PIECE_COPY, -1, "contract"), 5);
	gd_order_release(&o);
	book_close(&b);
}

/* ---- taking back --------------------------------------------------------- */

static void
what_was_done_since_goes_back_under_its_old_name(void **state)
{
	const struct gd_act *a;
	struct gd_order now;
	struct book b;

	(void)state;
	one_order(&b, "sample_to_technical");
	must_migrate(&b.o, OLD, NEW, MAP, 1);
	carry(&b.o, b.number[0], &(struct drive){ 0 }, "order_sheet");
	act(&b.o, "chenli", b.number[0], GD_OK,
	    &(struct gd_command){ .verb = GD_DO_CORRECT,
		.fields = &(struct gd_pair){ "trade_term", "CIF" },
		.nfields = 1,
		.reason = "new" });
	must_migrate(&b.o, NEW, OLD, NULL, 1);
	now = load(&b.o, b.number[0]);
	assert_int_equal(gd_head(&now)->version, OLD);
	a = gd_act(&now, "ask_process_sheet", 0, 1, 0);
	assert_non_null(a);
	assert_int_equal(a->state, GD_ACT_DONE);
	assert_null(gd_act(&now, "order_sheet", 0, 1, 0));
	assert_non_null(gd_act(&now, "review_terms", 0, 1, 0));
	assert_non_null(step_row(&now, "review"));
	assert_int_equal(step_row(&now, "preliminary")->state, GD_STEP_DONE);
	assert_string_equal(gd_field(&now, "trade_term", 0), "CIF");
	gd_order_release(&now);
	carry(&b.o, b.number[0], &(struct drive){ 0 }, NULL);
	now = load(&b.o, b.number[0]);
	assert_int_equal(gd_head(&now)->state, GD_ORDER_COMPLETED);
	gd_order_release(&now);
	book_close(&b);
}

static void
what_the_old_version_does_not_know_cannot_go_back(void **state)
{
	struct gd_order o;
	char other[64];
	struct book b;

	(void)state;
	one_order(&b, "send_preliminary");
	must_migrate(&b.o, OLD, NEW, MAP, 1);
	new_order(&b.o, tt_fields, other); /* of the new version: not meant */
	carry(&b.o, b.number[0], &(struct drive){ 0 }, "pack_check");
	cannot(&b.o, NEW, OLD, NULL, GD_M_MIGRATE_SINCE);
	o = load(&b.o, b.number[0]);
	assert_int_equal(gd_head(&o)->version, NEW);
	gd_order_release(&o);
	book_close(&b);
}

static void
what_would_be_asked_for_again_cannot_go_back(void **state)
{
	struct book b;

	(void)state;
	/* review is open and ends; then work goes on where it was before */
	one_order(&b, "customer_order");
	must_migrate(&b.o, OLD, NEW, MAP, 1);
	carry(&b.o, b.number[0], &(struct drive){ 0 }, "make_preliminary");
	cannot(&b.o, NEW, OLD, NULL, GD_M_MIGRATE_OWED);
	book_close(&b);
}

static void
an_order_closed_since_stays_and_the_others_go_back(void **state)
{
	struct gd_migrate q;
	struct book b;

	(void)state;
	book_open(&b, 2);
	must_migrate(&b.o, OLD, NEW, MAP, 2);
	act(&b.o, "chenli", b.number[0], GD_OK,
	    &(struct gd_command){ .verb = GD_DO_CANCEL,
		.outcome = "customer",
		.reason = "no longer wanted" });
	assert_int_equal(migrate(&b.o, NEW, OLD, NULL, false, &q), GD_OK);
	assert_int_equal(q.n, 1);
	assert_int_equal(q.closed, 1);
	gd_migrate_release(&q);
	book_close(&b);
}

static void
it_is_not_undone_order_by_order(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct book b;

	(void)state;
	one_order(&b, NULL);
	must_migrate(&b.o, OLD, NEW, MAP, 1);
	assert_int_equal(gd_app_act(b.o.app, b.number[0],
			     &(struct gd_command){ .verb = GD_DO_UNDO }, NULL,
			     NULL, &err),
	    GD_REFUSED);
	assert_int_equal(err.msg, GD_M_MIGRATE_UNDO);
	book_close(&b);
}

/* ---- who, and how often -------------------------------------------------- */

static void
only_an_administrator_moves_orders(void **state)
{
	struct gd_migrate q = { .workflow = "export",
		.from = OLD,
		.to = NEW,
		.map = MAP };
	struct gd_err err = GD_ERR_INIT;
	struct book b;

	(void)state;
	one_order(&b, NULL);
	expect(gd_app_become(b.o.app, "zhouyan", &err), GD_OK, &err);
	assert_int_equal(gd_app_migrate(b.o.app, &q, &err), GD_REFUSED);
	assert_int_equal(err.msg, GD_M_OFFICE_NOT_ADMIN);
	gd_migrate_release(&q);
	book_close(&b);
}

static void
the_same_request_moves_them_once(void **state)
{
	struct gd_migrate q;
	struct gd_order o;
	struct book b;

	(void)state;
	book_open(&b, 2);
	for (int i = 0; i < 2; i++) {
		gd_app_close(b.o.app);
		b.o.app = office_again(&b.o);
		memcpy(b.o.app->request, "0190a7c4-5f3e-7a55-8c11-9b0d6b2f1a01",
		    GD_ID_TEXT);
		assert_int_equal(migrate(&b.o, OLD, NEW, MAP, false, &q),
		    GD_OK);
		assert_int_equal(q.again, i);
		assert_int_equal(q.n, i ? 0 : 2);
		gd_migrate_release(&q);
	}
	o = load(&b.o, b.number[1]);
	assert_int_equal(gd_head(&o)->version, NEW);
	gd_order_release(&o);
	book_close(&b);
}

/* ---- what is refused, and all stay where they are ------------------------ */

static void
one_that_cannot_go_keeps_all_where_they_are(void **state)
{
	struct gd_order o;
	struct book b;

	(void)state;
	book_open(&b, 2);
	carry(&b.o, b.number[1], &(struct drive){ 0 }, "review_terms");
	cannot(&b.o, OLD, NEW, "ask_process_sheet=order_sheet,-=pack_check",
	    GD_M_MIGRATE_DUTY);
	for (int i = 0; i < 2; i++) {
		o = load(&b.o, b.number[i]);
		assert_int_equal(gd_head(&o)->version, OLD);
		gd_order_release(&o);
	}
	book_close(&b);
}

/* A new version that differs from the old in one passage. */
static void
refused_with(const char *duty, const char *old, const char *now,
    const char *map, enum gd_msg why)
{
	struct office o;
	char n[64], *t;

	office_open(&o);
	install(&o, builtin("version: 8"));
	new_order(&o, tt_fields, n);
	if (duty)
		carry(&o, n, &(struct drive){ 0 }, duty);
	t = with(builtin("version: 9"), old, now);
	install(&o, t);
	cannot(&o, 8, 9, map, why);
	office_close(&o);
}

static void
a_version_that_would_strand_an_order_is_refused(void **state)
{
	(void)state;
	/* an outcome on record is no longer known */
	refused_with("verdict",
	    "approved: {zh: 确认, en: Approved, goes: next}",
	    "fine: {zh: 确认, en: Fine, goes: next}", NULL,
	    GD_M_MIGRATE_OUTCOME);
	/* a duty that was done without a paper would have made one */
	refused_with("ask_process_sheet",
	    "kind: task\n        by: clerk\n        needs: done(send_pre",
	    "kind: send\n        papers: [preliminary_order]\n"
	    "        by: clerk\n        needs: done(send_pre",
	    NULL, GD_M_MIGRATE_EFFECT);
	/* a duty is owed once a lot instead of once */
	refused_with("finished", "per: lot\n        blocks: close",
	    "blocks: close", NULL, GD_M_MIGRATE_PLACE);
	/* a new duty stands before what has been done */
	refused_with("send_preliminary", "      customer_order:\n",
	    "      call: {zh: 电话, en: Call, kind: task, by: clerk}\n"
	    "      customer_order:\n",
	    NULL, GD_M_MIGRATE_NEW);
}

static void
an_order_nobody_could_go_on_with_is_refused(void **state)
{
	struct office o;
	char n[64];

	(void)state;
	office_open(&o);
	install(&o, builtin("version: 8"));
	new_order(&o, tt_fields, n);
	/* only the verdict is open, and the new version will not have it */
	carry(&o, n, &(struct drive){ .avoid = ",verdict," }, NULL);
	install(&o, with(builtin("version: 9"), "needs: done(ship_sample)\n",
			"needs: waived(ship_sample)\n"));
	cannot(&o, 8, 9, NULL, GD_M_MIGRATE_STUCK);
	office_close(&o);
}

static void
what_the_order_has_must_be_known_as_it_was(void **state)
{
	(void)state;
	/* the paper is kept once a lot, its copies go to another desk */
	refused_with("send_preliminary", "    original: technical\n    sugg",
	    "    many: yes\n    original: technical\n    sugg", NULL,
	    GD_M_MIGRATE_GONE);
	/* a field is of another type */
	refused_with(NULL, "product: {zh: 品名, en: Product, type: text",
	    "product: {zh: 品名, en: Product, type: int", NULL,
	    GD_M_MIGRATE_GONE);
}

static void
a_paper_being_signed_needs_somebody_to_sign_it(void **state)
{
	struct office o;
	char n[64], *t;

	(void)state;
	office_open(&o);
	install(&o, builtin("version: 8"));
	new_order(&o, tt_fields, n);
	carry(&o, n, &(struct drive){ 0 }, "ask_process_sheet");
	act(&o, "chenli", n, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_MAKE, .paper = "contract" });
	act(&o, "linguo", n, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SIGN, .paper = "contract" });
	t = with(builtin("version: 9"), "signs: [finance, general_manager]",
	    "signs: [auditor, general_manager]");
	install(&o, with(t, "roles:\n",
			"roles:\n  auditor: {zh: 审计, en: Auditor}\n"));
	cannot(&o, 8, 9, NULL, GD_M_MIGRATE_NOBODY);
	t = with(builtin("version: 10"), "signs: [finance, general_manager]",
	    "signs: [finance]");
	install(&o, t);
	cannot(&o, 8, 10, NULL, GD_M_MIGRATE_SIGNED);
	office_close(&o);
}

/* ---- the map ------------------------------------------------------------- */

static void
map_says(struct office *o, const char *map, enum gd_msg why)
{
	struct gd_migrate q = { .workflow = "export",
		.from = OLD,
		.to = NEW,
		.map = map };
	struct gd_err err = GD_ERR_INIT;

	assert_int_equal(gd_app_migrate(o->app, &q, &err), GD_USAGE);
	assert_int_equal(err.msg, why);
	gd_migrate_release(&q);
}

static void
a_map_that_makes_no_sense_is_refused(void **state)
{
	struct book b;

	(void)state;
	one_order(&b, NULL);
	map_says(&b.o, "review_terms", GD_M_MIGRATE_WORD);
	map_says(&b.o, "=verdict", GD_M_MIGRATE_WORD);
	map_says(&b.o, "step:review=approval", GD_M_MIGRATE_WORD);
	map_says(&b.o, "review=-", GD_M_MIGRATE_NO_NAME);
	map_says(&b.o, "step:reviews=-", GD_M_MIGRATE_NO_NAME);
	map_says(&b.o, "review_terms=pack", GD_M_MIGRATE_NO_NAME);
	map_says(&b.o, "-=pack", GD_M_MIGRATE_NO_NAME);
	map_says(&b.o, "review_terms=verdict", GD_M_MIGRATE_TWICE);
	map_says(&b.o, "review_terms=-,review_terms=pack_check",
	    GD_M_MIGRATE_TWICE);
	map_says(&b.o, "review_terms=pack_check,-=pack_check",
	    GD_M_MIGRATE_TWICE);
	book_close(&b);
}

static void
a_duty_in_two_is_done_in_both(void **state)
{
	struct gd_order o;
	struct book b;

	(void)state;
	one_order(&b, "customer_order");
	carry(&b.o, b.number[0], &(struct drive){ 0 }, "review_terms");
	must_migrate(&b.o, OLD, NEW,
	    "review_price=-,review_terms=pack_check+order_sheet,"
	    "ask_process_sheet=-",
	    1);
	o = load(&b.o, b.number[0]);
	assert_int_equal(gd_act(&o, "pack_check", 0, 1, 0)->state, GD_ACT_DONE);
	assert_int_equal(gd_act(&o, "order_sheet", 0, 1, 0)->state,
	    GD_ACT_DONE);
	gd_order_release(&o);
	must_migrate(&b.o, NEW, OLD, NULL, 1);
	o = load(&b.o, b.number[0]);
	assert_non_null(gd_act(&o, "review_terms", 0, 1, 0));
	assert_null(gd_act(&o, "pack_check", 0, 1, 0));
	gd_order_release(&o);
	book_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    orders_in_mid_flight_go_to_another_version_and_back),
		cmocka_unit_test(what_was_moved_is_carried_to_its_end),
		cmocka_unit_test(
		    a_step_in_two_halves_opened_when_the_whole_did),
		cmocka_unit_test(the_time_that_is_left_is_kept),
		cmocka_unit_test(dates_go_with_their_duty_and_come_back),
		cmocka_unit_test(
		    a_holiday_set_since_is_not_the_new_versions_doing),
		cmocka_unit_test(an_offer_waits_for_its_answer),
		cmocka_unit_test(a_distribution_edited_on_the_order_survives),
		cmocka_unit_test(
		    what_was_done_since_goes_back_under_its_old_name),
		cmocka_unit_test(
		    what_the_old_version_does_not_know_cannot_go_back),
		cmocka_unit_test(what_would_be_asked_for_again_cannot_go_back),
		cmocka_unit_test(
		    an_order_closed_since_stays_and_the_others_go_back),
		cmocka_unit_test(it_is_not_undone_order_by_order),
		cmocka_unit_test(only_an_administrator_moves_orders),
		cmocka_unit_test(the_same_request_moves_them_once),
		cmocka_unit_test(one_that_cannot_go_keeps_all_where_they_are),
		cmocka_unit_test(
		    a_version_that_would_strand_an_order_is_refused),
		cmocka_unit_test(an_order_nobody_could_go_on_with_is_refused),
		cmocka_unit_test(what_the_order_has_must_be_known_as_it_was),
		cmocka_unit_test(
		    a_paper_being_signed_needs_somebody_to_sign_it),
		cmocka_unit_test(
		    orders_of_version_3_get_their_limits_without_a_map_and_go_back),
		cmocka_unit_test(
		    orders_of_version_5_keep_their_dates_without_a_map_and_go_back),
		cmocka_unit_test(
		    orders_of_version_6_keep_their_dates_without_a_map_and_go_back),
		cmocka_unit_test(
		    orders_of_old_versions_are_carried_to_their_end_by_version_7),
		cmocka_unit_test(a_map_that_makes_no_sense_is_refused),
		cmocka_unit_test(a_duty_in_two_is_done_in_both),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

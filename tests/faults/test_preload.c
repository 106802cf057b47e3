/* tests/faults/test_preload.c - the program itself, whole commands, while the
 * calls that change a disk fail under it: write, sync, rename, truncate, lock,
 * open.  It says so and ends with code 5 or 6; nothing acknowledged is lost;
 * the same command given again succeeds. */
#include "scene.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "program.h"

/* ---- one command ----------------------------------------------------------- */

static const struct {
	int number;
	bool forever;
} modes[] = {
	{ EIO, false },
	{ EIO, true },
	{ ENOSPC, false },
	{ ENOSPC, true },
};

struct work {
	const char *name;
	const char *argv[8]; /* after the program; ORDER, SCAN, CSV, COPY */
	unsigned one_of;     /* of the points, in a plain run */
};

static struct {
	long points, refused, absorbed;
} sum;

static void
fill_argv(struct scene *s, const struct work *w, const char **argv)
{
	static char paths[2][120];
	int n = 0;

	snprintf(paths[0], sizeof paths[0], "%s/orders.csv", s->o.dir);
	snprintf(paths[1], sizeof paths[1], "%s/copy.db", s->o.dir);
	argv[n++] = getenv("GENDAN");
	for (int i = 0; i < 8 && w->argv[i]; i++) {
		const char *a = w->argv[i];

		argv[n++] = strcmp(a, "ORDER") == 0  ? s->number
			    : strcmp(a, "SCAN") == 0 ? s->scan
			    : strcmp(a, "CSV") == 0  ? paths[0]
			    : strcmp(a, "COPY") == 0 ? paths[1]
						     : a;
	}
	argv[n] = NULL;
}

static void
judge(struct scene *s, const char *when, const struct outcome *r,
    int64_t before, int64_t after)
{
	int64_t n = scene_verify(s->o.book, when);

	sum.points++;
	if (r->code == 0) {
		sum.absorbed++;
		if (n != after)
			fail_msg("%s: acknowledged and lost", when);
		return;
	}
	sum.refused++;
	if (r->code != 5 && r->code != 6)
		fail_msg("%s: exit code %d: %s", when, r->code, r->said);
	if (strncmp(r->said, "gendan: ", 8) != 0 || strlen(r->said) < 30 ||
	    strstr(r->said, "mistake"))
		fail_msg("%s: not in words: %s", when, r->said);
	if (n < before || n > after)
		fail_msg("%s: %lld commands", when, (long long)n);
}

static void
strike_command(struct scene *s, const struct work *w, unsigned one_of)
{
	struct snap before = { 0 }, after = { 0 };
	int64_t seq_before, seq_after;
	static const struct plan none = { 0, 0, false, false };
	char when[160];
	const char *argv[12];
	struct outcome plain, r;

	fill_argv(s, w, argv);
	seq_before = scene_verify(s->o.book, "before");
	snap_take(s->o.book, &before);
	scene_put(s, &before);
	program_run(s->o.dir, s->o.book, argv, &none, &plain);
	if (plain.code != 0)
		fail_msg("%s: %d %s", w->name, plain.code, plain.said);
	assert_true(plain.calls > 5);
	seq_after = scene_verify(s->o.book, "after");
	snap_take(s->o.book, &after);
	for (long at = 1; at <= plain.calls; at++)
		for (unsigned m = 0; m < 4; m++) {
			if (!scene_share((uint64_t)at * 4 + m, one_of))
				continue;
			scene_put(s, &before);
			program_run(s->o.dir, s->o.book, argv,
			    &(struct plan){ at, modes[m].number,
				modes[m].forever, false },
			    &r);
			snprintf(when, sizeof when, "%s, call %ld, %s, %s",
			    w->name, at, strerror(modes[m].number),
			    modes[m].forever ? "for ever" : "once");
			judge(s, when, &r, seq_before, seq_after);
			if (r.code == 0 || modes[m].forever ||
			    scene_verify(s->o.book, when) == seq_after)
				continue;
			program_run(s->o.dir, s->o.book, argv, &none, &r);
			if (r.code != 0 ||
			    scene_verify(s->o.book, when) != seq_after)
				fail_msg("%s: does not go on: %s", when,
				    r.said);
		}
	scene_put(s, &after);
	snap_release(&before);
	snap_release(&after);
}

/* The order goes on until this verb is offered (of this duty, when given);
 * who may do it goes into login, its paper into doc. */
static void
drive_until(struct scene *s, enum gd_verb verb, const char *duty, char doc[80],
    char login[64])
{
	struct drive d = { .values = values,
		.avoid = ",booking,",
		.password = OFFICE_PASSWORD };
	struct gd_err err = GD_ERR_INIT;
	bool did = true;

	d.app = s->o.app = office_again(&s->o);
	for (*doc = '\0'; did && !*doc;) {
		struct gd_order_page page;

		expect(gd_app_order(d.app, s->number, &page, &err), GD_OK,
		    &err);
		for (size_t i = 0; i < page.todo.nacts; i++) {
			const struct gd_act_view *a = &page.todo.acts[i];
			const struct gd_command *c = &a->cmd;
			const char **people;

			if (a->verb != verb || !a->possible ||
			    (duty && strcmp(c->duty, duty) != 0) ||
			    gd_app_people(d.app, &page, a, &page.arena,
				&people) == 0)
				continue;
			snprintf(login, 64, "%s", people[0]);
			snprintf(doc, 80, "%s%s", duty ? duty : c->paper,
			    c->lot ? "@1" : "");
			if (c->inst)
				snprintf(doc + strlen(doc), 16, "#%d",
				    (int)c->inst);
		}
		gd_order_page_release(&page);
		if (!*doc)
			expect(app_drive(&d, s->number, true, &did, &err),
			    GD_OK, &err);
	}
	assert_true(did);
	gd_app_close(d.app);
	s->o.app = NULL;
}

static void
papers_and_duties_meet_a_failing_disk(void **state)
{
	char doc[80], login[64];
	struct work issue = { "issue",
		{ "issue", "ORDER", doc, "--as", login, NULL }, 2 };
	struct work fill = { "do",
		{ "do", "ORDER", doc, "forwarder=Sinotrans", "--as", login,
		    NULL },
		2 };
	struct scene s;

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	skip(); /* its runtime wants to be the first library */
#endif
	scene_open(&s);
	setenv("GENDAN_AS", "chenli", 1);
	drive_until(&s, GD_DO_ISSUE, NULL, doc, login);
	strike_command(&s, &issue, 2);
	drive_until(&s, GD_DO_FILL, "booking", doc, login);
	strike_command(&s, &fill, 2);
	print_message("# issue, do: %ld points tried, %ld failures said in "
		      "words, %ld absorbed, 0 lost, 0 damaged\n",
	    sum.points, sum.refused, sum.absorbed);
	memset(&sum, 0, sizeof sum);
	unsetenv("GENDAN_AS");
	scene_close(&s);
}

static void
whole_commands_meet_a_failing_disk(void **state)
{
	static const struct work works[] = {
		{ "new",
		    { "new", "customer=yuanyang", "product=Steel mug",
			"terms=tt", "amount=48200.00 USD", "quantity=12000",
			NULL },
		    12 },
		{ "note", { "note", "ORDER", "customer called", NULL }, 12 },
		{ "attach", { "attach", "ORDER", "SCAN", NULL }, 1 },
		{ "import", { "import", "CSV", NULL }, 12 },
		{ "rebuild", { "rebuild", NULL }, 12 },
		{ "backup", { "backup", "COPY", NULL }, 24 },
		{ "plain backup", { "backup", "COPY", "--plain", NULL }, 60 },
		{ "export", { "export", "all", "COPY", NULL }, 80 },
		{ "verify", { "verify", NULL }, 12 },
	};
	static const char csv[] =
	    "order_no,customer_code,customer_name,item,quantity,price\n"
	    "N-1,yuanyang,Yuanyang,Cup,100,5.00\n"
	    "N-2,yuanyang,Yuanyang,Plate,200,9.00\n";
	struct scene s;
	char path[120];

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	skip(); /* its runtime wants to be the first library */
#endif
	scene_open(&s);
	setenv("GENDAN_AS", "chenli", 1);
	snprintf(path, sizeof path, "%s/orders.csv", s.o.dir);
	file_write(path, csv, sizeof csv - 1);
	for (size_t i = 0; i < sizeof works / sizeof *works; i++)
		strike_command(&s, &works[i], works[i].one_of);
	print_message("# whole commands: %ld points tried, %ld failures said "
		      "in words, %ld absorbed, 0 lost, 0 damaged\n",
	    sum.points, sum.refused, sum.absorbed);
	memset(&sum, 0, sizeof sum);
	unsetenv("GENDAN_AS");
	scene_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(papers_and_duties_meet_a_failing_disk),
		cmocka_unit_test(whole_commands_meet_a_failing_disk),
	};

	return cmocka_run_group_tests(tests, program_setup, program_teardown);
}

/* tests/app/test_statistics.c - the measures of a made-up year of orders of all
 * workflows, counted again from the journal by a program that shares no code
 * with gendan (tests/tools/statistics_check.py).
 *
 * GENDAN_SOAK: 10,000 orders; else a share. */
#include "year_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../src/app/dates/agenda_priv.h"
#include "app/reports.h"
#include "report/table.h"

#include "base/banned.h"

static int
orders(void)
{
	const char *n = getenv("GENDAN_ORDERS");

	return n                       ? (int)strtol(n, NULL, 10)
	       : getenv("GENDAN_SOAK") ? 10000
				       : 150;
}

static void
write_report(struct office *o, const char *name, const char *const *words,
    int n)
{
	struct gd_report r;
	struct gd_err err = GD_ERR_INIT;
	char path[200];
	json_t *j;

	expect(gd_app_report(o->app, words, n, &r, &err), GD_OK, &err);
	j = gd_report_json(&r, GD_EN);
	snprintf(path, sizeof path, "%s/%s.json", o->dir, name);
	assert_int_equal(json_dump_file(j, path, 0), 0);
	json_decref(j);
	gd_report_release(&r);
}

/* What the other program says of the reports and the book of this folder. */
static int
checked(const char *dir)
{
	static const char *const pythons[] = { "/usr/bin/python3", "python3" };
	pid_t pid = fork();
	int status = -1;

	assert_true(pid >= 0);
	if (pid == 0) {
		for (int i = 0; i < 2; i++)
			execlp(pythons[i], pythons[i],
			    "tests/tools/statistics_check.py", dir, NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void
each_measure_of_each_workflow_is_what_the_journal_says(void **state)
{
	struct office o;
	struct year_made made;
	const struct gd_workflow *wf;
	struct gd_err err = GD_ERR_INIT;
	char word[120];
	const char *all[] = { "kpi" }, *by[] = { "kpi", "by:workflow" },
		   *month[] = { "kpi", "month:2026-07" },
		   *one[] = { "kpi", "from:2026-03-15", word };

	(void)state;
	made = year_book(&o, 7, orders());
	print_message("%lld orders, %lld acts, %lld not allowed, %lld ended by "
		      "time\n",
	    (long long)made.orders, (long long)made.acts,
	    (long long)made.refused, (long long)made.ticked);
	assert_true(made.refused * 50 < made.acts);
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	write_report(&o, "all", all, 1);
	write_report(&o, "by", by, 2);
	write_report(&o, "month", month, 2);
	for (size_t i = 0; app_next_flow(o.app, &i, &wf);) {
		snprintf(word, sizeof word, "workflow:%s", wf->name.id);
		write_report(&o, word + strlen("workflow:"), one, 3);
	}
	gd_app_close(o.app);
	if (getenv("GENDAN_KEEP"))
		print_message("kept: %s\n", o.dir);
	assert_int_equal(checked(o.dir), 0);
	if (!getenv("GENDAN_KEEP"))
		office_forget(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    each_measure_of_each_workflow_is_what_the_journal_says),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tests/cli/test_takeover.c - orders of paper days, as an administrator takes
 * them over: template, dry run, the run, in both languages; what is shown.
 */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[400];

static int
set_up(void **state)
{
	(void)state;
	office_new();
	snprintf(dir, sizeof dir, "%s.d", getenv("GENDAN_BOOK"));
	mkdir(dir, 0700);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	office_end();
	return 0;
}

static void
put(const char *name, const char *text)
{
	char path[500];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
two_orders(void)
{
	put("orders.csv",
	    "单号,客户,跟单员,合同号,付款方式,步骤:打样申请,步骤:寄样,3,4,5,6\n"
	    "P-1,宁波远洋进出口,陈丽,XS-1,电汇 T/T,2026-05-04,完成,完成,"
	    "2026-06-10,2026-06-25,2026-06-26\n"
	    "P-2,NB01,陈丽,XS-2,信用证 L/C,2026-05-04,免,,,,\n");
	put("pieces.csv", "单号,单证,部门,份数,发出日期,签收日期\n"
			  "P-1,订货单,生产车间,1,2026-06-25,2026-06-25\n"
			  "P-1,订货单,品管,1,2026-06-25,\n");
	put("signoffs.csv", "单号,单证,职务,签字人,签字日期\n"
			    "P-1,合同,财务,吴敏,2026-06-22\n");
}

static void
contains(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("no \"%s\" in:\n%s", part, text);
}

static void
a_dry_run_says_where_each_order_will_stand_and_writes_nothing(void **state)
{
	const char *out;

	(void)state;
	two_orders();
	out = ok("import", "--takeover", "2026-11-20", dir, "--dry-run",
	    "--lang", "zh", NULL);
	contains(out, "P-1");
	contains(out, "8 货代报关");
	contains(out, "xxxxcx>>...");
	contains(out, "外贸合同：2 个签字中已知 1 个");
	contains(out, "订货单：5 份副本中已知 2 份");
	contains(out, "3 客户确认  x->........");
	contains(out, "试运行，未写入：待接管 2");
	fails(3, "show", "P-1", NULL);
}

static void
what_is_taken_over_is_shown_as_on_paper_and_by_whom(void **state)
{
	const char *out;

	(void)state;
	two_orders();
	ok("import", "--takeover", "2026-11-20", dir, NULL);
	out = ok("show", "P-1", NULL);
	contains(out, "taken over");
	contains(out, "2026-11-20");
	contains(out, "吴敏 (Finance) 2026-06-22 on paper, entered by 陈丽");
	out = ok("log", "P-1", NULL);
	contains(out, "Contract + order: on paper before gendan 2026-06-25");
	out = ok("copies", "P-1", NULL);
	contains(out, "2026-06-25");
	/* no hour that nobody knows */
	assert_null(strstr(out, "00:00"));
	fails(1, "undo", "P-1", NULL);
	contains(ok("verify", NULL), "no fault");
}

static void
the_same_folder_again_changes_nothing_and_says_so(void **state)
{
	json_t *all;
	char *before;

	(void)state;
	two_orders();
	ok("import", "--takeover", "2026-11-20", dir, NULL);
	before = strdup(ok("verify", NULL));
	all = asked("import", "--takeover", "2026-11-20", dir, NULL);
	assert_int_equal(json_integer_value(json_object_get(all, "same")), 2);
	assert_int_equal(json_integer_value(json_object_get(all, "taken")), 0);
	json_decref(all);
	assert_string_equal(before, ok("verify", NULL));
	free(before);
}

static void
a_fault_names_file_line_and_column_and_the_others_go_in(void **state)
{
	struct said s;

	(void)state;
	two_orders();
	put("pieces.csv", "单号,单证,部门,份数,发出日期,签收日期\n"
			  "P-1,订货单,月球,1,2026-06-25,\n");
	s = run("import", "--takeover", "2026-11-20", dir, "--lang", "zh",
	    NULL);
	assert_int_equal(s.rc, 1);
	contains(s.out, "pieces.csv:2:3 部门 \"月球\"");
	contains(s.out, "已接管 1");
	contains(s.err, "2 张订单中有 1 张没有接管");
	said_free(&s);
	ok("show", "P-2", NULL);
	fails(3, "show", "P-1", NULL);
}

static void
the_template_is_filled_in_and_read(void **state)
{
	char path[500];

	(void)state;
	snprintf(path, sizeof path, "%s/forms", dir);
	ok("import", "--takeover-template", path, NULL);
	contains(fails(1, "import", "--takeover-template", path, NULL),
	    "is not overwritten");
	contains(ok("import", "--takeover", "2026-11-20", path, NULL),
	    "0 taken over");
	/* without the # the examples are orders */
	contains(fails(2, "import", NULL), "say which file");
	contains(fails(2, "import", "--takeover", "2027-01-01", path, NULL),
	    "has not come yet");
	setenv("GENDAN_AS", "linjing", 1);
	two_orders();
	contains(ok("--as", "zhangwei", "import", "--takeover", "2026-11-20",
		     dir, "--dry-run", NULL),
	    "2 to take over");
	contains(fails(1, "import", "--takeover", "2026-11-20", dir, NULL),
	    "needs the role");
	setenv("GENDAN_AS", "chenli", 1);
}

static void
an_order_taken_over_is_carried_to_its_end(void **state)
{
	(void)state;
	two_orders();
	ok("import", "--takeover", "2026-11-20", dir, NULL);
	order_finish("P-1");
	order_finish("P-2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_dry_run_says_where_each_order_will_stand_and_writes_nothing,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_is_taken_over_is_shown_as_on_paper_and_by_whom, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    the_same_folder_again_changes_nothing_and_says_so, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    a_fault_names_file_line_and_column_and_the_others_go_in,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_template_is_filled_in_and_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    an_order_taken_over_is_carried_to_its_end, set_up,
		    tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

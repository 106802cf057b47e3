/* tests/app/test_flows.c - an office with several workflows: which one is
 * meant, and whose names are read. */
#include "app/flow.h"
#include "app_test.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/board.h"
#include "flow/flow.h"

#define DAY_FLOW                                                             \
	"workflow: day\nversion: 1\nzh: 日班\nen: Day work\n"                \
	"roles:\n"                                                           \
	"  clerk: {zh: 前台, en: Front desk, assigned: yes, desk: clerk}\n"  \
	"  cook: {zh: 厨师, en: Cook, desk: kitchen}\n"                      \
	"desks:\n"                                                           \
	"  clerk: {zh: 前台, en: Front, clerk: yes}\n"                       \
	"  kitchen: {zh: 厨房, en: Kitchen}\n"                               \
	"steps:\n"                                                           \
	"  prepare:\n    zh: 备餐\n    en: Prepare\n    duties:\n"           \
	"      cook_it:\n        zh: 做菜\n        en: Cook\n"               \
	"        kind: task\n        by: cook\n"                             \
	"        mark: {id: cooked, zh: 已出锅, en: Cooked}\n"               \
	"  hand_over:\n    zh: 交餐\n    en: Hand over\n    duties:\n"       \
	"      give: {zh: 交出, en: Give, kind: task, by: clerk}\n"

/* Has a step that is called as one of the day. */
#define NIGHT_FLOW                                                       \
	"workflow: night\nversion: 1\nzh: 夜班\nen: Night work\n"        \
	"roles:\n"                                                       \
	"  clerk: {zh: 前台, en: Desk, assigned: yes, desk: clerk}\n"    \
	"desks:\n"                                                       \
	"  clerk: {zh: 前台, en: Front, clerk: yes}\n"                   \
	"steps:\n"                                                       \
	"  hand_over:\n    zh: 交餐\n    en: Hand over\n    duties:\n" \
	"      give: {zh: 交出, en: Give, kind: task, by: clerk}\n"

static void
install(struct office *o, const char *text)
{
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_workflow_install(o->app,
		   &(struct gd_flow_check){ .file = { text, strlen(text) } },
		   &err),
	    GD_OK, &err);
}

static void
set_usual(struct office *o, const char *id, enum gd_code wanted)
{
	const struct gd_setting row = { GD_SETTING_WORKFLOW, id };
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_office_do(o->app,
		   &(struct gd_office_command){ GD_OFFICE_SETTING, &row,
		       UINT64_MAX },
		   &err),
	    wanted, &err);
}

static const char *
which(struct office *o, const char *named)
{
	const struct gd_workflow *wf = NULL;
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_which(o->app, named, &wf, &err) == GD_OK)
		return wf->name.id;
	return err.msg == GD_M_APP_WHICH_FLOW ? "?" : "none";
}

/* Whether the book knows the workflow, or a desk of it. */
static bool
knows(struct office *o, const char *id, const char *desk)
{
	const struct gd_desk row = { .code = desk, .zh = "", .en = "" };
	const struct gd_workflow *wf;
	struct gd_err err = GD_ERR_INIT;

	return gd_app_workflow(o->app, id, 0, &wf, &err) == GD_OK ||
	       gd_row_find(gd_app_office(o->app), GD_OFF_DESK, &row);
}

struct told {
	int line, n;
};

static void
tell(void *payload, const struct gd_flow_fault *fault)
{
	struct told *t = payload;

	t->n += !fault->warning;
	t->line = fault->line;
}

static void
refuses(struct office *o, const char *text, int line, enum gd_code wanted)
{
	struct told told = { 0, 0 };
	struct gd_flow_check check = { .file = { text, strlen(text) },
		.say = tell,
		.payload = &told };
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_workflow_install(o->app, &check, &err), wanted, &err);
	assert_int_equal(told.n, line ? 1 : 0);
	if (line)
		assert_int_equal(told.line, line);
	assert_false(knows(o, "day", "kitchen"));
}

static void
become(struct office *o, const char *login)
{
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_become(o->app, login, &err), GD_OK, &err);
}

#define STORY "scenarios:\n  cooked:\n    zh: 出锅\n    en: Cooked\n    then:\n"

static void
a_file_is_installed_whole_or_not_at_all(void **state)
{
	struct office o;

	(void)state;
	office_open(&o);
	/* a duty nobody can do; a story that is not true; one that is */
	refuses(&o, DAY_FLOW "      x: {zh: x, en: y, kind: task, by: no}\n",
	    27, GD_USAGE);
	refuses(&o, DAY_FLOW STORY "      - {do: give}\n", 32, GD_USAGE);
	become(&o, "zhouyan"); /* whoever may not, learns nothing of the file */
	refuses(&o, "no workflow at all", 0, GD_REFUSED);
	become(&o, "chenli");
	install(&o, DAY_FLOW STORY "      - {do: cook_it}\n");
	assert_true(knows(&o, "day", "kitchen"));
	office_close(&o);
}

static void
a_version_older_than_the_one_in_use_is_refused(void **state)
{
	struct office o;
	struct gd_err err = GD_ERR_INIT;
	char text[] = DAY_FLOW;
	struct gd_flow_check check = { .file = { text, sizeof text - 1 } };
	char *version = strstr(text, "version: 1") + strlen("version: ");

	(void)state;
	office_open(&o);
	*version = '3';
	install(&o, text);
	*version = '2'; /* an id somebody else uses, or an old copy */
	expect(gd_app_workflow_install(o.app, &check, &err), GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_OFFICE_FLOW_OLDER);
	*version = '4';
	install(&o, text);
	*version = '3'; /* what was here already stays what it was */
	install(&o, text);
	office_close(&o);
}

static void
orders_go_on_taking_the_first_workflow_when_another_comes(void **state)
{
	struct office o;

	(void)state;
	office_open(&o);
	assert_string_equal(which(&o, NULL), "export");
	install(&o, DAY_FLOW);
	assert_int_equal(gd_app_flow_count(o.app), 2);
	assert_string_equal(which(&o, NULL), "export");
	assert_string_equal(which(&o, "day"), "day");
	assert_string_equal(which(&o, "night"), "none");
	set_usual(&o, "day", GD_OK);
	assert_string_equal(which(&o, NULL), "day");
	assert_string_equal(gd_app_usual(o.app)->name.id, "day");
	set_usual(&o, "night", GD_MISSING);
	set_usual(&o, "", GD_OK);
	assert_string_equal(which(&o, NULL), "?"); /* it has to be named */
	office_close(&o);
}

static const char *
role_en(struct office *o, const char *by, const char *id)
{
	const struct gd_workflow *wf =
	    by ? gd_app_flow_of(o->app, by, 0) : NULL;
	const struct gd_name *name = gd_app_name(o->app, wf, GD_THING_ROLE, id);

	return name ? name->en : "";
}

static void
a_name_is_said_by_the_orders_workflow_then_the_usual_then_any(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_name *all;
	struct office o;
	int n, clerks = 0;

	(void)state;
	office_open(&o);
	install(&o, DAY_FLOW);
	assert_string_equal(role_en(&o, "day", "clerk"), "Front desk");
	assert_string_equal(role_en(&o, "export", "clerk"), "Clerk");
	assert_string_equal(role_en(&o, NULL, "clerk"), "Clerk");
	assert_string_equal(role_en(&o, NULL, "cook"), "Cook");
	assert_string_equal(role_en(&o, "export", "cook"), "Cook");
	assert_string_equal(role_en(&o, NULL, "pilot"), "");
	n = gd_app_names(o.app, GD_THING_ROLE, &arena, &all);
	for (int i = 0; i < n; i++) {
		if (strcmp(all[i].id, "clerk") != 0)
			continue;
		clerks++;
		assert_string_equal(all[i].en, "Clerk / Front desk");
		assert_string_equal(all[i].zh, "跟单员 / 前台");
	}
	assert_int_equal(clerks, 1);
	assert_string_equal(
	    gd_app_called(o.app, NULL, GD_THING_DESK, "厨房")->id, "kitchen");
	gd_arena_release(&arena);
	office_close(&o);
}

static void
names_of_the_usual_workflow_read_no_other(void **state)
{
	struct office o;
	struct gd_app *app;

	(void)state;
	office_open(&o);
	install(&o, DAY_FLOW);
	app = office_again(&o);
	assert_non_null(gd_app_name(app, NULL, GD_THING_ROLE, "clerk"));
	assert_non_null(gd_app_name(app, NULL, GD_THING_DESK, "qc"));
	assert_int_equal(app->nflows, 1);
	assert_non_null(gd_app_name(app, NULL, GD_THING_ROLE, "cook"));
	assert_int_equal(app->nflows, 2);
	gd_app_close(app);
	office_close(&o);
}

static int
count(struct office *o, const char *const *words, int nwords)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_list_rows rows = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_filter f;
	int n;

	expect(gd_app_filter(o->app, words, nwords, &arena, &f, &err), GD_OK,
	    &err);
	f.limit = 50;
	expect(gd_app_list(o->app, &f, &rows, &err), GD_OK, &err);
	n = (int)rows.n;
	free(rows.at);
	gd_arena_release(&rows.arena);
	gd_arena_release(&arena);
	return n;
}
#define COUNT(...)                                               \
	count(&o, (const char *const[]){ __VA_ARGS__ },          \
	    (int)(sizeof((const char *const[]){ __VA_ARGS__ }) / \
		  sizeof(const char *)))

static void
a_list_is_filtered_by_workflow_and_by_mark(void **state)
{
	struct gd_new_order n = { .workflow = "day", .customer = "yuanyang" };
	const struct gd_holds cook = { "chenli", "cook", 1 };
	struct gd_err err = GD_ERR_INIT;
	char other[64], number[64];
	struct office o;

	(void)state;
	office_open(&o);
	install(&o, DAY_FLOW);
	new_order(&o, tt_fields, other);
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_ROLE_GRANT, &cook,
		       UINT64_MAX },
		   &err),
	    GD_OK, &err);
	assert_int_equal(COUNT("workflow:day"), 1);
	assert_int_equal(COUNT("workflow:export"), 1);
	assert_int_equal(COUNT("workflow:日班"), 1);
	assert_int_equal(COUNT("mark:cooked"), 0);
	assert_int_equal(COUNT("role:cook"), 1);
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_FILL, .duty = "cook_it" });
	assert_int_equal(COUNT("mark:cooked"), 1);
	assert_int_equal(COUNT("标记:已出锅"), 1);
	assert_int_equal(COUNT("mark:cooked", "workflow:export"), 0);
	office_close(&o);
}

static enum gd_msg
refused(struct office *o, const char *word)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_filter f;
	enum gd_code rc = gd_app_filter(o->app, &word, 1, &arena, &f, &err);

	gd_arena_release(&arena);
	return rc == GD_OK ? GD_M_NONE : err.msg;
}

static void
a_step_is_of_the_workflow_that_calls_it_so(void **state)
{
	struct gd_new_order n = { .workflow = "day", .customer = "yuanyang" };
	struct gd_err err = GD_ERR_INIT;
	char other[64], number[64];
	struct office o;

	(void)state;
	office_open(&o);
	install(&o, DAY_FLOW);
	new_order(&o, tt_fields, other);
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	/* a number is a step of each */
	assert_int_equal(COUNT("step:1"), 2);
	assert_int_equal(COUNT("step:1", "workflow:day"), 1);
	/* a name is one workflow's */
	assert_int_equal(COUNT("step:prepare"), 1);
	assert_int_equal(COUNT("步骤:备餐"), 1);
	assert_int_equal(COUNT("step:contract"), 0);
	assert_int_equal(refused(&o, "came:1@2026-11-24"),
	    GD_M_APP_FILTER_STEP);
	assert_int_equal(COUNT("came:1@2026-11-24", "workflow:day"), 1);
	install(&o, NIGHT_FLOW);
	assert_int_equal(refused(&o, "step:交餐"), GD_M_APP_FILTER_STEP);
	assert_int_equal(COUNT("step:hand_over", "workflow:day"), 0);
	/* whichever of the two words comes first */
	assert_int_equal(COUNT("workflow:night", "step:交餐"), 0);
	office_close(&o);
}

static void
same_as_list(struct office *o, const struct gd_number *n)
{
	char words[200], *at = words, *word;
	const char *all[8];
	int nwords = 0;

	snprintf(words, sizeof words, "%s", n->words);
	while ((word = strsep(&at, " ")))
		all[nwords++] = word;
	assert_int_equal(n->n, count(o, all, nwords));
}

static void
a_board_counts_step_by_step_in_each_workflow(void **state)
{
	struct gd_new_order n = { .workflow = "day", .customer = "yuanyang" };
	const struct gd_board_scope day = { .workflow = "day" };
	struct gd_err err = GD_ERR_INIT;
	char other[64], number[64];
	struct gd_board b;
	struct office o;
	int days = 0;

	(void)state;
	office_open(&o);
	install(&o, DAY_FLOW);
	new_order(&o, tt_fields, other);
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	expect(gd_app_board(o.app, NULL, GD_BOARD_STEPS, 5, &b, &err), GD_OK,
	    &err);
	for (int i = 0; i < b.nsteps; i++) {
		if (strcmp(b.steps[i].workflow, "day") == 0 &&
		    b.steps[i].no == 1) {
			days++;
			assert_int_equal(b.steps[i].orders.n, 2);
			assert_string_equal(b.steps[i].name->en, "Prepare");
		}
		same_as_list(&o, &b.steps[i].orders);
		for (int w = 0; w < GD_BOARD_WEEKS; w++)
			same_as_list(&o, &b.steps[i].came[w]);
	}
	assert_int_equal(days, 1);
	gd_board_release(&b);
	expect(gd_app_board(o.app, &day, GD_BOARD_HEAD | GD_BOARD_STEPS, 5, &b,
		   &err),
	    GD_OK, &err);
	assert_int_equal(b.nsteps, 2);
	assert_string_equal(b.wf->name.id, "day"); /* whose words it takes */
	assert_int_equal(b.head.open.n, 2);
	same_as_list(&o, &b.head.open);
	gd_board_release(&b);
	office_close(&o);
}

/* Companies, each with the numbers its first orders of a workflow bear. */
static void
a_workflow_numbers_its_orders_in_its_own_way(void **state)
{
	struct gd_new_order n = { .workflow = "purchase_order",
		.customer = "yuanyang" };
	static const struct gd_pair fields[] = { { "order_no", "1" },
		{ "product", "bolts" }, { "quantity", "5" },
		{ "delivery_date", "2026-12-21" } };
	const struct gd_company other = { .code = "sh", .name_zh = "上海" };
	const struct gd_series own = { .company = "sh",
		.kind = "purchase_order",
		.pattern = "S{seq:5}",
		.reset = "never",
		.next = 7,
		.start = 7 };
	struct gd_err err = GD_ERR_INIT;
	char number[64];
	struct office o;

	(void)state;
	office_open(&o);
	expect(gd_app_workflow_ship(o.app, "purchase_order", &err), GD_OK,
	    &err);
	for (int i = 0; i < 2; i++)
		expect(gd_app_office_do(o.app,
			   &(struct gd_office_command){ GD_OFFICE_ROLE_GRANT,
			       &(struct gd_holds){ "chenli",
				   i ? "purchasing_lead" : "production_lead",
				   1 },
			       UINT64_MAX },
			   &err),
		    GD_OK, &err);
	n.fields = fields;
	n.nfields = 4;
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "PO-2611-001");
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "PO-2611-002");
	new_order(&o, tt_fields, number);
	assert_string_equal(number, "EX-2611-001");
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_COMPANY, &other,
		       UINT64_MAX },
		   &err),
	    GD_OK, &err);
	n.company = "sh";
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "SH-PO-2611-001");
	/* the office's own word comes before the file's */
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_SERIES, &own,
		       UINT64_MAX },
		   &err),
	    GD_OK, &err);
	expect(gd_app_new(o.app, &n, number, &err), GD_OK, &err);
	assert_string_equal(number, "S00007");
	office_close(&o);
}

static void
all_that_comes_with_gendan_is_found_by_its_name_and_installed(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_shipped s;
	struct office o;
	int n = 0;

	(void)state;
	office_open(&o);
	for (int i = 0; gd_app_shipped(o.app, i, &arena, &s); i++) {
		assert_true(s.version > 0);
		assert_true(*s.name.zh && *s.name.en);
		n++;
	}
	assert_true(n > 1);
	expect(gd_app_workflow_ship(o.app, "nothing_such", &err), GD_MISSING,
	    &err);
	assert_true(gd_app_shipped(o.app, 0, &arena, &s));
	assert_string_equal(s.name.id, gd_flow_shipped(0));
	expect(gd_app_workflow_ship(o.app, s.name.id, &err), GD_OK, &err);
	assert_true(gd_app_shipped(o.app, 0, &arena, &s));
	assert_true(s.installed && s.known);
	gd_arena_release(&arena);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    orders_go_on_taking_the_first_workflow_when_another_comes),
		cmocka_unit_test(
		    a_name_is_said_by_the_orders_workflow_then_the_usual_then_any),
		cmocka_unit_test(a_file_is_installed_whole_or_not_at_all),
	    cmocka_unit_test(
		a_version_older_than_the_one_in_use_is_refused),
		cmocka_unit_test(names_of_the_usual_workflow_read_no_other),
		cmocka_unit_test(a_list_is_filtered_by_workflow_and_by_mark),
		cmocka_unit_test(a_step_is_of_the_workflow_that_calls_it_so),
		cmocka_unit_test(a_workflow_numbers_its_orders_in_its_own_way),
		cmocka_unit_test(a_board_counts_step_by_step_in_each_workflow),
		cmocka_unit_test(
		    all_that_comes_with_gendan_is_found_by_its_name_and_installed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

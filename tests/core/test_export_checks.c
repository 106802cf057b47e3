/* tests/core/test_export_checks.c - what the checks of the export workflow say
 * of orders that hold certain values; R6, R8, R9, R13-R15, R25, R26.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"
#include "core/view/dates.h"
#include "flow/flow.h"

#include "base/banned.h"

static struct gd_workflow wf;

static int
load(void **state)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_err err = GD_ERR_INIT;
	size_t len;
	const char *text = gd_flow_builtin("export", &len);

	(void)state;
	assert_int_equal(gd_flow_parse(text, len, &wf, &faults, &err), GD_OK);
	gd_flow_faults_release(&faults);
	return 0;
}

static int
unload(void **state)
{
	(void)state;
	gd_workflow_release(&wf);
	return 0;
}

static void
put_lot(struct gd_order *o, int64_t lot)
{
	gd_row_put(&o->sheet, GD_TAB_LOT,
	    &(struct gd_lot){ .no = lot, .reason = "" }, UINT64_MAX);
}

/* "name=value; name@2=value": fields, @ the lot; per lot and without: lot 1. */
static void
fill(struct gd_order *o, const char *values)
{
	struct gd_arena arena = GD_ARENA_INIT;

	gd_order_init(o);
	put_lot(o, 1);
	while (*values) {
		size_t n = strcspn(values, ";");
		char *pair = gd_arena_strn(&arena, values, n);
		char *value = strchr(pair, '='), *lot;
		struct gd_field row = { .name = pair };
		int f;

		assert_non_null(value);
		*value++ = '\0';
		lot = strchr(pair, '@');
		if (lot)
			*lot++ = '\0';
		f = gd_wf_field(&wf, pair);
		if (f < 0)
			fail_msg("no field %s", pair);
		if (wf.fields[f].per_lot)
			row.lot = lot ? strtol(lot, NULL, 10) : 1;
		row.value = value;
		if (row.lot > 1)
			put_lot(o, row.lot);
		gd_row_put(&o->sheet, GD_TAB_FIELD, &row, UINT64_MAX);
		values += n;
		values += strspn(values, "; ");
	}
	gd_arena_release(&arena);
}

/* The ids of what is warned of, each as often as it is. */
static void
warns(const char *values, const char *want)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str got = GD_STR_INIT;
	struct gd_warning *w;
	struct gd_order o;
	size_t n;

	fill(&o, values);
	gd_warnings_make(&wf, &o, &arena, &w, &n);
	gd_str_add(&got, "");
	for (size_t i = 0; i < n; i++)
		gd_str_addf(&got, "%s%s", i ? " " : "", w[i].def->name.id);
	if (strcmp(got.text, want) != 0)
		fail_msg("%s\nwanted \"%s\"\n   got \"%s\"", values, want,
		    got.text);
	gd_str_release(&got);
	gd_arena_release(&arena);
	gd_order_release(&o);
}

static void
an_order_that_says_nothing_is_warned_of_nothing(void **state)
{
	(void)state;
	warns("", "");
	warns("terms=lc", "");
}

static void
r8_r9_the_credit_is_too_short_as_soon_as_it_is_entered(void **state)
{
	(void)state;
	warns("terms=lc; lc_latest_shipment=2026-07-20; lc_expiry=2026-08-10",
	    "");
	warns("terms=lc; lc_latest_shipment=2026-07-21; lc_expiry=2026-08-10",
	    "period_cut_short");
	warns("terms=lc; lc_latest_shipment=2026-07-21; lc_expiry=2026-08-05;"
	      " presentation_days=15",
	    "");
	warns("terms=mixed; lc_latest_shipment=2026-07-21;"
	      " lc_expiry=2026-08-05; presentation_days=16",
	    "period_cut_short");
	warns("terms=lc; lc_latest_shipment=2026-08-11; lc_expiry=2026-08-10;"
	      " presentation_days=5",
	    "period_cut_short expiry_before_shipment");
	warns("terms=tt; lc_latest_shipment=2026-08-11; lc_expiry=2026-08-10",
	    "");
}

static void
r13_quantities_of_all_lots_count_together(void **state)
{
#define ABOUT "terms=lc; quantity=10000; quantity_words=about; "
#define BULK "terms=lc; quantity=10000; quantity_words=bulk; "
#define UNITS "terms=lc; quantity=10000; quantity_words=units; "
	(void)state;
	warns(ABOUT "loaded_qty=11000", "");
	warns(ABOUT "loaded_qty=11001", "quantity_about");
	warns(ABOUT "loaded_qty=8999", "quantity_about");
	warns(ABOUT "loaded_qty@1=4000; loaded_qty@2=5000", "");
	warns(ABOUT "loaded_qty@1=4000; loaded_qty@2=4999", "quantity_about");
	/* a lot that has not been loaded yet: nobody knows */
	warns(ABOUT "loaded_qty@1=4000; finished_qty@2=4000", "");
	warns(BULK "loaded_qty=9500", "");
	warns(BULK "loaded_qty@1=5000; loaded_qty@2=5501", "quantity_bulk");
	warns(UNITS "loaded_qty@1=5000; loaded_qty@2=5000.000", "");
	warns(UNITS "loaded_qty@1=5000; loaded_qty@2=5001", "quantity_units");
	warns("terms=tt; quantity=10000; quantity_words=units; loaded_qty=9",
	    "");
}

static void
r13_drawings_of_all_lots_are_not_above_the_credit(void **state)
{
#define CREDIT "terms=lc; lc_amount=48200.00 USD; "
	(void)state;
	warns(CREDIT "invoice_amount=48200.00 USD", "");
	warns(CREDIT "invoice_amount=48200.01 USD", "drawing_above_credit");
	warns(CREDIT "invoice_amount@1=24100.00 USD; "
		     "invoice_amount@2=24100.01 USD",
	    "drawing_above_credit");
	warns(CREDIT "invoice_amount@1=24100.00 USD; "
		     "invoice_amount@2=24100.01 EUR",
	    "");
	warns(CREDIT "amount_words=about; invoice_amount=53020.00 USD", "");
	warns(CREDIT "amount_words=about; invoice_amount=53020.01 USD",
	    "amount_about");
}

static void
r14_a_missed_instalment_is_named_once(void **state)
{
	(void)state;
	warns("terms=lc; instalment_by@1=2026-07-10; on_board@1=2026-07-10;"
	      " instalment_by@2=2026-08-10",
	    "");
	warns("terms=lc; instalment_by@1=2026-07-10; on_board@1=2026-07-11;"
	      " instalment_by@2=2026-08-10; on_board@2=2026-08-10",
	    "instalment_missed");
}

static void
r15_papers_bear_their_dates_in_order(void **state)
{
#define BL "on_board=2026-07-15; invoice_date=2026-07-10; "
	(void)state;
	warns(BL "packing_list_date=2026-07-10; origin_date=2026-07-12; "
		 "insurance_date=2026-07-15; certificate_date=2026-07-14; "
		 "beneficiary_date=2026-07-15; advice_date=2026-07-18; "
		 "draft_date=2026-07-20; lc_expiry=2026-07-20",
	    "");
	warns(BL "packing_list_date=2026-07-09", "packing_list_before_invoice");
	warns(BL "packing_list_date=2026-07-15", "packing_list_after_bl");
	warns("on_board=2026-07-15; invoice_date=2026-07-16",
	    "invoice_after_bl");
	warns(BL "origin_date=2026-07-09", "origin_before_invoice");
	warns(BL "origin_date=2026-07-16", "origin_after_bl");
	warns(BL "insurance_date=2026-07-16", "insurance_after_bl");
	warns(BL "certificate_date=2026-07-16", "certificate_after_bl");
	warns(BL "beneficiary_date=2026-07-14", "beneficiary_before_bl");
	warns(BL "advice_date=2026-07-14", "advice_not_within_3_days");
	warns(BL "advice_date=2026-07-19", "advice_not_within_3_days");
	warns(BL "draft_date=2026-07-14", "draft_before_papers");
	warns(BL "draft_date=2026-07-21; lc_expiry=2026-07-20",
	    "draft_after_expiry");
}

static void
r6_r25_r26_weights_inspections_and_numbers(void **state)
{
	(void)state;
	warns("gross_weight=5000; vgm_weight=8900", "");
	warns("gross_weight=5000; vgm_weight=4999.9", "vgm_below_gross");
	warns("mid_inspected_on=2026-07-01; mid_percent=30", "");
	warns("mid_inspected_on=2026-07-01; mid_percent=51",
	    "mid_inspection_share");
	warns("inspected_on=2026-07-01; made_percent=100; packed_percent=80",
	    "");
	warns("inspected_on=2026-07-01; made_percent=100; packed_percent=79",
	    "final_inspection_share");
	warns("carrier=UPS; tracking=1Z5915806855587736", "");
	warns("carrier=UPS; tracking=1Z5915806855587737",
	    "tracking_form tracking_ups");
	warns("carrier=EMS; tracking=EB000717595HK", "");
	warns("carrier=EMS; tracking=EB000717594HK",
	    "tracking_form tracking_ems");
	warns("carrier=DHL; tracking=4412345678", "");
}

static void
papers_of_one_shipment_say_the_same(void **state)
{
#define GOODS                                                \
	"product=Steel mug; marks=ACME 1-200; cartons=200; " \
	"gross_weight=5000; net_weight=4600; invoice_no=INV-7; "
	(void)state;
	warns(GOODS "bl_goods=Steel mug; bl_marks=ACME 1-200; bl_cartons=200; "
		    "bl_weight=5000.0; origin_goods=Steel mug; "
		    "origin_marks=ACME 1-200; origin_invoice=INV-7",
	    "");
	warns(GOODS "bl_goods=Steel cup", "bl_goods_differ");
	warns(GOODS "bl_marks=ACME 1-201", "bl_marks_differ");
	warns(GOODS "bl_cartons=201", "bl_cartons_differ");
	warns(GOODS "bl_weight=5001", "bl_weight_differs");
	warns(GOODS "origin_goods=Mug", "origin_goods_differ");
	warns(GOODS "origin_marks=ACME", "origin_marks_differ");
	warns(GOODS "origin_invoice=INV-8", "origin_invoice_differs");
	warns("net_weight=5000.1; gross_weight=5000", "net_above_gross");
	warns("finished_qty=100; loaded_qty=101", "loaded_above_finished");
	warns("declared_qty=100; loaded_qty=99", "declared_differs");
	/* of the second lot alone */
	warns("net_weight@1=1; gross_weight@1=2; net_weight@2=3; "
	      "gross_weight@2=2",
	    "net_above_gross");
}

static void
every_limit_and_check_names_its_rule_or_its_source(void **state)
{
	static const char *const unsure[] = { "declare_from", "manifest_by",
		"ready_by", "open_latest", "credit_expiry", "refund_filing",
		"refund_receipts", "refund_end", "report_advance",
		"report_deferred" };
	int n = 0;

	(void)state;
	for (int i = 0; i < wf.nlimits; i++) {
		assert_string_not_equal(wf.limits[i].rule, "");
		assert_string_not_equal(wf.limits[i].due.source, "");
		n += *wf.limits[i].unsure_zh != '\0';
	}
	for (int i = 0; i < wf.nchecks; i++)
		assert_string_not_equal(wf.checks[i].source, "");
	assert_int_equal(n, sizeof unsure / sizeof unsure[0]);
	for (int i = 0; i < n; i++)
		assert_string_not_equal(
		    wf.limits[gd_wf_limit(&wf, unsure[i])].unsure_en, "");
	assert_string_equal(wf.limits[gd_wf_limit(&wf, "refund_end")].unsure_zh,
	    "按2026年第11号公告,请财务确认");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_order_that_says_nothing_is_warned_of_nothing),
		cmocka_unit_test(
		    r8_r9_the_credit_is_too_short_as_soon_as_it_is_entered),
		cmocka_unit_test(r13_quantities_of_all_lots_count_together),
		cmocka_unit_test(
		    r13_drawings_of_all_lots_are_not_above_the_credit),
		cmocka_unit_test(r14_a_missed_instalment_is_named_once),
		cmocka_unit_test(r15_papers_bear_their_dates_in_order),
		cmocka_unit_test(r6_r25_r26_weights_inspections_and_numbers),
		cmocka_unit_test(papers_of_one_shipment_say_the_same),
		cmocka_unit_test(
		    every_limit_and_check_names_its_rule_or_its_source),
	};

	return cmocka_run_group_tests(tests, load, unload);
}

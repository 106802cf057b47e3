/* tests/core/test_event.c - events: exact bytes, and what must not be read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/event.h"
#include "core/order.h"

#include "base/banned.h"

/* by place, as it is written; by name, as the first journals have it */
static const char placed[] =
    "[{\"k\":\"done\",\"w\":\"finished\",\"n\":\"完货\",\"#\":2,\"p\":["
    "[\"act\",144,\"finished\",1,1,0,1,\"chenli\"],[\"!piece\",0,4],"
    "[\"person\",2,\"a\",\"a/b\"]]},{\"k\":\"note\"}]";
static const char named[] =
    "[{\"k\":\"done\",\"w\":\"finished\",\"n\":\"完货\",\"#\":2,\"p\":["
    "[\"act\",{\"duty\":\"finished\",\"lot\":1,\"round\":1,\"inst\":0,"
    "\"state\":1,\"by\":\"chenli\"}],[\"!piece\",{\"no\":4}],"
    "[\"person\",{\"login\":\"a\",\"name\":\"a/b\"}]]},{\"k\":\"note\"}]";

static void
decoding_and_encoding_gives_the_same_bytes(void **state)
{
	static const char *const bodies[] = { placed, named };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct gd_events ev = GD_EVENTS_INIT;
		struct gd_err err = GD_ERR_INIT;
		struct gd_str out = GD_STR_INIT;

		assert_int_equal(
		    gd_events_decode(&ev, bodies[i], strlen(bodies[i]), &err),
		    GD_OK);
		assert_int_equal(ev.n, 2);
		assert_int_equal(ev.at[0].kind, GD_EV_DONE);
		assert_true(ev.at[0].puts[1].drop);
		gd_events_encode(&ev, &out);
		assert_string_equal(out.text, placed);
		gd_str_release(&out);
		gd_events_release(&ev);
	}
}

static void
built_events_change_an_order_and_the_office_by_their_puts(void **state)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_sheet office;
	struct gd_order o;
	struct gd_event *e;

	(void)state;
	gd_order_init(&o);
	gd_sheet_init(&office, gd_office_tables, GD_OFFICE_NTABLES);
	e = gd_event_add(&ev, GD_EV_CREATED, "", NULL, 0);
	gd_event_put(&ev, e, GD_TAB_LINE,
	    &(struct gd_line){ .no = 1, .item = "杯", .qty = 50 }, 1 << 1);
	gd_event_put(&ev, e, GD_ORDER_NTABLES + GD_OFF_PERSON,
	    &(struct gd_person){ .login = "x", .active = 1 }, UINT64_MAX);
	gd_apply(&o.sheet, NULL, e);
	assert_null(gd_row_at(&office, GD_OFF_PERSON, 0));
	gd_apply(&o.sheet, &office, e);
	assert_non_null(gd_row_at(&office, GD_OFF_PERSON, 0));
	{
		const struct gd_line *line =
		    gd_row_at(&o.sheet, GD_TAB_LINE, 0);

		assert_string_equal(line->item, "杯");
		assert_int_equal(line->qty, 0); /* not in the mask */
	}
	e = gd_event_add(&ev, GD_EV_LINES, "", NULL, 0);
	gd_event_drop(&ev, e, GD_TAB_LINE, &(struct gd_line){ .no = 1 });
	gd_apply(&o.sheet, NULL, e);
	assert_null(gd_row_at(&o.sheet, GD_TAB_LINE, 0));
	gd_order_release(&o);
	gd_sheet_release(&office);
	gd_events_release(&ev);
}

static void
bytes_this_program_does_not_know_are_damage_with_a_name(void **state)
{
	static const struct {
		const char *bytes;
		enum gd_msg msg;
		const char *names;
	} bad[] = {
		{ "[", GD_M_EVENT_JSON, NULL },
		{ "{}", GD_M_EVENT_JSON, NULL },
		{ "[{\"k\":\"flown\"}]", GD_M_EVENT_KIND, "flown" },
		{ "[{\"k\":\"\"}]", GD_M_EVENT_KIND, "" },
		{ "[7]", GD_M_EVENT_KIND, "?" },
		{ "[{\"k\":\"note\",\"x\":1}]", GD_M_EVENT_SHAPE, "note" },
		{ "[{\"k\":\"note\",\"n\":1}]", GD_M_EVENT_SHAPE, "note" },
		{ "[{\"k\":\"note\",\"p\":[[\"moon\",{}]]}]", GD_M_EVENT_TABLE,
		    "moon" },
		{ "[{\"k\":\"note\",\"p\":[[\"piece\"]]}]", GD_M_EVENT_SHAPE,
		    "note" },
		{ "[{\"k\":\"note\",\"p\":[[\"piece\",{}]]}]", GD_M_EVENT_COL,
		    "piece" },
		{ "[{\"k\":\"note\",\"p\":[[\"piece\",{\"no\":1,\"y\":2}]]}]",
		    GD_M_EVENT_COL, "piece" },
		{ "[{\"k\":\"note\",\"p\":[[\"piece\",0]]}]", GD_M_EVENT_COL,
		    "piece" },
		{ "[{\"k\":\"note\",\"p\":[[\"piece\",0,1,2]]}]",
		    GD_M_EVENT_COL, "piece" },
		{ "[{\"k\":\"note\",\"p\":[[\"piece\",1,1,1]]}]",
		    GD_M_EVENT_COL, "piece" },
		{ "[{\"k\":\"note\",\"p\":[[\"piece\",-2,1]]}]", GD_M_EVENT_COL,
		    "piece" },
		{ "[{\"k\":\"note\",\"p\":[[\"piece\",2,1,7]]}]",
		    GD_M_EVENT_COL, "piece" },
		{ "[{\"k\":\"note\",\"k\":\"note\"}]", GD_M_EVENT_JSON, NULL },
	};
	struct gd_events ev = GD_EVENTS_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct gd_err err = GD_ERR_INIT;

		assert_int_equal(gd_events_decode(&ev, bad[i].bytes,
				     strlen(bad[i].bytes), &err),
		    GD_DAMAGED);
		assert_int_equal(err.msg, bad[i].msg);
		if (bad[i].names)
			assert_string_equal(err.arg[0].text, bad[i].names);
		assert_int_equal(ev.n, 0);
	}
	gd_events_release(&ev);
}

static void
no_two_events_share_a_word(void **state)
{
	int i, j;

	(void)state;
	for (i = 0; i < GD_EVENT_KINDS; i++)
		for (j = 0; j < i; j++)
			assert_string_not_equal(
			    gd_event_word((enum gd_event_kind)i),
			    gd_event_word((enum gd_event_kind)j));
}

static void
what_left_the_desk_or_stops_others_weighs_and_notes_do_not(void **state)
{
	static const struct {
		enum gd_event_kind kind;
		bool weighs;
	} table[] = {
		{ GD_EV_SENT, true },
		{ GD_EV_ISSUED, true },
		{ GD_EV_SIGNED, true },
		{ GD_EV_HELD_BY, true },
		{ GD_EV_CANCELLED, true },
		{ GD_EV_COMPLETED, true },
		{ GD_EV_VOIDED, true },
		{ GD_EV_RECALLED, true },
		{ GD_EV_NOTE, false },
		{ GD_EV_DONE, false },
		{ GD_EV_HELD, false },
		{ GD_EV_MOVED, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct gd_events ev = GD_EVENTS_INIT;

		gd_event_add(&ev, GD_EV_TABLES, "", "", 0);
		gd_event_add(&ev, table[i].kind, "", "", 0);
		assert_int_equal(gd_events_weigh(&ev), table[i].weighs);
		gd_events_release(&ev);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decoding_and_encoding_gives_the_same_bytes),
		cmocka_unit_test(
		    built_events_change_an_order_and_the_office_by_their_puts),
		cmocka_unit_test(
		    bytes_this_program_does_not_know_are_damage_with_a_name),
		cmocka_unit_test(no_two_events_share_a_word),
		cmocka_unit_test(
		    what_left_the_desk_or_stops_others_weighs_and_notes_do_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tests/cli/test_round.c - a paper goes round five desks: at each moment the
 * ledger of copies and the routing slip say the same. */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char order[64], id[64];

static int
set_up(void **state)
{
	(void)state;
	office_new();
	snprintf(order, sizeof order, "%s", order_new("tt"));
	order_forms_sent(order, id);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	office_end();
	return 0;
}

static const char *
text(const json_t *row, const char *name)
{
	const char *v = json_string_value(json_object_get(row, name));

	return v ? v : "";
}

static int
number(const json_t *row, const char *name)
{
	return (int)json_integer_value(json_object_get(row, name));
}

static bool
is(const json_t *row, const char *state)
{
	return strcmp(text(row, "state"), state) == 0;
}

/* ---- what the slip says ------------------------------------------------------ */

/* The name of a person as it stands on papers. */
static const char *
name_of(const char *login)
{
	static const char *const names[][2] = { { "chenli", "陈丽" },
		{ "wumin", "吴敏" }, { "wangfang", "王芳" },
		{ "linjing", "林静" }, { "heping", "何平" },
		{ "sunlei", "孙磊" } };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i][0], login) == 0)
			return names[i][1];
	fail_msg("who is %s", login);
	return "";
}

/* Line n of the table of pieces, with what wrapped below it; "" = none. */
static const char *
slip_line(const char *slip, int n)
{
	static char line[1000];
	const char *end = strstr(slip, "Old copies back"), *p;
	char begin[20];
	size_t len = 0;

	snprintf(begin, sizeof begin, "\n%3d  ", n);
	p = strstr(slip, begin);
	if (!p || p > end)
		return "";
	do {
		size_t part = strcspn(++p, "\n");

		assert_true(len + part < sizeof line);
		memcpy(line + len, p, part);
		len += part;
		p += part;
	} while (strncmp(p, "\n     ", 6) == 0 && p < end);
	line[len] = '\0';
	return line;
}

static bool
says_old(const char *slip, const json_t *row)
{
	char label[60];

	snprintf(label, sizeof label, "rev. %d, COPY %d OF", number(row, "rev"),
	    number(row, "copy_no"));
	return strstr(strstr(slip, "Old copies back"), label) != NULL;
}

/* A piece of the revision the slip is of; the nth copy, 0 = the original. */
static void
row_agrees(const json_t *row, int nth, const char *line, const char *when)
{
	const char *holder = text(row, "holder"), *proxy = text(row, "proxy");
	bool came = *text(row, "held") && *holder;
	char no[20], copy_no[20] = "  -  ";

	snprintf(no, sizeof no, "ORIGINAL");
	if (nth) {
		snprintf(no, sizeof no, "COPY %d OF", nth);
		snprintf(copy_no, sizeof copy_no, "  %d  ",
		    number(row, "copy_no"));
	}
	if (!strstr(line, no) || !strstr(line, copy_no) ||
	    (came && (!strstr(line, name_of(holder)) ||
			 !strstr(line, "2026-11-24"))) ||
	    (!came && strstr(line, "2026-")) ||
	    (*proxy != '\0') != (strstr(line, "entered by") != NULL) ||
	    (*proxy && !strstr(line, name_of(proxy))) ||
	    is(row, "lost") != (strstr(line, "lost") != NULL))
		fail_msg("%s: the slip says \"%s\", the ledger: %s %s %s %s",
		    when, line, no, text(row, "state"), holder, proxy);
}

/* Ledger and slip of revision rev. @return how many old copies are out */
static int
agree(const char *when, int rev, bool issued)
{
	char *slip = strdup(ok("slip", order, "formal_order", "--languages",
	    "en", "--lang", "en", NULL));
	json_t *rows = asked("copies", order, "formal_order", NULL), *row;
	int n = 0, out = 0;
	size_t i;

	json_array_foreach(rows, i, row)
	{
		bool old =
		    strcmp(text(row, "class"), "copy") == 0 &&
		    number(row, "rev") < rev &&
		    (is(row, "sent") || is(row, "held") || is(row, "recall"));

		if (number(row, "rev") == rev && !is(row, "void")) {
			row_agrees(row, n, slip_line(slip, n + 1), when);
			n++;
		} else if (says_old(slip, row) != old)
			fail_msg("%s: piece %d is %s: %s", when,
			    number(row, "piece"), text(row, "state"), slip);
		out += old;
	}
	if (issued)
		assert_string_equal(slip_line(slip, n + 1), "");
	assert_true((strstr(slip, "none is out") != NULL) == (out == 0));
	json_decref(rows);
	free(slip);
	return out;
}

/* ---- the round --------------------------------------------------------------- */

static char *
code_at(const char *desk, int rev)
{
	json_t *rows = asked("copies", order, "formal_order", NULL), *row;
	int no = 0;
	size_t i;

	json_array_foreach(rows, i, row) if (number(row, "rev") == rev &&
					     strcmp(text(row, "desk"), desk) ==
						 0) no = number(row, "piece");
	json_decref(rows);
	assert_true(no > 0);
	return sheet_code(id, GD_CODE_PIECE, no);
}

static void
five_desks_scan_one_by_proxy_and_one_is_lost(void **state)
{
	(void)state;
	assert_int_equal(agree("sent", 1, true), 0);
	ok("--as", "wangfang", "scan", code_at("production", 1), NULL);
	agree("at production", 1, true);
	ok("--as", "linjing", "scan", code_at("qc", 1), NULL);
	agree("at QC", 1, true);
	ok("--as", "heping", "scan", code_at("material_control", 1), NULL);
	agree("at material control", 1, true);
	ok("--as", "sunlei", "scan", code_at("shipping", 1), NULL);
	agree("at shipping", 1, true);
	ok("scan", code_at("finance", 1), "--proxy", NULL);
	agree("by proxy", 1, true);
	assert_non_null(
	    strstr(ok("slip", order, "formal_order", "--languages", "en", NULL),
		"entered by"));
	ok("lost", order, "formal_order", "shipping", "--reason", "wet", NULL);
	assert_int_equal(agree("one lost", 1, true), 0);
}

static void
revised_recalled_and_returned_they_still_agree(void **state)
{
	static const char *const desks[] = { "production", "qc",
		"material_control", "finance" };
	char left[40];

	(void)state;
	ok("revise", order, "formal_order", "packing=other", "--reason",
	    "customer", NULL);
	assert_int_equal(agree("drafted", 2, false), 4);
	ok("sign", order, "formal_order", "--seen",
	    seen_of(order, "formal_order"), "--password-file",
	    office_password(), NULL);
	assert_int_equal(agree("signed", 2, false), 4);
	ok("issue", order, "formal_order", NULL);
	assert_int_equal(agree("issued, old ones called back", 2, true), 4);
	ok("send", order, "formal_order", NULL);
	assert_int_equal(agree("the new ones sent", 2, true), 4);
	for (int i = 0; i < 4; i++) {
		ok("scan", code_at(desks[i], 1), NULL);
		snprintf(left, sizeof left, "%s gave it back", desks[i]);
		assert_int_equal(agree(left, 2, true), 3 - i);
	}
	ok("--as", "wangfang", "scan", code_at("production", 2), NULL);
	ok("--as", "sunlei", "scan", code_at("shipping", 2), NULL);
	assert_int_equal(agree("new ones at two desks", 2, true), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(five_desks_scan_one_by_proxy_and_one_is_lost),
		cmocka_unit_test(
		    revised_recalled_and_returned_they_still_agree),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

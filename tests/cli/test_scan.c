/* tests/cli/test_scan.c - codes at the command line: one, several, a stack;
 * and papers out. */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/code.h"

static char order[64], id[64];

static char *
code_of(enum gd_code_kind kind, int64_t number)
{
	return sheet_code(id, kind, number);
}

static int64_t
piece_at(const char *paper, const char *desk)
{
	json_t *rows = asked("copies", order, paper, NULL), *row;
	int64_t no = 0;
	size_t i;

	json_array_foreach(rows, i, row)
	{
		if (strcmp(json_string_value(json_object_get(row, "desk")),
			desk) == 0)
			no = json_integer_value(json_object_get(row, "piece"));
	}
	json_decref(rows);
	assert_true(no > 0);
	return no;
}

/* An order whose five formal order forms have just left. */
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

static void
a_scan_books_a_receipt_once_and_says_so(void **state)
{
	const char *code =
	    code_of(GD_CODE_PIECE, piece_at("formal_order", "qc"));
	const char *text;
	json_t *rows;

	(void)state;
	text = ok("--lang", "en", "--as", "linjing", "scan", code, NULL);
	assert_non_null(strstr(text, "received at QC"));
	text = ok("--lang", "en", "--as", "linjing", "scan", code, NULL);
	assert_non_null(strstr(text, "received already"));
	text = ok("--lang", "zh", "--as", "linjing", "scan", code, NULL);
	assert_non_null(strstr(text, "已签收过"));
	rows = asked("log", order, NULL);
	assert_string_equal(
	    json_string_value(json_object_get(
		json_array_get(rows, json_array_size(rows) - 1), "verb")),
	    "receive");
	json_decref(rows);
}

static void
what_is_not_booked_is_a_refusal_with_its_reason(void **state)
{
	char *code =
	    code_of(GD_CODE_PIECE, piece_at("formal_order", "finance"));
	char wrong[GD_CODE_TEXT];

	(void)state;
	assert_non_null(strstr(
	    fails(1, "--lang", "en", "--as", "linjing", "scan", code, NULL),
	    "gendan: "));
	assert_non_null(strstr(
	    fails(1, "--lang", "en", "--as", "linjing", "scan", code, NULL),
	    "is for Finance"));
	memcpy(wrong, code, sizeof wrong);
	wrong[9] = wrong[9] == '1' ? '2' : '1';
	fails(2, "scan", wrong, NULL);
	fails(2, "scan", "12345", NULL);
	fails(2, "scan", "EX-2611-001", NULL);
	fails(3, "scan", code_of(GD_CODE_PIECE, 9999), NULL);
	fails(3, "scan", code, "--for", "nobody", NULL);
	fails(3, "scan", code, "--desk", "nowhere", NULL);
	fails(2, "scan", code_of(GD_CODE_SLIP, 1), "--proxy", NULL);
	fails(2, "scan", NULL);
	/* the clerk takes it for the desk, which the ledger shows */
	ok("scan", code, "--proxy", NULL);
	assert_non_null(
	    strstr(ok("copies", order, "formal_order", "--csv", NULL),
		",finance,held,"));
}

static void
json_says_each_line_with_its_code(void **state)
{
	const char *mine =
	    code_of(GD_CODE_PIECE, piece_at("formal_order", "production"));
	json_t *all = asked("--as", "wangfang", "scan", mine,
	    code_of(GD_CODE_ORDER, 0), NULL);
	json_t *codes = json_object_get(all, "codes"), *line;

	(void)state;
	assert_int_equal(json_integer_value(json_object_get(all, "read")), 2);
	assert_int_equal(json_integer_value(json_object_get(all, "booked")), 1);
	assert_int_equal(json_array_size(codes), 2);
	line = json_array_get(
	    json_object_get(json_array_get(codes, 0), "lines"), 0);
	assert_string_equal(json_string_value(json_object_get(line, "answer")),
	    "received");
	assert_true(json_is_true(json_object_get(line, "booked")));
	assert_string_equal(json_string_value(json_object_get(line, "desk")),
	    "production");
	assert_string_equal(json_string_value(json_object_get(line, "state")),
	    "held");
	line = json_array_get(
	    json_object_get(json_array_get(codes, 1), "lines"), 0);
	assert_string_equal(json_string_value(json_object_get(line, "answer")),
	    "order");
	json_decref(all);
}

/* A stack: four slips, one twice, one torn, and rubbish. */
static void
a_stack_is_read_to_its_end_and_counted(void **state)
{
	char command[1200];
	FILE *f;
	char text[4000];
	size_t n;

	(void)state;
	snprintf(command, sizeof command,
	    "printf '%%s\\n' %s %s '' %s 123 > stack; "
	    "head -c 2000000 /dev/zero | tr '\\0' 7 >> stack; "
	    "printf '\\n%%s' %s >> stack; "
	    "\"${GENDAN:-build/gendan}\" --lang en scan - --desk "
	    "material_control < stack > said",
	    code_of(GD_CODE_PIECE,
		piece_at("formal_order", "material_control")),
	    code_of(GD_CODE_PIECE,
		piece_at("formal_order", "material_control")),
	    code_of(GD_CODE_PIECE, piece_at("formal_order", "shipping")),
	    code_of(GD_CODE_PIECE,
		piece_at("process_sheet", "material_control")));
	assert_int_equal(run_shell(command), 1);
	f = fopen("said", "r");
	assert_non_null(f);
	n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	fclose(f);
	unlink("said");
	unlink("stack");
	assert_non_null(strstr(text, "6 codes read, 2 pieces booked, 3 not "
				     "booked"));
	assert_non_null(strstr(text, "received already"));
	assert_non_null(strstr(text, "! "));
	assert_non_null(strstr(text, "is for Shipping"));
	assert_non_null(strstr(text, "  123  a code has 43 digits"));
}

/* Six scanners read one code at the same moment. */
static void
many_at_once_all_get_an_answer_and_one_books(void **state)
{
	char command[1200];
	json_t *rows, *row;
	size_t i;
	int receipts = 0;

	(void)state;
	snprintf(command, sizeof command,
	    "for i in 1 2 3 4 5 6; do \"${GENDAN:-build/gendan}\" scan %s "
	    "--desk finance & p=\"$p $!\"; done; "
	    "for i in $p; do wait $i || exit 1; done",
	    code_of(GD_CODE_PIECE, piece_at("process_sheet", "finance")));
	assert_int_equal(run_shell(command), 0);
	rows = asked("log", order, NULL);
	json_array_foreach(rows, i, row)
	{
		char *text = json_dumps(row, 0);

		receipts += strstr(text, "\"receive\"") &&
			    strstr(text, "process_sheet") &&
			    strstr(text, "finance");
		free(text);
	}
	json_decref(rows);
	assert_int_equal(receipts, 1);
}

static void
papers_says_who_holds_what_and_for_how_long(void **state)
{
	json_t *rows, *row;

	(void)state;
	rows = asked("papers", "desk:shipping", "kind:formal_order", NULL);
	assert_int_equal(json_array_size(rows), 1);
	row = json_array_get(rows, 0);
	assert_string_equal(json_string_value(json_object_get(row, "state")),
	    "sent");
	assert_int_equal(json_integer_value(json_object_get(row, "days")), 0);
	json_decref(rows);
	ok("scan", code_of(GD_CODE_PIECE, piece_at("formal_order", "shipping")),
	    "--for", "sunlei", NULL);
	rows = asked("papers", "person:sunlei", NULL);
	assert_int_equal(json_array_size(rows), 1);
	row = json_array_get(rows, 0);
	assert_string_equal(json_string_value(json_object_get(row, "holder")),
	    "sunlei");
	json_decref(rows);
	/* those that wait are late only after so many days */
	rows = asked("papers", "late:0", order, NULL);
	assert_int_equal(json_array_size(rows), 0);
	json_decref(rows);
	setenv("GENDAN_NOW", "2027-01-20T09:00:00+08:00", 1);
	rows = asked("papers", "late:10", order, NULL);
	assert_true(json_array_size(rows) > 0);
	assert_true(json_integer_value(
			json_object_get(json_array_get(rows, 0), "days")) > 10);
	json_decref(rows);
	rows = asked("papers", "late:999", NULL);
	assert_int_equal(json_array_size(rows), 0);
	json_decref(rows);
	/* the clerk's own original never left */
	assert_null(
	    strstr(ok("papers", order, "--csv", NULL), ",original,clerk,"));
	assert_non_null(
	    strstr(ok("papers", "部门：品管", "--csv", NULL), ",qc,"));
	fails(3, "papers", "desk:nowhere", NULL);
	fails(3, "papers", "kind:nothing", NULL);
	fails(2, "papers", "late:x", NULL);
	fails(2, "papers", "colour:red", NULL);
}

/* one order for all: each test has a desk of its own */
#define T(f) cmocka_unit_test(f)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_scan_books_a_receipt_once_and_says_so),
		T(what_is_not_booked_is_a_refusal_with_its_reason),
		T(json_says_each_line_with_its_code),
		T(a_stack_is_read_to_its_end_and_counted),
		T(many_at_once_all_get_an_answer_and_one_books),
		T(papers_says_who_holds_what_and_for_how_long),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

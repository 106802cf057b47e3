/* tests/base/test_csv.c - CSV as the world writes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/csv.h"

#include "base/banned.h"

/* A file with these bytes; its name is static. */
static const char *
file_of_n(const char *bytes, size_t len)
{
	static char path[200];
	const char *dir = getenv("TMPDIR");
	FILE *f;

	snprintf(path, sizeof path, "%s/csv-%ld", dir ? dir : "/tmp",
	    (long)getpid());
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
	return path;
}

static const char *
file_of(const char *text)
{
	return file_of_n(text, strlen(text));
}

/* The whole file as "cell|cell/cell|cell/"; *err and the code of its end. */
static enum gd_code
read_all(const char *path, struct gd_str *out, struct gd_err *err)
{
	struct gd_csv *c;
	const char **cells;
	enum gd_code rc = gd_csv_open(path, &c, err);
	int n;

	if (rc != GD_OK)
		return rc;
	while ((rc = gd_csv_next(c, &cells, &n, err)) == GD_OK) {
		for (int i = 0; i < n; i++)
			gd_str_addf(out, "%s%s", i ? "|" : "", cells[i]);
		gd_str_addc(out, '/');
	}
	gd_csv_close(c);
	unlink(path);
	return rc;
}

static void
expect(const char *bytes, const char *want)
{
	struct gd_str out = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;

	assert_int_equal(read_all(file_of(bytes), &out, &err), GD_MISSING);
	assert_string_equal(out.text, want);
	gd_str_release(&out);
}

static void
expect_error(const char *bytes, size_t len, enum gd_msg msg, int64_t line)
{
	struct gd_str out = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;

	assert_int_equal(read_all(file_of_n(bytes, len), &out, &err), GD_USAGE);
	assert_int_equal(err.msg, msg);
	assert_int_equal(err.arg[0].number, line);
	gd_str_release(&out);
}

static void
cells_and_records_come_apart(void **state)
{
	(void)state;
	expect("", "");
	expect("a", "a/");
	expect("a,b\nc,d\n", "a|b/c|d/");
	expect("a,b\r\nc,d", "a|b/c|d/");
	expect("a,b\rc,d\r", "a|b/c|d/");
	expect(",\n", "|/");
	expect("a,,b,\n", "a||b|/");
	expect(" a , b \n", " a | b /");
}

static void
empty_lines_are_no_records_but_an_empty_cell_is(void **state)
{
	(void)state;
	expect("a\n\n\nb\n", "a/b/");
	expect("a\n\"\"\nb\n", "a//b/");
}

static void
quotation_marks_protect_what_is_inside(void **state)
{
	(void)state;
	expect("\"a,b\",c\n", "a,b|c/");
	expect("\"a\nb\",c\n", "a\nb|c/");
	expect("\"a\r\nb\",c\n", "a\nb|c/");
	expect("\"say \"\"hi\"\"\"\n", "say \"hi\"/");
	expect("a \"b\" c,d\n", "a \"b\" c|d/");
	expect("\"\",\"\"\n", "|/");
}

static void
a_byte_order_mark_is_not_part_of_the_first_name(void **state)
{
	(void)state;
	expect("\xEF\xBB\xBForder,城市\n", "order|城市/");
	expect("\xEF\xBB\xBF\"order\",b\n", "order|b/");
	expect("\xEF\xBB\xBF", "");
}

static void
semicolons_and_tabs_are_recognised(void **state)
{
	(void)state;
	expect("a;b\n1,5;2\n", "a|b/1,5|2/");
	expect("a\tb\n", "a|b/");
	expect("\"a;x\",b\n", "a;x|b/");
}

static void
chinese_files_of_older_programs_are_read(void **state)
{
	/* 客户,数量 / 宁波,5 / "北,京",6 in GB18030; and a 4-byte one, 𠮷. */
	(void)state;
	expect("\xBF\xCD\xBB\xA7,\xCA\xFD\xC1\xBF\r\n\xC4\xFE\xB2\xA8,5\r\n"
	       "\"\xB1\xB1,\xBE\xA9\",6\r\n",
	    "客户|数量/宁波|5/北,京|6/");
	expect("\xBF\xCD,\x95\x34\xB2\x35\n", "客|𠮷/");
}

static void
a_broken_utf8_file_is_not_taken_for_chinese(void **state)
{
	static const char text[] = "客户,数量,单位,价格\n"
				   "宁波,5,\xFF,6\n";

	(void)state;
	expect_error(text, sizeof text - 1, GD_M_CSV_BYTES, 2);
	expect_error("\xEF\xBB\xBF\xBF\xCD\n", 6, GD_M_CSV_BYTES, 1);
}

static void
bytes_of_no_known_text_name_their_line(void **state)
{
	(void)state;
	expect_error("a\nb\n\xFF\xFF\n", 7, GD_M_CSV_BYTES, 3);
}

static void
a_zero_byte_names_its_line(void **state)
{
	(void)state;
	expect_error("a\nb\0c\n", 6, GD_M_CSV_NUL, 2);
	expect_error("\xFF\xFE"
		     "a\0,\0",
	    6, GD_M_CSV_NUL, 1);
}

static void
bad_quotation_names_the_line_where_it_begins(void **state)
{
	(void)state;
	expect_error("a\n\"b\nc\nd", 8, GD_M_CSV_QUOTE, 2);
	expect_error("a\nb,\"c\"d\n", 9, GD_M_CSV_AFTER_QUOTE, 2);
}

static void
a_cell_without_end_is_stopped(void **state)
{
	char *big = malloc(300001);

	(void)state;
	memset(big, 'x', 300000);
	big[300000] = '\0';
	expect_error(big, 300000, GD_M_CSV_CELL, 1);
	memset(big, ',', 300000);
	expect_error(big, 300000, GD_M_CSV_CELLS, 1);
	free(big);
}

static void
what_cannot_be_opened_says_so(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_csv *c;

	(void)state;
	assert_int_equal(gd_csv_open("/no/such.csv", &c, &err), GD_MISSING);
	assert_int_equal(err.msg, GD_M_CSV_OPEN);
	assert_null(c);
	assert_int_equal(gd_csv_open("/tmp", &c, &err), GD_OUTSIDE);
	assert_string_equal(err.arg[1].text, "Is a directory");
	gd_csv_close(NULL);
}

static void
rows_count_records_and_lines_count_lines(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_csv *c;
	const char **cells;
	int n;

	(void)state;
	assert_int_equal(gd_csv_open(file_of("h\n\n\"a\nb\"\nc\n"), &c, &err),
	    GD_OK);
	assert_int_equal(gd_csv_next(c, &cells, &n, &err), GD_OK);
	assert_int_equal(gd_csv_row(c), 1);
	assert_int_equal(gd_csv_line(c), 1);
	assert_int_equal(gd_csv_next(c, &cells, &n, &err), GD_OK);
	assert_int_equal(gd_csv_row(c), 2);
	assert_int_equal(gd_csv_line(c), 3);
	assert_int_equal(gd_csv_next(c, &cells, &n, &err), GD_OK);
	assert_int_equal(gd_csv_line(c), 5);
	assert_int_equal(gd_csv_next(c, &cells, &n, &err), GD_MISSING);
	assert_int_equal(gd_csv_next(c, &cells, &n, &err), GD_MISSING);
	gd_csv_close(c);
}

static void
a_pipe_is_read_like_a_file(void **state)
{
	struct gd_str out = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;
	char path[64];
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "\xBF\xCD,b\n", 5), 5);
	close(ends[1]);
	snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
	assert_int_equal(read_all(path, &out, &err), GD_MISSING);
	assert_string_equal(out.text, "客|b/");
	gd_str_release(&out);
	close(ends[0]);
}

static void
a_character_on_the_border_of_a_buffer_is_whole(void **state)
{
	(void)state;
	for (int pad = 8180; pad < 8196; pad++) {
		struct gd_str text = GD_STR_INIT, out = GD_STR_INIT;
		struct gd_err err = GD_ERR_INIT;

		for (int i = 0; i < pad; i++)
			gd_str_addc(&text, i % 50 == 49 ? '\n' : 'x');
		gd_str_add(&text, "𠮷单é");
		assert_int_equal(read_all(file_of(text.text), &out, &err),
		    GD_MISSING);
		assert_non_null(strstr(out.text, "𠮷单é"));
		gd_str_release(&text);
		gd_str_release(&out);
	}
}

static void
a_hundred_thousand_rows_need_no_more_memory_than_ten(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_csv *c;
	struct rusage before, after;
	const char **cells, *path = file_of("");
	FILE *f = fopen(path, "w");
	int n;

	(void)state;
	for (int i = 0; i < 100000; i++)
		fprintf(f, "%d,\"宁波远洋进出口\",\"line\none\",12.50\n", i);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(gd_csv_open(path, &c, &err), GD_OK);
	for (int i = 0; i < 10; i++)
		assert_int_equal(gd_csv_next(c, &cells, &n, &err), GD_OK);
	getrusage(RUSAGE_SELF, &before);
	while (gd_csv_next(c, &cells, &n, &err) == GD_OK)
		assert_int_equal(n, 4);
	getrusage(RUSAGE_SELF, &after);
	assert_int_equal(gd_csv_row(c), 100000);
	assert_true(after.ru_maxrss - before.ru_maxrss < 1024);
	gd_csv_close(c);
	unlink(path);
}

static void
what_is_written_is_read_back(void **state)
{
	static const char *const cells[] = { "a", "", "b,c", "say \"hi\"",
		"two\nlines", " space", "单证" };
	struct gd_str out = GD_STR_INIT, back = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	gd_csv_write(&out, cells, 7);
	assert_string_equal(out.text,
	    "a,,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\" space\",单证\r\n");
	assert_int_equal(read_all(file_of(out.text), &back, &err), GD_MISSING);
	assert_string_equal(back.text,
	    "a||b,c|say \"hi\"|two\nlines| space|单证/");
	gd_str_release(&out);
	gd_str_release(&back);
}

static void
no_cell_is_a_formula_for_a_spreadsheet(void **state)
{
	static const char *const cells[] = { "=1+1", "+1", "-x", "@x", "\tx",
		"＝1", "＠x", "1-1", "\rx", "＋1", "－1", "-1-1", "-", "-.5",
		"-1.", "-1e5", "　=1", "\302\240@x", "'=1", "''+1" };
	struct gd_str out = GD_STR_INIT;

	(void)state;
	gd_csv_write(&out, cells, 20);
	assert_string_equal(out.text,
	    "'=1+1,'+1,'-x,'@x,'\tx,'＝1,'＠x,1-1,\"'\rx\",'＋1,'－1,"
	    "'-1-1,'-,'-.5,'-1.,'-1e5,'　=1,'\302\240@x,''=1,'"
	    "''+1\r\n");
	gd_str_reset(&out);
	gd_csv_write(&out, (const char *const[]){ "  =1" }, 1);
	assert_string_equal(out.text, "\"'  =1\"\r\n");
	gd_str_release(&out);
}

static void
a_number_below_zero_stays_a_number(void **state)
{
	static const char *const cells[] = { "-1", "-12.50", "-0", "0", "12" };
	struct gd_str out = GD_STR_INIT;

	(void)state;
	gd_csv_write(&out, cells, 5);
	assert_string_equal(out.text, "-1,-12.50,-0,0,12\r\n");
	gd_str_release(&out);
}

/* Whatever is written, taking the apostrophe off gives it back. */
static void
the_apostrophe_of_a_cell_comes_off_again(void **state)
{
	static const char some[] = "='-+@ 1.x\t";
	struct gd_str out = GD_STR_INIT;
	unsigned seed = 7;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char cell[8] = "";
		const char *one = cell;
		size_t n, len = 1 + (seed >> 16) % 6;

		for (n = 0; n < len; n++) {
			seed = seed * 1103515245 + 12345;
			cell[n] = some[(seed >> 16) % (sizeof some - 1)];
		}
		gd_str_reset(&out);
		gd_csv_write(&out, &one, 1);
		assert_true(out.len > 2);
		out.text[out.len - 2] = '\0';
		if (*out.text == '"') {
			out.text[out.len - 3] = '\0';
			assert_string_equal(gd_csv_plain(out.text + 1), cell);
		} else {
			assert_string_equal(gd_csv_plain(out.text), cell);
		}
	}
	gd_str_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_and_records_come_apart),
		cmocka_unit_test(
		    empty_lines_are_no_records_but_an_empty_cell_is),
		cmocka_unit_test(quotation_marks_protect_what_is_inside),
		cmocka_unit_test(
		    a_byte_order_mark_is_not_part_of_the_first_name),
		cmocka_unit_test(semicolons_and_tabs_are_recognised),
		cmocka_unit_test(chinese_files_of_older_programs_are_read),
		cmocka_unit_test(a_broken_utf8_file_is_not_taken_for_chinese),
		cmocka_unit_test(bytes_of_no_known_text_name_their_line),
		cmocka_unit_test(a_zero_byte_names_its_line),
		cmocka_unit_test(bad_quotation_names_the_line_where_it_begins),
		cmocka_unit_test(a_cell_without_end_is_stopped),
		cmocka_unit_test(what_cannot_be_opened_says_so),
		cmocka_unit_test(rows_count_records_and_lines_count_lines),
		cmocka_unit_test(a_pipe_is_read_like_a_file),
		cmocka_unit_test(
		    a_character_on_the_border_of_a_buffer_is_whole),
		cmocka_unit_test(
		    a_hundred_thousand_rows_need_no_more_memory_than_ten),
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(no_cell_is_a_formula_for_a_spreadsheet),
		cmocka_unit_test(a_number_below_zero_stays_a_number),
		cmocka_unit_test(the_apostrophe_of_a_cell_comes_off_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

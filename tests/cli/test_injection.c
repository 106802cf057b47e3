/* tests/cli/test_injection.c - hostile texts through every field of people, and
 * every answer read byte by byte.
 *
 * A plain run takes a share chosen by a seed: each field some texts and each
 * text some fields; GENDAN_SOAK=1 takes every text through every field.
 */
#include "cli_test.h"
#include "hostile.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

#define MOST 24

static char dir[300], order[64];
static unsigned seed = 20261128;

/* ---- where texts go in ---------------------------------------------------- */

/* %: the text; $: a file whose one hostile cell is the text, made by the words
 * of `file`; #: a file that is called so. */
static const struct field {
	const char *words[10];
	const char *file;
} fields[] = {
	{ { "customer", "set", "%", "Some Name" }, NULL },
	{ { "customer", "set", "H1", "%", "--anyway" }, NULL },
	{ { "customer", "set", "H1", "Some", "name_en=%", "--anyway" }, NULL },
	{ { "customer", "set", "H1", "Some", "country=%" }, NULL },
	{ { "customer", "set", "H1", "Some", "city=%" }, NULL },
	{ { "customer", "set", "H1", "Some", "pinyin=%" }, NULL },
	{ { "customer", "set", "H1", "Some", "note=%" }, NULL },
	{ { "company", "set", "%", "Some" }, NULL },
	{ { "company", "set", "hc", "%" }, NULL },
	{ { "company", "set", "hc", "Some", "name_en=%" }, NULL },
	{ { "company", "set", "hc", "Some", "address_en=%" }, NULL },
	{ { "company", "set", "hc", "Some", "bank=%" }, NULL },
	{ { "company", "set", "hc", "Some", "phone=%" }, NULL },
	{ { "company", "set", "hc", "Some", "currency=%" }, NULL },
	{ { "role", "grant", "chenli", "%" }, NULL },
	{ { "role", "grant", "%", "clerk" }, NULL },
	{ { "desk", "set", "%", "桌", "Desk" }, NULL },
	{ { "desk", "set", "hdesk", "%", "Desk" }, NULL },
	{ { "desk", "set", "hdesk", "桌", "%" }, NULL },
	{ { "desk", "alias", "%", "finance" }, NULL },
	{ { "deputy", "set", "%", "wumin", "2026-12-01", "2026-12-02" }, NULL },
	{ { "party", "set", "%", "hp", "Some" }, NULL },
	{ { "party", "set", "carrier", "%", "Some" }, NULL },
	{ { "party", "set", "carrier", "hp", "%" }, NULL },
	{ { "series", "set", "nb", "%", "X-{seq:3}" }, NULL },
	{ { "series", "set", "nb", "other", "%" }, NULL },
	{ { "distribution", "set", "%", "finance", "1" }, NULL },
	{ { "calendar", "set", "2026-12-25", "yes", "%" }, NULL },
	{ { "calendar", "set", "%", "yes", "x" }, NULL },
	{ { "calendar", "set", "2026-12-24", "off", "%", "--in", "CN" }, NULL },
	{ { "calendar", "new", "%", "zh=x" }, NULL },
	{ { "calendar", "new", "hcal", "zh=%" }, NULL },
	{ { "calendar", "new", "hcal", "en=x", "weekend=%" }, NULL },
	{ { "calendar", "year", "CN", "2030", "announced", "%" }, NULL },
	{ { "calendar", "list", "%" }, NULL },
	{ { "setting", "set", "%", "x" }, NULL },
	{ { "setting", "set", "hset", "%" }, NULL },
	{ { "list", "late:", "--save", "%" }, NULL },
	{ { "list", "%", "--save", "hsaved" }, NULL },
	{ { "list", "%" }, NULL },
	{ { "find", "%" }, NULL },
	{ { "rate", "set", "USD", "CNY", "7.1", "--source", "%" }, NULL },
	{ { "new", "customer=%" }, NULL },
	{ { "new", "customer=NB01", "terms=tt", "contract_no=%" }, NULL },
	{ { "new", "customer=NB01", "terms=tt", "product=%" }, NULL },
	{ { "new", "customer=NB01", "terms=tt", "number=%" }, NULL },
	{ { "new", "customer=NB01", "terms=%" }, NULL },
	{ { "new", "customer=NB01", "terms=tt", "amount=%" }, NULL },
	{ { "new", "customer=NB01", "%=x" }, NULL },
	{ { "new", "customer=NB01", "terms=tt", "--lines", "$" },
	    "[{\"item\":\"%\",\"spec\":\"%\",\"unit\":\"%\",\"note\":\"%\","
	    "\"qty\":\"1\"}]" },
	{ { "note", "@", "%" }, NULL },
	{ { "hold", "@", "--reason", "%" }, NULL },
	{ { "resume", "@", "--reason", "%" }, NULL },
	{ { "delay", "@", "%", "2026-12-30", "--reason", "%" }, NULL },
	{ { "do", "@", "%" }, NULL },
	{ { "do", "@", "sample_request", "%=x" }, NULL },
	{ { "sign", "@", "%" }, NULL },
	{ { "show", "%" }, NULL },
	{ { "log", "%" }, NULL },
	{ { "%", "x" }, NULL },
	{ { "list", "--%" }, NULL },
	{ { "attach", "@", "$", "--what", "%" }, "x" },
	{ { "attach", "@", "#" }, "x" },
	{ { "workflow", "check", "$" }, "workflow: \"%\"\n\"%\": [\"%\"]\n" },
	{ { "workflow", "check", "#" }, "workflow: x\n" },
	{ { "workflow", "show", "%" }, NULL },
	{ { "import", "$" },
	    "number,customer_no,item,qty,note\nI-1,NB01,%,1,%\n" },
	{ { "import", "$" },
	    "number,customer_no,item,qty,%\nI-2,NB01,x,1,y\n" },
	{ { "import", "$" },
	    "number,customer_no,customer_name,item,qty\nI-3,I3,%,x,1\n" },
	{ { "import", "$", "--dry-run" },
	    "number,customer_no,item,qty\n%,%,%,%\n" },
	{ { "customer", "import", "$" }, "code,name,note\nR1,%,%\n" },
	{ { "customer", "import", "$" }, "code,%\nR2,x\n" },
	{ { "party", "import", "$" }, "kind,code,name\ncarrier,R3,%\n" },
	{ { "user", "import", "$" }, "login,name,roles\nr4,%,%\n" },
	{ { "import", "--takeover", "2026-11-20", "^" },
	    "单号,客户,客户名称,合同号\nT-1,%,%,%\n" },
	{ { "--lang", "zh", "show", "%" }, NULL },
	{ { "--as", "%", "list" }, NULL },
	{ { "--book", "%", "list" }, NULL },
	{ { "verify", "--anchor", "%" }, NULL },
};
#define NFIELDS ((int)(sizeof fields / sizeof *fields))

/* template with each % replaced by text. */
static void
fill(const char *template, const char *text, char *out, size_t room)
{
	size_t n = 0;

	for (; *template && n + 1 < room; template ++) {
		if (*template != '%') {
			out[n++] = *template;
			continue;
		}
		for (const char *t = text; *t && n + 1 < room; t++)
			out[n++] = *t;
	}
	out[n] = '\0';
}

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (!f)
		return; /* no file can be called so */
	fputs(text, f);
	fclose(f);
}

/* One text into one field; whatever is answered keeps the grammar. */
static void
enter(const struct field *f, const char *text)
{
	static char room[10][600];
	char content[4000], called[700];
	const char *words[12];
	struct said s;
	int n = 0;

	fill(f->file ? f->file : "", text, content, sizeof content);
	for (; f->words[n]; n++) {
		const char *w = f->words[n];

		words[n] = room[n];
		if (*w == '@')
			snprintf(room[n], sizeof room[n], "%s", order);
		else if (*w == '$' || *w == '#' || *w == '^')
			snprintf(room[n], sizeof room[n], "%s/%s", dir,
			    *w == '$'   ? "file"
			    : *w == '#' ? text
					: "taken");
		else
			fill(w, text, room[n], sizeof room[n]);
		snprintf(called, sizeof called, "%.599s%s", room[n],
		    *w == '^' ? "/orders.csv" : "");
		if (*w == '$' || *w == '^' || (*w == '#' && !strchr(text, '/')))
			put(called, content);
	}
	words[n] = NULL;
	s = run_list(words);
	snprintf(called, sizeof called, "%s %s with \"%.40s\"", f->words[0],
	    f->words[1] ? f->words[1] : "", text);
	if (s.rc > 6)
		fail_msg("%s: exit %d", called, s.rc);
	hostile_judge(s.out, strlen(s.out), GRAMMAR_TEXT, called);
	hostile_judge(s.err, strlen(s.err), GRAMMAR_TEXT, called);
	said_free(&s);
}

/* ---- where they come out --------------------------------------------------- */

static void
look(const char *const *words, const char *format, enum grammar grammar)
{
	const char *all[14];
	char what[200] = "";
	struct said s;
	int n = 0;

	for (; words[n]; n++) {
		all[n] = *words[n] == '@' ? order : words[n];
		snprintf(what + strlen(what), sizeof what - strlen(what), "%s ",
		    all[n]);
	}
	if (format)
		all[n++] = format;
	all[n] = NULL;
	s = run_list(all);
	hostile_judge(s.out, strlen(s.out), grammar, what);
	hostile_judge(s.err, strlen(s.err), GRAMMAR_TEXT, what);
	if (s.rc > 6)
		fail_msg("%s: exit %d", what, s.rc);
	said_free(&s);
}

static void
look_everywhere(bool few)
{
	static const char *const both[][8] = { { "list", "state:all" },
		{ "customer", "list" }, { "show", "@" }, { "log", "@" },
		{ "todo", "@" }, { "company", "list" }, { "desk", "list" },
		{ "party", "list" }, { "user", "list" }, { "setting", "list" },
		{ "series", "list" }, { "calendar", "list" },
		{ "calendar", "calendars" }, { "rate", "list" },
		{ "list", "--saved" }, { "agenda" }, { "board" }, { "due" },
		{ "copies" }, { "files", "@" }, { "lines", "@" },
		{ "find", "NB01" }, { "role", "list" }, { "deputy", "list" },
		{ "distribution", "list" }, { "audit" }, { "since" } };
	static const char *const screens[] = { "F3 text:NB01 Enter Enter", "1",
		"F7 F3", "F2", "2", "3", "4", "5", "6", "7", "8", "9",
		"1 Enter tab F5" };
	char keys[400];

	for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
		if (few && i > 9 && rand_r(&seed) % 5)
			continue;
		look(both[i], NULL, GRAMMAR_TEXT);
		look(both[i], "--csv", GRAMMAR_CSV);
		look(both[i], "--json", GRAMMAR_JSON);
	}
	snprintf(keys, sizeof keys, "%s/keys", dir);
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		if (few && i > 2 && rand_r(&seed) % 5)
			continue;
		put(keys, screens[i]);
		look((const char *const[]){ "screens", "--script", keys,
			 "--size", "100x30", "--dump", NULL },
		    NULL, GRAMMAR_TEXT);
	}
}

/* ---- the tests ------------------------------------------------------------- */

static int
set_up(void **state)
{
	char path[400];

	(void)state;
	office_new();
	snprintf(dir, sizeof dir, "%s.d", getenv("GENDAN_BOOK"));
	assert_int_equal(mkdir(dir, 0700), 0);
	snprintf(path, sizeof path, "%s/state", dir);
	setenv("XDG_STATE_HOME", path, 1);
	snprintf(path, sizeof path, "%s/taken", dir);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(order, sizeof order, "%s", order_new("tt"));
	return 0;
}

static int
tear_down(void **state)
{
	char rm[900];

	(void)state;
	snprintf(rm, sizeof rm, "rm -rf '%s' '%s.files'", dir,
	    getenv("GENDAN_BOOK"));
	assert_int_equal(run_shell(rm), 0);
	unsetenv("XDG_STATE_HOME");
	office_end();
	return 0;
}

static void
no_field_takes_or_echoes_what_acts_on_a_terminal(void **state)
{
	bool all = getenv("GENDAN_SOAK") != NULL;
	int each = all ? NFIELDS : 1;

	(void)state;
	assert_true(hostile_count() >= 200);
	for (int i = 0; i < hostile_count(); i++)
		for (int k = 0; k < each; k++)
			enter(&fields[all ? k : rand_r(&seed) % NFIELDS],
			    hostile(i));
	for (int k = 0; k < NFIELDS && !all; k++)
		enter(&fields[k], hostile(rand_r(&seed) % hostile_count()));
	look_everywhere(!all);
}

/* What a clerk writes comes back as it was written, whatever it looks like. */
static void
harmless_signs_come_back_byte_for_byte(void **state)
{
	static const char *const notes[] = { "=1+1", "$(id) `id`; rm -rf /",
		"'; DROP TABLE journal; --", "%s%n{1}{2}", "{\"a\": [1]}",
		"../../etc/passwd", "－1 ＝2 全角", "\"a\",'b'\\", "<b>&amp;" };
	json_t *rows, *row;
	size_t i, found = 0;

	(void)state;
	for (i = 0; i < sizeof notes / sizeof *notes; i++)
		ok("note", order, "--", notes[i], NULL);
	rows = asked("log", order, NULL);
	for (i = 0; i < sizeof notes / sizeof *notes; i++) {
		char *text;

		json_array_foreach(rows, found, row)
		{
			text = json_dumps(row, JSON_ENCODE_ANY);
			json_t *want = json_string(notes[i]);
			char *part = json_dumps(want, JSON_ENCODE_ANY);

			/* without its quotation marks */
			part[strlen(part) - 1] = '\0';
			bool there = strstr(text, part + 1) != NULL;

			free(part);
			json_decref(want);
			free(text);
			if (there)
				break;
		}
		if (found == json_array_size(rows))
			fail_msg("the note \"%s\" is not in the log", notes[i]);
	}
	json_decref(rows);
}

/* As if the door inwards had been open: the texts stand in the book's tables,
 * and the door outwards alone keeps the terminal safe. */
static void
even_what_stands_in_the_book_never_reaches_the_terminal(void **state)
{
	static const char *const cells[][2] = { { "customer", "name" },
		{ "customer", "note" }, { "customer", "city" },
		{ "company", "name_zh" }, { "person", "name" },
		{ "person", "name_en" }, { "desk", "zh" }, { "party", "name" },
		{ "field", "value" }, { "line", "item" }, { "line", "note" },
		{ "orders", "status" }, { "orders", "reason" },
		{ "act", "reason" }, { "due", "reason" },
		{ "setting", "value" }, { "saved", "words" },
		{ "holiday", "name" }, { "caldef", "zh" }, { "calday", "en" },
		{ "calyear", "source" } };
	int turns = getenv("GENDAN_SOAK") ? 60 : 2; /* each text four times */
	sqlite3_stmt *set;
	sqlite3 *db;

	(void)state;
	ok("party", "set", "carrier", "hp", "Some", NULL);
	ok("calendar", "set", "2026-12-25", "yes", "Christmas", NULL);
	for (int t = 0; t < turns; t++) {
		assert_int_equal(sqlite3_open(getenv("GENDAN_BOOK"), &db),
		    SQLITE_OK);
		for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
			char *sql =
			    sqlite3_mprintf("UPDATE \"%w\" SET \"%w\" = "
					    "?1",
				cells[i][0], cells[i][1]);
			const char *text = hostile(
			    turns > 2 ? (t * 21 + (int)i) % hostile_count()
				      : rand_r(&seed) % hostile_count());

			assert_int_equal(
			    sqlite3_prepare_v2(db, sql, -1, &set, NULL),
			    SQLITE_OK);
			sqlite3_bind_text(set, 1, text, -1, SQLITE_STATIC);
			assert_int_equal(sqlite3_step(set), SQLITE_DONE);
			sqlite3_finalize(set);
			sqlite3_free(sql);
		}
		sqlite3_close(db);
		look_everywhere(true);
	}
}

static void
a_cell_of_ten_megabytes_is_refused_where_it_stands(void **state)
{
	size_t len = 10u << 20;
	char path[400], *big = malloc(len + 1);
	static const char *const heads[] = {
		"number,customer_no,item\nB-1,NB01,", "code,name\nB1,"
	};
	FILE *f;

	(void)state;
	assert_non_null(big);
	memset(big, 'x', len);
	big[len] = '\0';
	snprintf(path, sizeof path, "%s/big.csv", dir);
	for (int i = 0; i < 2; i++) {
		f = fopen(path, "w");
		assert_non_null(f);
		fputs(heads[i], f);
		fputs(big, f);
		fputs("\n", f);
		fclose(f);
		if (i == 0)
			assert_non_null(
			    strstr(fails(2, "import", path, NULL), "line 2"));
		else
			assert_non_null(
			    strstr(fails(2, "customer", "import", path, NULL),
				"line 2"));
	}
	big[100000] = '\0';
	fails(2, "note", order, big, NULL);
	fails(2, "customer", "set", "B1", big, NULL);
	free(big);
}

/* A cell with leftovers of copying is taken and named; what could deceive is
 * refused and named. */
static void
an_import_names_the_cells_it_cleaned_and_refused(void **state)
{
	char path[400];
	json_t *list, *note;
	struct said said;

	(void)state;
	snprintf(path, sizeof path, "%s/cells.csv", dir);
	put(path, "number,customer_no,item,qty\n"
		  "C-1,NB01,Cafe\xCC\x81 mug,1\n"
		  "C-2,NB01,cup\xE2\x80\x8B,1\n"
		  "C-3,NB01,plain,1\n");
	list = asked("import", path, NULL);
	assert_int_equal(json_array_size(json_object_get(list, "notes")), 2);
	note = json_array_get(json_object_get(list, "notes"), 1);
	assert_int_equal(json_integer_value(json_object_get(note, "row")), 3);
	assert_string_equal(json_string_value(json_object_get(note, "column")),
	    "item");
	json_decref(list);
	assert_non_null(strstr(ok("show", "C-1", NULL), "Café mug"));
	put(path, "number,customer_no,item,qty\n"
		  "C-4,NB01,\xE2\x80\xAEgum,1\n");
	said = run("import", path, "--lang", "en", NULL);
	assert_int_equal(said.rc, 2);
	assert_non_null(strstr(said.err, "row 2, column item"));
	assert_non_null(strstr(said.err, "U+202E"));
	said_free(&said);
	fails(3, "show", "C-4", NULL);
	put(path, "code,name\nCL1,Cafe\xCC\x81 Ltd\n");
	list = asked("customer", "import", path, NULL);
	assert_int_equal(json_integer_value(json_object_get(list, "notes")), 1);
	json_decref(list);
	assert_non_null(strstr(ok("customer", "list", NULL), "Café Ltd"));
}

static void
a_look_alike_customer_is_made_only_when_insisted_on(void **state)
{
	char path[400];
	json_t *said;
	const char *err;

	(void)state;
	ok("customer", "set", "AC1", "ACME Ltd.", NULL);
	err = fails(1, "customer", "set", "AC2",
	    "\xD0\x90\xD0\xA1\xD0\x9C\xD0"
	    "\x95 LTD",
	    "--lang", "en", NULL);
	assert_non_null(strstr(err, "AC1"));
	assert_non_null(strstr(err, "--anyway"));
	fails(1, "customer", "set", "AC2", "A C M E Ltd", NULL);
	fails(1, "customer", "set", "AC2", "ＡＣＭＥ　ＬＴＤ", NULL);
	fails(1, "customer", "set", "ACl", "Another Company", NULL);
	err = fails(1, "customer", "set", "AC3", "P\xD0\xB0ypal", "--lang",
	    "en", NULL);
	assert_non_null(strstr(err, "alphabets"));
	assert_null(strstr(ok("customer", "list", NULL), "AC2"));
	ok("customer", "set", "AC2", "acme ltd", "--anyway", NULL);
	/* what is not its name may change without asking again */
	ok("customer", "set", "AC2", "acme ltd", "city=Hamburg", NULL);
	ok("customer", "set", "AC2", "city=Bremen", NULL);
	fails(1, "customer", "set", "NB01", "Acme, Ltd", NULL);
	ok("customer", "set", "AC4", "Acme Tools", NULL);
	/* files are taken, and say it */
	snprintf(path, sizeof path, "%s/alike.csv", dir);
	put(path, "code,name\nAC5,ACME LTD\nX1,Xenon\nX2,X3non\n");
	said = asked("customer", "import", path, NULL);
	assert_int_equal(json_integer_value(json_object_get(said, "notes")), 1);
	json_decref(said);
	put(path, "number,customer_no,customer_name,item,qty\n"
		  "A-1,AC6,Acme Ltd,x,1\n"
		  "A-2,AC6,Acme Ltd,x,1\nA-3,Y1,Yellow Sun,x,1\n"
		  "A-4,Y2,Ye11ow Sun,x,1\n");
	said = asked("import", path, "--dry-run", NULL);
	assert_int_equal(json_array_size(json_object_get(said, "notes")), 2);
	json_decref(said);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    no_field_takes_or_echoes_what_acts_on_a_terminal, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    harmless_signs_come_back_byte_for_byte, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    even_what_stands_in_the_book_never_reaches_the_terminal,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_cell_of_ten_megabytes_is_refused_where_it_stands, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    an_import_names_the_cells_it_cleaned_and_refused, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    a_look_alike_customer_is_made_only_when_insisted_on, set_up,
		    tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

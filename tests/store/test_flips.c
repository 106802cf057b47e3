/* tests/store/test_flips.c - every byte of a book, flipped: verify says so, or
 * the byte has no meaning, which is shown by reading everything back.
 *
 * The book is made of small pages, so that much of it is meaning and little is
 * room.  A seeded share is tried; GENDAN_SOAK=1 tries every byte in two
 * patterns. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/store/store_priv.h"
#include "store/book.h"

#define SHARE 300   /* flips of a plain run */
#define SOAKERS 2   /* processes of a soak */
#define LEAST 50000 /* bytes the book has at least */

static const uint8_t patterns[] = { 0x01, 0xff };

/* ---- a book with something in every table ------------------------------- */

/* Cells of a row, each from its place; never the same twice. */
static void
any_row(int table, int n, uint64_t row[GD_ROW_BYTES / 8], char texts[][24])
{
	const struct gd_table *t = gd_put_table(table);

	memset(row, 0, GD_ROW_BYTES);
	for (int i = 0; i < t->ncols; i++) {
		char *cell = (char *)row + t->cols[i].offset;
		int64_t number = table + 3 * i + n;

		snprintf(texts[i], sizeof texts[i], "t%d-%d-%d", table, i, n);
		if (t->cols[i].type == GD_CELL_TEXT) {
			const char *text = texts[i];

			memcpy(cell, &text, sizeof text);
		} else {
			memcpy(cell, &number, sizeof number);
		}
	}
}

/* A signature is nothing to make up: those cells stay empty. */
static uint64_t
cells_of(int table)
{
	const struct gd_table *t = gd_put_table(table);

	for (int i = 0; table == GD_TAB_SIGNOFF && i < t->ncols; i++)
		if (strcmp(t->cols[i].name, "key") == 0)
			return (UINT64_C(1) << i) - 1;
	return ALL_CELLS;
}

static void
fill(struct gd_store *s, const char *order, int first, int end)
{
	static char texts[64][24];
	uint64_t row[GD_ROW_BYTES / 8];
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	deed_begin(&d);
	for (int t = first; t < end; t++) {
		if (t == GD_TAB_HEAD || t == GD_TAB_FILE ||
		    t == GD_ORDER_NTABLES + GD_OFF_FLOWDEF ||
		    t == GD_ORDER_NTABLES + GD_OFF_FORMDEF ||
		    t == GD_ORDER_NTABLES + GD_OFF_CLOSING ||
		    t == GD_ORDER_NTABLES + GD_OFF_SIGNKEY)
			continue; /* bytes of their own are asked for */
		for (int n = 0; n < 3; n++) {
			any_row(t, (order ? order[35] : 0) + 100 * n, row,
			    texts);
			deed_put(&d, t, row, cells_of(t));
		}
	}
	assert_int_equal(deed_do(&d, s, order, 0, &err), GD_OK);
	deed_end(&d);
}

static void
make_small(const char *path)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(db,
		"PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM; "
		"PRAGMA journal_mode = WAL",
		NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(db);
}

static void
make_book(void)
{
	struct gd_store *s = book_new();
	char id[GD_ID_TEXT];

	book_customer(s, "acme", "Ächme & Söhne 提单");
	fill(s, NULL, GD_ORDER_NTABLES, GD_NTABLES);
	for (int i = 1; i <= 3; i++) {
		char number[16];

		snprintf(number, sizeof number, "EX-%d", i);
		book_order(s, number, "acme", i, 10 * i, id);
		fill(s, id, 0, GD_ORDER_NTABLES);
	}
	gd_store_close(s);
	make_small(book_file("book.db"));
}

/* ---- what a book says, all of it ----------------------------------------- */

static void
add_rows(struct gd_str *out, sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &st, NULL);

	while (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(st); i++) {
			const void *bytes = sqlite3_column_blob(st, i);
			int n = sqlite3_column_bytes(st, i);

			gd_str_addf(out, "|%d:%d:", sqlite3_column_type(st, i),
			    n);
			for (int k = 0; k < n; k++)
				gd_str_addf(out, "%02x",
				    ((const uint8_t *)bytes)[k]);
		}
		gd_str_addc(out, '\n');
		rc = SQLITE_OK;
	}
	gd_str_addf(out, "%s: %d\n", sql, rc);
	sqlite3_finalize(st);
}

/* Every cell of every table with its type, and the structure.  Not the pages
 * of the search index (verify compares what they say), nor counters of 0 (the
 * same as none). */
static void
dump(const char *path, struct gd_str *out)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *st = NULL;

	sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);
	add_rows(out, db, "PRAGMA user_version");
	add_rows(out, db, "PRAGMA application_id");
	add_rows(out, db,
	    "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 2");
	sqlite3_prepare_v2(db,
	    "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
	    "name NOT LIKE 'search%' ORDER BY name",
	    -1, &st, NULL);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *name = gd_column(st, 0);
		struct gd_str sql = GD_STR_INIT;

		gd_str_addf(&sql, "SELECT * FROM \"%s\"%s", name,
		    strcmp(name, "tally") == 0 ? " WHERE n <> 0" : "");
		add_rows(out, db, sql.text);
		gd_str_release(&sql);
	}
	sqlite3_finalize(st);
	sqlite3_close(db);
}

/* ---- flipping ------------------------------------------------------------ */

enum verdict { SAID, HARMLESS, MISSED };

static enum verdict
look(const char *path, const char *before)
{
	struct gd_verify_report r = { 0 };
	struct gd_str after = GD_STR_INIT;
	struct gd_store *s = NULL;
	enum gd_code rc;
	bool same;

	rc = gd_store_open(path, GD_PROFILE_VERIFY, &s, NULL);
	if (rc == GD_OK) {
		rc = gd_store_verify(s, NULL, NULL, &r, NULL);
		gd_store_close(s);
	}
	if (rc != GD_OK || r.old_rows)
		return SAID;
	dump(path, &after);
	same = strcmp(before, after.text) == 0;
	gd_str_release(&after);
	return same ? HARMLESS : MISSED;
}

/* The byte changed, looked at, put back. */
static enum verdict
flip(const char *path, off_t at, uint8_t pattern, const char *before)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	enum verdict v;
	uint8_t old, odd;

	assert_int_equal(pread(fd, &old, 1, at), 1);
	odd = old ^ pattern;
	assert_int_equal(pwrite(fd, &odd, 1, at), 1);
	close(fd);
	v = look(path, before);
	fd = open(path, O_RDWR | O_CLOEXEC);
	assert_int_equal(pwrite(fd, &old, 1, at), 1);
	close(fd);
	if (v == MISSED)
		print_message("missed: byte %lld ^ %02x\n", (long long)at,
		    pattern);
	return v;
}

static off_t
size_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_size;
}

static void
a_flipped_byte_is_said_or_has_no_meaning(void **state)
{
	struct gd_str before = GD_STR_INIT;
	const char *path = book_file("book.db");
	int count[3] = { 0 };
	off_t size;

	(void)state;
	make_book();
	size = size_of(path);
	assert_true(size >= LEAST);
	dump(path, &before);
	assert_int_equal(look(path, before.text), HARMLESS);
	srand(7);
	for (int i = 0; i < SHARE; i++)
		count[flip(path, rand() % size, patterns[i % 2],
		    before.text)]++;
	print_message("# %lld bytes; %d said, %d without meaning\n",
	    (long long)size, count[SAID], count[HARMLESS]);
	assert_int_equal(count[MISSED], 0);
	assert_true(count[SAID] > SHARE / 3);
	gd_str_release(&before);
}

/* Every SOAKERS-th byte of a copy of one's own; how many went which way. */
static void
soak_part(int part, const char *before, const int out[2], off_t *tried)
{
	char name[16], path[128];
	int count[3] = { 0 };
	off_t size;

	snprintf(name, sizeof name, "part-%d.db", part);
	snprintf(path, sizeof path, "%s", book_file(name));
	size = size_of(path);
	/* a crash is a miss: the parent says at which byte, and cleans up */
	signal(SIGSEGV, SIG_DFL);
	signal(SIGBUS, SIG_DFL);
	signal(SIGABRT, SIG_DFL);
	for (off_t at = part; at < size; at += SOAKERS)
		for (size_t p = 0; p < sizeof patterns; p++, tried[part] = at)
			count[flip(path, at, patterns[p], before)]++;
	_exit(write(out[1], count, sizeof count) == sizeof count ? 0 : 1);
}

static void
every_byte_flipped_in_two_patterns_is_said_or_has_no_meaning(void **state)
{
	struct gd_str before = GD_STR_INIT, sh = GD_STR_INIT;
	off_t *tried = mmap(NULL, SOAKERS * sizeof *tried,
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int total[3] = { 0 }, count[3], out[2], status;

	(void)state;
	if (!getenv("GENDAN_SOAK"))
		skip();
	make_book();
	dump(book_file("book.db"), &before);
	assert_int_equal(pipe(out), 0);
	for (int i = 0; i < SOAKERS; i++) {
		gd_str_reset(&sh);
		gd_str_addf(&sh, "cp %s %s/part-%d.db", book_file("book.db"),
		    book_dir(), i);
		assert_int_equal(system(sh.text), 0);
		if (fork() == 0)
			soak_part(i, before.text, out, tried);
	}
	for (int i = 0; i < SOAKERS; i++)
		if (wait(&status) > 0 && status != 0)
			fail_msg("ended at byte %lld or %lld: status %d",
			    (long long)tried[0], (long long)tried[1], status);
	for (int i = 0; i < SOAKERS; i++) {
		assert_int_equal(read(out[0], count, sizeof count),
		    sizeof count);
		for (int k = 0; k < 3; k++)
			total[k] += count[k];
	}
	print_message("# %d flips: %d said, %d without meaning, %d missed\n",
	    total[0] + total[1] + total[2], total[SAID], total[HARMLESS],
	    total[MISSED]);
	assert_true(total[0] + total[1] + total[2] > 2 * LEAST);
	assert_int_equal(total[MISSED], 0);
	close(out[0]);
	close(out[1]);
	gd_str_release(&sh);
	gd_str_release(&before);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_flipped_byte_is_said_or_has_no_meaning),
		T(every_byte_flipped_in_two_patterns_is_said_or_has_no_meaning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

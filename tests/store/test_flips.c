/* tests/store/test_flips.c - every byte of a book, flipped: verify says so, or
 * the byte has no meaning, which is shown by reading everything back.
 *
 * The book has a row of every table, in small pages, so that much of it is
 * meaning and little is room.  A seeded share is tried; GENDAN_SOAK=1 tries every byte in two
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
		for (int n = 0; n < 1; n++) {
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
	for (int i = 1; i <= 1; i++) {
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
	static const char hex[] = "0123456789abcdef";
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &st, NULL);

	while (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(st); i++) {
			const void *bytes = sqlite3_column_blob(st, i);
			int n = sqlite3_column_bytes(st, i);

			gd_str_addf(out, "|%d:%d:", sqlite3_column_type(st, i),
			    n);
			for (int k = 0; k < n; k++) {
				uint8_t b = ((const uint8_t *)bytes)[k];

				gd_str_addc(out, hex[b >> 4]);
				gd_str_addc(out, hex[b & 15]);
			}
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

static struct gd_store *model; /* the structure, made once for all looks */

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
		s->model = model;
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
	/* of all flips 36 % are said, the rest falls into free space; a share
	 * this small means that nothing is looked at any more */
	assert_true(count[SAID] > SHARE / 5);
	gd_str_release(&before);
}

/* One of the processes of a soak: where it is, what it found. */
struct soaker {
	pid_t pid;
	off_t at;
	size_t p; /* the pattern being tried */
	int count[3];
};

static const char *
part_file(const char *what, long long part)
{
	char name[48];

	snprintf(name, sizeof name, "%s-%lld.db", what, part);
	return book_file(name);
}

/* Every SOAKERS-th byte of a copy of one's own, from where `k` stands. */
static void
soak_part(int part, struct soaker *k, const char *before)
{
	char path[128];
	off_t size;

	snprintf(path, sizeof path, "%s", part_file("part", part));
	size = size_of(path);
	/* no connection outlives a fork */
	assert_int_equal(gd_check_model(&model, NULL), GD_OK);
	/* a crash is a miss: the parent says at which byte, and goes on */
	signal(SIGSEGV, SIG_DFL);
	signal(SIGBUS, SIG_DFL);
	signal(SIGABRT, SIG_DFL);
	for (; k->at < size; k->at += SOAKERS, k->p = 0)
		for (; k->p < sizeof patterns; k->p++)
			k->count[flip(path, k->at, patterns[k->p], before)]++;
	_exit(0);
}

static void
soak_begin(int part, struct soaker *k, const char *before)
{
	struct gd_str sh = GD_STR_INIT;
	pid_t pid;

	gd_str_addf(&sh, "cp %s %s", book_file("book.db"),
	    part_file("part", part));
	assert_int_equal(system(sh.text), 0);
	gd_str_release(&sh);
	pid = fork(); /* what stands in k is the parent's to write */
	if (pid == 0)
		soak_part(part, k, before);
	k->pid = pid;
}

/* It ended at a byte: that is a miss, and the book is kept where $GENDAN_SOAK
 * names a folder.  The next byte is tried. */
static void
soak_died(int part, struct soaker *k, int status, const char *before)
{
	struct gd_str sh = GD_STR_INIT;

	print_message("ended: byte %lld ^ %02x, status %d\n", (long long)k->at,
	    patterns[k->p], status);
	gd_str_addf(&sh,
	    "test ! -d \"$GENDAN_SOAK\" || cp %s "
	    "\"$GENDAN_SOAK/ended-%lld-%02x.db\"",
	    part_file("part", part), (long long)k->at, patterns[k->p]);
	assert_int_equal(system(sh.text), 0);
	gd_str_release(&sh);
	k->count[MISSED]++;
	if (++k->p == sizeof patterns) {
		k->p = 0;
		k->at += SOAKERS;
	}
	soak_begin(part, k, before);
}

static void
every_byte_flipped_in_two_patterns_is_said_or_has_no_meaning(void **state)
{
	struct gd_str before = GD_STR_INIT;
	struct soaker *k = mmap(NULL, SOAKERS * sizeof *k,
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int total[3] = { 0 }, status, n = 0;
	pid_t pid;

	(void)state;
	if (!getenv("GENDAN_SOAK"))
		skip();
	make_book();
	dump(book_file("book.db"), &before);
	for (int i = 0; i < SOAKERS; i++) {
		k[i].at = i;
		soak_begin(i, &k[i], before.text);
	}
	while ((pid = wait(&status)) > 0) {
		for (n = 0; n < SOAKERS && k[n].pid != pid; n++)
			;
		if (n < SOAKERS && status != 0)
			soak_died(n, &k[n], status, before.text);
	}
	for (int i = 0; i < SOAKERS; i++)
		for (int v = 0; v < 3; v++)
			total[v] += k[i].count[v];
	print_message("# %d flips: %d said, %d without meaning, %d missed\n",
	    total[0] + total[1] + total[2], total[SAID], total[HARMLESS],
	    total[MISSED]);
	assert_true(total[0] + total[1] + total[2] > 2 * LEAST);
	assert_int_equal(total[MISSED], 0);
	munmap(k, SOAKERS * sizeof *k);
	gd_str_release(&before);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

static int
make_model(void **state)
{
	(void)state;
	return gd_check_model(&model, NULL) == GD_OK ? 0 : -1;
}

static int
end_model(void **state)
{
	(void)state;
	gd_check_model_end(model);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_flipped_byte_is_said_or_has_no_meaning),
		T(every_byte_flipped_in_two_patterns_is_said_or_has_no_meaning),
	};

	return cmocka_run_group_tests(tests, make_model, end_model);
}

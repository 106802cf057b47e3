/* tests/store/test_open.c - profiles, the gate, and every way a book can be
 * wrong, each with its own message and code. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/store/store_priv.h"
#include "base/day.h"
#include "store/book.h"

static void
opens_as(const char *name, enum gd_code code, enum gd_msg msg)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *s = NULL;
	enum gd_code rc;

	rc = gd_store_open(book_file(name), GD_PROFILE_WORK, &s, &err);
	if (rc != code || err.msg != msg || (rc != GD_OK && s))
		fail_msg("%s: code %d, %s", name, (int)rc,
		    gd_msg_english(err.msg));
	gd_store_close(s);
}

static void
put_file(const char *name, const void *bytes, size_t n)
{
	FILE *f = fopen(book_file(name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	fclose(f);
}

static void
sql(const char *name, const char *text)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(book_file(name), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* ---- profiles ------------------------------------------------------------ */

static void
every_setting_of_each_profile_reads_back(void **state)
{
	static const enum gd_profile all[] = { GD_PROFILE_WORK,
		GD_PROFILE_VERIFY, GD_PROFILE_MAINT };

	(void)state;
	gd_store_close(book_new());
	for (size_t i = 0; i < 3; i++) {
		struct gd_store *s = book_open("book.db", all[i]);
		const char *bad = gd_profile_differs(s);

		if (bad)
			fail_msg("profile %zu: %s", i, bad);
		gd_store_close(s);
	}
}

static void
a_setting_that_is_off_is_noticed(void **state)
{
	struct gd_store *s = book_new();

	(void)state;
	gd_profile_authorize(s, false);
	sqlite3_exec(s->db, "PRAGMA synchronous=NORMAL", NULL, NULL, NULL);
	assert_string_equal(gd_profile_differs(s), "PRAGMA synchronous");
	gd_profile_authorize(s, false);
	sqlite3_exec(s->db, "PRAGMA synchronous=FULL", NULL, NULL, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	assert_string_equal(gd_profile_differs(s), "defensive");
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 3);
	assert_string_equal(gd_profile_differs(s), "attached");
	gd_store_close(s);
}

static void
a_verify_connection_does_not_write(void **state)
{
	struct gd_store *s;
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	gd_store_close(book_new());
	s = book_open("book.db", GD_PROFILE_VERIFY);
	assert_true(gd_store_read_only(s));
	assert_int_equal(gd_store_begin(s, &err), GD_OUTSIDE);
	assert_int_equal(err.msg, GD_M_BOOK_READ_ONLY);
	gd_store_close(s);
}

/* ---- columns ------------------------------------------------------------- */

static void
columns_of_each_table_equal_its_descriptor(void **state)
{
	struct gd_store *s = book_new();

	(void)state;
	gd_profile_authorize(s, false);
	for (int t = 0; t < GD_NTABLES; t++) {
		const struct gd_table *d = gd_put_table(t);
		bool order = t < GD_ORDER_NTABLES;
		int skip = t == GD_TAB_HEAD  ? 8
			   : t == GD_TAB_DUE ? 2
			   : order           ? 1
					     : 0;
		int n = 0;
		char text[100];
		sqlite3_stmt *st;

		snprintf(text, sizeof text, "PRAGMA table_info(\"%s\")",
		    t == GD_TAB_HEAD ? "orders" : d->name);
		assert_int_equal(sqlite3_prepare_v2(s->db, text, -1, &st, NULL),
		    SQLITE_OK);
		while (sqlite3_step(st) == SQLITE_ROW) {
			const struct gd_col *c;
			int at = n++ - skip;

			if (at < 0)
				continue;
			assert_true(at < d->ncols);
			c = &d->cols[at];
			assert_string_equal(gd_column(st, 1), c->name);
			assert_string_equal(gd_column(st, 2),
			    c->type == GD_CELL_TEXT ? "TEXT" : "INTEGER");
			assert_int_equal(sqlite3_column_int(st, 3), 1);
			if (t != GD_TAB_HEAD)
				assert_int_equal(sqlite3_column_int(st, 5),
				    at < d->nkeys ? at + 1 + order : 0);
		}
		assert_int_equal(n - skip, d->ncols);
		sqlite3_finalize(st);
	}
	gd_profile_authorize(s, true);
	gd_store_close(s);
}

static void
the_schema_page_names_every_table_and_column(void **state)
{
	static char page[40000];
	FILE *f = fopen("docs/SCHEMA.md", "r");
	char *line, *rest = page;
	uint64_t seen_tables = 0;

	(void)state;
	if (!f)
		skip(); /* not run from the top of the tree */
	page[fread(page, 1, sizeof page - 1, f)] = '\0';
	fclose(f);
	/* the bold of keys and the bars of tables away */
	for (char *p = page; *p; p++)
		if (*p == '*' || *p == '|')
			*p = ' ';
	while ((line = strsep(&rest, "\n")))
		for (int t = 0; t < GD_NTABLES; t++) {
			const struct gd_table *d = gd_put_table(t);
			struct gd_str want = GD_STR_INIT;

			gd_str_addf(&want, "  %s  ", d->name);
			if (t != GD_TAB_HEAD &&
			    !strncmp(line, want.text, want.len)) {
				gd_str_reset(&want);
				for (int c = 0; c < d->ncols; c++)
					gd_str_addf(&want, "%s%s",
					    c ? ", " : "", d->cols[c].name);
				/* keys are set off by the bold's blanks */
				for (char *p = line; (p = strstr(p, "  , "));)
					memmove(p, p + 2, strlen(p + 2) + 1);
				if (!strstr(line, want.text))
					fail_msg("%s: %s", line, want.text);
				seen_tables |= (uint64_t)1 << t;
			}
			gd_str_release(&want);
		}
	assert_true(
	    seen_tables == ((((uint64_t)1 << GD_NTABLES) - 1) & ~(uint64_t)1));
}

/* ---- what can be wrong --------------------------------------------------- */

static void
no_book_there(void **state)
{
	(void)state;
	opens_as("none.db", GD_MISSING, GD_M_BOOK_MISSING);
	opens_as("no/folder/book.db", GD_MISSING, GD_M_BOOK_MISSING);
}

static void
a_book_is_never_made_over_something(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct stat st;

	(void)state;
	put_file("book.db", "mine", 4);
	assert_int_equal(gd_store_create(book_file("book.db"), 1, &err),
	    GD_REFUSED);
	assert_int_equal(err.msg, GD_M_BOOK_EXISTS);
	assert_int_equal(stat(book_file("book.db"), &st), 0);
	assert_int_equal(st.st_size, 4);
}

static void
a_new_book_makes_its_folders_or_says_why_not(void **state)
{
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	assert_int_equal(gd_store_create(book_file("a/b/book.db"), 1, &err),
	    GD_OK);
	opens_as("a/b/book.db", GD_OK, GD_M_NONE);
	put_file("file", "x", 1);
	assert_int_equal(gd_store_create(book_file("file/book.db"), 1, &err),
	    GD_OUTSIDE);
	assert_int_equal(gd_store_create("/proc/book.db", 1, &err), GD_OUTSIDE);
}

static void
something_that_is_no_book(void **state)
{
	static const char text[] =
	    "this is a letter to a customer, and it is "
	    "long enough not to be taken for an empty file by anybody at all;"
	    " it goes on for more than one hundred bytes.";

	(void)state;
	put_file("letter.txt", text, sizeof text);
	opens_as("letter.txt", GD_DAMAGED, GD_M_BOOK_FOREIGN);
	put_file("empty", "", 0);
	opens_as("empty", GD_DAMAGED, GD_M_BOOK_FOREIGN);
	sql("other.db", "CREATE TABLE x(y)");
	opens_as("other.db", GD_DAMAGED, GD_M_BOOK_FOREIGN);
	mkdir(book_file("folder"), 0700);
	opens_as("folder", GD_DAMAGED, GD_M_BOOK_FOREIGN);
}

static void
a_newer_book(void **state)
{
	(void)state;
	gd_store_close(book_new());
	sql("book.db", "PRAGMA user_version = 99");
	opens_as("book.db", GD_DAMAGED, GD_M_BOOK_NEWER);
	sql("book.db", "PRAGMA user_version = 1; "
		       "UPDATE ledger SET projection = 99");
	opens_as("book.db", GD_DAMAGED, GD_M_BOOK_NEWER);
}

static void
a_damaged_book(void **state)
{
	static uint8_t bytes[8192];
	FILE *f;

	(void)state;
	gd_store_close(book_new());
	f = fopen(book_file("book.db"), "r+b");
	/* page 1 keeps its header but loses its tree */
	fseek(f, 100, SEEK_SET);
	memset(bytes, 0x5a, sizeof bytes);
	fwrite(bytes, 1, 3900, f);
	fclose(f);
	opens_as("book.db", GD_DAMAGED, GD_M_BOOK_DAMAGED);
}

static void
links_are_refused(void **state)
{
	(void)state;
	gd_store_close(book_new());
	assert_int_equal(symlink(book_file("book.db"), book_file("soft")), 0);
	opens_as("soft", GD_OUTSIDE, GD_M_BOOK_SYMLINK);
	assert_int_equal(link(book_file("book.db"), book_file("hard")), 0);
	opens_as("book.db", GD_OUTSIDE, GD_M_BOOK_HARDLINK);
	opens_as("hard", GD_OUTSIDE, GD_M_BOOK_HARDLINK);
}

static void
a_linked_folder_leads_to_the_same_gate(void **state)
{
	struct gd_store *s;

	(void)state;
	mkdir(book_file("real"), 0700);
	assert_int_equal(symlink(book_file("real"), book_file("way")), 0);
	assert_int_equal(gd_store_create(book_file("way/b.db"), 1, NULL),
	    GD_OK);
	s = book_open("way/b.db", GD_PROFILE_WORK);
	assert_string_equal(gd_store_path(s), book_file("real/b.db"));
	gd_store_close(s);
}

static void
a_busy_book(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	sqlite3 *other = NULL;

	(void)state;
	/* a stranger without the gate holds the write lock */
	sqlite3_open(book_file("book.db"), &other);
	assert_int_equal(
	    sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL),
	    SQLITE_OK);
	gd_profile_busy(s, false); /* not five seconds in a test */
	assert_int_equal(gd_store_begin(s, &err), GD_OUTSIDE);
	assert_int_equal(err.msg, GD_M_BOOK_BUSY);
	sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(other);
	assert_int_equal(gd_store_begin(s, &err), GD_OK);
	assert_int_equal(gd_store_end(s, GD_OK, &err), GD_OK);
	gd_store_close(s);
}

/* The first statement already has to wait, when it is prepared. */
static void
a_book_that_is_busy_when_a_statement_is_prepared_is_not_called_damaged(
    void **state)
{
	struct gd_store s = { .profile = GD_PROFILE_MAINT };
	struct gd_err err = GD_ERR_INIT;
	sqlite3 *other = NULL;
	int64_t n;

	(void)state;
	sqlite3_open(book_file("other.db"), &other);
	assert_int_equal(sqlite3_exec(other,
			     "CREATE TABLE t(x); BEGIN EXCLUSIVE", NULL, NULL,
			     NULL),
	    SQLITE_OK);
	sqlite3_open(book_file("other.db"), &s.db);
	assert_int_equal(
	    gd_db_int(&s, "SELECT count(*) FROM t", NULL, &n, &err),
	    GD_OUTSIDE);
	assert_int_equal(err.msg, GD_M_BOOK_BUSY);
	sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(other);
	assert_int_equal(
	    gd_db_int(&s, "SELECT count(*) FROM t", NULL, &n, &err), GD_OK);
	gd_db_finalize(&s);
	sqlite3_close(s.db);
}

/* Runs what() as nobody; its exit status. */
static int
as_nobody(void (*what)(void))
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		if (getuid() == 0 && setresuid(65534, 65534, 65534) != 0)
			_exit(99);
		what();
		_exit(0);
	}
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

static void
read_but_not_write(void)
{
	struct gd_list_rows rows = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_filter all = { .limit = 9 };
	struct gd_store *s = NULL;

	if (gd_store_open(book_file("ro/book.db"), GD_PROFILE_WORK, &s, &err) !=
	    GD_OK)
		_exit(10 + (int)err.code);
	if (!gd_store_read_only(s))
		_exit(20);
	if (gd_store_list(s, &all, &rows, &err) != GD_OK || rows.n != 1)
		_exit(30 + (int)err.code);
	if (gd_store_begin(s, &err) != GD_OUTSIDE ||
	    err.msg != GD_M_BOOK_READ_ONLY)
		_exit(40 + (int)err.code);
	if (gd_store_verify(s, NULL, NULL, NULL, &err) != GD_OK)
		_exit(50 + (int)err.code);
	gd_store_close(s);
}

static void
not_even_read(void)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *s = NULL;

	if (gd_store_open(book_file("ro/book.db"), GD_PROFILE_WORK, &s, &err) !=
		GD_DAMAGED ||
	    err.msg != GD_M_BOOK_UNREADABLE)
		_exit(1);
}

static void
a_read_only_file_or_folder_can_still_be_read(void **state)
{
	char id[GD_ID_TEXT];
	struct gd_store *s;

	(void)state;
	chmod(book_dir(), 0755);
	mkdir(book_file("ro"), 0777);
	assert_int_equal(gd_store_create(book_file("ro/book.db"), 1, NULL),
	    GD_OK);
	s = book_open("ro/book.db", GD_PROFILE_WORK);
	book_order(s, "A", "", 1, 0, id);
	gd_store_idle(s);
	gd_store_close(s);
	/* file and folder read-only, -wal and -shm there */
	chmod(book_file("ro/book.db"), 0444);
	chmod(book_file("ro/book.db-wal"), 0444);
	chmod(book_file("ro/book.db-shm"), 0444);
	chmod(book_file("ro"), 0555);
	assert_int_equal(as_nobody(read_but_not_write), 0);
	/* and not there */
	chmod(book_file("ro"), 0755);
	unlink(book_file("ro/book.db-wal"));
	unlink(book_file("ro/book.db-shm"));
	chmod(book_file("ro"), 0555);
	assert_int_equal(as_nobody(read_but_not_write), 0);
	/* a folder that may be written does not help a file that may not */
	chmod(book_file("ro"), 0777);
	assert_int_equal(as_nobody(read_but_not_write), 0);
	chmod(book_file("ro/book.db"), 0);
	if (getuid() == 0)
		assert_int_equal(as_nobody(not_even_read), 0);
	chmod(book_file("ro/book.db"), 0644);
}

static void
a_full_disk_is_said_and_nothing_is_lost(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_list_rows rows = { 0 };
	struct gd_filter all = { .limit = 5 };
	enum gd_code rc = GD_OK;
	struct gd_store *s;
	int64_t n, done = 0;
	struct deed d;

	(void)state;
	mkdir(book_file("small"), 0700);
	if (mount("tmpfs", book_file("small"), "tmpfs", 0, "size=1200k") != 0)
		skip(); /* only root may mount */
	rc = gd_store_create(book_file("small/book.db"), 1, &err);
	assert_int_equal(rc, GD_OK);
	s = book_open("small/book.db", GD_PROFILE_WORK);
	for (int i = 0; i < 3000 && rc == GD_OK; i++) {
		struct gd_customer c = { .code = "c", .name = "name" };

		deed_begin(&d);
		deed_put(&d, GD_ORDER_NTABLES + GD_OFF_CUSTOMER, &c, ALL_CELLS);
		rc = deed_do(&d, s, NULL, 0, &err);
		done += rc == GD_OK;
		deed_end(&d);
	}
	assert_int_equal(rc, GD_OUTSIDE);
	assert_int_equal(err.msg, GD_M_DISK_FULL);
	assert_int_equal(gd_store_list(s, &all, &rows, &err), GD_OK);
	assert_int_equal(
	    gd_db_int(s, "SELECT max(seq) FROM journal", NULL, &n, &err),
	    GD_OK);
	assert_int_equal(n, done);
	gd_store_close(s);
	umount(book_file("small"));
}

static void
a_network_drive_is_known_by_its_type(void **state)
{
	(void)state;
	assert_string_equal(gd_gate_network(0x6969), "nfs");
	assert_string_equal(gd_gate_network(0xff534d42), "cifs");
	assert_string_equal(gd_gate_network(0x01021997), "9p");
	assert_string_equal(gd_gate_network(0x65735546), "fuse");
	assert_null(gd_gate_network(0xef53));     /* ext4 */
	assert_null(gd_gate_network(0x01021994)); /* tmpfs */
}

/* ---- the gate ------------------------------------------------------------ */

static void
a_held_gate_is_given_up_and_names_the_holder(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	int ready[2], done[2], status;
	int64_t before;
	char c = 'x';
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(ready) | pipe(done), 0);
	pid = fork();
	if (pid == 0) {
		struct gd_store *t = NULL;

		setenv("LOGNAME", "zhao", 1);
		if (gd_store_open(book_file("book.db"), GD_PROFILE_WORK, &t,
			NULL) != GD_OK ||
		    gd_store_begin(t, NULL) != GD_OK)
			_exit(1);
		if (write(ready[1], &c, 1) != 1 || read(done[0], &c, 1) != 1)
			_exit(2);
		if (gd_store_end(t, GD_OK, NULL) != GD_OK)
			_exit(3);
		_exit(0);
	}
	assert_int_equal(read(ready[0], &c, 1), 1);
	s->gate.wait_ms = 60;
	before = gd_monotonic_ms();
	assert_int_equal(gd_store_begin(s, &err), GD_OUTSIDE);
	assert_true(gd_monotonic_ms() - before >= 55);
	assert_true(gd_monotonic_ms() - before < 3000);
	assert_int_equal(err.msg, GD_M_GATE_HELD);
	assert_string_equal(err.arg[0].text, "zhao");
	assert_int_equal(err.arg[1].number, pid);
	/* reading goes on beside the holder */
	assert_false(gd_store_number_used(s, "A"));
	assert_int_equal(write(done[1], &c, 1), 1);
	waitpid(pid, &status, 0);
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_int_equal(gd_store_begin(s, &err), GD_OK);
	assert_int_equal(gd_store_end(s, GD_OK, &err), GD_OK);
	gd_store_close(s);
	close(ready[0]), close(ready[1]), close(done[0]), close(done[1]);
}

static void
a_killed_holder_frees_the_gate_at_once(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	int ready[2];
	char c = 'x';
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct gd_store *t = NULL;

		if (gd_store_open(book_file("book.db"), GD_PROFILE_WORK, &t,
			NULL) != GD_OK ||
		    gd_store_begin(t, NULL) != GD_OK ||
		    write(ready[1], &c, 1) != 1)
			_exit(1);
		pause();
	}
	assert_int_equal(read(ready[0], &c, 1), 1);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	s->gate.wait_ms = 1000;
	assert_int_equal(gd_store_begin(s, &err), GD_OK);
	assert_int_equal(gd_store_end(s, GD_OK, &err), GD_OK);
	gd_store_close(s);
	close(ready[0]), close(ready[1]);
}

static void
stopping_signals_wait_until_the_gate_is_left(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	sigset_t inside, after;

	(void)state;
	assert_int_equal(gd_store_begin(s, &err), GD_OK);
	sigprocmask(SIG_BLOCK, NULL, &inside);
	assert_int_equal(gd_store_end(s, GD_OK, &err), GD_OK);
	sigprocmask(SIG_BLOCK, NULL, &after);
	assert_true(sigismember(&inside, SIGTSTP));
	assert_true(sigismember(&inside, SIGINT));
	assert_true(sigismember(&inside, SIGTERM));
	assert_false(sigismember(&after, SIGTSTP));
	assert_false(sigismember(&after, SIGTERM));
	gd_store_close(s);
}

static void
a_book_swapped_under_us_is_noticed_in_the_gate(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	assert_int_equal(gd_store_create(book_file("other.db"), 1, &err),
	    GD_OK);
	assert_int_equal(rename(book_file("other.db"), book_file("book.db")),
	    0);
	assert_int_equal(gd_store_begin(s, &err), GD_STALE);
	assert_int_equal(err.msg, GD_M_BOOK_REPLACED);
	gd_store_close(s);
}

static void
a_book_upgraded_under_us_is_noticed(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	sql("book.db", "PRAGMA user_version = 2");
	assert_int_equal(gd_store_begin(s, &err), GD_STALE);
	assert_int_equal(err.msg, GD_M_BOOK_UPGRADED);
	gd_store_close(s);
}

static void
the_wal_is_cut_when_long_and_when_idle(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	int64_t most = 0;

	(void)state;
	for (int i = 0; i < 400; i++) {
		char code[20];

		snprintf(code, sizeof code, "c%d", i);
		book_customer(s, code, "a customer");
		if (gd_gate_wal_size(&s->gate) > most)
			most = gd_gate_wal_size(&s->gate);
	}
	assert_true(most < 1100 * 4200);
	assert_true(most > 900 * 4096);
	assert_true(gd_gate_wal_size(&s->gate) > 0);
	gd_store_idle(s);
	assert_int_equal(gd_gate_wal_size(&s->gate), 0);
	(void)err;
	gd_store_close(s);
}

/* ---- the open/close trap ------------------------------------------------- */

/* Does another process see our shared lock on the book? Asked in a child: a
 * process never sees its own locks. */
static bool
lock_is_held(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		struct flock l = { .l_type = F_WRLCK,
			.l_whence = SEEK_SET,
			.l_start = 0x40000002,
			.l_len = 510 };
		int fd = open(book_file("book.db"), O_RDWR);

		if (fd < 0 || fcntl(fd, F_GETLK, &l) != 0)
			_exit(9);
		_exit(l.l_type == F_UNLCK ? 1 : 0);
	}
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status) == 0;
}

static void
nothing_we_do_drops_the_locks_of_the_book(void **state)
{
	struct gd_store *s = book_new();
	struct gd_list_rows rows = { 0 };
	struct gd_filter all = { .limit = 5 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *t = NULL;
	char id[GD_ID_TEXT];
	int fd;

	(void)state;
	book_order(s, "A", "", 1, 0, id);
	assert_true(lock_is_held());
	book_customer(s, "a", "b");
	assert_true(lock_is_held());
	gd_store_idle(s);
	assert_true(lock_is_held());
	assert_int_equal(gd_store_list(s, &all, &rows, &err), GD_OK);
	assert_int_equal(gd_store_verify(s, NULL, NULL, NULL, &err), GD_OK);
	assert_true(lock_is_held());
	/* a second connection of ours, and one that fails */
	assert_int_equal(
	    gd_store_open(book_file("book.db"), GD_PROFILE_VERIFY, &t, &err),
	    GD_OK);
	gd_store_close(t);
	assert_true(lock_is_held());
	assert_int_equal(gd_store_create(book_file("book.db"), 1, &err),
	    GD_REFUSED);
	assert_true(lock_is_held());
	/* and this is the trap: had we opened the book ourselves ... */
	fd = open(book_file("book.db"), O_RDONLY);
	assert_true(lock_is_held());
	close(fd);
	assert_false(lock_is_held());
	free(rows.at);
	gd_arena_release(&rows.arena);
	gd_store_close(s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(every_setting_of_each_profile_reads_back),
		T(a_setting_that_is_off_is_noticed),
		T(a_verify_connection_does_not_write),
		T(columns_of_each_table_equal_its_descriptor),
		T(the_schema_page_names_every_table_and_column),
		T(no_book_there),
		T(a_book_is_never_made_over_something),
		T(a_new_book_makes_its_folders_or_says_why_not),
		T(something_that_is_no_book),
		T(a_newer_book),
		T(a_damaged_book),
		T(links_are_refused),
		T(a_linked_folder_leads_to_the_same_gate),
		T(a_busy_book),
		T(a_book_that_is_busy_when_a_statement_is_prepared_is_not_called_damaged),
		T(a_read_only_file_or_folder_can_still_be_read),
		T(a_full_disk_is_said_and_nothing_is_lost),
		T(a_network_drive_is_known_by_its_type),
		T(a_held_gate_is_given_up_and_names_the_holder),
		T(a_killed_holder_frees_the_gate_at_once),
		T(stopping_signals_wait_until_the_gate_is_left),
		T(a_book_swapped_under_us_is_noticed_in_the_gate),
		T(a_book_upgraded_under_us_is_noticed),
		T(the_wal_is_cut_when_long_and_when_idle),
		T(nothing_we_do_drops_the_locks_of_the_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

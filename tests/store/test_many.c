/* tests/store/test_many.c - many processes at one book, killed and racing.
 *
 * GENDAN_SOAK=1 runs the race for 60 s, and once more with the gate taken
 * out, where it must go wrong: else the race would prove nothing.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/store/store_priv.h"
#include "base/day.h"
#include "base/say.h"
#include "store/book.h"

#define ORDERS 8

static char orders[ORDERS][GD_ID_TEXT];

static void
make_orders(void)
{
	struct gd_store *s = book_new();
	char number[24];

	for (int i = 0; i < ORDERS; i++) {
		snprintf(number, sizeof number, "EX-%d", i);
		book_order(s, number, "", 1, 0, orders[i]);
	}
	gd_store_close(s);
}

static void
say_fault(void *payload, const struct gd_err *fault)
{
	struct gd_str text = GD_STR_INIT;

	(void)payload;
	gd_say_err(&text, GD_EN, fault);
	print_message("fault: %s\n", text.text);
	gd_str_release(&text);
}

/* Verify, and how many commands there are. */
static int64_t
verified(bool *sound)
{
	struct gd_store *s = book_open("book.db", GD_PROFILE_VERIFY);
	struct gd_verify_report report = { 0 };
	struct gd_err err = GD_ERR_INIT;

	*sound = gd_store_verify(s, say_fault, NULL, &report, &err) == GD_OK;
	gd_store_close(s);
	return report.commands;
}

/* One act on an order, as the app does it: load inside, decide, append. */
static enum gd_code
one_act(struct gd_store *s, const char *order, const char *request,
    struct gd_err *err)
{
	struct gd_entry e = { .order = order,
		.at_ms = 5,
		.actor = "wang",
		.for_whom = "",
		.verb = "do",
		.request = request };
	struct gd_order o;
	enum gd_code rc;
	struct deed d;

	rc = gd_store_begin(s, err);
	if (rc != GD_OK)
		return rc;
	gd_order_init(&o);
	rc = gd_store_order_load(s, order, &o, err);
	deed_begin(&d);
	if (rc == GD_OK) {
		struct gd_act act = { .duty = "d",
			.inst = o.rev % 5,
			.at_ms = o.rev,
			.by = "wang" };

		deed_put(&d, GD_TAB_ACT, &act, ALL_CELLS);
		e.order_rev = o.rev + 1;
		e.events = &d.events;
		rc = gd_store_append(s, &e, NULL, err);
	}
	rc = gd_store_end(s, rc, err);
	deed_end(&d);
	gd_order_release(&o);
	return rc;
}

static struct gd_store *
open_or_leave(bool ungated)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *s = NULL;

	if (gd_store_open(book_file("book.db"), GD_PROFILE_WORK, &s, &err) !=
	    GD_OK) {
		say_fault(NULL, &err);
		_exit(10 + (int)err.code);
	}
	if (ungated)
		gd_store_test_ungate(s);
	return s;
}

/* ---- many clerks --------------------------------------------------------- */

static void
clerk(int n, int acts)
{
	struct gd_store *s = open_or_leave(false);
	int64_t worst = 0;

	gd_id_seed((uint64_t)n + 1000);
	for (int i = 0; i < acts; i++) {
		struct gd_err err = GD_ERR_INIT;
		int64_t before = gd_monotonic_ms();
		char request[GD_ID_TEXT];

		if (one_act(s, orders[(n + i) % ORDERS], gd_id_new(7, request),
			&err) != GD_OK) {
			say_fault(NULL, &err);
			_exit(10 + (int)err.code);
		}
		if (gd_monotonic_ms() - before > worst)
			worst = gd_monotonic_ms() - before;
	}
	gd_store_close(s);
	_exit(worst > 4000 ? 2 : 0);
}

static void
sixteen_processes_lose_nothing_and_are_never_told_busy(void **state)
{
	int acts = getenv("GENDAN_SOAK") ? 6250 : 250, bad = 0, status;
	int64_t before = gd_monotonic_ms(), n;
	bool sound;

	(void)state;
	make_orders();
	for (int i = 0; i < 16; i++)
		if (fork() == 0)
			clerk(i, acts);
	while (wait(&status) > 0)
		bad += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	assert_int_equal(bad, 0);
	print_message("%d acts in %lld ms\n", 16 * acts,
	    (long long)(gd_monotonic_ms() - before));
	n = verified(&sound);
	assert_true(sound);
	assert_int_equal(n, ORDERS + 16 * acts);
}

/* Five desks receipt one paper at once: nobody is told "stale". */
static void
five_receipts_of_one_paper_at_once_all_succeed(void **state)
{
	struct gd_store *s;
	struct gd_order o;
	int status, bad = 0;
	int go[2];
	char c;

	(void)state;
	make_orders();
	assert_int_equal(pipe(go), 0);
	for (int i = 1; i <= 5; i++)
		if (fork() == 0) {
			struct gd_piece p = { .no = i,
				.kind = "form",
				.state = GD_PIECE_HELD };
			struct gd_err err = GD_ERR_INIT;
			struct deed d;

			gd_id_seed((uint64_t)i);
			s = open_or_leave(false);
			close(go[1]);
			if (read(go[0], &c, 1) != 0)
				_exit(1);
			deed_begin(&d);
			deed_put(&d, GD_TAB_PIECE, &p, ALL_CELLS);
			_exit(deed_do(&d, s, orders[0], 0, &err) != GD_OK);
		}
	close(go[0]);
	close(go[1]); /* all at once */
	while (wait(&status) > 0)
		bad += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	assert_int_equal(bad, 0);
	s = book_open("book.db", GD_PROFILE_WORK);
	gd_order_init(&o);
	assert_int_equal(gd_store_order_load(s, orders[0], &o, NULL), GD_OK);
	assert_int_equal(o.sheet.rows[GD_TAB_PIECE].n, 5);
	gd_order_release(&o);
	gd_store_close(s);
}

/* ---- kills --------------------------------------------------------------- */

static void
writer_until_killed(unsigned n)
{
	int acked =
	    open(book_file("acked"), O_WRONLY | O_APPEND | O_CREAT, 0600);
	struct gd_store *s = open_or_leave(false);

	gd_id_seed(n * 7919u + 1);
	for (unsigned i = n;; i++) {
		struct gd_err err = GD_ERR_INIT;
		char line[GD_ID_TEXT + 1];

		if (one_act(s, orders[i % ORDERS], gd_id_new((int64_t)n, line),
			&err) != GD_OK) {
			say_fault(NULL, &err);
			_exit(10 + (int)err.code);
		}
		/* only now it was told to anybody */
		line[GD_ID_TEXT - 1] = '\n';
		if (write(acked, line, GD_ID_TEXT) != GD_ID_TEXT)
			_exit(3);
	}
}

static pid_t
start_writer(unsigned n)
{
	pid_t pid = fork();

	if (pid == 0)
		writer_until_killed(n);
	return pid;
}

static int64_t
count_acked(void)
{
	struct gd_store *s = book_open("book.db", GD_PROFILE_WORK);
	FILE *f = fopen(book_file("acked"), "r");
	char line[64], order[GD_ID_TEXT];
	int64_t n = 0, seq;

	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		assert_int_equal(gd_store_request(s, line, &seq, order, NULL),
		    GD_OK);
		if (!seq)
			fail_msg("acknowledged and lost: %s", line);
		n++;
	}
	fclose(f);
	gd_store_close(s);
	return n;
}

static void
a_hundred_kills_lose_nothing_acknowledged(void **state)
{
	int kills = getenv("GENDAN_SOAK") ? 2000 : 100;
	unsigned next = 0;
	int64_t acked, n;
	bool sound;
	pid_t at[8];

	(void)state;
	make_orders();
	srand(3);
	for (int i = 0; i < 8; i++)
		at[i] = start_writer(next++);
	for (int k = 0; k < kills; k++) {
		struct timespec nap = { 0, (3 + rand() % 20) * 1000000L };
		int who = rand() % 8, status;

		nanosleep(&nap, NULL);
		kill(at[who], SIGKILL);
		waitpid(at[who], &status, 0);
		/* whoever was not killed by us gave up by himself */
		assert_true(WIFSIGNALED(status));
		at[who] = start_writer(next++);
	}
	for (int i = 0; i < 8; i++) {
		kill(at[i], SIGKILL);
		waitpid(at[i], NULL, 0);
	}
	acked = count_acked();
	n = verified(&sound);
	print_message("%d kills, %lld acknowledged, %lld in the journal\n",
	    kills + 8, (long long)acked, (long long)n);
	assert_true(sound);
	assert_true(acked > 100);
	assert_true(n - ORDERS >= acked);
	assert_true(n - ORDERS <= acked + kills + 8);
}

/* ---- the checkpoint race ------------------------------------------------- */

/* A stranger's table of counters, gone again before verify: writing it is
 * the shortest transaction there is, and the more commits a second, the
 * likelier the race. */
static void
raw(const char *sql)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(book_file("book.db"), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void
race_tables(void)
{
	raw("CREATE TABLE race(k INTEGER PRIMARY KEY, n INT, pad TEXT); "
	    "WITH RECURSIVE c(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM c "
	    "WHERE k < 499) INSERT INTO race SELECT k, 0, "
	    "hex(randomblob(200)) FROM c; "
	    "CREATE TABLE races(seq INTEGER PRIMARY KEY, w INT, pad TEXT); "
	    "CREATE INDEX races_by_w ON races(w, seq)");
}

static enum gd_code
count_once(struct gd_store *s, unsigned n, struct gd_err *err)
{
	static const char add[] =
	    "INSERT INTO races SELECT "
	    "coalesce(max(seq), 0) + 1, ?1, hex(randomblob(100)) FROM races";
	static const char up[] = "UPDATE race SET n = n + 1 WHERE k = ?1";
	enum gd_code rc = gd_store_begin(s, err);
	sqlite3_stmt *st;

	if (rc != GD_OK)
		return rc;
	for (int i = 0; i < 3 && rc == GD_OK; i++) {
		st = gd_db_get(s, i ? up : add, err);
		if (!st) {
			rc = GD_DAMAGED;
			break;
		}
		gd_bind_int(st, 1, i ? rand() % 500 : (int64_t)n);
		rc = gd_db_run(s, st, err);
	}
	return gd_store_end(s, rc, err);
}

static void
race_writer(unsigned n, int64_t until, bool ungated)
{
	struct gd_store *s = open_or_leave(ungated);

	gd_id_seed(n + 500);
	srand(n);
	for (unsigned i = 0; gd_monotonic_ms() < until; i++) {
		struct gd_err err = GD_ERR_INIT;
		char request[GD_ID_TEXT];
		enum gd_code rc;

		/* now and then a real act */
		rc = i % 20 ? count_once(s, n, &err)
			    : one_act(s, orders[n],
				  gd_id_new((int64_t)n, request), &err);
		if (rc == GD_OK)
			continue;
		/* ungated there is no queue: only damage counts */
		if (ungated && err.msg == GD_M_BOOK_BUSY)
			continue;
		say_fault(NULL, &err);
		_exit(10 + (int)err.code);
	}
	_exit(0);
}

/* Every counted transaction raised two counters and left one row; SQLite
 * finds nothing wrong with any page. */
static bool
race_adds_up(void)
{
	static const char *const sql[] = {
		"SELECT count(*) FROM races NOT INDEXED",
		"SELECT (SELECT total(n) FROM race) - 2 * count(*) "
		"FROM races NOT INDEXED",
		"SELECT coalesce(max(seq), 0) - count(*) FROM races "
		"NOT INDEXED",
		"SELECT count(*) FROM pragma_integrity_check(5) "
		"WHERE integrity_check <> 'ok'",
	};
	int64_t n[4] = { -1, -1, -1, -1 };
	struct gd_store *s = book_open("book.db", GD_PROFILE_WORK);
	bool sound = true;

	gd_profile_authorize(s, false);
	for (int i = 0; i < 4; i++)
		sound =
		    gd_db_int(s, sql[i], NULL, &n[i], NULL) == GD_OK && sound;
	print_message("%lld commits, %lld counts lost, %lld gaps, "
		      "%lld page faults\n",
	    (long long)n[0], (long long)n[1], (long long)n[2], (long long)n[3]);
	gd_store_close(s);
	return sound && !n[1] && !n[2] && !n[3];
}

static void
race_checkpointer(int64_t until, bool ungated)
{
	struct gd_store *s = open_or_leave(ungated);

	while (gd_monotonic_ms() < until) {
		if (gd_gate_enter(&s->gate, true, NULL) != GD_OK)
			continue;
		sqlite3_wal_checkpoint_v2(s->db, NULL,
		    SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
		gd_gate_leave(&s->gate);
		if (!ungated)
			gd_store_idle(s);
	}
	_exit(0);
}

static void
race_copier(int64_t until)
{
	struct gd_store *s = open_or_leave(false);
	sqlite3 *copy;

	while (gd_monotonic_ms() < until) {
		sqlite3_backup *b;

		unlink(book_file("copy.db"));
		if (sqlite3_open(book_file("copy.db"), &copy) != SQLITE_OK)
			_exit(1);
		gd_profile_authorize(s, false);
		b = sqlite3_backup_init(copy, "main", s->db, "main");
		if (b) {
			sqlite3_backup_step(b, -1);
			sqlite3_backup_finish(b);
		}
		sqlite3_close(copy);
		usleep(20000);
	}
	_exit(0);
}

/* @return sound to the end: nobody complained, and verify finds nothing */
static bool
race(int64_t ms, bool ungated)
{
	int64_t until = gd_monotonic_ms() + ms;
	int status, bad = 0;
	int64_t n;
	bool sound;

	make_orders();
	race_tables();
	for (unsigned i = 0; i < 6; i++)
		if (fork() == 0)
			race_writer(i, until, ungated);
	for (int i = 0; i < (ungated ? 2 : 4); i++)
		if (fork() == 0)
			race_checkpointer(until, ungated);
	/* a copier's long reads keep the WAL from being begun anew, which is
	 * where the harm lies */
	if (!ungated && fork() == 0)
		race_copier(until);
	while (wait(&status) > 0)
		bad += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	if (bad || !race_adds_up())
		return false;
	raw("DROP TABLE race; DROP TABLE races");
	n = verified(&sound);
	print_message("%lld commands\n", (long long)n);
	return sound;
}

/* In memory where there is such a place: no waiting for a disk, so there are
 * many times more chances to go wrong in a second. */
static int
race_setup(void **state)
{
	return book_setup_in(state,
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
}

static void
writers_and_checkpoints_race_without_harm(void **state)
{
	(void)state;
	assert_true(race(getenv("GENDAN_SOAK") ? 60000 : 2500, false));
}

static void
without_the_gate_the_race_does_harm(void **state)
{
	bool harmed = false;

	if (!getenv("GENDAN_SOAK"))
		skip();
	for (int round = 0; round < 10 && !harmed; round++) {
		book_teardown(state);
		race_setup(state);
		harmed = !race(60000, true);
	}
	assert_true(harmed);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)
#define R(f) cmocka_unit_test_setup_teardown(f, race_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(sixteen_processes_lose_nothing_and_are_never_told_busy),
		T(five_receipts_of_one_paper_at_once_all_succeed),
		T(a_hundred_kills_lose_nothing_acknowledged),
		R(writers_and_checkpoints_race_without_harm),
		R(without_the_gate_the_race_does_harm),
	};

	if (getenv("GENDAN_TEST")) /* one of them, by name or pattern */
		cmocka_set_test_filter(getenv("GENDAN_TEST"));
	return cmocka_run_group_tests(tests, NULL, NULL);
}

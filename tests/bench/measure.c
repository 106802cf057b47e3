/* tests/bench/measure.c - times what gendan does, in this process and others.
 *
 *   measure act BOOK N           acts of the todo, each beside a bare write
 *   measure new BOOK N           new orders with their dates
 *   measure commands BOOK N PROGRAM   command lines of such acts
 *   measure reads BOOK N         lists, orders, my day, the board
 *   measure search BOOK N        words of 1, 2, 3 and more characters
 *   measure sizes BOOK           bytes an order and a command
 *   measure trust BOOK           verify, full and quick; a signature
 *   measure clerks BOOK P SECONDS [THINK_MS]
 *   measure crash BOOK N         acts, then the end without a goodbye
 *   measure csv FILE N PREFIX    orders to import
 *   measure versus FILE FILE     command lines of both files in turn
 *   measure beside ROUNDS FLOOR FLOOR_DB GENDAN BOOK   screens, by processor time
 *   measure hour KEYS GENDAN BOOK   memory while all screens are used
 *   measure evict FILE ...       out of the page cache
 */
#include "measure.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/day.h"
#include "words.h"

#include "base/banned.h"

double
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

double
cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

void
times_add(struct times *t, double us)
{
	*GD_PUSH(t->at, t->n, t->room) = us;
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

double
times_part(struct times *t, double part)
{
	if (!t->n)
		return 0;
	qsort(t->at, t->n, sizeof *t->at, compare);
	return t->at[(size_t)((double)(t->n - 1) * part)];
}

void
times_say(struct times *t, const char *name)
{
	printf("%s_p50 %.1f\n%s_p99 %.1f\n%s_max %.1f\n", name,
	    times_part(t, .5), name, times_part(t, .99), name,
	    times_part(t, 1));
	fflush(stdout);
	free(t->at);
	*t = (struct times){ 0 };
}

void
must(enum gd_code rc, const struct gd_err *err)
{
	struct gd_str text = GD_STR_INIT;

	if (rc == GD_OK)
		return;
	gd_say_err(&text, GD_EN, err);
	fprintf(stderr, "measure: %s\n", text.text);
	exit(1);
}

struct gd_app *
open_as(const char *book, const char *login)
{
	struct gd_app_options options = { .book = book, .login = login };
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *app;

	must(gd_app_open(&options, &app, &err), &err);
	return app;
}

int64_t
ask(struct gd_store *s, const char *sql, const char *text)
{
	struct gd_err err = GD_ERR_INIT;
	sqlite3_stmt *st;
	int64_t n = -1;

	gd_profile_authorize(s, false);
	st = gd_db_prepare(s, sql, &err);
	if (!st)
		must(GD_DAMAGED, &err);
	if (text)
		gd_bind_text(st, 1, text);
	if (sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	gd_profile_authorize(s, true);
	return n;
}

/* Spread over the book, and no two i give the same order. */
bool
pick_open(struct gd_store *s, uint64_t i, struct pick *out)
{
	struct gd_err err = GD_ERR_INIT;
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT number, clerk, state FROM orders WHERE id = 1 + "
	    "?1 * 7919 % (SELECT max(id) FROM orders) AND state < 2",
	    &err);
	bool found;

	if (!st)
		must(GD_DAMAGED, &err);
	gd_bind_int(st, 1, (int64_t)(i % 1000000000));
	found = sqlite3_step(st) == SQLITE_ROW;
	if (found) {
		snprintf(out->number, sizeof out->number, "%s",
		    gd_column(st, 0));
		snprintf(out->clerk, sizeof out->clerk, "%s", gd_column(st, 1));
		out->state = sqlite3_column_int64(st, 2);
	}
	sqlite3_reset(st);
	return found;
}

struct counts
counts_take(struct gd_store *s)
{
	struct counts c = { 0 };

	for (sqlite3_stmt *st = NULL; (st = sqlite3_next_stmt(s->db, st));) {
		c.steps +=
		    sqlite3_stmt_status(st, SQLITE_STMTSTATUS_VM_STEP, 1);
		c.scans +=
		    sqlite3_stmt_status(st, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
		c.sorts += sqlite3_stmt_status(st, SQLITE_STMTSTATUS_SORT, 1);
	}
	return c;
}

int64_t
wal_bytes(const char *book)
{
	struct stat st;
	char path[4096];

	snprintf(path, sizeof path, "%s-wal", book);
	return stat(path, &st) == 0 ? st.st_size : 0;
}

int
measure_evict(int n, char **files)
{
	for (int i = 0; i < n; i++) {
		int fd = open(files[i], O_RDONLY);

		if (fd < 0)
			continue;
		fdatasync(fd);
		posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
		close(fd);
	}
	return 0;
}

int
measure_sizes(const char *book)
{
	struct gd_app *app = open_as(book, "chenli");
	struct gd_store *s = gd_app_store(app);
	int64_t orders = ask(s, "SELECT count(*) FROM orders", NULL);
	int64_t commands = ask(s, "SELECT max(seq) FROM journal", NULL);
	int64_t pages = ask(s, "PRAGMA page_count", NULL);
	int64_t body =
	    ask(s, "SELECT sum(length(CAST(body AS BLOB))) FROM journal", NULL);
	int64_t journal = ask(s,
	    "SELECT sum(pgsize - unused) FROM dbstat WHERE aggregate = TRUE "
	    "AND name "
	    "IN ('journal', 'journal_order', 'name', "
	    "'sqlite_autoindex_journal_1', 'sqlite_autoindex_name_1')",
	    NULL);
	int64_t search = ask(s,
	    "SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND "
	    "(name LIKE 'search%' OR name = 'words')",
	    NULL);

	printf("orders %lld\ncommands %lld\n", (long long)orders,
	    (long long)commands);
	printf("bytes_an_order %.0f\ncommands_an_order %.1f\n",
	    (double)pages * 4096 / (double)orders,
	    (double)commands / (double)orders);
	printf("journal_bytes_an_order %.0f\nsearch_bytes_an_order %.0f\n",
	    (double)journal / (double)orders, (double)search / (double)orders);
	printf("payload_a_command %.1f\nbeyond_payload %.1f\n",
	    (double)body / (double)commands,
	    (double)(journal - body) / (double)commands);
	gd_app_close(app);
	return 0;
}

static int
usage(void)
{
	fputs("usage: see the head of tests/bench/measure.c\n", stderr);
	return 2;
}

static int
number(char **argv, int argc, int at, int otherwise)
{
	return at < argc ? (int)strtol(argv[at], NULL, 10) : otherwise;
}

int
main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[1] : "";

	if (strcmp(what, "act") == 0)
		return measure_act(argv[2], number(argv, argc, 3, 200));
	if (strcmp(what, "new") == 0)
		return measure_new(argv[2], number(argv, argc, 3, 100));
	if (strcmp(what, "commands") == 0 && argc > 4)
		return measure_commands(argv[2], number(argv, argc, 3, 20),
		    argv[4]);
	if (strcmp(what, "crash") == 0)
		return measure_crash(argv[2], number(argv, argc, 3, 100));
	if (strcmp(what, "reads") == 0)
		return measure_reads(argv[2], number(argv, argc, 3, 200));
	if (strcmp(what, "search") == 0)
		return measure_search(argv[2], number(argv, argc, 3, 50));
	if (strcmp(what, "sizes") == 0)
		return measure_sizes(argv[2]);
	if (strcmp(what, "trust") == 0)
		return measure_trust(argv[2]);
	if (strcmp(what, "clerks") == 0)
		return measure_clerks(argv[2], number(argv, argc, 3, 16),
		    number(argv, argc, 4, 3), number(argv, argc, 5, 0));
	if (strcmp(what, "csv") == 0 && argc > 4)
		return measure_csv(argv[2], number(argv, argc, 3, 1000),
		    argv[4]);
	if (strcmp(what, "versus") == 0 && argc > 3)
		return measure_versus(argv[2], argv[3]);
	if (strcmp(what, "beside") == 0 && argc == 7)
		return measure_beside(number(argv, argc, 2, 5), argv + 3);
	if (strcmp(what, "hour") == 0 && argc == 5)
		return measure_hour(number(argv, argc, 2, 2000), argv + 3);
	if (strcmp(what, "evict") == 0)
		return measure_evict(argc - 2, argv + 2);
	return usage();
}

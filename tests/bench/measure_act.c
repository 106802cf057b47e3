/* tests/bench/measure_act.c - durable acts: in this process, each beside a
 * bare write of as many bytes with its own sync, and as command lines. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/day.h"
#include "bench/measure.h"
#include "bench/words.h"

#include "base/banned.h"

/* An act that asks for nothing more than to be done. */
static bool
plain(const struct gd_order_page *p, const struct gd_act_view *a)
{
	if (!a->possible || a->adhoc || a->needs_reason || a->needs_password)
		return false;
	switch (a->verb) {
	case GD_DO_RECEIVE:
	case GD_DO_SIGN:
	case GD_DO_ISSUE:
	case GD_DO_SEND:
		return true;
	case GD_DO_FILL:
	case GD_DO_MAKE: {
		const struct gd_duty_def *d =
		    a->duty < 0 ? NULL : &p->wf->duties[a->duty];

		for (int i = 0; d && i < d->nfields; i++) {
			const struct gd_field_def *f =
			    &p->wf->fields[d->fields[i].field];

			if (d->fields[i].required &&
			    !*gd_field(&p->order, f->name.id,
				f->per_lot ? a->lot ? a->lot : 1 : 0))
				return false;
		}
		return true;
	}
	default:
		return false;
	}
}

/* Finds an act of an order and becomes who may do it. */
static const struct gd_act_view *
choose(struct gd_app *app, const struct gd_order_page *page, size_t from)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_act_view *found = NULL;
	const char **people;

	for (size_t k = 0; k < page->todo.nacts && !found; k++) {
		const struct gd_act_view *a =
		    &page->todo.acts[(from + k) % page->todo.nacts];

		if (plain(page, a) &&
		    gd_app_people(app, page, a, &arena, &people) > 0 &&
		    gd_app_become(app, people[0], NULL) == GD_OK &&
		    gd_app_may(app, page, &a->cmd, NULL) == GD_OK)
			found = a;
	}
	gd_arena_release(&arena);
	return found;
}

/* ---- each act beside a bare write ---------------------------------------- */

struct floor_file {
	int fd;
	off_t at;
	char *page;
};

static void
bare_write(struct floor_file *f, int64_t bytes, struct times *t)
{
	double began;

	bytes = bytes < 256 ? 256 : bytes > 1 << 20 ? 1 << 20 : bytes;
	f->page[0]++;
	began = now_us();
	if (pwrite(f->fd, f->page, (size_t)bytes, f->at) < 0 ||
	    fdatasync(f->fd) != 0) {
		perror("measure: floor");
		exit(1);
	}
	times_add(t, now_us() - began);
	f->at += bytes;
}

struct act_run {
	struct times act, bare, ratio, cpu, pages;
	struct counts counts;
	struct floor_file floor;
	int done, refused;
};

static void
one_act(struct gd_app *app, const char *book, const char *number,
    const struct gd_command *cmd, struct act_run *r)
{
	int64_t before = wal_bytes(book), after;
	struct gd_err err = GD_ERR_INIT;
	double began, took, cpu;

	counts_take(gd_app_store(app));
	cpu = cpu_us();
	began = now_us();
	if (gd_app_act(app, number, cmd, NULL, NULL, &err) != GD_OK) {
		r->refused++;
		return;
	}
	took = now_us() - began;
	cpu = cpu_us() - cpu;
	after = wal_bytes(book);
	r->counts.steps += counts_take(gd_app_store(app)).steps;
	if (after <= before) /* a checkpoint emptied it */
		return;
	bare_write(&r->floor, after - before, &r->bare);
	times_add(&r->act, took);
	times_add(&r->cpu, cpu);
	times_add(&r->ratio, took / r->bare.at[r->bare.n - 1]);
	times_add(&r->pages, (double)(after - before) / 4120);
	r->done++;
}

int
measure_act(const char *book, int n)
{
	struct gd_app *app = open_as(book, "chenli");
	struct act_run r = { 0 };
	struct gd_err err = GD_ERR_INIT;
	char path[4096];

	snprintf(path, sizeof path, "%s.floor", book);
	r.floor.page = gd_alloc(1 << 20, 1);
	r.floor.fd = open(path, O_CREAT | O_TRUNC | O_RDWR, 0600);
	for (uint64_t i = (uint64_t)getpid() * 1000;
	     r.done < n && r.refused < n * 10; i++) {
		const struct gd_act_view *act;
		struct gd_order_page page;
		struct pick pick;

		if (!pick_open(gd_app_store(app), i, &pick))
			continue;
		must(gd_app_order(app, pick.number, &page, &err), &err);
		act = choose(app, &page, i);
		if (act)
			one_act(app, book, pick.number, &act->cmd, &r);
		else
			r.refused++;
		gd_order_page_release(&page);
	}
	printf("acts %d\nrefused %d\nact_vm_steps %.0f\n", r.done, r.refused,
	    (double)r.counts.steps / (r.done ? r.done : 1));
	times_say(&r.act, "act");
	times_say(&r.cpu, "act_cpu");
	times_say(&r.bare, "bare");
	times_say(&r.ratio, "act_ratio");
	times_say(&r.pages, "act_pages");
	close(r.floor.fd);
	unlink(path);
	free(r.floor.page);
	gd_app_close(app);
	return 0;
}

/* ---- new orders ---------------------------------------------------------- */

/* With a delivery date, so that its dates are planned. */
int
measure_new(const char *book, int n)
{
	struct gd_app *app = open_as(book, "chenli");
	struct gd_store *s = gd_app_store(app);
	int64_t from = ask(s, "SELECT max(seq) FROM journal", NULL);
	int32_t due = gd_app_today(app) + 60;
	struct times all = { 0 }, cpu = { 0 }, pages = { 0 };
	struct gd_err err = GD_ERR_INIT;
	char day[GD_DAY_TEXT], number[64], sql[128];
	const struct gd_pair fields[] = {
		{ "delivery_date", gd_day_text(due, day) },
		{ "terms", "tt" },
		{ "amount", "5700.00 USD" },
		{ "quantity", "2000" },
		{ "product", "fan" },
	};
	const struct gd_new_order order = { .customer = "yuanyang",
		.salesperson = "zhouyan",
		.fields = fields,
		.nfields = 5 };

	counts_take(s);
	for (int i = 0; i < n; i++) {
		int64_t before = wal_bytes(book);
		double began = now_us(), used = cpu_us();

		must(gd_app_new(app, &order, number, &err), &err);
		times_add(&all, now_us() - began);
		times_add(&cpu, cpu_us() - used);
		if (wal_bytes(book) > before)
			times_add(&pages,
			    (double)(wal_bytes(book) - before) / 4120);
	}
	printf("new_vm_steps %.0f\n", (double)counts_take(s).steps / n);
	times_say(&all, "new");
	times_say(&cpu, "new_cpu");
	times_say(&pages, "new_pages");
	snprintf(sql, sizeof sql,
	    "SELECT sum(length(CAST(body AS BLOB))) FROM journal "
	    "WHERE seq > %lld",
	    (long long)from);
	printf("new_bytes %.0f\n", (double)ask(s, sql, NULL) / n);
	snprintf(sql, sizeof sql,
	    "SELECT count(*) FROM due WHERE order_id > "
	    "(SELECT max(id) FROM orders) - %d",
	    n);
	printf("new_dates %.1f\n", (double)ask(s, sql, NULL) / n);
	gd_app_close(app);
	return 0;
}

/* ---- as command lines ---------------------------------------------------- */

int
measure_commands(const char *book, int n, const char *program)
{
	struct gd_app *app = open_as(book, "chenli");
	struct pick pick;
	int made = 0;

	for (uint64_t i = (uint64_t)getpid() * 1000; made < n; i++) {
		if (!pick_open(gd_app_store(app), i, &pick) || pick.state)
			continue;
		printf("%s\t--book\t%s\t--as\t%s\thold\t%s\t--reason\tbench\n",
		    program, book, pick.clerk, pick.number);
		made++;
	}
	gd_app_close(app);
	return 0;
}

/* ---- a crash ------------------------------------------------------------- */

int
measure_crash(const char *book, int n)
{
	struct gd_app *app = open_as(book, "chenli");
	struct pick pick;

	for (uint64_t i = (uint64_t)getpid() * 1000; n > 0; i++) {
		const struct gd_command cmd = { .verb = GD_DO_NOTE,
			.reason = "before the end" };

		if (!pick_open(gd_app_store(app), i, &pick))
			continue;
		if (gd_app_act(app, pick.number, &cmd, NULL, NULL, NULL) ==
			GD_OK &&
		    wal_bytes(book) > 3500000)
			break;
		n--;
	}
	printf("wal_left %lld\n", (long long)wal_bytes(book));
	fflush(stdout);
	_exit(0);
}

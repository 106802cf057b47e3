/* tests/bench/measure_dates.c - what is due: agendas, pages of dates, what
 * rings, days in steps, and the forecast they are for. */
#include <stdio.h>
#include <stdlib.h>

#include "app/agenda.h"
#include "bench/measure.h"

#include "base/banned.h"

#define PAGE 38
#define RINGING 200

static void
say(struct gd_store *s, struct times *t, const char *name, int n)
{
	struct counts c = counts_take(s);

	times_say(t, name);
	printf("%s_vm_steps %.0f\n%s_scan_steps %.1f\n%s_sorts %.2f\n", name,
	    (double)c.steps / n, name, (double)c.scans / n, name,
	    (double)c.sorts / n);
}

static void
agendas(struct gd_app *app, int n, const char *name,
    const struct gd_agenda_of *of)
{
	struct gd_store *s = gd_app_store(app);
	struct gd_err err = GD_ERR_INIT;
	struct times t = { 0 };

	counts_take(s);
	for (int i = 0; i < n; i++) {
		struct gd_agenda a = { 0 };
		double began = now_us();

		must(gd_app_agenda(app, of, 24, &a, &err), &err);
		times_add(&t, now_us() - began);
		gd_agenda_release(&a);
	}
	say(s, &t, name, n);
}

/* A page, the five behind it, and how many there are up to 10,000. */
static void
pages(struct gd_app *app, int n, const char *name, struct gd_date_filter f)
{
	struct times page = { 0 }, count = { 0 };
	struct gd_store *s = gd_app_store(app);
	struct gd_err err = GD_ERR_INIT;
	struct gd_date_row rows[PAGE];
	int64_t all = 0;
	char label[64];
	bool more = true;
	int k;

	counts_take(s);
	f.limit = PAGE;
	for (int i = 0; i < n; i++) {
		struct gd_arena arena = GD_ARENA_INIT;
		struct gd_date_filter g = f;

		more = true;
		for (int p = 0; p < 6 && more; p++) {
			double began = now_us();

			must(gd_store_dates(s, &g, &arena, rows, &k, &more,
				 &err),
			    &err);
			times_add(&page, now_us() - began);
			if (!k)
				break;
			g.has_from = true;
			g.from_day = rows[k - 1].due.day;
			g.from_order = rows[k - 1].key;
			g.from_duty = rows[k - 1].due.duty;
			g.from_lot = rows[k - 1].due.lot;
			g.from_round = rows[k - 1].due.round;
			g.from_inst = rows[k - 1].due.inst;
		}
		gd_arena_release(&arena);
	}
	say(s, &page, name, n * 6);
	for (int i = 0; i < n; i++) {
		double began = now_us();

		must(gd_store_dates_count(s, &f, 10000, &all, &err), &err);
		times_add(&count, now_us() - began);
	}
	snprintf(label, sizeof label, "%s_count", name);
	say(s, &count, label, n);
	printf("%s_rows %lld\n", name, (long long)all);
}

static void
ringing(struct gd_app *app, int n, const char *name, int32_t day)
{
	static char ids[RINGING][GD_ID_TEXT];
	struct gd_store *s = gd_app_store(app);
	struct gd_err err = GD_ERR_INIT;
	struct times t = { 0 };
	int k = 0;

	counts_take(s);
	for (int i = 0; i < n; i++) {
		double began = now_us();

		must(gd_store_ringing(s, day, RINGING, ids, &k, &err), &err);
		times_add(&t, now_us() - began);
	}
	say(s, &t, name, n);
	printf("%s_orders %d\n", name, k);
}

static void
history(struct gd_app *app, int n)
{
	struct gd_store *s = gd_app_store(app);
	const struct gd_workflow *wf;
	struct gd_step_history *h;
	struct gd_err err = GD_ERR_INIT;
	struct times t = { 0 }, whole = { 0 };

	must(gd_app_workflow(app, "export", 0, &wf, &err), &err);
	h = gd_alloc((size_t)wf->nsteps, sizeof *h);
	counts_take(s);
	for (int i = 0; i < n; i++) {
		double began = now_us();

		must(gd_store_step_history(s, wf, h, &err), &err);
		times_add(&t, now_us() - began);
	}
	say(s, &t, "history", n);
	free(h);
	for (int i = 0; i < n; i++) {
		struct gd_forecast f;
		struct gd_order_page page;
		struct pick pick;
		double began;

		if (!pick_open(s, (uint64_t)i, &pick))
			continue;
		must(gd_app_order(app, pick.number, &page, &err), &err);
		began = now_us();
		must(gd_app_forecast(app, &page, &f, &err), &err);
		times_add(&whole, now_us() - began);
		gd_order_page_release(&page);
	}
	times_say(&whole, "forecast");
}

void
measure_dates(struct gd_app *app, int n)
{
	static const char *const whose[] = { "person:chenli", "role:clerk" };
	static const char *const boss[] = { "role:sales_manager" };
	const int32_t today = gd_app_today(app);
	struct pick pick = { 0 };
	struct gd_filter his = { .clerk = pick.clerk };
	int few = n < 20 ? n : 20;

	pick_open(gd_app_store(app), 5, &pick);
	agendas(app, few, "agenda", NULL);
	agendas(app, few, "agenda_clerk",
	    &(struct gd_agenda_of){ .person = pick.clerk });
	agendas(app, few, "agenda_desk",
	    &(struct gd_agenda_of){ .desk = "finance" });
	pages(app, n, "dates_all", (struct gd_date_filter){ 0 });
	pages(app, n, "dates_late", (struct gd_date_filter){ .to = today - 1 });
	pages(app, n, "dates_hard",
	    (struct gd_date_filter){ .from = today, .hard = true });
	pages(app, n, "dates_owners",
	    (struct gd_date_filter){ .owners = whose, .nowners = 2 });
	pages(app, n, "dates_told",
	    (struct gd_date_filter){ .owners = boss,
		.nowners = 1,
		.told = true,
		.hard = true });
	pages(app, few, "dates_orders",
	    (struct gd_date_filter){ .orders = &his });
	ringing(app, n, "ringing", today - 4000);
	ringing(app, n, "ringing_today", today);
	history(app, n);
}

/* tests/bench/measure_read.c - what is looked at: lists, orders, my day, the
 * board, and search of every length with its worst words. */
#include <stdio.h>
#include <stdlib.h>

#include "app/board.h"
#include "base/day.h"
#include "base/text.h"
#include "bench/measure.h"
#include "bench/words.h"

#include "base/banned.h"

#define PAGE 38

static void
rows_release(struct gd_list_rows *rows)
{
	free(rows->at);
	gd_arena_release(&rows->arena);
	*rows = (struct gd_list_rows){ 0 };
}

static void
say_counts(struct gd_store *s, const char *name, int n)
{
	struct counts c = counts_take(s);

	printf("%s_vm_steps %.0f\n%s_scan_steps %.1f\n%s_sorts %.2f\n", name,
	    (double)c.steps / n, name, (double)c.scans / n, name,
	    (double)c.sorts / n);
}

/* First page and the pages after it. */
static void
lists(struct gd_app *app, int n, const char *name, struct gd_filter f)
{
	struct times first = { 0 }, next = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_list_rows rows = { 0 };
	char label[64];

	f.limit = PAGE;
	for (int i = 0; i < n; i++) {
		struct gd_filter g = f;
		double began = now_us();

		must(gd_app_list(app, &g, &rows, &err), &err);
		times_add(&first, now_us() - began);
		for (int p = 0; p < 5 && rows.n && rows.more; p++) {
			const struct gd_list_row *r = &rows.at[rows.n - 1];
			struct gd_list_rows after = { 0 };

			g.has_from = true;
			g.from_key = r->key;
			g.from_value = r->due_day ? r->due_day : GD_NO_DUE;
			g.from_text = r->number;
			began = now_us();
			must(gd_app_list(app, &g, &after, &err), &err);
			times_add(&next, now_us() - began);
			rows_release(&rows);
			rows = after;
		}
		rows_release(&rows);
	}
	snprintf(label, sizeof label, "%s_first", name);
	times_say(&first, label);
	snprintf(label, sizeof label, "%s_next", name);
	times_say(&next, label);
	say_counts(gd_app_store(app), name, n * 6);
}

static void
orders(struct gd_app *app, int n)
{
	struct times load = { 0 }, open = { 0 };
	struct gd_store *s = gd_app_store(app);
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT];
	struct pick pick;

	for (int i = 0; i < n; i++) {
		struct gd_order_page page;
		struct gd_order o;
		double began;

		if (!pick_open(s, (uint64_t)i, &pick))
			continue;
		gd_order_init(&o);
		began = now_us();
		must(gd_store_order_find(s, pick.number, id, &err), &err);
		must(gd_store_order_load(s, id, &o, &err), &err);
		times_add(&load, now_us() - began);
		gd_order_release(&o);
		began = now_us();
		must(gd_app_order(app, pick.number, &page, &err), &err);
		times_add(&open, now_us() - began);
		gd_order_page_release(&page);
	}
	times_say(&load, "order_load");
	times_say(&open, "order_open");
	say_counts(s, "order", n * 2);
}

static void
days_of(struct gd_app *app, int n)
{
	struct gd_err err = GD_ERR_INIT;
	struct times day = { 0 };

	for (int i = 0; i < n; i++) {
		struct gd_my_day mine = { 0 };
		double began = now_us();

		must(gd_app_my_day(app, 24, &mine, &err), &err);
		times_add(&day, now_us() - began);
		gd_my_day_release(&mine);
	}
	times_say(&day, "my_day");
}

/* The parts one by one, and "board": what stands in front. My day, of the
 * head, has its own row; so has the forecast, which opens orders. What will be
 * late opens 20 of them, too; how many these are is counted with the steps. */
static void
boards(struct gd_app *app, int n)
{
	const unsigned front = GD_BOARD_STEPS | GD_BOARD_WAITS;
	struct gd_store *s = gd_app_store(app);
	struct gd_err err = GD_ERR_INIT;
	struct gd_board b;
	char name[32];

	for (unsigned part = front; part <= GD_BOARD_ALL;
	     part = part == front ? 2 : part << 1) {
		struct times took = { 0 };

		if (part == GD_BOARD_FORECAST)
			continue;
		snprintf(name, sizeof name,
		    part == front ? "board" : "board_%s", gd_board_word(part));
		counts_take(s);
		for (int i = 0; i < n; i++) {
			double began = now_us();

			must(gd_app_board(app, NULL, part, 20, &b, &err), &err);
			times_add(&took, now_us() - began);
			gd_board_release(&b);
		}
		say_counts(s, name, n);
		times_say(&took, name);
	}
}

int
measure_reads(const char *book, int n)
{
	const int64_t open = 1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD;
	struct gd_app *app = open_as(book, "chenli");
	struct pick pick = { 0 };

	pick_open(gd_app_store(app), 5, &pick);
	counts_take(gd_app_store(app));
	lists(app, n, "list_due",
	    (struct gd_filter){ .states = open, .sort = GD_SORT_DUE });
	lists(app, n, "list_step",
	    (struct gd_filter){ .states = open,
		.sort = GD_SORT_DUE,
		.step_no = 5 });
	lists(app, n, "list_clerk",
	    (struct gd_filter){ .states = open,
		.sort = GD_SORT_DUE,
		.clerk = pick.clerk });
	lists(app, n, "list_waits",
	    (struct gd_filter){ .states = open,
		.sort = GD_SORT_DUE,
		.waits = "role:finance_head" });
	lists(app, n, "list_newest",
	    (struct gd_filter){ .sort = GD_SORT_NEWEST });
	orders(app, n);
	boards(app, n);
	days_of(app, n < 20 ? n : 20);
	measure_dates(app, n);
	gd_app_close(app);
	return 0;
}

/* ---- search -------------------------------------------------------------- */

static const struct {
	const char *name, *words[2];
} searches[] = {
	{ "one", { "水" } },
	{ "one_latin", { "m" } },
	{ "one_rare", { "龘" } },
	{ "two", { "水龙" } },
	{ "two_common", { "有限" } },
	{ "two_apart", { "龙有" } },
	{ "three", { "水龙头" } },
	{ "three_latin", { "mul" } },
	{ "four", { "保温杯 " } },
	{ "more", { "不锈钢水龙头" } },
	{ "folded", { "gonçalves" } },
	{ "pinyin", { "nbht" } },
	{ "number", { "nb26-0009" } },
	{ "vessel", { "cosco pr" } },
	{ "contract", { "xs-1" } },
	{ "nothing", { "龘龘" } },
	{ "nothing_common", { "机械有水" } },
	{ "two_words", { "宁波", "毛巾" } },
	{ "two_words_common", { "公司", "c" } },
};

/* As many as a plain search for parts of words finds? */
static void
same_set(struct gd_app *app, const char *name, const struct gd_filter *f)
{
	struct gd_store *s = gd_app_store(app);
	struct gd_str folded = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;
	int64_t found, plain;

	if (f->nwords != 1 ||
	    ask(s, "SELECT max(id) FROM orders", NULL) > 200000)
		return;
	gd_text_fold(&folded, f->words[0]);
	must(gd_store_count(s, f, INT64_MAX / 2, &found, &err), &err);
	plain = ask(s,
	    "SELECT count(*) FROM orders o WHERE "
	    "instr((SELECT text FROM words WHERE order_id = o.id), ?1) OR "
	    "instr((SELECT text FROM customer_words "
	    "WHERE code = o.customer), ?1)",
	    folded.text);
	gd_str_release(&folded);
	printf("search_%s_found %lld\nsearch_%s_plain %lld\n", name,
	    (long long)found, name, (long long)plain);
}

int
measure_search(const char *book, int n)
{
	struct gd_app *app = open_as(book, "chenli");
	struct times all = { 0 };
	double worst = 0;

	for (size_t k = 0; k < sizeof searches / sizeof *searches; k++) {
		struct gd_filter f = { .limit = PAGE, .sort = GD_SORT_NEWEST };
		struct gd_err err = GD_ERR_INIT;
		struct times t = { 0 };
		char label[64];

		for (int w = 0; w < 2 && searches[k].words[w]; w++)
			f.words[f.nwords++] = searches[k].words[w];
		for (int i = 0; i < n; i++) {
			struct gd_list_rows rows = { 0 };
			double began = now_us();

			must(gd_app_list(app, &f, &rows, &err), &err);
			times_add(&t, now_us() - began);
			times_add(&all, now_us() - began);
			rows_release(&rows);
		}
		snprintf(label, sizeof label, "search_%s", searches[k].name);
		if (times_part(&t, .99) > worst)
			worst = times_part(&t, .99);
		times_say(&t, label);
		same_set(app, searches[k].name, &f);
	}
	printf("search_worst_p99 %.1f\n", worst);
	times_say(&all, "search_all");
	gd_app_close(app);
	return 0;
}

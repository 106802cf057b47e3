/* app/reports/report_lists.c - what is late, and what was changed. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "reports_priv.h"

#include "base/banned.h"

#define PAGE 500

/* ---- late ---------------------------------------------------------------------- */

/* How many, of whom or of what. */
struct counted {
	struct gd_name name;
	int64_t n, most;
};
struct late {
	struct making_report *m;
	struct gd_report_part *list;
	struct counted *owners, *whats;
	size_t nowners, nwhats, owner_room, what_room;
};

static void
count_one(struct counted **all, size_t *n, size_t *room, struct gd_name name,
    int late)
{
	struct counted *c = NULL;

	for (size_t i = 0; i < *n; i++)
		if (strcmp((*all)[i].name.id, name.id) == 0)
			c = &(*all)[i];
	if (!c) {
		c = GD_PUSH(*all, *n, *room);
		c->name = name;
	}
	c->n++;
	c->most = late > c->most ? late : c->most;
}

static void
late_cols(struct gd_report_part *p)
{
	report_col(p, "late", GD_TR("late"), GD_SAYS_DAYS,
	    GD_TR("days past its day today"));
	report_col(p, "day", GD_TR("due on"), GD_SAYS_DAY, NULL);
	report_col(p, "hard", GD_TR("hard"), GD_SAYS_TEXT,
	    GD_TR("of law, bank or carrier"));
	report_col(p, "order", GD_TR("order"), GD_SAYS_TEXT, NULL);
	report_col(p, "what", GD_TR("what"), GD_SAYS_TEXT, NULL);
	report_col(p, "customer", GD_TR("customer"), GD_SAYS_TEXT, NULL);
	report_col(p, "owner", GD_TR("owner"), GD_SAYS_TEXT, NULL);
	report_col(p, "clerk", GD_TR("clerk"), GD_SAYS_TEXT, NULL);
	report_col(p, "promised", GD_TR("promised first"), GD_SAYS_DAY, NULL);
}

static struct gd_name
yes_or_not(bool yes)
{
	struct gd_name name = gd_words(yes ? GD_TR("hard") : NULL);

	name.id = yes ? "yes" : "no";
	if (!yes)
		name.zh = name.en = "";
	return name;
}

static enum gd_code
late_row(struct late *l, const struct gd_date_row *row)
{
	struct making_report *m = l->m;
	const struct gd_workflow *wf = NULL;
	struct gd_date_view v;
	struct gd_name what, owner;
	int late = m->r->today - (int32_t)row->due.day;
	enum gd_code rc = gd_app_date_view(m->app, row, &wf, &v, m->err);

	if (rc != GD_OK || gd_date_is_earliest(wf, row->due.duty))
		return rc;
	what = v.name ? report_keep(m, v.name)
		      : gd_report_plain(m->r, row->due.duty);
	what.id = gd_arena_str(&m->r->arena, row->due.duty);
	owner = report_owner(m, wf, row->due.owner);
	gd_part_number(l->list, GD_SAYS_DAYS, late);
	gd_part_day(l->list, (int32_t)row->due.day);
	gd_part_text(l->list, yes_or_not(row->due.hard != 0));
	report_order_cell(m, l->list, row->number);
	gd_part_text(l->list, what);
	gd_part_text(l->list, report_customer(m, row->customer));
	gd_part_text(l->list, owner);
	gd_part_text(l->list, report_person(m, row->clerk));
	gd_part_day(l->list, (int32_t)row->due.first);
	count_one(&l->owners, &l->nowners, &l->owner_room, owner, late);
	count_one(&l->whats, &l->nwhats, &l->what_room, what, late);
	return GD_OK;
}

static void
counted_part(struct making_report *m, const char *id, const char *title,
    const char *col, const struct counted *all, size_t n)
{
	struct gd_report_part *p =
	    gd_report_part(m->r, id, gd_words(title), gd_words(NULL));
	struct gd_report_chart *c;

	report_col(p, col, GD_TR("what"), GD_SAYS_TEXT, NULL);
	report_col(p, "n", GD_TR("late"), GD_SAYS_COUNT,
	    GD_TR("dates past today and open"));
	report_col(p, "longest", GD_TR("longest"), GD_SAYS_DAYS, NULL);
	for (size_t i = 0; i < n; i++) {
		gd_part_text(p, all[i].name);
		gd_part_number(p, GD_SAYS_COUNT, all[i].n);
		gd_part_number(p, GD_SAYS_DAYS, all[i].most);
	}
	gd_part_sort(p, 1, true);
	c = gd_part_chart(p, GD_CHART_BARS, gd_words(title), 0, 1);
	c->n = p->nrows < 15 ? p->nrows : 15;
}

enum gd_code
report_late(struct making_report *m)
{
	struct late l = { .m = m };
	struct gd_date_page page = { 0 };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_date_ask ask;
	bool more = true;
	enum gd_code rc = gd_app_dates_read(m->app, m->words, m->nwords, 0,
	    m->r->today - 1, &arena, &ask, m->err);

	l.list = gd_report_part(m->r, "late", gd_words(GD_TR("Late list")),
	    gd_words(NULL));
	late_cols(l.list);
	while (rc == GD_OK && more) {
		rc = gd_app_dates_page(m->app, &ask, PAGE, &page, m->err);
		for (int i = 0; rc == GD_OK && i < page.n; i++)
			rc = late_row(&l, &page.rows[i]);
		more = page.more && page.n > 0;
	}
	if (rc == GD_OK) {
		/* hard ones first, of these the longest */
		gd_part_sort(l.list, 0, true);
		gd_part_sort(l.list, 2, true);
		counted_part(m, "owners", GD_TR("Late, by who answers"),
		    "owner", l.owners, l.nowners);
		counted_part(m, "whats", GD_TR("Late, by what"), "what",
		    l.whats, l.nwhats);
	}
	free(l.owners);
	free(l.whats);
	gd_date_page_release(&page);
	gd_arena_release(&arena);
	return rc;
}

/* ---- changes ------------------------------------------------------------------- */

struct changing {
	struct making_report *m;
	struct gd_kpi_ask ask;
	struct gd_report_part *list;
};

static bool
is_notice(const struct gd_workflow *wf, const char *kind)
{
	for (int d = 0; d < wf->nduties; d++)
		if (wf->duties[d].is_notice && wf->duties[d].thing >= 0 &&
		    strcmp(wf->papers[wf->duties[d].thing].name.id, kind) == 0)
			return true;
	return false;
}

static void
change_row(struct changing *c, const struct report_order *o,
    const struct gd_revision *rev, const struct gd_change *ch)
{
	struct making_report *m = c->m;
	const struct gd_head *h = gd_head(&o->order);
	int paper = ch ? gd_wf_paper(o->wf, ch->paper) : -1;
	int field = ch ? gd_wf_field(o->wf, ch->field) : -1;

	gd_part_day(c->list, gd_ms_day(rev->issued_ms, m->r->utc_offset_min));
	report_order_cell(m, c->list, h->number);
	gd_part_text(c->list, report_customer(m, h->customer));
	gd_part_text(c->list, report_person(m, o->row->clerk));
	gd_part_number(c->list, GD_SAYS_COUNT, rev->inst);
	gd_part_text(c->list, paper >= 0
				  ? report_keep(m, &o->wf->papers[paper].name)
				  : gd_report_plain(m->r, ch ? ch->paper : ""));
	gd_part_text(c->list, field >= 0
				  ? report_keep(m, &o->wf->fields[field].name)
				  : gd_report_plain(m->r, ch ? ch->field : ""));
	gd_part_text(c->list, gd_report_plain(m->r, ch ? ch->old : ""));
	gd_part_text(c->list, gd_report_plain(m->r, ch ? ch->now : ""));
}

static void
change_rows(void *payload, const struct report_order *o)
{
	struct changing *c = payload;
	const struct gd_revision *rev;
	const struct gd_change *ch;

	for (size_t i = 0; (rev = gd_walk(&o->order, GD_TAB_REVISION, &i));) {
		int32_t day =
		    gd_ms_day(rev->issued_ms, c->m->r->utc_offset_min);
		bool any = false;

		if (rev->rev != 1 || rev->issued_ms <= 0 ||
		    !is_notice(o->wf, rev->kind) ||
		    (c->ask.from != GD_NO_DAY && day < c->ask.from) ||
		    (c->ask.to != GD_NO_DAY && day > c->ask.to))
			continue;
		for (size_t k = 0;
		     (ch = gd_walk(&o->order, GD_TAB_CHANGE, &k));)
			if (ch->notice == rev->inst) {
				change_row(c, o, rev, ch);
				any = true;
			}
		if (!any)
			change_row(c, o, rev, NULL);
	}
}

enum gd_code
report_changes(struct making_report *m)
{
	struct changing c = { .m = m };
	struct gd_report_part *p = gd_report_part(m->r, "changes",
	    gd_words(GD_TR("Changes")),
	    gd_words(GD_TR("what the notices of change issued in the period "
			   "say, a row a change")));
	enum gd_code rc;

	c.list = p;
	report_ask(m, &c.ask);
	report_col(p, "day", GD_TR("issued"), GD_SAYS_DAY, NULL);
	report_col(p, "order", GD_TR("order"), GD_SAYS_TEXT, NULL);
	report_col(p, "customer", GD_TR("customer"), GD_SAYS_TEXT, NULL);
	report_col(p, "clerk", GD_TR("clerk"), GD_SAYS_TEXT, NULL);
	report_col(p, "notice", GD_TR("no."), GD_SAYS_COUNT, NULL);
	report_col(p, "paper", GD_TR("paper"), GD_SAYS_TEXT, NULL);
	report_col(p, "field", GD_TR("what"), GD_SAYS_TEXT, NULL);
	report_col(p, "old", GD_TR("was"), GD_SAYS_TEXT, NULL);
	report_col(p, "now", GD_TR("is"), GD_SAYS_TEXT, NULL);
	rc = report_walk(m,
	    UINT64_C(1) << GD_TAB_REVISION | UINT64_C(1) << GD_TAB_CHANGE,
	    change_rows, &c);
	if (rc == GD_OK)
		gd_part_sort(p, 0, true);
	return rc;
}

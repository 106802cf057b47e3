/* app/takeover/takeover_template.c - the three files to fill in, from the
 * workflow.
 *
 * Made anew each time, so that they never name a step that is not there.
 * The example lines begin with # and are read by no import.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/day.h"

#include "takeover_priv.h"

#include "base/banned.h"

#define ROWS 3

struct sheet {
	struct gd_app *app;
	struct gd_arena *arena;
	bool zh;
	const char *cells[ROWS][MOST_COLUMNS]; /* heading, two examples */
	int n;
};

static void
column(struct sheet *s, const char *heading, const char *one, const char *two)
{
	if (s->n >= MOST_COLUMNS)
		return;
	s->cells[0][s->n] = heading;
	s->cells[1][s->n] = one;
	s->cells[2][s->n] = two;
	s->n++;
}

static void
named(struct sheet *s, const char *zh, const char *en, const char *one,
    const char *two)
{
	column(s, s->zh ? zh : en, one, two);
}

static const char *
name(const struct sheet *s, const struct gd_name *n)
{
	return s->zh ? n->zh : n->en;
}

/* Somebody of the office who holds the role; "" when nobody does. */
static const char *
holder_of(struct sheet *s, const char *role)
{
	const struct gd_holds *h;

	for (size_t i = 0;
	     (h = gd_row_at(gd_app_office(s->app), GD_OFF_HOLDS, i)); i++)
		if (h->active && strcmp(h->role, role) == 0)
			return gd_arena_str(s->arena, h->login);
	return "";
}

/* What the example lines say; the first number of an order is what it is
 * of, a tolerance or a rate is for nobody to guess. */
static const char *
example(const struct sheet *s, const struct gd_field_def *f, bool first)
{
	switch (f->type) {
	case GD_FIELD_DATE:
		return "2026-12-20";
	case GD_FIELD_MONEY:
		return "48200.00 USD";
	case GD_FIELD_DECIMAL:
		return first ? "12000" : "";
	case GD_FIELD_CHOICE:
		return name(s, &f->choices[0]);
	case GD_FIELD_YESNO:
		return s->zh ? "是" : "yes";
	default:
		return "";
	}
}

static void
fields(struct sheet *s, const struct gd_workflow *wf)
{
	bool first = true;

	for (int i = 0; i < wf->nfields; i++) {
		const struct gd_field_def *f = &wf->fields[i];
		const char *says = f->at_intake ? example(s, f, first) : "";

		if (!f->at_intake)
			continue;
		first = first && f->type != GD_FIELD_DECIMAL;
		column(s, name(s, &f->name), says, says);
	}
}

static void
orders(struct sheet *s, const struct gd_workflow *wf, const char *customer)
{
	named(s, "单号", "number", "#EX-001", "#EX-002");
	named(s, "客户", "customer", customer, customer);
	named(s, "客户名称", "customer_name", "", "");
	named(s, "公司", "company", "", "");
	for (int r = 0; r < wf->nroles; r++)
		if (wf->roles[r].assigned)
			column(s, name(s, &wf->roles[r].name),
			    holder_of(s, wf->roles[r].name.id),
			    holder_of(s, wf->roles[r].name.id));
	fields(s, wf);
	for (int k = 0; k < wf->nsteps; k++)
		column(s,
		    gd_arena_printf(s->arena, s->zh ? "步骤:%s" : "step:%s",
			name(s, &wf->steps[k].name)),
		    k < 3 ? "2026-05-04" : "",
		    k == 0  ? s->zh ? "免" : "skip"
		    : k < 5 ? s->zh ? "完成" : "done"
			    : "");
	for (int i = 0; i < wf->ntriggers; i++)
		column(s,
		    gd_arena_printf(s->arena, s->zh ? "收款:%s" : "credit:%s",
			name(s, &wf->triggers[i])),
		    "", i == 0 ? "14460.00 USD 2026-05-20" : "");
}

/* A paper that goes to several desks serves as the example. */
static const struct gd_paper_def *
busy_paper(const struct gd_workflow *wf)
{
	const struct gd_paper_def *best = NULL;

	for (int p = 0; p < wf->npapers; p++)
		if (!wf->papers[p].many && wf->papers[p].nsigns &&
		    (!best || wf->papers[p].ndist > best->ndist))
			best = &wf->papers[p];
	return best;
}

static void
pieces(struct sheet *s, const struct gd_workflow *wf)
{
	const struct gd_paper_def *p = busy_paper(wf);
	const char *paper = p ? name(s, &p->name) : "";
	const char *desk[2] = { "", "" };
	int n = 0;

	for (int i = 0; p && i < p->ndist && n < 2; i++)
		if (p->dist[i].copies)
			desk[n++] = name(s, &wf->desks[p->dist[i].desk].name);
	named(s, "单号", "number", "#EX-002", "#EX-002");
	named(s, "单证", "paper", paper, paper);
	named(s, "批次", "lot", "", "");
	named(s, "版次", "revision", "", "");
	named(s, "种类", "kind", s->zh ? "副本" : "copy",
	    s->zh ? "副本" : "copy");
	named(s, "部门", "desk", desk[0], desk[1]);
	named(s, "份数", "count", "1", "1");
	named(s, "发出日期", "sent", "2026-06-25", s->zh ? "完成" : "done");
	named(s, "签收日期", "received", "2026-06-26", "");
	named(s, "签收人", "holder", "", "");
}

static void
signoffs(struct sheet *s, const struct gd_workflow *wf)
{
	const struct gd_paper_def *p = NULL;
	const char *paper, *role[2] = { "", "" }, *who[2] = { "", "" };

	for (int i = 0; i < wf->npapers; i++)
		if (!wf->papers[i].many && wf->papers[i].nsigns &&
		    (!p || wf->papers[i].nsigns > p->nsigns ||
			(wf->papers[i].nsigns == p->nsigns &&
			    wf->papers[i].ndist > p->ndist)))
			p = &wf->papers[i];
	paper = p ? name(s, &p->name) : "";
	for (int i = 0; p && i < p->nsigns && i < 2; i++)
		if (p->signs[i].role >= 0) {
			const struct gd_name *n =
			    &wf->roles[p->signs[i].role].name;

			role[i] = name(s, n);
			who[i] = holder_of(s, n->id);
		}
	named(s, "单号", "number", "#EX-002", "#EX-002");
	named(s, "单证", "paper", paper, paper);
	named(s, "批次", "lot", "", "");
	named(s, "版次", "revision", "1", "1");
	named(s, "职务", "role", role[0], role[1]);
	named(s, "签字人", "who", who[0], who[1]);
	named(s, "签字日期", "date", "2026-06-22", "");
	named(s, "纸面", "on_paper", s->zh ? "是" : "yes",
	    s->zh ? "是" : "yes");
}

static enum gd_code
write_file(struct sheet *s, const char *dir, const char *file,
    struct gd_err *err)
{
	const char *path = gd_arena_printf(s->arena, "%s/%s", dir, file);
	struct gd_str text = GD_STR_INIT;
	FILE *f = fopen(path, "wxe");
	bool good;

	if (!f && errno == EEXIST)
		return gd_fail(err, GD_REFUSED, GD_M_APP_TK_THERE, GD_T(path));
	if (!f)
		return gd_fail(err, GD_OUTSIDE, GD_M_APP_TK_WRITE, GD_T(path),
		    GD_W(strerror(errno)));
	gd_str_add(&text, "\xEF\xBB\xBF"); /* so that Excel reads Chinese */
	for (int i = 0; i < ROWS; i++)
		gd_csv_write(&text, s->cells[i], s->n);
	good = fwrite(text.text, 1, text.len, f) == text.len;
	good = fclose(f) == 0 && good;
	gd_str_release(&text);
	return good ? GD_OK
		    : gd_fail(err, GD_OUTSIDE, GD_M_APP_TK_WRITE, GD_T(path),
			  GD_W(strerror(errno)));
}

enum gd_code
gd_app_takeover_template(struct gd_app *app, const char *workflow,
    const char *dir, enum gd_lang lang, struct gd_err *err)
{
	const struct gd_customer *c =
	    gd_row_at(gd_app_office(app), GD_OFF_CUSTOMER, 0);
	const char *customer;
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_workflow *wf;
	struct sheet s;
	enum gd_code rc =
	    gd_app_which(app, workflow, &wf, err);

	if (rc != GD_OK)
		return rc;
	customer = gd_arena_str(&arena, c ? c->code : "C001");
	if (mkdir(dir, 0777) != 0 && errno != EEXIST)
		rc = gd_fail(err, GD_OUTSIDE, GD_M_APP_TK_WRITE, GD_T(dir),
		    GD_W(strerror(errno)));
	for (int f = 0; rc == GD_OK && f < TK_FILES; f++) {
		s = (struct sheet){ .app = app,
			.arena = &arena,
			.zh = lang == GD_ZH };
		if (f == TK_ORDERS)
			orders(&s, wf, customer);
		else if (f == TK_PIECES)
			pieces(&s, wf);
		else
			signoffs(&s, wf);
		rc = write_file(&s, dir, tk_file_names[f], err);
	}
	gd_arena_release(&arena);
	return rc;
}

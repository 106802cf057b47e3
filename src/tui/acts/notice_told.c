/* tui/acts/notice_told.c - who is told by a notice, ticked on the form that
 * makes it, and its issue with the same key: the draft, the distribution where
 * it differs, the issue, one command each. */
#include <stdlib.h>
#include <string.h>

#include "core/view/says.h"

#include "again_priv.h"
#include "doing_priv.h"
#include "../forms/form_screen_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define TOLD "#told"
#define THEN "#then"

int
notice_made(const struct gd_workflow *wf, const struct gd_command *cmd)
{
	int duty = cmd->duty ? gd_wf_duty(wf, cmd->duty) : -1;
	int paper = cmd->paper ? gd_wf_paper(wf, cmd->paper) : -1;

	if (cmd->verb != GD_DO_MAKE && cmd->verb != GD_DO_FILL)
		return -1;
	for (int i = 0; i < wf->nduties; i++)
		if (wf->duties[i].is_notice &&
		    (i == duty || (duty < 0 && wf->duties[i].thing == paper)))
			return wf->duties[i].thing;
	return -1;
}

/* ---- who gets it by the rule ---------------------------------------------- */

/* Copies a desk gets: of the draft, else by the customer's list, the office's,
 * the workflow's. */
static int64_t
copies_of(struct ui *ui, const struct gd_order_page *page, int paper,
    int64_t inst, int desk)
{
	const struct gd_paper_def *def = &page->wf->papers[paper];
	const char *customer = gd_head(&page->order)->customer;
	const char *id = page->wf->desks[desk].name.id;
	const struct gd_distrule *r;
	int64_t n = 0;

	if (inst && gd_paper(&page->order, def->name.id, 0, inst)) {
		const struct gd_dist *row =
		    gd_row_find(&page->order.sheet, GD_TAB_DIST,
			&(struct gd_dist){ .kind = def->name.id,
			    .inst = inst,
			    .desk = id,
			    .reason = "" });

		return row && !row->suggested ? row->copies : 0;
	}
	for (int i = 0; i < def->ndist; i++)
		if (def->dist[i].desk == desk && !def->dist[i].suggested)
			n = def->dist[i].copies;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; (r = gd_row_at(gd_app_office(*ui->app),
					GD_OFF_DISTRULE, i));
		     i++)
			if (strcmp(r->kind, def->name.id) == 0 &&
			    strcmp(r->desk, id) == 0 &&
			    (pass ? *customer &&
					strcmp(r->customer, customer) == 0
				  : !*r->customer))
				n = r->active ? r->copies : 0;
	return n;
}

void
notice_inputs(struct ui *ui, struct form *f, const struct gd_order_page *page,
    const struct gd_command *cmd)
{
	static const struct gd_name then[] = {
		{ "issue", NULL, GD_TR("issue it") },
		{ "draft", NULL, GD_TR("keep it as a draft") },
	};
	const struct gd_workflow *wf = page->wf;
	int paper = notice_made(wf, cmd);
	struct gd_name *desks;
	struct gd_str ids = GD_STR_INIT;
	int n = 0;

	if (paper < 0)
		return;
	desks = gd_alloc((size_t)wf->ndesks + 1, sizeof *desks);
	for (int i = 0; i < wf->ndesks; i++) {
		if (wf->desks[i].clerk)
			continue;
		desks[n++] = wf->desks[i].name;
		if (copies_of(ui, page, paper, cmd->inst, i) > 0)
			gd_str_addf(&ids, "%s%s", ids.len ? "," : "",
			    wf->desks[i].name.id);
	}
	form_add(f,
	    &(struct input){ .id = TOLD,
		.name = { .en = GD_TR("Told by a copy") },
		.kind = IN_MANY,
		.choices = desks,
		.nchoices = n },
	    ids.text);
	form_add(f,
	    &(struct input){ .id = THEN,
		.name = { .en = GD_TR("Then") },
		.kind = IN_CHOICE,
		.choices = then,
		.nchoices = 2 },
	    "issue");
	gd_str_release(&ids);
	free(desks);
}

/* ---- the commands behind the draft ---------------------------------------- */

static struct gd_command
told_command(const char *kind, int64_t inst, const struct input *in, int i)
{
	return (struct gd_command){ .verb = GD_DO_DIST,
		.paper = kind,
		.inst = inst,
		.desk = in->choices[i].id,
		.number = in->ticked[i],
		.reason = "chosen with the notice" };
}

int
notice_commands(struct ui *ui, struct form *f, const struct doing *d,
    struct gd_command *out, int most)
{
	const struct gd_workflow *wf = d->page.wf;
	int paper = notice_made(wf, &d->deed->cmd), n = 0;
	struct input *in = form_find(f, TOLD);

	for (int i = 0; paper >= 0 && in && i < in->nchoices && n < most; i++) {
		int desk = gd_wf_desk(wf, in->choices[i].id);

		if ((copies_of(ui, &d->page, paper, d->deed->cmd.inst, desk) >
			0) != in->ticked[i])
			out[n++] = told_command(wf->papers[paper].name.id,
			    d->deed->cmd.inst, in, i);
	}
	return n;
}

bool
notice_issues(struct form *f)
{
	return strcmp(form_text(f, THEN), "issue") == 0;
}

/* One more command on the order as the last one left it. */
static bool
go_on(struct ui *ui, const struct doing *d, const struct gd_command *cmd,
    struct gd_done *done)
{
	struct gd_done next = { 0 };
	struct gd_err err = GD_ERR_INIT;
	char seen[9];

	gd_app_seen(&done->order, cmd, seen);
	if (gd_app_act(*ui->app, d->number, cmd, seen, &next, &err) != GD_OK) {
		ui_say_fault(ui, d->page.wf, &err);
		gd_done_release(&next);
		return false;
	}
	again_did(ui, &next, cmd, 0);
	gd_done_release(done);
	*done = next;
	return true;
}

/* The newest notice of an order. */
static int64_t
newest(const struct gd_order *o, const char *kind)
{
	const struct gd_paper *p;
	int64_t inst = 0;

	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PAPER, &i));)
		if (strcmp(p->kind, kind) == 0 && p->inst > inst)
			inst = p->inst;
	return inst;
}

static bool
is_signed(const struct gd_workflow *wf, const struct gd_order *o,
    const char *kind, int64_t inst)
{
	const struct gd_paper *p = gd_paper(o, kind, 0, inst);
	const struct gd_revision *r =
	    p ? gd_revision(o, kind, 0, inst, p->last) : NULL;
	struct gd_sign_box boxes[GD_SIGN_BOXES];
	int n = r ? gd_sign_boxes(wf, o, r, boxes) : 0;

	for (int i = 0; i < n; i++)
		if (!boxes[i].given)
			return false;
	return r && r->state < GD_REV_ISSUED;
}

bool
notice_ends(struct ui *ui, struct form *f, const struct doing *d,
    struct gd_done *done)
{
	const struct gd_workflow *wf = d->page.wf;
	int paper = notice_made(wf, &d->deed->cmd);
	struct gd_command cmds[64];
	const char *kind;
	int64_t inst;
	int n;

	if (paper < 0)
		return true;
	kind = wf->papers[paper].name.id;
	inst =
	    d->deed->cmd.inst ? d->deed->cmd.inst : newest(&done->order, kind);
	n = notice_commands(ui, f, d, cmds, 64);
	for (int i = 0; i < n; i++) {
		cmds[i].inst = inst;
		if (!go_on(ui, d, &cmds[i], done))
			return false;
	}
	if (!notice_issues(f) || !is_signed(wf, &done->order, kind, inst))
		return true;
	return go_on(ui, d,
	    &(struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = kind,
		.inst = inst },
	    done);
}

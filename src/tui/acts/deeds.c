/* tui/acts/deeds.c - what can be tried on an order: the acts the checklist
 * offers, and those that are possible any time (hold, revise, correct, recall
 * ...).
 *
 * Each is put to the app as the person at the keyboard; nothing is decided
 * here.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "app/right.h"
#include "core/view/lots.h"

#include "deeds_priv.h"

#include "base/banned.h"

/* Words of the acts of todo, and of verbs. */
static const struct {
	const char *act, *word;
} words[] = {
	{ "fill", GD_TR("Record") },
	{ "choose", GD_TR("Decide") },
	{ "receive", GD_TR("Receive") },
	{ "send", GD_TR("Hand out") },
	{ "move", GD_TR("Ship") },
	{ "offer", GD_TR("Offer") },
	{ "make", GD_TR("Make") },
	{ "edit", GD_TR("Edit draft") },
	{ "sign", GD_TR("Sign") },
	{ "sendback", GD_TR("Send back") },
	{ "issue", GD_TR("Issue") },
	{ "receipt", GD_TR("Receipt") },
	{ "returned", GD_TR("Came back") },
	{ "waive", GD_TR("Waive") },
	{ "accept", GD_TR("Accept") },
	{ "refuse", GD_TR("Refuse") },
	{ "release", GD_TR("Give back") },
	{ "assign", GD_TR("Assign") },
	{ "inform", GD_TR("Inform") },
	{ "resume", GD_TR("Resume") },
	{ "credit", GD_TR("Credit") },
	{ "split", GD_TR("Ship the rest in a further lot") },
	{ "short", GD_TR("Agree on less") },
};

static const char *
word_of(const char *act)
{
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i].act, act) == 0)
			return words[i].word;
	return act;
}

void
deeds_release(struct deeds *d)
{
	free(d->at);
	gd_arena_release(&d->arena);
	*d = (struct deeds){ 0 };
}

/* Does the id contain these words, not only the end of another: "sign:" is no
 * part of "assign:"? */
static bool
is_of(const char *id, const char *only)
{
	const char *at = id;

	while ((at = strstr(at, only))) {
		if (at == id || !isalpha((unsigned char)*only) ||
		    !isalpha((unsigned char)at[-1]))
			return true;
		at++;
	}
	return false;
}

struct maker {
	struct ui *ui;
	const struct gd_order_page *page;
	const char *only;
	struct deeds *out;
};

static void
add_act(struct maker *m, const struct gd_act_view *act)
{
	struct deed *d;

	if (m->only && !is_of(act->id, m->only))
		return;
	d = GD_PUSH(m->out->at, m->out->n, m->out->room);
	d->id = act->id;
	d->word = word_of(act->word);
	d->cmd = act->cmd;
	d->act = act;
	d->possible =
	    gd_app_may(*m->ui->app, m->page, &d->cmd, &d->why) == GD_OK;
	d->others = !d->possible && act->possible;
	if (!act->possible)
		d->why = act->why;
	d->rare = act->adhoc || act->verb == GD_DO_SKIP ||
		  act->verb == GD_DO_SENDBACK;
}

/* Something beside the checklist; listed only when it is possible. */
static void
add_rare(struct maker *m, const char *id, const char *word,
    const struct gd_command *cmd)
{
	struct gd_err why = GD_ERR_INIT;
	struct gd_command trial = *cmd;
	struct deed *d;

	if (m->only && !is_of(id, m->only))
		return;
	if (!trial.reason) /* the form asks for it */
		trial.reason = "?";
	if (!trial.granted_by)
		trial.granted_by = "?";
	/* which order covers it, who signed on paper the form asks too */
	if (gd_app_may(*m->ui->app, m->page, &trial, &why) != GD_OK &&
	    why.msg != GD_M_COVER_NONE && why.msg != GD_M_NO_PERSON)
		return;
	d = GD_PUSH(m->out->at, m->out->n, m->out->room);
	d->id = id;
	d->word = word;
	d->cmd = *cmd;
	d->possible = true;
	d->rare = true;
}

/* ---- beside the checklist ----------------------------------------------- */

static void
add_order_deeds(struct maker *m)
{
	static const struct {
		enum gd_verb verb;
		const char *word;
	} table[] = {
		{ GD_DO_NOTE, GD_TR("Write a note") },
		{ GD_DO_CORRECT, GD_TR("Correct the order's data") },
		{ GD_DO_REASSIGN, GD_TR("Give a role to a person") },
		{ GD_DO_PAYMENT, GD_TR("Payment row: add or change") },
		{ GD_DO_CREDIT, GD_TR("Credit a payment") },
		{ GD_DO_LINK, GD_TR("Link with another order") },
		{ GD_DO_HOLD, GD_TR("Put the order on hold") },
		{ GD_DO_RESUME, GD_TR("Resume the order") },
		{ GD_DO_CLOSE, GD_TR("Close the order") },
		{ GD_DO_CANCEL, GD_TR("Cancel the order") },
		{ GD_DO_REOPEN, GD_TR("Reopen the order") },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct gd_command cmd = { .verb = table[i].verb };

		if (cmd.verb == GD_DO_REASSIGN) { /* a trial needs both */
			cmd.role = "clerk";
			cmd.person = gd_app_login(*m->ui->app);
		} else if (cmd.verb == GD_DO_LINK) {
			cmd.outcome = "repeat-of";
			cmd.person = "";
		}
		add_rare(m,
		    gd_arena_printf(&m->out->arena,
			"%s:", gd_verb_word(cmd.verb)),
		    table[i].word, &cmd);
	}
}

/* Which file the form asks; a trial needs one. */
static void
add_attach(struct maker *m)
{
	static const struct gd_pair file[] = {
		{ "name", "?" },
		{ "digest", "00000000000000000000000000000000"
			    "00000000000000000000000000000000" },
		{ "size", "0" },
	};
	const struct gd_command cmd = { .verb = GD_DO_ATTACH,
		.fields = file,
		.nfields = 3 };

	add_rare(m, "attach:", GD_TR("Attach a file"), &cmd);
}

/* Whether the last act can be undone only the journal tells. */
static void
add_undo(struct maker *m)
{
	char verb[64];
	struct deed *d;

	if (m->only ? !strstr("undo:", m->only) : m->page->order.rev < 2)
		return;
	d = GD_PUSH(m->out->at, m->out->n, m->out->room);
	d->id = "undo:";
	d->word = GD_TR("Undo the last act");
	d->cmd.verb = GD_DO_UNDO;
	d->possible = gd_app_can_undo(*m->ui->app, m->page->order.id, verb,
			  &d->why) == GD_OK;
	d->rare = true;
}

/* Is there anything of a lot that could still go elsewhere? */
static bool
can_give(const struct gd_order *o, const struct gd_lot_view *v)
{
	const struct gd_line *l;

	if (o->sheet.rows[GD_TAB_LINE].n == 0)
		return !v->shipped;
	for (size_t i = 0; (l = gd_walk(o, GD_TAB_LINE, &i));) {
		struct gd_lotline row = gd_lot_line(o, v->lot->no, l->no);

		if (row.known ? row.qty > row.shipped : !v->shipped && row.qty)
			return true;
	}
	return false;
}

/* Splitting, agreeing on less, lines, a contract of another order. */
static void
add_goods_deeds(struct maker *m)
{
	const struct gd_workflow *wf = m->page->wf;
	const struct gd_order *o = &m->page->order;
	struct gd_command cmd = { .verb = GD_DO_SPLIT };
	struct gd_lot_view v;
	const struct gd_line *l;

	for (size_t i = 0; gd_lot_view(wf, o, i, &v); i++) {
		cmd.lot = v.lot->no;
		if (!v.off && can_give(o, &v))
			add_rare(m,
			    gd_arena_printf(&m->out->arena, "split:@%lld",
				(long long)cmd.lot),
			    GD_TR("Split: part of the lot ships apart"), &cmd);
	}
	cmd = (struct gd_command){ .verb = GD_DO_SHORT };
	if (o->sheet.rows[GD_TAB_LINE].n > 0)
		add_rare(m, "short:", GD_TR("Agree on less: cancel a quantity"),
		    &cmd);
	cmd = (struct gd_command){ .verb = GD_DO_CORRECT };
	for (size_t i = 0; (l = gd_walk(o, GD_TAB_LINE, &i));) {
		cmd.number = l->no;
		add_rare(m,
		    gd_arena_printf(&m->out->arena, "line:%lld",
			(long long)l->no),
		    GD_TR("Correct the line"), &cmd);
	}
	cmd.number = (int64_t)o->sheet.rows[GD_TAB_LINE].n + 1;
	add_rare(m, "addline:", GD_TR("Add a line"), &cmd);
	for (int p = 0; p < wf->npapers; p++) {
		cmd = (struct gd_command){ .verb = GD_DO_COVER,
			.paper = wf->papers[p].name.id };
		if (wf->papers[p].lines && !wf->papers[p].per_lot)
			add_rare(m,
			    gd_arena_printf(&m->out->arena, "cover:%s@0#0",
				cmd.paper),
			    GD_TR("One for several orders"), &cmd);
	}
}

static void
add_step_deeds(struct maker *m)
{
	for (size_t i = 0; i < m->page->todo.nsteps; i++) {
		const struct gd_step_view *v = &m->page->todo.steps[i];
		struct gd_command cmd = { .verb = GD_DO_OPEN,
			.step = v->def->name.id,
			.lot = v->lot };

		add_rare(m,
		    gd_arena_printf(&m->out->arena, "open:%s@%lld", cmd.step,
			(long long)v->lot),
		    GD_TR("Open early"), &cmd);
		cmd.verb = GD_DO_SKIP;
		if (v->total > 1)
			add_rare(m,
			    gd_arena_printf(&m->out->arena, "skip:%s@%lld",
				cmd.step, (long long)v->lot),
			    GD_TR("Waive the whole step"), &cmd);
	}
}

static void
add_duty_deeds(struct maker *m)
{
	for (size_t i = 0; i < m->page->todo.nduties; i++) {
		const struct gd_duty_view *v = &m->page->todo.duties[i];
		struct gd_command cmd = { .duty = v->def->name.id,
			.lot = v->lot,
			.inst = v->inst };

		if (v->act && v->state >= GD_DUTY_DONE) {
			cmd.verb = GD_DO_CORRECT;
			add_rare(m,
			    gd_arena_printf(&m->out->arena,
				"correct:%s@%lld#%lld", cmd.duty,
				(long long)v->lot, (long long)v->inst),
			    GD_TR("Correct"), &cmd);
		} else if (v->due) {
			cmd.verb = GD_DO_MOVE;
			cmd.day = v->due;
			add_rare(m,
			    gd_arena_printf(&m->out->arena,
				"movedate:%s@%lld#%lld", cmd.duty,
				(long long)v->lot, (long long)v->inst),
			    GD_TR("Move the date"), &cmd);
		}
	}
}

/* Dates that are no act of their own: latest shipment, cut-offs. */
static void
add_limit_deeds(struct maker *m)
{
	const struct gd_due *row;

	for (size_t i = 0; (row = gd_walk(&m->page->order, GD_TAB_DUE, &i));) {
		const struct gd_command cmd = { .verb = GD_DO_MOVE,
			.duty = row->duty,
			.lot = row->lot,
			.inst = row->inst,
			.day = (int32_t)row->day };

		if (row->shut || row->actual || !row->day ||
		    gd_wf_limit(m->page->wf, row->duty) < 0)
			continue;
		add_rare(m,
		    gd_arena_printf(&m->out->arena, "movedate:%s@%lld#%lld",
			row->duty, (long long)row->lot, (long long)row->inst),
		    GD_TR("Move the date"), &cmd);
	}
}

/* Who signed and the scan are asked by the form. */
static void
add_on_paper(struct maker *m, const struct gd_paper *p)
{
	const struct gd_command cmd = { .verb = GD_DO_SIGN,
		.paper = p->kind,
		.lot = p->lot,
		.inst = p->inst,
		.person = "?" };
	const struct gd_revision *r =
	    gd_revision(&m->page->order, p->kind, p->lot, p->inst, p->last);

	if (!r || (r->state != GD_REV_DRAFT && r->state != GD_REV_SIGNING))
		return;
	add_rare(m,
	    gd_arena_printf(&m->out->arena, "onpaper:%s@%lld#%lld", p->kind,
		(long long)p->lot, (long long)p->inst),
	    GD_TR("Enter a signature given on paper"), &cmd);
}

static void
add_paper_deeds(struct maker *m)
{
	static const struct {
		enum gd_verb verb;
		const char *word;
	} table[] = {
		{ GD_DO_REVISE, GD_TR("Revise") },
		{ GD_DO_WITHDRAW, GD_TR("Withdraw the signature") },
		{ GD_DO_VOID, GD_TR("Void") },
		{ GD_DO_DIST, GD_TR("Change the distribution") },
		{ GD_DO_SEND, GD_TR("Send on") },
	};
	const struct gd_paper *p;

	for (size_t i = 0; (p = gd_walk(&m->page->order, GD_TAB_PAPER, &i));) {
		for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
			struct gd_command cmd = { .verb = table[k].verb,
				.paper = p->kind,
				.lot = p->lot,
				.inst = p->inst };

			if (cmd.verb == GD_DO_DIST)
				cmd.desk = "clerk";
			add_rare(m,
			    gd_arena_printf(&m->out->arena, "%s:%s@%lld#%lld",
				gd_verb_word(cmd.verb), p->kind,
				(long long)p->lot, (long long)p->inst),
			    table[k].word, &cmd);
		}
		add_on_paper(m, p);
	}
}

static void
add_piece_deeds(struct maker *m)
{
	static const struct {
		enum gd_verb verb;
		const char *word;
	} table[] = {
		{ GD_DO_RECALL, GD_TR("Recall") },
		{ GD_DO_DESTROYED, GD_TR("Destroyed there") },
		{ GD_DO_LOST, GD_TR("Lost") },
		{ GD_DO_REPLACE, GD_TR("Replace") },
		{ GD_DO_CORRECT, GD_TR("Correct") },
	};
	const struct gd_piece *p;

	for (size_t i = 0; (p = gd_walk(&m->page->order, GD_TAB_PIECE, &i));) {
		for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
			struct gd_command cmd = { .verb = table[k].verb,
				.paper = p->kind,
				.lot = p->lot,
				.inst = p->inst,
				.piece = p->no };

			add_rare(m,
			    gd_arena_printf(&m->out->arena,
				"%s:%s@%lld#%lld%%%lld", gd_verb_word(cmd.verb),
				p->kind, (long long)p->lot, (long long)p->inst,
				(long long)p->no),
			    table[k].word, &cmd);
		}
	}
}

/* ---- order of the list -------------------------------------------------- */

static int
rank(const struct deed *d)
{
	if (d->possible)
		return d->rare;
	return d->others ? 2 : 3;
}

/* Stable: deeds of one rank and lot stay as they came. */
static void
sort(struct deeds *d, int64_t lots)
{
	struct deed *sorted = gd_alloc(d->n + 1, sizeof *sorted);
	size_t n = 0;

	for (int r = 0; r < 4; r++)
		for (int64_t lot = 0; lot <= lots; lot++)
			for (size_t i = 0; i < d->n; i++)
				if (rank(&d->at[i]) == r &&
				    d->at[i].cmd.lot == lot)
					sorted[n++] = d->at[i];
	free(d->at);
	d->at = sorted;
	d->room = d->n + 1;
}

void
deeds_make(struct ui *ui, const struct gd_order_page *page, const char *only,
    struct deeds *out)
{
	struct maker m = { ui, page, only, out };

	*out = (struct deeds){ 0 };
	for (size_t i = 0; i < page->todo.nacts; i++)
		add_act(&m, &page->todo.acts[i]);
	add_undo(&m);
	add_order_deeds(&m);
	add_attach(&m);
	add_goods_deeds(&m);
	add_step_deeds(&m);
	add_duty_deeds(&m);
	add_limit_deeds(&m);
	add_paper_deeds(&m);
	add_piece_deeds(&m);
	sort(out, (int64_t)page->order.sheet.rows[GD_TAB_LOT].n);
}

/* ---- labels ------------------------------------------------------------- */

static void
add_piece_words(struct ui *ui, const struct gd_order_page *page, int64_t no,
    struct gd_str *out)
{
	struct gd_piece like = { .no = no };
	const struct gd_piece *p =
	    gd_row_find(&page->order.sheet, GD_TAB_PIECE, &like);

	if (p)
		gd_str_addf(out, ", %s%s", ui_place(ui, page->wf, p->desk),
		    ui_piece(ui, &page->order, p));
}

/* The article of a line. */
static const char *
line_words(const struct gd_order_page *page, int64_t no)
{
	const struct gd_line *l = gd_row_find(&page->order.sheet, GD_TAB_LINE,
	    &(struct gd_line){ .no = no });

	return l ? l->item : "";
}

/* How long an offer still stands. */
static void
add_time_left(struct ui *ui, int64_t until, struct gd_str *out)
{
	int64_t min = (until - gd_app_now(*ui->app) + 59999) / 60000;
	const struct gd_arg args[] = { GD_N(min > 0 ? min : 0) };

	gd_str_add(out, *ui->lang == GD_ZH ? "，" : ", ");
	gd_say(out, *ui->lang, GD_TR("{1} min left"), 1, args);
}

void
deed_label(struct ui *ui, const struct gd_order_page *page,
    const struct deed *d, struct gd_str *out)
{
	const struct gd_command *c = &d->cmd;
	const char *what = c->duty    ? c->duty
			   : c->paper ? c->paper
			   : c->step  ? c->step
				      : NULL;

	if (c->lot && ui_has_lots(&page->order))
		gd_str_addf(out, "%s%s", ui_lot(ui, c->lot),
		    *ui->lang == GD_ZH ? "：" : ": ");
	if (d->act && d->act->back) {
		gd_say(out, *ui->lang, GD_TR("Sent back: {1} ({2})"), 2,
		    (const struct gd_arg[]){ gd_arg_text(
						 d->act->back->back_why),
			gd_arg_text(ui_paper(ui, page->wf,
			    d->act->back->kind)) });
		return;
	}
	/* the name of a duty says itself what is to be done */
	if (!d->act || !c->duty || c->verb == GD_DO_SKIP ||
	    c->verb == GD_DO_ACCEPT || c->verb == GD_DO_REFUSE ||
	    c->verb == GD_DO_RELEASE ||
	    strcmp(d->act->word, "edit") == 0)
		gd_str_addf(out, "%s%s", tr(ui, d->word),
		    !what                ? ""
		    : *ui->lang == GD_ZH ? "："
					 : ": ");
	if (what)
		gd_str_add(out,
		    what == c->paper && what != c->duty
			? ui_paper(ui, page->wf, what)
			: ui_thing(ui, page->wf, what));
	if (c->piece)
		add_piece_words(ui, page, c->piece, out);
	else if (d->act && *d->act->role)
		gd_str_addf(out, " (%s)", ui_name_for(ui, page->wf, GD_THING_ROLE,
		    d->act->role));
	else if (d->act && *d->act->person &&
		 strcmp(d->act->person, gd_app_login(*ui->app)) != 0)
		gd_str_addf(out, " (%s)", ui_person(ui, d->act->person));
	else if (d->act && c->desk)
		gd_str_addf(out, " (%s)", ui_place(ui, page->wf, c->desk));
	if (d->act && (c->verb == GD_DO_SPLIT || c->verb == GD_DO_SHORT))
		gd_str_addf(out, " %s", line_words(page, d->act->inst));
	if (!d->act && c->verb == GD_DO_CORRECT && c->number)
		gd_str_addf(out, " %s", line_words(page, c->number));
	if (c->inst > 1)
		gd_str_addf(out, " #%lld", (long long)c->inst);
	if (d->act && d->act->expires_ms)
		add_time_left(ui, d->act->expires_ms, out);
}

void
act_label(struct ui *ui, const struct gd_order_page *page,
    const struct gd_act_view *act, struct gd_str *out)
{
	const struct deed deed = { .id = act->id,
		.word = word_of(act->word),
		.cmd = act->cmd,
		.act = act };

	deed_label(ui, page, &deed, out);
}

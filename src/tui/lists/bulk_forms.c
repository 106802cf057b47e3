/* tui/lists/bulk_forms.c - what is asked before one thing is done with many
 * orders: a reason, a person, what to print and where, a file.  The form says
 * how many orders it is about; its button is the only question.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/orders_out.h"

#include "bulk_priv.h"
#include "../forms/form_priv.h"
#include "../papers/print_priv.h"

#include "base/banned.h"

#define REASON "reason"
#define ROLE "role"
#define PERSON "person"
#define WHAT "what"
#define QUEUE "queue"
#define PATH "path"

/* ---- one command for each order ------------------------------------------------ */

static void
add_order(struct ui *ui, struct bulk *b, const struct gd_order_page *page)
{
	static const enum gd_verb verbs[BULK_KINDS] = {
		[BULK_HOLD] = GD_DO_HOLD,
		[BULK_RESUME] = GD_DO_RESUME,
		[BULK_ASSIGN] = GD_DO_REASSIGN,
		[BULK_NOTE] = GD_DO_NOTE,
	};

	(void)ui;
	bulk_add(b, page, "")->cmd.verb = verbs[b->kind];
}

static const char *
keep(struct bulk *b, struct form *f, const char *id)
{
	const char *text = form_text(f, id);

	return *text ? gd_arena_str(&b->arena, text) : NULL;
}

static bool
submit_commands(struct ui *ui, struct form *f, void *box)
{
	struct bulk *b = bulk_unbox(box);
	const char *reason = keep(b, f, REASON), *role = keep(b, f, ROLE);
	const char *person = keep(b, f, PERSON);

	for (size_t i = 0; i < b->n; i++) {
		b->at[i].cmd.reason = reason;
		b->at[i].cmd.role = role;
		b->at[i].cmd.person = person;
		b->at[i].what = tr(ui, bulk_words[b->kind].name);
	}
	bulk_run(ui, b);
	return true;
}

static void
add_people(struct ui *ui, struct form *f)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_name *roles;
	struct gd_name *names;
	const struct gd_person *p;
	int n = gd_app_assigned_roles(*ui->app, &arena, &roles);

	names = gd_alloc(office->rows[GD_OFF_PERSON].n + 1, sizeof *names);
	form_add(f,
	    &(struct input){ .id = ROLE,
		.name = { .en = GD_TR("Role") },
		.kind = IN_CHOICE,
		.required = true,
		.choices = roles,
		.nchoices = n },
	    n ? roles[0].id : "");
	gd_arena_release(&arena);
	n = 0;
	for (size_t i = 0; (p = gd_row_at(office, GD_OFF_PERSON, i)); i++)
		if (p->active)
			names[n++] = (struct gd_name){ p->login, p->name,
				*p->name_en ? p->name_en : p->name };
	form_add(f,
	    &(struct input){ .id = PERSON,
		.name = { .en = GD_TR("Person") },
		.kind = IN_CHOICE,
		.required = true,
		.choices = names,
		.nchoices = n },
	    "");
	free(names);
}

/* ---- printing -------------------------------------------------------------------- */

static struct bulk_item *
add_print(struct ui *ui, struct bulk *b, const struct gd_order_page *page,
    const struct gd_paper *p, bool slip)
{
	const char *paper = ui_paper(ui, page->wf, p->kind);
	struct bulk_item *it = bulk_add(b, page,
	    slip ? ui_fmt(ui, "%s (%s)", tr(ui, GD_TR("routing slip")), paper)
		 : paper);

	it->ask =
	    (struct gd_printing){ .form = { .order = it->number,
				      .paper = gd_arena_str(&b->arena, p->kind),
				      .lot = p->lot,
				      .inst = p->inst,
				      .slip = slip,
				      .pieces = !slip,
				      .back_by = GD_NO_DAY,
				      .media = GD_MEDIA_COUNT,
				      .lang = -1 } };
	return it;
}

/* Does a slip of the revision in force go round already? */
static bool
has_slip(const struct gd_order *o, const struct gd_paper *p)
{
	const struct gd_print *row;

	for (size_t i = 0; (row = gd_walk(o, GD_TAB_PRINT, &i));)
		if (strcmp(row->what, "slip") == 0 &&
		    strcmp(row->kind, p->kind) == 0 && row->lot == p->lot &&
		    row->inst == p->inst && row->rev == p->in_force)
			return true;
	return false;
}

/* Pieces of what is in force that were never printed; and, where some are on
 * their way without one, its routing slip. */
static void
add_prints(struct ui *ui, struct bulk *b, const struct gd_order_page *page)
{
	const struct gd_paper *p;

	for (size_t i = 0; (p = gd_walk(&page->order, GD_TAB_PAPER, &i));) {
		struct gd_str fresh = GD_STR_INIT;
		const struct gd_piece *pc;
		const struct gd_print *last;
		bool out = false;

		for (size_t k = 0;
		     (pc = gd_walk(&page->order, GD_TAB_PIECE, &k));) {
			if (strcmp(pc->kind, p->kind) != 0 ||
			    pc->lot != p->lot || pc->inst != p->inst ||
			    pc->rev != p->in_force || !gd_piece_printable(pc))
				continue;
			out |= pc->state == GD_PIECE_DUE ||
			       pc->state == GD_PIECE_SENT;
			if (gd_prints_of(&page->order, pc->no, &last) == 0)
				gd_str_addf(&fresh, "%s%lld",
				    fresh.len ? "," : "", (long long)pc->no);
		}
		if (fresh.len)
			add_print(ui, b, page, p, false)->ask.list =
			    gd_arena_str(&b->arena, fresh.text);
		if (out && !has_slip(&page->order, p))
			add_print(ui, b, page, p, true);
		gd_str_release(&fresh);
	}
}

static int
slips_of(const struct bulk *b)
{
	int n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += b->at[i].ask.form.slip;
	return n;
}

/* Only papers, or only slips. */
static void
narrow(struct bulk *b, const char *what)
{
	bool both = strcmp(what, "both") == 0;
	bool slips = strcmp(what, "slips") == 0;
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		if (both || b->at[i].ask.form.slip == slips)
			b->at[n++] = b->at[i];
	b->n = n;
}

static bool
submit_prints(struct ui *ui, struct form *f, void *box)
{
	struct bulk *b = bulk_unbox(box);
	const char *queue = keep(b, f, QUEUE);

	narrow(b, form_text(f, WHAT));
	for (size_t i = 0; i < b->n; i++)
		b->at[i].ask.queue = queue;
	bulk_run(ui, b);
	return true;
}

static void
add_what(struct ui *ui, struct form *f, const struct bulk *b)
{
	int slips = slips_of(b), papers = (int)b->n - slips, n = 0;
	struct gd_name names[3];

	if (papers) {
		const char *s = ui_fmt(ui, "%s (%d)",
		    tr(ui, GD_TR("papers not printed yet")), papers);

		names[n++] = (struct gd_name){ "papers", s, s };
	}
	if (slips) {
		const char *s = ui_fmt(ui, "%s (%d)",
		    tr(ui, GD_TR("routing slips of what is on its way")),
		    slips);

		names[n++] = (struct gd_name){ "slips", s, s };
	}
	if (n == 2) {
		const char *s = ui_fmt(ui, "%s (%d)", tr(ui, GD_TR("both")),
		    papers + slips);

		names[n++] = (struct gd_name){ "both", s, s };
	}
	form_add(f,
	    &(struct input){ .id = WHAT,
		.name = { .en = GD_TR("What to print") },
		.kind = IN_CHOICE,
		.required = true,
		.choices = names,
		.nchoices = n },
	    names[0].id);
}

static void
add_printer(struct ui *ui, struct form *f, const struct bulk *b)
{
	struct sheet s = { 0 };
	enum gd_media media;

	gd_app_print_place(*ui->app, &b->at[0].ask, &s.queue, &media);
	sheet_add_queues(ui, f, &s);
}

/* ---- a file ------------------------------------------------------------------------ */

static bool
submit_file(struct ui *ui, struct form *f, void *box)
{
	const struct bulk *b = *(struct bulk *const *)box;
	const char *path = form_text(f, PATH);
	struct gd_err err = GD_ERR_INIT;
	char **ids = gd_alloc((size_t)b->nids + 1, sizeof *ids);
	enum gd_code rc;

	for (int i = 0; i < b->nids; i++)
		ids[i] = gd_strdup(b->ids[i]);
	rc = gd_app_orders_out(*ui->app, ids, b->nids, b->kind == BULK_JSON,
	    path, &err);
	for (int i = 0; i < b->nids; i++)
		free(ids[i]);
	free(ids);
	if (rc != GD_OK) {
		form_error(f, form_find(f, PATH), &err);
		ui_say_err(ui, &err);
		return false;
	}
	ui_say(ui, GD_TR("{1} {1|order is|orders are} in {2}"), 2,
	    (const struct gd_arg[]){ gd_arg_int(b->nids), gd_arg_text(path) });
	return true;
}

/* ---- the form -------------------------------------------------------------------- */

static void
add_inputs(struct ui *ui, struct form *f, const struct bulk *b)
{
	bool file = b->kind == BULK_CSV || b->kind == BULK_JSON;
	struct input reason = { .id = REASON,
		.name = { .en = GD_TR("Reason") },
		.required = b->kind == BULK_HOLD || b->kind == BULK_NOTE };

	if (b->kind == BULK_ASSIGN)
		add_people(ui, f);
	if (b->kind == BULK_NOTE)
		reason.name.en = GD_TR("Note");
	if (b->kind == BULK_RESUME)
		reason.name.en = GD_TR("Remark");
	if (b->kind == BULK_HOLD || b->kind == BULK_RESUME ||
	    b->kind == BULK_NOTE)
		form_add(f, &reason, "");
	if (b->kind == BULK_PRINT) {
		add_what(ui, f, b);
		add_printer(ui, f, b);
	}
	if (file)
		form_add(f,
		    &(struct input){ .id = PATH,
			.name = { .en = GD_TR("File") },
			.required = true },
		    b->kind == BULK_CSV ? "orders.csv" : "orders.json");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = bulk_words[b->kind].yes } },
	    "");
}

static void
head_words(struct ui *ui, void *box, struct gd_str *title, struct gd_str *head)
{
	const struct bulk *b = *(struct bulk *const *)box;

	if (!b)
		return;
	gd_str_add(title, tr(ui, bulk_words[b->kind].title));
	bulk_about(ui, b, head);
}

static void
nothing(struct ui *ui, struct bulk *b)
{
	ui_say(ui, bulk_words[b->kind].none, 0, NULL);
	bulk_free(b);
}

void
bulk_ask_form(struct ui *ui, struct bulk *b)
{
	bool print = b->kind == BULK_PRINT;
	bool file = b->kind == BULK_CSV || b->kind == BULK_JSON;
	struct form *f;

	if (print && ui->opt->fixed) {
		ui_say(ui,
		    GD_TR("Nothing is printed over this connection; print at "
			  "the office's machine"),
		    0, NULL);
		bulk_free(b);
		return;
	}
	if (!bulk_collect(ui, b, print ? add_prints : add_order)) {
		bulk_free(b);
		return;
	}
	ui_quiet(ui);
	if (print && b->n == 0) {
		nothing(ui, b);
		return;
	}
	f = form_new(&(struct form_spec){
	    .words = head_words,
	    .draft = print || file ? NULL : bulk_words[b->kind].title,
	    .submit = print  ? submit_prints
		      : file ? submit_file
			     : submit_commands,
	    .payload = bulk_box(b),
	    .drop = bulk_box_free,
	});
	add_inputs(ui, f, b);
	form_open(ui, f);
}

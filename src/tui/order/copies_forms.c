/* tui/order/copies_forms.c - F4 on a copy: who received it and when, or the
 * desk it belongs to.  A correction: it asks why, and the old words stay on
 * record. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "../acts/act_inputs_priv.h"
#include "copies_priv.h"
#include "../forms/form_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

struct receiver {
	char *number; /* owned */
	const struct gd_workflow *wf;
	struct gd_arena arena;
	struct gd_piece piece; /* texts in the arena */
	const char *title;
};

static void
receiver_free(void *payload)
{
	struct receiver *r = payload;

	gd_arena_release(&r->arena);
	free(r->number);
	free(r);
}

/* What was changed, as a correction of the piece. */
static struct gd_command
command_of(struct form *f, const struct receiver *r, struct gd_pair pairs[4])
{
	static const char *const cells[] = { "holder", "received", "sent" };
	struct gd_command cmd = { .verb = GD_DO_CORRECT,
		.paper = r->piece.kind,
		.lot = r->piece.lot,
		.inst = r->piece.inst,
		.piece = r->piece.no,
		.reason = form_text(f, ACT_REASON),
		.fields = pairs };
	struct input *desk = form_find(f, ACT_DESK);

	if (desk && form_changed(f, desk)) {
		cmd.desk = form_value(f, desk);
		return cmd;
	}
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		struct input *in = form_find(f, cells[i]);

		if (in && form_changed(f, in))
			pairs[cmd.nfields++] =
			    (struct gd_pair){ cells[i], form_value(f, in) };
	}
	return cmd;
}

static bool
submit(struct ui *ui, struct form *f, void *payload)
{
	const struct receiver *r = payload;
	struct gd_err err = GD_ERR_INIT;
	struct gd_pair pairs[4];
	struct gd_command cmd = command_of(f, r, pairs);

	if (!cmd.desk && !cmd.nfields) {
		ui_say(ui, GD_TR("Nothing was changed; Esc leaves it as it is"),
		    0, NULL);
		ui->bad = true;
		return false;
	}
	if (gd_app_act(*ui->app, r->number, &cmd, NULL, NULL, &err) != GD_OK) {
		ui_say_fault(ui, r->wf, &err);
		return false;
	}
	ui_say(ui, GD_TR("{1}: put right"), 1,
	    (const struct gd_arg[]){ gd_arg_text(r->title) });
	ui_stale(ui);
	return true;
}

static void
words(struct ui *ui, void *payload, struct gd_str *title, struct gd_str *head)
{
	const struct receiver *r = payload;

	gd_str_addf(title, "%s: %s", tr(ui, GD_TR("Receiver")), r->title);
	gd_str_add(head,
	    tr(ui, GD_TR("Who has it and since when, or the desk it belongs "
			 "to. What stood here before stays on record.")));
}

static void
add_desks(struct form *f, const struct receiver *r)
{
	const struct gd_workflow *wf = r->wf;
	struct gd_name *names = gd_alloc((size_t)wf->ndesks + 1, sizeof *names);

	for (int i = 0; i < wf->ndesks; i++)
		names[i] = wf->desks[i].name;
	form_add(f,
	    &(struct input){ .id = ACT_DESK,
		.name = { .en = GD_TR("It belongs to") },
		.kind = IN_CHOICE,
		.choices = names,
		.nchoices = wf->ndesks },
	    r->piece.desk);
	free(names);
}

static void
add_day(struct form *f, const char *id, const char *label, int64_t ms)
{
	char day[GD_DAY_TEXT] = "";

	if (ms)
		gd_day_text(gd_ms_day(ms, gd_utc_offset_min()), day);
	form_add(f,
	    &(struct input){ .id = id,
		.name = { .en = label },
		.kind = IN_DATE },
	    day);
}

static struct receiver *
receiver_new(struct ui *ui, const struct copies *c, const struct gd_piece *p)
{
	struct receiver *r = gd_alloc(1, sizeof *r);

	r->number = gd_strdup(c->number);
	r->wf = c->page.wf;
	r->piece = *p;
	r->piece.kind = gd_arena_str(&r->arena, p->kind);
	r->piece.desk = gd_arena_str(&r->arena, p->desk);
	r->piece.holder = gd_arena_str(&r->arena, p->holder);
	r->title = gd_arena_printf(&r->arena, "%s %s",
	    ui_paper(ui, c->page.wf, p->kind), copies_no(ui, p));
	return r;
}

void
copies_receiver(struct ui *ui, const struct copies *c, const struct gd_piece *p)
{
	struct receiver *r = receiver_new(ui, c, p);
	struct form *f = form_new(&(struct form_spec){
	    .words = words,
	    .submit = submit,
	    .payload = r,
	    .drop = receiver_free,
	});

	if (p->state == GD_PIECE_HELD) {
		form_add(f,
		    &(struct input){ .id = "holder",
			.name = { .en = GD_TR("Received by (name)") } },
		    p->holder);
		if (p->sent_ms)
			add_day(f, "received", GD_TR("Received on"),
			    p->held_ms);
	}
	add_desks(f, r);
	if (p->sent_ms)
		add_day(f, "sent", GD_TR("Sent on"), p->sent_ms);
	form_add(f,
	    &(struct input){ .id = ACT_REASON,
		.name = { .en = GD_TR("Reason") },
		.required = true },
	    "");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Correct") } },
	    "");
	form_open(ui, f);
}

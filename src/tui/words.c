/* tui/words.c - ids of a workflow in the reader's words.
 *
 * The layers below speak in ids, because only here the reader's language is
 * known; nothing here decides anything.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/right.h"
#include "base/text.h"
#include "core/proof.h"

#include "core/view/effects.h"
#include "core/view/naming.h"

#include "order/dates_priv.h"
#include "forms/lines_priv.h"
#include "ui_priv.h"

#include "core/view/dates.h"

#include "base/banned.h"

/* "line:2:qty" as "line 2: Quantity"; NULL: no such name. */
static const char *
line_words(struct ui *ui, const char *id)
{
	struct gd_str text = GD_STR_INIT;
	const char *cell, *out;
	char *end;
	long no;

	if (strncmp(id, "line:", 5) != 0)
		return NULL;
	no = strtol(id + 5, &end, 10);
	ui_sentence(ui, &text, "line {1}", 1,
	    (const struct gd_arg[]){ gd_arg_int(no) });
	cell = *end == ':' ? end + 1 : "";
	for (int i = 0; i < LINE_NCELLS; i++)
		if (strcmp(cell, line_cell_id(i)) == 0)
			gd_str_addf(&text, ": %s", tr(ui, line_cell_name(i)));
	out = ui_fmt(ui, "%s", text.text);
	gd_str_release(&text);
	return out;
}

const char *
ui_thing(struct ui *ui, const struct gd_workflow *wf, const char *id)
{
	if (id && line_words(ui, id))
		return line_words(ui, id);
	return ui_name_for(ui, wf, GD_THING_ANY, id);
}

const char *
ui_paper(struct ui *ui, const struct gd_workflow *wf, const char *kind)
{
	return ui_name_for(ui, wf, GD_THING_PAPER, kind);
}

void
ui_back(struct ui *ui, const struct gd_revision *r, struct gd_str *out)
{
	char when[GD_MS_TEXT];

	gd_ms_text(r->back_ms, gd_utc_offset_min(), when);
	gd_say(out, *ui->lang, GD_TR("Sent back by {1}, {2}: {3}"), 3,
	    (const struct gd_arg[]){ gd_arg_text(ui_person(ui, r->back_by)),
		gd_arg_text(when), gd_arg_text(r->back_why) });
}

const char *
ui_place(struct ui *ui, const struct gd_workflow *wf, const char *desk)
{
	return ui_name_for(ui, wf, GD_THING_DESK, desk);
}

/* Whom a name is asked for, and of which workflow. */
struct asking {
	struct ui *ui;
	const struct gd_workflow *wf;
};

static const char *
name_of(void *payload, enum gd_thing thing, const char *id)
{
	const struct asking *q = payload;
	const struct gd_workflow *wf = q->wf;
	struct ui *ui = q->ui;
	const char *said;
	int i;

	if (thing == GD_THING_PERSON)
		return ui_actor(ui, id ? id : "");
	if (thing == GD_THING_VERB)
		return tr(ui, gd_verb_said(id));
	if (thing == GD_THING_SOURCE)
		return gd_source_said(*ui->lang, wf, id);
	if (thing == GD_THING_STEP && wf && (i = gd_wf_step(wf, id)) >= 0)
		return ui_name(ui, &wf->steps[i].name);
	if (thing != GD_THING_WORD && thing != GD_THING_NONE) {
		said = ui_name_for(ui, wf, thing, id);
		if (said != id)
			return said;
	}
	said = ui_thing(ui, wf, id);
	return thing == GD_THING_WORD && said == id
		   ? ui_name_for(ui, wf, GD_THING_WORD, id)
		   : said;
}

void
ui_condition(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const char *text)
{
	struct asking q = { ui, wf };

	gd_say_condition(out, *ui->lang, text, name_of, &q);
}

/* The first duty that asks for a field; NULL: none does. */
static const struct gd_duty_def *
asks_for(const struct gd_workflow *wf, int field)
{
	for (int d = 0; d < wf->nduties; d++)
		for (int i = 0; i < wf->duties[d].nfields; i++)
			if (wf->duties[d].fields[i].field == field)
				return &wf->duties[d];
	return NULL;
}

bool
ui_still_asked(struct ui *ui, const struct gd_order_page *p,
    const struct gd_duty_view *v, struct gd_str *out)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_act_view *a;
	const char **people;
	int n = 0;

	for (size_t i = 0; i < p->todo.nacts && n <= 0; i++) {
		a = &p->todo.acts[i];
		if (a->verb == GD_DO_ACCEPT && a->nnot && a->duty == v->duty &&
		    a->lot == v->lot && a->inst == v->inst)
			n = gd_app_people(*ui->app, p, a, &arena, &people);
	}
	for (int i = 0; i < n; i++)
		gd_str_addf(out, "%s%s", i ? ", " : "",
		    ui_person(ui, people[i]));
	gd_arena_release(&arena);
	return n > 0;
}

void
ui_asked_by(struct ui *ui, const struct gd_workflow *wf, const char *text,
    struct gd_str *out)
{
	struct gd_str names = GD_STR_INIT;

	for (int f = 0; wf && text && f < wf->nfields; f++) {
		const char *id = wf->fields[f].name.id, *at = text;
		const struct gd_duty_def *duty = asks_for(wf, f);
		size_t len = strlen(id);

		while (duty && (at = strstr(at, id))) {
			bool word = at == text || strchr(" (", at[-1]);

			at += len;
			if (!word || strncmp(at, " set", 4) != 0)
				continue;
			gd_str_addf(&names, "%s%s", names.len ? ", " : "",
			    ui_name(ui, &duty->name));
			break;
		}
	}
	if (names.len > 0)
		gd_say(out, *ui->lang, GD_TR(" (asked by: {1})"), 1,
		    (const struct gd_arg[]){ gd_arg_text(names.text) });
	gd_str_release(&names);
}

void
ui_say_date(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const struct gd_date_view *v)
{
	struct asking q = { ui, wf };

	gd_say_date(out, *ui->lang, wf, v, name_of, &q);
}

void
dates_say_move(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const struct gd_date_view *v, const struct gd_move_warning *w)
{
	struct asking q = { ui, wf };

	gd_say_move_warning(out, *ui->lang, wf, v, w, name_of, &q);
}

void
ui_roles(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const struct gd_list *roles)
{
	for (int i = 0; i < roles->n; i++) {
		if (i > 0)
			gd_str_add(out, ", ");
		gd_str_add(out, ui_name(ui, &wf->roles[roles->at[i]].name));
	}
}

/* ---- events ------------------------------------------------------------- */

static bool
names_person(enum gd_event_kind kind)
{
	switch (kind) {
	case GD_EV_ASSIGNED:
	case GD_EV_OFFERED:
	case GD_EV_ACCEPTED:
	case GD_EV_REFUSED:
	case GD_EV_GIVEN:
	case GD_EV_EXPIRED:
	case GD_EV_RELEASED:
	case GD_EV_SIGNED_PAPER:
		return true;
	default:
		return false;
	}
}

/* "role:finance" in words. */
static const char *
token_words(struct ui *ui, const struct gd_workflow *wf, const char *token)
{
	struct gd_str text = GD_STR_INIT;
	const char *out;

	ui_waits(ui, wf, &text, token);
	out = ui_fmt(ui, "%s", text.text);
	gd_str_release(&text);
	return out;
}

static const char *
note_words(struct ui *ui, const struct gd_workflow *wf,
    const struct gd_event *ev)
{
	const char *note = ev->note ? ev->note : "";
	char currency[8];
	int64_t minor;
	int duty, i;

	if (!wf || !*note)
		return note;
	if (gd_note_said(*ui->lang, wf, ev))
		return gd_note_said(*ui->lang, wf, ev);
	if (gd_event_money(ev, &minor, currency))
		return ui_money(ui, minor, currency);
	duty = gd_wf_duty(wf, ev->what ? ev->what : "");
	if (duty >= 0 && (i = gd_duty_outcome(&wf->duties[duty], note)) >= 0)
		return ui_name(ui, &wf->duties[duty].outcomes[i].name);
	if (names_person(ev->kind))
		return ui_person(ui, note);
	if (ev->kind == GD_EV_REMINDED)
		return token_words(ui, wf, note);
	if (ev->kind == GD_EV_SIGNED && (i = gd_wf_role(wf, note)) >= 0)
		return ui_name(ui, &wf->roles[i].name);
	if ((i = gd_wf_desk(wf, note)) >= 0)
		return ui_name(ui, &wf->desks[i].name);
	return note;
}

void
ui_event(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const struct gd_event *ev)
{
	const struct gd_signoff *sign = gd_event_signoff(ev);
	struct gd_str told = GD_STR_INIT, left = GD_STR_INIT;
	struct gd_arg args[3] = {
		gd_arg_text(ev->kind == GD_EV_UNDONE
				? tr(ui, gd_verb_said(ev->what ? ev->what : ""))
			    : gd_event_date(wf, ev)
				? ui_name(ui, gd_event_date(wf, ev))
			    : gd_event_paper(wf, ev)
				? ui_name(ui, gd_event_paper(wf, ev))
				: ui_thing(ui, wf, ev->what)),
		gd_arg_text(note_words(ui, wf, ev)),
		gd_arg_int(ev->number),
	};

	if (ev->kind == GD_EV_REMINDED) { /* a role or a person */
		ui_waits(ui, wf, &told, ev->note);
		args[1] = gd_arg_text(told.text);
		gd_say_left(&left, *ui->lang, (int)-ev->number);
		args[2] = gd_arg_text(left.text);
	}
	gd_say(out, *ui->lang, gd_event_sentence(ev->kind), 3, args);
	gd_str_release(&told);
	gd_str_release(&left);
	gd_say_trim(out);
	/* a key is as it should be and goes without saying */
	if (sign && strcmp(gd_proof_word(sign), "login") == 0)
		gd_str_addf(out, ", %s", tr(ui, "login only"));
}

void
ui_events(struct ui *ui, const struct gd_workflow *wf, const char *body,
    size_t len, bool office, int most, struct gd_str *out)
{
	struct gd_events events = GD_EVENTS_INIT;
	int said = 0;

	if (gd_events_decode(&events, body, len, NULL) == GD_OK)
		for (size_t i = 0; i < events.n && said < most; i++) {
			struct gd_str one = GD_STR_INIT;

			if (events.at[i].kind == GD_EV_TABLES ||
			    (events.at[i].kind == GD_EV_OFFICE && !office))
				continue;
			ui_event(ui, wf, &one, &events.at[i]);
			gd_str_addf(out, "%s%s", said++ ? "; " : "", one.text);
			gd_str_release(&one);
		}
	gd_events_release(&events);
}

void
ui_journal_row(struct ui *ui, const struct gd_workflow *wf,
    const struct gd_journal_row *row, struct gd_str *out)
{
	char when[GD_MS_TEXT];

	gd_ms_text(row->at_ms, gd_utc_offset_min(), when);
	gd_str_addf(out, "%s %s: ", when + 5,
	    ui_deputy(ui, row->actor, row->for_whom));
	ui_events(ui, wf, row->body, row->body_len, false, 3, out);
}

void
ui_last_event(struct ui *ui, const struct gd_workflow *wf, const char *order_id,
    struct gd_str *out)
{
	struct gd_journal_row row;
	struct gd_cursor *cursor;

	if (gd_app_last_act(*ui->app, order_id, &cursor, &row, NULL) != GD_OK)
		return;
	ui_journal_row(ui, wf, &row, out);
	gd_cursor_close(cursor);
}

/* ---- values ------------------------------------------------------------- */

void
ui_field_said(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const char *field, const char *value)
{
	struct asking q = { ui, wf };

	if (*value)
		gd_value_say(out, *ui->lang, wf, field, value, name_of, &q);
}

void
ui_differ(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const struct gd_differ *d)
{
	struct asking q = { ui, wf };

	gd_differ_say(out, *ui->lang, wf, d, name_of, &q);
}

/* ---- refusals ----------------------------------------------------------- */

void
ui_fault(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const struct gd_err *err)
{
	struct asking q = { ui, wf };

	gd_say_err_named(out, *ui->lang, err, name_of, &q);
	if (err->msg == GD_M_DUTY_BLOCKED && err->arg[1].type == GD_ARG_TEXT)
		ui_asked_by(ui, wf, err->arg[1].text, out);
}

void
ui_say_fault(struct ui *ui, const struct gd_workflow *wf,
    const struct gd_err *err)
{
	struct gd_str text = GD_STR_INIT;

	ui_fault(ui, wf, &text, err);
	ui_say_plain(ui, text.text);
	ui->bad = true;
	gd_str_release(&text);
}

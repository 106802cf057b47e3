/* tui/papers/paper_text.c - all that the newest revision of a paper says, a
 * line each: its fields, its lines of goods, who signed; what it says else
 * than the person knew stands first and is marked where it stands.
 */
#include <string.h>

#include "app/signs.h"
#include "core/view/says.h"

#include "../acts/act_inputs_priv.h"

#include "base/banned.h"

/* A value in the reader's words. */
static const char *
value_words(struct ui *ui, const struct gd_workflow *wf, const char *name,
    const char *value)
{
	int i = gd_wf_field(wf, name);
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	if (i >= 0 && wf->fields[i].type == GD_FIELD_MONEY)
		return ui_amount(ui, value);
	ui_field_said(ui, wf, &out, name, value);
	kept = ui_fmt(ui, "%s", out.text);
	gd_str_release(&out);
	return kept;
}

static void
add_fields(struct ui *ui, const struct gd_workflow *wf,
    const struct gd_says *now, const struct gd_says *was, struct gd_str *out)
{
	for (int i = 0; i < now->nfields; i++) {
		const struct gd_pair *p = &now->fields[i];
		const char *old = was ? gd_says_field(was, p->name) : NULL;

		gd_str_addf(out, "%s%s: %s", was ? "  " : "",
		    ui_thing(ui, wf, p->name),
		    value_words(ui, wf, p->name, p->value));
		if (was && (!old || strcmp(old, p->value) != 0)) {
			gd_str_addc(out, ' ');
			gd_say(out, *ui->lang, GD_TR("[~ before: {1}]"), 1,
			    (const struct gd_arg[]){ gd_arg_text(
				old ? value_words(ui, wf, p->name, old)
				    : "-") });
		}
		gd_str_addc(out, '\n');
	}
}

static void
add_lines(struct ui *ui, const struct gd_says *says, struct gd_str *out)
{
	if (says->nlines > 0)
		gd_str_addf(out, "\n%s\n", tr(ui, GD_TR("Goods")));
	for (size_t i = 0; i < says->nlines; i++) {
		const struct gd_line *l = &says->lines[i];

		gd_str_addf(out, "  %lld  %s%s%s  %s %s", (long long)l->no,
		    l->item, *l->spec ? ", " : "", l->spec,
		    ui_number(ui, l->qty, l->digits), l->unit);
		if (l->price)
			gd_str_addf(out, " x %s = %s",
			    ui_money(ui, l->price, l->currency),
			    ui_money(ui, gd_line_amount(l), l->currency));
		if (*l->note)
			gd_str_addf(out, "  %s", l->note);
		gd_str_addc(out, '\n');
	}
}

/* Who signed it, who still has to. */
static void
add_signs(struct ui *ui, const struct gd_order_page *page,
    const struct gd_revision *r, struct gd_str *out)
{
	struct gd_sign_box box[GD_SIGN_BOXES];
	int n = gd_sign_boxes(page->wf, &page->order, r, box);

	if (n > 0)
		gd_str_addf(out, "\n%s\n", tr(ui, GD_TR("Signatures")));
	for (int i = 0; i < n; i++) {
		const struct gd_signoff *s = box[i].given;
		char day[GD_MS_TEXT];

		if (s) {
			gd_ms_text(s->at_ms, gd_utc_offset_min(), day);
			gd_str_addf(out, "  %s: %s  %s\n", ui_name_for(ui, page->wf, GD_THING_ROLE, s->role),
			    ui_deputy(ui, s->by, s->for_whom), day);
		} else if (box[i].def) {
			int role = box[i].def->role;

			gd_str_add(out, "  ");
			if (role >= 0)
				gd_str_add(out,
				    ui_name(ui, &page->wf->roles[role].name));
			else
				ui_roles(ui, page->wf, out, &box[i].def->any);
			gd_str_addf(out, ": %s\n",
			    tr(ui, GD_TR("still to sign")));
		}
	}
}

/* What is different since he knew it. */
void
paper_since(struct ui *ui, const struct gd_order_page *page,
    const struct gd_read_since *since, struct gd_str *out)
{
	char when[GD_MS_TEXT] = "";

	if (since->at_ms)
		gd_ms_text(since->at_ms, gd_utc_offset_min(), when);
	gd_str_add(out, since->n ? "~ " : "");
	gd_say(out, *ui->lang, gd_read_since_text(since), 2,
	    (const struct gd_arg[]){ gd_arg_int(since->rev),
		gd_arg_text(when) });
	gd_str_addf(out, "%s\n",
	    !since->n             ? ""
	    : *ui->lang == GD_ZH ? "：" : ":");
	for (int i = 0; i < since->n; i++) {
		gd_str_add(out, "~   ");
		ui_differ(ui, page->wf, out, &since->rows[i]);
		gd_str_addc(out, '\n');
	}
}

void
paper_text(struct ui *ui, const struct gd_order_page *page, const char *kind,
    int64_t lot, int64_t inst, struct gd_str *out)
{
	const struct gd_paper *p = gd_paper(&page->order, kind, lot, inst);
	const struct gd_revision *r =
	    p ? gd_revision(&page->order, p->kind, p->lot, p->inst, p->last)
	      : NULL;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_says now = { 0 }, was = { 0 };
	struct gd_read_since since;

	gd_str_addf(out, "%s  %s\n", gd_head(&page->order)->number,
	    page->row.customer_name);
	if (!r)
		return;
	gd_str_addf(out, "%s: %s %d, %s %s\n", ui_paper(ui, page->wf, kind),
	    tr(ui, "Revision"), (int)r->rev, tr(ui, "by"),
	    ui_deputy(ui, r->by, r->for_whom));
	if (*r->reason)
		gd_str_addf(out, "%s: %s\n", tr(ui, "Reason"), r->reason);
	if (gd_revision_back(r)) {
		gd_str_add(out, "! ");
		ui_back(ui, r, out);
		gd_str_addc(out, '\n');
	}
	gd_str_addc(out, '\n');
	gd_app_read_since(*ui->app, &page->order, kind, lot, inst, &arena,
	    &since);
	paper_since(ui, page, &since, out);
	gd_str_addc(out, '\n');
	gd_says_read(r->fields, &arena, &now);
	gd_says_read(since.content, &arena, &was);
	add_fields(ui, page->wf, &now,
	    since.basis != GD_READ_NOTHING ? &was : NULL, out);
	add_lines(ui, &now, out);
	add_signs(ui, page, r, out);
	gd_arena_release(&arena);
}

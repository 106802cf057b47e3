/* app/papers/form_make.c - an order's papers made ready to be printed.
 *
 * Nothing is written here: what a sheet says comes from the rows of the order
 * as they stand, and whoever hands the job over records that it was.
 */
#include "app/form.h"

#include <string.h>
#include <unistd.h>

#include "base/code.h"
#include "core/scan.h"
#include "core/view/says.h"
#include "store/vault.h"

#include "../app_priv.h"

#include "base/banned.h"

/* What all sheets of a job share. */
struct making {
	struct gd_app *app;
	const struct gd_form_order *ask;
	struct gd_form_made *out;
	const struct gd_workflow *wf;
	struct gd_form_ask form;
};

/* A logo that cannot be read is no reason not to print. */
static const char *
logo_of(struct making *m)
{
	const struct gd_company *co =
	    app_company(m->app, gd_head(&m->out->order)->company);

	return co && *co->logo && access(co->logo, R_OK) == 0
		   ? gd_arena_str(&m->out->arena, co->logo)
		   : NULL;
}

/* What was asked for; else the customer's, on a form that is for him; else as
 * the file of forms says. */
static enum gd_doc_lang
lang_of(const struct making *m)
{
	const struct gd_form *form =
	    m->ask->paper ? gd_form_of(&m->out->forms, m->ask->paper) : NULL;
	const struct gd_customer *c =
	    app_customer(m->app, gd_head(&m->out->order)->customer);
	const char *lang = m->out->forms.lang;

	if (m->ask->lang >= 0)
		return (enum gd_doc_lang)m->ask->lang;
	if (form && form->for_customer && !m->ask->slip && c && *c->lang)
		lang = c->lang;
	return strcmp(lang, "zh") == 0   ? GD_DOC_ZH
	       : strcmp(lang, "en") == 0 ? GD_DOC_EN
					 : GD_DOC_BOTH;
}

static enum gd_code
begin(struct making *m, struct gd_err *err)
{
	struct gd_store *store = gd_app_store(m->app);
	struct gd_form_made *out = m->out;
	char id[GD_ID_TEXT], head[GD_HEAD_TEXT] = "";
	enum gd_code rc = gd_store_order_find(store, m->ask->order, id, err);

	if (rc == GD_OK)
		rc = gd_store_order_load(store, id, &out->order, err);
	if (rc == GD_OK)
		rc = gd_app_workflow(m->app, gd_head(&out->order)->workflow,
		    (int)gd_head(&out->order)->version, &m->wf, err);
	if (rc == GD_OK)
		rc = gd_store_head_text(store, head, err);
	if (rc != GD_OK)
		return rc;
	app_forms(m->app, m->wf->name.id, &out->forms);
	out->job.lang = lang_of(m);
	out->job.made_ms = gd_app_now(m->app);
	m->form = (struct gd_form_ask){ .wf = m->wf,
		.forms = &out->forms,
		.order = &out->order,
		.office = gd_app_office(m->app),
		.lang = out->job.lang,
		.utc_offset_min = m->app->utc_offset,
		.paper = m->ask->paper,
		.lot = m->ask->lot,
		.inst = m->ask->inst,
		.rev = m->ask->rev,
		.again = m->ask->again,
		.demo = gd_app_is_demo(m->app),
		.logo = logo_of(m),
		.mark = gd_arena_str(&out->arena, head) };
	return GD_OK;
}

/* For queues and PDF readers: ASCII alone. */
static const char *
title_of(const struct making *m)
{
	struct gd_str s = GD_STR_INIT;
	const char *number = gd_head(&m->out->order)->number, *out;

	for (; *number; number++)
		gd_str_addc(&s, *number > ' ' && *number < 127 ? *number : '-');
	gd_str_addf(&s, " %s", m->ask->step ? m->ask->step : m->ask->paper);
	if (m->ask->slip)
		gd_str_add(&s, " slip");
	out = gd_arena_str(&m->out->arena, s.text);
	gd_str_release(&s);
	return out;
}

/* The digits that stand for a sheet; NULL where they cannot. */
static const char *
code_of(struct making *m, enum gd_code_kind kind, int64_t number)
{
	struct gd_err none = GD_ERR_INIT;
	char digits[GD_CODE_TEXT];

	if (number < 0 || gd_code_make(digits, kind, m->out->order.id, number,
			      &none) != GD_OK)
		return NULL;
	return gd_arena_str(&m->out->arena, digits);
}

/* ---- forms ------------------------------------------------------------------- */

/* Is this a piece of what is printed? The revision is known by now. */
static bool
is_wanted(const struct making *m, const struct gd_piece *pc, int64_t lot,
    int64_t inst, int64_t rev)
{
	if (strcmp(pc->kind, m->ask->paper) != 0 || pc->lot != lot ||
	    pc->inst != inst)
		return false;
	if (m->ask->piece)
		return pc->no == m->ask->piece;
	return pc->rev == rev && gd_piece_printable(pc);
}

static int64_t
revision_of(const struct making *m, int64_t lot, int64_t inst)
{
	const struct gd_paper *p =
	    gd_paper(&m->out->order, m->ask->paper, lot, inst);

	if (m->ask->rev || !p)
		return m->ask->rev;
	return p->in_force ? p->in_force : p->last;
}

static enum gd_code
one_form(struct making *m, const struct gd_piece *pc, struct gd_err *err)
{
	struct gd_form_ask ask = m->form;
	struct gd_job *job = &m->out->job;

	ask.piece = pc;
	ask.code = pc ? code_of(m, GD_CODE_PIECE, pc->no)
		      : code_of(m, GD_CODE_ORDER, 0);
	if (pc && pc->rev)
		ask.rev = pc->rev; /* a piece says what its revision says */
	return gd_form_fill(&ask, &m->out->arena, &job->docs[job->ndocs++],
	    err);
}

/* The sheets the print ledger allowed. */
static enum gd_code
make_sheets(struct making *m, struct gd_err *err)
{
	const struct gd_form_order *ask = m->ask;
	enum gd_code rc = GD_OK;

	m->out->job.docs = gd_arena_alloc(&m->out->arena, ask->nsheets,
	    sizeof *m->out->job.docs);
	for (size_t i = 0; rc == GD_OK && i < ask->nsheets; i++) {
		const struct gd_print *row = &ask->sheets[i];
		const struct gd_piece *pc = NULL;

		if (row->piece)
			pc = gd_row_find(&m->out->order.sheet, GD_TAB_PIECE,
			    &(struct gd_piece){ .no = row->piece });
		if (row->piece && (!pc || strcmp(pc->kind, ask->paper) != 0))
			return gd_fail(err, GD_MISSING, GD_M_FORM_NO_PIECE,
			    GD_T(ask->paper), GD_N(row->piece));
		m->form.again = row->again > 0;
		m->form.lot = row->lot;
		m->form.inst = row->inst;
		m->form.rev = row->rev;
		rc = one_form(m, pc, err);
	}
	return rc;
}

static enum gd_code
make_forms(struct making *m, struct gd_err *err)
{
	struct gd_form_made *out = m->out;
	int paper = gd_wf_paper(m->wf, m->ask->paper);
	int64_t lot = m->ask->lot, inst = m->ask->inst, round, rev;
	const struct gd_piece *pc;
	enum gd_code rc = GD_OK;

	if (m->ask->nsheets)
		return make_sheets(m, err);
	out->job.docs = gd_arena_alloc(&out->arena,
	    out->order.sheet.rows[GD_TAB_PIECE].n + 1, sizeof *out->job.docs);
	if (paper < 0 || (!m->ask->piece && !m->ask->pieces))
		return one_form(m, NULL, err);
	gd_paper_place(m->wf, &out->order, paper, &lot, &inst, &round);
	rev = revision_of(m, lot, inst);
	for (size_t i = 0;
	     rc == GD_OK && (pc = gd_walk(&out->order, GD_TAB_PIECE, &i));)
		if (is_wanted(m, pc, lot, inst, rev))
			rc = one_form(m, pc, err);
	if (rc == GD_OK && !out->job.ndocs && m->ask->piece)
		rc = gd_fail(err, GD_MISSING, GD_M_FORM_NO_PIECE,
		    GD_T(m->ask->paper), GD_N(m->ask->piece));
	return rc != GD_OK || out->job.ndocs ? rc : one_form(m, NULL, err);
}

/* ---- slips ------------------------------------------------------------------- */

/* A slip of a paper is named by the first piece of its revision, one of a step
 * by the step and the lot. What has no pieces yet has no code. */
static const char *
slip_code(struct making *m)
{
	const struct gd_form_order *ask = m->ask;
	int64_t lot = ask->lot, inst = ask->inst, round, rev, first;
	int paper = ask->paper ? gd_wf_paper(m->wf, ask->paper) : -1;
	const struct gd_paper *p;

	if (ask->step)
		return code_of(m, GD_CODE_STEP,
		    gd_code_step(gd_wf_step(m->wf, ask->step), lot));
	if (paper < 0)
		return NULL;
	gd_paper_place(m->wf, &m->out->order, paper, &lot, &inst, &round);
	p = gd_paper(&m->out->order, ask->paper, lot, inst);
	rev = ask->rev || !p ? ask->rev : p->last;
	first = gd_scan_slip_number(&m->out->order, ask->paper, lot, inst, rev);
	return first ? code_of(m, GD_CODE_SLIP, first) : NULL;
}

static enum gd_code
make_slip(struct making *m, struct gd_err *err)
{
	struct gd_slip_ask ask = { .of = m->form,
		.step = m->ask->step,
		.back_by = m->ask->back_by };

	ask.of.code = slip_code(m);
	for (size_t i = 0; i < m->ask->nsheets; i++)
		ask.of.again |= m->ask->sheets[i].again > 0;
	m->out->job.docs =
	    gd_arena_alloc(&m->out->arena, 1, sizeof *m->out->job.docs);
	m->out->job.ndocs = 1;
	return gd_slip_fill(&ask, &m->out->arena, m->out->job.docs, err);
}

enum gd_code
gd_app_form_make(struct gd_app *app, const struct gd_form_order *ask,
    struct gd_form_made *out, struct gd_err *err)
{
	struct making m = { .app = app, .ask = ask, .out = out };
	enum gd_code rc;

	*out = (struct gd_form_made){ 0 };
	gd_order_init(&out->order);
	rc = begin(&m, err);
	if (rc == GD_OK)
		rc = ask->slip ? make_slip(&m, err) : make_forms(&m, err);
	if (rc != GD_OK)
		return rc;
	out->job.title = title_of(&m);
	out->job.media = ask->media != GD_MEDIA_COUNT ? ask->media
			 : ask->slip                  ? GD_MEDIA_A4
				     : gd_form_media(&out->forms, ask->paper);
	return GD_OK;
}

void
gd_form_made_release(struct gd_form_made *p)
{
	gd_order_release(&p->order);
	gd_forms_release(&p->forms);
	gd_arena_release(&p->arena);
}

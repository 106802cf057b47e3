/* app/papers/binder_make.c - labels and lists of binders, made ready to be
 * printed. */
#include <stdlib.h>
#include <string.h>

#include "app/binder.h"
#include "base/code.h"
#include "base/day.h"
#include "paper/binder.h"
#include "store/vault.h"

#include "../app_priv.h"

#include "base/banned.h"

#define PAGE 100
#define LABELS_A_DOC 200

struct making {
	struct gd_app *app;
	struct gd_arena *arena;
	struct gd_job *job;
	struct gd_form_ask form;
	struct gd_binder_row *rows; /* owned */
	size_t n, room;
	size_t doc_room;
};

/* ---- what is in it -------------------------------------------------------- */

static enum gd_code
read_rows(struct making *m, struct gd_binder *b, struct gd_err *err)
{
	struct gd_binder_row page[PAGE];
	enum gd_code rc = GD_OK;
	int n = PAGE;

	while (rc == GD_OK && n == PAGE) {
		rc = gd_app_binder(m->app, b, PAGE, m->arena, page, &n, err);
		for (int i = 0; rc == GD_OK && i < n; i++)
			*GD_PUSH(m->rows, m->n, m->room) = page[i];
	}
	return rc;
}

/* A word without a sign is a contract number; `all` narrows nothing. */
static enum gd_code
ask_for(struct making *m, const struct gd_binder_print *ask,
    struct gd_binder *b, struct gd_err *err)
{
	const char *words[8];
	char *key;
	int n = 0;

	for (int i = 0; i < ask->nwords && n < 8; i++) {
		const char *word = ask->words[i];

		if (strcmp(word, "all") == 0 || strcmp(word, "全部") == 0)
			continue;
		words[n++] =
		    app_word_value(m->arena, word, &key)
			? word
			: gd_arena_printf(m->arena, "contract:%s", word);
	}
	return gd_app_binder_read(m->app, words, n, b, err);
}

static struct gd_doc *
next_doc(struct making *m)
{
	return GD_PUSH(m->job->docs, m->job->ndocs, m->doc_room);
}

/* ---- labels --------------------------------------------------------------- */

/* "a, b": once each, in the order they come. */
static void
add_once(struct gd_str *s, const char *text)
{
	size_t len = strlen(text);

	for (const char *at = s->text; s->len && (at = strstr(at, text)); at++)
		if ((at == s->text || at[-1] == ' ') &&
		    (!at[len] || at[len] == ','))
			return;
	if (*text)
		gd_str_addf(s, "%s%s", s->len ? ", " : "", text);
}

static void
add_clerk(struct gd_binder_label *label, const char *login)
{
	for (int i = 0; i < label->nclerks; i++)
		if (strcmp(label->clerks[i], login) == 0)
			return;
	if (*login && label->nclerks < GD_BINDER_CLERKS)
		label->clerks[label->nclerks++] = login;
}

static int
year_of(const struct making *m, int64_t ms)
{
	int year, month, day;

	gd_day_civil(gd_ms_day(ms, m->app->utc_offset), &year, &month, &day);
	return year;
}

static const char *
customer_of(const struct making *m, const struct gd_binder_row *r)
{
	return gd_arena_printf(m->arena, "%s %s", r->customer,
	    r->customer_name);
}

/* One label of rows from..to-1, all of one contract. */
static void
label_of(struct making *m, size_t from, size_t to,
    struct gd_binder_label *label)
{
	struct gd_str customers = GD_STR_INIT, orders = GD_STR_INIT;
	int first = 0, last = 0;

	*label = (struct gd_binder_label){ .contract = m->rows[from].contract };
	for (size_t i = from; i < to; i++) {
		const struct gd_binder_row *r = &m->rows[i];
		int year = r->filed_ms ? year_of(m, r->filed_ms) : 0;

		add_once(&customers, customer_of(m, r));
		add_once(&orders, r->number);
		add_clerk(label, r->clerk);
		if (year && (!first || year < first))
			first = year;
		last = year > last ? year : last;
	}
	label->customers = gd_arena_str(m->arena, customers.text);
	label->orders = gd_arena_str(m->arena, orders.text);
	label->years = !first ? ""
		       : first == last
			   ? gd_arena_printf(m->arena, "%d", first)
			   : gd_arena_printf(m->arena, "%d-%d", first, last);
	gd_str_release(&customers);
	gd_str_release(&orders);
}

/* How many rows from `from` on are of one contract. */
static size_t
same_contract(const struct making *m, size_t from)
{
	size_t to = from;

	while (to < m->n &&
	       strcmp(m->rows[to].contract, m->rows[from].contract) == 0)
		to++;
	return to - from;
}

static void
make_labels(struct making *m)
{
	struct gd_binder_label labels[LABELS_A_DOC];
	size_t n = 0, len;

	for (size_t i = 0; i < m->n; i += len) {
		len = same_contract(m, i);
		if (!*m->rows[i].contract) /* no number yet: no binder */
			continue;
		label_of(m, i, i + len, &labels[n++]);
		if (n == LABELS_A_DOC) {
			gd_binder_labels_fill(&m->form, labels, n, m->arena,
			    next_doc(m));
			n = 0;
		}
	}
	if (n)
		gd_binder_labels_fill(&m->form, labels, n, m->arena,
		    next_doc(m));
}

/* ---- lists ---------------------------------------------------------------- */

static enum gd_code
index_of(struct making *m, size_t from, size_t to, struct gd_err *err)
{
	const struct gd_binder_row *r = &m->rows[from];
	struct gd_binder_item *items =
	    gd_arena_alloc(m->arena, to - from, sizeof *items);
	struct gd_binder_sheet sheet = { .contract = r->contract,
		.number = r->number,
		.customer = customer_of(m, r),
		.clerk = r->clerk,
		.items = items,
		.n = to - from };
	char code[GD_CODE_TEXT];
	struct gd_form_ask form = m->form;
	enum gd_code rc = gd_app_workflow(m->app, r->workflow, (int)r->version,
	    &form.wf, err);

	if (rc == GD_OK)
		rc = gd_code_make(code, GD_CODE_ORDER, r->id, 0, err);
	if (rc != GD_OK)
		return rc;
	form.code = gd_arena_str(m->arena, code);
	for (size_t i = from; i < to; i++) {
		const struct gd_piece *away = gd_binder_away(&m->rows[i]);

		items[i - from] =
		    (struct gd_binder_item){ .piece = &m->rows[i].piece,
			    .filed_ms = m->rows[i].filed_ms,
			    .here = m->rows[i].here,
			    .away = away,
			    .away_ms = away ? gd_piece_since(away) : 0 };
	}
	gd_binder_index_fill(&form, &sheet, m->arena, next_doc(m));
	return GD_OK;
}

static enum gd_code
make_index(struct making *m, struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	size_t to;

	for (size_t i = 0; rc == GD_OK && i < m->n; i = to) {
		for (to = i;
		     to < m->n && m->rows[to].order == m->rows[i].order;)
			to++;
		rc = index_of(m, i, to, err);
	}
	return rc;
}

/* ---- both ----------------------------------------------------------------- */

static enum gd_code
begin(struct making *m, const struct gd_binder_print *ask, struct gd_err *err)
{
	char head[GD_HEAD_TEXT] = "";
	struct gd_forms forms = { 0 };
	enum gd_code rc = gd_store_head_text(m->app->store, head, err);

	if (rc != GD_OK)
		return rc;
	if (!gd_app_usual(m->app))
		return gd_fail(err, GD_MISSING, GD_M_APP_NO_FLOWS);
	app_forms(m->app, gd_app_usual(m->app)->name.id, &forms);
	m->job->lang = ask->lang >= 0 ? (enum gd_doc_lang)ask->lang
		       : strcmp(forms.lang, "zh") == 0 ? GD_DOC_ZH
		       : strcmp(forms.lang, "en") == 0 ? GD_DOC_EN
						       : GD_DOC_BOTH;
	gd_forms_release(&forms);
	m->job->media = GD_MEDIA_A4;
	m->job->made_ms = gd_app_now(m->app);
	m->job->title = ask->index ? "binder index" : "binder labels";
	m->form = (struct gd_form_ask){ .office = gd_app_office(m->app),
		.lang = m->job->lang,
		.utc_offset_min = m->app->utc_offset,
		.demo = gd_app_is_demo(m->app),
		.mark = gd_arena_str(m->arena, head) };
	m->form.wf = gd_app_usual(m->app);
	return GD_OK;
}

/* The documents of a job lie in its arena, as everything else. */
static void
settle(struct making *m)
{
	struct gd_doc *docs =
	    gd_arena_alloc(m->arena, m->job->ndocs + 1, sizeof *docs);

	for (size_t i = 0; i < m->job->ndocs; i++)
		docs[i] = m->job->docs[i];
	free(m->job->docs);
	m->job->docs = docs;
}

enum gd_code
gd_app_binder_make(struct gd_app *app, const struct gd_binder_print *ask,
    struct gd_arena *arena, struct gd_job *job, struct gd_err *err)
{
	struct making m = { .app = app, .arena = arena, .job = job };
	struct gd_binder b = { 0 };
	enum gd_code rc;

	*job = (struct gd_job){ 0 };
	rc = begin(&m, ask, err);
	if (rc == GD_OK)
		rc = ask_for(&m, ask, &b, err);
	if (rc == GD_OK && ask->index && !b.ask.contract)
		rc = gd_fail(err, GD_USAGE, GD_M_APP_BINDER_INDEX);
	if (rc == GD_OK)
		rc = read_rows(&m, &b, err);
	if (rc == GD_OK && ask->index)
		rc = make_index(&m, err);
	else if (rc == GD_OK)
		make_labels(&m);
	if (rc == GD_OK && !job->ndocs)
		rc = gd_fail(err, GD_MISSING, GD_M_APP_BINDER_NONE,
		    GD_T(ask->nwords ? ask->words[0] : "all"));
	settle(&m);
	/* the pieces of the rows are borrowed only while documents are filled */
	free(m.rows);
	gd_binder_release(&b);
	return rc;
}

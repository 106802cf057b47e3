/* tui/papers/sheet_about.c - what is known of a sheet before it is printed:
 * its bar code, whether it fits the paper, which places are left empty for
 * ink; and which printer a person chose last for such papers. */
#include <string.h>

#include "base/text.h"

#include "print_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define PRINTERS "printers.json"
#define EMPTY_MOST 5 /* places that are named */

/* ---- the sheet ------------------------------------------------------------ */

/* Places without a value, each name once. */
struct empty {
	const struct gd_label *at[EMPTY_MOST];
	int n;
	bool more;
};

static void
add_empty(struct empty *e, const struct gd_label *label)
{
	for (int i = 0; i < e->n; i++)
		if (e->at[i] == label ||
		    strcmp(e->at[i]->en ? e->at[i]->en : "",
			label->en ? label->en : "") == 0)
			return;
	if (gd_label_empty(label))
		return;
	if (e->n == EMPTY_MOST)
		e->more = true;
	else
		e->at[e->n++] = label;
}

static void
block_empty(const struct gd_doc_block *b, struct empty *e)
{
	for (size_t i = 0; i < b->nitems; i++)
		if (b->items[i].line &&
		    (!b->items[i].value || !*b->items[i].value))
			add_empty(e, &b->items[i].label);
	for (size_t i = 0; i < b->ncol; i++)
		if (b->cols[i].write || b->cols[i].box)
			add_empty(e, &b->cols[i].label);
	for (size_t i = 0; i < b->nsigns; i++)
		if (!b->signs[i].name || !*b->signs[i].name)
			add_empty(e, &b->signs[i].role);
}

/* One language of a label is enough on the screen: the reader's. */
static const char *
label(struct ui *ui, const struct gd_label *l)
{
	const char *second;

	return gd_label_main(l, *ui->lang == GD_ZH ? GD_DOC_ZH : GD_DOC_EN,
	    &second);
}

void
sheet_about(struct ui *ui, struct sheet *s, const struct gd_job *job, int pages)
{
	struct empty e = { .n = 0 };
	struct gd_str list = GD_STR_INIT, part = GD_STR_INIT;

	s->code = false;
	for (size_t d = 0; d < job->ndocs; d++) {
		const struct gd_doc *doc = &job->docs[d];

		s->code |= doc->code != NULL;
		for (size_t b = 0; b < doc->nblocks; b++) {
			s->code |= doc->blocks[b].code != NULL;
			block_empty(&doc->blocks[b], &e);
		}
	}
	ui_sentence(ui, &s->about,
	    pages <= (int)job->ndocs
		? GD_TR("Each fits one page of the paper.")
		: GD_TR("Runs over to {1} {1|page|pages} in all."),
	    1, (const struct gd_arg[]){ gd_arg_int(pages) });
	for (int i = 0; i < e.n; i++)
		gd_str_addf(&list, "%s%s",
		    i == 0               ? ""
		    : *ui->lang == GD_ZH ? "、"
					 : ", ",
		    label(ui, e.at[i]));
	if (e.more)
		gd_str_add(&list, " ...");
	ui_sentence(ui, &part,
	    list.len ? GD_TR("Left empty on purpose: {1}.")
		     : GD_TR("Nothing is left empty on purpose."),
	    1, (const struct gd_arg[]){ gd_arg_text(list.text) });
	gd_str_addf(&s->about, " %s", part.text);
	gd_str_release(&list);
	gd_str_release(&part);
}

/* ---- whose printer -------------------------------------------------------- */

/* Papers of one kind go to one printer: slips, or the paper. */
static const char *
kind_of(const struct sheet *s)
{
	return s->ask.form.slip    ? "slip"
	       : s->ask.form.paper ? s->ask.form.paper
				   : "";
}

static const char *
owner(struct ui *ui)
{
	if (!*ui->app || ui->practice || !*gd_app_login(*ui->app))
		return NULL;
	return ui_fmt(ui, "%s %s", gd_app_login(*ui->app),
	    gd_store_path(gd_app_store(*ui->app)));
}

void
sheet_printer_keep(struct ui *ui, const struct sheet *s)
{
	const char *whose = owner(ui);
	json_t *all, *mine;

	if (!whose || !s->ask.queue)
		return;
	all = state_read(PRINTERS);
	mine = json_object_get(all, whose);
	if (!json_is_object(mine)) {
		mine = json_object();
		json_object_set_new(all, whose, mine);
	}
	json_object_set_new(mine, kind_of(s), json_string(s->ask.queue));
	state_write(PRINTERS, all);
	json_decref(all);
}

void
sheet_printer_last(struct ui *ui, struct sheet *s)
{
	const char *whose = owner(ui), *queue;
	json_t *all = whose ? state_read(PRINTERS) : NULL;

	queue = json_string_value(json_object_get(
	    json_object_get(all, whose ? whose : ""), kind_of(s)));
	if (queue && *queue && !s->ask.queue)
		s->ask.queue = gd_arena_str(&s->arena, queue);
	json_decref(all);
}

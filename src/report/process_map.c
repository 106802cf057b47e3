/* report/process_map.c - numbers of the process for the boxes and lines of a
 * workflow's picture.
 */
#include "report/process_map.h"

#include <string.h>

#include "base/text.h"

#include "base/banned.h"

const struct gd_report_part *
gd_report_find(const struct gd_report *r, const char *id)
{
	for (size_t i = 0; i < r->nparts; i++)
		if (strcmp(r->parts[i]->name.id, id) == 0)
			return r->parts[i];
	return NULL;
}

static int
col_of(const struct gd_report_part *p, const char *key)
{
	for (int i = 0; i < p->ncols; i++)
		if (strcmp(p->cols[i].key, key) == 0)
			return i;
	return -1;
}

static int64_t
number(const struct gd_report_part *p, size_t row, const char *key)
{
	const struct gd_report_cell *c = gd_part_cell(p, row, col_of(p, key));

	return c && c->known ? c->n : -1;
}

/* The word programs read; "" when it has none. */
static const char *
word(const struct gd_report_part *p, size_t row, const char *key)
{
	int col = col_of(p, key);
	const struct gd_report_cell *c =
	    col < 0 ? NULL : gd_part_cell(p, row, col);

	if (!c || !c->known)
		return "";
	return c->text.id ? c->text.id : gd_word_of(&c->text, GD_EN);
}

const char *
gd_process_map_flow(const struct gd_report *r)
{
	const struct gd_report_part *p = gd_report_find(r, "steps");
	const char *best = "";
	int64_t most = -1;

	for (size_t i = 0; p && i < p->nrows; i++) {
		int64_t n = 0;

		for (size_t k = 0; k < p->nrows; k++)
			if (strcmp(word(p, k, "workflow"),
				word(p, i, "workflow")) == 0)
				n += number(p, k, "entered");
		if (n > most) {
			most = n;
			best = word(p, i, "workflow");
		}
	}
	return best;
}

static bool
of_flow(const struct gd_report_part *p, size_t row,
    const struct gd_workflow *wf)
{
	return strcmp(word(p, row, "workflow"), wf->name.id) == 0;
}

static void
take_steps(const struct gd_report_part *p, const struct gd_workflow *wf,
    struct gd_map_step *out)
{
	for (size_t i = 0; p && i < p->nrows; i++) {
		int step = gd_wf_step(wf, word(p, i, "step"));

		if (step < 0 || !of_flow(p, i, wf))
			continue;
		out[step].entered = number(p, i, "entered");
		out[step].again = number(p, i, "again");
		out[step].open = number(p, i, "open");
		out[step].done = number(p, i, "n");
		out[step].median = number(p, i, "median_days");
		out[step].p90 = number(p, i, "p90_days");
	}
}

static void
take_passages(const struct gd_report_part *p, const struct gd_workflow *wf,
    struct gd_map_step *out)
{
	for (size_t i = 0; p && i < p->nrows; i++)
		for (int s = 0; s < wf->nsteps; s++)
			if (of_flow(p, i, wf) &&
			    wf->steps[s].no == number(p, i, "to") &&
			    number(p, i, "n") > out[s].in) {
				out[s].in = number(p, i, "n");
				out[s].in_days = number(p, i, "median_days");
			}
}

struct gd_map_step *
gd_process_map(const struct gd_report *r, const struct gd_workflow *wf,
    struct gd_arena *arena)
{
	struct gd_map_step *out =
	    gd_arena_alloc(arena, (size_t)wf->nsteps + 1, sizeof *out);
	const struct gd_report_part *found = gd_report_find(r, "findings");

	for (int i = 0; i < wf->nsteps; i++)
		out[i].median = out[i].p90 = out[i].in_days = -1;
	take_steps(gd_report_find(r, "steps"), wf, out);
	take_passages(gd_report_find(r, "passages"), wf, out);
	for (size_t i = 0; found && i < found->nrows; i++) {
		int step = gd_wf_step(wf, word(found, i, "step"));

		if (step >= 0)
			out[step].named = true;
	}
	return out;
}

static const char *
days(int64_t hundredths, struct gd_arena *arena)
{
	int64_t tenths = (hundredths + 5) / 10;

	if (hundredths < 0)
		return "";
	if (tenths >= 1000)
		return gd_arena_printf(arena, " %lldd",
		    (long long)(tenths + 5) / 10);
	return gd_arena_printf(arena, " %lld.%lldd", (long long)(tenths / 10),
	    (long long)(tenths % 10));
}

const char *
gd_process_map_note(const struct gd_map_step *s, struct gd_arena *arena)
{
	return s->in ? gd_arena_printf(arena, "%lldx%s", (long long)s->in,
			   days(s->in_days, arena))
		     : "";
}

const char *
gd_process_map_label(const struct gd_map_step *s, const struct gd_step_def *def,
    const char *name, int cols, struct gd_arena *arena)
{
	const char *tail = gd_arena_printf(arena, "%lldx%s", (long long)s->done,
	    days(s->median, arena));
	struct gd_str out = GD_STR_INIT;
	const char *label;
	int room = cols - gd_text_width(tail) - 6;

	gd_str_addf(&out, "%c%2d ", s->named ? '!' : ' ', def->no);
	gd_text_fit(&out, name, room > 1 ? room : 1, true, true);
	gd_str_addf(&out, " %s ", tail);
	label = gd_arena_str(arena, out.text);
	gd_str_release(&out);
	return label;
}

/* flow/flow.c - the door: text in, a checked workflow or all its faults out. */
#include "prove.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

struct gd_err *
fault_at(struct loader *l, int line, int col)
{
	struct gd_flow_fault *f;

	if (l->faults->n >= FLOW_MAX_FAULTS)
		return &l->spare;
	f = GD_PUSH(l->faults->at, l->faults->n, l->faults->room);
	*f = (struct gd_flow_fault){ .line = line,
		.col = col,
		.beside = l->beside };
	return &f->err;
}

struct gd_err *
fault(struct loader *l, const struct node *n)
{
	return fault_at(l, n->line, n->col);
}

void
gd_flow_faults_release(struct gd_flow_faults *f)
{
	if (!f)
		return;
	free(f->at);
	*f = (struct gd_flow_faults)GD_FLOW_FAULTS_INIT;
}

static int
by_place(const void *a, const void *b)
{
	const struct gd_flow_fault *x = a, *y = b;

	if (x->beside != y->beside)
		return x->beside ? 1 : -1;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return (x->col > y->col) - (x->col < y->col);
}

void
flow_sort(struct gd_flow_faults *f)
{
	qsort(f->at, f->n, sizeof *f->at, by_place);
}

/* How much of the text an order needs: what stands before the scenarios. */
static size_t
without_scenarios(const char *text, size_t len)
{
	static const char mark[] = "\nscenarios:";
	const char *at = memmem(text, len, mark, sizeof mark - 1);

	return at ? (size_t)(at - text) + 1 : len;
}

enum gd_code
gd_flow_parse(const char *text, size_t len, struct gd_workflow *wf,
    struct gd_flow_faults *faults, struct gd_err *err)
{
	struct loader l = { .wf = wf, .faults = faults };
	struct node *root;

	gd_workflow_init(wf);
	faults->n = 0;
	l.keep = &wf->arena;
	root = tree_read(&l, text, without_scenarios(text, len));
	if (root)
		read_workflow(&l, root);
	if (faults->n == 0)
		check_workflow(&l);
	gd_arena_release(&l.scratch);
	if (faults->n == 0)
		return GD_OK;
	flow_sort(faults);
	gd_workflow_release(wf);
	return gd_fail(err, GD_USAGE, GD_M_FLOW_FAULTS,
	    GD_N((int64_t)faults->n));
}

/* Where a line begins that the shorter reading ends at: line number, 0 = none. */
static int
cut_line(const char *text, size_t len)
{
	size_t n = without_scenarios(text, len);
	int line = 1;

	for (size_t i = 0; i < n; i++)
		line += text[i] == '\n';
	return n == len ? 0 : line;
}

/* The section stands where gd_flow_parse stops reading. */
static bool
stands_last(struct loader *l, const struct node *root,
    const struct gd_flow_text *file)
{
	const struct node *k = root->first;
	int cut = cut_line(file->text, file->len);

	while (k && k->next != l->scenarios)
		k = k->next->next;
	if (k && !k->next->next && k->col == 1 && k->line == cut)
		return true;
	gd_fail(k ? fault(l, k) : fault_at(l, cut, 1), GD_USAGE,
	    GD_M_SCENE_LAST);
	return false;
}

/* The scenarios of the file beside: one section, nothing else. */
static void
read_beside(struct loader *l, const struct gd_flow_text *file,
    struct gd_scenarios *out)
{
	static const struct key keys[] = { { "scenarios", read_skip, 0, 0,
	    true } };
	const struct node *root, *map = NULL;

	l->beside = true;
	root = tree_read(l, file->text, file->len);
	if (root)
		read_map(l, root, keys, 1, &map);
	if (map)
		read_scenarios(l, map, out, true);
	l->beside = false;
}

int64_t
flow_count(const struct gd_flow_faults *f)
{
	int64_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += !f->at[i].warning;
	return n;
}

enum gd_code
flow_load(const struct gd_flow_text *file, const struct gd_flow_text *beside,
    const struct proving *prove, struct gd_workflow *wf,
    struct gd_scenarios *scenarios, struct gd_flow_faults *faults,
    struct gd_err *err)
{
	struct loader l = { .wf = wf, .faults = faults };
	struct node *root;

	gd_workflow_init(wf);
	memset(scenarios, 0, sizeof *scenarios);
	faults->n = 0;
	l.keep = &wf->arena;
	root = tree_read(&l, file->text, file->len);
	if (root)
		read_workflow(&l, root);
	if (root && (l.scenarios || cut_line(file->text, file->len)) &&
	    stands_last(&l, root, file))
		read_scenarios(&l, l.scenarios, scenarios, false);
	if (beside && root && wf->nduties)
		read_beside(&l, beside, scenarios);
	l.keep = &wf->arena;
	if (flow_count(faults) == 0) {
		check_workflow(&l);
		check_sense(&l);
	}
	if (prove && flow_count(faults) == 0) {
		check_tongues(&l, root);
		check_ways(&l, scenarios);
		check_held(&l, prove->held);
	}
	gd_arena_release(&l.scratch);
	flow_sort(faults);
	if (flow_count(faults) == 0)
		return GD_OK;
	gd_workflow_release(wf);
	gd_scenarios_release(scenarios);
	return gd_fail(err, GD_USAGE, GD_M_FLOW_FAULTS,
	    GD_N(flow_count(faults)));
}

enum gd_code
gd_flow_load(const struct gd_flow_text *file, const struct gd_flow_text *beside,
    struct gd_workflow *wf, struct gd_scenarios *scenarios,
    struct gd_flow_faults *faults, struct gd_err *err)
{
	return flow_load(file, beside, NULL, wf, scenarios, faults, err);
}

/* flow/flow.c - the door: text in, a checked workflow or all its faults out. */
#include "loader.h"

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
	*f = (struct gd_flow_fault){ .line = line, .col = col };
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

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return (x->col > y->col) - (x->col < y->col);
}

void
flow_sort(struct gd_flow_faults *f)
{
	qsort(f->at, f->n, sizeof *f->at, by_place);
}

enum gd_code
gd_flow_parse(const char *text, size_t len, struct gd_workflow *wf,
    struct gd_flow_faults *faults, struct gd_err *err)
{
	struct loader l = { .wf = wf, .faults = faults };
	struct node *root;

	memset(wf, 0, sizeof *wf);
	faults->n = 0;
	l.keep = &wf->arena;
	root = tree_read(&l, text, len);
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

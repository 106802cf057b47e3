/* core/workflow/picture.c - where the boxes and lines of a workflow's picture
 * stand.
 *
 * A step's layer is one below the lowest it waits for.  A line over several
 * layers goes through a narrow place in each of them, a node without a box.
 * Between two layers lines run in rows of their own, one for all that come
 * from one step, or go to one.
 */
#include "core/view/picture.h"

#include <string.h>

#include "base/text.h"

#include "base/banned.h"

#define GAP 3    /* columns between nodes */
#define TURNS 50 /* until lines have found their rows */
#define NO_STEP (-1)

struct node {
	int step; /* NO_STEP: a line passes */
	int layer;
	int width, mid; /* columns; of the middle */
	long wish;      /* twice: sum of the middles above, or before */
};
struct edge {
	int from, to; /* nodes of neighbouring layers */
	int group;
};
/* Lines that share a row between two layers. */
struct group {
	int by; /* the node all come from, or go to */
	bool to;
	int left, right, row;
	bool straight;
};
struct plan {
	const struct gd_workflow *wf;
	struct gd_arena *arena;
	struct node *nodes; /* those of a layer stand together, in order */
	struct edge *edges;
	struct group *groups; /* of the layer at work */
	int n, nedges, ngroups, layers;
	int *begin; /* first node of each layer; one more */
	int *tops;  /* first row of each layer; one more: the end */
	int box;    /* columns of a box */
	int at;     /* the layer whose lines are worked out */
};

/* ---- layers --------------------------------------------------------------- */

static void
find_layers(const struct gd_workflow *wf, int *layer, int *layers)
{
	bool moved = true;

	memset(layer, 0, (size_t)wf->nsteps * sizeof *layer);
	*layers = wf->nsteps > 0;
	for (int turn = 0; moved && turn < wf->nsteps; turn++) {
		moved = false;
		for (int i = 0; i < wf->nsteps; i++)
			for (int k = 0; k < wf->steps[i].after.n; k++) {
				int least = layer[wf->steps[i].after.at[k]] + 1;

				if (layer[i] >= least)
					continue;
				layer[i] = least;
				moved = true;
			}
	}
	for (int i = 0; i < wf->nsteps; i++)
		if (layer[i] >= *layers)
			*layers = layer[i] + 1;
}

/* Does a way lead from step a down to b over another step? */
static bool
leads(const struct gd_workflow *wf, const int *layer, int a, int b)
{
	const struct gd_list *after = &wf->steps[b].after;

	for (int k = 0; k < after->n; k++) {
		int mid = after->at[k];

		if (mid != a && layer[mid] > layer[a] &&
		    (gd_list_has(&wf->steps[mid].after, a) ||
			leads(wf, layer, a, mid)))
			return true;
	}
	return false;
}

static int
node_add(struct plan *p, int step, int layer)
{
	p->nodes[p->n] = (struct node){ .step = step,
		.layer = layer,
		.width = step == NO_STEP ? 1 : p->box };
	return p->n++;
}

/* Lines as a chain of nodes; what another way says already is not drawn. */
static void
add_lines(struct plan *p, const int *layer)
{
	const struct gd_workflow *wf = p->wf;

	for (int b = 0; b < wf->nsteps; b++)
		for (int k = 0; k < wf->steps[b].after.n; k++) {
			int a = wf->steps[b].after.at[k], at = a;

			if (layer[a] >= layer[b] || leads(wf, layer, a, b))
				continue;
			for (int l = layer[a] + 1; l < layer[b]; l++) {
				int via = node_add(p, NO_STEP, l);

				p->edges[p->nedges++] =
				    (struct edge){ at, via, 0 };
				at = via;
			}
			p->edges[p->nedges++] = (struct edge){ at, b, 0 };
		}
}

/* ---- order in a layer ------------------------------------------------------ */

static void
node_swap(struct plan *p, int a, int b)
{
	struct node hold = p->nodes[a];

	p->nodes[a] = p->nodes[b];
	p->nodes[b] = hold;
	for (int i = 0; i < p->nedges; i++) {
		struct edge *e = &p->edges[i];

		e->from = e->from == a ? b : e->from == b ? a : e->from;
		e->to = e->to == a ? b : e->to == b ? a : e->to;
	}
}

/* Few dozens of nodes: sorted by insertion. */
static void
sort_nodes(struct plan *p, int from, int to, bool wishes)
{
	for (int i = from + 1; i < to; i++)
		for (int k = i; k > from; k--) {
			const struct node *a = &p->nodes[k - 1];
			const struct node *b = &p->nodes[k];

			if (wishes ? a->wish <= b->wish : a->layer <= b->layer)
				break;
			node_swap(p, k - 1, k);
		}
}

/* Twice the mean middle of the nodes above. */
static void
wish(struct plan *p, int node)
{
	long sum = 0, n = 0;

	for (int i = 0; i < p->nedges; i++)
		if (p->edges[i].to == node) {
			sum += 2L * p->nodes[p->edges[i].from].mid;
			n++;
		}
	p->nodes[node].wish = n ? sum / n : 0;
}

/* Side by side, as a whole below what they hang on. */
static void
place_layer(struct plan *p, int layer)
{
	int from = p->begin[layer], to = p->begin[layer + 1], col = 0;
	long off = 0;

	for (int i = from; i < to; i++)
		wish(p, i);
	sort_nodes(p, from, to, true);
	for (int i = from; i < to; i++) {
		struct node *n = &p->nodes[i];

		n->mid = col + n->width / 2;
		col += n->width + GAP;
		off += n->wish - 2L * n->mid;
	}
	for (int i = from; i < to; i++)
		p->nodes[i].mid +=
		    layer > 0 ? (int)(off / (2L * (to - from))) : 0;
}

static int
widest_layer(const struct plan *p)
{
	int most = 1;

	for (int l = 0; l < p->layers; l++) {
		int boxes = 0;

		for (int i = p->begin[l]; i < p->begin[l + 1]; i++)
			boxes += p->nodes[i].step != NO_STEP;
		most = boxes > most ? boxes : most;
	}
	return most;
}

/* Middles from the left border on. @return columns of the whole */
static int
place(struct plan *p)
{
	int left = 0, right = 0;

	for (int l = 0; l < p->layers; l++)
		place_layer(p, l);
	for (int i = 0; i < p->n; i++) {
		int at = p->nodes[i].mid - p->nodes[i].width / 2;

		left = i == 0 || at < left ? at : left;
		right = i == 0 || at + p->nodes[i].width > right
			    ? at + p->nodes[i].width
			    : right;
	}
	for (int i = 0; i < p->n; i++)
		p->nodes[i].mid -= left;
	return right - left;
}

/* ---- lines between two layers ---------------------------------------------- */

static int
out_of(const struct plan *p, int node)
{
	int n = 0;

	for (int i = 0; i < p->nedges; i++)
		n += p->edges[i].from == node;
	return n;
}

static int
group_of(struct plan *p, int by, bool to, int mid)
{
	for (int i = 0; i < p->ngroups; i++)
		if (p->groups[i].by == by && p->groups[i].to == to)
			return i;
	p->groups[p->ngroups] = (struct group){ .by = by,
		.to = to,
		.left = mid,
		.right = mid,
		.straight = true };
	return p->ngroups++;
}

static void
make_groups(struct plan *p, int layer)
{
	p->ngroups = 0;
	p->at = layer;
	for (int i = 0; i < p->nedges; i++) {
		struct edge *e = &p->edges[i];
		bool to;
		struct group *g;

		if (p->nodes[e->from].layer != layer)
			continue;
		to = out_of(p, e->from) == 1;
		e->group = group_of(p, to ? e->to : e->from, to,
		    p->nodes[e->from].mid);
		g = &p->groups[e->group];
		for (int side = 0; side < 2; side++) {
			int mid = p->nodes[side ? e->to : e->from].mid;

			g->left = mid < g->left ? mid : g->left;
			g->right = mid > g->right ? mid : g->right;
		}
		g->straight = g->left == g->right;
	}
}

/* Must a run above b? a comes down where b goes on down. */
static bool
is_above(const struct plan *p, int a, int b)
{
	for (int i = 0; i < p->nedges; i++) {
		const struct edge *x = &p->edges[i];

		if (x->group != a || p->nodes[x->from].layer != p->at)
			continue;
		for (int k = 0; k < p->nedges; k++) {
			const struct edge *y = &p->edges[k];

			if (y->group == b && p->nodes[y->from].layer == p->at &&
			    p->nodes[x->from].mid == p->nodes[y->to].mid)
				return true;
		}
	}
	return false;
}

/* @return rows the lines of a layer need */
static int
give_rows(struct plan *p)
{
	bool moved = true;
	int rows = 0;

	for (int turn = 0; moved && turn < TURNS; turn++) {
		moved = false;
		for (int a = 0; a < p->ngroups; a++)
			for (int b = 0; b < p->ngroups; b++) {
				struct group *x = &p->groups[a],
					     *y = &p->groups[b];

				if (a == b || x->straight || y->straight ||
				    y->row > x->row)
					continue;
				if (is_above(p, a, b) ||
				    (a < b && x->row == y->row &&
					!is_above(p, b, a) &&
					x->left <= y->right &&
					y->left <= x->right)) {
					y->row = x->row + 1;
					moved = true;
				}
			}
	}
	for (int i = 0; i < p->ngroups; i++)
		if (!p->groups[i].straight && p->groups[i].row >= rows)
			rows = p->groups[i].row + 1;
	return rows;
}

/* ---- drawing ---------------------------------------------------------------- */

static void
join(struct gd_picture *out, int row, int col, int bits)
{
	if (row >= 0 && row < out->rows && col >= 0 && col < out->cols)
		out->lines[row * out->cols + col] |= (uint8_t)bits;
}

static void
draw_down(struct gd_picture *out, int col, int from, int to)
{
	for (int r = from; r < to; r++) {
		join(out, r, col, GD_DASH_DOWN);
		join(out, r + 1, col, GD_DASH_UP);
	}
}

static void
draw_across(struct gd_picture *out, int row, int from, int to)
{
	for (int c = from; c < to; c++) {
		join(out, row, c, GD_DASH_RIGHT);
		join(out, row, c + 1, GD_DASH_LEFT);
	}
}

static void
draw_box(struct gd_picture *out, const struct node *n, int row, int cols)
{
	int left = n->mid - cols / 2, right = left + cols - 1;

	draw_across(out, row, left, right);
	draw_across(out, row + GD_BOX_ROWS - 1, left, right);
	draw_down(out, left, row, row + GD_BOX_ROWS - 1);
	draw_down(out, right, row, row + GD_BOX_ROWS - 1);
}

/* From the lower border of one layer to the upper one of the next. */
static void
draw_between(struct plan *p, struct gd_picture *out, int layer, int lead)
{
	int top = p->tops[layer] + GD_BOX_ROWS - 1;
	int end = p->tops[layer + 1];

	make_groups(p, layer);
	(void)give_rows(p);
	for (int i = 0; i < p->nedges; i++) {
		const struct edge *e = &p->edges[i];
		int from = p->nodes[e->from].mid, to = p->nodes[e->to].mid;
		int row;

		if (p->nodes[e->from].layer != layer)
			continue;
		row = p->groups[e->group].straight
			  ? top
			  : top + 1 + lead + p->groups[e->group].row;
		draw_down(out, from, top, row);
		draw_across(out, row, from < to ? from : to,
		    from < to ? to : from);
		draw_down(out, to, row, end);
	}
}

static void
draw(struct plan *p, struct gd_picture *out, int lead)
{
	for (int l = 0; l + 1 < p->layers; l++)
		draw_between(p, out, l, lead);
	for (int i = 0; i < p->n; i++) {
		const struct node *n = &p->nodes[i];
		int row = p->tops[n->layer];

		if (n->step == NO_STEP) {
			draw_down(out, n->mid, row, row + GD_BOX_ROWS - 1);
			continue;
		}
		out->boxes[out->n++] = (struct gd_box){ n->step, n->layer, row,
			n->mid - p->box / 2 };
		draw_box(out, n, row, p->box);
	}
}

/* ---- the whole --------------------------------------------------------------- */

/* Nodes and lines, the nodes of each layer together. */
static void
plan_nodes(struct plan *p)
{
	const struct gd_workflow *wf = p->wf;
	size_t steps = (size_t)wf->nsteps;
	int *layer = gd_arena_alloc(p->arena, steps + 1, sizeof *layer);
	size_t most = 1;

	find_layers(wf, layer, &p->layers);
	for (size_t i = 0; i < steps; i++)
		most += (size_t)wf->steps[i].after.n * (size_t)p->layers + 1;
	p->nodes = gd_arena_alloc(p->arena, steps + most, sizeof *p->nodes);
	p->edges = gd_arena_alloc(p->arena, most, sizeof *p->edges);
	p->groups = gd_arena_alloc(p->arena, most, sizeof *p->groups);
	p->begin =
	    gd_arena_alloc(p->arena, (size_t)p->layers + 2, sizeof *p->begin);
	p->tops =
	    gd_arena_alloc(p->arena, (size_t)p->layers + 2, sizeof *p->tops);
	for (int i = 0; i < wf->nsteps; i++)
		(void)node_add(p, i, layer[i]);
	add_lines(p, layer);
	sort_nodes(p, 0, p->n, false);
	for (int i = 0, l = 0; l <= p->layers; l++) {
		while (i < p->n && p->nodes[i].layer < l)
			i++;
		p->begin[l] = i;
	}
}

/* Boxes as wide as the widest layer lets them be; again narrower while the
 * whole is too wide. */
static int
fit(struct plan *p, int cols)
{
	int box = (cols + GAP) / widest_layer(p) - GAP, all;

	box = box > GD_BOX_MOST ? GD_BOX_MOST : box;
	for (;; box--) {
		p->box = box < GD_BOX_LEAST ? GD_BOX_LEAST : box;
		for (int i = 0; i < p->n; i++)
			if (p->nodes[i].step != NO_STEP)
				p->nodes[i].width = p->box;
		all = place(p);
		if (all <= cols || box <= GD_BOX_LEAST)
			return all;
	}
}

void
gd_picture_make(const struct gd_workflow *wf, int cols, bool tight,
    struct gd_arena *arena, struct gd_picture *out)
{
	struct plan p = { .wf = wf, .arena = arena };
	int lead = !tight, row = 0;

	*out = (struct gd_picture){ 0 };
	plan_nodes(&p);
	out->cols = fit(&p, cols);
	for (int l = 0; l < p.layers; l++) {
		int rows;

		make_groups(&p, l);
		rows = give_rows(&p);
		p.tops[l] = row;
		row += GD_BOX_ROWS;
		if (l + 1 < p.layers)
			row += rows + lead + (rows > 0 && lead);
	}
	p.tops[p.layers] = row;
	out->rows = row;
	out->box_cols = p.box;
	out->boxes =
	    gd_arena_alloc(arena, (size_t)wf->nsteps + 1, sizeof *out->boxes);
	out->lines =
	    gd_arena_alloc(arena, (size_t)out->rows * (size_t)out->cols + 1, 1);
	memset(out->lines, 0, (size_t)out->rows * (size_t)out->cols + 1);
	draw(&p, out, lead);
}

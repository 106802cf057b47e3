/* report/flow_dot.c - the flow chart in the language of graphviz, and the
 * places graphviz gave it. */
#include <stdlib.h>
#include <string.h>

#include "flow_priv.h"

#include "base/banned.h"

#define PX 72.0 /* pixels of an inch */

struct flow_size
flow_size_of(enum gd_chart_what what)
{
	switch (what) {
	case GD_CHART_STEP:
		return (struct flow_size){ STEP_W, STEP_H };
	case GD_CHART_CHOICE:
	case GD_CHART_FORK:
	case GD_CHART_JOIN:
		return (struct flow_size){ GATE_SIZE, GATE_SIZE };
	case GD_CHART_START:
	case GD_CHART_DONE:
	case GD_CHART_CANCELLED:
		break;
	}
	return (struct flow_size){ EVENT_SIZE, EVENT_SIZE };
}

void
flow_name(struct gd_str *out, const struct gd_name *name,
    struct gd_flow_words words, const char *between)
{
	bool zh = words.lang == GD_ZH;

	gd_str_add(out, zh ? name->zh : name->en);
	if (words.both)
		gd_str_addf(out, "%s%s", between, zh ? name->en : name->zh);
}

void
flow_answers(struct gd_str *out, const struct gd_workflow *wf,
    const struct gd_chart *chart, const struct gd_chart_edge *e,
    struct gd_flow_words words)
{
	const struct gd_duty_def *d;

	if (e->outcomes.n == 0)
		return;
	d = &wf->duties[chart->nodes[e->from].duty];
	for (int i = 0; i < e->outcomes.n; i++) {
		if (i)
			gd_str_add(out, " / ");
		flow_name(out, &d->outcomes[e->outcomes.at[i]].name, words,
		    " ");
	}
}

bool
flow_is_used(const struct gd_chart *chart, int node)
{
	for (int i = 0; i < chart->nedges; i++)
		if (chart->edges[i].from == node || chart->edges[i].to == node)
			return true;
	return false;
}

/* ---- for people ------------------------------------------------------------ */

/* Inside "...": a quote would end it, a backslash begins a command. */
static void
add_quoted(struct gd_str *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			gd_str_addc(out, '\\');
		gd_str_addc(out, *text);
	}
}

static void
add_name(struct gd_str *out, const struct gd_name *name,
    struct gd_flow_words words)
{
	struct gd_str plain = GD_STR_INIT;

	flow_name(&plain, name, words, "  ");
	add_quoted(out, plain.text);
	gd_str_release(&plain);
}

static void
step_node(struct gd_str *out, const struct gd_workflow *wf, int step,
    struct gd_flow_words words)
{
	const struct gd_step_def *def = &wf->steps[step];

	gd_str_addf(out, "shape=box, style=\"rounded%s\", label=\"%d  ",
	    def->standing ? ",dashed" : "", def->no);
	add_name(out, &def->name, words);
	gd_str_add(out, "\\l");
	for (int i = 0; i < def->duties.n; i++) {
		const struct gd_duty_def *d = &wf->duties[def->duties.at[i]];

		gd_str_add(out,
		    d->blocks == GD_BLOCKS_STEP ? "   - " : "   + ");
		add_name(out, &d->name, words);
		gd_str_add(out, "\\l");
	}
	gd_str_add(out, "\"");
}

static void
node_out(struct gd_str *out, const struct gd_workflow *wf,
    const struct gd_chart *chart, int node, struct gd_flow_words words)
{
	const struct gd_chart_node *n = &chart->nodes[node];

	gd_str_addf(out, "  n%d [", node);
	switch (n->what) {
	case GD_CHART_START:
		gd_str_add(out, "shape=circle, label=\"\", width=0.3");
		break;
	case GD_CHART_STEP:
		step_node(out, wf, n->step, words);
		break;
	case GD_CHART_CHOICE:
		gd_str_add(out, "shape=diamond, label=\"");
		add_name(out, &wf->duties[n->duty].name, words);
		gd_str_add(out, "\"");
		break;
	case GD_CHART_FORK:
	case GD_CHART_JOIN:
		gd_str_add(out, "shape=box, style=filled, fillcolor=black, "
				"label=\"\", width=1.2, height=0.06");
		break;
	case GD_CHART_DONE:
		gd_str_add(out, "shape=doublecircle, style=filled, "
				"fillcolor=black, label=\"\", width=0.22");
		break;
	case GD_CHART_CANCELLED:
		gd_str_add(out, "shape=circle, label=\"X\", width=0.3, "
				"fixedsize=true");
		break;
	}
	gd_str_add(out, "];\n");
}

void
gd_flow_dot(const struct gd_workflow *wf, const struct gd_chart *chart,
    struct gd_flow_words words, struct gd_str *out)
{
	gd_str_addf(out, "digraph %s {\n  graph [label=\"", wf->name.id);
	add_name(out, &wf->name, words);
	gd_str_addf(out,
	    "  v%d\", labelloc=t, fontname=\"sans-serif\"];\n"
	    "  node [fontname=\"sans-serif\", fontsize=10];\n"
	    "  edge [fontname=\"sans-serif\", fontsize=9];\n",
	    wf->version);
	for (int i = 0; i < chart->n; i++)
		if (flow_is_used(chart, i))
			node_out(out, wf, chart, i, words);
	for (int i = 0; i < chart->nedges; i++) {
		const struct gd_chart_edge *e = &chart->edges[i];
		struct gd_str answers = GD_STR_INIT;

		flow_answers(&answers, wf, chart, e, words);
		/* a space, or the words stand on the line */
		gd_str_addf(out, "  n%d -> n%d [label=\"%s", e->from, e->to,
		    answers.len ? " " : "");
		add_quoted(out, answers.text);
		gd_str_addf(out, "\"%s];\n",
		    e->back ? ", style=dashed, constraint=false" : "");
		gd_str_release(&answers);
	}
	gd_str_add(out, "}\n");
}

/* ---- for places alone -------------------------------------------------------- */

void
gd_flow_dot_sizes(const struct gd_chart *chart, struct gd_str *out)
{
	gd_str_add(out,
	    "digraph g {\n  graph [splines=polyline, nodesep=0.6, "
	    "ranksep=0.7];\n  node [shape=box, fixedsize=true, label=\"\"];\n");
	for (int i = 0; i < chart->n; i++) {
		struct flow_size size = flow_size_of(chart->nodes[i].what);

		if (flow_is_used(chart, i))
			gd_str_addf(out,
			    "  n%d [width=%d.%03d, height=%d.%03d];\n", i,
			    size.w / 72, size.w % 72 * 1000 / 72, size.h / 72,
			    size.h % 72 * 1000 / 72);
	}
	for (int i = 0; i < chart->nedges; i++)
		gd_str_addf(out, "  n%d -> n%d [label=\"e%d\"];\n",
		    chart->edges[i].from, chart->edges[i].to, i);
	gd_str_add(out, "}\n");
}

/* One line of `dot -Tplain`, read word by word. */
struct words {
	const char *at, *end;
};

static bool
next_word(struct words *w, const char **word, size_t *len)
{
	while (w->at < w->end && *w->at == ' ')
		w->at++;
	*word = w->at;
	while (w->at < w->end && *w->at != ' ')
		w->at++;
	*len = (size_t)(w->at - *word);
	return *len > 0;
}

static bool
next_number(struct words *w, double *n)
{
	const char *word;
	char *stop, copy[32];
	size_t len;

	if (!next_word(w, &word, &len) || len >= sizeof copy)
		return false;
	memcpy(copy, word, len);
	copy[len] = '\0';
	*n = strtod(copy, &stop);
	return *stop == '\0';
}

/* "n12" or "e12": 12, below most; else -1. */
static int
next_id(struct words *w, char letter, int most)
{
	const char *word;
	size_t len;
	long n;

	if (!next_word(w, &word, &len) || *word != letter)
		return -1;
	n = strtol(word + 1, NULL, 10);
	return n >= 0 && n < most ? (int)n : -1;
}

static struct gd_flow_point
point(double x, double y, double height)
{
	return (struct gd_flow_point){ (int)(x * PX + 0.5),
		(int)((height - y) * PX + 0.5) };
}

static bool
read_edge(struct words *w, const struct gd_chart *chart, double height,
    struct gd_flow_layout *out)
{
	struct gd_flow_way way = { .n = 0 };
	double n, x, y;
	int id;

	if (next_id(w, 'n', chart->n) < 0 || next_id(w, 'n', chart->n) < 0 ||
	    !next_number(w, &n))
		return false;
	/* a Bezier line: each third point is one it goes through */
	for (int i = 0; i < (int)n; i++) {
		if (!next_number(w, &x) || !next_number(w, &y))
			return false;
		if (i % 3 == 0 && way.n < GD_BENDS_MAX)
			way.at[way.n++] = point(x, y, height);
	}
	id = next_id(w, 'e', chart->nedges);
	if (id < 0 || way.n < 2)
		return false;
	out->edges[id] = way;
	return true;
}

static bool
is_whole(const struct gd_chart *chart, const struct gd_flow_layout *l)
{
	for (int i = 0; i < chart->nedges; i++)
		if (l->edges[i].n < 2)
			return false;
	return true;
}

bool
gd_flow_layout_read(const char *plain, const struct gd_chart *chart,
    struct gd_arena *arena, struct gd_flow_layout *out)
{
	double height = 0, skip, x, y;

	out->nodes =
	    gd_arena_alloc(arena, (size_t)chart->n, sizeof *out->nodes);
	out->edges = gd_arena_alloc(arena, (size_t)chart->nedges + 1,
	    sizeof *out->edges);
	for (const char *line = plain; *line;) {
		struct words w = { line, line + strcspn(line, "\n") };
		const char *word;
		size_t len;
		int id;

		line = *w.end ? w.end + 1 : w.end;
		if (!next_word(&w, &word, &len))
			continue;
		if (strncmp(word, "graph", len) == 0) {
			if (!next_number(&w, &skip) ||
			    !next_number(&w, &skip) ||
			    !next_number(&w, &height))
				return false;
		} else if (strncmp(word, "node", len) == 0) {
			id = next_id(&w, 'n', chart->n);
			if (id < 0 || !next_number(&w, &x) ||
			    !next_number(&w, &y))
				return false;
			out->nodes[id].at = point(x, y, height);
		} else if (strncmp(word, "edge", len) == 0 &&
			   !read_edge(&w, chart, height, out))
			return false;
	}
	return is_whole(chart, out);
}

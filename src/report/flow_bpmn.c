/* report/flow_bpmn.c - the flow chart as BPMN 2.0 XML (ISO/IEC 19510).
 *
 * A step is an ad-hoc sub-process: BPMN's word for tasks done in any order.
 * Its duties stand inside, with a flow where one waits for another, and a
 * diagram of their own, which editors open by a click on the step.
 */
#include <string.h>

#include "flow_priv.h"

#include "base/banned.h"

#define TASK_W 120
#define TASK_GAP 40
#define TASKS_A_ROW 4

struct bpmn {
	const struct gd_workflow *wf;
	const struct gd_chart *chart;
	const struct gd_flow_layout *layout;
	struct gd_flow_words words;
	struct gd_str *out;
};

/* ---- text of XML ------------------------------------------------------------ */

/* Control characters cannot stand in XML; no name of a workflow holds any. */
static void
add_xml(struct gd_str *out, const char *text)
{
	for (; *text; text++)
		switch (*text) {
		case '&':
			gd_str_add(out, "&amp;");
			break;
		case '<':
			gd_str_add(out, "&lt;");
			break;
		case '>':
			gd_str_add(out, "&gt;");
			break;
		case '"':
			gd_str_add(out, "&quot;");
			break;
		default:
			gd_str_addc(out, *text);
		}
}

static void
attr(struct bpmn *b, const char *key, const char *text)
{
	gd_str_addf(b->out, " %s=\"", key);
	add_xml(b->out, text);
	gd_str_addc(b->out, '"');
}

static void
attr_name(struct bpmn *b, const struct gd_name *name, int no)
{
	struct gd_str said = GD_STR_INIT;

	if (no > 0)
		gd_str_addf(&said, "%d ", no);
	flow_name(&said, name, b->words, " ");
	attr(b, "name", said.text);
	gd_str_release(&said);
}

/* ---- the duties of a step ------------------------------------------------- */

static const char *
task_word(const struct gd_duty_def *d)
{
	switch (d->effect) {
	case GD_EFFECT_MAKE:
	case GD_EFFECT_OFFER:
		return "userTask";
	case GD_EFFECT_RECEIVE:
		return "receiveTask";
	case GD_EFFECT_HAND_OUT:
	case GD_EFFECT_MOVE:
		return "sendTask";
	case GD_EFFECT_NONE:
		break;
	}
	return d->derived ? "businessRuleTask" : "userTask";
}

/* The duties of the same step that a condition names as done, each once. */
static void
wait_for(const struct gd_workflow *wf, const struct gd_pred *p, int step,
    struct gd_list *found)
{
	if (!p || p->op == GD_PRED_NOT)
		return;
	if ((p->op == GD_PRED_DONE || p->op == GD_PRED_OUTCOME) &&
	    wf->duties[p->a].step == step && !gd_list_has(found, p->a))
		found->at[found->n++] = p->a;
	for (int i = 0; i < p->nkids; i++)
		wait_for(wf, &p->kids[i], step, found);
}

static struct gd_list
waits(struct bpmn *b, int duty, struct gd_arena *arena)
{
	const struct gd_duty_def *d = &b->wf->duties[duty];
	struct gd_list found = { gd_arena_alloc(arena, (size_t)b->wf->nduties,
				     sizeof *found.at),
		0 };

	wait_for(b->wf, d->needs, d->step, &found);
	return found;
}

static void
task_out(struct bpmn *b, int duty, struct gd_arena *arena)
{
	const struct gd_duty_def *d = &b->wf->duties[duty];
	const struct gd_list *all = &b->wf->steps[d->step].duties;
	const char *word = task_word(d);
	struct gd_list before = waits(b, duty, arena);

	gd_str_addf(b->out, "      <bpmn:%s id=\"duty_%s\"", word, d->name.id);
	attr_name(b, &d->name, 0);
	gd_str_add(b->out, ">\n");
	for (int i = 0; i < before.n; i++)
		gd_str_addf(b->out,
		    "        <bpmn:incoming>wait_%s_%s</bpmn:incoming>\n",
		    d->name.id, b->wf->duties[before.at[i]].name.id);
	for (int i = 0; i < all->n; i++) {
		struct gd_list other = waits(b, all->at[i], arena);

		if (gd_list_has(&other, duty))
			gd_str_addf(b->out,
			    "        <bpmn:outgoing>wait_%s_%s</bpmn:outgoing>"
			    "\n",
			    b->wf->duties[all->at[i]].name.id, d->name.id);
	}
	gd_str_addf(b->out, "      </bpmn:%s>\n", word);
}

static void
waits_out(struct bpmn *b, int duty, struct gd_arena *arena)
{
	const char *id = b->wf->duties[duty].name.id;
	struct gd_list before = waits(b, duty, arena);

	for (int i = 0; i < before.n; i++) {
		const char *from = b->wf->duties[before.at[i]].name.id;

		gd_str_addf(b->out,
		    "      <bpmn:sequenceFlow id=\"wait_%s_%s\" "
		    "sourceRef=\"duty_%s\" targetRef=\"duty_%s\" />\n",
		    id, from, from, id);
	}
}

/* ---- the process ------------------------------------------------------------ */

static const char *
node_word(enum gd_chart_what what)
{
	switch (what) {
	case GD_CHART_START:
		return "startEvent";
	case GD_CHART_STEP:
		return "adHocSubProcess";
	case GD_CHART_CHOICE:
		return "exclusiveGateway";
	case GD_CHART_FORK:
	case GD_CHART_JOIN:
		return "parallelGateway";
	case GD_CHART_DONE:
	case GD_CHART_CANCELLED:
		break;
	}
	return "endEvent";
}

static void
node_ways(struct bpmn *b, int node)
{
	for (int i = 0; i < b->chart->nedges; i++)
		if (b->chart->edges[i].to == node)
			gd_str_addf(b->out,
			    "      <bpmn:incoming>way_%d</bpmn:incoming>\n", i);
	for (int i = 0; i < b->chart->nedges; i++)
		if (b->chart->edges[i].from == node)
			gd_str_addf(b->out,
			    "      <bpmn:outgoing>way_%d</bpmn:outgoing>\n", i);
}

static void
step_inside(struct bpmn *b, int step)
{
	const struct gd_list *duties = &b->wf->steps[step].duties;
	struct gd_arena arena = GD_ARENA_INIT;

	for (int i = 0; i < duties->n; i++)
		task_out(b, duties->at[i], &arena);
	for (int i = 0; i < duties->n; i++)
		waits_out(b, duties->at[i], &arena);
	gd_arena_release(&arena);
}

static void
node_out(struct bpmn *b, int node)
{
	const struct gd_chart_node *n = &b->chart->nodes[node];
	const char *word = node_word(n->what);

	gd_str_addf(b->out, "    <bpmn:%s id=\"node_%d\"", word, node);
	if (n->what == GD_CHART_STEP)
		attr_name(b, &b->wf->steps[n->step].name,
		    b->wf->steps[n->step].no);
	if (n->what == GD_CHART_CHOICE)
		attr_name(b, &b->wf->duties[n->duty].name, 0);
	if (n->what == GD_CHART_STEP)
		gd_str_add(b->out, " ordering=\"Parallel\"");
	gd_str_add(b->out, ">\n");
	node_ways(b, node);
	if (n->what == GD_CHART_STEP)
		step_inside(b, n->step);
	if (n->what == GD_CHART_CANCELLED)
		gd_str_addf(b->out,
		    "      <bpmn:terminateEventDefinition id=\"stop_%d\" />\n",
		    node);
	gd_str_addf(b->out, "    </bpmn:%s>\n", word);
}

static void
process_out(struct bpmn *b)
{
	gd_str_addf(b->out, "  <bpmn:process id=\"flow_%s\"", b->wf->name.id);
	attr_name(b, &b->wf->name, 0);
	gd_str_add(b->out, " isExecutable=\"false\">\n");
	for (int i = 0; i < b->chart->n; i++)
		if (flow_is_used(b->chart, i))
			node_out(b, i);
	for (int i = 0; i < b->chart->nedges; i++) {
		const struct gd_chart_edge *e = &b->chart->edges[i];
		struct gd_str said = GD_STR_INIT;

		flow_answers(&said, b->wf, b->chart, e, b->words);
		gd_str_addf(b->out, "    <bpmn:sequenceFlow id=\"way_%d\"", i);
		if (said.len)
			attr(b, "name", said.text);
		gd_str_addf(b->out,
		    " sourceRef=\"node_%d\" targetRef=\"node_%d\" />\n",
		    e->from, e->to);
		gd_str_release(&said);
	}
	gd_str_add(b->out, "  </bpmn:process>\n");
}

/* ---- diagrams ---------------------------------------------------------------- */

static void
bounds_out(struct bpmn *b, int x, int y, int w, int h)
{
	gd_str_addf(b->out,
	    "        <dc:Bounds x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
	    "/>\n      </bpmndi:BPMNShape>\n",
	    x, y, w, h);
}

static void
diagram_begin(struct bpmn *b, const char *element)
{
	gd_str_addf(b->out,
	    "  <bpmndi:BPMNDiagram id=\"diagram_%s\">\n"
	    "    <bpmndi:BPMNPlane id=\"plane_%s\" bpmnElement=\"%s\">\n",
	    element, element, element);
}

static void
diagram_end(struct bpmn *b)
{
	gd_str_add(b->out, "    </bpmndi:BPMNPlane>\n  "
			   "</bpmndi:BPMNDiagram>\n");
}

static void
point_out(struct bpmn *b, int x, int y)
{
	gd_str_addf(b->out, "        <di:waypoint x=\"%d\" y=\"%d\" />\n", x,
	    y);
}

static void
main_diagram(struct bpmn *b)
{
	struct gd_str id = GD_STR_INIT;

	gd_str_addf(&id, "flow_%s", b->wf->name.id);
	diagram_begin(b, id.text);
	for (int i = 0; i < b->chart->n; i++) {
		struct flow_size s = flow_size_of(b->chart->nodes[i].what);
		const struct gd_flow_point *at = &b->layout->nodes[i].at;

		if (!flow_is_used(b->chart, i))
			continue;
		gd_str_addf(b->out,
		    "      <bpmndi:BPMNShape id=\"shape_%d\" "
		    "bpmnElement=\"node_%d\"%s>\n",
		    i, i,
		    b->chart->nodes[i].what == GD_CHART_STEP
			? " isExpanded=\"false\""
			: "");
		bounds_out(b, at->x - s.w / 2, at->y - s.h / 2, s.w, s.h);
	}
	for (int i = 0; i < b->chart->nedges; i++) {
		const struct gd_flow_way *way = &b->layout->edges[i];

		gd_str_addf(b->out,
		    "      <bpmndi:BPMNEdge id=\"line_%d\" "
		    "bpmnElement=\"way_%d\">\n",
		    i, i);
		for (int k = 0; k < way->n; k++)
			point_out(b, way->at[k].x, way->at[k].y);
		gd_str_add(b->out, "      </bpmndi:BPMNEdge>\n");
	}
	diagram_end(b);
	gd_str_release(&id);
}

/* The place of a duty in the diagram of its step. */
static struct gd_flow_point
task_at(int i)
{
	return (struct gd_flow_point){ TASK_GAP + i % TASKS_A_ROW *
						      (TASK_W + TASK_GAP),
		TASK_GAP + i / TASKS_A_ROW * (STEP_H + TASK_GAP) };
}

static int
place_of(const struct gd_list *duties, int duty)
{
	for (int i = 0; i < duties->n; i++)
		if (duties->at[i] == duty)
			return i;
	return 0;
}

static void
wait_lines(struct bpmn *b, const struct gd_list *duties, int i,
    struct gd_arena *arena)
{
	struct gd_list before = waits(b, duties->at[i], arena);
	struct gd_flow_point to = task_at(i);

	for (int k = 0; k < before.n; k++) {
		struct gd_flow_point from =
		    task_at(place_of(duties, before.at[k]));

		gd_str_addf(b->out,
		    "      <bpmndi:BPMNEdge id=\"line_%s_%s\" "
		    "bpmnElement=\"wait_%s_%s\">\n",
		    b->wf->duties[duties->at[i]].name.id,
		    b->wf->duties[before.at[k]].name.id,
		    b->wf->duties[duties->at[i]].name.id,
		    b->wf->duties[before.at[k]].name.id);
		point_out(b, from.x + TASK_W / 2, from.y + STEP_H);
		point_out(b, to.x + TASK_W / 2, to.y);
		gd_str_add(b->out, "      </bpmndi:BPMNEdge>\n");
	}
}

static void
step_diagram(struct bpmn *b, int node)
{
	const struct gd_list *duties =
	    &b->wf->steps[b->chart->nodes[node].step].duties;
	struct gd_arena arena = GD_ARENA_INIT;
	const char *id = gd_arena_printf(&arena, "node_%d", node);

	diagram_begin(b, id);
	for (int i = 0; i < duties->n; i++) {
		const char *duty = b->wf->duties[duties->at[i]].name.id;
		struct gd_flow_point at = task_at(i);

		gd_str_addf(b->out,
		    "      <bpmndi:BPMNShape id=\"shape_%s\" "
		    "bpmnElement=\"duty_%s\">\n",
		    duty, duty);
		bounds_out(b, at.x, at.y, TASK_W, STEP_H);
	}
	for (int i = 0; i < duties->n; i++)
		wait_lines(b, duties, i, &arena);
	diagram_end(b);
	gd_arena_release(&arena);
}

void
gd_flow_bpmn(const struct gd_workflow *wf, const struct gd_chart *chart,
    const struct gd_flow_layout *layout, struct gd_flow_words words,
    struct gd_str *out)
{
	struct bpmn b = { wf, chart, layout, words, out };

	gd_str_addf(out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<bpmn:definitions "
	    "xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
	    "xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" "
	    "xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" "
	    "xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" "
	    "id=\"definitions\" targetNamespace=\"urn:gendan:%s:%d\" "
	    "exporter=\"gendan\">\n",
	    wf->name.id, wf->version);
	process_out(&b);
	main_diagram(&b);
	for (int i = 0; i < chart->n; i++)
		if (chart->nodes[i].what == GD_CHART_STEP)
			step_diagram(&b, i);
	gd_str_add(out, "</bpmn:definitions>\n");
}

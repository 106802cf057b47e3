/* flow/scenarios.c - the section `scenarios`: stories a file tells of itself.
 *
 * Read when a file is checked; who only uses a workflow reads the text before
 * it (flow.c).  Whether the story is true is asked of the machine
 * (core/workflow/scenario.c).
 */
#include "scenes.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))
#define MAX_SCENES 300

/* ---- what it shows ---------------------------------------------------------- */

static const char *const features[] = {
#define X(id, word) word,
	GD_FEATURES(X)
#undef X
};

static void
read_shows(struct loader *l, const struct node *n, uint32_t *out)
{
	if (n->kind == NODE_MAP) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_LIST);
		return;
	}
	for (const struct node *k = n->kind == NODE_LIST ? n->first : n; k;
	     k = n->kind == NODE_LIST ? k->next : NULL) {
		const char *w =
		    scene_word(l, k, features, COUNT(features), "feature");

		for (int i = 0; *w && i < COUNT(features); i++)
			if (features[i] == w)
				*out |= UINT32_C(1) << i;
	}
}

/* ---- the section --------------------------------------------------------- */

struct raw_scenario {
	struct gd_name name;
	const struct node *shows, *given, *lines, *orders, *then;
};
static const struct key scenario_keys[] = {
	{ "zh", read_text, offsetof(struct raw_scenario, name.zh), 0, true },
	{ "en", read_text, offsetof(struct raw_scenario, name.en), 0, true },
	{ "shows", read_skip, offsetof(struct raw_scenario, shows), 0, false },
	{ "given", read_skip, offsetof(struct raw_scenario, given), 0, false },
	{ "lines", read_skip, offsetof(struct raw_scenario, lines), 0, false },
	{ "orders", read_skip, offsetof(struct raw_scenario, orders), 0,
	    false },
	{ "then", read_skip, offsetof(struct raw_scenario, then), 0, true },
};

struct raw_order {
	const struct node *workflow, *given, *lines;
};
static const struct key order_keys[] = {
	{ "workflow", read_skip, offsetof(struct raw_order, workflow), 0,
	    false },
	{ "given", read_skip, offsetof(struct raw_order, given), 0, false },
	{ "lines", read_skip, offsetof(struct raw_order, lines), 0, false },
};

/* What a new order is given: fields, then lines. */
static const struct gd_pair *
read_given(struct loader *l, const struct node *given, const struct node *lines,
    int *n)
{
	struct pairs all = { NULL, 0, 0 };

	if (given)
		read_pairs(l, given, &all);
	if (lines)
		read_lines(l, lines, &all);
	*n = all.n;
	return all.at;
}

/* Another workflow that comes with gendan, read once for all stories of the file;
 * NULL after a fault. */
static struct gd_workflow *
other_flow(struct loader *l, struct gd_scenarios *out, const struct node *n,
    const char *order)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_workflow *wf = NULL;
	const char *id = n->kind == NODE_TEXT ? n->text : "", *text;
	size_t len;

	for (int i = 0; i < out->nflows; i++)
		if (strcmp(out->flows[i]->name.id, id) == 0)
			return out->flows[i];
	text = gd_flow_builtin(id, &len);
	if (!text || out->nflows == GD_SCENE_FLOWS) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_SCENE_NO_FLOW, GD_T(order),
		    GD_T(id));
		return NULL;
	}
	wf = gd_alloc(1, sizeof *wf);
	if (gd_flow_parse(text, len, wf, &faults, NULL) == GD_OK) {
		out->flows[out->nflows++] = wf;
	} else {
		gd_fail(fault(l, n), GD_USAGE, GD_M_SCENE_FLOW_BROKEN,
		    GD_T(order), GD_T(id));
		free(wf);
		wf = NULL;
	}
	gd_flow_faults_release(&faults);
	return wf;
}

/* Words of this workflow instead of the file's. */
static void
speak(struct loader *l, const struct gd_workflow *own,
    const struct gd_workflow *other)
{
	l->wf = (struct gd_workflow *)(uintptr_t)(other ? other : own);
}

static void
read_orders(struct loader *l, const struct node *map, struct gd_scenario *s,
    struct gd_scenarios *out)
{
	const struct gd_workflow *own = l->wf;
	struct gd_scene_order *at;

	if (!want_map(l, map))
		return;
	if (map->n > GD_SCENE_ORDERS) {
		gd_fail(fault(l, map), GD_USAGE, GD_M_FLOW_AT_MOST,
		    GD_T("orders"), GD_N(GD_SCENE_ORDERS));
		return;
	}
	at = gd_arena_alloc(l->keep, (size_t)map->n + 1, sizeof *at);
	for (const struct node *k = map->first; k; k = k->next->next) {
		struct gd_scene_order *o = &at[s->norders++];
		struct raw_order r = { .workflow = NULL };

		o->id = scene_text(l, k);
		o->line = k->line;
		o->col = k->col;
		read_map(l, k->next, order_keys, COUNT(order_keys), &r);
		if (r.workflow && (r.workflow->kind != NODE_TEXT ||
				      strcmp(r.workflow->text, own->name.id)))
			o->wf = other_flow(l, out, r.workflow, o->id);
		speak(l, own, o->wf);
		o->given = read_given(l, r.given, r.lines, &o->ngiven);
		speak(l, own, NULL);
	}
	s->orders = at;
}

/* order: ID, or `own` for the file's own. */
static int
which_order(struct loader *l, const struct node *n, const struct gd_scenario *s)
{
	const char *words[GD_SCENE_ORDERS + 1] = { "own" }, *word;
	int i = 0;

	for (int k = 0; k < s->norders; k++)
		words[k + 1] = s->orders[k].id;
	word = scene_word(l, n, words, s->norders + 1, "order");
	while (i < s->norders && words[i] != word)
		i++;
	return *word ? i : 0;
}

static void
read_then(struct loader *l, const struct node *n, struct gd_scenario *s)
{
	const struct gd_workflow *own = l->wf;
	struct gd_scene *scenes;

	if (n->kind != NODE_LIST || n->n == 0) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_LIST);
		return;
	}
	if (n->n > MAX_SCENES) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_AT_MOST, GD_T("then"),
		    GD_N(MAX_SCENES));
		return;
	}
	scenes = gd_arena_alloc(l->keep, (size_t)n->n, sizeof *scenes);
	for (const struct node *k = n->first; k; k = k->next) {
		struct gd_scene *scene = &scenes[s->nscenes++];

		read_scene(l, k, scene, false);
		if (scene->kind != GD_SCENE_ORDER)
			continue;
		scene->order = which_order(l, map_get(k, "order"), s);
		speak(l, own,
		    scene->order ? s->orders[scene->order - 1].wf : NULL);
	}
	speak(l, own, NULL);
	s->scenes = scenes;
}

static void
read_scenario(struct loader *l, const struct node *n, struct gd_scenario *s,
    struct gd_scenarios *out)
{
	struct raw_scenario r = { .name = s->name };

	read_map(l, n, scenario_keys, COUNT(scenario_keys), &r);
	s->name = r.name;
	s->condition = gd_flow_condition;
	if (r.shows)
		read_shows(l, r.shows, &s->shows);
	s->given = read_given(l, r.given, r.lines, &s->ngiven);
	if (r.orders)
		read_orders(l, r.orders, s, out);
	if (r.then)
		read_then(l, r.then, s);
}

void
read_scenarios(struct loader *l, const struct node *map,
    struct gd_scenarios *out, bool beside)
{
	int from = out->n;
	struct gd_scenario *at;

	if (!want_map(l, map))
		return;
	at = gd_arena_alloc(&out->arena, (size_t)(from + map->n) + 1,
	    sizeof *at);
	if (from)
		memcpy(at, out->at, (size_t)from * sizeof *at);
	out->at = at;
	out->n += map->n;
	l->keep = &out->arena;
	declare(l, map, at, sizeof *at, from, NULL);
	for (const struct node *k = map->first; k; k = k->next->next, from++) {
		at[from].line = k->line;
		at[from].col = k->col;
		at[from].beside = beside;
		read_scenario(l, k->next, &at[from], out);
	}
}

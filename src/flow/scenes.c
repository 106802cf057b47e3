/* flow/scenes.c - one entry of a scenario: an act in the words of the file, what
 * is refused, waited for, expected.
 *
 * Ids are looked up here, so that a misspelt one is told at its place.
 */
#include "scenes.h"

#include <stdio.h>
#include <string.h>

#include "base/banned.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

/* ---- words --------------------------------------------------------------- */

const char *
scene_text(struct loader *l, const struct node *n)
{
	if (n->kind == NODE_TEXT)
		return gd_arena_str(l->keep, n->text);
	gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_TEXT);
	return "";
}

const char *
scene_word(struct loader *l, const struct node *n, const char *const *words,
    int count, const char *what)
{
	const char *s = n->kind == NODE_TEXT ? n->text : "", *near;

	for (int i = 0; i < count; i++)
		if (strcmp(words[i], s) == 0)
			return words[i];
	near = nearest(l, s, words, count);
	gd_fail(fault(l, n), GD_USAGE,
	    near ? GD_M_FLOW_NONE_NEAR : GD_M_FLOW_NONE, GD_W(what), GD_T(s),
	    GD_T(near ? near : ""));
	return "";
}

const char *
scene_ref(struct loader *l, const struct node *n, enum ref what)
{
	int i;

	if (n->kind != NODE_TEXT) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_TEXT);
		return "";
	}
	i = find_ref(l, what, n->text, n->line, n->col);
	return i < 0 ? "" : ref_id(l, what, i);
}

const char *
scene_person(struct loader *l, const struct node *n)
{
	const char *s = n->kind == NODE_TEXT ? n->text : "";
	size_t len = strcspn(s, " ");
	bool numbered = s[len] == ' ' && s[len + 1] >= '1' &&
			s[len + 1] <= '9' && !s[len + 2];
	char *id = gd_arena_strn(&l->scratch, s, len);

	if (s[0] >= 'a' && s[0] <= 'z' && !s[1])
		return gd_arena_str(l->keep, s);
	if (s[len] && !numbered)
		gd_fail(fault(l, n), GD_USAGE, GD_M_SCENE_WHO, GD_T(s));
	else
		(void)find_ref(l, REF_ROLE, id, n->line, n->col);
	return gd_arena_str(l->keep, s);
}

/* ---- pairs: given, lines, with ------------------------------------------- */

static void
add_pair(struct loader *l, struct pairs *p, const char *name, const char *value)
{
	if (p->n == p->room) {
		int room = p->room ? 2 * p->room : 8;
		struct gd_pair *at =
		    gd_arena_alloc(l->keep, (size_t)room, sizeof *at);

		if (p->n)
			memcpy(at, p->at, (size_t)p->n * sizeof *at);
		p->at = at;
		p->room = room;
	}
	p->at[p->n++] = (struct gd_pair){ name, value };
}

/* A list of words is written into a field with commas. */
static const char *
pair_value(struct loader *l, const struct node *n)
{
	struct gd_str s = GD_STR_INIT;
	const char *kept;

	if (n->kind != NODE_LIST)
		return scene_text(l, n);
	for (const struct node *k = n->first; k; k = k->next)
		gd_str_addf(&s, "%s%s", s.len ? "," : "", scene_text(l, k));
	kept = gd_arena_str(l->keep, s.text);
	gd_str_release(&s);
	return kept;
}

/* Fields of the workflow, and what some acts are told besides. */
void
read_pairs(struct loader *l, const struct node *n, struct pairs *out)
{
	static const char *const besides[] = { "carrier", "tracking", "amount",
		"date", "row", "qty", "to", "trigger", "method", "percent",
		"due", "credited", "score" };

	if (!want_map(l, n))
		return;
	for (const struct node *k = n->first; k; k = k->next->next) {
		const char *name = k->kind == NODE_TEXT ? k->text : "";
		bool known = strchr(name, ':') != NULL;

		for (int i = 0; i < COUNT(besides); i++)
			known |= strcmp(besides[i], name) == 0;
		if (!known && !*scene_ref(l, k, REF_FIELD))
			continue;
		add_pair(l, out, gd_arena_str(l->keep, name),
		    pair_value(l, k->next));
	}
}

/* lines: [{item, qty ...}] are the pairs line:1:item ... of a new order. */
void
read_lines(struct loader *l, const struct node *n, struct pairs *out)
{
	static const char *const cells[] = { "item", "spec", "qty", "unit",
		"price", "currency", "discount", "note", "tolerance" };
	int no = 0;

	if (n->kind != NODE_LIST) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_LIST);
		return;
	}
	for (const struct node *k = n->first; k; k = k->next) {
		no++;
		if (!want_map(l, k))
			continue;
		for (const struct node *c = k->first; c; c = c->next->next) {
			const char *cell =
			    scene_word(l, c, cells, COUNT(cells), "field");

			if (*cell)
				add_pair(l, out,
				    gd_arena_printf(l->keep, "line:%d:%s", no,
					cell),
				    pair_value(l, c->next));
		}
	}
}

/* ---- acts ---------------------------------------------------------------- */

enum takes { /* what stands behind the word of an act */
	TAKES_DUTY,
	TAKES_PAPER,
	TAKES_STEP,
	TAKES_DESK,
	TAKES_ROLE,
	TAKES_REASON,
	TAKES_OUTCOME, /* by whom an order is cancelled */
	TAKES_LOT,
	TAKES_NUMBER,
	TAKES_PIECE,
	TAKES_ANYTHING, /* nothing of it is used */
};

#define ACTS(X)                                     \
	X("do", GD_DO_FILL, TAKES_DUTY)             \
	X("choose", GD_DO_CHOOSE, TAKES_DUTY)       \
	X("waive", GD_DO_SKIP, TAKES_DUTY)          \
	X("notice", GD_DO_FILL, TAKES_DUTY)         \
	X("assign", GD_DO_FILL, TAKES_DUTY)         \
	X("offer", GD_DO_OFFER, TAKES_DUTY)         \
	X("accept", GD_DO_ACCEPT, TAKES_DUTY)       \
	X("refuse", GD_DO_REFUSE, TAKES_DUTY)       \
	X("release", GD_DO_RELEASE, TAKES_DUTY)     \
	X("move", GD_DO_MOVE, TAKES_DUTY)           \
	X("amend", GD_DO_CORRECT, TAKES_DUTY)       \
	X("make", GD_DO_MAKE, TAKES_PAPER)          \
	X("sign", GD_DO_SIGN, TAKES_PAPER)          \
	X("sendback", GD_DO_SENDBACK, TAKES_PAPER)  \
	X("withdraw", GD_DO_WITHDRAW, TAKES_PAPER)  \
	X("issue", GD_DO_ISSUE, TAKES_PAPER)        \
	X("revise", GD_DO_REVISE, TAKES_PAPER)      \
	X("void", GD_DO_VOID, TAKES_PAPER)          \
	X("copies", GD_DO_DIST, TAKES_PAPER)        \
	X("send", GD_DO_SEND, TAKES_PAPER)          \
	X("receipt", GD_DO_RECEIVE, TAKES_PAPER)    \
	X("recall", GD_DO_RECALL, TAKES_PIECE)      \
	X("returned", GD_DO_RETURNED, TAKES_PIECE)  \
	X("lost", GD_DO_LOST, TAKES_PIECE)          \
	X("replace", GD_DO_REPLACE, TAKES_PIECE)    \
	X("open", GD_DO_OPEN, TAKES_STEP)           \
	X("inform", GD_DO_INFORM, TAKES_DESK)       \
	X("reassign", GD_DO_REASSIGN, TAKES_ROLE)   \
	X("hold", GD_DO_HOLD, TAKES_REASON)         \
	X("resume", GD_DO_RESUME, TAKES_REASON)     \
	X("close", GD_DO_CLOSE, TAKES_REASON)       \
	X("reopen", GD_DO_REOPEN, TAKES_REASON)     \
	X("note", GD_DO_NOTE, TAKES_REASON)         \
	X("cancel", GD_DO_CANCEL, TAKES_OUTCOME)    \
	X("split", GD_DO_SPLIT, TAKES_LOT)          \
	X("short", GD_DO_SHORT, TAKES_NUMBER)       \
	X("credit", GD_DO_CREDIT, TAKES_NUMBER)     \
	X("payment", GD_DO_PAYMENT, TAKES_NUMBER)   \
	X("correct", GD_DO_CORRECT, TAKES_ANYTHING) \
	X("undo", GD_DO_UNDO, TAKES_ANYTHING)

static const struct act_word {
	const char *word;
	enum gd_verb verb;
	enum takes takes;
} acts[] = {
#define X(word, verb, takes) { word, verb, takes },
	ACTS(X)
#undef X
};

struct raw_scene {
	const struct node *acts[COUNT(acts)];
	const struct node *cannot, *wait, *expect, *order;
	const struct node *with, *outcome, *because, *by, *to, *at, *line;
	const struct node *lot, *round, *instance, *row, *day, *piece, *holder;
	const struct node *override, *why, *number;
};
#define AT(m) offsetof(struct raw_scene, m)
#define OPTION(m)                              \
	{                                      \
#m, read_skip, AT(m), 0, false \
	}
static const struct key options[] = {
	OPTION(cannot),
	OPTION(wait),
	OPTION(expect),
	OPTION(order),
	OPTION(with),
	OPTION(outcome),
	OPTION(because),
	OPTION(by),
	OPTION(to),
	OPTION(at),
	OPTION(line),
	OPTION(lot),
	OPTION(round),
	OPTION(instance),
	OPTION(row),
	OPTION(day),
	OPTION(piece),
	OPTION(holder),
	OPTION(override),
	OPTION(why),
	OPTION(number),
};

static int
scene_keys(struct key keys[COUNT(acts) + COUNT(options)])
{
	for (int i = 0; i < COUNT(acts); i++)
		keys[i] = (struct key){ acts[i].word, read_skip,
			AT(acts) + (size_t)i * sizeof(void *), 0, false };
	memcpy(keys + COUNT(acts), options, sizeof options);
	return COUNT(acts) + COUNT(options);
}

static int64_t
number(struct loader *l, const struct node *n)
{
	int v = 0;

	if (n)
		read_count(l, n, &v, 1000000);
	return v;
}

/* Also why an offer is refused: its grounds are said in the same place. */
static const char *
outcome_of(struct loader *l, const struct node *n, const char *duty)
{
	int d = gd_wf_duty(l->wf, duty);
	const struct gd_duty_def *def = d < 0 ? NULL : &l->wf->duties[d];
	const char **words;

	if (!def || n->kind != NODE_TEXT)
		return scene_text(l, n);
	words = gd_arena_alloc(&l->scratch,
	    (size_t)(def->noutcomes + def->nrefusals) + 1, sizeof *words);
	for (int i = 0; i < def->noutcomes; i++)
		words[i] = def->outcomes[i].name.id;
	for (int i = 0; i < def->nrefusals; i++)
		words[def->noutcomes + i] = def->refusals[i].id;
	return scene_word(l, n, words, def->noutcomes + def->nrefusals,
	    "outcome");
}

static void
take(struct loader *l, const struct node *n, enum takes takes,
    struct gd_command *c)
{
	switch (takes) {
	case TAKES_DUTY:
		c->duty = scene_ref(l, n, REF_DUTY);
		break;
	case TAKES_PAPER:
		c->paper = scene_ref(l, n, REF_PAPER);
		break;
	case TAKES_STEP:
		c->step = scene_ref(l, n, REF_STEP);
		break;
	case TAKES_DESK:
		c->desk = scene_ref(l, n, REF_DESK);
		break;
	case TAKES_ROLE:
		c->role = scene_ref(l, n, REF_ROLE);
		break;
	case TAKES_REASON:
		c->reason = scene_text(l, n);
		break;
	case TAKES_OUTCOME:
		c->outcome = scene_text(l, n);
		break;
	case TAKES_LOT:
		c->lot = number(l, n);
		break;
	case TAKES_NUMBER:
		c->number = number(l, n);
		break;
	case TAKES_PIECE:
		c->piece = number(l, n);
		break;
	case TAKES_ANYTHING:
		break;
	}
}

/* `waive` of a step is meant when no duty is called so. */
static void
waive_step(const struct loader *l, const struct node *n, struct gd_command *c)
{
	if (n->kind == NODE_TEXT && gd_wf_duty(l->wf, n->text) < 0 &&
	    gd_wf_step(l->wf, n->text) >= 0) {
		c->duty = NULL;
		c->step = l->wf->steps[gd_wf_step(l->wf, n->text)].name.id;
	}
}

static void
read_options(struct loader *l, const struct raw_scene *r, struct gd_scene *s)
{
	struct gd_command *c = &s->cmd;
	struct pairs pairs = { NULL, 0, 0 };

	if (r->outcome)
		c->outcome = outcome_of(l, r->outcome, c->duty ? c->duty : "");
	if (r->because)
		c->reason = scene_text(l, r->because);
	if (r->by)
		s->by = scene_person(l, r->by);
	if (r->to && c->verb == GD_DO_SEND)
		c->desk = scene_ref(l, r->to, REF_DESK);
	else if (r->to)
		c->person = scene_person(l, r->to);
	if (r->at)
		c->desk = scene_ref(l, r->at, REF_DESK);
	if (r->lot)
		c->lot = number(l, r->lot);
	if (r->line || r->round || r->instance || r->row)
		c->inst = number(l, r->line       ? r->line
				    : r->round    ? r->round
				    : r->instance ? r->instance
						  : r->row);
	if (r->row)
		c->number = c->inst;
	if (r->number)
		c->number = number(l, r->number);
	if (r->piece)
		c->piece = number(l, r->piece);
	if (r->holder)
		c->holder = scene_text(l, r->holder);
	if (r->day)
		s->day = scene_text(l, r->day);
	if (r->override)
		read_yesno(l, r->override, &c->override, 0);
	if (r->with) {
		read_pairs(l, r->with, &pairs);
		c->fields = pairs.at;
		c->nfields = pairs.n;
	}
}

/* The refusal meant: duty_blocked is GD_M_DUTY_BLOCKED. */
static enum gd_msg
read_why(struct loader *l, const struct node *n)
{
	static const struct {
		const char *name;
		enum gd_msg msg;
	} all[] = {
#define X(id, text) { #id, id },
		GD_MESSAGES_CORE(X)
#undef X
	};
	const char *s = n->kind == NODE_TEXT ? n->text : "";
	char id[80] = "GD_M_";
	size_t i = strlen(id);

	for (; *s && i < sizeof id - 1; s++, i++)
		id[i] = (char)(*s >= 'a' && *s <= 'z' ? *s - 32 : *s);
	id[i] = '\0';
	for (i = 0; i < COUNT(all); i++)
		if (strcmp(all[i].name, id) == 0)
			return all[i].msg;
	gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_NONE, GD_W("refusal"),
	    GD_T(n->kind == NODE_TEXT ? n->text : ""));
	return GD_M_NONE;
}

/* cannot: DUTY, or cannot: {an act} */
static void
read_cannot(struct loader *l, const struct raw_scene *r, struct gd_scene *s)
{
	if (r->cannot->kind == NODE_MAP) {
		read_scene(l, r->cannot, s, true);
	} else {
		s->cmd.verb = r->outcome ? GD_DO_CHOOSE : GD_DO_FILL;
		s->cmd.duty = scene_ref(l, r->cannot, REF_DUTY);
		s->bare = !r->with && !r->outcome && !r->by;
	}
	read_options(l, r, s);
	s->kind = GD_SCENE_CANNOT;
	if (r->why)
		s->why = read_why(l, r->why);
}

void
read_scene(struct loader *l, const struct node *n, struct gd_scene *s,
    bool nested)
{
	struct key keys[COUNT(acts) + COUNT(options)];
	struct raw_scene r = { .cannot = NULL };
	const uint64_t heads = (UINT64_C(1) << (COUNT(acts) + 4)) - 1;
	int which = -1, said = 0;
	uint64_t seen;

	s->line = n->line;
	s->col = n->col;
	s->by = "";
	seen = read_map(l, n, keys, scene_keys(keys), &r);
	if (n->kind != NODE_MAP)
		return;
	for (int i = 0; i < COUNT(acts); i++)
		if (r.acts[i]) {
			which = i;
			said++;
		}
	said += (r.cannot != NULL) + (r.wait != NULL) + (r.expect != NULL) +
		(r.order != NULL);
	if (said == 0 && seen & heads)
		return; /* misspelt, which is said */
	if (said != 1 || (nested && which < 0)) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_SCENE_ONE);
		return;
	}
	if (r.order) {
		s->kind = GD_SCENE_ORDER; /* which: scenarios.c knows them */
	} else if (r.expect) {
		s->kind = GD_SCENE_EXPECT;
		read_sights(l, r.expect, s);
	} else if (r.wait) {
		s->kind = GD_SCENE_WAIT;
		read_after(l, r.wait, &s->minutes, 0);
	} else if (r.cannot) {
		read_cannot(l, &r, s);
	} else {
		s->cmd.verb = acts[which].verb;
		if (s->cmd.verb == GD_DO_SKIP)
			waive_step(l, r.acts[which], &s->cmd);
		if (!s->cmd.step)
			take(l, r.acts[which], acts[which].takes, &s->cmd);
		read_options(l, &r, s);
	}
}

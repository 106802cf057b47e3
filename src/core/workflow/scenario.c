/* core/workflow/scenario.c - a scenario is played on the machine, act by act.
 *
 * People are invented: one of each role, called like it, and persons a, b, c
 * who hold the roles of every pool.  Who is not named is found: the first who
 * may.  Time stands still but for `wait`.
 */
#include "scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

#define MAX_WHO 48 /* candidates for one act */
#define MAX_ROLES 64

/* Somebody who may try an act: himself, and one more role he has here. */
struct who {
	const char *login, *role;
};
struct crowd {
	struct who at[MAX_WHO];
	int n;
};

const char *
gd_feature_word(enum gd_feature f)
{
	static const char *const words[] = {
#define X(id, word) [id] = word,
		GD_FEATURES(X)
#undef X
	};

	return f < GD_FEATURE_COUNT ? words[f] : "";
}

void
gd_scenarios_release(struct gd_scenarios *s)
{
	for (int i = 0; i < s->nflows; i++) {
		gd_workflow_release(s->flows[i]);
		free(s->flows[i]);
	}
	gd_arena_release(&s->arena);
	memset(s, 0, sizeof *s);
}

/* ---- people -------------------------------------------------------------- */

static void
add_role(const char **roles, int *n, const char *id)
{
	for (int i = 0; i < *n; i++)
		if (strcmp(roles[i], id) == 0)
			return;
	if (*n < MAX_ROLES)
		roles[(*n)++] = id;
}

/* The roles of whoever an act may be offered to. */
static int
pool_roles(const struct gd_workflow *wf, const char **roles)
{
	int n = 0;

	for (int d = 0; d < wf->nduties; d++) {
		const struct gd_duty_def *def = &wf->duties[d];

		for (int i = 0; i < def->offer_to.n; i++)
			add_role(roles, &n,
			    wf->roles[def->offer_to.at[i]].name.id);
		if (def->assign_as >= 0 && def->effect == GD_EFFECT_OFFER)
			add_role(roles, &n, wf->roles[def->assign_as].name.id);
	}
	return n;
}

/* "finance" and "finance 2" are two of one role; -1: a person. */
static int
role_of(const struct gd_workflow *wf, const char *word)
{
	char id[64];

	snprintf(id, sizeof id, "%.*s", (int)strcspn(word, " "), word);
	return gd_wf_role(wf, id);
}

/* Who acts: fills the actor; roles and desks are the caller's room. */
static void
take_part(const struct stage *g, const struct who *who,
    const struct gd_command *cmd, struct gd_actor *actor, const char **roles,
    const char **desks)
{
	int role = role_of(g->wf, who->login);

	*actor = (struct gd_actor){ .login = who->login,
		.roles = roles,
		.desks = desks };
	if (role >= 0) {
		add_role(roles, &actor->nroles, g->wf->roles[role].name.id);
		if (g->wf->roles[role].desk >= 0)
			desks[actor->ndesks++] =
			    g->wf->desks[g->wf->roles[role].desk].name.id;
	} else {
		actor->nroles = pool_roles(g->wf, roles);
	}
	if (who->role)
		add_role(roles, &actor->nroles, who->role);
	if (cmd->desk)
		desks[actor->ndesks++] = cmd->desk;
}

static void
crowd_add(struct crowd *c, const char *login, const char *role)
{
	for (int i = 0; i < c->n; i++)
		if (strcmp(c->at[i].login, login) == 0)
			return;
	if (c->n < MAX_WHO)
		c->at[c->n++] = (struct who){ login, role };
}

/* The order's own of a role, then anybody of it. */
static void
crowd_role(const struct stage *g, struct crowd *c, int role)
{
	const char *id = g->wf->roles[role].name.id;
	const struct gd_assign *a = gd_row_find(&g->order.sheet, GD_TAB_ASSIGN,
	    &(struct gd_assign){ .role = id, .person = "" });

	if (a && *a->person)
		crowd_add(c, a->person, id);
	crowd_add(c, id, NULL);
}

static void
crowd_list(const struct stage *g, struct crowd *c, const struct gd_list *roles)
{
	for (int i = 0; i < roles->n; i++)
		crowd_role(g, c, roles->at[i]);
}

/* To whom the duty was offered. */
static void
crowd_offers(const struct stage *g, struct crowd *c, const char *duty)
{
	const struct gd_offer *o;

	for (size_t i = 0; (o = gd_walk(&g->order, GD_TAB_OFFER, &i));)
		if (strcmp(o->duty, duty) == 0 &&
		    (o->state == GD_OFFER_OFFERED ||
			o->state == GD_OFFER_ACCEPTED))
			crowd_add(c, o->person, NULL);
	crowd_add(c, "a", NULL);
}

static void
gather(const struct stage *g, const struct gd_scene *s, struct crowd *c)
{
	const struct gd_command *cmd = &s->cmd;
	int paper = cmd->paper ? gd_wf_paper(g->wf, cmd->paper) : -1;
	int duty = cmd->duty    ? gd_wf_duty(g->wf, cmd->duty)
		   : paper >= 0 ? duty_making(g->wf, paper)
				: -1;
	const struct gd_duty_def *def = duty < 0 ? NULL : &g->wf->duties[duty];

	c->n = 0;
	if (*s->by) {
		crowd_add(c, s->by, NULL);
		return;
	}
	switch (cmd->verb) {
	case GD_DO_ACCEPT:
	case GD_DO_REFUSE:
	case GD_DO_RELEASE:
		crowd_offers(g, c, cmd->duty);
		return;
	case GD_DO_SIGN:
		for (int i = 0; paper >= 0 && i < g->wf->papers[paper].nsigns;
		     i++)
			crowd_list(g, c, &g->wf->papers[paper].signs[i].any);
		return;
	case GD_DO_FILL:
	case GD_DO_CHOOSE:
	case GD_DO_OFFER:
		if (def && def->by.n && !cmd->override) {
			crowd_list(g, c, &def->by);
			return;
		}
		break;
	case GD_DO_SKIP:
		if (def)
			crowd_list(g, c,
			    def->waive_by.n ? &def->waive_by : &def->by);
		break;
	default:
		if (def)
			crowd_list(g, c, &def->by);
		break;
	}
	for (int r = 0; r < g->wf->nroles; r++)
		crowd_role(g, c, r);
}

/* ---- acts ---------------------------------------------------------------- */

static void
apply(struct stage *g, const char *who, const struct gd_events *ev)
{
	gd_order_release(&g->before);
	gd_order_copy(&g->before, &g->order);
	for (size_t i = 0; i < ev->n; i++)
		gd_apply(&g->order.sheet, NULL, &ev->at[i]);
	g->order.rev++;
	g->last_actor = who;
}

static enum gd_code
attempt(struct stage *g, const struct who *who, const struct gd_command *cmd,
    bool really, struct gd_err *err)
{
	const char *roles[MAX_ROLES + 1], *desks[2], *pool[MAX_ROLES];
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_facts f = g->facts;
	enum gd_code rc;

	take_part(g, who, cmd, &f.actor, roles, desks);
	f.before = *gd_head(&g->before)->number ? &g->before : NULL;
	f.last_actor = g->last_actor;
	f.last_words = "";
	f.person_ok = cmd->person && *cmd->person;
	f.person_roles = pool;
	f.nperson_roles = pool_roles(g->wf, pool);
	stage_collect(g, cmd, &f, &arena);
	rc = gd_decide(g->wf, &g->order, &f, cmd, &ev, err);
	if (rc == GD_OK && really)
		apply(g, who->login, &ev);
	gd_events_release(&ev);
	gd_arena_release(&arena);
	return rc;
}

/* Not being somebody says less than what stands in the way of who may. */
static bool
says_who(const struct gd_err *e)
{
	return e->msg == GD_M_NEEDS_ROLE || e->msg == GD_M_NOT_ASSIGNED ||
	       e->msg == GD_M_NOT_YOUR_ORDER || e->msg == GD_M_NOT_A_SIGNER;
}

/* By the first who may; else *why is the most telling refusal. */
static bool
somebody_does(struct stage *g, const struct gd_scene *s, bool really,
    struct gd_err *why)
{
	struct gd_command cmd = s->cmd;
	struct crowd crowd;

	if (s->day)
		cmd.day = gd_day_read(s->day, g->facts.today);
	gather(g, s, &crowd);
	for (int i = 0; i < crowd.n; i++) {
		struct gd_err err = GD_ERR_INIT;

		if (attempt(g, &crowd.at[i], &cmd, really, &err) == GD_OK)
			return true;
		if (i == 0 || (says_who(why) && !says_who(&err)))
			*why = err;
	}
	return false;
}

/* "do pack", as the file says it. */
static struct gd_arg
said(const struct gd_scene *s)
{
	const struct gd_command *c = &s->cmd;
	const char *what = c->duty    ? c->duty
			   : c->paper ? c->paper
			   : c->step  ? c->step
			   : c->role  ? c->role
				      : "";
	char text[120];

	snprintf(text, sizeof text, "%s%s%s", gd_verb_word(c->verb),
	    *what ? " " : "", what);
	return gd_arg_text(text);
}

bool
stage_fails(struct stage *g, int line, int col)
{
	g->fault->line = line;
	g->fault->col = col;
	return false;
}

static bool
act(struct stage *g, const struct gd_scene *s)
{
	if (somebody_does(g, s, true, &g->fault->why))
		return true;
	gd_fail(&g->fault->err, GD_REFUSED, GD_M_SCENE_REFUSED,
	    GD_T(g->s->name.id), said(s));
	return stage_fails(g, s->line, s->col);
}

/* Refused, but only because something was not said? */
static bool
half_said(const struct gd_err *e)
{
	return e->code == GD_USAGE || e->msg == GD_M_FIELD_MISSING ||
	       e->msg == GD_M_NEEDS_REASON;
}

static bool
cannot(struct stage *g, const struct gd_scene *s)
{
	struct gd_err why = GD_ERR_INIT;
	bool may;

	if (s->bare) /* whoever it is, whatever he says */
		may = attempt(g, &(struct who){ GD_ANYBODY, NULL }, &s->cmd,
			  false, &why) == GD_OK;
	else
		may = somebody_does(g, s, false, &why);
	if (may) {
		gd_fail(&g->fault->err, GD_REFUSED, GD_M_SCENE_ALLOWED,
		    GD_T(g->s->name.id), said(s));
		return stage_fails(g, s->line, s->col);
	}
	if (s->why != GD_M_NONE ? why.msg == s->why : !half_said(&why))
		return true;
	g->fault->why = why;
	gd_fail(&g->fault->err, GD_REFUSED, GD_M_SCENE_OTHER,
	    GD_T(g->s->name.id), said(s));
	return stage_fails(g, s->line, s->col);
}

/* The clock goes on, and what falls due does, on every order. */
void
stage_wait(struct stage *g, int64_t minutes)
{
	struct gd_command tick = { .verb = GD_DO_TICK };
	int here = g->at;

	g->facts.now_ms += minutes * 60000;
	g->facts.today = gd_ms_day(g->facts.now_ms, g->facts.utc_offset_min);
	for (int i = 0; i < (g->nseats ? g->nseats : 1); i++) {
		struct gd_err ignored = GD_ERR_INIT;

		if (g->nseats && !g->seats[i].begun)
			continue;
		stage_turn(g, i);
		(void)attempt(g, &(struct who){ "", NULL }, &tick, true,
		    &ignored);
	}
	stage_turn(g, here);
}

/* A new order: of the file, or another one of the story. */
static bool
begin(struct stage *g, const struct gd_pair *given, int ngiven, int line,
    int col)
{
	struct gd_scene first = {
		.by = "",
		.cmd = { .verb = GD_DO_NEW, .fields = given, .nfields = ngiven }
	};

	if (somebody_does(g, &first, true, &g->fault->why))
		return true;
	gd_fail(&g->fault->err, GD_REFUSED, GD_M_SCENE_NEW,
	    GD_T(g->s->name.id));
	return stage_fails(g, line, col);
}

static bool
turn(struct stage *g, const struct gd_scene *s)
{
	const struct gd_scene_order *o =
	    s->order ? &g->s->orders[s->order - 1] : NULL;
	bool begun = g->seats[s->order].begun;

	stage_turn(g, s->order);
	return begun || begin(g, o->given, o->ngiven, o->line, o->col);
}

static bool
play(struct stage *g, const struct gd_scene *s)
{
	switch (s->kind) {
	case GD_SCENE_ACT:
		return act(g, s);
	case GD_SCENE_CANNOT:
		return cannot(g, s);
	case GD_SCENE_WAIT:
		stage_wait(g, s->minutes);
		return true;
	case GD_SCENE_EXPECT:
		return stage_sees(g, s);
	case GD_SCENE_ORDER:
		return turn(g, s);
	}
	return true;
}

/* A Monday at nine, Chinese time. */
void
stage_begin(struct stage *g)
{
	memset(&g->facts, 0, sizeof g->facts);
	g->facts.utc_offset_min = 480;
	g->facts.today = gd_day_of(2026, 3, 2);
	g->facts.now_ms = g->facts.today * INT64_C(86400000) + 3600000;
	g->facts.number = "S-1";
	g->facts.company = "us";
	g->facts.customer = "C1";
	g->facts.currency = "USD";
	g->last_actor = "";
	gd_order_init(&g->order);
	gd_order_init(&g->before);
}

void
stage_end(struct stage *g)
{
	gd_order_release(&g->order);
	gd_order_release(&g->before);
}

enum gd_code
stage_try(struct stage *g, const char *login, const char *role,
    const struct gd_command *cmd, bool really, struct gd_err *err)
{
	return attempt(g, &(struct who){ login, role }, cmd, really, err);
}

enum gd_code
stage_try_role(struct stage *g, const char *role, const struct gd_command *cmd,
    struct gd_err *err)
{
	struct crowd crowd = { .n = 0 };
	enum gd_code rc = GD_REFUSED;

	crowd_role(g, &crowd, gd_wf_role(g->wf, role));
	for (int i = 0; i < crowd.n && rc != GD_OK; i++)
		rc = attempt(g, &crowd.at[i], cmd, true, err);
	return rc;
}

bool
gd_scenario_run(const struct gd_workflow *wf, const struct gd_scenario *s,
    struct gd_scene_fault *fault)
{
	struct stage g = { .wf = wf, .s = s, .fault = fault };
	struct gd_arena arena = GD_ARENA_INIT;
	bool ok;

	memset(fault, 0, sizeof *fault);
	stage_begin(&g);
	if (s->norders)
		stage_seats(&g, &arena);
	ok = begin(&g, s->given, s->ngiven, s->line, s->col);
	for (int i = 0; ok && i < s->nscenes; i++)
		ok = play(&g, &s->scenes[i]);
	stage_unseat(&g);
	stage_end(&g);
	gd_arena_release(&arena);
	return ok;
}

/* tests/core/test_explore.c - walk the machine, try what must not be.
 *
 * Seeded walks over the export workflow.  At each state a battery of commands
 * by right and wrong people, with and without reasons, is tried; the oracle
 * judges every one that is allowed.  Then each refusal is left out in turn:
 * the same walk must be caught by the oracle, naming it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/id.h"
#include "base/memory.h"
#include "oracle.h"

/* The refusals that protect something; the rest only look names up. */
#define GUARDS(X)                \
	X(GD_M_ORDER_STATE)      \
	X(GD_M_NEEDS_ROLE)       \
	X(GD_M_NOT_YOUR_ORDER)   \
	X(GD_M_NEEDS_REASON)     \
	X(GD_M_NO_OVERRIDE)      \
	X(GD_M_DUTY_NA)          \
	X(GD_M_DUTY_NOT_YET)     \
	X(GD_M_STEP_CLOSED)      \
	X(GD_M_DUTY_BLOCKED)     \
	X(GD_M_THING_LOST)       \
	X(GD_M_DONE_ALREADY)     \
	X(GD_M_WINDOW_CLOSED)    \
	X(GD_M_FIELD_MISSING)    \
	X(GD_M_NOTHING_TO_SEND)  \
	X(GD_M_DERIVED)          \
	X(GD_M_NOT_WAIVABLE)     \
	X(GD_M_SETTLED_ALREADY)  \
	X(GD_M_OPEN_ALREADY)     \
	X(GD_M_PAPER_IN_FORCE)   \
	X(GD_M_UNISSUED_EXISTS)  \
	X(GD_M_OWN_WORK)         \
	X(GD_M_SIGNED_OTHER)     \
	X(GD_M_PAPER_INCOMPLETE) \
	X(GD_M_NOT_DRAFT)        \
	X(GD_M_NOT_A_SIGNER)     \
	X(GD_M_UNSIGNED)         \
	X(GD_M_THING_HERE)       \
	X(GD_M_GATE_CLOSED)      \
	X(GD_M_PIECE_STATE)      \
	X(GD_M_ONLY_COPIES)      \
	X(GD_M_STILL_OPEN)       \
	X(GD_M_OTHER_CURRENCY)   \
	X(GD_M_FIELD_ON_PAPER)   \
	X(GD_M_ROUND_USED)       \
	X(GD_M_UNDO_OTHER)       \
	X(GD_M_UNDO_LEFT)

struct walk {
	struct bench b;
	uint64_t seed;
	long tried, allowed, refused, transitions;
	enum gd_msg fault; /* what the oracle missed, GD_M_NONE */
	bool sign_for_clerk;
	struct gd_pair pairs[40];
	char *seen; /* 2^20 bits of state hashes */
	bool lots;  /* the order ships in two */
	long states;
};

static uint64_t
roll(struct walk *w, uint64_t n)
{
	w->seed += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t x = w->seed;

	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return (x ^ x >> 31) % n;
}

static void
count_state(struct walk *w)
{
	const struct gd_order *o = &w->b.order;
	struct gd_str s = GD_STR_INIT;
	char hex[65];
	uint32_t bit;

	for (int t = 0; t < GD_ORDER_NTABLES; t++)
		for (size_t i = 0; gd_row_at(&o->sheet, t, i); i++) {
			json_t *j = gd_row_to_json(&gd_order_tables[t],
			    gd_row_at(&o->sheet, t, i), UINT64_MAX);
			char *text = json_dumps(j, JSON_COMPACT);

			gd_str_add(&s, text);
			free(text);
			json_decref(j);
		}
	gd_sha256_hex(s.text, s.len, hex);
	gd_str_release(&s);
	bit = (uint32_t)strtoul((hex[8] = '\0', hex), NULL, 16) & 0xfffff;
	if (!(w->seen[bit >> 3] & 1 << (bit & 7))) {
		w->seen[bit >> 3] = (char)(w->seen[bit >> 3] | 1 << (bit & 7));
		w->states++;
	}
}

/* ---- the battery: any verb, on anything, by anybody ---------------------- */

static const enum gd_verb battery_verbs[] = { GD_DO_FILL, GD_DO_FILL,
	GD_DO_FILL, GD_DO_CHOOSE, GD_DO_SKIP, GD_DO_SKIP, GD_DO_OPEN,
	GD_DO_MAKE, GD_DO_MAKE, GD_DO_SIGN, GD_DO_SIGN, GD_DO_SENDBACK,
	GD_DO_ISSUE, GD_DO_ISSUE, GD_DO_REVISE, GD_DO_VOID, GD_DO_SEND,
	GD_DO_SEND, GD_DO_RECEIVE, GD_DO_RECALL, GD_DO_RETURNED,
	GD_DO_DESTROYED, GD_DO_LOST, GD_DO_REPLACE, GD_DO_HOLD, GD_DO_RESUME,
	GD_DO_CANCEL, GD_DO_CLOSE, GD_DO_REOPEN, GD_DO_CORRECT, GD_DO_CORRECT,
	GD_DO_CREDIT, GD_DO_UNDO };

static const char *
value_for(struct walk *w, const struct gd_field_def *f)
{
	const char *now = gd_field(&w->b.order, f->name.id, f->per_lot);

	if (*now)
		return now;
	switch (f->type) {
	case GD_FIELD_DATE:
		return "+10d";
	case GD_FIELD_INT:
	case GD_FIELD_DECIMAL:
		return "2";
	case GD_FIELD_MONEY:
		return "100 USD";
	case GD_FIELD_CHOICE:
		return f->choices[0].id;
	case GD_FIELD_YESNO:
		return "yes";
	case GD_FIELD_CHANGES:
		return "formal_order.packing: a -> b";
	default:
		return "x";
	}
}

static int
fill_pairs(struct walk *w, int duty)
{
	const struct gd_duty_def *d = &w->b.wf.duties[duty];
	int n = 0;

	for (int i = 0; i < d->nfields; i++)
		if (d->fields[i].required)
			w->pairs[n++] = (struct gd_pair){
				w->b.wf.fields[d->fields[i].field].name.id,
				value_for(w,
				    &w->b.wf.fields[d->fields[i].field])
			};
	return n;
}

/* Who may: most often somebody who may, often somebody who may not. */
static const char *
somebody(struct walk *w, int duty)
{
	const struct gd_workflow *wf = &w->b.wf;

	if (duty >= 0 && wf->duties[duty].by.n && roll(w, 3))
		return wf->roles[wf->duties[duty].by.at[0]].name.id;
	if (!roll(w, 3))
		return "clerk";
	return wf->roles[roll(w, (uint64_t)wf->nroles)].name.id;
}

static void
correct_what(struct walk *w, struct gd_command *cmd)
{
	const struct gd_workflow *wf = &w->b.wf;
	int f = (int)roll(w, (uint64_t)wf->nfields);

	cmd->paper = NULL;
	if (roll(w, 2)) {
		cmd->duty = NULL;
		w->pairs[0] = (struct gd_pair){ wf->fields[f].name.id,
			value_for(w, &wf->fields[f]) };
		cmd->fields = w->pairs;
		cmd->nfields = 1;
	} else {
		const struct gd_duty_def *d =
		    &wf->duties[roll(w, (uint64_t)wf->nduties)];

		if (gd_wf_duty(wf, "verdict") >= 0)
			d = &wf->duties[gd_wf_duty(wf, "verdict")];
		cmd->duty = d->name.id;
		cmd->outcome = d->noutcomes ? d->outcomes[0].name.id : NULL;
		cmd->nfields = 0;
	}
}

static const char *
battery(struct walk *w, struct gd_command *cmd)
{
	const struct gd_workflow *wf = &w->b.wf;
	int duty = (int)roll(w, (uint64_t)wf->nduties);
	int paper = wf->npapers ? (int)roll(w, (uint64_t)wf->npapers) : -1;
	size_t npieces = w->b.order.sheet.rows[GD_TAB_PIECE].n;
	const struct gd_duty_def *d = &wf->duties[duty];

	memset(cmd, 0, sizeof *cmd);
	cmd->verb = battery_verbs[roll(w,
	    sizeof battery_verbs / sizeof *battery_verbs)];
	cmd->reason = roll(w, 4) ? "because" : NULL;
	cmd->override = roll(w, 6) == 0;
	switch (cmd->verb) {
	case GD_DO_FILL:
	case GD_DO_CHOOSE:
	case GD_DO_SKIP:
		cmd->duty = d->name.id;
		if (d->noutcomes)
			cmd->outcome =
			    d->outcomes[roll(w, (uint64_t)d->noutcomes)]
				.name.id;
		cmd->nfields = cmd->verb != GD_DO_SKIP && roll(w, 3)
				   ? fill_pairs(w, duty)
				   : 0;
		cmd->fields = w->pairs;
		break;
	case GD_DO_OPEN:
		cmd->step = wf->steps[roll(w, (uint64_t)wf->nsteps)].name.id;
		duty = -1;
		break;
	case GD_DO_CORRECT:
		correct_what(w, cmd);
		duty = -1;
		break;
	case GD_DO_CREDIT:
		w->pairs[0] = (struct gd_pair){ "amount",
			roll(w, 2) ? "5 EUR" : "40000 USD" };
		cmd->fields = w->pairs;
		cmd->nfields = 1;
		duty = -1;
		break;
	default:
		duty = -1;
		if (paper < 0)
			break;
		cmd->paper = wf->papers[paper].name.id;
		for (int i = 0; i < wf->nduties; i++)
			if (wf->duties[i].thing == paper &&
			    wf->duties[i].effect == GD_EFFECT_MAKE)
				duty = i;
		if ((cmd->verb == GD_DO_MAKE || cmd->verb == GD_DO_REVISE) &&
		    duty >= 0 && roll(w, 3)) {
			cmd->nfields = fill_pairs(w, duty);
			cmd->fields = w->pairs;
		}
		if (npieces && cmd->verb >= GD_DO_RECEIVE &&
		    cmd->verb <= GD_DO_REPLACE && roll(w, 4))
			cmd->piece = (int64_t)roll(w, npieces) + 1;
		if (cmd->verb == GD_DO_SEND && wf->papers[paper].gate)
			cmd->desk = "customer";
		else if (cmd->verb == GD_DO_SEND && !roll(w, 2))
			cmd->desk =
			    wf->desks[roll(w, (uint64_t)wf->ndesks)].name.id;
		if (cmd->verb == GD_DO_SIGN && wf->papers[paper].nsigns &&
		    roll(w, 4))
			return wf
			    ->roles[wf->papers[paper]
					.signs[roll(w,
					    (uint64_t)wf->papers[paper].nsigns)]
					.role]
			    .name.id;
		break;
	}
	if (w->lots && roll(w, 8))
		cmd->lot = 1 + (int64_t)roll(w, 2);
	return somebody(w, duty);
}

/* Some walkers hold two roles, so that "two people" can be broken. */
static struct gd_actor
actor_of(struct walk *w, const char *who, const char **roles)
{
	roles[0] = who;
	roles[1] = strcmp(who, "salesperson") == 0       ? "sales_manager"
		   : strcmp(who, "general_manager") == 0 ? "finance"
							 : who;
	if (w->sign_for_clerk)
		who = "clerk"; /* who prepared most papers */
	return (struct gd_actor){ .login = who,
		.roles = roles,
		.nroles = roll(w, 2) ? 2 : 1 };
}

static void
say_fault(struct walk *w, const struct oracle_case *c)
{
	struct gd_str s = GD_STR_INIT;

	gd_events_encode(c->events, &s);
	print_message("# %s %s%s%s piece %lld outcome %s reason %s%s by %s: "
		      "%s\n# %s\n",
	    gd_verb_word(c->cmd->verb), c->cmd->duty ? c->cmd->duty : "",
	    c->cmd->paper ? c->cmd->paper : "",
	    c->cmd->step ? c->cmd->step : "", (long long)c->cmd->piece,
	    c->cmd->outcome ? c->cmd->outcome : "-",
	    c->cmd->reason ? c->cmd->reason : "-",
	    c->cmd->override ? " override" : "", c->who,
	    gd_msg_english(w->fault), s.text);
	gd_str_release(&s);
}

/* Try a command as it is; judge it when it is allowed. */
static bool
attempt(struct walk *w, const char *who, const struct gd_command *cmd,
    const struct gd_todo *todo, bool apply)
{
	const char *roles[2];
	struct gd_facts f = w->b.facts;
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_order after;
	struct oracle_case c = { .wf = &w->b.wf,
		.before = &w->b.order,
		.after = &after,
		.todo = todo,
		.who = who,
		.cmd = cmd,
		.events = &ev,
		.last_actor = w->b.last_actor };

	w->sign_for_clerk = cmd->verb == GD_DO_SIGN && !roll(w, 3);
	f.actor = actor_of(w, who, roles);
	if (f.actor.nroles == 2 &&
	    (cmd->verb != GD_DO_SIGN || strcmp(roles[0], roles[1]) == 0))
		f.actor.nroles = 1;
	f.before = w->b.has_before ? &w->b.before : NULL;
	f.last_actor = w->b.last_actor;
	f.last_words = "act";
	f.last_left_desk = c.left_desk = w->b.commands % 3 == 0;
	w->tried++;
	if (gd_decide(&w->b.wf, &w->b.order, &f, cmd, &ev, &err)) {
		w->refused++;
		gd_events_release(&ev);
		return false;
	}
	w->allowed++;
	gd_order_copy(&after, &w->b.order);
	for (size_t i = 0; i < ev.n; i++)
		gd_apply(&after.sheet, NULL, &ev.at[i]);
	if (w->fault == GD_M_NONE && (w->fault = oracle(&c)) &&
	    w->b.facts.without == GD_M_NONE)
		say_fault(w, &c);
	gd_order_release(&after);
	gd_events_release(&ev);
	if (apply && w->fault == GD_M_NONE) {
		enum gd_msg without = w->b.facts.without;
		enum gd_code rc;

		/* the walk itself keeps all its guards */
		w->b.facts.without = GD_M_NONE;
		rc = bench_do(&w->b, who, cmd);
		w->b.facts.without = without;
		w->transitions += rc == GD_OK;
		return rc == GD_OK;
	}
	return true;
}

/* The latest round of any loop. */
static int64_t
rounds(const struct gd_order *o)
{
	const struct gd_loop *l;
	int64_t most = 1;

	for (size_t i = 0; (l = gd_walk(o, GD_TAB_LOOP, &i));)
		most = l->round > most ? l->round : most;
	return most;
}

/* Rounds, notices and delays are capped at two. */
static bool
capped(struct walk *w, const struct gd_command *cmd)
{
	const struct gd_order *o = &w->b.order;

	return cmd->verb == GD_DO_CANCEL || cmd->verb == GD_DO_UNDO ||
	       cmd->verb == GD_DO_CLOSE || cmd->verb == GD_DO_HOLD ||
	       cmd->verb == GD_DO_VOID || cmd->verb == GD_DO_OPEN ||
	       (cmd->outcome && gd_loop_round(o, "sample", 0) >= 2) ||
	       gd_loop_round(o, "lc", 1) > 2 || rounds(o) > 2 ||
	       o->sheet.rows[GD_TAB_CHANGE].n >= 2;
}

/* What happens in an office: a sample goes round again or is lost, a paper
 * is revised, a step is opened early. */
static void
mishap(struct walk *w)
{
	size_t npieces = w->b.order.sheet.rows[GD_TAB_PIECE].n;
	const struct gd_workflow *wf = &w->b.wf;
	struct gd_command cmd = { .reason = "mishap" };

	switch (roll(w, 12)) {
	case 0:
	case 1:
	case 2:
	case 7:
	case 8:
		if (gd_loop_round(&w->b.order, "sample", 0) >= 2)
			return;
		cmd.verb = GD_DO_CHOOSE;
		cmd.duty = "verdict";
		cmd.outcome = "revise";
		break;
	case 3:
		cmd.verb = GD_DO_LOST;
		cmd.piece = npieces ? (int64_t)roll(w, npieces) + 1 : 1;
		break;
	case 4:
		cmd.verb = GD_DO_REVISE;
		cmd.paper = wf->papers[roll(w, (uint64_t)wf->npapers)].name.id;
		break;
	case 5:
		cmd.verb = GD_DO_OPEN;
		cmd.step = wf->steps[roll(w, (uint64_t)wf->nsteps)].name.id;
		break;
	case 6:
		cmd.verb = GD_DO_MAKE; /* a draft that lacks something */
		cmd.paper = roll(w, 2) ? "contract" : "formal_order";
		break;
	default:
		return;
	}
	w->transitions += bench_do(&w->b, "clerk", &cmd) == GD_OK;
}

/* Any order of any file: what a new one is asked for. */
static void
new_order(struct walk *w)
{
	const struct gd_workflow *wf = &w->b.wf;
	struct gd_command cmd = { .verb = GD_DO_NEW, .fields = w->pairs };

	for (int f = 0; f < wf->nfields && cmd.nfields < 40; f++)
		if (wf->fields[f].at_intake)
			w->pairs[cmd.nfields++] =
			    (struct gd_pair){ wf->fields[f].name.id,
				    value_for(w, &wf->fields[f]) };
	bench_must(&w->b, wf->roles[0].name.id, cmd);
}

/* The battery on any shipped file, with no name of it. */
static void
walk_file(struct walk *w, const char *text, size_t len, int tries)
{
	bench_init_on(&w->b, text, len);
	new_order(w);
	for (int n = 0; n < 60 && w->fault == GD_M_NONE; n++) {
		struct gd_todo todo = GD_TODO_INIT;
		struct gd_command cmd;

		count_state(w);
		gd_todo_make(&w->b.wf, &w->b.order, &w->b.facts, &todo);
		for (int i = 0; i < tries && w->fault == GD_M_NONE; i++) {
			const char *who = battery(w, &cmd);
			bool go = !roll(w, 12) && !capped(w, &cmd);

			if (attempt(w, who, &cmd, &todo, go) && go)
				break;
		}
		gd_todo_release(&todo);
		if (!bench_step(&w->b) && roll(w, 8) == 0)
			break;
	}
	bench_release(&w->b);
}

static void
walk_once(struct walk *w, const char *terms, int tries)
{
	enum gd_msg without = w->b.facts.without;

	bench_init(&w->b);
	w->b.facts.without = GD_M_NONE;
	bench_new(&w->b, terms);
	w->b.no_money = roll(w, 2);
	if (w->lots && !*gd_field(&w->b.order, "quantity", 0))
		bench_must(&w->b, "clerk",
		    (struct gd_command){ .verb = GD_DO_CORRECT,
			.reason = "two lots",
			FIELDS({ "quantity", "100" }) });
	if (w->lots)
		bench_must(&w->b, "clerk",
		    (struct gd_command){ .verb = GD_DO_SPLIT,
			.reason = "two lots",
			FIELDS({ "quantity", "10" }) });
	if (!*terms) /* nobody has said yet how the order is paid */
		bench_must(&w->b, "clerk",
		    (struct gd_command){ .verb = GD_DO_OPEN,
			.step = "payment",
			.lot = 1,
			.reason = "early" });
	for (int n = 0; n < 160 && w->fault == GD_M_NONE; n++) {
		struct gd_todo todo = GD_TODO_INIT;
		struct gd_command cmd;

		count_state(w);
		w->b.facts.without = GD_M_NONE;
		gd_todo_make(&w->b.wf, &w->b.order, &w->b.facts, &todo);
		w->b.facts.without = without;
		for (int i = 0; i < tries && w->fault == GD_M_NONE; i++) {
			const char *who = battery(w, &cmd);
			bool go = without == GD_M_NONE && !roll(w, 12) &&
				  !capped(w, &cmd);

			if (attempt(w, who, &cmd, &todo, go) && go)
				break; /* the todo is of the state before */
		}
		gd_todo_release(&todo);
		w->b.facts.without = GD_M_NONE;
		if (roll(w, 400) == 0)
			w->b.no_money = false;
		mishap(w);
		if (!bench_step(&w->b) && roll(w, 12) == 0)
			break;
	}
	w->b.facts.without = without;
	bench_release(&w->b);
}

static const char *const all_terms[] = { "tt", "lc", "mixed", "" };

static void
the_oracle_finds_nothing_wrong_with_the_machine(void **state)
{
	struct walk w = { .seed = 20261124, .seen = calloc(1, 1 << 17) };
	int walks = getenv("GENDAN_SOAK")    ? 400
		    : getenv("GENDAN_QUICK") ? 4
					     : 16;

	(void)state;
	for (int i = 0; i < walks && w.fault == GD_M_NONE; i++) {
		w.b.facts.without = GD_M_NONE;
		w.lots = i / 4 % 2;
		walk_once(&w, all_terms[i % 4], 60);
	}
	print_message("# states %ld, transitions %ld, tried %ld, allowed %ld, "
		      "refused %ld\n",
	    w.states, w.transitions, w.tried, w.allowed, w.refused);
	free(w.seen);
	if (w.fault != GD_M_NONE)
		fail_msg("the machine allowed what should be refused: %s",
		    gd_msg_english(w.fault));
}

/* bench_do replays every journal body without the office's tables and aborts
 * when the two orders differ. */
static void
random_histories_replay_to_the_same_tables(void **state)
{
	int histories = getenv("GENDAN_SOAK")    ? 10000
			: getenv("GENDAN_QUICK") ? 8
						 : 40;
	struct walk w = { .seed = 1996, .seen = calloc(1, 1 << 17) };
	long commands = 0;

	(void)state;
	for (int i = 0; i < histories && w.fault == GD_M_NONE; i++) {
		w.b.facts.without = GD_M_NONE;
		w.lots = i / 4 % 2;
		walk_once(&w, all_terms[i % 4], 6);
		commands += w.b.commands;
	}
	print_message("# histories %d, commands %ld, states %ld\n", histories,
	    commands, w.states);
	free(w.seen);
	assert_int_equal(w.fault, GD_M_NONE);
}

static void
each_guard_left_out_is_noticed_by_name(void **state)
{
	static const struct {
		enum gd_msg msg;
		const char *name;
	} guards[] = {
#define X(id) { id, #id },
		GUARDS(X)
#undef X
	};
	int missed = 0;

	(void)state;
	if (getenv("GENDAN_QUICK"))
		skip();
	for (size_t g = 0; g < sizeof guards / sizeof *guards; g++) {
		struct walk w = { .seed = g + 7, .seen = calloc(1, 1 << 17) };
		int n = 0;

		for (; n < 30 && w.fault == GD_M_NONE; n++) {
			w.b.facts.without = guards[g].msg;
			walk_once(&w, all_terms[n % 4], 60 + 60 * n);
		}
		if (w.fault != guards[g].msg)
			missed++;
		print_message("# %s: %s after %d walks, %ld tried%s%s\n",
		    guards[g].name,
		    w.fault == guards[g].msg ? "noticed" : "NOT NOTICED", n,
		    w.tried, w.fault != guards[g].msg ? ", but: " : "",
		    w.fault != guards[g].msg ? gd_msg_english(w.fault) : "");
		free(w.seen);
	}
	assert_int_equal(missed, 0);
}

static void
no_shipped_file_lets_through_what_the_oracle_refuses(void **state)
{
	struct walk w = { .seed = 1129, .seen = calloc(1, 1 << 17) };
	int walks = getenv("GENDAN_SOAK") ? 60 : getenv("GENDAN_QUICK") ? 1 : 2;
	char *text = malloc(1 << 19);
	glob_t g;

	(void)state;
	assert_int_equal(glob("data/workflows/*.yaml", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc && w.fault == GD_M_NONE; i++) {
		FILE *f = fopen(g.gl_pathv[i], "rb");
		size_t len;

		assert_non_null(f);
		len = fread(text, 1, (1 << 19) - 1, f);
		fclose(f);
		text[len] = '\0';
		for (int k = 0; k < walks && w.fault == GD_M_NONE; k++)
			walk_file(&w, text, len, 20);
		if (w.fault != GD_M_NONE)
			print_error("%s\n", g.gl_pathv[i]);
	}
	print_message("# files %zu, states %ld, transitions %ld, tried %ld, "
		      "allowed %ld, refused %ld\n",
	    g.gl_pathc, w.states, w.transitions, w.tried, w.allowed, w.refused);
	globfree(&g);
	free(text);
	free(w.seen);
	if (w.fault != GD_M_NONE)
		fail_msg("the machine allowed what should be refused: %s",
		    gd_msg_english(w.fault));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_oracle_finds_nothing_wrong_with_the_machine),
		cmocka_unit_test(
		    no_shipped_file_lets_through_what_the_oracle_refuses),
		cmocka_unit_test(random_histories_replay_to_the_same_tables),
		cmocka_unit_test(each_guard_left_out_is_noticed_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

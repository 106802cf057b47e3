/* tests/core/test_exhaust.c - every state of a small workflow.
 *
 * Breadth first from the new order.  At each state every verb is tried on
 * every duty, paper, piece, step and desk, by every person, with and without
 * a reason and an override; the oracle judges all that is allowed.  Reduced
 * only by: one order of people (who may first, does), rounds and revisions
 * capped at two, pieces that differ only in their number taken as equal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/id.h"
#include "oracle.h"

#define STATES_MAX 20000
#define TABLE (1 << 20)

struct space {
	struct bench b;
	struct gd_order *queue; /* all states, in the order they were found */
	size_t n, room;
	uint64_t *seen; /* open addressing, 0 = free */
	long tried, refused, transitions;
	enum gd_msg fault;
};

/* A state without what cannot matter: who, why, and numbers of pieces. */
static uint64_t
state_of(const struct gd_order *o)
{
	struct gd_str s = GD_STR_INIT;
	uint64_t sum = 0;
	char hex[65];

	for (int t = 0; t < GD_ORDER_NTABLES; t++) {
		const struct gd_table *def = &gd_order_tables[t];
		const void *row;

		for (size_t i = 0; (row = gd_walk(o, t, &i));) {
			gd_str_reset(&s);
			gd_str_add(&s, def->name);
			for (int c = 0; c < def->ncols; c++) {
				const struct gd_col *col = &def->cols[c];

				if (strcmp(col->name, "by") == 0 ||
				    strcmp(col->name, "reason") == 0 ||
				    strcmp(col->name, "role") == 0 ||
				    strcmp(col->name, "holder") == 0 ||
				    strcmp(col->name, "proxy") == 0 ||
				    strcmp(col->name, "cause") == 0 ||
				    strcmp(col->name, "note") == 0 ||
				    (t == GD_TAB_PIECE &&
					(strcmp(col->name, "no") == 0 ||
					    strcmp(col->name, "copy_no") == 0)))
					continue;
				if (col->type == GD_CELL_TEXT)
					gd_str_addf(&s, "|%s",
					    gd_cell_text(row, col));
				else
					gd_str_addf(&s, "|%lld",
					    (long long)gd_cell_int(row, col));
			}
			gd_sha256_hex(s.text, s.len, hex);
			hex[16] = '\0';
			sum += strtoull(hex, NULL, 16); /* rows in any order */
		}
	}
	gd_str_release(&s);
	return sum ? sum : 1;
}

static bool
is_new(struct space *sp, uint64_t state)
{
	size_t i = state % TABLE;

	while (sp->seen[i] && sp->seen[i] != state)
		i = (i + 1) % TABLE;
	if (sp->seen[i])
		return false;
	sp->seen[i] = state;
	return true;
}

static void
keep(struct space *sp, const struct gd_order *o)
{
	if (sp->n == sp->room) {
		sp->room = sp->room ? sp->room * 2 : 256;
		sp->queue = realloc(sp->queue, sp->room * sizeof *sp->queue);
	}
	gd_order_copy(&sp->queue[sp->n++], o);
}

/* Where the space is cut: a third round or revision, many pieces, and what
 * only repeats (a lost piece lost again). */
static bool
beyond(const struct gd_order *o)
{
	const struct gd_paper *p;
	const struct gd_piece *pc;
	const struct gd_revision *r;
	int lost = 0, voids = 0;

	for (size_t i = 0; (r = gd_walk(o, GD_TAB_REVISION, &i));)
		voids += r->state == GD_REV_VOID;

	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PAPER, &i));)
		if (p->last > 2)
			return true;
	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		lost += pc->state == GD_PIECE_LOST;
	return lost + voids > 1 || gd_loop_round(o, "round", 0) > 2 ||
	       o->sheet.rows[GD_TAB_PIECE].n > 5;
}

static void
try_it(struct space *sp, const struct gd_order *o, const struct gd_todo *todo,
    const char *who, const struct gd_command *cmd, bool follow)
{
	const char *roles[1] = { who };
	struct gd_facts f = sp->b.facts;
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_order after;
	struct oracle_case c = { .wf = &sp->b.wf,
		.before = o,
		.after = &after,
		.todo = todo,
		.who = who,
		.cmd = cmd,
		.events = &ev,
		.last_actor = "" };

	f.actor =
	    (struct gd_actor){ .login = who, .roles = roles, .nroles = 1 };
	sp->tried++;
	if (gd_decide(&sp->b.wf, o, &f, cmd, &ev, &err)) {
		sp->refused++;
		gd_events_release(&ev);
		return;
	}
	gd_order_copy(&after, o);
	for (size_t i = 0; i < ev.n; i++)
		gd_apply(&after.sheet, NULL, &ev.at[i]);
	gd_order_assert(&sp->b.wf, &after);
	if (sp->fault == GD_M_NONE)
		sp->fault = oracle(&c);
	sp->transitions++;
	if (follow && !beyond(&after) && is_new(sp, state_of(&after)))
		keep(sp, &after);
	gd_order_release(&after);
	gd_events_release(&ev);
}

/* Every person, reason and override for one command. */
static void
try_people(struct space *sp, const struct gd_order *o,
    const struct gd_todo *todo, struct gd_command cmd)
{
	for (int r = 0; r < sp->b.wf.nroles; r++)
		for (int reason = 0; reason < 2; reason++)
			for (int over = 0; over < 2; over++) {
				cmd.reason = reason ? "because" : NULL;
				cmd.override = over;
				try_it(sp, o, todo, sp->b.wf.roles[r].name.id,
				    &cmd, reason && !over);
			}
}

static void
try_duties(struct space *sp, const struct gd_order *o,
    const struct gd_todo *todo)
{
	static const struct gd_pair size[] = { { "size", "10" } };

	for (int d = 0; d < sp->b.wf.nduties; d++) {
		const struct gd_duty_def *def = &sp->b.wf.duties[d];
		struct gd_command cmd = { .verb = GD_DO_FILL,
			.duty = def->name.id };
		int n = def->noutcomes ? def->noutcomes : 1;

		for (int i = 0; i < n; i++) {
			if (def->noutcomes)
				cmd.outcome = def->outcomes[i].name.id;
			try_people(sp, o, todo, cmd);
		}
		cmd.outcome = NULL;
		if (def->effect == GD_EFFECT_MAKE) {
			cmd.fields = size;
			cmd.nfields = 1;
			try_people(sp, o, todo, cmd);
			cmd.nfields = 0;
		}
		cmd.verb = GD_DO_SKIP;
		try_people(sp, o, todo, cmd);
	}
}

static void
try_papers(struct space *sp, const struct gd_order *o,
    const struct gd_todo *todo)
{
	static const enum gd_verb of_paper[] = { GD_DO_SIGN, GD_DO_SENDBACK,
		GD_DO_WITHDRAW, GD_DO_ISSUE, GD_DO_REVISE, GD_DO_VOID,
		GD_DO_SEND, GD_DO_RECEIVE };
	static const enum gd_verb of_piece[] = { GD_DO_RECEIVE, GD_DO_RECALL,
		GD_DO_RETURNED, GD_DO_DESTROYED, GD_DO_LOST, GD_DO_REPLACE };
	const struct gd_piece *pc;

	for (int p = 0; p < sp->b.wf.npapers; p++)
		for (size_t v = 0; v < sizeof of_paper / sizeof *of_paper; v++)
			try_people(sp, o, todo,
			    (struct gd_command){ .verb = of_paper[v],
				.paper = sp->b.wf.papers[p].name.id });
	for (int d = 0; d < sp->b.wf.ndesks; d++)
		try_people(sp, o, todo,
		    (struct gd_command){ .verb = GD_DO_SEND,
			.paper = "form",
			.desk = sp->b.wf.desks[d].name.id });
	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		for (size_t v = 0; v < sizeof of_piece / sizeof *of_piece; v++)
			try_people(sp, o, todo,
			    (struct gd_command){ .verb = of_piece[v],
				.piece = pc->no });
}

static void
try_order(struct space *sp, const struct gd_order *o,
    const struct gd_todo *todo)
{
	static const enum gd_verb of_order[] = { GD_DO_HOLD, GD_DO_RESUME,
		GD_DO_CANCEL, GD_DO_CLOSE, GD_DO_REOPEN, GD_DO_CREDIT,
		GD_DO_INFORM };

	for (size_t v = 0; v < sizeof of_order / sizeof *of_order; v++)
		try_people(sp, o, todo,
		    (struct gd_command){ .verb = of_order[v] });
	for (int s = 0; s < sp->b.wf.nsteps; s++)
		try_people(sp, o, todo,
		    (struct gd_command){ .verb = GD_DO_OPEN,
			.step = sp->b.wf.steps[s].name.id });
}

static char *
slurp(const char *path, size_t *len)
{
	FILE *f = fopen(path, "r");
	char *text = calloc(1, 1 << 16);

	assert_non_null(f);
	*len = fread(text, 1, (1 << 16) - 1, f);
	fclose(f);
	return text;
}

static void
every_state_of_a_small_workflow_keeps_the_rules(void **state)
{
	size_t limit = getenv("GENDAN_SOAK")    ? STATES_MAX
		       : getenv("GENDAN_QUICK") ? 40
						: 250;
	struct space sp = { .seen = calloc(TABLE, sizeof *sp.seen) };
	size_t len, i;
	char *text = slurp("tests/flow/good/small.yaml", &len);

	(void)state;
	bench_init_on(&sp.b, text, len);
	bench_must(&sp.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		FIELDS({ "terms", "tt" }, { "amount", "9 USD" }) });
	is_new(&sp, state_of(&sp.b.order));
	keep(&sp, &sp.b.order);
	for (i = 0; i < sp.n && i < limit && sp.fault == GD_M_NONE; i++) {
		struct gd_todo todo = GD_TODO_INIT;
		struct gd_order o;

		gd_order_copy(&o, &sp.queue[i]); /* the queue may move */
		gd_todo_make(&sp.b.wf, &o, &sp.b.facts, &todo);
		try_duties(&sp, &o, &todo);
		try_papers(&sp, &o, &todo);
		try_order(&sp, &o, &todo);
		gd_todo_release(&todo);
		gd_order_release(&o);
	}
	print_message("# visited %zu of %zu states found%s, transitions %ld, "
		      "tried %ld, refusals %ld\n",
	    i, sp.n, i == sp.n ? " (all)" : "", sp.transitions, sp.tried,
	    sp.refused);
	for (size_t k = 0; k < sp.n; k++)
		gd_order_release(&sp.queue[k]);
	free(sp.queue);
	free(sp.seen);
	free(text);
	bench_release(&sp.b);
	if (sp.fault != GD_M_NONE)
		fail_msg("allowed what should be refused: %s",
		    gd_msg_english(sp.fault));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_state_of_a_small_workflow_keeps_the_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tests/core/bench.c - see bench.h. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/say.h"
#include "flow/flow.h"

#define NOW INT64_C(1785000000000) /* 2026-07-25 */

void
bench_init(struct bench *b)
{
	size_t len;
	const char *text = gd_flow_builtin("export", &len);

	bench_init_on(b, text, len);
}

void
bench_init_on(struct bench *b, const char *text, size_t len)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_str s = GD_STR_INIT;

	memset(b, 0, sizeof *b);
	if (!text || gd_flow_parse(text, len, &b->wf, &faults, &b->err)) {
		for (size_t i = 0; i < faults.n; i++) {
			gd_str_reset(&s);
			gd_say_err(&s, GD_EN, &faults.at[i].err);
			fprintf(stderr, "export.yaml:%d:%d %s\n",
			    faults.at[i].line, faults.at[i].col, s.text);
		}
		abort();
	}
	gd_flow_faults_release(&faults);
	gd_order_init(&b->order);
	gd_order_init(&b->replay);
	b->facts.now_ms = NOW;
	b->facts.today = gd_ms_day(NOW, 480);
	b->facts.utc_offset_min = 480;
	b->facts.number = "EX-1";
	b->facts.company = "us";
	b->facts.customer = "C1";
	b->facts.currency = "USD";
	b->facts.person_ok = true;
}

void
bench_form(struct bench *b, const char *signs, const char *top)
{
	struct gd_str s = GD_STR_INIT;

	gd_str_addf(&s,
	    "workflow: t\nversion: 1\nzh: t\nen: t\n%s"
	    "roles:\n  clerk: {zh: a, en: a}\n  x: {zh: b, en: b}\n"
	    "  y: {zh: c, en: c}\n  z: {zh: k, en: k}\n"
	    "desks: {clerk: {zh: d, en: d, clerk: yes}}\n"
	    "fields:\n  amount: {zh: e, en: e, type: money, intake: yes}\n"
	    "  words: {zh: l, en: l, type: text}\n"
	    "papers:\n  form: {zh: f, en: f, step: one, original: clerk, "
	    "signs: %s, fields: [amount, words]}\n"
	    "steps:\n  one:\n    zh: g\n    en: g\n    duties:\n"
	    "      make: {zh: h, en: h, kind: make, paper: form, by: [clerk, "
	    "x]}\n"
	    "      more: {zh: i, en: i, kind: task, by: clerk}\n",
	    top, signs);
	bench_init_on(b, s.text, s.len);
	gd_str_release(&s);
	bench_must(b, "clerk", (struct gd_command){ .verb = GD_DO_NEW });
}

void
bench_release(struct bench *b)
{
	gd_events_release(&b->events);
	gd_order_release(&b->order);
	gd_order_release(&b->replay);
	if (b->has_before)
		gd_order_release(&b->before);
	gd_workflow_release(&b->wf);
}

static void
die(struct bench *b, const char *who, const struct gd_command *cmd)
{
	struct gd_str s = GD_STR_INIT;

	gd_say_err(&s, GD_EN, &b->err);
	fprintf(stderr, "refused: %s %s%s%s by %s: %s\nrail %s\n",
	    gd_verb_word(cmd->verb), cmd->duty ? cmd->duty : "",
	    cmd->paper ? cmd->paper : "", cmd->step ? cmd->step : "", who,
	    s.text, bench_rail(b));
	abort();
}

/* The journal's bytes must say everything. */
static void
replay(struct bench *b)
{
	struct gd_str body = GD_STR_INIT;
	struct gd_events back = GD_EVENTS_INIT;
	const struct gd_table *t;
	const void *row;

	gd_events_encode(&b->events, &body);
	if (gd_events_decode(&back, body.text, body.len, &b->err))
		abort();
	for (size_t i = 0; i < back.n; i++)
		gd_apply(&b->replay.sheet, NULL, &back.at[i]);
	if (!gd_sheet_equal(&b->order.sheet, &b->replay.sheet, &t, &row)) {
		fprintf(stderr, "replay differs in %s after %s\n", t->name,
		    body.text);
		abort();
	}
	gd_events_release(&back);
	gd_str_release(&body);
}

enum gd_code
bench_do(struct bench *b, const char *who, const struct gd_command *cmd)
{
	const char *roles[1] = { who };
	struct gd_facts f = b->facts;
	enum gd_code rc;

	f.actor = (struct gd_actor){ .login = who,
		.roles = roles,
		.nroles = 1,
		.desks = roles,
		.ndesks = 1,
		.deputy_for = b->facts.actor.deputy_for,
		.ndeputy = b->facts.actor.ndeputy };
	f.before = b->has_before ? &b->before : NULL;
	f.last_actor = b->last_actor;
	f.last_words = "act";
	b->err = (struct gd_err)GD_ERR_INIT;
	rc = gd_decide(&b->wf, &b->order, &f, cmd, &b->events, &b->err);
	if (rc)
		return rc;
	if (b->has_before)
		gd_order_release(&b->before);
	gd_order_copy(&b->before, &b->order);
	b->has_before = true;
	for (size_t i = 0; i < b->events.n; i++)
		gd_apply(&b->order.sheet, NULL, &b->events.at[i]);
	b->order.rev++;
	b->commands++;
	snprintf(b->last_actor, sizeof b->last_actor, "%s", who);
	gd_order_assert(&b->wf, &b->order);
	replay(b);
	return GD_OK;
}

void
bench_must(struct bench *b, const char *who, struct gd_command cmd)
{
	if (bench_do(b, who, &cmd))
		die(b, who, &cmd);
}

void
bench_new(struct bench *b, const char *terms)
{
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		FIELDS({ "terms", terms }, { "contract_no", "XS-1" },
		    { "amount", "48200 USD" }, { "delivery_date", "+60d" }) });
}

/* A plain value for a field of a type. */
static const char *
plain(const struct gd_field_def *f)
{
	switch (f->type) {
	case GD_FIELD_DATE:
		return "+10d";
	case GD_FIELD_INT:
	case GD_FIELD_DECIMAL:
		return f->min <= f->max && (f->min > 15 || f->max < 15)
			   ? f->max < 9 ? "3" : "9"
			   : "15";
	case GD_FIELD_MONEY:
		return "1000 USD";
	case GD_FIELD_CHOICE:
		return f->choices[0].id;
	case GD_FIELD_YESNO:
		return "yes";
	case GD_FIELD_CHANGES:
		return "formal_order.packing: a -> b";
	case GD_FIELD_PAPERS:
	case GD_FIELD_TEXT:
		break;
	}
	return "x";
}

static bool
perform(struct bench *b, const struct gd_act_view *a)
{
	struct gd_pair pairs[32];
	struct gd_command cmd = a->cmd;
	const char *who = a->nroles ? a->roles[0] : "clerk";
	const struct gd_duty_def *offered =
	    a->duty >= 0 && b->wf.duties[a->duty].effect == GD_EFFECT_OFFER
		? &b->wf.duties[a->duty]
		: NULL;
	const char *pool;
	bool done;
	int n = 0;

	if (a->duty >= 0 && (a->verb == GD_DO_FILL || a->verb == GD_DO_CHOOSE ||
				a->verb == GD_DO_MAKE)) {
		const struct gd_duty_def *d = &b->wf.duties[a->duty];

		for (int i = 0; i < d->nfields && n < 32; i++) {
			const struct gd_field_def *f =
			    &b->wf.fields[d->fields[i].field];

			const char *now =
			    gd_field(&b->order, f->name.id, f->per_lot);

			if (d->fields[i].required)
				pairs[n++] = (struct gd_pair){ f->name.id,
					*now ? now : plain(f) };
		}
		if (d->noutcomes)
			cmd.outcome = d->outcomes[0].name.id;
	}
	cmd.fields = pairs;
	cmd.nfields = n;
	cmd.reason = a->needs_reason ? "because" : NULL;
	if (*a->role)
		who = a->role;
	if (offered && offered->offer_to.n) { /* to one of its pool */
		pool = b->wf.roles[offered->offer_to.at[0]].name.id;
		if (a->verb == GD_DO_ACCEPT || a->verb == GD_DO_REFUSE)
			who = *a->person ? a->person : pool;
		else
			cmd.person = pool;
		b->facts.person_roles = &pool;
		b->facts.nperson_roles = 1;
	}
	done = bench_do(b, who, &cmd) == GD_OK;
	b->facts.person_roles = NULL;
	b->facts.nperson_roles = 0;
	return done;
}

bool
bench_step(struct bench *b)
{
	struct gd_todo todo = GD_TODO_INIT;
	bool done = false;

	gd_todo_make(&b->wf, &b->order, &b->facts, &todo);
	for (size_t i = 0; i < todo.nacts && !done; i++)
		if (todo.acts[i].possible && !todo.acts[i].optional &&
		    !todo.acts[i].adhoc &&
		    !(b->no_money && strcmp(todo.acts[i].word, "credit") == 0))
			done = perform(b, &todo.acts[i]);
	gd_todo_release(&todo);
	return done;
}

static bool
is_done(const struct bench *b, const char *duty)
{
	const struct gd_act *a;

	for (size_t i = 0; (a = gd_walk(&b->order, GD_TAB_ACT, &i));)
		if (strcmp(a->duty, duty) == 0 && a->state == GD_ACT_DONE)
			return true;
	return false;
}

/* What the order says it waits for, when a test is stuck. */
static void
say_todo(struct bench *b)
{
	struct gd_todo todo = GD_TODO_INIT;
	struct gd_str s = GD_STR_INIT;

	gd_todo_make(&b->wf, &b->order, &b->facts, &todo);
	for (size_t i = 0; i < todo.nacts; i++) {
		gd_str_reset(&s);
		gd_say_err(&s, GD_EN, &todo.acts[i].why);
		fprintf(stderr, "%s %s%s: %s\n",
		    todo.acts[i].possible ? "can" : "no ", todo.acts[i].id,
		    todo.acts[i].optional ? " (optional)" : "", s.text);
	}
	gd_str_release(&s);
	gd_todo_release(&todo);
}

void
bench_until(struct bench *b, const char *duty)
{
	for (int n = 0; n < 300; n++) {
		if (duty ? is_done(b, duty)
			 : gd_head(&b->order)->state == GD_ORDER_COMPLETED)
			return;
		if (!bench_step(b))
			break;
	}
	say_todo(b);
	fprintf(stderr, "stuck before %s, rail %s waits %s\n",
	    duty ? duty : "completed", bench_rail(b),
	    gd_head(&b->order)->waits);
	abort();
}

void
bench_receipt_all(struct bench *b)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(&b->order, GD_TAB_PIECE, &i));)
		if (pc->state == GD_PIECE_SENT)
			bench_must(b, "clerk",
			    (struct gd_command){ .verb = GD_DO_RECEIVE,
				.piece = pc->no,
				.holder = "somebody" });
}

int
bench_pieces(const struct bench *b, int64_t class_, int64_t state, bool inside)
{
	const struct gd_piece *pc;
	int n = 0;

	for (size_t i = 0; (pc = gd_walk(&b->order, GD_TAB_PIECE, &i));) {
		int d = gd_wf_desk(&b->wf, pc->desk);

		if (pc->class == class_ && (state < 0 || pc->state == state) &&
		    (!inside || (d >= 0 && !b->wf.desks[d].outside)))
			n++;
	}
	return n;
}

const char *
bench_rail(const struct bench *b)
{
	return gd_head(&b->order)->rail;
}

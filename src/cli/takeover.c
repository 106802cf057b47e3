/* cli/takeover.c - the paper days of many orders: one line for each. */
#include <signal.h>
#include <stdlib.h>

#include "app/takeover.h"
#include "base/day.h"

#include "cli_priv.h"

#include "base/banned.h"

struct answer {
	struct cli *c;
	struct grid grid;
	json_t *list; /* NULL: a table */
};

/* ---- words ----------------------------------------------------------------- */

static void
note_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_taken_note *n, struct gd_str *out)
{
	static const char *const texts[] = {
		[GD_NOTE_SIGNS] =
		    GD_TR("{1}: {2} of {3} {3|signature|signatures} known"),
		[GD_NOTE_COPIES] =
		    GD_TR("{1}: {2} of {3} {3|copy|copies} known"),
		[GD_NOTE_BARE] =
		    GD_TR("{2} {2|paper|papers} without any signature or copy"),
		[GD_NOTE_DAYS] = GD_TR("{2} {2|date|dates} unknown"),
		[GD_NOTE_OUTCOME] = GD_TR("{1}: outcome unknown"),
		[GD_NOTE_GAP] =
		    GD_TR("step {2} {1} is open though a later one is done"),
		[GD_NOTE_NOBODY] = GD_TR("no {1} is named"),
	};
	static const enum gd_thing things[] = {
		[GD_NOTE_SIGNS] = GD_THING_PAPER,
		[GD_NOTE_COPIES] = GD_THING_PAPER,
		[GD_NOTE_OUTCOME] = GD_THING_DUTY,
		[GD_NOTE_GAP] = GD_THING_STEP,
		[GD_NOTE_NOBODY] = GD_THING_ROLE,
	};
	const struct gd_arg args[3] = { gd_arg_text(cli_named(c, wf,
					    things[n->kind], n->what)),
		gd_arg_int(n->n), gd_arg_int(n->of) };

	gd_say(out, c->lang, texts[n->kind], 3, args);
}

/* orders.csv:12:5 部门 "...": what, why, what now */
static void
fault_words(struct cli *c, const struct gd_takeover_fault *f,
    struct gd_str *out)
{
	gd_str_addf(out, "%s:%lld", f->file, (long long)f->line);
	if (f->column > 0)
		gd_str_addf(out, ":%d %s", f->column, f->heading);
	if (*f->value)
		gd_str_addf(out, " \"%s\"", f->value);
	gd_str_add(out, ": ");
	gd_say_err(out, c->lang, &f->why);
}

static const char *
all_words(struct cli *c, const struct gd_takeover_result *r)
{
	struct gd_str s = GD_STR_INIT;
	const char *kept;

	for (size_t i = 0; i < r->nfaults; i++) {
		gd_str_add(&s, s.len ? "; " : "");
		fault_words(c, &r->faults[i], &s);
	}
	for (size_t i = 0; i < r->nnotes && !r->nfaults; i++) {
		gd_str_add(&s, s.len ? "; " : "");
		note_words(c, r->wf, &r->notes[i], &s);
	}
	for (size_t i = 0; i < r->nremarks; i++) {
		gd_str_add(&s, s.len ? "; " : "");
		fault_words(c, &r->remarks[i], &s);
	}
	kept = gd_arena_str(&c->arena, s.text);
	gd_str_release(&s);
	return kept;
}

/* Where it stands: the step's name, or that it is over. */
static const char *
stands(struct cli *c, const struct gd_takeover_result *r)
{
	if (r->outcome == GD_TAKEOVER_REFUSED)
		return "";
	if (r->state != GD_ORDER_ACTIVE)
		return cli_state_word(c, r->state);
	for (int s = 0; s < r->wf->nsteps; s++)
		if (r->wf->steps[s].no == r->step_no)
			return gd_arena_printf(&c->arena, "%lld %s",
			    (long long)r->step_no,
			    cli_name_of(c, &r->wf->steps[s].name));
	return "";
}

/* ---- answers ---------------------------------------------------------------- */

static json_t *
notes_json(struct cli *c, const struct gd_takeover_result *r)
{
	static const char *const kinds[] = { "signatures", "copies", "papers",
		"dates", "outcome", "gap", "nobody" };
	json_t *all = json_array();

	for (size_t i = 0; i < r->nnotes; i++) {
		const struct gd_taken_note *n = &r->notes[i];
		struct gd_str s = GD_STR_INIT;

		note_words(c, r->wf, n, &s);
		json_array_append_new(all,
		    json_pack("{s:s, s:o, s:I, s:I, s:o}", "kind",
			kinds[n->kind], "what", cli_json_text(n->what), "n",
			(json_int_t)n->n, "of", (json_int_t)n->of, "text",
			cli_json_text(s.text)));
		gd_str_release(&s);
	}
	return all;
}

static json_t *
faults_json(struct cli *c, const struct gd_takeover_fault *faults, size_t n)
{
	json_t *all = json_array();

	for (size_t i = 0; i < n; i++) {
		const struct gd_takeover_fault *f = &faults[i];
		struct gd_str s = GD_STR_INIT;

		gd_say_err(&s, c->lang, &f->why);
		json_array_append_new(all,
		    json_pack("{s:s, s:I, s:i, s:o, s:o, s:o}", "file", f->file,
			"line", (json_int_t)f->line, "column", f->column,
			"heading", cli_json_text(f->heading), "value",
			cli_json_text(f->value), "text",
			cli_json_text(s.text)));
		gd_str_release(&s);
	}
	return all;
}

static void
say_result(void *payload, const struct gd_takeover_result *r)
{
	static const char *const words[] = { "taken", "corrected", "same",
		"refused" };
	struct answer *a = payload;
	struct cli *c = a->c;

	if (a->list) {
		json_array_append_new(a->list,
		    json_pack("{s:o, s:s, s:I, s:s, s:o, s:I, s:I, s:o, s:o, "
			      "s:o}",
			"order", cli_json_text(r->number), "outcome",
			words[r->outcome], "step_no", (json_int_t)r->step_no,
			"state", r->rail ? gd_order_state_word(r->state) : "",
			"rail", cli_json_text(r->rail ? r->rail : ""),
			"pieces_out", (json_int_t)r->pieces_out, "unsigned",
			(json_int_t)r->unsigned_n, "notes", notes_json(c, r),
			"faults", faults_json(c, r->faults, r->nfaults),
			"remarks", faults_json(c, r->remarks, r->nremarks)));
		return;
	}
	cli_grid_text(&a->grid, r->number);
	cli_grid_text(&a->grid, cli_tr(c, gd_takeover_word(r->outcome)));
	cli_grid_text(&a->grid, stands(c, r));
	cli_grid_text(&a->grid, r->rail ? r->rail : "");
	if (r->outcome == GD_TAKEOVER_REFUSED)
		cli_grid_text(&a->grid, "");
	else
		cli_grid_int(&a->grid, r->pieces_out);
	cli_grid_text(&a->grid, all_words(c, r));
}

/* Interrupted from the keyboard it stops between two batches, and says so. */
static bool
go_on(void *payload)
{
	sigset_t waiting;

	(void)payload;
	return sigpending(&waiting) != 0 ||
	       (!sigismember(&waiting, SIGINT) &&
		   !sigismember(&waiting, SIGTERM));
}

static void
say_counts(struct answer *a, const struct gd_takeover *t)
{
	const struct gd_arg args[4] = { gd_arg_int(t->taken),
		gd_arg_int(t->corrected), gd_arg_int(t->same),
		gd_arg_int(t->refused) };
	char day[GD_DAY_TEXT];

	if (a->list) {
		cli_out_json(a->c,
		    json_pack("{s:s, s:b, s:I, s:I, s:I, s:I, s:I, s:o}", "day",
			gd_day_text(t->day, day), "dry_run", (int)t->dry_run,
			"orders", (json_int_t)t->orders, "taken",
			(json_int_t)t->taken, "corrected",
			(json_int_t)t->corrected, "same", (json_int_t)t->same,
			"refused", (json_int_t)t->refused, "results", a->list));
		return;
	}
	cli_grid_end(a->c, &a->grid);
	cli_out_say(a->c,
	    t->dry_run ? GD_TR("dry run, nothing was written: {1} to take "
			       "over, {2} to correct, {3} without change, {4} "
			       "with faults")
		       : GD_TR("{1} taken over, {2} corrected, {3} without "
			       "change, {4} refused"),
	    4, args);
}

enum gd_code
cli_takeover(struct cli *c, struct gd_err *err)
{
	static const struct column cols[] = {
		{ "order", GD_TR("order"), false, 0 },
		{ "outcome", GD_TR("result"), false, 0 },
		{ "step", GD_TR("stands at"), false, 0 },
		{ "rail", GD_TR("rail"), false, 0 },
		{ "pieces_out", GD_TR("out"), true, 0 },
		{ "notes", GD_TR("not known, or at fault"), false, 0 },
	};
	struct answer a = { .c = c };
	struct gd_takeover t = { .dir = c->args[0],
		.workflow = c->opt[OPT_WORKFLOW],
		.day = gd_day_read(c->opt[OPT_TAKEOVER], gd_app_today(c->app)),
		.dry_run = cli_has(c, OPT_DRY_RUN),
		.result = say_result,
		.go_on = go_on,
		.payload = &a };
	sigset_t ours, before;
	enum gd_code rc;

	if (t.day == GD_NO_DAY)
		return gd_fail(err, GD_USAGE, GD_M_BAD_DATE, GD_T("takeover"),
		    GD_T(c->opt[OPT_TAKEOVER]));
	sigemptyset(&ours);
	sigaddset(&ours, SIGINT);
	sigaddset(&ours, SIGTERM);
	sigprocmask(SIG_BLOCK, &ours, &before);
	if (cli_has(c, OPT_JSON))
		a.list = json_array();
	else
		cli_grid_init(&a.grid, cols, 6);
	rc = gd_app_takeover(c->app, &t, err);
	/* the signal has done its work */
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	sigprocmask(SIG_SETMASK, &before, NULL);
	say_counts(&a, &t);
	return rc;
}

enum gd_code
cli_takeover_template(struct cli *c, struct gd_err *err)
{
	const char *dir = c->opt[OPT_TEMPLATE];
	const struct gd_arg args[1] = { gd_arg_text(dir) };
	enum gd_code rc = gd_app_takeover_template(c->app, c->opt[OPT_WORKFLOW],
	    dir, c->lang, err);

	if (rc == GD_OK && !cli_has(c, OPT_JSON))
		cli_out_say(c,
		    GD_TR("orders.csv, pieces.csv and signoffs.csv are in {1}; "
			  "lines that begin with # are examples"),
		    1, args);
	if (rc == GD_OK && cli_has(c, OPT_JSON))
		cli_out_json(c, json_pack("{s:o}", "dir", cli_json_text(dir)));
	return rc;
}

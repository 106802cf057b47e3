/* cli/act.c - one command on one order: arguments in, what happened out.
 *
 * Nearly every act is a row of commands.c that ends here; what its arguments
 * mean stands in its usage text (target.c).
 */
#include <stdlib.h>
#include <string.h>

#include "app/signs.h"

#include "base/day.h"

#include "cli_priv.h"

#include "base/banned.h"

/* A value as a person types it to the value the field keeps. */
static const char *
field_value(struct cli *c, const struct gd_field_def *f, const char *value)
{
	char text[GD_DAY_TEXT];
	int32_t day;

	if (f->type == GD_FIELD_DATE && *value) {
		day = gd_day_read(value, gd_app_today(c->app));
		if (day != GD_NO_DAY)
			return gd_arena_str(&c->arena, gd_day_text(day, text));
	}
	if (f->type == GD_FIELD_YESNO) {
		if (strcmp(value, "是") == 0 || strcasecmp(value, "y") == 0)
			return "yes";
		if (strcmp(value, "否") == 0 || strcasecmp(value, "n") == 0)
			return "no";
	}
	for (int i = 0; i < f->nchoices; i++) {
		const struct gd_name *name = &f->choices[i];

		if ((name->zh && strcmp(name->zh, value) == 0) ||
		    (name->en && strcasecmp(name->en, value) == 0))
			return name->id;
	}
	return value;
}

/* Field names in either language become ids; unknown ones stay, the core
 * says what is wrong with them. */
void
cli_read_pairs(struct cli *c, const struct gd_workflow *wf)
{
	for (int i = 0; i < c->npairs; i++) {
		struct gd_pair *pair = &c->pairs[i];
		int field = gd_wf_field(wf, pair->name);

		for (int k = 0; k < wf->nfields && field < 0; k++) {
			const struct gd_name *name = &wf->fields[k].name;

			if ((name->zh && strcmp(name->zh, pair->name) == 0) ||
			    (name->en && strcasecmp(name->en, pair->name) == 0))
				field = k;
		}
		if (field < 0)
			continue;
		pair->name = wf->fields[field].name.id;
		pair->value = field_value(c, &wf->fields[field], pair->value);
	}
}

enum gd_code
cli_target_options(struct cli *c, struct target *t, struct gd_err *err)
{
	struct slot role = { .name = "ROLE" }, desk = { .name = "DESK" };
	struct slot date = { .name = "DATE" };
	struct slot other = { .name = "OTHER-ORDER" };
	struct slot signer = { .name = "PERSON" };
	enum gd_code rc = GD_OK;

	t->cmd.verb = c->cmd->verb;
	if (cli_has(c, OPT_REASON))
		t->cmd.reason = c->opt[OPT_REASON];
	if (cli_has(c, OPT_GRANTED_BY))
		t->cmd.granted_by = c->opt[OPT_GRANTED_BY];
	t->cmd.override = cli_has(c, OPT_OVERRIDE);
	t->cmd.proxy = cli_has(c, OPT_PROXY);
	if (cli_has(c, OPT_REVISE))
		t->cmd.outcome = "revise";
	if (cli_has(c, OPT_FOR))
		t->cmd.person = c->opt[OPT_FOR];
	if (cli_has(c, OPT_FOR) && t->cmd.verb == GD_DO_RECEIVE)
		t->cmd.holder = c->opt[OPT_FOR];
	rc = cli_opt_int(c, OPT_LOT, &t->cmd.lot, err);
	if (rc == GD_OK)
		rc = cli_opt_int(c, OPT_PIECE, &t->cmd.piece, err);
	if (rc == GD_OK && cli_has(c, OPT_ROLE))
		rc = cli_target_slot(c, t, &role, c->opt[OPT_ROLE], err);
	if (rc == GD_OK && cli_has(c, OPT_DESK))
		rc = cli_target_slot(c, t, &desk, c->opt[OPT_DESK], err);
	if (rc == GD_OK && cli_has(c, OPT_BY))
		rc = cli_target_slot(c, t,
		    t->cmd.verb == GD_DO_SIGN ? &signer : &other,
		    c->opt[OPT_BY], err);
	if (rc == GD_OK && cli_has(c, OPT_ON))
		rc = cli_target_slot(c, t, &date, c->opt[OPT_ON], err);
	if (rc != GD_OK)
		return rc;
	cli_read_pairs(c, t->wf);
	t->cmd.fields = c->pairs;
	t->cmd.nfields = c->npairs;
	return GD_OK;
}

json_t *
cli_done_json(struct cli *c, const struct gd_workflow *wf,
    const struct gd_done *done)
{
	json_t *events = json_array();

	for (size_t i = 0; i < done->events.n; i++) {
		const struct gd_event *ev = &done->events.at[i];
		json_t *e;

		if (ev->kind == GD_EV_TABLES)
			continue;
		e = json_object();
		json_object_set_new(e, "kind",
		    cli_json_text(gd_event_word(ev->kind)));
		json_object_set_new(e, "what", cli_json_text(ev->what));
		json_object_set_new(e, "note", cli_json_text(ev->note));
		json_object_set_new(e, "number", json_integer(ev->number));
		json_object_set_new(e, "text",
		    cli_json_text(cli_event_words(c, wf, ev)));
		json_array_append_new(events, e);
	}
	return json_pack("{s:o, s:o, s:I, s:I, s:o}", "order",
	    cli_json_text(gd_head(&done->order)->number), "state",
	    cli_json_text(gd_order_state_word(gd_head(&done->order)->state)),
	    "rev", (json_int_t)done->order.rev, "seq", (json_int_t)done->seq,
	    "events", events);
}

void
cli_say_done(struct cli *c, const struct gd_workflow *wf,
    const struct gd_done *done)
{
	const char *number = gd_head(&done->order)->number;

	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c, cli_done_json(c, wf, done));
		return;
	}
	for (size_t i = 0; i < done->events.n; i++) {
		const struct gd_event *ev = &done->events.at[i];

		if (ev->kind == GD_EV_TABLES)
			continue;
		cli_out_text(c, number);
		gd_str_add(&c->out, "  ");
		cli_out_text(c, cli_event_words(c, wf, ev));
		gd_str_addc(&c->out, '\n');
	}
}

enum gd_code
cli_target_do(struct cli *c, struct target *t, struct gd_err *err)
{
	struct gd_done done = { 0 }; /* filled by the act */
	enum gd_code rc;

	if (t->cmd.verb == GD_DO_SIGN && !cli_has(c, OPT_ON_PAPER) &&
	    !cli_has(c, OPT_SEEN))
		return gd_fail(err, GD_USAGE, GD_M_SIGN_UNSEEN, GD_T(t->name));
	/* without a password the rules still say whether he may at all */
	rc = t->cmd.verb == GD_DO_SIGN && cli_password_given(c)
		 ? cli_unlock(c, err)
		 : GD_OK;
	if (rc == GD_OK && cli_has(c, OPT_ON_PAPER))
		rc = gd_app_sign_on_paper(c->app, t->order.id, &t->cmd,
		    c->opt[OPT_SCAN], c->opt[OPT_SEEN], &done, err);
	else if (rc == GD_OK)
		rc = gd_app_act(c->app, t->order.id, &t->cmd, c->opt[OPT_SEEN],
		    &done, err);
	if (rc == GD_OK)
		cli_say_done(c, t->wf, &done);
	if (rc == GD_OK && (t->cmd.verb == GD_DO_SENDBACK ||
			       (t->cmd.verb == GD_DO_SIGN && !t->cmd.person)))
		gd_app_read_note(c->app, &done.order, t->cmd.paper, t->cmd.lot,
		    t->cmd.inst);
	if (rc == GD_OK && cli_has(c, OPT_REVISE) && !cli_has(c, OPT_JSON))
		cli_say_recalls(c, t);
	gd_done_release(&done);
	return rc;
}

/* The arguments behind ORDER, one after the other, as the usage says. */
enum gd_code
cli_target_slots(struct cli *c, struct target *t, struct gd_err *err)
{
	const char *rest = c->cmd->usage;
	struct slot slot;
	enum gd_code rc = GD_OK;
	int i = 1;

	(void)cli_slot_next(&rest, &slot); /* ORDER */
	while (rc == GD_OK && i < c->nargs && cli_slot_next(&rest, &slot)) {
		if (strstr(slot.name, "=VALUE"))
			continue;
		do
			rc = cli_target_slot(c, t, &slot, c->args[i++], err);
		while (rc == GD_OK && slot.repeat && i < c->nargs);
	}
	return rc;
}

/* --on-paper, --by and --scan go together. */
static enum gd_code
whole_on_paper(const struct cli *c, struct gd_err *err)
{
	int given = cli_has(c, OPT_ON_PAPER) + cli_has(c, OPT_BY) +
		    cli_has(c, OPT_SCAN);

	return given % 3 ? gd_fail(err, GD_USAGE, GD_M_CLI_ON_PAPER) : GD_OK;
}

enum gd_code
cmd_act(struct cli *c, struct gd_err *err)
{
	struct target t;
	enum gd_code rc = cli_target_open(c, c->args[0], &t, err);

	if (rc == GD_OK)
		rc = cli_target_options(c, &t, err);
	if (rc == GD_OK)
		rc = cli_target_slots(c, &t, err);
	if (rc == GD_OK && c->cmd->verb == GD_DO_SIGN)
		rc = whole_on_paper(c, err);
	if (rc == GD_OK)
		rc = cli_target_do(c, &t, err);
	cli_target_close(&t);
	return rc;
}

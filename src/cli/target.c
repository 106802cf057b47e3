/* cli/target.c - words of the command line to a command on an order.
 *
 * Names may be ids, names in either language, or aliases; lots and instances
 * are written behind them: contract@1#2.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"

#include "cli_priv.h"

#include "base/banned.h"

enum gd_code
cli_target_open(struct cli *c, const char *order, struct target *t,
    struct gd_err *err)
{
	char id[GD_ID_TEXT];
	enum gd_code rc;

	memset(t, 0, sizeof *t);
	gd_order_init(&t->order);
	t->name = order;
	rc = cli_app(c, err);
	if (rc == GD_OK)
		rc = gd_store_order_find(gd_app_store(c->app), order, id, err);
	if (rc == GD_OK)
		rc = gd_store_order_load(gd_app_store(c->app), id, &t->order,
		    err);
	if (rc != GD_OK)
		return rc;
	rc = gd_app_workflow(c->app, gd_head(&t->order)->workflow,
	    (int)gd_head(&t->order)->version, &t->wf, err);
	c->wf = rc == GD_OK ? t->wf : NULL;
	return rc;
}

void
cli_target_close(struct target *t)
{
	gd_order_release(&t->order);
}

/* ---- names ---------------------------------------------------------------- */

static bool
same_name(const struct gd_name *name, const char *text)
{
	return strcmp(text, name->id) == 0 ||
	       (name->zh && strcmp(text, name->zh) == 0) ||
	       (name->en && strcasecmp(text, name->en) == 0);
}

static int
find_duty(const struct gd_workflow *wf, const char *text)
{
	for (int i = 0; i < wf->nduties; i++) {
		if (same_name(&wf->duties[i].name, text))
			return i;
	}
	return -1;
}

/* A date that is no act of its own. */
static int
find_limit(const struct gd_workflow *wf, const char *text)
{
	for (int i = 0; i < wf->nlimits; i++)
		if (same_name(&wf->limits[i].name, text))
			return i;
	return gd_wf_limit(wf, text);
}

static int
find_paper(const struct gd_workflow *wf, const char *text)
{
	int found = gd_wf_paper(wf, text);

	for (int i = 0; i < wf->npapers && found < 0; i++) {
		if (same_name(&wf->papers[i].name, text))
			found = i;
	}
	return found;
}

static int
find_step(const struct gd_workflow *wf, const char *text)
{
	int found = gd_wf_step(wf, text);

	for (int i = 0; i < wf->nsteps && found < 0; i++) {
		if (same_name(&wf->steps[i].name, text))
			found = i;
	}
	return found;
}

/* "kind@lot#inst" apart; GD_USAGE when the tails are no numbers. */
static enum gd_code
split_name(struct cli *c, const char *text, char **name, int64_t *lot,
    int64_t *inst, struct gd_err *err)
{
	size_t len = strcspn(text, "@#");
	const char *rest = text + len;

	*name = gd_arena_strn(&c->arena, text, len);
	while (*rest) {
		int64_t *out = *rest == '@' ? lot : inst;
		size_t n = strcspn(rest + 1, "@#");

		if (!cli_read_int(gd_arena_strn(&c->arena, rest + 1, n), out) ||
		    *out < 1)
			return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_NAME,
			    GD_T(text), GD_T(*name));
		rest += 1 + n;
	}
	return GD_OK;
}

/* Fail for a name that is not there, with the nearest one if there is one. */
#define NO_NAME(err, plain, near_msg, near, ...)                              \
	((near) ? gd_fail(err, GD_MISSING, near_msg, __VA_ARGS__, GD_T(near)) \
		: gd_fail(err, GD_MISSING, plain, __VA_ARGS__))

static enum gd_code
no_duty(struct cli *c, const struct target *t, const char *text,
    struct gd_err *err)
{
	const struct gd_workflow *wf = t->wf;
	const char **ids =
	    gd_arena_alloc(&c->arena, (size_t)wf->nduties * 2, sizeof *ids);
	size_t n = 0;
	const char *near;

	for (int i = 0; i < wf->nduties; i++) {
		ids[n++] = wf->duties[i].name.id;
		ids[n++] = wf->duties[i].name.zh ? wf->duties[i].name.zh : "";
	}
	near = cli_nearest(text, ids, n);
	return NO_NAME(err, GD_M_CLI_NO_DUTY, GD_M_CLI_NO_DUTY_NEAR, near,
	    GD_T(t->name), GD_T(text));
}

static enum gd_code
slot_duty(struct cli *c, struct target *t, const char *text, struct gd_err *err)
{
	char *name;
	int i;
	enum gd_code rc =
	    split_name(c, text, &name, &t->cmd.lot, &t->cmd.inst, err);

	if (rc != GD_OK)
		return rc;
	i = find_duty(t->wf, name);
	if (i < 0 && t->cmd.verb == GD_DO_MOVE && find_limit(t->wf, name) >= 0)
		t->cmd.duty = t->wf->limits[find_limit(t->wf, name)].name.id;
	else if (i < 0)
		return no_duty(c, t, name, err);
	else
		t->cmd.duty = t->wf->duties[i].name.id;
	return GD_OK;
}

static enum gd_code
slot_step(struct cli *c, struct target *t, const char *text, struct gd_err *err)
{
	char *name;
	int64_t inst = 0;
	int i;
	enum gd_code rc = split_name(c, text, &name, &t->cmd.lot, &inst, err);

	if (rc != GD_OK)
		return rc;
	i = find_step(t->wf, name);
	if (i < 0)
		return gd_fail(err, GD_MISSING, GD_M_CLI_NO_STEP, GD_T(t->name),
		    GD_T(name));
	t->cmd.step = t->wf->steps[i].name.id;
	return GD_OK;
}

static enum gd_code
slot_step_or_duty(struct cli *c, struct target *t, const char *text,
    struct gd_err *err)
{
	const char *name = gd_arena_strn(&c->arena, text, strcspn(text, "@#"));

	if (find_duty(t->wf, name) < 0 && find_step(t->wf, name) >= 0)
		return slot_step(c, t, text, err);
	return slot_duty(c, t, text, err);
}

static enum gd_code
slot_doc(struct cli *c, struct target *t, const char *text, struct gd_err *err)
{
	const char **ids =
	    gd_arena_alloc(&c->arena, (size_t)t->wf->npapers * 2, sizeof *ids);
	const char *near;
	char *name;
	size_t n = 0;
	int i;
	enum gd_code rc =
	    split_name(c, text, &name, &t->cmd.lot, &t->cmd.inst, err);

	if (rc != GD_OK)
		return rc;
	i = find_paper(t->wf, name);
	if (i >= 0) {
		t->cmd.paper = t->wf->papers[i].name.id;
		return GD_OK;
	}
	for (i = 0; i < t->wf->npapers; i++) {
		const struct gd_name *paper = &t->wf->papers[i].name;

		ids[n++] = paper->id;
		ids[n++] = paper->zh ? paper->zh : "";
	}
	near = cli_nearest(name, ids, n);
	return NO_NAME(err, GD_M_CLI_NO_PAPER, GD_M_CLI_NO_PAPER_NEAR, near,
	    GD_T(t->name), GD_T(name));
}

/* A thing that `correct` can name: duty first, then paper. */
static enum gd_code
slot_thing(struct cli *c, struct target *t, const char *text,
    struct gd_err *err)
{
	const char *name = gd_arena_strn(&c->arena, text, strcspn(text, "@#"));

	if (find_duty(t->wf, name) < 0 && find_paper(t->wf, name) >= 0)
		return slot_doc(c, t, text, err);
	return slot_duty(c, t, text, err);
}

static enum gd_code
slot_doc_or_step(struct cli *c, struct target *t, const char *text,
    struct gd_err *err)
{
	const char *name = gd_arena_strn(&c->arena, text, strcspn(text, "@#"));

	if (find_paper(t->wf, name) < 0 && find_step(t->wf, name) >= 0)
		return slot_step(c, t, text, err);
	return slot_doc(c, t, text, err);
}

/* The office's desks and aliases, beside those of the workflow. */
static const char *
office_desk_id(struct cli *c, const char *text)
{
	const struct gd_sheet *office = gd_app_office(c->app);
	const struct gd_alias *alias;
	const struct gd_desk *desk;

	for (size_t i = 0; (desk = gd_row_at(office, GD_OFF_DESK, i)); i++) {
		if (strcmp(desk->code, text) == 0 ||
		    strcmp(desk->zh, text) == 0 ||
		    strcasecmp(desk->en, text) == 0)
			return gd_arena_str(&c->arena, desk->code);
	}
	for (size_t i = 0; (alias = gd_row_at(office, GD_OFF_ALIAS, i)); i++) {
		if (strcmp(alias->alias, text) == 0)
			return gd_arena_str(&c->arena, alias->desk);
	}
	return NULL;
}

const char *
cli_desk_id(struct cli *c, const char *text)
{
	const struct gd_name *name = gd_app_called(c->app, NULL, GD_THING_DESK, text);

	return name ? name->id : office_desk_id(c, text);
}

const char *
cli_paper_id(struct cli *c, const char *text)
{
	const struct gd_name *name =
	    gd_app_called(c->app, NULL, GD_THING_PAPER, text);

	return name ? name->id : NULL;
}

static enum gd_code
slot_desk(struct cli *c, struct target *t, const char *text, struct gd_err *err)
{
	const struct gd_workflow *wf = t->wf;
	const char **ids =
	    gd_arena_alloc(&c->arena, (size_t)wf->ndesks * 2, sizeof *ids);
	const char *near;
	size_t n = 0;
	int i = gd_wf_desk(wf, text);

	t->cmd.desk = i >= 0 ? wf->desks[i].name.id : NULL;
	for (i = 0; i < wf->ndesks && t->cmd.desk == NULL; i++) {
		ids[n++] = wf->desks[i].name.id;
		ids[n++] = wf->desks[i].name.zh ? wf->desks[i].name.zh : "";
		if (same_name(&wf->desks[i].name, text))
			t->cmd.desk = wf->desks[i].name.id;
	}
	if (t->cmd.desk == NULL)
		t->cmd.desk = office_desk_id(c, text);
	if (t->cmd.desk)
		return GD_OK;
	near = cli_nearest(text, ids, n);
	return NO_NAME(err, GD_M_CLI_NO_DESK, GD_M_CLI_NO_DESK_NEAR, near,
	    GD_T(text));
}

static enum gd_code
slot_role(struct cli *c, struct target *t, const char *text, struct gd_err *err)
{
	const char **ids =
	    gd_arena_alloc(&c->arena, (size_t)t->wf->nroles, sizeof *ids);
	const char *near;

	for (int i = 0; i < t->wf->nroles; i++) {
		ids[i] = t->wf->roles[i].name.id;
		if (same_name(&t->wf->roles[i].name, text)) {
			t->cmd.role = ids[i];
			return GD_OK;
		}
	}
	near = cli_nearest(text, ids, (size_t)t->wf->nroles);
	return NO_NAME(err, GD_M_CLI_NO_ROLE, GD_M_CLI_NO_ROLE_NEAR, near,
	    GD_T(text));
}

static enum gd_code
slot_outcome(struct cli *c, struct target *t, const char *text,
    struct gd_err *err)
{
	int i = t->cmd.duty ? gd_wf_duty(t->wf, t->cmd.duty) : -1;
	struct gd_str known = GD_STR_INIT;
	const struct gd_duty_def *duty;
	bool refuses;

	t->cmd.outcome = text; /* without a duty: free words */
	if (i < 0)
		return GD_OK;
	duty = &t->wf->duties[i];
	refuses = t->cmd.verb == GD_DO_REFUSE;
	for (i = 0; i < (refuses ? duty->nrefusals : duty->noutcomes); i++) {
		const struct gd_name *name = refuses
						 ? &duty->refusals[i]
						 : &duty->outcomes[i].name;

		if (same_name(name, text)) {
			t->cmd.outcome = name->id;
			gd_str_release(&known);
			return GD_OK;
		}
		gd_str_addf(&known, "%s%s", i ? ", " : "", name->id);
	}
	(void)gd_fail(err, GD_USAGE, GD_M_CLI_NO_OUTCOME,
	    GD_T(cli_name_of(c, &duty->name)), GD_T(text),
	    GD_T(*known.text ? known.text : "-"));
	gd_str_release(&known);
	return GD_USAGE;
}

static enum gd_code
slot_day(struct cli *c, struct target *t, const char *text, struct gd_err *err)
{
	t->cmd.day = gd_day_read(text, gd_app_today(c->app));
	if (t->cmd.day != GD_NO_DAY)
		return GD_OK;
	return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_DAY, GD_T(text));
}

static enum gd_code
slot_number(struct cli *c, struct target *t, const char *text,
    struct gd_err *err)
{
	(void)c;
	if (cli_read_int(text, &t->cmd.number))
		return GD_OK;
	return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_NUMBER, GD_T(text),
	    GD_W("NUMBER"));
}

/* "2" or "@2" */
static enum gd_code
slot_lot(struct cli *c, struct target *t, const char *text, struct gd_err *err)
{
	(void)c;
	if (cli_read_int(text + (*text == '@'), &t->cmd.lot) && t->cmd.lot > 0)
		return GD_OK;
	return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_NUMBER, GD_T(text),
	    GD_W("LOT"));
}

/* A quantity is a field of the command, whatever its place. */
static enum gd_code
slot_qty(struct cli *c, struct target *t, const char *text, struct gd_err *err)
{
	struct gd_pair *pairs = gd_arena_alloc(&c->arena,
	    (size_t)t->cmd.nfields + 1, sizeof *pairs);

	(void)err;
	for (int i = 0; i < t->cmd.nfields; i++)
		pairs[i] = t->cmd.fields[i];
	pairs[t->cmd.nfields] = (struct gd_pair){ "qty", text };
	t->cmd.fields = pairs;
	t->cmd.nfields++;
	return GD_OK;
}

static enum gd_code
slot_person(struct cli *c, struct target *t, const char *text,
    struct gd_err *err)
{
	(void)c, (void)err;
	t->cmd.person = text;
	return GD_OK;
}

static enum gd_code
slot_other(struct cli *c, struct target *t, const char *text,
    struct gd_err *err)
{
	char id[GD_ID_TEXT];
	enum gd_code rc =
	    gd_store_order_find(gd_app_store(c->app), text, id, err);

	t->cmd.person = rc == GD_OK ? gd_arena_str(&c->arena, id) : NULL;
	return rc;
}

static enum gd_code
slot_kind(struct cli *c, struct target *t, const char *text, struct gd_err *err)
{
	(void)c, (void)err;
	t->cmd.outcome = text;
	return GD_OK;
}

/* Words that follow each other are one text. */
static enum gd_code
slot_words(struct cli *c, struct target *t, const char *text,
    struct gd_err *err)
{
	(void)err;
	t->cmd.reason =
	    t->cmd.reason == NULL
		? text
		: gd_arena_printf(&c->arena, "%s %s", t->cmd.reason, text);
	return GD_OK;
}

static const struct slot_kind_def {
	const char *name;
	enum gd_code (*take)(struct cli *c, struct target *t, const char *text,
	    struct gd_err *err);
} slot_kinds[] = {
	{ "DUTY", slot_duty },
	{ "STEP", slot_step },
	{ "STEP-OR-DUTY", slot_step_or_duty },
	{ "DOC", slot_doc },
	{ "DOC-OR-STEP", slot_doc_or_step },
	{ "THING", slot_thing },
	{ "DESK", slot_desk },
	{ "ROLE", slot_role },
	{ "OUTCOME", slot_outcome },
	{ "BY-WHOM", slot_kind },
	{ "DATE", slot_day },
	{ "NUMBER", slot_number },
	{ "LINE", slot_number },
	{ "LOT", slot_lot },
	{ "QTY", slot_qty },
	{ "PERSON", slot_person },
	{ "KIND", slot_kind },
	{ "OTHER-ORDER", slot_other },
	{ "WORDS", slot_words },
};

enum gd_code
cli_target_slot(struct cli *c, struct target *t, const struct slot *slot,
    const char *text, struct gd_err *err)
{
	for (size_t i = 0; i < sizeof slot_kinds / sizeof *slot_kinds; i++) {
		if (strcmp(slot_kinds[i].name, slot->name) == 0)
			return slot_kinds[i].take(c, t, text, err);
	}
	gd_die(__FILE__, __LINE__, "a usage text has an unknown argument");
}

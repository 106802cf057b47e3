/* app/seen.c - the token of what a command names, as a person saw it.
 *
 * Only what the command is about goes in: five desks that receipt the same
 * paper at once do not disturb each other, two people who do the same duty
 * do.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"

#include "base/banned.h"

static bool
says(const char *wanted, const char *have)
{
	return !wanted || !*wanted || strcmp(wanted, have) == 0;
}

static bool
at(int64_t wanted, int64_t have)
{
	return !wanted || wanted == have;
}

static void
add_row(struct gd_str *out, int table, const void *row)
{
	json_t *obj = gd_row_to_json(&gd_order_tables[table], row, UINT64_MAX);
	char *text = json_dumps(obj, JSON_COMPACT);

	gd_str_addf(out, "%d", table);
	gd_str_add(out, text ? text : "");
	free(text);
	json_decref(obj);
}

static void
add_duty(const struct gd_order *o, const struct gd_command *cmd,
    struct gd_str *out)
{
	const struct gd_offer *offer;
	const struct gd_act *act;
	const struct gd_loop *loop;
	const struct gd_due *due;
	size_t i;

	for (i = 0; (act = gd_walk(o, GD_TAB_ACT, &i));)
		if (strcmp(act->duty, cmd->duty) == 0 &&
		    at(cmd->lot, act->lot) && at(cmd->inst, act->inst))
			add_row(out, GD_TAB_ACT, act);
	for (i = 0; (offer = gd_walk(o, GD_TAB_OFFER, &i));)
		if (strcmp(offer->duty, cmd->duty) == 0)
			add_row(out, GD_TAB_OFFER, offer);
	for (i = 0; (loop = gd_walk(o, GD_TAB_LOOP, &i));)
		add_row(out, GD_TAB_LOOP, loop);
	if (cmd->verb == GD_DO_MOVE)
		for (i = 0; (due = gd_walk(o, GD_TAB_DUE, &i));)
			if (strcmp(due->duty, cmd->duty) == 0)
				add_row(out, GD_TAB_DUE, due);
}

/* What a signer read: the content of the revision and the files put to it; not
 * who else signed, so that it does not matter whether the role is named. */
static void
add_paper(const struct gd_order *o, const struct gd_command *cmd,
    struct gd_str *out)
{
	const struct gd_revision *rev;
	const struct gd_signoff *sign;
	const struct gd_file *file;
	size_t i;

	for (i = 0; (rev = gd_walk(o, GD_TAB_REVISION, &i));) {
		struct gd_revision r = *rev;

		if (strcmp(r.kind, cmd->paper) != 0 || !at(cmd->lot, r.lot) ||
		    !at(cmd->inst, r.inst))
			continue;
		if (r.state == GD_REV_SIGNING)
			r.state = GD_REV_DRAFT;
		add_row(out, GD_TAB_REVISION, &r);
	}
	for (i = 0; (file = gd_walk(o, GD_TAB_FILE, &i));)
		if (strcmp(file->kind, cmd->paper) == 0 &&
		    at(cmd->lot, file->lot) && at(cmd->inst, file->inst))
			add_row(out, GD_TAB_FILE, file);
	if (cmd->verb == GD_DO_SIGN)
		return;
	for (i = 0; (sign = gd_walk(o, GD_TAB_SIGNOFF, &i));)
		if (strcmp(sign->kind, cmd->paper) == 0 && cmd->role &&
		    strcmp(sign->role, cmd->role) == 0)
			add_row(out, GD_TAB_SIGNOFF, sign);
}

static void
add_pieces(const struct gd_order *o, const struct gd_command *cmd,
    struct gd_str *out)
{
	const struct gd_piece *p;
	size_t i;

	for (i = 0; (p = gd_walk(o, GD_TAB_PIECE, &i));)
		if (at(cmd->piece, p->no) && says(cmd->paper, p->kind) &&
		    says(cmd->desk, p->desk) && at(cmd->lot, p->lot) &&
		    at(cmd->inst, p->inst))
			add_row(out, GD_TAB_PIECE, p);
}

static bool
names_pieces(const struct gd_command *cmd)
{
	switch (cmd->verb) {
	case GD_DO_SEND:
	case GD_DO_RECALL:
	case GD_DO_RETURNED:
	case GD_DO_DESTROYED:
	case GD_DO_LOST:
	case GD_DO_REPLACE:
		return true;
	case GD_DO_RECEIVE:
		return cmd->piece || (cmd->desk && *cmd->desk);
	default:
		return cmd->piece != 0;
	}
}

/* A cell of a line or of a payment row that is put right. */
static void
add_rows(const struct gd_order *o, const char *name, struct gd_str *out)
{
	int table = strncmp(name, "line:", 5) == 0      ? GD_TAB_LINE
		    : strncmp(name, "payment:", 8) == 0 ? GD_TAB_PAYMENT
							: -1;
	const void *row;

	for (size_t i = 0; table >= 0 && (row = gd_walk(o, table, &i));)
		add_row(out, table, row);
}

/* What drafts of issued papers say already of a field that is to be revised:
 * the order itself keeps the old value until they are issued. */
static void
add_drafts(const struct gd_order *o, const char *name, struct gd_str *out)
{
	const struct gd_revision *rev;

	for (size_t i = 0; (rev = gd_walk(o, GD_TAB_REVISION, &i));) {
		const char *said;
		json_t *obj;

		if ((rev->state != GD_REV_DRAFT &&
			rev->state != GD_REV_SIGNING) ||
		    !*rev->fields)
			continue;
		obj = json_loads(rev->fields, 0, NULL);
		said = json_string_value(json_object_get(obj, name));
		if (said)
			gd_str_addf(out, "%s%lld %s=%s", rev->kind,
			    (long long)rev->rev, name, said);
		json_decref(obj);
	}
}

static void
add_rest(const struct gd_order *o, const struct gd_command *cmd,
    struct gd_str *out)
{
	const struct gd_lotline *ll;
	const struct gd_payment *pay;
	const struct gd_step *step;
	const struct gd_field *field;
	bool money;
	size_t i;
	int k;

	if (cmd->verb == GD_DO_UNDO)
		gd_str_addf(out, "rev%lld", (long long)o->rev);
	/* a duty that credits money is done by GD_DO_FILL */
	money = cmd->verb == GD_DO_PAYMENT || cmd->verb == GD_DO_CREDIT ||
		cmd->verb == GD_DO_FILL;
	for (i = 0; money && (pay = gd_walk(o, GD_TAB_PAYMENT, &i));)
		if (at(cmd->number, pay->no))
			add_row(out, GD_TAB_PAYMENT, pay);
	for (i = 0; (cmd->verb == GD_DO_SPLIT || cmd->verb == GD_DO_SHORT) &&
		    (ll = gd_walk(o, GD_TAB_LOTLINE, &i));)
		add_row(out, GD_TAB_LOTLINE, ll);
	for (i = 0; cmd->step && (step = gd_walk(o, GD_TAB_STEP, &i));)
		if (strcmp(step->step, cmd->step) == 0)
			add_row(out, GD_TAB_STEP, step);
	for (i = 0; cmd->verb == GD_DO_CORRECT &&
		    (field = gd_walk(o, GD_TAB_FIELD, &i));)
		for (k = 0; k < cmd->nfields; k++)
			if (strcmp(field->name, cmd->fields[k].name) == 0)
				add_row(out, GD_TAB_FIELD, field);
	for (k = 0; cmd->verb == GD_DO_CORRECT && k < cmd->nfields; k++)
		add_rows(o, cmd->fields[k].name, out);
	for (k = 0; cmd->verb == GD_DO_CORRECT && cmd->outcome &&
		    strcmp(cmd->outcome, "revise") == 0 && k < cmd->nfields;
	     k++)
		add_drafts(o, cmd->fields[k].name, out);
	gd_str_addf(out, "state%lld", (long long)gd_head(o)->state);
}

void
gd_app_seen(const struct gd_order *order, const struct gd_command *cmd,
    char out[9])
{
	struct gd_str s = GD_STR_INIT;
	char hex[65];

	if (cmd->verb != GD_DO_NOTE) {
		if (cmd->duty && *cmd->duty)
			add_duty(order, cmd, &s);
		if (names_pieces(cmd))
			add_pieces(order, cmd, &s);
		else if (cmd->paper && *cmd->paper)
			add_paper(order, cmd, &s);
		add_rest(order, cmd, &s);
	}
	gd_sha256_hex(s.text, s.len, hex);
	memcpy(out, hex, 8);
	out[8] = '\0';
	gd_str_release(&s);
}

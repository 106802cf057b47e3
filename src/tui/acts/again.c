/* tui/acts/again.c - the commands of this sitting, so that one that was taken
 * back can be done again.  They are kept in memory alone and forgotten when
 * another person comes in; whether they may be done, the core is asked each
 * time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "again_priv.h"

#include "base/banned.h"

#define ROWS_MAX 2000 /* then the older half is forgotten */

struct again {
	struct again_row *at; /* owned */
	size_t n, room;
	int batch;
	char asked[64];     /* what the same key again takes back */
	uint64_t asked_key; /* the key that asked */
};

static struct again *
of(struct ui *ui)
{
	if (!ui->again)
		ui->again = gd_alloc(1, sizeof *ui->again);
	return ui->again;
}

static void
drop(struct again *a, size_t n)
{
	for (size_t i = 0; i < n; i++)
		gd_arena_release(&a->at[i].arena);
	a->n -= n;
	memmove(a->at, a->at + n, a->n * sizeof *a->at);
}

void
again_forget(struct ui *ui)
{
	if (!ui->again)
		return;
	drop(ui->again, ui->again->n);
	free(ui->again->at);
	free(ui->again);
	ui->again = NULL;
}

int
again_batch(struct ui *ui)
{
	return ++of(ui)->batch;
}

bool
again_asked(struct ui *ui, const char *what)
{
	struct again *a = of(ui);
	bool yes = a->asked_key + 1 == ui->keys && strcmp(a->asked, what) == 0;

	snprintf(a->asked, sizeof a->asked, "%s", what);
	a->asked_key = ui->keys;
	return yes;
}

static struct gd_command
copy(const struct gd_command *cmd, struct gd_arena *arena)
{
	struct gd_command out = *cmd;
	const char **const texts[] = { &out.duty, &out.step, &out.paper,
		&out.desk, &out.role, &out.person, &out.outcome, &out.reason,
		&out.holder };
	struct gd_pair *pairs =
	    gd_arena_alloc(arena, (size_t)cmd->nfields + 1, sizeof *pairs);

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		*texts[i] = gd_arena_str(arena, *texts[i]);
	for (int i = 0; i < cmd->nfields; i++)
		pairs[i] = (struct gd_pair){
			gd_arena_str(arena, cmd->fields[i].name),
			gd_arena_str(arena, cmd->fields[i].value),
		};
	out.fields = pairs;
	return out;
}

void
again_did(struct ui *ui, const struct gd_done *done,
    const struct gd_command *cmd, int batch)
{
	struct again *a = of(ui);
	struct again_row *r;

	if (cmd->verb == GD_DO_UNDO) {
		r = again_last(ui, done->order.id, done->order.rev - 1);
		if (r)
			r->undone = done->order.rev;
		return;
	}
	/* rows of goods, and what was typed for a key, are not kept */
	if (done->events.n == 0 || cmd->nlines || cmd->ntaken ||
	    cmd->verb == GD_DO_SIGN)
		return;
	if (a->n == ROWS_MAX)
		drop(a, ROWS_MAX / 2);
	r = GD_PUSH(a->at, a->n, a->room);
	*r = (struct again_row){ .rev = done->order.rev, .batch = batch };
	snprintf(r->order, sizeof r->order, "%s", done->order.id);
	r->cmd = copy(cmd, &r->arena);
}

struct again_row *
again_last(struct ui *ui, const char *order, int64_t rev)
{
	struct again *a = of(ui);

	for (size_t i = a->n; i-- > 0;)
		if (a->at[i].rev == rev && !a->at[i].undone &&
		    strcmp(a->at[i].order, order) == 0)
			return &a->at[i];
	return NULL;
}

struct again_row *
again_newest(struct ui *ui, bool undone)
{
	struct again *a = of(ui);

	for (size_t i = a->n; i-- > 0;)
		if ((a->at[i].undone != 0) == undone)
			return &a->at[i];
	return NULL;
}

struct again_row *
again_undone(struct ui *ui, const char *order, int64_t rev)
{
	struct again *a = of(ui);

	for (size_t i = a->n; i-- > 0;)
		if (a->at[i].undone == rev &&
		    strcmp(a->at[i].order, order) == 0)
			return &a->at[i];
	return NULL;
}

struct again_row *
again_next(struct ui *ui, int batch, size_t *at)
{
	struct again *a = of(ui);

	for (; batch && *at < a->n; (*at)++)
		if (a->at[*at].batch == batch)
			return &a->at[(*at)++];
	return NULL;
}

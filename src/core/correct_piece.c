/* core/correct_piece.c - putting right what went where, and what was paid.
 *
 * A receipt booked for the wrong desk is taken back and booked for the right
 * one in one act; both stand in the journal, beside the one that was wrong.
 */
#include "work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/say.h"

#include "base/banned.h"

/* ---- pieces -------------------------------------------------------------- */

/* The piece of the same revision that is on its way to a desk. */
static const struct gd_piece *
on_its_way(struct gd_work *w, const struct gd_piece *like, const char *desk)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));)
		if (pc->state == GD_PIECE_SENT && pc->rev == like->rev &&
		    pc->lot == like->lot && pc->inst == like->inst &&
		    pc->class == like->class &&
		    strcmp(pc->kind, like->kind) == 0 &&
		    strcmp(pc->desk, desk) == 0)
			return pc;
	return NULL;
}

/* A step was booked that did not happen: the piece is where it was. */
static enum gd_code
taken_back(struct gd_work *w, struct gd_piece *row)
{
	const char *old = gd_piece_state_word(row->state);

	switch (row->state) {
	case GD_PIECE_HELD:
		if (!row->sent_ms && GUARD(w, GD_M_PIECE_STATE))
			return piece_refused(w, row,
			    GD_TR("one that was sent"));
		row->state = GD_PIECE_SENT;
		row->held_ms = 0;
		row->holder = row->proxy = "";
		break;
	case GD_PIECE_RETURNED:
	case GD_PIECE_DESTROYED:
		row->state = GD_PIECE_RECALL;
		break;
	case GD_PIECE_LOST:
		if (strcmp(row->note, "replaced") == 0)
			return piece_refused(w, row,
			    GD_TR("one that was not replaced"));
		row->state = row->held_ms   ? GD_PIECE_HELD
			     : row->sent_ms ? GD_PIECE_SENT
					    : GD_PIECE_DUE;
		break;
	default:
		if (GUARD(w, GD_M_PIECE_STATE))
			return piece_refused(w, row,
			    GD_TR("held, returned, destroyed or lost"));
	}
	correct_event(w, row->kind, row->no, row->desk, old,
	    gd_piece_state_word(row->state));
	row->cause = work_text(w, w->cmd->reason);
	work_put(w, GD_TAB_PIECE, row);
	return GD_OK;
}

/* Another desk: its own piece was receipted, or this one went there. */
static enum gd_code
other_desk(struct gd_work *w, struct gd_piece row)
{
	int desk = gd_wf_desk(w->wf, w->cmd->desk);
	const struct gd_piece *theirs;
	struct gd_piece right;
	const char *id;
	enum gd_code rc;

	if (desk < 0)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_DESK,
		    GD_T(w->cmd->desk));
	id = w->wf->desks[desk].name.id;
	if (strcmp(id, row.desk) == 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NOTHING_TO_CORRECT);
	theirs = row.state == GD_PIECE_HELD && row.sent_ms
		     ? on_its_way(w, &row, id)
		     : NULL;
	if (!theirs) {
		if (GUARD(w, GD_M_PIECE_STATE) && row.state != GD_PIECE_SENT &&
		    row.state != GD_PIECE_HELD && row.state != GD_PIECE_DUE &&
		    row.state != GD_PIECE_RECALL)
			return piece_refused(w, &row,
			    GD_TR("due, sent, held or called back"));
		correct_event(w, row.kind, row.no, "", row.desk, id);
		row.desk = id;
		row.cause = work_text(w, w->cmd->reason);
		work_put(w, GD_TAB_PIECE, &row);
		return GD_OK;
	}
	right = *theirs;
	right.state = GD_PIECE_HELD;
	right.held_ms =
	    row.held_ms > right.sent_ms ? row.held_ms : right.sent_ms;
	right.holder = row.holder;
	right.proxy = w->f->actor.login;
	rc = taken_back(w, &row);
	if (rc)
		return rc;
	work_event(w, GD_EV_HELD_BY, right.kind, right.desk, right.no);
	work_put(w, GD_TAB_PIECE, &right);
	return GD_OK;
}

/* That day, at the time of day it was booked. */
static int64_t
moved_ms(struct gd_work *w, int64_t ms, int32_t day)
{
	int32_t was = gd_ms_day(ms, w->f->utc_offset_min);

	return ms + (int64_t)(day - was) * 86400000;
}

static enum gd_code
piece_day(struct gd_work *w, struct gd_piece *row, const struct gd_pair *p,
    int64_t *ms)
{
	int32_t day = gd_day_read(p->value, w->f->today);
	char was[GD_DAY_TEXT], now[GD_DAY_TEXT];

	if (!*ms)
		return piece_refused(w, row, GD_TR("one that was sent"));
	if (day == GD_NO_DAY)
		return gd_fail(w->err, GD_USAGE, GD_M_BAD_DATE, GD_T(p->name),
		    GD_T(p->value));
	if (day > w->f->today)
		return gd_fail(w->err, GD_USAGE, GD_M_FUTURE_DAY, GD_D(day));
	gd_day_text(gd_ms_day(*ms, w->f->utc_offset_min), was);
	gd_day_text(day, now);
	*ms = moved_ms(w, *ms, day);
	if (*ms > w->f->now_ms)
		*ms = w->f->now_ms;
	correct_event(w, row->kind, row->no, p->name, was, now);
	return GD_OK;
}

static enum gd_code
piece_cell(struct gd_work *w, struct gd_piece *row, const struct gd_pair *p)
{
	const struct {
		const char *name;
		const char **cell;
	} texts[] = { { "carrier", &row->carrier },
		{ "tracking", &row->tracking }, { "holder", &row->holder },
		{ "note", &row->note } };

	if (strcmp(p->name, "sent") == 0)
		return piece_day(w, row, p, &row->sent_ms);
	if (strcmp(p->name, "received") == 0)
		return piece_day(w, row, p, &row->held_ms);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (strcmp(p->name, texts[i].name) != 0)
			continue;
		/* nobody holds what has not arrived; "replaced" is ours */
		if (i == 2 && row->state != GD_PIECE_HELD)
			return piece_refused(w, row, GD_TR("held"));
		if (i == 3 && row->state == GD_PIECE_LOST)
			return piece_refused(w, row, GD_TR("one not lost"));
		correct_event(w, row->kind, row->no, p->name, *texts[i].cell,
		    p->value);
		*texts[i].cell = work_text(w, p->value);
		return GD_OK;
	}
	return gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD_BUT, GD_T(p->name),
	    GD_T("sent, received, carrier, tracking, holder, note"));
}

/* What was sent with a piece is what the duty recorded too. */
static void
shipped_with(struct gd_work *w, const struct gd_piece *was,
    const struct gd_pair *p)
{
	int f = gd_wf_field(w->wf, p->name);
	struct gd_field row = { .name = f < 0 ? "" : w->wf->fields[f].name.id };

	if (f < 0 || (strcmp(p->name, "carrier") != 0 &&
			 strcmp(p->name, "tracking") != 0))
		return;
	row.lot = w->wf->fields[f].per_lot ? (was->lot ? was->lot : 1) : 0;
	row.value = work_text(w, p->value);
	if (strcmp(gd_field(&w->order, row.name, row.lot),
		strcmp(p->name, "carrier") == 0 ? was->carrier
						: was->tracking) == 0)
		work_put(w, GD_TAB_FIELD, &row);
}

/* A receipt, a desk, a tracking number, a day. */
enum gd_code
correct_piece(struct gd_work *w)
{
	const struct gd_piece *pc = gd_row_find(&w->order.sheet, GD_TAB_PIECE,
	    &(struct gd_piece){ .no = w->cmd->piece });
	struct gd_piece row, was;
	enum gd_code rc = GD_OK;

	if (!pc)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PIECE,
		    GD_N(w->cmd->piece), GD_T(gd_head(&w->order)->number));
	row = was = *pc;
	if (w->cmd->desk)
		return other_desk(w, row);
	if (!w->cmd->nfields)
		return taken_back(w, &row);
	for (int i = 0; i < w->cmd->nfields && !rc; i++)
		rc = piece_cell(w, &row, &w->cmd->fields[i]);
	if (!rc && row.held_ms && row.sent_ms && row.held_ms < row.sent_ms)
		rc = gd_fail(w->err, GD_REFUSED, GD_M_PIECE_DAYS);
	if (rc)
		return rc;
	work_put(w, GD_TAB_PIECE, &row);
	for (int i = 0; i < w->cmd->nfields; i++)
		shipped_with(w, &was, &w->cmd->fields[i]);
	return GD_OK;
}

/* ---- payment rows -------------------------------------------------------- */

bool
payment_name(const char *name, int64_t *no, const char **cell)
{
	char *end;

	if (strncmp(name, "payment:", 8) != 0 || name[8] < '1' || name[8] > '9')
		return false;
	*no = strtoll(name + 8, &end, 10);
	*cell = *end == ':' ? end + 1 : end;
	return *end == ':' && *no < 100000;
}

bool
payment_credit_cell(const char *cell)
{
	return strcmp(cell, "credited") == 0 || strcmp(cell, "day") == 0;
}

static enum gd_code
read_cell(struct gd_work *w, const char *cell, enum gd_field_type type,
    const char *typed, const char **out)
{
	struct gd_field_def def = { .name = { .id = cell },
		.type = type,
		.min = 1 };

	return value_read(w, &def, typed, out);
}

/* guard:currency - an amount of money in the row's own currency, which an
 * owed amount may set while nothing was credited. */
static enum gd_code
money_cell(struct gd_work *w, struct gd_payment *row, const char *cell,
    const char *typed, int64_t *at)
{
	size_t len = strlen(typed);
	const char *v, *code;
	enum gd_code rc;

	if (len && typed[len - 1] >= '0' && typed[len - 1] <= '9' &&
	    *row->currency)
		typed = work_printf(w, "%s %s", typed, row->currency);
	rc = read_cell(w, cell, GD_FIELD_MONEY, typed, &v);
	if (rc)
		return rc;
	code = *v ? strrchr(v, ' ') + 1 : row->currency;
	if (GUARD(w, GD_M_OTHER_CURRENCY) && *row->currency &&
	    strcmp(code, row->currency) != 0 &&
	    (at == &row->credited || row->credited))
		return gd_fail(w->err, GD_REFUSED, GD_M_OTHER_CURRENCY,
		    GD_T(code), GD_T(row->currency));
	*at = *v ? value_number(v) : 0;
	row->currency = work_text(w, code);
	return GD_OK;
}

static enum gd_code
day_cell(struct gd_work *w, const char *cell, const char *typed, int64_t *at)
{
	const char *v;
	enum gd_code rc = read_cell(w, cell, GD_FIELD_DATE, typed, &v);

	if (!rc)
		*at = *v ? gd_day_parse(v) : 0;
	if (!rc && payment_credit_cell(cell) && *at > w->f->today)
		return gd_fail(w->err, GD_USAGE, GD_M_FUTURE_DAY,
		    GD_D((int32_t)*at));
	return rc;
}

/* A cell in words; "" for none. */
static const char *
payment_words(struct gd_work *w, const struct gd_payment *p, const char *cell)
{
	char day[GD_DAY_TEXT];

	if (strcmp(cell, "amount") == 0)
		return p->amount ? money_words(w, p->amount, p->currency) : "";
	if (strcmp(cell, "credited") == 0)
		return p->credited ? money_words(w, p->credited, p->currency)
				   : "";
	if (strcmp(cell, "day") == 0)
		return p->credited_day
			   ? work_text(w,
				 gd_day_text((int32_t)p->credited_day, day))
			   : "";
	if (strcmp(cell, "due") == 0)
		return p->due_day
			   ? work_text(w, gd_day_text((int32_t)p->due_day, day))
			   : "";
	if (strcmp(cell, "note") == 0)
		return p->note;
	return strcmp(cell, "trigger") == 0 ? p->trigger : p->method;
}

static const char *
word_of(const struct gd_name *names, int n, const char *typed)
{
	for (int i = 0; i < n; i++)
		if (strcmp(names[i].id, typed) == 0)
			return names[i].id;
	return NULL;
}

/* One cell of a payment row: what was owed or credited wrongly. */
enum gd_code
correct_payment(struct gd_work *w, int64_t no, const char *cell,
    const char *typed)
{
	const struct gd_payment *old = gd_row_find(&w->order.sheet,
	    GD_TAB_PAYMENT, &(struct gd_payment){ .no = no });
	struct gd_payment row;
	const char *was, *word;
	enum gd_code rc = GD_OK;

	if (!old)
		return gd_fail(w->err, GD_MISSING, GD_M_NO_PAYMENT, GD_N(no),
		    GD_T(gd_head(&w->order)->number));
	row = *old;
	was = payment_words(w, &row, cell);
	if (strcmp(cell, "amount") == 0)
		rc = money_cell(w, &row, cell, typed, &row.amount);
	else if (strcmp(cell, "credited") == 0)
		rc = money_cell(w, &row, cell, typed, &row.credited);
	else if (strcmp(cell, "day") == 0)
		rc = day_cell(w, cell, typed, &row.credited_day);
	else if (strcmp(cell, "due") == 0) {
		row.reckoned = 0; /* typed; "" lets the workflow say it */
		rc = day_cell(w, cell, typed, &row.due_day);
	} else if (strcmp(cell, "note") == 0)
		row.note = work_text(w, typed);
	else if (strcmp(cell, "trigger") == 0 &&
		 (word = word_of(w->wf->triggers, w->wf->ntriggers, typed)))
		row.trigger = word;
	else if (strcmp(cell, "method") == 0 &&
		 (word = word_of(w->wf->methods, w->wf->nmethods, typed)))
		row.method = word;
	else
		return gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD,
		    GD_T(work_printf(w, "payment:%lld:%s", (long long)no,
			cell)));
	if (rc)
		return rc;
	if (!row.credited)
		row.credited_day = 0;
	else if (!row.credited_day)
		row.credited_day = w->f->today;
	correct_event(w, work_printf(w, "payment:%lld:%s", (long long)no, cell),
	    no, "", was, payment_words(w, &row, cell));
	work_put(w, GD_TAB_PAYMENT, &row);
	return GD_OK;
}

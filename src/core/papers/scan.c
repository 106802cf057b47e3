/* core/papers/scan.c - a code names a piece, a paper or a step; what is there
 * to do?
 *
 *   sent, for a desk that asks  -> book the receipt
 *   called back, at the clerk's -> book the return
 *   anything else               -> say what it is; nothing is written
 *
 * Only what may be booked at a desk is: another desk's piece stays where it
 * is until somebody says that he takes it for that desk.
 */
#include "core/scan.h"

#include <string.h>

#include "base/day.h"
#include "base/say.h"

#include "../work.h"

#include "base/banned.h"

const char *
gd_scan_word(enum gd_scan_answer answer)
{
	static const char *const words[] = {
#define X(id, word) [id] = word,
		GD_SCANS(X)
#undef X
	};

	return words[answer];
}

bool
gd_scan_good(enum gd_scan_answer answer)
{
	return answer <= GD_SCAN_BACK;
}

static bool
among(const char *const *desks, int n, const char *desk)
{
	for (int i = 0; i < n; i++)
		if (strcmp(desks[i], desk) == 0)
			return true;
	return false;
}

/* Is it a piece of a desk that asks? */
static bool
asked(const struct gd_scan_ask *ask, const char *desk)
{
	if (ask->desks)
		return among(ask->desks, ask->ndesks, desk);
	return among(ask->actor->desks, ask->actor->ndesks, desk);
}

static const char *
clerk_desk(const struct gd_workflow *wf)
{
	for (int d = 0; d < wf->ndesks; d++)
		if (wf->desks[d].clerk)
			return wf->desks[d].name.id;
	return "";
}

/* Copies that come back are taken in by the clerk, or by the desk that keeps
 * the original. */
static bool
takes_back(const struct gd_workflow *wf, const struct gd_scan_ask *ask,
    const struct gd_scan_line *line)
{
	const struct gd_actor *a = ask->actor;

	return among(a->desks, a->ndesks, line->keeper) ||
	       among(a->desks, a->ndesks, clerk_desk(wf));
}

static const struct gd_piece *
newer_piece(const struct gd_order *o, const struct gd_piece *old, int64_t rev)
{
	struct gd_at at = { old->lot, old->inst, old->inst };
	const struct gd_piece *pc, *best = NULL;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		if (piece_of(pc, old->kind, at) && pc->rev == rev &&
		    strcmp(pc->desk, old->desk) == 0 &&
		    (!best || pc->class == old->class))
			best = pc;
	return best;
}

static enum gd_scan_answer
answer_of(const struct gd_workflow *wf, const struct gd_scan_ask *ask,
    const struct gd_scan_line *line)
{
	const struct gd_piece *pc = line->piece;
	bool old = pc->rev && line->in_force > pc->rev;

	switch (pc->state) {
	case GD_PIECE_SENT:
		return ask->any || asked(ask, pc->desk) ? GD_SCAN_RECEIPT
							: GD_SCAN_OTHER_DESK;
	case GD_PIECE_HELD:
		return old ? GD_SCAN_OLD : GD_SCAN_HELD;
	case GD_PIECE_RECALL:
		return ask->code.kind == GD_CODE_PIECE &&
			       takes_back(wf, ask, line)
			   ? GD_SCAN_RETURN
			   : GD_SCAN_CALLED_BACK;
	case GD_PIECE_RETURNED:
		return GD_SCAN_BACK;
	case GD_PIECE_DUE:
		return GD_SCAN_NOT_SENT;
	case GD_PIECE_LOST:
		return GD_SCAN_FOUND;
	case GD_PIECE_DESTROYED:
		return GD_SCAN_GONE;
	default:
		return old ? GD_SCAN_OLD : GD_SCAN_VOID;
	}
}

static void
add_line(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_scan_ask *ask, const struct gd_piece *pc,
    struct gd_scan *out)
{
	struct gd_scan_line *line;
	const struct gd_paper *p = gd_paper(o, pc->kind, pc->lot, pc->inst);
	const char *keeper = original_at(o, pc->kind,
	    (struct gd_at){ pc->lot, pc->inst, pc->inst });
	int desk = keeper ? gd_wf_desk(wf, keeper) : -1;

	if (out->n == GD_SCAN_LINES)
		return;
	line = &out->lines[out->n++];
	*line = (struct gd_scan_line){ .piece = pc,
		.in_force = p ? p->in_force : 0,
		.keeper = desk < 0 ? clerk_desk(wf) : wf->desks[desk].name.id };
	if (line->in_force > pc->rev)
		line->newer = newer_piece(o, pc, line->in_force);
	line->answer = answer_of(wf, ask, line);
}

static const struct gd_piece *
piece_no(const struct gd_order *o, int64_t no)
{
	return gd_row_find(&o->sheet, GD_TAB_PIECE,
	    &(struct gd_piece){ .no = no });
}

/* What of a slip can still be at a desk. */
static bool
at_a_desk(const struct gd_piece *pc)
{
	return pc->state == GD_PIECE_DUE || pc->state == GD_PIECE_SENT ||
	       pc->state == GD_PIECE_HELD || pc->state == GD_PIECE_RECALL;
}

/* The piece a slip was made for tells paper and revision. */
static enum gd_code
scan_slip(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_scan_ask *ask, struct gd_scan *out, struct gd_err *err)
{
	const struct gd_piece *first = piece_no(o, ask->code.number), *pc;
	struct gd_at at;

	if (!first)
		return gd_fail(err, GD_MISSING, GD_M_NO_PIECE,
		    GD_N(ask->code.number), GD_T(gd_head(o)->number));
	at = (struct gd_at){ first->lot, first->inst, first->inst };
	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		if (piece_of(pc, first->kind, at) && pc->rev == first->rev &&
		    at_a_desk(pc) && asked(ask, pc->desk))
			add_line(wf, o, ask, pc, out);
	if (out->n)
		return GD_OK;
	add_line(wf, o, ask, first, out);
	if (out->lines[0].in_force <= first->rev)
		out->lines[0].answer = GD_SCAN_NOT_YOURS;
	return GD_OK;
}

static enum gd_code
scan_step(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_scan_ask *ask, struct gd_scan *out, struct gd_err *err)
{
	const struct gd_piece *pc, *any = NULL;
	int64_t step, lot;

	gd_code_step_of(ask->code.number, &step, &lot);
	if (step >= wf->nsteps)
		return gd_fail(err, GD_MISSING, GD_M_NO_STEP, GD_N(step + 1));
	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));) {
		int paper = gd_wf_paper(wf, pc->kind);

		if (paper < 0 || wf->papers[paper].step != step ||
		    (lot && pc->lot != lot))
			continue;
		any = any ? any : pc;
		if (at_a_desk(pc) && asked(ask, pc->desk))
			add_line(wf, o, ask, pc, out);
	}
	if (!any)
		return gd_fail(err, GD_MISSING, GD_M_SCAN_STEP_EMPTY,
		    GD_T(wf->steps[step].name.id), GD_T(gd_head(o)->number));
	if (!out->n) {
		add_line(wf, o, ask, any, out);
		out->lines[0].answer = GD_SCAN_NOT_YOURS;
	}
	return GD_OK;
}

enum gd_code
gd_scan(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_scan_ask *ask, struct gd_scan *out, struct gd_err *err)
{
	const struct gd_piece *pc;

	out->n = 0;
	if (ask->any && ask->code.kind != GD_CODE_PIECE &&
	    ask->code.kind != GD_CODE_ORDER)
		return gd_fail(err, GD_USAGE, GD_M_SCAN_WHICH_DESK);
	switch (ask->code.kind) {
	case GD_CODE_ORDER:
		out->lines[out->n++] =
		    (struct gd_scan_line){ .answer = GD_SCAN_ORDER,
			    .keeper = "" };
		return GD_OK;
	case GD_CODE_SLIP:
		return scan_slip(wf, o, ask, out, err);
	case GD_CODE_STEP:
		return scan_step(wf, o, ask, out, err);
	case GD_CODE_PIECE:
		break;
	}
	pc = piece_no(o, ask->code.number);
	if (!pc)
		return gd_fail(err, GD_MISSING, GD_M_NO_PIECE,
		    GD_N(ask->code.number), GD_T(gd_head(o)->number));
	add_line(wf, o, ask, pc, out);
	return GD_OK;
}

bool
gd_scan_command(const struct gd_scan_line *line, struct gd_command *cmd)
{
	*cmd = (struct gd_command){ 0 };
	if (line->answer == GD_SCAN_RECEIPT)
		cmd->verb = GD_DO_RECEIVE;
	else if (line->answer == GD_SCAN_RETURN)
		cmd->verb = GD_DO_RETURNED;
	else
		return false;
	cmd->piece = line->piece->no;
	return true;
}

int64_t
gd_scan_slip_number(const struct gd_order *o, const char *kind, int64_t lot,
    int64_t inst, int64_t rev)
{
	struct gd_at at = { lot, inst, inst };
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		if (piece_of(pc, kind, at) && pc->rev == rev)
			return pc->no;
	return 0;
}

/* ---- in words ------------------------------------------------------------ */

static const char *
newer_words(const struct gd_piece *newer)
{
	switch (newer->state) {
	case GD_PIECE_DUE:
		return GD_TR("not sent yet");
	case GD_PIECE_SENT:
		return GD_TR("on its way");
	case GD_PIECE_HELD:
		return GD_TR("there already");
	default:
		return gd_piece_state_word(newer->state);
	}
}

static void
say_old(const struct gd_scan_line *line, struct gd_err *out)
{
	const struct gd_piece *pc = line->piece;

	if (line->newer)
		(void)gd_fail(out, GD_REFUSED, GD_M_SCAN_OLD, GD_T(pc->kind),
		    GD_N(pc->no), GD_N(line->in_force),
		    GD_W(newer_words(line->newer)));
	else
		(void)gd_fail(out, GD_REFUSED, GD_M_SCAN_OLD_NONE,
		    GD_T(pc->kind), GD_N(pc->no), GD_N(line->in_force));
}

static void
say_held(const struct gd_piece *pc, int utc_offset_min, struct gd_err *out)
{
	char when[GD_MS_TEXT] = "";

	if (pc->held_ms)
		gd_moment_text(pc->held_ms, utc_offset_min, when);
	(void)gd_fail(out, GD_OK, GD_M_SCAN_HELD, GD_T(pc->kind), GD_N(pc->no),
	    GD_T(*pc->holder ? pc->holder : pc->desk), GD_T(when));
}

static void
say_called_back(const struct gd_scan_line *line, struct gd_err *out)
{
	const struct gd_piece *pc = line->piece;

	if (line->in_force > pc->rev)
		(void)gd_fail(out, GD_REFUSED, GD_M_SCAN_CALLED_BACK_OLD,
		    GD_T(pc->kind), GD_N(pc->no), GD_N(line->in_force),
		    GD_T(line->keeper));
	else
		(void)gd_fail(out, GD_REFUSED, GD_M_SCAN_CALLED_BACK,
		    GD_T(pc->kind), GD_N(pc->no), GD_T(line->keeper));
}

/* Those that name the piece and at most its desk. */
static const struct {
	enum gd_scan_answer answer;
	enum gd_msg msg;
} plain[] = {
	{ GD_SCAN_RECEIPT, GD_M_SCAN_RECEIPT },
	{ GD_SCAN_RETURN, GD_M_SCAN_RETURN },
	{ GD_SCAN_BACK, GD_M_SCAN_BACK },
	{ GD_SCAN_OTHER_DESK, GD_M_SCAN_OTHER_DESK },
	{ GD_SCAN_NOT_YOURS, GD_M_SCAN_NOT_YOURS },
	{ GD_SCAN_NOT_SENT, GD_M_SCAN_NOT_SENT },
	{ GD_SCAN_VOID, GD_M_SCAN_VOID },
	{ GD_SCAN_FOUND, GD_M_SCAN_FOUND },
	{ GD_SCAN_GONE, GD_M_SCAN_GONE },
};

void
gd_scan_sentence(const struct gd_order *o, const struct gd_scan_line *line,
    int utc_offset_min, struct gd_err *out)
{
	const struct gd_piece *pc = line->piece;
	enum gd_msg msg = GD_M_NONE;

	*out = (struct gd_err)GD_ERR_INIT;
	if (line->answer == GD_SCAN_ORDER) {
		(void)gd_fail(out, GD_OK, GD_M_SCAN_ORDER,
		    GD_T(gd_head(o)->number));
		return;
	}
	if (line->answer == GD_SCAN_OLD) {
		say_old(line, out);
		return;
	}
	if (line->answer == GD_SCAN_HELD) {
		say_held(pc, utc_offset_min, out);
		return;
	}
	if (line->answer == GD_SCAN_CALLED_BACK) {
		say_called_back(line, out);
		return;
	}
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (plain[i].answer == line->answer)
			msg = plain[i].msg;
	if (line->answer == GD_SCAN_FOUND && strcmp(pc->note, "replaced") == 0)
		msg = GD_M_SCAN_FOUND_REPLACED;
	if (line->answer == GD_SCAN_RECEIPT && line->in_force > pc->rev)
		msg = GD_M_SCAN_RECEIPT_OLD;
	(void)gd_fail(out, gd_scan_good(line->answer) ? GD_OK : GD_REFUSED, msg,
	    GD_T(pc->kind), GD_N(pc->no), GD_T(pc->desk), GD_N(line->in_force));
}

/* app/papers/scan.c - a code from a slip: find the order, book what there is.
 *
 * The core says what the code means; each receipt or return is an act like
 * any other.  When somebody else was faster, the order is looked at again and
 * the answer is what it is then.
 */
#include "app/scan.h"

#include <string.h>

#include "base/day.h"

#include "../app_priv.h"

#include "base/banned.h"

#define MAX_ORDERS 4 /* of one prefix: one, but for a made-up book */

void
gd_scanned_release(struct gd_scanned *s)
{
	gd_order_release(&s->order);
	*s = (struct gd_scanned){ 0 };
}

/* What is asked of the core: whose pieces. */
struct asking {
	struct gd_scan_ask ask;
	struct app_facts me, other;
	const char *desk[1];
};

static void
asking_release(struct asking *q)
{
	app_facts_release(&q->me);
	app_facts_release(&q->other);
}

static enum gd_code
asking_fill(struct gd_app *app, const struct gd_scan_for *whom,
    const struct gd_workflow *wf, const struct gd_order *o, struct asking *q,
    struct gd_err *err)
{
	int d;

	app_facts(app, app->login, wf, o, NULL, &q->me);
	q->ask.actor = &q->me.f.actor;
	q->ask.desks = NULL;
	q->ask.any = whom->proxy && !whom->desk && !whom->login;
	if (whom->desk) {
		d = gd_wf_desk(wf, whom->desk);
		if (d < 0)
			return gd_fail(err, GD_MISSING, GD_M_NO_DESK,
			    GD_T(whom->desk));
		q->desk[0] = wf->desks[d].name.id;
		q->ask.desks = q->desk;
		q->ask.ndesks = 1;
	} else if (whom->login) {
		app_facts(app, whom->login, wf, o, NULL, &q->other);
		/* who sits nowhere has no pieces, not those of everybody */
		q->ask.ndesks = q->other.f.actor.ndesks;
		q->ask.desks = q->ask.ndesks ? q->other.f.actor.desks : q->desk;
	}
	return GD_OK;
}

/* Load an order and ask what the code means for it. */
static enum gd_code
look(struct gd_app *app, const char *id, const struct gd_code_said *code,
    const struct gd_scan_for *whom, struct gd_scanned *out, struct gd_err *err)
{
	struct asking q = { .ask = { .code = *code } };
	enum gd_code rc;

	gd_order_release(&out->order);
	gd_order_init(&out->order);
	rc = gd_store_order_load(app->store, id, &out->order, err);
	if (rc == GD_OK)
		rc = gd_app_workflow(app, gd_head(&out->order)->workflow,
		    (int)gd_head(&out->order)->version, &out->wf, err);
	if (rc == GD_OK)
		rc = asking_fill(app, whom, out->wf, &out->order, &q, err);
	if (rc == GD_OK)
		rc = gd_scan(out->wf, &out->order, &q.ask, &out->scan, err);
	asking_release(&q);
	return rc;
}

/* The order a code is of: the one of its ids that has such a thing. */
static enum gd_code
find(struct gd_app *app, const struct gd_code_said *code,
    const struct gd_scan_for *whom, struct gd_scanned *out, char id[GD_ID_TEXT],
    struct gd_err *err)
{
	char ids[MAX_ORDERS][GD_ID_TEXT];
	char first[GD_ARG_MAX] = "";
	int n, found = -1;
	enum gd_code rc = gd_store_order_prefix(app->store, code->prefix,
	    MAX_ORDERS, ids, &n, err);

	if (rc == GD_OK && n == 0)
		rc = gd_fail(err, GD_MISSING, GD_M_SCAN_NO_ORDER);
	for (int i = 0; i < n && (rc == GD_OK || rc == GD_MISSING); i++) {
		rc = look(app, ids[i], code, whom, out, err);
		if (rc != GD_OK)
			continue;
		if (found >= 0)
			return gd_fail(err, GD_REFUSED, GD_M_SCAN_MANY,
			    GD_T(first), GD_T(gd_head(&out->order)->number));
		found = i;
		strncat(first, gd_head(&out->order)->number, sizeof first - 1);
	}
	if (found < 0)
		return rc;
	memcpy(id, ids[found], GD_ID_TEXT);
	return n == 1 ? rc : look(app, id, code, whom, out, err);
}

static const struct gd_piece *
piece_no(const struct gd_order *o, int64_t no)
{
	return no ? gd_row_find(&o->sheet, GD_TAB_PIECE,
			&(struct gd_piece){ .no = no })
		  : NULL;
}

/* Load the order as it is now; the lines go on naming their pieces. */
static enum gd_code
load_again(struct gd_app *app, const char *id, struct gd_scanned *out,
    struct gd_err *err)
{
	int64_t pieces[GD_SCAN_LINES][2] = { { 0 } };
	enum gd_code rc;

	for (int i = 0; i < out->scan.n; i++) {
		const struct gd_scan_line *l = &out->scan.lines[i];

		pieces[i][0] = l->piece ? l->piece->no : 0;
		pieces[i][1] = l->newer ? l->newer->no : 0;
	}
	gd_order_release(&out->order);
	gd_order_init(&out->order);
	rc = gd_store_order_load(app->store, id, &out->order, err);
	for (int i = 0; rc == GD_OK && i < out->scan.n; i++) {
		out->scan.lines[i].piece = piece_no(&out->order, pieces[i][0]);
		out->scan.lines[i].newer = piece_no(&out->order, pieces[i][1]);
	}
	return rc;
}

/* The answer of now for a line that could not be booked. */
static bool
answer_of_now(struct gd_app *app, const char *id,
    const struct gd_code_said *code, const struct gd_scan_for *whom,
    int64_t piece, enum gd_scan_answer *answer)
{
	struct gd_scanned now = { 0 };
	bool other = false;

	gd_order_init(&now.order);
	if (look(app, id, code, whom, &now, NULL) == GD_OK)
		for (int i = 0; i < now.scan.n; i++) {
			const struct gd_scan_line *l = &now.scan.lines[i];

			if (!l->piece || l->piece->no != piece)
				continue;
			other = l->answer != *answer;
			*answer = l->answer;
		}
	gd_order_release(&now.order);
	return other;
}

static void
book(struct gd_app *app, const char *id, const struct gd_code_said *code,
    const struct gd_scan_for *whom, struct gd_scanned *out, int i)
{
	struct gd_scan_line *line = &out->scan.lines[i];
	struct gd_command cmd;
	struct gd_err err = GD_ERR_INIT;

	if (!gd_scan_command(line, &cmd))
		return;
	if (cmd.verb == GD_DO_RECEIVE) {
		cmd.holder = whom->login;
		cmd.proxy = whom->proxy;
	}
	if (gd_app_act(app, id, &cmd, NULL, NULL, &err) == GD_OK) {
		out->lines[i].booked = true;
		out->booked++;
	} else if (!answer_of_now(app, id, code, whom, cmd.piece,
		       &line->answer)) {
		out->lines[i].why = err;
	}
}

enum gd_code
gd_app_scan(struct gd_app *app, const char *text, size_t len,
    const struct gd_scan_for *whom, struct gd_scanned *out, struct gd_err *err)
{
	struct gd_code_said code;
	char id[GD_ID_TEXT];
	enum gd_code rc;

	*out = (struct gd_scanned){ 0 };
	gd_order_init(&out->order);
	rc = gd_code_read(text, len, &code, err);
	if (rc == GD_OK && whom->login && *whom->login)
		rc = gd_row_find(gd_app_office(app), GD_OFF_PERSON,
			 &(struct gd_person){ .login = whom->login })
			 ? GD_OK
			 : gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_PERSON,
			       GD_T(whom->login));
	if (rc == GD_OK)
		rc = find(app, &code, whom, out, id, err);
	if (rc != GD_OK) {
		gd_scanned_release(out);
		return rc;
	}
	for (int i = 0; i < out->scan.n; i++)
		book(app, id, &code, whom, out, i);
	rc = load_again(app, id, out, err);
	if (rc != GD_OK)
		gd_scanned_release(out);
	return rc;
}

enum gd_code
gd_app_scan_code(const struct gd_scanned *s)
{
	for (int i = 0; i < s->scan.n; i++)
		if (s->lines[i].why.code ||
		    !gd_scan_good(s->scan.lines[i].answer))
			return GD_REFUSED;
	return GD_OK;
}

void
gd_app_scan_sentence(const struct gd_scanned *s, int i, struct gd_err *out)
{
	if (s->lines[i].why.code) {
		*out = s->lines[i].why;
		return;
	}
	gd_scan_sentence(&s->order, &s->scan.lines[i], gd_utc_offset_min(),
	    out);
}

/* core/view/naming.c - the ids in messages, and their names. */
#include "core/view/naming.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

#include "base/banned.h"

/* A letter an argument; '.' stays as it is. */
static const struct {
	enum gd_msg msg;
	const char *args;
} ids[] = {
	{ GD_M_OFFICE_PERSON_CLOSED, "h" },
	{ GD_M_OFFICE_LAST_ADMIN, "h" },
	{ GD_M_OFFICE_NOT_HELD, "hr" },
	{ GD_M_OFFICE_NO_DEPUTY, "hh" },
	{ GD_M_APP_STALE, ".vh" },
	{ GD_M_APP_WORK_LEFT, "h" },
	{ GD_M_APP_NOTHING_LEFT, "h" },
	{ GD_M_APP_NOTHING_COMING, "h" },
	{ GD_M_HANDOVER_ROLE, "hr" },
	{ GD_M_HANDOVER_NONE, "h" },
	{ GD_M_HANDOVER_SELF, "h" },
	{ GD_M_NOT_ASSIGNED, "rh" },
	{ GD_M_NEEDS_ROLE, "r" },
	{ GD_M_NEEDS_REASON, "v" },
	{ GD_M_NO_OVERRIDE, "ac" },
	{ GD_M_BAD_MONEY, "f" },
	{ GD_M_BAD_NUMBER, "f" },
	{ GD_M_OUT_OF_RANGE, "f" },
	{ GD_M_BAD_CHOICE, "f" },
	{ GD_M_BAD_DATE, "f" },
	{ GD_M_BAD_DATE_HOUR, "f" },
	{ GD_M_FIELD_MISSING, "f" },
	{ GD_M_ORDER_STATE, "..v" },
	{ GD_M_WHICH_LOT, "a" },
	{ GD_M_ASSIGN_ROLE, "hr" },
	{ GD_M_FIELD_ON_PAPER, "fpk" },
	{ GD_M_CUSTOMER_ON_PAPER, "p" },
	{ GD_M_COMPANY_ON_PAPER, "p" },
	{ GD_M_COVER_NOT_YET, "p" },
	{ GD_M_COVER_CHAIN, "p" },
	{ GD_M_COVER_KIND, "p" },
	{ GD_M_NO_PLACE, "a" },
	{ GD_M_DUTY_NA, "a" },
	{ GD_M_DUTY_NOT_YET, "ac" },
	{ GD_M_STEP_CLOSED, "as" },
	{ GD_M_DUTY_BLOCKED, "ac" },
	{ GD_M_THING_LOST, "ap" },
	{ GD_M_DONE_ALREADY, "ah" },
	{ GD_M_WINDOW_CLOSED, "ac" },
	{ GD_M_NEEDS_OUTCOME, "d" },
	{ GD_M_NO_OUTCOME, ".d" },
	{ GD_M_NOTHING_TO_SEND, "a" },
	{ GD_M_DERIVED, "dc" },
	{ GD_M_NOT_WAIVABLE, "a" },
	{ GD_M_SETTLED_ALREADY, "d" },
	{ GD_M_NOTHING_TO_WAIVE, "s" },
	{ GD_M_OPEN_ALREADY, "s" },
	{ GD_M_NOT_DONE, "d" },
	{ GD_M_ROUND_USED, "l" },
	{ GD_M_STILL_OPEN, "a" },
	{ GD_M_NO_OFFER, "d" },
	{ GD_M_NOT_OFFERED, "dh" },
	{ GD_M_OFFER_TAKEN, "dh" },
	{ GD_M_OFFER_OTHERS, "dh" },
	{ GD_M_OFFER_DECLINED, "dh" },
	{ GD_M_OFFER_POOL, "hdr" },
	{ GD_M_OFFER_WHOM, "d" },
	{ GD_M_NOTHING_TO_SETTLE, "dh" },
	{ GD_M_PAPER_RECEIVED, "p" },
	{ GD_M_PAPER_IN_FORCE, "p" },
	{ GD_M_NOT_ISSUED, "p" },
	{ GD_M_UNISSUED_EXISTS, "p" },
	{ GD_M_FORM_NO_REVISION, "p" },
	{ GD_M_FORM_NO_PIECE, "p" },
	{ GD_M_SLIP_NOTHING, "s" },
	{ GD_M_NOT_MADE, "p" },
	{ GD_M_NOT_MADE_THIS, "p" },
	{ GD_M_OWN_WORK, "ph" },
	{ GD_M_SIGNED_OTHER, "phr" },
	{ GD_M_NO_SIGNATURE_NEEDED, "p" },
	{ GD_M_ALL_SIGNED, "p" },
	{ GD_M_SIGNED_ALREADY, "pr" },
	{ GD_M_PAPER_INCOMPLETE, "pf" },
	{ GD_M_NOT_DRAFT, "p" },
	{ GD_M_NOT_A_SIGNER, "p" },
	{ GD_M_NOT_SIGNED_BY_YOU, "p" },
	{ GD_M_UNSIGNED, "pr" },
	{ GD_M_THING_HERE, "pk" },
	{ GD_M_GATE_CLOSED, "pc" },
	{ GD_M_PIECE_STATE, ".p" },
	{ GD_M_NO_SUCH_PIECE, "pk" },
	{ GD_M_ONLY_COPIES, "p" },
	{ GD_M_UNDO_OTHER, "hv" },
	{ GD_M_UNDO_LEFT, "v" },
	{ GD_M_PRINT_STATE, ".p" },
	{ GD_M_PRINT_OLD, "p" },
	{ GD_M_PRINT_AGAIN, "p" },
	{ GD_M_PRINT_AGAIN_PAPER, "p" },
	{ GD_M_PRINT_NOTHING, "p" },
	{ GD_M_PRINT_SLIP, "p" },
	{ GD_M_SCAN_RECEIPT, "p.k" },
	{ GD_M_SCAN_RECEIPT_OLD, "p.k" },
	{ GD_M_SCAN_RETURN, "p.k" },
	{ GD_M_SCAN_HELD, "p.h" },
	{ GD_M_SCAN_BACK, "p.k" },
	{ GD_M_SCAN_OTHER_DESK, "p.k" },
	{ GD_M_SCAN_NOT_YOURS, "p" },
	{ GD_M_SCAN_OLD, "p" },
	{ GD_M_SCAN_OLD_NONE, "p" },
	{ GD_M_SCAN_CALLED_BACK, "p.k" },
	{ GD_M_SCAN_CALLED_BACK_OLD, "p..k" },
	{ GD_M_SCAN_NOT_SENT, "p.k" },
	{ GD_M_SCAN_VOID, "p" },
	{ GD_M_SCAN_FOUND, "p.k" },
	{ GD_M_SCAN_FOUND_REPLACED, "p.k" },
	{ GD_M_SCAN_GONE, "p.k" },
	{ GD_M_SCAN_STEP_EMPTY, "s" },
	{ GD_M_TAKEN_OUTCOME, ".d" },
	{ GD_M_TAKEN_ADHOC, "d" },
	{ GD_M_TAKEN_NO_SIGN, "pr" },
	{ GD_M_MOVE_FIXED, "ao" },
	{ GD_M_MOVE_GRANTED_BY, "ao" },
};

/* What an act is called on a list of things to do. */
static const struct {
	const char *word, *said;
} verbs[] = {
	{ "fill", GD_TR("record") },
	{ "do", GD_TR("record") },
	{ "choose", GD_TR("answer") },
	{ "make", GD_TR("make") },
	{ "sign", GD_TR("sign") },
	{ "issue", GD_TR("issue") },
	{ "send", GD_TR("send") },
	{ "receive", GD_TR("receive") },
	{ "receipt", GD_TR("record receipt") },
	{ "edit", GD_TR("edit") },
	{ "waive", GD_TR("waive") },
	{ "skip", GD_TR("waive") },
	{ "open", GD_TR("open early") },
	{ "revise", GD_TR("revise") },
	{ "void", GD_TR("declare void") },
	{ "sendback", GD_TR("send back") },
	{ "withdraw", GD_TR("withdraw signature") },
	{ "recall", GD_TR("call back") },
	{ "returned", GD_TR("take back") },
	{ "destroyed", GD_TR("destroyed") },
	{ "lost", GD_TR("lost") },
	{ "replace", GD_TR("replace") },
	{ "offer", GD_TR("offer") },
	{ "accept", GD_TR("accept") },
	{ "refuse", GD_TR("refuse") },
	{ "release", GD_TR("give back") },
	{ "credit", GD_TR("credit") },
	{ "payment", GD_TR("payment row") },
	{ "inform", GD_TR("inform") },
	{ "hold", GD_TR("hold") },
	{ "resume", GD_TR("resume") },
	{ "cancel", GD_TR("cancel") },
	{ "close", GD_TR("complete") },
	{ "reopen", GD_TR("reopen") },
	{ "move", GD_TR("move a date") },
	{ "dist", GD_TR("distribution") },
	{ "correct", GD_TR("correct") },
	{ "undo", GD_TR("undo") },
	{ "note", GD_TR("note") },
	{ "split", GD_TR("ship apart") },
	{ "short", GD_TR("ship less") },
	{ "cover", GD_TR("cover") },
	{ "print", GD_TR("print") },
};

const char *
gd_verb_said(const char *word)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(verbs[i].word, word) == 0)
			return verbs[i].said;
	return word;
}

static char
letter_of(enum gd_msg msg, int arg)
{
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		if (ids[i].msg == msg)
			return (size_t)arg < strlen(ids[i].args)
				   ? ids[i].args[arg]
				   : '.';
	return '.';
}

enum gd_thing
gd_msg_thing(enum gd_msg msg, int arg)
{
	switch (letter_of(msg, arg)) {
	case 'a':
		return GD_THING_ANY;
	case 'd':
		return GD_THING_DUTY;
	case 'p':
		return GD_THING_PAPER;
	case 'f':
		return GD_THING_FIELD;
	case 'k':
		return GD_THING_DESK;
	case 'r':
		return GD_THING_ROLE;
	case 's':
		return GD_THING_STEP;
	case 'l':
		return GD_THING_LOOP;
	case 'h':
		return GD_THING_PERSON;
	case 'v':
		return GD_THING_VERB;
	case 'c':
		return GD_THING_WORD;
	case 'o':
		return GD_THING_SOURCE;
	default:
		return GD_THING_NONE;
	}
}

const char *
gd_source_said(enum gd_lang lang, const struct gd_workflow *wf,
    const char *source)
{
	int i = wf && source ? gd_wf_source(wf, source) : -1;

	if (i < 0)
		return source ? gd_tr(lang, source) : "";
	return lang == GD_ZH ? wf->sources[i].zh : wf->sources[i].en;
}

const struct gd_name *
gd_event_paper(const struct gd_workflow *wf, const struct gd_event *ev)
{
	bool paper =
	    (ev->kind >= GD_EV_DRAFTED && ev->kind <= GD_EV_DISTRIBUTION) ||
	    ev->kind == GD_EV_SIGNED_PAPER;
	int i = wf && paper && ev->what ? gd_wf_paper(wf, ev->what) : -1;

	return i >= 0 ? &wf->papers[i].name : NULL;
}

void
gd_say_trim(struct gd_str *out)
{
	while (out->len > 0 && strchr(" :;", out->text[out->len - 1]))
		out->text[--out->len] = '\0';
}

const char *
gd_reason_said(enum gd_lang lang, const char *reason)
{
	static const char *const own[] = {
		GD_TR("repeat order"),
		GD_TR("repeat order: the sample is there"),
		GD_TR("with copies unreceipted"),
		GD_TR("chosen with the notice"),
	};

	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (strcmp(own[i], reason) == 0)
			return gd_tr(lang, own[i]);
	return reason;
}

const char *
gd_note_said(enum gd_lang lang, const struct gd_workflow *wf,
    const struct gd_event *ev)
{
	const char *note = ev->note ? ev->note : "";

	if (ev->kind == GD_EV_WAIVED || ev->kind == GD_EV_COMPLETED)
		return gd_reason_said(lang, note);
	if (ev->kind != GD_EV_CANCELLED || !wf || !*note)
		return NULL;
	for (int d = 0; d < wf->nduties; d++)
		for (int i = 0; i < wf->duties[d].noutcomes; i++) {
			const struct gd_outcome_def *is =
			    &wf->duties[d].outcomes[i];

			if (is->cause && strcmp(is->cause, note) == 0)
				return lang == GD_ZH ? is->name.zh
						     : is->name.en;
		}
	return NULL;
}

/* "contract#2, bill" - ids with commas between; what follows an id, such as
 * its lot, stays. */
static void
say_ids(struct gd_str *out, enum gd_thing thing, const char *text,
    gd_namer *name, void *payload)
{
	while (*text) {
		size_t item = strcspn(text, ","), len = 0;
		char id[GD_ARG_MAX];
		const char *said = NULL;

		while (len < item && text[len] != '#' && text[len] != '@')
			len++;
		snprintf(id, sizeof id, "%.*s", (int)len, text);
		if (len)
			said = name(payload, thing, id);
		gd_str_add(out, said ? said : id);
		gd_str_addn(out, text + len, item - len);
		text += item;
		len = strspn(text, ", ");
		gd_str_addn(out, text, len);
		text += len;
	}
}

void
gd_say_err_named(struct gd_str *out, enum gd_lang lang,
    const struct gd_err *err, gd_namer *name, void *payload)
{
	struct gd_err named = *err;

	for (int i = 0; i < 4; i++) {
		enum gd_thing thing = gd_msg_thing(err->msg, i);
		struct gd_str words = GD_STR_INIT;

		if (err->arg[i].type != GD_ARG_TEXT || thing == GD_THING_NONE)
			continue;
		if (thing == GD_THING_WORD)
			gd_say_condition(&words, lang, err->arg[i].text, name,
			    payload);
		else if (thing == GD_THING_SOURCE)
			gd_str_add(&words,
			    name(payload, thing, err->arg[i].text));
		else
			say_ids(&words, thing, err->arg[i].text, name, payload);
		named.arg[i] = gd_arg_text(words.text);
		gd_str_release(&words);
	}
	gd_say_typed(out, lang, gd_msg_english(err->msg), 4, named.arg,
	    err->arg);
}

/* ---- names of one workflow ------------------------------------------------- */

static const struct gd_name *
answer_of(const struct gd_workflow *wf, const char *id)
{
	int i;

	for (int d = 0; d < wf->nduties; d++)
		if ((i = gd_duty_outcome(&wf->duties[d], id)) >= 0)
			return &wf->duties[d].outcomes[i].name;
	for (int f = 0; f < wf->nfields; f++)
		for (i = 0; i < wf->fields[f].nchoices; i++)
			if (strcmp(wf->fields[f].choices[i].id, id) == 0)
				return &wf->fields[f].choices[i];
	return NULL;
}

/* "duty.outcome", "field.choice" */
static const struct gd_name *
answer_to(const struct gd_workflow *wf, const char *id)
{
	size_t len = strcspn(id, ".");
	char of[64];
	int i;

	snprintf(of, sizeof of, "%.*s", (int)len, id);
	id += len + (id[len] == '.');
	i = gd_wf_duty(wf, of);
	if (i >= 0 && gd_duty_outcome(&wf->duties[i], id) >= 0)
		return &wf->duties[i]
			    .outcomes[gd_duty_outcome(&wf->duties[i], id)]
			    .name;
	i = gd_wf_field(wf, of);
	for (int k = 0; i >= 0 && k < wf->fields[i].nchoices; k++)
		if (strcmp(wf->fields[i].choices[k].id, id) == 0)
			return &wf->fields[i].choices[k];
	return NULL;
}

static const struct gd_name *
any_of(const struct gd_workflow *wf, const char *id)
{
	static const enum gd_thing order[] = { GD_THING_DUTY, GD_THING_PAPER,
		GD_THING_FIELD, GD_THING_STEP, GD_THING_ROLE, GD_THING_DESK,
		GD_THING_LOOP };
	int limit = gd_wf_limit(wf, id);

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		const struct gd_name *name = gd_wf_name(wf, order[i], id);

		if (name)
			return name;
	}
	return limit >= 0 ? &wf->limits[limit].name : NULL;
}

const struct gd_name *
gd_wf_name(const struct gd_workflow *wf, enum gd_thing thing, const char *id)
{
	int i;

	switch (thing) {
	case GD_THING_DUTY:
		i = gd_wf_duty(wf, id);
		return i >= 0 ? &wf->duties[i].name : NULL;
	case GD_THING_PAPER:
		i = gd_wf_paper(wf, id);
		return i >= 0 ? &wf->papers[i].name : NULL;
	case GD_THING_FIELD:
		i = gd_wf_field(wf, id);
		return i >= 0 ? &wf->fields[i].name : NULL;
	case GD_THING_DESK:
		i = gd_wf_desk(wf, id);
		return i >= 0 ? &wf->desks[i].name : NULL;
	case GD_THING_ROLE:
		i = gd_wf_role(wf, id);
		return i >= 0 ? &wf->roles[i].name : NULL;
	case GD_THING_STEP: /* its number is another's in every workflow */
		i = isdigit((unsigned char)*id) ? -1 : gd_wf_step(wf, id);
		return i >= 0 ? &wf->steps[i].name : NULL;
	case GD_THING_LOOP:
		i = gd_wf_loop(wf, id);
		return i >= 0 ? &wf->loops[i] : NULL;
	case GD_THING_ANY:
		return any_of(wf, id);
	case GD_THING_WORD:
		return any_of(wf, id) ? any_of(wf, id) : answer_of(wf, id);
	case GD_THING_ANSWER:
		return answer_to(wf, id);
	default:
		return NULL;
	}
}

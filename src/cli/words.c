/* cli/words.c - ids, days, money and events in the reader's words. */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "core/proof.h"

#include "core/view/taken.h"

#include "cli_priv.h"

#include "core/view/dates.h"

#include "base/banned.h"

const char *
cli_tr(const struct cli *c, const char *english)
{
	return gd_tr(c->lang, english);
}

const char *
cli_name_of(const struct cli *c, const struct gd_name *name)
{
	const char *said = c->lang == GD_ZH ? name->zh : name->en;

	return said && *said ? said : name->id;
}

/* Without an order every workflow of the office may know it. */
static const struct gd_name *
cli_name_for(struct cli *c, const struct gd_workflow *wf, enum gd_thing thing,
    const char *id)
{
	if (c->app)
		return gd_app_name(c->app, wf, thing, id);
	return wf && id ? gd_wf_name(wf, thing, id) : NULL;
}

const char *
cli_role_name(struct cli *c, const struct gd_workflow *wf, const char *id)
{
	const struct gd_name *name = cli_name_for(c, wf, GD_THING_ROLE, id);

	/* a role of every office, whether a workflow says so or not */
	if (!name && id && strcmp(id, "admin") == 0)
		return cli_tr(c, GD_TR("Administrator"));
	return name ? cli_name_of(c, name) : id;
}

/* The office's own name of a desk, NULL if it has none. */
static const char *
office_desk(struct cli *c, const char *id)
{
	const struct gd_sheet *office = c->app ? gd_app_office(c->app) : NULL;
	struct gd_desk like = { .code = id };
	const struct gd_desk *desk =
	    office ? gd_row_find(office, GD_OFF_DESK, &like) : NULL;
	const char *said;

	if (desk == NULL)
		return NULL;
	said = c->lang == GD_ZH ? desk->zh : desk->en;
	return said && *said ? said : NULL;
}

const char *
cli_desk_name(struct cli *c, const struct gd_workflow *wf, const char *id)
{
	const char *said = id && *id ? office_desk(c, id) : "";
	const struct gd_name *name;

	if (said)
		return gd_arena_str(&c->arena, said);
	name = cli_name_for(c, wf, GD_THING_DESK, id);
	return name ? cli_name_of(c, name) : id;
}

const char *
cli_person_name(struct cli *c, const char *login)
{
	struct gd_person like = { .login = login };
	const struct gd_person *p;

	if (c->app == NULL || login == NULL || *login == '\0')
		return login ? login : "";
	p = gd_row_find(gd_app_office(c->app), GD_OFF_PERSON, &like);
	if (p == NULL || *p->name == '\0')
		return login;
	if (c->lang == GD_EN && *p->name_en)
		return gd_arena_str(&c->arena, p->name_en);
	return gd_arena_str(&c->arena, p->name);
}

const char *
cli_actor_name(struct cli *c, const char *login)
{
	if (login == NULL || *login == '\0')
		return cli_tr(c, GD_TR("the system"));
	return cli_person_name(c, login);
}

const char *
cli_customer_name(struct cli *c, const char *code)
{
	struct gd_customer like = { .code = code };
	const struct gd_customer *p;

	if (c->app == NULL || code == NULL || *code == '\0')
		return code ? code : "";
	p = gd_row_find(gd_app_office(c->app), GD_OFF_CUSTOMER, &like);
	if (p == NULL || *p->name == '\0')
		return code;
	if (c->lang == GD_EN && *p->name_en)
		return gd_arena_str(&c->arena, p->name_en);
	return gd_arena_str(&c->arena, p->name);
}

/* Of whatever has the id: a duty, a paper, and so on; a desk by the office's
 * own name. */
static const char *
any_name(struct cli *c, const struct gd_workflow *wf, const char *id)
{
	static const enum gd_thing order[] = { GD_THING_DUTY, GD_THING_PAPER,
		GD_THING_STEP, GD_THING_FIELD, GD_THING_DESK, GD_THING_ROLE,
		GD_THING_LOOP };
	const struct gd_name *name;

	for (size_t i = 0; wf && i < sizeof order / sizeof *order; i++) {
		if (!gd_wf_name(wf, order[i], id))
			continue;
		return order[i] == GD_THING_DESK
			   ? cli_desk_name(c, wf, id)
			   : cli_name_of(c, gd_wf_name(wf, order[i], id));
	}
	name = cli_name_for(c, wf, GD_THING_ANY, id);
	return name ? cli_name_of(c, name) : cli_desk_name(c, wf, id);
}

const char *
cli_named(struct cli *c, const struct gd_workflow *wf, enum gd_thing thing,
    const char *id)
{
	const struct gd_name *name;
	const char *said;

	if (thing == GD_THING_PERSON)
		return cli_actor_name(c, id);
	if (thing == GD_THING_VERB)
		return cli_act_word(c, id);
	if (thing == GD_THING_SOURCE)
		return gd_source_said(c->lang, wf, id);
	if (id == NULL || *id == '\0')
		return id ? id : "";
	if (thing == GD_THING_FIELD && strchr(id, ':'))
		return cli_row_words(c, id);
	if (thing == GD_THING_DESK)
		return cli_desk_name(c, wf, id);
	if (thing == GD_THING_ANY || thing == GD_THING_WORD) {
		said = any_name(c, wf, id);
		if (said != id || thing == GD_THING_ANY)
			return said;
	}
	if (thing == GD_THING_STEP && wf && gd_wf_step(wf, id) >= 0)
		return cli_name_of(c, &wf->steps[gd_wf_step(wf, id)].name);
	name = cli_name_for(c, wf, thing, id);
	return name ? cli_name_of(c, name) : id;
}

const char *
cli_paper_name(struct cli *c, const struct gd_workflow *wf, const char *id)
{
	return cli_named(c, wf, GD_THING_PAPER, id);
}

const char *
cli_day_words(struct cli *c, int64_t day)
{
	char text[GD_DAY_TEXT];

	if (day == 0 || day == GD_NO_DAY)
		return "";
	return gd_arena_str(&c->arena, gd_day_text((int32_t)day, text));
}

const char *
cli_ms_words(struct cli *c, int64_t ms)
{
	char text[GD_MS_TEXT];

	return gd_arena_str(&c->arena, cli_moment(ms, text));
}

const char *
cli_moment(int64_t ms, char *text)
{
	*text = '\0';
	return ms ? gd_moment_text(ms, gd_utc_offset_min(), text) : text;
}

const char *
cli_by_words(struct cli *c, const char *who, bool taken)
{
	const struct gd_arg args[1] = { gd_arg_text(cli_person_name(c, who)) };
	struct gd_str s = GD_STR_INIT;
	const char *kept;

	if (!taken)
		return cli_person_name(c, who);
	gd_say(&s, c->lang, gd_taken_words(), 1, args);
	kept = gd_arena_str(&c->arena, s.text);
	gd_str_release(&s);
	return kept;
}

const char *
cli_deputy_words(struct cli *c, const char *who, const char *for_whom)
{
	const struct gd_arg args[2] = { gd_arg_text(cli_person_name(c, who)),
		gd_arg_text(cli_person_name(c, for_whom)) };
	struct gd_str s = GD_STR_INIT;
	const char *kept;

	if (!*for_whom)
		return cli_person_name(c, who);
	gd_say(&s, c->lang, gd_deputy_words(), 2, args);
	kept = gd_arena_str(&c->arena, s.text);
	gd_str_release(&s);
	return kept;
}

int
cli_currency_digits(const char *code)
{
	static const char none[] = "JPY KRW VND CLP ISK UGX XAF XOF XPF PYG";
	static const char three[] = "KWD BHD OMR JOD TND IQD LYD";

	if (code == NULL || strlen(code) != 3)
		return 2;
	return strstr(none, code) ? 0 : strstr(three, code) ? 3 : 2;
}

const char *
cli_decimal_words(struct cli *c, int64_t n, int64_t digits)
{
	unsigned long long size =
	    n < 0 ? 0 - (unsigned long long)n : (unsigned long long)n;
	unsigned long long unit = 1;

	if (digits < 0 || digits > 9)
		digits = 0;
	for (int64_t i = 0; i < digits; i++)
		unit *= 10;
	if (digits == 0)
		return gd_arena_printf(&c->arena, "%lld", (long long)n);
	return gd_arena_printf(&c->arena, "%s%llu.%0*llu", n < 0 ? "-" : "",
	    size / unit, (int)digits, size % unit);
}

const char *
cli_money_words(struct cli *c, int64_t minor, const char *currency)
{
	const char *n =
	    cli_decimal_words(c, minor, cli_currency_digits(currency));

	if (currency == NULL || *currency == '\0')
		return n;
	return gd_arena_printf(&c->arena, "%s %s", n, currency);
}

bool
cli_decimal_read(const char *s, int max_digits, int64_t *n, int *digits)
{
	int64_t value = 0;
	int places = -1, seen = 0;
	bool minus = *s == '-';

	for (s += minus; *s; s++) {
		if (*s == '.' && places < 0) {
			places = 0;
			continue;
		}
		if (*s < '0' || *s > '9' || ++seen > 15)
			return false;
		if (places >= 0 && ++places > max_digits)
			return false;
		value = value * 10 + (*s - '0');
	}
	*n = minus ? -value : value;
	*digits = places > 0 ? places : 0;
	return seen > 0;
}

/* Who a token of `waits` names.  A desk owes a receipt; where a role has the
 * same name as the desk, that is said. */
static const char *
wait_words(struct cli *c, const struct gd_workflow *wf, char *token)
{
	size_t after = strlen(GD_AFTER);
	const char *name;
	char *id;

	if (strncmp(token, GD_AFTER, after) == 0)
		token += after;
	id = strchr(token, ':');
	if (id == NULL)
		return token;
	*id++ = '\0';
	if (strcmp(token, "person") == 0)
		return cli_person_name(c, id);
	if (strcmp(token, "desk") != 0)
		return cli_role_name(c, wf, id);
	name = cli_desk_name(c, wf, id);
	for (int i = 0; wf && i < wf->nroles; i++) {
		if (strcmp(cli_name_of(c, &wf->roles[i].name), name) == 0)
			return gd_arena_printf(&c->arena, "%s (%s)", name,
			    cli_tr(c, GD_TR("receipt")));
	}
	return name;
}

const char *
cli_waits_fit(struct cli *c, const struct gd_workflow *wf, const char *waits,
    int cols)
{
	struct gd_str out = GD_STR_INIT;
	const char *kept;
	int n = 0;

	while (waits && *waits) {
		size_t len = strcspn(waits, " ");
		const char *one =
		    wait_words(c, wf, gd_arena_strn(&c->arena, waits, len));
		const char *rest = waits + len + strspn(waits + len, " ");
		int more = 0;

		for (const char *at = waits; *at; at += strspn(at, " "), more++)
			at += strcspn(at, " ");
		/* whole names, with room for how many there are besides */
		if (n > 0 && cols > 0 &&
		    gd_text_width(out.text) + 2 + gd_text_width(one) >
			cols - (more > 1 ? 4 : 0)) {
			gd_str_addf(&out, " +%d", more);
			break;
		}
		gd_str_addf(&out, "%s%s", n++ ? ", " : "", one);
		waits = rest;
	}
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

const char *
cli_waits_words(struct cli *c, const struct gd_workflow *wf, const char *waits)
{
	return cli_waits_fit(c, wf, waits, 0);
}

const char *
cli_doc_words(struct cli *c, const char *id, int64_t lot, int64_t inst)
{
	char at[32] = "", no[32] = "";

	if (lot > 0)
		snprintf(at, sizeof at, "@%lld", (long long)lot);
	if (inst > 0)
		snprintf(no, sizeof no, "#%lld", (long long)inst);
	return gd_arena_printf(&c->arena, "%s%s%s", id, at, no);
}

const char *
cli_choice_words(const struct cli *c, const struct gd_field_def *f,
    const char *value)
{
	for (int i = 0; i < f->nchoices; i++) {
		if (strcmp(f->choices[i].id, value) == 0)
			return cli_name_of(c, &f->choices[i]);
	}
	if (f->type == GD_FIELD_YESNO)
		return cli_tr(c, value);
	return value;
}

/* A note of an event is words, or the id of a desk, role, outcome, person. */
static const char *
note_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_event *ev)
{
	const char *note = ev->note ? ev->note : "";
	char currency[8];
	int64_t minor;
	int duty, i;

	if (wf == NULL || *note == '\0')
		return note;
	if (gd_note_said(c->lang, wf, ev))
		return gd_note_said(c->lang, wf, ev);
	if (gd_event_money(ev, &minor, currency))
		return cli_money_words(c, minor, currency);
	if (ev->kind == GD_EV_REMINDED)
		return cli_waits_words(c, wf, note);
	if (ev->kind == GD_EV_CORRECTED || ev->kind == GD_EV_REWORDED)
		return cli_change_note(c, wf, ev);
	duty = gd_wf_duty(wf, ev->what ? ev->what : "");
	if (duty >= 0 && (i = gd_duty_outcome(&wf->duties[duty], note)) >= 0)
		return cli_name_of(c, &wf->duties[duty].outcomes[i].name);
	if (gd_wf_role(wf, note) >= 0 && ev->kind == GD_EV_SIGNED)
		return cli_role_name(c, wf, note);
	if (gd_wf_desk(wf, note) >= 0)
		return cli_desk_name(c, wf, note);
	if (ev->kind == GD_EV_ASSIGNED || ev->kind == GD_EV_OFFERED ||
	    ev->kind == GD_EV_ACCEPTED || ev->kind == GD_EV_REFUSED ||
	    ev->kind == GD_EV_GIVEN ||
	    ev->kind == GD_EV_RELEASED || ev->kind == GD_EV_EXPIRED ||
	    ev->kind == GD_EV_SIGNED_PAPER)
		return cli_person_name(c, note);
	return note;
}

static const char *
what_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_event *ev)
{
	const struct gd_name *paper = gd_event_paper(wf, ev);

	if (ev->kind == GD_EV_UNDONE) /* the word of the command */
		return cli_act_word(c, ev->what);
	if (gd_event_date(wf, ev))
		return cli_name_of(c, gd_event_date(wf, ev));
	if (wf && (ev->kind == GD_EV_CORRECTED || ev->kind == GD_EV_REWORDED))
		return cli_change_what(c, wf, ev);
	for (int s = 0; wf && ev->kind == GD_EV_TAKEN && s < wf->nsteps; s++)
		if (wf->steps[s].no == ev->number)
			return cli_name_of(c, &wf->steps[s].name);
	return paper ? cli_name_of(c, paper)
		     : cli_named(c, wf, GD_THING_ANY, ev->what);
}

/* A reminder counts days late; before the date they are days left. */
static struct gd_arg
number_words(struct cli *c, const struct gd_event *ev)
{
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	if (ev->kind != GD_EV_REMINDED)
		return gd_arg_int(ev->number);
	gd_say_left(&out, c->lang, (int)-ev->number);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return gd_arg_text(kept);
}

const char *
cli_event_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_event *ev)
{
	const struct gd_signoff *sign = gd_event_signoff(ev);
	const char *words = sign ? gd_proof_words(sign) : NULL;
	const struct gd_arg key = gd_arg_text(words ? sign->key : "");
	const struct gd_arg args[3] = {
		gd_arg_text(what_words(c, wf, ev)),
		gd_arg_text(note_words(c, wf, ev)),
		number_words(c, ev),
	};
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	gd_say(&out, c->lang, gd_event_sentence(ev->kind), 3, args);
	gd_say_trim(&out);
	if (words) {
		gd_str_add(&out, ", ");
		gd_say(&out, c->lang, words, 1, &key);
	}
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

/* Ids of an array as names with commas between them. */
static const char *
joined(struct cli *c, const json_t *ids,
    const char *(
	*name)(struct cli *c, const struct gd_workflow *wf, const char *id))
{
	struct gd_str out = GD_STR_INIT;
	const char *kept;
	json_t *id;
	size_t i;

	json_array_foreach(ids, i, id)
	{
		gd_str_addf(&out, "%s%s", i ? ", " : "",
		    name(c, NULL, json_string_value(id)));
	}
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

static const char *
role_of(struct cli *c, const struct gd_workflow *wf, const char *id)
{
	return cli_role_name(c, wf, id);
}

const char *
cli_role_words(struct cli *c, const json_t *ids)
{
	return joined(c, ids, role_of);
}

const char *
cli_desk_words(struct cli *c, const json_t *ids)
{
	return joined(c, ids, cli_desk_name);
}

const char *
cli_pay_word(const struct cli *c, const struct gd_workflow *wf, const char *id)
{
	for (int i = 0; i < wf->ntriggers; i++) {
		if (strcmp(wf->triggers[i].id, id) == 0)
			return cli_name_of(c, &wf->triggers[i]);
	}
	for (int i = 0; i < wf->nmethods; i++) {
		if (strcmp(wf->methods[i].id, id) == 0)
			return cli_name_of(c, &wf->methods[i]);
	}
	return id;
}

const char *
cli_state_word(const struct cli *c, int64_t state)
{
	static const char *const words[] = { GD_TR("in progress"),
		GD_TR("on hold"), GD_TR("completed"), GD_TR("cancelled") };

	if (state < GD_ORDER_ACTIVE || state > GD_ORDER_CANCELLED)
		return "?";
	return cli_tr(c, words[state]);
}

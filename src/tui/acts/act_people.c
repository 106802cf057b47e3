/* tui/acts/act_people.c - the inputs of a form that name a role or a person;
 * of those a duty may be offered to, what each has in work. */
#include <stdlib.h>
#include <string.h>

#include "app/names.h"

#include "act_inputs_priv.h"

#include "base/banned.h"

#define MOST 200

static void
add_choice(struct form *f, const char *id, const char *label,
    const struct gd_name *choices, int n, const char *value)
{
	form_add(f,
	    &(struct input){ .id = id,
		.name = { .en = label },
		.kind = IN_CHOICE,
		.required = true,
		.choices = choices,
		.nchoices = n },
	    value);
}

static int
everybody(struct ui *ui, struct gd_name *out)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	const struct gd_person *p;
	int n = 0;

	for (size_t i = 0;
	     n < MOST && (p = gd_row_at(office, GD_OFF_PERSON, i)); i++)
		if (p->active)
			out[n++] = (struct gd_name){ p->login, p->name,
				*p->name_en ? p->name_en : p->name };
	return n;
}

/* Who may have it, each with his orders in work. */
static int
candidates(struct ui *ui, const struct gd_order_page *page,
    const struct gd_duty_def *duty, struct gd_arena *arena,
    struct gd_name *out)
{
	struct gd_candidate *who;
	int n = gd_app_candidates(*ui->app, duty, page->wf, arena, &who);

	for (int i = 0; i < n && i < MOST; i++) {
		const struct gd_arg args[] = {
			GD_T(*ui->lang == GD_ZH ? who[i].name : who[i].name_en),
			GD_N(who[i].load)
		};
		struct gd_str s = GD_STR_INIT;
		const char *text;

		gd_say(&s, *ui->lang,
		    GD_TR("{1}, {2} {2|order|orders} in work"), 2, args);
		text = gd_arena_str(arena, s.text);
		gd_str_release(&s);
		out[i] = (struct gd_name){ who[i].login, text, text };
	}
	return n < MOST ? n : MOST;
}

void
act_people_inputs(struct ui *ui, struct form *f,
    const struct gd_order_page *page, const struct deed *deed, bool role,
    bool person)
{
	const struct gd_workflow *wf = page->wf;
	int d = gd_wf_duty(wf, deed->cmd.duty ? deed->cmd.duty : "");
	struct gd_name *names = gd_alloc(MOST, sizeof *names);
	struct gd_arena arena = GD_ARENA_INIT;
	int n = 0;

	if (role) {
		for (int i = 0; i < wf->nroles && n < MOST; i++)
			if (wf->roles[i].assigned)
				names[n++] = wf->roles[i].name;
		add_choice(f, ACT_ROLE, GD_TR("Role"), names, n, "clerk");
	}
	if (person) {
		bool offer = d >= 0 && wf->duties[d].effect == GD_EFFECT_OFFER;

		n = offer ? candidates(ui, page, &wf->duties[d], &arena, names)
			  : everybody(ui, names);
		add_choice(f, ACT_PERSON, GD_TR("Person"), names, n,
		    deed->act && deed->act->person ? deed->act->person : "");
	}
	gd_arena_release(&arena);
	free(names);
}

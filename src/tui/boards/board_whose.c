/* tui/boards/board_whose.c - whose numbers the boards show, and what of them
 * is kept for each person, in a small file beside the drafts. */
#include <stdlib.h>
#include <string.h>


#include "app/flows.h"

#include "board_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define FILE_NAME "boards.json"

static const char *const whose_words[] = { "book", "company", "desk", "team",
	"person" };

/* ---- what is kept ----------------------------------------------------------- */

static const char *
key_of(struct ui *ui)
{
	return ui_fmt(ui, "%s %s", gd_app_login(*ui->app),
	    gd_store_path(gd_app_store(*ui->app)));
}

static int
page_of(const char *word)
{
	for (int i = 1; word && i < BOARD_PAGES; i++)
		if (strcmp(board_page_word(i), word) == 0)
			return i;
	return 0;
}

void
boards_recall(struct ui *ui, struct boards *s)
{
	json_t *all = state_read(FILE_NAME), *mine, *pins;
	const char *whose, *of;
	struct gd_name flow;

	mine = json_object_get(all, key_of(ui));
	pins = json_object_get(mine, "pinned");
	for (size_t i = 0; i < json_array_size(pins); i++)
		s->pinned |=
		    1u << page_of(json_string_value(json_array_get(pins, i)));
	s->pinned &= ~1u;
	whose = json_string_value(json_object_get(mine, "whose"));
	of = json_string_value(json_object_get(mine, "of"));
	for (int i = 1; whose && of && i <= WHOSE_PERSON; i++) {
		if (strcmp(whose, whose_words[i]) != 0)
			continue;
		s->whose = (enum whose)i;
		s->of = gd_strdup(of);
	}
	of = json_string_value(json_object_get(mine, "workflow"));
	if (of && gd_app_flow_count(*ui->app) > 1 &&
	    gd_app_flow_name(*ui->app, of, &flow))
		s->flow = gd_strdup(of);
	json_decref(all);
}

void
boards_keep(struct ui *ui, const struct boards *s)
{
	json_t *all, *mine, *pins;

	if (ui->practice)
		return;
	all = state_read(FILE_NAME);
	mine = json_object();
	pins = json_array();
	for (int i = 1; i < BOARD_PAGES; i++)
		if (s->pinned & (1u << i))
			json_array_append_new(pins,
			    json_string(board_page_word(i)));
	json_object_set_new(mine, "pinned", pins);
	if (s->of) {
		json_object_set_new(mine, "whose",
		    json_string(whose_words[s->whose]));
		json_object_set_new(mine, "of", json_string(s->of));
	}
	if (s->flow)
		json_object_set_new(mine, "workflow", json_string(s->flow));
	json_object_set_new(all, key_of(ui), mine);
	state_write(FILE_NAME, all);
	json_decref(all);
}

const char *
boards_whose(struct ui *ui, const struct boards *s)
{
	switch (s->whose) {
	case WHOSE_COMPANY:
		return ui_fmt(ui, "%s %s", tr(ui, GD_TR("company")), s->of);
	case WHOSE_DESK:
		return ui_fmt(ui, "%s %s", tr(ui, GD_TR("desk")),
		    ui_desk(ui, s->of));
	case WHOSE_TEAM:
		return ui_fmt(ui, "%s %s", tr(ui, GD_TR("team")),
		    ui_desk(ui, s->of));
	case WHOSE_PERSON:
		return ui_person(ui, s->of);
	default:
		return tr(ui, GD_TR("whole book"));
	}
}

/* ---- choosing --------------------------------------------------------------- */

struct choice {
	struct boards *s;
	struct {
		enum whose whose;
		char *of;
	} at[400];
	int n;
};

static void
drop_choice(void *payload)
{
	struct choice *c = payload;

	for (int i = 0; i < c->n; i++)
		free(c->at[i].of);
	free(c);
}

static void
offer(struct ui *ui, struct choice *c, struct scr_item *items,
    struct gd_arena *arena, enum whose whose, const char *of, const char *name)
{
	static const char *const notes[] = { "", GD_TR("company"),
		GD_TR("what waits for this desk"),
		GD_TR("orders of the clerks at this desk"),
		GD_TR("orders of this clerk") };

	if (c->n == (int)(sizeof c->at / sizeof *c->at))
		return;
	items[c->n].label = gd_arena_str(arena, name);
	items[c->n].note = tr(ui, notes[whose]);
	items[c->n].also = of;
	c->at[c->n].whose = whose;
	c->at[c->n++].of = gd_strdup(of);
}

static void
offer_all(struct ui *ui, struct choice *c, struct scr_item *items,
    struct gd_arena *arena)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	const struct gd_name *desks;
	const struct gd_company *company;
	const struct gd_person *p;
	int ndesks;

	offer(ui, c, items, arena, WHOSE_BOOK, NULL,
	    tr(ui, GD_TR("whole book")));
	for (size_t i = 0; (company = gd_row_at(office, GD_OFF_COMPANY, i));
	     i++)
		offer(ui, c, items, arena, WHOSE_COMPANY, company->code,
		    *ui->lang == GD_ZH ? company->name_zh : company->name_en);
	ndesks = gd_app_names(*ui->app, GD_THING_DESK, arena, &desks);
	for (int team = 0; team < 2; team++)
		for (int d = 0; d < ndesks; d++)
			offer(ui, c, items, arena,
			    team ? WHOSE_TEAM : WHOSE_DESK,
			    desks[d].id, ui_name(ui, &desks[d]));
	for (size_t i = 0; (p = gd_row_at(office, GD_OFF_PERSON, i)); i++)
		if (p->active)
			offer(ui, c, items, arena, WHOSE_PERSON, p->login,
			    ui_person(ui, p->login));
}

static void
whose_chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	struct choice *c = payload;
	struct boards *s = c->s;

	(void)ticked;
	if (i < 0 || i >= c->n)
		return;
	s->whose = c->at[i].whose;
	free(s->of);
	s->of = gd_strdup(c->at[i].of);
	boards_keep(ui, s);
	s->list.at = s->list.top = 0;
	s->screen.stale = true;
}

void
boards_choose_whose(struct ui *ui, struct boards *s)
{
	struct choice *c = gd_alloc(1, sizeof *c);
	struct scr_item *items =
	    gd_alloc(sizeof c->at / sizeof *c->at, sizeof *items);
	struct gd_arena arena = { 0 };

	c->s = s;
	offer_all(ui, c, items, &arena);
	scr_pick(ui,
	    &(struct scr_pick){ .title = tr(ui, GD_TR("Whose numbers?")),
		.items = items,
		.n = c->n,
		.then = whose_chosen,
		.payload = c,
		.drop = drop_choice });
	free(items);
	gd_arena_release(&arena);
}

/* ---- of which workflow -------------------------------------------------------- */

#define FLOWS_MOST 64

struct flow_choice {
	struct boards *s;
	char *ids[FLOWS_MOST]; /* owned; the first, NULL, is all of them */
	int n;
};

static void
drop_flows(void *payload)
{
	struct flow_choice *c = payload;

	for (int i = 0; i < c->n; i++)
		free(c->ids[i]);
	free(c);
}

static void
flow_chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	struct flow_choice *c = payload;
	struct boards *s = c->s;

	(void)ticked;
	if (i < 0 || i >= c->n)
		return;
	free(s->flow);
	s->flow = gd_strdup(c->ids[i]);
	boards_keep(ui, s);
	s->list.at = s->list.top = 0;
	s->screen.stale = true;
}

const char *
boards_flow(struct ui *ui, const struct boards *s)
{
	struct gd_name name;

	return s->flow && gd_app_flow_name(*ui->app, s->flow, &name)
		   ? ui_name(ui, &name)
		   : "";
}

void
boards_choose_flow(struct ui *ui, struct boards *s)
{
	struct gd_name names[FLOWS_MOST - 1];
	struct scr_item items[FLOWS_MOST] = { 0 };
	int n = gd_app_flow_names(*ui->app, names, FLOWS_MOST - 1), at = 0;
	struct flow_choice *c;

	if (n < 2) {
		ui_say(ui,
		    GD_TR("Only one workflow is installed here; its numbers "
			  "are these"),
		    0, NULL);
		return;
	}
	c = gd_alloc(1, sizeof *c);
	c->s = s;
	items[0].label = tr(ui, GD_TR("all workflows"));
	for (int i = 0; i < n; i++) {
		items[i + 1].label = ui_name(ui, &names[i]);
		items[i + 1].also = names[i].id;
		c->ids[i + 1] = gd_strdup(names[i].id);
		if (s->flow && strcmp(s->flow, names[i].id) == 0)
			at = i + 1;
	}
	c->n = n + 1;
	scr_pick(ui,
	    &(struct scr_pick){ .title = tr(ui, GD_TR("Of which workflow?")),
		.items = items,
		.n = c->n,
		.at = at,
		.then = flow_chosen,
		.payload = c,
		.drop = drop_flows });
}

/* core/workflow/workflow.c - looking things up in a workflow.
 *
 * The definition is small (a hundred duties at most), so a walk is quick
 * enough; the machine itself works with the indexes found here.
 */
#include "core/workflow.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

void
gd_workflow_init(struct gd_workflow *wf)
{
	memset(wf, 0, sizeof *wf);
	wf->made = gd_arena_alloc(&wf->arena, 1, sizeof *wf->made);
}

void
gd_workflow_release(struct gd_workflow *wf)
{
	if (!wf)
		return;
	if (wf->made)
		gd_arena_release(&wf->made->arena);
	gd_arena_release(&wf->arena);
	memset(wf, 0, sizeof *wf);
}

/* Ids are asked for over and over; mostly the first letter tells. */
static bool
same(const char *a, const char *b)
{
	return *a == *b && strcmp(a, b) == 0;
}

/* Is this what people or programs call the named thing? */
static bool
called(const struct gd_name *name, const char *word)
{
	return same(name->id, word) || (name->zh && same(name->zh, word)) ||
	       (name->en && same(name->en, word));
}

static bool
in_words(const char *const *words, int n, const char *word)
{
	for (int i = 0; i < n; i++)
		if (same(words[i], word))
			return true;
	return false;
}

int
gd_wf_role(const struct gd_workflow *wf, const char *id)
{
	for (int i = 0; id && i < wf->nroles; i++)
		if (same(wf->roles[i].name.id, id))
			return i;
	return -1;
}

bool
gd_wf_role_given(const struct gd_workflow *wf, int role)
{
	for (int d = 0; d < wf->nduties; d++)
		if (wf->duties[d].effect == GD_EFFECT_OFFER &&
		    wf->duties[d].assign_as == role)
			return true;
	return false;
}

int
gd_wf_desk(const struct gd_workflow *wf, const char *id_or_alias)
{
	const char *word = id_or_alias;

	for (int i = 0; word && i < wf->ndesks; i++)
		if (same(wf->desks[i].name.id, word))
			return i;
	for (int i = 0; word && i < wf->ndesks; i++)
		if (called(&wf->desks[i].name, word) ||
		    in_words(wf->desks[i].aliases, wf->desks[i].naliases, word))
			return i;
	return -1;
}

int
gd_wf_field(const struct gd_workflow *wf, const char *id)
{
	for (int i = 0; id && i < wf->nfields; i++)
		if (same(wf->fields[i].name.id, id))
			return i;
	return -1;
}

int
gd_wf_paper(const struct gd_workflow *wf, const char *id_or_alias)
{
	const char *word = id_or_alias;

	for (int i = 0; word && i < wf->npapers; i++)
		if (same(wf->papers[i].name.id, word))
			return i;
	for (int i = 0; word && i < wf->npapers; i++)
		if (called(&wf->papers[i].name, word) ||
		    in_words(wf->papers[i].aliases, wf->papers[i].naliases,
			word))
			return i;
	return -1;
}

int
gd_wf_step(const struct gd_workflow *wf, const char *id_or_no)
{
	char *end;
	long no;

	for (int i = 0; id_or_no && i < wf->nsteps; i++)
		if (same(wf->steps[i].name.id, id_or_no))
			return i;
	if (!id_or_no || id_or_no[0] < '0' || id_or_no[0] > '9')
		return -1;
	no = strtol(id_or_no, &end, 10);
	for (int i = 0; *end == '\0' && i < wf->nsteps; i++)
		if (wf->steps[i].no == no)
			return i;
	return -1;
}

int
gd_wf_duty(const struct gd_workflow *wf, const char *id)
{
	for (int i = 0; id && i < wf->nduties; i++)
		if (same(wf->duties[i].name.id, id))
			return i;
	return -1;
}

int
gd_wf_limit(const struct gd_workflow *wf, const char *id)
{
	for (int i = 0; i < wf->nlimits; i++)
		if (same(wf->limits[i].name.id, id))
			return i;
	return -1;
}

int
gd_wf_loop(const struct gd_workflow *wf, const char *id)
{
	for (int i = 0; id && i < wf->nloops; i++)
		if (same(wf->loops[i].id, id))
			return i;
	return -1;
}

int
gd_wf_source(const struct gd_workflow *wf, const char *english)
{
	for (int i = 0; english && i < wf->nsources; i++)
		if (same(wf->sources[i].en, english))
			return i;
	return -1;
}

int
gd_wf_cause(const struct gd_workflow *wf, const char *id)
{
	for (int i = 0; id && i < wf->ncauses; i++)
		if (same(wf->causes[i].name.id, id))
			return i;
	return -1;
}

const struct gd_name *
gd_wf_mark(const struct gd_workflow *wf, const char *id)
{
	for (int i = 0; id && *id && i < wf->nduties; i++)
		if (wf->duties[i].mark && same(wf->duties[i].mark->id, id))
			return wf->duties[i].mark;
	return NULL;
}

bool
gd_wf_has_notice(const struct gd_workflow *wf)
{
	for (int d = 0; d < wf->nduties; d++)
		if (wf->duties[d].is_notice)
			return true;
	return false;
}

int
gd_wf_pick(const struct gd_workflow *wf, enum gd_pick pick)
{
	for (int i = 0; i < wf->nfields; i++)
		if (wf->fields[i].pick == (int)pick)
			return i;
	return -1;
}

const char *
gd_pick_word(int pick)
{
	static const char *const words[GD_NPICKS] = {
		[GD_PICK_NONE] = "",
		[GD_PICK_URGENCY] = "urgency",
		[GD_PICK_DISTANCE] = "distance",
		[GD_PICK_VOLUME] = "volume",
		[GD_PICK_AMOUNT] = "amount",
		[GD_PICK_FINISH] = "finish",
		[GD_PICK_LOAD] = "load",
	};

	return words[pick];
}

const char *
gd_whose_word(int whose)
{
	static const char *const words[] = {
#define X(id, word) word,
		GD_WHOSE(X)
#undef X
	};

	return words[whose];
}

int
gd_duty_refusal(const struct gd_duty_def *duty, const char *id)
{
	for (int i = 0; id && i < duty->nrefusals; i++)
		if (same(duty->refusals[i].id, id))
			return i;
	return -1;
}

int
gd_duty_outcome(const struct gd_duty_def *duty, const char *id)
{
	for (int i = 0; id && i < duty->noutcomes; i++)
		if (same(duty->outcomes[i].name.id, id))
			return i;
	return -1;
}

bool
gd_list_has(const struct gd_list *list, int index)
{
	for (int i = 0; i < list->n; i++)
		if (list->at[i] == index)
			return true;
	return false;
}

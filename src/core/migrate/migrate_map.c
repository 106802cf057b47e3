/* core/migrate/migrate_map.c - which duty of one version is which of another.
 *
 *   a        a          the same name needs no map
 *   a        b          a=b        renamed
 *   a        b, c       a=b+c      split: what is done of a is done of both
 *   a                   a=-        it ends; step:s=- ends all of a step
 *            b          -=b        new, left out where work has gone past
 *
 * No new duty comes from two old ones: half done would be neither.
 */
#include "migrate_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

int
id_paper(const struct gd_workflow *wf, const char *id)
{
	for (int i = 0; i < wf->npapers; i++)
		if (strcmp(wf->papers[i].name.id, id) == 0)
			return i;
	return -1;
}

int
id_desk(const struct gd_workflow *wf, const char *id)
{
	for (int i = 0; i < wf->ndesks; i++)
		if (strcmp(wf->desks[i].name.id, id) == 0)
			return i;
	return -1;
}

static int
id_step(const struct gd_workflow *wf, const char *id)
{
	for (int i = 0; i < wf->nsteps; i++)
		if (strcmp(wf->steps[i].name.id, id) == 0)
			return i;
	return -1;
}

static void
lists_make(struct gd_flowmap *m, const struct gd_workflow *from,
    const struct gd_workflow *to)
{
	*m = (struct gd_flowmap){ .from = from, .to = to };
	m->duty = gd_arena_alloc(&m->arena, (size_t)from->nduties + 1,
	    sizeof *m->duty);
	m->dropped = gd_arena_alloc(&m->arena, (size_t)from->nduties + 1, 1);
	m->past = gd_arena_alloc(&m->arena, (size_t)to->nduties + 1, 1);
	for (int d = 0; d < from->nduties; d++)
		m->duty[d].at = gd_arena_alloc(&m->arena,
		    (size_t)to->nduties + 1, sizeof *m->duty[d].at);
}

static void
goes_to(struct gd_flowmap *m, int d, int e)
{
	if (!gd_list_has(&m->duty[d], e))
		m->duty[d].at[m->duty[d].n++] = (int16_t)e;
}

static enum gd_code
no_name(const struct gd_workflow *wf, const char *name, struct gd_err *err)
{
	return gd_fail(err, GD_USAGE, GD_M_MIGRATE_NO_NAME, GD_T(name),
	    GD_N(wf->version), GD_T(wf->name.id));
}

/* What stands right of the sign: names with + between them. */
static enum gd_code
read_targets(struct gd_flowmap *m, int d, char *names, struct gd_err *err)
{
	char *next;

	for (char *at = names; at; at = next) {
		int e;

		next = strchr(at, '+');
		if (next)
			*next++ = '\0';
		e = gd_wf_duty(m->to, at);
		if (e < 0)
			return no_name(m->to, at, err);
		goes_to(m, d, e);
	}
	return GD_OK;
}

static enum gd_code
read_step(struct gd_flowmap *m, const char *id, const char *now,
    bool *step_ends, struct gd_err *err)
{
	int s = id_step(m->from, id);

	if (s < 0)
		return no_name(m->from, id, err);
	if (strcmp(now, "-") != 0)
		return gd_fail(err, GD_USAGE, GD_M_MIGRATE_WORD, GD_T(id));
	step_ends[s] = true;
	return GD_OK;
}

static enum gd_code
read_pair(struct gd_flowmap *m, char *pair, bool *step_ends, struct gd_err *err)
{
	char *now = strchr(pair, '=');
	int d;

	if (!now || now == pair || !now[1])
		return gd_fail(err, GD_USAGE, GD_M_MIGRATE_WORD, GD_T(pair));
	*now++ = '\0';
	if (strncmp(pair, "step:", 5) == 0)
		return read_step(m, pair + 5, now, step_ends, err);
	if (strcmp(pair, "-") == 0) {
		d = gd_wf_duty(m->to, now);
		if (d < 0)
			return no_name(m->to, now, err);
		m->past[d] = true;
		return GD_OK;
	}
	d = gd_wf_duty(m->from, pair);
	if (d < 0)
		return no_name(m->from, pair, err);
	if (m->duty[d].n || m->dropped[d])
		return gd_fail(err, GD_USAGE, GD_M_MIGRATE_TWICE, GD_T(pair));
	if (strcmp(now, "-") == 0) {
		m->dropped[d] = true;
		return GD_OK;
	}
	return read_targets(m, d, now, err);
}

static enum gd_code
read_pairs(struct gd_flowmap *m, const char *text, bool *step_ends,
    struct gd_err *err)
{
	char *copy = gd_strdup(text), *next;
	enum gd_code rc = GD_OK;

	for (char *at = copy; rc == GD_OK && at && *at; at = next) {
		size_t len;

		at += strspn(at, " \t\r");
		next = at + strcspn(at, *at == '#' ? "\n" : ",\n");
		if (*next)
			*next++ = '\0';
		len = strlen(at);
		while (len && strchr(" \t\r", at[len - 1]))
			at[--len] = '\0';
		if (*at && *at != '#')
			rc = read_pair(m, at, step_ends, err);
	}
	free(copy);
	return rc;
}

/* What the map is silent about keeps its name, if there is one to keep. */
static void
same_names(struct gd_flowmap *m, const bool *step_ends)
{
	for (int d = 0; d < m->from->nduties; d++) {
		const struct gd_duty_def *def = &m->from->duties[d];
		int e = gd_wf_duty(m->to, def->name.id);

		if (m->duty[d].n || m->dropped[d])
			continue;
		if (step_ends[def->step])
			m->dropped[d] = true;
		else if (e >= 0)
			goes_to(m, d, e);
	}
}

static enum gd_code
one_source(const struct gd_flowmap *m, struct gd_err *err)
{
	for (int e = 0; e < m->to->nduties; e++) {
		int n = 0;

		for (int d = 0; d < m->from->nduties; d++)
			n += gd_list_has(&m->duty[d], e);
		if (n > 1 || (n && m->past[e]))
			return gd_fail(err, GD_USAGE, GD_M_MIGRATE_TWICE,
			    GD_T(m->to->duties[e].name.id));
	}
	return GD_OK;
}

enum gd_code
gd_flowmap_read(struct gd_flowmap *m, const struct gd_workflow *from,
    const struct gd_workflow *to, const char *text, struct gd_err *err)
{
	bool *step_ends;
	enum gd_code rc;

	lists_make(m, from, to);
	step_ends = gd_arena_alloc(&m->arena, (size_t)from->nsteps + 1, 1);
	rc = read_pairs(m, text, step_ends, err);
	if (rc == GD_OK) {
		same_names(m, step_ends);
		rc = one_source(m, err);
	}
	if (rc != GD_OK)
		gd_flowmap_release(m);
	return rc;
}

static void
add_pair(struct gd_str *out, const char *old)
{
	gd_str_addf(out, "%s%s=", out->len ? "," : "", old);
}

void
gd_flowmap_text(const struct gd_flowmap *m, struct gd_str *out)
{
	for (int d = 0; d < m->from->nduties; d++) {
		const char *id = m->from->duties[d].name.id;
		const struct gd_list *l = &m->duty[d];

		if (m->dropped[d]) {
			add_pair(out, id);
			gd_str_addc(out, '-');
		} else if (l->n > 1 ||
			   (l->n && strcmp(m->to->duties[l->at[0]].name.id,
					id) != 0)) {
			add_pair(out, id);
			for (int i = 0; i < l->n; i++)
				gd_str_addf(out, "%s%s", i ? "+" : "",
				    m->to->duties[l->at[i]].name.id);
		}
	}
	for (int e = 0; e < m->to->nduties; e++)
		if (m->past[e]) {
			add_pair(out, "-");
			gd_str_add(out, m->to->duties[e].name.id);
		}
}

void
gd_flowmap_release(struct gd_flowmap *m)
{
	gd_arena_release(&m->arena);
	*m = (struct gd_flowmap){ 0 };
}

void
flowmap_back(const struct gd_flowmap *m, struct gd_flowmap *back)
{
	lists_make(back, m->to, m->from);
	for (int d = 0; d < m->from->nduties; d++)
		for (int i = 0; i < m->duty[d].n; i++)
			goes_to(back, m->duty[d].at[i], d);
}

int
flowmap_source(const struct gd_flowmap *m, int duty)
{
	int found = -1;

	for (int d = 0; d < m->from->nduties; d++)
		if (gd_list_has(&m->duty[d], duty)) {
			if (found >= 0)
				return -1;
			found = d;
		}
	return found;
}

bool
flowmap_step(const struct gd_flowmap *m, int f, int s)
{
	for (int d = 0; d < m->from->nduties; d++) {
		if (m->from->duties[d].step != f)
			continue;
		for (int i = 0; i < m->duty[d].n; i++)
			if (m->to->duties[m->duty[d].at[i]].step == s)
				return true;
	}
	return false;
}

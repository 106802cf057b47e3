/* tui/forms/form_parts.c - a field that stands for several: what a notice
 * changes.
 *
 * Each change is a field of its own below it, of the kind of what it changes,
 * with the value of now in it; once another value stands there it is a change.
 * What the field itself says is made of them, a line each, as the core reads
 * it: "paper.field: old -> new".
 */
#include <stdlib.h>
#include <string.h>

#include "core/view/says.h"

#include "form_screen_priv.h"

#include "base/banned.h"

struct input *
form_part_find(struct form *f, const struct input *of, const char *key)
{
	for (int i = 0; i < f->n; i++)
		if (f->at[i]->of == of && strcmp(f->at[i]->key, key) == 0)
			return f->at[i];
	return NULL;
}

/* Behind the field and the parts it has. */
static void
move_behind(struct form *f, const struct input *of)
{
	struct input *in = f->at[f->n - 1];
	int to = 0;

	for (int i = 0; i < f->n - 1; i++)
		if (f->at[i] == of || f->at[i]->of == of)
			to = i + 1;
	memmove(&f->at[to + 1], &f->at[to],
	    (size_t)(f->n - 1 - to) * sizeof f->at[0]);
	f->at[to] = in;
	if (f->focus >= to)
		f->focus++;
}

struct input *
form_part(struct form *f, struct input *of, const char *key,
    const struct input *like, const char *old)
{
	struct input *in = form_part_find(f, of, key);
	struct input one = *like;

	if (in)
		return in;
	one.id = gd_arena_printf(&f->arena, "%s/%s", of->id, key);
	in = form_add(f, &one, old);
	in->of = of;
	in->key = gd_arena_str(&f->arena, key);
	move_behind(f, of);
	return in;
}

/* One line apart: key in front of the last ':' before the arrow, the new value
 * behind it; now is NULL where there is no arrow. */
static void
read_line(char *line, char **key, char **now)
{
	char *arrow = strstr(line, "->"), *colon;
	size_t n;

	*key = line + strspn(line, " ");
	*now = NULL;
	if (arrow) {
		*arrow = '\0';
		*now = arrow + 2 + strspn(arrow + 2, " ");
		/* the colon behind the field; that of a line has its own */
		colon = strchr(*key, ':');
		if (strstr(*key, ".line:") && colon) {
			colon = strchr(colon + 1, ':');
			colon = colon ? strchr(colon + 1, ':') : NULL;
		}
		if (colon)
			*colon = '\0';
	}
	for (n = strlen(*key); n > 0 && (*key)[n - 1] == ' ';)
		(*key)[--n] = '\0';
}

void
form_parts_set(struct form *f, struct input *of, const char *text)
{
	const char *sep = gd_changes_sep(text);

	gd_str_reset(&of->edit.text);
	for (int i = 0; i < f->n; i++)
		if (f->at[i]->of == of)
			form_set(f, f->at[i], f->at[i]->first);
	while (*text) {
		size_t n = strcspn(text, sep);
		struct gd_str whole = GD_STR_INIT, line = GD_STR_INIT;
		char *key, *now;

		gd_str_addn(&whole, text, n);
		gd_str_addn(&line, text, n);
		text += n + (text[n] != '\0');
		read_line(line.text, &key, &now);
		if (*key && !(f->spec.part &&
				f->spec.part(f, of, key, now, f->spec.payload)))
			gd_str_addf(&of->edit.text, "%s\n", whole.text);
		gd_str_release(&whole);
		gd_str_release(&line);
	}
}

const char *
form_parts_value(struct form *f, struct input *of)
{
	struct gd_str s = GD_STR_INIT;
	const char *out;

	for (int i = 0; i < f->n; i++) {
		struct input *in = f->at[i];

		if (in->of != of || !form_changed(f, in))
			continue;
		/* what is old the core reads from the order itself */
		if (strchr(in->key, '.'))
			gd_str_addf(&s, "%s: %s -> %s\n", in->key,
			    strstr(in->first, "->") ? "" : in->first,
			    form_value(f, in));
		else
			gd_str_addf(&s, "%s\n", in->key);
	}
	gd_str_add(&s, of->edit.text.text);
	out = gd_arena_str(&f->arena, s.text);
	gd_str_release(&s);
	return out;
}

int
form_parts(struct form *f, const struct input *of)
{
	int n = 0;

	for (int i = 0; i < f->n; i++)
		n += f->at[i]->of == of;
	return n;
}

void
form_part_go(struct form *f, const struct input *in)
{
	for (int i = 0; i < f->n; i++)
		if (f->at[i] == in)
			f->focus = i;
	f->entered = -1;
}

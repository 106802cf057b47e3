/* tui/forms/form_screen_priv.h - between form.c (values) and form_screen.c. */
#ifndef GENDAN_TUI_FORMS_FORM_SCREEN_PRIV_H
#define GENDAN_TUI_FORMS_FORM_SCREEN_PRIV_H

#include "form_priv.h"

struct form {
	struct screen screen;
	struct form_spec spec;
	struct gd_arena arena;
	struct input **at;
	int n, focus, top; /* top: first input shown */
	int entered;       /* the field form_enter saw last; -1: none */
	size_t room;
	int sets;                 /* how often a value was put into a field */
	bool kept;                /* its draft is this form's own */
	struct form_typed *typed; /* owned; form_typed.c */
	/* armed: another key came since the last Enter; bare: an Enter does it
	 * that came alone, perhaps struck once too often; weighs: Ctrl-S is
	 * the key that does it */
	bool armed, bare, weighs;
	int head_top, head_page; /* first line of the head; lines of a page */
};

/** Paint what stands below the fields; top: the first row of fields.
 * @return rows it took */
int form_foot(struct ui *ui, struct form *f, int top, int bottom);
int form_hints(struct ui *ui, struct screen *s, struct gd_hint *out);
void form_screen_init(struct form *f);
/** When the cursor came into another field: what the form filled in there is
 * chosen, so that typing takes its place. */
void form_enter(struct form *f);
/** F3: the choices of the field with the cursor as a list. */
void form_choose(struct ui *ui, struct form *f);
/** A letter typed where a choice stands opens its list, narrowed by it.
 * @return taken */
bool form_choose_typed(struct ui *ui, struct form *f, const struct gd_key *key);
/** What a form that is left had entered comes back, when it is opened. */
void form_restore(struct ui *ui, struct form *f);
void form_paint(struct ui *ui, struct screen *s);

/* ---- form_parts.c ---- */

struct input *form_part_find(struct form *f, const struct input *of,
    const char *key);
int form_parts(struct form *f, const struct input *of); /* how many it has */
/** What a field of kind IN_CHANGES says, and to set it. */
const char *form_parts_value(struct form *f, struct input *of);
void form_parts_set(struct form *f, struct input *of, const char *text);

/* Rows an input takes with its error. */
int form_rows(struct ui *ui, struct form *f, const struct input *in);
/* paint.c: what is left of a text behind so many wrapped lines. */
const char *ui_wrap_from(const char *text, int cols, int lines);
/* Text above the fields. @return rows used */
int form_head_paint(struct ui *ui, struct form *f, const char *text);
/* Turn a page of it. @return false: the form has none to turn */
bool form_head_turn(struct form *f, int by);
bool form_is(const struct screen *s);
void form_free(struct form *f);
bool form_check(struct ui *ui, struct form *f, struct input *in);
void form_submit(struct ui *ui, struct form *f);
bool form_keep(struct ui *ui, struct form *f); /* as draft, when changed */
void form_forget(struct ui *ui, struct form *f);

/* ---- form_typed.c ---- */

/** Around each key that may change a field. */
void form_typed_begin(struct form *f);
void form_typed_end(struct form *f, const struct gd_key *key);
/** Take the last of them back. */
void form_untype(struct ui *ui, struct form *f);
void form_typed_free(struct form *f);
/** Field i is painted on this row: a click goes there. */
void form_zone(struct ui *ui, struct form *f, int i, int row);

#endif

/* tui/form_screen_priv.h - between form.c (values) and form_screen.c. */
#ifndef GENDAN_TUI_FORM_SCREEN_PRIV_H
#define GENDAN_TUI_FORM_SCREEN_PRIV_H

#include "form_priv.h"

struct form {
	struct screen screen;
	struct form_spec spec;
	struct gd_arena arena;
	struct input **at;
	int n, focus, top; /* top: first input shown */
	size_t room;
	bool kept;               /* its draft is this form's own */
	int head_top, head_page; /* first line of the head; lines of a page */
};

void form_screen_init(struct form *f);
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

#endif

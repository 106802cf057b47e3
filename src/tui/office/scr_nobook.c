/* tui/office/scr_nobook.c - no book yet: a demo, a new office, or another
 * file. */
#include <stdlib.h>
#include <string.h>

#include "../forms/form_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

struct nobook {
	struct screen screen;
	struct scroll list;
};

static const struct {
	const char *label, *what;
} lines[] = {
	{ GD_TR("Practise: one order, step by step"),
	    GD_TR("A book that is thrown away; each step says what to do "
		  "next.") },
	{ GD_TR("Try it: make a demo book"),
	    GD_TR("An office of its own with orders in every step; "
		  "nothing in it is real.") },
	{ GD_TR("Begin: a book for our office"),
	    GD_TR("An empty book; you are its first person.") },
	{ GD_TR("Open another book"), GD_TR("A file that is there already.") },
	{ GD_TR("Leave"), "" },
};
enum { NLINES = sizeof lines / sizeof lines[0] };

static const char *
book_path(struct ui *ui)
{
	char buf[1024];

	if (ui->opt->book)
		return ui->opt->book;
	return ui_fmt(ui, "%s", gd_store_default_path(buf, sizeof buf));
}

/* Beside the book: "demo.db" in its folder. */
static const char *
demo_path(struct ui *ui)
{
	const char *book = book_path(ui);
	const char *slash = strrchr(book, '/');

	return ui_fmt(ui, "%.*sdemo.db", slash ? (int)(slash - book) + 1 : 0,
	    book);
}

/* The book at path becomes the one of the screens. */
static bool
open_book(struct ui *ui, const char *path)
{
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_open(&(struct gd_app_options){ .book = path,
			    .login = ui->opt->login },
		ui->app, &err) != GD_OK) {
		*ui->app = NULL;
		ui_say_err(ui, &err);
		return false;
	}
	ui_start(ui);
	return true;
}

static bool
demo_submit(struct ui *ui, struct form *f, void *payload)
{
	struct gd_err err = GD_ERR_INIT;

	(void)payload;
	if (gd_app_demo(form_text(f, "#path"), 0, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return false;
	}
	return open_book(ui, form_text(f, "#path"));
}

static bool
init_submit(struct ui *ui, struct form *f, void *payload)
{
	const struct gd_company company = {
		.code = form_text(f, "#code"),
		.name_zh = form_text(f, "#zh"),
		.name_en = form_text(f, "#en"),
		.address_zh = "",
		.address_en = "",
		.bank = "",
		.tax_no = "",
		.logo = "",
		.currency = form_text(f, "#currency"),
	};
	struct gd_err err = GD_ERR_INIT;

	(void)payload;
	if (gd_app_init(form_text(f, "#path"), &company, form_text(f, "#login"),
		form_text(f, "#name"), &err) != GD_OK) {
		ui_say_err(ui, &err);
		return false;
	}
	return open_book(ui, form_text(f, "#path"));
}

static bool
open_submit(struct ui *ui, struct form *f, void *payload)
{
	(void)payload;
	return open_book(ui, form_text(f, "#path"));
}

static void
field(struct form *f, const char *id, const char *label, const char *value)
{
	form_add(f,
	    &(struct input){ .id = id,
		.name = { .en = label },
		.required = true },
	    value);
}

static void
choose(struct ui *ui, int i)
{
	static bool (*const submits[])(struct ui *, struct form *, void *) = {
		demo_submit,
		init_submit,
		open_submit,
	};
	struct form *f;

	if (i == 0) {
		practice_go(ui);
		return;
	}
	if (--i >= 3) { /* submits */
		ui->leave = true;
		return;
	}
	f = form_new(&(struct form_spec){ .title = lines[i + 1].label,
	    .head = lines[i + 1].what,
	    .submit = submits[i] });
	if (i == 1) {
		field(f, "#code", GD_TR("Short code of the company"), "");
		field(f, "#zh", GD_TR("Company, Chinese name"), "");
		field(f, "#en", GD_TR("Company, English name"), "");
		field(f, "#currency", GD_TR("Home currency"), "CNY");
		field(f, "#login", GD_TR("Your login (letters)"), "");
		field(f, "#name", GD_TR("Your name"), "");
	}
	field(f, "#path", GD_TR("File of the book"),
	    i == 0 ? demo_path(ui) : book_path(ui));
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Go on") } },
	    "");
	form_open(ui, f);
}

/* ---- the screen --------------------------------------------------------- */

/* Two rows a line. */
static void
to_line(struct ui *ui, struct screen *s, int at)
{
	(void)ui;
	((struct nobook *)s)->list.at = at / 2;
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct nobook *b = (struct nobook *)s;
	struct gd_grid *g = &ui->grid;
	struct gd_str text = GD_STR_INIT;

	ui_frame(ui, tr(ui, "No book yet"), NULL);
	ui_sentence(ui, &text, "There is no book at {1}.", 1,
	    (const struct gd_arg[]){ gd_arg_text(book_path(ui)) });
	gd_grid_fit(g, 2, 3, g->cols - 4, GD_INK_PLAIN, text.text);
	gd_grid_fit(g, 3, 3, g->cols - 4, GD_INK_PLAIN,
	    tr(ui, "gendan follows export orders from the sample to the tax "
		   "refund."));
	for (int i = 0; i < NLINES; i++) {
		bool here = i == b->list.at;

		gd_grid_fit(g, 5 + 2 * i, 2, g->cols - 4,
		    here ? GD_INK_CURSOR : GD_INK_HEAD,
		    ui_fmt(ui, "%s %s", here ? ">" : " ",
			tr(ui, lines[i].label)));
		zone_go(ui, 5 + 2 * i, 2, 2, g->cols - 4, to_line, 2 * i,
		    GD_KEY_ENTER);
		if (*lines[i].what)
			gd_grid_fit(g, 6 + 2 * i, 6, g->cols - 8, GD_INK_DIM,
			    tr(ui, lines[i].what));
	}
	gd_str_release(&text);
}

static bool
act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct nobook *b = (struct nobook *)s;

	switch (action) {
	case GD_A_ACCEPT:
		choose(ui, b->list.at);
		return true;
	case GD_A_BACK:
	case GD_A_CANCEL:
		ui->leave = true;
		return true;
	default:
		b->list.n = NLINES;
		return scroll_act(&b->list, action, NLINES);
	}
}

static int
hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	int n = 0;

	(void)ui;
	(void)s;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACCEPT, GD_TR("Take"), 0 };
	out[n++] = (struct gd_hint){ GD_A_DOWN, GD_TR("Choose"), 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, GD_TR("Leave"), 0 };
	return n;
}

static void
release(struct screen *s)
{
	free(s);
}

static const struct screen_ops nobook_ops = {
	.name = "nobook",
	.place = GD_AT_START,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = release,
};

void
scr_nobook(struct ui *ui)
{
	struct nobook *b = gd_alloc(1, sizeof *b);

	b->screen.ops = &nobook_ops;
	ui_push(ui, &b->screen);
}

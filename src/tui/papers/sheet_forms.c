/* tui/papers/sheet_forms.c - what is asked before a sheet is printed: printer,
 * language, medium, pieces; a file; why again. */
#include <string.h>

#include "base/day.h"

#include "../forms/form_priv.h"
#include "print_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

/* ---- words --------------------------------------------------------------- */

static const char *const lang_ids[] = { "both", "zh", "en" };
static const char *const lang_words[] = { GD_TR("both languages"), "中文",
	"English" };

const char *
sheet_lang_words(struct ui *ui, enum gd_doc_lang lang)
{
	return lang == GD_DOC_BOTH ? tr(ui, GD_TR("both languages"))
				   : lang_words[lang];
}

const char *
sheet_media_words(struct ui *ui, enum gd_media media)
{
	switch (media) {
	case GD_MEDIA_A5X2:
		return tr(ui, GD_TR("two A5 on A4"));
	case GD_MEDIA_STRIP:
		return "241 x 140 mm";
	case GD_MEDIA_A5:
		return "A5";
	default:
		return "A4";
	}
}

/* What the command line says with its options, said with keys. */
static const struct {
	enum gd_msg msg;
	const char *text;
} by_keys[] = {
	{ GD_M_QUEUE_NO_LP,
	    GD_TR("the program {1}, which speaks to printers, is not "
		  "installed; have it installed, or write a file: Ctrl-S") },
	{ GD_M_QUEUE_NONE,
	    GD_TR("this machine has no printer queue, so nothing was printed; "
		  "have one set up, or write a file: Ctrl-S") },
	{ GD_M_QUEUE_SERVER,
	    GD_TR("the print server does not answer, so nothing was printed; "
		  "have it started, or write a file: Ctrl-S") },
	{ GD_M_QUEUE_OFF,
	    GD_TR("the printer {1} is stopped ({2}), so nothing was printed; "
		  "have it put right, or choose another: F4") },
	{ GD_M_QUEUE_CLOSED,
	    GD_TR("the printer {1} takes no papers ({2}), so nothing was "
		  "printed; have it put right, or choose another: F4") },
	{ GD_M_PRINT_AGAIN,
	    GD_TR("{1}, piece {2}, was printed before, last on {3} at {4}; "
		  "say why again") },
	{ GD_M_PRINT_AGAIN_PAPER,
	    GD_TR("{1} was printed before, last on {2} at {3}; say why "
		  "again") },
	{ GD_M_PRINT_OLD,
	    GD_TR("{1} revision {2} is not in force, {3} is (0 = none); say "
		  "why the old one is needed") },
	{ GD_M_PRINT_PAGES_MANY,
	    GD_TR("pages are chosen of one piece alone; say which one: F4") },
};

/* Asking is not printing: what is said when nobody printed. */
static const struct {
	enum gd_msg msg;
	const char *text;
} by_asking[] = {
	{ GD_M_QUEUE_NONE,
	    GD_TR("this machine has no printer queue; have one set up, or "
		  "write a file: Ctrl-S") },
	{ GD_M_QUEUE_SERVER,
	    GD_TR("the print server does not answer; have it started, or "
		  "write a file: Ctrl-S") },
	{ GD_M_QUEUE_OFF,
	    GD_TR("the printer {1} is stopped ({2}); have it put right, or "
		  "choose another: F4") },
	{ GD_M_QUEUE_CLOSED,
	    GD_TR("the printer {1} takes no papers ({2}); have it put right, "
		  "or choose another: F4") },
};

void
sheet_asked_fault(struct ui *ui, const struct sheet *s,
    const struct gd_err *err, struct gd_str *out)
{
	struct gd_err asked = *err;

	if (err->msg == GD_M_QUEUE_START)
		asked.msg = GD_M_QUEUE_ASK_START;
	else if (err->msg == GD_M_QUEUE_UNKNOWN)
		asked.msg = GD_M_QUEUE_ASK_UNKNOWN;
	for (size_t i = 0; i < sizeof by_asking / sizeof *by_asking; i++)
		if (by_asking[i].msg == err->msg) {
			gd_say(out, *ui->lang, by_asking[i].text, 4, err->arg);
			return;
		}
	sheet_fault(ui, s, &asked, out);
}

void
sheet_fault(struct ui *ui, const struct sheet *s, const struct gd_err *err,
    struct gd_str *out)
{
	struct gd_arg args[4];

	memcpy(args, err->arg, sizeof args);
	if (args[0].type == GD_ARG_TEXT && s->wf)
		args[0] = gd_arg_text(ui_thing(ui, s->wf, args[0].text));
	for (size_t i = 0; i < sizeof by_keys / sizeof *by_keys; i++)
		if (by_keys[i].msg == err->msg) {
			gd_say(out, *ui->lang, by_keys[i].text, 4, args);
			return;
		}
	ui_fault(ui, s->wf, out, err);
}

void
sheet_say_fault(struct ui *ui, const struct sheet *s, const struct gd_err *err)
{
	struct gd_str text = GD_STR_INIT;

	sheet_fault(ui, s, err, &text);
	ui_say_plain(ui, text.text);
	ui->bad = true;
	gd_str_release(&text);
}

static void
add_lang(struct ui *ui, struct form *f, const struct sheet *s)
{
	struct gd_name names[3];

	for (int i = 0; i < 3; i++) {
		const char *words = sheet_lang_words(ui, (enum gd_doc_lang)i);

		names[i] = (struct gd_name){ lang_ids[i], words, words };
	}
	form_add(f,
	    &(struct input){ .id = "lang",
		.name = { .en = GD_TR("Language") },
		.kind = IN_CHOICE,
		.choices = names,
		.nchoices = 3 },
	    lang_ids[s->lang]);
}

static void
add_media(struct ui *ui, struct form *f, const struct sheet *s)
{
	struct gd_name names[GD_MEDIA_COUNT];

	for (int i = 0; i < GD_MEDIA_COUNT; i++) {
		const char *words = sheet_media_words(ui, (enum gd_media)i);

		names[i] = (struct gd_name){ gd_media_word((enum gd_media)i),
			words, words };
	}
	form_add(f,
	    &(struct input){ .id = "media",
		.name = { .en = GD_TR("Medium") },
		.kind = IN_CHOICE,
		.choices = names,
		.nchoices = GD_MEDIA_COUNT },
	    gd_media_word(s->media));
}

/* "HP: ready", "Needle: stopped (out of paper)" */
static const char *
queue_words(struct ui *ui, const struct gd_queue *q, struct gd_arena *arena)
{
	const char *state = !q->enabled   ? tr(ui, GD_TR("stopped"))
			    : !q->accepts ? tr(ui, GD_TR("takes no papers"))
					  : tr(ui, GD_TR("is ready"));

	return gd_arena_printf(arena, "%s: %s%s%s%s", q->name, state,
	    *q->why ? " (" : "", q->why, *q->why ? ")" : "");
}

static void
say_asked(struct ui *ui, const struct sheet *s, const struct gd_err *err)
{
	struct gd_str text = GD_STR_INIT;

	sheet_asked_fault(ui, s, err, &text);
	ui_say_plain(ui, text.text);
	ui->bad = true;
	gd_str_release(&text);
}

/* The queues of this machine; when they cannot be asked, it is said why. */
void
sheet_add_queues(struct ui *ui, struct form *f, const struct sheet *s)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_queue *queues = NULL;
	struct gd_name *names;
	int n = 0;

	ui_say(ui, GD_TR("Asking the printers ..."), 0, NULL);
	ui_paint(ui);
	if (gd_queue_list(&arena, &queues, &n, &err) == GD_OK)
		ui_quiet(ui);
	else
		say_asked(ui, s, &err);
	names = gd_arena_alloc(&arena, (size_t)n + 1, sizeof *names);
	for (int i = 0; i < n; i++) {
		const char *words = queue_words(ui, &queues[i], &arena);

		names[i] = (struct gd_name){ queues[i].name, words, words };
	}
	form_add(f,
	    &(struct input){ .id = "queue",
		.name = { .en = GD_TR("Printer") },
		.kind = IN_CHOICE,
		.choices = names,
		.nchoices = n },
	    s->queue ? s->queue : "");
	gd_arena_release(&arena);
}

/* ---- F4: choices --------------------------------------------------------- */

/* A text of the form that outlives it; "" is NULL. */
static const char *
text_of(struct sheet *s, struct form *f, const char *id)
{
	const char *text = form_text(f, id);

	return *text ? gd_arena_str(&s->arena, text) : NULL;
}

static bool
choices_done(struct ui *ui, struct form *f, void *payload)
{
	struct sheet *s = payload;
	struct gd_form_order *form = &s->ask.form;
	const char *lang = form_text(f, "lang"), *back = form_text(f, "back");

	for (int i = 0; i < 3; i++)
		if (strcmp(lang, lang_ids[i]) == 0)
			form->lang = i;
	form->media = gd_media_of(form_text(f, "media"));
	if (*form_text(f, "queue"))
		s->ask.queue = text_of(s, f, "queue");
	if (form_find(f, "pieces"))
		s->ask.list = text_of(s, f, "pieces");
	s->ask.pages = text_of(s, f, "pages");
	form->back_by =
	    *back ? gd_day_read(back, gd_app_today(*ui->app)) : GD_NO_DAY;
	s->top = s->left = 0;
	s->screen.stale = true;
	sheet_printer_keep(ui, s);
	sheet_ask_printer(ui, s);
	return true;
}

void
sheet_choices(struct ui *ui, struct sheet *s)
{
	char day[GD_DAY_TEXT] = "";
	struct form *f = form_new(&(struct form_spec){
	    .title = GD_TR("Print: choices"),
	    .submit = choices_done,
	    .payload = s,
	});

	sheet_add_queues(ui, f, s);
	add_lang(ui, f, s);
	add_media(ui, f, s);
	if (s->ask.form.slip && s->ask.form.back_by != GD_NO_DAY)
		gd_day_text(s->ask.form.back_by, day);
	if (s->ask.form.slip)
		form_add(f,
		    &(struct input){ .id = "back",
			.name = { .en = GD_TR("Back by") },
			.kind = IN_DATE },
		    day);
	else
		form_add(f,
		    &(struct input){ .id = "pieces",
			.name = { .en = GD_TR("Only pieces (3,5 or 4-6)") } },
		    s->ask.list ? s->ask.list : "");
	form_add(f,
	    &(struct input){ .id = "pages",
		.name = { .en = GD_TR("Only pages (2-3)") } },
	    s->ask.pages ? s->ask.pages : "");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Show it so") } },
	    "");
	form_open(ui, f);
}

/* ---- why again ----------------------------------------------------------- */

/* What was answered; false: something is missing. */
static bool
read_why(struct sheet *s, struct form *f)
{
	bool jam = strcmp(form_text(f, "why"), "jam") == 0;
	struct gd_err needed;

	if (!form_find(f, "why"))
		return true;
	if (!jam && !*form_text(f, "reason")) {
		(void)gd_fail(&needed, GD_USAGE, GD_M_TUI_REQUIRED);
		form_error(f, form_find(f, "reason"), &needed);
		return false;
	}
	s->ask.reason = jam ? "jam" : text_of(s, f, "reason");
	return true;
}

static void
add_why(struct ui *ui, struct form *f)
{
	const char *jam = tr(ui, GD_TR("the printer jammed"));
	const char *other = tr(ui, GD_TR("another reason"));
	const struct gd_name whys[] = { { "jam", jam, jam },
		{ "other", other, other } };

	form_add(f,
	    &(struct input){ .id = "why",
		.name = { .en = GD_TR("Why again") },
		.kind = IN_CHOICE,
		.required = true,
		.choices = whys,
		.nchoices = 2 },
	    "");
	form_add(f,
	    &(struct input){ .id = "reason",
		.name = { .en = GD_TR("Reason") } },
	    "");
}

static bool
reason_done(struct ui *ui, struct form *f, void *payload)
{
	struct sheet *s = payload;

	if (!read_why(s, f))
		return false;
	s->ask.pages = text_of(s, f, "pages");
	if (sheet_print(ui, s))
		return true;
	s->ask.reason = NULL; /* it is asked again */
	return false;
}

static void
reason_head(struct ui *ui, void *payload, struct gd_str *title,
    struct gd_str *head)
{
	const struct sheet *s = payload;

	gd_str_add(title, tr(ui, "Print again"));
	sheet_fault(ui, s, &s->before, head);
}

void
sheet_reason(struct ui *ui, struct sheet *s)
{
	struct form *f = form_new(&(struct form_spec){
	    .words = reason_head,
	    .submit = reason_done,
	    .payload = s,
	});

	add_why(ui, f);
	form_add(f,
	    &(struct input){ .id = "pages",
		.name = { .en = GD_TR("Only pages (2-3)") } },
	    s->ask.pages ? s->ask.pages : "");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Print again, marked REPRINT") } },
	    "");
	form_open(ui, f);
}

/* ---- Ctrl-S: a file ------------------------------------------------------ */

static bool
file_done(struct ui *ui, struct form *f, void *payload)
{
	struct sheet *s = payload;
	const char *path = form_text(f, "path");
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc;
	int pages = 0;

	if (!read_why(s, f))
		return false;
	rc = sheet_press(ui, s, path, &pages, &err);
	s->ask.reason = NULL;
	if (rc != GD_OK) {
		form_error(f, form_find(f, "path"), &err);
		sheet_say_fault(ui, s, &err);
		return false;
	}
	ui_say(ui, GD_TR("written to {1}; {2} {2|page|pages}"), 2,
	    (const struct gd_arg[]){ gd_arg_text(path), gd_arg_int(pages) });
	return true;
}

void
sheet_to_file(struct ui *ui, struct sheet *s)
{
	bool counts = gd_app_print_counts(&s->ask);
	struct form *f = form_new(&(struct form_spec){
	    .title = GD_TR("Print to a PDF file"),
	    .head = counts ? GD_TR("Who has the file can print it: the pieces "
				   "stand in the print ledger, printed at pdf.")
			   : GD_TR("A file for looking: the print ledger does "
				   "not count it."),
	    .submit = file_done,
	    .payload = s,
	});

	form_add(f,
	    &(struct input){ .id = "path",
		.name = { .en = GD_TR("File (PDF)") },
		.required = true },
	    ui_fmt(ui, "%s-%s.pdf", s->number,
		s->ask.form.slip    ? "slip"
		: s->ask.form.paper ? s->ask.form.paper
				    : "papers"));
	if (counts && s->before.code != GD_OK)
		add_why(ui, f);
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Write the file") } },
	    "");
	form_open(ui, f);
}

/* tui/papers/print_priv.h - between scr_print.c (what is printed), scr_sheet.c
 * (the sheet as it would be) and sheet_forms.c (printer, language, file, why). */
#ifndef GENDAN_TUI_PAPERS_PRINT_PRIV_H
#define GENDAN_TUI_PAPERS_PRINT_PRIV_H

#include "app/printing.h"
#include "paper/queue.h"

#include "../ui_priv.h"

struct sheet {
	struct screen screen;
	char *number;           /* owned */
	struct gd_printing ask; /* its texts are in the arena */
	struct gd_arena arena;  /* of what was chosen, and of the queue */
	/* as it would be printed: */
	struct gd_str title, text; /* text: all pages, parted by \f */
	const struct gd_workflow *wf;
	int sheets, again; /* pieces, those printed before among them */
	enum gd_media media;
	enum gd_doc_lang lang;
	const char *queue;     /* NULL: none is set */
	struct gd_err unready; /* why the printer cannot print now */
	struct gd_err why;     /* what speaks against printing this */
	struct gd_err before;  /* printed before: a reason is asked for */
	struct gd_str about;   /* does it fit, what is left empty */
	bool code;             /* it bears a bar code */
	int top, left, lines, widest;
};

/** Show the sheet. ask is copied. */
void sheet_open(struct ui *ui, const char *number,
    const struct gd_printing *ask);
/** Another printer was chosen, or none yet: is it ready? */
void sheet_ask_printer(struct ui *ui, struct sheet *s);
/** Print with what is chosen; closes the screen when it was handed over.
 * @return handed over */
bool sheet_print(struct ui *ui, struct sheet *s);

/** The sheets to a PDF at a path where nothing is yet; those that count stand
 * in the ledger then. */
enum gd_code sheet_press(struct ui *ui, struct sheet *s, const char *path,
    int *pages, struct gd_err *err) GD_MUST_CHECK;

/* ---- sheet_about.c ---- */

/** Look through what would be printed: s->about, s->code. */
void sheet_about(struct ui *ui, struct sheet *s, const struct gd_job *job,
    int pages);
/** The printer this person chose last for such papers; remember it. */
void sheet_printer_last(struct ui *ui, struct sheet *s);
void sheet_printer_keep(struct ui *ui, const struct sheet *s);

/* ---- sheet_forms.c ---- */

void sheet_choices(struct ui *ui, struct sheet *s);
/** The choice of a printer; of s only the queue is read. */
struct form;
void sheet_add_queues(struct ui *ui, struct form *f, const struct sheet *s);
void sheet_to_file(struct ui *ui, struct sheet *s);
/** Why again: a jam or a reason, and which pages. */
void sheet_reason(struct ui *ui, struct sheet *s);
/** A refusal, with keys where the command line names its options. */
void sheet_fault(struct ui *ui, const struct sheet *s, const struct gd_err *err,
    struct gd_str *out);
/** The same of a printer that was only asked: nobody printed. */
void sheet_asked_fault(struct ui *ui, const struct sheet *s,
    const struct gd_err *err, struct gd_str *out);
void sheet_say_fault(struct ui *ui, const struct sheet *s,
    const struct gd_err *err);
const char *sheet_lang_words(struct ui *ui, enum gd_doc_lang lang);
const char *sheet_media_words(struct ui *ui, enum gd_media media);

#endif

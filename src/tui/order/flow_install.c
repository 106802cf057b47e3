/* tui/order/flow_install.c - a workflow goes into the book: one that comes with
 * gendan, or one of a file, whose faults are shown at their places. */
#include <stdlib.h>
#include <string.h>

#include "app/flow.h"

#include "flow_priv.h"
#include "../forms/form_priv.h"
#include "../papers/read_priv.h"

#include "base/banned.h"

static void
say_installed(struct ui *ui, const char *id)
{
	const struct gd_arg name = gd_arg_text(id);

	ui_stale(ui);
	ui_say(ui,
	    GD_TR("{1} is installed; new orders can take it. Who does what in "
		  "it: give people its roles"),
	    1, &name);
}

/* ---- what comes with gendan ------------------------------------------------ */

static void
install_yes(struct ui *ui, void *payload)
{
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_workflow_ship(*ui->app, payload, &err) != GD_OK)
		ui_say_err(ui, &err);
	else
		say_installed(ui, payload);
}

/* Only an administrator may; the core says so to others. */
void
flow_install_shipped(struct ui *ui, const struct gd_name *name)
{
	scr_ask(ui, &(struct scr_ask){
			.title = GD_TR("Install this workflow?"),
			.said = ui_name(ui, name),
			.yes = GD_TR("Install"),
			.no = GD_TR("Leave it"),
			.then = install_yes,
			.payload = gd_strdup(name->id),
			.drop = free,
		    });
}

/* ---- a file ---------------------------------------------------------------- */

struct found { /* in a file, to be read in either language */
	char *path, *beside;
	bool installed;
	struct gd_flow_fault *at;
	size_t n, room;
	int64_t faults;
};

static void
found_free(void *payload)
{
	struct found *f = payload;

	free(f->path);
	free(f->beside);
	free(f->at);
	free(f);
}

static void
note(void *payload, const struct gd_flow_fault *fault)
{
	struct found *f = payload;

	*GD_PUSH(f->at, f->n, f->room) = *fault;
	f->faults += !fault->warning;
}

static void
say_one(struct ui *ui, const struct found *f, const struct gd_flow_fault *at,
    struct gd_str *text)
{
	gd_str_addf(text, "%s%s:%d:%d  %s", text->len ? "\n\n" : "",
	    at->beside ? f->beside : f->path, at->line, at->col,
	    at->warning ? tr(ui, GD_TR("warning: ")) : "");
	gd_say_err(text, *ui->lang, &at->err);
	if (at->why.msg == GD_M_NONE)
		return;
	gd_str_add(text, *ui->lang == GD_ZH ? "：" : ": ");
	gd_say_err(text, *ui->lang, &at->why);
}

/* What stands in the way first, then what is only worth a look. */
static void
say_found(struct ui *ui, void *payload, struct gd_str *title,
    struct gd_str *text)
{
	const struct found *f = payload;

	gd_str_add(title,
	    tr(ui, f->installed ? GD_TR("Installed; worth a look in the file")
				: GD_TR("Not installed: faults in the file")));
	for (int warnings = 0; warnings < 2; warnings++)
		for (size_t i = 0; i < f->n; i++)
			if (f->at[i].warning == (warnings == 1))
				say_one(ui, f, &f->at[i], text);
}

static void
show_found(struct ui *ui, struct found *f)
{
	scr_read(ui, &(struct scr_read){ .say = say_found,
			 .payload = f,
			 .drop = found_free });
}

/* The id it has now, for the words said. */
static void
say_done(struct ui *ui, const struct gd_flow_source *source)
{
	struct gd_workflow wf = { 0 };
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_workflow_read(source->text.text, source->text.len, NULL,
		NULL, &wf, &err) != GD_OK)
		return;
	say_installed(ui, ui_name(ui, &wf.name));
	gd_workflow_release(&wf);
}

/* A file with faults leaves the form open below what was found in it: mended in
 * an editor, it is tried again by the same Enter. */
static bool
file_done(struct ui *ui, struct form *form, void *payload)
{
	struct found *f = gd_alloc(1, sizeof *f);
	const char *path = form_text(form, "path");
	struct gd_flow_source source;
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc = gd_app_flow_source(path, &source, &err);
	struct gd_flow_check check = gd_flow_source_check(&source);

	(void)payload;
	f->path = gd_strdup(path);
	f->beside = gd_strdup(source.beside.text);
	check.say = note;
	check.payload = f;
	if (rc == GD_OK)
		rc = gd_app_workflow_install(*ui->app, &check, &err);
	f->installed = rc == GD_OK;
	if (rc == GD_OK)
		say_done(ui, &source);
	else if (f->faults)
		gd_fail(&err, GD_USAGE, GD_M_FLOW_FAULTS, GD_N(f->faults));
	if (rc != GD_OK)
		form_error(form, form_find(form, "path"), &err);
	gd_flow_source_release(&source);
	if (f->n && (rc == GD_OK || f->faults))
		show_found(ui, f);
	else
		found_free(f);
	return rc == GD_OK;
}

void
flow_install_file(struct ui *ui)
{
	struct form *f = form_new(&(struct form_spec){
	    .title = GD_TR("Install the workflow of a file"),
	    .head = GD_TR("The file is checked, the scenarios in it and in "
			  "the file beside it are played. It is installed "
			  "whole, or not at all."),
	    .submit = file_done,
	});

	form_add(f,
	    &(struct input){ .id = "path",
		.name = { .en = GD_TR("File") },
		.required = true },
	    "");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Install") } },
	    "");
	form_open(ui, f);
}

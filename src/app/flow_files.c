/* app/flow_files.c - workflow files outside a book: begun, read, drawn. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "app/flow.h"
#include "base/file.h"
#include "flow/flow.h"
#include "paper/draw.h"
#include "report/flow.h"

#include "base/banned.h"

enum gd_code
gd_app_workflow_read(const char *text, size_t len,
    void (*say)(void *payload, int line, int col, const struct gd_err *fault),
    void *payload, struct gd_workflow *wf, struct gd_err *err)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	enum gd_code rc = gd_flow_parse(text, len, wf, &faults, err);

	for (size_t i = 0; say && i < faults.n; i++)
		say(payload, faults.at[i].line, faults.at[i].col,
		    &faults.at[i].err);
	gd_flow_faults_release(&faults);
	return rc;
}

/* ---- on disk --------------------------------------------------------------- */

static enum gd_code
read_path(const char *path, struct gd_str *out, struct gd_err *err)
{
	return gd_file_read(open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), path,
	    GD_FLOW_BYTES, out, err);
}

enum gd_code
gd_app_flow_source(const char *path, struct gd_flow_source *out,
    struct gd_err *err)
{
	const char *dot = strrchr(path, '.');
	enum gd_code rc;

	memset(out, 0, sizeof *out);
	gd_str_add(&out->beside, "");
	rc = read_path(path, &out->text, err);
	if (rc != GD_OK || !dot || strcmp(dot, ".yaml") != 0)
		return rc;
	gd_str_addf(&out->beside, "%.*s.scenarios", (int)(dot - path), path);
	if (access(out->beside.text, F_OK) == 0)
		return read_path(out->beside.text, &out->more, err);
	gd_str_reset(&out->beside);
	return GD_OK;
}

void
gd_flow_source_release(struct gd_flow_source *s)
{
	gd_str_release(&s->text);
	gd_str_release(&s->more);
	gd_str_release(&s->beside);
}

struct gd_flow_check
gd_flow_source_check(const struct gd_flow_source *s)
{
	struct gd_flow_check k = { .file = { s->text.text, s->text.len } };

	if (s->beside.len)
		k.beside = (struct gd_flow_text){ s->more.text, s->more.len };
	return k;
}

/* ---- pictures -------------------------------------------------------------- */

int
gd_flow_form(const char *word)
{
	static const char *const words[] = { "dot", "svg", "bpmn" };

	for (int i = 0; i < 3; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return -1;
}

/* BPMN has no layout of its own: graphviz finds the places. */
static enum gd_code
bpmn(const struct gd_workflow *wf, const struct gd_chart *chart,
    struct gd_flow_words words, struct gd_arena *arena, struct gd_str *out,
    struct gd_err *err)
{
	struct gd_str sizes = GD_STR_INIT, plain = GD_STR_INIT;
	struct gd_flow_layout layout;
	enum gd_code rc;

	gd_flow_dot_sizes(chart, &sizes);
	rc = gd_draw_dot(sizes.text, "plain", &plain, err);
	if (rc == GD_OK &&
	    !gd_flow_layout_read(plain.text, chart, arena, &layout))
		rc =
		    gd_fail(err, GD_OUTSIDE, GD_M_DRAW_FAILED, GD_T("-Tplain"));
	if (rc == GD_OK)
		gd_flow_bpmn(wf, chart, &layout, words, out);
	gd_str_release(&sizes);
	gd_str_release(&plain);
	return rc;
}

enum gd_code
gd_app_flow_draw(const struct gd_workflow *wf, enum gd_flow_form form,
    enum gd_lang lang, bool both, struct gd_str *out, struct gd_err *err)
{
	const struct gd_flow_words words = { lang, both };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str dot = GD_STR_INIT;
	struct gd_chart chart;
	enum gd_code rc = GD_OK;

	gd_chart_make(wf, &arena, &chart);
	if (form == GD_FLOW_BPMN) {
		rc = bpmn(wf, &chart, words, &arena, out, err);
	} else {
		gd_flow_dot(wf, &chart, words, &dot);
		if (form == GD_FLOW_SVG)
			rc = gd_draw_dot(dot.text, "svg", out, err);
		else
			gd_str_add(out, dot.text);
	}
	gd_str_release(&dot);
	gd_arena_release(&arena);
	return rc;
}

/* ---- begun ----------------------------------------------------------------- */

/* Never over a file that is there. */
static enum gd_code
write_new(const char *path, const struct gd_str *text, struct gd_err *err)
{
	int code = gd_file_new(path, text);

	if (code == EEXIST)
		return gd_fail(err, GD_REFUSED, GD_M_FILE_EXISTS, GD_T(path));
	return code ? gd_fail(err, GD_OUTSIDE, GD_M_REPORT_FILE, GD_T(path),
			  GD_T(strerror(code)))
		    : GD_OK;
}

enum gd_code
gd_app_flow_begin(const struct gd_begin *b, const char *path,
    struct gd_err *err)
{
	struct gd_str text = GD_STR_INIT;
	struct gd_workflow wf = { 0 };
	enum gd_code rc;

	gd_flow_begin(b, &text);
	rc = gd_app_workflow_read(text.text, text.len, NULL, NULL, &wf, err);
	if (rc == GD_OK) {
		gd_workflow_release(&wf);
		rc = write_new(path, &text, err);
	}
	gd_str_release(&text);
	return rc;
}

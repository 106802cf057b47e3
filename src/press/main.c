/* press/main.c - gendan-paper: a job as JSON on standard input becomes a PDF
 * (docs/PAPER.md).
 *
 *     gendan-paper --out FILE [--replace] [--draw-missing] < job.json
 *
 * Answers one line of JSON on standard output. Exit codes: 0 done, 2 bad
 * input, 3 a character is in no font, 6 trouble with the disk.
 */
#include <cairo-pdf.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/say.h"
#include "paper/json.h"

#include "press_priv.h"

#include "base/banned.h"

#define EXIT_BAD 2
#define EXIT_GLYPH 3
#define EXIT_OUTSIDE 6

struct wanted {
	const char *out;
	bool replace, draw_missing;
};

static int
usage(void)
{
	(void)fputs("usage: gendan-paper --out FILE [--replace] "
		    "[--draw-missing] < job.json\n",
	    stderr);
	return EXIT_BAD;
}

static bool
wanted_read(struct wanted *w, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--out") == 0 && i + 1 < argc)
			w->out = argv[++i];
		else if (strcmp(argv[i], "--replace") == 0)
			w->replace = true;
		else if (strcmp(argv[i], "--draw-missing") == 0)
			w->draw_missing = true;
		else
			return false;
	return w->out && *w->out;
}

/* All of standard input, one byte more than allowed at most. */
static int
input_read(struct gd_str *in)
{
	static char part[1 << 16];
	ssize_t n;

	while (in->len <= GD_JOB_BYTES_MAX) {
		n = read(STDIN_FILENO, part, sizeof part);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? errno : 0;
		gd_str_addn(in, part, (size_t)n);
	}
	return 0;
}

static cairo_status_t
pdf_more(void *to, const unsigned char *bytes, unsigned len)
{
	gd_str_addn(to, (const char *)bytes, len);
	return CAIRO_STATUS_SUCCESS;
}

/* What a reader of PDF shows about the file; no time but the job's. */
static void
about(struct press *p)
{
	const struct gd_job *job = p->job;
	const char *second;
	time_t at = (time_t)(job->made_ms / 1000);
	char made[32];
	struct tm tm;

	if (gmtime_r(&at, &tm))
		strftime(made, sizeof made, "%Y-%m-%dT%H:%M:%SZ", &tm);
	else
		made[0] = '\0';
	cairo_pdf_surface_set_metadata(p->surface,
	    CAIRO_PDF_METADATA_CREATE_DATE, made);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE,
	    job->title ? job->title : "");
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_AUTHOR,
	    gd_label_main(&job->docs[0].company, job->lang, &second));
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR,
	    "gendan");
}

/* @return false when cairo could not. */
static bool
press_run(struct press *p, struct gd_str *pdf)
{
	bool good;

	p->fmt = format_of(p->job);
	p->w = p->fmt->w - p->fmt->left - p->fmt->right;
	p->surface = cairo_pdf_surface_create_for_stream(pdf_more, pdf,
	    p->fmt->w * p->fmt->across, p->fmt->h);
	p->cr = cairo_create(p->surface);
	about(p);
	text_begin(p);
	for (size_t i = 0; i < p->job->ndocs; i++) {
		p->doc = &p->job->docs[i];
		pages_draw(p);
	}
	sheet_end(p);
	text_end(p);
	good = cairo_status(p->cr) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(p->cr);
	cairo_surface_finish(p->surface);
	good &= cairo_surface_status(p->surface) == CAIRO_STATUS_SUCCESS;
	cairo_surface_destroy(p->surface);
	free(p->ops.all);
	free(p->slabs);
	free(p->drawn);
	free(p->tables);
	free(p->table_info);
	return good;
}

static void
answer(json_t *all)
{
	char *text = json_dumps(all, JSON_COMPACT);

	(void)printf("%s\n", text);
	free(text);
	json_decref(all);
}

/* The file, and what is said about it. @return exit code */
static int
finish(const struct press *p, const struct wanted *w, const struct gd_str *pdf)
{
	struct gd_str missing = GD_STR_INIT;
	json_t *all = json_object();
	int code = 0, rc = 0;

	text_missing(p, &missing);
	if (p->nmissing && !w->draw_missing) {
		(void)fprintf(stderr, "gendan-paper: no font has %s\n",
		    missing.text);
		rc = EXIT_GLYPH;
	} else {
		code = out_write(w->out, pdf->text, pdf->len, w->replace);
	}
	if (code) {
		(void)fprintf(stderr, "gendan-paper: %s: %s\n", w->out,
		    strerror(code));
		json_object_set_new(all, "errno", json_integer(code));
		rc = EXIT_OUTSIDE;
	} else if (rc == 0) {
		json_object_set_new(all, "pages", json_integer(p->sheets));
	}
	json_object_set_new(all, "missing", json_string(missing.text));
	answer(all);
	gd_str_release(&missing);
	return rc;
}

static int
work(const struct wanted *w)
{
	struct gd_str in = GD_STR_INIT, pdf = GD_STR_INIT, said = GD_STR_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_job job;
	struct press p = { .job = &job };
	int rc = input_read(&in) ? EXIT_OUTSIDE : 0;

	if (rc == 0 && gd_job_read(in.text, in.len, &arena, &job, &err)) {
		gd_say_err(&said, GD_EN, &err);
		rc = EXIT_BAD;
	}
	gd_str_release(&in);
	if (rc == 0 && !press_run(&p, &pdf)) {
		gd_str_add(&said, "cairo could not make the pages");
		rc = EXIT_OUTSIDE;
	}
	if (rc == 0)
		rc = finish(&p, w, &pdf);
	else
		(void)fprintf(stderr, "gendan-paper: %s\n", said.text);
	gd_str_release(&pdf);
	gd_str_release(&said);
	gd_arena_release(&arena);
	return rc;
}

int
main(int argc, char **argv)
{
	struct wanted w = { 0 };
	int rc;

	gd_memory_setup();
	rc = wanted_read(&w, argc, argv) ? work(&w) : usage();
	(void)fflush(stdout);
	/* The libraries of fonts keep what they found: nothing to take down. */
	_exit(rc);
}

/* app/papers/printing.c - check, make, hand over, record.
 *
 * Making and handing over take seconds and happen outside every transaction.
 * The ledger's command is decided twice: before, to learn which sheets are
 * made and which of them are reprints, and after, to be written.
 */
#include "app/printing.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "paper/press.h"
#include "paper/queue.h"

#include "../app_priv.h"

#include "base/banned.h"

/* The ledger's command and its fields, which it borrows. */
struct entry {
	struct gd_pair fields[6];
	struct gd_command cmd;
	char rev[24], pages[24];
};

static void
add_field(struct entry *e, const char *name, const char *value)
{
	if (value)
		e->fields[e->cmd.nfields++] = (struct gd_pair){ name, value };
}

static void
entry_init(struct entry *e, const struct gd_printing *ask)
{
	const struct gd_form_order *f = &ask->form;

	*e = (struct entry){ .cmd = { .verb = GD_DO_PRINT,
				 .paper = f->step ? NULL : f->paper,
				 .step = f->step,
				 .lot = f->lot,
				 .inst = f->inst,
				 .reason = ask->reason } };
	e->cmd.fields = e->fields;
	add_field(e, "what", f->slip ? "slip" : "form");
	add_field(e, "pieces", ask->list);
	if (f->rev) {
		snprintf(e->rev, sizeof e->rev, "%lld", (long long)f->rev);
		add_field(e, "rev", e->rev);
	}
}

static void
add_device(struct entry *e, const struct gd_printed *out)
{
	snprintf(e->pages, sizeof e->pages, "%d", out->pages);
	add_field(e, "device", out->queue);
	add_field(e, "job", out->job);
	add_field(e, "pages", e->pages);
}

/* ---- before ------------------------------------------------------------------ */

/* The same request a second time must not print a second time. */
static enum gd_code
done_before(struct gd_app *app, struct gd_printed *out, struct gd_err *err)
{
	char order[GD_ID_TEXT];
	int64_t seq = 0;
	enum gd_code rc = GD_OK;

	if (*app->request)
		rc = gd_store_request(app->store, app->request, &seq, order,
		    err);
	out->before = seq != 0;
	return rc;
}

static const char *
kind_of(const struct gd_printing *ask)
{
	return ask->form.slip ? "slip" : ask->form.paper;
}

/* The printer that is asked for, else the one of the person's desk; NULL: none.
 * *media, if not said, is what lies in it. */
static const char *
place(struct gd_app *app, const char *kind, const char *asked,
    enum gd_media *media)
{
	const struct gd_printer *row =
	    gd_printer_of(gd_app_office(app), app->login, kind);
	const char *queue = asked ? asked : row ? row->queue : NULL;

	if (*media == GD_MEDIA_COUNT && row && strcmp(row->queue, queue) == 0)
		*media = gd_media_of(row->media);
	return queue;
}

void
gd_app_print_place(struct gd_app *app, const struct gd_printing *ask,
    const char **queue, enum gd_media *media)
{
	*media = ask->form.media;
	*queue = place(app, kind_of(ask), ask->queue, media);
}

/* Which printer, is it ready, and what paper lies in it. */
static enum gd_code
choose(struct gd_app *app, const char *kind, const char *asked,
    enum gd_media *media, struct gd_printed *out, struct gd_err *err)
{
	const char *name = place(app, kind, asked, media);
	struct gd_queue queue;
	enum gd_code rc;

	if (!name)
		return gd_fail(err, GD_REFUSED, GD_M_PRINT_NO_PRINTER,
		    GD_T(kind));
	out->queue = gd_arena_str(&out->arena, name);
	rc = gd_queue_state(out->queue, &out->arena, &queue, err);
	return rc == GD_OK ? gd_queue_ready(&queue, err) : rc;
}

/* ---- pages ------------------------------------------------------------------- */

/* How many pages a list names; 0: it is none, or names one that is not. */
static int
pages_in(const char *list, int most)
{
	int n = 0;

	while (*list) {
		char *end;
		long from = strtol(list, &end, 10), to = from;

		if (end == list)
			return 0;
		if (*end == '-') {
			list = end + 1;
			to = strtol(list, &end, 10);
		}
		if (end == list || from < 1 || to < from || to > most ||
		    (*end && *end != ','))
			return 0;
		n += (int)(to - from) + 1;
		list = end + (*end == ',');
	}
	return n;
}

static enum gd_code
check_pages(const struct gd_printing *ask, struct gd_printed *out,
    struct gd_err *err)
{
	int chosen;

	if (!ask->pages)
		return GD_OK;
	chosen = strspn(ask->pages, "0123456789,-") == strlen(ask->pages)
		     ? pages_in(ask->pages, out->pages)
		     : 0;
	if (!chosen)
		return gd_fail(err, GD_USAGE, GD_M_PRINT_PAGES,
		    GD_T(ask->pages), GD_N(out->pages));
	out->pages = chosen;
	return GD_OK;
}

/* ---- the pages themselves ------------------------------------------------------ */

/* Under a name only for as long as they are made; nobody else may look. */
static enum gd_code
press_aside(const struct gd_job *job, int *pdf, int *pages, struct gd_err *err)
{
	const char *tmp = getenv("TMPDIR");
	struct gd_press_result result;
	struct gd_str dir = GD_STR_INIT, path = GD_STR_INIT;
	enum gd_code rc = GD_OK;

	*pdf = -1;
	gd_str_addf(&dir, "%s/gendan-print.XXXXXX",
	    tmp && *tmp == '/' ? tmp : "/tmp");
	if (!mkdtemp(dir.text)) {
		rc = gd_fail(err, GD_OUTSIDE, GD_M_PRINT_TEMP, GD_T(dir.text),
		    GD_T(strerror(errno)));
		gd_str_release(&dir);
		return rc;
	}
	gd_str_addf(&path, "%s/pages.pdf", dir.text);
	rc = gd_press(job, path.text, NULL, &result, err);
	if (rc == GD_OK) {
		*pages = result.pages;
		*pdf = open(path.text, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
		if (*pdf < 0)
			rc = gd_fail(err, GD_OUTSIDE, GD_M_PRINT_TEMP,
			    GD_T(path.text), GD_T(strerror(errno)));
	}
	(void)unlink(path.text);
	(void)rmdir(dir.text);
	gd_str_release(&path);
	gd_str_release(&dir);
	return rc;
}

static enum gd_code
record(struct gd_app *app, const struct gd_printing *ask,
    const struct gd_printed *out, struct gd_err *err)
{
	struct entry e;

	entry_init(&e, ask);
	add_device(&e, out);
	return gd_app_print_done(app, ask->form.order, &e.cmd, NULL, err);
}

bool
gd_app_print_counts(const struct gd_printing *ask)
{
	return (ask->list || ask->form.pieces) && !ask->form.slip;
}

enum gd_code
gd_app_print_filed(struct gd_app *app, const struct gd_printing *ask, int pages,
    struct gd_err *err)
{
	return record(app, ask,
	    &(struct gd_printed){ .queue = "pdf", .pages = pages }, err);
}

/* Nobody who loses patience parts handing over from recording. */
static enum gd_code
hand_and_record(struct gd_app *app, const struct gd_queue_papers *papers,
    const struct gd_printing *ask, struct gd_printed *out, struct gd_err *err)
{
	static const int impatient[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT,
		SIGTSTP };
	sigset_t held, before;
	enum gd_code rc;

	sigemptyset(&held);
	for (size_t i = 0; i < sizeof impatient / sizeof *impatient; i++)
		sigaddset(&held, impatient[i]);
	pthread_sigmask(SIG_BLOCK, &held, &before);
	rc = gd_queue_hand(papers, &out->arena, &out->job, err);
	if (rc == GD_OK)
		rc = record(app, ask, out, err);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return rc;
}

static enum gd_code
hand_over(struct gd_app *app, const struct gd_job *job,
    const struct gd_printing *ask, struct gd_printed *out, struct gd_err *err)
{
	struct gd_queue_papers papers = { .queue = out->queue,
		.title = job->title,
		.media = job->media,
		.pages = ask->pages };
	enum gd_code rc = press_aside(job, &papers.pdf, &out->pages, err);

	if (rc == GD_OK)
		rc = check_pages(ask, out, err);
	if (rc == GD_OK)
		rc = hand_and_record(app, &papers, ask, out, err);
	if (papers.pdf >= 0)
		close(papers.pdf);
	return rc;
}

/* ---- all of it ----------------------------------------------------------------- */

static enum gd_code
plan_and_make(struct gd_app *app, const struct gd_printing *ask,
    const struct gd_form_order *form, struct gd_print_plan *plan,
    struct gd_form_made *made, struct gd_err *err)
{
	struct gd_form_order f = *form;
	struct entry e;
	enum gd_code rc;

	entry_init(&e, ask);
	rc = gd_app_print_check(app, f.order, &e.cmd, plan, err);
	if (rc == GD_OK && ask->pages && plan->n > 1 && !f.slip)
		rc = gd_fail(err, GD_REFUSED, GD_M_PRINT_PAGES_MANY);
	if (rc != GD_OK) {
		*made = (struct gd_form_made){ 0 };
		gd_order_init(&made->order);
		return rc;
	}
	f.sheets = plan->rows;
	f.nsheets = plan->n;
	return gd_app_form_make(app, &f, made, err);
}

enum gd_code
gd_app_print_make(struct gd_app *app, const struct gd_printing *ask,
    struct gd_print_plan *plan, struct gd_form_made *made, struct gd_err *err)
{
	return plan_and_make(app, ask, &ask->form, plan, made, err);
}

enum gd_code
gd_app_print(struct gd_app *app, const struct gd_printing *ask,
    struct gd_printed *out, struct gd_err *err)
{
	struct gd_form_order form = ask->form;
	struct gd_print_plan plan = { 0 };
	struct gd_form_made made;
	enum gd_code rc;

	*out = (struct gd_printed){ 0 };
	rc = done_before(app, out, err);
	if (rc != GD_OK || out->before)
		return rc;
	rc = choose(app, kind_of(ask), ask->queue, &form.media, out, err);
	if (rc != GD_OK)
		return rc;
	rc = plan_and_make(app, ask, &form, &plan, &made, err);
	for (size_t i = 0; i < plan.n; i++)
		out->again += plan.rows[i].again > 0;
	out->sheets = (int)plan.n;
	if (rc == GD_OK)
		rc = hand_over(app, &made.job, ask, out, err);
	gd_form_made_release(&made);
	gd_print_plan_release(&plan);
	return rc;
}

enum gd_code
gd_app_print_job(struct gd_app *app, const struct gd_job *job, const char *kind,
    const char *queue, struct gd_printed *out, struct gd_err *err)
{
	struct gd_queue_papers papers = { .title = job->title,
		.media = job->media,
		.pdf = -1 };
	enum gd_media media = job->media;
	enum gd_code rc;

	*out = (struct gd_printed){ 0 };
	rc = choose(app, kind, queue, &media, out, err);
	if (rc == GD_OK)
		rc = press_aside(job, &papers.pdf, &out->pages, err);
	papers.queue = out->queue;
	if (rc == GD_OK)
		rc = gd_queue_hand(&papers, &out->arena, &out->job, err);
	if (papers.pdf >= 0)
		close(papers.pdf);
	return rc;
}

void
gd_printed_release(struct gd_printed *p)
{
	gd_arena_release(&p->arena);
}

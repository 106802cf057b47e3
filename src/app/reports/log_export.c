/* app/reports/log_export.c - the event log of chosen orders into a file. */
#include <errno.h>
#include <string.h>

#include "report/eventlog.h"
#include "store/ocel.h"

#include "history_priv.h"

#include "base/banned.h"

static enum gd_code
order_begin(void *payload, const struct gd_list_row *row, struct gd_err *err)
{
	(void)err;
	gd_log_order(payload, row->number);
	return GD_OK;
}

static enum gd_code
order_entry(void *payload, const struct gd_journal_row *row,
    const struct gd_events *ev, const struct gd_workflow *wf,
    struct gd_err *err)
{
	struct gd_log_entry e = { row->seq, row->at_ms, row->actor,
		row->for_whom, ev };

	return gd_log_entry(payload, wf, &e, err);
}

static enum gd_code
order_end(void *payload, struct gd_err *err)
{
	return gd_log_order_end(payload, err);
}

static enum gd_code
write_log(struct gd_app *app, const struct gd_history_ask *ask,
    const struct gd_log_sink *sink, struct gd_log_done *out, struct gd_err *err)
{
	struct app_walk walk = { order_begin, order_entry, order_end, NULL };
	int64_t from, to;
	struct gd_log *log;
	enum gd_code rc;

	app_history_span(app, ask, &from, &to);
	log = gd_log_open(sink, gd_app_office(app), from, to);
	walk.payload = log;
	rc = gd_log_begin(log, err);
	if (rc == GD_OK)
		rc = app_history_walk(app, ask, &walk, &out->orders, err);
	if (rc == GD_OK)
		rc = gd_log_end(log, err);
	out->events = gd_log_events(log);
	out->objects = gd_log_objects(log);
	gd_log_close(log);
	return rc;
}

static enum gd_code
pour(void *payload, bool second, struct gd_str *text, struct gd_err *err)
{
	return gd_export_add(payload, second, text, err);
}

static enum gd_code
write_text(struct gd_app *app, const struct gd_history_ask *ask,
    struct gd_log_text *t, const char *path, struct gd_log_done *out,
    struct gd_err *err)
{
	struct gd_export_file *f;
	enum gd_code rc = gd_export_open(app->store, path, &f, err);

	if (rc == GD_OK) {
		t->flush = pour;
		t->payload = f;
		rc = write_log(app, ask, &t->sink, out, err);
	}
	rc = gd_log_text_end(t, rc, err);
	return t->payload ? gd_export_close(f, rc, err) : rc;
}

enum gd_code
gd_app_log_export(struct gd_app *app, const struct gd_history_ask *ask,
    enum gd_log_form form, bool strict, const char *path,
    struct gd_log_done *out, struct gd_err *err)
{
	struct gd_log_text t = { .strict = strict };
	struct gd_ocel *o;
	enum gd_code rc;

	*out = (struct gd_log_done){ 0 };
	if (app->folder)
		return gd_fail(err, GD_REFUSED, GD_M_APP_TK_WRITE, GD_T(path),
		    GD_T(strerror(EPERM)));
	if (form == GD_LOG_OCEL) {
		rc = gd_ocel_open(app->store, path, &o, err);
		if (rc != GD_OK)
			return rc;
		rc = write_log(app, ask, gd_ocel_sink(o), out, err);
		return gd_ocel_close(o, rc, err);
	}
	if (form == GD_LOG_CSV)
		gd_log_csv(&t);
	else
		gd_log_json(&t);
	return write_text(app, ask, &t, path, out, err);
}

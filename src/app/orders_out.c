/* app/orders_out.c - chosen orders as a table in a file: what a list shows of
 * each, under the names `gendan list --csv` uses.
 */
#include "app/orders_out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/day.h"
#include "base/file.h"

#include "app_priv.h"

#include "base/banned.h"

#define CELLS 20

static const char *const names[CELLS] = { "number", "customer", "customer_name",
	"workflow", "state", "status", "step_no", "rail", "due", "days",
	"pieces_out", "unsigned", "waits", "clerk", "created", "rev", "id",
	"hard_day", "hard", "warns" };

static json_t *
text(const char *s)
{
	return json_string(s ? s : "");
}

static json_t *
day_of(int64_t day)
{
	char buf[GD_DAY_TEXT];

	return day ? json_string(gd_day_text((int32_t)day, buf)) : json_null();
}

/* One order, its cells in the order of names. */
static json_t *
cells_of(struct gd_app *app, const struct gd_list_row *r)
{
	char created[GD_MS_TEXT];
	json_t *all = json_array();

	gd_ms_text(r->created_ms, app->utc_offset, created);
	json_array_append_new(all, text(r->number));
	json_array_append_new(all, text(r->customer));
	json_array_append_new(all, text(r->customer_name));
	json_array_append_new(all, text(r->workflow));
	json_array_append_new(all, text(gd_order_state_word(r->state)));
	json_array_append_new(all, text(r->status));
	json_array_append_new(all, json_integer(r->step_no));
	json_array_append_new(all, text(r->rail));
	json_array_append_new(all, day_of(r->due_day));
	json_array_append_new(all,
	    r->due_day ? json_integer(r->due_day - gd_app_today(app))
		       : json_null());
	json_array_append_new(all, json_integer(r->pieces_out));
	json_array_append_new(all, json_integer(r->unsigned_n));
	json_array_append_new(all, text(r->waits));
	json_array_append_new(all, text(r->clerk));
	json_array_append_new(all, text(created));
	json_array_append_new(all, json_integer(r->rev));
	json_array_append_new(all, text(r->id));
	json_array_append_new(all, day_of(r->hard_day));
	json_array_append_new(all, text(r->hard));
	json_array_append_new(all, json_integer(r->warns));
	return all;
}

static void
add_csv(const json_t *cells, struct gd_str *out)
{
	char numbers[CELLS][24];
	const char *line[CELLS];

	for (size_t i = 0; i < CELLS; i++) {
		const json_t *cell = json_array_get(cells, i);

		line[i] = json_string_value(cell);
		if (json_is_integer(cell)) {
			snprintf(numbers[i], sizeof numbers[i], "%lld",
			    (long long)json_integer_value(cell));
			line[i] = numbers[i];
		}
		if (!line[i])
			line[i] = "";
	}
	gd_csv_write(out, line, CELLS);
}

static void
add_json(const json_t *cells, bool first, struct gd_str *out)
{
	json_t *obj = json_object();
	char *words;

	for (size_t i = 0; i < CELLS; i++)
		json_object_set(obj, names[i], json_array_get(cells, i));
	words = json_dumps(obj, JSON_COMPACT);
	gd_str_add(out, first ? "\n" : ",\n");
	gd_str_add(out, words ? words : "{}");
	free(words);
	json_decref(obj);
}

/* A new file; what was written of it before a fault goes away again. */
static enum gd_code
write_new(const char *path, const struct gd_str *all, struct gd_err *err)
{
	int code = gd_file_new(path, all);

	if (code == EEXIST)
		return gd_fail(err, GD_REFUSED, GD_M_FILE_EXISTS, GD_T(path));
	return code ? gd_fail(err, GD_OUTSIDE, GD_M_APP_TK_WRITE, GD_T(path),
			  GD_T(strerror(code)))
		    : GD_OK;
}

enum gd_code
gd_app_orders_out(struct gd_app *app, char *const *ids, int n, bool json,
    const char *path, struct gd_err *err)
{
	struct gd_str out = GD_STR_INIT;
	enum gd_code rc = GD_OK;

	if (app->folder)
		return gd_fail(err, GD_REFUSED, GD_M_APP_TK_WRITE, GD_T(path),
		    GD_T(strerror(EPERM)));
	if (json)
		gd_str_addc(&out, '[');
	else
		gd_csv_write(&out, names, CELLS);
	for (int i = 0; rc == GD_OK && i < n; i++) {
		struct gd_order_page page = { 0 };
		json_t *cells;

		rc = gd_app_order(app, ids[i], &page, err);
		if (rc != GD_OK)
			break;
		cells = cells_of(app, &page.row);
		if (json)
			add_json(cells, i == 0, &out);
		else
			add_csv(cells, &out);
		json_decref(cells);
		gd_order_page_release(&page);
	}
	if (json)
		gd_str_add(&out, n ? "\n]\n" : "]\n");
	if (rc == GD_OK)
		rc = write_new(path, &out, err);
	gd_str_release(&out);
	return rc;
}

/* app/import/import.c - many orders from one CSV file.
 *
 * Pass 1 reads every row, names every bad cell and writes nothing; pass 2
 * gathers rows into orders and makes them in short transactions.  Requests
 * are made of the file's digest and the order's number, so that the same
 * command after an interruption goes on where it stopped.
 */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "import.h"

#include "base/banned.h"

#define BATCH_MS 150
#define BATCH_ORDERS 200
#define PROGRESS_ROWS 500
#define MOST_PENDING 2000

/* Every row of the file; row() returns false to stop without an error. */
static enum gd_code
each_row(struct import *in,
    enum gd_code (*row)(struct import *in, const char **cells, int n,
	int64_t row_no, bool *stop))
{
	const char **cells;
	struct gd_csv *csv;
	bool stop = false;
	enum gd_code rc;
	int n;

	rc = gd_csv_open(in->im->path, &csv, in->err);
	if (rc != GD_OK)
		return rc;
	rc = gd_csv_next(csv, &cells, &n, in->err);
	if (rc == GD_MISSING)
		rc = gd_fail(in->err, GD_USAGE, GD_M_APP_FILE_EMPTY,
		    GD_T(in->im->path));
	if (rc == GD_OK && !in->map.ncolumns)
		rc = import_map_make(in, cells, n);
	while (rc == GD_OK && !stop) {
		rc = gd_csv_next(csv, &cells, &n, in->err);
		if (rc == GD_OK)
			rc = row(in, cells, n, gd_csv_row(csv), &stop);
		else if (rc == GD_MISSING)
			stop = true;
	}
	if (rc == GD_MISSING && stop)
		rc = GD_OK;
	gd_csv_close(csv);
	return rc;
}

/* ---- pass 1 -------------------------------------------------------------- */

/* The digest goes over the cells, chained row by row. */
static void
digest_row(struct import *in, const char **cells, int n)
{
	static const char hex[] = "0123456789abcdef";
	const void *parts[MOST_COLUMNS + 1];
	uint64_t lens[MOST_COLUMNS + 1];
	uint8_t h[32];
	int i;

	parts[0] = in->digest;
	lens[0] = strlen(in->digest);
	for (i = 0; i < n && i < MOST_COLUMNS; i++) {
		parts[i + 1] = cells[i];
		lens[i + 1] = strlen(cells[i]);
	}
	gd_sha256_parts(0x69, i + 1, parts, lens, h);
	for (i = 0; i < 32; i++) {
		in->digest[2 * i] = hex[h[i] >> 4];
		in->digest[2 * i + 1] = hex[h[i] & 15];
	}
	in->digest[64] = '\0';
}

static enum gd_code
try_fields(struct import *in, const struct gd_pair *pairs, int n,
    const char *customer, struct gd_err *why)
{
	const struct gd_command cmd = { .verb = GD_DO_NEW,
		.fields = pairs,
		.nfields = n };
	struct gd_events events = GD_EVENTS_INIT;
	struct app_facts facts;
	struct gd_order o;
	enum gd_code rc;

	gd_order_init(&o);
	app_facts(in->app, in->app->login, in->wf, NULL, NULL, &facts);
	facts.f.number = "?";
	facts.f.customer = customer;
	facts.f.company = "";
	rc = gd_decide(in->wf, &o, &facts.f, &cmd, &events, why);
	gd_events_release(&events);
	app_facts_release(&facts);
	gd_order_release(&o);
	return rc;
}

static const char *
column_of_field(const struct import *in, const char *name)
{
	int c;

	for (c = 0; c < in->map.ncolumns; c++)
		if (in->map.columns[c].to == TO_FIELD &&
		    strcmp(in->wf->fields[in->map.columns[c].field].name.id,
			name) == 0)
			return in->map.columns[c].name;
	return name;
}

/* The core itself says which values do; asked together, then one by one. */
static void
check_fields(struct import *in, const struct import_row *r, int64_t row_no,
    struct gd_arena *arena)
{
	struct gd_pair pairs[MOST_COLUMNS + MOST_CONSTANTS];
	struct gd_err why = GD_ERR_INIT;
	int i, n = import_pairs(in, r, pairs, arena);
	bool named = false;

	if (try_fields(in, pairs, n, r->customer, &why) == GD_OK)
		return;
	for (i = 0; i < n; i++) {
		struct gd_err one = GD_ERR_INIT;

		if (try_fields(in, &pairs[i], 1, r->customer, &one) == GD_OK ||
		    one.msg == GD_M_FIELD_MISSING)
			continue;
		import_fault(in, row_no, column_of_field(in, pairs[i].name),
		    pairs[i].value, &one);
		named = true;
	}
	if (!named)
		import_fault(in, row_no, "", "", &why);
}

/* A customer this row makes: is he taken for another? */
static void
check_customer(struct import *in, const struct import_row *r, int64_t row_no)
{
	const struct gd_customer c = { .code = r->customer,
		.name = r->customer_name,
		.name_en = "" };
	struct gd_err what = GD_ERR_INIT;

	if (app_customer(in->app, r->customer))
		return;
	if (!in->alike.room)
		gd_alike_office(&in->alike, gd_app_office(in->app));
	if (gd_alike_has(&in->alike, c.code))
		return;
	if (gd_alike_check(&in->alike, &c, true, &what) != GD_OK)
		import_note(in, row_no, import_column_of(in, TO_CUSTOMER),
		    *r->customer_name ? r->customer_name : r->customer, &what);
	gd_alike_add(&in->alike, &c);
}

/* The number must be free, or have been made by this very file. */
static void
check_number(struct import *in, const char *number, int64_t row_no)
{
	char request[GD_ID_TEXT], landed[GD_ID_TEXT];
	struct gd_err why = GD_ERR_INIT;
	int64_t seq = 0;

	if (!gd_store_number_used(in->app->store, number))
		return;
	app_hash_id(request, in->digest, number);
	if (gd_store_request(in->app->store, request, &seq, landed, NULL) ==
		GD_OK &&
	    seq)
		return;
	(void)gd_fail(&why, GD_REFUSED, GD_M_APP_NUMBER_USED, GD_T(number));
	import_fault(in, row_no, import_column_of(in, TO_NUMBER), number, &why);
}

static enum gd_code
stopped(struct import *in)
{
	return gd_fail(in->err, GD_REFUSED, GD_M_APP_IMPORT_STOPPED,
	    GD_N(in->im->made), GD_N(in->im->orders));
}

static enum gd_code
check_row(struct import *in, const char **cells, int n, int64_t row_no,
    bool *stop)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err why = GD_ERR_INIT;
	struct import_row r;
	struct import_key *k;

	(void)stop;
	in->im->rows++;
	digest_row(in, cells, n);
	if (import_row_read(in, cells, n, row_no, &arena, &r, true)) {
		k = import_key(&in->index, r.number, true);
		if (!k->rows++) {
			k->head = import_head_hash(in, &r);
			k->seen = row_no;
			check_fields(in, &r, row_no, &arena);
			check_customer(in, &r, row_no);
		} else if (k->head != import_head_hash(in, &r)) {
			(void)gd_fail(&why, GD_USAGE, GD_M_APP_ROW_DIFFERS,
			    GD_T(r.number), GD_N(k->seen));
			import_fault(in, row_no,
			    import_column_of(in, TO_NUMBER), r.number, &why);
		}
		in->im->orders = (int64_t)in->index.n;
	}
	gd_arena_release(&arena);
	if (in->im->rows % PROGRESS_ROWS == 0 && in->im->progress &&
	    !in->im->progress(in->im->payload, in->im->rows, in->im->orders))
		return stopped(in);
	return GD_OK;
}

static enum gd_code
first_pass(struct import *in)
{
	enum gd_code rc = each_row(in, check_row);
	size_t i;

	/* numbers wait for the digest of the whole file */
	for (i = 0; rc == GD_OK && i < in->index.room; i++) {
		struct import_key *k = &in->index.at[i];

		if (k->number)
			check_number(in, k->number, k->seen);
		k->seen = 0;
	}
	if (rc == GD_OK && in->im->faults)
		rc = gd_fail(in->err, GD_USAGE, GD_M_APP_IMPORT_BAD,
		    GD_N(in->im->faults));
	return rc;
}

/* ---- pass 2 -------------------------------------------------------------- */

static enum gd_code
end_batch(struct import *in, enum gd_code rc)
{
	rc = app_batch_end(in->app, rc, in->err);
	if (rc == GD_OK) {
		in->im->made += in->made_now;
		in->im->skipped += in->skipped_now;
	}
	in->made_now = in->skipped_now = 0;
	if (rc == GD_OK && in->im->progress &&
	    !in->im->progress(in->im->payload, in->im->rows, in->im->made))
		rc = stopped(in);
	return rc;
}

static enum gd_code
make_order(struct import *in, struct import_key *k)
{
	enum gd_code rc = GD_OK;
	bool made = false;

	if (!in->app->batch) {
		rc = app_batch_begin(in->app, in->err);
		in->batch_began = gd_monotonic_ms();
	}
	if (rc == GD_OK)
		rc = import_order_make(in, k->order, &made);
	import_order_free(k->order);
	k->order = NULL;
	if (rc != GD_OK)
		return rc;
	in->made_now += made;
	in->skipped_now += !made;
	if (in->made_now + in->skipped_now >= BATCH_ORDERS ||
	    gd_monotonic_ms() - in->batch_began >= BATCH_MS)
		rc = end_batch(in, GD_OK);
	return rc;
}

/* Where the rows of orders are strewn over the file only so many orders are
 * gathered at a time; the rest waits for another sweep over the file. */
static bool
waits(struct import *in, struct import_key *k)
{
	if (k->order)
		return false;
	if (k->sweep != in->sweep && in->pending < MOST_PENDING)
		return false;
	k->sweep = in->sweep;
	in->put_off = true;
	return true;
}

static enum gd_code
gather(struct import *in, struct import_key *k, const struct import_row *r,
    const char **cells, int n)
{
	if (!k->order) {
		k->order = import_order_begin(in, r, cells, n);
		in->pending++;
	}
	import_order_add(k->order, r);
	if (++k->seen < k->rows)
		return GD_OK;
	in->pending--;
	k->made = true;
	k->sweep = in->sweep;
	return make_order(in, k);
}

static enum gd_code
gather_row(struct import *in, const char **cells, int n, int64_t row_no,
    bool *stop)
{
	struct gd_arena arena = GD_ARENA_INIT;
	enum gd_code rc = GD_OK;
	struct import_key *k = NULL;
	struct import_row r;

	(void)stop;
	if (import_row_read(in, cells, n, row_no, &arena, &r, false))
		k = import_key(&in->index, r.number, false);
	if (!k || (k->made && k->sweep == in->sweep))
		rc = gd_fail(in->err, GD_OUTSIDE, GD_M_APP_FILE_CHANGED,
		    GD_T(in->im->path));
	else if (!k->made && !waits(in, k))
		rc = gather(in, k, &r, cells, n);
	gd_arena_release(&arena);
	return rc;
}

enum gd_code
gd_app_import(struct gd_app *app, struct gd_import *im, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct import *in = gd_alloc(1, sizeof *in);
	enum gd_code rc;

	in->app = app;
	in->im = im;
	in->err = err ? err : &mine;
	im->rows = im->orders = im->made = im->skipped = im->faults = 0;
	im->notes = 0;
	rc = *app->login ? gd_app_which(app, im->workflow, &in->wf, in->err)
			 : gd_fail(in->err, GD_REFUSED, GD_M_APP_NOBODY);
	if (rc == GD_OK && im->company && !app_company(app, im->company))
		rc = gd_fail(in->err, GD_MISSING, GD_M_OFFICE_NO_COMPANY,
		    GD_T(im->company));
	if (rc == GD_OK)
		rc = first_pass(in);
	if (rc == GD_OK && !im->dry_run) {
		gd_store_many(app->store, true);
		do {
			in->sweep++;
			in->put_off = false;
			rc = each_row(in, gather_row);
		} while (rc == GD_OK && in->put_off);
		rc = app->batch ? end_batch(in, rc) : rc;
		gd_store_many(app->store, false);
	}
	import_index_release(&in->index);
	gd_alike_release(&in->alike);
	gd_arena_release(&in->arena);
	free(in);
	return rc;
}

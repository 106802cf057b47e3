/* store/export.c - everything in forms that need no gendan: a folder with the
 * tables as CSV, the journal as JSON lines, the attached files.
 *
 * One look at the book from beginning to end; made aside, synced, then named.
 * Only tables of core/tables.h go out: what else lies in the book (search
 * index, counters, sealed keys of people) follows from them or is a secret.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/csv.h"

#include "safety_priv.h"

#include "base/banned.h"

#define FLUSH (256 << 10)

struct leaving {
	struct gd_store *s;
	const char *aside;
	struct gd_verify_report *report;
	struct gd_str path, text; /* of the file under way */
	int fd;
};

static enum gd_code
flush(struct leaving *l, size_t least, struct gd_err *err)
{
	int code = 0;

	if (l->text.len < least)
		return GD_OK;
	code = gd_write_all(l->fd, l->text.text, l->text.len);
	gd_str_reset(&l->text);
	return code ? gd_safety_fault(l->path.text, code, err) : GD_OK;
}

static enum gd_code
begin_file(struct leaving *l, const char *name, const char *tail,
    struct gd_err *err)
{
	gd_str_reset(&l->path);
	gd_str_reset(&l->text);
	gd_str_addf(&l->path, "%s/%s%s", l->aside, name, tail);
	l->fd = open(l->path.text,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	return l->fd < 0 ? gd_safety_fault(l->path.text, errno, err) : GD_OK;
}

static enum gd_code
end_file(struct leaving *l, enum gd_code rc, struct gd_err *err)
{
	int code = 0;

	if (rc == GD_OK)
		rc = flush(l, 0, err);
	if (rc == GD_OK && fsync(l->fd) != 0)
		code = errno;
	if (l->fd >= 0 && close(l->fd) != 0 && code == 0)
		code = errno;
	l->fd = -1;
	return rc == GD_OK && code ? gd_safety_fault(l->path.text, code, err)
				   : rc;
}

/* ---- tables ---------------------------------------------------------------- */

/* Rows of an order begin with the order's id and number. */
static void
table_sql(struct gd_str *sql, const struct gd_table *t, bool office)
{
	bool head = !office && t->nkeys == 0;

	gd_str_add(sql, "SELECT ");
	if (!office)
		gd_str_add(sql, "o.uuid, o.number, ");
	for (int i = 0; i < t->ncols; i++)
		gd_str_addf(sql, "%st.\"%s\"", i ? ", " : "", t->cols[i].name);
	if (head)
		gd_str_add(sql, " FROM orders t JOIN orders o ON o.id = t.id "
				"ORDER BY t.id");
	else if (!office)
		gd_str_addf(sql,
		    " FROM \"%s\" t JOIN orders o ON o.id = t.order_id "
		    "ORDER BY t.order_id",
		    t->name);
	else
		gd_str_addf(sql, " FROM \"%s\" t", t->name);
	for (int i = 0; i < t->nkeys; i++)
		gd_str_addf(sql, "%st.\"%s\"",
		    office && i == 0 ? " ORDER BY " : ", ", t->cols[i].name);
}

static void
header(struct leaving *l, const struct gd_table *t, bool office)
{
	const char *cells[66] = { "order", "order_number" };
	int n = office ? 0 : 2;

	for (int i = 0; i < t->ncols; i++)
		cells[n++] = t->cols[i].name;
	gd_csv_write(&l->text, cells, n);
}

static enum gd_code
put_table(struct leaving *l, const struct gd_table *t, bool office,
    struct gd_err *err)
{
	int n = t->ncols + (office ? 0 : 2), step = SQLITE_DONE;
	struct gd_str sql = GD_STR_INIT;
	enum gd_code rc = begin_file(l, t->name, ".csv", err);
	sqlite3_stmt *st;

	if (rc != GD_OK)
		return rc;
	table_sql(&sql, t, office);
	st = gd_db_prepare(l->s, sql.text, err);
	gd_str_release(&sql);
	if (!st)
		return end_file(l, GD_DAMAGED, err);
	header(l, t, office);
	while (rc == GD_OK && (step = sqlite3_step(st)) == SQLITE_ROW) {
		const char *cells[66];
		char uuid[GD_ID_TEXT];

		for (int i = 0; i < n; i++)
			cells[i] = gd_column(st, i);
		if (!office) {
			gd_uuid_text(sqlite3_column_bytes(st, 0) == 16
					 ? sqlite3_column_blob(st, 0)
					 : NULL,
			    uuid);
			cells[0] = uuid;
		}
		gd_csv_write(&l->text, cells, n);
		rc = flush(l, FLUSH, err);
		if (!office && t->nkeys == 0)
			l->report->orders++;
	}
	if (rc == GD_OK && step != SQLITE_DONE)
		rc = gd_db_fail(l->s, step, err);
	sqlite3_finalize(st);
	return end_file(l, rc, err);
}

/* Which cells a body's numbers stand for: table, place, name, kind, key. */
static enum gd_code
put_columns(struct leaving *l, struct gd_err *err)
{
	const char *const top[] = { "table", "of", "place", "column", "kind",
		"key" };
	enum gd_code rc = begin_file(l, "columns", ".csv", err);

	if (rc != GD_OK)
		return rc;
	gd_csv_write(&l->text, top, 6);
	for (int at = 0; at < GD_NTABLES; at++) {
		bool office = at >= GD_ORDER_NTABLES;
		const struct gd_table *t =
		    office ? &gd_office_tables[at - GD_ORDER_NTABLES]
			   : &gd_order_tables[at];

		for (int i = 0; i < t->ncols; i++) {
			const char *cells[6] = { t->name,
				office ? "office" : "order", NULL,
				t->cols[i].name,
				t->cols[i].type == GD_CELL_INT ? "int" : "text",
				i < t->nkeys ? "1" : "0" };
			char place[12];

			snprintf(place, sizeof place, "%d", i);
			cells[2] = place;
			gd_csv_write(&l->text, cells, 6);
		}
	}
	return end_file(l, GD_OK, err);
}

/* ---- the journal ------------------------------------------------------------ */

static json_t *
hex_json(const uint8_t *bytes, size_t n)
{
	char hex[2 * GD_HASH + 1];

	return json_string(sodium_bin2hex(hex, sizeof hex, bytes, n));
}

/* The body as a text, byte for byte; what is no UTF-8 as hex digits. */
static void
body_json(json_t *line, const struct gd_journal_row *row)
{
	json_t *text = json_stringn(row->body, row->body_len);
	char *hex;

	if (text) {
		json_object_set_new(line, "body", text);
		return;
	}
	hex = gd_alloc(2 * row->body_len + 1, 1);
	sodium_bin2hex(hex, 2 * row->body_len + 1, (const uint8_t *)row->body,
	    row->body_len);
	json_object_set_new(line, "body_hex", json_string(hex));
	free(hex);
}

static void
put_line(struct leaving *l, const struct gd_journal_row *row,
    const uint8_t *leaf, const uint8_t chain[GD_HASH])
{
	json_t *line = json_pack("{s:I, s:s, s:I, s:I, s:s%, s:s%, s:s, s:s%}",
	    "seq", (json_int_t)row->seq, "order", row->order, "order_rev",
	    (json_int_t)row->order_rev, "at_ms", (json_int_t)row->at_ms,
	    "actor", row->actor, strlen(row->actor), "for_whom", row->for_whom,
	    strlen(row->for_whom), "request", row->request, "verb", row->verb,
	    strlen(row->verb));
	char *text;

	if (!line) /* a name that is no UTF-8: the chain says so too */
		line = json_object();
	body_json(line, row);
	json_object_set_new(line, "leaf",
	    leaf ? hex_json(leaf, GD_HASH) : json_null());
	json_object_set_new(line, "chain", hex_json(chain, GD_HASH));
	text = json_dumps(line, JSON_COMPACT);
	gd_str_add(&l->text, text);
	gd_str_addc(&l->text, '\n');
	free(text);
	json_decref(line);
}

static enum gd_code
put_journal(struct leaving *l, struct gd_err *err)
{
	uint8_t previous[GD_HASH] = { 0 }, chain[GD_HASH], want[GD_HASH];
	enum gd_code rc = begin_file(l, "journal", ".jsonl", err);
	struct gd_journal_row row;
	struct gd_cursor *cur = NULL;

	if (rc == GD_OK)
		rc = gd_store_journal(l->s, NULL, 0, &cur, err);
	while (rc == GD_OK && (rc = gd_cursor_next(cur, &row, err)) == GD_OK) {
		struct gd_link_in in = { l->s->ledger, row.order, row.seq,
			row.order_rev, row.at_ms, row.actor, row.for_whom,
			row.request, row.verb, row.body, row.body_len };
		uint8_t leaf[GD_HASH];
		bool has_leaf;

		gd_cursor_hashes(cur, leaf, &has_leaf, chain);
		put_line(l, &row, has_leaf ? leaf : NULL, chain);
		if (!has_leaf)
			gd_chain_leaf(&in, leaf);
		gd_chain_next(previous, leaf, want);
		if (memcmp(want, chain, GD_HASH) != 0 ||
		    row.seq != l->report->seq + 1) {
			rc = gd_fail(err, GD_DAMAGED, GD_M_BAD_CHAIN,
			    GD_N(row.seq), GD_T(row.verb), GD_T(row.actor));
			break;
		}
		memcpy(previous, chain, GD_HASH);
		l->report->seq = row.seq;
		l->report->commands++;
		rc = flush(l, FLUSH, err);
	}
	sodium_bin2hex(l->report->head, sizeof l->report->head, previous,
	    GD_HASH);
	if (rc == GD_MISSING && cur) /* the end of the walk */
		rc = GD_OK;
	gd_cursor_close(cur);
	return end_file(l, rc, err);
}

static enum gd_code
put_head(struct leaving *l, struct gd_err *err)
{
	enum gd_code rc = begin_file(l, "head", ".json", err);

	if (rc == GD_OK)
		gd_str_addf(&l->text,
		    "{\"export\":1,\"ledger\":\"%s\",\"seq\":%lld,"
		    "\"head\":\"%s\"}\n",
		    l->report->ledger, (long long)l->report->seq,
		    l->report->head);
	return end_file(l, rc, err);
}

/* ---- attached files, pages ------------------------------------------------- */

static enum gd_code
put_files(struct leaving *l, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_prepare(l->s,
	    "SELECT DISTINCT digest FROM file ORDER BY digest", err);
	enum gd_code rc = GD_OK;
	int step = SQLITE_DONE;

	if (!st)
		return gd_db_why(l->s, err);
	while (rc == GD_OK && (step = sqlite3_step(st)) == SQLITE_ROW) {
		const char *digest = gd_column(st, 0);

		/* a name out of the book is never trusted as a path */
		if (strspn(digest, "0123456789abcdef") != 64) {
			rc = gd_fail(err, GD_DAMAGED, GD_M_FILE_LOST,
			    GD_T(digest));
			break;
		}
		gd_str_reset(&l->path);
		gd_str_addf(&l->path, "%s/files", l->aside);
		mkdir(l->path.text, 0700);
		gd_str_addf(&l->path, "/%.2s", digest);
		mkdir(l->path.text, 0700);
		gd_str_addf(&l->path, "/%s", digest);
		rc = gd_store_file_get(l->s, digest, l->path.text, err);
	}
	if (rc == GD_OK && step != SQLITE_DONE)
		rc = gd_db_fail(l->s, step, err);
	sqlite3_finalize(st);
	return rc;
}

static enum gd_code
put_all(struct leaving *l, const struct gd_export_text *pages,
    struct gd_err *err)
{
	enum gd_code rc = put_journal(l, err);

	for (int at = 0; rc == GD_OK && at < GD_ORDER_NTABLES; at++)
		rc = put_table(l, &gd_order_tables[at], false, err);
	for (int at = 0; rc == GD_OK && at < GD_OFFICE_NTABLES; at++)
		rc = put_table(l, &gd_office_tables[at], true, err);
	if (rc == GD_OK)
		rc = put_columns(l, err);
	if (rc == GD_OK)
		rc = put_head(l, err);
	if (rc == GD_OK)
		rc = put_files(l, err);
	for (; rc == GD_OK && pages && pages->name; pages++) {
		rc = begin_file(l, pages->name, "", err);
		if (rc == GD_OK)
			gd_str_add(&l->text, pages->text);
		rc = end_file(l, rc, err);
	}
	return rc;
}

enum gd_code
gd_store_export(const char *book, const char *folder,
    const struct gd_export_text *pages, struct gd_verify_report *report,
    struct gd_err *err)
{
	struct gd_str aside = GD_STR_INIT;
	struct leaving l = { .report = report,
		.path = GD_STR_INIT,
		.text = GD_STR_INIT,
		.fd = -1 };
	bool mine = false;
	struct stat st;
	enum gd_code rc;

	*report = (struct gd_verify_report){ 0 };
	if (lstat(folder, &st) == 0)
		return gd_safety_fault(folder, EEXIST, err);
	rc = gd_store_open(book, GD_PROFILE_VERIFY, &l.s, err);
	if (rc != GD_OK)
		return rc;
	memcpy(report->ledger, l.s->ledger, GD_ID_TEXT);
	gd_str_addf(&aside, "%s.new-%ld", folder, (long)getpid());
	l.aside = aside.text;
	if (mkdir(l.aside, 0700) != 0)
		rc = gd_safety_fault(l.aside, errno, err);
	if (rc == GD_OK)
		rc = gd_db_snapshot(l.s, &mine, err);
	if (rc == GD_OK)
		rc = put_all(&l, pages, err);
	gd_db_snapshot_end(l.s, mine);
	gd_store_close(l.s);
	if (rc == GD_OK)
		rc = gd_file_name(l.aside, folder, err);
	if (rc != GD_OK)
		gd_folder_remove(l.aside);
	gd_str_release(&aside);
	gd_str_release(&l.path);
	gd_str_release(&l.text);
	return rc;
}

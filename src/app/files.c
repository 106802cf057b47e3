/* app/files.c - a file put to an order: its bytes first, then the event. */
#include "app/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "app_priv.h"

#include "base/banned.h"

/* Stands for the digest while it is only asked whether it may be done. */
#define NO_DIGEST                          \
	"00000000000000000000000000000000" \
	"00000000000000000000000000000000"

/* The name under which it is kept, into *out: accents joined to their letters;
 * what may not stand in a name the core refuses. @return its text */
static const char *
name_of(const char *path, struct gd_str *out)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	if (gd_text_clean(out, name, false) != GD_CLEAN_COMPOSED) {
		gd_str_reset(out);
		gd_str_add(out, name);
	}
	return out->text;
}

void
gd_app_confine(struct gd_app *app, const char *folder)
{
	free(app->folder);
	app->folder = gd_strdup(folder);
}

/* The bytes of a file; on the office server only one that was put there. */
static enum gd_code
take_in(struct gd_app *app, const char *path, struct gd_file_kept *kept,
    struct gd_err *err)
{
	struct gd_str own = GD_STR_INIT;
	enum gd_code rc;

	if (!app->folder)
		return gd_store_file_put(app->store, path, kept, err);
	rc = gd_drop_check(app->folder, path, err);
	gd_str_addf(&own, "%s/drop/%s", app->folder, path);
	if (rc == GD_OK)
		rc = gd_store_file_put(app->store, own.text, kept, err);
	gd_str_release(&own);
	return rc;
}

/* Whatever can be refused is, before a byte is kept. */
static enum gd_code
may_do(struct gd_app *app, const char *order, const struct gd_command *cmd,
    struct gd_err *err)
{
	struct gd_order_page page = { 0 };
	enum gd_code rc = gd_app_order(app, order, &page, err);

	if (rc == GD_OK)
		rc = gd_app_may(app, &page, cmd, err);
	gd_order_page_release(&page);
	return rc;
}

enum gd_code
gd_app_sign_on_paper(struct gd_app *app, const char *order,
    const struct gd_command *cmd, const char *scan, const char *seen,
    struct gd_done *done, struct gd_err *err)
{
	struct gd_file_kept kept = { .digest = NO_DIGEST };
	struct gd_command mine = *cmd;
	struct gd_str name = GD_STR_INIT;
	char size[24] = "0";
	const struct gd_pair fields[] = {
		{ "name", name_of(scan, &name) },
		{ "digest", kept.digest },
		{ "size", size },
	};
	enum gd_code rc;

	mine.fields = fields;
	mine.nfields = 3;
	rc = may_do(app, order, &mine, err);
	if (rc == GD_OK)
		rc = take_in(app, scan, &kept, err);
	if (rc == GD_OK) {
		snprintf(size, sizeof size, "%lld", (long long)kept.size);
		rc = gd_app_act(app, order, &mine, seen, done, err);
	}
	gd_str_release(&name);
	return rc;
}

enum gd_code
gd_app_attach(struct gd_app *app, const char *order, const char *path,
    const char *words, const struct gd_command *on, struct gd_done *done,
    struct gd_err *err)
{
	struct gd_file_kept kept = { .digest = NO_DIGEST };
	struct gd_str name = GD_STR_INIT;
	char size[24] = "0", id[GD_ID_TEXT];
	const struct gd_pair fields[] = {
		{ "name", name_of(path, &name) },
		{ "digest", kept.digest },
		{ "size", size },
	};
	struct gd_command cmd = { .verb = GD_DO_ATTACH,
		.paper = on ? on->paper : NULL,
		.lot = on ? on->lot : 0,
		.inst = on ? on->inst : 0,
		.number = on ? on->number : 0,
		.fields = fields,
		.nfields = 3,
		.reason = words };
	enum gd_code rc;

	/* whatever can be refused is, before a byte is kept */
	rc = gd_store_order_find(app->store, order, id, err);
	if (rc == GD_OK && !*app->login)
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	if (rc == GD_OK && cmd.paper)
		rc = may_do(app, id, &cmd, err);
	if (rc == GD_OK)
		rc = take_in(app, path, &kept, err);
	if (rc == GD_OK) {
		snprintf(size, sizeof size, "%lld", (long long)kept.size);
		rc = gd_app_act(app, id, &cmd, NULL, done, err);
	}
	gd_str_release(&name);
	return rc;
}

/* app/files.c - a file put to an order: its bytes first, then the event. */
#include <stdio.h>
#include <string.h>

#include "app_priv.h"

#include "base/banned.h"

enum gd_code
gd_app_attach(struct gd_app *app, const char *order, const char *path,
    const char *words, struct gd_done *done, struct gd_err *err)
{
	const char *slash = strrchr(path, '/');
	struct gd_file_kept kept;
	char size[24], id[GD_ID_TEXT];
	const struct gd_pair fields[] = {
		{ "name", slash ? slash + 1 : path },
		{ "digest", kept.digest },
		{ "size", size },
	};
	const struct gd_command cmd = { .verb = GD_DO_ATTACH,
		.fields = fields,
		.nfields = 3,
		.reason = words };
	enum gd_code rc;

	/* whatever can be refused is, before a byte is kept */
	rc = gd_store_order_find(app->store, order, id, err);
	if (rc == GD_OK && !*app->login)
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	if (rc == GD_OK)
		rc = gd_store_file_put(app->store, path, &kept, err);
	if (rc != GD_OK)
		return rc;
	snprintf(size, sizeof size, "%lld", (long long)kept.size);
	return gd_app_act(app, id, &cmd, NULL, done, err);
}

/* app/migrate.h - orders in work go on by another version of a workflow. */
#ifndef GENDAN_APP_MIGRATE_H
#define GENDAN_APP_MIGRATE_H

#include "app/app.h"
#include "core/migrate.h"

struct gd_migrate_line {
	const char *id, *number, *customer_name;
	struct gd_migrated said; /* faults: it cannot go */
};
struct gd_migrate {
	const char *workflow;
	int from, to;
	const char *map; /* see gd_flowmap_read; NULL = names are kept */
	const char *reason;
	bool dry_run;
	/* out, for the caller to release: */
	struct gd_migrate_line *lines;
	size_t n, room;
	size_t cannot; /* of these */
	size_t closed; /* taken back: closed since, they stay as they are */
	bool again;    /* this request was done before; no lines */
	struct gd_arena arena;
};
/** Move every order in work from one version to another, all or none, one
 * entry an order. To a lower version is taking back: exactly those that came
 * from there go, and the map is the one they came by. Also when refused, or
 * when it is a dry run, the lines say order by order what it means. */
enum gd_code gd_app_migrate(struct gd_app *app, struct gd_migrate *q,
    struct gd_err *err) GD_MUST_CHECK;
void gd_migrate_release(struct gd_migrate *q);

#endif

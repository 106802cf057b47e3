/* store/versions.h - which orders stand on which version of a workflow. */
#ifndef GENDAN_STORE_VERSIONS_H
#define GENDAN_STORE_VERSIONS_H

#include "store/store.h"

/** Orders of a workflow that follow one version of it, in any state: their
 * ids, oldest first, in arena. Looks through all orders. */
enum gd_code gd_store_version_orders(struct gd_store *s, const char *workflow,
    int64_t version, struct gd_arena *arena, const char ***ids, size_t *n,
    struct gd_err *err) GD_MUST_CHECK;

#endif

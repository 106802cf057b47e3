/* store/profile.c - the three connection profiles, in one table.
 *
 * work: everything the office does; verify: reading; maint: making, moving
 * and rebuilding a book.  Every setting is read back by gd_profile_differs,
 * which a test calls for each profile.
 */
#include "store_priv.h"

#include <string.h>

#include "base/day.h"

#include "base/banned.h"

#define BUSY_MS 5000

#define WORK (1u << GD_PROFILE_WORK)
#define VERIFY (1u << GD_PROFILE_VERIFY)
#define MAINT (1u << GD_PROFILE_MAINT)
#define ALL (WORK | VERIFY | MAINT)

static const struct {
	const char *set, *get, *want;
	unsigned profiles;
} pragmas[] = {
	/* set by maint alone, which holds the gate; work asks for it */
	{ "PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal",
	    WORK | MAINT },
	{ "PRAGMA synchronous=FULL", "PRAGMA synchronous", "2", ALL },
	{ "PRAGMA wal_autocheckpoint=0", "PRAGMA wal_autocheckpoint", "0",
	    ALL },
	{ "PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1", ALL },
	{ "PRAGMA recursive_triggers=ON", "PRAGMA recursive_triggers", "1",
	    ALL },
	{ "PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1", ALL },
	{ "PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2", ALL },
	{ "PRAGMA mmap_size=0", "PRAGMA mmap_size", "0", ALL },
	{ "PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1", ALL },
	{ "PRAGMA query_only=ON", "PRAGMA query_only", "1", VERIFY },
};

static const struct {
	int op, want;
	const char *name;
} configs[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1, "defensive" },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, "trusted_schema" },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, "load_extension" },
	{ SQLITE_DBCONFIG_DQS_DML, 0, "dqs_dml" },
	{ SQLITE_DBCONFIG_DQS_DDL, 0, "dqs_ddl" },
	{ SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, "no_ckpt_on_close" },
};

static const struct {
	int id, want;
	const char *name;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, 16 << 20, "length" },
	{ SQLITE_LIMIT_SQL_LENGTH, 64 << 10, "sql_length" },
	{ SQLITE_LIMIT_ATTACHED, 0, "attached" },
	{ SQLITE_LIMIT_VDBE_OP, 100000, "vdbe_op" },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 100, "variable_number" },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200, "like_pattern_length" },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 4, "trigger_depth" },
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* What a work connection may never do, whatever statement asks for it. */
static int
authorize(void *payload, int action, const char *a, const char *b,
    const char *schema, const char *trigger)
{
	(void)payload;
	(void)schema;
	(void)trigger;
	switch (action) {
	case SQLITE_PRAGMA:
		/* FTS5 asks for data_version itself; the others only read */
		if (!b && (strcmp(a, "data_version") == 0 ||
			      strcmp(a, "user_version") == 0))
			return SQLITE_OK;
		return SQLITE_DENY;
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
		if (strcmp(a, "journal") == 0 || strcmp(a, "name") == 0)
			return SQLITE_DENY;
		return SQLITE_OK;
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_INSERT:
	case SQLITE_FUNCTION:
	case SQLITE_TRANSACTION:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	default:
		return SQLITE_DENY; /* ATTACH, DROP, CREATE, ALTER ... */
	}
}

void
gd_profile_authorize(struct gd_store *s, bool on)
{
	sqlite3_set_authorizer(s->db,
	    on && s->profile == GD_PROFILE_WORK ? authorize : NULL, NULL);
}

/* SQLite's own timeout starves newcomers; short random sleeps do not. */
static int
be_busy(void *payload, int tries)
{
	struct gd_store *s = payload;
	struct timespec nap = { 0 };

	if (tries == 0)
		s->busy_since = gd_monotonic_ms();
	else if (gd_monotonic_ms() - s->busy_since > BUSY_MS)
		return 0;
	s->luck = s->luck * 6364136223846793005u + 1442695040888963407u;
	nap.tv_nsec = 200000 + (long)((s->luck >> 33) % 800000);
	nanosleep(&nap, NULL);
	return 1;
}

void
gd_profile_busy(struct gd_store *s, bool on)
{
	sqlite3_busy_handler(s->db, on ? be_busy : NULL, s);
}

enum gd_code
gd_profile_apply(struct gd_store *s, struct gd_err *err)
{
	unsigned mine = 1u << s->profile;
	int rc = SQLITE_OK;

	for (size_t i = 0; i < COUNT(configs); i++)
		sqlite3_db_config(s->db, configs[i].op, configs[i].want, NULL);
	for (size_t i = 0; i < COUNT(limits); i++)
		sqlite3_limit(s->db, limits[i].id, limits[i].want);
	for (size_t i = 0; i < COUNT(pragmas) && rc == SQLITE_OK; i++) {
		if (!(pragmas[i].profiles & mine))
			continue;
		if (i == 0 && (s->read_only || s->profile == GD_PROFILE_WORK))
			continue;
		rc = sqlite3_exec(s->db, pragmas[i].set, NULL, NULL, NULL);
	}
	if (rc != SQLITE_OK)
		return gd_db_fail(s, rc, err);
	gd_profile_authorize(s, true);
	return GD_OK;
}

void
gd_store_many(struct gd_store *s, bool on)
{
	gd_profile_authorize(s, false);
	/* without more memory it only takes longer */
	(void)sqlite3_exec(s->db,
	    on ? "PRAGMA cache_size=-49152" : "PRAGMA cache_size=-2000", NULL,
	    NULL, NULL);
	gd_profile_authorize(s, true);
}

static bool
reads_as(struct gd_store *s, const char *sql, const char *want)
{
	sqlite3_stmt *st = NULL;
	bool same = false;

	if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		same = strcmp(gd_column(st, 0), want) == 0;
	else /* a pragma without an answer is one that is off */
		same = strcmp(want, "0") == 0 &&
		       sqlite3_errcode(s->db) == SQLITE_DONE;
	sqlite3_finalize(st);
	return same;
}

/* A backup, say, copied to be the book. */
bool
gd_profile_without_wal(struct gd_store *s)
{
	bool without;

	gd_profile_authorize(s, false);
	without = !reads_as(s, "PRAGMA journal_mode", "wal");
	gd_profile_authorize(s, true);
	return without;
}

const char *
gd_profile_differs(struct gd_store *s)
{
	unsigned mine = 1u << s->profile;
	const char *bad = NULL;

	gd_profile_authorize(s, false);
	for (size_t i = 0; i < COUNT(pragmas) && !bad; i++)
		if ((pragmas[i].profiles & mine) &&
		    !reads_as(s, pragmas[i].get, pragmas[i].want))
			bad = pragmas[i].get;
	for (size_t i = 0; i < COUNT(configs) && !bad; i++) {
		int is = -1;

		sqlite3_db_config(s->db, configs[i].op, -1, &is);
		if (is != configs[i].want)
			bad = configs[i].name;
	}
	for (size_t i = 0; i < COUNT(limits) && !bad; i++)
		if (sqlite3_limit(s->db, limits[i].id, -1) != limits[i].want)
			bad = limits[i].name;
	gd_profile_authorize(s, true);
	return bad;
}

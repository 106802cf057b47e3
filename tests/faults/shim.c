/* tests/faults/shim.c - see shim.h. */
#include "shim.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct shim_file {
	sqlite3_file base;
	int wal; /* 1 of BOOK-wal, 0 of the book, -1 of another file */
	sqlite3_file *real;
};

static struct {
	sqlite3_vfs vfs, *below;
	int64_t count, at, struck;
	bool forever;
	enum shim_fault fault;
	char what[32];
	char book[200];
	bool recording;
	struct shim_op *ops;
	size_t nops, room;
} shim;

void
shim_plan(int64_t at, bool forever, enum shim_fault fault)
{
	shim.count = shim.struck = 0;
	shim.at = at;
	shim.forever = forever;
	shim.fault = fault;
	shim.what[0] = '\0';
}

int64_t
shim_count(void)
{
	return shim.count;
}

int64_t
shim_struck(void)
{
	return shim.struck;
}

const char *
shim_what(void)
{
	return shim.what;
}

/* The result of the next operation: 0, or what it fails with. */
static int
strike(const char *what, int eio, int full)
{
	int code;

	shim.count++;
	if (!shim.at || shim.count < shim.at ||
	    (!shim.forever && shim.count > shim.at))
		return 0;
	code = shim.fault == SHIM_EIO ? eio : full;
	if (!code)
		return 0;
	if (!shim.struck++)
		snprintf(shim.what, sizeof shim.what, "%s", what);
	return code;
}

/* ---- writing down --------------------------------------------------------- */

void
shim_record(const char *book)
{
	shim_forget();
	snprintf(shim.book, sizeof shim.book, "%s", book);
	shim.recording = true;
}

void
shim_forget(void)
{
	for (size_t i = 0; i < shim.nops; i++)
		free(shim.ops[i].bytes);
	free(shim.ops);
	shim.ops = NULL;
	shim.nops = shim.room = 0;
	shim.recording = false;
}

const struct shim_op *
shim_log(size_t *n)
{
	*n = shim.nops;
	return shim.ops;
}

static void
note(const struct shim_file *f, enum shim_kind kind, int64_t offset,
    const void *bytes, size_t n)
{
	struct shim_op *op;

	if (!shim.recording || f->wal < 0)
		return;
	if (shim.nops == shim.room) {
		shim.room = shim.room ? shim.room * 2 : 1024;
		shim.ops = realloc(shim.ops, shim.room * sizeof *shim.ops);
		if (!shim.ops)
			abort();
	}
	op = &shim.ops[shim.nops++];
	*op = (struct shim_op){ .kind = kind,
		.wal = f->wal == 1,
		.offset = offset,
		.n = n };
	if (bytes) {
		op->bytes = malloc(n);
		if (!op->bytes)
			abort();
		memcpy(op->bytes, bytes, n);
	}
}

/* ---- the file ------------------------------------------------------------- */

#define REAL(f) (((struct shim_file *)(f))->real)

static int
x_close(sqlite3_file *f)
{
	sqlite3_file *real = REAL(f);
	int rc = real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;

	f->pMethods = NULL;
	return rc;
}

static int
x_read(sqlite3_file *f, void *out, int n, sqlite3_int64 at)
{
	return REAL(f)->pMethods->xRead(REAL(f), out, n, at);
}

static int
x_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 at)
{
	int rc = strike("write", SQLITE_IOERR_WRITE, SQLITE_FULL);

	if (rc) {
		/* a disk that fails may have taken the half of it */
		if (n > 1)
			(void)REAL(f)->pMethods->xWrite(REAL(f), bytes, n / 2,
			    at);
		return rc;
	}
	note((struct shim_file *)f, SHIM_WRITE, at, bytes, (size_t)n);
	return REAL(f)->pMethods->xWrite(REAL(f), bytes, n, at);
}

static int
x_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	int rc = strike("truncate", SQLITE_IOERR_TRUNCATE, 0);

	if (rc)
		return rc;
	note((struct shim_file *)f, SHIM_TRUNCATE, size, NULL, 0);
	return REAL(f)->pMethods->xTruncate(REAL(f), size);
}

static int
x_sync(sqlite3_file *f, int flags)
{
	int rc = strike("sync", SQLITE_IOERR_FSYNC, SQLITE_IOERR_FSYNC);

	if (rc)
		return rc;
	note((struct shim_file *)f, SHIM_SYNC, 0, NULL, 0);
	return REAL(f)->pMethods->xSync(REAL(f), flags);
}

static int
x_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return REAL(f)->pMethods->xFileSize(REAL(f), size);
}

static int
x_lock(sqlite3_file *f, int level)
{
	int rc = strike("lock", SQLITE_IOERR_LOCK, 0);

	return rc ? rc : REAL(f)->pMethods->xLock(REAL(f), level);
}

static int
x_unlock(sqlite3_file *f, int level)
{
	return REAL(f)->pMethods->xUnlock(REAL(f), level);
}

static int
x_reserved(sqlite3_file *f, int *out)
{
	return REAL(f)->pMethods->xCheckReservedLock(REAL(f), out);
}

static int
x_control(sqlite3_file *f, int op, void *arg)
{
	return REAL(f)->pMethods->xFileControl(REAL(f), op, arg);
}

static int
x_sector(sqlite3_file *f)
{
	return REAL(f)->pMethods->xSectorSize(REAL(f));
}

static int
x_device(sqlite3_file *f)
{
	return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f));
}

static int
x_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
	int rc = strike("shm map", SQLITE_IOERR_SHMMAP,
	    extend ? SQLITE_IOERR_SHMSIZE : 0);

	if (rc) {
		*out = NULL;
		return rc;
	}
	return REAL(f)->pMethods->xShmMap(REAL(f), page, size, extend, out);
}

static int
x_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
	/* giving a lock back is not asked whether it may */
	int rc = flags & SQLITE_SHM_UNLOCK
		     ? 0
		     : strike("shm lock", SQLITE_IOERR_SHMLOCK, 0);

	return rc ? rc : REAL(f)->pMethods->xShmLock(REAL(f), offset, n, flags);
}

static void
x_shm_barrier(sqlite3_file *f)
{
	REAL(f)->pMethods->xShmBarrier(REAL(f));
}

static int
x_shm_unmap(sqlite3_file *f, int delete)
{
	return REAL(f)->pMethods->xShmUnmap(REAL(f), delete);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2,
	.xClose = x_close,
	.xRead = x_read,
	.xWrite = x_write,
	.xTruncate = x_truncate,
	.xSync = x_sync,
	.xFileSize = x_size,
	.xLock = x_lock,
	.xUnlock = x_unlock,
	.xCheckReservedLock = x_reserved,
	.xFileControl = x_control,
	.xSectorSize = x_sector,
	.xDeviceCharacteristics = x_device,
	.xShmMap = x_shm_map,
	.xShmLock = x_shm_lock,
	.xShmBarrier = x_shm_barrier,
	.xShmUnmap = x_shm_unmap,
};

/* ---- the VFS -------------------------------------------------------------- */

static int
x_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
	struct shim_file *mine = (struct shim_file *)f;
	size_t n = strlen(shim.book);
	int rc = strike("open", SQLITE_CANTOPEN, SQLITE_CANTOPEN);

	(void)vfs;
	f->pMethods = NULL;
	if (rc)
		return rc;
	mine->real = (sqlite3_file *)(mine + 1);
	mine->wal = -1;
	if (name && strncmp(name, shim.book, n) == 0)
		mine->wal = strcmp(name + n, "-wal") == 0 ? 1
			    : name[n] == '\0'             ? 0
							  : -1;
	rc = shim.below->xOpen(shim.below, name, mine->real, flags, out);
	if (mine->real->pMethods)
		f->pMethods = &methods;
	return rc;
}

static int
x_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	int rc = strike("delete", SQLITE_IOERR_DELETE, 0);

	(void)vfs;
	return rc ? rc : shim.below->xDelete(shim.below, name, sync);
}

static int
x_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
	int rc = strike("access", SQLITE_IOERR_ACCESS, 0);

	(void)vfs;
	return rc ? rc : shim.below->xAccess(shim.below, name, flags, out);
}

static int
x_full(sqlite3_vfs *vfs, const char *name, int n, char *out)
{
	(void)vfs;
	return shim.below->xFullPathname(shim.below, name, n, out);
}

void
shim_install(void)
{
	if (shim.below)
		return;
	shim.below = sqlite3_vfs_find(NULL);
	shim.vfs = *shim.below;
	shim.vfs.zName = "faults";
	shim.vfs.szOsFile =
	    (int)sizeof(struct shim_file) + shim.below->szOsFile;
	shim.vfs.xOpen = x_open;
	shim.vfs.xDelete = x_delete;
	shim.vfs.xAccess = x_access;
	shim.vfs.xFullPathname = x_full;
	sqlite3_vfs_register(&shim.vfs, 1);
}

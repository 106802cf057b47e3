/* tests/faults/shim.h - a VFS over the usual one that fails or writes down
 * what is done through it; installed as SQLite's default. */
#ifndef FAULTS_SHIM_H
#define FAULTS_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum shim_fault { SHIM_EIO, SHIM_ENOSPC };

void shim_install(void);
/** Count from 1 again; the operation with number at fails, and with forever
 * every one after it. at 0: none fails. ENOSPC strikes only what needs room. */
void shim_plan(int64_t at, bool forever, enum shim_fault fault);
int64_t shim_count(void);    /* operations since the plan */
int64_t shim_struck(void);   /* how many of them failed */
const char *shim_what(void); /* the first that failed, in words */

enum shim_kind { SHIM_WRITE, SHIM_TRUNCATE, SHIM_SYNC, SHIM_DELETE };
struct shim_op {
	enum shim_kind kind;
	bool wal; /* of BOOK-wal, else of the book */
	int64_t offset;
	size_t n;
	unsigned char *bytes; /* owned; of a write */
};
/** Write down what is done to the files called book and book-wal. */
void shim_record(const char *book);
const struct shim_op *shim_log(size_t *n);
void shim_forget(void);

#endif

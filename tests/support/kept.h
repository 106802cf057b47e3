/* tests/support/kept.h - a book that is made once in a program and put down
 * again, as it was, for every test that begins with it. */
#ifndef GENDAN_TESTS_SUPPORT_KEPT_H
#define GENDAN_TESTS_SUPPORT_KEPT_H

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"

struct kept {
	struct gd_str book, wal;
};

static inline void
kept_part(struct gd_str *bytes, const char *book, const char *tail, bool put)
{
	struct gd_err err = GD_ERR_INIT;
	char path[600];

	snprintf(path, sizeof path, "%s%s", book, tail);
	if (put)
		assert_int_equal(gd_file_new(path, bytes), 0);
	else if (access(path, F_OK) == 0)
		assert_int_equal(gd_file_read(open(path, O_RDONLY | O_CLOEXEC),
				     path, 1 << 26, bytes, &err),
		    GD_OK);
}

/* Of a book that nobody has open. */
static inline void
kept_take(struct kept *k, const char *book)
{
	kept_part(&k->book, book, "", false);
	kept_part(&k->wal, book, "-wal", false);
	assert_true(k->book.len > 0);
}

/* @return false: it was not taken yet */
static inline bool
kept_put(struct kept *k, const char *book)
{
	if (k->book.len == 0)
		return false;
	kept_part(&k->book, book, "", true);
	if (k->wal.len > 0)
		kept_part(&k->wal, book, "-wal", true);
	return true;
}

#endif

/* paper/run_priv.h - another program started, talked to and waited for. */
#ifndef GENDAN_PAPER_RUN_PRIV_H
#define GENDAN_PAPER_RUN_PRIV_H

#include <stdbool.h>

#include "base/memory.h"

/* Asked of run_program, and what it answers. */
struct run {
	const char *program;      /* a path, or a name to find in $PATH */
	const char *const *argv;  /* ends with NULL */
	const char *const *kept;  /* variables that reach it, ends with NULL */
	const char *const *fixed; /* "NAME=value", ends with NULL */
	int input;                /* a file it reads; -1: bytes */
	const char *bytes;        /* what it reads, through a pipe */
	size_t left;
	size_t said_max; /* of each output, the rest is thrown away */
	int limit_ms;

	struct gd_str said, woes; /* its outputs */
	int status;               /* as waitpid says; -1: not known */
	bool late;                /* it was killed when time was up */
};
#define RUN_INIT                                                      \
	{                                                             \
		.input = -1, .said = GD_STR_INIT, .woes = GD_STR_INIT \
	}
void run_release(struct run *r);
/** No shell, a session of its own, none of our descriptors. @return 0, or the
 * errno that kept it from starting */
int run_program(struct run *r);
/** The exit code; -1: it did not exit by itself. */
int run_exit(const struct run *r);
/** What it complained of: the first line of woes without "NAME: ". */
const char *run_woe(struct run *r, const char *name);

#endif

/* base/guard.h - what this process may never do, said to the kernel. */
#ifndef GENDAN_BASE_GUARD_H
#define GENDAN_BASE_GUARD_H

#include <stdbool.h>

#include "base/error.h"

/** For every gendan: no core files, and no other process of the same account
 * may look into its memory. Not under the address sanitizer, whose leak
 * checker looks into the process itself. */
void gd_guard_process(void);
/** Only TERM, the language and NO_COLOR stay in the environment, and only with
 * plain values; state is where the person's small files go (NULL: nowhere). */
void gd_guard_environment(const char *state);
/** For a session of the office server, for ever: no other program, no network,
 * no signal to another process, files only below the folders (and, to read, the
 * system's own). Where the kernel cannot confine files, only the rest holds. */
enum gd_code gd_guard_session(const char *const folders[], int n,
    struct gd_err *err) GD_MUST_CHECK;

#endif

/* tests/faults/program.h - the program itself in a process of its own, with a
 * disk that fails under it (preload/shim.c). */
#ifndef FAULTS_PROGRAM_H
#define FAULTS_PROGRAM_H

#include <stdbool.h>

int program_setup(void **state); /* builds the library */
int program_teardown(void **state);

struct plan {
	long at;           /* the call that fails, 0 = none */
	int number;        /* errno */
	bool forever, die; /* and all after it; the process is killed there */
};
struct outcome {
	int code; /* exit code, or 1000 + signal */
	long calls, struck;
	char said[600]; /* on standard error */
};
/** Only calls on what lies in dir count. argv[0] is the program. */
void program_run(const char *dir, const char *book, const char *const *argv,
    const struct plan *plan, struct outcome *out);

#endif

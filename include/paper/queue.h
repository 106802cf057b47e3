/* paper/queue.h - the print server's queues, by its own programs lp and lpstat.
 *
 * Papers go to a printer as PDF only, never through a shell: one argument each,
 * titles in ASCII.  Nothing here waits longer than GD_QUEUE_LIMIT_MS.
 */
#ifndef GENDAN_PAPER_QUEUE_H
#define GENDAN_PAPER_QUEUE_H

#include <stdbool.h>

#include "base/memory.h"
#include "paper/doc.h"

#define GD_QUEUE_LIMIT_MS 20000

struct gd_queue {
	const char *name;
	bool enabled;    /* false: what it is given waits */
	bool accepts;    /* false: it takes nothing */
	const char *why; /* of the first that is false, in the server's words */
};

/** The queues of this machine, by name. Text lives in arena. @return
 * GD_OUTSIDE: lp is not installed, the server does not answer */
enum gd_code gd_queue_list(struct gd_arena *arena, struct gd_queue **queues,
    int *n, struct gd_err *err) GD_MUST_CHECK;
/** One queue. @return GD_MISSING: there is none of this name, GD_OUTSIDE */
enum gd_code gd_queue_state(const char *name, struct gd_arena *arena,
    struct gd_queue *out, struct gd_err *err) GD_MUST_CHECK;
/** May something be handed over now? Says why not. */
enum gd_code gd_queue_ready(const struct gd_queue *queue,
    struct gd_err *err) GD_MUST_CHECK;

struct gd_queue_papers {
	const char *queue, *title; /* title: what is no ASCII becomes - */
	enum gd_media media;
	const char *pages; /* "2-3", "1,4"; NULL: all */
	int pdf;           /* open file, read from its beginning */
};
/** Hand papers over. *job is the server's word for it ("HP-12"), in arena. Not
 * GD_OK: nothing was taken, but after GD_M_QUEUE_SLOW that is not known. */
enum gd_code gd_queue_hand(const struct gd_queue_papers *papers,
    struct gd_arena *arena, const char **job, struct gd_err *err) GD_MUST_CHECK;

struct gd_queue_job {
	const char *id, *owner, *when, *state; /* the server's words */
	int64_t bytes;
	bool done;
};
/** What waits in a queue and, done, what left it. */
enum gd_code gd_queue_jobs(const char *queue, bool done, struct gd_arena *arena,
    struct gd_queue_job **jobs, int *n, struct gd_err *err) GD_MUST_CHECK;

#endif

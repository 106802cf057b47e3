/* paper/json.h - a job as JSON, what gendan-paper reads (docs/PAPER.md).
 *
 * Version 1.  The reader is strict: an unknown key, a wrong type, a text that
 * may not be stored or too much of anything is refused with the path of the
 * place, so that no word is ever left off a paper in silence.
 */
#ifndef GENDAN_PAPER_JSON_H
#define GENDAN_PAPER_JSON_H

#include "base/memory.h"
#include "paper/doc.h"

#define GD_JOB_VERSION 1
#define GD_JOB_BYTES_MAX (16u << 20)
#define GD_CODE_MAX 44 /* digits of a code: what has room as bars */

/** Append the job as one line of JSON. Texts have to be valid UTF-8. */
void gd_job_write(struct gd_str *out, const struct gd_job *job);
/** Read it back; everything lives in the arena. @return GD_OK or GD_USAGE */
enum gd_code gd_job_read(const char *json, size_t len, struct gd_arena *arena,
    struct gd_job *job, struct gd_err *err) GD_MUST_CHECK;

#endif

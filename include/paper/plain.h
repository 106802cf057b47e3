/* paper/plain.h - a job as plain text in exact columns.
 *
 * For a terminal, a file or a needle printer of its own: every line has at
 * most the columns of the medium, every page exactly its lines, pages are
 * parted by a form feed.  The QR is not drawn; its digits are printed.
 */
#ifndef GENDAN_PAPER_PLAIN_H
#define GENDAN_PAPER_PLAIN_H

#include "base/memory.h"
#include "paper/doc.h"

/** Append the whole job. @return pages written */
int gd_job_plain(struct gd_str *out, const struct gd_job *job);

#endif

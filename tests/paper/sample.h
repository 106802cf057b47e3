/* tests/paper/sample.h - papers to try: a slip, a form, long and hard ones. */
#ifndef GENDAN_TESTS_PAPER_SAMPLE_H
#define GENDAN_TESTS_PAPER_SAMPLE_H

#include "paper/doc.h"

#define SAMPLE_CODE "1100021569338072094113370128440015226739488"

/** A job by name: "slip", "form" (60 lines, sums carried), "hard" (long names
 * of many languages, a remark of 12 lines), "long" (a row higher than a page),
 * "many" (100 slips), "charts". NULL for another name. Lives in the arena. */
struct gd_job *sample_job(struct gd_arena *arena, const char *name,
    enum gd_media media, enum gd_doc_lang lang);

/* Names that are hard to set. */
extern const char *const sample_names[6];

#endif

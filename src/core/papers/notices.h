/* core/papers/notices.h - notices of change: newnotice.c. */
#ifndef GENDAN_CORE_PAPERS_NOTICES_H
#define GENDAN_CORE_PAPERS_NOTICES_H

#include "../work.h"

enum gd_code notice_changes(struct gd_work *w, int64_t inst, const char *json);
enum gd_code notice_moved(struct gd_work *w, int paper, const char **json);
enum gd_code notice_moved_still(struct gd_work *w, int paper, const char *json);
void notice_revise(struct gd_work *w, int64_t inst);

#endif

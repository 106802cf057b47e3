/* core/takeover/takeover.h - what the files of the takeover share; private to
 * core. */
#ifndef GENDAN_CORE_TAKEOVER_TAKEOVER_H
#define GENDAN_CORE_TAKEOVER_TAKEOVER_H

#include "../work.h"

/* takeover_put.c: put every row that the command's lines and fields name. */
enum gd_code taken_put(struct gd_work *w);
int64_t taken_ms(const struct gd_work *w, int32_t day); /* 0: not known */
void taken_event(struct gd_work *w, const char *what, const char *note,
    int64_t no);
void taken_act(struct gd_work *w, int duty, struct gd_at at, int64_t state,
    const char *outcome, int32_t day);
/* takeover_paper.c */
void taken_papers(struct gd_work *w);
enum gd_code taken_sign(struct gd_work *w, const struct gd_taken *t);
/* takeover_piece.c: pieces the lines name, and those still owed. */
enum gd_code taken_pieces(struct gd_work *w);
void taken_owed(struct gd_work *w);
/* The revision a line means: its own, or the newest of its paper. */
int64_t taken_rev(const struct gd_work *w, const char *kind, int64_t lot,
    int64_t rev);
/* takeover_merge.c: the file says `now`, it said `base` last time. */
enum gd_code taken_merge(struct gd_work *w, const struct gd_order *base,
    const struct gd_order *now);

#endif

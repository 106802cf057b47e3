/* core/verbs.h - the verbs a command can have; private to src/core.
 *
 * Each is a row of the table in decide.c: it refuses, or puts what happens
 * into the events of the work.
 */
#ifndef GENDAN_CORE_VERBS_H
#define GENDAN_CORE_VERBS_H

#include "base/error.h"

struct gd_work;

enum gd_code do_new(struct gd_work *w);
enum gd_code do_fill(struct gd_work *w);
enum gd_code do_skip(struct gd_work *w);
enum gd_code do_open(struct gd_work *w);
enum gd_code do_make(struct gd_work *w);
enum gd_code do_sign(struct gd_work *w);
enum gd_code do_sendback(struct gd_work *w);
enum gd_code do_withdraw(struct gd_work *w);
enum gd_code do_issue(struct gd_work *w);
enum gd_code do_revise(struct gd_work *w);
enum gd_code do_void(struct gd_work *w);
enum gd_code do_dist(struct gd_work *w);
enum gd_code do_send(struct gd_work *w);
enum gd_code do_receive(struct gd_work *w);
enum gd_code do_piece(struct gd_work *w); /* recall .. replace */
enum gd_code do_hold(struct gd_work *w);
enum gd_code do_resume(struct gd_work *w);
enum gd_code do_cancel(struct gd_work *w);
enum gd_code do_close(struct gd_work *w);
enum gd_code do_reopen(struct gd_work *w);
enum gd_code do_inform(struct gd_work *w);
enum gd_code do_correct(struct gd_work *w);
enum gd_code do_move_date(struct gd_work *w);
enum gd_code do_reassign(struct gd_work *w);
enum gd_code do_offer(struct gd_work *w);
enum gd_code do_answer(struct gd_work *w); /* accept, refuse, release */
enum gd_code do_payment(struct gd_work *w);
enum gd_code do_credit(struct gd_work *w);
enum gd_code do_note(struct gd_work *w);
enum gd_code do_link(struct gd_work *w);
enum gd_code do_undo(struct gd_work *w);
enum gd_code do_tick(struct gd_work *w);
enum gd_code do_split(struct gd_work *w);    /* lots.c */
enum gd_code do_short(struct gd_work *w);    /* lots.c */
enum gd_code do_cover(struct gd_work *w);    /* cover.c */
enum gd_code do_takeover(struct gd_work *w); /* takeover.c */
enum gd_code do_handover(struct gd_work *w); /* handover.c */
enum gd_code do_attach(struct gd_work *w);   /* attach.c */
enum gd_code do_print(struct gd_work *w);    /* print.c */

#endif

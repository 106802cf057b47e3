/* core/offer.h - offers to people and pools; private to src/core. */
#ifndef GENDAN_CORE_OFFER_H
#define GENDAN_CORE_OFFER_H

#include "work.h"

/* Before the id of a role, where an offer names a pool and no person. */
#define GD_OFFER_POOL "role:"
bool offer_to_pool(const struct gd_offer *o);

/* The place of a duty, and who is asked. */
struct gd_offer offer_key(struct gd_work *w, int duty, struct gd_at at,
    const char *person);
bool same_offer(const struct gd_offer *a, const struct gd_offer *b);
/* Who has it; the first person it was offered to who has not answered. NULL =
 * nobody. */
const struct gd_offer *offer_accepted(const struct gd_order *order,
    const struct gd_offer *place);
const struct gd_offer *offer_first(const struct gd_order *order,
    const struct gd_offer *place);
/* Does it lie open to a role; has everybody it lay open to said no; has this
 * person, since it was laid open? */
bool offer_lies_open(const struct gd_order *order,
    const struct gd_offer *place);
bool offer_refused_by_all(const struct gd_order *order,
    const struct gd_offer *place);
bool offer_declined(const struct gd_order *order, const struct gd_offer *place,
    const char *person);
int64_t offer_deadline(const struct gd_work *w, const struct gd_duty_def *def,
    int64_t from);
/* It is offered to him now. */
void offer_made(struct gd_work *w, int duty, struct gd_at at,
    const char *person);
/* What the duty asks for beside the person, over what was entered before. */
enum gd_code offer_fields(struct gd_work *w, int duty, struct gd_at at,
    const char **json);
/* He has it: the other offers end, he gets the role, the duty is done. */
void offer_taken(struct gd_work *w, int duty, struct gd_at at,
    const char *person, const char *json, const char *reason);
/* The first it was offered to has accepted, by nobody's doing. */
void offer_accept_by_itself(struct gd_work *w, int duty, struct gd_at at);
/* settle.c: what became ready lies open to its pool; what is settled is offered
 * no more. */
void settle_offers(struct gd_work *w);
void offers_resume(struct gd_work *w);

/* passing.c: what time alone brings, appended before the command */
void time_passes(struct gd_work *w);
/* settle.c: what follows at once from what passed: steps, offers, the end. */
void settle_passing(struct gd_work *w);

#endif

/* src/app/boards/candidates_priv.h - orders that may have work for somebody. */
#ifndef GENDAN_APP_BOARDS_CANDIDATES_PRIV_H
#define GENDAN_APP_BOARDS_CANDIDATES_PRIV_H

#include "../app_priv.h"

#define MOST_CANDIDATES 1000
#define MOST_OF_A_KIND 100

/* Orders to look at, each once. */
struct candidates {
	struct candidate {
		char id[GD_ID_TEXT];
		int64_t due, unsigned_n;
	} at[MOST_CANDIDATES];
	int n;
	bool more; /* a way in had more than was read */
};

/* Those with papers sent back to him, those offered to him, those he carries, those that wait
 * for his roles and desks; *out is empty before. arena: of texts on the way */
enum gd_code app_candidates(struct gd_app *app, const struct gd_facts *f,
    struct candidates *out, struct gd_arena *arena,
    struct gd_err *err) GD_MUST_CHECK;

#endif

/* core/merge.h - two people changed the same thing: what stands in the end.
 *
 * Three-way merge of texts, field by field.  Pure, no rule of the trade: what
 * the rules say of the result gd_decide says when it is saved.
 */
#ifndef GENDAN_CORE_MERGE_H
#define GENDAN_CORE_MERGE_H

#include <stddef.h>

enum gd_merged {
	GD_MERGE_OLD,     /* neither changed it */
	GD_MERGE_MINE,    /* only I did */
	GD_MERGE_THEIRS,  /* only they did */
	GD_MERGE_SAME,    /* both, to the same */
	GD_MERGE_CONFLICT /* both, to different values: a person decides */
};

/* One field. NULL is the same as "". */
struct gd_merge {
	const char *old, *mine, *theirs; /* borrowed */
	const char *now; /* out: one of these; NULL in a conflict */
	enum gd_merged how;
};

/** What of one value stands: sets now and how. A value that was typed (mine
 * that is not old) is never dropped: it stands, or there is a conflict. */
enum gd_merged gd_merge(struct gd_merge *m);
/** Every field by itself. @return how many conflicts there are */
size_t gd_merge_all(struct gd_merge *fields, size_t n);

#endif

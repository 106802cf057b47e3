/* core/merge.c - three-way merge of what people typed, field by field. */
#include "core/merge.h"

#include <stdbool.h>
#include <string.h>

#include "base/banned.h"

static bool
same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

enum gd_merged
gd_merge(struct gd_merge *m)
{
	bool mine = !same(m->old, m->mine);
	bool theirs = !same(m->old, m->theirs);

	m->how = !mine && !theirs           ? GD_MERGE_OLD
		 : !theirs                  ? GD_MERGE_MINE
		 : !mine                    ? GD_MERGE_THEIRS
		 : same(m->mine, m->theirs) ? GD_MERGE_SAME
					    : GD_MERGE_CONFLICT;
	m->now = m->how == GD_MERGE_CONFLICT ? NULL
		 : mine                      ? m->mine
					     : m->theirs;
	if (!m->now && m->how != GD_MERGE_CONFLICT)
		m->now = "";
	return m->how;
}

size_t
gd_merge_all(struct gd_merge *fields, size_t n)
{
	size_t conflicts = 0;

	for (size_t i = 0; i < n; i++)
		conflicts += gd_merge(&fields[i]) == GD_MERGE_CONFLICT;
	return conflicts;
}

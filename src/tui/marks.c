/* tui/marks.c - which orders of a list are marked. */
#include <stdlib.h>
#include <string.h>

#include "orders_priv.h"

#include "base/banned.h"

static int
find(const struct marks *m, const char *id)
{
	for (int i = 0; i < m->n; i++)
		if (strcmp(m->ids[i], id) == 0)
			return i;
	return -1;
}

void
marks_clear(struct marks *m)
{
	while (m->n > 0)
		free(m->ids[--m->n]);
}

bool
marks_has(const struct marks *m, const char *id)
{
	return find(m, id) >= 0;
}

void
marks_set(struct marks *m, const char *id, bool on)
{
	int i = find(m, id);

	if (on && i < 0 && m->n < MARKS_MAX) {
		m->ids[m->n++] = gd_strdup(id);
	} else if (!on && i >= 0) {
		free(m->ids[i]);
		m->ids[i] = m->ids[--m->n];
	}
}

void
marks_all(struct marks *m, const struct gd_list_rows *rows)
{
	bool on = false;

	for (size_t i = 0; i < rows->n; i++)
		on |= find(m, rows->at[i].id) < 0;
	for (size_t i = 0; i < rows->n; i++)
		marks_set(m, rows->at[i].id, on);
}

int
marks_hidden(const struct marks *m, const struct gd_list_rows *rows)
{
	int seen = 0;

	for (size_t i = 0; i < rows->n; i++)
		seen += find(m, rows->at[i].id) >= 0;
	return m->n - seen;
}

/* tui/lists/news.c - which orders of a list somebody else wrote on since it was
 * opened: they bear a `~` until they are opened. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "orders_priv.h"
#include "../others_priv.h"

#include "base/banned.h"

#define NEWS_MOST 600 /* orders remembered; the oldest are forgotten */

struct news_row {
	char id[GD_ID_TEXT];
	int64_t rev; /* as it was shown last */
	bool changed;
};

void
news_clear(struct news *n)
{
	free(n->at);
	*n = (struct news){ 0 };
}

static struct news_row *
find(const struct news *n, const char *id)
{
	for (size_t i = 0; i < n->n; i++)
		if (strcmp(n->at[i].id, id) == 0)
			return &n->at[i];
	return NULL;
}

bool
news_has(const struct news *n, const char *id)
{
	const struct news_row *r = find(n, id);

	return r && r->changed;
}

void
news_opened(struct news *n, const char *id)
{
	struct news_row *r = id ? find(n, id) : NULL;

	if (r)
		r->changed = false;
}

static void
remember(struct news *n, const char *id, int64_t rev)
{
	struct news_row *r;

	if (n->n == NEWS_MOST) {
		n->n = NEWS_MOST / 2;
		memmove(n->at, n->at + NEWS_MOST / 2, n->n * sizeof *n->at);
	}
	r = GD_PUSH(n->at, n->n, n->room);
	snprintf(r->id, sizeof r->id, "%s", id);
	r->rev = rev;
	r->changed = false;
}

/* One's own acts are no news. */
void
news_see(struct ui *ui, struct news *n, const char *id, int64_t rev)
{
	struct news_row *r = find(n, id);

	if (!r) {
		remember(n, id, rev);
		return;
	}
	if (rev > r->rev && !r->changed)
		r->changed = others_since(ui, NULL,
				 &(struct others_asked){ .order = id,
				     .after = r->rev,
				     .most = 1,
				     .not_me = true },
				 NULL, NULL) > 0;
	r->rev = rev;
}

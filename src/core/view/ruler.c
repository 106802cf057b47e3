/* core/view/ruler.c - what stands above rails, a column a step. */
#include <stdio.h>
#include <string.h>

#include "core/view/list.h"

#include "base/banned.h"

/* A number that ends in the column of its step; one that would touch what
 * stands there already is left out. */
static void
mark(char *out, int step)
{
	char no[12];
	int n = snprintf(no, sizeof no, "%d", step), at = step - n;

	if (at < 0 || (at > 0 && out[at - 1] != '.') ||
	    (out[step] && out[step] != '.'))
		return;
	memcpy(out + at, no, (size_t)n);
}

char *
gd_ruler(int least, int most, char out[GD_RULER])
{
	most = most < GD_RULER ? most : GD_RULER - 1;
	memset(out, '.', (size_t)(most > 0 ? most : 0));
	out[most > 0 ? most : 0] = '\0';
	if (most < 1)
		return out;
	out[0] = '1';
	if (least == most && most > 1)
		mark(out, most);
	for (int step = 5; step <= most; step += 5)
		mark(out, step);
	return out;
}

char *
gd_list_ruler(const struct gd_list_row *at, size_t n, int none,
    char out[GD_RULER])
{
	int least = n ? GD_RULER : none, most = n ? 0 : none;

	for (size_t i = 0; i < n; i++) {
		int steps = (int)strlen(at[i].rail);

		least = steps < least ? steps : least;
		most = steps > most ? steps : most;
	}
	return gd_ruler(least, most, out);
}

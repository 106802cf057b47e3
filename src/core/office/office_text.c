/* core/office/office_text.c - texts of the office's rows, which come from
 * keyboards and files: what may not be stored is refused here, whoever asks.
 */
#include <string.h>

#include "base/text.h"

#include "office_priv.h"

#include "base/banned.h"

#define MAX_TEXT 2000
#define MAX_SOURCE (1024 * 1024)

/* Several lines may stand in these; all else is a name. */
static bool
is_prose(const char *column)
{
	static const char *const prose[] = { "note", "source", "address_zh",
		"address_en", "bank", "words", "value" };

	for (size_t i = 0; i < sizeof prose / sizeof *prose; i++)
		if (strcmp(prose[i], column) == 0)
			return true;
	return false;
}

enum gd_code
office_texts(const struct gd_table *t, const void *row, struct gd_err *err)
{
	bool flow =
	    strcmp(t->name, "flowdef") == 0 || strcmp(t->name, "formdef") == 0;
	enum gd_code rc = GD_OK;
	int c;

	for (c = 0; rc == GD_OK && c < t->ncols; c++) {
		const char *text = gd_cell_text(row, &t->cols[c]);

		if (t->cols[c].type != GD_CELL_TEXT)
			continue;
		if (is_prose(t->cols[c].name))
			rc = gd_text_check(text, flow ? MAX_SOURCE : MAX_TEXT,
			    true, err);
		else
			rc = gd_text_check_name(text, err);
	}
	return rc;
}

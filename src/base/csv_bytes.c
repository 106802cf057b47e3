/* base/csv_bytes.c - one pass over a file: is it UTF-8, and if not, where. */
#include <string.h>

#include "base/text.h"

#include "csv_priv.h"

#include "base/banned.h"

/* Count one window of bytes; returns how many were settled.  The last few
 * wait for more, unless this is the end. */
static size_t
count(const char *bytes, size_t n, bool last, struct gd_csv_bytes *out)
{
	size_t i = 0;

	while (i < n && (last || n - i >= 4)) {
		uint32_t cp;
		size_t used = gd_utf8_next(bytes + i, &cp);

		if (used == 0) {
			if (out->nul_line == 0)
				out->nul_line = out->line;
			used = 1;
		} else if (used == 1 && cp == 0xFFFD) {
			if (out->bad++ == 0)
				out->bad_line = out->line;
		} else if (used > 1) {
			out->good++;
		}
		if (cp == '\n')
			out->line++;
		i += used;
	}
	return i;
}

bool
gd_csv_survey(FILE *file, struct gd_csv_bytes *out)
{
	char bytes[8192 + 1];
	size_t held = 0, n, done;
	bool first = true;

	*out = (struct gd_csv_bytes){ .line = 1 };
	do {
		n = fread(bytes + held, 1, sizeof bytes - 1 - held, file);
		if (ferror(file))
			return false;
		held += n;
		bytes[held] = '\0';
		if (first && held >= 3)
			out->has_mark = memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
		first = false;
		done = count(bytes, held, n == 0, out);
		held -= done;
		memmove(bytes, bytes + done, held);
	} while (n > 0);
	return true;
}

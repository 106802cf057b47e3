/* base/wrap.c - where a line of text may end (Unicode, UAX 14): between words,
 * between Chinese characters, not before their punctuation. */
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include "base/memory.h"
#include "base/text.h"

#include "base/banned.h"

size_t
gd_text_line(const char *s, int cols)
{
	size_t len = strcspn(s, "\n"), at = 0, cut = 0;
	uint32_t cp;
	int width = 0;
	char *breaks;

	breaks = gd_alloc(len + 1, 1);
	u8_possible_linebreaks((const uint8_t *)s, len, "UTF-8", breaks);
	while (at < len) {
		size_t n = gd_utf8_next(s + at, &cp);

		if (breaks[at] == UC_BREAK_POSSIBLE)
			cut = at;
		width += gd_cp_width(cp);
		if (width > cols && (cp != ' ' || at == 0))
			break;
		at += n;
	}
	free(breaks);
	if (at >= len)
		return len;
	return cut ? cut : at ? at : gd_utf8_next(s, &cp);
}

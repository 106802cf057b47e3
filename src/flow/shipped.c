/* flow/shipped.c - the files of data/workflows and data/forms inside the
 * program (builtin.S), found by their names. */
#include "flow/shipped.h"

#include <string.h>

#include "flow/flow.h"

#include "base/banned.h"

struct shipped {
	const char *id, *text, *end;
};

/* Made by the assembler. */
#define X(id) extern const char gd_wf_##id[], gd_wf_##id##_end[];
GD_SHIPPED_FLOWS(X)
#undef X
#define X(id) extern const char gd_forms_##id[], gd_forms_##id##_end[];
GD_SHIPPED_FORMS(X)
#undef X

static const struct shipped flows[] = {
#define X(id) { #id, gd_wf_##id, gd_wf_##id##_end },
	GD_SHIPPED_FLOWS(X)
#undef X
	{ NULL, NULL, NULL }
};

static const struct shipped forms[] = {
#define X(id) { #id, gd_forms_##id, gd_forms_##id##_end },
	GD_SHIPPED_FORMS(X)
#undef X
	{ NULL, NULL, NULL }
};

static const char *
text_of(const struct shipped *list, const char *id, size_t *len)
{
	for (; list->id; list++)
		if (strcmp(list->id, id) == 0) {
			*len = (size_t)(list->end - list->text);
			return list->text;
		}
	return NULL;
}

const char *
gd_flow_builtin(const char *id, size_t *len)
{
	return text_of(flows, id, len);
}

const char *
gd_flow_forms_builtin(const char *id, size_t *len)
{
	return text_of(forms, id, len);
}

const char *
gd_flow_shipped(int i)
{
	return i >= 0 && (size_t)i < sizeof flows / sizeof *flows
		   ? flows[i].id
		   : NULL;
}

/* core/workflow/form.c - the forms of a workflow. */
#include "core/form.h"

#include <string.h>

#include "base/banned.h"

void
gd_forms_release(struct gd_forms *f)
{
	gd_arena_release(&f->arena);
	*f = (struct gd_forms){ 0 };
}

const struct gd_form *
gd_form_of(const struct gd_forms *f, const char *paper)
{
	for (int i = 0; f && i < f->nforms; i++)
		if (strcmp(f->forms[i].paper, paper) == 0)
			return &f->forms[i];
	return NULL;
}

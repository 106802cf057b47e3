/* flow/forms_priv.h - what the two files that read forms share. */
#ifndef GENDAN_FORMS_PRIV_H
#define GENDAN_FORMS_PRIV_H

#include "loader.h"

/* Reading forms: the loader knows no workflow of its own. */
struct forms_loader {
	struct loader l;
	const struct gd_workflow *wf;
	const struct gd_form *form; /* read now */
	const struct gd_paper_def *paper;
	const char **words; /* what an item may name, for "did you mean" */
	int nwords;
};

/* Everything an item may name, once a file. */
void gather_words(struct forms_loader *f);
/* One word of a list; NULL after a fault. */
const char *one_of(struct loader *l, const struct node *n,
    const char *const *list, int count);
/* {zh: .., en: ..}; "" without a node. */
void read_two_names(struct loader *l, const struct node *n, const char **zh,
    const char **en);
/* @return false: the block says nothing */
bool read_block(struct forms_loader *f, const struct node *n,
    struct gd_form_block *b);

#endif

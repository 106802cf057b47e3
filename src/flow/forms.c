/* flow/forms.c - a file of forms: what each printed paper says, block by block.
 *
 * The same tree and walker as a workflow file (loader.h), against a workflow
 * that is already read. form_block.c reads the blocks.
 */
#include "forms_priv.h"

#include <string.h>

#include "base/banned.h"

#define MAX_BLOCKS 60
#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

static const char *const media_words[] = { "a4", "a5", "a5x2", "241x140" };
static const char *const lang_words[] = { "both", "zh", "en" };

/* ---- forms ----------------------------------------------------------------- */

struct form_raw {
	const struct node *media, *title, *note, *blocks;
	bool for_customer;
};
static const struct key form_keys[] = {
	{ "media", read_skip, offsetof(struct form_raw, media), 0, false },
	{ "title", read_skip, offsetof(struct form_raw, title), 0, false },
	{ "for_customer", read_yesno, offsetof(struct form_raw, for_customer),
	    0, false },
	{ "note", read_skip, offsetof(struct form_raw, note), 0, false },
	{ "blocks", read_skip, offsetof(struct form_raw, blocks), 0, true },
};

static void
read_form(struct forms_loader *f, const struct node *n, struct gd_form *form)
{
	struct form_raw raw = { .media = NULL };
	struct loader *l = &f->l;

	f->form = form;
	read_map(l, n, form_keys, COUNT(form_keys), &raw);
	form->media =
	    raw.media ? one_of(l, raw.media, media_words, COUNT(media_words))
		      : "";
	form->for_customer = raw.for_customer;
	read_two_names(l, raw.title, &form->zh, &form->en);
	read_two_names(l, raw.note, &form->note_zh, &form->note_en);
	if (!form->media)
		form->media = "";
	if (!raw.blocks)
		return;
	if (raw.blocks->kind != NODE_LIST) {
		gd_fail(fault(l, raw.blocks), GD_USAGE, GD_M_FLOW_WANT_LIST);
		return;
	}
	if (raw.blocks->n > MAX_BLOCKS)
		gd_fail(fault(l, raw.blocks), GD_USAGE, GD_M_FLOW_AT_MOST,
		    GD_T("blocks"), GD_N(MAX_BLOCKS));
	form->blocks = gd_arena_alloc(l->keep, (size_t)raw.blocks->n + 1,
	    sizeof *form->blocks);
	for (const struct node *k = raw.blocks->first; k; k = k->next)
		if (read_block(f, k, &form->blocks[form->nblocks]))
			form->nblocks++;
}

/* There is no such paper, or it stands in the wrong section. */
static void
no_paper(struct forms_loader *f, const struct node *k, const char *id,
    bool things)
{
	struct loader *l = &f->l;
	const char *what = things ? "thing" : "paper", *near;
	const char **ids = gd_arena_alloc(&l->scratch,
	    (size_t)f->wf->npapers + 1, sizeof *ids);
	int n = 0;

	for (int p = 0; p < f->wf->npapers; p++)
		if (f->wf->papers[p].is_thing == things)
			ids[n++] = f->wf->papers[p].name.id;
	near = nearest(l, id, ids, n);
	if (near)
		gd_fail(fault(l, k), GD_USAGE, GD_M_FLOW_NONE_NEAR, GD_W(what),
		    GD_T(id), GD_T(near));
	else
		gd_fail(fault(l, k), GD_USAGE, GD_M_FLOW_NONE, GD_W(what),
		    GD_T(id));
}

/* The forms of one section: of papers, or of things. */
static void
read_section(struct forms_loader *f, const struct node *map, bool things,
    struct gd_forms *out)
{
	struct loader *l = &f->l;

	if (!map || !want_map(l, map))
		return;
	for (const struct node *k = map->first; k; k = k->next->next) {
		const char *id = k->kind == NODE_TEXT ? k->text : "";
		int p = gd_wf_paper(f->wf, id);
		struct gd_form *form = &out->forms[out->nforms];

		if (p < 0 || strcmp(f->wf->papers[p].name.id, id) != 0 ||
		    f->wf->papers[p].is_thing != things) {
			no_paper(f, k, id, things);
			continue;
		}
		if (gd_form_of(out, id))
			gd_fail(fault(l, k), GD_USAGE, GD_M_FLOW_TWICE,
			    GD_T(id));
		form->paper = gd_arena_str(l->keep, id);
		f->paper = &f->wf->papers[p];
		out->nforms++;
		read_form(f, k->next, form);
	}
}

struct root_raw {
	const char *id;
	int version;
	const struct node *media, *lang, *papers, *things, *id_at;
};
static const struct key root_keys[] = {
	{ "forms", read_skip, offsetof(struct root_raw, id_at), 0, true },
	{ "version", read_count, offsetof(struct root_raw, version), 1000000,
	    true },
	{ "media", read_skip, offsetof(struct root_raw, media), 0, false },
	{ "lang", read_skip, offsetof(struct root_raw, lang), 0, false },
	{ "papers", read_skip, offsetof(struct root_raw, papers), 0, true },
	{ "things", read_skip, offsetof(struct root_raw, things), 0, false },
};

static void
read_root(struct forms_loader *f, const struct node *root, struct gd_forms *out)
{
	struct root_raw raw = { .version = 1 };
	struct loader *l = &f->l;

	read_map(l, root, root_keys, COUNT(root_keys), &raw);
	if (root->kind != NODE_MAP)
		return;
	if (raw.id_at)
		read_text(l, raw.id_at, &raw.id, 0);
	if (raw.id && strcmp(raw.id, f->wf->name.id) != 0)
		gd_fail(fault(l, raw.id_at), GD_USAGE, GD_M_FORM_OTHER,
		    GD_T(raw.id), GD_T(f->wf->name.id));
	out->workflow = raw.id ? raw.id : "";
	out->version = raw.version;
	out->media = raw.media
			 ? one_of(l, raw.media, media_words, COUNT(media_words))
			 : NULL;
	out->lang = raw.lang
			? one_of(l, raw.lang, lang_words, COUNT(lang_words))
			: NULL;
	if (!out->media)
		out->media = "a4";
	if (!out->lang)
		out->lang = "both";
	out->forms = gd_arena_alloc(l->keep,
	    (size_t)map_size(raw.papers) + (size_t)map_size(raw.things) + 1,
	    sizeof *out->forms);
	read_section(f, raw.papers, false, out);
	read_section(f, raw.things, true, out);
}

/* The word after `forms:` of a file that may be full of faults. */
enum gd_code
gd_flow_forms_of(const char *text, size_t len, struct gd_arena *arena,
    const char **workflow, struct gd_flow_faults *faults, struct gd_err *err)
{
	struct loader l = { .faults = faults, .keep = arena };
	const struct node *root, *id = NULL;

	faults->n = 0;
	*workflow = "";
	root = tree_read(&l, text, len);
	if (root)
		id = map_get(root, "forms");
	if (id && id->kind == NODE_TEXT)
		*workflow = gd_arena_str(arena, id->text);
	else if (root)
		gd_fail(fault(&l, root), GD_USAGE, GD_M_FLOW_MISSING,
		    GD_T("forms"));
	gd_arena_release(&l.scratch);
	return faults->n ? gd_fail(err, GD_USAGE, GD_M_FORM_FAULTS,
			       GD_N((int64_t)faults->n))
			 : GD_OK;
}

enum gd_code
gd_flow_forms(const char *text, size_t len, const struct gd_workflow *wf,
    struct gd_forms *forms, struct gd_flow_faults *faults, struct gd_err *err)
{
	struct forms_loader f = { .wf = wf };
	const struct node *root;

	*forms = (struct gd_forms){ .media = "a4", .lang = "both" };
	faults->n = 0;
	f.l.faults = faults;
	f.l.keep = &forms->arena;
	gather_words(&f);
	root = tree_read(&f.l, text, len);
	if (root)
		read_root(&f, root, forms);
	gd_arena_release(&f.l.scratch);
	if (faults->n == 0)
		return GD_OK;
	flow_sort(faults);
	return gd_fail(err, GD_USAGE, GD_M_FORM_FAULTS,
	    GD_N((int64_t)faults->n));
}

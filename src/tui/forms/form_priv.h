/* tui/forms/form_priv.h - a form: fields, their errors under them, drafts. */
#ifndef GENDAN_TUI_FORMS_FORM_PRIV_H
#define GENDAN_TUI_FORMS_FORM_PRIV_H

#include "core/workflow.h"

#include "../ui_priv.h"

enum input_kind {
	IN_TEXT,
	IN_DATE,
	IN_NUMBER, /* digits, a point */
	IN_MONEY,
	IN_CHOICE,  /* one of choices */
	IN_MANY,    /* any of choices */
	IN_LINES,   /* lines of an order: see lines_priv.h */
	IN_CHANGES, /* what a notice changes: its parts are fields below it */
	IN_SECRET,  /* a password: nothing of it is shown or kept */
	IN_BUTTON,  /* does what the form is for */
};

struct input {
	const char *id;      /* what the screen calls it */
	struct gd_name name; /* label; zh NULL = en through gd_tr */
	enum input_kind kind;
	bool required, extra; /* extra: seldom used; Enter passes it by */
	bool looks; /* typed to see what would be: alone it is no draft */
	bool clock; /* a date that may bear an hour */
	const struct gd_name *choices;
	int nchoices, chosen; /* -1 = none */
	const char *unit;     /* shown right of it, NULL; in Chinese: */
	const char *unit_zh;  /* NULL: unit through gd_tr */
	/* the form's own: */
	struct input *of; /* of a part: the field it belongs to */
	const char *key;  /* and what it changes, "paper.field" */
	bool *ticked;
	struct gd_edit edit;
	const char *first; /* value at the beginning */
	const char *was;   /* others wrote first over this since it was typed
	                      here; NULL: they did not */
	struct gd_err error;
	struct gd_str pasted; /* into IN_LINES, not read yet */
	struct gd_str aside;  /* said right of it, from live(); "" */
	char *secret;         /* owned, of IN_SECRET; GD_PASSWORD_BYTES */
};

struct form;
struct form_spec {
	const char *title; /* English, for gd_tr, or words of the data */
	const char *head;  /* the same: wrapped above the fields; NULL */
	/* Title and head made anew at each paint, so that the language can
	 * change; NULL: those above. */
	void (*words)(struct ui *ui, void *payload, struct gd_str *title,
	    struct gd_str *head);
	bool pages;        /* PgUp and PgDn turn what stands above the fields */
	const char *draft; /* key under which text left behind is kept */
	/* Do it. true = done, close the form. */
	bool (*submit)(struct ui *ui, struct form *f, void *payload);
	/* Before each paint: set what is said beside the fields. */
	void (*live)(struct ui *ui, struct form *f, void *payload);
	/* What comes of it, said below the fields: lines, "! " warns; made anew
	 * at each paint, borrowed till the next; NULL: nothing. */
	const char *(*foot)(struct ui *ui, void *payload);
	/* A part for what a field of kind IN_CHANGES names by this key, with
	 * its new value (NULL: none is said). false: there is no such thing */
	bool (*part)(struct form *f, struct input *in, const char *key,
	    const char *now, void *payload);
	/* F3 on a field of text: true = the screen handles it. */
	bool (*choose)(struct ui *ui, struct form *f, struct input *in,
	    void *payload);
	void *payload;
	void (*drop)(void *payload);
};

/* Build: form_new, then inputs in order, then form_open. */
struct form *form_new(const struct form_spec *spec);
/** Texts and choices are copied; value is what stands there at first. */
struct input *form_add(struct form *f, const struct input *in,
    const char *value);
void form_open(struct ui *ui, struct form *f);

/** A part of a field of kind IN_CHANGES, below it and its other parts; one that
 * is there stays as it is. old: what it says now. */
struct input *form_part(struct form *f, struct input *of, const char *key,
    const struct input *like, const char *old);
/** The cursor into a part. */
void form_part_go(struct form *f, const struct input *in);

int form_count(const struct form *f);
struct input *form_at(struct form *f, int i);
struct input *form_find(struct form *f, const char *id);
/** Canonical text: id of the choice, ids with commas, the text. Borrowed
 * until the next call on this input. */
const char *form_value(struct form *f, struct input *in);
const char *form_text(struct form *f, const char *id); /* "" if none */
void form_set(struct form *f, struct input *in, const char *value);
bool form_changed(struct form *f, struct input *in); /* since the start */
/** Is there a field that others and the person here changed both? */
bool form_torn(struct form *f);
bool form_torn_at(struct form *f, struct input *in);
/** The cursor into a field, if there is such a one. */
void form_focus(struct form *f, const char *id);
/** Put an error under a field and the cursor into it. */
void form_error(struct form *f, struct input *in, const struct gd_err *err);
/** A key into a password of GD_PASSWORD_BYTES. @return taken */
bool form_secret_key(char *secret, const struct gd_key *key);
/** Is it being done by an Enter that followed another, or the one that opened
 * the form? */
bool form_bare(const struct form *f);
/** What it does is not simply taken back: Ctrl-S is said to be the key. */
void form_weigh(struct form *f);
const char *form_draft(const struct form *f); /* key of its draft, or "" */
struct gd_arena *form_arena(struct form *f);

#endif

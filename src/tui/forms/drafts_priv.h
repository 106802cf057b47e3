/* tui/forms/drafts_priv.h - forms left without saving, and the small files of
 * the account they lie in. */
#ifndef GENDAN_TUI_FORMS_DRAFTS_PRIV_H
#define GENDAN_TUI_FORMS_DRAFTS_PRIV_H

#include "../ui_priv.h"

/* Keep what is entered in open forms as drafts; on disk; back again. They
 * belong to a person: drafts_load takes those of who is at the keyboard. */
void scr_form_keep_all(struct ui *ui);
void scr_form_wipe_all(struct ui *ui); /* passwords typed in open forms */
void drafts_load(struct ui *ui);
void drafts_save(struct ui *ui);
/** What other windows wrote too; what changed here goes into the file first. */
void drafts_sync(struct ui *ui);
/** Folder of the account's small files; made when make. @return false: none */
bool state_folder(char *buf, size_t room, bool make);

/* ---- drafts_live.c ---- */

/** Note in a draft that its form is open in this window, or no more. */
void drafts_mark_open(struct ui *ui, json_t *draft, bool open);
/** Was its form open when its window ended? */
bool drafts_was_open(struct ui *ui, const json_t *draft);
/** Is it typed in another window that runs? */
bool drafts_elsewhere(struct ui *ui, const json_t *draft);
/** A key of this window's own; n tells forms of it apart. Borrowed as ui_fmt. */
const char *drafts_own_key(struct ui *ui, const char *key, int n);
/** What was typed into this form in a window that left it, put under this key.
 * @return false: nothing */
bool drafts_adopt(struct ui *ui, const char *key, const char *to);
void drafts_leave(struct ui *ui); /* this window ends */

/** Say which forms were open when the program ended, if any. */
void drafts_tell(struct ui *ui);
/** A small JSON file of the system's account: an object, empty when it is not
 * there; written aside and renamed. file: its name, at most 18 bytes. */
json_t *state_read(const char *file);
void state_write(const char *file, const json_t *all);

#endif

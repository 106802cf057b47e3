/* store/safety.h - copies that leave the machine: sealed backups and their
 * keys, a folder of them for cron, the export of everything.
 */
#ifndef GENDAN_STORE_SAFETY_H
#define GENDAN_STORE_SAFETY_H

#include "store/store.h"

/* ---- keys (key.c) -------------------------------------------------------- */

#define GD_KEY_BYTES 32
struct gd_key {
	uint8_t bytes[GD_KEY_BYTES];
};
#define GD_KEY_GROUPS 8
#define GD_KEY_TEXT (GD_KEY_GROUPS * 10)
/** The key for people: eight groups such as 7K3M-9QX2, each with its own check
 * character pair, blanks between. */
void gd_key_text(const struct gd_key *key, char out[GD_KEY_TEXT]);
/** Reads what a person typed: any case, blanks and dashes anywhere, O for 0,
 * I and L for 1. A mistyped group is named by its number. */
enum gd_code gd_key_read(const char *text, struct gd_key *out,
    struct gd_err *err) GD_MUST_CHECK;
/** A key from a file as gd_key_make writes it, or only its words. */
enum gd_code gd_key_load(const char *path, struct gd_key *out,
    struct gd_err *err) GD_MUST_CHECK;
/** A fresh key into a new file only its owner can read. */
enum gd_code gd_key_make(const char *path, struct gd_key *out,
    struct gd_err *err) GD_MUST_CHECK;
/** Where the key lies when nobody says otherwise: $XDG_STATE_HOME/gendan. */
bool gd_key_usual_path(struct gd_str *out);
void gd_key_wipe(struct gd_key *key);

/* ---- sealed backups (seal.c, unseal.c) ------------------------------------
 *
 * One file holds the book and its attached files; docs/SAFETY.md has its form.
 */

/** A verified copy of the book and its attached files, sealed, read back whole
 * before it takes the name `to`; over says whether a file there may go. */
enum gd_code gd_store_seal(const char *book, const char *to, bool over,
    const struct gd_key *key, struct gd_verify_report *report,
    struct gd_err *err) GD_MUST_CHECK;
/** Does the file begin as a sealed backup does? */
bool gd_store_sealed(const char *path);
/** Open a sealed backup into a place where nothing is: verified before it has
 * its name; whatever fails, nothing is left. */
enum gd_code gd_store_unseal(const char *from, const struct gd_key *key,
    const char *place, struct gd_verify_report *report,
    struct gd_err *err) GD_MUST_CHECK;
/** A plain backup into a place where nothing is, the same way. */
enum gd_code gd_store_settle(const char *from, const char *place,
    struct gd_verify_report *report, struct gd_err *err) GD_MUST_CHECK;
/** A sealed backup becomes the book; see gd_store_restore. */
enum gd_code gd_store_restore_sealed(const char *from, const struct gd_key *key,
    const char *path, struct gd_str *kept, struct gd_verify_report *report,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- a folder of backups for cron (rotate.c) ------------------------------ */

struct gd_rotation {
	int32_t day;        /* of the new one */
	int32_t last;       /* of the newest before it; 0 = none */
	int64_t missing;    /* days between them without one */
	int64_t kept, gone; /* files */
	char file[256];     /* name of the new one */
};
/** Seal today's backup into the folder, then take away what is not among the
 * last 7 days, 4 weeks, 12 months that have one. Nothing goes unless the new
 * one is there, whole. */
enum gd_code gd_store_rotate(const char *book, const char *folder,
    int32_t today, const struct gd_key *key, struct gd_rotation *out,
    struct gd_verify_report *report, struct gd_err *err) GD_MUST_CHECK;

/* ---- everything, to leave gendan (export.c) ------------------------------- */

struct gd_export_text { /* a page for people that goes along */
	const char *name, *text;
};
/** Tables as CSV, the journal as JSON lines, attached files, the pages (ends
 * with name NULL), into a new folder: whole or not there. The chain is checked
 * on the way. report: head, commands, orders. */
enum gd_code gd_store_export(const char *book, const char *folder,
    const struct gd_export_text *pages, struct gd_verify_report *report,
    struct gd_err *err) GD_MUST_CHECK;

/** Take away a folder and all in it; links are not followed. */
void gd_folder_remove(const char *path);

#endif

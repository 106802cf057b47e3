/* paper/post.h - a letter with attachments, handed to the machine's sendmail.
 *
 * The letter is MIME, all of it ASCII on the way: texts and files as base64,
 * words of its head encoded (RFC 2045, 2047, 2231).
 */
#ifndef GENDAN_PAPER_POST_H
#define GENDAN_PAPER_POST_H

#include "base/memory.h"

#define GD_POST_LIMIT_MS 60000

struct gd_post_file {
	const char *name; /* as the reader sees it, without a folder */
	const char *type; /* "application/pdf" */
	const char *bytes;
	size_t len;
};
struct gd_letter {
	const char *to, *subject, *text;
	const struct gd_post_file *files;
	size_t nfiles;
	int64_t at_ms;
	int utc_offset_min;
};

/** GD_USAGE: it is no address one may hand on: one @, no blanks, no sign that
 * a program could take for an option. */
enum gd_code gd_post_address(const char *to, struct gd_err *err) GD_MUST_CHECK;
/** Append the letter as it goes out. The same letter gives the same bytes. */
void gd_post_write(struct gd_str *out, const struct gd_letter *letter);
/** Hand it to sendmail, found in $PATH, else in /usr/sbin or /usr/lib; no
 * shell. GD_OUTSIDE: there is none, or it did not take the letter. */
enum gd_code gd_post(const struct gd_letter *letter,
    struct gd_err *err) GD_MUST_CHECK;

#endif

/* paper/post.c - a letter with attachments, handed to the machine's sendmail. */
#include "paper/post.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/id.h"

#include "run_priv.h"

#include "base/banned.h"

#define SAID_MAX 8192
#define LINE 57 /* bytes in a line of base64: 76 characters */
#define WORD 42 /* bytes in an encoded word, which may be 75 long */
#define ADDRESS_MOST 254

static const char *const kept[] = { "PATH", "HOME", "LOGNAME", "USER", NULL };
static const char *const fixed[] = { "LC_ALL=C", NULL };

enum gd_code
gd_post_address(const char *to, struct gd_err *err)
{
	static const char may[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	    "@.!#$%&'*+-/=?^_`{|}~";
	const char *at = strchr(to, '@');

	if (at && at != to && at[1] && !strchr(at + 1, '@') && *to != '-' &&
	    strspn(to, may) == strlen(to) && strlen(to) <= ADDRESS_MOST)
		return GD_OK;
	return gd_fail(err, GD_USAGE, GD_M_REPORT_ADDRESS, GD_T(to));
}

/* ---- encoding --------------------------------------------------------------- */

static void
base64(struct gd_str *out, const char *bytes, size_t len)
{
	static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *b = (const unsigned char *)bytes;

	for (size_t i = 0; i < len; i += 3) {
		unsigned n = (unsigned)b[i] << 16;

		n |= i + 1 < len ? (unsigned)b[i + 1] << 8 : 0;
		n |= i + 2 < len ? b[i + 2] : 0;
		gd_str_addc(out, signs[n >> 18 & 63]);
		gd_str_addc(out, signs[n >> 12 & 63]);
		gd_str_addc(out, i + 1 < len ? signs[n >> 6 & 63] : '=');
		gd_str_addc(out, i + 2 < len ? signs[n & 63] : '=');
	}
}

static void
lines(struct gd_str *out, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i += LINE) {
		base64(out, bytes + i, len - i < LINE ? len - i : LINE);
		gd_str_add(out, "\n");
	}
}

/* A text in a head: encoded words, characters whole, on lines of their own. */
static void
words(struct gd_str *out, const char *text)
{
	bool first = true;

	while (*text) {
		size_t n = strlen(text);

		if (n > WORD)
			for (n = WORD;
			     n > 1 && ((unsigned char)text[n] & 0xC0) == 0x80;)
				n--;
		gd_str_add(out, first ? "=?UTF-8?B?" : "\n =?UTF-8?B?");
		base64(out, text, n);
		gd_str_add(out, "?=");
		text += n;
		first = false;
	}
}

/* The name of a file as a parameter: UTF-8''%E6%9C%88. */
static void
parameter(struct gd_str *out, const char *name)
{
	gd_str_add(out, "filename*=UTF-8''");
	for (const unsigned char *c = (const unsigned char *)name; *c; c++)
		if ((*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'z') ||
		    (*c >= 'A' && *c <= 'Z') || *c == '.' || *c == '-' ||
		    *c == '_')
			gd_str_addc(out, (char)*c);
		else
			gd_str_addf(out, "%%%02X", *c);
}

/* ---- the letter -------------------------------------------------------------- */

static void
date(struct gd_str *out, const struct gd_letter *l)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri",
		"Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int32_t day = gd_ms_day(l->at_ms, l->utc_offset_min);
	int64_t s = l->at_ms / 1000 + (int64_t)l->utc_offset_min * 60 -
		    (int64_t)day * 86400;
	int year, month, mday, off = abs(l->utc_offset_min);

	gd_day_civil(day, &year, &month, &mday);
	gd_str_addf(out, "Date: %s, %d %s %d %02d:%02d:%02d %c%02d%02d\n",
	    days[gd_day_weekday(day)], mday, months[month - 1], year,
	    (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60),
	    l->utc_offset_min < 0 ? '-' : '+', off / 60, off % 60);
}

void
gd_post_write(struct gd_str *out, const struct gd_letter *l)
{
	char bar[65];
	struct gd_str all = GD_STR_INIT;

	/* nothing encoded can hold a line that begins with "--" */
	gd_str_addf(&all, "%s\n%lld", l->subject, (long long)l->at_ms);
	gd_sha256_hex(all.text, all.len, bar);
	bar[24] = '\0';
	gd_str_release(&all);
	date(out, l);
	gd_str_addf(out, "To: %s\nSubject: ", l->to);
	words(out, l->subject);
	gd_str_addf(out,
	    "\nMIME-Version: 1.0\nAuto-Submitted: auto-generated\n"
	    "Content-Type: multipart/mixed; boundary=\"gendan-%s\"\n\n"
	    "--gendan-%s\nContent-Type: text/plain; charset=UTF-8\n"
	    "Content-Transfer-Encoding: base64\n\n",
	    bar, bar);
	lines(out, l->text, strlen(l->text));
	for (size_t i = 0; i < l->nfiles; i++) {
		const struct gd_post_file *f = &l->files[i];

		gd_str_addf(out,
		    "\n--gendan-%s\nContent-Type:\n %s\n"
		    "Content-Transfer-Encoding: base64\n"
		    "Content-Disposition: attachment;\n ",
		    bar, f->type);
		parameter(out, f->name);
		gd_str_add(out, "\n\n");
		lines(out, f->bytes, f->len);
	}
	gd_str_addf(out, "\n--gendan-%s--\n", bar);
}

/* ---- handing it over ----------------------------------------------------------- */

/* A name for run_program: in $PATH by itself, else where Debian has it. */
static const char *
sendmail(void)
{
	static const char *const places[] = { "/usr/sbin/sendmail",
		"/usr/lib/sendmail" };
	const char *path = getenv("PATH");
	struct gd_str one = GD_STR_INIT;
	bool there = false;

	while (path && *path && !there) {
		size_t n = strcspn(path, ":");

		gd_str_reset(&one);
		gd_str_addn(&one, path, n);
		gd_str_add(&one, "/sendmail");
		there = *path == '/' && access(one.text, X_OK) == 0;
		path += n + (path[n] == ':');
	}
	gd_str_release(&one);
	if (there)
		return "sendmail";
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (access(places[i], X_OK) == 0)
			return places[i];
	return NULL;
}

enum gd_code
gd_post(const struct gd_letter *letter, struct gd_err *err)
{
	const char *program = sendmail();
	const char *argv[] = { program, "-i", letter->to, NULL };
	struct gd_str bytes = GD_STR_INIT;
	struct run r = RUN_INIT;
	enum gd_code rc = gd_post_address(letter->to, err);
	int code;

	if (rc != GD_OK)
		return rc;
	if (!program)
		return gd_fail(err, GD_OUTSIDE, GD_M_REPORT_NO_SENDMAIL);
	gd_post_write(&bytes, letter);
	r.program = program;
	r.argv = argv;
	r.kept = kept;
	r.fixed = fixed;
	r.bytes = bytes.text;
	r.left = bytes.len;
	r.said_max = SAID_MAX;
	r.limit_ms = GD_POST_LIMIT_MS;
	code = run_program(&r);
	if (code)
		rc = gd_fail(err, GD_OUTSIDE, GD_M_REPORT_SENDMAIL,
		    GD_T(letter->to), GD_T(strerror(code)));
	else if (r.late)
		rc = gd_fail(err, GD_OUTSIDE, GD_M_REPORT_SENDMAIL,
		    GD_T(letter->to), GD_T(strerror(ETIMEDOUT)));
	else if (run_exit(&r) != 0)
		rc = gd_fail(err, GD_OUTSIDE, GD_M_REPORT_SENDMAIL,
		    GD_T(letter->to), GD_T(run_woe(&r, "sendmail")));
	run_release(&r);
	gd_str_release(&bytes);
	return rc;
}

/* paper/queue.c - the print server's queues.
 *
 * lp and lpstat speak to it, in the C locale whatever the reader speaks, so
 * what they say can be read here.  Their words on a printer's state ("out of
 * paper") go on to people as they are.
 */
#include "paper/queue.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/office.h"

#include "run_priv.h"

#include "base/banned.h"

#define SAID_MAX (256 * 1024)
#define TITLE_MAX 100

static const char *const kept[] = { "PATH", "CUPS_SERVER", NULL };
static const char *const fixed[] = { "LC_ALL=C", NULL };

/* ---- asking ------------------------------------------------------------------ */

static enum gd_code
start_fault(const char *program, int code, struct gd_err *err)
{
	if (code == ENOENT)
		return gd_fail(err, GD_OUTSIDE, GD_M_QUEUE_NO_LP,
		    GD_T(program));
	if (code == EPERM || code == EACCES || code == ENOSYS)
		return gd_fail(err, GD_REFUSED, GD_M_QUEUE_FORBIDDEN);
	return gd_fail(err, GD_OUTSIDE, GD_M_QUEUE_START, GD_T(program),
	    GD_T(strerror(code)));
}

/* argv[0] is the program. GD_OK: it ended by itself, however. */
static enum gd_code
ask(struct run *r, const char *const *argv, struct gd_err *err)
{
	int code;

	r->program = argv[0];
	r->argv = argv;
	r->kept = kept;
	r->fixed = fixed;
	r->said_max = SAID_MAX;
	r->limit_ms = GD_QUEUE_LIMIT_MS;
	code = run_program(r);
	if (code)
		return start_fault(argv[0], code, err);
	if (r->late)
		return gd_fail(err, GD_OUTSIDE, GD_M_QUEUE_SLOW,
		    GD_N(GD_QUEUE_LIMIT_MS / 1000));
	return GD_OK;
}

/* The next line of *text, ended in place; NULL after the last. */
static char *
next_line(char **text)
{
	char *line = *text, *stop;

	if (!*line)
		return NULL;
	stop = strchr(line, '\n');
	*text = stop ? stop + 1 : line + strlen(line);
	if (stop)
		*stop = '\0';
	return line;
}

static bool
begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* lpstat says that nothing answers on its standard output and exits with 0. */
static enum gd_code
server(struct gd_err *err)
{
	static const char *const argv[] = { "lpstat", "-r", NULL };
	struct run r = RUN_INIT;
	enum gd_code rc = ask(&r, argv, err);

	if (rc == GD_OK && !strstr(r.said.text, "is running"))
		rc = gd_fail(err, GD_OUTSIDE, GD_M_QUEUE_SERVER);
	run_release(&r);
	return rc;
}

/* ---- queues ------------------------------------------------------------------ */

static enum gd_code
names(struct gd_arena *arena, struct gd_queue **queues, int *n,
    struct gd_err *err)
{
	static const char *const argv[] = { "lpstat", "-e", NULL };
	struct run r = RUN_INIT;
	enum gd_code rc = server(err);
	char *text, *line;
	size_t room = 1;

	*queues = NULL;
	*n = 0;
	if (rc == GD_OK)
		rc = ask(&r, argv, err);
	for (text = r.said.text; *text; text++)
		room += *text == '\n';
	*queues = gd_arena_alloc(arena, room, sizeof **queues);
	for (text = r.said.text; rc == GD_OK && (line = next_line(&text));)
		if (gd_queue_name_good(line))
			(*queues)[(*n)++] =
			    (struct gd_queue){ gd_arena_str(arena, line), true,
				    true, "" };
	run_release(&r);
	return rc;
}

/* Why stands in the line below, after a tab. */
static const char *
reason(struct gd_arena *arena, const char *rest)
{
	rest += strspn(rest, "\t ");
	return gd_arena_strn(arena, rest, strcspn(rest, "\n"));
}

/* A queue of the network that nobody used yet has no state: it is tried. */
static enum gd_code
look(struct gd_queue *q, struct gd_arena *arena, struct gd_err *err)
{
	const char *argv[] = { "lpstat", "-p", q->name, "-a", q->name, NULL };
	struct run r = RUN_INIT;
	enum gd_code rc = ask(&r, argv, err);
	char *text = r.said.text, *line;
	size_t len = strlen(q->name);

	while (rc == GD_OK && (line = next_line(&text))) {
		bool printer = begins(line, "printer ");
		const char *name = printer ? line + 8 : line;

		if (strncmp(name, q->name, len) != 0)
			continue;
		if (printer && begins(name + len, " disabled")) {
			q->enabled = false;
			q->why = reason(arena, text);
		}
		if (!printer && begins(name + len, " not accepting")) {
			q->accepts = false;
			if (q->enabled)
				q->why = reason(arena, text);
		}
	}
	run_release(&r);
	return rc;
}

enum gd_code
gd_queue_list(struct gd_arena *arena, struct gd_queue **queues, int *n,
    struct gd_err *err)
{
	enum gd_code rc = names(arena, queues, n, err);

	for (int i = 0; rc == GD_OK && i < *n; i++)
		rc = look(&(*queues)[i], arena, err);
	return rc;
}

enum gd_code
gd_queue_state(const char *name, struct gd_arena *arena, struct gd_queue *out,
    struct gd_err *err)
{
	struct gd_str known = GD_STR_INIT;
	struct gd_queue *all;
	enum gd_code rc;
	int n;

	*out = (struct gd_queue){ .why = "" };
	if (!gd_queue_name_good(name))
		return gd_fail(err, GD_USAGE, GD_M_QUEUE_NAME, GD_T(name));
	rc = names(arena, &all, &n, err);
	if (rc != GD_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		if (strcmp(all[i].name, name) == 0) {
			*out = all[i];
			gd_str_release(&known);
			return look(out, arena, err);
		}
		gd_str_addf(&known, "%s%s", i ? ", " : "", all[i].name);
	}
	rc = n ? gd_fail(err, GD_MISSING, GD_M_QUEUE_UNKNOWN, GD_T(name),
		     GD_T(known.text))
	       : gd_fail(err, GD_MISSING, GD_M_QUEUE_NONE);
	gd_str_release(&known);
	return rc;
}

enum gd_code
gd_queue_ready(const struct gd_queue *queue, struct gd_err *err)
{
	if (!queue->enabled)
		return gd_fail(err, GD_OUTSIDE, GD_M_QUEUE_OFF,
		    GD_T(queue->name), GD_T(queue->why));
	if (!queue->accepts)
		return gd_fail(err, GD_OUTSIDE, GD_M_QUEUE_CLOSED,
		    GD_T(queue->name), GD_T(queue->why));
	return GD_OK;
}

/* ---- handing over -------------------------------------------------------------- */

static const char *
ascii(struct gd_arena *arena, const char *title)
{
	char *out = gd_arena_strn(arena, title,
	    strlen(title) < TITLE_MAX ? strlen(title) : TITLE_MAX);

	for (char *s = out; *s; s++)
		if (*s < ' ' || *s > '~')
			*s = '-';
	return out;
}

/* What the server calls it, and how big the sheet in it is. */
static const char *
media_option(enum gd_media media)
{
	switch (media) {
	case GD_MEDIA_A5:
		return "media=A5";
	case GD_MEDIA_STRIP:
		return "media=Custom.241x140mm";
	case GD_MEDIA_A4:
	case GD_MEDIA_A5X2:
	case GD_MEDIA_COUNT:
		break;
	}
	return "media=A4";
}

/* Why it was not taken. */
static enum gd_code
not_taken(struct run *r, const char *queue, struct gd_err *err)
{
	const char *woe = run_woe(r, "lp");

	if (strstr(woe, "not responding") || strstr(woe, "add '/version") ||
	    strstr(woe, "nable to connect"))
		return gd_fail(err, GD_OUTSIDE, GD_M_QUEUE_SERVER);
	/* So it ends when it cannot write what it is sent into its spool. */
	if (strstr(woe, "Request Entity Too Large") ||
	    strstr(woe, "unable to queue from stdin"))
		return gd_fail(err, GD_OUTSIDE, GD_M_QUEUE_FULL, GD_T(woe));
	return gd_fail(err, GD_OUTSIDE, GD_M_QUEUE_FAILED, GD_T(queue),
	    GD_T(*woe ? woe : "?"));
}

/* "request id is HP-12 (0 file(s))" */
static const char *
job_of(const char *said, struct gd_arena *arena)
{
	static const char before[] = "request id is ";
	const char *at = strstr(said, before);

	if (!at)
		return NULL;
	at += sizeof before - 1;
	return gd_arena_strn(arena, at, strcspn(at, " \n"));
}

enum gd_code
gd_queue_hand(const struct gd_queue_papers *papers, struct gd_arena *arena,
    const char **job, struct gd_err *err)
{
	const char *argv[] = { "lp", "-d", papers->queue, "-t",
		ascii(arena, papers->title), "-o", media_option(papers->media),
		"-o", "print-scaling=none", NULL, NULL, NULL, NULL };
	struct run r = RUN_INIT;
	int n = 9;
	enum gd_code rc;

	*job = NULL;
	if (!gd_queue_name_good(papers->queue))
		return gd_fail(err, GD_USAGE, GD_M_QUEUE_NAME,
		    GD_T(papers->queue));
	if (papers->pages) {
		argv[n++] = "-P";
		argv[n++] = papers->pages;
	}
	argv[n] = "--";
	r.input = papers->pdf;
	if (lseek(papers->pdf, 0, SEEK_SET) != 0)
		return gd_fail(err, GD_OUTSIDE, GD_M_QUEUE_FAILED,
		    GD_T(papers->queue), GD_T(strerror(errno)));
	rc = ask(&r, argv, err);
	if (rc == GD_OK && run_exit(&r) == 0)
		*job = job_of(r.said.text, arena);
	if (rc == GD_OK && !*job)
		rc = not_taken(&r, papers->queue, err);
	run_release(&r);
	return rc;
}

/* ---- jobs ---------------------------------------------------------------------- */

/* "HP-12   lin   55296   Sat Nov 28 23:29:33 2026" */
static void
job_line(char *line, bool done, struct gd_arena *arena, struct gd_queue_job *j)
{
	char *rest = line;
	const char *words[3];

	for (int i = 0; i < 3; i++) {
		size_t len = strcspn(rest, " ");

		words[i] = gd_arena_strn(arena, rest, len);
		rest += len;
		rest += strspn(rest, " ");
	}
	*j = (struct gd_queue_job){ words[0], words[1],
		gd_arena_str(arena, rest), "", strtoll(words[2], NULL, 10),
		done };
}

enum gd_code
gd_queue_jobs(const char *queue, bool done, struct gd_arena *arena,
    struct gd_queue_job **jobs, int *n, struct gd_err *err)
{
	static const char alerts[] = "Alerts: ";
	const char *argv[] = { "lpstat", "-l", "-W",
		done ? "completed" : "not-completed", "-o", queue, NULL };
	struct run r = RUN_INIT;
	enum gd_code rc = ask(&r, argv, err);
	size_t room = 1;
	char *text, *line;

	*n = 0;
	for (text = r.said.text; *text; text++)
		room += *text == '\n';
	*jobs = gd_arena_alloc(arena, room, sizeof **jobs);
	for (text = r.said.text; rc == GD_OK && (line = next_line(&text));) {
		const char *word = line + strspn(line, "\t ");

		if (word == line)
			job_line(line, done, arena, &(*jobs)[(*n)++]);
		else if (*n && begins(word, alerts))
			(*jobs)[*n - 1].state =
			    gd_arena_str(arena, word + sizeof alerts - 1);
	}
	run_release(&r);
	return rc;
}

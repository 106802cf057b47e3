/* tests/paper/test_queue.c - what lp and lpstat are told, and what is made of
 * their answers; both are played by small stand-ins. With a real print server:
 * test_queue.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "paper/queue.h"

#include "base/banned.h"

struct place {
	struct gd_arena arena;
	struct gd_err err;
	char dir[4096];
};

static void
write_file(const char *path, mode_t mode, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

/* A program of this name, in the folder that alone is $PATH's first. */
static void
stand_in(struct place *p, const char *name, const char *script)
{
	struct gd_str text = GD_STR_INIT;

	gd_str_addf(&text, "#!/bin/sh\ncd '%s'\n%s\n", p->dir, script);
	write_file(gd_arena_printf(&p->arena, "%s/%s", p->dir, name), 0755,
	    text.text);
	gd_str_release(&text);
}

static const char lpstat[] = "case $1 in\n"
			     "-r) echo scheduler is running ;;\n"
			     "-e) echo HP; echo Needle ;;\n"
			     "-p) echo \"printer $2 is idle.  enabled since\"\n"
			     "echo \"$2 accepting requests since\" ;;\n"
			     "esac";

static int
setup(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	assert_non_null(p);
	snprintf(p->dir, sizeof p->dir, "%s/lp.XXXXXX",
	    getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	assert_non_null(mkdtemp(p->dir));
	setenv("PATH", gd_arena_printf(&p->arena, "%s:/usr/bin:/bin", p->dir),
	    1);
	setenv("SECRET", "do not tell", 1);
	stand_in(p, "lpstat", lpstat);
	*state = p;
	return 0;
}

static int
teardown(void **state)
{
	struct place *p = *state;

	gd_arena_release(&p->arena);
	free(p);
	return 0;
}

static const char *
content(struct place *p, const char *name)
{
	char text[4096];
	int fd =
	    open(gd_arena_printf(&p->arena, "%s/%s", p->dir, name), O_RDONLY);
	ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text);

	if (fd >= 0)
		close(fd);
	return gd_arena_strn(&p->arena, text, n > 0 ? (size_t)n : 0);
}

static enum gd_code
hand(struct place *p, const char *title, enum gd_media media, const char *pages,
    const char **job)
{
	const char *path = gd_arena_printf(&p->arena, "%s/in.pdf", p->dir);
	struct gd_queue_papers papers = { .queue = "HP",
		.title = title,
		.media = media,
		.pages = pages };
	enum gd_code rc;

	write_file(path, 0600, "%PDF-1.7 pages");
	papers.pdf = open(path, O_RDONLY);
	p->err = (struct gd_err)GD_ERR_INIT;
	rc = gd_queue_hand(&papers, &p->arena, job, &p->err);
	close(papers.pdf);
	return rc;
}

#define RECORD                                                      \
	"for a; do echo \"<$a>\"; done >args; cat >got; env >env\n" \
	"echo 'request id is HP-12 (0 file(s))'"

static void
a_title_is_one_ascii_argument_whatever_is_in_it(void **state)
{
	struct place *p = *state;
	const char *job;

	stand_in(p, "lp", RECORD);
	assert_int_equal(
	    hand(p, "; rm -rf $(x) `y` 合同 -d", GD_MEDIA_A4, NULL, &job),
	    GD_OK);
	assert_string_equal(job, "HP-12");
	assert_string_equal(content(p, "args"),
	    "<-d>\n<HP>\n<-t>\n<; rm -rf $(x) `y` ------ -d>\n"
	    "<-o>\n<media=A4>\n<-o>\n<print-scaling=none>\n<-->\n");
	assert_string_equal(content(p, "got"), "%PDF-1.7 pages");
}

static void
media_and_chosen_pages_are_told(void **state)
{
	struct place *p = *state;
	const char *job;

	stand_in(p, "lp", RECORD);
	assert_int_equal(hand(p, "x", GD_MEDIA_STRIP, "2-3", &job), GD_OK);
	assert_string_equal(content(p, "args"),
	    "<-d>\n<HP>\n<-t>\n<x>\n<-o>\n<media=Custom.241x140mm>\n"
	    "<-o>\n<print-scaling=none>\n<-P>\n<2-3>\n<-->\n");
	assert_int_equal(hand(p, "x", GD_MEDIA_A5, NULL, &job), GD_OK);
	assert_non_null(strstr(content(p, "args"), "<media=A5>"));
	assert_int_equal(hand(p, "x", GD_MEDIA_A5X2, NULL, &job), GD_OK);
	assert_non_null(strstr(content(p, "args"), "<media=A4>"));
}

static void
the_environment_holds_the_path_and_the_server_alone(void **state)
{
	struct place *p = *state;
	const char *job, *env;

	setenv("CUPS_SERVER", "/run/other", 1);
	stand_in(p, "lp", RECORD);
	assert_int_equal(hand(p, "x", GD_MEDIA_A4, NULL, &job), GD_OK);
	env = content(p, "env");
	assert_non_null(strstr(env, "CUPS_SERVER=/run/other\n"));
	assert_non_null(strstr(env, "LC_ALL=C\n"));
	assert_null(strstr(env, "SECRET"));
	assert_null(strstr(env, "HOME="));
	unsetenv("CUPS_SERVER");
}

static void
what_lp_complains_of_is_said_in_words(void **state)
{
	static const struct {
		const char *woe;
		enum gd_msg msg;
	} woes[] = {
		{ "lp: Error - scheduler not responding.", GD_M_QUEUE_SERVER },
		{ "lp: Error - unable to queue from stdin - Broken pipe.",
		    GD_M_QUEUE_FULL },
		{ "lp: Request Entity Too Large", GD_M_QUEUE_FULL },
		{ "lp: Destination \"HP\" is not accepting jobs.",
		    GD_M_QUEUE_FAILED },
		{ "", GD_M_QUEUE_FAILED },
	};
	struct place *p = *state;
	const char *job;

	for (size_t i = 0; i < sizeof woes / sizeof *woes; i++) {
		stand_in(p, "lp",
		    gd_arena_printf(&p->arena, "echo '%s' >&2; exit 1",
			woes[i].woe));
		assert_int_equal(hand(p, "x", GD_MEDIA_A4, NULL, &job),
		    GD_OUTSIDE);
		assert_string_equal(gd_msg_english(p->err.msg),
		    gd_msg_english(woes[i].msg));
		assert_null(job);
	}
	/* no job named, nothing believed */
	stand_in(p, "lp", "cat >/dev/null; exit 0");
	assert_int_equal(hand(p, "x", GD_MEDIA_A4, NULL, &job), GD_OUTSIDE);
	assert_null(job);
}

static enum gd_code
state_of(struct place *p, const char *name, struct gd_queue *q)
{
	p->err = (struct gd_err)GD_ERR_INIT;
	return gd_queue_state(name, &p->arena, q, &p->err);
}

static void
a_queue_says_whether_it_is_stopped_or_closed_and_why(void **state)
{
	struct place *p = *state;
	struct gd_queue q;

	assert_int_equal(state_of(p, "HP", &q), GD_OK);
	assert_true(q.enabled && q.accepts);
	assert_int_equal(gd_queue_ready(&q, &p->err), GD_OK);
	stand_in(p, "lpstat",
	    "case $1 in -r) echo scheduler is running ;; -e) echo HP ;;\n"
	    "-p) echo 'printer HP disabled since Sat Nov 28 -'\n"
	    "printf '\\tout of paper\\n'\n"
	    "echo 'HP not accepting requests since Sat Nov 28 -'\n"
	    "printf '\\tmoved\\n' ;; esac");
	assert_int_equal(state_of(p, "HP", &q), GD_OK);
	assert_false(q.enabled);
	assert_false(q.accepts);
	assert_string_equal(q.why, "out of paper");
	assert_int_equal(gd_queue_ready(&q, &p->err), GD_OUTSIDE);
	assert_string_equal(gd_msg_english(p->err.msg),
	    gd_msg_english(GD_M_QUEUE_OFF));
}

static void
a_queue_that_is_not_there_and_a_server_that_is_off_are_told_apart(void **state)
{
	struct place *p = *state;
	struct gd_queue q;

	assert_int_equal(state_of(p, "hp", &q), GD_MISSING);
	assert_string_equal(p->err.arg[1].text, "HP, Needle");
	assert_int_equal(state_of(p, "HP;x", &q), GD_USAGE);
	stand_in(p, "lpstat", "echo scheduler is not running");
	assert_int_equal(state_of(p, "HP", &q), GD_OUTSIDE);
	assert_string_equal(gd_msg_english(p->err.msg),
	    gd_msg_english(GD_M_QUEUE_SERVER));
	setenv("PATH", "/nowhere", 1);
	assert_int_equal(state_of(p, "HP", &q), GD_OUTSIDE);
	assert_string_equal(gd_msg_english(p->err.msg),
	    gd_msg_english(GD_M_QUEUE_NO_LP));
}

static void
jobs_are_read_with_their_state(void **state)
{
	struct place *p = *state;
	struct gd_queue_job *jobs;
	int n;

	stand_in(p, "lpstat",
	    "[ \"$3\" = not-completed ] || exit 0\n"
	    "echo 'HP-12        lin       55296   Sat Nov 28 23:29:33 2026'\n"
	    "printf '\\tStatus: \\n\\tAlerts: job-printing\\n'\n"
	    "echo 'HP-13        wang      7   Sat Nov 28 23:30:00 2026'");
	assert_int_equal(
	    gd_queue_jobs("HP", false, &p->arena, &jobs, &n, &p->err), GD_OK);
	assert_int_equal(n, 2);
	assert_string_equal(jobs[0].id, "HP-12");
	assert_string_equal(jobs[0].owner, "lin");
	assert_int_equal(jobs[0].bytes, 55296);
	assert_string_equal(jobs[0].when, "Sat Nov 28 23:29:33 2026");
	assert_string_equal(jobs[0].state, "job-printing");
	assert_string_equal(jobs[1].state, "");
	assert_int_equal(
	    gd_queue_jobs("HP", true, &p->arena, &jobs, &n, &p->err), GD_OK);
	assert_int_equal(n, 0);
}

int
main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		CASE(a_title_is_one_ascii_argument_whatever_is_in_it),
		CASE(media_and_chosen_pages_are_told),
		CASE(the_environment_holds_the_path_and_the_server_alone),
		CASE(what_lp_complains_of_is_said_in_words),
		CASE(a_queue_says_whether_it_is_stopped_or_closed_and_why),
		CASE(
		    a_queue_that_is_not_there_and_a_server_that_is_off_are_told_apart),
		CASE(jobs_are_read_with_their_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

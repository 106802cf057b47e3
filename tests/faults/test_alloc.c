/* tests/faults/test_alloc.c - memory runs out at any allocation, once and from
 * then on: ours, SQLite's, jansson's, libyaml's, as malloc itself is replaced
 * here.  It is said in words, or absorbed; the book stays whole and nothing
 * acknowledged is lost. */
#include "scene.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- malloc, for the program and every library ---------------------------- */

static struct {
	long count, at;
	bool on, forever;
} heap;

#ifndef __SANITIZE_ADDRESS__
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t n);

static bool
out_of_memory(void)
{
	if (!heap.on)
		return false;
	heap.count++;
	if (heap.at &&
	    (heap.count == heap.at || (heap.forever && heap.count > heap.at))) {
		errno = ENOMEM;
		return true;
	}
	return false;
}

void *
malloc(size_t n)
{
	return out_of_memory() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return out_of_memory() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *old, size_t n)
{
	return out_of_memory() ? NULL : __libc_realloc(old, n);
}
#endif

/* ---- one point: in a child, so that nothing leaks from one to the next ---- */

struct ended {
	int code; /* the answer, 1000 + signal when killed */
	long count;
	char said[400];
};

static void
in_child(struct scene *s, scene_work *work, long at, bool forever, int out)
{
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc;
	long count;
	bool did;

	if (dup2(out, STDERR_FILENO) < 0)
		_exit(99);
	heap.count = 0;
	heap.at = at;
	heap.forever = forever;
	heap.on = true;
	rc = work(s, &did, &err);
	heap.on = false;
	count = heap.count;
	if (rc != GD_OK)
		scene_words(&err, "memory");
	(void)!write(out, &count, sizeof count);
	_exit((int)rc);
}

static void
run(struct scene *s, scene_work *work, long at, bool forever, struct ended *out)
{
	char path[120];
	unsigned char *text;
	int fd, status;
	size_t n;
	pid_t pid;

	*out = (struct ended){ 0 };
	snprintf(path, sizeof path, "%s/said", s->o.dir);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		in_child(s, work, at, forever, fd);
	close(fd);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	out->code =
	    WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
	text = file_read(path, &n);
	if (out->code == 0 && n >= sizeof out->count)
		memcpy(&out->count, text + n - sizeof out->count,
		    sizeof out->count);
	if (n >= sizeof out->said)
		n = sizeof out->said - 1;
	memcpy(out->said, text, n);
	free(text);
	unlink(path);
}

static struct {
	long points, said, absorbed;
} sum;

struct states { /* of the book: without the work and with it */
	struct snap before, after;
	int64_t seq_before, seq_after;
};

static void
judge(struct scene *s, const struct ended *r, const char *when,
    const struct states *st)
{
	int64_t before = st->seq_before, after = st->seq_after;
	int64_t n = snap_same(s->o.book, &st->before)
			? before /* byte for byte what was verified */
			: scene_verify(s->o.book, when);

	sum.points++;
	if (r->code == 0) {
		sum.absorbed++;
		if (n != after)
			fail_msg("%s: acknowledged and lost", when);
		return;
	}
	sum.said++;
	if (r->code != GD_OUTSIDE || !strstr(r->said, "out of memory"))
		fail_msg("%s: code %d: %s", when, r->code, r->said);
	if (n != before && n != after)
		fail_msg("%s: %lld commands", when, (long long)n);
}

/* about: how many points of each kind a plain run tries. */
static void
starve(struct scene *s, scene_work *work, const char *name, unsigned about)
{
	struct states st = { 0 };
	struct ended plain, r;
	unsigned one_of;
	char when[120];

	st.seq_before = scene_verify(s->o.book, "before");
	snap_take(s->o.book, &st.before);
	scene_put(s, &st.before);
	run(s, work, 0, false, &plain);
	if (plain.code != 0)
		fail_msg("%s: %d %s", name, plain.code, plain.said);
	st.seq_after = scene_verify(s->o.book, "after");
	snap_take(s->o.book, &st.after);
	one_of = (unsigned)(plain.count / about) + 1;
	if (getenv("GENDAN_SOAK")) /* acts are many and alike */
		one_of = about < 20 ? 20 : 1;
	for (long at = 1; at <= plain.count; at++)
		for (int forever = 0; forever < 2; forever++) {
			uint64_t seed = (uint64_t)(at * 2 + forever);

			if (scene_luck(&seed) % one_of != 0)
				continue;
			scene_put(s, &st.before);
			run(s, work, at, forever, &r);
			snprintf(when, sizeof when, "%s, allocation %ld, %s",
			    name, at, forever ? "for ever" : "once");
			judge(s, &r, when, &st);
		}
	print_message("# %s: %ld allocations, %ld points tried, %ld said in "
		      "words, %ld absorbed, 0 lost, 0 damaged\n",
	    name, plain.count, sum.points, sum.said, sum.absorbed);
	memset(&sum, 0, sizeof sum);
	scene_put(s, &st.after);
	snap_release(&st.before);
	snap_release(&st.after);
}

static enum gd_code
work_verify(struct scene *s, bool *did, struct gd_err *err)
{
	struct gd_store *store;
	enum gd_code rc =
	    gd_store_open(s->o.book, GD_PROFILE_VERIFY, &store, err);

	*did = true;
	if (rc == GD_OK)
		rc = gd_store_verify(store, NULL, NULL, NULL, err);
	gd_store_close(store);
	return rc;
}

static void
every_allocation_may_fail_and_the_book_stays_whole(void **state)
{
	struct scene s;

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	skip(); /* has its own malloc */
#endif
	scene_open(&s);
	starve(&s, work_note, "note", 60);
	starve(&s, work_attach, "attach", 30);
	starve(&s, work_idle, "checkpoint", 30);
	starve(&s, work_rebuild, "rebuild", 40);
	starve(&s, work_backup, "backup", 30);
	starve(&s, work_verify, "verify", 30);
	for (int i = 0; i < 30; i++)
		if (i % 3 == 0)
			starve(&s, work_drive, "act", 12);
		else
			expect(work_drive(&s, &(bool){ false },
				   &(struct gd_err)GD_ERR_INIT),
			    GD_OK, NULL);
	scene_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_allocation_may_fail_and_the_book_stays_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tests/faults/test_power.c - the power goes at every write of a whole order.
 *
 * What the disk may then hold is made from what was written and what was
 * synced, in five ways; each must be a sound book with every acknowledged
 * command and at most one more.
 */
#include "scene.h"

#include <stdio.h>
#include <stdlib.h>

#include "shim.h"

/* ---- a disk: what is durable, and what was written since ------------------ */

struct bytes {
	unsigned char *at;
	size_t n, room;
};
struct disk {
	struct bytes durable[2]; /* the book, its WAL */
	const struct shim_op *pending[2][4096];
	size_t npending[2];
};

static void
grow(struct bytes *b, size_t n)
{
	if (n > b->room) {
		b->room = n * 2;
		b->at = realloc(b->at, b->room);
		assert_non_null(b->at);
	}
	if (n > b->n)
		memset(b->at + b->n, 0, n - b->n);
	if (n > b->n)
		b->n = n;
}

static void
put(struct bytes *b, int64_t offset, const void *bytes, size_t n)
{
	grow(b, (size_t)offset + n);
	memcpy(b->at + offset, bytes, n);
}

static void
apply(struct bytes *b, const struct shim_op *op)
{
	if (op->kind == SHIM_WRITE)
		put(b, op->offset, op->bytes, op->n);
	else if (op->kind == SHIM_TRUNCATE && (size_t)op->offset < b->n)
		b->n = (size_t)op->offset;
}

static void
disk_do(struct disk *d, const struct shim_op *op)
{
	int f = op->wal;

	if (op->kind == SHIM_SYNC) {
		for (size_t i = 0; i < d->npending[f]; i++)
			apply(&d->durable[f], d->pending[f][i]);
		d->npending[f] = 0;
		return;
	}
	assert_true(d->npending[f] < 4096);
	d->pending[f][d->npending[f]++] = op;
}

/* ---- what may be on it when the power comes back -------------------------- */

enum damage { DROP, REORDER, TEAR, GARBAGE, ZERO, DAMAGES };
static const char *const names[] = { "unsynced lost", "some of it, out of turn",
	"torn in half", "garbage at the end", "zeros" };

static void
scramble(struct bytes *b, const struct shim_op *op, enum damage how,
    uint64_t *seed)
{
	static unsigned char rubbish[1 << 16];
	size_t half = op->n / 2;

	if (op->kind != SHIM_WRITE || op->n > sizeof rubbish)
		return;
	for (size_t i = 0; i < op->n; i++)
		rubbish[i] =
		    how == GARBAGE ? (unsigned char)scene_luck(seed) : 0;
	if (how != ZERO)
		put(b, op->offset, op->bytes, half);
	if (how == GARBAGE)
		put(b, op->offset + (int64_t)half, rubbish, op->n - half);
	if (how == ZERO)
		put(b, op->offset, rubbish, op->n);
}

static void
survive(const struct disk *d, int f, enum damage how, uint64_t *seed,
    struct bytes *out)
{
	size_t n = d->npending[f];
	size_t kept = n ? scene_luck(seed) % (n + 1) : 0;

	out->n = 0;
	put(out, 0, d->durable[f].at, d->durable[f].n);
	if (how == DROP)
		return;
	if (how == REORDER) {
		/* any of them, and what is written later may land first */
		for (size_t i = 0; i < n; i++)
			if (scene_luck(seed) % 2)
				apply(out, d->pending[f][(i * 7 + kept) % n]);
		return;
	}
	for (size_t i = 0; i < kept; i++)
		apply(out, d->pending[f][i]);
	if (kept < n)
		scramble(out, d->pending[f][kept], how, seed);
	/* a file may have grown before what stands in it arrived */
	for (size_t i = kept + 1; how == ZERO && i < n; i++)
		if (scene_luck(seed) % 3 == 0)
			scramble(out, d->pending[f][i], how, seed);
}

/* ---- the order ------------------------------------------------------------ */

static struct {
	size_t at; /* operations when it was acknowledged */
	int64_t seq;
} acked[512];
static size_t nacked;

static void
acknowledged(struct scene *s)
{
	assert_true(nacked < 512);
	(void)shim_log(&acked[nacked].at);
	acked[nacked].seq = scene_head(s->o.app);
	nacked++;
}

/* Everything an order can meet, on one connection that stays open. */
static void
whole_order(struct scene *s)
{
	const struct gd_command hold = { .verb = GD_DO_HOLD,
		.reason = "customer asks to wait" };
	const struct gd_command resume = { .verb = GD_DO_RESUME };
	struct drive d = { .values = values, .password = OFFICE_PASSWORD };
	struct gd_err err = GD_ERR_INIT;
	bool did = true;

	s->o.app = d.app = office_again(&s->o);
	nacked = 0;
	acknowledged(s);
	for (int n = 1; did; n++) {
		expect(app_drive(&d, s->number, true, &did, &err), GD_OK, &err);
		acknowledged(s);
		if (n == 10) {
			expect(gd_app_attach(d.app, s->number, s->scan, NULL,
				   NULL, NULL, &err),
			    GD_OK, &err);
			acknowledged(s);
		}
		if (n == 20) {
			act(&s->o, "chenli", s->number, GD_OK, &hold);
			acknowledged(s);
			act(&s->o, "chenli", s->number, GD_OK, &resume);
			acknowledged(s);
		}
		if (n % 9 == 0)
			gd_store_idle(gd_app_store(d.app)); /* checkpoint */
	}
	gd_app_close(s->o.app);
	s->o.app = NULL;
}

static int64_t
acked_at(size_t op)
{
	int64_t seq = 0;

	for (size_t i = 0; i < nacked && acked[i].at <= op; i++)
		seq = acked[i].seq;
	return seq;
}

static void
check_image(struct scene *s, const struct disk *d, size_t op, enum damage how,
    uint64_t seed)
{
	static struct bytes book, wal;
	struct snap image;
	int64_t least = acked_at(op), n;
	char when[120];

	survive(d, 0, how, &seed, &book);
	survive(d, 1, how, &seed, &wal);
	image = (struct snap){ book.at, wal.at, book.n, wal.n, true };
	scene_put(s, &image);
	snprintf(when, sizeof when, "power cut before write %zu, %s", op,
	    names[how]);
	n = scene_verify(s->o.book, when);
	if (n < least || n > least + 1)
		fail_msg("%s: %lld commands, acknowledged %lld", when,
		    (long long)n, (long long)least);
}

/* GENDAN_LYING_DISK=1: syncs do nothing; the test must then fail. */
static void
after_a_power_cut_at_any_write_nothing_acknowledged_is_missing(void **state)
{
	unsigned seeds = getenv("GENDAN_SOAK") ? 12 : 1;
	bool lying = getenv("GENDAN_LYING_DISK") != NULL;
	static struct disk disk;
	struct snap before = { 0 };
	const struct shim_op *ops;
	int64_t images = 0, writes = 0;
	struct scene s;
	size_t n;

	(void)state;
	scene_open(&s);
	snap_take(s.o.book, &before);
	shim_record(s.o.book);
	whole_order(&s);
	ops = shim_log(&n);
	put(&disk.durable[0], 0, before.book, before.nbook);
	put(&disk.durable[1], 0, before.wal, before.nwal);
	for (size_t i = 0; i <= n; i++) {
		writes += i < n && ops[i].kind == SHIM_WRITE;
		for (unsigned k = 0; k < DAMAGES * seeds; k++) {
			if (!scene_share(i * 100 + k, 10))
				continue;
			check_image(&s, &disk, i, (enum damage)(k % DAMAGES),
			    i * 1000 + k);
			images++;
		}
		if (i < n && !(lying && ops[i].kind == SHIM_SYNC))
			disk_do(&disk, &ops[i]);
	}
	print_message("# power cuts: %zu operations (%lld writes) of %zu acts, "
		      "%lld images, 0 lost, 0 damaged\n",
	    n, (long long)writes, nacked, (long long)images);
	shim_forget();
	scene_put(&s, &before);
	snap_release(&before);
	scene_close(&s);
}

static int
install(void **state)
{
	(void)state;
	shim_install();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    after_a_power_cut_at_any_write_nothing_acknowledged_is_missing),
	};

	return cmocka_run_group_tests(tests, install, NULL);
}

/* tests/store/test_safety.c - sealed backups: the whole way round, every byte
 * of them flipped, cut anywhere; keys as people type them; the folder that
 * looks after itself; backups while others write.
 *
 * GENDAN_SOAK=1: each bit of the file, 200 backups.
 */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/store/safety_priv.h"
#include "base/day.h"
#include "store/book.h"

static const struct gd_key key = { "the key of all these sealed ones" };
static const struct gd_key other = { "the key of another office, no my" };

static void
put_file(const char *path, const void *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
}

static uint8_t *
get_file(const char *path, size_t *n)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	uint8_t *bytes;

	assert_true(fd >= 0);
	assert_int_equal(fstat(fd, &st), 0);
	*n = (size_t)st.st_size;
	bytes = gd_alloc(*n + 1, 1);
	assert_int_equal(read(fd, bytes, *n), *n);
	close(fd);
	return bytes;
}

static bool
there(const char *name)
{
	struct stat st;

	return lstat(book_file(name), &st) == 0;
}

/* How many names the folder of the test holds. */
static int
names(void)
{
	DIR *d = opendir(book_dir());
	int n = 0;

	assert_non_null(d);
	while (readdir(d))
		n++;
	closedir(d);
	return n;
}

/* A book with an order and an attached file. */
static void
small_book(void)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	struct gd_file_kept kept;
	char id[GD_ID_TEXT];
	struct deed d;

	book_order(s, "EX-1", "", 1, 0, id);
	put_file(book_file("scan.txt"), "what was signed", 15);
	assert_int_equal(
	    gd_store_file_put(s, book_file("scan.txt"), &kept, &err), GD_OK);
	unlink(book_file("scan.txt"));
	deed_begin(&d);
	deed_put(&d, GD_TAB_FILE,
	    &(struct gd_file){ .no = 1,
		.name = "scan.txt",
		.digest = kept.digest,
		.size = kept.size,
		.by = "wang",
		.note = "" },
	    ALL_CELLS);
	assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
	deed_end(&d);
	gd_store_close(s);
}

static void
seal(const char *name)
{
	struct gd_verify_report report;
	struct gd_err err = GD_ERR_INIT;

	if (gd_store_seal(book_file("book.db"), book_file(name), false, &key,
		&report, &err) != GD_OK)
		fail_msg("%s (%s)", gd_msg_english(err.msg), err.arg[0].text);
}

static enum gd_code
unseal(const char *from, const struct gd_key *k, const char *to,
    struct gd_err *err)
{
	struct gd_verify_report report;

	return gd_store_unseal(book_file(from), k, book_file(to), &report, err);
}

/* ---- keys ------------------------------------------------------------------- */

static void
a_recovery_key_can_be_typed_back(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	char text[GD_KEY_TEXT], sloppy[200];
	struct gd_key back;
	size_t n = 0;

	(void)state;
	gd_key_text(&key, text);
	assert_int_equal(strlen(text), GD_KEY_GROUPS * 9 + 7);
	assert_int_equal(gd_key_read(text, &back, &err), GD_OK);
	assert_memory_equal(&back, &key, sizeof key);
	for (const char *p = text; *p; p++) /* as people write */
		if (*p == '0')
			sloppy[n++] = 'o';
		else if (*p == '1')
			sloppy[n++] = 'l';
		else if (*p != '-' && *p != ' ')
			sloppy[n++] = *p >= 'A' && *p <= 'Z'
					  ? (char)(*p - 'A' + 'a')
					  : *p;
	sloppy[n] = '\0';
	assert_int_equal(gd_key_read(sloppy, &back, &err), GD_OK);
	assert_memory_equal(&back, &key, sizeof key);
}

/* Nearly each wrong character is named by its group; none gives this key. */
static void
a_mistyped_key_is_named_by_its_group(void **state)
{
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	struct gd_err err = GD_ERR_INIT;
	char text[GD_KEY_TEXT];
	int named = 0, tried = 0;

	(void)state;
	gd_key_text(&key, text);
	for (size_t at = 0; text[at]; at++) {
		char was = text[at];

		if (was == ' ' || was == '-')
			continue;
		for (const char *c = letters; *c; c++) {
			struct gd_key back;

			if (*c == was)
				continue;
			text[at] = *c;
			tried++;
			if (gd_key_read(text, &back, &err) == GD_OK) {
				assert_memory_not_equal(&back, &key,
				    sizeof key);
				continue;
			}
			assert_int_equal(err.msg, GD_M_KEY_GROUP);
			assert_int_equal(err.arg[0].number, at / 10 + 1);
			named++;
		}
		text[at] = was;
	}
	print_message("# %d of %d slips named\n", named, tried);
	assert_true(named * 100 > tried * 98);
	text[strlen(text) - 1] = '\0';
	assert_int_equal(gd_key_read(text, &(struct gd_key){ 0 }, &err),
	    GD_USAGE);
	assert_int_equal(err.msg, GD_M_KEY_SHAPE);
}

static void
a_key_file_is_made_once_for_its_owner_alone(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_key made, back;
	struct stat st;

	(void)state;
	assert_int_equal(gd_key_load(book_file("k"), &back, &err), GD_MISSING);
	assert_int_equal(gd_key_make(book_file("k"), &made, &err), GD_OK);
	assert_int_equal(stat(book_file("k"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(gd_key_load(book_file("k"), &back, &err), GD_OK);
	assert_memory_equal(&back, &made, sizeof made);
	assert_int_equal(gd_key_make(book_file("k"), &made, &err), GD_REFUSED);
}

/* ---- the way round ----------------------------------------------------------- */

static void
a_sealed_backup_comes_back_with_its_files(void **state)
{
	struct gd_verify_report a = { 0 }, b = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *s;
	struct stat st;
	size_t n;
	uint8_t *bytes;

	(void)state;
	small_book();
	assert_int_equal(gd_store_seal(book_file("book.db"), book_file("s"),
			     false, &key, &a, &err),
	    GD_OK);
	assert_int_equal(stat(book_file("s"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	bytes = get_file(book_file("s"), &n);
	assert_null(memmem(bytes, n, "SQLite", 6));
	assert_null(memmem(bytes, n, "EX-1", 4));
	free(bytes);
	assert_int_equal(gd_store_unseal(book_file("s"), &key,
			     book_file("new.db"), &b, &err),
	    GD_OK);
	assert_string_equal(a.head, b.head);
	assert_int_equal(a.seq, 2);
	s = book_open("new.db", GD_PROFILE_WORK);
	assert_int_equal(gd_store_verify(s, NULL, NULL, &b, &err), GD_OK);
	gd_store_close(s);
	/* over nothing that is there, the book or its files */
	assert_int_equal(unseal("s", &key, "new.db", &err), GD_REFUSED);
	assert_int_equal(err.msg, GD_M_FILE_EXISTS);
	gd_store_unlink(book_file("new.db"));
	assert_int_equal(unseal("s", &key, "new.db", &err), GD_REFUSED);
	assert_false(there("new.db"));
	assert_int_equal(gd_store_seal(book_file("book.db"), book_file("s"),
			     false, &key, &a, &err),
	    GD_REFUSED);
}

static void
another_key_opens_nothing_and_leaves_nothing(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	int before;

	(void)state;
	small_book();
	seal("s");
	before = names();
	assert_int_equal(unseal("s", &other, "new.db", &err), GD_REFUSED);
	assert_int_equal(err.msg, GD_M_SEAL_KEY);
	assert_int_equal(names(), before);
}

static void
a_sealed_backup_cut_anywhere_is_refused(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	int before;
	size_t n;
	uint8_t *bytes;

	(void)state;
	small_book();
	seal("s");
	bytes = get_file(book_file("s"), &n);
	put_file(book_file("c"), bytes, 1);
	before = names();
	for (size_t cut = 0; cut < n; cut += 1 + cut / 20) {
		put_file(book_file("c"), bytes, cut);
		assert_int_equal(unseal("c", &key, "new.db", &err), GD_DAMAGED);
		assert_int_equal(err.msg, GD_M_SEAL_CUT);
		assert_int_equal(names(), before);
	}
	for (size_t cut = 1; cut < 200; cut++) { /* the end, frame by frame */
		put_file(book_file("c"), bytes, n - cut);
		assert_int_equal(unseal("c", &key, "new.db", &err), GD_DAMAGED);
	}
	bytes[n] = 'x'; /* and one byte more */
	put_file(book_file("c"), bytes, n + 1);
	assert_int_equal(unseal("c", &key, "new.db", &err), GD_DAMAGED);
	assert_int_equal(err.msg, GD_M_SEAL_BAD);
	assert_int_equal(names(), before);
	free(bytes);
}

static void
every_flipped_byte_of_a_sealed_backup_is_noticed(void **state)
{
	uint64_t all = 0, missed = 0, step = getenv("GENDAN_SOAK") ? 1 : 997;
	struct gd_err err = GD_ERR_INIT;
	int before, fd;
	int64_t files;
	size_t n;
	uint8_t *bytes;

	(void)state;
	small_book();
	seal("s");
	bytes = get_file(book_file("s"), &n);
	before = names();
	fd = open(book_file("s"), O_WRONLY | O_CLOEXEC);
	for (size_t at = 0; at < n; at += at < 60 || at + 60 > n ? 1 : step) {
		uint8_t flipped = (uint8_t)(bytes[at] ^ (1u << (at % 8)));

		all++;
		assert_int_equal(pwrite(fd, &flipped, 1, (off_t)at), 1);
		missed += gd_seal_read(book_file("s"), &key, NULL, &files,
			      &err) == GD_OK;
		if (all % 64 == 0) /* the whole way, now and then */
			missed += unseal("s", &key, "new.db", &err) == GD_OK;
		assert_int_equal(pwrite(fd, bytes + at, 1, (off_t)at), 1);
	}
	close(fd);
	free(bytes);
	print_message("# %llu bytes flipped of %zu, missed %llu\n",
	    (unsigned long long)all, n, (unsigned long long)missed);
	assert_int_equal(missed, 0);
	assert_int_equal(names(), before);
	assert_int_equal(unseal("s", &key, "new.db", &err), GD_OK);
}

static void
a_backup_without_its_attached_file_is_not_made(void **state)
{
	struct gd_verify_report report;
	struct gd_err err = GD_ERR_INIT;
	int before;

	(void)state;
	small_book();
	gd_folder_remove(book_file("book.db.files"));
	before = names();
	assert_int_equal(gd_store_seal(book_file("book.db"), book_file("s"),
			     false, &key, &report, &err),
	    GD_DAMAGED);
	assert_int_equal(err.msg, GD_M_FILE_LOST);
	assert_int_equal(names(), before);
}

/* ---- the folder -------------------------------------------------------------- */

static enum gd_code
rotate(int32_t day, struct gd_rotation *r, struct gd_err *err)
{
	struct gd_verify_report report;

	return gd_store_rotate(book_file("book.db"), book_file("b"), day, &key,
	    r, &report, err);
}

static void
day_file(int32_t day, char out[80])
{
	char date[GD_DAY_TEXT];

	snprintf(out, 80, "b/book-%s.backup", gd_day_text(day, date));
}

static bool
kept(int y, int m, int d)
{
	char name[80];

	day_file(gd_day_of(y, m, d), name);
	return there(name);
}

static void
a_folder_keeps_seven_days_four_weeks_twelve_months(void **state)
{
	int32_t last = gd_day_of(2026, 11, 28);
	struct gd_err err = GD_ERR_INIT;
	struct gd_rotation r;
	char name[80];

	(void)state;
	small_book();
	mkdir(book_file("b"), 0700);
	put_file(book_file("b/book-notes.backup"), "mine", 4);
	put_file(book_file("b/other-2020-01-01.backup"), "theirs", 6);
	for (int32_t day = last - 800; day < last; day++) {
		day_file(day, name);
		put_file(book_file(name), "x", 1);
	}
	assert_int_equal(rotate(last, &r, &err), GD_OK);
	assert_int_equal(r.missing, 0);
	/* a Saturday: 22..28; weeks end on Sundays 22, 15, 8; months */
	for (int d = 22; d <= 28; d++)
		assert_true(kept(2026, 11, d));
	assert_true(kept(2026, 11, 15) && kept(2026, 11, 8));
	assert_false(kept(2026, 11, 21) || kept(2026, 11, 1));
	assert_true(kept(2026, 10, 31) && kept(2026, 2, 28));
	assert_true(kept(2025, 12, 31));
	assert_false(kept(2025, 11, 30) || kept(2026, 10, 30));
	assert_int_equal(r.kept, 7 + 2 + 11);
	assert_int_equal(r.kept + r.gone, 801);
	assert_true(there("b/book-notes.backup"));
	assert_true(there("b/other-2020-01-01.backup"));
	/* once more on the same day: the newer takes its place */
	assert_int_equal(rotate(last, &r, &err), GD_OK);
	assert_int_equal(r.gone, 0);
	day_file(last, name);
	assert_int_equal(unseal(name, &key, "new.db", &err), GD_OK);
}

static void
days_without_a_backup_are_counted(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_rotation r;
	char name[80];

	(void)state;
	small_book();
	assert_int_equal(rotate(100, &r, &err), GD_MISSING);
	assert_int_equal(err.msg, GD_M_ROTATE_FOLDER);
	mkdir(book_file("b"), 0700);
	assert_int_equal(rotate(100, &r, &err), GD_OK);
	assert_int_equal(r.missing, 0);
	assert_int_equal(rotate(101, &r, &err), GD_OK);
	assert_int_equal(r.missing, 0);
	assert_int_equal(rotate(105, &r, &err), GD_OK);
	assert_int_equal(r.last, 101);
	assert_int_equal(r.missing, 3);
	/* of a clock that went back too the new one stays */
	for (int32_t day = 200; day < 400; day++) {
		day_file(day, name);
		put_file(book_file(name), "x", 1);
	}
	assert_int_equal(rotate(99, &r, &err), GD_OK);
	day_file(99, name);
	assert_true(there(name));
	assert_true(r.gone > 100);
}

static void
a_backup_that_fails_takes_no_old_one_away(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_rotation r;
	char name[80];
	int before;

	(void)state;
	small_book();
	mkdir(book_file("b"), 0700);
	for (int32_t day = 1000; day < 1030; day++) {
		day_file(day, name);
		put_file(book_file(name), "x", 1);
	}
	gd_folder_remove(book_file("book.db.files"));
	before = names();
	assert_int_equal(rotate(1030, &r, &err), GD_DAMAGED);
	for (int32_t day = 1000; day < 1030; day++) {
		day_file(day, name);
		assert_true(there(name));
	}
	assert_int_equal(names(), before);
}

/* ---- while others write ------------------------------------------------------ */

static void
write_on(int n)
{
	struct gd_store *s = book_open("book.db", GD_PROFILE_WORK);
	char id[GD_ID_TEXT], number[24];
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	gd_id_seed((uint64_t)n + 77);
	snprintf(number, sizeof number, "W-%d", n);
	book_order(s, number, "", 1, 0, id);
	for (int64_t i = 0;; i++) {
		deed_begin(&d);
		deed_put(&d, GD_TAB_ACT,
		    &(struct gd_act){ .duty = "d",
			.inst = i % 9,
			.at_ms = i,
			.by = "wang",
			.outcome = "",
			.fields = "",
			.for_whom = "",
			.role = "",
			.reason = "" },
		    ALL_CELLS);
		if (deed_do(&d, s, id, 0, &err) != GD_OK)
			_exit(1);
		deed_end(&d);
		usleep(2000);
	}
}

static void
backups_while_eight_write_are_whole_and_in_order(void **state)
{
	int turns = getenv("GENDAN_SOAK") ? 200 : 6;
	struct gd_err err = GD_ERR_INIT;
	int64_t last = 0;
	pid_t pids[8];

	(void)state;
	small_book();
	for (int i = 0; i < 8; i++)
		if ((pids[i] = fork()) == 0)
			write_on(i);
	for (int i = 0; i < turns; i++) {
		struct gd_verify_report a = { 0 }, b = { 0 };

		assert_int_equal(gd_store_seal(book_file("book.db"),
				     book_file("s"), true, &key, &a, &err),
		    GD_OK);
		assert_int_equal(gd_store_unseal(book_file("s"), &key,
				     book_file("new.db"), &b, &err),
		    GD_OK);
		assert_true(a.seq >= last);
		assert_string_equal(a.head, b.head);
		last = a.seq;
		gd_store_unlink(book_file("new.db"));
		gd_folder_remove(book_file("new.db.files"));
	}
	for (int i = 0; i < 8; i++) {
		int status;

		kill(pids[i], SIGKILL);
		waitpid(pids[i], &status, 0);
		assert_true(WIFSIGNALED(status));
	}
	assert_true(last > 10);
	print_message("# the last of %d backups has %lld commands\n", turns,
	    (long long)last);
}

#define T(name) cmocka_unit_test_setup_teardown(name, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_recovery_key_can_be_typed_back),
		T(a_mistyped_key_is_named_by_its_group),
		T(a_key_file_is_made_once_for_its_owner_alone),
		T(a_sealed_backup_comes_back_with_its_files),
		T(another_key_opens_nothing_and_leaves_nothing),
		T(a_sealed_backup_cut_anywhere_is_refused),
		T(every_flipped_byte_of_a_sealed_backup_is_noticed),
		T(a_backup_without_its_attached_file_is_not_made),
		T(a_folder_keeps_seven_days_four_weeks_twelve_months),
		T(days_without_a_backup_are_counted),
		T(a_backup_that_fails_takes_no_old_one_away),
		T(backups_while_eight_write_are_whole_and_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

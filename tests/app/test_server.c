/* tests/app/test_server.c - public keys read strictly, names of files, and a
 * file of keys that has been spoiled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/server.h"

#include "base/banned.h"

#define ED                                                                     \
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUW" \
	"FxgZGhscHR4f"

static enum gd_code
read_key(const char *text, struct gd_ssh_key *key)
{
	static struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc;

	gd_arena_release(&arena);
	rc = gd_ssh_key_read(text, strlen(text), "x.pub", &arena, key, &err);
	if (rc != GD_OK)
		gd_arena_release(&arena);
	return rc;
}

static void
a_plain_key_is_taken_and_anything_around_it_is_not(void **state)
{
	static const char *const bad[] = { "", "\n", "ssh-ed25519",
		"ssh-ed25519 ", "command=\"sh\" " ED, " " ED, "# " ED,
		ED "\n" ED "\n", ED "\n\n", ED " a\tb", ED " \033[2J", ED "=",
		ED "AAAA",
		"ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCw"
		"wNDg8QERITFBUWFxgZGhscHR4f",
		"ssh-dss AAAAB3NzaC1kc3M=",
		"ssh-ed25519-cert-v01@openssh.com AAAA",
		"-----BEGIN OPENSSH PRIVATE KEY-----\n",
		/* an ed25519 of 31 bytes */
		"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAHwABAgMEBQYHCAkKCwwNDg8Q"
		"ERITFBUWFxgZGhscHR4=" };
	struct gd_ssh_key key;

	(void)state;
	assert_int_equal(read_key(ED, &key), GD_OK);
	assert_string_equal(key.kind, "ssh-ed25519");
	assert_int_equal(read_key(ED " who@home\r\n", &key), GD_OK);
	assert_int_equal(strncmp(key.fingerprint, "SHA256:", 7), 0);
	assert_int_equal(strlen(key.fingerprint), 7 + 43);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (read_key(bad[i], &key) == GD_OK)
			fail_msg("taken: %s", bad[i]);
	}
	/* the last good one is let go */
	assert_int_not_equal(read_key("", &key), GD_OK);
}

static void
every_key_cut_anywhere_is_refused(void **state)
{
	char text[sizeof ED];
	struct gd_ssh_key key;

	(void)state;
	for (size_t n = 0; n < sizeof ED - 1; n++) {
		memcpy(text, ED, n);
		text[n] = '\0';
		assert_int_not_equal(read_key(text, &key), GD_OK);
	}
}

static void
the_name_of_a_file_is_one_plain_part(void **state)
{
	static const char *const good[] = { "a", "offer 7.pdf",
		"合同 (v2).xlsx", "A-b_c+1.csv" };
	static const char *const bad[] = { "", ".", "..", ".a", "-a", " a",
		"a/b", "/a", "../a", "a*", "a;b", "a|b", "$HOME", "a\nb",
		"a\\b", "a'b", "a\"b", "a`b", "a&b", "~", "\xff", "a\x7f",
		"a\u202e.txt" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(gd_drop_name(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (gd_drop_name(bad[i]))
			fail_msg("taken: %s", bad[i]);
	}
}

static void
write_file(const char *text)
{
	FILE *f = fopen("keys", "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static bool
file_is(const char *text)
{
	char have[8192] = "";
	FILE *f = fopen("keys", "r");

	assert_non_null(f);
	have[fread(have, 1, sizeof have - 1, f)] = '\0';
	fclose(f);
	return strcmp(have, text) == 0;
}

#define MARK "# gendan: lines of `gendan server keys`, do not edit\n"

static void
a_spoiled_file_of_keys_is_left_as_it_is(void **state)
{
	static const char *const spoiled[] = { MARK,
		MARK "ssh-ed25519 AAAA\n# gendan: end\n",
		MARK ED "\n# gendan: end\n", "x\n" ED "\n" };
	struct gd_ssh_place place = { "keys", "/bin/gendan", "/b/book.db" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_ssh_key key;

	(void)state;
	assert_int_equal(read_key(ED, &key), GD_OK);
	for (size_t i = 0; i < sizeof spoiled / sizeof *spoiled; i++) {
		write_file(spoiled[i]);
		assert_int_equal(
		    gd_ssh_keys_add(&place, "lin", "2026-11-28", &key, &err),
		    GD_REFUSED);
		assert_true(file_is(spoiled[i]));
	}
	place.book = "/b/book\".db";
	write_file("");
	assert_int_equal(
	    gd_ssh_keys_add(&place, "lin", "2026-11-28", &key, &err),
	    GD_REFUSED);
	place.book = "/b/book.db";
	assert_int_equal(unlink("keys"), 0);
	assert_int_equal(symlink("/dev/null", "keys"), 0);
	assert_int_equal(
	    gd_ssh_keys_add(&place, "lin", "2026-11-28", &key, &err),
	    GD_OUTSIDE);
	assert_int_equal(unlink("keys"), 0);
	assert_int_not_equal(read_key("", &key), GD_OK);
}

static void
what_was_around_the_lines_of_gendan_stays_byte_for_byte(void **state)
{
	struct gd_ssh_place place = { "keys", "/bin/gendan", "/b/book.db" };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_ssh_lines gone = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_ssh_key key;

	(void)state;
	assert_int_equal(read_key(ED, &key), GD_OK);
	write_file("# before\n" MARK "# gendan: end\n# after, no line break");
	assert_int_equal(
	    gd_ssh_keys_add(&place, "lin", "2026-11-28", &key, &err), GD_OK);
	assert_true(file_is(
	    "# before\n" MARK
	    "restrict,pty,command=\"/bin/gendan --book /b/book.db --as lin "
	    "server\" " ED " gendan:lin:2026-11-28\n"
	    "# gendan: end\n# after, no line break"));
	assert_int_equal(
	    gd_ssh_keys_add(&place, "li", "2026-11-28", &key, &err),
	    GD_REFUSED);
	assert_int_equal(gd_ssh_keys_revoke("keys", "li", &arena, &gone, &err),
	    GD_MISSING);
	assert_int_equal(
	    gd_ssh_keys_revoke("keys", key.fingerprint, &arena, &gone, &err),
	    GD_OK);
	assert_int_equal(gone.n, 1);
	assert_string_equal(gone.at[0].login, "lin");
	assert_true(
	    file_is("# before\n" MARK "# gendan: end\n# after, no line break"));
	gd_ssh_lines_release(&gone);
	gd_arena_release(&arena);
	assert_int_not_equal(read_key("", &key), GD_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_plain_key_is_taken_and_anything_around_it_is_not),
		cmocka_unit_test(every_key_cut_anywhere_is_refused),
		cmocka_unit_test(the_name_of_a_file_is_one_plain_part),
		cmocka_unit_test(a_spoiled_file_of_keys_is_left_as_it_is),
		cmocka_unit_test(
		    what_was_around_the_lines_of_gendan_stays_byte_for_byte),
	};

	const char *dir = getenv("TMPDIR");

	if (chdir(dir ? dir : "/tmp") != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tests/cli/test_trust.c - head, verify with anchors, closed days and the
 * audit as typed. */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/banned.h"

static void
copy(char *to, size_t n, const char *text)
{
	snprintf(to, n, "%s", text);
	to[strcspn(to, "\n")] = '\0';
}

/* A fault found by this anchor, in these words. */
static void
found(const char *anchor, const char *words)
{
	struct said s =
	    run("verify", "--quick", "--anchor", anchor, "--lang", "en", NULL);

	assert_int_equal(s.rc, 5);
	if (!strstr(s.err, words))
		fail_msg("%s: %s", anchor, s.err);
	said_free(&s);
}

static void
an_anchor_written_down_is_found_again(void **state)
{
	char head[160], other[160], path[] = "/tmp/gendan-anchors-XXXXXX", *at;
	const char *said;
	json_t *r;
	FILE *f;

	(void)state;
	office_new();
	(void)order_new("tt");
	copy(head, sizeof head, ok("head", NULL));
	(void)order_new("lc");
	said = ok("verify", "--quick", "--anchor", head, "--lang", "en", NULL);
	assert_non_null(strstr(said, "anchors that fit: 1"));
	/* twice, and shorter as a slip has it */
	copy(other, sizeof other, head);
	other[strlen(other) - 40] = '\0';
	r = asked("verify", "--anchor", head, "--anchor", other, NULL);
	assert_int_equal(json_integer_value(json_object_get(r, "anchors")), 2);
	json_decref(r);
	/* from a file, with words for people */
	f = fdopen(mkstemp(path), "w");
	fprintf(f, "# from the file of paper slips\n%s\n\n%s\n", head, other);
	fclose(f);
	snprintf(other, sizeof other, "@%s", path);
	said = ok("verify", "--anchor", other, "--lang", "en", NULL);
	assert_non_null(strstr(said, "anchors that fit: 2"));
	unlink(path);
	/* another hash, a later command, another book, no anchor at all */
	copy(other, sizeof other, head);
	at = other + strlen(other) - 1;
	*at = *at == '0' ? '1' : '0';
	found(other,
	    "is not the one the anchor names: the history was rewritten");
	snprintf(other, sizeof other, "%.36s:9999:%s", head,
	    strrchr(head, ':') + 1);
	found(other, "but an anchor names command 9999");
	copy(other, sizeof other, head);
	other[35] = other[35] == '0' ? '1' : '0';
	found(other, "belongs to another book");
	assert_non_null(strstr(fails(2, "verify", "--anchor", "x", NULL),
	    "is not an anchor"));
	office_end();
}

static void
a_day_is_closed_on_a_page_to_sign(void **state)
{
	char anchor[160];
	const char *said;
	json_t *r;

	(void)state;
	office_new();
	(void)order_new("tt");
	assert_non_null(
	    strstr(fails(3, "day", "show", NULL), "no day was closed"));
	fails(1, "day", "close", "all", "well", NULL);
	said = ok("day", "close", "all", "well", "--lang", "en",
	    "--password-file", office_password(), NULL);
	assert_non_null(strstr(said, "Day closed, number 1"));
	assert_non_null(strstr(said, "chenli#"));
	assert_non_null(strstr(said, " ed25519 "));
	assert_non_null(strstr(said, "all well"));
	assert_non_null(strstr(said, "Signature ____"));
	r = asked("day", "show", "1", NULL);
	copy(anchor, sizeof anchor,
	    json_string_value(json_object_get(r, "anchor")));
	json_decref(r);
	ok("verify", "--anchor", anchor, NULL);
	assert_non_null(
	    strstr(fails(1, "day", "close", NULL), "nothing was done since"));
	assert_non_null(strstr(ok("day", "list", "--csv", NULL), "1,2026-"));
	fails(2, "day", "open", NULL);
	office_end();
}

static void
the_audit_lists_and_counts(void **state)
{
	const char *said;
	char number[64], last[512];
	json_t *r;

	(void)state;
	office_new();
	copy(number, sizeof number, order_new("tt"));
	for (int i = 0; i < 8; i++)
		order_step(number, last, sizeof last);
	r = asked("audit", NULL);
	assert_true(json_array_size(r) > 0);
	assert_string_equal(
	    json_string_value(json_object_get(json_array_get(r, 0), "kind")),
	    "signed");
	json_decref(r);
	said = ok("audit", "sod", "--lang", "en", NULL);
	assert_non_null(strstr(said, "0 against the rules"));
	assert_non_null(
	    strstr(ok("audit", "--csv", NULL), "kind,at,order,of,rev,role"));
	r = asked("audit", "to=2001-01-01", NULL);
	assert_int_equal(json_array_size(r), 0);
	json_decref(r);
	fails(2, "audit", "everything", NULL);
	fails(2, "audit", "colour=red", NULL);
	fails(2, "audit", "from=yesterdayish", NULL);
	office_end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_anchor_written_down_is_found_again),
		cmocka_unit_test(a_day_is_closed_on_a_page_to_sign),
		cmocka_unit_test(the_audit_lists_and_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* tests/tools/freeze.c - freeze BOOK FILE: the book of this version that goes to
 * tests/books, made in BOOK and backed up to FILE; the same bytes every time.
 *
 * What an upgrade must not lose about dates: one that was moved by a person,
 * one whose reminder rang, one whose clock stood on hold, one that was met, those
 * of a cancelled order, and two calendars.  Books before this one were made by
 * hand and hold keys, signatures, prints and closed days.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "cli/cli.h"

#include "base/banned.h"

#define MOST 16

/* When, and the words after `gendan`, with | between them. */
static const char *const lines[][2] = {
	{ "2026-11-24T09:00", "init|--company|宁波跟单|--code|NB|--login|"
			      "chenli|--name|陈丽" },
	{ "2026-11-24T09:01", "role|grant|chenli|clerk" },
	{ "2026-11-24T09:02", "role|grant|chenli|salesperson" },
	{ "2026-11-24T09:03", "calendar|install|CN" },
	{ "2026-11-24T09:04", "calendar|set|2027-01-22|off|盘点" },
	{ "2026-11-24T09:05", "calendar|new|DE|zh=德国|en=Germany|"
			      "weekend=sat,sun" },
	{ "2026-11-24T09:06", "calendar|year|DE|2026|announced|BGBl" },
	{ "2026-11-24T09:07", "calendar|set|2026-12-25|off|Weihnachten|"
			      "--in|DE" },
	{ "2026-11-24T09:08", "customer|set|ACME|ACME GmbH|country=DE" },
	{ "2026-11-24T10:00", "new|customer=ACME|product=Mug|terms=tt|"
			      "sample_due=2026-11-28|"
			      "delivery_date=2027-01-20" },
	{ "2026-11-24T10:10", "new|customer=ACME|product=Cup|terms=lc|"
			      "sample_due=2026-12-04|"
			      "delivery_date=2027-02-19" },
	{ "2026-11-24T10:20", "new|customer=ACME|product=Pot|terms=tt|"
			      "sample_due=2026-11-30|"
			      "delivery_date=2027-01-25" },
	{ "2026-11-24T10:30", "new|customer=ACME|product=Jar|terms=tt|"
			      "sample_due=2026-12-01|"
			      "delivery_date=2027-01-27" },
	{ "2026-11-24T10:40", "new|customer=ACME|product=Lid|terms=tt|"
			      "sample_due=2026-11-27|"
			      "delivery_date=2027-01-29" },
	{ "2026-11-24T14:00", "open|EX-2611-005|sample_dispatch|--reason|"
			      "the sample is here already" },
	{ "2026-11-24T14:10", "do|EX-2611-005|sample_back" },
	{ "2026-11-24T14:20", "do|EX-2611-005|ship_sample|carrier=DHL|"
			      "tracking=1234567890" },
	{ "2026-11-25T10:00", "open|EX-2611-002|forwarding|--reason|"
			      "the ship is nearly full" },
	{ "2026-11-25T10:10", "do|EX-2611-002|booking|forwarder=Sinotrans|"
			      "vessel=EVER GOLDEN|cargo_entry=2027-02-22|"
			      "cy_cutoff=2027-02-24|si_cutoff=2027-02-21|"
			      "etd=2027-02-25|eta=2027-03-28" },
	{ "2026-11-25T11:00", "move|EX-2611-001|sample_back|2026-12-02|"
			      "--reason|the colour is tried again" },
	{ "2026-11-26T10:00", "hold|EX-2611-003|--reason|no drawing yet" },
	{ "2026-11-26T10:05", "hold|EX-2611-005|--reason|he is on leave" },
	{ "2026-11-26T10:10", "cancel|EX-2611-004|--reason|"
			      "bought elsewhere" },
	{ "2026-12-01T10:00", "resume|EX-2611-003" },
	{ "2026-12-01T10:10", "resume|EX-2611-005" },
	{ "2026-12-02T10:00", "tick" },
	{ "2026-12-04T10:00", "tick" },
	{ "2026-12-07T10:00", "tick" },
	{ "2026-12-07T11:00", "hold|EX-2611-003|--reason|no drawing again" },
};

static int
run(const char *when, const char *words, char *book)
{
	char name[] = "gendan", option[] = "--book", now[40], kept[400];
	char *argv[MOST] = { name, option, book };
	int n = 3;

	snprintf(now, sizeof now, "%s:00+08:00", when);
	setenv("GENDAN_NOW", now, 1);
	if ((size_t)snprintf(kept, sizeof kept, "%s", words) >= sizeof kept)
		return 1;
	for (char *rest = kept, *word; n < MOST - 1;) {
		word = strsep(&rest, "|");
		if (!word)
			break;
		argv[n++] = word;
	}
	return gd_cli_main(n, argv, NULL);
}
int
main(int argc, char **argv)
{
	char backup[400];
	int rc = 0;

	if (argc != 3) {
		fprintf(stderr, "freeze BOOK FILE\n");
		return 2;
	}
	setenv("GENDAN_TZ", "480", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	gd_id_seed(6);
	for (size_t i = 0; rc == 0 && i < sizeof lines / sizeof *lines; i++) {
		if (i == 1)
			setenv("GENDAN_AS", "chenli", 1);
		rc = run(lines[i][0], lines[i][1], argv[1]);
	}
	if (rc == 0) {
		snprintf(backup, sizeof backup, "backup|%s|--plain", argv[2]);
		rc = run("2026-12-07T18:00", backup, argv[1]);
	}
	return rc;
}

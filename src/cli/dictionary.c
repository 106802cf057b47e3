/* cli/dictionary.c - what an export holds, for somebody who has no gendan:
 * the tables and columns from core/tables.h, what a row is in words.
 */
#include <string.h>

#include "cli_priv.h"

#include "base/banned.h"

static const char *const order_rows[GD_ORDER_NTABLES] = {
	[GD_TAB_HEAD] = GD_TR("one row an order: what it is, where it stands"),
	[GD_TAB_FIELD] = GD_TR("a field of the order (lot 0) or of a lot"),
	[GD_TAB_LINE] = GD_TR("an article; qty in the smallest part given by "
			      "digits, price in minor units of currency, "
			      "tolerance_bp and discount_bp in hundredths of a "
			      "percent"),
	[GD_TAB_LOT] = GD_TR("one shipment of the order; state 1 = called off"),
	[GD_TAB_LOTLINE] = GD_TR("what of an article goes in a lot: planned, "
				 "and shipped once known is 1"),
	[GD_TAB_LOOP] = GD_TR("which round a repeated part is in"),
	[GD_TAB_ACT] = GD_TR("something recorded: state 1 done, 2 waived, 3 "
			     "taken back; fields is JSON"),
	[GD_TAB_DUE] = GD_TR("a date by which something is due"),
	[GD_TAB_STEP] = GD_TR("a step: state 0 waiting, 1 open, 2 satisfied, 3 "
			      "done, 4 not applicable"),
	[GD_TAB_PAPER] = GD_TR("a paper: its revision in force, its last one"),
	[GD_TAB_DIST] = GD_TR("a row of a paper's distribution list"),
	[GD_TAB_REVISION] = GD_TR("a revision of a paper; fields is JSON"),
	[GD_TAB_SIGNOFF] =
	    GD_TR("a signature on a revision; live 0 = withdrawn "
		  "or fallen"),
	[GD_TAB_PIECE] = GD_TR("a physical piece of paper: who holds it"),
	[GD_TAB_PAYMENT] = GD_TR("a row of the payment schedule, in minor "
				 "units of currency"),
	[GD_TAB_ASSIGN] = GD_TR("who does this order, role by role"),
	[GD_TAB_OFFER] = GD_TR("a duty offered to a person"),
	[GD_TAB_CHANGE] = GD_TR("what a notice of change changes"),
	[GD_TAB_OVERRIDE] = GD_TR("a hard stop somebody overrode, and why"),
	[GD_TAB_INFORM] = GD_TR("an outside party to be told"),
	[GD_TAB_LINK] = GD_TR("a link to another order"),
	[GD_TAB_FILE] = GD_TR("an attached file; its bytes lie in files/, "
			      "named by digest"),
	[GD_TAB_PRINT] = GD_TR("a sheet that was printed: of a piece, or with "
			       "piece 0 of a draft or a slip"),
};

static const char *const office_rows[GD_OFFICE_NTABLES] = {
	[GD_OFF_COMPANY] = GD_TR("a company of the office"),
	[GD_OFF_PERSON] = GD_TR("a person who may act"),
	[GD_OFF_HOLDS] = GD_TR("a role a person holds"),
	[GD_OFF_MEMBER] = GD_TR("a desk a person sits at"),
	[GD_OFF_DESK] = GD_TR("a desk papers go to; outside 1 = not of the "
			      "office"),
	[GD_OFF_ALIAS] = GD_TR("another name of a desk"),
	[GD_OFF_DEPUTY] = GD_TR("who stands in for whom, from day to day"),
	[GD_OFF_CUSTOMER] = GD_TR("a customer"),
	[GD_OFF_PARTY] = GD_TR("a carrier, forwarder or bank"),
	[GD_OFF_SERIES] = GD_TR("a series of numbers"),
	[GD_OFF_DISTRULE] = GD_TR("a usual distribution, of the office or of "
				  "a customer"),
	[GD_OFF_HOLIDAY] = GD_TR("a day off (1), or a weekend day worked (0)"),
	[GD_OFF_CALDEF] = GD_TR("a calendar of a country, a bank, a desk"),
	[GD_OFF_CALYEAR] = GD_TR("a year a calendar knows, and from where"),
	[GD_OFF_CALDAY] = GD_TR("a day of a calendar: off (1), or a weekend "
				"day worked (0)"),
	[GD_OFF_SETTING] = GD_TR("a setting"),
	[GD_OFF_FLOWDEF] = GD_TR("a workflow, its whole file in source"),
	[GD_OFF_FORMDEF] = GD_TR("forms of printed papers, the whole file in "
				 "source; the highest no counts"),
	[GD_OFF_PRINTER] = GD_TR("where a desk prints papers of a kind"),
	[GD_OFF_RATE] = GD_TR("one unit of currency in millionths of home"),
	[GD_OFF_SAVED] = GD_TR("a list a person keeps under a name"),
	[GD_OFF_CLOSING] = GD_TR("a day closed, and what came since the one "
				 "before"),
	[GD_OFF_SIGNKEY] = GD_TR("a key a person signs with"),
};

static const char *const opening[] = {
	GD_TR("Everything this book held when it was exported. No program of "
	      "gendan is needed to read it."),
	GD_TR("NAME.csv: a table, UTF-8, commas, the names of the columns in "
	      "its first row. A cell that begins with = + - @, a tab or a "
	      "line end, also in full width and behind blanks or apostrophes, "
	      "stands after one apostrophe more, so that no spreadsheet takes "
	      "it for a formula; plain numbers below zero do not."),
	GD_TR("columns.csv: the columns of every table and their places, which "
	      "the journal counts by."),
	GD_TR("journal.jsonl: every command in order, one JSON object a line; "
	      "body is its text byte for byte. All tables follow from it."),
	GD_TR("head.json: the ledger, its last command and the chain up to it; "
	      "compare with an anchor that was printed."),
	GD_TR("files/ab/DIGEST: attached files; the name is SHA-256 of the "
	      "bytes."),
	GD_TR("The chain: leaf = SHA-256(byte 0, then ledger, seq, order, "
	      "order_rev, at_ms, actor, for_whom, request, verb, body), each "
	      "after its length; lengths and numbers are 8 bytes, little "
	      "endian. chain = SHA-256(byte 1, chain before, leaf), each after "
	      "its length; before the first 32 zero bytes. Where leaf is not "
	      "null the body was taken away by law and leaf stands for it."),
	GD_TR("A body is a list of events; p are its changes: table, bits of "
	      "the columns set, the cells of the key, then those cells. "
	      "\"!table\" takes a row away."),
	GD_TR("Not exported: passwords, keys of people sealed or open, tries "
	      "to log in, and what is only there for speed."),
};

static void
add_kind(struct gd_str *out, enum gd_lang lang, const struct gd_col *col)
{
	size_t n = strlen(col->name);
	const char *kind = GD_TR("number");

	if (col->type == GD_CELL_TEXT)
		kind = GD_TR("text");
	else if (n > 3 && strcmp(col->name + n - 3, "_ms") == 0)
		kind = GD_TR("UTC milliseconds since 1970, 0 = none");
	else if (strcmp(col->name, "day") == 0 ||
		 (n > 4 && strcmp(col->name + n - 4, "_day") == 0))
		kind = GD_TR("days since 1970-01-01, 0 = none");
	gd_str_add(out, gd_tr(lang, kind));
}

/* What the numbers of a state mean. */
static void
add_states(struct gd_str *out, enum gd_lang lang, int table, const char *column)
{
	static const struct {
		int table, n;
		const char *column;
		const char *(*word)(int64_t);
	} states[] = {
		{ GD_TAB_HEAD, 4, "state", gd_order_state_word },
		{ GD_TAB_REVISION, 7, "state", gd_rev_state_word },
		{ GD_TAB_PIECE, 9, "state", gd_piece_state_word },
		{ GD_TAB_PIECE, 5, "class", gd_piece_class_word },
		{ GD_TAB_OFFER, 5, "state", gd_offer_state_word },
	};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		if (states[i].table != table ||
		    strcmp(states[i].column, column) != 0)
			continue;
		for (int v = 0; v < states[i].n; v++)
			gd_str_addf(out, "%s %d %s", v ? "," : ":", v,
			    gd_tr(lang, states[i].word(v)));
	}
}

static void
add_table(struct gd_str *out, enum gd_lang lang, const struct gd_table *t,
    const char *what, int order_table)
{
	const char *meaning;

	gd_str_addf(out, "\n## %s.csv\n\n%s\n\n", t->name, gd_tr(lang, what));
	if (order_table >= 0) {
		gd_str_addf(out, "- order: %s\n",
		    gd_tr(lang, GD_TR("the id of the order")));
		gd_str_addf(out, "- order_number: %s\n",
		    gd_tr(lang, GD_TR("its number, for people")));
	}
	for (int i = 0; i < t->ncols; i++) {
		gd_str_addf(out, "- %s%s: ", t->cols[i].name,
		    i < t->nkeys ? " *" : "");
		add_kind(out, lang, &t->cols[i]);
		meaning = cli_column_meaning(t->name, t->cols[i].name);
		if (meaning)
			gd_str_addf(out, "; %s", gd_tr(lang, meaning));
		add_states(out, lang, order_table, t->cols[i].name);
		gd_str_addc(out, '\n');
	}
}

const char *
cli_table_meaning(bool of_order, int table)
{
	return of_order ? order_rows[table] : office_rows[table];
}

void
cli_dictionary(struct gd_str *out, enum gd_lang lang)
{
	gd_str_addf(out, "# gendan\n");
	for (size_t i = 0; i < sizeof opening / sizeof *opening; i++)
		gd_str_addf(out, "\n%s\n", gd_tr(lang, opening[i]));
	gd_str_addf(out, "\n%s\n",
	    gd_tr(lang, GD_TR("Columns marked * are the key of their table.")));
	for (int i = 0; i < GD_ORDER_NTABLES; i++)
		add_table(out, lang, &gd_order_tables[i], order_rows[i], i);
	for (int i = 0; i < GD_OFFICE_NTABLES; i++)
		add_table(out, lang, &gd_office_tables[i], office_rows[i], -1);
}

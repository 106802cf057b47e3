/* tests/store/test_search.c - what a search finds is what a plain look into
 * every order's words finds: no more, no fewer, whatever is typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/store/store_priv.h"
#include "base/text.h"
#include "store/book.h"

#define ORDERS 240
#define CUSTOMERS 12
#define TEXT 200

static uint64_t luck;

static int
roll(int n)
{
	luck = luck * 6364136223846793005u + 1442695040888963407u;
	return (int)((luck >> 33) % (uint64_t)n);
}

/* What the test knows of an order: all it may be found by, folded. */
struct known {
	char number[24], customer[16];
	struct gd_str words;
};
struct book {
	struct gd_store *s;
	struct known orders[ORDERS];
	struct gd_str customers[CUSTOMERS];
	char ids[ORDERS][GD_ID_TEXT];
};

/* A few characters, so that many texts have many of them in common. */
static void
scribble(char *out, int most)
{
	static const char *const alphabet[] = { "a", "b", "A", "1", "2", "0",
		"-", "/", "é", "Ö", "单", "提", "钢", "不", "Ｂ", "２", " ",
		".", "%", "_", "ß", "\"", "(" };
	int n = 1 + roll(most);

	*out = '\0';
	for (int i = 0; i < n; i++)
		strcat(out, alphabet[roll(sizeof alphabet / sizeof *alphabet)]);
}

static void
put(struct deed *d, int table, const void *row)
{
	deed_put(d, table, row, ALL_CELLS);
}

static void
know(struct known *k, const char *text)
{
	gd_text_fold(&k->words, text);
	gd_str_addc(&k->words, '\n');
}

static void
customer(struct book *b, int n)
{
	char code[16], name[TEXT], city[TEXT];
	struct gd_customer c = { .code = code,
		.name = name,
		.name_en = "",
		.country = "德国",
		.city = city,
		.pinyin = "zz9",
		.note = "",
		.active = 1 };
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	snprintf(code, sizeof code, "c%d", n);
	scribble(name, 10);
	scribble(city, 4);
	deed_begin(&d);
	put(&d, GD_ORDER_NTABLES + GD_OFF_CUSTOMER, &c);
	assert_int_equal(deed_do(&d, b->s, NULL, 1, &err), GD_OK);
	deed_end(&d);
	gd_str_release(&b->customers[n]);
	b->customers[n] = (struct gd_str)GD_STR_INIT;
	gd_text_fold(&b->customers[n], name);
	gd_str_addc(&b->customers[n], '\n');
	gd_text_fold(&b->customers[n], city);
	gd_str_addf(&b->customers[n], "\n德国\nzz9\n");
	gd_text_initials(&b->customers[n], name);
}

/* Lines, numbers of papers and parcels, some of them set twice or changed. */
static void
order(struct book *b, int n)
{
	struct known *k = &b->orders[n];
	char item[TEXT], spec[TEXT], no[TEXT], parcel[TEXT], json[TEXT * 2];
	struct gd_line line = { .no = 1,
		.item = item,
		.spec = spec,
		.unit = "",
		.currency = "",
		.note = "" };
	struct gd_field field = { .name = roll(2) ? "contract_no" : "vessel",
		.value = no };
	struct gd_piece piece = { .no = 1,
		.kind = "",
		.desk = "",
		.holder = "",
		.proxy = "",
		.carrier = "",
		.tracking = parcel,
		.to_desk = "",
		.cause = "",
		.note = "" };
	struct gd_act act = { .duty = "ship",
		.inst = 1,
		.outcome = "",
		.fields = json,
		.by = "",
		.for_whom = "",
		.role = "",
		.reason = "" };
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	snprintf(k->number, sizeof k->number, "EX-26%02d-%03d", n % 12, n);
	snprintf(k->customer, sizeof k->customer, "c%d", n % CUSTOMERS);
	book_order(b->s, k->number, k->customer, 1 + n % 3, n, b->ids[n]);
	scribble(item, 8);
	scribble(spec, 6);
	scribble(no, 9);
	scribble(parcel, 9);
	snprintf(json, sizeof json,
	    "{\"tracking\":\"T%d x%d\",\"note\":\"qqq\"}", n * 37 % 1000, n);
	deed_begin(&d);
	put(&d, GD_TAB_LINE, &line);
	put(&d, GD_TAB_FIELD, &field);
	put(&d, GD_TAB_PIECE, &piece);
	put(&d, GD_TAB_ACT, &act);
	assert_int_equal(deed_do(&d, b->s, b->ids[n], 0, &err), GD_OK);
	deed_end(&d);
	k->words = (struct gd_str)GD_STR_INIT;
	know(k, k->number);
	know(k, k->customer);
	know(k, item);
	know(k, spec);
	know(k, no);
	know(k, parcel);
	snprintf(json, sizeof json, "T%d x%d", n * 37 % 1000, n);
	know(k, json);
}

static void
fill(struct book *b)
{
	b->s = book_new();
	for (int i = 0; i < CUSTOMERS; i++)
		b->customers[i] = (struct gd_str)GD_STR_INIT;
	for (int i = 0; i < CUSTOMERS; i++)
		customer(b, i);
	for (int i = 0; i < ORDERS; i++)
		order(b, i);
}

static void
empty(struct book *b)
{
	for (int i = 0; i < CUSTOMERS; i++)
		gd_str_release(&b->customers[i]);
	for (int i = 0; i < ORDERS; i++)
		gd_str_release(&b->orders[i].words);
	gd_store_close(b->s);
}

static bool
has(const struct book *b, int n, const char *folded)
{
	return strstr(b->orders[n].words.text, folded) ||
	       strstr(b->customers[n % CUSTOMERS].text, folded);
}

/* The list against a look at every order, newest first, page by page. */
static void
same_set(struct book *b, struct gd_filter f, const char *said)
{
	struct gd_list_rows rows = { 0 };
	struct gd_str folded[8];
	struct gd_err err = GD_ERR_INIT;
	int at = ORDERS - 1, found = 0;
	int64_t count;

	for (int i = 0; i < f.nwords; i++) {
		folded[i] = (struct gd_str)GD_STR_INIT;
		gd_text_fold(&folded[i], f.words[i]);
	}
	f.limit = 7;
	do {
		gd_arena_release(&rows.arena);
		assert_int_equal(gd_store_list(b->s, &f, &rows, &err), GD_OK);
		for (size_t r = 0; r < rows.n; r++, at--, found++) {
			for (bool all = false; at >= 0 && !all; at -= !all) {
				all = !f.step_no || 1 + at % 3 == f.step_no;
				for (int i = 0; i < f.nwords; i++)
					all = all && has(b, at, folded[i].text);
			}
			if (at < 0 || strcmp(rows.at[r].number,
					  b->orders[at].number) != 0)
				fail_msg("%s: found %s, expected %s", said,
				    rows.at[r].number,
				    at < 0 ? "none" : b->orders[at].number);
			f.has_from = true;
			f.from_key = rows.at[r].key;
		}
	} while (rows.more);
	for (; at >= 0; at--) {
		bool all = !f.step_no || 1 + at % 3 == f.step_no;

		for (int i = 0; i < f.nwords; i++)
			all = all && has(b, at, folded[i].text);
		if (all)
			fail_msg("%s: missed %s", said, b->orders[at].number);
	}
	f.has_from = false;
	assert_int_equal(gd_store_count(b->s, &f, 1000, &count, &err), GD_OK);
	assert_int_equal(count, found);
	for (int i = 0; i < f.nwords; i++)
		gd_str_release(&folded[i]);
	free(rows.at);
	gd_arena_release(&rows.arena);
}

/* A piece of a text that is there, or anything. */
static void
needle(const struct book *b, char *out, int most)
{
	int n = roll(ORDERS), len = 1 + roll(most);
	const char *p = roll(3) ? b->orders[n].words.text
				: b->customers[n % CUSTOMERS].text;
	uint32_t cp;
	size_t step;

	if (roll(4) == 0) {
		scribble(out, most);
		return;
	}
	for (int skip = roll(40); skip > 0 && *p; skip--)
		p += gd_utf8_next(p, &cp);
	*out = '\0';
	while (len-- > 0 && (step = gd_utf8_next(p, &cp)) > 0 && cp != '\n') {
		strncat(out, p, step);
		p += step;
	}
	if (!*out)
		strcpy(out, "a");
}

static void
needles(struct book *b, int n)
{
	for (int i = 0; i < n; i++) {
		char words[4][TEXT], said[4 * TEXT] = "";
		struct gd_filter f = { 0 };

		f.nwords = 1 + (roll(3) == 0) + (roll(6) == 0);
		if (roll(5) == 0) {
			f.step_no = 1 + roll(3);
			f.states = 3;
		}
		for (int w = 0; w < f.nwords; w++) {
			needle(b, words[w], 6);
			f.words[w] = words[w];
			strcat(strcat(said, "|"), words[w]);
		}
		same_set(b, f, said);
	}
}

static void
a_search_finds_what_a_plain_look_finds(void **state)
{
	struct book *b = gd_alloc(1, sizeof *b);

	(void)state;
	for (luck = 1; luck < 3; luck++) {
		uint64_t seed = luck;

		book_setup(state);
		fill(b);
		b->s->small_bounds = seed == 2;
		needles(b, getenv("GENDAN_SOAK") ? 20000 : 1200);
		/* other names: their orders are found by them, not the old */
		for (int i = 0; i < CUSTOMERS; i += 2)
			customer(b, i);
		needles(b, getenv("GENDAN_SOAK") ? 20000 : 400);
		empty(b);
		luck = seed;
	}
	free(b);
}

/* ---- by what an order is found ------------------------------------------------ */

static int64_t
hits(struct gd_store *s, const char *word)
{
	struct gd_filter f = { .words = { word }, .nwords = 1 };
	struct gd_err err = GD_ERR_INIT;
	int64_t n = -1;

	assert_int_equal(gd_store_count(s, &f, 100, &n, &err), GD_OK);
	return n;
}

static void
one_put(struct gd_store *s, const char *id, int table, const void *row,
    uint64_t mask)
{
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	deed_begin(&d);
	deed_put(&d, table, row, mask);
	assert_int_equal(deed_do(&d, s, id, id ? 0 : 1, &err), GD_OK);
	deed_end(&d);
}

static void
numbers_of_acts_and_parcels_come_and_go(void **state)
{
	struct gd_store *s = book_new();
	struct gd_act act = { .duty = "ship",
		.inst = 1,
		.outcome = "",
		.fields = "{\"carrier\":\"dhl\",\"tracking\":\"JD0146\"}",
		.by = "",
		.for_whom = "",
		.role = "",
		.reason = "" };
	struct gd_piece piece = { .no = 1,
		.kind = "",
		.desk = "",
		.holder = "",
		.proxy = "",
		.carrier = "",
		.tracking = "SF77",
		.to_desk = "",
		.cause = "",
		.note = "" };
	struct gd_field vessel = { "vessel", 1, "COSCO 宁波" };
	struct gd_field amount = { "amount", 0, "48200.00" };
	char id[GD_ID_TEXT];

	(void)state;
	book_order(s, "EX-1", "", 1, 0, id);
	one_put(s, id, GD_TAB_ACT, &act, ALL_CELLS);
	one_put(s, id, GD_TAB_PIECE, &piece, ALL_CELLS);
	one_put(s, id, GD_TAB_FIELD, &vessel, ALL_CELLS);
	one_put(s, id, GD_TAB_FIELD, &amount, ALL_CELLS);
	assert_int_equal(hits(s, "jd0146"), 1);
	assert_int_equal(hits(s, "dhl"), 0);
	assert_int_equal(hits(s, "f7"), 1);
	assert_int_equal(hits(s, "cosco"), 1);
	assert_int_equal(hits(s, "波"), 1);
	assert_int_equal(hits(s, "48200"), 0);
	act.fields = "";
	one_put(s, id, GD_TAB_ACT, &act, ALL_CELLS);
	piece.tracking = "";
	one_put(s, id, GD_TAB_PIECE, &piece, cells(GD_TAB_PIECE, "tracking"));
	assert_int_equal(hits(s, "jd0146"), 0);
	assert_int_equal(hits(s, "f7"), 0);
	gd_store_close(s);
}

static void
a_customer_is_found_by_name_city_and_initials(void **state)
{
	struct gd_store *s = book_new();
	struct gd_customer c = { "nbyy", "宁波远洋进出口有限公司", "Far Ocean",
		"中国", "宁波", "", "secret", 1, "", "", "", "", "", "", "" };
	const int table = GD_ORDER_NTABLES + GD_OFF_CUSTOMER;
	char id[GD_ID_TEXT];

	(void)state;
	c.code = "k1";
	one_put(s, NULL, table, &c, ALL_CELLS);
	for (int i = 0; i < 5; i++) {
		char number[24];

		snprintf(number, sizeof number, "A-%d", i);
		book_order(s, number, i == 4 ? "" : "k1", 1, 0, id);
	}
	assert_int_equal(hits(s, "远洋"), 4);
	assert_int_equal(hits(s, "ocean"), 4);
	assert_int_equal(hits(s, "nbyy"), 4);
	assert_int_equal(hits(s, "byyj"), 4);
	assert_int_equal(hits(s, "中国"), 4);
	assert_int_equal(hits(s, "secret"), 0);
	assert_int_equal(hits(s, "a-"), 5);
	c.name = "海天机械";
	one_put(s, NULL, table, &c, cells(table, "name"));
	assert_int_equal(hits(s, "远洋"), 0);
	assert_int_equal(hits(s, "天机"), 4);
	assert_int_equal(hits(s, "htjx"), 4);
	gd_store_close(s);
}

/* A new name of a customer with many orders writes no more than with one. */
static void
a_customers_new_name_moves_no_order(void **state)
{
	struct gd_store *s = book_new();
	char id[GD_ID_TEXT], number[24];
	int before, after;

	(void)state;
	book_customer(s, "k1", "Acme");
	for (int i = 0; i < 300; i++) {
		snprintf(number, sizeof number, "N%d", i);
		book_order(s, number, "k1", 1, 0, id);
	}
	before = sqlite3_total_changes(s->db);
	book_customer(s, "k1", "Brown");
	after = sqlite3_total_changes(s->db);
	assert_true(after - before < 12);
	assert_int_equal(hits(s, "brow"), 100);
	assert_int_equal(hits(s, "acme"), 0);
	gd_store_close(s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_search_finds_what_a_plain_look_finds),
		T(numbers_of_acts_and_parcels_come_and_go),
		T(a_customer_is_found_by_name_city_and_initials),
		T(a_customers_new_name_moves_no_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

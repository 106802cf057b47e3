/* tests/app/app_test.c - the office the tests of the app layer work in. */
#include "app_test.h"

#include "app/login.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/day.h"

#include "base/banned.h"

const char *const tt_fields[] = { "product", "Steel mug 350 ml", "terms", "tt",
	"amount", "48200.00 USD", "quantity", "12000", "contract_no",
	"XS-2611-07", "delivery_date", "2026-12-20", NULL };
const char *const lc_fields[] = { "product", "Steel mug 350 ml", "terms", "lc",
	"amount", "48200.00 USD", "quantity", "12000", "contract_no",
	"XS-2611-08", "delivery_date", "2026-12-20", NULL };
const char *const mixed_fields[] = { "product", "Steel mug 350 ml", "terms",
	"mixed", "amount", "48200.00 USD", "quantity", "12000", "contract_no",
	"XS-2611-09", "delivery_date", "2026-12-20", NULL };
const struct gd_pair values[] = { { "customer_po", "PO-1" },
	{ "carrier", "UPS" }, { "tracking", "1Z5915806855587736" },
	{ "forwarder", "Sinotrans" }, { "cargo_entry", "2026-12-14" },
	{ "cy_cutoff", "2026-12-15" }, { "etd", "2026-12-17" },
	{ "lc_no", "LC-77" }, { "lc_expiry", "2027-02-10" },
	{ "presentation_days", "21" }, { "on_board", "2026-12-17" },
	{ NULL, NULL } };

void
expect(enum gd_code rc, enum gd_code wanted, const struct gd_err *err)
{
	struct gd_str s = GD_STR_INIT;

	if (rc == wanted)
		return;
	gd_say_err(&s, GD_EN, err);
	print_error("answer %d, wanted %d: %s\n", rc, wanted, s.text);
	gd_str_release(&s);
	fail();
}

static void
person(struct gd_app *app, const char *login, const char *name,
    const char *role)
{
	const struct gd_person p = { .login = login, .name = name };
	const struct gd_holds h = { login, role, 1 };
	const struct gd_office_command cmds[] = {
		{ GD_OFFICE_USER_ADD, &p, 3 },
		{ GD_OFFICE_ROLE_GRANT, &h, UINT64_MAX },
	};
	struct gd_err err = GD_ERR_INIT;
	bool known = gd_row_find(gd_app_office(app), GD_OFF_PERSON, &p);

	expect(app_office_many(app, cmds + known, 2 - known, &err), GD_OK,
	    &err);
}

static void
people(struct gd_app *app)
{
	static const char *const list[][3] = {
		{ "zhouyan", "周燕", "salesperson" },
		{ "qianfang", "钱芳", "sales_manager" },
		{ "wumin", "吴敏", "finance_head" },
		{ "wumin", "吴敏", "finance" },
		{ "linguo", "林国", "general_manager" },
		{ "sunqiang", "孙强", "production" },
		{ "hejing", "何静", "qc" },
		{ "matao", "马涛", "material_control" },
		{ "chenglin", "程林", "shipping" },
		{ "zhaogong", "赵工", "technical" },
		{ "xushi", "许师傅", "sample_room" },
	};
	size_t i;

	for (i = 0; i < sizeof list / sizeof list[0]; i++)
		person(app, list[i][0], list[i][1], list[i][2]);
}

/* The last good heads of these books are nobody's business elsewhere. */
void
office_state(struct office *o)
{
	char dir[96];

	snprintf(dir, sizeof dir, "%s/state", o->dir);
	setenv("XDG_STATE_HOME", dir, 1);
}

void
office_open(struct office *o)
{
	const struct gd_company company = { .code = "nb",
		.name_zh = "宁波示例",
		.name_en = "Ningbo Example",
		.currency = "USD" };
	const struct gd_customer customer = { .code = "yuanyang",
		.name = "宁波远洋",
		.name_en = "Ningbo Yuanyang" };
	struct gd_app_options options = { .login = "chenli",
		.kdf_ops = 1,
		.kdf_mem = 8192 };
	struct gd_err err = GD_ERR_INIT;

	setenv("GENDAN_NOW", "2026-11-23T09:00:00+08:00", 1);
	setenv("GENDAN_TZ", "480", 1);
	snprintf(o->dir, sizeof o->dir, "/tmp/gendan-app-XXXXXX");
	assert_non_null(mkdtemp(o->dir));
	snprintf(o->book, sizeof o->book, "%s/book.db", o->dir);
	office_state(o);
	expect(gd_app_init(o->book, &company, "chenli", "陈丽", &err), GD_OK,
	    &err);
	options.book = o->book;
	expect(gd_app_open(&options, &o->app, &err), GD_OK, &err);
	people(o->app);
	expect(app_enrol_all(o->app, OFFICE_PASSWORD, false, &err), GD_OK,
	    &err);
	expect(
	    gd_app_office_do(o->app,
		&(struct gd_office_command){ GD_OFFICE_CUSTOMER, &customer, 7 },
		&err),
	    GD_OK, &err);
}

struct gd_app *
office_again(struct office *o)
{
	struct gd_app_options options = { .login = "chenli",
		.book = o->book,
		.kdf_ops = 1,
		.kdf_mem = 8192 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *app;

	expect(gd_app_open(&options, &app, &err), GD_OK, &err);
	return app;
}

static void
show_fault(void *payload, const struct gd_err *fault)
{
	struct gd_str s = GD_STR_INIT;

	(void)payload;
	gd_say_err(&s, GD_EN, fault);
	print_error("verify: %s\n", s.text);
	gd_str_release(&s);
}

static int
drop(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

void
office_close(struct office *o)
{
	struct gd_verify_report report;
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *s;

	gd_app_close(o->app);
	expect(gd_store_open(o->book, GD_PROFILE_VERIFY, &s, &err), GD_OK,
	    &err);
	expect(gd_store_verify(s, show_fault, NULL, &report, &err), GD_OK,
	    &err);
	gd_store_close(s);
	office_forget(o);
}

void
office_forget(struct office *o)
{
	nftw(o->dir, drop, 16, FTW_DEPTH | FTW_PHYS);
}

void
new_order_by(struct office *o, const char *login, const char *const *fields,
    char number[64])
{
	struct gd_pair pairs[32];
	struct gd_new_order n = { .customer = "yuanyang",
		.fields = pairs,
		.salesperson = "zhouyan" };
	struct gd_err err = GD_ERR_INIT;

	for (; fields[0]; fields += 2)
		pairs[n.nfields++] = (struct gd_pair){ fields[0], fields[1] };
	expect(gd_app_become(o->app, login, &err), GD_OK, &err);
	expect(gd_app_new(o->app, &n, number, &err), GD_OK, &err);
}

void
new_order(struct office *o, const char *const *fields, char number[64])
{
	new_order_by(o, "chenli", fields, number);
}

void
seen_now(struct office *o, const char *order, const struct gd_command *cmd,
    char seen[9])
{
	struct gd_order ord = load(o, order);

	gd_app_seen(&ord, cmd, seen);
	gd_order_release(&ord);
}

void
act(struct office *o, const char *login, const char *order, enum gd_code wanted,
    const struct gd_command *cmd)
{
	struct gd_err err = GD_ERR_INIT;

	char seen[9];

	expect(gd_app_become(o->app, login, &err), GD_OK, &err);
	seen_now(o, order, cmd, seen);
	if (cmd->verb == GD_DO_SIGN && !gd_app_unlocked(o->app))
		(void)!gd_app_unlock(o->app, OFFICE_PASSWORD, NULL);
	expect(gd_app_act(o->app, order, cmd,
		   cmd->verb == GD_DO_SIGN ? seen : NULL, NULL, &err),
	    wanted, &err);
}

struct gd_order
load(struct office *o, const char *order)
{
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT];
	struct gd_order out;

	gd_order_init(&out);
	expect(gd_store_order_find(gd_app_store(o->app), order, id, &err),
	    GD_OK, &err);
	expect(gd_store_order_load(gd_app_store(o->app), id, &out, &err), GD_OK,
	    &err);
	return out;
}

static bool
is_done(struct office *o, const char *order, const char *duty)
{
	struct gd_order ord = load(o, order);
	const struct gd_act *a;
	bool done = false;
	size_t i;

	for (i = 0; (a = gd_walk(&ord, GD_TAB_ACT, &i));)
		if (strcmp(a->duty, duty) == 0 && a->state == GD_ACT_DONE)
			done = true;
	gd_order_release(&ord);
	return done;
}

int
drive_to(struct office *o, const char *order, struct drive *d, const char *duty)
{
	struct gd_err err = GD_ERR_INIT;
	bool did = true;
	int n;

	d->app = o->app;
	if (!d->values)
		d->values = values;
	d->password = OFFICE_PASSWORD;
	for (n = 0; n < 300 && !(duty && is_done(o, order, duty)); n++) {
		expect(app_drive(d, order, true, &did, &err), GD_OK, &err);
		if (!did)
			break;
	}
	assert_true(n < 300);
	return n;
}

int
count_pieces(const struct gd_order *o, int64_t class_, int64_t state,
    const char *kind)
{
	const struct gd_piece *p;
	size_t i;
	int n = 0;

	for (i = 0; (p = gd_walk(o, GD_TAB_PIECE, &i));)
		n += (class_ < 0 || p->class == class_) &&
		     (state < 0 || p->state == state) &&
		     (!kind || strcmp(p->kind, kind) == 0);
	return n;
}

char
mark_of_step(const struct gd_order *o, int step_no)
{
	const char *rail = gd_head(o)->rail;

	return (int)strlen(rail) >= step_no ? rail[step_no - 1] : '?';
}

/* tui/help/palette.c - F2: everything that can be done here, also what is
 * blocked and why; where one can go; and the key that does it without this
 * list.
 *
 * What was used last stands first.  It is found by Chinese, English and pinyin
 * initials whatever language is shown.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "app/saved.h"
#include "base/text.h"

#include "palette_priv.h"

#include "base/banned.h"

enum entry_kind { OF_ORDER, OF_SCREEN, DATES, LIST };

struct entry {
	enum entry_kind kind;
	const char *id; /* of the deed; else a name of its own, for habits */
	enum gd_action action;
	int64_t last; /* when it was used; 0 = never, or not possible now */
	const char *words; /* of a list */
};

struct palette {
	char *number; /* owned; NULL: no order under the cursor */
	bool no_notice; /* its workflow has none */
	struct gd_arena arena;
	struct entry *at; /* owned */
	struct scr_item *items;
	size_t n, room, nitems, items_room;
	struct habits habits;
	struct jump jumps[JUMPS_MAX];
};

static void
drop(void *payload)
{
	struct palette *p = payload;

	gd_arena_release(&p->arena);
	free(p->number);
	free(p->at);
	free(p->items);
	free(p);
}

const char *
found_by(struct gd_arena *arena, const char *zh, const char *en)
{
	struct gd_str letters = GD_STR_INIT;
	const char *all;

	gd_text_initials(&letters, zh);
	all = gd_arena_printf(arena, "%s %s %s", zh, en, letters.text);
	gd_str_release(&letters);
	return all;
}

static struct scr_item *
add(struct palette *p, enum entry_kind kind, const char *id,
    enum gd_action action, bool possible)
{
	struct entry *e = GD_PUSH(p->at, p->n, p->room);

	e->kind = kind;
	e->id = gd_arena_str(&p->arena, id);
	e->action = action;
	e->last = possible ? habit_last(&p->habits, e->id) : 0;
	return GD_PUSH(p->items, p->nitems, p->items_room);
}

/* ---- what an action is called besides ----------------------------------------- */

const char *
action_words(enum gd_action action)
{
	static const struct {
		enum gd_action action;
		const char *words;
	} table[] = {
		{ GD_A_HELP, "keys manual 帮助 按键 说明" },
		{ GD_A_FILTER, "search find 搜索 查找 筛选 查询" },
		{ GD_A_EDIT, "change correct 修改 更正 编辑" },
		{ GD_A_COPIES, "receipt pieces copy 份数 签收 副本" },
		{ GD_A_SIGN, "signature approve 签字 签名 审批" },
		{ GD_A_NEW, "create order enter 新建 新订单 下单 录入" },
		{ GD_A_MINE, "saved filter view 常用 收藏 我的列表" },
		{ GD_A_PREVIEW, "pane side 预览" },
		{ GD_A_NOTICE, "change delay note 通知 联系单 备注" },
		{ GD_A_PRINT, "paper pdf slip 打印 传递单 单据" },
		{ GD_A_BACK, "quit exit leave close 退出 返回 关闭" },
		{ GD_A_WIDEN, "zoom full screen 放大 全屏" },
		{ GD_A_LINES, "goods lots items 货物 批次 明细" },
		{ GD_A_DATES, "time deadline due late 时间 期限 交期 逾期" },
		{ GD_A_OF_FLOW, "workflow kind of order 流程 种类" },
		{ GD_A_GANTT, "gantt bars chart plan 甘特图 横道图 进度" },
		{ GD_A_HISTORY, "log journal events 历史 记录 日志" },
		{ GD_A_FLOW,
		    "workflow picture diagram steps 流程 流程图 步骤" },
		{ GD_A_CUSTOMERS, "customer buyer client 客户 买家" },
		{ GD_A_STAFF, "people person colleagues staff users team 同事 "
			      "人员 员工" },
		{ GD_A_DAY, "home today start todo 首页 今天 待办" },
		{ GD_A_ORDERS, "list all 订单 列表 全部" },
		{ GD_A_BOARD, "numbers manager dashboard 看板 数字 经理" },
		{ GD_A_REPORTS, "kpi measures statistics year excel xlsx 报表 "
				"指标 统计 年终 报告" },
		{ GD_A_SINCE, "news changes 变化 动态" },
		{ GD_A_HANDOVER, "give holiday deputy 交接 移交 休假" },
		{ GD_A_PAPERS, "who holds outside 在外 单据" },
		{ GD_A_FILE, "archive binder 归档 档案 存档" },
		{ GD_A_SCAN, "barcode scanner code slip 扫码 扫描 条码" },
		{ GD_A_PEOPLE,
		    "people user login log in switch 人员 用户 登录 换人" },
		{ GD_A_LOCK, "away pause 锁屏 离开" },
		{ GD_A_PASSWORD, "pin secret 口令 密码" },
		{ GD_A_PRACTICE, "learn tutorial train 练习 学习" },
		{ GD_A_UNDO, "revert take back 撤销 还原" },
		{ GD_A_REDO, "again 重做 恢复" },
		{ GD_A_THEME, "theme skin dark light contrast color 主题 颜色 "
			      "配色 深色" },
		{ GD_A_MOUSE, "click pointer 鼠标" },
		{ GD_A_LANG, "language chinese english 语言 中文 英文" },
		{ GD_A_MESSAGES, "log errors 消息 提示" },
		{ GD_A_REDRAW, "refresh repaint 刷新 重画" },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (table[i].action == action)
			return table[i].words;
	return "";
}

/* ---- on the order ------------------------------------------------------- */

static const char *
label_in(struct ui *ui, enum gd_lang lang, const struct gd_order_page *page,
    const struct deed *d, struct gd_arena *arena)
{
	struct gd_str text = GD_STR_INIT;
	enum gd_lang was = *ui->lang;
	const char *kept;

	*ui->lang = lang;
	deed_label(ui, page, d, &text);
	*ui->lang = was;
	kept = gd_arena_str(arena, text.text);
	gd_str_release(&text);
	return kept;
}

static void
add_deed(struct ui *ui, struct palette *p, const struct gd_order_page *page,
    const struct deed *d)
{
	const char *zh = label_in(ui, GD_ZH, page, d, &p->arena);
	const char *en = label_in(ui, GD_EN, page, d, &p->arena);
	struct scr_item *item = add(p, OF_ORDER, d->id, GD_A_NONE, d->possible);
	struct gd_str note = GD_STR_INIT;

	deed_note(ui, page, d, &note);
	item->label = *ui->lang == GD_ZH ? zh : en;
	item->note = gd_arena_str(&p->arena, note.text);
	item->key = gd_arena_str(&p->arena, deed_key(ui, d));
	item->also = gd_arena_printf(&p->arena, "%s %s", d->id,
	    found_by(&p->arena, zh, en));
	item->off = !d->possible;
	gd_str_release(&note);
}

static void
add_dates(struct ui *ui, struct palette *p)
{
	static const char words[] = GD_TR("All dates of the order");
	struct scr_item *item = add(p, DATES, "dates:", GD_A_NONE, true);

	item->label = tr(ui, words);
	item->key = gd_arena_str(&p->arena, key_here(ui, GD_A_DATES));
	item->also =
	    gd_arena_printf(&p->arena, "dates: due deadline plan promised %s",
		found_by(&p->arena, gd_tr(GD_ZH, words), words));
}

/* Possible ones, then the dates, then what is rare or blocked. */
static void
add_order(struct ui *ui, struct palette *p)
{
	struct gd_order_page page = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct deeds deeds;
	bool dates = false;

	if (gd_app_order(*ui->app, p->number, &page, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	p->no_notice = !gd_wf_has_notice(page.wf);
	deeds_make(ui, &page, NULL, &deeds);
	for (size_t i = 0; i < deeds.n; i++) {
		if (!dates && (deeds.at[i].rare || !deeds.at[i].possible)) {
			add_dates(ui, p);
			dates = true;
		}
		add_deed(ui, p, &page, &deeds.at[i]);
	}
	if (!dates)
		add_dates(ui, p);
	deeds_release(&deeds);
	gd_order_page_release(&page);
}

/* Filters kept under a name, in the order of their digits. */
static void
add_lists(struct ui *ui, struct palette *p)
{
	const struct gd_saved_list *lists;
	int n = 0;

	if (!*ui->app ||
	    gd_app_saved(*ui->app, &p->arena, &lists, &n, NULL) != GD_OK)
		return;
	for (int i = 0; i < n; i++) {
		const char *id =
		    gd_arena_printf(&p->arena, "list:%s", lists[i].name);
		struct scr_item *item = add(p, LIST, id, GD_A_NONE, true);

		p->at[p->n - 1].words = lists[i].words;
		item->label = i < 9 ? gd_arena_printf(&p->arena, "%d %s", i + 1,
					  lists[i].name)
				    : lists[i].name;
		/* F4 is another key elsewhere */
		item->key = !*key_here(ui, GD_A_MINE) ? ""
			    : i < 9 ? gd_arena_printf(&p->arena, "F4 %d", i + 1)
				    : "F4";
		item->note = lists[i].words;
		item->also = gd_arena_printf(&p->arena, "%s %s %s", id,
		    gd_tr(GD_ZH, "My lists"),
		    found_by(&p->arena, lists[i].name, lists[i].words));
	}
}

/* The list of orders with this filter. */
static void
show_list(struct ui *ui, const char *words)
{
	(void)ui_act(ui, GD_A_ORDERS);
	scr_list_filter(ui, words, true);
}

/* ---- on the screen ------------------------------------------------------ */

/* Keys that move the cursor are in everybody's fingers. */
static bool
only_moves(enum gd_action a)
{
	switch (a) {
	case GD_A_ACTIONS:
	case GD_A_CANCEL:
	case GD_A_OPEN:
	case GD_A_ACCEPT:
	case GD_A_TOGGLE:
	case GD_A_UP:
	case GD_A_DOWN:
	case GD_A_PAGE_UP:
	case GD_A_PAGE_DOWN:
	case GD_A_FIRST:
	case GD_A_LAST:
	case GD_A_NEXT_FIELD:
	case GD_A_PREV_FIELD:
	case GD_A_SAVED:
		return true;
	default:
		return false;
	}
}

/* What only a form or a sheet has is named there and nowhere else. */
static bool
only_here(enum gd_action a)
{
	return a == GD_A_CHOOSE || a == GD_A_SAVE || a == GD_A_CHOICES ||
	       a == GD_A_TO_FILE || a == GD_A_UNTYPE;
}

/* Why a thing of the table cannot be done on this screen. */
static const char *
elsewhere(const struct ui *ui, const struct gd_action_row *a)
{
	if (ui->top->ops->place == GD_AT_FORM)
		return GD_TR("works outside the form: Esc closes it and keeps "
			     "what is entered");
	if (a->where & GD_AT_ORDER)
		return GD_TR("works in an order: Enter opens one");
	if (a->where & GD_AT_LIST)
		return GD_TR("works in the list of orders: key 1");
	if (a->where & GD_AT_DAY)
		return GD_TR("works in my day: key 0");
	if (a->where & GD_AT_BOARD)
		return GD_TR("works on the boards: key 9");
	if (a->where & (GD_AT_REPORT | GD_AT_REPORTS))
		return GD_TR("works in the reports: key &");
	return GD_TR("works in a table such as lines and lots: Ctrl-T in an "
		     "order");
}

static void
add_action(struct ui *ui, struct palette *p, const struct gd_action_row *a,
    bool here)
{
	const char *zh = gd_tr(GD_ZH, a->name);
	struct scr_item *item = add(p, OF_SCREEN, a->name, a->action, here);

	item->label = a->action == GD_A_LANG
			  ? "English / 中文"
			  : gd_arena_str(&p->arena, tr(ui, a->name));
	item->key = gd_arena_str(&p->arena, key_here(ui, a->action));
	item->note =
	    gd_arena_str(&p->arena, tr(ui, here ? a->what : elsewhere(ui, a)));
	item->also = gd_arena_printf(&p->arena, "%s %s %s %s",
	    found_by(&p->arena, zh, a->name), a->what, gd_tr(GD_ZH, a->what),
	    action_words(a->action));
	item->off = !here;
}

static void
add_screen(struct ui *ui, struct palette *p, bool here)
{
	int place = (int)ui->top->ops->place;

	for (int i = 1; i < GD_NACTIONS; i++) {
		const struct gd_action_row *a =
		    gd_action_row((enum gd_action)i);

		if (only_moves(a->action) || (only_here(a->action) && !here) ||
		    (a->action == GD_A_DATES && p->number) ||
		    (a->action == GD_A_NOTICE && p->no_notice))
			continue;
		if (((a->where & place) != 0) == here)
			add_action(ui, p, a, here);
	}
}

/* ---- the list ----------------------------------------------------------- */

/* What was used last comes first; the others stay as they are. */
static void
used_first(struct palette *p)
{
	for (size_t i = 1; i < p->n; i++) {
		const struct entry e = p->at[i];
		const struct scr_item item = p->items[i];
		size_t k = i;

		for (; k > 0 && p->at[k - 1].last < e.last; k--) {
			p->at[k] = p->at[k - 1];
			p->items[k] = p->items[k - 1];
		}
		p->at[k] = e;
		p->items[k] = item;
	}
}

/* "receive" of "receive:contract%12": the kind of act a key is of. */
static const char *
kind_of(struct ui *ui, const struct entry *e)
{
	size_t n = 0;

	if (e->kind != OF_ORDER)
		return e->id;
	while (islower((unsigned char)e->id[n]) || e->id[n] == '_')
		n++;
	return ui_fmt(ui, "kind:%.*s", (int)n, e->id);
}

/* After the third time its key is said, behind whatever the act said. */
static void
teach(struct ui *ui, const char *kind, const char *key)
{
	struct gd_str text = GD_STR_INIT, lesson = GD_STR_INIT;
	bool bad = ui->bad;

	if (!key || !*key || habit_used(ui, kind) != HABIT_TEACH)
		return;
	ui_sentence(ui, &lesson, "Next time press {1}", 1,
	    (const struct gd_arg[]){ gd_arg_text(key) });
	gd_str_addf(&text, "%s%s%s", ui->message.text,
	    ui->message.len ? "  " : "", lesson.text);
	ui_say_plain(ui, text.text);
	ui->bad = bad;
	gd_str_release(&text);
	gd_str_release(&lesson);
}

static void
run(struct ui *ui, void *payload, int chosen, const bool *ticked)
{
	struct palette *p = payload;
	const struct entry *e;
	const struct scr_item *item;

	(void)ticked;
	if (chosen >= (int)p->n) {
		jump_go(ui, p->number, &p->jumps[chosen - (int)p->n]);
		return;
	}
	if (chosen < 0)
		return;
	e = &p->at[chosen];
	item = &p->items[chosen];
	if (e->kind == OF_SCREEN && item->off) {
		ui_say_plain(ui, ui_fmt(ui, "%s: %s", item->label, item->note));
		ui->bad = true;
		return;
	}
	if (!item->off && (e->kind == OF_ORDER || e->kind == LIST))
		(void)habit_used(ui, e->id);
	if (e->kind == DATES)
		scr_dates(ui, p->number, NULL);
	else if (e->kind == LIST)
		show_list(ui, e->words);
	else if (e->kind == OF_ORDER)
		scr_act(ui, p->number, e->id);
	else
		(void)ui_act(ui, e->action);
	if (!item->off && *ui->app)
		teach(ui, kind_of(ui, e), item->key);
}

static int
find(struct ui *ui, void *payload, const char *typed, struct gd_arena *arena,
    struct scr_item *more)
{
	struct palette *p = payload;

	return jumps_find(ui, p->number, typed, arena, p->jumps, more);
}

static void
again(struct ui *ui, void *payload)
{
	scr_palette(ui, ((const struct palette *)payload)->number);
}

void
scr_palette(struct ui *ui, const char *number)
{
	struct palette *p = gd_alloc(1, sizeof *p);

	p->number = gd_strdup(number);
	habits_load(ui, &p->habits);
	if (number)
		add_order(ui, p);
	if (ui->top->ops->place & GD_AT_VIEWS)
		add_lists(ui, p);
	add_screen(ui, p, true);
	add_screen(ui, p, false);
	habits_release(&p->habits);
	used_first(p);
	scr_pick(ui,
	    &(struct scr_pick){
		.in_order = true,
		.title = number
			     ? ui_fmt(ui, "%s: %s", tr(ui, "Actions"), number)
			     : tr(ui, "Actions"),
		.items = p->items,
		.n = (int)p->n,
		.then = run,
		.find = find,
		.none = GD_TR("No action, order or customer has this in its "
			      "name. Backspace takes letters back; try "
			      "another word, pinyin initials or \"step 5\"."),
		.again = again,
		.payload = p,
		.drop = drop,
	    });
}

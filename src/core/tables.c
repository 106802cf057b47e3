/* core/tables.c - what core/tables.h lists, as descriptors.
 *
 * The column lists do not know which struct they stand in, so ROW names it
 * around each use; the compiler notices a table that was forgotten here.
 */
#include "core/tables.h"

#include <stddef.h>

#include "base/banned.h"

#define INT_COL(name) { #name, GD_CELL_INT, offsetof(struct ROW, name) },
#define TEXT_COL(name) { #name, GD_CELL_TEXT, offsetof(struct ROW, name) },

#define ROW gd_head
static const struct gd_col head_cols[] = { GD_COLS_HEAD(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_field
static const struct gd_col field_cols[] = { GD_COLS_FIELD(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_line
static const struct gd_col line_cols[] = { GD_COLS_LINE(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_lot
static const struct gd_col lot_cols[] = { GD_COLS_LOT(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_lotline
static const struct gd_col lotline_cols[] = { GD_COLS_LOTLINE(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_loop
static const struct gd_col loop_cols[] = { GD_COLS_LOOP(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_act
static const struct gd_col act_cols[] = { GD_COLS_ACT(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_due
static const struct gd_col due_cols[] = { GD_COLS_DUE(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_step
static const struct gd_col step_cols[] = { GD_COLS_STEP(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_paper
static const struct gd_col paper_cols[] = { GD_COLS_PAPER(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_dist
static const struct gd_col dist_cols[] = { GD_COLS_DIST(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_revision
static const struct gd_col revision_cols[] = { GD_COLS_REVISION(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_signoff
static const struct gd_col signoff_cols[] = { GD_COLS_SIGNOFF(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_piece
static const struct gd_col piece_cols[] = { GD_COLS_PIECE(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_payment
static const struct gd_col payment_cols[] = { GD_COLS_PAYMENT(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_assign
static const struct gd_col assign_cols[] = { GD_COLS_ASSIGN(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_offer
static const struct gd_col offer_cols[] = { GD_COLS_OFFER(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_change
static const struct gd_col change_cols[] = { GD_COLS_CHANGE(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_override
static const struct gd_col override_cols[] = { GD_COLS_OVERRIDE(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_inform
static const struct gd_col inform_cols[] = { GD_COLS_INFORM(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_link
static const struct gd_col link_cols[] = { GD_COLS_LINK(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_file
static const struct gd_col file_cols[] = { GD_COLS_FILE(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_print
static const struct gd_col print_cols[] = { GD_COLS_PRINT(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_company
static const struct gd_col company_cols[] = { GD_COLS_COMPANY(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_person
static const struct gd_col person_cols[] = { GD_COLS_PERSON(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_holds
static const struct gd_col holds_cols[] = { GD_COLS_HOLDS(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_member
static const struct gd_col member_cols[] = { GD_COLS_MEMBER(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_desk
static const struct gd_col desk_cols[] = { GD_COLS_DESK(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_alias
static const struct gd_col alias_cols[] = { GD_COLS_ALIAS(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_deputy
static const struct gd_col deputy_cols[] = { GD_COLS_DEPUTY(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_customer
static const struct gd_col customer_cols[] = { GD_COLS_CUSTOMER(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_party
static const struct gd_col party_cols[] = { GD_COLS_PARTY(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_series
static const struct gd_col series_cols[] = { GD_COLS_SERIES(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_distrule
static const struct gd_col distrule_cols[] = { GD_COLS_DISTRULE(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_holiday
static const struct gd_col holiday_cols[] = { GD_COLS_HOLIDAY(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_setting
static const struct gd_col setting_cols[] = { GD_COLS_SETTING(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_rate
static const struct gd_col rate_cols[] = { GD_COLS_RATE(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_saved
static const struct gd_col saved_cols[] = { GD_COLS_SAVED(INT_COL, TEXT_COL) };
#undef ROW
#define ROW gd_closing
static const struct gd_col closing_cols[] = { GD_COLS_CLOSING(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_signkey
static const struct gd_col signkey_cols[] = { GD_COLS_SIGNKEY(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_flowdef
static const struct gd_col flowdef_cols[] = { GD_COLS_FLOWDEF(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_formdef
static const struct gd_col formdef_cols[] = { GD_COLS_FORMDEF(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_printer
static const struct gd_col printer_cols[] = { GD_COLS_PRINTER(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_caldef
static const struct gd_col caldef_cols[] = { GD_COLS_CALDEF(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_calyear
static const struct gd_col calyear_cols[] = { GD_COLS_CALYEAR(INT_COL,
    TEXT_COL) };
#undef ROW
#define ROW gd_calday
static const struct gd_col calday_cols[] = { GD_COLS_CALDAY(INT_COL,
    TEXT_COL) };
#undef ROW

#define X(word, name, cols, nkeys)                                 \
	{ #name, sizeof(struct gd_##name),                         \
		sizeof name##_cols / sizeof name##_cols[0], nkeys, \
		name##_cols },
const struct gd_table gd_order_tables[GD_ORDER_NTABLES] = { GD_ORDER_TABLES(
    X) };
const struct gd_table gd_office_tables[GD_OFFICE_NTABLES] = { GD_OFFICE_TABLES(
    X) };
#undef X

#define WORD_OF(words, n)                                                    \
	((n) >= 0 && (size_t)(n) < sizeof words / sizeof words[0] ? words[n] \
								  : "?")

const char *
gd_order_state_word(int64_t state)
{
	static const char *const words[] = { "active", "held", "completed",
		"cancelled" };

	return WORD_OF(words, state);
}

const char *
gd_rev_state_word(int64_t state)
{
	static const char *const words[] = { "none", "draft", "signing",
		"expected", "issued", "superseded", "void" };

	return WORD_OF(words, state);
}

const char *
gd_piece_state_word(int64_t state)
{
	static const char *const words[] = { "none", "due", "sent", "held",
		"recall", "returned", "destroyed", "void", "lost" };

	return WORD_OF(words, state);
}

const char *
gd_piece_class_word(int64_t class_)
{
	static const char *const words[] = { "original", "copy", "file",
		"sample", "received copy" };

	return WORD_OF(words, class_);
}

const char *
gd_offer_state_word(int64_t state)
{
	static const char *const words[] = { "offered", "accepted", "refused",
		"expired", "released" };

	return WORD_OF(words, state);
}

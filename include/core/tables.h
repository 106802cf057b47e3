/* core/tables.h - the rows an order and the office are made of.
 *
 * One X-macro a table: I(name) an integer cell, T(name) a text cell; key
 * cells first.  The struct, the column table, the JSON and the SQL columns
 * all come from here (docs/SCHEMA.md has the same list with its meaning).
 * The journal names cells by their place: new ones go last, none ever goes.
 * Times *_ms: UTC milliseconds, 0 = not yet. Days *_day: see base/day.h, but
 * 0 = none (1970-01-01 is no date of a living order).
 */
#ifndef GENDAN_CORE_TABLES_H
#define GENDAN_CORE_TABLES_H

#include "core/row.h"

/* clang-format off */
/* ---- tables of one order ------------------------------------------------ */

/* The order itself, one row. rail: one mark a step (. > s c x - ~ !), without
 * '!', which depends on today; waits: ids of who the open duties wait for;
 * taken_day: taken over from paper that day, 0 = begun in gendan; hard_day,
 * hard: the next hard date still open and its id; warns: checks that fail;
 * slip_day to slip_till_day: the days on which it is said to be late one day,
 * unless time is made up (core/view/slip.h); 0 = none in sight;
 * pick_*: what lists are picked by (core/view/pick.h), 0 = none. */
#define GD_COLS_HEAD(I, T)                                                   \
	T(number) T(workflow) I(version) T(company) T(customer)              \
	I(state) I(created_ms) I(closed_ms) I(held_ms)                       \
	T(cause) T(cause_by) T(reason) T(status)                             \
	T(rail) I(step_no) T(waits) I(due_day) I(due_step)                   \
	I(pieces_out) I(unsigned_n) I(taken_day)                             \
	I(hard_day) T(hard) I(warns)                                         \
	I(slip_day) I(slip_till_day)                                         \
	I(pick_urgency) I(pick_distance) I(pick_volume) I(pick_amount)       \
	I(pick_finish) I(pick_load)
/* A field of the order (lot 0) or of a lot: contract_no, terms, vessel ... */
#define GD_COLS_FIELD(I, T) T(name) I(lot) T(value)
/* qty in the smallest part given by digits; price in minor units; cancelled:
 * what of qty will not be shipped; tolerance_bp: more or less, 300 = 3 %. */
#define GD_COLS_LINE(I, T)                                                   \
	I(no) T(item) T(spec) I(qty) I(digits) T(unit) I(price) T(currency)  \
	I(discount_bp) T(note) I(cancelled) I(tolerance_bp)
/* from_lot: the lot it was split from, 0 = the first. */
#define GD_COLS_LOT(I, T) I(no) I(state) I(from_lot) T(reason)
/* qty planned; shipped counts once known is 1. */
#define GD_COLS_LOTLINE(I, T) I(lot) I(line) I(qty) I(shipped) I(known)
#define GD_COLS_LOOP(I, T) T(loop) I(lot) I(round)
/* A recorded act on a duty (done or waived), or an ad-hoc instance.
 * fields: compact JSON object of what was entered. day: when it happened.
 * taken 1, here and below: it happened on paper before gendan; by entered it. */
#define GD_COLS_ACT(I, T)                                                    \
	T(duty) I(lot) I(round) I(inst)                                      \
	I(state) T(outcome) T(fields) T(by) T(for_whom) T(role)              \
	I(at_ms) I(day) T(reason) I(over) I(taken)
/* A date of a duty or of a limit (its id stands in duty): day = base + rule;
 * moved 1 = set by a person. plan: the baseline; first: what was promised
 * first; actual: when it was met, 0 = not yet; shut 1 = not owed any more; hard
 * 1 = of law, bank or carrier. raw_day: before cap and roll; cap: the field
 * that capped it; held: days its clock stood still (in its own count). owner:
 * who answers for it, "person:LOGIN" or "role:ID". ring_day: when the next rung
 * of its ladder rings, 0 = none; rung: how many rang; told: whom the last one
 * told, as owner. unsure: bits of enum gd_unsure. shifts: how often day became
 * another. */
#define GD_COLS_DUE(I, T)                                                    \
	T(duty) I(lot) I(round) I(inst) I(day) I(base_day) T(base) T(rule)   \
	I(moved) T(reason)                                                   \
	I(plan) I(first) I(actual) I(shut) I(hard) I(raw_day) T(cap) I(held) \
	T(owner) I(ring_day) I(rung) T(told) I(unsure) I(shifts)
/* Steps that opened; early 1 = opened early by a person. */
#define GD_COLS_STEP(I, T)                                                   \
	T(step) I(lot) I(state) I(open_ms) I(done_ms) I(early) T(reason) T(by)
/* A paper: (kind, lot, inst); in_force and last are revision numbers; hands of
 * a revision: the logins of who wrote on it before `by`, blanks between;
 * back_ms, back_by, back_why: sent back and not written anew since, 0 = not. */
#define GD_COLS_PAPER(I, T)                                                  \
	T(kind) I(lot) I(inst) I(round) I(in_force) I(last)
#define GD_COLS_DIST(I, T)                                                   \
	T(kind) I(lot) I(inst) T(desk) I(original) I(copies) I(keep)         \
	I(suggested) T(reason)
#define GD_COLS_REVISION(I, T)                                               \
	T(kind) I(lot) I(inst) I(rev) I(state) T(by) T(for_whom) I(made_ms)  \
	I(issued_ms) T(fields) T(digest) T(reason) T(source) I(notice) \
	I(taken) T(hands) I(back_ms) T(back_by) T(back_why)
/* key: "login#no" of who signed; head: "LEDGER:SEQ:HASH" of the journal just
 * before; sig: Ed25519 over core/proof.h; shown: the name as it stood there. */
#define GD_COLS_SIGNOFF(I, T)                                                \
	T(kind) I(lot) I(inst) I(rev) I(no) T(role) T(by) T(for_whom)        \
	I(at_ms) T(meaning) T(reason) I(live) T(entered_by)   \
	I(taken) T(key) T(head) T(sig) T(shown)
/* One physical thing. copy_no: the 分发号 within its paper (0 original).
 * was: state before recall; void_cause: why it was voided (cancel, revision). */
#define GD_COLS_PIECE(I, T)                                                  \
	I(no) T(kind) I(lot) I(inst) I(rev) I(class) I(copy_no) T(desk)      \
	I(state) I(was) I(sent_ms) I(held_ms) T(holder) T(proxy) T(carrier)  \
	T(tracking) T(to_desk) T(cause) T(note) I(taken)
/* lot 0: of the whole order; a split gives each lot its own rows. reckoned 1:
 * due_day follows from the workflow, nobody typed it. */
#define GD_COLS_PAYMENT(I, T)                                                \
	I(no) I(lot) T(trigger) T(method) I(bp) I(amount) T(currency)        \
	I(due_day) I(credited) I(credited_day) T(note) I(reckoned)
#define GD_COLS_ASSIGN(I, T) T(role) T(person)
#define GD_COLS_OFFER(I, T)                                                  \
	T(duty) I(lot) I(round) I(inst) T(person) I(state) I(at_ms)          \
	I(expires_ms) T(reason)
/* A change agreed in notice inst: which paper, which field, from, to. */
#define GD_COLS_CHANGE(I, T) I(notice) I(no) T(paper) T(field) T(old) T(now)
#define GD_COLS_OVERRIDE(I, T)                                               \
	I(no) T(stop) T(what) T(by) T(role) T(reason) I(at_ms)
/* Outside parties to be told that the order was cancelled. */
#define GD_COLS_INFORM(I, T) I(no) T(desk) T(why) I(done_ms) T(by)
#define GD_COLS_LINK(I, T) T(kind) T(other)
/* A file kept beside the book under its digest (SHA-256 in hex). kind "": put to
 * the order; else to that revision of a paper (rev 0: to a thing). */
#define GD_COLS_FILE(I, T)                                                   \
	I(no) T(name) T(digest) I(size) T(by) I(at_ms) T(note)               \
	T(kind) I(lot) I(inst) I(rev)
/* A sheet that was handed to a printer or written: of a piece, or with piece 0
 * of a draft or a slip. what: form, slip; device: name of the queue, pdf, text;
 * job: the printer's word for it; again: how often it was printed before. */
#define GD_COLS_PRINT(I, T)                                                  \
	I(no) I(piece) T(kind) I(lot) I(inst) I(rev) T(what) T(by) I(at_ms)  \
	T(device) T(job) I(pages) I(again) T(reason)

/* X(enum word, struct and SQL name, columns, number of key columns) */
#define GD_ORDER_TABLES(X)                              \
	X(HEAD, head, GD_COLS_HEAD, 0)                  \
	X(FIELD, field, GD_COLS_FIELD, 2)               \
	X(LINE, line, GD_COLS_LINE, 1)                  \
	X(LOT, lot, GD_COLS_LOT, 1)                     \
	X(LOTLINE, lotline, GD_COLS_LOTLINE, 2)         \
	X(LOOP, loop, GD_COLS_LOOP, 2)                  \
	X(ACT, act, GD_COLS_ACT, 4)                     \
	X(DUE, due, GD_COLS_DUE, 4)                     \
	X(STEP, step, GD_COLS_STEP, 2)                  \
	X(PAPER, paper, GD_COLS_PAPER, 3)               \
	X(DIST, dist, GD_COLS_DIST, 4)                  \
	X(REVISION, revision, GD_COLS_REVISION, 4)      \
	X(SIGNOFF, signoff, GD_COLS_SIGNOFF, 5)         \
	X(PIECE, piece, GD_COLS_PIECE, 1)               \
	X(PAYMENT, payment, GD_COLS_PAYMENT, 1)         \
	X(ASSIGN, assign, GD_COLS_ASSIGN, 1)            \
	X(OFFER, offer, GD_COLS_OFFER, 5)               \
	X(CHANGE, change, GD_COLS_CHANGE, 2)            \
	X(OVERRIDE, override, GD_COLS_OVERRIDE, 1)      \
	X(INFORM, inform, GD_COLS_INFORM, 1)            \
	X(LINK, link, GD_COLS_LINK, 2)                  \
	X(FILE, file, GD_COLS_FILE, 1)                  \
	X(PRINT, print, GD_COLS_PRINT, 1)

/* ---- tables of the office ----------------------------------------------- */

#define GD_COLS_COMPANY(I, T)                                                \
	T(code) T(name_zh) T(name_en) T(address_zh) T(address_en) T(bank)    \
	T(tax_no) T(logo) T(currency) T(phone)
#define GD_COLS_PERSON(I, T) T(login) T(name) T(name_en) I(active)
#define GD_COLS_HOLDS(I, T) T(login) T(role) I(active)
#define GD_COLS_MEMBER(I, T) T(login) T(desk) I(active)
/* calendar: whose days off the desk has, "" = the office's */
#define GD_COLS_DESK(I, T)                                                   \
	T(code) T(zh) T(en) I(outside) I(active) T(calendar)
#define GD_COLS_ALIAS(I, T) T(alias) T(desk)
/* who is away, deputy acts for him, from_day..to_day inclusive */
#define GD_COLS_DEPUTY(I, T) T(who) T(deputy) I(from_day) I(to_day) I(active)
/* terms and trade_term: what a new order begins with, where a field of the
 * workflow says that it is the same (`customer`); currency: of money typed
 * without one; lang: of papers that go to him, "" = as the forms say */
#define GD_COLS_CUSTOMER(I, T)                                               \
	T(code) T(name) T(name_en) T(country) T(city) T(pinyin) T(note)      \
	I(active)                                                            \
	T(contact) T(phone) T(mail) T(terms) T(trade_term) T(currency) T(lang)
/* kind: carrier, forwarder, bank */
#define GD_COLS_PARTY(I, T) T(kind) T(code) T(name) I(active)
/* period: the yymm, yy or "" the next number belongs to */
#define GD_COLS_SERIES(I, T)                                                 \
	T(company) T(kind) T(pattern) T(reset) I(next) I(start) T(period)
/* level: office or customer (customer = its code, "" for office) */
#define GD_COLS_DISTRULE(I, T)                                               \
	T(customer) T(kind) T(desk) I(original) I(copies) I(keep) I(active)
/* The office's own days, before those of any calendar it works by. off 1 = day
 * off, 0 = a working weekend day (调休). */
#define GD_COLS_HOLIDAY(I, T) I(day) I(off) T(name)
#define GD_COLS_SETTING(I, T) T(name) T(value)
/* One unit of currency is rate_e6 millionths of home, on that day. */
#define GD_COLS_RATE(I, T) T(currency) T(home) I(day) I(rate_e6) T(source)
/* A person's own list: the filter words under a name. */
#define GD_COLS_SAVED(I, T) T(login) T(name) T(words) I(active)
/* A day closed: the book up to command seq, whose hash is head, and what came
 * since the closing before: commands, orders begun, and so on. key, sig,
 * shown: as of a sign-off, over gd_proof_closing. */
#define GD_COLS_CLOSING(I, T)                                                \
	I(no) I(day) T(by) I(at_ms) I(seq) T(head) I(commands) I(made)       \
	I(signed_n) I(issued) I(completed) I(overrides) T(note)              \
	T(key) T(sig) T(shown)
/* A person's signature key, in force from_ms..to_ms (0 = still). public "": a
 * new first password was asked for by `by` and waits for a second one. first
 * 1: sealed under a first password, cannot sign; proof: the key before it
 * signed this one. What is sealed stands in the store's vault. */
#define GD_COLS_SIGNKEY(I, T)                                                \
	T(login) I(no) T(public) T(seal_digest) I(from_ms) I(to_ms) I(first) \
	T(by) T(second) T(proof)
#define GD_COLS_FLOWDEF(I, T)                                                \
	T(id) I(version) T(digest) T(zh) T(en) T(source) I(active)
/* The forms of a workflow as the office prints them: the highest no counts. */
#define GD_COLS_FORMDEF(I, T) T(workflow) I(no) T(digest) T(source)
/* Where whoever sits at a desk prints papers of a kind ("slip": slips); either
 * "" = any, the most particular row counts. media: what lies in it; "" = as the
 * form says. */
#define GD_COLS_PRINTER(I, T) T(desk) T(kind) T(queue) T(media) I(active)
/* Working days of a country or a trade: CN, DE, bank ... weekend: bit 0 Monday
 * .. bit 6 Sunday. */
#define GD_COLS_CALDEF(I, T)                                               \
	T(code) T(zh) T(en) I(weekend) I(active)
/* A year of it that is known: state 1 = announced, with swapped days, 2 = only
 * what the law fixes; the swaps are still to be announced. */
#define GD_COLS_CALYEAR(I, T) T(calendar) I(year) I(state) T(source)
/* off 1 = day off, 0 = a weekend day worked */
#define GD_COLS_CALDAY(I, T) T(calendar) I(day) I(off) T(zh) T(en)

#define GD_OFFICE_TABLES(X)                             \
	X(COMPANY, company, GD_COLS_COMPANY, 1)         \
	X(PERSON, person, GD_COLS_PERSON, 1)            \
	X(HOLDS, holds, GD_COLS_HOLDS, 2)               \
	X(MEMBER, member, GD_COLS_MEMBER, 2)            \
	X(DESK, desk, GD_COLS_DESK, 1)                  \
	X(ALIAS, alias, GD_COLS_ALIAS, 1)               \
	X(DEPUTY, deputy, GD_COLS_DEPUTY, 2)            \
	X(CUSTOMER, customer, GD_COLS_CUSTOMER, 1)      \
	X(PARTY, party, GD_COLS_PARTY, 2)               \
	X(SERIES, series, GD_COLS_SERIES, 2)            \
	X(DISTRULE, distrule, GD_COLS_DISTRULE, 3)      \
	X(HOLIDAY, holiday, GD_COLS_HOLIDAY, 1)         \
	X(SETTING, setting, GD_COLS_SETTING, 1)         \
	X(FLOWDEF, flowdef, GD_COLS_FLOWDEF, 2)         \
	X(RATE, rate, GD_COLS_RATE, 3)                  \
	X(SAVED, saved, GD_COLS_SAVED, 2)               \
	X(CLOSING, closing, GD_COLS_CLOSING, 1) \
	X(SIGNKEY, signkey, GD_COLS_SIGNKEY, 2)         \
	X(FORMDEF, formdef, GD_COLS_FORMDEF, 2)         \
	X(PRINTER, printer, GD_COLS_PRINTER, 2)         \
	X(CALDEF, caldef, GD_COLS_CALDEF, 1)          \
	X(CALYEAR, calyear, GD_COLS_CALYEAR, 2)         \
	X(CALDAY, calday, GD_COLS_CALDAY, 2)

/* clang-format on */

/* ---- structs, column numbers and table numbers from the lists ----------- */

#define GD_CELL_INT_DECL(name) int64_t name;
#define GD_CELL_TEXT_DECL(name) const char *name;
#define X(word, name, cols, nkeys)                        \
	struct gd_##name {                                \
		cols(GD_CELL_INT_DECL, GD_CELL_TEXT_DECL) \
	};
GD_ORDER_TABLES(X)
GD_OFFICE_TABLES(X)
#undef X

enum gd_order_table {
#define X(word, name, cols, nkeys) GD_TAB_##word,
	GD_ORDER_TABLES(X)
#undef X
	    GD_ORDER_NTABLES
};

enum gd_office_table {
#define X(word, name, cols, nkeys) GD_OFF_##word,
	GD_OFFICE_TABLES(X)
#undef X
	    GD_OFFICE_NTABLES
};

extern const struct gd_table gd_order_tables[GD_ORDER_NTABLES];
extern const struct gd_table gd_office_tables[GD_OFFICE_NTABLES];

/* ---- values of the integer cells ---------------------------------------- */

enum gd_order_state {
	GD_ORDER_ACTIVE = 0,
	GD_ORDER_HELD,
	GD_ORDER_COMPLETED,
	GD_ORDER_CANCELLED
};
enum gd_lot_state {
	GD_LOT_LIVING = 0,
	GD_LOT_OFF /* called off: nothing of it will be shipped */
};
enum gd_act_state {
	GD_ACT_NONE = 0,
	GD_ACT_DONE,
	GD_ACT_WAIVED,
	GD_ACT_OPEN /* undone */
};
enum gd_rev_state {
	GD_REV_NONE = 0,
	GD_REV_DRAFT,
	GD_REV_SIGNING,
	GD_REV_EXPECTED,
	GD_REV_ISSUED,
	GD_REV_SUPERSEDED,
	GD_REV_VOID
};
enum gd_piece_class {
	GD_PIECE_ORIGINAL = 0,
	GD_PIECE_COPY,
	GD_PIECE_FILE,
	GD_PIECE_SAMPLE,
	GD_PIECE_RECEIVED_COPY
};
enum gd_piece_state {
	GD_PIECE_NONE = 0,
	GD_PIECE_DUE,
	GD_PIECE_SENT,
	GD_PIECE_HELD,
	GD_PIECE_RECALL,
	GD_PIECE_RETURNED,
	GD_PIECE_DESTROYED,
	GD_PIECE_VOID,
	GD_PIECE_LOST
};
enum gd_offer_state {
	GD_OFFER_OFFERED = 0,
	GD_OFFER_ACCEPTED,
	GD_OFFER_REFUSED,
	GD_OFFER_EXPIRED,
	GD_OFFER_RELEASED
};
/* Why a date is not quite certain. */
enum gd_unsure {
	GD_UNSURE_YEAR = 1,   /* its calendar has no days of that year */
	GD_UNSURE_SWAPS = 2,  /* the year's swapped days are not announced */
	GD_UNSURE_COUNTRY = 4 /* the customer's country has no calendar: counted
			       * by the office's */
};
enum gd_calyear_state {
	GD_CALYEAR_ANNOUNCED = 1,
	GD_CALYEAR_STATUTORY /* only what the law fixes */
};
enum gd_step_state {
	GD_STEP_WAITING = 0,
	GD_STEP_OPEN,
	GD_STEP_SATISFIED /* but not open */,
	GD_STEP_DONE,
	GD_STEP_NA
};

/** The word of a state: "issued", "held" ...; static; English, for gd_tr. */
const char *gd_order_state_word(int64_t state);
const char *gd_rev_state_word(int64_t state);
const char *gd_piece_state_word(int64_t state);
const char *gd_piece_class_word(int64_t class_);
const char *gd_offer_state_word(int64_t state);

#endif

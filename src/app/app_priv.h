/* src/app/app_priv.h - what the files of the app layer share. */
#ifndef GENDAN_APP_PRIV_H
#define GENDAN_APP_PRIV_H

#include "app/app.h"
#include "app/flows.h"
#include "base/secret.h"
#include "core/form.h"

#define LOGIN_MAX 64

/* One parsed workflow of the book; never changes once installed. */
struct flow {
	char *id;
	int version;
	struct gd_workflow wf;
};

/* A person's signature key, open until gd_app_lock. */
struct open_key {
	char login[LOGIN_MAX];
	int64_t no;
	struct gd_secret *key; /* owned */
};

struct gd_app {
	struct gd_store *store;
	struct gd_sheet office;
	struct gd_lazy customers;    /* of the office */
	bool office_loaded, english; /* english: who reads names */
	int looks;                   /* under way */
	int64_t office_generation;
	struct app_calendars *calendars; /* owned; of the office; NULL */
	char login[LOGIN_MAX];
	char request[GD_ID_TEXT]; /* "" = a new one for each act */
	int acts;                 /* done with this request */
	int utc_offset;
	int64_t clock_ms; /* of the demo; 0 = the real clock */
	int64_t last_ms;  /* time never goes back */
	bool ahead;       /* the clock is so far ahead that time waits */
	bool looked_at_clock;
	bool batch;          /* inside app_batch_begin/_end */
	struct flow **flows; /* pointers, so that lent ones stay put */
	size_t nflows, flows_room;
	const struct gd_workflow *usual; /* of generation usual_of */
	int64_t usual_of;
	char *folder;          /* files come only from its drop; NULL: any */
	struct open_key *keys; /* owned */
	size_t nkeys, keys_room;
	struct gd_cost cost;     /* of what is sealed from now on */
	void (*nap)(int64_t ms); /* tests; NULL: really wait */
	void (*told)(void *payload, int64_t ms); /* gd_app_on_wait; NULL */
	void *told_payload;
};
/* ---- clock.c ---- */
/* Inside a transaction: where the journal's time is; writes down that the
 * clock jumped. */
enum gd_code app_clock_check(struct gd_app *app,
    struct gd_err *err) GD_MUST_CHECK;
/* ---- app.c ---- */
enum gd_code app_office(struct gd_app *app, struct gd_err *err) GD_MUST_CHECK;
/* The request id of the next act: given, derived from it, or new. */
void app_request(struct gd_app *app, int64_t now, char out[GD_ID_TEXT]);
/* A UUID made of parts, the same for the same parts. */
void app_hash_id(char out[GD_ID_TEXT], const char *a, const char *b);
enum gd_code app_begin(struct gd_app *app, struct gd_err *err) GD_MUST_CHECK;
enum gd_code app_end(struct gd_app *app, enum gd_code rc,
    struct gd_err *err) GD_MUST_CHECK;
/* Many acts in one store transaction (import, demo, init). */
enum gd_code app_batch_begin(struct gd_app *app,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code app_batch_end(struct gd_app *app, enum gd_code rc,
    struct gd_err *err) GD_MUST_CHECK;
const struct gd_customer *app_customer(struct gd_app *app, const char *code);
const char *app_called(const struct gd_app *app, const struct gd_customer *c);
const char *app_setting(struct gd_app *app, const char *name); /* "" unset */
const struct gd_company *app_company(struct gd_app *app, const char *code);
/* ---- facts.c ---- */
struct app_facts {
	struct gd_facts f;
	struct gd_arena arena;
};
/* What the core must know when login acts on order (NULL: a new one of this
 * customer). Borrows from app's office. */
void app_facts(struct gd_app *app, const char *login,
    const struct gd_workflow *wf, const struct gd_order *order,
    const char *customer, struct app_facts *out);
void app_facts_person(struct gd_app *app, const struct gd_command *cmd,
    struct app_facts *out); /* whom it names, also as person= */
/* Who holds which role, for orders that are given to people. */
void app_facts_holders(struct gd_app *app, struct app_facts *out);
/* Who stands in for whom today (GD_DO_TICK). */
void app_facts_deputies(struct gd_app *app, struct app_facts *out);
void app_facts_release(struct app_facts *out);
/* The same where no order says by which workflow: his desks are the own desks
 * of his roles, by the first workflow that knows the role. */
void app_facts_anywhere(struct gd_app *app, const char *login,
    struct app_facts *out);
/** By a seat of his own or by a role whose desk it is; wf NULL: of whichever
 * workflow. */
bool app_sits_at(struct gd_app *app, const struct gd_workflow *wf,
    const char *login, const char *desk);
bool app_person_has(struct gd_app *app, const char *login, const char *role,
    int32_t today); /* as holder or deputy */

/* ---- act.c ---- */
enum gd_code app_check_command(const struct gd_command *cmd,
    struct gd_err *err) GD_MUST_CHECK;
const char *app_for_whom(const struct gd_events *ev);
void app_apply(struct gd_order *o, const struct gd_events *ev, size_t from);
/* Several decisions make one entry. */
void app_add_events(struct gd_events *to, const struct gd_events *from);
enum gd_code app_append(struct gd_app *app, const struct gd_order *o,
    const struct gd_events *ev, const char *verb, int64_t now,
    const char *request, int64_t *seq, struct gd_err *err) GD_MUST_CHECK;
int64_t app_order_time(const struct gd_order *o, int64_t now);
/* undo.c: the order before its last entry, of commands all but reminders. */
struct app_undo {
	struct gd_order before;
	char actor[LOGIN_MAX];
	char words[64];
	int64_t at_ms;
	bool left_desk;
};
enum gd_code app_undo_load(struct gd_app *app, const char *id, int64_t rev,
    bool commands, struct app_undo *out, struct gd_err *err) GD_MUST_CHECK;
void app_undo_facts(const struct app_undo *last, struct app_facts *facts);
/* right.c: what a correction names is known in the office. */
enum gd_code app_correct_known(struct gd_app *app, const struct gd_command *cmd,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- login.c ---- */
/* The person's key in force; NULL: none. */
const struct gd_signkey *app_key_of(struct gd_app *app, const char *login);
const struct open_key *app_open_key(const struct gd_app *app);
/* A new key of the person at the keyboard, open from now on; old: the key it
 * follows, or NULL. What he must have proved stands in gd_app_passwd. */
enum gd_code app_enrol(struct gd_app *app, const char *password,
    const struct gd_secret *old, struct gd_err *err) GD_MUST_CHECK;
/* How long the next try waits after so many wrong ones. */
int64_t app_delay_after(int64_t failed);
/* Keys, all under one password and open from now on, for everybody who has
 * none, or (signers) for those whose role signs a paper. Demo and tests. */
/* Is it the workflow a book has that is begun without a word about it? */
bool app_is_first_flow(const char *id);
enum gd_code app_enrol_all(struct gd_app *app, const char *password,
    bool signers, struct gd_err *err) GD_MUST_CHECK;
/* ---- sign.c ---- */
/* Sign the sign-offs of events not yet written; o stands as they leave it. */
enum gd_code app_sign(struct gd_app *app, struct gd_order *o,
    struct gd_events *ev, struct gd_err *err) GD_MUST_CHECK;

/* ---- intake.c ---- */
/* gd_app_new inside a running transaction, with a time and a request. */
enum gd_code app_new_inside(struct gd_app *app, const struct gd_new_order *n,
    const char *request, int32_t day, const char *note, char number[64],
    struct gd_err *err) GD_MUST_CHECK;

/* ---- saved.c ---- */
/* The words of a list of the person at the keyboard. */
enum gd_code app_saved_words(struct gd_app *app, const char *name,
    struct gd_arena *arena, const char **words, int max, int *n,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- lists.c ---- */
void app_list_row(struct gd_app *app, const struct gd_order *o,
    struct gd_list_row *row);

/* ---- office.c ---- */
/* One command on rows that are then as it leaves them; *one gets its events. */
enum gd_code app_office_decide(struct gd_app *app, struct gd_sheet *office,
    const struct gd_facts *facts, const struct gd_office_command *cmd,
    struct gd_events *one, struct gd_err *err) GD_MUST_CHECK;
/* workflow.c: a text that was proved goes into the book, with its desks. */
enum gd_code app_workflow_put(struct gd_app *app, const char *text, size_t len,
    struct gd_err *err);
enum gd_code app_office_many(struct gd_app *app,
    const struct gd_office_command *cmds, int n,
    struct gd_err *err) GD_MUST_CHECK;

/* The same inside a running transaction, with a request. */
enum gd_code app_office_inside(struct gd_app *app,
    const struct gd_office_command *cmds, int n, const char *request,
    struct gd_err *err) GD_MUST_CHECK;
/* gd_app_init with the clock standing at a moment; 0 = now. */
enum gd_code app_init_at(const char *path, const struct gd_company *company,
    const struct gd_book_first *first, int64_t when,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- forms.c ---- */
/* The forms in force for a workflow; without any: an empty list. Caller
 * releases. */
void app_forms(struct gd_app *app, const char *workflow, struct gd_forms *out);

/* papers.c: key:value of a word in plain signs, NULL without; paper's id. */
char *app_word_value(struct gd_arena *arena, const char *word, char **key);
enum gd_code app_paper_kind(struct gd_app *app, const char *value,
    struct gd_arena *arena, const char **kind, struct gd_err *err);
#endif

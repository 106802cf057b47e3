/* tests/cli/cli_test.c - run gendan as a program and look at what it says. */
#include "cli_test.h"

#include "../../src/app/app_priv.h"
#include "../../src/app/demo/demo.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/kept.h"

/* of src/store/safety_priv.h */
void gd_folder_remove(const char *path);

#define MAX_WORDS 64

static char folder[256]; /* of the book, "" = none */

/* ---- running ------------------------------------------------------------------ */

static char *
slurp(int fd)
{
	size_t len = 0, room = 65536;
	char *text = malloc(room);
	ssize_t n;

	assert_non_null(text);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	while ((n = read(fd, text + len, room - len - 1)) > 0) {
		len += (size_t)n;
		if (room - len < 2) {
			text = realloc(text, room *= 2);
			assert_non_null(text);
		}
	}
	close(fd);
	text[len] = '\0';
	return text;
}

static int
scratch(void)
{
	char name[] = "/tmp/gendan-cli-XXXXXX";
	int fd = mkstemp(name);

	assert_true(fd >= 0);
	unlink(name);
	return fd;
}

struct said
run_list(const char *const *words)
{
	const char *program = getenv("GENDAN");
	char *argv[MAX_WORDS + 2] = { 0 };
	int out = scratch(), err = scratch(), status = 0, n = 0;
	struct said s;
	pid_t pid;

	argv[n++] = strdup(program ? program : "build/gendan");
	while (*words && n < MAX_WORDS)
		argv[n++] = strdup(*words++);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		int in = open("/dev/null", O_RDONLY);

		dup2(in, 0);
		dup2(out, 1);
		dup2(err, 2);
		execv(argv[0], argv);
		_exit(126);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	s.rc = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	s.out = slurp(out);
	s.err = slurp(err);
	while (n > 0)
		free(argv[--n]);
	return s;
}

int
run_shell(const char *words)
{
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 0);
		dup2(null, 1);
		dup2(null, 2);
		execl("/bin/sh", "sh", "-c", words, (char *)NULL);
		_exit(126);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

#define GATHER(words, first)                                            \
	do {                                                            \
		va_list ap;                                             \
		int count = 0;                                          \
		va_start(ap, first);                                    \
		for (const char *w = first; w && count < MAX_WORDS - 2; \
		     w = va_arg(ap, const char *))                      \
			words[count++] = w;                             \
		words[count] = NULL;                                    \
		va_end(ap);                                             \
	} while (0)

struct said
run(const char *first, ...)
{
	const char *words[MAX_WORDS];

	GATHER(words, first);
	return run_list(words);
}

void
said_free(struct said *s)
{
	free(s->out);
	free(s->err);
}

/* Fails the test, with what was run and what came. */
static void
expect(const struct said *s, int code, const char *const *words)
{
	if (s->rc == code)
		return;
	fprintf(stderr, "gendan");
	while (*words)
		fprintf(stderr, " %s", *words++);
	fprintf(stderr, "\nexit %d, expected %d\n%s%s\n", s->rc, code, s->out,
	    s->err);
	fail();
}

const char *
ok(const char *first, ...)
{
	static char *kept;
	const char *words[MAX_WORDS];
	struct said s;

	GATHER(words, first);
	s = run_list(words);
	expect(&s, 0, words);
	free(kept);
	kept = s.out;
	free(s.err);
	return kept;
}

const char *
fails(int code, const char *first, ...)
{
	static char *kept;
	const char *words[MAX_WORDS];
	struct said s;

	GATHER(words, first);
	s = run_list(words);
	expect(&s, code, words);
	assert_true(strncmp(s.err, "gendan: ", 8) == 0);
	free(kept);
	kept = s.err;
	free(s.out);
	return kept;
}

json_t *
asked(const char *first, ...)
{
	const char *words[MAX_WORDS];
	json_error_t why;
	struct said s;
	json_t *value;
	int n = 0;

	GATHER(words, first);
	while (words[n])
		n++;
	words[n++] = "--json";
	words[n] = NULL;
	s = run_list(words);
	expect(&s, 0, words);
	value = json_loads(s.out, JSON_DECODE_ANY, &why);
	if (value == NULL) {
		fprintf(stderr, "not one JSON value: %s\n%s\n", why.text,
		    s.out);
		fail();
	}
	said_free(&s);
	return value;
}

/* ---- the office ----------------------------------------------------------------- */

/* In this process: hashing at its real cost takes too long for so many. */
static struct gd_app *
cheap_app(void)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *app;

	assert_int_equal(gd_app_open(&(struct gd_app_options){ .kdf_ops = 1,
					 .kdf_mem = 8192 },
			     &app, &err),
	    GD_OK);
	return app;
}

static void
person(const char *login, const char *name)
{
	const struct gd_person p = { .login = login, .name = name };
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *app = cheap_app();

	assert_int_equal(
	    gd_app_office_do(app,
		&(struct gd_office_command){ GD_OFFICE_USER_ADD, &p, 3 }, &err),
	    GD_OK);
	gd_app_close(app);
}

/* Everybody's password, and the file it is read from. */
static void
office_keys(void)
{
	struct gd_app *app = cheap_app();
	struct gd_err err = GD_ERR_INIT;

	assert_int_equal(app_enrol_all(app, OFFICE_PASSWORD, false, &err),
	    GD_OK);
	gd_app_close(app);
	secret_file("password", OFFICE_PASSWORD "\n");
}

const char *
secret_file(const char *name, const char *text)
{
	static char path[400];
	int fd;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	unlink(path);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	return path;
}

const char *
office_password(void)
{
	static char path[400];

	snprintf(path, sizeof path, "%s/password", folder);
	return path;
}

const char *
seen_of(const char *order, const char *paper)
{
	static char seen[16];
	json_t *todo = asked("todo", order, NULL), *act;
	size_t i;

	seen[0] = '\0';
	json_array_foreach(json_object_get(todo, "acts"), i, act)
	{
		const json_t *words = json_object_get(act, "do");
		const char *is = json_string_value(json_object_get(act, "act"));
		const char *of =
		    json_string_value(json_object_get(act, "paper"));

		if (strcmp(is, "sign") == 0 && of && strcmp(of, paper) == 0)
			snprintf(seen, sizeof seen, "%s",
			    json_string_value(json_array_get(words,
				json_array_size(words) - 1)));
	}
	json_decref(todo);
	return seen;
}

/* Where the next book will be. */
static const char *
book_place(void)
{
	static char book[300];
	const char *tmp = getenv("TMPDIR");

	snprintf(folder, sizeof folder, "%s/gendan-XXXXXX", tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(folder));
	snprintf(book, sizeof book, "%s/book.db", folder);
	setenv("GENDAN_BOOK", book, 1);
	/* what was known of a good book is of its own copy */
	setenv("XDG_STATE_HOME", folder, 1);
	setenv("GENDAN_NOW", "2026-11-24T09:00:00+08:00", 1);
	setenv("GENDAN_TZ", "480", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("LANGUAGE");
	unsetenv("GENDAN_AS");
	return book;
}

/* A fresh book at that place whose administrator is this person. */
static void
book_begin(const char *login, const char *name)
{
	ok("init", "--company", "宁波跟单", "--login", login, "--name", name,
	    NULL);
	setenv("GENDAN_AS", login, 1);
}

void
office_new(void)
{
	static const char *const people[][3] = {
		{ "xulin", "徐琳", "salesperson" },
		{ "zhangwei", "张伟", "sales_manager" },
		{ "wumin", "吴敏", "finance" },
		{ "zhaoqiang", "赵强", "finance_head" },
		{ "liuzong", "刘总", "general_manager" },
		{ "wangfang", "王芳", "production" },
		{ "linjing", "林静", "qc" },
		{ "heping", "何平", "material_control" },
		{ "sunlei", "孙磊", "shipping" },
		{ "zhouyu", "周宇", "technical" },
		{ "tangli", "唐丽", "sample_room" },
	};

	static struct kept made;
	const char *book = book_place();

	if (kept_put(&made, book)) {
		setenv("GENDAN_AS", "chenli", 1);
		secret_file("password", OFFICE_PASSWORD "\n");
		return;
	}
	book_begin("chenli", "陈丽");
	ok("role", "grant", "chenli", "clerk", NULL);
	ok("role", "grant", "chenli", "salesperson", NULL);
	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		person(people[i][0], people[i][1]);
		ok("role", "grant", people[i][0], people[i][2], NULL);
	}
	ok("customer", "set", "NB01", "宁波远洋进出口", "country=CN", NULL);
	office_keys();
	kept_take(&made, book);
}

void
office_for(const char *const *paths, const char *const *roles, int nroles)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *app;
	char login[64];

	(void)book_place();
	book_begin("boss", "老板");
	while (*paths)
		ok("workflow", "install", *paths++, NULL);
	app = cheap_app();
	for (int i = 0; i < 2 * nroles; i++) {
		const char *role = roles[i / 2];
		const struct gd_person p = { .login = login, .name = login };
		const struct gd_holds h = { login, role, 1 };

		snprintf(login, sizeof login, "%s%d", role, i % 2 + 1);
		assert_int_equal(
		    gd_app_office_do(app,
			&(struct gd_office_command){ GD_OFFICE_USER_ADD, &p,
			    3 },
			&err),
		    GD_OK);
		assert_int_equal(
		    gd_app_office_do(app,
			&(struct gd_office_command){ GD_OFFICE_ROLE_GRANT, &h, 7 },
			&err),
		    GD_OK);
	}
	gd_app_close(app);
	ok("customer", "set", "NB01", "宁波远洋进出口", "country=CN", NULL);
	office_keys();
}

void
office_end(void)
{
	gd_folder_remove(folder);
}

/* ---- walking an order ------------------------------------------------------------- */

const char *
order_new(const char *terms)
{
	static char number[64];
	char arg[32];

	snprintf(arg, sizeof arg, "terms=%s", terms);
	snprintf(number, sizeof number, "%s",
	    ok("new", "customer=NB01", "salesperson=xulin", arg,
		"contract_no=SC-1", "amount=48200.00 USD",
		"delivery_date=2027-01-05", "product=保温杯", "quantity=1200",
		NULL));
	number[strcspn(number, "\n")] = '\0';
	return number;
}

const char *
order_state(const char *order)
{
	static char state[32];
	json_t *page = asked("show", order, NULL);

	snprintf(state, sizeof state, "%s",
	    json_string_value(json_object_get(page, "state")));
	json_decref(page);
	return state;
}

static const char *
text_of(const json_t *obj, const char *key)
{
	const char *s = json_string_value(json_object_get(obj, key));

	return s ? s : "";
}

static bool
truth(const json_t *obj, const char *key)
{
	return json_is_true(json_object_get(obj, key));
}

const char *
field_value(const json_t *field)
{
	static char number[32];
	const char *type = text_of(field, "type");
	const json_t *choice =
	    json_array_get(json_object_get(field, "choices"), 0);

	if (*text_of(field, "value"))
		return text_of(field, "value");
	if (choice)
		return json_string_value(choice);
	if (strcmp(type, "date") == 0)
		return "2026-12-20";
	if (strcmp(type, "money") == 0)
		return "100.00 USD";
	if (strcmp(type, "int") == 0 || strcmp(type, "decimal") == 0) {
		json_int_t n = 12;
		const json_t *min = json_object_get(field, "min");
		const json_t *max = json_object_get(field, "max");

		if (json_is_integer(max) && json_integer_value(max) < n)
			n = json_integer_value(max);
		if (json_is_integer(min) && json_integer_value(min) > n)
			n = json_integer_value(min);
		snprintf(number, sizeof number, "%lld", (long long)n);
		return number;
	}
	if (strcmp(type, "changes") == 0)
		return "formal_order.delivery_date: 2027-01-05 -> 2027-01-12";
	return "自动";
}

/* The words that perform an act: its argv, required fields, first outcome. */
static void
fill_words(const json_t *act, const char **words, char pairs[][256])
{
	const json_t *people = json_object_get(act, "people");
	const json_t *outcomes = json_object_get(act, "outcomes");
	const json_t *field, *word;
	int n = 0, npairs = 0;
	size_t i;

	words[n++] = "--as";
	words[n++] = json_string_value(json_array_get(people, 0));
	json_array_foreach(json_object_get(act, "do"), i, word) words[n++] =
	    json_string_value(word);
	if (truth(act, "needs_password")) {
		words[n++] = "--password-file";
		words[n++] = office_password();
	}
	if (json_array_size(outcomes) > 0)
		words[n++] = text_of(json_array_get(outcomes, 0), "name");
	json_array_foreach(json_object_get(act, "fields"), i, field)
	{
		if (!truth(field, "required"))
			continue;
		snprintf(pairs[npairs], 256, "%s=%s", text_of(field, "name"),
		    field_value(field));
		words[n++] = pairs[npairs++];
	}
	words[n] = NULL;
}

bool
order_step(const char *order, char *last, size_t room)
{
	json_t *todo = asked("todo", order, NULL), *act, *found = NULL;
	const char *words[MAX_WORDS];
	char pairs[16][256];
	struct said s;
	size_t i;

	json_array_foreach(json_object_get(todo, "acts"), i, act)
	{
		if (!truth(act, "possible") ||
		    (truth(act, "optional") &&
			strcmp(text_of(act, "act"), "receipt") != 0) ||
		    json_array_size(json_object_get(act, "people")) == 0)
			continue;
		found = act;
		break;
	}
	if (found) {
		fill_words(found, words, pairs);
		s = run_list(words);
		if (last) {
			int len = 0;

			for (i = 0; words[i] && len < (int)room; i++)
				len += snprintf(last + len, room - (size_t)len,
				    "%s ", words[i]);
		}
		expect(&s, 0, words);
		said_free(&s);
	}
	json_decref(todo);
	return found != NULL;
}

void
order_finish(const char *order)
{
	char last[1024] = "";

	for (int i = 0; i < 200; i++) {
		char now[1024] = "";

		if (order_step(order, now, sizeof now)) {
			memcpy(last, now, sizeof last);
			continue;
		}
		if (strcmp(order_state(order), "completed") == 0)
			return;
		fprintf(stderr, "stuck after: %s\n%s\n", last,
		    ok("todo", order, NULL));
		fail();
	}
	fprintf(stderr, "no end; last: %s\n", last);
	fail();
}

void
order_forms_sent(const char *order, char id[64])
{
	json_t *page = asked("show", order, NULL);
	bool sent = false;

	snprintf(id, 64, "%s", text_of(page, "id"));
	json_decref(page);
	for (int i = 0; i < 60 && !sent; i++) {
		json_t *rows = asked("copies", order, "formal_order", NULL);

		sent = strcmp(text_of(json_array_get(rows, 5), "state"),
			   "sent") == 0;
		json_decref(rows);
		assert_true(sent || order_step(order, NULL, 0));
	}
	assert_true(sent);
}

char *
sheet_code(const char *id, enum gd_code_kind kind, int64_t number)
{
	static char codes[4][GD_CODE_TEXT];
	static int at;
	struct gd_err err = GD_ERR_INIT;

	at = (at + 1) % 4;
	assert_int_equal(gd_code_make(codes[at], kind, id, number, &err),
	    GD_OK);
	return codes[at];
}

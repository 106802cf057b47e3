/* tests/flow/flow_test.h - what the tests of the loader share. */
#ifndef GENDAN_TESTS_FLOW_TEST_H
#define GENDAN_TESTS_FLOW_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow/flow.h"

/* The bytes of a file, NUL-terminated; free() it. */
static inline char *
file_bytes(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char *bytes = gd_alloc(1 << 20, 1);

	if (!f)
		fail_msg("%s cannot be opened", path);
	*len = fread(bytes, 1, (1 << 20) - 1, f);
	assert_int_equal(fclose(f), 0);
	return bytes;
}

static inline const char *
msg_name(enum gd_msg msg)
{
	static const char *const names[] = {
#define X(id, text) #id,
		GD_MESSAGES(X)
#undef X
	};

	return names[msg] + strlen("GD_M_");
}

/* "line:col NAME line:col NAME ..." of all faults, or of all warnings;
 * gd_str_release it. */
static inline struct gd_str
found_text(const struct gd_flow_faults *f, bool warnings)
{
	struct gd_str s = GD_STR_INIT;

	for (size_t i = 0; i < f->n; i++)
		if (f->at[i].warning == warnings)
			gd_str_addf(&s, "%s%d:%d %s", s.len ? " " : "",
			    f->at[i].line, f->at[i].col,
			    msg_name(f->at[i].err.msg));
	return s;
}

static inline struct gd_str
faults_text(const struct gd_flow_faults *f)
{
	return found_text(f, false);
}

/* Parse, the scenarios too; the faults as text. */
static inline struct gd_str
faults_of(const char *text, size_t len)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_flow_text file = { text, len };
	struct gd_scenarios scenarios;
	struct gd_workflow wf;
	struct gd_err err = GD_ERR_INIT;
	struct gd_str s;

	if (gd_flow_load(&file, NULL, &wf, &scenarios, &faults, &err) ==
	    GD_OK) {
		gd_scenarios_release(&scenarios);
		gd_workflow_release(&wf);
	} else {
		assert_int_equal(err.code, GD_USAGE);
		assert_true(faults.n > 0);
	}
	s = faults_text(&faults);
	gd_flow_faults_release(&faults);
	return s;
}

/* A workflow that must be good. */
static inline void
good_workflow(const char *path, struct gd_workflow *wf)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_err err = GD_ERR_INIT;
	size_t len;
	char *text = file_bytes(path, &len);

	if (gd_flow_parse(text, len, wf, &faults, &err) != GD_OK) {
		struct gd_str s = faults_text(&faults);

		fail_msg("%s: %s", path, s.text);
	}
	gd_flow_faults_release(&faults);
	free(text);
}

#endif

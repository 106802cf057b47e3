/* app/reports/report_kpi_why.c - the measures one by one: which check found
 * fault, on what ground an offer was not taken, through whom and why an order
 * was cancelled. */
#include <string.h>

#include "report_kpi_priv.h"

#include "base/banned.h"

void
kpi_checks(struct making_report *m, struct gd_kpi *k, bool flows)
{
	struct gd_report_part *p = gd_report_part(m->r, "rounds",
	    gd_words(GD_TR("Right at the first round")), gd_words(NULL));

	kpi_flow_col(p, flows);
	report_col(p, "check", GD_TR("what was checked"), GD_SAYS_TEXT, NULL);
	report_col(p, "n", "n", GD_SAYS_COUNT, NULL);
	report_col(p, "first_round", GD_TR("first round"), GD_SAYS_PERCENT,
	    M_PASSED);
	for (size_t i = 0; i < k->nrows; i++) {
		const struct gd_kpi_row *row = &k->rows[i];

		if (row->of != GD_KPI_CHECK)
			continue;
		kpi_flow_cell(m, p, row, flows);
		gd_part_text(p, report_keep(m, &row->name));
		gd_part_number(p, GD_SAYS_COUNT, row->n);
		gd_part_share(p, row->m, row->n);
	}
}

/* A ground of the workflow, or one that has no name there. */
static struct gd_name
ground(struct making_report *m, const struct gd_kpi_row *row)
{
	static const struct {
		const char *id, *words;
	} others[] = {
		{ GD_KPI_WORDS, GD_TR("(in words)") },
		{ GD_KPI_RAN_OUT, GD_TR("(no answer in time)") },
		{ GD_KPI_GIVEN_BACK, GD_TR("(given back)") },
	};
	struct gd_name name = report_keep(m, &row->name);

	for (size_t i = 0;
	     !name.zh && !name.en && i < sizeof others / sizeof *others; i++)
		if (strcmp(row->name.id, others[i].id) == 0) {
			name = gd_words(others[i].words);
			name.id = others[i].id;
		}
	return name;
}

void
kpi_refusals(struct making_report *m, struct gd_kpi *k, bool flows)
{
	struct gd_report_part *p = gd_report_part(m->r, "refusals",
	    gd_words(GD_TR("Why offers were not taken")), gd_words(M_REFUSALS));

	kpi_flow_col(p, flows);
	report_col(p, "why", GD_TR("on what ground"), GD_SAYS_TEXT, NULL);
	report_col(p, "n", "n", GD_SAYS_COUNT, NULL);
	for (size_t i = 0; i < k->nrows; i++) {
		const struct gd_kpi_row *row = &k->rows[i];

		if (row->of != GD_KPI_REFUSAL)
			continue;
		kpi_flow_cell(m, p, row, flows);
		gd_part_text(p, ground(m, row));
		gd_part_number(p, GD_SAYS_COUNT, row->n);
	}
}

/* Through whom: as a workflow may say it, or a word somebody wrote. */
static struct gd_name
through_whom(struct making_report *m, const char *who)
{
	static const char *const words[GD_WHOSE_COUNT] = {
		[GD_WHOSE_CUSTOMER] = GD_TR("customer"),
		[GD_WHOSE_US] = GD_TR("us"),
		[GD_WHOSE_SUPPLIER] = GD_TR("supplier"),
		[GD_WHOSE_CARRIER] = GD_TR("carrier"),
		[GD_WHOSE_PLATFORM] = GD_TR("platform"),
		[GD_WHOSE_OTHER] = GD_TR("somebody else"),
	};
	struct gd_name name;

	for (int i = 0; i < GD_WHOSE_COUNT; i++)
		if (strcmp(who, gd_whose_word(i)) == 0) {
			name = gd_words(words[i]);
			name.id = gd_whose_word(i);
			return name;
		}
	return gd_report_plain(m->r, who);
}

void
kpi_cancelled(struct making_report *m, struct gd_kpi *k, bool flows)
{
	struct gd_report_part *p = gd_report_part(m->r, "cancellations",
	    gd_words(GD_TR("Cancellations, through whom and why")),
	    gd_words(M_CALLED_OFF));

	kpi_flow_col(p, flows);
	report_col(p, "who", GD_TR("through whom"), GD_SAYS_TEXT, NULL);
	report_col(p, "why", GD_TR("cause"), GD_SAYS_TEXT, NULL);
	report_col(p, "n", "n", GD_SAYS_COUNT, NULL);
	for (size_t i = 0; i < k->nrows; i++) {
		const struct gd_kpi_row *row = &k->rows[i];

		if (row->of != GD_KPI_CANCEL)
			continue;
		kpi_flow_cell(m, p, row, flows);
		gd_part_text(p, through_whom(m, row->who));
		gd_part_text(p, ground(m, row));
		gd_part_number(p, GD_SAYS_COUNT, row->n);
	}
}

/* core/view/pick.c - see core/view/pick.h. */
#include "core/view/pick.h"

#include <string.h>

#include "base/day.h"

#include "../gather.h"

#include "base/banned.h"

static int64_t
kept(int64_t n)
{
	return n >= 0 ? n + 1 : n;
}

int64_t
gd_pick_number(const struct gd_field_def *field, const char *value)
{
	int32_t day;
	struct sum s;

	if (!value || !*value)
		return 0;
	switch (field->type) {
	case GD_FIELD_CHOICE:
		for (int i = 0; i < field->nchoices; i++)
			if (strcmp(field->choices[i].id, value) == 0)
				return kept(INT64_C(1000) * i);
		return 0;
	case GD_FIELD_DATE:
		day = gd_day_parse_hour(value, NULL);
		return day == GD_NO_DAY ? 0 : kept(INT64_C(1000) * day);
	case GD_FIELD_MONEY:
		if (!sum_read(field, value, &s))
			return 0;
		s.n *= 1000;
		for (int d = money_digits(s.code); d > 0; d--)
			s.n /= 10;
		return kept(s.n);
	default:
		return sum_read(field, value, &s) ? kept(s.n) : 0;
	}
}

int64_t *
gd_pick_cell(struct gd_head *head, int pick)
{
	int64_t *const cells[GD_NPICKS] = { NULL, &head->pick_urgency,
		&head->pick_distance, &head->pick_volume, &head->pick_amount,
		&head->pick_finish, &head->pick_load };

	return cells[pick];
}

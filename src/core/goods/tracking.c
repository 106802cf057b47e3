/* core/goods/tracking.c - forms of courier numbers and their check digits. */
#include "core/tracking.h"

#include <stddef.h>
#include <string.h>

#include "base/banned.h"

#define UPS_LEN 18
#define UPU_LEN 13

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Capital letters and digits alone; false when there is anything else, or more
 * of it than any form has. */
static bool
squeeze(const char *number, char out[UPS_LEN + 1])
{
	size_t n = 0;

	for (; *number; number++) {
		char c = *number;

		if (c == ' ' || c == '-')
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (n == UPS_LEN || (!is_digit(c) && !is_letter(c)))
			return false;
		out[n++] = c;
	}
	out[n] = '\0';
	return true;
}

/* Letters count 2, 3, ... from A on, every second place twice. */
static bool
ups_valid(const char *s)
{
	int sum = 0;

	for (int i = 2; i < UPS_LEN - 1; i++) {
		int v = is_digit(s[i]) ? s[i] - '0' : (s[i] - 'A' + 2) % 10;

		sum += i % 2 ? 2 * v : v;
	}
	return s[UPS_LEN - 1] == '0' + (10 - sum % 10) % 10;
}

/* UPU S10: weights 8 6 4 2 3 5 9 7, what is left of 11. */
static bool
upu_valid(const char *s)
{
	static const int weight[] = { 8, 6, 4, 2, 3, 5, 9, 7 };
	int sum = 0, check;

	for (int i = 0; i < 8; i++)
		sum += weight[i] * (s[2 + i] - '0');
	check = 11 - sum % 11;
	if (check == 10)
		check = 0;
	else if (check == 11)
		check = 5;
	return s[10] == '0' + check;
}

static bool
is_upu(const char *s)
{
	if (strlen(s) != UPU_LEN)
		return false;
	for (int i = 0; i < UPU_LEN; i++)
		if (i >= 2 && i < 11 ? !is_digit(s[i]) : !is_letter(s[i]))
			return false;
	return true;
}

enum gd_tracking
gd_tracking_form(const char *number, bool *valid)
{
	char s[UPS_LEN + 1];

	*valid = false;
	if (!squeeze(number, s))
		return GD_TRACKING_NONE;
	if (strlen(s) == UPS_LEN && s[0] == '1' && s[1] == 'Z') {
		*valid = ups_valid(s);
		return GD_TRACKING_UPS;
	}
	if (is_upu(s)) {
		*valid = upu_valid(s);
		return GD_TRACKING_UPU;
	}
	return GD_TRACKING_NONE;
}

bool
gd_tracking_is_form(const char *form)
{
	return strcmp(form, "ups") == 0 || strcmp(form, "upu") == 0 ||
	       strcmp(form, "any") == 0;
}

bool
gd_tracking_fits(const char *number, const char *form)
{
	bool valid;
	enum gd_tracking is = gd_tracking_form(number, &valid);

	if (strcmp(form, "ups") == 0)
		return is == GD_TRACKING_UPS && valid;
	if (strcmp(form, "upu") == 0)
		return is == GD_TRACKING_UPU && valid;
	return is == GD_TRACKING_NONE || valid;
}

/* tui/zones.c - a click means what was painted under it.
 *
 * Only zones of the top screen count; they are gone as soon as the stack
 * changes or a list is read anew, until the next paint.
 */
#include "scr_priv.h"

#include "base/banned.h"

#define WHEEL_LINES 3

static struct zone *
add(struct ui *ui, int row, int col, int rows, int cols)
{
	struct zones *z = &ui->zones;
	struct zone *one = &z->at[z->n < ZONES_MAX ? z->n : ZONES_MAX - 1];

	if (z->n < ZONES_MAX)
		z->n++;
	*one = (struct zone){ .row = row,
		.col = col,
		.rows = rows,
		.cols = cols,
		.twice = GD_KEY_ENTER };
	return one;
}

void
zone_rows(struct ui *ui, int row, int col, int rows, int cols,
    struct scroll *list)
{
	struct zone *one = add(ui, row, col, rows, cols);

	one->list = list;
	one->top = list->top;
}

void
zone_go(struct ui *ui, int row, int col, int rows, int cols, zone_go_fn *go,
    int to, uint32_t twice)
{
	struct zone *one = add(ui, row, col, rows, cols);

	one->go = go;
	one->to = to;
	one->twice = twice;
}

void
zone_at(struct ui *ui, int row, int *at, int to)
{
	struct zone *one = add(ui, row, 0, 1, ui->grid.cols);

	one->at = at;
	one->to = to;
}

void
zone_key(struct ui *ui, int row, int col, int cols, uint32_t key)
{
	add(ui, row, col, 1, cols)->key = key;
}

void
zones_clear(struct ui *ui)
{
	ui->zones.n = 0;
	ui->zones.void_ = false;
}

/* What was painted last lies on top. */
static struct zone *
under(struct ui *ui, const struct gd_key *key)
{
	struct zones *z = &ui->zones;

	for (int i = z->n - 1; i >= 0 && !z->void_; i--) {
		struct zone *one = &z->at[i];

		if (key->row >= one->row && key->row < one->row + one->rows &&
		    key->col >= one->col && key->col < one->col + one->cols)
			return one;
	}
	return NULL;
}

/* @return the cursor is there now */
static bool
go(struct ui *ui, const struct zone *z, int row)
{
	int to = row - z->row;

	if (z->go) {
		z->go(ui, ui->top, z->to + to);
		return true;
	}
	if (z->at) {
		*z->at = z->to;
		return true;
	}
	if (!z->list || z->top + to >= z->list->n)
		return false;
	z->list->at = z->top + to;
	return true;
}

static void
wheel(struct ui *ui, bool down)
{
	enum gd_place place = ui->top->ops->place;
	int lines = place & GD_AT_FORM ? 1 : WHEEL_LINES;

	if (!(gd_action_row(GD_A_DOWN)->where & (int)place) ||
	    (place & GD_AT_DOOR))
		return;
	for (int i = 0; i < lines; i++)
		(void)ui_act(ui, down ? GD_A_DOWN : GD_A_UP);
}

bool
zones_mouse(struct ui *ui, const struct gd_key *key, struct gd_key *then)
{
	struct zone *z, found;

	*then = (struct gd_key){ 0 };
	if (key->code == GD_KEY_WHEEL_UP || key->code == GD_KEY_WHEEL_DOWN) {
		wheel(ui, key->code == GD_KEY_WHEEL_DOWN);
		return true;
	}
	if (key->code != GD_KEY_CLICK && key->code != GD_KEY_DOUBLE)
		return false;
	z = under(ui, key);
	if (!z)
		return true;
	found = *z;
	if (found.key) {
		then->code = found.key;
		return true;
	}
	if (go(ui, &found, key->row) && key->code == GD_KEY_DOUBLE)
		then->code = found.twice;
	return true;
}

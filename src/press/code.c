/* press/code.c - Code 128 and QR of digits.
 *
 * Code 128 is a table of 107 rows and a sum; the only library for it in
 * Debian may not be linked by everybody. One narrow bar is 1/75 inch: 0.339
 * mm, and whole dots at 150, 300 and 600 dots an inch.
 */
#include <qrencode.h>
#include <string.h>

#include "press_priv.h"

#include "base/banned.h"

#define BAR (72.0 / 75.0)
#define SYMBOLS_MAX 128
#define CODE_C 99
#define CODE_B 100
#define START_C 105
#define STOP 106

/* Widths of bar, gap, bar ... of each symbol. */
static const char *const widths[] = { "212222", "222122", "222221", "121223",
	"121322", "131222", "122213", "122312", "132212", "221213", "221312",
	"231212", "112232", "122132", "122231", "113222", "123122", "123221",
	"223211", "221132", "221231", "213212", "223112", "312131", "311222",
	"321122", "321221", "312212", "322112", "322211", "212123", "212321",
	"232121", "111323", "131123", "131321", "112313", "132113", "132311",
	"211313", "231113", "231311", "112133", "112331", "132131", "113123",
	"113321", "133121", "313121", "211331", "231131", "213113", "213311",
	"213131", "311123", "311321", "331121", "312113", "312311", "332111",
	"314111", "221411", "431111", "111224", "111422", "121124", "121421",
	"141122", "141221", "112214", "112412", "122114", "122411", "142112",
	"142211", "241211", "221114", "413111", "241112", "134111", "111242",
	"121142", "121241", "114212", "124112", "124211", "411212", "421112",
	"421211", "212141", "214121", "412121", "111143", "111341", "131141",
	"114113", "114311", "411113", "411311", "113141", "114131", "311141",
	"411131", "211412", "211214", "211232", "2331112" };

/* Pairs in code C; an odd last digit in code B. @return symbols */
static size_t
symbols_of(const char *digits, unsigned char *sym)
{
	size_t len = strlen(digits), n = 0;
	unsigned sum = START_C;

	sym[n++] = START_C;
	for (size_t i = 0; i + 1 < len && n < SYMBOLS_MAX - 5; i += 2)
		sym[n++] = (unsigned char)((digits[i] - '0') * 10 +
					   (digits[i + 1] - '0'));
	if (len % 2) {
		sym[n++] = CODE_B;
		sym[n++] = (unsigned char)(digits[len - 1] - ' ');
	}
	for (size_t i = 1; i < n; i++)
		sum += (unsigned)i * sym[i];
	sym[n++] = (unsigned char)(sum % 103);
	sym[n++] = STOP;
	return n;
}

/* A run of black is a thick line: half as many numbers in the file as a
 * rectangle, and codes are half of what a slip costs. */
static void
run_add(cairo_t *cr, double x, double middle, double wide)
{
	cairo_move_to(cr, x, middle);
	cairo_line_to(cr, x + wide, middle);
}

static void
runs_draw(cairo_t *cr, double thick)
{
	cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
	cairo_set_line_width(cr, thick);
	cairo_stroke(cr);
}

double
bars_width(const char *digits)
{
	unsigned char sym[SYMBOLS_MAX];

	return (double)(symbols_of(digits, sym) * 11 + 2) * BAR;
}

void
bars_draw(cairo_t *cr, const char *digits, double x, double y, double height)
{
	unsigned char sym[SYMBOLS_MAX];
	size_t n = symbols_of(digits, sym);

	for (size_t i = 0; i < n; i++)
		for (const char *w = widths[sym[i]]; *w; w++) {
			double wide = (*w - '0') * BAR;

			if ((w - widths[sym[i]]) % 2 == 0)
				run_add(cr, x, y + height / 2, wide);
			x += wide;
		}
	runs_draw(cr, height);
}

void
qr_draw(cairo_t *cr, const char *digits, double x, double y, double side)
{
	QRcode *code = NULL;
	QRinput *in = QRinput_new2(0, QR_ECLEVEL_Q);
	double module;

	if (in && QRinput_append(in, QR_MODE_NUM, (int)strlen(digits),
		      (const unsigned char *)digits) == 0)
		code = QRcode_encodeInput(in);
	QRinput_free(in);
	if (!code)
		return;
	module = side / code->width;
	for (int row = 0; row < code->width; row++)
		for (int from = 0, to; from < code->width; from = to) {
			const unsigned char *bits =
			    code->data + row * code->width;

			to = from + 1;
			while (to < code->width &&
			       (bits[to] & 1) == (bits[from] & 1))
				to++;
			if (bits[from] & 1)
				run_add(cr, x + from * module,
				    y + (row + 0.5) * module,
				    (to - from) * module);
		}
	runs_draw(cr, module);
	QRcode_free(code);
}

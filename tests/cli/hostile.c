/* tests/cli/hostile.c - texts that mean harm, and what may come out. */
#include "hostile.h"

#include "cli_test.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#include "base/banned.h"

static const char *const written[] = {
	/* terminals: titles, clipboard, reports, keys, modes, other charsets */
	"\033[2J",
	"\033[31mred",
	"\033[?1049h",
	"\033[6n",
	"\033[c",
	"\033c",
	"\033]0;title\a",
	"\033]2;t\033\\",
	"\033]52;c;cm0gLXJm\a",
	"\033]52;c;?\033\\",
	"\033]8;;http://x\033\\here\033]8;;\033\\",
	"\033]1337;File=:AA==\a",
	"\033P+q544e\033\\",
	"\033P1$r0m\033\\",
	"\033_G\033\\",
	"\033^pm\033\\",
	"\033(0lqk",
	"\033#8",
	"\033[21t",
	"\033[5i",
	"\033[200~rm\033[201~",
	"\033[1;1H\033[K",
	"a\rb",
	"a\bb",
	"a\vb\fc",
	"\x9b"
	"2J",
	"\xC2\x9B"
	"31m",
	"\xC2\x90q\xC2\x9C",
	"\xC2\x9D"
	"0;t\a",
	"\016shift\017",
	"\a\a\a",
	"\x7F\x7F",
	/* direction and what nobody sees */
	"\u202Egnp.exe",
	"\u202Aa\u202C",
	"\u202Ba",
	"\u202Da",
	"\u2066a\u2069",
	"\u2067a",
	"\u2068a",
	"a\u200Eb",
	"a\u200Fb",
	"a\u061Cb",
	"a\u200Bb",
	"a\u200Cb",
	"a\u200Db",
	"a\u2060b",
	"\uFEFFa",
	"a\u00ADb",
	"a\u2028b",
	"a\u2029b",
	"a\u180Eb",
	"\u3164",
	"a\u115Fb",
	"a\uFFA0b",
	"a\u034Fb",
	"a\u2061b",
	"a\u206Ab",
	"a\uFE0Fb",
	"\U000E0001\U000E0041",
	"a\U000E0100b",
	"\uE000",
	"\U000F0000",
	"\U0010FFFD",
	"\uFFF9a\uFFFB",
	"\uFDD0",
	"\uFFFE",
	"\U0001D173",
	/* marks heaped up, apart, alone */
	"Z\u0301\u0301\u0301\u0301\u0301\u0301",
	"\u0301",
	"e\u0301",
	"\u20DDa",
	"o\u0323\u0302\u0301\u0300\u0308\u0307\u0306",
	"\u1112\u1161\u11AB",
	/* bad UTF-8 */
	"\xC0\xAF",
	"\xC0\x80",
	"\xE0\x80\xAF",
	"\xF0\x80\x80\xAF",
	"\xED\xA0\x80",
	"\xED\xBF\xBF",
	"\xF4\x90\x80\x80",
	"\xF8\x88\x80\x80\x80",
	"\xFC\x84\x80\x80\x80\x80",
	"\xFE",
	"\xFF",
	"\x80",
	"a\xBF",
	"\xC3",
	"\xE2\x82",
	"\xF0\x9F\x98",
	"\xE2\x28\xA1",
	"\xCB\xCE\xCC\xE5",
	/* formulas */
	"=1+1",
	"+1+1",
	"-1+1",
	"@SUM(A1)",
	"=cmd|'/C calc'!A0",
	"=HYPERLINK(\"http://x\",\"y\")",
	"＝1+1",
	"＋1",
	"－1+1",
	"＠SUM(1)",
	" =1+1",
	"  @x",
	"\u00A0=1",
	"\u3000=1",
	"'=1",
	"\t=1",
	"\r=1",
	"=1\n=2",
	"-",
	"-1",
	"-2.50",
	";=1",
	"\"=1\"",
	"a,=1,b",
	"DDE(\"x\")",
	/* shells, options, paths */
	"$(id)",
	"`id`",
	";id",
	"|id",
	"&id&",
	"a>b",
	"<b",
	"${IFS}id",
	"~root",
	"*",
	"?",
	"!!",
	"\\",
	"'",
	"\"",
	"''",
	"a'b\"c",
	"$HOME",
	"%PATH%",
	"../../etc/passwd",
	"/etc/passwd",
	"..",
	".",
	"~/.ssh/id",
	"a/../b",
	"CON",
	"nul.txt",
	"C:\\x",
	"\\\\host\\x",
	"file:///x",
	"-rf",
	"--help",
	"--",
	"a\nb",
	"a\r\nb",
	/* SQL, search */
	"' OR 1=1 --",
	"'; DROP TABLE journal; --",
	"\") OR (\"1\"=\"1",
	"x' UNION SELECT 1--",
	"NEAR(a b)",
	"a AND b OR NOT",
	"\"a\" *",
	"a*",
	"^a",
	"col:a",
	"%",
	"_",
	"[a-z]",
	/* formats */
	"%s%s%s%n",
	"%1$s",
	"%x",
	"{1}",
	"{2}{3}{4}",
	"{0}",
	"{1",
	"%%",
	"%d",
	"%-1000000d",
	/* YAML, JSON, markup, lines of gendan itself */
	"a: b",
	"- a",
	"&a",
	"*a",
	"!!python/object",
	"<<: *a",
	"# a",
	"| a",
	"> a",
	"{a: b}",
	"[a]",
	"null",
	"true",
	"\"}",
	"\\u0000",
	"\\u001b[2J",
	"{\"a\":1}",
	"</script><script>x",
	"<b>&amp;",
	"role:clerk",
	"@list",
	"state:all",
	"key=value",
	"=",
	"order@1#2",
	"%7",
	"EX-1",
	/* look-alikes, wide, long */
	"АСМЕ",
	"ＡＣＭＥ",
	"𝐀𝐂𝐌𝐄",
	"宁波远洋",
	"😀😀",
	"ﷺ",
	"ﬃ",
	"Ω≈ç√",
};

#define WRITTEN ((int)(sizeof written / sizeof *written))
#define C0 31
#define C1 32

int
hostile_count(void)
{
	return WRITTEN + C0 + C1;
}

const char *
hostile(int i)
{
	static char made[8];
	uint32_t cp;

	if (i < WRITTEN)
		return written[i];
	i -= WRITTEN;
	cp = i < C0 ? (uint32_t)i + 1 : (uint32_t)(i - C0) + 0x80;
	made[0] = 'a';
	(void)gd_utf8_put(cp, made + 1);
	return made;
}

static void
bad(const char *out, size_t at, uint32_t cp, const char *what)
{
	size_t from = at > 60 ? at - 60 : 0;

	fail_msg("%s: U+%04X at byte %zu, after \"%.*s\"", what, (unsigned)cp,
	    at, (int)(at - from), out + from);
}

/* A cell of CSV, as a spreadsheet sees it. */
static void
judge_cell(const char *cell, const char *what)
{
	const char *s = cell + strspn(cell, " ");
	uint32_t cp;

	(void)gd_utf8_next(s, &cp);
	while (cp == 0x3000 || cp == 0xA0) {
		s += gd_utf8_next(s, &cp);
		(void)gd_utf8_next(s, &cp);
	}
	if (*cell == '-' && cell[1] &&
	    cell[1 + strspn(cell + 1, "0123456789.")] == '\0')
		return;
	if (gd_fold_width(cp) < 0x80 && gd_fold_width(cp) &&
	    strchr("=+-@\t\r", (int)gd_fold_width(cp)))
		fail_msg("%s: the cell \"%s\" is a formula", what, cell);
}

static void
judge_csv(const char *out, size_t len, const char *what)
{
	struct gd_str cell = GD_STR_INIT;
	bool quoted = false;

	for (size_t i = 0; i < len; i++) {
		if (out[i] == '"' && quoted && out[i + 1] == '"') {
			gd_str_addc(&cell, out[i++]);
		} else if (out[i] == '"') {
			quoted = !quoted;
		} else if (quoted || !strchr(",\r\n", out[i])) {
			gd_str_addc(&cell, out[i]);
		} else {
			judge_cell(cell.text, what);
			gd_str_reset(&cell);
		}
	}
	assert_false(quoted);
	gd_str_release(&cell);
}

void
hostile_judge(const char *out, size_t len, enum grammar grammar,
    const char *what)
{
	json_error_t why;
	json_t *value;
	uint32_t cp;
	size_t n;

	for (size_t i = 0; i < len; i += n) {
		n = gd_utf8_next(out + i, &cp);
		if (n == 0 || (cp == 0xFFFD && n == 1))
			bad(out, i, (unsigned char)out[i], what);
		if (cp == '\n' || (cp == '\r' && grammar == GRAMMAR_CSV &&
				      out[i + 1] == '\n'))
			continue;
		if (gd_cp_control(cp) || gd_cp_hidden(cp))
			bad(out, i, cp, what);
	}
	if (grammar == GRAMMAR_CSV)
		judge_csv(out, len, what);
	if (grammar != GRAMMAR_JSON || len == 0)
		return;
	value = json_loadb(out, len, JSON_DECODE_ANY, &why);
	if (!value)
		fail_msg("%s: no JSON: %s", what, why.text);
	json_decref(value);
}

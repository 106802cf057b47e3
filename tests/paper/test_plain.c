/* tests/paper/test_plain.c - plain text: exact columns and lines, nothing
 * lost, and sheets as they were found good (tests/paper/plain).
 *
 * After a wanted change: UPDATE=1, then read the difference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "paper/plain.h"
#include "paper/sample.h"

#include "base/banned.h"

static const char *const names[] = { "slip", "form", "hard", "long" };
static const int cols[] = { 94, 66, 66, 104 };
static const int lines[] = { 66, 46, 46, 31 };

static int
made(struct gd_str *out, const char *name, int media, int lang)
{
	struct gd_arena arena = GD_ARENA_INIT;
	int pages =
	    gd_job_plain(out, sample_job(&arena, name, (enum gd_media)media,
				  (enum gd_doc_lang)lang));

	gd_arena_release(&arena);
	return pages;
}

static void
assert_page(const char *page, size_t len, int media)
{
	int n = 0;

	while (len > 0) {
		const char *end = memchr(page, '\n', len);
		size_t used = (size_t)(end - page);
		char line[1024];

		assert_non_null(end);
		assert_true(used < sizeof line);
		memcpy(line, page, used);
		line[used] = '\0';
		if (gd_text_width(line) > cols[media])
			fail_msg("too wide: %s", line);
		page += used + 1;
		len -= used + 1;
		n++;
	}
	assert_int_equal(n, lines[media]);
}

static void
every_page_has_exactly_its_lines_and_no_line_is_too_wide(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		for (int media = 0; media < GD_MEDIA_COUNT; media++)
			for (int lang = 0; lang <= GD_DOC_EN; lang++) {
				struct gd_str out = GD_STR_INIT;
				int pages = made(&out, names[i], media, lang);
				const char *at = out.text;

				for (int n = 1; n <= pages; n++) {
					size_t len = strcspn(at, "\f");

					assert_page(at, len, media);
					at += len + (n < pages);
				}
				assert_int_equal(*at, '\0');
				gd_str_release(&out);
			}
}

/* Whoever holds the second page alone knows that there are others. */
static void
a_reprint_says_so_on_each_of_its_pages(void **state)
{
	static const struct gd_label stamp = { "重印", "REPRINT" };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str out = GD_STR_INIT;
	struct gd_job job = *sample_job(&arena, "long", GD_MEDIA_A5, GD_DOC_EN);
	struct gd_doc doc = job.docs[0];
	const char *at;
	int pages;

	(void)state;
	doc.stamps = &stamp;
	doc.nstamps = 1;
	job.docs = &doc;
	job.ndocs = 1;
	pages = gd_job_plain(&out, &job);
	assert_true(pages > 1);
	at = out.text;
	for (int n = 1; n <= pages; n++) {
		size_t len = strcspn(at, "\f");
		const char *found = strstr(at, "[ REPRINT ]");

		assert_non_null(found);
		assert_true(found < at + len);
		at += len + (n < pages);
	}
	gd_str_release(&out);
	gd_arena_release(&arena);
}

/* Without blanks, which lines put where they like. */
static char *
squeezed(const char *text)
{
	char *out = gd_alloc(strlen(text) + 1, 1), *at = out;

	for (; *text; text++)
		if (*text != ' ' && *text != '\n' && *text != '\f')
			*at++ = *text;
	return out;
}

static void
assert_says(const char *squeezed_text, const char *words)
{
	char *want = squeezed(words);

	if (!strstr(squeezed_text, want))
		fail_msg("not there: %s", words);
	free(want);
}

static void
nothing_is_lost(void **state)
{
	(void)state;
	for (int media = 0; media < GD_MEDIA_COUNT; media++) {
		struct gd_str out = GD_STR_INIT;
		char *all;

		(void)made(&out, "slip", media, GD_DOC_BOTH);
		all = squeezed(out.text);
		assert_says(all, "1100 0215 6933 8072 0941 1337 0128 4400 "
				 "1522 6739 488");
		assert_says(all, "[正本 ORIGINAL]");
		assert_says(all, "2026-07-17（周五）");
		assert_says(all, "seq 1042 . 8f3a7c21d95b3b7a");
		free(all);
		gd_str_reset(&out);
		(void)made(&out, "form", media, GD_DOC_BOTH);
		all = squeezed(out.text);
		assert_says(all, "46,573.00");
		assert_says(all, "12. 其他未尽事宜，双方协商解决。");
		for (int i = 0; i < 60; i++) {
			char item[16];

			(void)snprintf(item, sizeof item, "HT-%04d",
			    1000 + i * 13);
			assert_says(all, item);
		}
		free(all);
		gd_str_release(&out);
	}
}

static void
no_symbol_of_doubtful_width_is_left(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const char *row[] = { "“A”…B·C→D①□☑✓─│ⅢⅫ€№±×°", "É ß ź Ω я 䶮" };
	struct gd_doc_col col[2] = { { .weight = 3 }, { .weight = 1 } };
	struct gd_doc_block b = { .kind = GD_BLOCK_TABLE,
		.cols = col,
		.ncol = 2,
		.cells = row,
		.nrows = 1 };
	struct gd_doc d = { .blocks = &b, .nblocks = 1 };
	struct gd_job job = { .docs = &d, .ndocs = 1 };
	struct gd_str out = GD_STR_INIT;

	(void)state;
	assert_int_equal(gd_job_plain(&out, &job), 1);
	assert_non_null(
	    strstr(out.text, "\"A\"...B.C->D(1)[ ][x]x-|IIIXIIEURNo.+/-xdeg"));
	assert_non_null(strstr(out.text, "É ß ź Ω я 䶮"));
	gd_str_release(&out);
	gd_arena_release(&arena);
}

static void
texts_without_end_stay_on_their_pages(void **state)
{
	struct gd_str much = GD_STR_INIT, out = GD_STR_INIT;
	struct gd_doc_sign sign = { .role = { "经理", "Manager" } };
	struct gd_doc_item item = { .line = false };
	struct gd_doc_block b[] = { { .kind = GD_BLOCK_FIELDS,
					.items = &item,
					.nitems = 1,
					.ncols = 4 },
		{ .kind = GD_BLOCK_SIGNS, .signs = &sign, .nsigns = 1 },
		{ .kind = GD_BLOCK_STUB,
		    .items = &item,
		    .nitems = 1,
		    .code = SAMPLE_CODE } };
	struct gd_doc d = { .blocks = b, .nblocks = 3 };
	struct gd_job job = { .docs = &d, .ndocs = 1 };
	int pages;

	(void)state;
	for (int i = 0; i < 3000; i++)
		gd_str_addf(&much, "单%d", i);
	d.title.zh = d.company.zh = d.address.zh = d.number = sign.name =
	    item.value = d.foot.zh = d.mark = b[0].title.zh = much.text;
	for (int media = 0; media < GD_MEDIA_COUNT; media++) {
		const char *at;

		job.media = (enum gd_media)media;
		gd_str_reset(&out);
		pages = gd_job_plain(&out, &job);
		assert_true(pages > 5);
		at = out.text;
		for (int n = 1; n <= pages; n++) {
			size_t len = strcspn(at, "\f");

			assert_page(at, len, media);
			at += len + 1;
		}
	}
	gd_str_release(&much);
	gd_str_release(&out);
}

static void
assert_golden(const char *name, int media, int lang)
{
	static const char *const langs[] = { "both", "zh", "en" };
	struct gd_str out = GD_STR_INIT, path = GD_STR_INIT;
	static char kept[1 << 17];
	const char *how = getenv("UPDATE");
	FILE *f;
	size_t n;

	gd_str_addf(&path, "tests/paper/plain/%s-%s-%s.txt", name,
	    gd_media_word((enum gd_media)media), langs[lang]);
	(void)made(&out, name, media, lang);
	f = fopen(path.text, how ? "w" : "r");
	if (!f)
		fail_msg("no %s", path.text);
	if (how)
		assert_int_equal(fwrite(out.text, 1, out.len, f), out.len);
	n = how ? 0 : fread(kept, 1, sizeof kept - 1, f);
	(void)fclose(f);
	kept[n] = '\0';
	if (!how && strcmp(kept, out.text) != 0)
		fail_msg("%s differs:\n%s", path.text, out.text);
	gd_str_release(&out);
	gd_str_release(&path);
}

static void
sheets_are_as_they_were_found_good(void **state)
{
	(void)state;
	assert_golden("slip", GD_MEDIA_A4, GD_DOC_BOTH);
	assert_golden("slip", GD_MEDIA_STRIP, GD_DOC_ZH);
	assert_golden("form", GD_MEDIA_A5, GD_DOC_BOTH);
	assert_golden("hard", GD_MEDIA_A4, GD_DOC_EN);
	assert_golden("charts", GD_MEDIA_A4, GD_DOC_BOTH);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_page_has_exactly_its_lines_and_no_line_is_too_wide),
		cmocka_unit_test(a_reprint_says_so_on_each_of_its_pages),
		cmocka_unit_test(nothing_is_lost),
		cmocka_unit_test(no_symbol_of_doubtful_width_is_left),
		cmocka_unit_test(texts_without_end_stay_on_their_pages),
		cmocka_unit_test(sheets_are_as_they_were_found_good),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

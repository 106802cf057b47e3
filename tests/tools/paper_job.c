/* tests/tools/paper_job.c - paper_job NAME MEDIUM LANG [text | FILE.pdf]: a
 * paper to try as JSON for gendan-paper, as plain text, or as PDF. */
#include <stdio.h>
#include <string.h>

#include "paper/json.h"
#include "paper/plain.h"
#include "paper/press.h"
#include "paper/sample.h"

#include "base/banned.h"

int
main(int argc, char **argv)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str out = GD_STR_INIT;
	struct gd_job *job;
	enum gd_media media;
	int lang = GD_DOC_BOTH;

	if (argc < 4 || (media = gd_media_of(argv[2])) == GD_MEDIA_COUNT)
		return 2;
	if (strcmp(argv[3], "both") != 0)
		lang = strcmp(argv[3], "zh") == 0 ? GD_DOC_ZH : GD_DOC_EN;
	job = sample_job(&arena, argv[1], media, (enum gd_doc_lang)lang);
	if (!job)
		return 2;
	if (argc > 4 && strcmp(argv[4], "text") != 0)
		return (int)gd_press(job, argv[4], NULL, NULL, NULL);
	if (argc > 4)
		(void)gd_job_plain(&out, job);
	else
		gd_job_write(&out, job);
	(void)fputs(out.text, stdout);
	gd_str_release(&out);
	gd_arena_release(&arena);
	return 0;
}

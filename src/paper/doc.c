/* paper/doc.c - the words of media and of every paper, labels in one or both
 * languages. */
#include "paper/doc.h"

#include <string.h>

#include "base/banned.h"

static const char *const media_words[] = {
#define X(word, text, w, h, cols, lines) text,
	GD_MEDIA(X)
#undef X
};

static const struct gd_label words[] = {
#define X(word, zh, en) { zh, en },
	GD_PAPER_WORDS(X)
#undef X
};

const char *
gd_media_word(enum gd_media media)
{
	return media_words[media];
}

enum gd_media
gd_media_of(const char *word)
{
	int i = 0;

	while (i < GD_MEDIA_COUNT && strcmp(word, media_words[i]) != 0)
		i++;
	return (enum gd_media)i;
}

struct gd_label
gd_paper_word(enum gd_paper_word word)
{
	return words[word];
}

bool
gd_label_empty(const struct gd_label *l)
{
	return (!l->zh || !*l->zh) && (!l->en || !*l->en);
}

const char *
gd_label_main(const struct gd_label *l, enum gd_doc_lang lang,
    const char **second)
{
	const char *zh = l->zh ? l->zh : "", *en = l->en ? l->en : "";

	*second = "";
	if (lang == GD_DOC_EN)
		return *en ? en : zh;
	if (!*zh)
		return en;
	/* A name that is the same in both is said once. */
	if (lang == GD_DOC_BOTH && strcmp(zh, en) != 0)
		*second = en;
	return zh;
}

void
gd_label_add(struct gd_str *out, const struct gd_label *l,
    enum gd_doc_lang lang)
{
	const char *second, *first = gd_label_main(l, lang, &second);

	gd_str_add(out, first);
	if (*second)
		gd_str_addf(out, " %s", second);
}

void
gd_paper_page_add(struct gd_str *out, enum gd_doc_lang lang, int n, int of)
{
	if (lang != GD_DOC_EN)
		gd_str_addf(out, "第 %d/%d 页", n, of);
	if (lang == GD_DOC_BOTH)
		gd_str_addc(out, ' ');
	if (lang != GD_DOC_ZH)
		gd_str_addf(out, "Page %d of %d", n, of);
}

void
gd_paper_groups_add(struct gd_str *out, const char *digits)
{
	for (size_t i = 0; digits[i]; i++) {
		if (i && i % 4 == 0)
			gd_str_addc(out, ' ');
		gd_str_addc(out, digits[i]);
	}
}

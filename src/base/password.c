/* base/password.c - which passwords will do, and first ones nobody chose.
 *
 * Long enough and not among the first an attacker tries; nothing about
 * capitals and digits, which only makes people write passwords down.
 */
#include <string.h>

#include "base/secret.h"
#include "base/text.h"

#include "base/banned.h"

/* Those of eight characters and more that stand at the top of every list of
 * stolen ones; shorter ones are refused anyway. */
static const char common[] =
    " 12345678 123456789 1234567890 123123123 11111111 111111111 00000000 "
    "87654321 987654321 0987654321 88888888 66666666 99999999 12341234 "
    "11223344 1122334455 147258369 123454321 12344321 31415926 5201314520 "
    "52013145 1314520520 13145200 123456788 1234567899 12345678910 "
    "123456abc 12345678a 123456789a a12345678 a123456789 abc12345 abc123456 "
    "abcd1234 abcdefgh aaaaaaaa asdfasdf asdfghjk asdfghjkl asdf1234 "
    "qwertyui qwertyuiop qwerty12 qwerty123 qwer1234 qazwsxedc 1qaz2wsx "
    "1q2w3e4r 1q2w3e4r5t zxcvbnm1 zxcvbnm123 q1w2e3r4 qweasdzxc zaq12wsx "
    "password password1 password12 password123 passw0rd p@ssw0rd p@ssword "
    "iloveyou iloveyou1 sunshine princess football baseball superman "
    "starwars trustno1 welcome1 welcome123 letmein1 whatever computer "
    "internet michelle jennifer admin123 administrator admin888 root1234 "
    "changeme changeme1 woaini123 woaini520 woaini1314 woaini521 "
    "5201314a wang1234 zhang123 li123456 taobao123 google123 iloveu123 "
    "dragon123 monkey123 master123 shadow123 michael1 jordan23 charlie1 "
    "test1234 testtest guest123 secret123 default1 temp1234 gendan123 "
    "gendan1234 gendan2026 gendangendan ";

static bool
is_common(const char *folded)
{
	const char *at = strstr(common, folded);
	size_t n = strlen(folded);

	for (; at; at = strstr(at + 1, folded))
		if (at > common && at[-1] == ' ' && at[n] == ' ')
			return true;
	return false;
}

/* The same character, or the same two, all the way. */
static bool
is_dull(const char *s, size_t n)
{
	for (size_t i = 2; i < n; i++)
		if (s[i] != s[i - 2])
			return false;
	return true;
}

static size_t
characters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

enum gd_code
gd_password_check(const char *password, const char *const *forbidden, int n,
    struct gd_err *err)
{
	size_t len = strlen(password), chars = characters(password);
	char *low;
	enum gd_code rc;

	rc = gd_text_check(password, GD_PASSWORD_MOST * 4, false, NULL);
	if (rc != GD_OK)
		return gd_fail(err, GD_REFUSED, GD_M_PASSWORD_BYTES);
	if (chars < GD_PASSWORD_LEAST || chars > GD_PASSWORD_MOST)
		return gd_fail(err, GD_REFUSED, GD_M_PASSWORD_LENGTH,
		    GD_N(GD_PASSWORD_LEAST), GD_N(GD_PASSWORD_MOST));
	low = gd_secret_alloc(len + 1);
	for (size_t i = 0; i < len; i++)
		low[i] = password[i] >= 'A' && password[i] <= 'Z'
			     ? (char)(password[i] - 'A' + 'a')
			     : password[i];
	if (is_common(low) || is_dull(low, len))
		rc = gd_fail(err, GD_REFUSED, GD_M_PASSWORD_COMMON);
	for (int i = 0; i < n && rc == GD_OK; i++)
		if (strcasecmp(password, forbidden[i]) == 0)
			rc = gd_fail(err, GD_REFUSED, GD_M_PASSWORD_NAME);
	gd_secret_free(low);
	return rc;
}

void
gd_password_make(char out[20])
{
	/* none that looks like another: no i l o 0 1 */
	static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";
	uint8_t one;
	int at = 0;

	for (int i = 0; i < 16; i++) {
		do
			gd_secret_random(&one, 1);
		while (one >= 248); /* 8 times 31: each as likely */
		if (i && i % 4 == 0)
			out[at++] = '-';
		out[at++] = letters[one % 31];
	}
	out[at] = '\0';
}

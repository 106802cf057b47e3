/* tests/bench/words.c - customers, goods, ships and clerks made of real words.
 *
 * Thousands of each are composed from short lists; some Latin names carry
 * accents and the Chinese ones their pinyin initials, because search folds
 * the first and offers the second.
 */
#include "words.h"

#include <stdio.h>
#include <string.h>

#include "base/banned.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

struct pair {
	const char *zh, *py;
};

static const struct pair cities[] = { { "上海", "sh" }, { "宁波", "nb" },
	{ "青岛", "qd" }, { "深圳", "sz" }, { "广州", "gz" }, { "杭州", "hz" },
	{ "苏州", "sz" }, { "厦门", "xm" }, { "天津", "tj" }, { "大连", "dl" },
	{ "重庆", "cq" }, { "成都", "cd" }, { "武汉", "wh" }, { "长沙", "cs" },
	{ "福州", "fz" }, { "温州", "wz" }, { "义乌", "yw" }, { "东莞", "dg" },
	{ "佛山", "fs" }, { "无锡", "wx" } };
static const struct pair marks[] = { { "华泰", "ht" }, { "永兴", "yx" },
	{ "金鹏", "jp" }, { "恒信", "hx" }, { "东方", "df" }, { "海达", "hd" },
	{ "瑞丰", "rf" }, { "鸿运", "hy" }, { "国泰", "gt" }, { "天成", "tc" },
	{ "广源", "gy" }, { "德盛", "ds" }, { "长江", "cj" }, { "三和", "sh" },
	{ "嘉禾", "jh" }, { "明辉", "mh" }, { "新亚", "xy" }, { "富华", "fh" },
	{ "大通", "dt" }, { "同济", "tj" }, { "万利", "wl" }, { "中联", "zl" },
	{ "百川", "bc" }, { "正阳", "zy" }, { "锦绣", "jx" }, { "双龙", "sl" },
	{ "九州", "jz" }, { "凯旋", "kx" }, { "振兴", "zx" },
	{ "联创", "lc" } };
static const struct pair trades[] = { { "贸易", "my" }, { "纺织", "fz" },
	{ "机械", "jx" }, { "电子", "dz" }, { "五金", "wj" }, { "化工", "hg" },
	{ "轻工", "qg" }, { "食品", "sp" } };
static const struct {
	const char *first, *city, *country;
} latin[] = { { "Müller", "Hamburg", "DE" }, { "Sørensen", "Aarhus", "DK" },
	{ "Núñez", "Monterrey", "MX" }, { "Lefèvre", "Lyon", "FR" },
	{ "O'Brien", "Cork", "IE" }, { "Åkesson", "Göteborg", "SE" },
	{ "Gonçalves", "Santos", "BR" }, { "Bjørnstad", "Oslo", "NO" },
	{ "Häkkinen", "Turku", "FI" }, { "Kowalska", "Łódź", "PL" },
	{ "Dvořák", "Brno", "CZ" }, { "Peña", "Bilbao", "ES" },
	{ "Öztürk", "İzmir", "TR" }, { "van Dijk", "Rotterdam", "NL" },
	{ "Carter", "Seattle", "US" }, { "Wilson", "Sydney", "AU" } };
static const char *const second[] = { "Trading", "Import", "Home", "Outdoor",
	"Werkzeuge", "Textil", "Möbel", "Cuisine", "Ferretería", "Garden",
	"Lighting", "Küche", "Sports", "Supplies", "Maison", "Industri" };
static const char *const legal[] = { "GmbH", "A/S", "S.A. de C.V.", "SARL",
	"Ltd.", "AB", "Ltda.", "Inc." };
static const char *const stuff[] = { "不锈钢", "纯棉", "铝合金", "塑料", "陶瓷",
	"玻璃", "竹制", "涤纶", "黄铜", "硅胶", "亚麻", "藤编" };
static const char *const things[] = { "水龙头", "毛巾", "门把手", "餐盘",
	"保温杯", "雨伞", "扳手", "轴承", "连接器", "收纳盒", "台灯", "背包",
	"手套", "阀门", "砂锅", "砧板", "拉链", "弹簧", "螺栓", "电缆",
	"充电器", "窗帘", "床单", "玩具车", "相框", "鱼竿", "帐篷", "水泵",
	"风扇", "量杯" };
static const char *const goods[] = { "faucet", "towel", "handle", "plate",
	"mug", "umbrella", "wrench", "bearing", "connector", "storage box",
	"desk lamp", "rucksack", "gloves", "valve", "casserole",
	"cutting board", "zipper", "spring", "bolt", "cable", "charger",
	"curtain", "bed sheet", "toy car", "frame", "rod", "tent", "pump",
	"fan", "jug" };
static const char *const lines_of_ships[] = { "COSCO", "MAERSK", "EVER", "MSC",
	"OOCL", "HMM", "ONE", "CMA CGM" };
static const char *const ships[] = { "PRIDE", "HARMONY", "GLORY", "SHANGHAI",
	"ANTWERP", "BEAUTY", "JUPITER", "LOTUS", "OCEAN", "TAURUS", "UNITY",
	"VALOR", "WISDOM", "AURORA", "CORAL", "DRAGON", "EMERALD", "FALCON",
	"GENEVA", "HELSINKI" };
static const struct pair families[] = { { "陈", "chen" }, { "李", "li" },
	{ "王", "wang" }, { "张", "zhang" }, { "刘", "liu" }, { "周", "zhou" },
	{ "吴", "wu" }, { "徐", "xu" }, { "孙", "sun" }, { "胡", "hu" } };
static const struct pair given[] = { { "丽", "li" }, { "霞", "xia" },
	{ "敏", "min" }, { "静", "jing" }, { "强", "qiang" }, { "涛", "tao" },
	{ "芳", "fang" }, { "军", "jun" }, { "洁", "jie" }, { "磊", "lei" },
	{ "婷", "ting" }, { "鹏", "peng" }, { "慧", "hui" }, { "波", "bo" },
	{ "琳", "lin" }, { "超", "chao" }, { "燕", "yan" }, { "宁", "ning" },
	{ "梅", "mei" }, { "浩", "hao" } };

uint64_t
words_mix(uint64_t x)
{
	x += UINT64_C(0x9E3779B97F4A7C15);
	x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
	return x ^ (x >> 31);
}

void
words_customer(uint64_t seed, uint64_t i, struct words_customer *out)
{
	uint64_t h = words_mix(seed * 1000003 + i);
	const struct pair *c = &cities[h % COUNT(cities)];
	const struct pair *m = &marks[(h >> 8) % COUNT(marks)];
	const struct pair *n = &marks[(h >> 16) % COUNT(marks)];
	const struct pair *t = &trades[(h >> 24) % COUNT(trades)];
	size_t w = (h >> 8) % COUNT(latin);

	*out = (struct words_customer){ .country = "CN" };
	snprintf(out->code, sizeof out->code, "c%06llu", (unsigned long long)i);
	if (h >> 32 & 1) {
		snprintf(out->name, sizeof out->name, "%s %s %s",
		    latin[w].first, second[(h >> 16) % COUNT(second)],
		    legal[w % COUNT(legal)]);
		snprintf(out->name_en, sizeof out->name_en, "%s", out->name);
		snprintf(out->city, sizeof out->city, "%s", latin[w].city);
		out->country = latin[w].country;
		return;
	}
	snprintf(out->name, sizeof out->name, "%s%s%s%s有限公司", c->zh, m->zh,
	    h >> 33 & 1 ? n->zh : "", t->zh);
	snprintf(out->city, sizeof out->city, "%s", c->zh);
	snprintf(out->pinyin, sizeof out->pinyin, "%s%s%s%syxgs", c->py, m->py,
	    h >> 33 & 1 ? n->py : "", t->py);
}

void
words_product(uint64_t seed, uint64_t i, char *buf, size_t n)
{
	uint64_t h = words_mix(seed * 1000033 + i);
	size_t what = (h >> 8) % COUNT(things);

	snprintf(buf, n, "%s%s %c%d%s%s", stuff[h % COUNT(stuff)], things[what],
	    'A' + (int)((h >> 16) % 26), 100 + (int)((h >> 24) % 900),
	    h >> 40 & 1 ? " " : "", h >> 40 & 1 ? goods[what] : "");
}

void
words_vessel(uint64_t seed, uint64_t i, char *buf, size_t n)
{
	uint64_t h = words_mix(seed * 1000037 + i);

	snprintf(buf, n, "%s %s", lines_of_ships[h % COUNT(lines_of_ships)],
	    ships[(h >> 8) % COUNT(ships)]);
}

void
words_clerk(uint64_t i, char *login, size_t nlogin, char *name, size_t nname)
{
	const struct pair *f = &families[i % COUNT(families)];
	const struct pair *g = &given[i / COUNT(families) % COUNT(given)];

	snprintf(login, nlogin, "%s%s%llu", f->py, g->py,
	    (unsigned long long)i);
	snprintf(name, nname, "%s%s", f->zh, g->zh);
}

void
words_like(uint64_t seed, uint64_t i, const char *text, char *buf, size_t n)
{
	uint64_t h = words_mix(seed * 1000039 + i);
	size_t at = 0;

	for (; text[at] && at + 1 < n; at++) {
		buf[at] = text[at];
		if (text[at] >= '0' && text[at] <= '9') {
			h = words_mix(h);
			buf[at] = (char)('0' + h % 10);
		}
	}
	buf[at] = '\0';
}

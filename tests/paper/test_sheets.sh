#!/bin/sh
# tests/paper/test_sheets.sh - every form and slip of a T/T and an L/C order of
# the demo office, in both languages and in one; and an order with names, lines
# and remarks that are hard to print.  gendan refuses a PDF with a character no
# font has, so each PDF that is there has all of its own.
: "${TMPDIR:?run this by tests/run.sh: the papers go there}"
GENDAN=$GENDAN_BUILD/gendan
export GENDAN_NOW=2026-11-23T14:05:00+08:00 GENDAN_TZ=480 GENDAN_AS=chenli
export GENDAN_BOOK="$TMPDIR/book.db" XDG_STATE_HOME="$TMPDIR"
FONTCONFIG_FILE=$PWD/tests/paper/fonts.conf
export FONTCONFIG_FILE LC_ALL=C.UTF-8
said=$TMPDIR/said
"$GENDAN" demo "$GENDAN_BOOK" >"$said" || { echo 'Bail out! no demo'; exit 1; }

echo 1..6
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		tail -5 "$said" | sed 's/^/# /'
	fi
}

# The newest finished order with these terms.
order_of() {
	for o in $("$GENDAN" list state:completed --csv | sed '1d;s/,.*//'); do
		"$GENDAN" show "$o" --json | grep -q "\"terms\": *\"$1\"" && {
			echo "$o"
			return
		}
	done
}

papers_of() {
	"$GENDAN" copies "$1" --csv | sed 1d | cut -d, -f3 | sort -u
}

# sheet WORDS...: print or slip into $TMPDIR/x.pdf, its words in x.txt, without
# blanks and ends of lines in x.flat
sheet() {
	rm -f "$TMPDIR/x.pdf"
	"$GENDAN" "$@" --out "$TMPDIR/x.pdf" >>"$said" 2>&1 &&
		pdftotext -raw "$TMPDIR/x.pdf" "$TMPDIR/x.txt" &&
		tr -d ' \n\f' <"$TMPDIR/x.txt" >"$TMPDIR/x.flat" &&
		! grep -q '�' "$TMPDIR/x.txt"
}

# says WORD...: they stand there, however the lines were broken
says() {
	for w; do
		grep -qF "$(printf %s "$w" | tr -d ' ')" "$TMPDIR/x.flat" || {
			echo "no $w" >>"$said"
			return 1
		}
	done
}

# Is there a line of this one-language sheet with a label of the other?
no_chinese_label() {
	! grep -qE '订单号|签收人|签字|备注' "$TMPDIR/x.txt"
}

# all ORDER LANG: every form and the slips; how many sheets in $sheets
all() {
	sheets=0
	for p in $(papers_of "$1"); do
		sheet print "$1" "$p" --languages "$2" && says "$1" || {
			echo "$1 $p $2" >>"$said"
			return 1
		}
		sheets=$((sheets + 1))
		[ "$2" != en ] || no_chinese_label || {
			echo "$1 $p: Chinese labels" >>"$said"
			return 1
		}
	done
	for s in contract formal_order 5 10; do
		sheet slip "$1" "$s" --languages "$2" --back-by +5d &&
			says "$1" || {
			echo "$1 slip $s $2" >>"$said"
			return 1
		}
		case $2 in
		en) says 'Routing slip' && no_chinese_label || return 1 ;;
		zh) says 单证流转单 && ! grep -q Routing "$TMPDIR/x.txt" ||
			return 1 ;;
		*) says 单证流转单 'Routing slip' || return 1 ;;
		esac
	done
	[ "$sheets" -ge 12 ]
}

tt=$(order_of tt) lc=$(order_of lc)
[ -n "$tt" ] && [ -n "$lc" ] || { echo 'Bail out! no finished orders'; exit 1; }

all "$tt" both && all "$lc" both
ok $? 'all forms and slips of a T/T and an L/C order, in both languages'

all "$tt" zh && all "$lc" en
ok $? 'and in one language, without labels of the other'

# A 40-character company, German and Polish, rare hanzi, 60 lines, 12 remarks.
company=宁波市鄞州区远洋国际贸易进出口集团股份有限公司家居用品与厨房器具事业部东南亚分部
foreign='Żółć & Łódź Handel Sp. z o.o. / Gebrüder Weiß Straßenöfen GmbH'
{
	sep='['
	for i in $(seq 60); do
		printf '%s{"item":"保温杯 %02d Großküche","spec":"㛃 %d",' \
			"$sep" "$i" "$i"
		printf '"qty":"%d","unit":"pcs","price":"2.50",' $((100 + i))
		printf '"currency":"USD"}\n'
		sep=,
	done
	echo ']'
} >"$TMPDIR/lines"
remarks=$(for i in $(seq 12); do echo "remark $i: 小心轻放 䶮"; done)
{
	"$GENDAN" customer set hard "$company" "name_en=$foreign" country=PL \
		city=䶮㛃 &&
		hard=$("$GENDAN" new customer=hard terms=tt product=䶮㛃 \
			delivery_date=2027-01-05 --lines "$TMPDIR/lines") &&
		"$GENDAN" open "$hard" 5 --reason early &&
		"$GENDAN" make "$hard" formal_order quality=AQL packing=x \
			"remarks=$remarks" delivery_date=2027-01-05 &&
		"$GENDAN" make "$hard" contract contract_no=XS-1 terms=tt \
			delivery_date=2027-01-05
} >>"$said" 2>&1
ok $? 'an order with hard names, 60 lines and a long remark is made'

sheet print "$hard" formal_order && says "$company" "$foreign" 䶮㛃 &&
	[ "$(grep -c '^remark [0-9]*: 小心轻放 䶮' "$TMPDIR/x.txt")" = 12 ] &&
	for i in $(seq 60); do
		says "$(printf '保温杯%02dGroßküche㛃' "$i")" || exit 1
	done
ok $? 'its names, its lines and its remarks are all on the sheet'

pages=$(pdfinfo "$TMPDIR/x.pdf" | sed -n 's/Pages: *//p')
[ "$pages" -ge 3 ] && says "Page 1 of $pages" "Page $pages of $pages" \
	'过次页Carriedforward' '承前页Broughtforward' 7,830 &&
	[ "$(grep -c 'Quantity' "$TMPDIR/x.txt")" -ge 3 ]
ok $? 'over pages the header comes again and the sums are carried'

sheet print "$hard" contract --languages en && says "$foreign" 19,575.00 䶮㛃 &&
	! says "$company" && sheet print "$hard" contract --languages zh &&
	says "$company" && ! says "$foreign"
ok $? 'in one language the customer has the name of that language'

#!/bin/sh
# tests/paper/test_forms.sh - forms and slips of the demo office as PDF: what
# the trade asks for can be read, the codes of a slip can be scanned.
: "${TMPDIR:?run this by tests/run.sh: the papers go there}"
GENDAN=$GENDAN_BUILD/gendan
export GENDAN_NOW=2026-11-23T14:05:00+08:00 GENDAN_TZ=480 GENDAN_AS=chenli
export GENDAN_BOOK="$TMPDIR/book.db" XDG_STATE_HOME="$TMPDIR"
FONTCONFIG_FILE=$PWD/tests/paper/fonts.conf
export FONTCONFIG_FILE LC_ALL=C.UTF-8
said=$TMPDIR/said
: >"$said"
"$GENDAN" demo "$GENDAN_BOOK" >"$said" || { echo 'Bail out! no demo'; exit 1; }

# Two finished orders: all their papers are there.
order() { "$GENDAN" list state:completed --csv | sed -n "$1"'s/,.*//p'; }
one=$(order 2) two=$(order 3)
[ -n "$two" ] || { echo 'Bail out! no finished orders'; exit 1; }

# reads PAPER LANG LABEL...: the PDF of a paper has these words
reads() {
	paper=$1 lang=$2
	shift 2
	for order in "$one" "$two"; do
		f=$TMPDIR/$order-$paper-$lang
		"$GENDAN" print "$order" "$paper" --languages "$lang" \
			--out "$f.pdf" >>"$said" 2>&1 || return 1
		pdftotext -raw "$f.pdf" - | tr -d ' \n\f' >"$f.txt"
		for label; do
			grep -qF "$(printf %s "$label" | tr -d ' ')" "$f.txt" || {
				echo "$f: no $label" >>"$said"
				return 1
			}
		done
	done
}

echo 1..9
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		tail -5 "$said" | sed 's/^/# /'
	fi
}

reads sample_request zh 打样申请单 样品类型 产前样 第几次打样 打样费承担 业务部经理 &&
	reads sample_request en 'Sample request' 'Who pays' 'Mould needed' \
		'Salesperson' && reads sample zh 寄样记录 快递单号 答复日期
ok $? 'the papers of the samples can be read'

reads preliminary_order both 定货单 'Key points' 业务部经理 &&
	reads process_sheet both 工艺流程书 'Std. time' &&
	reads contract both 销售合同 'SALES CONTRACT' 唛头 索赔 'The buyer' &&
	reads formal_order both 品质要求 包装要求 备注事项 交货日期 五部门签收
ok $? 'the papers of contract and order can be read'

reads customs_papers both 代理报关委托书 'Net weight' &&
	reads entry_slip both 进仓编号 退关 'Warehouse address' &&
	reads shipping_notice both 放行条号 'QC release' 出货部签收
ok $? 'the papers of customs and shipping can be read'

reads negotiation_docs both 要求正本 'Presented on' 不符点说明 &&
	reads bill_of_lading both 放单方式 提单号 &&
	reads refund_papers both 报关单号 水单 'Refunded on'
ok $? 'the papers of payment and refund can be read'

# A slip of a paper: bars and square are the digits that stand on it as text.
slip=$("$GENDAN" slip "$one" formal_order | sed -n 's/ //g; /^31[0-9]*$/p' |
	head -1)
"$GENDAN" slip "$one" formal_order --back-by +5d --out "$TMPDIR/slip.pdf" \
	>>"$said" 2>&1 && pdftoppm -r 150 -gray "$TMPDIR/slip.pdf" \
	"$TMPDIR/slip" && zbarimg -q "$TMPDIR"/slip*.pgm >"$TMPDIR/codes" 2>&1
[ ${#slip} = 43 ] && grep -q "^QR-Code:$slip$" "$TMPDIR/codes" &&
	grep -q "^CODE-128:$slip$" "$TMPDIR/codes"
ok $? 'the bars and the square of a slip are its 43 digits'

[ "$(stat -c %s "$TMPDIR/slip.pdf")" -le 81920 ]
ok $? 'a slip is at most 80 kB'

# Pieces as PDF are in the ledger: whoever carries the order makes them.
"$GENDAN" print "$one" formal_order --pieces --as lixia --out "$TMPDIR/all.pdf" \
	>>"$said" 2>&1
pdftotext -raw "$TMPDIR/all.pdf" "$TMPDIR/all.txt" &&
	grep -q 'ORIGINAL' "$TMPDIR/all.txt" &&
	grep -q 'COPY 5 OF 5' "$TMPDIR/all.txt"
ok $? 'every piece has its own sheet'

# The first contract of the file: its binder.
contract=$("$GENDAN" files --csv | sed -n '2s/,.*//p')
of=$("$GENDAN" files --csv | sed -n 2p | cut -d, -f3)
index=$("$GENDAN" files index "$contract" | sed -n 's/ //g; /^11[0-9]*$/p')
"$GENDAN" files index "$contract" --out "$TMPDIR/index.pdf" >>"$said" 2>&1 &&
	pdftoppm -r 150 -gray "$TMPDIR/index.pdf" "$TMPDIR/index" &&
	zbarimg -q "$TMPDIR"/index*.pgm >"$TMPDIR/codes" 2>&1 &&
	pdftotext -raw "$TMPDIR/index.pdf" - | grep -q "$of" &&
	[ ${#index} = 43 ] && grep -q "^QR-Code:$index$" "$TMPDIR/codes"
ok $? 'the list of a binder has the square of its order'

"$GENDAN" files label all --out "$TMPDIR/labels.pdf" >>"$said" 2>&1 &&
	pdftotext -raw "$TMPDIR/labels.pdf" "$TMPDIR/labels.txt" &&
	"$GENDAN" files --csv | sed '1d; s/,.*//; /^$/d' | sort -u |
	while read -r c; do
		grep -q "^$c" "$TMPDIR/labels.txt" || exit 1
	done
ok $? 'every contract of the file has a label'

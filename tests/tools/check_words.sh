#!/bin/sh
# tests/tools/check_words.sh [PO ...] - one word for one thing: no text people
# read has a word that we gave up for another, says "he" of somebody, or counts
# "1 orders".  Without files: all of data/po, the workflows and the forms.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
if [ $# -gt 0 ]; then
	yaml=
else
	set -- data/po/*.po
	yaml=$(ls data/workflows/*.yaml data/forms/*.yaml)
fi
msgcat --use-first --no-wrap --no-location -o "$work/all.po" "$@" || exit 1
grep '^msgstr ' "$work/all.po" >"$work/zh"
grep '^msgid ' "$work/all.po" >"$work/en"
[ -s "$work/zh" ] && [ -s "$work/en" ] || exit 1
# shellcheck disable=SC2086
[ -z "$yaml" ] || sed 's/#.*//' $yaml | tee -a "$work/zh" >>"$work/en"

bad=0
never() { # never FILE REGEX WHY
	if grep -nEi -- "$2" "$work/$1" >"$work/hits"; then
		sed "s|^[0-9]*:|$3: |" "$work/hits"
		bad=1
	fi
}

# what it is called instead stands behind
never zh '传递单' '流转单 is the word (a slip that goes round)'
never zh '口令' '密码 is the word (a password)'
never zh '你' '您 is the form'
never zh '角色' '职务 is the word (a role)'
never zh '可不办|免办|免做' '免除 is the word (waived), 可选 of what is optional'
never zh '召回' '收回 is the word (a copy is called back)'
never zh '收回(签字|职务|角色|输入|签收)|再按空格收回' \
	'撤回 or 取消 is the word; 收回 is for copies'
never zh '账本记得|练习账本' '订单簿 is the word (a book), 练习簿 to practise in'
never en '(^|[^a-z])(he|him|his|himself|she|her|herself)([^a-z]|$)' \
	'nobody knows whether a man or a woman reads it'
never en '[;,] \.([^.]|$)' 'stray signs'
never en 'made? the [a-z ]+ (sent|made|issued|signed|receipted)"' \
	'does not read'

# "1 orders": {1} {1|order|orders}.  What can never be one stands as it is.
things='orders|papers|pieces|pages|copies|rows|days|months|commands|faults'
things="$things|years|receipts|entries|customers|lines|signatures|dates|acts"
things="$things|seconds|minutes|hours|reprints|calendars|offers|answers|codes"
things="$things|people|wrong passwords|print jobs|lots"
grep -nE "\{[1-4]\} ($things)([^a-z]|\$)" "$work/en" |
	grep -vE 'at most|may have|No more than|more than|cannot be|are needed|needed, there' \
		>"$work/hits" && {
	sed 's/^[0-9]*:/counted without its singular: /' "$work/hits"
	bad=1
}
exit $bad

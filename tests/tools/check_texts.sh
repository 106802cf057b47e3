#!/bin/sh
# tests/tools/check_texts.sh [words|holes] - every text a person can read is
# there in Chinese (words), and names the same {1}..{4} (holes).
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
msgcat --use-first --no-wrap --no-location -o "$work/zh.po" data/po/*.po ||
	exit 1

words() {
	# X:2 are the message lists; the others mark texts in the code.
	find src include -name '*.[ch]' | sort |
		grep -v 'include/core/tables.h' >"$work/files"
	grep 'include/base/msg_' "$work/files" | xgettext -f - -L C --from-code=UTF-8 \
		-k -kX:2 --no-wrap -o "$work/a.pot" || return 1
	grep -v 'include/base/' "$work/files" | xgettext -f - -L C --from-code=UTF-8 \
		-k -kgd_tr:2 -kGD_TR -kGD_W -kgd_arg_term -kgd_say:3 --no-wrap \
		--force-po -o "$work/b.pot" || return 1
	msgcat --use-first --no-wrap -o "$work/all.pot" "$work/a.pot" "$work/b.pot" ||
		return 1
	msgcmp "$work/zh.po" "$work/all.pot" 2>"$work/said" && return 0
	awk -F: 'NR == FNR { text[FNR] = $0; next }
		/not defined/ { no[++n] = $2 - 1 }
		END { print n + 0 " texts have no Chinese:"
			for (i = 1; i <= n; i++) print text[no[i]] }' \
		"$work/all.pot" "$work/said"
	return 1
}

holes() {
	awk '
	function set(text,   i, out) {
		for (i = 1; i <= 4; i++)
			if (index(text, "{" i "}")) out = out i
		return out
	}
	function judge() {
		if (id != "" && str != "" && set(id) != set(str)) {
			print "holes {" set(id) "} and {" set(str) "}: " id
			bad = 1
		}
		id = str = ""
	}
	/^msgid / { judge(); into = 1; id = substr($0, 7); next }
	/^msgstr / { into = 2; str = substr($0, 8); next }
	/^"/ { if (into == 1) id = id $0; else str = str $0 }
	END { judge(); exit bad }' "$work/zh.po"
}

case ${1:-both} in
words) words ;;
holes) holes ;;
*) words && holes ;;
esac

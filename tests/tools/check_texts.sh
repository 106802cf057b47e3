#!/bin/sh
# tests/tools/check_texts.sh [words|holes] - every text a person can read is
# there in Chinese (words), and names the same {1}..{4} (holes).
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
msgcat --use-first --no-wrap --no-location -o "$work/zh.po" data/po/*.po ||
	exit 1

# marked FILES -kWORD...: collect the texts these words mark.
marked() {
	files=$1
	shift
	n=$((n + 1))
	# shellcheck disable=SC2086
	[ -z "$files" ] || xgettext -L C --from-code=UTF-8 -k "$@" --no-wrap \
		--force-po --no-location -o "$work/$n.pot" $files 2>"$work/said" ||
		{ cat "$work/said"; return 1; }
}

words() {
	n=0
	code=$(find src include -name '*.[ch]' ! -path 'include/base/*' | sort)
	marked "$(ls include/base/msg_*.h)" -kX:2 &&
		marked "$code" -kgd_tr:2 -kGD_TR -kGD_W -kgd_arg_term \
			-kgd_say:3 -ktr:2 -kui_say:2 -kcli_tr:2 -kcli_out_say:2 &&
		marked src/cli/commands.c -kLOOK:3 -kDO:3 -kOWN:3 -kFILES:3 \
			-kHIDDEN:3 -kOFFICE:2 &&
		marked "$(ls include/tui/keys.h 2>/dev/null)" -kX:2 &&
		marked "$(ls include/tui/keys.h 2>/dev/null)" -kX:7 &&
		marked "$(ls src/cli/cli_priv.h 2>/dev/null)" -kX:4 || return 1
	msgcat --use-first --no-wrap -o "$work/all.pot" "$work"/[0-9]*.pot ||
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

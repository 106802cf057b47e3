#!/bin/sh
# tests/cli/test_tongues.sh - one language at a time: what the program says in
# English has no Chinese in it, and the other way round, except what people
# typed (names, goods, notes of the demo) and what one types as it stands.
GENDAN=${GENDAN:-build/gendan}
dir=$(mktemp -d "${TMPDIR:-/tmp}/tongues.XXXXXX") || exit 1
export GENDAN_NOW=2026-11-23T14:05:00+08:00 GENDAN_TZ=480
export XDG_STATE_HOME="$dir/state" GENDAN_BOOK="$dir/book.db" GENDAN_AS=chenli
export LC_ALL=C
"$GENDAN" demo "$dir/book.db" >/dev/null ||
	{ echo 'Bail out! no demo book'; exit 1; }

# What people typed in that book: all texts of its data.
cat src/app/demo/demo.c src/app/demo/demo_data.c src/app/demo/demo_drive.c |
	grep -o '"[^"]*"' | sed 's/^"//; s/"$//' |
	awk 'length > 1 { print length "\t" $0 }' | sort -rn | cut -f2- >"$dir/typed"

# stray zh|en FILE: lines with words of the other language.
stray() {
	awk -v lang="$1" '
	BEGIN { wide = "[\343-\351]"; cut = "\342\200\246" }
	NR == FNR {
		if (lang == "zh" && $0 !~ /[A-Z ].*[a-z]|[\200-\377]/) next
		if (lang == "en" && $0 !~ wide) next
		typed[++n] = $0
		next
	}
	{
		line = $0
		gsub(/`[^`]*`/, "", line)
		gsub(/^gendan: |DEMO 示例/, "", line)
		gsub(/(gendan|list|show|check|install|verify) /, "", line)
		for (i = 1; i <= n; i++)
			while (at = index(line, typed[i]))
				line = substr(line, 1, at - 1) \
					substr(line, at + length(typed[i]))
		# cut off at the end of its column
		for (i = 1; i <= n && index(line, cut); i++)
			for (k = length(typed[i]); k > 2; k--)
				if (at = index(line, substr(typed[i], 1, k) cut))
					line = substr(line, 1, at - 1) \
						substr(line, at + k + 3)
		if (lang == "en" && line ~ wide) print $0
		if (lang != "zh") next
		# two English words side by side; a command stands behind the
		# number of its order, an id alone
		sub(/(do|make|sign|issue|send|receive|choose|skip|move|credit|delay|notice|sendback|recall|void|revise|returned) EX-.*/, "", line)
		if (line ~ /(^|[^a-zA-Z.$-])[A-Za-z][a-z]+ [a-z][a-z]+/ ||
		    line ~ /[\200-\377] ?[a-z][a-z][a-z]+($|[ ;,])/)
			print $0
	}' "$dir/typed" "$2" | grep -vE "$3"
}

n=0
is() { # is NAME, after: a command that prints what is wrong, into bad
	n=$((n + 1))
	if [ -s "$dir/bad" ]; then
		echo "not ok $n - $1"
		head -20 "$dir/bad" | sed 's/^/# /'
	else
		echo "ok $n - $1"
	fi
}

one() { # one COMMAND WORDS ..., in both languages
	"$GENDAN" "$@" --lang en >"$dir/en" 2>"$dir/err" && [ -s "$dir/en" ] ||
		cat "$dir/err"
	"$GENDAN" "$@" --lang zh >"$dir/zh" 2>"$dir/err" && [ -s "$dir/zh" ] ||
		cat "$dir/err"
}

# The names of commands, words of filters and ids stand in help as they are
# typed; entries about the office are said as its commands.
typed_words='[a-z]:|[a-z]-[a-z]|、|；[a-z]|^ *[0-9]+  .*(user add|desk set|calendar new|setting set|key set|workflow install)'
echo 1..20
for c in agenda 'show EX-2609-003' 'show EX-2609-007' 'dates EX-2609-003' \
	due 'todo EX-2609-003' 'todo EX-2608-004' help log board; do
	# shellcheck disable=SC2086
	one $c >"$dir/bad"
	stray en "$dir/en" '^$' >>"$dir/bad"
	is "$c in English has no Chinese"
	stray zh "$dir/zh" "$typed_words" >"$dir/bad"
	is "$c in Chinese has no English"
done
rm -rf "$dir"

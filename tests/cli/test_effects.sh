#!/bin/sh
# tests/cli/test_effects.sh - --dry-run of a notice and a delay says what they
# will bring, in both languages and as JSON, and writes nothing.
GENDAN=${GENDAN:-build/gendan}
dir=$(mktemp -d "${TMPDIR:-/tmp}/effects.XXXXXX") || exit 1
export GENDAN_NOW=2026-11-23T14:05:00+08:00 GENDAN_TZ=480
export XDG_STATE_HOME="$dir/state" GENDAN_BOOK="$dir/book.db" GENDAN_AS=chenli
"$GENDAN" demo "$dir/book.db" >/dev/null ||
	{ echo 'Bail out! no demo book'; exit 1; }
order=EX-2609-003
n=0
echo 1..9

has() { # has FILE TEXT NAME
	n=$((n + 1))
	if grep -qF -e "$2" "$1"; then
		echo "ok $n - $3"
	else
		echo "not ok $n - $3"
		sed 's/^/# /' "$1"
	fi
}

notice() { # notice NEW-DATE OPTIONS
	day=$1
	shift
	"$GENDAN" notice $order notice \
		"changes=formal_order.delivery_date: 2026-12-09 -> $day" \
		--dry-run "$@" >"$dir/out" 2>&1
}

before=$("$GENDAN" show $order --json)
notice 2026-12-12 --lang en
has "$dir/out" 'Formal order form: Delivery date: 2026-12-09 -> 2026-12-12' \
	'a notice says what changes'
has "$dir/out" \
	'v1 void, v2 issued; old copies to call back: 5 (Finance, Material' \
	'a notice says which papers it makes old and from whom they come back'
has "$dir/out" 'Told by a copy of it: Production' 'a notice says who is told'
has "$dir/out" 'No further signature is needed.' 'three days need no signature'
notice 2026-12-12 --lang zh
has "$dir/out" '订货单第1版作废,出第2版;收回旧版 5 (' 'the same in Chinese'
notice 2026-12-12 --json
has "$dir/out" '"recalls": 5' 'the same as JSON'
notice not-a-date
has "$dir/out" 'not-a-date' 'what cannot be read is refused with its name'
"$GENDAN" delay $order delay_new=2026-12-20 --dry-run --lang en >"$dir/out"
has "$dir/out" 'lands 12-09 -> 12-20' 'a delay says which dates move on'
"$GENDAN" show $order --json >"$dir/out"
has "$dir/out" "$before" 'nothing was written'
rm -rf "$dir"

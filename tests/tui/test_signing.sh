#!/bin/sh
# tests/tui/test_signing.sh - a manager's round in a real terminal, in Chinese:
# comes in, reads what waits for a signature, signs, finds the queue empty,
# leaves.  The command line is asked afterwards what the book holds.
command -v tmux >/dev/null || { echo '1..0 # SKIP no tmux'; exit 0; }
GENDAN=${GENDAN:-build/gendan}
dir=$(mktemp -d "${TMPDIR:-/tmp}/signing.XXXXXX") || exit 1
book=$dir/book.db
n=0
export XDG_STATE_HOME="$dir" GENDAN_TZ=480 LC_ALL=C.UTF-8
export GENDAN_NOW=2026-11-23T14:05:00+08:00
"$GENDAN" demo "$book" >/dev/null ||
	{ echo 'Bail out! no demo book'; exit 1; }

t() { tmux -S "$dir/sock" -f /dev/null "$@"; }
keys() { t send-keys -t s "$@"; }
shot() { t capture-pane -p -t s 2>/dev/null; }
# Wait until the screen shows the words; 20 s at most.
shows() {
	for i in $(seq 200); do
		shot | grep -qF -- "$1" && return 0
		sleep 0.1
	done
	shot | sed 's/^/# /'
	return 1
}
result() { # result STATUS NAME
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}
waiting() { # what the book says is to be signed by the manager
	"$GENDAN" --book "$book" --as linguo --lang en signs 2>/dev/null |
		grep -c 'EX-2610-00[478]'
}

echo 1..7
t new-session -d -s s -x 80 -y 24 "\"$GENDAN\" --book \"$book\" --as chenli \
	--lang zh; echo exit \$? >\"$dir/log\"; sleep 60"
t set -s escape-time 0

shows '您是 陈丽' && keys F11 && shows '您是谁?' && keys -l linguo &&
	shows '[linguo' && keys Enter && shows '密码 Password' &&
	keys -l demo-gendan && keys Enter && shows '您是 林国 (总经理)'
result $? 'the manager comes in with the password'

before=$(waiting)
keys F6 && shows '待签单证' && shows '1/3'
result $? 'F6 opens what waits for a signature'

shows '版本 1, 经手 李霞' && keys Down && shows '2/3' &&
	shows ' EX-2610-007  Maison Léa'
result $? 'what each paper says is read below the list'

keys -l '*' && keys F6 && shows '签 3 份' && shows 'EX-2610-004 6ab897b9'
result $? 'the papers to be signed are named with their digests'

keys -l demo-gendan && keys Enter && shows '3 份已签 3 份'
result $? 'one password signs all of them'

keys Escape && shows '等您办的订单 1' && ! shot | grep -q '签字：外贸合同' &&
	[ "$before" = 3 ] && [ "$(waiting)" = 0 ]
result $? 'nothing waits for a signature any more, in the book neither'

keys Escape && shows '退出 gendan?' && keys Enter
for i in $(seq 100); do
	[ -s "$dir/log" ] && break
	sleep 0.1
done
grep -q '^exit 0$' "$dir/log"
result $? 'Esc and Enter leave'

t kill-server 2>/dev/null
rm -rf "$dir"

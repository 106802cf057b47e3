#!/bin/sh
# tests/tui/test_tmux.sh - the screens in a real terminal: start, keys, sizes,
# paste, signals, poor terminals.  Waits for words on the screen, never sleeps
# for luck.
command -v tmux >/dev/null || { echo '1..0 # SKIP no tmux'; exit 0; }
GENDAN=${GENDAN:-build/gendan}
dir=$(mktemp -d "${TMPDIR:-/tmp}/tmux.XXXXXX") || exit 1
sock=$dir/sock
book=$dir/book.db
log=$dir/log
n=0
export XDG_STATE_HOME="$dir" GENDAN_TZ=480
export GENDAN_NOW=2026-11-23T14:05:00+08:00
"$GENDAN" demo "$book" >/dev/null ||
	{ echo 'Bail out! no demo book'; exit 1; }

t() { tmux -S "$sock" -f /dev/null "$@"; }
shot() { t capture-pane -p -t s 2>/dev/null; }
# Wait until the screen shows the words; 10 s at most.
shows() {
	for i in $(seq 100); do
		shot | grep -qF -- "$1" && return 0
		sleep 0.1
	done
	shot | sed 's/^/# /'
	return 1
}
gone() { # the program ended and said its exit code
	for i in $(seq 100); do
		grep -q '^exit' "$log" 2>/dev/null && return 0
		sleep 0.1
	done
	return 1
}
begin() { # begin ENV... : a fresh terminal of 80x24 with the screens in it
	t kill-server 2>/dev/null
	rm -f "$log"
	sock=$sock. # the old server may still be ending
	t new-session -d -s s -x 80 -y 24 \
		"env $* sh -c 'echo \$\$ >\"$dir/pid\"; exec \"\$@\"' gendan \
		\"$GENDAN\" --book \"$book\" --as chenli --lang en \
		2>\"$dir/err\"; echo exit \$? >\"$log\"; cat \"$dir/err\"; sleep 60"
	t set -s escape-time 0
}
keys() { t send-keys -t s "$@"; }
result() { # result STATUS NAME
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

echo 1..16

begin A=b
shows 'You are'
result $? 'the first screen says who you are'

keys Enter
shows 'Do it' && keys C-s && shows 'EX-2608-003: '
result $? 'Enter and Ctrl-S do the first thing of the day'

keys F12
shows '今天要办'
result $? 'F12 speaks Chinese at once'

keys F12
shows 'To do today' && keys 1 && shows 'open orders'
result $? 'the list opens on 1'

keys F3 && keys -l '海天' && shows '4 shown, Esc clears'
result $? 'the filter takes Chinese and narrows while typing'

keys Enter Down Enter F2
shows 'Actions: EX-'
result $? 'F2 lists what can be done'

keys Escape
order=$(shot | sed -n 's/.*gendan > \(EX-[0-9-]*\).*/\1/p')
"$GENDAN" --book "$book" --as lixia note "$order" 'from another desk' >/dev/null 2>&1
shows 'from another desk'
result $? 'what another process writes is seen without a key'

t resize-window -t s -x 50 -y 12 2>/dev/null
shows 'Window too small' && keys F7 && t resize-window -t s -x 120 -y 40 &&
	shows 'Last events'
result $? 'a window too small pauses the keys and comes back when larger'

note() { # the form of a note on the first order of the list
	keys F2 && shows 'Actions: EX-' && keys -l 'write a note' &&
		shows '[write a note' && keys Enter && shows 'Note *'
}
note
t set-buffer "$(printf 'pasted q\nsecond line')"
t paste-buffer -p -t s
shows 'pasted q second line'
result $? 'a paste is text and submits nothing'

kill -HUP "$(cat "$dir/pid")"
gone
result $? 'a hangup ends the program'

begin A=b
shows 'You are' && keys 1 F3 && keys -l '海天' && keys Enter Down Enter && note &&
	shows 'pasted q second line'
result $? 'what was being entered is a draft the next time'

kill -TERM "$(cat "$dir/pid")"
gone && grep -q 'exit 0' "$log"
result $? 'a request to end gives the terminal back'

begin NO_COLOR=1
shows 'You are' && ! t capture-pane -p -e -t s | grep -q "$(printf '\033')\[[0-9;]*3[1-7]m"
result $? 'NO_COLOR shows no colour'

t send-keys -t s -l "$(printf '%043d\r' 7)"
shows 'the digits do not fit together' && keys 1 && shows 'open orders' &&
	keys Down Enter && shows 'gendan > EX-'
result $? 'many digits at once are a scan, one digit is a key'

begin TERM=vt100
shows 'You are' && keys C-z && shows 'has left the desk or was received' &&
	keys q && shows 'Leave gendan?' && keys Enter && gone
result $? 'a vt100 does; Ctrl-Z means undo; q and Enter leave'

begin TERM=nonsense
shows 'nonsense is not known here; it is treated as xterm' &&
	keys F12 && shows '今天要办'
result $? 'an unknown terminal that answers is named and treated as a common one'

t kill-server 2>/dev/null
rm -rf "$dir"

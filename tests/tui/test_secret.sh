#!/bin/sh
# tests/tui/test_secret.sh - a password typed in the screens, looked for in the
# memory of the running program by root; and a program that crashes with it.
command -v tmux >/dev/null && [ "$(id -u)" = 0 ] ||
	{ echo '1..0 # SKIP no tmux or not root'; exit 0; }
GENDAN=${GENDAN:-$PWD/build/gendan}
grep -q __asan_init "$GENDAN" && # keeps what was freed, to look at it
	{ echo '1..0 # SKIP under the address sanitizer'; exit 0; }
look=$PWD/tests/tools/look_in_memory.py
dir=$(mktemp -d "${TMPDIR:-/tmp}/secret.XXXXXX") || exit 1
sock=$dir/sock
trap 'tmux -S "$sock" kill-server 2>/dev/null; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
export GENDAN_NOW=2026-11-23T09:00:00+08:00 GENDAN_BOOK="$dir/book.db"
export XDG_STATE_HOME="$dir" LC_ALL=C.UTF-8
umask 077
n=0

t() { tmux -S "$sock" -f /dev/null "$@"; }
press() { t send-keys -t a "$@"; }
shows() { # 10 s at most
	for i in $(seq 200); do
		t capture-pane -p -t a >"$dir/said" && grep -qF -- "$1" "$dir/said" && return 0
		sleep 0.05
	done
	return 1
}
# How often the password lies in memory; "?" cannot be looked.
found() { printf '%s' "$1" | python3 "$look" "$pid" 2>"$dir/where" || echo '?'; }
result() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		sed 's/^/# /' "$dir/where" "$dir/said" 2>/dev/null | head -12
	fi
}
begin() { # the screens, in a shell that tells how they ended
	rm -f "$dir/ended"
	t new-session -d -s a -x 100 -y 30 "cd $dir; ulimit -c unlimited
		sh -c 'echo \$\$ >$dir/pid; exec $GENDAN --as wumin' 2>$dir/err
		echo ended \$? >$dir/ended"
	shows 'To do today' && pid=$(cat "$dir/pid")
}
form() { # the form of a sign-off, opened from my day
	for i in $(seq 30); do
		t capture-pane -p -t a | grep -q '^>.*Sign:' && break
		press Down
		sleep 0.1
	done
	press Enter && shows 'Your password'
}

"$GENDAN" demo "$dir/book.db" >/dev/null || { echo 'Bail out! no demo'; exit 1; }
printf '%s\n' demo-gendan 'Zq8 wobbling kettles' >"$dir/pass"
"$GENDAN" --as wumin passwd --password-file "$dir/pass" >/dev/null
begin && [ "$(found 'To do today')" != '?' ] ||
	{ echo '1..0 # SKIP this root may not look into other processes'; exit 0; }
before=$("$GENDAN" audit signed by=wumin --csv | wc -l)
echo 1..5

form && press -l 'Zq8 wobbling kettles' && sleep 0.3 && [ "$(found 'Zq8 wobbling')" = 1 ] &&
	! t capture-pane -p -t a | grep -q -e Zq8 -e '\*\*\*'
result $? 'while it is typed it lies in one place, and not on the screen'

press Enter && shows 'My day' && sleep 0.2 && [ "$(found 'Zq8 wobbling')" = 0 ] &&
	[ "$(found 'wobbling kettles')" = 0 ] &&
	[ "$("$GENDAN" audit signed by=wumin --csv | wc -l)" = $((before + 1)) ]
result $? 'after signing it is nowhere'

form && press -l 'Zq8 wobbling kettlex' && press Enter &&
	shows 'wrong' && press -l 'Zq8 wobb' && press Escape && press Escape &&
	shows 'My day' && sleep 0.2 && [ "$(found 'Zq8 wobb')" = 0 ]
result $? 'a wrong one and one that was begun are nowhere either'

for i in 1 2 3; do press Escape; done
shows 'My day' && form && press -l 'Zq8 wobbling kettles' && sleep 0.3 &&
	[ "$(found 'Zq8 wobbling')" = 1 ] && [ ! -e "$dir/ended" ] &&
	kill -SEGV "$pid"
for i in $(seq 100); do [ -s "$dir/ended" ] && break; sleep 0.05; done
grep -q 'ended 139' "$dir/ended" && ! grep -q 'core dumped' "$dir/err" &&
	[ -z "$(find "$dir" -name 'core*')" ]
result $? 'a crash while it is typed leaves no core file'

! grep -rqa -e 'Zq8 wobb' "$dir" --exclude=pass --exclude=where
result $? 'no file of the office has it'

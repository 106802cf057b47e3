# tests/tui/tmux_lib.sh - real terminals for tests: sourced, not run.  One tmux
# server, one demo book; each seat is a session of its own, so several people sit
# at once.  Waits for words on the screen, never sleeps for luck.
command -v tmux >/dev/null || { echo '1..0 # SKIP no tmux'; exit 0; }
GENDAN=${GENDAN:-build/gendan}
dir=$(mktemp -d "${TMPDIR:-/tmp}/tmux.XXXXXX") || exit 1
book=$dir/book.db
n=0
export XDG_STATE_HOME="$dir" GENDAN_TZ=480
export GENDAN_NOW=2026-11-23T14:05:00+08:00
"$GENDAN" demo "$book" >/dev/null ||
	{ echo 'Bail out! no demo book'; exit 1; }

t() { tmux -S "$dir/sock" -f /dev/null "$@"; }
shot() { t capture-pane -p -t "$1" 2>/dev/null; }
shows() { # shows SEAT WORDS: 20 s at most
	for i in $(seq 200); do
		shot "$1" | grep -qF -- "$2" && return 0
		sleep 0.1
	done
	echo "# $1 does not show: $2"
	shot "$1" | sed 's/^/# /'
	return 1
}
# sit SEAT ENV... -- WORDS: a terminal of 80x24 with gendan WORDS in it
sit() {
	seat=$1 env=
	shift
	while [ "$1" != -- ]; do
		env="$env $1"
		shift
	done
	shift
	t new-session -d -s "$seat" -x 80 -y 24 \
		"env $env sh -c 'echo \$\$ >\"$dir/$seat.pid\"; exec \"\$@\"' \
		gendan \"$GENDAN\" --book \"$book\" $* 2>\"$dir/$seat.err\"; \
		echo exit \$? >\"$dir/$seat.log\"; cat \"$dir/$seat.err\"; \
		sleep 300"
	t set -s escape-time 0
}
gone() { # gone SEAT: it ended and said its exit code
	for i in $(seq 200); do
		grep -q '^exit' "$dir/$1.log" 2>/dev/null && return 0
		sleep 0.1
	done
	return 1
}
# dead PID: it is no more, within 5 s
dead() {
	for i in $(seq 50); do
		kill -0 "$1" 2>/dev/null || return 0
		sleep 0.1
	done
	return 1
}
keys() { # keys SEAT KEY ...
	seat=$1
	shift
	t send-keys -t "$seat" "$@"
}
result() { # result STATUS NAME
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}
# A program whose terminal is gone still writes its drafts: its end is waited for.
leave() {
	programs=$(t list-panes -a -F '#{pane_pid}' 2>/dev/null)
	t kill-server 2>/dev/null
	for pid in $programs; do
		for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
			kill -0 "$pid" 2>/dev/null || break
			sleep 0.1
		done
	done
	rm -rf "$dir"
}

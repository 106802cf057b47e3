#!/bin/sh
# tests/cli/test_cut.sh - connections to the office server that are cut in the
# middle of each kind of act, in four ways: what was done is whole, and the next
# person goes on at once. GENDAN_SOAK=1 cuts at many more moments.
everybody='chen li wang qian'
. "$(dirname "$0")/sshd.sh"
export XDG_STATE_HOME="$dir/state" # the heads seen, outside the book
drop=$people/chenli/drop
case ${GENDAN_SOAK:-} in '') moments=0.03 ;;
*) moments=$(seq 0 0.01 0.3) ;;
esac
echo 1..$(($(echo $moments | wc -w) + 6))

server keys add chenli "$dir/chen.pub" && server keys add lixia "$dir/li.pub" &&
	server keys add wumin "$dir/wang.pub" &&
	server keys add qianfang "$dir/qian.pub"
cp -r "$dir/office" "$dir/fresh"

# ---- four ways to be cut -------------------------------------------------------
session_of() { pgrep -of -- "--book $book --as $1 server" | head -1; }
# The sshd that carries a session: never the one that listens.
sshd_of() {
	up=$(session_of "$1")
	while [ -n "$up" ] && [ "$up" -gt 1 ]; do
		up=$(awk '$1 == "PPid:" { print $2 }' "/proc/$up/status" 2>/dev/null)
		case $(cat "/proc/$up/comm" 2>/dev/null) in
		sshd*) [ "$up" != "$(cat "$dir/pid")" ] && echo "$up"; return ;;
		esac
	done
}
cut_off() { # cut_off WAY CLIENT-PID LOGIN
	case $1 in
	0) kill -KILL "$2" ;;                 # the laptop's program
	1) kill -KILL $(sshd_of "$3") "$2" ;; # the server's
	2) kill -STOP "$2" && sleep 0.1 && kill -KILL "$2" ;; # a sleeping laptop
	3) kill -KILL $(session_of "$3") ;;   # gendan itself
	esac 2>/dev/null
}

# ---- acts in the screens -------------------------------------------------------
window_of() { echo "w$round-$1"; }
# Each person is one Enter away from his act.
poise() {
	for who in $everybody; do
		open $who "$(window_of $who)" LANG=en_US.UTF-8 '-o SendEnv=LANG' || return 1
	done
	for who in chen li; do
		w=$(window_of $who)
		shows $w 'To do today' && note $w && press $w -l "cut $round $who" &&
			press $w Enter || return 1
	done
	w=$(window_of wang)
	shows $w 'To do today' && press $w 1 && shows $w 'open orders' &&
		press $w '*' F5 && shows $w 'Book these receipts' && press $w Tab || return 1
	w=$(window_of qian)
	shows $w 'To do today' || return 1
	for i in $(seq 20); do
		shot $w | grep -q '^>.*Sign:' && break
		press $w Down
		sleep 0.1
	done
	press $w Enter && shows $w 'Your password' && press $w -l demo-gendan
}
login_of() {
	case $1 in chen) echo chenli ;; li) echo lixia ;; wang) echo wumin ;; qian) echo qianfang ;; esac
}
commands() { "$GENDAN" --book "$book" head | cut -d: -f2; }
# What each act leaves in the journal: all of it, or nothing.
counted() {
	boss log --csv >"$dir/log.csv"
	notes=$(grep -c "cut $round " "$dir/log.csv")
	signs=$(tail -n +$((before + 2)) "$dir/log.csv" | grep -c ',sign,')
	receipts=$(tail -n +$((before + 2)) "$dir/log.csv" | grep -c ',receive,')
	echo "notes $notes, signs $signs, receipts $receipts of $(($(commands) - before))" >"$dir/said"
	[ $(($(commands) - before)) = $((notes + signs + receipts)) ]
}
free() { # nobody stands in the gate
	flock -n "$book.gate" true || { echo 'somebody stands in the gate' >"$dir/said"; return 1; }
}

round=0
for moment in $moments; do
	rm -rf "$dir/office" "$people" "$dir/state"
	cp -r "$dir/fresh" "$dir/office"
	before=$(commands)
	ok=0
	poise || ok=1
	sleep 0.3
	way=$round
	for who in $everybody; do
		press "$(window_of $who)" Enter
		(
			sleep "$moment"
			cut_off $((way % 4)) "$(cat "$dir/$(window_of $who).pid")" "$(login_of $who)"
		) &
		way=$((way + 1))
		pids="$pids $!"
	done
	wait $pids
	for who in $everybody; do
		gone "$(login_of $who)" || ok=1
		t kill-session -t "$(window_of $who)"
	done
	[ $ok = 0 ] && free && counted && sed "s/^/# /" "$dir/said" && verified &&
		boss note "$(boss list --csv --limit 1 | sed -n '2s/,.*//p')" after >"$dir/said" 2>&1 &&
		[ -z "$(find "$dir/office" "$people" -name '*.new-*' -o -name '*coming*')" ]
	result $? "two notes, a sign-off and many receipts, cut $moment s after Enter"
	round=$((round + 1))
done

# ---- files ---------------------------------------------------------------------
mkdir -p "$people" && quick chen 'put kept' </dev/null >/dev/null 2>&1
head -c 300000 /dev/urandom >"$dir/was"
quick chen 'put kept' <"$dir/was" >"$dir/said" 2>&1
mkfifo "$dir/slow"
same() { # same FILES...: the drop folder has these, and kept is as it was
	for i in $(seq 100); do
		[ "$(ls -A "$drop")" = "$1" ] && break
		sleep 0.05
	done
	ls -A "$drop" >"$dir/said"
	[ "$(cat "$dir/said")" = "$1" ] && cmp -s "$dir/was" "$drop/kept"
}
for way in 0 1 2 3; do
	timeout 20 ssh -F "$dir/client" -i "$dir/chen" -T 127.0.0.1 'put kept' \
		<"$dir/slow" >"$dir/put" 2>&1 &
	exec 9>"$dir/slow"
	head -c 200000 /dev/zero >&9
	for i in $(seq 200); do
		[ -n "$(find "$drop" -name '.coming*' -size +1)" ] && break
		sleep 0.05
	done
	cut_off $way "$(pgrep -nf -- "^ssh -F $dir/client -i $dir/chen -T")" chenli
	exec 9>&-
	gone chenli
	wait $! 2>/dev/null
	if [ $way = 3 ]; then # killed outright: swept by the next put
		quick chen 'put kept' <"$dir/was" >"$dir/said" 2>&1
	fi
	same kept
	case $way in
	0) result $? 'a put whose client dies leaves what was there' ;;
	1) result $? 'a put whose sshd dies leaves what was there' ;;
	2) result $? 'a put from a laptop that slept and died leaves what was there' ;;
	3) result $? 'what a killed put left is swept by the next' ;;
	esac
done

head -c 20000000 /dev/zero >"$drop/long"
for way in 0 1 3; do
	( timeout 20 ssh -F "$dir/client" -i "$dir/chen" -T 127.0.0.1 'get long' 2>/dev/null |
		{ head -c 1000 >/dev/null; sleep 1; } ) &
	for i in $(seq 100); do [ -n "$(session_of chenli)" ] && break; sleep 0.05; done
	cut_off $way "$(pgrep -nf -- "^ssh -F $dir/client -i $dir/chen -T")" chenli
	gone chenli || break
done
same "$(printf 'kept\nlong')" && free && [ "$(stat -c %s "$drop/long")" = 20000000 ]
result $? 'a get that is cut ends its session and changes nothing'

verified && as chen -T 'get kept' >"$dir/back" 2>"$dir/said" && cmp -s "$dir/was" "$dir/back"
result $? 'after all that the server works'

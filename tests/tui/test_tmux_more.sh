#!/bin/sh
# tests/tui/test_tmux_more.sh - what real terminals do to people: sizes while a
# form is open, blocks that are pasted, poor terminals and locales, a terminal
# that goes away, a mouse, two people at one order, the practice book, a scanner.
#
# All real runs, by what they show:
#   test_tmux.sh       start, keys, languages, filter, sizes, HUP and its draft,
#                      TERM, NO_COLOR, vt100, a terminal nobody knows, one scan
#   test_signing.sh    a manager from login to sign-off
#   this file          the rest; its seats run side by side
#   test_terms.c, test_storm.c, test_pty.c   the same at a pseudo-terminal that
#                      libvterm reads: every terminal and locale, storms, passwords
. tests/tui/tmux_lib.sh
echo 1..14

# all at once: the machine works while one is looked at
me='--as chenli --lang en'
sit form -- $me
sit two -- --as lixia --lang en
sit linux TERM=linux -- $me
sit screen TERM=screen -- $me
sit dumb TERM=dumb -- $me
sit plain LC_ALL=C -- $me
sit missing LC_ALL=zh_CN.UTF-8 LANG=zh_CN.UTF-8 GENDAN_LANG= -- --as chenli
sit mouse -- $me
sit lost -- $me
sit learn -- --lang en practice
sit scan -- $me

note() { # the note of an order, from my day or the list
	keys "$1" F2 && shows "$1" 'Actions: EX-' && keys "$1" -l 'write a note' &&
		shows "$1" '[write a note' && keys "$1" Enter &&
		shows "$1" 'Note *'
}

shows form 'You are' && keys form 1 && shows form 'open orders' && note form &&
	keys form -l 'half a sentence' && shows form 'half a sentence' &&
	t resize-window -t form -x 120 -y 40 && shows form 'half a sentence' &&
	t resize-window -t form -x 60 -y 20 && shows form 'half a sentence' &&
	keys form -l ' more' && shows form 'half a sentence more' &&
	t resize-window -t form -x 80 -y 24
result $? 'a form keeps what was typed while its terminal changes size'

t set-buffer "$(printf ' one\ntwo\nthree\n.')"
t paste-buffer -p -r -t form
shows form 'more one two three .' && shows form 'Note *'
result $? 'a block of lines is one text and sends nothing'

keys form C-s && shows form 'open orders' &&
	shows form 'half a sentence more one two three .' &&
	! shot form | grep -q 'Note \*'
result $? 'what was pasted is kept as it was seen'

shows two 'You are' && keys two 1 && shows two 'open orders' &&
	order=$(shot two | sed -n 's/^> *\(EX-[0-9-]*\).*/\1/p') &&
	"$GENDAN" --book "$book" --as chenli note "$order" 'seen at once' >/dev/null 2>&1 &&
	shows two "~$order" && keys two Enter && shows two 'seen at once'
result $? 'a row others wrote on is marked within seconds and opens to it'

pid=$(cat "$dir/lost.pid")
shows lost 'You are' && keys lost 1 && shows lost 'open orders' && note lost &&
	keys lost -l 'before the line broke' && shows lost 'line broke' &&
	t kill-session -t lost && dead "$pid"
result $? 'a terminal that goes away takes the program with it'

sit again -- $me
shows again 'You are' && keys again 1 && shows again 'open orders' &&
	note again && shows again 'before the line broke'
result $? 'and what was half typed stands there again'

shows linux 'This console cannot show Chinese' &&
	! shot linux | grep -q '陈丽' &&
	keys linux -l "$(printf '\033[[A')" && shows linux 'Help'
result $? 'the Linux console is told of hanzi it cannot draw; its own F1 helps'

shows screen 'You are' && keys screen 1 && shows screen 'open orders' &&
	keys screen F3 && keys screen -l late: && shows screen 'shown, Esc clears'
result $? 'GNU screen does'

shows dumb 'dumb' && ! shot dumb | grep -q 'Segmentation'
result $? 'a terminal that cannot place a cursor is named in words'

shows plain 'You are 陈丽' && keys plain F3 && keys plain -l '海天' &&
	shows plain '海天'
result $? 'the C locale shows Chinese and takes it'

shows missing '您是 陈丽'
result $? 'a Chinese locale that is not installed still speaks Chinese'

shows mouse 'You are' && keys mouse 1 && shows mouse 'open orders' &&
	want=$(shot mouse | sed -n '7s/^[>* ]*\(EX-[0-9-]*\).*/\1/p') &&
	for i in 1 2; do
		keys mouse -l "$(printf '\033[<0;8;7M\033[<0;8;7m')"
	done && shows mouse "gendan > $want"
result $? 'a double click opens the row it is on'

shows learn 'Step 1 of 11' && keys learn C-n && shows learn 'Done for you.' &&
	for i in 1 2 3 4 5 6 7; do
		keys learn C-n
	done && shows learn 'Step 3 of 11' && keys learn C-c && keys learn q &&
	shows learn 'thrown away'
result $? 'the practice book goes on by itself, helps, and is thrown away'

for i in 1 2 3; do
	keys scan -l "$(printf '%043d\r' "$i")"
done
shows scan 'the digits do not fit together' && keys scan 1 &&
	shows scan 'open orders' && ! shot scan | grep -q 00000
result $? 'a burst of codes is told apart from the key behind it'
leave

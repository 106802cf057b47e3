#!/bin/sh
# tests/cli/test_todo.sh - todo says who can go on: who is still asked of what
# lies open to all, who gives it out when all said no, what is done already.
GENDAN=${GENDAN:-build/gendan}
dir=$(mktemp -d "${TMPDIR:-/tmp}/todo.XXXXXX") || exit 1
export GENDAN_NOW=2026-03-02T09:00:00+08:00 GENDAN_TZ=480
export XDG_STATE_HOME="$dir/state" GENDAN_BOOK="$dir/book.db" GENDAN_AS=lin
n=0
echo 1..9

ok() { # ok STATUS NAME
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$dir/out"
	fi
}

todo() { "$GENDAN" todo "$order" --lang "$1" >"$dir/out" 2>&1; }

refuse() { # refuse LOGIN
	"$GENDAN" refuse "$order" take_ride too_far --as "$1" >/dev/null
}

{
	"$GENDAN" init --workflow ride_driver --company Rides --code RD \
		--login lin --name Lin
	"$GENDAN" role grant lin dispatcher
	"$GENDAN" user add ann Ann
	"$GENDAN" role grant ann driver
	"$GENDAN" customer set C1 name=Zhou
} >/dev/null || { echo 'Bail out! no book'; exit 1; }
order=$("$GENDAN" new customer=C1 passenger=Zhou passenger_phone=13900000000 \
	pickup=Station)

todo en
! grep -q 'still asked' "$dir/out" && grep -q ' accept ' "$dir/out"
ok $? 'what lies open to all of a role names the role'
refuse ann
todo en
grep -q 'Driver (still asked: Lin) .*accept' "$dir/out"
ok $? 'when some have said no, who is still asked is named: the founder too'
todo zh
grep -q '司机（还在等：Lin）' "$dir/out"
ok $? 'the same in Chinese'
echo "F3 \"$order\" Enter Enter" >"$dir/keys"
"$GENDAN" --lang en screens --script "$dir/keys" --size 80x24 --dump \
	>"$dir/out" 2>&1
grep -q 'Accept the ride .*ready .*Lin' "$dir/out"
ok $? 'the screen of the order names them too'
refuse lin
todo en
! grep -q 'accept' "$dir/out"
ok $? 'when all have said no nobody is told that he may accept'
grep -q 'offer .*Dispatcher .*person=LOGIN' "$dir/out"
ok $? 'but who gives it out can go on'
"$GENDAN" offer "$order" take_ride >/dev/null 2>&1
todo en
grep -q ' accept .*Driver  ' "$dir/out"
ok $? 'laid open again it asks all of them'

export GENDAN_BOOK="$dir/errand.db"
"$GENDAN" init --workflow errand_clerk --company Errands --code ER \
	--login lin --name Lin >/dev/null
"$GENDAN" customer set C1 name=Zhou >/dev/null
order=$("$GENDAN" new customer=C1 goods=cake pieces=1 receiver=Wang \
	address=here)
"$GENDAN" do "$order" receive_order channel=app goods=cake >/dev/null
"$GENDAN" choose "$order" check_order right receiver=Wang address=here \
	>/dev/null
"$GENDAN" do "$order" agree_requests delivery_mode=door >/dev/null
todo en
grep -q 'done: Agree special requests' "$dir/out"
ok $? 'what is done and may be recorded again is said to be done'
awk '/done: / {done = NR}
	NR > 2 && $2 != "waive" && !/done: / {open = NR}
	END {exit !(done > open && open)}' "$dir/out"
ok $? 'and stands after all that is still to do'
rm -rf "$dir"

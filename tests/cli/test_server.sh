#!/bin/sh
# tests/cli/test_server.sh - a real sshd on loopback, with the lines that
# `gendan server keys` writes: what gets through, what does not, and what a
# connection leaves that is cut.
. "$(dirname "$0")/sshd.sh"
echo 1..40

# ---- keys --------------------------------------------------------------------
echo '# a line of the administrator' >"$keys"
server keys add chenli "$dir/chen.pub" && server keys add lixia "$dir/li.pub" &&
	server keys add wumin "$dir/wang.pub" &&
	[ "$(stat -c %a "$keys")" = 600 ] &&
	head -1 "$keys" | grep -q '^# a line of the administrator$' &&
	[ "$(grep -c '^restrict,pty,command="/' "$keys")" = 3 ] &&
	! grep -q 'at home' "$keys"
result $? 'a key becomes one restricted line, and what stood there stays'

server keys list && [ "$(grep -c SHA256: "$dir/said")" = 3 ] &&
	grep -q "chenli.*$(ssh-keygen -lf "$dir/chen.pub" | cut -d' ' -f2)" "$dir/said"
result $? 'keys list shows the fingerprints that ssh-keygen shows'

cp "$keys" "$dir/before"
! server keys add lixia "$dir/chen.pub" && ! server keys add lixia "$dir/chen" &&
	! server keys add nobody "$dir/host.pub" &&
	printf 'command="sh" %s\n' "$(cat "$dir/host.pub")" >"$dir/bad" &&
	! server keys add lixia "$dir/bad" &&
	cat "$dir/host.pub" "$dir/host.pub" >"$dir/bad" &&
	! server keys add lixia "$dir/bad" &&
	! "$GENDAN" --book "$book" --as lixia server keys add lixia \
		"$dir/host.pub" --authorized-keys "$keys" 2>"$dir/said" &&
	cmp -s "$keys" "$dir/before"
result $? 'another'"'"'s key, a secret key, options, two lines, nobody: refused'

# ---- two at work -------------------------------------------------------------
open chen one LANG=en_US.UTF-8 '-o SendEnv=LANG'
open li two LANG=en_US.UTF-8 '-o SendEnv=LANG'
shows one 'To do today' && shows two 'To do today' &&
	shot one | grep -q 陈丽 && shot two | grep -q 'Li Xia'
result $? 'two people are in at once, each as the person of the key'

note two
order=$(shot two | sed -n 's/^ *\(EX-[0-9-]*\) .*/\1/p' | head -1)
press two -l 'from the other desk' && press two Enter Enter &&
	shows two 'Last events' && press one 1 && shows one 'open orders' &&
	press one F3 && press one -l "$order" && shows one '1 shown' &&
	press one Enter Enter && shows one 'from the other desk'
result $? 'what one writes the other sees'

# Lixia stands in for chenli: both may do what waits for the clerk.
slip=$("$GENDAN" --book "$book" --as chenli agenda --csv |
	sed -n 's/.*,do \(EX-[0-9-]*\) entry_slip_to_shipping.*/\1/p' | head -1)
first() { # first WINDOW: the order whose next act is the slip to shipping
	press "$1" 1 && shows "$1" 'open orders' && press "$1" F3 &&
		press "$1" C-u && press "$1" -l "$slip" &&
		shows "$1" '1 shown' && press "$1" Enter Enter &&
		shows "$1" 'Last events'
}
boss deputy set chenli lixia 2020-01-01 2099-12-31 >"$dir/said" 2>&1
for w in one two; do
	first $w && order=$(shot $w | sed -n '1s/.*> \(EX-[0-9-]*\) .*/\1/p') && press $w Enter && shows $w 'Remark' || n_odd=1
done
press one C-s && shows one 'sent to Shipping' && press two C-s &&
	for i in $(seq 100); do # by his own act, or by looking again before it
		shot two >"$dir/said"
		grep -q -e 'changed since you saw it' -e 'no longer to be done' "$dir/said" && break
		sleep 0.1
	done
grep -q -e 'changed since you saw it' -e 'no longer to be done' "$dir/said" && [ -z "$n_odd" ] &&
	[ "$(boss log "$order" --csv | grep -c ',Warehouse entry slip sent to Shipping')" = 1 ]
result $? 'of two who do the same act the second is told that it was done'

press two Escape
many() { # many WINDOW WHO: two notes on the first order; told, he tries again
	for k in 1 2; do
		note "$1" && press "$1" C-u && press "$1" -l "$2 says $k" &&
			press "$1" C-s || return 1
		for i in $(seq 50); do
			shot "$1" >"$dir/said-$2"
			grep -q 'Last events' "$dir/said-$2" &&
				grep -q "$2 says $k" "$dir/said-$2" && break
			grep -q 'changed since' "$dir/said-$2" && press "$1" C-s
			sleep 0.2
		done
	done
}
many one chen & together=$!
many two li
wait $together
order=$(shot one | sed -n '1s/.*> \(EX-[0-9-]*\) .*/\1/p') # the first of the list
shot two | sed -n 1p | grep -q "> $order " || order=
cat "$dir/said-chen" "$dir/said-li" >"$dir/said"
[ "$(boss log "$order" --csv | grep -c -e 'chen says [12]' -e 'li says [12]')" = 4 ] &&
	verified
result $? 'two who write to the same order at the same time lose nothing'

session=$(pgrep -nf -- "--book $book --as chenli server")
grep -q '^Seccomp:[[:space:]]*2' "/proc/$session/status" &&
	grep -q '^NoNewPrivs:[[:space:]]*1' "/proc/$session/status" &&
	grep -q '^Max core file size  *0  *0 ' "/proc/$session/limits"
caged=$?
grep -q __asan_init "$GENDAN" && caged=0 # the leak checker needs the doors
result $caged 'the kernel holds the session: no other program, no core file'

press one C-z && press one 'C-\' && press one C-c && press one 1 &&
	shows one 'gendan > Orders' &&
	! grep -q '^State:[[:space:]]*T' "/proc/$session/status"
result $? 'Ctrl-Z, Ctrl-\ and Ctrl-C are keys of the screens'

[ -z "$(find "$people" "$dir/office" -perm /077 ! -path "$dir/office" -newer "$dir/config")" ] &&
	[ -d "$people/chenli/drop" ] && [ -d "$people/lixia/state" ]
result $? 'what a session makes only the account can read'

sever one chenli && sever two lixia && verified
result $? 'two cut connections leave a good book'

# ---- only four things -------------------------------------------------------
refused sh
result $? 'sh'
refused 'get x; id' || grep -q 'does not do as the name' "$dir/said"
result $? 'a name with a command behind it'
refused 'bash -c "get x"'
result $? 'a shell with get in its words'
refused getx && refused ' get x' && refused GET x
result $? 'words that only look like get'
cp "$book" "$dir/other.db"
refused --book "$dir/other.db" list
result $? '--book of another file'
refused --as linguo whoami
result $? '--as another login'
refused attach ../../x
result $? 'attach ../../x'
refused export all "$dir/out" && refused export log --csv "$dir/out" &&
	refused export log --ocel "$dir/out" && [ ! -e "$dir/out" ]
result $? 'export to an absolute path'
refused backup "$dir/out" && [ ! -e "$dir/out" ]
result $? 'backup to an absolute path'
refused server keys add chenli "$dir/host.pub" && refused screens
result $? 'a new key from inside'
as chen -T </dev/null >"$dir/said" 2>&1
[ $? = 2 ] && grep -q 'need a terminal' "$dir/said"
result $? 'no terminal, no screens'

# ---- ssh itself --------------------------------------------------------------
echo secret >"$dir/file"
copy() { # copy OPTION: scp there and back
	timeout 20 scp "$1" -F "$dir/client" -i "$dir/chen" "$dir/file" \
		"127.0.0.1:$dir/copied" >"$dir/said" 2>&1 </dev/null
	timeout 20 scp "$1" -F "$dir/client" -i "$dir/chen" \
		"127.0.0.1:$dir/file" "$dir/copied" >>"$dir/said" 2>&1 </dev/null
	[ ! -e "$dir/copied" ]
}
copy -O && copy -s
result $? 'scp, the old and the new'
echo "get $dir/file $dir/copied" | timeout 20 sftp -F "$dir/client" \
	-i "$dir/chen" -b - 127.0.0.1 >"$dir/said" 2>&1
[ $? != 0 ] && [ ! -e "$dir/copied" ]
result $? 'sftp'
# a door that is let through would greet as sshd does
forward=$((port + 1))
as chen -o LogLevel=INFO -N -L "$forward:127.0.0.1:$port" >"$dir/said" 2>&1 </dev/null &
client=$!
for i in $(seq 50); do
	grep -q prohibited "$dir/said" && break
	ssh-keyscan -T 1 -t ed25519 -p $forward 127.0.0.1 >"$dir/greeting" 2>/dev/null
	sleep 0.1
done
kill $client 2>/dev/null
wait $client 2>/dev/null
grep -q prohibited "$dir/said" && [ ! -s "$dir/greeting" ]
result $? '-N -L to a port of the server'
! as chen -W "127.0.0.1:$port" >"$dir/said" 2>&1 </dev/null &&
	! grep -q SSH-2 "$dir/said" &&
	! as chen -N -R "$forward:127.0.0.1:$port" >"$dir/said" 2>&1 </dev/null
result $? '-W and -R'
as chen -o LogLevel=INFO -N -D "$forward" >"$dir/said" 2>&1 </dev/null &
client=$!
for i in $(seq 50); do # socks: to the port of sshd itself
	printf '\004\001\%03o\%03o\177\000\000\001\000' $((port / 256)) $((port % 256)) \
		>"$dir/socks"
	python3 - "$forward" "$dir/socks" >"$dir/greeting" 2>/dev/null <<-'END'
	import socket, sys
	s = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 2)
	s.sendall(open(sys.argv[2], "rb").read())
	sys.stdout.write(repr(s.recv(64) + s.recv(64)))
	END
	grep -q prohibited "$dir/said" && break
	sleep 0.1
done
kill $client 2>/dev/null
wait $client 2>/dev/null
grep -q prohibited "$dir/said" && ! grep -q SSH-2 "$dir/greeting"
result $? '-D, a door to everywhere'

# ---- one's own calendar ------------------------------------------------------
quick chen ics >"$dir/mine" 2>"$dir/said" && quick li ics >"$dir/hers" 2>"$dir/said" &&
	[ "$(head -c 15 "$dir/mine")" = BEGIN:VCALENDAR ] &&
	[ "$(grep -c '^BEGIN:VEVENT' "$dir/mine")" -gt 5 ] &&
	grep -q '^X-WR-CALNAME:.*陈丽' "$dir/mine" &&
	! grep -q '^X-WR-CALNAME:.*陈丽' "$dir/hers" &&
	refused ics --person lixia && refused 'ics --all /tmp' && refused icsx
result $? 'ics gives the calendar of the person of the key, and nothing else'

# ---- the drop folder ---------------------------------------------------------
head -c 300000 /dev/urandom >"$dir/file"
quick chen 'put 合同 PI-7 (v2).pdf' <"$dir/file" >"$dir/said" 2>&1 &&
	grep -q 300000 "$dir/said" &&
	quick chen 'get 合同 PI-7 (v2).pdf' >"$dir/back" 2>"$dir/said" &&
	cmp -s "$dir/file" "$dir/back"
result $? 'put and get carry a file byte for byte'

! quick li 'get 合同 PI-7 (v2).pdf' >"$dir/back" 2>"$dir/said" &&
	[ ! -s "$dir/back" ]
result $? 'the files of another are not there'

ok=0
tab=$(printf 'a\tb') line=$(printf 'a\nb') long=$(printf '%0201d' 0)
for name in ../state /etc/passwd .hidden -x '$HOME' "$tab" "$line" "$long"; do
	quick chen "get $name" >"$dir/back" 2>"$dir/said" </dev/null && ok=1
	quick chen "put $name" >"$dir/back" 2>"$dir/said" </dev/null && ok=1
done
[ $ok = 0 ] && [ "$(ls -A "$people/chenli/drop")" = '合同 PI-7 (v2).pdf' ]
result $? 'paths, hidden names and signs of the shell are no names'

ln -s "$book" "$people/chenli/drop/link"
ln "$dir/file" "$people/chenli/drop/hard"
mkfifo "$people/chenli/drop/pipe"
mkdir "$people/chenli/drop/folder"
ok=0
[ "$(id -u)" = 0 ] && mknod -m 600 "$people/chenli/drop/device" c 1 5 2>/dev/null
for name in link hard pipe folder device; do
	[ -e "$people/chenli/drop/$name" ] || continue
	quick chen "get $name" >"$dir/back" 2>"$dir/said" </dev/null && ok=1
	[ -s "$dir/back" ] && ok=1
	echo x | quick chen "put $name" >"$dir/said" 2>&1 && ok=1
done
[ $ok = 0 ] && verified && [ -L "$people/chenli/drop/link" ]
result $? 'a link, a pipe, a folder and a device in the drop folder are not followed'
rm -r "$people/chenli/drop"/[lhpfd]*

head -c 67108865 /dev/zero | quick chen 'put big' >"$dir/said" 2>&1
grep -q '64 MiB' "$dir/said" && [ ! -e "$people/chenli/drop/big" ]
result $? 'more than 64 MiB is not taken'

truncate -s 1073700000 "$people/chenli/drop/much"
! quick chen 'put more' <"$dir/file" >"$dir/said" 2>&1 &&
	grep -q '1024 MiB' "$dir/said" && [ ! -e "$people/chenli/drop/more" ] &&
	quick chen 'put much' <"$dir/file" >"$dir/said" 2>&1 &&
	quick chen 'put more' <"$dir/file" >"$dir/said" 2>&1 &&
	rm "$people/chenli/drop/much" "$people/chenli/drop/more"
result $? 'all files of a person have 1 GiB'

# ---- the environment ---------------------------------------------------------
mkdir "$dir/terms"
infocmp vt100 | sed 's/^vt100[^,]*,/evil|nobody knows it,/' >"$dir/evil.ti"
tic -x -o "$dir/terms" "$dir/evil.ti" 2>/dev/null
# Known, it would open the screens and stay.
TERM=evil TERMINFO="$dir/terms" as chen -tt -o SendEnv=TERMINFO \
	>"$dir/said" 2>&1 </dev/null
[ $? = 6 ] && TERM=evil TERMINFO="$dir/terms" infocmp >/dev/null
result $? '$TERMINFO of the client is not read'
printf '#!/bin/sh\ntouch "%s"\n' "$dir/ran" >"$dir/run" && chmod +x "$dir/run"
ssh-agent -a "$dir/agent" >"$dir/agent.said"
open chen three "PAGER=$dir/run EDITOR=$dir/run VISUAL=$dir/run GENDAN_AS=linguo GENDAN_BOOK=$dir/other.db XDG_STATE_HOME=$dir/stolen GENDAN_NOW=2001-02-03T09:00:00+08:00 DISPLAY=x:1 LANG=en_US.UTF-8" \
	"-A -X -o ForwardAgent=$dir/agent -o ForwardX11Trusted=yes"' -o SendEnv=PAGER -o SendEnv=EDITOR -o SendEnv=VISUAL -o SendEnv=GENDAN_* -o SendEnv=XDG_* -o SendEnv=LANG'
shows three 'To do today' && note three && shot three | grep -q 陈丽 && [ ! -e "$dir/ran" ] &&
	[ ! -e "$dir/stolen" ] && ! shot three | grep -q '02-03 Sat'
result $? '$PAGER, $EDITOR, $GENDAN_AS, $GENDAN_NOW, $XDG_STATE_HOME change nothing'

session=$(pgrep -nf -- "--book $book --as chenli server")
tr '\0' '\n' <"/proc/$session/environ" >"$dir/said" 2>/dev/null # root may
{ [ ! -s "$dir/said" ] || grep -q '^SSH_CONNECTION' "$dir/said"; } &&
	! grep -q -e '^SSH_AUTH_SOCK' -e '^DISPLAY=[^x]' "$dir/said"
ok=$?
kill "$(sed -n 's/.*SSH_AGENT_PID=\([0-9]*\).*/\1/p' "$dir/agent.said")"
result $ok '-A and -X give the session neither keys nor a display'

# ---- cut in the middle -------------------------------------------------------
press three -l 'half a sen' && sever three chenli && verified &&
	! boss log | grep -q 'half a sen'
result $? 'what was being typed when the connection was cut is no act'

# ---- gone --------------------------------------------------------------------
server keys revoke chenli && ! as chen -T 'get x' >/dev/null 2>"$dir/said" &&
	grep -qi 'denied' "$dir/said" &&
	as wang -T 'put still' </dev/null >"$dir/said" 2>&1 &&
	head -1 "$keys" | grep -q administrator &&
	boss setting list | grep -q 'revoked chenli SHA256:'
result $? 'a revoked key opens nothing, the others do, the book remembers'

boss user add guest Guest >/dev/null && server keys add guest "$dir/chen.pub" &&
	boss user close guest >"$dir/said" 2>&1 &&
	! as chen -T 'put x' </dev/null >"$dir/said" 2>&1 &&
	grep -q guest "$dir/said"
result $? 'who has left is not let in by a key that stayed'

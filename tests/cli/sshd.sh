# tests/cli/sshd.sh - for tests that source it: a demo office behind a real
# sshd on loopback, with keys for $everybody. sshd, keys and book live in one
# folder; the account is the one that runs the tests. It says the plan of a test
# that cannot run and ends it.
sshd=$(command -v sshd || ls /usr/sbin/sshd 2>/dev/null)
[ -n "$sshd" ] && command -v tmux >/dev/null ||
	{ echo '1..0 # SKIP no sshd or no tmux'; exit 0; }
GENDAN=${GENDAN:-$PWD/build/gendan}
dir=$(mktemp -d "${TMPDIR:-/tmp}/ssh.XXXXXX") || exit 1
sock=$dir/sock
book=$dir/office/book.db
people=$dir/office.people
keys=$dir/authorized_keys
me=$(id -un)
unset GENDAN_NOW
umask 077
everybody=${everybody:-chen li wang}
n=0

t() { tmux -S "$sock" -f /dev/null "$@"; }
finish() {
	t kill-server 2>/dev/null
	for who in $everybody; do
		ssh -o ControlPath="$dir/m-$who" -O exit x 2>/dev/null
	done
	[ -s "$dir/pid" ] && kill "$(cat "$dir/pid")" 2>/dev/null
	[ -n "$KEEP" ] || rm -rf "$dir"
}
trap finish EXIT
trap 'exit 1' INT TERM

result() { # result STATUS NAME
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		sed 's/^/# /' "$dir/said" 2>/dev/null | head -5
	fi
}

# ---- the server --------------------------------------------------------------
mkdir -m 700 "$dir/office"
"$GENDAN" demo "$book" >/dev/null || { echo 'Bail out! no demo book'; exit 1; }
for who in $everybody; do
	ssh-keygen -q -t ed25519 -N '' -f "$dir/$who" -C "$who at home"
done
ssh-keygen -q -t ed25519 -N '' -f "$dir/host"
boss() { "$GENDAN" --book "$book" --as chenli "$@"; }
server() { boss server --authorized-keys "$keys" "$@" >"$dir/said" 2>&1; }
# Where no sshd ever ran its empty folder is missing; another test may use it
# too, so it stays.
[ "$(id -u)" = 0 ] && [ ! -d /run/sshd ] && mkdir -m 755 /run/sshd
begin_sshd() { # begin_sshd PORT
	cat >"$dir/config" <<-END
	Port $1
	ListenAddress 127.0.0.1
	HostKey $dir/host
	PidFile $dir/pid
	AuthorizedKeysFile $keys
	PermitRootLogin yes
	PasswordAuthentication no
	KbdInteractiveAuthentication no
	StrictModes no
	UsePAM no
	PrintMotd no
	PrintLastLog no
	Subsystem sftp internal-sftp
	AcceptEnv *
	X11Forwarding yes
	END
	"$sshd" -f "$dir/config" -E "$dir/log" || return 1
	for i in $(seq 50); do
		[ -s "$dir/pid" ] && return 0
		sleep 0.1
	done
	return 1
}
port=
for p in $(awk 'BEGIN { srand(); for (i = 0; i < 20; i++)
	print int(20000 + rand() * 12000) }'); do
	begin_sshd "$p" 2>>"$dir/log" && { port=$p; break; }
done
[ -n "$port" ] || { sed 's/^/# /' "$dir/log"; echo 'Bail out! no sshd'; exit 1; }
cat >"$dir/client" <<END
Host *
	Port $port
	User $me
	IdentitiesOnly yes
	IdentityAgent none
	BatchMode yes
	LogLevel ERROR
	StrictHostKeyChecking no
	UserKnownHostsFile $dir/known
	ConnectTimeout 10
	ExitOnForwardFailure yes
END
as() { # as WHO ARGS... : ssh with this person's key
	who=$1
	shift
	timeout 20 ssh -F "$dir/client" -i "$dir/$who" 127.0.0.1 "$@"
}
# The same through one connection that stays, each time a session of its own.
quick() {
	who=$1
	shift
	timeout 20 ssh -F "$dir/client" -i "$dir/$who" -o ControlMaster=auto \
		-o ControlPath="$dir/m-$who" -o ControlPersist=60 -T \
		127.0.0.1 -- "$@"
}
refused() { # refused WORDS... : said so, and exit 1
	quick chen "$@" >"$dir/said" 2>&1 </dev/null
	[ $? = 1 ] && grep -q 'is not done here' "$dir/said"
}
verified() { "$GENDAN" --book "$book" verify >"$dir/said" 2>&1; }
shot() { t capture-pane -p -t "$1" 2>/dev/null; }
shows() { # shows WINDOW WORDS; 10 s at most
	for i in $(seq ${WAIT:-100}); do
		shot "$1" | grep -qF -- "$2" && return 0
		sleep 0.1
	done
	shot "$1" >"$dir/said"
	return 1
}
press() { # press WINDOW KEYS...
	w=$1
	shift
	t send-keys -t "$w" "$@"
}
# open WHO WINDOW [OPTIONS]: the screens in a window; client's pid in WINDOW.pid
open() {
	t new-session -d -s "$2" -x 120 -y 40 "echo \$\$ >\"$dir/$2.pid\";
		exec env $3 ssh -tt -F \"$dir/client\" $4 -i \"$dir/$1\" 127.0.0.1" ||
		echo "# no window $2"
	t set -t "$2" remain-on-exit on
	t set -s escape-time 0
}
gone() { # gone LOGIN: his session has ended; 10 s at most
	for i in $(seq 200); do
		pgrep -f -- "--book $book --as $1 server" >/dev/null || return 0
		sleep 0.05
	done
	echo "the session of $1 goes on" >"$dir/said"
	return 1
}
sever() { # sever WINDOW LOGIN: the client dies without a word; the session goes
	kill -KILL "$(cat "$dir/$1.pid")"
	t kill-session -t "$1"
	gone "$2"
}
note() { # note WINDOW: the form of a note on the first order of the list
	press "$1" 1 && shows "$1" 'open orders' && press "$1" Enter &&
		shows "$1" 'Last events' && press "$1" F2 &&
		shows "$1" 'Actions: EX-' && press "$1" -l 'write a note' &&
		shows "$1" '[write a note' && press "$1" Enter &&
		shows "$1" 'Note *'
}

t new-session -d -s stays 'sleep 600' # or the server ends with its last one

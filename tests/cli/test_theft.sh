#!/bin/sh
# tests/cli/test_theft.sh - a manager's laptop is stolen, with his ssh key, his
# password, an old copy of the book and a sealed backup on it; then the office's
# machine burns too.
. "$(dirname "$0")/sshd.sh"
export XDG_STATE_HOME="$dir/state"
mkdir "$dir/state" "$dir/thief" "$dir/paper" "$dir/new" "$dir/thief/state"
echo 1..11

gendan() { "$GENDAN" --book "$book" "$@" >"$dir/said" 2>&1; }
his() { # in the home of the thief
	XDG_STATE_HOME=$dir/thief/state "$GENDAN" "$@" >"$dir/said" 2>&1
}
says() { grep -qi -e "$1" "$dir/said"; }
# The next paper that waits for his signature: what agenda says to type.
next_sign() { # next_sign BOOK
	"$GENDAN" --book "$1" --as qianfang agenda --json |
		sed -n 's/.*"do": "\(sign [^"]*\)".*/\1/p' | head -1
}
signs() { # signs BOOK PASSWORD: qianfang signs what comes next
	line=$(next_sign "$1")
	[ -n "$line" ] && echo "$2" >"$dir/pass" &&
		"$GENDAN" --book "$1" --as qianfang $line \
			--password-file "$dir/pass" >"$dir/said" 2>&1
}
head_of() { "$GENDAN" --book "$1" head; }

# ---- before ------------------------------------------------------------------
server keys add chenli "$dir/chen.pub" && server keys add qianfang "$dir/wang.pub" &&
	boss role grant linguo admin >"$dir/said" 2>&1 &&
	signs "$book" demo-gendan && order=$(echo "$line" | cut -d' ' -f2) &&
	cp "$dir/wang" "$dir/thief/key" &&
	boss backup "$dir/thief/old.db" --plain >"$dir/said" 2>&1 &&
	boss backup "$dir/thief/sealed" >"$dir/said" 2>&1 &&
	grep -v '^#' "$dir/state/gendan/backup.key" >"$dir/paper/key"
result $? 'before: the manager signs, backups are made, the key is on paper'

# ---- stolen ------------------------------------------------------------------
# The thief is in, with the screens open and a connection that stays.
open wang thief LANG=en_US.UTF-8 '-o SendEnv=LANG'
quick wang 'get none' >"$dir/said" 2>&1 </dev/null
shows thief 'Qian Fang' && says none
result $? 'the thief has what he needs to come in'

server keys revoke qianfang && says 'SHA256:' && says 'sessions ended' &&
	gendan --as chenli user reset qianfang && says 'Another administrator' &&
	gendan --as linguo user reset qianfang &&
	first=$(sed -n 's/.*only now: \([^ ]*\).*/\1/p' "$dir/said") && [ -n "$first" ]
result $? 'three commands: the key of ssh, and by two people that of signing'

! pgrep -f -- "--book $book --as qianfang server" >/dev/null &&
	! as wang -T 'get none' >"$dir/said" 2>&1 </dev/null && says denied
result $? 'the screens of the thief have ended, and his key opens nothing'

quick wang 'get none' >"$dir/said" 2>&1 </dev/null
[ $? = 1 ] && says 'keys of qianfang were revoked'
result $? 'a connection that stood before begins no session either'

# Even at the machine itself.
! signs "$book" demo-gendan && says 'wrong' &&
	printf '%s\n' demo-gendan 'a cup of cold tea' >"$dir/pass" &&
	! gendan --as qianfang passwd --password-file "$dir/pass" && says 'wrong'
result $? 'the stolen password signs nothing and sets no other'

anchor=$(head_of "$book")
signs "$dir/thief/old.db" demo-gendan &&
	his --book "$dir/thief/old.db" verify &&
	! his --book "$dir/thief/old.db" verify --anchor "$anchor" && says "$(echo "$anchor" | cut -d: -f2)"
result $? 'what he signs in his old copy, any anchor of the office denies'

not_opened() { # not_opened WORDS: what is said of the sealed backup
	says_so=$1
	shift
	! his restore "$dir/thief/sealed" --to "$dir/thief/x.db" "$@" &&
		says "$says_so" && [ ! -e "$dir/thief/x.db" ]
}
not_opened 'no key file' && his --book "$dir/thief/old.db" backup "$dir/thief/own" &&
	not_opened 'does not fit' && not_opened key --key "$dir/thief/key" &&
	! grep -qa -e SQLite -e qianfang "$dir/thief/sealed"
result $? 'the sealed backup opens with no key that he has'

verified && boss audit signed order="$order" by=qianfang --csv >"$dir/said" 2>&1 &&
	says 'qianfang' && boss show "$order" >"$dir/said" 2>&1 && ! says 'login only'
result $? 'what the manager signed before still holds'

# ---- the machine burns -------------------------------------------------------
boss backup "$dir/paper/last" >"$dir/said" 2>&1 && anchor=$(head_of "$book")
rm -rf "$dir/office" "$dir/state"
book=$dir/new/book.db
XDG_STATE_HOME=$dir/new/state
mkdir "$XDG_STATE_HOME"
gendan restore "$dir/paper/last" --to "$book" --key "$dir/paper/key" &&
	says "$anchor" && [ "$(head_of "$book")" = "$anchor" ] &&
	gendan verify --anchor "$anchor" && [ ! -e "$book.coming" ]
result $? 'a new machine has the book again, to the head that was noted'

! signs "$book" "$first" &&
	printf '%s\n' "$first" 'a kettle of rain water' >"$dir/pass" &&
	gendan --as qianfang passwd --password-file "$dir/pass" &&
	! signs "$book" demo-gendan && signs "$book" 'a kettle of rain water' &&
	verified && gendan --as chenli export all "$dir/out" &&
	grep -q '^qianfang,2,.*,chenli,linguo,' "$dir/out/signkey.csv" &&
	grep -q '^qianfang,3,' "$dir/out/signkey.csv"
result $? 'there the manager takes the key two people gave him, and signs again'

#!/bin/sh
# tests/cli/test_init.sh - a new book: the password of its first person, roles there are.
GENDAN=$GENDAN_BUILD/gendan
: "${TMPDIR:?run this by tests/run.sh: the files go there}"
export XDG_STATE_HOME="$TMPDIR" LC_ALL=C.UTF-8
unset GENDAN_AS GENDAN_BOOK
cd "$TMPDIR" || exit 1
n=0
echo 1..5

ok() { # ok STATUS NAME
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' said
	fi
}
init() {
	"$GENDAN" --book "$1.db" init --company Cups --login ann "$2" "$3" >said 2>&1
}
umask 077
echo abc >weak
echo correct-horse-77 >good

! init one --password-file weak && grep -q '8 to 128' said && [ ! -e one.db ]
ok $? 'a weak password is refused before there is a book'

! init one --password-file missing && grep -q missing said && [ ! -e one.db ]
ok $? 'so is one that cannot be read'

init one --password-file good &&
	"$GENDAN" --book one.db whoami --as ann >said && grep -q 'own$' said
ok $? 'the first person has the password that came with the command'

"$GENDAN" --book two.db init --company Cups --login ann --password-fd 3 \
	3<good >said 2>&1 &&
	"$GENDAN" --book two.db whoami --as ann >said && grep -q 'own$' said
ok $? 'or came through an open descriptor'

! "$GENDAN" --book two.db role grant ann nosuch --as ann >said 2>&1 &&
	grep -q 'there are: clerk, .*admin' said
ok $? 'a role that is none is answered with those there are'

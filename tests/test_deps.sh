#!/bin/sh
# tests/test_deps.sh - make deps on machines that are not this one: the
# programs it asks are played by small stand-ins.
# quick
: "${TMPDIR:?run this by tests/run.sh: the stand-ins go there}"
echo 1..6
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		cat "$TMPDIR/said" "$TMPDIR/called" 2>/dev/null
	fi
}
mkdir -p "$TMPDIR/bin"
stand_in() {
	printf '#!/bin/sh\n%s\n' "$2" >"$TMPDIR/bin/$1"
	chmod +x "$TMPDIR/bin/$1"
}
# $MISSING is not installed; apt-get only writes down what it was asked.
stand_in dpkg-query 'for p; do last=$p; done
case " $MISSING " in *" $last "*) exit 1 ;; esac; echo installed'
stand_in apt-get 'echo "apt-get $*" >>"$TMPDIR/called"; exit ${APT_EXIT:-0}'
stand_in id 'echo $MY_ID'
stand_in sudo 'echo "sudo $*" >>"$TMPDIR/called"
[ -n "$SUDO_WORKS" ] || exit 1
while [ "$1" = -n ]; do shift; done; exec "$@"'
deps() {
	rm -f "$TMPDIR/called"
	PATH="$TMPDIR/bin:$PATH" sh tests/tools/deps.sh >"$TMPDIR/said" 2>&1 </dev/null
	rc=$?
}
export MISSING MY_ID SUDO_WORKS APT_EXIT

MISSING= MY_ID=1000 SUDO_WORKS= APT_EXIT=0
deps
[ $rc = 0 ] && [ ! -s "$TMPDIR/said" ] && [ ! -e "$TMPDIR/called" ]
ok $? 'with everything there it does and says nothing'

MISSING='tmux uuid-dev' MY_ID=0
deps
[ $rc = 0 ] && grep -q 'update' "$TMPDIR/called" &&
	grep -q 'install -y --no-install-recommends uuid-dev tmux$' "$TMPDIR/called"
ok $? 'root installs only what is missing'

MY_ID=1000 SUDO_WORKS=yes
deps
[ $rc = 0 ] && grep -q '^sudo -n .*install.* uuid-dev tmux$' "$TMPDIR/called"
ok $? 'without a terminal sudo is asked not to ask'

SUDO_WORKS=
deps
[ $rc = 6 ] && ! grep -q '^apt-get' "$TMPDIR/called" &&
	[ "$(grep -c 'apt-get .*install .* uuid-dev tmux$' "$TMPDIR/said")" = 1 ]
ok $? 'without sudo it prints the one line to type and exits with 6'

MY_ID=0 APT_EXIT=100
deps
[ $rc = 6 ] && grep -q 'install -y' "$TMPDIR/said"
ok $? 'an installation that fails exits with 6'

MISSING='tmux' MY_ID=0 APT_EXIT=0
deps
head -1 "$TMPDIR/said" | grep -q 'missing packages: tmux$'
ok $? 'it says what is missing first'

#!/bin/sh
# tests/tools/deps.sh - the Debian packages that building, running and testing
# need: says what is missing, installs only that, does nothing when all is
# there.  Exit 6: could not install; the one line to type is printed.
set -u
want='gcc make libc6-dev pkg-config gettext
libncurses-dev libsqlite3-dev uuid-dev libyaml-dev libsodium-dev libjansson-dev
libunistring-dev libxlsxwriter-dev libpango1.0-dev libqrencode-dev fonts-wqy-microhei
fonts-wqy-zenhei poppler-utils zbar-tools cups-daemon cups-client
printer-driver-cups-pdf libcmocka-dev libvterm-dev tmux sqlite3 python3
openssh-server python3-icalendar python3-yaml graphviz'

# `deps.sh soak`: also what only make soak uses, 300 MB of it.
[ "${1:-}" = soak ] && want="$want libreoffice-calc-nogui"
[ "${1:-}" = soak ] && ! command -v npm >/dev/null && want="$want nodejs npm"

if ! command -v dpkg-query >/dev/null 2>&1; then
	# Not Debian: whoever builds here brings the libraries himself.
	if pkg-config --exists ncursesw sqlite3 uuid yaml-0.1 libsodium \
	    jansson pangocairo cairo-pdf libqrencode cmocka vterm 2>/dev/null && command -v msgfmt >/dev/null; then
		exit 0
	fi
	echo 'gendan: this is not Debian; install what these packages hold:' >&2
	echo $want >&2
	exit 6
fi

missing=
for p in $want; do
	state=$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null) || state=
	[ "$state" = installed ] || missing="$missing $p"
done
[ -z "$missing" ] && exit 0
echo "gendan: missing packages:$missing"

install="apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
	sudo=
elif ! command -v sudo >/dev/null 2>&1; then
	sudo=none
elif [ -t 0 ] && [ -t 2 ]; then
	sudo=sudo
elif sudo -n true 2>/dev/null; then
	sudo='sudo -n'
else
	sudo=none
fi
if [ "$sudo" != none ]; then
	DEBIAN_FRONTEND=noninteractive
	export DEBIAN_FRONTEND
	# An old list may still do, so only the install decides.
	$sudo apt-get -o DPkg::Lock::Timeout=300 update -q ||
		echo 'gendan: the package list could not be renewed; going on' >&2
	$sudo env DEBIAN_FRONTEND=noninteractive $install && exit 0
fi
echo 'gendan: these packages must be installed first; as root:' >&2
echo "    $install" >&2
exit 6

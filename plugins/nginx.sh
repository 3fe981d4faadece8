#!/bin/sh
# Puts nginx of Debian's packages into .cache/nginx where the machine has none. It is unpacked, not installed: the
# package would start a server at port 80. That needs no root as long as the package lists are there.
set -eu
PATH="$PATH:/usr/sbin"
{ command -v nginx >/dev/null 2>&1 || [ -x .cache/nginx/usr/sbin/nginx ]; } && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
  echo "The tests of deployment need nginx. It could not be fetched from here; install it, then run the command again." >&2
  exit 1
fi
echo "Fetching nginx ..."
mkdir -p .cache
scratch=$(mktemp -d .cache/nginx-XXXXXX)
trap 'rm -rf "$scratch"' EXIT
fetch() { (cd "$scratch" && apt-get -qq download nginx); }
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if ! fetch >"$scratch/log" 2>&1 && ! { $as_root apt-get update && fetch; } >"$scratch/log" 2>&1; then
  tail -n 5 "$scratch/log" >&2
  echo "Fetching nginx failed. Install it as root (Debian: apt-get install nginx-light), then run the command again." >&2
  exit 1
fi
dpkg-deb --extract "$scratch"/nginx_*.deb "$scratch/nginx"
mv "$scratch/nginx" .cache/nginx

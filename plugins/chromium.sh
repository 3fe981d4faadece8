#!/bin/sh
# Installs from Debian's packages what the browser tests need and what is missing: Chromium, Chinese fonts,
# and the library that the browser driver's own Node needs.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="chromium"
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk fonts-liberation fontconfig"
ls /usr/lib*/libatomic.so.1 /usr/lib/*/libatomic.so.1 2>/dev/null | grep -q . || missing="$missing libatomic1"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  as_root=""
elif sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  as_root="none"
fi
if [ "$as_root" = none ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "The browser tests need: $missing. They could not be installed from here." >&2
  echo "Install them as root (Debian: apt-get install $missing), then run the command again." >&2
  exit 1
fi
echo "Installing $missing ..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing; } >"$log" 2>&1; then
  tail -n 5 "$log" >&2
  echo "Installing $missing failed. Install them as root, then run the command again." >&2
  exit 1
fi

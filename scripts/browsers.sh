#!/usr/bin/env bash
# Make sure that the browsers and servers of the tests are there: Debian's own packages, no download of a test tool.
set -euo pipefail

fail() { printf 'make: %s\n' "$*" >&2; exit 1; }

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v firefox-esr >/dev/null || missing+=(firefox-esr)
command -v pg_createcluster >/dev/null || command -v initdb >/dev/null || missing+=(postgresql) # Debian hides initdb
command -v redis-server >/dev/null || missing+=(redis-server)
[ ${#missing[@]} -eq 0 ] && exit 0

root=()
if [ "$(id -u)" -ne 0 ]; then
  sudo -n true 2>/dev/null || fail "the tests need ${missing[*]}; on Debian: sudo apt-get install ${missing[*]}"
  root=(sudo -n)
fi
command -v apt-get >/dev/null || fail "the tests need ${missing[*]}; install them from your system's packages"

echo "Installing ${missing[*]} from the system's packages ..."
log=$(mktemp)
{ "${root[@]}" apt-get update && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } \
  >"$log" 2>&1 </dev/null || { tail -n 5 "$log" >&2; fail "apt-get could not install ${missing[*]}"; }
rm -f "$log"

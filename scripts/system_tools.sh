#!/usr/bin/env bash
# Make sure that the programs of the tests are there: Debian's own packages, no download of a test tool.
# Browsers, PostgreSQL, Redis, SoftHSM and systemd are installed; nginx is only unpacked into build/tools, so that its service never starts.
# With --bench also wrk, which make bench-server uses.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'make: %s\n' "$*" >&2; exit 1; }

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v firefox-esr >/dev/null || missing+=(firefox-esr)
command -v pg_createcluster >/dev/null || command -v initdb >/dev/null || missing+=(postgresql) # Debian hides initdb
command -v redis-server >/dev/null || missing+=(redis-server)
command -v softhsm2-util >/dev/null || missing+=(softhsm2) # a PKCS#11 token for the keys of releases
command -v systemd-analyze >/dev/null || missing+=(systemd) # reads the units of server/ops/deployment; nothing of it is started
[ "${1:-}" != --bench ] || command -v wrk >/dev/null || missing+=(wrk)

unpacked=(nginx libnginx-mod-http-brotli-static)
tools=build/tools
has_nginx() { [ -x $tools/usr/sbin/nginx ] && [ -e $tools/usr/lib/nginx/modules/ngx_http_brotli_static_module.so ]; }
has_nginx && unpacked=()
wanted=("${missing[@]}" "${unpacked[@]}")
[ ${#wanted[@]} -eq 0 ] && exit 0

root=()
if [ "$(id -u)" -ne 0 ]; then
  sudo -n true 2>/dev/null || fail "the tests need ${wanted[*]}; on Debian: sudo apt-get install ${wanted[*]}"
  root=(sudo -n)
fi
command -v apt-get >/dev/null || fail "the tests need ${wanted[*]}; install them from your system's packages"

install_missing() {
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}
unpack() {
  mkdir -p $tools && cd $tools && apt-get download "${unpacked[@]}" && for package in *.deb; do dpkg-deb -x "$package" .; done
}

echo "Getting ${wanted[*]} from the system's packages ..."
log=$(mktemp)
{ "${root[@]}" apt-get update &&
  if [ ${#missing[@]} -ne 0 ]; then install_missing; fi &&
  if [ ${#unpacked[@]} -ne 0 ]; then (unpack); fi; } >"$log" 2>&1 </dev/null ||
  { tail -n 5 "$log" >&2; fail "apt-get could not get ${wanted[*]}"; }
rm -f "$log"

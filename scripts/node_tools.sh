#!/usr/bin/env bash
# Install the lint and test tools of package-lock.json. The extension itself needs none of them.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf 'make: %s\n' "$*" >&2; exit 1; }

stamp=node_modules/.made-for
wanted=$(cat package-lock.json .npmrc | sha256sum | cut -d' ' -f1)
[ "$(cat $stamp 2>/dev/null)" = "$wanted" ] && exit 0

node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null \
  || fail "Node.js 20.19 or newer is needed for the lint and test tools"
command -v npm >/dev/null || fail "npm is needed for the lint and test tools; on Debian: apt-get install npm"

echo "Setting up node_modules (lint and test tools) ..."
npm ci --loglevel=error >/dev/null || fail "the tools of package-lock.json could not be installed (is there a network?)"
echo "$wanted" > $stamp

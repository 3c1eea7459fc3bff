#!/usr/bin/env bash
# Make .venv and install the locked packages and the project into it.
# usage: scripts/venv.sh run|test     (test holds everything that run holds)
set -euo pipefail
cd "$(dirname "$0")/.."

list=${1:?usage: scripts/venv.sh run|test}
venv=.venv

fail() { printf 'make: %s\n' "$*" >&2; exit 1; }

find_python() { # the first interpreter that is new enough; PYTHON=... chooses another one
  local name
  for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$name"; return; }
  done
  return 1
}

stamp_of() { # what the environment was made from: lock, project, place
  { cat "requirements/$1.txt" pyproject.toml; pwd; } | sha256sum | cut -d' ' -f1
}

is_ready() { [ -x $venv/bin/jaga ] && [ "$(cat "$venv/.made-for-$1" 2>/dev/null)" = "$(stamp_of "$1")" ]; }

is_ready "$list" && exit 0

python=$(find_python) || fail "Python 3.11 or newer is needed; on Debian: apt-get install python3 python3-venv"
"$python" -c 'import ensurepip, venv' 2>/dev/null || fail "Python's venv module is missing; on Debian: apt-get install python3-venv"

echo "Setting up $venv ($list, about a minute the first time) ..."
[ -x $venv/bin/python ] && $venv/bin/python -c 'import pip' 2>/dev/null || "$python" -m venv --clear $venv
pip() { PIP_DISABLE_PIP_VERSION_CHECK=1 $venv/bin/python -m pip --quiet --no-input "$@"; }
pip install --require-hashes -r "requirements/$list.txt" || fail "the packages of requirements/$list.txt could not be installed (is there a network?)"
pip install --no-deps --no-build-isolation --editable . || fail "the project could not be installed into $venv"

stamp_of "$list" > "$venv/.made-for-$list"
[ "$list" = test ] && stamp_of run > "$venv/.made-for-run"
exit 0

#!/usr/bin/env bash
# Write the lock files anew, with hashes and without the address of any package index. Options (such as --upgrade) go to pip-compile.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=var/lock-venv
[ -x $venv/bin/pip-compile ] || { python3 -m venv $venv && $venv/bin/pip install --quiet pip-tools; }

compile() {
  $venv/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --build-deps-for editable --no-header \
    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options "$@" pyproject.toml
}
compile -o requirements/run.txt "$@"
compile --extra test -c requirements/run.txt -o requirements/test.txt "$@"
npm install --package-lock-only --loglevel=error

#!/usr/bin/env bash
# Lint the Firefox package as a store would (Mozilla's linter, offline): an error fails; warnings are shown by `VERBOSE=1`.
set -euo pipefail
cd "$(dirname "$0")/.."

made=var/package_lint
rm -rf "$made"
mkdir -p "$made"
JAGA_STATE_DIR="$made" .venv/bin/jaga package > "$made/packed.txt"
node_modules/.bin/web-ext lint --source-dir "$made"/packages/*/jaga-jempol.xpi --no-config-discovery --no-input --output json \
  > "$made/report.json" 2> "$made/report.log" || true
node - "$made/report.json" <<'JS'
const { readFileSync } = require("node:fs");
const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const rows = process.env.VERBOSE ? [...report.errors, ...report.warnings] : report.errors;
for (const { code, message, file, line } of rows) console.log(`${file ?? "manifest.json"}:${line ?? 1}: ${code}: ${message}`);
console.log(`web-ext lint: ${report.errors.length} errors, ${report.warnings.length} warnings`);
process.exit(report.errors.length ? 1 : 0);
JS

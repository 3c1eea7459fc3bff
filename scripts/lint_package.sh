#!/usr/bin/env bash
# Lint the extension as a store would (Mozilla's linter, offline): an error fails; warnings are shown by `VERBOSE=1`.
set -euo pipefail
cd "$(dirname "$0")/.."

# What stands in the repository but not in the package.
ignored=(.venv node_modules var build dist server candidate_accounts tests docs scripts requirements .ci .git
  '*.md' '*.toml' '*.lock' 'package*.json' tsconfig.json eslint.config.js Makefile 'extension/**/*.examples' '**/*.d.ts' '**/__pycache__' '**/*.egg-info')

mkdir -p var
node_modules/.bin/web-ext lint --source-dir . --no-config-discovery --no-input --output json \
  --ignore-files "${ignored[@]}" > var/package_lint.json 2>var/package_lint.log || true
node - <<'JS'
const { readFileSync } = require("node:fs");
const report = JSON.parse(readFileSync("var/package_lint.json", "utf8"));
const rows = process.env.VERBOSE ? [...report.errors, ...report.warnings] : report.errors;
for (const { code, message, file, line } of rows) console.log(`${file ?? "manifest.json"}:${line ?? 1}: ${code}: ${message}`);
console.log(`web-ext lint: ${report.errors.length} errors, ${report.warnings.length} warnings`);
process.exit(report.errors.length ? 1 : 0);
JS

# The verbs of the project; `make` shows them. CI runs the same verbs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.ONESHELL:

BIN := .venv/bin
# On a busy machine a browser may answer too late: a wait that ran out is tried once more and printed, a wrong answer is not.
RETRY := --reruns 1 --only-rerun 'not within [0-9]+ seconds' --only-rerun 'Timeout [0-9]+ms exceeded'
# Two browsers at a time fill two cores. `make test WORKERS=0 ARGS="-k dialog -x"` runs a part in one process.
WORKERS ?= 2
ARGS ?=

##@ Use it
.PHONY: run setup bundle package
run: setup ## build the release when needed and start the API on http://127.0.0.1:8000
	@exec $(BIN)/jaga serve

setup: ## make .venv with everything that running needs (.venv/bin/jaga)
	@scripts/venv.sh run

bundle: setup ## write extension/bundled from the platform files and the wording
	@$(BIN)/jaga bundle

package: setup ## pack the extension for Chromium and Firefox into var/packages (ARGS=--replace)
	@$(BIN)/jaga package $(ARGS)

##@ Check it
.PHONY: test test-setup test-unit test-browser bench bench-page bench-list bench-bytes bench-server lint fmt gallery
test: test-setup ## set up everything, lint, then every test, browser tests included
	@status=0
	$(MAKE) lint || status=1
	$(MAKE) test-unit TZ=Asia/Jayapura || status=1
	$(MAKE) test-browser TZ=UTC || status=1
	exit $$status

test-unit: test-setup ## every test but the browser tests (TZ=... chooses a time zone)
	@TZ=$${TZ:-UTC} $(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not browser" $(ARGS)

test-browser: test-setup ## the browser tests alone
	@TZ=$${TZ:-UTC} $(BIN)/pytest -n $(WORKERS) --dist loadfile -m browser $(RETRY) $(ARGS)

test-setup:
	@scripts/venv.sh test
	scripts/node_tools.sh
	scripts/system_tools.sh

bench: ## measure everything beside its bars: bench-page, bench-list, bench-bytes, bench-server
	@status=0
	$(MAKE) bench-page || status=1
	$(MAKE) bench-list ARGS= || status=1
	$(MAKE) bench-bytes || status=1
	$(MAKE) bench-server ARGS= || status=1
	exit $$status

bench-page: test-setup ## what the extension costs a page, into build/bench/page.json (ARGS="--loads 5")
	@$(BIN)/python -m tests.bench $(ARGS)

bench-list: lint-setup ## what lint and release cost on 15,000 accounts, into build/bench/list.json (ARGS="--runs 3")
	@$(BIN)/python -m tests.bench.list_cost $(ARGS)

bench-bytes: lint-setup ## what a browser fetches of 15,000 accounts, into build/bench/bytes.json
	@$(BIN)/python -m tests.bench.release_bytes

bench-server: test-setup ## the server beside nginx, Flask and Kinto, into build/bench/server.json (ARGS="--rounds 3")
	@scripts/system_tools.sh --bench
	$(BIN)/python -m tests.bench.server_cost $(ARGS)

lint: lint-setup ## ruff, mypy strict, eslint, tsc, web-ext lint
	@status=0
	$(BIN)/ruff check . || status=1
	$(BIN)/ruff format --check --quiet . || { echo "make: run 'make fmt'"; status=1; }
	$(BIN)/mypy || status=1
	node_modules/.bin/eslint --max-warnings 0 . || status=1
	node_modules/.bin/tsc || status=1
	scripts/lint_package.sh || status=1
	exit $$status

lint-setup:
	@scripts/venv.sh test
	scripts/node_tools.sh

fmt: lint-setup ## format the code
	@$(BIN)/ruff check --fix-only --quiet . || true
	$(BIN)/ruff format .

gallery: test-setup ## pictures of every screen in build/gallery, to be looked at (ARGS=--readme: the README's picture)
	@$(BIN)/python -m tests.gallery $(ARGS)

##@ Keep it
.PHONY: lock clean help
lock: ## write the lock files anew (ARGS=--upgrade takes the newest packages)
	@scripts/lock.sh $(ARGS)

clean: ## remove what make has made
	@rm -rf .venv node_modules var build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache

help: ## show this
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

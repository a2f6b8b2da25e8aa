# Everything that a newcomer types. Nothing here needs more than make and Python 3.11 with venv.

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test check bench bench-optimiser smoke screenshots messages requirements clean runtime dev

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 15

demo: runtime ## run Majlis with PMIF 2025 (PORT=8000, HOST=127.0.0.1); Ctrl-C ends it, the data stays
	@$(PY) -m launcher demo --host $(HOST) --port $(PORT)

demo-reset: runtime ## the same, starting over with fresh data
	@$(PY) -m launcher reset
	@$(PY) -m launcher demo --host $(HOST) --port $(PORT)

test: dev ## run the tests (ARGS="tests/forum -k ledger")
	@$(PY) scripts/run_tests.py $(ARGS)

check: dev ## style, types, import contracts, migrations, translations
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m launcher run $(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m launcher run $(PY) manage.py makemigrations --check --dry-run
	$(PY) scripts/messages.py check

bench: dev ## measure, with the machine's own floor beside each figure
	@$(PY) -m launcher run $(PY) -m benchmarks $(ARGS)

bench-optimiser: dev ## plan forums whose full plan is known (ARGS="pmif --rise")
	@$(PY) -m benchmarks.optimiser $(ARGS)

smoke: runtime ## start the demo from nothing, walk its main pages, stop it
	@$(PY) scripts/smoke.py

screenshots: dev ## take the README's pictures anew
	@$(PY) scripts/screenshot.py

messages: dev ## bring the catalogues in locale/ up to date with the texts in the code
	$(PY) scripts/messages.py extract

requirements: dev ## lock the libraries named in requirements*.in
	@for name in requirements-uv requirements requirements-dev; do \
	  .venv/bin/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate \
	    --python-version 3.11 $$name.in -o $$name.txt || exit 1; done

clean: ## remove all that was made here: libraries, data, caches
	@if [ -x $(PY) ]; then $(PY) -m launcher stop; fi
	rm -rf .venv var staticfiles .install.lock .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete 2>/dev/null || true

runtime:
	@$(PYTHON) scripts/install.py runtime
	@$(PY) scripts/messages.py compile

dev:
	@$(PYTHON) scripts/install.py dev
	@$(PY) scripts/messages.py compile

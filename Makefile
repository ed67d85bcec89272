# Recipes for users and developers; `make` lists them.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
UV_VERSION := 0.13.9
BIN := .venv/bin
STAMP := .venv/.ready
# Behind a proxy with a certificate of its own, only the system knows it: the second attempt asks the system.
SYNC := $(BIN)/uv sync --frozen --inexact --quiet --python $(BIN)/python
WORKERS ?= auto

export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
export UV_COMPILE_BYTECODE := 1
unexport VIRTUAL_ENV

.DEFAULT_GOAL := help
.PHONY: help env run test test-slow test-engine lint format check bench docs notebooks lock clean

help: ## list the recipes
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

env: $(STAMP) ## prepare .venv from uv.lock (only Python 3.11+ is needed)

$(STAMP): uv.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name one with PYTHON=..." >&2; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --upgrade
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(SYNC) || $(SYNC) --system-certs
	@touch $(STAMP)

run: env ## write the report: out/report.html
	$(BIN)/levier report

test: env ## run the tests, without the slow ones
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile

test-slow: docs ## run the slow tests and those in a browser; one of them builds the documentation
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile -m "slow and not browser" --ignore=tests/engine || [ $$? -eq 5 ]
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile -m browser --ignore=tests/engine || [ $$? -eq 5 ]

test-engine: env ## run the slow tests of the engine (kills, live removals in PyPSA, worst triples)
	$(BIN)/pytest -q -n $(WORKERS) -m slow tests/engine

lint: env ## check style, types, layers and licences
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint

format: env ## format the code and mend what ruff can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: env ## validate the data package
	$(BIN)/levier check data/eurasia

bench: env ## run every measurement of bench/
	@set -e; for script in $$(grep -l __main__ bench/*.py); do echo "== $$script"; $(BIN)/python $$script; done

docs: env ## build the documentation into site/; it opens without a server or a connection
	$(SYNC) --group docs || $(SYNC) --group docs --system-certs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

notebooks: env ## run the example notebooks again and keep what comes out
	$(BIN)/python tools/notebooks.py

lock: env ## bring uv.lock up to date with pyproject.toml
	$(BIN)/uv lock

clean: ## remove what recipes made, .venv excepted
	rm -rf out dist build site .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

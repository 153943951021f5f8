# Everything that is done to this repository, by name. python3 (3.11 to 3.14) and make are enough.
# CI calls these targets and nothing else.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# Which Python the environment is built on; to change it: make clean setup PYTHON=python3.13
PYTHON ?= python3
# Where the database started by `make run` keeps its files. As root under a closed home folder,
# setup makes .fengqiao a link to a folder under /var/lib/fengqiao, and the link is followed here.
export FENGQIAO_DATA_DIR ?= $(or $(realpath .fengqiao),$(CURDIR)/.fengqiao)
# Test processes at once; a test waits for the database more than it computes.
WORKERS ?= auto
# What to add to pytest's command line, such as ARGS="-k confirmation"
ARGS ?=

BIN := .venv/bin

.PHONY: help
help: ## This list
	@$(PYTHON) -c 'import re; [print("  make %-9s %s" % row) for row in re.findall(r"(?m)^([a-z-]+):.*?## (.*)$$", open("Makefile", encoding="utf-8").read())]'

.PHONY: setup
setup: ## Prepare .venv from bare python3; returns at once when nothing changed
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing; on Debian: apt-get install python3" >&2; exit 1; }
	@$(PYTHON) tools/bootstrap.py

.PHONY: run
run: setup ## Start everything on the example ledger and show where the page is
	@$(BIN)/fengqiao run

.PHONY: test
test: setup ## All tests, in parallel, warnings as errors
	@$(BIN)/pytest -n $(WORKERS) $(ARGS)

.PHONY: check
check: format lint types imports drift coverage ## Before a commit: format, lint, types, imports, drift, domain tests

.PHONY: format
format: setup
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/codespell

.PHONY: lint
lint: setup
	@$(BIN)/ruff check --quiet

.PHONY: types
types: setup
	@$(BIN)/mypy

.PHONY: imports
imports: setup
	@$(BIN)/lint-imports --no-logo

.PHONY: drift
drift: setup
	@.boot/bin/uv lock --check --quiet
	@$(BIN)/fengqiao generate --check

.PHONY: coverage
coverage: setup ## The domain's tests, with every branch of the domain covered
	@$(BIN)/pytest -n $(WORKERS) --quiet tests/architecture tests/domain \
		--cov=services/workflow/domain --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100

.PHONY: mutants
mutants: setup ## How many small faults in the domain its tests notice, by a random sample (long)
	@.boot/bin/uv run --quiet --locked --group mutation python tools/mutants.py $(ARGS)

.PHONY: fix
fix: setup ## Format and mend what tools can mend
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format --quiet
	@$(BIN)/ruff check

.PHONY: generate
generate: setup ## Write the generated files: schemas, lifecycle, OpenAPI
	@$(BIN)/fengqiao generate

.PHONY: migrate
migrate: setup ## Bring the database to the newest schema
	@$(BIN)/fengqiao migrate

.PHONY: bench
bench: setup ## The speed ratios, each in one run on this machine
	@$(BIN)/python -m bench

.PHONY: faults
faults: setup ## The fault procedures in their long form
	@FENGQIAO_FAULTS=long $(BIN)/pytest -n0 -m faults -o faulthandler_timeout=3600 $(ARGS)

.PHONY: clean
clean: ## Remove the environment and every cache; data stays
	@rm -rf .venv .boot .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	@find services tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# The two commands are `make serve` and `make test`; the README says what they need.
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1
.SHELLFLAGS := -eu -c
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev chromium serve build test lint types unit handbook screenshots lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

$(VENV)/runtime: requirements.lock pyproject.toml
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes -r requirements.lock
	@touch $@

$(VENV)/development: $(VENV)/runtime requirements-dev.lock package-lock.json
	@echo "Installing the tools for tests ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes -r requirements-dev.lock
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --loglevel error --no-update-notifier --ignore-scripts --no-audit --no-fund
	@touch $@

$(BIN)/kb: $(VENV)/runtime
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(BIN)/kb ## install what the site and its authors need into .venv

setup-dev: setup $(VENV)/development chromium ## install what the tests need as well

chromium: ## install Chromium and Chinese fonts where there are none
	@sh plugins/chromium.sh

serve: setup ## set up, build, and serve with live reload
	@echo "The knowledge base will be at http://$(ADDRESS)/ and in English at http://$(ADDRESS)/en/ (Ctrl+C ends it)."
	@$(BIN)/kb serve --address $(ADDRESS)

build: setup ## build the site into site/
	@$(BIN)/mkdocs build --strict --quiet
	@echo "OK: the site is in site/"

lint: setup-dev
	@echo "Checking the code ..."
	@$(BIN)/ruff check --quiet plugins tests
	@$(BIN)/ruff format --check --quiet plugins tests
	@echo "Checking the articles ..."
	@$(BIN)/kb lint

types: setup-dev
	@echo "Checking types ..."
	@$(BIN)/mypy --no-error-summary
	@PATH="$(CURDIR)/$(BIN):$$PATH" npx --no-install tsc --project plugins/collection_kb/theme/jsconfig.json

unit: setup-dev
	@echo "Running the tests (unit, build, browser) ..."
	@$(BIN)/pytest --numprocesses 2

test: lint types unit ## set up and run every check
	@echo "OK: all checks passed."

handbook: setup-dev ## print the handbook of every language, in handbook/
	@$(BIN)/kb handbook handbook

screenshots: setup-dev ## pictures of every page type, in site-screenshots/
	@$(BIN)/python -m tests.browser.screenshots

lock: setup-dev ## renew the lock files
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --extra build --upgrade -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --extra dev --constraint requirements.lock -o requirements-dev.lock
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm install --silent --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund

clean: ## remove what was built and installed
	@rm -rf $(VENV) .cache node_modules site handbook site-screenshots

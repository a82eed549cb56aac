# Everything here runs in a virtual environment of its own, made on first use: Python, pip and make are all it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help validate test test-all lint derived expected interop dist benchmark fuzz clean

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/' | sort

validate: $(VENV)/.package ## check every record in ./records
	$(BIN)/nsatu-data validate

test: $(VENV)/.test ## run the tests, but for those that take long
	$(BIN)/python -m pytest -n auto

test-all: test ## run the tests, and then those that take long (8 minutes; needs npm, go, cargo and mvn for some)
	$(BIN)/python -m pytest -n auto -m exhaustive

lint: $(VENV)/.lint ## ruff, mypy, and drift of the derived files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/nsatu-data schema --check

derived: $(VENV)/.lint ## write the files that are derived from the models and records again
	$(BIN)/nsatu-data schema
	$(BIN)/python -m tests.derived
	$(BIN)/ruff format --quiet nsatu_data/kinds.py nsatu_data/outline.py

expected: $(VENV)/.test ## write every expected output of the tests again, to be reviewed as a difference
	$(BIN)/python -m tests.expected

interop: $(VENV)/.test ## let programs in other languages read and judge the dataset, and print a table (2 minutes)
	$(BIN)/python -m tests.interop

dist: $(VENV)/.test ## put what a release carries into dist/ (needs npm; TEXT="source/id=file" counts other units too)
	$(BIN)/python -m tests.dist dist $(TEXT:%=--text %)

benchmark: $(VENV)/.benchmark ## measure beside other validators, and write the table in README.md (10 minutes; needs npm)
	$(BIN)/python -m tests.benchmarks

fuzz: $(VENV)/.test ## look for inputs that break a law, for a minute by target
	$(BIN)/python -m tests.fuzz

clean: ## remove the virtual environment and what the tools leave behind
	rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	rm -rf $(wildcard tests/interop/*/node_modules tests/interop/*/build tests/interop/*/dist tests/interop/*/target)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.package: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@ $(VENV)/.package

$(VENV)/.benchmark: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,benchmark]'
	touch $@

$(VENV)/.lint: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	touch $@

# Every target runs in a virtual environment, which is made on first use. Only Python, pip and make must be installed.
# requirements.lock lists the packages of the environment. To use another Python:
# make test VENV=.venv-3.13 PYTHON=python3.13
PYTHON ?= python3
VENV := .venv
# Images of containers set it. Without compiled modules, each of the hundreds of programs that tests start takes longer.
unexport PYTHONDONTWRITEBYTECODE
BIN := $(VENV)/bin
# Tests that start other programs wait for them, so there is one worker more than cores.
WORKERS := $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))

# Every target but a file is phony.
.PHONY: $(shell sed -n 's/^\([a-z-]*\):.*/\1/p' $(MAKEFILE_LIST))

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/' | sort

validate: $(VENV)/.package ## check every record in ./records
	$(BIN)/nsatu-data validate

test: $(VENV)/.test ## run the tests, except those that take long
	$(BIN)/python -m pytest -n auto

test-all: test ## run the tests, and then those that take long (10 minutes; needs npm, go, cargo and mvn for some)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m exhaustive

test-newest: $(VENV)/.lock ## run all tests with the newest versions of everything, whatever the lock says
	$(BIN)/uv venv --quiet --clear --python $(PYTHON) $(VENV)-newest
	$(BIN)/uv pip install --quiet --no-config --python $(VENV)-newest --editable '.[test]'
	$(VENV)-newest/bin/python -m pytest -n auto --dist loadgroup -m "exhaustive or not exhaustive"

test-oldest: $(VENV)/.lock ## run all tests with the oldest versions that pyproject.toml allows
	$(BIN)/uv venv --quiet --clear --python $(PYTHON) $(VENV)-oldest
	$(BIN)/uv pip install --quiet --no-config --python $(VENV)-oldest --resolution lowest-direct --editable '.[test]'
	$(VENV)-oldest/bin/python -m pytest -n auto --dist loadgroup -m "exhaustive or not exhaustive"

page: $(VENV)/.test ## build the page that `nsatu-data export html` fills (needs npm)
	$(BIN)/python -m tests.support.page_build

page-test: $(VENV)/.page ## test that page in Chromium, and compare it with a fresh build (needs npm; may install Chromium)
	$(BIN)/python -m tests.support.page_build --check
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m pytest -n $(WORKERS) tests/page

tools-test: $(VENV)/.tools ## read every export back with the libraries that people use, and ask type checkers about the library
	$(BIN)/python -m pytest -n auto tests/tools tests/corpus/test_commands.py

site: $(VENV)/.site ## build the site into site/: the page, the handbook, findings, schemas and downloads (needs npm)
	$(BIN)/python -m docs.site site $(if $(RELEASE),--release $(RELEASE))

site-test: $(VENV)/.site ## build the site, test it in Chromium, and build it twice (needs npm; may install Chromium)
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup -m "exhaustive or not exhaustive" tests/site

scale: $(VENV)-scale/.scale ## test the package in Apache Spark (needs Java 17; installs half a gigabyte once)
	$(VENV)-scale/bin/python -m pytest tests/scale

page-benchmark: $(VENV)/.page ## measure the page: size, load, and the time from an input to the next picture
	$(BIN)/python -m tests.support.page_measurements

page-pictures: $(VENV)/.page ## take the pictures of the page in docs/images again (needs Chromium)
	$(BIN)/python -m tests.support.page_pictures

page-outlines: $(VENV)/.page ## write again how a screen reader meets each view (needs Chromium)
	$(BIN)/python -m tests.support.page_outlines

environments: $(addprefix $(VENV)/,.lint .page .rehearsal .site .tools) $(VENV)-scale/.scale ## install what every check of CI needs

lint: $(VENV)/.lint ## run ruff, mypy and import-linter, and check that derived files and the lock are up to date
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/nsatu-data schema --check
	$(BIN)/python -m tests.support.published_records --check
	$(BIN)/python -m tests.support.requirements_lock --check

workflow-lint: $(VENV)/.lint ## check the workflows and the action with actionlint (needs go; better with shellcheck) and zizmor
	@command -v go > /dev/null || { echo "make workflow-lint builds actionlint with Go; install go from your system's packages"; exit 1; }
	@command -v shellcheck > /dev/null || echo "shellcheck is not installed, so actionlint does not check scripts"
	cd tests/support/actionlint && go tool actionlint ../../../.github/workflows/*.yml
	$(BIN)/zizmor --offline --no-progress --persona pedantic --strict-collection .github action.yml

lock: $(VENV)/.lock ## write requirements.lock again; keep its versions where possible (UPGRADE=1: take the newest)
	$(BIN)/python -m tests.support.requirements_lock --write $(if $(UPGRADE),--upgrade)

wheels: $(VENV)/.lock $(VENV)/.test ## write docs/dependencies.md again: the libraries in the locks, and their wheels at the package index
	$(BIN)/python -m tests.support.wheel_table

derived: $(VENV)/.lint ## write the files that are derived from the models and records again
	$(BIN)/python -m tests.support.derived_files
	$(BIN)/python -m tests.support.analysis_tutorial
	$(BIN)/python -m tests.support.linked_data_page

schema-version: $(VENV)/.test ## set the schema version that the changes since the last release require
	$(BIN)/python -m tests.support.published_schema --set-version

data-version: $(VENV)/.test ## set the version of the data that the changes since the last release require
	$(BIN)/python -m tests.support.published_records --set-version

published: $(VENV)/.test ## after a release: add its versions of schema and data to docs/published, where nothing ever changes
	$(BIN)/python -m tests.support.published_versions

expected: $(VENV)/.test ## write every expected output of the tests again; review the difference
	$(BIN)/python -m tests.support.expected_outputs

interop: $(VENV)/.test ## let programs in other languages read and judge the dataset, and print a table (3 minutes)
	$(BIN)/python -m tests.interop

dist: $(VENV)/.test ## put the files of a release into dist/ (needs npm; TEXT="source/id=file" adds pointers in other units)
	$(BIN)/python -m tests.support.release_files dist $(TEXT:%=--text %)

dist-twice: $(VENV)/.test ## make dist here and in a copy elsewhere, and compare every byte (needs npm)
	$(BIN)/python -m tests.support.release_twice dist

rehearsal: $(VENV)/.rehearsal $(VENV)/.lock ## publish to registries on this machine and use the files from there (1 to 3 minutes; needs npm; ARTICLE=file)
	$(BIN)/python -m tests.rehearsal $(ARTICLE:%=--text %)

try-files: ## install the files in dist/ as a user would, and run what the READMEs show (needs npm; PYTHON=...)
	$(PYTHON) -m tests.rehearsal.built_files dist

# What the release workflow runs; docs/releasing.md explains it. The recipes read the tag from the environment.
release-check: $(VENV)/.test ## check that a tag may be released: TAG=v1.2.0 (BRANCH=origin/main: and that this branch has the commit)
	@$(BIN)/python -m tests.support.release_check "$$TAG" $${BRANCH:+--branch "$$BRANCH"}

release-assets: $(VENV)/.test ## copy the files in dist/ into assets/, which has no subfolders
	$(BIN)/python -m tests.support.release_assets dist assets

publish-python: $(VENV)/.lock ## upload the wheel and the sdist in dist/; only the release workflow can
	$(BIN)/python -m tests.support.release_uploads python dist

publish-npm: ## upload the npm package in dist/; only the release workflow can
	$(PYTHON) -m tests.support.release_uploads npm dist

release-notes: $(VENV)/.test ## print what changed since the last release, in Markdown
	@$(BIN)/python -m tests.support.release_notes

benchmark: $(VENV)/.benchmark $(VENV)-scale/.scale ## measure, also other validators and Spark, and write docs/benchmarks.md (20 minutes; needs npm, Java)
	SPARK_PYTHON=$(VENV)-scale/bin/python $(BIN)/python -m tests.benchmarks

fuzz: $(VENV)/.test ## look for inputs that break an invariant, for a minute per target
	$(BIN)/python -m tests.support.fuzzing

clean: ## remove the virtual environments and the files that the tools left
	rm -rf $(VENV) $(VENV)-* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache assets build dist site .site.new .site.old
	rm -rf $(wildcard tests/interop/*/node_modules tests/interop/*/build tests/interop/*/dist tests/interop/*/target tests/rehearsal/registry/node_modules)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

# INSTALL installs the packages of some parts of the lock; it checks hashes and builds nothing.
# Python compiles the modules that are used when they are used; most of them never are.
# EDITABLE installs the checkout.
# mlcroissant needs jsonpath-rw, which has no wheel. Its build uses the setuptools that the lock names.
BINARY := --only-binary :all: --no-binary jsonpath-rw --no-build-isolation
define INSTALL
	$(BIN)/python -m tests.support.requirements_lock $(1) > $@.txt
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes --no-deps $(BINARY) -r $@.txt
endef
define EDITABLE
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endef

$(VENV)/.package: $(BIN)/python pyproject.toml requirements.lock
	$(call INSTALL,package)
	$(EDITABLE)
	touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml requirements.lock
	$(call INSTALL,package test)
	$(EDITABLE)
	touch $@ $(VENV)/.package

$(VENV)/.benchmark: $(VENV)/.test
	$(call INSTALL,package test benchmark)
	touch $@

$(VENV)/.page: $(VENV)/.test
	$(call INSTALL,page)
	touch $@

$(VENV)/.tools: $(VENV)/.test
	$(call INSTALL,tools)
	touch $@

# An environment of its own, with the versions that pyspark supports. pyspark has no wheel; setuptools builds it.
$(VENV)-scale/.scale: BIN := $(VENV)-scale/bin
$(VENV)-scale/.scale: BINARY := --only-binary :all: --no-binary pyspark --no-build-isolation
$(VENV)-scale/.scale: pyproject.toml requirements-scale.lock
	$(PYTHON) -m venv $(VENV)-scale
	$(call INSTALL,--scale package scale)
	$(call INSTALL,--scale spark)
	$(EDITABLE)
	touch $@

$(VENV)/.site: $(VENV)/.test
	$(call INSTALL,site)
	touch $@

$(VENV)/.rehearsal: $(VENV)/.test
	$(call INSTALL,rehearsal)
	touch $@

$(VENV)/.lint: $(VENV)/.test
	$(call INSTALL,lint)
	touch $@

$(VENV)/.lock: $(BIN)/python requirements.lock
	$(call INSTALL,lock)
	touch $@

# The commands a person or a machine needs. Everything is installed into .venv from the locks.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check -qq

# The tests start hundreds of processes: what each of them reads is compiled once.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: pictures run test check tools ippprinter zplprinter lint types layers unit test-stations test-postgresql bench codes soak fuzz mutants lock catalogue docs clean

run: .venv/installed
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/alemprep --sample; else $(BIN)/alemprep demo --out build/demo; fi

test: .venv/installed-dev
	@$(MAKE) --no-print-directory lint types layers unit

check: test

# The ZPL renderer; without it the tests that need it are skipped.
tools: tests/zpl/node_modules/.package-lock.json

tests/zpl/node_modules/.package-lock.json: tests/zpl/package-lock.json
	npm ci --prefix tests/zpl --no-audit --no-fund --loglevel=error
	@touch $@

# Printers to try things with: what they print lies in build/printed.
ippprinter: .venv/installed-dev
	@$(BIN)/python -m tests.printers ipp

zplprinter: .venv/installed-dev tools
	@$(BIN)/python -m tests.printers zpl

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports

# Four at once on two cores: half of the time of a test in the terminal is waiting. A file's tests share what is
# made once for them.
PYTEST := $(BIN)/pytest -n 4 --dist loadfile --no-loadscope-reorder

unit:
	$(PYTEST) -m "not station"

# The days of whole stations, from the badge to the last key; and what is left when one is killed.
test-stations: .venv/installed-dev
	$(PYTEST) -m station

# What is drawn or printed for a bag of a hospital; the other tests of labels ask no database.
PAPERS := $(addprefix tests/labels/test_,course_folder.py figures.py follow_up_sheet.py ipp.py patient_card.py \
	preparation_record.py press.py timeline.py)

# The same tests with each hospital's database on a PostgreSQL server, and the server's own faults. What is about
# SQLite's file is skipped there.
test-postgresql: .venv/installed-dev
	ALEMPREP_TEST_DB=postgresql $(PYTEST) tests/pharmacy tests/faults tests/fuzz tests/tui $(PAPERS) tests/test_*.py

bench: .venv/installed-dev
	$(BIN)/python -m tests.bench

# The read-rate table of docs/codes.md: some twenty minutes.
codes: .venv/installed-dev
	$(BIN)/python -m tests.labels.reading

soak: .venv/installed-dev
	ALEMPREP_HYPOTHESIS=soak $(BIN)/pytest -n 2 tests/pharmacy/test_bag_life.py tests/pharmacy/test_custody_oracle.py
	$(BIN)/python -m tests.faults

# A million scans, whole and damaged: some ten minutes.
fuzz: .venv/installed-dev
	$(BIN)/python -m tests.fuzz

# Every small change to a rule that the rules' own tests do not notice: some hours. `make mutants ONLY='pharmacy.stability*'`
mutants: .venv/installed-dev
	rm -rf mutants
	ALEMPREP_HYPOTHESIS=mutants $(BIN)/mutmut run $(ONLY)
	$(BIN)/mutmut results

# The locks name neither an index nor a host.
lock: .venv/installed-dev
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --allow-unsafe --all-build-deps -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --allow-unsafe --all-build-deps --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

# Sentences in the code → pharmacy/locale/es/LC_MESSAGES/alemprep.{po,mo}
catalogue: .venv/installed-dev
	$(BIN)/python -m tests.catalogue

# The pictures of the README.
pictures: .venv/installed-dev
	PATH="$(BIN):$$PATH" $(BIN)/python -m tests.pictures

# Pages that are written from the code: the scenario format, the bag's life.
docs: .venv/installed-dev
	$(BIN)/python -m tests.generated_docs

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("alemprep needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing what alemprep needs, with hashes (once, about a minute) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	@echo "installing the tools for tests ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf .venv build *.egg-info

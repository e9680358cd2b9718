# make run     set up, load the sample company, serve        make run BOOKS=orders.xlsx   your own books instead
# make test    set up what the tests need, run them all      make soak                    the long form of every promise
# make faults  kills, full disks, a database that falls over  make check                  lint, types, layers
# make lock    renew the locked dependencies
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One file, or two (an order file and its lines); exported so that names with spaces arrive whole.
export BOOKS ?=
PORT ?= 8000
# What Python has compiled is kept, whatever the shell says: else every process that starts compiles it all anew.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: run test soak faults check lock clean

run: $(VENV)/.run
	@$(BIN)/vitalfew serve --port $(PORT) $(if $(BOOKS),--books "$$BOOKS",--sample)

test: $(VENV)/.dev
	@$(BIN)/python tests/machine.py quick

soak: $(VENV)/.dev
	@$(BIN)/python tests/machine.py soak

faults: $(VENV)/.dev
	@$(BIN)/python tests/machine.py faults

check: $(VENV)/.dev
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports --no-logo && $(BIN)/mypy

lock: $(VENV)/.uv
	@$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --extra postgres pyproject.toml -o requirements/run.txt
	@$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --extra postgres --group dev pyproject.toml -o requirements/dev.txt

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# uv makes the rest quick. It comes from PyPI into the environment itself; nothing is installed outside this folder.
$(VENV)/.uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Vitalfew needs Python 3.11 or newer; $(PYTHON) is older. Name another: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "Python cannot make environments here. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install -q --disable-pip-version-check "uv>=0.5"
	@touch $@

$(VENV)/.run: $(VENV)/.uv requirements/run.txt pyproject.toml
	@test -f $(VENV)/.dev || $(BIN)/python -m uv pip install -q --python $(BIN)/python --require-hashes -r requirements/run.txt
	@$(BIN)/python -m uv pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.uv requirements/dev.txt pyproject.toml
	@$(BIN)/python -m uv pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m uv pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@

# `make demo` and `make test` set everything up on a fresh machine with Python 3.11.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input

.PHONY: demo test test-browser check lock bench clean
.DELETE_ON_ERROR:

demo: $(VENV)/ready
	@$(BIN)/lagebild demo

test: $(VENV)/ready check
	@$(BIN)/python -m pytest -n auto

check: $(VENV)/ready
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary

# The app brings the browser tests; until then the report is the only page there is.
test-browser: $(VENV)/ready

bench: $(VENV)/ready
	@$(BIN)/python -m benchmarks

# Pins every version with its hashes; no index address goes into the files.
lock:
	uv pip compile pyproject.toml --group dev --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -o requirements.lock

$(VENV)/ready: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

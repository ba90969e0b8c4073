# `make demo` and `make test` set everything up on a fresh machine with Python 3.11.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AS_ROOT := $(if $(filter 0,$(shell id -u)),,sudo)
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input

.PHONY: demo test test-browser check lock bench pictures reader clean
.DELETE_ON_ERROR:

demo: $(VENV)/ready
	@$(BIN)/lagebild demo

test: $(VENV)/ready check
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist worksteal

check: $(VENV)/ready
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary

# The pages in Debian's Chromium, which is installed if there is none.
test-browser: $(VENV)/ready
	@command -v chromium >/dev/null || { $(AS_ROOT) apt-get update -qq && \
	  $(AS_ROOT) apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 || \
	  { echo "chromium could not be installed: apt-get install chromium"; exit 1; }
	@$(BIN)/python -m pytest tests_browser -n 2

# The pictures of the documentation, from the demo case.
pictures: $(VENV)/ready
	@$(BIN)/python docs/pictures.py

bench: $(VENV)/ready
	@$(BIN)/python -m benchmarks

# Pins every version with its hashes; no index address goes into the files.
lock:
	uv pip compile pyproject.toml --group dev --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -o requirements.lock

# Makes the reader's model file from annotated articles: `make reader CORPUS=folder`; goes on where it was cut off.
RUN ?= build/reader
TRAINING := .training
TRAIN := PYTHONPATH=src $(TRAINING)/bin/python -m training.reader
reader: $(TRAINING)/ready
	@test -d "$(CORPUS)" || { echo "make reader CORPUS=a folder with */docs, */out and */dev.txt"; exit 2; }
	$(TRAIN).distil --corpus $(CORPUS) --out $(RUN)/distilled --steps 4000
	$(TRAIN).train --corpus $(CORPUS) --run $(RUN)/distilled --out $(RUN)/trained --threads 2
	$(TRAIN).choose $(wildcard $(CORPUS)/*/dev.txt) --run $(RUN)/distilled --state $(RUN)/trained/average.pt \
	  --out $(RUN)/card.json
	$(TRAIN).export --corpus $(CORPUS) --run $(RUN)/distilled --state $(RUN)/trained/average.pt --card $(RUN)/card.json \
	  --out src/lagebild/reading/model/reader.zip
	$(TRAIN).triggers --corpus $(CORPUS)

$(TRAINING)/ready: training/requirements.txt
	@test -x $(TRAINING)/bin/python || $(PYTHON) -m venv $(TRAINING)
	@$(TRAINING)/bin/python -m pip install -qq --disable-pip-version-check --no-input -r training/requirements.txt
	@touch $@

$(VENV)/ready: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

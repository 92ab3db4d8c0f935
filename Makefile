# Two commands: `make draft` sets up and writes a draft, `make test` sets up and runs all tests.
PYTHON ?= python3
PROFILE ?= accountability-meeting
# CI installs the versions that were tested: CONSTRAINTS="-c constraints.txt"
CONSTRAINTS ?=
VENV := .venv
BIN := $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --disable-pip-version-check -q $(CONSTRAINTS)
NO_PYTHON = drafter 需要 Python 3.10 或更新的版本（needs Python 3.10 or newer）。
NO_VENV = 缺少 venv，请先安装 python3-venv，如 apt install python3-venv（python3-venv is missing, install it first）。
NO_NETWORK = 依赖没有装上，请连上网络再试一次（could not install, connect to the network and try again）。

.PHONY: draft test lint bench fuzz guided faults pictures clean

draft: $(VENV)/.ready
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/drafter new --profile $(PROFILE); \
	else $(BIN)/drafter new --profile $(PROFILE) --no-input; fi

# One file's tests stay in one process: some build on what those before made.
test: lint
	$(BIN)/pytest -n auto --dist loadfile

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The table of docs/performance.md: drafter beside its peers, all in one run.
bench: $(VENV)/.ready-dev
	@$(INSTALL) -e '.[bench]'
	$(BIN)/python -m compileall -q drafter
	$(BIN)/python benchmarks/table.py

# Spoiled input of every kind, or of one (make fuzz KIND=drafts): FUZZ of each, JOBS processes at once; another SEED tries others.
KIND ?=
FUZZ ?= 10000
SEED ?= $(shell date +%s)
JOBS ?= $(shell $(PYTHON) -c 'import os; print(os.cpu_count() or 1)')
fuzz: $(VENV)/.ready-dev
	$(BIN)/python tests/fuzz/run.py --inputs $(FUZZ) --seed $(SEED) --jobs $(JOBS) $(KIND)

# The same led by coverage, SECONDS of each kind; what reached something new stays in build/guided. Linux and macOS.
SECONDS ?= 300
guided: $(VENV)/.ready-dev
	@$(INSTALL) -e '.[guided]'
	for kind in yaml wire speech csv draft; do \
	$(BIN)/python tests/fuzz/guided/harness.py $$kind build/guided/$$kind -max_total_time=$(SECONDS) || exit 1; done

# Commands killed at random moments, KILLS times each, and broken off at every touch of the disk.
KILLS ?= 200
faults: $(VENV)/.ready-dev
	DRAFTER_KILLS=$(KILLS) $(BIN)/pytest -q tests/faults

# The pictures of the manual: needs LibreOffice, poppler-utils and the fonts named in docs/pictures/fonts.conf.
pictures: $(VENV)/.ready
	sh docs/pictures/make.sh $(CURDIR)/$(BIN)/drafter

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || { echo "$(NO_PYTHON)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); echo "$(NO_VENV)"; exit 1; }
	@touch $@

$(VENV)/.ready: $(VENV)/.made pyproject.toml
	@$(INSTALL) -e . 2> $(VENV)/install.log || { tail -n 3 $(VENV)/install.log; echo "$(NO_NETWORK)"; exit 1; }
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.made pyproject.toml
	@$(INSTALL) -e '.[dev]' 2> $(VENV)/install.log || { tail -n 3 $(VENV)/install.log; echo "$(NO_NETWORK)"; exit 1; }
	@touch $(VENV)/.ready $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

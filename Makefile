# make demo, make test: everything on a fresh machine with Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_FORMATS := html md docx json

.PHONY: demo test test-slow check bench clean

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-check: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[check]'
	@touch $@ $(VENV)/.installed $(VENV)/.installed-test

demo: $(VENV)/.installed
	@for format in $(DEMO_FORMATS); do \
		$(BIN)/tablewright convert samples --output out --to $$format --verify || exit $$?; \
	done
	@$(BIN)/tablewright tables samples --output out/tables --to csv
	@echo "Written to out/:"
	@find out -type f | sort

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto -m "not slow"

test-slow: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto -m slow

check: $(VENV)/.installed-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-test
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/forms.py
	$(BIN)/python benchmarks/html_speed.py
	$(BIN)/python benchmarks/pdf.py
	$(BIN)/python benchmarks/pdf_long.py
	$(BIN)/python benchmarks/docx.py
	$(BIN)/python benchmarks/scan_speed.py --pages 3

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

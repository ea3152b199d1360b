VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help try tour run test test-all check format

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /  /'

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

try: $(READY) ## the whole bot and a Slack on this machine, until Ctrl-C
	@$(BIN)/python -m tour --try

tour: $(READY) ## the story, played and checked; RECORD=file keeps every call
	@$(BIN)/python -m tour $(if $(RECORD),--record $(RECORD))

run: $(READY) ## the bot, against your Slack, with the settings in .env
	@$(BIN)/python app.py

test: $(READY) ## everything but the slow set
	$(BIN)/python -m pytest -q -n 2 -m "not slow"

unexport PYTHONDONTWRITEBYTECODE  # pytest compiles the tests once

test-all: $(READY) ## everything, with the branch coverage that is asked for
	$(BIN)/python -m pytest -q -n 2 --cov --cov-report=term --cov-fail-under=90

check: $(READY) ## format, lint, types and the fast tests
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy -p bot -p handlers -p storage -p sandbox -p tour -m app
	$(BIN)/mypy tests
	$(BIN)/python -m pytest -q -n 2 -m "not slow and not thorough"

format: $(READY) ## put the code in shape
	$(BIN)/ruff check -q --fix .
	$(BIN)/ruff format -q .

VENV ?= .venv
PYTHON ?= python3
PORT ?= 8700
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help try tour run bench chaos test test-slow test-all check lint pictures format

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /  /'

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

try: $(READY) ## the whole bot in your browser, until Ctrl-C; PORT=8700
	@$(BIN)/python -m tour --try --port $(PORT)

tour: $(READY) ## the story, played and checked; RECORD=file keeps every call
	@$(BIN)/python -m tour $(if $(RECORD),--record $(RECORD))

run: $(READY) ## the bot, against your Slack, with the settings in .env
	@$(BIN)/python app.py

bench: $(READY) ## how fast it is, beside bare Bolt; EVENTS=100000
	@$(BIN)/python -m tests.bench --events $(or $(EVENTS),100000)

chaos: $(READY) ## a day of faults and kills, and what it damaged; KILLS=200 SEED=1
	@$(BIN)/python -m tests.chaos --kills $(or $(KILLS),200) --seed $(or $(SEED),1)

test: $(READY) ## everything but the slow set
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest -q -n 2 -m "not slow" $(COVER)

unexport PYTHONDONTWRITEBYTECODE  # pytest compiles the tests once

test-slow: $(READY) ## the slow set
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest -q -n 2 -m slow $(COVER)

test-all: ## both, with the branch coverage that is asked for
	$(MAKE) test COVER="--cov --cov-report="
	$(MAKE) test-slow COVER="--cov --cov-append --cov-report=term --cov-fail-under=95"

check: lint ## format, lint, types and the fast tests
	$(BIN)/python -m pytest -q -n 2 -m "not slow and not thorough"

lint: $(READY) ## format, lint and types
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy -p bot -p handlers -p storage -p sandbox -p tour -m app
	$(BIN)/mypy tests

pictures: $(READY) ## the README's pictures, taken anew from the page
	@$(BIN)/python -m tests.browser.pictures

format: $(READY) ## put the code in shape
	$(BIN)/ruff check -q --fix .
	$(BIN)/ruff format -q .

# Each target works on a fresh clone: what it needs is made first.
PYTHON ?= python3.10
PORT ?= 5005
VENV := .venv
BIN := $(VENV)/bin
export PORT
export PYTHONPATH := $(CURDIR)

.PHONY: run shell test train check report evaluate learning-curve baseline bench profile widget test-widget test-browser lock clean

run: train ## set up, train, start; says where it listens
	@$(BIN)/python -m assistant run

shell: train ## the same assistant in the terminal, for staff
	@$(BIN)/python -m assistant shell $(ARGS)

train: $(VENV)/ready ## train the model if anything it depends on has changed
	@$(BIN)/python -m assistant train

check: $(VENV)/ready ## are facts, sentences and examples sound?
	@$(BIN)/python -m assistant check

test: train $(VENV)/ready-dev ## every check and every test
	@$(BIN)/python -m assistant check
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest --ignore=tests/browser $(ARGS)

report: $(VENV)/ready ## what did visitors ask, and what could not be answered?
	@$(BIN)/python -m assistant report $(ARGS)

evaluate: train ## how well does it understand? a table for each folder of questions, a row for each language
	@$(BIN)/python -m assistant evaluate $(ARGS)

learning-curve: train ## would more examples help? trains on 25, 50, 75 and 100% of them; a few minutes
	@$(BIN)/python -m assistant learning-curve

baseline: train ## Rasa's default pipeline on the same examples, for comparison; about half an hour
	@$(BIN)/python -m assistant baseline $(ARGS)

bench: train $(VENV)/ready-dev ## how fast is it, and what does it take, beside Rasa's default bot? about half an hour
	@$(BIN)/python -m assistant bench $(ARGS)

profile: train $(VENV)/ready-dev ## where does a message's time go? a flame graph of the server while it answers
	@$(BIN)/python -m assistant profile

$(VENV)/ready: requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.10 is needed (Rasa 3.6 runs on no later one): install it, or name it with 'make PYTHON=/path/to/python3.10 ...'"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.9.9
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.txt
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@touch $@

widget: widget/node_modules/ready ## build assistant/web/widget.js from widget/ (needs Node 20; `make run` does not)
	cd widget && npm run build

test-widget: widget/node_modules/ready ## the widget's unit tests; is the committed widget.js what its sources build, and under 40 kB gzipped?
	cd widget && npm test && npm run fresh

test-browser: train $(VENV)/ready-dev widget/node_modules/ready ## the widget in a real browser (needs Chromium: /usr/bin/chromium, or CHROMIUM=...)
	@$(BIN)/python -m pytest tests/browser $(ARGS)

widget/node_modules/ready: widget/package-lock.json
	cd widget && npm ci --no-fund --no-audit
	@touch $@

lock: $(VENV)/ready ## after a change to requirements*.in: pin everything anew, with hashes and without addresses
	$(BIN)/uv pip compile --quiet --generate-hashes --no-annotate --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-annotate --no-header requirements-dev.in -o requirements-dev.txt

clean: ## remove everything that can be made again, but no conversations
	rm -rf $(VENV) .rasa models widget/node_modules evaluation/out var/logs

